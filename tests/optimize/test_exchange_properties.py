"""Exchange as a whole: against enumeration, with and without pruning, by another solver, and step by step."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.law.identity_matrix import Passage, passage
from bianzhi.law.levels import band_of
from bianzhi.optimize.exchange import solving
from bianzhi.optimize.exchange.candidates import ExchangeCandidates, exchange_candidates
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.solver import Engine
from tests.optimize.exchange_brute_force import Enumeration
from tests.optimize.exchange_worlds import exchange_settings, exchange_worlds
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY

_CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
MANY = settings(max_examples=320, deadline=None, suppress_health_check=_CHECKS)
SOME = settings(max_examples=80, deadline=None, suppress_health_check=_CHECKS)


def found_in(district: Establishment, wanted: PlanSettings) -> ExchangeCandidates:
    """Everyone who may move, and the places."""
    return exchange_candidates(candidates(district, DAY, wanted))


def lines(plan: Plan) -> list[tuple[str, object]]:
    """Who goes where."""
    return [(move.person, move.place) for move in plan.moves]


def value(plan: Plan, name: str) -> int:
    """What an objective reached."""
    return next(each.value for each in plan.objectives if each.name == name)


@pytest.mark.slow
@given(exchange_worlds(), exchange_settings())
@MANY
def test_the_optimum_is_that_of_enumeration(district: Establishment, wanted: PlanSettings) -> None:
    """Remaining excess, net gain, moves and fit are the best of all lawful choices of moves."""
    found = found_in(district, wanted)
    everything = Enumeration(district, wanted, found.pairs, found.present_fit)
    assume(found.present_fit and everything.size <= 4_000)

    plan = reallocate(district, DAY, wanted)

    assert plan.status is PlanStatus.OPTIMAL
    assert [each.name for each in plan.objectives] == ["remaining_excess", "net_gain", "moves", "fit"]
    assert tuple(each.value for each in plan.objectives) == everything.best()
    assert all(each.proven for each in plan.objectives)


@given(exchange_worlds(), exchange_settings())
@SOME
def test_no_extra_move_is_there_that_is_neither_needed_nor_worth_it(
    district: Establishment, wanted: PlanSettings
) -> None:
    """Any lawful plan of the same excess with fewer extra moves loses at least the least gain, in fit, for each of them."""
    found = found_in(district, wanted)
    everything = Enumeration(district, wanted, found.pairs, found.present_fit)
    assume(everything.size <= 1_000)
    plan = reallocate(district, DAY, wanted)
    extra = [move for move in plan.moves if move.person in found.present_fit]
    gained = sum(move.fit.score for move in plan.moves) - sum(found.present_fit[move.person] for move in extra)

    for choice in everything.lawful():
        fewer = [pair for pair in choice if found.is_extra(pair)]
        if everything.reached(choice)[0] == plan.excess_after and len(fewer) < len(extra):
            other = sum(pair.fit for pair in choice) - sum(found.present_fit[pair.person.id] for pair in fewer)
            assert gained - other >= wanted.exchange.least_gain * (len(extra) - len(fewer))


@given(exchange_worlds(most_people=12), exchange_settings())
@SOME
def test_order_by_order_no_cell_is_over(district: Establishment, wanted: PlanSettings) -> None:
    """After every order each cell has at most its quota, or what it had; every move stands in exactly one order."""
    plan = reallocate(district, DAY, wanted)
    moves = {move.person: move for move in plan.moves}
    if not plan.orders:
        assert all(district.excess((move.from_unit, move.from_category)) for move in plan.moves)
        return
    assert Counter(person for order in plan.orders for person in order) == Counter(list(moves))
    count = Counter(district.in_post)
    for order in plan.orders:
        for person in order:
            count[moves[person].from_unit, moves[person].from_category] -= 1
            count[moves[person].place.cell] += 1
        for cell in district.cells:
            assert count[cell] <= max(district.authorized.get(cell, 0), district.in_post.get(cell, 0))
    assert dict(count) == plan.in_post_after(district)


@given(exchange_worlds(most_people=12), exchange_settings())
@SOME
def test_relatives_never_meet_between_two_orders(district: Establishment, wanted: PlanSettings) -> None:
    """Who comes to a unit finds no relative there at that time who was not there with him before."""
    plan = reallocate(district, DAY, wanted)
    where = {each.id: each.unit for each in district.people}
    place = {move.person: move.to_unit for move in plan.moves}
    for order in plan.orders:
        for person in order:
            where[person] = place[person]
        for person in order:
            for relative in district.relatives_of.get(person, ()):
                together_before = district.person[relative].unit == district.person[person].unit
                assert where[relative] != where[person] or together_before


@given(exchange_worlds(most_people=12), exchange_settings())
@SOME
def test_nobody_is_worse_off_and_the_budget_is_kept(district: Establishment, wanted: PlanSettings) -> None:
    """Whoever need not move changes neither status nor level: ordinary passages only, posts of his own band only."""
    plan = reallocate(district, DAY, wanted)
    extra = [move for move in plan.moves if not district.excess((move.from_unit, move.from_category))]

    assert len(extra) <= wanted.exchange.extra_moves
    posts = {(each.unit, each.title, each.at.row): each for each in district.posts}
    for move in extra:
        person = district.person[move.person]
        assert person.status is not None
        assert passage(person.status, move.to_category).passage is Passage.ORDINARY
        if move.place.post:
            wanted_level = posts[move.to_unit, move.place.post, move.place.row].level
            assert wanted_level in ("", band_of(None, person.grade))


@given(exchange_worlds(most_people=10), exchange_settings())
@SOME
def test_pruning_changes_nothing(district: Establishment, wanted: PlanSettings) -> None:
    """The plan from all pairs is the plan from the pairs kept."""
    pruned = reallocate(district, DAY, wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "needed_pairs", lambda found, worth: tuple(range(len(worth))))
        whole = reallocate(district, DAY, wanted)

    assert pruned.objectives == whole.objectives
    assert lines(pruned) == lines(whole)
    assert pruned.orders == whole.orders


@pytest.mark.slow
@given(small_worlds(most_people=12), st.integers(1, 2), st.integers(1, 2))
@settings(max_examples=150, deadline=None, suppress_health_check=_CHECKS)
def test_pruning_changes_nothing_where_every_constraint_can_bind(
    district: Establishment, floor: int, budget: int
) -> None:
    """Sections at their floor with people of several types, posts that name sections, several types in one unit."""
    wanted = PlanSettings(exchange=Exchange(budget, 1), section_floor=floor, leaving_share_percent=100)
    pruned = reallocate(district, DAY, wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "needed_pairs", lambda found, worth: tuple(range(len(worth))))
        whole = reallocate(district, DAY, wanted)

    assert pruned.objectives == whole.objectives
    assert lines(pruned) == lines(whole)


@given(exchange_worlds(most_people=8), exchange_settings())
@settings(max_examples=30, deadline=None, suppress_health_check=_CHECKS)
def test_cbc_finds_the_same_plan(district: Establishment, wanted: PlanSettings) -> None:
    """Equal objectives, and by the tie-break the very same people and places."""
    first = reallocate(district, DAY, wanted)
    second = reallocate(district, DAY, wanted, engine=Engine.CBC)

    assert first.objectives == second.objectives
    assert lines(first) == lines(second)


@given(small_worlds(most_people=10))
@SOME
def test_exchange_leaves_no_more_excess_than_the_plain_plan(district: Establishment) -> None:
    """More may be done with it, never less; and what is left is what the counts say."""
    plain = reallocate(district, DAY, PlanSettings())
    plan = reallocate(district, DAY, PlanSettings(exchange=Exchange(3, 10)))
    after = plan.in_post_after(district)

    assert plan.excess_after <= plain.excess_after
    assert plan.excess_after == value(plan, "remaining_excess") == sum(row.excess for row in plan.remaining)
    assert plan.excess_after == sum(
        max(0, after.get(cell, 0) - district.authorized.get(cell, 0)) for cell in district.cells
    )


@given(exchange_worlds(most_people=12), exchange_settings())
@SOME
def test_a_previous_plan_is_kept_where_nothing_changed(district: Establishment, wanted: PlanSettings) -> None:
    """Solving once more beside the plan itself changes no line, of people in excess or of others."""
    plan = reallocate(district, DAY, wanted)
    again = reallocate(district, DAY, wanted, previous=plan)

    assert lines(again) == lines(plan)
    assert again.objectives[1].name == "lines_kept" and again.objectives[1].value == len(plan.moves)
