"""What is to be looked at before a reform is handed in; nothing of it stops the export."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, Person, Section
from bianzhi.domain.finding import Finding
from bianzhi.domain.reform import Operation, Reformed, SetParameter, SplitUnit, TransferDuties, TransferPosts
from bianzhi.domain.reform_terms import PENDING
from bianzhi.domain.terms import LeadershipKind, PersonState, Willingness
from bianzhi.errors import LawDataError
from bianzhi.law.parameters import Law, parameters
from bianzhi.reform.section_heads import heads_not_stated
from bianzhi.reform.standing import abolished_units
from bianzhi.reform.transfer_notices import transfer_notices
from bianzhi.rules.reform_rules import (
    NAMED_PEOPLE_MAY_GO,
    NOT_BACKDATED,
    NUMBER_IS_ANOTHER,
    ONE_UNIT_HEAD,
    PEOPLE_HAVE_A_SECTION,
    SECTION_LEADERS_ADD_UP,
    TOTALS_HAVE_A_DOCUMENT,
)

_HEADS = LeadershipKind.UNIT_HEAD


def notices(reformed: Reformed, day: date) -> tuple[Finding, ...]:
    """Everything worth a second look, on the working day: leadership posts, people named, days, heirs, sections."""
    return (
        *_unit_heads(reformed),
        *_section_leaders(reformed),
        *_pending_documents(reformed),
        *_people_named(reformed, day),
        *_days(reformed, day),
        *transfer_notices(reformed),
        *_without_a_section(reformed),
        *_numbers_in_force(reformed, day),
    )


def _posts(ledger: Establishment) -> Counter[tuple[str, LeadershipKind]]:
    found: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in ledger.leadership_posts:
        found[row.unit, row.kind] += row.authorized
    return found


def _unit_heads(reformed: Reformed) -> Iterator[Finding]:
    """One head, or a document for more."""
    before, after = _posts(reformed.before), _posts(reformed.after)
    documented = {
        row.unit
        for row in reformed.after.leadership_posts
        if row.kind is _HEADS and row.document and row.document != PENDING
    }
    for unit in reformed.after.units:
        posts = after[unit.code, _HEADS]
        if posts > max(1, before[unit.code, _HEADS]) and unit.code not in documented:
            yield ONE_UNIT_HEAD.finding(
                reformed.reform.name,
                f"{unit.name}改革后单位正职核定 {posts} 名，一般为 1 名，没有批准文号。",
                f"请增加一项“调整领导职数”，核减单位正职 {posts - 1} 名；确需多设的，请补批准文号。",
            )


def _section_leaders(reformed: Reformed) -> Iterator[Finding]:
    """Where the sections added up to the unit's posts before, or the unit is new, they do afterwards."""
    before = _differences(reformed.before, heads_not_stated(reformed.before))
    after = _differences(reformed.after, reformed.heads_not_stated)
    for (unit, kind), (listed, total) in after.items():
        then = before.get((unit, kind))
        if listed != total and (then is None or then[0] == then[1]):
            more = "核减" if listed > total else "核增"
            yield SECTION_LEADERS_ADD_UP.finding(
                reformed.reform.name,
                f"{reformed.after.unit[unit].name}改革后{kind}核定 {listed} 名，各内设机构之和为 {total} 名，两者不符。",
                f"请增加一项“调整领导职数”，{more}{kind} {abs(listed - total)} 名，或核对各内设机构的职数。",
            )


def _differences(
    ledger: Establishment, not_stated: Mapping[str, int]
) -> dict[tuple[str, LeadershipKind], tuple[int, int]]:
    """Listed by the unit, and added up over sections, where the unit lists the kind and a section counts with any."""
    posts, found = _posts(ledger), {}
    for unit, sections in ledger.sections_of.items():
        for kind, numbers in (
            (LeadershipKind.SECTION_HEAD, [_heads(section, not_stated) for section in sections]),
            (LeadershipKind.SECTION_DEPUTY, [section.deputies for section in sections]),
        ):
            given = [number for number in numbers if number is not None]
            if given and (unit, kind) in posts:
                found[unit, kind] = posts[unit, kind], sum(given)
    return found


def _heads(section: Section, not_stated: Mapping[str, int]) -> int | None:
    """Those a section states, or counts with; None where nothing is known."""
    return (not_stated.get(section.code) or None) if section.heads is None else section.heads


def _pending_documents(reformed: Reformed) -> Iterator[Finding]:
    """Totals that change by a document that is not there yet: a proposal, not to be carried out before it is."""
    totals: dict[int, list[str]] = defaultdict(list)
    names = {each.code: each.name for each in (*reformed.before.units, *reformed.after.units)}
    for change in reformed.ledger_changes:
        if change.document == PENDING:
            totals[change.step].append(f"{names.get(change.unit, change.unit)}{change.category}{change.change:+d} 名")
    for step, words in totals.items():
        yield TOTALS_HAVE_A_DOCUMENT.finding(
            reformed.reform.name,
            f"第{step}项改变编制总量（{'、'.join(words)}），批准文号待批。",
            f"作为建议可以研究、导出；批准并填写第{step}项文号以前，不得据此办理。",
        )


