"""R401–R404, R409–R412, R415, R418, R419: what the roster says of itself."""

from datetime import date

import pytest

from bianzhi.domain.terms import Category, LeaderRank, PersonState, RetirementCategory, Sex, Status
from bianzhi.law.parameters import Law
from bianzhi.rules.roster import (
    birth_agrees_with_number,
    citizen_number_is_well_formed,
    dates_follow_each_other,
    grade_belongs_to_the_status,
    information_is_complete,
    nobody_is_listed_twice,
    sex_agrees_with_number,
    sex_is_known,
    staff_off_the_establishment_hold_no_post,
    the_gone_hold_no_post,
    whoever_has_a_leadership_rank_leads,
)
from bianzhi.rules.rule import Rule
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, citizen_number, person, unit, world

BORN = date(1985, 6, 15)
NUMBER = citizen_number(BORN)


def alone(**changes: object) -> object:
    return world(unit("A"), person("P1", **changes))


def test_one_number_in_two_units_is_named_at_both_places() -> None:
    """一人多编: each entry names the other's unit and cell, and the number is masked."""
    twice = world(
        unit("A"),
        unit("B"),
        person("P1", "A", citizen_number=NUMBER),
        person("P2", "B", citizen_number=NUMBER),
        person("P3", "B", citizen_number=citizen_number(BORN, sequence=2)),
    )

    assert cells(nobody_is_listed_twice, twice) == ["人员!F2", "人员!F3"]
    first, second = messages(nobody_is_listed_twice, twice).splitlines()
    assert "区B局某P2（P2）（人员 › F3）" in first
    assert "区A局某P1（P1）（人员 › F2）" in second
    assert NUMBER not in first + second


def test_an_entry_of_somebody_who_left_is_no_double() -> None:
    """调出 from A and 现职 in B is one career."""
    moved = world(
        unit("A"),
        unit("B"),
        person("P1", "A", citizen_number=NUMBER, state=PersonState.TRANSFERRED_OUT),
        person("P2", "B", citizen_number=NUMBER),
    )

    assert cells(nobody_is_listed_twice, moved) == []


def test_people_without_a_number_are_not_doubles() -> None:
    """Two empty cells are not the same number."""
    assert cells(nobody_is_listed_twice, world(unit("A"), person("P1"), person("P2"))) == []


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("11010519491231002X", ""),
        ("440524188001010014", ""),
        ("110105194912310021", "末位校验码为 1，按前 17 位应为 X"),
        ("11010519491231002x", "含有不应有的字符"),
        ("110105491231002", ""),
        ("11010549123100", "有 14 位，应为 18 位"),
        ("110105194902300020", "第 7 至 14 位不是存在的日期"),
        ("01010519491231002X", "含有不应有的字符"),
        ("1101051949123100O2", "含有不应有的字符"),
        ("", ""),
    ],
)
def test_the_check_digit_of_a_citizen_number(number: str, wrong: str) -> None:
    """The standard's own samples pass, old numbers are told by D013; each other slip is named, at the cell, masked."""
    establishment = alone(citizen_number=number)
    found = messages(citizen_number_is_well_formed, establishment)

    assert cells(citizen_number_is_well_formed, establishment) == (["人员!F2"] if wrong else [])
    assert wrong in found
    assert not wrong or number not in found


def test_sex_against_the_number() -> None:
    """The number of a man fits 男, not 女; without a column, or with a number that fails, nothing is compared."""
    broken = NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")

    assert cells(sex_agrees_with_number, alone(sex=Sex.MALE, citizen_number=NUMBER)) == []
    assert cells(sex_agrees_with_number, alone(sex=Sex.FEMALE, citizen_number=NUMBER)) == ["人员!G2"]
    assert cells(sex_agrees_with_number, alone(sex=None, citizen_number=NUMBER)) == []
    assert cells(sex_agrees_with_number, alone(sex=Sex.FEMALE, citizen_number=broken)) == []


@pytest.mark.parametrize(
    ("birth", "agrees"),
    [
        (date(1985, 6, 15), True),
        (date(1985, 6, 1), True),
        (date(1985, 6, 16), False),
        (date(1985, 7, 1), False),
        (date(1986, 6, 15), False),
        (None, True),
    ],
)
def test_birth_against_the_number(birth: date | None, agrees: bool) -> None:
    """Known to the day it must agree to the day; day 1 may stand for the month."""
    establishment = alone(birth=birth, citizen_number=NUMBER)

    assert cells(birth_agrees_with_number, establishment) == ([] if agrees else ["人员!H2"])


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2001, 6, 1), True), (date(2001, 6, 14), True), (date(2001, 5, 31), False)]
)
def test_nobody_works_before_sixteen(start: date, fits: bool) -> None:
    """Born in June 1985: work from June 2001 on is possible, by the month; May is too early."""
    establishment = alone(birth=BORN, work_start=start)

    assert cells(dates_follow_each_other, establishment) == ([] if fits else ["人员!R2"])


