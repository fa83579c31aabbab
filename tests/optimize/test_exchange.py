"""双向交流 on worlds small enough to solve by hand."""

import re
from dataclasses import replace

import pytest

from bianzhi.domain.establishment import Establishment, FitScore, Transit
from bianzhi.domain.matrix_change import Fulfilled
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, Direction, Status, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize import exchange
from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.exchange.constraints import EXCHANGE_CONSTRAINTS, exchange_constraints_of
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.limits import Limits
from tests.optimize.golden_exchange import FOLDER, lp_of_exchange, model_of_exchange
from tests.worlds import DAY, agencies, but, kin, people, person, plus, post, quota, section, unit, world


def solve(district: Establishment, extra_moves: int, least_gain: int = 10, **settings: object) -> Plan:
    """The plan, which must be proven."""
    wanted = PlanSettings(exchange=Exchange(extra_moves, least_gain), **settings)  # type: ignore[arg-type]
    plan = reallocate(district, DAY, wanted)
    assert plan.status is PlanStatus.OPTIMAL
    return plan


def routes(plan: Plan) -> set[tuple[str, str]]:
    """Who goes to which unit."""
    return {(move.person, move.to_unit) for move in plan.moves}


def scored(district: Establishment, fits: dict[tuple[str, str], int], otherwise: int = 50) -> Establishment:
    """The world with the office's own score for everyone everywhere."""
    scores = [
        FitScore(each.id, code.code, "", fits.get((each.id, code.code), otherwise))
        for each in district.people
        for code in district.units
    ]
    return plus(district, *scores)


def rare_post() -> Establishment:
    """A is one over; B is full; C seeks an accountant, and only B1 is one."""
    district = plus(agencies(A=(6, 5), B=(5, 5), C=(4, 5)), post("会计岗", "C", majors=("会计学",)))
    return but(district, B1={"major": "会计学"})


def test_a_chain_through_a_full_unit_lets_excess_leave() -> None:
    """B1 takes the post nobody of A could, and A's person takes B1's place; first the vacancy is filled."""
    assert solve(rare_post(), 0).excess_after == 1
    plan = solve(rare_post(), 1)

    assert plan.excess_after == 0 and plan.remaining == ()
    follower = next(move.person for move in plan.moves if move.from_unit == "A")
    assert routes(plan) == {("B1", "C"), (follower, "B")}
    assert plan.orders == (("B1",), (follower,))
    assert plan.in_post_after(rare_post()) == {
        ("A", Category.ADMINISTRATIVE): 5,
        ("B", Category.ADMINISTRATIVE): 5,
        ("C", Category.ADMINISTRATIVE): 5,
    }


def test_reasons_name_role_and_partner() -> None:
    """Who makes way says for whom; who follows says whom; both say in which order."""
    plan = solve(rare_post(), 1)
    first, second = (next(move for move in plan.moves if move.from_unit == code) for code in ("B", "A"))

    assert "腾出空编" in first.reasons[0] and f"由某{second.person}（{second.person}）接续" in first.reasons[0]
    assert "区A局行政编制超编减少1人" in first.reasons[1] and "职务职级不变" in first.reasons[1]
    assert "接续某B1（B1）调出后空出的区B局行政编制" in second.reasons[0]
    assert first.reasons[-1].startswith("执行顺序：第1项") and second.reasons[-1].startswith("执行顺序：第2项")


