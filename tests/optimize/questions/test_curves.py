"""The two curves: each point is the best plan at that limit, by enumeration and by planning afresh."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.questions import blockage
from bianzhi.optimize.reallocation.pair import Pair
from tests.optimize import brute_force
from tests.optimize.questions.asking import best_values, few_enough, pairs_of, planned
from tests.optimize.random_worlds import small_worlds
from tests.worlds import agencies

FEW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def best_of_at_most(district: Establishment, pairs: Sequence[Pair], most: int) -> tuple[int, int]:
    """Least remaining excess, then greatest fit, over the lawful choices of at most so many moves."""
    given_ = PlanSettings()
    before = sum(brute_force.excess(district, cell, given_) for cell in district.cells)
    return min(
        (before - len(chosen), -sum(pair.fit for pair in chosen))
        for chosen in brute_force._choices(pairs)
        if len(chosen) <= most and brute_force._lawful(district, chosen, given_, pairs)
    )


def test_the_share_curve_by_hand() -> None:
    """A has ten people and four over; at 0 percent one may still leave, at 35 percent four may."""
    district = agencies(A=(10, 6), B=(2, 12))
    curve = blockage(district, planned(district)).by_share

    assert [point.at for point in curve] == list(range(0, 101, 5))
    left = {point.at: point.remaining for point in curve}
    assert [left[at] for at in (0, 10, 15, 20, 25, 30, 35, 100)] == [3, 3, 2, 2, 1, 1, 0, 0]


def test_units_with_a_share_of_their_own_keep_it() -> None:
    """A is held at 10 percent whatever the general share is."""
    district, own = agencies(A=(10, 6), B=(2, 12)), PlanSettings(leaving_share_of={"A": 10})
    curve = blockage(district, planned(district, own)).by_share

    assert {point.remaining for point in curve} == {3}


def test_without_the_share_in_force_there_is_no_share_curve() -> None:
    """C38 is switched off."""
    off = PlanSettings(constraints_off={"C38": "本轮不限"})
    district = agencies(A=(10, 6), B=(2, 12))

    assert blockage(district, planned(district, off)).by_share == ()


def test_the_moves_curve_ends_at_the_plan() -> None:
    """From none to the plan's own number, and the last point is the plan."""
    district = agencies(A=(12, 9), B=(8, 10), C=(9, 10))
    plan = planned(district)
    curve = blockage(district, plan).by_moves

    assert [point.at for point in curve] == [0, 1, 2, 3]
    assert (curve[0].remaining, curve[0].moves, curve[0].fit) == (3, 0, 0)
    assert (curve[-1].remaining, curve[-1].moves, curve[-1].fit) == tuple(each.value for each in plan.objectives)


def test_without_curves_none_is_computed() -> None:
    """The cheap answer has bottlenecks and relaxations only."""
    district = agencies(A=(10, 6), B=(2, 12))
    found = blockage(district, planned(district), curves=False)

    assert found.by_share == found.by_moves == ()
    assert found.bottlenecks and found.relaxations


@pytest.mark.slow
@given(small_worlds(most_people=7))
@FEW
def test_each_point_of_the_moves_curve_is_what_enumeration_finds(district: Establishment) -> None:
    """Least excess first, then fit, with at most so many moves."""
    pairs = pairs_of(district)
    few_enough(pairs, 1500)
    for point in blockage(district, planned(district)).by_moves:
        assert (point.remaining, -point.fit) == best_of_at_most(district, pairs, point.at)


@pytest.mark.slow
@given(small_worlds(most_people=7))
@FEW
def test_each_point_of_the_share_curve_is_what_enumeration_finds(district: Establishment) -> None:
    """All objectives at some of the shares."""
    pairs = pairs_of(district)
    few_enough(pairs, 1500)
    for point in blockage(district, planned(district)).by_share[::7]:
        at = replace(PlanSettings(), leaving_share_percent=point.at)
        assert (point.remaining, point.moves, point.fit) == best_values(district, pairs, at)
