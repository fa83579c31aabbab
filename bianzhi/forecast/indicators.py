"""编制使用 indicators of every unit and of the whole: each a fraction of two counted figures, with its formula in words.

Over and under are never netted: 超编率 and 空编率 add up cells, not differences of totals. Defined in the field's usual
words; the definitions are not from one text of law (domain: to be verified), so each shows its formula. What cannot be
worked out has the denominator 0 and says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bianzhi.domain.age_statistics import full_years
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.outlook import Indicator, IndicatorBasis, ValueForm
from bianzhi.domain.terms import Category, LeadershipKind, PersonState, WorkloadKind
from bianzhi.errors import SettingsError
from bianzhi.forecast.scope import Scope, World
from bianzhi.law.general_sections import is_general
from bianzhi.law.retirement import months_to_retirement

_YOUNG_YEARS = 45
_SOON_MONTHS = 60
_OF_UNIT = (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
_NO_BASIS = IndicatorBasis()
_NO_POSTS = "核定编制数为 0，不计算"
_NOBODY = "没有实有占编人员，不计算"
_NO_BIRTHS = "没有出生日期已知的实有人员，不计算"
_AT_WORK = "不占本单位编的是编外人员和借入人员，在岗的含借入，不含借出、病休、脱产学习、离岗；规则 B208 的“混岗率”另指机关人员占用事业编制的比重"
_NO_PLAN = "尚未求解调剂方案，不计算"


class _Fraction(NamedTuple):
    above: int
    below: int
    """0 where the indicator cannot be worked out."""
    note: str = ""
    """What is to be said of this very figure, in place of the definition's own words."""


@dataclass(frozen=True, slots=True)
class _Definition:
    id: str
    name: str
    formula: str
    figures: Callable[[Scope], _Fraction]
    missing: str
    """Why it cannot be worked out where the denominator is 0."""
    note: str = ""
    form: ValueForm = ValueForm.PERCENT


def _occupancy(scope: Scope) -> _Fraction:
    return _Fraction(scope.in_post, scope.posts)


def _vacancy(scope: Scope) -> _Fraction:
    return _Fraction(scope.vacant, scope.posts)


def _excess(scope: Scope) -> _Fraction:
    return _Fraction(scope.over, scope.posts)


def _leader_posts(scope: Scope) -> _Fraction:
    rows = (row for row in scope.establishment.leadership_posts if row.unit in scope.codes and row.kind in _OF_UNIT)
    leaders = sum(person.is_leader and not person.section for person in scope.counted)
    return _Fraction(leaders, sum(row.authorized for row in rows))


def _leaders_per_post(scope: Scope) -> _Fraction:
    authorized = sum(row.authorized for row in scope.establishment.leadership_posts if row.unit in scope.codes)
    return _Fraction(authorized, scope.posts)


def _general_sections(scope: Scope) -> _Fraction:
    sections = [
        section
        for unit in scope.units
        for section in scope.establishment.sections_of.get(unit.code, ())
        if section.counts_to_cap
    ]
    return _Fraction(sum(is_general(section) for section in sections), len(sections))


def _young(scope: Scope) -> _Fraction:
    ages = [full_years(person.born, scope.day) for person in scope.counted if person.born is not None]
    return _Fraction(sum(age < _YOUNG_YEARS for age in ages), len(ages))


def _retiring(scope: Scope) -> _Fraction:
    months = [months_to_retirement(person, scope.day) for person in scope.counted]
    known = [each for each in months if each is not None]
    return _Fraction(sum(each <= _SOON_MONTHS for each in known), len(known))


def _absent(scope: Scope) -> _Fraction:
    return _Fraction(sum(person.state is not PersonState.ACTIVE for person in scope.counted), len(scope.counted))


def _workload(scope: Scope) -> _Fraction:
    services = [row for row in scope.establishment.workloads if row.kind is WorkloadKind.SERVICE]
    serving = {row.unit for row in services if row.unit in scope.codes}
    staff = sum(person.unit in serving for person in scope.counted)
    return _Fraction(sum(row.volume for row in services if row.unit in serving), staff)


def _on_no_post(scope: Scope) -> _Fraction:
    here = scope.world.presence
    left_out = [
        f"{many} 人{words}"
        for many, words in ((here.unknown, "借调、挂职、援派而未填借调单位"), (here.outside, "在台账以外的单位"))
        if many
    ]
    at_work = scope.total(here.at_work.items())
    note = f"全区另有 {'、'.join(left_out)}，未计入；{_AT_WORK}" if left_out and at_work else ""
    return _Fraction(scope.total(here.on_no_post.items()), at_work, note)


def _paid_per_head(scope: Scope) -> _Fraction:
    basis = scope.world.basis
    if not scope.is_whole:
        paid = sum(person.category is not Category.SELF_FUNDED for person in scope.counted)
        return _Fraction(paid, 0, "只按全区计算")
    if basis.paid is not None:
        paid, source = basis.paid, "财政供养人数取自已比对的财政供养名单（在发工资，不含编外）"
    else:
        paid = sum(person.category is not Category.SELF_FUNDED for person in scope.counted)
        source = "财政供养人数按台账计：实有占编人数，不含自收自支；差额编制按全员计；不含离退休"
    if basis.population is None:
        return _Fraction(paid, 0, f"未填常住人口，不计算；{source}")
    return _Fraction(paid, basis.population, source)


