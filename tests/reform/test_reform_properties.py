"""Whatever the sequence: totals are kept, nobody is lost, references hold, undo gives the ledger before, files read back."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi import services
from bianzhi.domain.establishment import Duty, Establishment, FitScore, Section, SectionTraffic, Unit
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    ChangeCap,
    ChangeDuty,
    ChangeLeadershipPosts,
    ChangeQuota,
    EstablishSection,
    EstablishUnit,
    Fate,
    Manner,
    MergeDuties,
    MergeSections,
    MergeUnits,
    MoveUnit,
    Operation,
    Reform,
    Reformed,
    RenameUnit,
    SectionsGo,
    SetParameter,
    SplitDuty,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Category, LeadershipKind, PersonState, WorkloadKind
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform, parse_reform, reform_text
from bianzhi.reform.apply import OPERATIONS
from bianzhi.reform.comparing import compare
from bianzhi.reform.wording import sentences
from bianzhi.reform.working_ledger import totals_by_category
from tests.reform.places import ADMIN, DAY, FULL, district, duty, reform
from tests.worlds import cases, coming, going, kin, leadership, level, loan, person, plus, post, section, support, unit

DOCUMENT = st.sampled_from(["编〔2026〕1号", "编〔2026〕2号", ""])
OLD_UNIT = st.sampled_from(["A", "B", "C", "R"])
UNIT = st.one_of(OLD_UNIT, OLD_UNIT, st.sampled_from(["N1", "N2", "Z"]))
SECTION = st.sampled_from(["SA1", "SA2", "SB1", "SN", "SM"])
NO_SECTION = st.one_of(st.just(""), SECTION)
DUTY = st.sampled_from(["D1", "D2", "D3", "D4", "D5", "E1"])
CATEGORY = st.sampled_from([ADMIN, FULL])
POSTS = st.dictionaries(CATEGORY, st.integers(0, 3), max_size=2)
OF_UNIT = {"A": ["A1", "A5", "A7", "A9"], "B": ["B1", "B2", "B9"], "C": ["C1"]}
"""People by the unit where they are at first; A9 and B9 are retired."""
DUTY_OF = {"D1": "A", "D2": "A", "D3": "B", "D4": "C", "D5": "R"}


def some_people(unit: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Up to two people of a unit as it is at first, or somebody of another."""
    own = st.lists(st.sampled_from(OF_UNIT[unit]), max_size=2, unique=True) if unit in OF_UNIT else st.just([])
    return st.one_of(own, own, own, st.just(["B1"])).map(tuple)


def a_unit(*codes: str) -> st.SearchStrategy[Unit]:
    """A unit as it would be after the operation."""
    return st.builds(
        lambda code, parent, rank: unit(code, parent=parent, rank=rank),
        st.sampled_from(codes),
        st.sampled_from(["", "", "", "A", "C"]),
        st.sampled_from(["正科级", "股级"]),
    )


def a_duty(*codes: str) -> st.SearchStrategy[Duty]:
    """A duty as it would be after the operation; its section is mostly left open."""
    section = st.one_of(st.just(""), st.just(""), SECTION)
    return st.builds(
        lambda code, unit, section: duty(code, unit, section=section), st.sampled_from(codes), UNIT, section
    )


def a_section(*codes: str) -> st.SearchStrategy[Section]:
    """A section as it would be after the operation."""
    return st.builds(section, st.sampled_from(codes), UNIT)


def transfers(code: str) -> st.SearchStrategy[TransferDuties]:
    """One duty in each of the three manners, with people of its unit."""
    people = some_people(DUTY_OF.get(code, ""))
    return st.one_of(
        st.builds(TransferDuties, st.just((code,)), UNIT, st.just(""), st.just(Manner.NAMED), POSTS, people),
        st.builds(TransferDuties, st.just((code,)), UNIT, NO_SECTION, st.just(Manner.WHOLE)),
        st.builds(TransferDuties, st.just((code, "D2")), UNIT, NO_SECTION, st.just(Manner.NAMED)),
        st.builds(
            TransferDuties,
            st.just((code,)), UNIT, NO_SECTION, st.just(Manner.SHARE), st.just({}), people, share_percent=st.integers(0, 101),
        ),
    )  # fmt: skip


def posts_from(giver: str) -> st.SearchStrategy[TransferPosts]:
    """Posts of a unit, and people of it who hold them."""
    enough = st.just({FULL: 2} if giver == "C" else {ADMIN: 2})
    return st.one_of(
        st.builds(TransferPosts, st.just(giver), OLD_UNIT, enough, some_people(giver)),
        st.builds(TransferPosts, st.just(giver), UNIT, POSTS, some_people(giver)),
    )


