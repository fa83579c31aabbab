"""Standing of a person: status, grade and education that suit the establishment type, the age and the field of the unit."""

from typing import TypeAlias

from bianzhi.domain.terms import Category, LeaderRank, Status, UnitKind
from bianzhi.sampling.careers import REFERENCE_DAY
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.fields import Field
from bianzhi.sampling.unit_plan import UnitPlan

_INSTITUTION_TYPES = (Category.FULLY_FUNDED, Category.PARTLY_FUNDED, Category.SELF_FUNDED)
_FIXED_STATUS = {
    Category.POLITICAL_LEGAL: Status.POLITICAL_LEGAL_OFFICER,
    Category.CIVIL_LIKE: Status.CIVIL_LIKE_INSTITUTION,
    Category.AGENCY_SUPPORT: Status.AGENCY_WORKER,
    Category.INSTITUTION_SUPPORT: Status.INSTITUTION_WORKER,
}
_LEADERS = {
    "正处级": (LeaderRank.COUNTY_HEAD, LeaderRank.COUNTY_DEPUTY),
    "副处级": (LeaderRank.COUNTY_DEPUTY, LeaderRank.TOWNSHIP_HEAD),
    "正科级": (LeaderRank.TOWNSHIP_HEAD, LeaderRank.TOWNSHIP_DEPUTY),
}
_CIVIL_LEADER_GRADES = {
    LeaderRank.COUNTY_HEAD: ("二级调研员",),
    LeaderRank.COUNTY_DEPUTY: ("三级调研员", "四级调研员"),
    LeaderRank.TOWNSHIP_HEAD: ("一级主任科员", "二级主任科员"),
    LeaderRank.TOWNSHIP_DEPUTY: ("三级主任科员", "四级主任科员"),
}

_Grades: TypeAlias = tuple[tuple[int, tuple[tuple[int, str], ...]], ...]
"""Up to which age which grades are usual, each with its weight."""

_CIVIL: _Grades = (
    (26, ((75, "一级科员"), (25, "二级科员"))),
    (32, ((70, "一级科员"), (30, "四级主任科员"))),
    (39, ((25, "一级科员"), (45, "四级主任科员"), (30, "三级主任科员"))),
    (47, ((25, "四级主任科员"), (40, "三级主任科员"), (25, "二级主任科员"), (10, "一级主任科员"))),
    (99, ((20, "三级主任科员"), (35, "二级主任科员"), (43, "一级主任科员"), (2, "四级调研员"))),
)
_MANAGERS: _Grades = (
    (29, ((25, "十级职员"), (75, "九级职员"))),
    (39, ((85, "九级职员"), (15, "八级职员"))),
    (49, ((45, "九级职员"), (45, "八级职员"), (10, "七级职员"))),
    (99, ((15, "九级职员"), (50, "八级职员"), (35, "七级职员"))),
)
_SPECIALISTS: _Grades = (
    (26, ((20, "专技十三级"), (80, "专技十二级"))),
    (32, ((40, "专技十二级"), (40, "专技十一级"), (20, "专技十级"))),
    (39, ((25, "专技十一级"), (45, "专技十级"), (30, "专技九级"))),
    (47, ((20, "专技十级"), (30, "专技九级"), (30, "专技八级"), (20, "专技七级"))),
    (99, ((30, "专技八级"), (40, "专技七级"), (20, "专技六级"), (8, "专技五级"), (2, "专技四级"))),
)
_WORKERS: _Grades = (
    (32, ((50, "普通工"), (50, "工勤五级"))),
    (43, ((25, "普通工"), (35, "工勤五级"), (40, "工勤四级"))),
    (99, ((15, "普通工"), (35, "工勤四级"), (42, "工勤三级"), (8, "工勤二级"))),
)
_ENFORCEMENT_GRADES = {
    "一级科员": "一级行政执法员",
    "二级科员": "二级行政执法员",
    "四级主任科员": "四级主办",
    "三级主任科员": "三级主办",
    "二级主任科员": "二级主办",
    "一级主任科员": "一级主办",
    "四级调研员": "四级高级主办",
}

_WORKER_EDUCATION = ((12, "初中"), (45, "高中"), (18, "中专"), (25, "大专"))
_EDUCATION = (
    (1979, ((40, "大学"), (14, "省委党校大学"), (6, "中央党校大学"), (32, "大专"), (4, "中专"), (4, "研究生"))),
    (1989, ((66, "大学"), (4, "省委党校大学"), (18, "大专"), (12, "研究生"))),
    (2010, ((72, "大学"), (8, "大专"), (19, "研究生"), (1, "博士研究生"))),
)


def status(dice: Dice, plan: UnitPlan, category: Category, leader: bool) -> Status:
    """The status of someone on this establishment type in this unit."""
    if category in _FIXED_STATUS:
        return _FIXED_STATUS[category]
    if category is Category.ADMINISTRATIVE:
        mass = plan.kind is UnitKind.MASS_ORGANIZATION
        return Status.CIVIL_LIKE_AGENCY if mass else Status.CIVIL_SERVANT
    if not plan.kind.is_institution and plan.kind is not UnitKind.SUBDISTRICT:
        return Status.AGENCY_INSTITUTION_STAFF
    if not leader and dice.chance(plan.specialists):
        return Status.INSTITUTION_SPECIALIST
    return Status.INSTITUTION_MANAGER


def leader_rank(plan: UnitPlan, head: bool) -> LeaderRank:
    """The rank of a leader of the unit: the head has the unit's own."""
    return _LEADERS[plan.rank][0 if head else 1]


def leader_grade(dice: Dice, status: Status, rank: LeaderRank) -> str:
    """The grade a leader holds beside the rank, of the same band."""
    if status is Status.INSTITUTION_MANAGER:
        return "七级职员" if rank is LeaderRank.TOWNSHIP_HEAD else "八级职员"
    return dice.pick(_CIVIL_LEADER_GRADES[rank])


def grade(dice: Dice, plan: UnitPlan, status: Status, born_in: int) -> str:
    """The grade of someone who does not lead."""
    age = REFERENCE_DAY.year - born_in
    if status.is_worker:
        table = _WORKERS
    elif status is Status.INSTITUTION_SPECIALIST:
        table = _SPECIALISTS
    elif status.needs_consent:
        table = _MANAGERS
    else:
        table = _CIVIL
    drawn = dice.weighted(next(grades for oldest, grades in table if age <= oldest))
    if plan.field is Field.ENFORCEMENT and dice.chance(60):
        return _ENFORCEMENT_GRADES.get(drawn, drawn)
    return drawn


def education(dice: Dice, status: Status, born_in: int) -> str:
    """A degree of education that suits status and generation."""
    if status.is_worker:
        return dice.weighted(_WORKER_EDUCATION)
    return dice.weighted(next(degrees for last, degrees in _EDUCATION if born_in <= last))
