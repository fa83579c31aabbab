"""The plan over time, on ledgers whose years can be worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi.domain.answers import YearlyPlan, YearStep
from bianzhi.domain.establishment import Establishment, FitScore, Transit
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, Direction, PersonState
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError, InfeasiblePlanError, SettingsError
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.yearly import waiting, yearly_plan
from bianzhi.optimize.yearly import years as years_module
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, person, post, quota, unit, world

_ADMINISTRATIVE = Category.ADMINISTRATIVE
RETIRES = {
    "2026-12": date(1966, 7, 1),  # 60 and 5 months
    "2027-04": date(1966, 10, 1),  # 60 and 6 months
    "2028-02": date(1967, 6, 1),  # 60 and 8 months
    "2028-12": date(1968, 2, 1),  # 60 and 10 months
    "2031-07": date(1970, 3, 1),  # 61 and 4 months
}
"""Men's birth dates by statutory retirement month (domain study §6)."""


def planned(district: Establishment, **wanted: object) -> Plan:
    """The plan of a ledger under some settings."""
    return reallocate(district, DAY, PlanSettings(**wanted))  # type: ignore[arg-type]


def totals(yearly: YearlyPlan) -> list[tuple[int, ...]]:
    """(year, excess before, retiring, moves, entering, leaving, excess after) of the whole ledger."""
    return [
        (step.year, step.excess_before, step.retiring, step.moves, step.entering, step.leaving, step.excess_after)
        for step in yearly.steps
        if not step.unit
    ]


def step_of(yearly: YearlyPlan, year: int, unit: str) -> YearStep:
    """The line of one unit on 行政编制 in one year."""
    return next(step for step in yearly.steps if (step.year, step.unit) == (year, unit))


def instance_e() -> Establishment:
    """U1 is three over: one retires in five months, one is locked by the ledger, one may move; U2 has five vacancies."""
    retiring = person("r", "U1", birth=RETIRES["2027-04"])
    locked = person("s", "U1", lock_reason="立案审查期间")
    leaders = tuple(person(f"x{n}", "U1", is_leader=True) for n in range(3))
    return world(unit("U1"), unit("U2"), quota("U1", 3), quota("U2", 5), retiring, locked, *leaders, person("m", "U1"))


def test_e_two_remain_now_and_one_after_twelve_months() -> None:
    """One moves; two remain on the day, and one once the third has retired (domain study §11b, E)."""
    district = instance_e()
    yearly = yearly_plan(district, planned(district), 2)
    now, later = yearly.curve[:2]

    assert (now.months, now.dissolves, now.moves, now.remaining) == (0, 0, 1, 2)
    assert (later.months, later.dissolves, later.moves, later.remaining) == (12, 1, 1, 1)
    assert totals(yearly) == [(2026, 3, 0, 1, 0, 0, 2), (2027, 2, 1, 0, 0, 0, 1)]
    assert yearly.retirements == ((date(2027, 4, 1), "r"),)


def test_three_years_by_hand() -> None:
    """A is three over, B has one vacancy and gets another in December 2026, when one of its people retires.

    2026: one of A goes to B now. 2027: another takes the place that has become free, and the third retires in April.
    2028: nothing is left to do; B's next man retires without any bearing on the excess.
    """
    district = but(
        agencies(A=(6, 3), B=(4, 5)),
        A1={"birth": RETIRES["2027-04"]},
        B1={"birth": RETIRES["2028-02"]},
        B2={"birth": RETIRES["2026-12"]},
    )
    district = but(district, **{f"A{n}": {"is_leader": True} for n in (2, 3, 4)})
    yearly = yearly_plan(district, planned(district), 4)

    assert totals(yearly) == [
        (2026, 3, 1, 1, 0, 0, 2),
        (2027, 2, 1, 1, 0, 0, 0),
        (2028, 0, 1, 0, 0, 0, 0),
        (2029, 0, 0, 0, 0, 0, 0),
    ]
    assert [(day, move.from_unit, move.to_unit) for day, move in yearly.moves] == [
        (DAY, "A", "B"),
        (date(2027, 1, 1), "A", "B"),
    ]
    assert yearly.retirements == ((date(2026, 12, 1), "B2"), (date(2027, 4, 1), "A1"), (date(2028, 2, 1), "B1"))
    assert (step_of(yearly, 2027, "A").retiring, step_of(yearly, 2027, "A").moves) == (1, 1)
    assert step_of(yearly, 2028, "B").retiring == 1


def test_excess_that_dissolves_by_itself_need_not_move() -> None:
    """One over, and one retires in five months: a horizon of five months needs no move, one of four does."""
    district = but(agencies(A=(4, 3), B=(2, 3)), A1={"birth": RETIRES["2027-04"]})

    assert len(planned(district, horizon_months=4).moves) == 1
    assert planned(district, horizon_months=5).moves == ()
    assert [
        (point.months, point.moves, point.remaining) for point in yearly_plan(district, planned(district)).curve[:2]
    ] == [
        (0, 1, 0),
        (12, 0, 0),
    ]


