"""Moving by hand: every light on both sides of its line, the price, the places offered, and what the system fills in."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bianzhi import services
from bianzhi.domain.by_hand import HandMove, HandPlan
from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.finding import Severity
from bianzhi.domain.hand_wishes import is_by_hand, signed, without_hand
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError, SettingsError
from bianzhi.services import by_hand
from bianzhi.services.by_hand import Desk
from bianzhi.services.hand_sections import section_moves
from tests.worlds import DAY, agencies, but, kin, leadership, loan, plus, post, section, unit, world

USUAL = PlanSettings()
WIDE = PlanSettings(leaving_share_percent=100, section_floor=0)
"""Settings under which neither a share nor a floor keeps people."""


def judged(
    place: Establishment, *moves: HandMove, settings: PlanSettings = USUAL, basis: Plan | None = None
) -> HandPlan:
    """Moves by hand, judged."""
    return by_hand.judge(place, DAY, settings, moves, basis)


def red(found: HandPlan) -> set[str]:
    """Ids of the rules about plans that show red."""
    return {light.id for light in found.broken}


def of_ledger(found: HandPlan) -> set[str]:
    """Ids of the rules about the ledger that would be worse off."""
    return {light.id for light in found.lights if light.of_ledger and light.findings}


def district() -> Establishment:
    """A is two over; B and C have three posts free between them. A fourth unit is full."""
    return agencies(A=(12, 10), B=(8, 10), C=(4, 5), D=(5, 5))


# --- lights, on both sides of the line -------------------------------------------------------------------------------


def test_lawful_moves_are_green() -> None:
    """Two leave A, which is two over, for B, which has two posts free: nothing is lit, and the plan may be proposed."""
    found = judged(district(), HandMove("A1", "B"), HandMove("A2", "B"))

    assert not [light for light in found.lights if light.findings]
    assert found.may_be_proposed
    assert [(move.person, move.to_unit) for move in found.plan.moves] == [("A1", "B"), ("A2", "B")]


@pytest.mark.parametrize(
    ("moves", "light", "persons"),
    [
        ((HandMove("A1", "B"), HandMove("A2", "B"), HandMove("A3", "C")), {"P521"}, ("A3",)),
        ((HandMove("B1", "C"),), {"P521"}, ("B1",)),
        ((HandMove("A1", "D"),), {"P522", "P547"}, ("A1",)),
        ((HandMove("A1", "C"), HandMove("A2", "C")), {"P522", "P547"}, ("A2",)),
        ((HandMove("A1", "B", Category.FULLY_FUNDED),), {"P522", "P523", "P547"}, ("A1",)),
    ],
)
def test_one_too_many_lights_exactly_that_rule(
    moves: tuple[HandMove, ...], light: set[str], persons: tuple[str, ...]
) -> None:
    """A third out of A, anyone out of B, one into full D, a second into C, a type without posts."""
    found = judged(district(), *moves, settings=WIDE)

    assert red(found) == light
    assert next(each for each in found.broken if each.id in light).persons == persons
    assert not found.may_be_proposed


@pytest.mark.parametrize(
    ("changes", "light"),
    [
        ({"is_leader": True}, "P531"),
        ({"trial_ends": date(2027, 1, 1)}, "P534"),
        ({"last_exchange": date(2026, 1, 1)}, "P536"),
        ({"lock_reason": "涉密"}, "P533"),
    ],
)
@pytest.mark.parametrize("unit_code", ["B", ""])
def test_who_is_locked_lights_the_lock_at_once(changes: dict[str, Any], light: str, unit_code: str) -> None:
    """Moved to a unit, or only taken out into 待安置区: the lock shows red, and on the next one nothing does."""
    place = but(district(), A1=changes)

    assert red(judged(place, HandMove("A1", unit_code))) == {light}
    assert red(judged(place, HandMove("A2", unit_code))) == set()


def test_relatives_light_up_where_they_meet() -> None:
    """A1 to his wife's unit is red, and to another one green; so is he where she is taken out of hers."""
    place = plus(district(), kin("A1", "B1"))

    assert red(judged(place, HandMove("A1", "B"))) == {"P551"}
    assert red(judged(place, HandMove("A1", "C"))) == set()