def test_off_it_changes_nothing_and_is_not_even_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a budget of 0 the plan is that of settings without exchange, and no code of exchange runs."""
    plain = reallocate(rare_post(), DAY, PlanSettings())

    def never(*_: object) -> Plan:
        raise AssertionError("exchange is off")

    monkeypatch.setattr(exchange, "plan_with_exchange", never)
    off = solve(rare_post(), 0, least_gain=1)

    assert (off.moves, off.objectives, off.remaining, off.orders) == (
        plain.moves,
        plain.objectives,
        plain.remaining,
        (),
    )


def test_where_exchange_cannot_help_the_plan_is_the_plain_one() -> None:
    """Nothing to gain by moving anyone else: the same lines, and no orders, since any will do."""
    district = agencies(A=(8, 6), B=(5, 7))
    plain, plan = reallocate(district, DAY, PlanSettings()), solve(district, 5, least_gain=100)

    assert routes(plan) == routes(plain) and plan.orders == ()
    assert [move.reasons for move in plan.moves] == [move.reasons for move in plain.moves]


@pytest.mark.parametrize(("fit", "moved"), [(59, False), (60, True)])
def test_a_move_into_a_vacancy_must_add_the_least_gain(fit: int, moved: bool) -> None:
    """Ten points more than the present place are asked: nine do not do, ten do."""
    district = scored(agencies(U1=(5, 5), U2=(4, 5)), {("U11", "U2"): fit})
    plan = solve(district, 3)

    assert routes(plan) == ({("U11", "U2")} if moved else set())
    if moved:
        assert "调入空编" in plan.moves[0].reasons[0] and "由现岗位50分变为60分（提高10分）" in plan.moves[0].reasons[1]


@pytest.mark.parametrize(("fit", "swapped"), [(64, False), (65, True)])
def test_a_swap_must_add_the_least_gain_for_each_of_the_two(fit: int, swapped: bool) -> None:
    """Five from one and fifteen from the other are twice ten; fourteen are not enough. A swap is one order."""
    district = scored(agencies(U1=(5, 5), U2=(5, 5)), {("U11", "U2"): fit, ("U23", "U1"): 55})
    plan = solve(district, 4)

    assert routes(plan) == ({("U11", "U2"), ("U23", "U1")} if swapped else set())
    if swapped:
        assert [set(order) for order in plan.orders] == [{"U11", "U23"}]
        assert "与某U23（U23）对调" in plan.moves[0].reasons[0]


def test_full_units_exchange_nobody_while_exchange_is_off() -> None:
    """平编: however well it would fit, nobody moves (小调整)."""
    district = scored(agencies(U1=(5, 5), U2=(5, 5)), {("U11", "U2"): 100, ("U23", "U1"): 100})

    assert solve(district, 0).moves == ()
    assert len(solve(district, 2).moves) == 2


def test_the_budget_counts_everyone_who_need_not_move() -> None:
    """A swap takes two of it; three in a ring take three, and are one order."""
    everyone = [f"{code}{number}" for code in "ABC" for number in range(1, 5)]
    fits = {(who, who[0]): 40 for who in everyone} | {("A1", "B"): 50, ("B1", "C"): 50, ("C1", "A"): 50}
    district = scored(agencies(A=(4, 4), B=(4, 4), C=(4, 4)), fits, otherwise=0)

    assert solve(district, 2).moves == ()
    plan = solve(district, 3)
    assert routes(plan) == {("A1", "B"), ("B1", "C"), ("C1", "A")}
    assert len(plan.orders) == 1 and set(plan.orders[0]) == {"A1", "B1", "C1"}
    assert "依次轮换" in plan.moves[0].reasons[0]


def test_excess_comes_before_fit() -> None:
    """The chain is made though B1 fits C worse by far, for it lets one of A leave."""
    district = scored(rare_post(), {("B1", "C"): 0})
    plan = solve(district, 1, least_gain=100)

    assert plan.excess_after == 0
    assert "降低50分" in next(move for move in plan.moves if move.person == "B1").reasons[1]


def test_a_cell_in_excess_receives_nobody() -> None:
    """Nobody swaps into A, which stays one over after its only movable person has nowhere to go."""
    district = scored(agencies(A=(6, 5), B=(5, 5)), {(f"B{n}", "A"): 100 for n in range(1, 6)})
    plan = solve(district, 9)

    assert plan.moves == () and plan.excess_after == 1
    assert "在双向交流名额9人以内也没有可以接续的空编" in plan.remaining[0].why


def test_remaining_excess_says_where_the_budget_is_used_up() -> None:
    """Two rare posts, two accountants in B, a budget of one: one of A stays, and the reason is the budget."""
    district = plus(agencies(A=(7, 5), B=(5, 5), C=(3, 5)), post("会计岗", "C", 2, majors=("会计学",)))
    plan = solve(but(district, B1={"major": "会计学"}, B2={"major": "会计学"}), 1)

    assert plan.excess_after == 1
    assert "双向交流名额1人已用完" in plan.remaining[0].why


def test_listed_posts_are_taken_from_the_vacancies_only() -> None:
    """The place that an accountant leaves is an open one: nobody comes to B for B's own listed post, which has no vacancy."""
    district = plus(rare_post(), post("综合岗", "B"))
    plan = solve(district, 1)

    assert {(move.to_unit, move.place.post) for move in plan.moves} == {("C", "会计岗"), ("B", "")}