def _net_inflow(scope: Scope) -> _Fraction:
    world = scope.world
    if world.basis.plan is None:
        return _Fraction(0, 0, _NO_PLAN)
    arriving, leaving = scope.total(world.arriving.items()), scope.total(world.leaving.items())
    if scope.is_whole:
        return _Fraction(0, 0, f"全区跨单位拟调整 {arriving} 人，调入与调出相等，不合计")
    return _Fraction(arriving - leaving, 1, f"拟调入 {arriving} 人、拟调出 {leaving} 人")


def _fit(scope: Scope) -> _Fraction:
    world = scope.world
    if world.basis.plan is None:
        return _Fraction(0, 0, _NO_PLAN)
    return _Fraction(scope.total(world.fit.items()), scope.total(world.placed.items()))


DEFINITIONS: tuple[_Definition, ...] = (
    _Definition("K01", "编制使用率", "实有占编人数 ÷ 核定编制数", _occupancy, _NO_POSTS),
    _Definition(
        "K02",
        "空编率",
        "各编制类型空编数之和 ÷ 核定编制数",
        _vacancy,
        _NO_POSTS,
        "按单位和编制类型分别计算，不与超编相抵",
    ),
    _Definition(
        "K03",
        "超编率",
        "各编制类型超编人数之和 ÷ 核定编制数",
        _excess,
        _NO_POSTS,
        "按单位和编制类型分别计算，不与空编相抵",
    ),
    _Definition(
        "K04",
        "领导职数使用率",
        "单位领导人数（不在内设机构任职的） ÷ 核定单位领导职数",
        _leader_posts,
        "没有核定单位领导职数，不计算",
    ),
    _Definition(
        "K05",
        "领导职数与编制之比",
        "核定领导职数（单位和内设机构合计） ÷ 核定编制数",
        _leaders_per_post,
        _NO_POSTS,
    ),
    _Definition(
        "K06",
        "综合类内设机构占比",
        "综合类内设机构数 ÷ 计入限额的内设机构数",
        _general_sections,
        "没有计入限额的内设机构，不计算",
    ),
    _Definition("K07", "45岁以下人员占比", "不满45周岁的实有人数 ÷ 出生日期已知的实有人数", _young, _NO_BIRTHS),
    _Definition(
        "K08",
        "未来5年内到龄人员占比",
        "今后60个月内到龄的人数（含到龄未退） ÷ 出生日期已知的实有人数",
        _retiring,
        _NO_BIRTHS,
    ),
    _Definition("K09", "在编不在岗率", "状态不是现职的在编人数 ÷ 实有占编人数", _absent, _NOBODY),
    _Definition(
        "K10",
        "人均工作量",
        "服务类事项年工作量之和（件） ÷ 有此类事项的单位的实有占编人数",
        _workload,
        "“工作量”表没有服务类事项，或者没有实有占编人员，不计算",
        form=ValueForm.PER_PERSON,
    ),
    _Definition(
        "K11",
        "混岗率",
        "在岗不占本单位编的人数 ÷ 在岗人数",
        _on_no_post,
        "没有在岗人员，不计算",
        _AT_WORK,
    ),
    _Definition(
        "K12",
        "财政供养系数",
        "财政供养人数 ÷ 常住人口",
        _paid_per_head,
        "未填常住人口，不计算",
        form=ValueForm.FINE_PERCENT,
    ),
    _Definition(
        "K13",
        "净流入",
        "方案拟调入人数 − 拟调出人数（人；不含单位内改换编制类型；分母记 1）",
        _net_inflow,
        _NO_PLAN,
        form=ValueForm.PERSONS,
    ),
    _Definition(
        "K14",
        "匹配度",
        "方案拟调整到本单位人员的匹配分之和（每人 0—100 分） ÷ 其人数",
        _fit,
        "方案没有拟调整到本单位的人员，不计算",
        form=ValueForm.POINTS,
    ),
)
"""Every indicator, in the order shown."""


def indicators(establishment: Establishment, day: date, basis: IndicatorBasis = _NO_BASIS) -> tuple[Indicator, ...]:
    """Every indicator of the whole (unit empty), then of every unit in ledger order.

    Parameters
    ----------
    establishment
        The ledger.
    day
        Ages and months to retirement are those of this day.
    basis
        What the ledger does not have: the plan at hand, the residents, whom the treasury pays. What is missing leaves its
        indicators without a value, with the reason in the note.

    Raises
    ------
    SettingsError
        The number of residents is not a positive one.
    """
    if basis.population is not None and basis.population < 1:
        raise SettingsError(f"常住人口为 {basis.population} 人。", "请填大于 0 的整数，或者不填。")
    world = World(establishment, day, basis)
    scopes: Sequence[tuple[str, Scope]] = [
        ("", Scope(world, establishment.units, is_whole=True)),
        *((unit.code, Scope(world, (unit,), is_whole=False)) for unit in establishment.units),
    ]
    return tuple(_indicator(code, definition, scope) for code, scope in scopes for definition in DEFINITIONS)


def _indicator(code: str, definition: _Definition, scope: Scope) -> Indicator:
    found = definition.figures(scope)
    usual = definition.note if found.below else definition.missing
    return Indicator(
        definition.id,
        definition.name,
        definition.formula,
        code,
        found.above,
        found.below,
        found.note or usual,
        definition.form,
    )