def test_the_floor_of_a_section_and_the_share_of_a_unit() -> None:
    """Of three in a section one may not leave; of twelve people thirty percent is four, of which excess lets two go."""
    place = plus(but(district(), **{f"A{n}": {"section": "S1"} for n in (1, 2, 3)}), section("S1"))
    strict = replace(USUAL, leaving_share_percent=1)

    assert red(judged(place, HandMove("A1", "B"))) == {"P553"}
    assert red(judged(place, HandMove("A4", "B"))) == set()
    assert red(judged(place, HandMove(person="A4"), HandMove("A5", "B"), settings=strict)) == {"P554"}


def test_listed_posts_hold_back_their_vacancies() -> None:
    """B's two free posts are asked for by name: an open place there is red, the listed one green, a third name unknown."""
    place = plus(district(), post("综合岗", "B", 2))
    row = place.posts[0].at.row

    assert red(judged(place, HandMove("A1", "B", post="综合岗", row=row))) == set()
    assert red(judged(place, HandMove("A1", "B"))) == {"P547"}
    assert "P513" in red(judged(place, HandMove("A1", "B", post="没有的岗位", row=row)))


def test_an_earlier_wish_of_the_office_shows_its_light() -> None:
    """Whom a unit asked to keep may be moved by hand, and its light says so; earlier moves by hand bar nothing."""
    asked = Wish(WishKind.STAY, ("A1",), by="甲局", on=DAY, why="专项任务")
    own = replace(asked, by="编办", why="手工调整")

    assert red(judged(district(), HandMove("A1", "B"), settings=replace(USUAL, wishes=(asked,)))) == {"P556"}
    assert red(judged(district(), HandMove("A1", "B"), settings=replace(USUAL, wishes=(own,)))) == set()


def test_lights_are_those_of_the_settings_now_set_with_and_without_a_hand() -> None:
    """B1 is kept since the plan was made: nobody moved by hand, one moved, or taken back, the same light is red, of itself."""
    place = district()
    basis = services.reallocate(place, DAY, USUAL)
    first, second = basis.moves
    kept = replace(USUAL, wishes=(Wish(WishKind.STAY, (first.person,), by="甲局", on=DAY, why="专项任务"),))
    desk = Desk(place, DAY, kept, basis)
    untouched, unrelated = desk.judge(()), desk.judge((HandMove(second.person, "C"),))

    assert red(untouched) == red(unrelated) == {"P556"}
    assert untouched.stale == unrelated.stale == ("P556",)
    assert red(desk.judge((HandMove(first.person, "A"),))) == set()
    assert Desk(place, DAY, USUAL, basis).judge((HandMove("B1", "C"),)).stale == ()


def test_a_red_light_to_which_a_hand_adds_is_not_called_stale() -> None:
    """One is kept since the plan was made and one more, whom the plan left alone, is kept and moved by hand: his hand counts."""
    place = agencies(A=(13, 10), B=(8, 10), C=(4, 5))
    basis = services.reallocate(place, DAY, USUAL)
    planned = {move.person for move in basis.moves}
    other = next(person.id for person in place.people if person.unit == "A" and person.id not in planned)
    people = (basis.moves[0].person, other)
    kept = replace(WIDE, wishes=(Wish(WishKind.STAY, people, by="甲局", on=DAY, why="专项任务"),))
    desk = Desk(place, DAY, kept, basis)

    assert desk.judge(()).stale == ("P556",)
    assert "P556" not in desk.judge((HandMove(other, "B"),)).stale


