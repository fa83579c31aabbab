"""What holds of any moves by hand: the figures are the optimizer's, the lights are verification's, and nobody is lost."""

from dataclasses import replace
from random import Random

import pytest

from bianzhi import services
from bianzhi.domain.by_hand import HandMove, HandPlan
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.hand_wishes import without_hand
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError, InfeasiblePlanError, SettingsError
from bianzhi.law.parameters import Law
from bianzhi.optimize import hand_places
from bianzhi.rules import ALL_RULES
from bianzhi.rules.hand_ledger import MEASURES, LedgerBefore, carried_out
from bianzhi.rules.hand_lights import LIGHT_RULES
from bianzhi.rules.plans import verify
from bianzhi.services import by_hand
from bianzhi.services.by_hand import Desk, fill, price, settings_with
from tests.agreement_worlds import random_case, without_demands
from tests.plan_papers import paper_in_memory
from tests.worlds import DAY

CASES = range(45)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Establishment:
    """An invented district of five thousand people."""
    path = tmp_path_factory.mktemp("sample") / "台账.xlsx"
    services.write_sample(path)
    return services.read(path).establishment


KEPT = ("lines_kept", "extra_lines_kept")
LIGHT_IDS = frozenset(rule.id for rule in LIGHT_RULES)
OTHERS = frozenset(("P571", "P574", "P575", "P576", "P577", "P578"))
"""Figures and lists that a plan which breaks a rule cannot have right: bounds of lawful plans, people listed as barred."""


def planned(seed: int) -> tuple[Establishment, PlanSettings, Plan]:
    """A random case with its plan; wishes that cannot be met together are left out."""
    place, asked = random_case(seed)
    try:
        return place, asked, services.reallocate(place, DAY, asked)
    except (InfeasiblePlanError, SettingsError):
        asked = without_demands(asked)
        return place, asked, services.reallocate(place, DAY, asked)


def some_moves(place: Establishment, asked: PlanSettings, plan: Plan, seed: int) -> tuple[HandMove, ...]:
    """Wild ones for one case in three: up to four people, anywhere. Else one or two that a clerk would make."""
    dice = Random(seed)
    people = [person.id for person in place.people if person.category is not None]
    if seed % 3 == 0:
        chosen = dice.sample(people, min(len(people), dice.randint(1, 4)))
        return tuple(_wild(place, id, dice) for id in chosen)
    desk = Desk(place, DAY, asked, plan)
    planned_people = [move.person for move in plan.moves]
    made: tuple[HandMove, ...] = ()
    for id in dice.sample(planned_people, min(len(planned_people), dice.randint(1, 2))):
        open_places = [offer.place for offer in desk.places_for(made, id) if offer.is_open]
        kind = dice.random()
        if kind < 0.25 or not open_places:
            made = (*made, HandMove(id, place.person[id].unit))
        elif kind < 0.4:
            made = (*made, HandMove(id))
        else:
            to = dice.choice(open_places)
            made = (*made, HandMove(id, to.unit, to.category, to.post, to.section, to.row))
    return made


def _wild(place: Establishment, id: str, dice: Random) -> HandMove:
    kind = dice.random()
    if kind < 0.15:
        return HandMove(id)
    if kind < 0.3:
        return HandMove(id, place.person[id].unit)
    if kind < 0.6 and place.posts:
        post = dice.choice(place.posts)
        return HandMove(id, post.unit, post.category, post.title, post.section, post.at.row)
    unit, category = dice.choice(place.cells)
    return HandMove(id, unit, category)


@pytest.mark.parametrize("seed", CASES)
def test_without_a_hand_the_figures_are_those_of_the_optimizer(seed: int) -> None:
    """Counted anew from the rules' side, every objective of the plan has the plan's own value, and all lights are green."""
    place, asked, plan = planned(seed)
    desk = Desk(place, DAY, asked, plan)
    found = desk.judge(())

    counted = desk._figures(plan.moves).reached
    assert dict(counted) == {each.name: each.value for each in plan.objectives if each.name not in KEPT}
    assert [price.name for price in found.prices] == [each.name for each in plan.objectives]
    assert all(price.loss == 0 for price in found.prices)
    assert found.broken == ()
    assert found.plan is plan


