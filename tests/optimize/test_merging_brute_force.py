"""Every partition of small units is tried: the merger is the best of them at each level, and the first of the best."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import PlanStatus
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import solve_in_order
from bianzhi.optimize.merging import merge_unit_sections, partition
from bianzhi.optimize.merging.affinity import affinities
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.merging.group_count import start_grouping
from bianzhi.optimize.merging.group_search import GroupSearch
from bianzhi.optimize.merging.group_table import GroupTable
from bianzhi.optimize.merging.local_search import groupings_nearby
from bianzhi.optimize.merging.model import GroupModel
from bianzhi.optimize.merging.objectives import closeness
from bianzhi.optimize.merging.partition import best_partition
from bianzhi.optimize.merging.prices import SCALE, Prices
from bianzhi.optimize.merging.problem import MergingProblem
from tests.optimize.merging_worlds import partitions, small_units
from tests.worlds import DAY, section

MINIMUM = 3


def affinity(district: Establishment, one: int, other: int) -> int:
    """The definition, written a second time: a hundred a common tag, and the traffic in per mille."""
    sections = district.sections
    counted = {section.code for section in sections if section.counts_to_cap}
    volumes = [row for row in district.traffic if row.section != row.other and {row.section, row.other} <= counted]
    total = sum(row.volume for row in volumes)
    pair = {sections[one].code, sections[other].code}
    between = sum(row.volume for row in volumes if {row.section, row.other} == pair)
    share = Fraction(1000 * between, total) if total else Fraction(0)
    return 100 * len(set(sections[one].functions) & set(sections[other].functions)) + int(share + Fraction(1, 2))


def value(district: Establishment, sizes: Sequence[int], groups: list[list[int]]) -> int:
    """Affinity within groups less five times what squared sizes exceed those of groups as equal as can be."""
    pairs = [pair for group in groups for pair in combinations(sorted(group), 2)]
    totals = [sum(sizes[place] for place in group) for group in groups]
    equal = [sum(totals) // len(groups)] * len(groups)
    for place in range(sum(totals) - sum(equal)):
        equal[place] += 1
    uneven = 5 * (sum(size**2 for size in totals) - sum(size**2 for size in equal))
    return sum(affinity(district, *pair) for pair in pairs) - uneven


@given(small_units())
@settings(max_examples=120, deadline=None)
def test_merger_is_the_best_of_all_partitions(district: Establishment) -> None:
    """Fewest groups too small, then most groups, then most value, then the first in ledger order: all as found by hand."""
    (unit,) = district.units
    sizes = [district.section_staff[section.code] for section in district.sections]
    counted = [place for place, section in enumerate(district.sections) if section.counts_to_cap]
    free = [place for place in counted if district.sections[place].mergeable]
    alone = len(counted) - len(free)
    least = MINIMUM if any(sizes[place] for place in counted) else 0
    (merger,) = merge_unit_sections(district, DAY, ["A"])

    assert merger.before == len(counted)
    if len(counted) <= unit.section_cap:
        assert [group.sections for group in merger.groups] == [(district.sections[place].code,) for place in counted]
        return
    allowed = [groups for groups in partitions(free) if 1 <= len(groups) <= unit.section_cap - alone]
    if not allowed:
        assert merger.status is PlanStatus.INFEASIBLE
        assert merger.groups == ()
        return

    def rank(groups: list[list[int]]) -> tuple[int, int, int, list[list[int]]]:
        small = sum(sum(sizes[place] for place in group) < least for group in groups)
        return small, -len(groups), -value(district, sizes, groups), sorted(groups)

    best = min(allowed, key=rank)
    expected = sorted([*best, *([place] for place in counted if place not in free)])
    assert [group.sections for group in merger.groups] == [
        tuple(district.sections[place].code for place in group) for group in expected
    ]
    assert (merger.status, merger.after) == (PlanStatus.OPTIMAL, len(expected))
    assert merger.value == merger.bound == value(district, sizes, best)


@st.composite
def problems(draw: st.DrawFn) -> MergingProblem:
    """Problems as the solver gets them: four to seven free sections and a number of groups the staff allows."""
    district = draw(small_units())
    sections = district.sections
    sizes = tuple(district.section_staff[section.code] for section in sections)
    points = affinities(sections, district.traffic, sections)
    groups = start_grouping(sizes, draw(st.integers(1, 4)), MINIMUM, 5)
    return MergingProblem(sections, sizes, points, len(groups), MINIMUM if sum(sizes) >= MINIMUM else 0)


@st.composite
def priced(draw: st.DrawFn) -> tuple[MergingProblem, Prices]:
    """A problem with sections to be kept apart and general ones, and any prices."""
    merging = draw(problems())
    count = len(merging.sections)
    pairs = [(one, other) for one, other in combinations(range(count), 2) if draw(st.integers(0, 5)) == 0]
    general = frozenset(place for place in range(count) if draw(st.booleans()))
    prices = st.integers(-300 * SCALE, 300 * SCALE)
    merging = replace(merging, apart_pairs=frozenset(pairs), general=general, most_general=1)
    sections = tuple(draw(prices) for _ in range(count))
    return merging, Prices(sections, draw(prices), draw(st.integers(0, 300 * SCALE)))


@pytest.mark.slow
@given(priced())
@settings(max_examples=60, deadline=None)
def test_groups_searched_for_are_those_listed(case: tuple[MergingProblem, Prices]) -> None:
    """For any prices, the search finds exactly the groups of the table that reach a gain, and no group gains more."""
    merging, prices = case
    table = GroupTable(merging)
    gains = sorted(prices.gain(merging, table.members(number)) for number in range(len(table.masks)))
    assert gains == sorted(table.gains(prices).tolist())
    if not gains:
        return
    for floor in {gains[-1] + 1, gains[len(gains) // 2], gains[0]}:
        listed = table.reaching(prices, floor, 10_000, Clock(20))
        found = GroupSearch(merging).reaching(prices, floor, 10_000, Clock(20))

        assert sorted(listed.groups) == list(found.groups)
        assert found.complete
        assert listed.most == gains[-1]
        assert found.most == max(gains[-1], floor - 1)
    cut_off = GroupSearch(merging).reaching(prices, gains[0], 10_000, Clock(0))
    assert cut_off.most >= gains[-1]
    tempting = GroupSearch(merging).tempting(prices, 60)
    assert all(prices.gain(merging, group) > 0 and merging.is_group(group) for group in tempting)


@pytest.mark.slow
@given(problems())
@settings(max_examples=25, deadline=None)
def test_listing_and_searching_agree(merging: MergingProblem) -> None:
    """The same grouping, whichever way groups are found; a search without proof is never better."""
    start = start_grouping(merging.sizes, merging.groups, merging.least, 5)
    listed = best_partition(merging, start, 20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "MOST_LISTED_SECTIONS", 0)
        searched = best_partition(merging, start, 20)

    assert listed == searched
    assert listed.value == listed.bound == merging.value(listed.grouping)
    nearby = [merging.value(grouping) for grouping in groupings_nearby(merging, start, Clock(20))]
    assert merging.value(start) <= max([*nearby, merging.value(start)]) <= listed.value <= merging.greatest_value


@pytest.mark.parametrize("seed", range(4))
def test_groups_left_out_are_never_missed(seed: int) -> None:
    """Eleven sections in five groups: the best of the groups that prices leave is the best of all two thousand."""
    sizes = tuple(1 + (seed + 5 * place) % 7 for place in range(11))
    points = {(i, j): (i * 37 + j * 61 + seed * 17) % 190 for i, j in combinations(range(11), 2)}
    sections = tuple(section(f"S{place}") for place in range(11))
    merging = MergingProblem(sections, sizes, points, 5, MINIMUM)
    table = GroupTable(merging)
    model = GroupModel(merging, [table.members(number) for number in range(len(table.masks))])
    add_constraints(model.problem, model, ALL_CONSTRAINTS)
    (of_all,), _ = solve_in_order(model.problem, [closeness(model)], 20)

    best = best_partition(merging, start_grouping(sizes, 5, MINIMUM, 5), 20)

    assert best.value == best.bound == of_all.value - merging.constant
    assert best.settled


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7), st.integers(1, 5), st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_start_has_as_many_groups_as_the_staff_allows(sizes: list[int], most: int, least: int) -> None:
    """No partition into at most ``most`` groups has fewer groups under the minimum, nor more groups with as few."""

    def rank(groups: Sequence[Sequence[int]]) -> tuple[int, int]:
        return sum(sum(sizes[place] for place in group) < least for group in groups), -len(groups)

    start = start_grouping(sizes, most, least, 5)

    assert sorted(place for group in start for place in group) == list(range(len(sizes)))
    assert rank(start) == min(rank(groups) for groups in partitions(range(len(sizes))) if len(groups) <= most)