def test_rules_about_the_ledger_light_where_they_get_worse() -> None:
    """B lends its two vacant posts: one more in B makes that worse; in C nothing. A leader too many is worse in B only."""
    lending = plus(district(), loan("C", 2, lender="B"))
    leading = plus(but(district(), A1={"is_leader": True}), leadership("B", LeadershipKind.UNIT_HEAD, 0))

    assert of_ledger(judged(lending, HandMove("A1", "B"))) == {"B215"}
    assert of_ledger(judged(lending, HandMove("A1", "C"))) == set()
    assert "Z301" in of_ledger(judged(leading, HandMove("A1", "B")))
    assert "Z301" not in of_ledger(judged(leading, HandMove("A1", "C")))


def test_what_was_wrong_before_and_gets_no_worse_is_not_lit() -> None:
    """B lends three with two vacant already: one more elsewhere changes nothing, one less in B mends it, one more is worse."""
    place = plus(district(), loan("C", 3, lender="B"))

    assert of_ledger(judged(place, HandMove("A1", "C"))) == set()
    assert of_ledger(judged(place, HandMove("B1", "C"))) == set()
    assert of_ledger(judged(place, HandMove("A1", "B"))) == {"B215"}


def test_a_rule_that_is_switched_off_has_no_light() -> None:
    """Neither a constraint nor a rule about the ledger that the office switched off is asked."""
    place = plus(district(), kin("A1", "B1"), loan("C", 2, lender="B"))
    off = replace(USUAL, constraints_off={"C14": "另有规定"}, rules_off={"B215": "另有规定"})

    found = judged(place, HandMove("A1", "B"), settings=off)
    assert "P551" not in {light.id for light in found.lights}
    assert of_ledger(found) == {"R420"}


# --- what is a move ----------------------------------------------------------------------------------------------------


def test_staying_waiting_and_the_last_move_of_a_person() -> None:
    """The last word counts: sent to B, then left, then taken out: he waits, is in no cell, and nobody may propose that."""
    moves = (HandMove("A1", "B"), HandMove("A1", "A"), HandMove("A1"))
    found = judged(district(), *moves)

    assert found.waiting == ("A1",)
    assert found.plan.moves == ()
    assert [cell.by_hand for cell in found.cells] == [11, 8, 4, 5]
    assert found.broken == ()
    assert not found.may_be_proposed
    assert judged(district(), *moves[:2]).cells[0].by_hand == 12


def test_a_hand_move_replaces_the_line_of_the_plan() -> None:
    """The plan sends two out of A; one of them is kept by hand, another put elsewhere; the rest is as it was."""
    place = district()
    basis = services.reallocate(place, DAY, USUAL)
    first, second = basis.moves
    found = judged(place, HandMove(first.person, "A"), HandMove(second.person, "C"), basis=basis)

    assert [(move.person, move.to_unit) for move in found.plan.moves] == [(second.person, "C")]
    assert judged(place, basis=basis).plan is basis


@pytest.mark.parametrize("move", [HandMove("X9", "B"), HandMove("A1", "Q")])
def test_what_the_ledger_does_not_know_is_said(move: HandMove) -> None:
    """A person or a unit that is not there: a sentence and the way out."""
    with pytest.raises(SettingsError) as told:
        judged(district(), move)
    assert "台账中没有" in told.value.message
    assert "撤回" in told.value.hint


def test_nobody_without_a_type_is_moved() -> None:
    """Who fills no type of post cannot stand in a plan at all."""
    with pytest.raises(SettingsError, match="没有编制类型"):
        judged(but(district(), A1={"category": None}), HandMove("A1", "B"))


def test_a_whole_section_moves_as_a_group() -> None:
    """Two of a section to C: each on his own type; only who is in post; nobody of another section."""
    place = plus(but(district(), A1={"section": "S1"}, A2={"section": "S1"}), section("S1"))

    assert section_moves(place, "S1", "B") == (
        HandMove("A1", "B", Category.ADMINISTRATIVE),
        HandMove("A2", "B", Category.ADMINISTRATIVE),
    )
    assert red(judged(place, *section_moves(place, "S1", "B"))) == set()
    with pytest.raises(SettingsError):
        section_moves(place, "S9", "B")
    with pytest.raises(SettingsError, match="没有在编人员"):
        section_moves(plus(place, section("S2")), "S2", "B")


