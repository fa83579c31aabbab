"""Figures behind the plots: counted exactly, cell by cell, each once; and the sentences that tell them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bianzhi.domain.age_statistics import Span, age_pyramid, full_years, retirement_wave
from bianzhi.domain.establishment import Person
from bianzhi.domain.outlook import Outlook, Retirement
from bianzhi.domain.plan import Fit, Move, Place, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.statistics import Heat, HeatCell, excess_pareto, move_flows, quota_heat
from bianzhi.domain.statistics_words import (
    flow_words,
    heat_words,
    pareto_words,
    percent,
    pyramid_words,
    wave_words,
)
from bianzhi.domain.terms import Category, PersonState, RetirementCategory, Sex
from bianzhi.forecast import outlook
from tests.worlds import DAY, agencies, people, person, quota, unit, world

ADMINISTRATIVE = Category.ADMINISTRATIVE


@pytest.mark.parametrize(
    ("authorized", "in_post", "heat", "words"),
    [
        (10, 11, Heat.FAR_OVER, "超1"),
        (11, 12, Heat.OVER, "超1"),
        (0, 1, Heat.FAR_OVER, "超1"),
        (10, 10, Heat.FULL, "满"),
        (20, 17, Heat.SPARSE, "空3"),
        (21, 18, Heat.VACANT, "空3"),
    ],
)
def test_the_color_of_a_cell_is_the_share_of_its_quota(authorized: int, in_post: int, heat: Heat, words: str) -> None:
    """A tenth over and fifteen percent vacant are on the far side of the line; persons without posts are far over."""
    cell = HeatCell("A", ADMINISTRATIVE, authorized, in_post)

    assert (cell.heat, cell.words) == (heat, words)


def test_the_heat_map_ties_with_the_ledger_and_nets_nothing() -> None:
    """One over in one type and one vacant in another of the same unit stay both; empty cells are left out."""
    mixed = world(
        unit("A"),
        unit("B"),
        quota("A", 1),
        quota("A", 2, Category.FULLY_FUNDED),
        quota("B", 0),
        *people("A", 2),
        person("X", "A", category=Category.FULLY_FUNDED),
    )
    heat = quota_heat(mixed)

    assert heat.units == ("A",)
    assert heat.categories == (ADMINISTRATIVE, Category.FULLY_FUNDED)
    assert (heat.excess, heat.vacancies) == (mixed.total_excess, mixed.total_vacancies) == (1, 1)
    assert "超编 1 格 1 人，空编 1 格 1 名，满编 0 格" in heat_words(mixed, heat)
    assert "超编最多的是区A局的行政编制，超 1 人" in heat_words(mixed, heat)


def test_units_by_excess_add_up_and_equal_ones_keep_the_order_of_the_ledger() -> None:
    """C is five over, A and B two each, D none: C, A, B; four fifths take all three, half takes one."""
    pareto = excess_pareto(agencies(A=(4, 2), B=(3, 1), C=(6, 1), D=(1, 3)))

    assert [(step.unit, step.excess, step.together) for step in pareto.steps] == [
        ("C", 5, 5),
        ("A", 2, 7),
        ("B", 2, 9),
    ]
    assert [pareto.share(step) for step in pareto.steps] == [Fraction(5, 9), Fraction(7, 9), 1]
    assert (pareto.units_for(50), pareto.units_for(80), pareto.total) == (1, 3, 9)
    words = pareto_words(agencies(A=(4, 2), B=(3, 1), C=(6, 1), D=(1, 3)), pareto)
    assert "4 个单位中有 3 个超编，共 9 人；前 3 个占 100.0%" in words


def test_nobody_over_is_said() -> None:
    """No excess: no steps, and a sentence instead of a plot."""
    world_ = agencies(A=(1, 2))

    assert excess_pareto(world_).steps == ()
    assert pareto_words(world_, excess_pareto(world_)) == "1 个单位都没有超编。"


def born(identifier: str, day: date | None, sex: Sex | None = Sex.MALE, **changes: Any) -> Person:
    """Somebody of unit A with this birth date."""
    return person(identifier, "A", birth=day, sex=sex, citizen_number="", **changes)


def test_a_year_of_age_is_full_on_the_birthday() -> None:
    """The day before the 30th birthday is 29; born on 29 February, the year is full on 1 March."""
    assert full_years(date(1996, 11, 23), DAY) == 30
    assert full_years(date(1996, 11, 24), DAY) == 29
    assert full_years(date(2004, 2, 29), date(2026, 2, 28)) == 21
    assert full_years(date(2004, 2, 29), date(2026, 3, 1)) == 22


def test_the_pyramid_counts_everyone_in_post_once() -> None:
    """Both sides of a band's edge, the open ends, the unknown, and someone who has left."""
    office = world(
        unit("A"),
        unit("B"),
        born("P1", date(1996, 11, 23)),
        born("P2", date(1996, 11, 24), Sex.FEMALE),
        born("P3", date(1950, 1, 1)),
        born("P4", date(2008, 1, 1), Sex.FEMALE),
        born("P5", None),
        born("P6", date(1980, 1, 1), state=PersonState.RETIRED),
        person("Q1", "B", birth=date(1990, 1, 1)),
    )
    mine, everyone = age_pyramid(office, DAY, "A"), age_pyramid(office, DAY)
    counts = {band.words: (band.men, band.women) for band in mine.bands}

    assert counts["30—34岁"] == (1, 0)
    assert counts["25—29岁"] == (0, 1)
    assert counts["60岁及以上"] == (1, 0)
    assert counts["24岁及以下"] == (0, 1)
    assert (mine.men, mine.women, mine.unknown, mine.aged(55)) == (2, 2, 1, 1)
    assert everyone.total + everyone.unknown == sum(office.in_post.values()) == 6
    assert "在编实有 5 人，其中男 2 人、女 2 人，另有 1 人出生日期或性别不明" in pyramid_words(mine)
    assert "55 岁及以上 1 人，占已知年龄的 25.0%" in pyramid_words(mine)