STRATEGIES: dict[type, st.SearchStrategy[Any]] = {
    EstablishUnit: st.builds(EstablishUnit, a_unit("N1", "N2", "A"), POSTS, DOCUMENT),
    AbolishUnit: st.builds(AbolishUnit, OLD_UNIT, st.one_of(st.just(""), UNIT), DOCUMENT, st.sampled_from(SectionsGo)),
    MergeUnits: st.one_of(
        st.builds(
            MergeUnits, st.permutations(["A", "B", "R"]).map(lambda codes: tuple(codes[:2])), a_unit("N1", "A"),
            st.sampled_from([None, 1, 2]), st.sampled_from([None, 0, 3]),
        ),
        st.builds(MergeUnits, st.tuples(UNIT, UNIT), a_unit("N1", "N2", "B")),
    ),
    SplitUnit: st.one_of(
        st.builds(
            SplitUnit, st.just("A"), a_unit("N1", "N2"), st.sampled_from([("SA1",), ("SA2",), ()]),
            st.one_of(POSTS, st.just({ADMIN: 5})),
            some_people("A"), st.sampled_from([(), ("D1",)]),
        ),
        st.builds(SplitUnit, UNIT, a_unit("N2", "B"), st.just(()), POSTS, some_people("B"), st.just(("D3",))),
    ),
    RenameUnit: st.builds(RenameUnit, UNIT, st.sampled_from(["区新局", "区A局", "区N局"])),
    MoveUnit: st.builds(MoveUnit, UNIT, st.one_of(st.just(""), UNIT)),
    EstablishSection: st.builds(EstablishSection, a_section("SN", "SM", "SA1")),
    MergeSections: st.one_of(
        st.builds(MergeSections, st.just(("SA1", "SA2")), st.sampled_from([section("SN"), section("SA2")])),
        st.builds(MergeSections, st.tuples(SECTION, SECTION), a_section("SN", "SA1", "SB1")),
    ),
    AbolishSection: st.builds(AbolishSection, SECTION, NO_SECTION),
    TransferDuties: DUTY.flatmap(transfers),
    TransferPosts: st.sampled_from(["A", "A", "B", "C", "R", "N1"]).flatmap(posts_from),
    ChangeDuty: st.one_of(
        st.builds(ChangeDuty, st.sampled_from([Fate.KEPT, Fate.DROPPED, Fate.MERGED]), DUTY),
        st.builds(ChangeDuty, st.just(Fate.REWORDED), DUTY, a_duty("E1", "D1", "D3", "D5")),
        st.builds(ChangeDuty, st.just(Fate.NEW), st.just(""), a_duty("E1", "E2", "D1")),
    ),
    MergeDuties: st.builds(
        MergeDuties, st.lists(DUTY, min_size=2, max_size=3, unique=True).map(tuple), a_duty("E1", "E2", "D1")
    ),
    SplitDuty: st.one_of(
        st.builds(SplitDuty, DUTY, st.tuples(a_duty("E1", "D1"), a_duty("E2"))),
        st.builds(lambda code, one, two: SplitDuty(code, (replace(one, code=code), two)), DUTY, a_duty("E1"), a_duty("E2")),
    ),
    ChangeQuota: st.builds(ChangeQuota, UNIT, CATEGORY, st.integers(-3, 3), DOCUMENT),
    ChangeCap: st.builds(ChangeCap, UNIT, st.one_of(st.none(), st.integers(-1, 9))),
    ChangeLeadershipPosts: st.builds(
        ChangeLeadershipPosts, UNIT, st.sampled_from(LeadershipKind), st.integers(-1, 2), DOCUMENT
    ),
    SetParameter: st.builds(SetParameter, st.sampled_from(["section_cap", "no_such_number"]), st.integers(0, 9)),
}  # fmt: skip
"""A way to draw every operation there is, sensible or not."""
OPERATION: st.SearchStrategy[Operation] = st.one_of(*STRATEGIES.values())


def everything() -> Establishment:
    """The small district with a row of every sheet that refers to something."""
    return plus(
        district(),
        leadership("A", LeadershipKind.SECTION_HEAD, 2),
        leadership("A", LeadershipKind.SECTION_DEPUTY, 3),
        leadership("B", LeadershipKind.UNIT_DEPUTY, 2),
        person("L1", "A", section="SA2", is_leader=True),
        person("A9", "A", section="SA1", state=PersonState.RETIRED),
        person("B9", "B", state=PersonState.RETIRED),
        post("综合岗", "A", section="SA1"),
        post("文书岗", "B"),
        kin("A1", "B1"),
        coming("B", 1),
        going("A", 1, person="A2"),
        level("A", "正科", 1),
        loan("A", 1, "B"),
        loan("R", 1),
        cases("A", "审查", 100, 30, "SA1"),
        support("B", "会议", 10),
        duty("D5", "R"),
        SectionTraffic("SA1", "SA2", 5),
        SectionTraffic("SB1", "SA1", 2),
        FitScore("A1", "B", "", 80),
        FitScore("B1", "A", "综合岗", 70),
    )