# --- the price ---------------------------------------------------------------------------------------------------------


def test_the_price_is_what_each_objective_loses() -> None:
    """One of two is kept: one more stays over quota, one fewer moves, and his fit is missing."""
    place = district()
    basis = services.reallocate(place, DAY, USUAL)
    kept = basis.moves[0]
    found = judged(place, HandMove(kept.person, "A"), basis=basis)

    assert [(price.name, price.loss) for price in found.prices] == [
        ("remaining_excess", 1),
        ("moves", -1),
        ("fit", kept.fit.score),
    ]
    assert judged(place, HandMove(kept.person, "A")).prices == ()
    assert judged(place, settings=replace(USUAL, section_floor=2), basis=basis).prices == ()


def test_a_plan_by_hand_is_proven_only_as_far_as_it_is() -> None:
    """Two other people to the same places are as good: proven. One fewer: its excess is one off its bound, its moves none."""
    place = district()
    basis = services.reallocate(place, DAY, USUAL)
    other = judged(place, *(HandMove(each.person, "A") for each in basis.moves), HandMove("A1", "B"), basis=basis).plan

    assert other.status is PlanStatus.FEASIBLE
    assert [(each.value, each.bound) for each in other.objectives[:2]] == [(1, 0), (1, 1)]
    assert "手工调整" in other.solver


# --- places ------------------------------------------------------------------------------------------------------------


def test_places_are_offered_best_first_and_the_others_with_the_first_rule() -> None:
    """B and C are open to A1; D is full, and A his own. Once B's two posts are taken by hand, B says so."""
    place = district()
    offers = by_hand.places_for(place, DAY, USUAL, (), None, "A1")
    fits = [offer.fit.score for offer in offers if offer.fit]

    assert {offer.place.unit for offer in offers if offer.is_open} == {"B", "C"}
    assert fits == sorted(fits, reverse=True)
    assert {offer.place.unit: offer.barred for offer in offers if not offer.is_open} == {
        "D": "区D局行政编制没有可用的空编"
    }
    wide = agencies(A=(14, 10), B=(8, 10), C=(4, 5))
    taken = by_hand.places_for(wide, DAY, WIDE, (HandMove("A2", "B"), HandMove("A3", "B")), None, "A1")
    assert {offer.place.unit: offer.barred for offer in taken if not offer.is_open} == {
        "B": "区B局行政编制可调入 2 人，已拟调入 2 人"
    }


def test_places_for_somebody_who_may_not_leave() -> None:
    """A leader, someone of a unit that is not over, and the third of a unit two over: one reason for every place."""
    place = but(district(), A1={"is_leader": True})
    out = (HandMove("A2", "B"), HandMove("A3", "B"))

    for person, moves, words in (
        ("A1", (), "领导职务人员的调整按干部管理权限办理，不由本工具提出"),
        ("B1", (), "区B局行政编制没有须调出的超编人员"),
        ("A4", out, "区A局行政编制须调出 2 人，已拟调出 2 人，请先撤回其中一人"),
    ):
        offers = by_hand.places_for(place, DAY, USUAL, moves, None, person)
        assert {offer.barred for offer in offers} == {words}
        assert all(offer.source for offer in offers)


def test_a_relative_or_a_floor_closes_a_place_that_is_open_otherwise() -> None:
    """B with his wife in it is barred; after she is moved away by hand it is open, with her new place barred instead."""
    place = plus(agencies(A=(12, 10), B=(9, 8), C=(3, 9), E=(2, 3)), kin("A1", "B1"), unit("F"))
    before = by_hand.places_for(place, DAY, USUAL, (), None, "A1")
    after = by_hand.places_for(place, DAY, USUAL, (HandMove("B1", "C"),), None, "A1")

    assert {offer.place.unit for offer in before if offer.is_open} == {"C", "E"}
    assert {offer.place.unit for offer in after if offer.is_open} == {"E"}
    assert "亲属" in next(offer.barred for offer in after if offer.place.unit == "C")


# --- wishes, and what the system fills in --------------------------------------------------------------------------------