@pytest.mark.parametrize(
    ("field", "cell", "heading"),
    [
        ("on_establishment_since", "人员!S2", "入编时间"),
        ("joined_unit", "人员!T2", "进入本单位时间"),
        ("post_since", "人员!U2", "任现职时间"),
        ("last_exchange", "人员!X2", "上次交流日期"),
    ],
)
def test_nothing_comes_before_the_start_of_work_or_after_today(field: str, cell: str, heading: str) -> None:
    """Each date is named at its own cell; the same day, and the month only, are no contradiction."""
    start = date(2010, 7, 15)

    def found(day: date) -> list[str]:
        return cells(dates_follow_each_other, alone(birth=BORN, work_start=start, **{field: day}))

    assert found(date(2010, 7, 15)) == []
    assert found(date(2010, 7, 1)) == []
    assert found(date(2010, 7, 14)) == [cell]
    assert found(date(2010, 6, 1)) == [cell]
    assert found(DAY) == []
    assert found(date(2026, 11, 24)) == [cell]
    assert f"{heading}2010年6月早于参加工作时间2010年7月15日" in messages(
        dates_follow_each_other, alone(birth=BORN, work_start=start, **{field: date(2010, 6, 1)})
    )


def test_births_and_careers_to_come_are_slips() -> None:
    """A birth and a start of work after the day checked are named at their cells."""
    assert cells(dates_follow_each_other, alone(birth=date(2027, 1, 1))) == ["人员!H2"]
    assert cells(dates_follow_each_other, alone(birth=BORN, work_start=date(2026, 11, 24))) == ["人员!R2"]


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"sex": None}, False),
        ({"sex": None, "citizen_number": NUMBER}, True),
        ({"sex": None, "retirement_category": RetirementCategory.WOMEN_55}, True),
        ({"sex": None, "state": PersonState.RETIRED}, True),
        ({"sex": Sex.FEMALE}, True),
    ],
)
def test_sex_must_be_known_to_tell_retirement(changes: dict[str, object], known: bool) -> None:
    """The column, the number or 退休类别 tells; nobody asks about the retired."""
    assert cells(sex_is_known, alone(**changes)) == ([] if known else ["人员!G2"])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"status": None, "category": Category.ADMINISTRATIVE}, ["人员!D2"]),
        ({"category": None}, ["人员!E2"]),
        ({"birth": None}, ["人员!H2"]),
        ({"birth": None, "citizen_number": NUMBER}, []),
        ({"status": None, "category": None, "birth": None}, ["人员!D2"]),
        ({"status": Status.OFF_ESTABLISHMENT, "category": None, "birth": None}, []),
        ({"category": None, "state": PersonState.RETIRED}, []),
    ],
)
def test_gaps_keep_people_out_of_a_plan(changes: dict[str, object], found: list[str]) -> None:
    """信息不全 is named once a person, at the first gap; 编外人员 and those who left need no type."""
    assert cells(information_is_complete, alone(**changes)) == found


def test_all_gaps_of_a_person_are_in_one_message() -> None:
    """Somebody with neither status nor type nor birth reads them all."""
    found = messages(information_is_complete, alone(status=None, category=None, birth=None))

    assert "缺人员类别、编制类型、出生日期或公民身份号码" in found


@pytest.mark.parametrize("state", list(PersonState))
def test_only_those_who_left_still_on_a_type_are_noted(state: PersonState) -> None:
    """退休, 调出, 去世 with a type are noted; everybody else holds it by right."""
    gone = state in (PersonState.RETIRED, PersonState.TRANSFERRED_OUT, PersonState.DECEASED)

    assert cells(the_gone_hold_no_post, alone(state=state)) == (["人员!E2"] if gone else [])


def test_staff_off_the_establishment_have_no_type() -> None:
    """编外人员 with a type are named; without one they are as they should be."""
    with_type = alone(status=Status.OFF_ESTABLISHMENT, category=Category.FULLY_FUNDED)

    assert cells(staff_off_the_establishment_hold_no_post, with_type) == ["人员!E2"]
    assert cells(staff_off_the_establishment_hold_no_post, alone(status=Status.OFF_ESTABLISHMENT)) == []


def test_a_leadership_rank_without_the_mark() -> None:
    """职务层次 without 是否领导 would let a leader into a plan."""
    assert cells(whoever_has_a_leadership_rank_leads, alone(leader_rank=LeaderRank.TOWNSHIP_DEPUTY)) == ["人员!J2"]
    assert (
        cells(whoever_has_a_leadership_rank_leads, alone(leader_rank=LeaderRank.TOWNSHIP_DEPUTY, is_leader=True)) == []
    )


