"""Indicators: both figures and the formula, and — where there is nothing to divide by."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from bianzhi.domain.outlook import Indicator, IndicatorBasis
from bianzhi.domain.plan import Fit, Move, Place, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, LeadershipKind, PersonState, Status
from bianzhi.errors import SettingsError
from bianzhi.forecast import indicators
from bianzhi.forecast.indicators import DEFINITIONS
from bianzhi.writing.outlook_workbook import shown
from tests.worlds import agencies, but, cases, leadership, person, plus, quota, section, unit, world

DAY = date(2026, 11, 23)


def of(found: tuple[Indicator, ...], id: str, unit: str = "") -> Indicator:
    """One indicator of one unit, or of the whole."""
    return next(each for each in found if each.id == id and each.unit == unit)


def test_half_full_is_half_vacant_and_not_over() -> None:
    """Domain §11b I: q12 a6 → 使用率 50 %, 空编率 50 %, 超编率 0."""
    found = indicators(agencies(A=(6, 12)), DAY)

    assert of(found, "K01", "A").value == Fraction(1, 2)
    assert of(found, "K02", "A").value == Fraction(1, 2)
    assert of(found, "K03", "A").value == 0
    assert shown(of(found, "K01", "A")) == "50.0%"


def test_without_a_quota_there_is_no_rate() -> None:
    """Domain §11b I: q0 a2 → 使用率 undefined (—), and two over."""
    found = indicators(agencies(A=(2, 0)), DAY)

    assert of(found, "K01", "A").value is None
    assert shown(of(found, "K01", "A")) == "—"
    assert of(found, "K03", "A").numerator == 2


def test_over_and_under_do_not_cancel() -> None:
    """A is two over and B two vacant: both rates show it, for the whole as well."""
    found = indicators(agencies(A=(12, 10), B=(8, 10)), DAY)

    assert of(found, "K01").value == 1
    assert (of(found, "K02").numerator, of(found, "K03").numerator) == (2, 2)


def test_ages_and_absence_are_counted_of_those_known() -> None:
    """One of three is 45 on the day and so no longer under 45; one is away; one has no birth date."""
    here = but(
        agencies(A=(3, 3)),
        A1={"birth": date(1981, 11, 23)},
        A2={"birth": date(1981, 11, 24), "state": PersonState.SECONDED},
        A3={"birth": None},
    )
    found = indicators(here, DAY)

    assert (of(found, "K07").numerator, of(found, "K07").denominator) == (1, 2)
    assert (of(found, "K09").numerator, of(found, "K09").denominator) == (1, 3)


def test_leaders_of_the_unit_and_general_sections() -> None:
    """Two of three leadership posts are filled; one of two counted sections is general."""
    here = world(
        unit("A"),
        quota("A", 10),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 2),
        section("S1", "A", name="办公室"),
        section("S2", "A", name="法规科"),
        section("S3", "A", name="机关党委", counts_to_cap=False),
        person("a", is_leader=True),
        person("b", is_leader=True),
        person("c", section="S1", is_leader=True),
    )
    found = indicators(here, DAY)

    assert (of(found, "K04").numerator, of(found, "K04").denominator) == (2, 3)
    assert (of(found, "K06").numerator, of(found, "K06").denominator) == (1, 2)


def test_every_unit_and_the_whole_have_every_indicator() -> None:
    """Fourteen each; each with a formula in words, and, where it has no value, with the reason."""
    found = indicators(agencies(A=(1, 1), B=(0, 0)), DAY)

    assert len(found) == 3 * len(DEFINITIONS) == 42
    assert all(each.formula for each in found)
    assert all(each.note for each in found if each.value is None)
    assert "核定编制数为 0" in of(found, "K02", "B").note


def test_workload_is_per_person_of_the_units_that_have_it() -> None:
    """600 cases of A are those of its three people, in the whole as well: B has no row."""
    here = plus(agencies(A=(3, 3), B=(5, 5)), cases("A", "受理", 600, 10))
    found = indicators(here, DAY)

    assert of(found, "K10", "A").value == of(found, "K10").value == 200
    assert of(found, "K10", "B").value is None and "没有服务类事项" in of(found, "K10", "B").note


def test_who_holds_no_post_where_he_works_is_mixed_in() -> None:
    """A lends one to B by name and one outside; in B work its own two, the one of A and one 编外: 2 of 4."""
    lent = PersonState.SECONDED
    here = plus(
        but(
            agencies(A=(4, 4), B=(2, 2)),
            A1={"state": lent, "works_at": "区B局"},
            A2={"state": PersonState.ATTACHED, "works_at": "某市发展和改革委员会"},
            A3={"state": PersonState.LONG_SICK_LEAVE},
        ),
        person("x", "B", status=Status.OFF_ESTABLISHMENT, category=None),
        person("y", "B", status=Status.OFF_ESTABLISHMENT, category=None, state=PersonState.TRANSFERRED_OUT),
    )
    found = indicators(here, DAY)

    assert (of(found, "K11", "A").numerator, of(found, "K11", "A").denominator) == (0, 1)
    assert (of(found, "K11", "B").numerator, of(found, "K11", "B").denominator) == (2, 4)
    assert (of(found, "K11").numerator, of(found, "K11").denominator) == (2, 5)
    assert "全区另有 1 人在台账以外的单位，未计入" in of(found, "K11").note


def test_who_is_lent_nobody_knows_where_is_counted_nowhere_and_told() -> None:
    """Without the column the loan is known and its place is not; a code does as well as a name."""
    here = but(agencies(A=(2, 2), B=(1, 1)), A1={"state": PersonState.SECONDED})
    found = indicators(here, DAY)
    assert (of(found, "K11", "A").numerator, of(found, "K11", "A").denominator) == (0, 1)
    assert "1 人借调、挂职、援派而未填借调单位" in of(found, "K11", "A").note

    found = indicators(but(here, A1={"works_at": "B"}), DAY)
    assert (of(found, "K11", "B").numerator, of(found, "K11", "B").denominator) == (1, 2)
    assert "另有" not in of(found, "K11", "B").note


def test_who_is_paid_is_counted_against_the_residents() -> None:
    """Three in post of whom one lives of fees: two of a thousand; by the payroll four; without residents none."""
    here = but(agencies(A=(3, 3)), A1={"category": Category.SELF_FUNDED})
    by_ledger = of(indicators(here, DAY, IndicatorBasis(population=1000)), "K12")
    by_payroll = of(indicators(here, DAY, IndicatorBasis(population=1000, paid=4)), "K12")
    neither = of(indicators(here, DAY), "K12")

    assert (by_ledger.value, shown(by_ledger)) == (Fraction(2, 1000), "0.20%")
    assert "不含自收自支" in by_ledger.note
    assert (by_payroll.value, shown(by_payroll)) == (Fraction(4, 1000), "0.40%")
    assert "财政供养名单" in by_payroll.note
    assert shown(neither) == "—" and "未填常住人口" in neither.note and neither.numerator == 2
    assert shown(of(indicators(here, DAY, IndicatorBasis(population=1000)), "K12", "A")) == "—"


@pytest.mark.parametrize("population", [0, -5])
def test_nobody_lives_in_no_district(population: int) -> None:
    """The number is refused with what is allowed."""
    with pytest.raises(SettingsError, match=f"常住人口为 {population} 人"):
        indicators(agencies(A=(1, 1)), DAY, IndicatorBasis(population=population))


def moved(*moves: tuple[str, str, str, int]) -> Plan:
    """A plan of moves: person, from, to, fit."""
    post = Category.ADMINISTRATIVE
    return Plan(
        PlanStatus.OPTIMAL,
        DAY,
        "",
        PlanSettings(),
        moves=tuple(Move(who, a, post, Place(b, post), Fit(fit)) for who, a, b, fit in moves),
    )


def test_inflow_and_fit_are_those_of_the_plan() -> None:
    """Two leave A for B, one changes his type within B: A −2, B +2; fit of B (80 + 60 + 70) ÷ 3."""
    plan = moved(("A1", "A", "B", 80), ("A2", "A", "B", 60), ("B1", "B", "B", 70))
    found = indicators(agencies(A=(3, 1), B=(1, 4), C=(1, 1)), DAY, IndicatorBasis(plan))

    assert [shown(of(found, "K13", code)) for code in "ABC"] == ["-2 人", "+2 人", "0 人"]
    assert of(found, "K13", "B").note == "拟调入 2 人、拟调出 0 人"
    assert of(found, "K14", "B").value == of(found, "K14").value == 70
    assert shown(of(found, "K14", "B")) == "70.0 分"
    assert of(found, "K14", "A").value is None and "没有拟调整到本单位的人员" in of(found, "K14", "A").note


def test_what_comes_and_goes_is_not_netted_over_all_units() -> None:
    """Of the whole the inflow would always be nothing, so that the number of moves is told and no value is shown."""
    found = indicators(agencies(A=(3, 1), B=(1, 4)), DAY, IndicatorBasis(moved(("A1", "A", "B", 80))))

    assert of(found, "K13").value is None
    assert "跨单位拟调整 1 人" in of(found, "K13").note
    assert "尚未求解" in of(indicators(agencies(A=(1, 1)), DAY), "K13").note


def test_the_handbook_has_every_formula() -> None:
    """docs/reform.md says what the page says."""
    text = (Path(__file__).parents[2] / "docs" / "reform.md").read_text("utf-8")

    for each in DEFINITIONS:
        assert f"| {each.id} | {each.name} | {each.formula} |" in text