def test_moves_by_hand_become_wishes_that_say_so() -> None:
    """Placed, staying, waiting: 应当安排, 不调整, 应当安排 anywhere; a listed post of the cell is not taken instead."""
    place = plus(district(), post("综合岗", "B"))
    moves = (HandMove("A1", "B"), HandMove("A2", "A"), HandMove("A3"))
    kept = by_hand.settings_with(USUAL, moves, place, DAY, "张经办")

    assert [(wish.kind, wish.persons, wish.to_unit, wish.post) for wish in kept.wishes] == [
        (WishKind.REQUIRE, ("A1",), "B", ""),
        (WishKind.FORBID, ("A1",), "B", "综合岗"),
        (WishKind.STAY, ("A2",), "", ""),
        (WishKind.REQUIRE, ("A3",), "", ""),
    ]
    assert all(wish.by == "张经办" and wish.on == DAY and is_by_hand(wish) for wish in kept.wishes)
    assert without_hand(kept) == USUAL
    again = by_hand.settings_with(kept, (HandMove("A1", "C"),), place, DAY)
    assert [wish.to_unit for wish in again.wishes if wish.persons == ("A1",)] == ["C"]
    assert len(again.wishes) == 3


def test_the_system_keeps_the_hand_and_fills_the_rest() -> None:
    """A5 to C, A6 stays, A7 waits: the plan has A5 in C, A7 somewhere and not A6, and is proven best among those."""
    place = agencies(A=(13, 10), B=(8, 10), C=(4, 5))
    moves = (HandMove("A5", "C"), HandMove("A6", "A"), HandMove("A7"))
    plan = by_hand.fill(place, DAY, USUAL, moves, None)
    where = {move.person: move.to_unit for move in plan.moves}

    assert plan.status is PlanStatus.OPTIMAL
    assert where["A5"] == "C"
    assert where["A7"] == "B"
    assert "A6" not in where
    assert len(where) == 3
    assert all(is_by_hand(wish) for wish in plan.settings.wishes)


def test_the_price_of_the_hand_is_exact() -> None:
    """A1's score at B is 90 and everybody else's 10: keeping A1 out costs that fit and nothing before it."""
    place = plus(
        agencies(A=(11, 10), B=(9, 10)), *(FitScore(f"A{n}", "B", "", 90 if n == 1 else 10) for n in range(1, 12))
    )
    desk = Desk(place, DAY, USUAL, services.reallocate(place, DAY, USUAL))
    found = by_hand.filled(desk, (HandMove("A1", "A"),))

    assert [(price.name, price.best, price.by_hand) for price in found.prices] == [
        ("remaining_excess", 0, 0),
        ("moves", 1, 1),
        ("fit", 90, 10),
    ]
    assert found.proven


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ((HandMove("A1", "D"),), "区D局行政编制"),
        ((HandMove("B1", "C"),), "区B局行政编制超编 0 人"),
        ((HandMove("A1", "C"), HandMove("A2", "C")), "至多调入 1 人"),
        ((HandMove("A3", "B"),), "领导"),
        ((HandMove("A3"),), "领导"),
    ],
)
def test_an_unlawful_hand_move_is_named(moves: tuple[HandMove, ...], words: str) -> None:
    """The system does not fill in around what no rule allows: it says which move, and why."""
    place = but(district(), A3={"is_leader": True})
    with pytest.raises(InfeasiblePlanError) as told:
        by_hand.fill(place, DAY, USUAL, moves, None)
    assert words in told.value.message
    assert told.value.hint


def test_moves_that_only_clash_together_are_named_as_wishes() -> None:
    """A third out of A is one too many by itself; relatives who are both sent to C clash only with each other."""
    place = plus(agencies(A=(12, 10), B=(9, 8), C=(2, 9)), kin("A1", "B1"))
    with pytest.raises(InfeasiblePlanError) as told:
        by_hand.fill(place, DAY, USUAL, (HandMove("A1", "C"), HandMove("B1", "C")), None)
    assert "手工调整" in told.value.message


