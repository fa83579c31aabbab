"""Heads for whom a merged section or unit has no post, each with what is proposed. Who is appointed is not decided here."""

from collections.abc import Iterable, Sequence

from bianzhi.domain.establishment import Person, Section
from bianzhi.domain.plan import SurplusHead
from bianzhi.domain.reform import SurplusLeader
from bianzhi.domain.terms import LeaderRank, LeadershipKind
from bianzhi.reform.working_ledger import WorkingLedger

_RANKS = tuple(LeaderRank)
_KEEPS_GRADE = "拟保留现职级，按非领导职务安排，或列为其他单位空缺内设机构正职的调剂人选"

_UNIT_GRADE = "拟保留现职级，按非领导职务安排，或列为其他单位空缺正职的调剂人选，按干部管理权限办理"


def note_section_heads(
    ledger: WorkingLedger, parts: Sequence[Section], into: Section, told: Iterable[SurplusHead]
) -> None:
    """Heads of the parts beyond the merged section's posts, later sections first to be surplus; before people move.

    In each section the first of its leaders by rank are taken as heads, as many as it has posts for, or one; the ledger does
    not say who leads as what. A proposal that was made with the merger stands, and whoever it is about is taken as a head and
    is surplus first; one about anybody else is no proposal, and a notice says so.
    """
    proposals = {each.person: each.proposal for each in told}
    heads: list[Person] = []
    deputies = 0
    for part in parts:
        ranked = _by_rank(
            p for p in ledger.people_of(part.unit) if p.section == part.code and p.is_leader and p.counted
        )
        leaders = sorted(ranked, key=lambda p: p.id not in proposals)
        posts = 1 if part.heads is None else part.heads
        heads += leaders[:posts]
        deputies += len(leaders[posts:])
    vacant = (into.deputies or 0) - deputies
    heads.sort(key=lambda p: p.id in proposals)
    for person in heads[1 if into.heads is None else into.heads :]:
        proposal = proposals.get(person.id, "")
        if not proposal and vacant > 0:
            vacant -= 1
            proposal = f"拟改任“{into.name}”副职（副职职数 {into.deputies} 名以内），保留现职级"
        was = ledger.sections[person.section].name
        kind = LeadershipKind.SECTION_HEAD
        ledger.surplus.append(SurplusLeader(person.id, kind, was, proposal or _KEEPS_GRADE, ledger.step))


def note_unit_heads(
    ledger: WorkingLedger, parts: Sequence[str], into: str, heads_posts: int, deputies_posts: int
) -> None:
    """Heads of units that become one, or go to an heir, beyond the posts there; those of the main part last to be surplus.

    Heads are the first by rank of the leaders who are in no section, as many as their unit has posts for, or one; the others
    are deputies, and a head may be proposed as one where a deputy's post is open.
    """
    heads: list[Person] = []
    deputies = 0
    for part in sorted(dict.fromkeys(parts), key=lambda code: code != into):
        leaders = _by_rank(p for p in ledger.people_of(part) if not p.section and p.is_leader and p.counted)
        listed = ledger.leader_posts(part, LeadershipKind.UNIT_HEAD)
        posts = 1 if listed is None else listed
        heads += leaders[:posts]
        deputies += len(leaders[posts:])
    name, vacant = ledger.units[into].name, deputies_posts - deputies
    for person in heads[heads_posts:]:
        proposal = _UNIT_GRADE
        if vacant > 0:
            vacant -= 1
            proposal = f"拟改任{name}副职（副职职数 {deputies_posts} 名以内），保留现职级，按干部管理权限办理"
        was = ledger.units[person.unit].name
        ledger.surplus.append(SurplusLeader(person.id, LeadershipKind.UNIT_HEAD, was, proposal, ledger.step))


def _by_rank(leaders: Iterable[Person]) -> list[Person]:
    return sorted(leaders, key=lambda p: _RANKS.index(p.leader_rank) if p.leader_rank else len(_RANKS))
