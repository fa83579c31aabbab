"""R405–R408, R413, R414, R416, R417, R420: both sides of each date, and the exact cell."""

from datetime import date

import pytest

from bianzhi.domain.terms import Category, PersonState, RetirementCategory, Sex, Status, UnitKind
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Rule
from bianzhi.rules.staff import (
    civil_like_staff_are_in_civil_like_units,
    end_of_trial_is_foreseen,
    leaders_and_sensitive_posts_rotate,
    nobody_stays_past_retirement,
    others_may_rotate,
    relatives_are_known,
    retirement_is_foreseen,
    sanction_periods_are_known,
    status_fits_the_establishment,
)
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, citizen_number, kin, person, section, unit, world


def alone(**changes: object) -> object:
    return world(unit("A"), person("P1", **changes))


@pytest.mark.parametrize(
    ("day", "late", "foreseen"),
    [
        (date(2025, 2, 28), False, False),
        (date(2025, 3, 1), False, True),
        (date(2026, 3, 1), False, True),
        (date(2026, 3, 31), False, True),
        (date(2026, 4, 1), True, False),
    ],
)
def test_retirement_by_calendar_months(day: date, late: bool, foreseen: bool) -> None:
    """A man born in December 1965 retires in March 2026: foreseen from March 2025, due in the month, late after it."""
    establishment = alone(birth=date(1965, 12, 20))

    assert cells(nobody_stays_past_retirement, establishment, day) == (["人员!M2"] if late else [])
    assert cells(retirement_is_foreseen, establishment, day) == (["人员!H2"] if foreseen else [])


def test_retirement_messages_name_month_and_distance() -> None:
    """The month, and how far it is: 已过 1 个月, 即在本月, 距今 12 个月."""
    establishment = alone(birth=date(1965, 12, 20))

    assert "法定退休月份为2026年3月，已过 1 个月" in messages(
        nobody_stays_past_retirement, establishment, date(2026, 4, 1)
    )
    assert "即在本月" in messages(retirement_is_foreseen, establishment, date(2026, 3, 9))
    assert "距今 12 个月" in messages(retirement_is_foreseen, establishment, date(2025, 3, 9))


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({"sex": Sex.FEMALE, "birth": date(1971, 4, 1)}, True),  # 女55: August 2026
        ({"sex": Sex.FEMALE, "birth": date(1972, 9, 1)}, False),  # 女55: June 2028
        # 女50: September 2026, and November 2026, which is the month itself
        ({"sex": Sex.FEMALE, "birth": date(1976, 2, 1), "status": Status.INSTITUTION_WORKER}, True),
        ({"sex": Sex.FEMALE, "birth": date(1976, 3, 1), "status": Status.INSTITUTION_WORKER}, False),
        ({"sex": Sex.FEMALE, "birth": date(1971, 4, 1), "retirement_category": RetirementCategory.WOMEN_60}, False),
        ({"birth": None, "citizen_number": citizen_number(date(1964, 12, 1))}, True),
        ({"birth": date(1960, 1, 1), "state": PersonState.SECONDED}, True),
        ({"birth": date(1960, 1, 1), "state": PersonState.RETIRED}, False),
        ({"birth": date(1960, 1, 1), "status": Status.OFF_ESTABLISHMENT}, False),
        ({"birth": None}, False),
    ],
)
def test_who_is_late_on_the_day(changes: dict[str, object], late: bool) -> None:
    """Women by their own schedules, the number where there is no birth, and only people who hold a post."""
    assert bool(cells(nobody_stays_past_retirement, alone(**changes))) is late


