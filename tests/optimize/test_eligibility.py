"""Which places each may take: both sides of every line of the contract, §2 rules 2 and 4, and of what an office may add."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment, Post
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    Pool,
    Status,
    UnitKind,
)
from bianzhi.optimize.bar import Bar
from bianzhi.optimize.eligibility import bar, post_bar
from tests.optimize.holding import openings_of
from tests.optimize.switches import under, with_also, without
from tests.worlds import DAY, people, person, post, quota, unit, world


def the_bar(
    district: Establishment,
    settings: PlanSettings = PlanSettings(),  # noqa: B008 frozen
    who: str = "p",
    where: str = "B",
) -> Bar | None:
    """The bar between a person and the first place of a unit, or None."""
    opening = next(each for each in openings_of(district) if each.place.unit == where)
    return bar(district.person[who], opening, under(settings, district))


def barred_as(district: Establishment, settings: PlanSettings = PlanSettings()) -> str | None:  # noqa: B008 frozen
    """The kind of that bar, or None."""
    found = the_bar(district, settings)
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


@pytest.mark.parametrize(
    ("here", "there", "barred"),
    [("", "", None), ("甲区", "甲区", None), ("甲区", "乙区", "跨地区"), ("甲区", "", "跨地区")],
)
def test_regions(here: str, there: str, barred: str | None) -> None:
    """Where one ledger holds several regions, nobody moves from one to another; C45 switches that with the pools."""
    district = world(unit("A", region=here), unit("B", region=there), quota("B", 1), person("p", "A"))

    assert barred_as(district) == barred
    assert barred_as(district, without("C45")) is None


def test_pools_and_upward_service_can_be_switched_off() -> None:
    """C45 and C22."""
    pools = world(unit("A", pool=Pool.HEALTH), unit("B"), quota("B", 1), person("p", "A"))
    serving = {"service_ends": date(2027, 11, 24)}
    upward = world(unit("A", kind=UnitKind.TOWNSHIP), unit("B"), quota("B", 1), person("p", "A", **serving))

    assert (barred_as(pools), barred_as(pools, without("C45"))) == ("跨编制池", None)
    assert (barred_as(upward), barred_as(upward, without("C22"))) == ("服务期未满", None)


def test_civil_like_posts_need_an_approval_where_the_office_wants_it() -> None:
    """C48 looks at the column 参公 of the receiving unit; other types do not matter to it."""
    rows = (unit("A"), quota("B", 1, Category.CIVIL_LIKE), person("p", "A"))
    without_approval = world(unit("B", kind=UnitKind.CIVIL_LIKE_INSTITUTION), *rows)
    approved = world(unit("B", kind=UnitKind.CIVIL_LIKE_INSTITUTION, civil_like=True), *rows)
    administrative = world(unit("A"), unit("B"), quota("B", 1), person("p", "A"))

    assert barred_as(without_approval) is None
    assert barred_as(without_approval, with_also("C48")) == "未批准参公"
    assert barred_as(approved, with_also("C48")) is None
    assert barred_as(administrative, with_also("C48")) is None


WHO = {"by": "编委会", "on": DAY, "why": "区委编委会议纪要"}


def test_a_condition_opens_its_cell_for_whom_fulfils_it() -> None:
    """By the ledger or by the settings; another condition, or another person, opens nothing."""
    rows = (unit("A"), unit("B", kind=UnitKind.WELFARE_TWO), quota("B", 1, Category.PARTLY_FUNDED))
    plain = world(*rows, person("p", "A", status=Status.INSTITUTION_MANAGER))
    agreed = world(*rows, person("p", "A", status=Status.INSTITUTION_MANAGER, conditions=("同意改变经费形式",)))
    by_settings = PlanSettings(conditions=(Fulfilled("p", "同意改变经费形式", **WHO),))

    assert barred_as(plain) == "编制类型不对等"
    assert barred_as(agreed) is None
    assert barred_as(plain, by_settings) is None
    assert barred_as(plain, PlanSettings(conditions=(Fulfilled("q", "同意改变经费形式", **WHO),))) == "编制类型不对等"
    assert barred_as(plain, PlanSettings(conditions=(Fulfilled("p", "参公登记", **WHO),))) == "编制类型不对等"


def test_the_office_sets_cells_of_the_matrix() -> None:
    """Y closes to N, C opens to Y, and a cell made C is open under the condition it was given."""
    rows = (unit("A"), unit("B"), quota("B", 1), person("p", "A"))
    status, category = Status.CIVIL_SERVANT, Category.ADMINISTRATIVE
    closed = PlanSettings(matrix=(MatrixChange(status, category, "N", "", **WHO),))
    on_condition = PlanSettings(matrix=(MatrixChange(status, category, "C", "组织部同意", **WHO),))
    reopened = PlanSettings(matrix=(*closed.matrix, MatrixChange(status, category, "Y", "转任", **WHO)))

    assert barred_as(world(*rows), closed) == "编制类型不对等"
    assert barred_as(world(*rows), on_condition) == "编制类型不对等"
    assert barred_as(world(*rows), replace(on_condition, conditions=(Fulfilled("p", "组织部同意", **WHO),))) is None
    assert barred_as(world(*rows), reopened) is None  # the last change counts


def test_a_bar_says_what_the_sentence_says() -> None:
    """Rule in words, source and id, of a cell, of a post."""
    cell = the_bar(world(unit("A"), unit("B", pool=Pool.EDUCATION), quota("B", 1), person("p", "A")))
    demanding = world(unit("A"), unit("B"), quota("B", 1), post("岗", "B", majors=("法学",)), person("p", "A"))
    of_post = the_bar(demanding)

    assert cell is not None and of_post is not None
    assert (cell.constraint, str(cell.source)) == ("C45", "《地方各级人民政府机构设置和编制管理条例》第17条")
    assert cell.rule == "区直编制池与教育编制池之间不得调剂"
    assert (of_post.constraint, of_post.kind) == ("C31", "专业不符")


def meets(wanted: Post, settings: PlanSettings = PlanSettings(), high_on_low: bool = False, **changes: Any) -> bool:  # noqa: B008 frozen
    """Whether a person meets a post."""
    district = world(unit("A"), unit("B", high_on_low=high_on_low))
    return post_bar(person("p", **changes), wanted, under(settings, district)) is None


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


@pytest.mark.parametrize(
    ("wanted", "grade", "meets_it"),
    [
        ("科员", "二级主任科员", True),
        ("正科", "一级科员", False),  # never the other way
        ("科员", "专技四级", False),  # another series has no place in this one
        ("专技八级", "专技七级", True),  # the smaller number is the higher level
        ("专技八级", "专技九级", False),
        ("专技十级", "专技四级", True),  # by number, not by spelling
        ("工勤三级", "工勤二级", True),
        ("工勤三级", "专技二级", False),
        ("普通工", "工勤五级", True),
        ("工勤五级", "普通工", False),
        ("专技八级", "", False),
    ],
)
def test_higher_people_on_lower_posts(wanted: str, grade: str, meets_it: bool) -> None:
    """高职低配 of the receiving unit lets a higher level of the same series take a lower post, and nothing else."""
    assert meets(post("岗", "B", level=wanted), high_on_low=True, grade=grade) is meets_it
    assert not meets(post("岗", "B", level=wanted), grade=grade)


def test_demands_can_be_switched_off() -> None:
    """C07 the level, C31 the rest: each for itself."""
    wanted = post("岗", "B", level="正科", majors=("法学",))

    assert not meets(wanted, without("C07"))
    assert not meets(wanted, without("C31"))
    assert meets(wanted, without("C07", "C31"))


@pytest.mark.parametrize(
    ("id", "changes", "certificate"),
    [
        ("C32", {"title": "法制审核岗"}, "法律职业资格"),
        ("C32", {"title": "综合岗", "specialties": ("行政复议",)}, "法律职业资格证书"),
        ("C33", {"title": "综合执法岗"}, "行政执法证"),
        ("C33", {"title": "外勤岗", "specialties": ("城管执法",)}, "行政执法资格"),
    ],
)
def test_special_posts_need_their_certificate(id: str, changes: dict[str, Any], certificate: str) -> None:
    """Once the office wants it, without the post listing the certificate; other posts ask for nothing."""
    wanted = post(**{"unit": "B", **changes})

    assert meets(wanted)
    assert not meets(wanted, with_also(id), certificates=("会计资格",))
    assert meets(wanted, with_also(id), certificates=("会计资格", certificate))
    assert meets(post("综合岗", "B"), with_also(id))


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