@pytest.mark.parametrize("seed", CASES)
def test_lights_are_what_verification_finds_on_the_exported_plan(seed: int) -> None:
    """Any moves, from the plan or from the ledger as it stands: the same findings, at the same cells, in the same words."""
    place, asked, plan = planned(seed)
    moves = tuple(move for move in some_moves(place, asked, plan, seed) if not move.is_waiting)
    desk = Desk(place, DAY, asked, plan if seed % 2 else None)
    found = desk.judge(moves)

    checked = verify(place, paper_in_memory(desk.proposal(found), place), DAY, found.plan.settings)
    lit = [finding for light in found.lights if not light.of_ledger for finding in light.findings]
    assert _told(lit) == _told(each for each in checked if each.id in LIGHT_IDS)
    others = {each.id for each in checked} - LIGHT_IDS
    assert others <= (OTHERS if found.broken else set()), [str(each) for each in checked]


def _told(findings: object) -> list[tuple[str, str, str, str]]:
    return [(each.id, each.at.sheet, each.at.cell, each.message) for each in findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", CASES)
def test_nobody_is_lost(seed: int) -> None:
    """Everyone is in exactly one of staying, moved, waiting; and the cells hold everyone in post but those who wait."""
    place, asked, plan = planned(seed)
    moves = some_moves(place, asked, plan, seed)
    found = Desk(place, DAY, asked, plan).judge(moves)
    moved, waiting = [move.person for move in found.plan.moves], list(found.waiting)

    assert len({*moved, *waiting}) == len(moved) + len(waiting)
    by_hand = {move.person: move for move in moves}
    for person in place.people:
        if person.id in by_hand:
            hand = by_hand[person.id]
            assert (person.id in waiting) == hand.is_waiting
            assert (person.id in moved) == (not hand.is_waiting and not hand.stays(person))
        else:
            assert (person.id in moved) == any(move.person == person.id for move in plan.moves)
    arrived_uncounted = sum(not place.person[id].counted for id in moved)
    out = sum(place.person[id].counted for id in waiting)
    assert sum(cell.by_hand for cell in found.cells) == sum(place.staff.values()) - out + arrived_uncounted


@pytest.mark.parametrize("seed", CASES)
def test_bounds_are_never_worse_than_any_plan_that_can_be_found(seed: int) -> None:
    """A lawful plan by hand is no better than the best that keeps it, and its bounds allow for that best one."""
    place, asked, plan = planned(seed)
    desk = Desk(place, DAY, asked, plan)
    found = desk.judge(some_moves(place, asked, plan, seed))
    if not found.may_be_proposed:
        return
    for mine in found.plan.objectives:
        if mine.name in ("remaining_excess", "moves"):
            assert mine.value >= mine.bound or asked.exchange.extra_moves
        else:
            assert mine.value <= mine.bound


@pytest.mark.parametrize("seed", CASES)
def test_what_the_system_fills_in_keeps_the_hand_and_is_no_worse(seed: int) -> None:
    """Where it finds a plan, every move by hand is in it, its price against the optimum is in order, and all lights are green."""
    place, asked, plan = planned(seed)
    moves = some_moves(place, asked, plan, seed)
    try:
        kept = fill(place, DAY, asked, moves, plan)
    except InfeasiblePlanError as error:
        assert error.message
        assert error.hint
        with pytest.raises((InfeasiblePlanError, SettingsError)):  # refused is only what no plan can keep
            services.reallocate(place, DAY, settings_with(without_hand(asked), moves, place, DAY))
        return
    lines = {move.person: move.place for move in kept.moves}
    for hand in moves:
        person = place.person[hand.person]
        where = hand.place(person)
        if hand.is_waiting:
            assert hand.person in lines
        elif where is None:
            assert hand.person not in lines
        else:
            assert (lines[hand.person].cell, lines[hand.person].post) == (where.cell, where.post)
    first = next((each.loss for each in price(plan, kept) if each.loss), 0)
    assert first >= 0 or plan.status is not PlanStatus.OPTIMAL
    assert Desk(place, DAY, kept.settings, kept).judge(()).broken == ()


@pytest.mark.parametrize("seed", CASES)
def test_rules_about_the_ledger_miss_nothing_that_a_move_makes_worse(seed: int) -> None:
    """Findings of the full check that are new after the moves are among the lights, but for quotas: these are P522's."""
    place, asked, plan = planned(seed)
    judged: HandPlan = Desk(place, DAY, asked, plan).judge(some_moves(place, asked, plan, seed))
    after = carried_out(place, judged.plan.moves, DAY, judged.waiting)
    law = Law(DAY)
    lit = {(light.id, finding.at) for light in judged.lights if light.of_ledger for finding in light.findings}

    for rule in ALL_RULES:
        if rule.id in asked.rules_off or rule.id in ("B201", "B202"):
            continue
        known = {finding.at for finding in rule.findings(place, law)}
        new = {(rule.id, finding.at) for finding in rule.findings(after, law) if finding.at not in known}
        assert new <= lit, rule.id


def test_the_figure_that_tells_how_bad_it_is_stands_in_every_message() -> None:
    """A message that no longer has it would make every change look like none; Z302 may speak of posts only."""
    seen = set()
    law = Law(DAY)
    for seed in range(150):
        place, _ = random_case(seed)
        for rule, figure in MEASURES.items():
            for finding in rule.findings(place, law) if figure is not None and rule.id != "Z302" else ():
                assert figure.search(finding.message), finding.message
                seen.add(rule.id)
    assert len(seen) >= 6, seen


@pytest.mark.slow
def test_nothing_of_the_ledger_is_worse_where_nobody_moves(sample: Establishment) -> None:
    """The sample has dozens of findings; none of them is a light while nothing is changed."""
    lights = LedgerBefore(sample, Law(DAY), ()).lights(replace(sample))

    assert [light.id for light in lights if light.findings] == []


def test_a_further_move_counts_nothing_of_the_ledger_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no move changes is made at the first judgement and at the first offer, and never again."""
    place, asked = random_case(1)
    made: list[str] = []

    def noted(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def counting(*arguments: object, **named: object) -> object:
            made.append(name)
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    for name in ("PlanCounts", "LedgerBefore", "PlanCase"):
        noted(by_hand, name)
    noted(hand_places, "HandPlaces")
    desk = Desk(place, DAY, asked)
    person = next(each for each in place.people if each.category is not None)
    for moves in ((), (HandMove(person.id),), (HandMove(person.id, person.unit, person.category),)):
        desk.judge(moves)
        desk.places_for(moves, person.id)

    assert sorted(made) == ["HandPlaces", "LedgerBefore", "PlanCase", "PlanCounts"]


def test_moves_of_an_exchange_are_put_in_orders_that_keep_every_quota() -> None:
    """Among the random cases some have exchange: a lawful plan by hand there passes the rules about orders."""
    checked = 0
    for seed in range(200):
        place, asked = random_case(seed)
        if not asked.exchange.extra_moves:
            continue
        try:
            plan = services.reallocate(place, DAY, asked)
        except BianzhiError:
            continue
        if not plan.orders or not plan.moves:
            continue
        dropped = Desk(place, DAY, asked, plan).judge((HandMove(plan.moves[-1].person, plan.moves[-1].from_unit),))
        if not dropped.broken:
            checked += bool(dropped.plan.orders)
        assert not {"P565", "P566"} & {light.id for light in dropped.broken} or {"P522", "P547"} & {
            light.id for light in dropped.broken
        }
        if checked >= 3:
            break
    assert checked