def test_the_curve_s_own_horizon_is_the_plan_s() -> None:
    """With a horizon of 12 months the plan moves nobody, and the curve tells what moving at once would be."""
    district = but(agencies(A=(4, 3), B=(2, 3)), A1={"birth": RETIRES["2027-04"]})
    yearly = yearly_plan(district, planned(district, horizon_months=12), 2)

    assert totals(yearly) == [(2026, 1, 0, 0, 0, 0, 1), (2027, 1, 1, 0, 0, 0, 0)]
    assert [point.moves for point in yearly.curve[:2]] == [1, 0]


def test_people_in_transit_come_and_go_on_their_day() -> None:
    """Two come into A on 1 July 2027 and put it over; a named one leaves B on 1 March 2028, an unnamed one A in 2029.

    Of A's two one is made good by the unnamed leaver; the other moves to B's place on 1 January 2029, the first after it is free.
    """
    transits = (
        Transit("A", _ADMINISTRATIVE, Direction.IN, 2, date(2027, 7, 1)),
        Transit("B", _ADMINISTRATIVE, Direction.OUT, 1, date(2028, 3, 1), person="B1"),
        Transit("A", _ADMINISTRATIVE, Direction.OUT, 1, date(2029, 5, 1)),
        Transit("A", _ADMINISTRATIVE, Direction.IN, 3, date(2026, 11, 1)),  # in the roster already
    )
    district = replace(agencies(A=(3, 3), B=(3, 3)), transits=transits)
    yearly = yearly_plan(district, planned(district), 5)

    assert [row[3:] for row in totals(yearly)] == [(0, 0, 0, 0), (0, 2, 0, 2), (0, 0, 1, 2), (1, 0, 1, 0), (0, 0, 0, 0)]
    assert [step_of(yearly, year, "A").excess_after for year in (2027, 2028, 2029)] == [2, 2, 0]


def test_an_entry_without_a_day_counts_in_the_first_year() -> None:
    """It is under way now, and the sentences say so."""
    district = replace(agencies(A=(3, 3)), transits=(Transit("A", _ADMINISTRATIVE, Direction.IN, 1),))
    yearly = yearly_plan(district, planned(district), 2)

    assert totals(yearly) == [(2026, 0, 0, 0, 1, 0, 1), (2027, 1, 0, 0, 0, 0, 1)]
    assert any("没有写明生效日期" in sentence for sentence in yearly.sentences)


def test_a_post_that_the_plan_fills_asks_for_nobody_the_year_after() -> None:
    """A4 takes B's post for an accountant; next year the other vacancy is open to A5, who is none and free only then."""
    wanted = post("会计岗", "B", majors=("会计学",))
    district = replace(agencies(A=(5, 3), B=(1, 3)), posts=(wanted,), fit_scores=(FitScore("A4", "B", "会计岗", 100),))
    district = but(
        district,
        **{f"A{number}": {"is_leader": True} for number in (1, 2, 3)},
        A4={"major": "会计学"},
        A5={"trial_ends": date(2026, 12, 31)},
    )
    yearly = yearly_plan(district, planned(district), 2)

    assert [(day.year, move.person, move.place.post) for day, move in yearly.moves] == [
        (2026, "A4", "会计岗"),
        (2027, "A5", ""),
    ]
    assert totals(yearly)[-1][-1] == 0


@pytest.mark.parametrize(("months", "moves"), [(24, 1), (1, 2)])
def test_who_has_moved_is_not_moved_again_at_once(months: int, moves: int) -> None:
    """C would suit A1 better still once somebody retires there; but he has come to B this very year."""
    fits = {"A": 50, "B": 60, "C": 80}
    district = agencies(A=(2, 2), B=(1, 2), C=(1, 1))
    district = replace(district, fit_scores=tuple(FitScore("A1", code, "", fit) for code, fit in fits.items()))
    district = but(
        district, A2={"is_leader": True}, B1={"is_leader": True}, C1={"is_leader": True, "birth": RETIRES["2026-12"]}
    )
    plan = planned(district, exchange=Exchange(1, 10), cooling_off_months=months)
    yearly = yearly_plan(district, plan, 2)

    assert [move.person for _, move in yearly.moves] == ["A1"] * moves


def test_only_people_in_post_retire() -> None:
    """Who has retired, gone, or is off the establishment leaves no place; whoever is ill or lent out does."""
    district = but(
        agencies({"birth": RETIRES["2027-04"]}, A=(4, 4)),
        A1={"state": PersonState.RETIRED},
        A2={"state": PersonState.TRANSFERRED_OUT},
        A3={"state": PersonState.LONG_SICK_LEAVE},
    )
    yearly = yearly_plan(district, planned(district), 2)

    assert [id for _, id in yearly.retirements] == ["A3", "A4"]


def test_who_is_overdue_counts_in_the_first_year_and_is_named_as_doubtful() -> None:
    """A statutory month gone by: he is still in post, and the office should look."""
    district = but(agencies(A=(2, 2)), A1={"birth": date(1964, 1, 1)})
    yearly = yearly_plan(district, planned(district), 1)

    assert totals(yearly)[0][2] == 1
    assert any("有1人已过法定退休月份" in sentence for sentence in yearly.sentences)


