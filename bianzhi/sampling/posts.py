"""The sheet 岗位需求 of the invented district: what units ask for within their vacancies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from bianzhi.domain.establishment import Post
from bianzhi.domain.terms import Category
from bianzhi.sampling.dice import Dice, shared
from bianzhi.sampling.fields import Field
from bianzhi.sampling.layout import Cell, LaidUnit
from bianzhi.sampling.unit_plan import Story

_TITLES = {
    Field.GENERAL: ("综合文秘岗", "党务工作岗", "督查督办岗"),
    Field.LAW: ("案件办理岗", "法制审核岗", "来访接待岗"),
    Field.FINANCE: ("财务管理岗", "经济运行岗", "项目审核岗"),
    Field.CULTURE: ("文字宣传岗", "文化活动岗", "新媒体岗"),
    Field.INFORMATION: ("信息化岗", "网络安全岗", "数据管理岗"),
    Field.ENGINEERING: ("工程管理岗", "安全监管岗", "规划审核岗"),
    Field.ENFORCEMENT: ("一线执法岗", "执法监督岗", "市容管理岗"),
    Field.HEALTH: ("卫生管理岗", "疾病防控岗", "健康促进岗"),
    Field.EDUCATION: ("教学研究岗", "教师培训岗", "教育督导岗"),
    Field.FARMING: ("农业技术岗", "水利管理岗", "乡村振兴岗"),
    Field.WELFARE: ("社会事务岗", "就业服务岗", "基层治理岗"),
    Field.SERVICE: ("窗口服务岗", "后勤管理岗", "政务协调岗"),
}
_LEVELS = {
    Category.ADMINISTRATIVE: ("科员", "", "副科", "", "正科", "", ""),
    Category.POLITICAL_LEGAL: ("科员", "副科"),
    Category.CIVIL_LIKE: ("", "科员", "副科"),
    Category.FULLY_FUNDED: ("专技十一级", "", "科员", "", "副科", ""),
    Category.SELF_FUNDED: ("科员",),
    Category.INSTITUTION_SUPPORT: ("工勤四级", "", "工勤五级"),
}
"""Levels that posts of a type ask for, in turn; the types that have no listed posts are left out."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a post asks for."""

    level: str = ""
    majors: tuple[str, ...] = ()
    education: str = ""
    certificates: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    age_limit: int | None = None


_RARE = (
    _Demand(certificates=("法律职业资格", "注册会计师"), education="研究生"),
    _Demand(certificates=("注册会计师", "一级造价工程师")),
    _Demand(level="副处", education="大学", certificates=("法律职业资格",)),
    _Demand(majors=("国际经济与贸易", "国际商务"), education="研究生", age_limit=35),
    _Demand(education="博士研究生", age_limit=30),
)
"""What hardly anyone has."""


class PostBook:
    """Draws the posts of a district."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._rare = cycle(_RARE)
        self._turns = {category: cycle(levels) for category, levels in _LEVELS.items()}

    def posts(self, laid: LaidUnit) -> list[Post]:
        """The posts of a unit: none in a cell without at least two vacancies, and never more than its vacancies."""
        found = []
        titles = _titles(laid)
        for cell in laid.cells:
            vacancies = cell.quota - cell.in_post
            if vacancies < 2 or cell.category not in _LEVELS:
                continue
            for asked, demand in self._demands(laid, cell, vacancies):
                found.append(self._post(laid, cell, next(titles), asked, demand))
        return found

    def _demands(self, laid: LaidUnit, cell: Cell, vacancies: int) -> Iterator[tuple[int, _Demand]]:
        """How many, and what: half of the vacancies are listed, or all of them where the posts are rare ones."""
        if cell.story is Story.RARE_POSTS:
            for _ in range(min(vacancies, len(_RARE))):
                yield 1, next(self._rare)
            return
        listed = (vacancies + 1) // 2
        posts = min(listed, 1 if vacancies < 4 else 2 if vacancies < 9 else 3)
        for asked in shared(listed, [1] * posts):
            yield asked, self._demand(laid, cell.category)

    def _demand(self, laid: LaidUnit, category: Category) -> _Demand:
        dice, learning = self._dice, laid.plan.field.value
        level = next(self._turns[category])
        if category is Category.INSTITUTION_SUPPORT:
            return _Demand(level=level, age_limit=dice.pick((None, 45, 50)))
        majors = tuple(dice.some(learning.majors, 4)) if dice.chance(45) else ()
        certificate = learning.certificates[0][1]
        return _Demand(
            level=level,
            majors=majors,
            education=dice.pick(("大专", "大学", "大学", "")),
            certificates=(certificate,) if dice.chance(22) else (),
            specialties=(dice.pick(laid.plan.functions),) if dice.chance(40) else (),
            age_limit=dice.pick((None, None, 35, 40, 45)),
        )

    def _post(self, laid: LaidUnit, cell: Cell, title: str, asked: int, demand: _Demand) -> Post:
        section = self._dice.pick(laid.sections)[0].code if laid.sections and self._dice.chance(50) else ""
        return Post(
            laid.plan.code,
            title,
            cell.category,
            asked,
            section,
            demand.level,
            demand.majors,
            demand.education,
            demand.certificates,
            demand.specialties,
            demand.age_limit,
        )


def _titles(laid: LaidUnit) -> Iterator[str]:
    """Titles that are unique in the unit."""
    number = 0
    while True:
        for title in _TITLES[laid.plan.field]:
            yield title if number == 0 else f"{title}（{number + 1}）"
        number += 1
