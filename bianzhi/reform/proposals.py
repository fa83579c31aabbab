"""Results of other work as operations of a reform: merged sections, merged institutions, duties compared; and free codes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.duty_verdicts import DutyVerdict, Verdict, possible_verdicts
from bianzhi.domain.establishment import Duty, Establishment
from bianzhi.domain.institutions import InstitutionMerger
from bianzhi.domain.plan import MergedSection, Merger
from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeDuty,
    Fate,
    MergeDuties,
    MergeSections,
    MergeUnits,
    Operation,
    Reform,
    SplitDuty,
    Step,
    TransferPosts,
)
from bianzhi.domain.terms import Category
from bianzhi.errors import ReformError
from bianzhi.law.levels import section_leaders
from bianzhi.reform.apply import apply_reform

_PROPOSED = "（拟）"
_BIG_SECTIONS = "按照大科室制要求"


def free_codes(taken: Iterable[str], prefix: str, count: int = 1) -> tuple[str, ...]:
    """The first codes of a prefix and a number of two digits that nothing has."""
    used = set(taken)
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        code = f"{prefix}{number:02d}"
        if code not in used:
            found.append(code)
    return tuple(found)


def section_steps(ledger: Establishment, mergers: Iterable[Merger]) -> tuple[Step, ...]:
    """Every proposed section of more than one part, under the code of its first part.

    Raises
    ------
    ReformError
        A section of a proposal is not in the ledger any more, or in another unit; or nothing is to be merged.
    """
    steps = [
        Step(_merged(ledger, merger, group)) for merger in mergers for group in merger.groups if len(group.sections) > 1
    ]
    if not steps:
        raise ReformError("整合建议中没有要合并的内设机构。", "请先在「内设机构整合」或「大科室制」求解。")
    return tuple(steps)


def _merged(ledger: Establishment, merger: Merger, group: MergedSection) -> MergeSections:
    """One proposed section with its leadership posts as proposed, and its surplus heads with what is proposed for each."""
    unit = merger.unit
    gone = [code for code in group.sections if code not in ledger.section or ledger.section[code].unit != unit]
    if gone:
        names = "、".join(_section_called(ledger, code) for code in gone)
        raise ReformError(
            f"内设机构{names}在改革方案前面的改革事项中已合并、撤销或划出。",
            "请先从改革方案中删去有关事项，或在改革后的台账上重新求解。",
        )
    parts = [ledger.section[code] for code in group.sections]
    posts = [part.authorized for part in parts if part.authorized is not None]
    _, most = section_leaders(sum(posts) if posts else group.staff)
    into = replace(
        parts[0],
        name=group.name.removesuffix(_PROPOSED),
        authorized=sum(posts) if posts else None,
        heads=group.heads if any(part.heads is not None for part in parts) else None,
        deputies=min(group.deputies, most) if any(part.deputies is not None for part in parts) else None,
        functions=tuple(dict.fromkeys(tag for part in parts for tag in part.functions)),
        note="",
        at=NOWHERE,
    )
    surplus = tuple(
        replace(head, proposal=head.proposal.replace(group.name, into.name))
        for head in merger.surplus_heads
        if head.section in group.sections
    )
    return MergeSections(group.sections, into, surplus, why=_BIG_SECTIONS)


def _section_called(ledger: Establishment, code: str) -> str:
    section = ledger.section.get(code)
    return f"“{section.name}”（{code}）" if section else f"“{code}”"


def institution_steps(ledger: Establishment, mergers: Iterable[InstitutionMerger]) -> tuple[Step, ...]:
    """Every proposed merger of institutions, under the code and name of the part that receives the others.

    Raises
    ------
    ReformError
        An institution is not in the ledger any more; or nothing is to be merged.
    """
    steps = []
    for merger in mergers:
        gone = [code for code in (merger.into, *merger.parts) if code not in ledger.unit]
        if gone:
            raise ReformError(
                f"机构“{'”“'.join(dict.fromkeys(gone))}”在改革方案前面的改革事项中已撤销或并入其他机构。",
                "请先从改革方案中删去有关事项。",
            )
        into = replace(ledger.unit[merger.into], note="", at=NOWHERE)
        steps.append(Step(MergeUnits(merger.parts, into, why="整合规模较小、职能相近的事业单位")))
    if not steps:
        raise ReformError("整合建议中没有拟合并的事业单位。", "候选单位及不能合并的原因见「事业单位整合」。")
    return tuple(steps)


def with_named_heir(ledger: Establishment, reform: Reform, unit: str, heir: str, people: Sequence[str]) -> Reform:
    """A step 划转编制 before the one that abolishes the unit: the people named, with the posts they hold as far as there are any.

    Raises
    ------
    ReformError
        No step abolishes the unit, the ledger does not know somebody, or an earlier step cannot be carried out.
    """
    places = [
        n
        for n, step in enumerate(reform.steps)
        if isinstance(step.operation, AbolishUnit) and step.operation.unit == unit
    ]
    if not places or not people or not set(people) <= ledger.person.keys():
        raise ReformError("改革方案中没有撤销这个机构，或没有选定随转人员。", "请先在「改革方案」中加入“撤销机构”。")
    so_far = apply_reform(ledger, replace(reform, steps=reform.steps[: places[0]])).after
    held = Counter(so_far.person[id].category for id in people if so_far.person[id].counted)
    there = {category: min(held[category], so_far.authorized.get((unit, category), 0)) for category in Category}
    posts = {category: count for category, count in there.items() if count}
    step = Step(TransferPosts(unit, heir, posts, tuple(people), "指定承接机构，人随编走"), reform.steps[places[0]].on)
    return replace(reform, steps=(*reform.steps[: places[0]], step, *reform.steps[places[0] :]))


def duty_steps(
    ledger: Establishment, unit: str, old: Sequence[str], new: Sequence[str], verdicts: Iterable[DutyVerdict]
) -> tuple[Step, ...]:
    """Confirmed verdicts about the duties of one unit as operations; what is kept needs none.

    Raises
    ------
    ReformError
        An old text is no duty of the unit in the ledger, a verdict does not fit its pair, or nothing changes.
    """
    codes: dict[str, list[str]] = defaultdict(list)
    for duty in ledger.duties:
        if duty.unit == unit:
            codes[duty.text.strip()].append(duty.code)
    new_codes = iter(free_codes(ledger.duty, f"{unit}-N", len(new) or 1))
    steps: list[Step] = []
    for decided in verdicts:
        match = decided.match
        olds = [_code(codes, old[place], decided.verdict) for place in match.old]
        news = [Duty(next(new_codes), unit, new[place]) for place in match.new]
        steps += (Step(operation) for operation in _operations(ledger, decided, olds, news))
    if not steps:
        raise ReformError("已确认的都是保留，没有要写入改革方案的职责调整。", "有调整的，请先改“确认去向”再确认。")
    return tuple(steps)


def _code(codes: dict[str, list[str]], text: str, verdict: Verdict) -> str:
    found = codes.get(text.strip())
    if found:
        return found.pop(0)
    if verdict is Verdict.KEPT:
        return ""
    raise ReformError(
        f"原职责“{text}”不在台账“职责”表该机构名下。",
        "请用台账中的职责作为原职责，或先在台账“职责”表补上这一项。",
    )


def _operations(
    ledger: Establishment, decided: DutyVerdict, olds: Sequence[str], news: Sequence[Duty]
) -> list[Operation]:
    verdict = decided.verdict
    if verdict not in possible_verdicts(decided.match):
        words = "、".join(possible_verdicts(decided.match))
        raise ReformError(
            f"原职责 {len(olds)} 项、现职责 {len(news)} 项的一行，去向定为“{verdict}”。", f"这一行可选：{words}。"
        )
    if verdict is Verdict.REWORDED:
        same = replace(ledger.duty[olds[0]], text=news[0].text, at=NOWHERE)
        return [ChangeDuty(Fate.REWORDED, olds[0], same)]
    if verdict is Verdict.MERGED:
        into = replace(ledger.duty[olds[0]], text=news[0].text, at=NOWHERE)
        return [MergeDuties(tuple(olds), into)]
    if verdict is Verdict.SPLIT:
        was = ledger.duty[olds[0]]
        return [SplitDuty(olds[0], tuple(replace(each, section=was.section, source=was.source) for each in news))]
    if verdict in (Verdict.DROPPED, Verdict.NEW, Verdict.SEPARATE):
        dropped = [ChangeDuty(Fate.DROPPED, code) for code in olds]
        return [*dropped, *(ChangeDuty(Fate.NEW, new=each) for each in news)]
    return []
