"""Who is locked, and which places each may take: both sides of every line of the contract, §2 rules 2 to 4."""

from datetime import date
from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment, Post
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    PersonState,
    Pool,
    RetirementCategory,
    Sex,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.optimize.eligibility import bar, lock, post_bar
from tests.optimize.holding import openings_of
from tests.worlds import DAY, people, person, post, quota, unit, world


def locked_as(**changes: Any) -> str | None:
    """The kind of the lock of one person, or None."""
    found = lock(person("p", **changes), DAY, PlanSettings())
    return found.kind if found else None


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, None),
        ({"is_leader": True}, "领导职务"),
        ({"state": PersonState.SECONDED}, "人员状态为借调"),
        ({"state": PersonState.ATTACHED}, "人员状态为挂职"),
        ({"lock_reason": "专项工作"}, "台账注明不可调整"),
        ({"status": None}, "信息不全"),
        ({"category": None}, "信息不全"),
        ({"unreadable": ("试用期止",)}, "信息不全"),
        ({"birth": None}, "信息不全"),
        ({"birth": None, "citizen_number": "990102198501010018"}, None),
        ({"status": Status.OFF_ESTABLISHMENT}, "编外人员"),
        # DAY is 2026-11-23: a trial that ends that day is over
        ({"trial_ends": date(2026, 11, 24)}, "试用期未满"),
        ({"trial_ends": date(2026, 11, 23)}, None),
        # 24 months after the last exchange
        ({"last_exchange": date(2024, 11, 24)}, "交流间隔未满"),
        ({"last_exchange": date(2024, 11, 23)}, None),
        # a man born in 1968-01 retires at 60 years 10 months in 2028-11, 24 months on; one born a month later in 25
        ({"birth": date(1968, 1, 31)}, "临近退休"),
        ({"birth": date(1968, 2, 1)}, None),
        ({"birth": date(1960, 1, 1)}, "临近退休"),
        # a woman on a worker's post retires on the table of 女50
        (
            {"birth": date(1977, 7, 1), "sex": Sex.FEMALE, "status": Status.AGENCY_WORKER},
            "临近退休",
        ),
        ({"birth": date(1977, 7, 1), "sex": Sex.FEMALE}, None),
        (
            {"birth": date(1968, 1, 31), "retirement_category": RetirementCategory.WOMEN_55, "sex": Sex.FEMALE},
            "临近退休",
        ),
        # civil servants must go where they are sent, contract staff need not
        ({"willingness": Willingness.UNWILLING}, None),
        ({"willingness": Willingness.UNWILLING, "status": Status.INSTITUTION_MANAGER}, "本人不愿意"),
        ({"willingness": Willingness.UNWILLING, "status": Status.AGENCY_INSTITUTION_STAFF}, "本人不愿意"),
        ({"willingness": Willingness.UNWILLING, "status": Status.CIVIL_LIKE_INSTITUTION}, None),
        # a sanction warns and does not lock
        ({"sanction_ends": date(2027, 1, 1)}, None),
    ],
)
def test_locks(changes: dict[str, Any], kind: str | None) -> None:
    """The first rule that locks, or none."""
    assert locked_as(**changes) == kind


def test_periods_are_settings() -> None:
    """With a period of 12 months, an exchange 13 months ago locks no more, nor a retirement in 14."""
    shorter = PlanSettings(cooling_off_months=12, near_retirement_months=12)

    assert lock(person("p", last_exchange=date(2025, 10, 1)), DAY, shorter) is None
    assert lock(person("p", birth=date(1967, 5, 1)), DAY, shorter) is None
    assert locked_as(last_exchange=date(2025, 10, 1)) == "交流间隔未满"
    assert locked_as(birth=date(1967, 5, 1)) == "临近退休"


def barred_as(district: Establishment, who: str = "p", where: str = "B") -> str | None:
    """The kind of the bar between a person and the open vacancy of a unit, or None."""
    opening = next(each for each in openings_of(district) if each.place.unit == where)
    found = bar(district, district.person[who], opening, DAY)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("status", "category", "kind", "barred"),
    [
        (Status.CIVIL_SERVANT, Category.ADMINISTRATIVE, UnitKind.GOVERNMENT, None),
        (Status.CIVIL_SERVANT, Category.CIVIL_LIKE, UnitKind.CIVIL_LIKE_INSTITUTION, None),
        (Status.CIVIL_SERVANT, Category.FULLY_FUNDED, UnitKind.WELFARE_ONE, "编制类型不对等"),  # M
        (Status.CIVIL_LIKE_INSTITUTION, Category.ADMINISTRATIVE, UnitKind.GOVERNMENT, "编制类型不对等"),  # C
        (Status.INSTITUTION_MANAGER, Category.PARTLY_FUNDED, UnitKind.WELFARE_TWO, "编制类型不对等"),  # C
        (Status.INSTITUTION_SPECIALIST, Category.FULLY_FUNDED, UnitKind.WELFARE_ONE, None),
        (Status.AGENCY_INSTITUTION_STAFF, Category.FULLY_FUNDED, UnitKind.WELFARE_ONE, None),
        (Status.AGENCY_INSTITUTION_STAFF, Category.FULLY_FUNDED, UnitKind.GOVERNMENT, "编制类型不对等"),
    ],
)
def test_identity(status: Status, category: Category, kind: UnitKind, barred: str | None) -> None:
    """Only the Y cells of the matrix; staff on 事业编制 in an organ go back to an institution."""
    district = world(unit("A"), unit("B", kind=kind), quota("B", 1, category), person("p", "A", status=status))

    assert barred_as(district) == barred


