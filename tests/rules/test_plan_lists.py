"""``verify`` checks who is listed as not moving, and the section mergers."""

from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.domain.plan import Exclusion, ManualCandidate, MergedSection, PlanStatus
from bianzhi.domain.plan_columns import (
    EXCLUDED,
    MANUAL,
    SECTIONS,
    ExcludedColumn,
    ManualColumn,
    SectionColumn,
)
from bianzhi.domain.terms import Category, Status
from tests.plan_papers import (
    check,
    district,
    lawful_plan,
    paper,
    place_of,
    sections_of_a,
    tamper,
    told,
)
from tests.worlds import but, person, plus, quota, section

# Lists


def test_a_barred_person_of_an_excess_cell_must_be_listed(tmp_path: Path) -> None:
    """A12 leads A and is missing from 不纳入人员."""
    place = district()
    listed = lawful_plan(place).excluded[:1]

    found = told(check(paper(tmp_path, lawful_plan(place, excluded=listed), place), place))
    assert found == {f"P577@{EXCLUDED.name}!B3"}


def test_an_excluded_person_must_really_be_barred(tmp_path: Path) -> None:
    """A3 is free to move, and A11 is on trial, not close to retirement."""
    place = district()
    trial, leader = lawful_plan(place).excluded
    free = Exclusion("A3", trial.rule, trial.source)

    one = told(check(paper(tmp_path, lawful_plan(place, excluded=(free, trial, leader)), place), place))
    assert one == {f"P576@{place_of(EXCLUDED, ExcludedColumn.RULE)}"}
    for words in ("距法定退休月份不超过24个月", "试用期未满，本人不愿意", "另有原因", ""):
        plan = lawful_plan(place, excluded=(replace(trial, rule=words), leader))
        found = told(check(paper(tmp_path, plan, place), place))
        assert found == {f"P576@{place_of(EXCLUDED, ExcludedColumn.RULE)}"}


def test_nobody_is_both_moved_and_listed(tmp_path: Path) -> None:
    """A1 moves and stands in 需专项审批人员 as well."""
    place = district()
    special = (*lawful_plan(place).manual, ManualCandidate("C1", "调任"))

    found = told(check(paper(tmp_path, lawful_plan(place, manual=special), place), place))
    assert found == {f"P578@{place_of(MANUAL, ManualColumn.PERSON, 2)}"}


def test_a_special_way_must_be_in_the_matrix(tmp_path: Path) -> None:
    """机关工勤 people have no M cell, and B1's cell is not over quota."""
    place = plus(
        district(),
        quota("A", 0, Category.AGENCY_SUPPORT),
        person("A13", status=Status.AGENCY_WORKER),
    )
    special = (ManualCandidate("A13", "转岗"), ManualCandidate("B1", "调任"))

    found = told(check(paper(tmp_path, lawful_plan(place, manual=special), place), place))
    assert found == {
        f"P578@{place_of(MANUAL, ManualColumn.STATUS)}",
        f"P578@{place_of(MANUAL, ManualColumn.PERSON, 2)}",
    }


# Sections


@pytest.mark.parametrize(
    ("heading", "value", "id"),
    [
        (SectionColumn.CAP, 5, "P582"),
        (SectionColumn.BEFORE, 3, "P582"),
        (SectionColumn.AFTER, 2, "P582"),
        (SectionColumn.SECTION, "S2", "P581"),
        (SectionColumn.SECTION, "SB", "P581"),
        (SectionColumn.UNIT, "X", "P581"),
        (SectionColumn.SECTION_STAFF, 7, "P584"),
        (SectionColumn.GROUP_STAFF, 13, "P584"),
        (SectionColumn.SECTION_NAME, "别科", "P584"),
        (SectionColumn.GROUP, 0, "P584"),
        (SectionColumn.HEADS, 2, "P585"),
        (SectionColumn.DEPUTIES, 3, "P585"),
        (SectionColumn.DEPUTIES, None, "P585"),
    ],
)
def test_a_changed_cell_of_the_sections_is_named(tmp_path: Path, heading: str, value: object, id: str) -> None:
    """Every section once, counts within the cap, persons that add up."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place, [sections_of_a()])
    cell = place_of(SECTIONS, heading)
    tamper(path, cell, value)

    assert any(item.startswith(f"{id}@{SECTIONS.name}") for item in told(check(path, place)))


def test_groups_are_within_the_cap(tmp_path: Path) -> None:
    """A may have one section and keeps two."""
    place = but(district(), A={"section_cap": 1})
    apart = tuple(MergedSection((code,), name, 6, 1, 1) for code, name in (("S1", "综合科"), ("S2", "业务科")))
    merger = sections_of_a(cap=1, after=2, groups=apart)

    found = told(check(paper(tmp_path, lawful_plan(place), place, [merger]), place))
    assert found == {f"P582@{place_of(SECTIONS, SectionColumn.AFTER)}"}


def test_unmergeable_sections_stand_alone(tmp_path: Path) -> None:
    """S2 is 不可整合 and stands in a group with S1."""
    place = but(district(), S2={"mergeable": False})

    found = told(check(paper(tmp_path, lawful_plan(place), place, [sections_of_a()]), place))
    assert found == {f"P583@{place_of(SECTIONS, SectionColumn.GROUP, 2)}"}


def test_a_unit_without_a_solution_has_one_line(tmp_path: Path) -> None:
    """Nothing to check where no merger was found."""
    place = district()
    merger = sections_of_a(status=PlanStatus.INFEASIBLE, groups=(), after=0, notes=("不可整合的已超过限额。",))

    assert told(check(paper(tmp_path, lawful_plan(place), place, [merger]), place)) == set()


def test_sections_outside_the_cap_need_not_be_listed(tmp_path: Path) -> None:
    """A 机关党委 does not count and is not merged; S2, which counts, may not be left out."""
    place = plus(district(), section("S3", "A", name="机关党委", counts_to_cap=False))
    alone = sections_of_a(before=2, after=1, groups=(MergedSection(("S1",), "综合科", 6, 1, 1),))

    assert told(check(paper(tmp_path, lawful_plan(place), place, [sections_of_a()]), place)) == set()
    found = told(check(paper(tmp_path, lawful_plan(place), place, [alone]), place))
    assert found == {f"P581@{SECTIONS.name}!B3"}