@pytest.mark.parametrize(
    ("status", "grade", "fits"),
    [
        (Status.CIVIL_SERVANT, "一级主任科员", True),
        (Status.CIVIL_SERVANT, "七级职员", False),
        (Status.CIVIL_LIKE_INSTITUTION, "专技八级", False),
        (Status.INSTITUTION_MANAGER, "七级职员", True),
        (Status.INSTITUTION_MANAGER, "专技八级", True),
        (Status.INSTITUTION_SPECIALIST, "一级科员", False),
        (Status.AGENCY_WORKER, "普通工", True),
        (Status.INSTITUTION_WORKER, "工勤三级", True),
        (Status.INSTITUTION_WORKER, "九级职员", False),
        (Status.CIVIL_SERVANT, "", True),
    ],
)
def test_grades_belong_to_their_status(status: Status, grade: str, fits: bool) -> None:
    """Civil-service grades, 职员 and 专技, 工勤: each with its own people; 双肩挑 is allowed."""
    assert cells(grade_belongs_to_the_status, alone(status=status, grade=grade)) == ([] if fits else ["人员!L2"])


def repairs(rule: Rule, establishment: object) -> dict[str, str]:
    """``人员!F2`` to the value proposed there."""
    found = rule.findings(establishment, Law(DAY))  # type: ignore[arg-type]
    return {f"{f.at.sheet}!{f.at.cell}": f.repair.value for f in found if f.repair is not None}


def test_a_digit_of_the_birth_date_is_proposed_with_both_columns_to_hold_it_against() -> None:
    """1985 typed as 1995 in the number: put right; without 性别, or where somebody has the number, it is asked."""
    wrong = NUMBER[:8] + "9" + NUMBER[9:]
    slip = {"birth": BORN, "citizen_number": wrong}

    assert repairs(citizen_number_is_well_formed, alone(**slip)) == {"人员!F2": NUMBER}
    assert repairs(citizen_number_is_well_formed, alone(**slip, sex=None)) == {}
    taken = world(unit("A"), person("P1", **slip), person("P2", birth=BORN, citizen_number=NUMBER))
    assert repairs(citizen_number_is_well_formed, taken) == {}


def test_a_wrong_check_digit_is_not_filled_in() -> None:
    """Birth and sex agree, so any of ten digits may be the wrong one."""
    wrong = NUMBER[:17] + ("5" if NUMBER[17] != "5" else "6")

    assert cells(citizen_number_is_well_formed, alone(birth=BORN, citizen_number=wrong)) == ["人员!F2"]
    assert repairs(citizen_number_is_well_formed, alone(birth=BORN, citizen_number=wrong)) == {}


@pytest.mark.parametrize(
    ("birth", "proposed"), [(BORN, True), (date(1985, 6, 1), True), (None, True), (date(1985, 7, 15), False)]
)
def test_the_sex_of_a_number_that_is_the_persons(birth: date | None, proposed: bool) -> None:
    """A number of another birth may be another's."""
    establishment = alone(birth=birth, citizen_number=NUMBER, sex=Sex.FEMALE)

    assert repairs(sex_agrees_with_number, establishment) == ({"人员!G2": "男"} if proposed else {})


def test_the_sex_of_a_number_two_people_have_is_asked() -> None:
    """One of them has it by mistake."""
    both = [person(f"P{n}", birth=BORN, citizen_number=NUMBER, sex=Sex.FEMALE) for n in (1, 2)]

    assert repairs(sex_agrees_with_number, world(unit("A"), *both)) == {}


def test_a_birth_against_the_number_is_never_changed() -> None:
    """Which of them the archive says is not for us to tell."""
    assert repairs(birth_agrees_with_number, alone(birth=date(1985, 7, 15), citizen_number=NUMBER)) == {}


@pytest.mark.parametrize(
    ("changes", "proposed"),
    [
        ({}, True),
        ({"joined_unit": None}, False),
        ({"joined_unit": date(2013, 3, 1)}, False),
        ({"joined_unit": date(2004, 7, 1)}, False),
        ({"post_since": date(2009, 5, 1)}, True),
        ({"post_since": date(2004, 5, 1)}, False),
        ({"birth": date(1990, 6, 15)}, False),
        ({"on_establishment_since": date(2012, 7, 1)}, False),
    ],
)
def test_dates_exchanged(changes: dict[str, object], proposed: bool) -> None:
    """In the unit since 2008, on the establishment “since 2005”, at work “from 2012”: the two are exchanged.

    Without a third date in between the one or the other may simply be wrong; what stays out of order is no exchange.
    """
    dates = {
        "birth": BORN,
        "work_start": date(2012, 7, 1),
        "on_establishment_since": date(2005, 7, 15),
        "joined_unit": date(2008, 3, 1),
        **changes,
    }
    found = [f for f in dates_follow_each_other.findings(alone(**dates), Law(DAY)) if f.repair is not None]  # type: ignore[arg-type]

    assert [f"{change.at.cell}={change.value}" for f in found for change in f.changes] == (
        ["S2=2012-07", "R2=2005-07-15"] if proposed else []
    )


def test_two_exchanges_that_would_do_leave_it_open() -> None:
    """Two dates before the start of work, on the same day: either may be the one exchanged."""
    dates = {
        "work_start": date(2012, 7, 1),
        "on_establishment_since": date(2005, 7, 1),
        "joined_unit": date(2005, 7, 1),
    }

    assert cells(dates_follow_each_other, alone(birth=BORN, **dates)) == ["人员!S2", "人员!T2"]
    assert repairs(dates_follow_each_other, alone(birth=BORN, **dates)) == {}
