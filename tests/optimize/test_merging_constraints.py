"""Each sentence of a merger, both sides of its line."""

from bianzhi.domain.establishment import Section
from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.merging.constraints import (
    BY_GROUPS,
    BY_PAIRS,
    being_together_is_transitive,
    each_section_in_one_group,
    first_section_leads,
    group_has_enough_staff,
    groups_as_many_as_allowed,
    unevenness_is_counted_in_pairs,
)
from bianzhi.optimize.merging.group_table import GroupTable
from bianzhi.optimize.merging.model import GroupModel, PairModel
from bianzhi.optimize.merging.problem import MergingProblem

Pairs = set[tuple[int, int]]


def problem(*sizes: int, groups: int = 2, least: int = 3) -> MergingProblem:
    """Sections of these sizes with no affinity."""
    sections = tuple(Section(f"S{number}", "A", f"S{number}科") for number in range(len(sizes)))
    pairs = {(i, j): 0 for i in range(len(sizes)) for j in range(i + 1, len(sizes))}
    return MergingProblem(sections, sizes, pairs, groups, least)


def holds_of_groups(sentence: Constraint, merging: MergingProblem, *formed: tuple[int, ...]) -> bool:
    """Whether a sentence holds when these groups are formed."""
    table = GroupTable(merging)
    model = GroupModel(table, range(len(table.masks)))
    for group, variable in zip(model.members, model.formed, strict=True):
        variable.varValue = formed.count(group)
    return all(row.valid() for _, row in sentence(model))


def holds_of_pairs(
    sentence: Constraint, merging: MergingProblem, pairs: Pairs, leads: set[int], unevenness: int = 0
) -> bool:
    """Whether a sentence holds when these pairs are together and these sections lead."""
    model = PairModel(merging)
    for pair, variable in model.pair.items():
        variable.varValue = int(pair in pairs)
    for position, variable in enumerate(model.leads):
        variable.varValue = int(position in leads)
    model.unevenness.varValue = unevenness
    return all(row.valid() for _, row in sentence(model))


def test_each_section_is_in_one_group() -> None:
    """Neither left out nor in two groups."""
    merging = problem(3, 3, 3)

    assert holds_of_groups(each_section_in_one_group, merging, (0, 1), (2,))
    assert not holds_of_groups(each_section_in_one_group, merging, (0, 1))
    assert not holds_of_groups(each_section_in_one_group, merging, (0, 1), (1, 2))


def test_groups_are_as_many_as_allowed() -> None:
    """Two groups, neither one nor three, in either form of the problem."""
    merging = problem(3, 3, 3)

    assert holds_of_groups(groups_as_many_as_allowed, merging, (0, 1), (2,))
    assert not holds_of_groups(groups_as_many_as_allowed, merging, (0,), (1,), (2,))
    assert holds_of_pairs(groups_as_many_as_allowed, merging, {(0, 1)}, {0, 2})
    assert not holds_of_pairs(groups_as_many_as_allowed, merging, set(), {0, 1, 2})


def test_group_under_the_minimum_does_not_exist() -> None:
    """Two persons alone are no group, three are; nor may a group leave fewer than three to the others."""
    table = GroupTable(problem(2, 3, 1, 3))
    existing = {table.members(number) for number in range(len(table.masks))}

    assert (0,) not in existing
    assert (1,) in existing
    assert (0, 2) in existing
    assert (0, 1, 3) not in existing
    assert (0, 1, 2) in existing


def test_pairs_make_up_the_minimum() -> None:
    """The section of two needs the one of one with it."""
    merging = problem(2, 1, 3)

    assert holds_of_pairs(group_has_enough_staff, merging, {(0, 1)}, {0, 2})
    assert not holds_of_pairs(group_has_enough_staff, merging, {(1, 2)}, {0, 1})


def test_being_together_is_transitive() -> None:
    """The first with the second and the second with the third: so the first with the third."""
    merging = problem(3, 3, 3)

    assert holds_of_pairs(being_together_is_transitive, merging, {(0, 1), (1, 2), (0, 2)}, {0})
    for missing in ((0, 1), (1, 2), (0, 2)):
        assert not holds_of_pairs(being_together_is_transitive, merging, {(0, 1), (1, 2), (0, 2)} - {missing}, {0})


def test_first_section_leads() -> None:
    """The first of a group leads, no other does, and no group is without one."""
    merging = problem(3, 3, 3)

    assert holds_of_pairs(first_section_leads, merging, {(1, 2)}, {0, 1})
    assert not holds_of_pairs(first_section_leads, merging, {(1, 2)}, {0, 1, 2})
    assert not holds_of_pairs(first_section_leads, merging, {(1, 2)}, {0})


def test_unevenness_is_counted_in_pairs() -> None:
    """Sizes 5 and 3 where 4 and 4 could be: half of 34 less 32."""
    merging = problem(5, 1, 2)

    assert holds_of_pairs(unevenness_is_counted_in_pairs, merging, {(1, 2)}, {0, 1}, unevenness=1)
    assert not holds_of_pairs(unevenness_is_counted_in_pairs, merging, {(1, 2)}, {0, 1}, unevenness=0)


def test_ids_are_those_of_merging_and_unique() -> None:
    """M and a number, one sentence each."""
    sentences = {id(each): each for each in (*BY_GROUPS, *BY_PAIRS)}.values()

    assert len({each.id for each in sentences}) == len(sentences)
    assert all(each.id.startswith("M") and each.id[1:].isdigit() for each in sentences)