def test_a_place_that_is_promised_passes_to_nobody() -> None:
    """Somebody is on the way into B, which is full: the place of whoever leaves is his."""
    promised = (Transit("B", Category.ADMINISTRATIVE, Direction.IN, 1),)

    assert solve(rare_post(), 1).excess_after == 0
    assert solve(replace(rare_post(), transits=promised), 1).excess_after == 1


def test_excess_that_is_tolerated_stays_out_of_exchange() -> None:
    """A unit over its quota by tolerance neither gives people to exchange nor takes any."""
    district = scored(agencies(A=(6, 5), B=(5, 5), C=(4, 5)), {("A1", "C"): 100, ("B1", "A"): 100})
    tolerated = but(district, A={"tolerance": 1})

    assert {move.from_unit for move in solve(district, 5).moves} == {"A"}
    assert solve(tolerated, 5).moves == ()


def test_whoever_need_not_move_takes_no_post_of_another_level() -> None:
    """B1 is 正科 and the post 科员: neither 高职低配 nor C07 switched off opens it to him."""
    district = plus(agencies(A=(6, 5), B=(5, 5), C=(4, 5)), post("会计岗", "C", majors=("会计学",), level="科员"))
    district = but(district, B1={"major": "会计学", "grade": "一级主任科员"}, C={"high_on_low": True})

    assert solve(district, 1).moves == ()
    assert solve(district, 1, constraints_off={"C07": "本次不按层次安排"}).moves == ()
    assert solve(but(district, B1={"grade": "一级科员"}), 1).excess_after == 0


def test_whoever_need_not_move_takes_ordinary_passages_only() -> None:
    """公益二类 is open on a condition: to A's managers, who are in excess and fulfil it; never to B's, who need not go."""
    partly = Category.PARTLY_FUNDED
    rows = (
        unit("A", kind=UnitKind.WELFARE_ONE),
        unit("B", kind=UnitKind.WELFARE_ONE),
        unit("C", kind=UnitKind.WELFARE_TWO),
        quota("A", 5, Category.FULLY_FUNDED),
        quota("B", 5, Category.FULLY_FUNDED),
        quota("C", 2, partly),
        *people("B", 5, category=Category.FULLY_FUNDED),
        post("会计岗", "C", 1, partly, majors=("会计学",)),
    )
    fulfilled = {"conditions": ("同意改变经费形式",)}
    district = world(*rows, *people("A", 6, status=Status.INSTITUTION_MANAGER))
    of_b = but(district, B1={"major": "会计学", **fulfilled})
    of_a = but(district, A1={"major": "会计学", **fulfilled})

    by_settings = (Fulfilled("B1", "同意改变经费形式", "区委编办", DAY, "已谈话"),)

    assert routes(solve(of_a, 1)) == {("A1", "C")}
    assert solve(of_b, 1).moves == ()
    assert solve(but(of_b, B1={"conditions": ()}), 1, conditions=by_settings).moves == ()


def test_minima_and_shares_bind_as_in_the_plain_plan() -> None:
    """B1 may not go where B's share is used up by a wish to keep it at nobody: 0 % still lets one leave, two not."""
    district = plus(agencies(A=(7, 5), B=(5, 5), C=(3, 5)), post("会计岗", "C", 2, majors=("会计学",)))
    district = but(district, B1={"major": "会计学"}, B2={"major": "会计学"})

    assert solve(district, 2).excess_after == 0
    assert solve(district, 2, leaving_share_of={"B": 0}).excess_after == 1


def test_relatives_make_way_before_the_other_comes() -> None:
    """A1's relative sits in B; he goes to C first, then A1 may come to B, though not in his place."""
    district = plus(agencies(A=(6, 5), B=(4, 5), C=(4, 5)), kin("A1", "B1"))
    district = plus(district, post("会计岗", "B", majors=("会计学",)), post("法务岗", "C", majors=("法学",)))
    district = but(district, A1={"major": "会计学"}, B1={"major": "法学"})
    plan = solve(district, 1)

    assert routes(plan) == {("A1", "B"), ("B1", "C")}
    assert plan.orders == (("B1",), ("A1",))