def _people_named(reformed: Reformed, day: date) -> Iterator[Finding]:
    """By name, with post and reason."""
    effective = reformed.reform.effective
    for number, step in enumerate(reformed.reform.steps, 1):
        since = max(day, step.on or effective or day)
        for id in _named(step.operation):
            person = reformed.before.person.get(id)
            reasons = _reasons(person, since) if person else []
            if person and reasons:
                where = _place(reformed.before, person)
                yield NAMED_PEOPLE_MAY_GO.finding(
                    reformed.reform.name,
                    f"第{number}项点名随转的{person.name}（{id}，{where}）{'，'.join(reasons)}。",
                    f"请核对本人是否确须随转：不随转的，请从第{number}项中删去；确须随转的，请按管理权限先办理有关手续。",
                )


def _named(operation: Operation) -> tuple[str, ...]:
    return operation.persons if isinstance(operation, TransferDuties | TransferPosts | SplitUnit) else ()


def _place(ledger: Establishment, person: Person) -> str:
    section = ledger.section.get(person.section)
    unit = ledger.unit[person.unit].name
    return f"{unit}{section.name}" if section and section.name != unit else unit


def _reasons(person: Person, since: date) -> list[str]:
    rank = f"（{person.leader_rank}）" if person.leader_rank else ""
    return [
        words
        for words, holds in (
            (f"是领导人员{rank}，任免须按干部管理权限办理", person.is_leader),
            ("台账“不可调整原因”列有记载", bool(person.lock_reason)),
            ("台账“交流意愿”为不愿意", person.willingness is Willingness.UNWILLING),
            (f"台账“人员状态”为{person.state}", person.state is not PersonState.ACTIVE),
            ("试用期未满", person.trial_ends is not None and person.trial_ends > since),
            ("服务期未满", person.service_ends is not None and person.service_ends > since),
        )
        if holds
    ]


def _days(reformed: Reformed, day: date) -> Iterator[Finding]:
    """Of the reform, then of each step that has a day of its own."""
    reform = reformed.reform
    days = [("改革方案的", reform.effective), *((f"第{n}项的", step.on) for n, step in enumerate(reform.steps, 1))]
    for whose, since in days:
        if since is not None and since < day:
            yield NOT_BACKDATED.finding(
                reform.name,
                f"{whose}施行日期 {day_in_words(since)}早于办理日期 {day_in_words(day)}。",
                "请核对施行日期；已经施行的改革，请直接更新台账。",
            )
    before = 0
    for number, step in enumerate(reform.steps, 1):
        earlier = reform.steps[before - 1].on or reform.effective if before else None
        since = step.on or reform.effective
        if earlier and since and since < earlier:
            yield NOT_BACKDATED.finding(
                reform.name,
                f"第{number}项施行日期 {day_in_words(since)}，早于排在前面的第{before}项（{day_in_words(earlier)}）。",
                "各项按所列次序执行，请按施行日期排列先后，或核对日期。",
            )
        before = number


def _without_a_section(reformed: Reformed) -> Iterator[Finding]:
    """Who lost his section on the way, unit by unit; leaders of a unit have none."""
    gone = abolished_units(reformed)
    found: dict[str, list[str]] = defaultdict(list)
    for id in dict.fromkeys(change.person for change in reformed.roster_changes):
        then, now = reformed.before.person[id], reformed.after.person[id]
        if then.section and not now.section and now.unit not in gone and reformed.after.sections_of.get(now.unit):
            found[now.unit].append(f"{now.name}（{id}）")
    for unit, people in found.items():
        yield PEOPLE_HAVE_A_SECTION.finding(
            reformed.reform.name,
            f"随转到{reformed.after.unit[unit].name}的 {len(people)} 人没有落到内设机构：{'、'.join(people)}。",
            "请在划转时写明划入的内设机构，或由承接机构另行安排后更新台账的“科室编码”。",
        )


def _numbers_in_force(reformed: Reformed, day: date) -> Iterator[Finding]:
    """A legal number set to what it is anyway."""
    otherwise: dict[str, int] = {}
    for number, step in enumerate(reformed.reform.steps, 1):
        operation = step.operation
        if not isinstance(operation, SetParameter):
            continue
        try:
            now = Law(max(day, step.on or reformed.reform.effective or day), otherwise)[operation.parameter]
        except LawDataError:  # none on that day
            now = None
        if now == operation.value:
            yield NUMBER_IS_ANOTHER.finding(
                reformed.reform.name,
                f"第{number}项“{parameters()[operation.parameter].term}”调整为 {now}，与现行数值相同，没有变化。",
                f"请改填数值；不调整的请删去第{number}项。",
            )
        otherwise[operation.parameter] = operation.value