@pytest.mark.parametrize(
    ("here", "there", "barred"),
    [
        (Pool.DISTRICT, Pool.SUBDISTRICT, None),
        (Pool.SUBDISTRICT, Pool.DISTRICT, None),
        (Pool.EDUCATION, Pool.EDUCATION, None),
        (Pool.DISTRICT, Pool.EDUCATION, "跨编制池"),
        (Pool.HEALTH, Pool.SUBDISTRICT, "跨编制池"),
    ],
)
def test_pools(here: Pool, there: Pool, barred: str | None) -> None:
    """No move crosses a border, but 区直 and 街道 are open to each other."""
    district = world(unit("A", pool=here), unit("B", pool=there), quota("B", 1), person("p", "A"))

    assert barred_as(district) == barred


@pytest.mark.parametrize(
    ("here", "there", "ends", "barred"),
    [
        (UnitKind.SUBDISTRICT, UnitKind.GOVERNMENT, date(2026, 11, 24), "服务期未满"),
        (UnitKind.SUBDISTRICT, UnitKind.GOVERNMENT, date(2026, 11, 23), None),
        (UnitKind.SUBDISTRICT, UnitKind.TOWNSHIP, date(2027, 11, 24), None),
        (UnitKind.GOVERNMENT, UnitKind.GOVERNMENT, date(2027, 11, 24), None),
    ],
)
def test_service_periods_bar_moves_upward(here: UnitKind, there: UnitKind, ends: date, barred: str | None) -> None:
    """From a subdistrict or township to a unit that is neither, while the period runs."""
    district = world(unit("A", kind=here), unit("B", kind=there), quota("B", 1), person("p", "A", service_ends=ends))

    assert barred_as(district) == barred


def meets(wanted: Post, **changes: Any) -> bool:
    """Whether a person meets a post."""
    return post_bar(person("p", **changes), wanted, DAY) is None


def test_posts_demand_their_level() -> None:
    """Equal band: the leadership rank of leaders, else the grade; specialists and workers by their own levels."""
    assert meets(post("岗", "B", level="正科"), grade="二级主任科员")
    assert not meets(post("岗", "B", level="正科"), grade="三级主任科员")
    assert meets(
        post("岗", "B", level="正科"), grade="三级主任科员", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_HEAD
    )
    assert meets(post("岗", "B", level="专技八级"), grade="专技八级")
    assert not meets(post("岗", "B", level="专技八级"), grade="专技七级")
    assert not meets(post("岗", "B", level="科员"), grade="")


def test_posts_demand_education_major_certificates_and_age() -> None:
    """At least the degree, any of the majors, all of the certificates, at most the age in full years."""
    assert meets(post("岗", "B", education="大专"), education="大学")
    assert meets(post("岗", "B", education="大学"), education="大学")
    assert not meets(post("岗", "B", education="大学"), education="大专")
    assert not meets(post("岗", "B", education="大学"), education="")
    assert meets(post("岗", "B", majors=("法学", "会计学")), major="会计学")
    assert not meets(post("岗", "B", majors=("法学",)), major="会计学")
    both = post("岗", "B", certificates=("法律职业资格", "行政执法证"))
    assert meets(both, certificates=("行政执法证", "法律职业资格", "教师资格"))
    assert not meets(both, certificates=("法律职业资格",))
    assert meets(post("岗", "B", age_limit=35), birth=date(1990, 11, 24))
    assert not meets(post("岗", "B", age_limit=35), birth=date(1990, 11, 23))


def test_posts_take_part_of_the_vacancies() -> None:
    """Five vacancies: two for a listed post, three open; posts that ask for more than there is leave none open."""
    base = (unit("B"), quota("B", 5))
    some = openings_of(world(*base, post("岗", "B", 2)))
    assert [(each.place.post, each.capacity) for each in some] == [("岗", 2), ("", 3)]

    many = openings_of(world(*base, post("岗", "B", 4), post("另岗", "B", 4)))
    assert [(each.place.post, each.capacity) for each in many] == [("岗", 4), ("另岗", 4)]

    assert openings_of(world(*base, *people("B", 5), post("岗", "B", 2))) == ()


def test_what_cannot_be_read_opens_no_way() -> None:
    """A unit whose pool or kind is unreadable neither gives nor takes; a post whose demands are unreadable takes nobody."""
    rows = (quota("B", 1), person("p", "A"))

    assert barred_as(world(unit("A"), unit("B"), *rows)) is None
    assert barred_as(world(unit("A"), unit("B", unreadable=("编制池",)), *rows)) == "机构信息无法识别"
    assert barred_as(world(unit("A", unreadable=("机构类别",)), unit("B"), *rows)) == "机构信息无法识别"
    assert not meets(post("岗", "B", unreadable=("层次",)))