def carried_out(world: Establishment, operations: list[Operation]) -> Reform:
    """The reform of those operations that can be carried out, one after the other."""
    done = reform()
    for operation in operations:
        longer = Reform(done.name, (*done.steps, *reform(operation).steps), done.effective)
        try:
            apply_reform(world, longer)
            done = longer
        except ReformError:
            continue
    return done


def dangling(ledger: Establishment) -> Iterator[str]:
    """Whatever names something that does not exist, or a section of another unit."""
    units, sections, people = ledger.unit, ledger.section, ledger.person

    def off(name: str, code: str, table: Any) -> Iterator[str]:
        if code and code not in table:
            yield f"{name} → {code}"

    for table, refers in _REFERENCES.items():
        for row in getattr(ledger, table):
            for field, kind in refers.items():
                known = {"unit": units, "section": sections, "person": people}[kind]
                values = getattr(row, field)
                for code in values if isinstance(values, tuple) else (values,):
                    yield from off(f"{table}.{field}", code, known)
            inside = getattr(row, "section", "")
            if inside in sections and hasattr(row, "unit") and sections[inside].unit != row.unit:
                yield f"{table}: {inside} is not of {row.unit}"
    for table in ("units", "sections", "duties"):
        codes = [row.code for row in getattr(ledger, table)]
        if len(set(codes)) < len(codes):
            yield f"{table}: a code twice"
    for code in units:
        above, passed = units[code].parent, {code}
        while above in units:
            if above in passed:
                yield f"units: {code} is above itself"
                break
            passed.add(above)
            above = units[above].parent


_REFERENCES: dict[str, dict[str, str]] = {
    "units": {"parent": "unit"},
    "quota_entries": {"unit": "unit"},
    "leadership_posts": {"unit": "unit"},
    "sections": {"unit": "unit"},
    "people": {"unit": "unit", "section": "section", "wished_units": "unit"},
    "posts": {"unit": "unit", "section": "section"},
    "kinships": {"person": "person", "relative": "person"},
    "traffic": {"section": "section", "other": "section"},
    "fit_scores": {"person": "person", "unit": "unit"},
    "transits": {"unit": "unit", "person": "person"},
    "level_posts": {"unit": "unit"},
    "duties": {"unit": "unit", "section": "section"},
    "loans": {"borrower": "unit", "lender": "unit"},
    "workloads": {"unit": "unit", "section": "section"},
}
"""Table → field → what it names; empty fields name nothing."""


def test_every_operation_is_drawn() -> None:
    """A new operation is added here as well."""
    assert STRATEGIES.keys() == OPERATIONS.keys()


def test_references_are_of_every_table() -> None:
    """A new sheet is added here as well; one that dangles is seen."""
    tables = {name for name in vars(Establishment("", ())) if isinstance(getattr(Establishment("", ()), name), tuple)}
    assert tables == _REFERENCES.keys()

    world = everything()
    assert list(dangling(world)) == []
    assert list(dangling(replace(world, units=world.units[:-1]))) != []
    assert list(dangling(replace(world, sections=world.sections[1:]))) != []
    wrong = replace(world.duties[0], unit="B")
    assert list(dangling(replace(world, duties=(wrong,)))) == ["duties: SA1 is not of B"]


def test_a_district_is_used_that_has_everything() -> None:
    """Else the properties below would hold of nothing."""
    world = everything()

    for table in _REFERENCES:
        assert getattr(world, table), table


@given(st.lists(OPERATION, min_size=5, max_size=14))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_done_nothing_is_lost(operations: list[Operation]) -> None:
    """Totals by type change by documented entries only; the same people are there, with the same types; references hold."""
    world = everything()
    reformed = apply_reform(world, carried_out(world, operations))

    assert list(dangling(reformed.after)) == []
    _totals_are_kept(reformed)
    before = {person.id: (person.name, person.category, person.state) for person in world.people}
    assert {p.id: (p.name, p.category, p.state) for p in reformed.after.people} == before
    assert not [finding for finding in check_reform(reformed) if finding.id == "G604"]