def test_nobody_old_enough_is_passed_over() -> None:
    """The youngest who can be near retirement: a woman worker born in January 1974, 50 in January 2024."""
    young = alone(sex=Sex.FEMALE, status=Status.AGENCY_WORKER, birth=date(1974, 1, 1))

    assert cells(retirement_is_foreseen, young, date(2023, 1, 31)) == ["人员!H2"]
    assert cells(retirement_is_foreseen, young, date(2022, 12, 31)) == []


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (DAY, False),
        (date(2026, 11, 24), True),
        (date(2027, 2, 23), True),
        (date(2027, 2, 24), False),
        (None, False),
    ],
)
def test_trials_ending_within_three_months(ends: date | None, told: bool) -> None:
    """From the day after the day checked to the same day three months on; a trial that ends today is over."""
    assert cells(end_of_trial_is_foreseen, alone(trial_ends=ends)) == (["人员!V2"] if told else [])


def test_trials_rest_on_the_law_of_the_person() -> None:
    """Civil servants under the Civil Servants Law art. 34, institution staff under 652号令 art. 13."""
    soon = date(2026, 12, 1)

    def source(status: Status) -> str:
        establishment = alone(status=status, trial_ends=soon)
        return next(end_of_trial_is_foreseen.findings(establishment, Law(DAY))).source

    assert source(Status.CIVIL_SERVANT) == "《中华人民共和国公务员法》第34条"
    assert source(Status.INSTITUTION_MANAGER) == "《事业单位人事管理条例》第13条"


def in_office(name: str, **changes: object) -> object:
    return world(unit("A"), section("S1", name=name), person("P1", section="S1", **changes))


@pytest.mark.parametrize(
    ("since", "long"),
    [(date(2016, 11, 23), True), (date(2016, 11, 24), False), (date(2010, 1, 1), True), (None, False)],
)
@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (leaders_and_sensitive_posts_rotate, {"is_leader": True}),
        (others_may_rotate, {}),
    ],
)
def test_ten_years_in_one_post(rule: Rule, changes: dict[str, object], since: date | None, long: bool) -> None:
    """Ten years to the day: the 23rd of November 2016 is, the 24th is not yet."""
    assert cells(rule, in_office("第一科", post_since=since, **changes)) == (["人员!U2"] if long else [])


@pytest.mark.parametrize(
    ("name", "must"), [("财务科", True), ("行政许可科", True), ("组织人事科", True), ("文化科", False)]
)
def test_posts_of_power_must_rotate_and_others_may(name: str, must: bool) -> None:
    """The section's name tells; nobody is named by both rules."""
    establishment = in_office(name, post_since=date(2010, 1, 1))

    assert bool(cells(leaders_and_sensitive_posts_rotate, establishment)) is must
    assert bool(cells(others_may_rotate, establishment)) is not must


def test_rotation_binds_civil_servants_only() -> None:
    """Institution staff have no such rule, leaders or not."""
    manager = in_office("财务科", status=Status.INSTITUTION_MANAGER, is_leader=True, post_since=date(2000, 1, 1))

    assert cells(leaders_and_sensitive_posts_rotate, manager) == []
    assert cells(others_may_rotate, manager) == []


def test_unit_leaders_rotate_by_the_cadre_rules() -> None:
    """领导成员另有规定: somebody who leads the unit is told so; a section head is told 应当转任."""
    long_ago = date(2010, 1, 1)

    assert "担任单位领导职务" in messages(
        leaders_and_sensitive_posts_rotate, alone(is_leader=True, post_since=long_ago)
    )
    assert "担任内设机构领导职务，应当转任" in messages(
        leaders_and_sensitive_posts_rotate, in_office("第一科", is_leader=True, post_since=long_ago)
    )