def test_the_sentences_say_what_dissolves_and_what_is_not_counted() -> None:
    """Numbers of retirement and excess over the years, and that elastic retirement is left out."""
    district = instance_e()
    first, *_, last = yearly_plan(district, planned(district), 5).sentences

    assert first == "今后5年内（至2030年末）有1人到龄退休，如不作调动，可自然消化超编1人，占现有超编3人的33%。"
    assert "未计弹性提前和延迟退休" in last


def test_wishes_for_this_plan_do_not_bind_later_years() -> None:
    """What is required now is done once; what is forbidden stays forbidden."""
    required = Wish(WishKind.REQUIRE, persons=("A1",), to_unit="B", by="区委编办", on=DAY, why="工作需要")
    forbidden = Wish(WishKind.STAY, persons=("A2",), by="区委编办", on=DAY, why="项目未完")
    district = but(agencies(A=(4, 2), B=(2, 3)), B1={"birth": RETIRES["2026-12"]})
    yearly = yearly_plan(district, planned(district, wishes=(required, forbidden)), 2)

    assert yearly.moves[0][1].person == "A1"
    assert totals(yearly)[-1][-1] == 0
    assert "A2" not in {move.person for _, move in yearly.moves}


def test_a_year_that_cannot_be_solved_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the answer stands, with nobody moved in that year; a point of the curve is left out likewise."""

    def fails(*_: object, **__: object) -> Plan:
        raise InfeasiblePlanError("要求互相矛盾。", "请放宽。")

    district = instance_e()
    plan = planned(district)
    monkeypatch.setattr(years_module, "reallocate", fails)
    monkeypatch.setattr(waiting, "reallocate", fails)
    yearly = yearly_plan(district, plan, 2)

    assert totals(yearly)[1][3] == 0 and [point.months for point in yearly.curve] == [0]
    assert any(sentence.startswith("2027年的调剂没有求出方案") for sentence in yearly.sentences)
    assert any("等待60个月的情形没有求出方案" in sentence for sentence in yearly.sentences)


@pytest.mark.parametrize("years", [0, 6, True, 2.0])
def test_years_out_of_range_are_refused(years: int) -> None:
    """One to five, whole."""
    district = agencies(A=(2, 2))

    with pytest.raises(SettingsError, match="年数"):
        yearly_plan(district, planned(district), years)


def test_a_plan_of_another_ledger_is_refused() -> None:
    """Its people are not where it moves them from."""
    plan = planned(agencies(A=(4, 3), B=(2, 3)))

    with pytest.raises(BianzhiError, match="方案与台账不符"):
        yearly_plan(agencies(B=(2, 3)), plan)


def test_progress_is_told_for_every_solve() -> None:
    """Two later years, and the points of the curve."""
    told: list[str] = []
    district = agencies(A=(4, 3), B=(2, 3))
    yearly_plan(district, planned(district), 3, told.append)

    assert sum("年（第" in words for words in told) == 2
    assert sum("等待" in words for words in told) == 6


def test_with_exchange_the_later_years_and_the_curve_have_it_too() -> None:
    """The settings of the plan count throughout."""
    district = agencies(A=(4, 3), B=(2, 3))
    yearly = yearly_plan(district, planned(district, exchange=Exchange(1, 100)), 2)

    assert totals(yearly)[0] == (2026, 1, 0, 1, 0, 0, 0)


@pytest.mark.slow
@given(small_worlds(most_people=10), st.lists(st.sampled_from(sorted(RETIRES)), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_years_tie(district: Establishment, months: list[str]) -> None:
    """What a year leaves is what the next begins with, cell by cell; cells add up to the whole; moves and years agree."""
    who = dict(zip([each.id for each in district.people], months, strict=False))
    district = but(district, **{id: {"birth": RETIRES[month]} for id, month in who.items()})
    plan = planned(district)
    yearly = yearly_plan(district, plan, 3)
    by_year: dict[int, list[YearStep]] = {}
    for step in yearly.steps:
        by_year.setdefault(step.year, []).append(step)

    assert list(by_year) == [2026, 2027, 2028]
    assert yearly.steps[0].excess_before == plan.excess_before
    for whole, *cells in by_year.values():
        assert whole.unit == ""
        for name in ("excess_before", "retiring", "moves", "entering", "leaving", "excess_after"):
            assert getattr(whole, name) == sum(getattr(cell, name) for cell in cells)
    for earlier, later in zip(list(by_year.values())[:-1], list(by_year.values())[1:], strict=True):
        assert [(step.unit, step.category, step.excess_after) for step in earlier] == [
            (step.unit, step.category, step.excess_before) for step in later
        ]
    assert len(yearly.moves) == sum(steps[0].moves for steps in by_year.values())
    assert len(yearly.retirements) == sum(steps[0].retiring for steps in by_year.values())
    assert yearly.curve[0].remaining == plan.excess_after
    assert yearly.curve == tuple(sorted(yearly.curve, key=lambda point: point.months))
    assert all(a.dissolves <= b.dissolves for a, b in zip(yearly.curve, yearly.curve[1:], strict=False))