# --- an adopted plan is one that verification passes ----------------------------------------------------------------------


def test_an_adopted_plan_says_what_was_moved_by_hand_and_verifies(tmp_path: Any) -> None:
    """Green lights, exported, checked with the plan's settings: nothing found. With settings that know of no hand: refused."""
    place = district()
    basis = services.reallocate(place, DAY, USUAL)
    desk = Desk(place, DAY, USUAL, basis)
    found = desk.judge((HandMove(basis.moves[0].person, "A"), HandMove("A9", "C")))
    path = tmp_path / "plan.xlsx"
    services.write_plan(path, desk.proposal(found), place)

    assert found.may_be_proposed
    assert services.verify(place, path, DAY, found.plan.settings) == ()
    assert "P504" in {each.id for each in services.verify(place, path, DAY, USUAL)}
    assert {each.why for each in found.plan.settings.wishes} == {"手工调整"}
    assert found.plan.settings.wishes[0].by == "编办经办人"


def test_a_plan_is_signed_when_it_is_taken() -> None:
    """The name goes to the wishes of these moves and to the list of who stays, and to no wish of anybody else."""
    place = but(district(), A12={"is_leader": True})
    office = Wish(WishKind.FORBID, ("A5",), to_unit="C", by="甲局", on=DAY, why="专项任务")
    plan = by_hand.fill(place, DAY, replace(USUAL, wishes=(office,)), (HandMove("A1", "A"), HandMove("A2", "B")), None)
    by_name = signed(plan, ("A1", "A2"), " 王经办 ")

    assert {each.by for each in by_name.settings.wishes if is_by_hand(each)} == {"王经办"}
    assert by_name.settings.wishes[0] == office
    assert "王经办" in next(each.source for each in by_name.excluded if each.person == "A1")
    assert by_name.moves == plan.moves
    assert {each.by for each in signed(plan, ("A9",), "王经办").settings.wishes} == {"甲局", "编办经办人"}


def test_a_plan_by_hand_under_other_settings_is_not_called_altered(tmp_path: Any) -> None:
    """A1 stays by hand and is listed as staying: without the plan's settings every finding says to use these."""
    place = district()
    plan = by_hand.fill(place, DAY, USUAL, (HandMove("A1", "A"),), None)
    path = tmp_path / "plan.xlsx"
    services.write_plan(path, plan, place)
    found = services.verify(place, path, DAY, USUAL)

    assert {"P504", "P576"} <= {each.id for each in found}
    assert not [each.id for each in found if "不要手工改动" in each.hint]
    assert all("--settings" in each.hint for each in found if each.id == "P576")


def test_a_second_thought_may_be_better_than_the_first_plan(tmp_path: Any) -> None:
    """A1 was kept by hand, so one stayed over quota; now he moves: better than the plan started from, and that verifies."""
    place = but(district(), **{f"A{number}": {"is_leader": True} for number in range(3, 13)})
    first = by_hand.fill(place, DAY, WIDE, (HandMove("A1", "A"),), None)
    desk = Desk(place, DAY, first.settings, first)
    found = desk.judge((HandMove("A1", "B"),))
    path = tmp_path / "plan.xlsx"
    services.write_plan(path, desk.proposal(found), place)

    assert found.prices[0].loss == -1
    assert [(wish.kind, wish.to_unit) for wish in found.plan.settings.wishes] == [(WishKind.REQUIRE, "B")]
    assert services.verify(place, path, DAY, found.plan.settings) == ()


def test_notes_about_the_ledger_do_not_stop_a_proposal() -> None:
    """Only rules about plans do."""
    found = judged(plus(district(), loan("C", 2, lender="B")), HandMove("A1", "B"))

    assert {light.worst for light in found.lights} == {None, Severity.WARNING}
    assert found.may_be_proposed


def test_an_empty_ledger_has_nothing_to_judge() -> None:
    """No people, no moves: every light is green."""
    found = judged(world(unit("A")))

    assert found.broken == ()
    assert found.plan.moves == ()