@pytest.mark.parametrize(
    ("status", "host", "fits"),
    [
        (Status.CIVIL_LIKE_INSTITUTION, {"kind": UnitKind.CIVIL_LIKE_INSTITUTION}, True),
        (Status.CIVIL_LIKE_INSTITUTION, {"kind": UnitKind.WELFARE_ONE, "civil_like": True}, True),
        (Status.CIVIL_LIKE_INSTITUTION, {"kind": UnitKind.WELFARE_ONE}, False),
        (Status.CIVIL_LIKE_INSTITUTION, {"kind": UnitKind.MASS_ORGANIZATION}, False),
        (Status.CIVIL_LIKE_AGENCY, {"kind": UnitKind.MASS_ORGANIZATION}, True),
        (Status.CIVIL_LIKE_AGENCY, {"kind": UnitKind.GOVERNMENT}, False),
        (Status.CIVIL_SERVANT, {"kind": UnitKind.GOVERNMENT}, True),
    ],
)
def test_civil_like_staff_need_a_civil_like_unit(status: Status, host: dict[str, object], fits: bool) -> None:
    """参公 is a standing of the unit before it is one of the person."""
    establishment = world(unit("A", **host), person("P1", status=status))

    assert cells(civil_like_staff_are_in_civil_like_units, establishment) == ([] if fits else ["人员!D2"])


def test_a_sanction_is_noted_until_its_last_day() -> None:
    """A period that ends tomorrow is running; one that ends today is over."""
    assert cells(sanction_periods_are_known, alone(sanction_ends=date(2026, 11, 24))) == ["人员!Y2"]
    assert cells(sanction_periods_are_known, alone(sanction_ends=DAY)) == []


@pytest.mark.parametrize(
    ("status", "category", "fits"),
    [
        (Status.CIVIL_SERVANT, Category.ADMINISTRATIVE, True),
        (Status.CIVIL_SERVANT, Category.POLITICAL_LEGAL, True),
        (Status.CIVIL_SERVANT, Category.FULLY_FUNDED, False),
        (Status.INSTITUTION_MANAGER, Category.ADMINISTRATIVE, False),
        (Status.INSTITUTION_MANAGER, Category.PARTLY_FUNDED, True),
        (Status.AGENCY_WORKER, Category.ADMINISTRATIVE, False),
        (Status.INSTITUTION_WORKER, Category.FULLY_FUNDED, True),
        (Status.AGENCY_INSTITUTION_STAFF, Category.ADMINISTRATIVE, False),
    ],
)
def test_status_fits_the_type_held(status: Status, category: Category, fits: bool) -> None:
    """What takes a special procedure, or is forbidden, is 混编; workers may hold an institution's general posts."""
    establishment = alone(status=status, category=category)

    assert cells(status_fits_the_establishment, establishment) == ([] if fits else ["人员!E2"])


def test_relatives_in_one_unit_are_noted() -> None:
    """Spouses in one unit are noted at their row, once; in two units, or when one has retired, they are not."""
    together = world(unit("A"), person("P1"), person("P2", is_leader=True), kin("P1", "P2"))
    apart = world(unit("A"), unit("B"), person("P1"), person("P2", "B"), kin("P1", "P2"))
    retired = world(unit("A"), person("P1"), person("P2", state=PersonState.RETIRED), kin("P1", "P2"))

    assert cells(relatives_are_known, together) == ["亲属关系!A2"]
    assert "其中有领导人员" in messages(relatives_are_known, together)
    assert cells(relatives_are_known, apart) == []
    assert cells(relatives_are_known, retired) == []


@pytest.mark.parametrize(
    ("day", "band"),
    [
        (date(2025, 3, 1), "距今 12 个月（12 个月内）"),
        (date(2025, 8, 31), "距今 7 个月（12 个月内）"),
        (date(2025, 9, 1), "距今 6 个月（6 个月内）"),
        (date(2025, 11, 30), "距今 4 个月（6 个月内）"),
        (date(2025, 12, 1), "距今 3 个月（3 个月内）"),
        (date(2026, 3, 31), "即在本月（3 个月内）"),
    ],
)
def test_the_band_of_a_retirement_is_named(day: date, band: str) -> None:
    """A man born in December 1965 retires in March 2026: 12, 6 and 3 months, both sides of each."""
    assert band in messages(retirement_is_foreseen, alone(birth=date(1965, 12, 20)), day)
