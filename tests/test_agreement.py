"""The law is written twice: what the optimizer plans, the checker must accept; what breaks a rule, it must reject."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Fit, Move, Place, Plan
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError, SettingsError
from bianzhi.optimize.exchange.candidates import exchange_candidates
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.rules.plans import verify
from tests.agreement_worlds import random_case, without_demands
from tests.optimize.exchange_worlds import exchange_worlds
from tests.optimize.random_worlds import small_worlds
from tests.plan_papers import paper_in_memory
from tests.worlds import DAY

CASES = range(220)
OF_THE_PAPER = frozenset(
    (
        *("P505", "P506", "P507", "P514", "P515", "P561", "P565"),
        *("P571", "P573", "P574", "P575", "P576", "P577", "P578"),
    )
)
"""Rules about how a plan is written down, not about where people go: a plan changed by hand breaks them in any case."""


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_exported_plan_passes_verification(district: Establishment) -> None:
    """Solve, export, read the export, check it against the ledger without the solver: nothing is found."""
    plan = services.reallocate(district, DAY, PlanSettings())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        services.write_plan(path, plan, district)
        found = services.verify(district, path, DAY, PlanSettings())

    assert [str(finding) for finding in found] == []


def planned(seed: int) -> tuple[Establishment, PlanSettings, Plan]:
    """A random case with its plan; wishes that cannot be met together are left out."""
    place, asked = random_case(seed)
    try:
        return place, asked, services.reallocate(place, DAY, asked)
    except (InfeasiblePlanError, SettingsError):
        asked = without_demands(asked)
        return place, asked, services.reallocate(place, DAY, asked)


@pytest.mark.slow
def test_plans_under_any_settings_pass_verification() -> None:
    """Switches, wishes, people in transit, tolerances, levels, regions, shares, exchange: what is planned is accepted.

    Over worlds and settings in which every sentence of the catalogue can bind; the paper is the one that would be read back.
    """
    moves = 0
    for seed in CASES:
        place, asked, plan = planned(seed)
        found = verify(place, paper_in_memory(plan, place), DAY, asked)
        moves += len(plan.moves)
        assert [str(finding) for finding in found] == [], seed
    assert moves > 0.7 * len(CASES)


@pytest.mark.slow
@given(exchange_worlds(), st.integers(1, 3), st.sampled_from((1, 10)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_plans_with_exchange_pass_verification(district: Establishment, extra: int, gain: int) -> None:
    """Chains and swaps within the budget, their orders, and who may take part: what is planned is accepted."""
    asked = PlanSettings(exchange=Exchange(extra, gain), leaving_share_percent=100, near_retirement_months=0)
    plan = services.reallocate(district, DAY, asked)

    found = verify(district, paper_in_memory(plan, district), DAY, asked)
    assert [str(finding) for finding in found] == []


@pytest.mark.slow
def test_replanned_plans_pass_verification() -> None:
    """A plan that changes an earlier one as little as possible has one objective more, and its code on paper."""
    replanned = 0
    for seed in CASES[:80]:
        place, asked, plan = planned(seed)
        if not plan.moves:
            continue
        kept = Wish(WishKind.STAY, (plan.moves[0].person,), by="某科", on=DAY, why="本人不同意")
        without = replace(without_demands(asked), wishes=(*without_demands(asked).wishes, kept))
        again = services.reallocate(place, DAY, without, previous=plan)
        found = verify(place, paper_in_memory(again, place), DAY, without)
        assert [str(finding) for finding in found] == [], seed
        replanned += 1
    assert replanned > 20


def with_one_forbidden_move(place: Establishment, plan: Plan, dice: Random) -> Iterator[Plan]:
    """The plan with someone put where he may not go: one whom it moves, or one whom it does not."""
    found = candidates(place, plan.day, plan.settings)
    pairs = exchange_candidates(found).pairs if plan.settings.exchange.extra_moves else found.pairs
    allowed = {(pair.person.id, pair.opening.place) for pair in pairs}
    places = [
        *(opening.place for opening in found.openings),
        *(Place(unit.code, kind) for unit in place.units for kind in Category),
    ]
    order = {person.id: number for number, person in enumerate(place.people)}
    for _ in range(4):
        someone, where = dice.choice(place.people), dice.choice(places)
        if (someone.id, where) not in allowed and someone.category is not None:
            others = [move for move in plan.moves if move.person != someone.id]
            move = Move(someone.id, someone.unit, someone.category, where, Fit(50), ("试",), "试")
            moves = sorted((*others, move), key=lambda each: order[each.person])
            yield replace(plan, moves=tuple(moves))


@pytest.mark.slow
def test_a_line_moved_by_hand_to_a_forbidden_place_is_caught() -> None:
    """Whatever pair of a person and a place eligibility bars, a rule about places, people or wishes tells of it."""
    changed = 0
    told: set[str] = set()
    for seed in CASES:
        place, asked, plan = planned(seed)
        for wrong in with_one_forbidden_move(place, plan, Random(seed)):
            ids = {finding.id for finding in verify(place, paper_in_memory(wrong, place), DAY, asked)} - OF_THE_PAPER
            assert ids, (seed, wrong.moves)
            changed += 1
            told |= ids
    assert changed > 2 * len(CASES)
    assert len(told) > 30
