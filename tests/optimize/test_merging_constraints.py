"""Each sentence of a merger, both sides of its line."""

from typing import Any

from bianzhi.domain.establishment import Section
from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.merging.constraints import (
    ALL_CONSTRAINTS,
    each_section_in_one_group,
    general_groups_are_few,
    groups_as_many_as_allowed,
)
from bianzhi.optimize.merging.group_table import GroupTable
from bianzhi.optimize.merging.model import GroupModel
from bianzhi.optimize.merging.problem import MergingProblem


def problem(*sizes: int, groups: int = 2, least: int = 3, **demands: Any) -> MergingProblem:
    """Sections of these sizes with no affinity."""
    sections = tuple(Section(f"S{number}", "A", f"S{number}科") for number in range(len(sizes)))
    pairs = {(i, j): 0 for i in range(len(sizes)) for j in range(i + 1, len(sizes))}
    return MergingProblem(sections, sizes, pairs, groups, least, **demands)


def existing(merging: MergingProblem) -> set[tuple[int, ...]]:
    """The groups that exist."""
    table = GroupTable(merging)
    return {table.members(number) for number in range(len(table.masks))}


def holds(sentence: Constraint, merging: MergingProblem, *formed: tuple[int, ...]) -> bool:
    """Whether a sentence holds when these groups are formed."""
    model = GroupModel(merging, sorted(existing(merging)))
    for group, variable in zip(model.members, model.formed, strict=True):
        variable.varValue = formed.count(group)
    return all(row.valid() for _, row in sentence(model))


def test_each_section_is_in_one_group() -> None:
    """Neither left out nor in two groups."""
    merging = problem(3, 3, 3)

    assert holds(each_section_in_one_group, merging, (0, 1), (2,))
    assert not holds(each_section_in_one_group, merging, (0, 1))
    assert not holds(each_section_in_one_group, merging, (0, 1), (1, 2))


def test_groups_are_as_many_as_allowed() -> None:
    """Two groups, neither one nor three."""
    merging = problem(3, 3, 3)

    assert holds(groups_as_many_as_allowed, merging, (0, 1), (2,))
    assert not holds(groups_as_many_as_allowed, merging, (0,), (1,), (2,))
    assert not holds(groups_as_many_as_allowed, merging, (0, 1))


def test_group_under_the_minimum_does_not_exist() -> None:
    """Two persons alone are no group, three are; nor may a group leave fewer than three to the others."""
    groups = existing(problem(2, 3, 1, 3))

    assert (0,) not in groups
    assert (1,) in groups
    assert (0, 2) in groups
    assert (0, 1, 3) not in groups
    assert (0, 1, 2) in groups


def test_group_of_sections_to_be_kept_apart_does_not_exist() -> None:
    """Neither with the two alone nor with a third, while each may be with the third."""
    groups = existing(problem(3, 3, 3, 3, apart_pairs=frozenset({(0, 2)})))

    assert (0, 2) not in groups
    assert (0, 1, 2) not in groups
    assert {(0, 1), (1, 2), (0, 3)} <= groups


def test_general_groups_are_few() -> None:
    """The first two are general: together, or with another, they make one general group or none; each alone, two."""
    merging = problem(3, 3, 3, 3, groups=3, general=frozenset({0, 1}), most_general=1)

    assert holds(general_groups_are_few, merging, (0, 1), (2,), (3,))
    assert holds(general_groups_are_few, merging, (0, 2), (1,), (3,))
    assert not holds(general_groups_are_few, merging, (0,), (1,), (2, 3))
    assert holds(general_groups_are_few, problem(3, 3, 3, 3, groups=3, general=frozenset({0, 1})), (0,), (1,), (2, 3))


def test_ids_are_those_of_merging_and_unique() -> None:
    """M and a number, one sentence each."""
    assert len({each.id for each in ALL_CONSTRAINTS}) == len(ALL_CONSTRAINTS)
    assert all(each.id.startswith("M") and each.id[1:].isdigit() for each in ALL_CONSTRAINTS)
