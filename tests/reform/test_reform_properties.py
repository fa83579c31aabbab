"""Whatever the sequence: totals are kept, nobody is lost, taking the last step back gives the ledger before it."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    ChangeQuota,
    MergeSections,
    MergeUnits,
    Operation,
    Reform,
    RenameUnit,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Category
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, parse_reform, reform_text
from bianzhi.reform.working_ledger import totals_by_category
from tests.reform.places import ADMIN, FULL, district, reform
from tests.worlds import section, unit

UNITS = st.sampled_from(["A", "B", "C", "R", "N1", "N2"])
SECTIONS = st.sampled_from(["SA1", "SA2", "SB1", "SN"])
POSTS = st.dictionaries(st.sampled_from([ADMIN, FULL]), st.integers(0, 3), max_size=2)
PEOPLE = st.lists(st.sampled_from(["A1", "A5", "B1", "B2", "C1"]), max_size=2, unique=True).map(tuple)
NEW = st.sampled_from([unit("N1", rank="正科级"), unit("N2", rank="正科级")])

OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(AbolishUnit, UNITS, st.one_of(st.just(""), UNITS), st.sampled_from(["", "编〔2026〕1号"])),
    st.builds(MergeUnits, st.tuples(UNITS, UNITS), NEW),
    st.builds(SplitUnit, UNITS, NEW, st.lists(SECTIONS, max_size=1).map(tuple), POSTS, PEOPLE),
    st.builds(RenameUnit, UNITS, st.sampled_from(["区新局", "区A局"])),
    st.builds(TransferPosts, UNITS, UNITS, POSTS, PEOPLE),
    st.builds(
        TransferDuties, st.lists(st.sampled_from(["D1", "D2", "D3", "D4"]), min_size=1, max_size=2).map(tuple), UNITS
    ),
    st.builds(ChangeQuota, UNITS, st.sampled_from([ADMIN, FULL]), st.integers(-3, 3), st.just("编〔2026〕2号")),
    st.builds(MergeSections, st.tuples(SECTIONS, SECTIONS), st.just(section("SN", "A"))),
    st.builds(AbolishSection, SECTIONS, st.one_of(st.just(""), SECTIONS)),
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


@given(st.lists(OPERATIONS, max_size=8))
@settings(max_examples=150, deadline=None)
def test_posts_and_people_are_kept_and_undone(operations: list[Operation]) -> None:
    """Totals by type change by documented entries only; the same people are there; undo gives the ledger before."""
    world = district()
    done = carried_out(world, operations)
    reformed = apply_reform(world, done)

    documented: Counter[Category] = Counter()
    for change in reformed.ledger_changes:
        documented[change.category] += change.change if change.document else 0
    before, after = totals_by_category(world), totals_by_category(reformed.after)
    for category in Category:
        assert after.get(category, 0) == before.get(category, 0) + documented[category]
    assert {person.id for person in reformed.after.people} == {person.id for person in world.people}
    for person in reformed.after.people:
        assert person.unit in reformed.after.unit
        assert not person.section or reformed.after.section[person.section].unit == person.unit
    if done.steps:
        undone = apply_reform(world, done.without_last()).after
        again = apply_reform(world, Reform(done.name, done.steps[:-1], done.effective)).after
        assert undone == again
        assert apply_reform(undone, Reform(done.name, done.steps[-1:], done.effective)).after.authorized == (
            reformed.after.authorized
        )


@given(st.lists(OPERATIONS, max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_file_gives_the_reform_back(operations: list[Operation]) -> None:
    """What is written is read equal, whether or not it can be carried out."""
    text = reform_text(reform(*operations))
    again = parse_reform(text)

    assert reform_text(again) == text
    assert [type(step.operation) for step in again.steps] == [type(operation) for operation in operations]