def _outlook(day: date, *months: int) -> Outlook:
    """People of unit A who retire so many months ahead."""
    retirements = tuple(
        Retirement(f"P{place}", "A", RetirementCategory.MEN_60, day, day, day, ahead)
        for place, ahead in enumerate(months)
    )
    return Outlook(day, (), {}, retirements, ("X",))


OFFICE = world(unit("A"), unit("B"), person("X", "B"))


def test_the_wave_goes_by_the_calendar_for_ten_years() -> None:
    """From November 2026: two months of 2026, nine whole years, ten months of 2036; the 120th month is outside."""
    wave = retirement_wave(OFFICE, _outlook(date(2026, 11, 23), -1, 0, 1, 2, 119, 120))
    totals = {step.words: step.total for step in wave.steps}

    assert [*totals][:: len(totals) - 1] == ["2026年11—12月", "2036年1—10月"]
    assert len(totals) == 11
    assert (totals["2026年11—12月"], totals["2027年"], totals["2036年1—10月"]) == (2, 1, 1)
    assert (wave.total, wave.overdue, wave.unknown) == (4, 1, 1)
    assert wave.highest.words == "2026年11—12月"
    assert "2026年11月至2036年10月" in wave_words(wave) and "到龄 4 人" in wave_words(wave)
    assert "另有 1 人已到龄未退" in wave_words(wave)


def test_the_wave_by_quarters_says_which_are_not_whole() -> None:
    """From November 2026 the first quarter has two months and the last one; from January all are whole."""
    words = [step.words for step in retirement_wave(OFFICE, _outlook(date(2026, 11, 1)), Span.QUARTERS).steps]
    whole = [step.words for step in retirement_wave(OFFICE, _outlook(date(2027, 1, 31)), Span.QUARTERS).steps]

    assert (words[0], words[1], words[-1], len(words)) == ("2026年11—12月", "2027年1季度", "2036年10月", 41)
    assert (whole[0], whole[-1], len(whole)) == ("2027年1季度", "2036年4季度", 40)


def test_years_and_quarters_of_real_people_tie_with_the_outlook() -> None:
    """Men born month by month from 1962 on: both spans count the same people as the list of those due."""
    office = world(unit("A"), *(born(f"P{n}", date(1962 + n // 12, n % 12 + 1, 1)) for n in range(120)))
    ahead = outlook(office, DAY)
    years, quarters = (retirement_wave(office, ahead, span) for span in Span)

    assert years.total == quarters.total == len(ahead.due_within(119)) > 20
    assert years.overdue == len(ahead.overdue) > 0
    assert sum(years.total_of(category) for category in years.categories) == years.total
    assert retirement_wave(office, ahead, unit="B").total == 0


def _plan(*moves: tuple[str, str, Category]) -> Plan:
    """Moves of (from, to, type of the place), all by people of 行政编制."""
    return Plan(
        PlanStatus.OPTIMAL,
        DAY,
        "",
        PlanSettings(),
        moves=tuple(
            Move(f"P{number}", start, ADMINISTRATIVE, Place(end, category), Fit(50))
            for number, (start, end, category) in enumerate(moves)
        ),
    )


def test_flows_add_up_and_what_stays_in_a_unit_is_counted_apart() -> None:
    """Two from B to A, one from A to C; one changes only its type. Order is that of the ledger, whatever the plan's."""
    office = agencies(A=(2, 2), B=(2, 2), C=(2, 2))
    plan = _plan(
        ("B", "A", ADMINISTRATIVE),
        ("A", "C", ADMINISTRATIVE),
        ("B", "A", ADMINISTRATIVE),
        ("C", "C", Category.FULLY_FUNDED),
    )
    flows = move_flows(office, plan)

    assert [(flow.from_unit, flow.to_unit, flow.persons) for flow in flows.flows] == [("A", "C", 1), ("B", "A", 2)]
    assert (flows.total, flows.within_units) == (3, 1)
    assert flows.leaving == (("A", 1), ("B", 2)) and flows.joining == (("A", 2), ("C", 1))
    assert flow_words(office, flows).startswith("拟从 2 个单位调出 3 人，到 2 个单位；人数最多的是区B局到区A局 2 人")
    assert "另有 1 人在本单位内转换编制类型" in flow_words(office, flows)
    assert flow_words(office, move_flows(office, replace(plan, moves=()))) == "方案没有跨单位的调整。"


def test_percent_has_one_decimal_rounded_half_up() -> None:
    """0.05 percent goes up, a hair less goes down."""
    assert (percent(Fraction(1, 3)), percent(Fraction(1, 2000)), percent(Fraction(1, 2001))) == (
        "33.3%",
        "0.1%",
        "0.0%",
    )