def test_preferences_move_nobody_who_need_not_move() -> None:
    """An office that prefers B1 in C gets no move for it while nothing is gained; it must require it."""
    district = agencies(B=(5, 5), C=(4, 5))
    preferred = Wish(WishKind.PREFER, persons=("B1",), to_unit="C", by="区委编办", on=DAY, why="加强力量")
    required = replace(preferred, kind=WishKind.REQUIRE)

    assert solve(district, 2, least_gain=100, wishes=(preferred,)).moves == ()
    assert routes(solve(district, 2, least_gain=100, wishes=(required,))) == {("B1", "C")}


def test_preferences_leave_moves_that_pay_in_the_plan() -> None:
    """Preferences are met with the fewest moves, and the move that raises the fit is made all the same."""
    district = scored(agencies(A=(6, 5), B=(5, 5), C=(3, 5)), {("B1", "C"): 90, ("A2", "C"): 10})
    wish = Wish(WishKind.PREFER, persons=("A2",), to_unit="C", by="区委编办", on=DAY, why="加强力量")
    plan = solve(district, 1, wishes=(wish,))

    assert {("A2", "C"), ("B1", "C")} == routes(plan)
    assert [each.name for each in plan.objectives] == ["remaining_excess", "preferences", "net_gain", "moves", "fit"]


def test_a_lock_holds_for_whoever_need_not_move() -> None:
    """B1 in his trial period makes way for nobody."""
    assert solve(but(rare_post(), B1={"trial_ends": DAY.replace(year=DAY.year + 1)}), 1).moves == ()


def test_the_order_of_the_roster_changes_no_line() -> None:
    """The same people in another order of rows are given the same places."""
    district = rare_post()
    turned = replace(district, people=tuple(reversed(district.people)))

    assert routes(solve(district, 1)) == routes(solve(turned, 1))


def test_exchange_states_two_sentences_of_its_own() -> None:
    """The quota reads otherwise, the budget is added; every other sentence in force is that of the plain plan."""
    ids = [each.id for each in exchange_constraints_of(Limits(rare_post(), DAY, PlanSettings()))]

    assert [each.id for each in EXCHANGE_CONSTRAINTS] == ["C01", "C54"]
    assert len(ids) == len(set(ids)) and {"C01", "C03", "C14", "C38", "C39", "C54"} <= set(ids)


def test_one_person_alone_can_be_the_world() -> None:
    """Nobody else to exchange with, no place to go: an empty plan, proven."""
    plan = solve(world(unit("A"), quota("A", 1), person("A1", "A")), 3)

    assert plan.moves == () and plan.orders == ()


@pytest.mark.parametrize("each", EXCHANGE_CONSTRAINTS, ids=lambda each: each.id)
def test_the_rows_are_those_of_the_golden_file(each: Constraint) -> None:
    """Row by row, name by name; if a change is meant, write them anew and read the difference."""
    assert list(each(model_of_exchange()))
    assert lp_of_exchange(each.id) == (FOLDER / f"{each.id}.lp").read_text("utf-8")


@pytest.mark.parametrize("each", EXCHANGE_CONSTRAINTS, ids=lambda each: each.id)
def test_the_formulation_has_a_section_for_every_sentence(each: Constraint) -> None:
    """By its id, in a heading."""
    page = (FOLDER.parents[1] / "docs" / "formulation_exchange.md").read_text("utf-8")

    assert re.search(rf"^#+ .*\b{each.id}\b", page, re.M)
    assert all(f"`{name}`" in page for name in ("remaining_excess", "net_gain", "moves", "fit"))


def test_a_section_of_two_types_may_be_held_by_people_of_the_other_type() -> None:
    """S1 would fit C best, but the section can spare one only, and that one is out of excess; so P1 goes.

    A pruning that counted S1 as free to leave would have dropped P1.
    """
    funded = Category.FULLY_FUNDED
    district = world(
        *(unit("A"), unit("B", kind=UnitKind.WELFARE_ONE), unit("C")),
        *(quota("A", 2), quota("A", 2, funded), quota("B", 1, funded), quota("C", 1)),
        section("T"),
        *(person("S1", section="T"), person("P1")),
        person("I1", category=funded, section="T"),
        *(person(f"I{number}", category=funded, section="T", is_leader=True) for number in (2, 3)),
    )
    plan = solve(scored(district, {("S1", "C"): 90, ("P1", "C"): 80}), 1)

    assert routes(plan) == {("I1", "B"), ("P1", "C")}