def _totals_are_kept(reformed: Reformed) -> None:
    documented: Counter[Category] = Counter()
    for change in reformed.ledger_changes:
        documented[change.category] += change.change if change.document else 0
    before, after = totals_by_category(reformed.before), totals_by_category(reformed.after)
    for category in Category:
        assert after.get(category, 0) == before.get(category, 0) + documented[category]


@given(st.lists(OPERATION, min_size=5, max_size=14))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_records_tie_with_the_ledgers(operations: list[Operation]) -> None:
    """Entries before and changes make the entries after; roster changes lead from where people were to where they are."""
    world = everything()
    reformed = apply_reform(world, carried_out(world, operations))
    entered = Counter(world.entered)
    for change in reformed.ledger_changes:
        entered[change.unit, change.category] += change.change
    where = {person.id: person.unit for person in world.people}
    for move in reformed.roster_changes:
        assert where[move.person] == move.from_unit != move.to_unit
        assert move.from_category is move.to_category is world.person[move.person].category
        where[move.person] = move.to_unit

    after = reformed.after
    assert {cell: count for cell, count in entered.items() if count} == {
        cell: count for cell, count in after.entered.items() if count
    }
    assert {p.id: where[p.id] for p in after.people if p.counted} == {p.id: p.unit for p in after.people if p.counted}
    assert len({move.person for move in reformed.roster_changes}) == len(reformed.roster_changes)
    leaders: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in world.leadership_posts:
        leaders[row.unit, row.kind] += row.authorized
    for each in reformed.leaders_changes:
        leaders[each.unit, each.kind] += each.change
    rows = Counter((row.unit, row.kind) for row in after.leadership_posts)
    assert {key: count for key, count in leaders.items() if count and key[0] in after.unit} == {
        (row.unit, row.kind): row.authorized for row in after.leadership_posts if row.authorized
    }
    assert not rows or max(rows.values()) == 1
    old = {fate.duty for fate in reformed.fates} & world.duty.keys()
    assert old == world.duty.keys()
    assert len(sentences(reformed)) == len(reformed.reform.steps)
    assert {unit.code for unit in compare(reformed, DAY).units} == {*world.unit, *after.unit}


@given(st.lists(OPERATION, min_size=3, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_undo_gives_the_ledger_before(operations: list[Operation]) -> None:
    """Step by step back to the beginning; and the last step on the ledger before it gives the ledger after."""
    world = everything()
    done = carried_out(world, operations)
    ledgers = [world]
    for number in range(1, len(done.steps) + 1):
        ledgers.append(apply_reform(world, Reform(done.name, done.steps[:number], done.effective)).after)
    while done.steps:
        undone = done.without_last()
        assert apply_reform(world, undone).after == (ledgers[len(undone.steps)] if undone.steps else _untouched(world))
        done = undone
    assert world == everything()


def _untouched(world: Establishment) -> Establishment:
    return replace(world, sha256="")


@pytest.mark.slow
@given(st.lists(OPERATION, min_size=2, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_ledger_after_writes_and_reads_back(operations: list[Operation]) -> None:
    """What the workbook says is what the ledger says, row by row; nothing of it is told as an error of form."""
    world = everything()
    after = apply_reform(world, carried_out(world, operations)).after
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "台账.xlsx"
        services.write_ledger(path, after)
        again = services.read(path)

    assert [finding for finding in again.form_findings if finding.severity == "error"] == []
    for table in _REFERENCES:
        assert list(map(_bare, getattr(again.establishment, table))) == list(map(_bare, getattr(after, table))), table


def _bare(row: Any) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__ if name not in ("at", "unreadable"))


@given(st.lists(OPERATION, max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_file_gives_the_reform_back(operations: list[Operation]) -> None:
    """What is written is read equal, whether or not it can be carried out."""
    whole = Reform("改革", reform(*operations).steps, date(2026, 9, 1), "会议纪要", "说明")
    again = parse_reform(reform_text(whole))

    assert reform_text(again) == reform_text(whole)
    assert [type(step.operation) for step in again.steps] == [type(operation) for operation in operations]
    assert _without_places(again) == _without_places(whole)


def _without_places(whole: Reform) -> list[object]:
    """Rows of a ledger in operations know a cell in the tests' world, and none in a file."""
    found: list[object] = []
    for step in whole.steps:
        for name in step.operation.__slots__:
            value = getattr(step.operation, name)
            rows = value if isinstance(value, tuple) else (value,)
            found.extend(_bare(row) if isinstance(row, Duty) or hasattr(row, "at") else row for row in rows)
    return found


def test_kinds_of_workload_are_written_as_their_words() -> None:
    """The closed list of the sheet."""
    assert [kind.value for kind in WorkloadKind] == ["服务", "辅助", "专项"]
