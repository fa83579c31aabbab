"""Looking ahead, as workbooks: retirements and what follows; indicators; institutions and the pool; workload need."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.institutions import InstitutionPlan, PoolEntry
from bianzhi.domain.need_words import NO_OWN_QUOTA, ROUNDING, measured_words
from bianzhi.domain.outlook import Indicator, Outlook, Retirement, StaffNeed, ValueForm
from bianzhi.domain.plan_columns import PaperValue, paper_id
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Figure, Kind, Paper, Table, TableColumn, write_tables

_Lines = list[list[PaperValue]]


def write_outlook(path: Path, outlook: Outlook, establishment: Establishment) -> None:
    """Write 退休与空编预测: due in 3, 6, 12 months; year by year for every cell; everyone by statutory month.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    tables = (_due(outlook, establishment), _yearly(outlook, establishment), _everyone(outlook, establishment))
    write_tables(path, tables, "退休与空编预测", outlook.day)


def write_indicators(path: Path, indicators: Sequence[Indicator], establishment: Establishment, day: date) -> None:
    """Write 编制使用指标: units down and indicators across, as on the page; then each with both figures and the formula."""
    columns = (
        TableColumn("单位", 36),
        TableColumn("指标", 24),
        TableColumn("数值", 12, Kind.TENTHS),
        TableColumn("计量", 8, Kind.CENTER),
        *(TableColumn(heading, 12, Kind.COUNT) for heading in ("分子", "分母")),
        TableColumn("计算公式", 50),
        TableColumn("说明", 50),
    )
    lines: _Lines = [
        [
            establishment.unit[each.unit].name if each.unit else "全区合计",
            each.name,
            _figure(each),
            _MEASURES[each.form],
            each.numerator,
            each.denominator,
            each.formula,
            each.note or None,
        ]
        for each in indicators
    ]
    subtitle = f"计算日期：{day_in_words(day)}　分母为 0 的不计算，以“—”表示，原因见说明；公式为通行用法，各地口径不同的以当地规定为准。"
    table = Table("指标", "编制使用指标", subtitle, (NUMBER, *columns), numbered(lines), frozen_columns=2)
    write_tables(path, (_units_across(indicators, establishment, day), table), "编制使用指标", day)


def _units_across(indicators: Sequence[Indicator], establishment: Establishment, day: date) -> Table:
    """One line a unit, one column an indicator; the whole stands first."""
    of_unit: dict[str, dict[str, Indicator]] = {}
    for each in indicators:
        of_unit.setdefault(each.unit, {})[each.id] = each
    kinds = {each.id: each for each in indicators}
    columns = (
        TableColumn("单位", 30),
        *(TableColumn(f"{each.name}（{_MEASURES[each.form]}）", 12, _KINDS[each.form]) for each in kinds.values()),
    )
    lines: _Lines = [
        [
            establishment.unit[unit].name if unit else "全区合计",
            *(_figure(own[id]) if id in own else None for id in kinds),
        ]
        for unit, own in of_unit.items()
    ]
    subtitle = f"计算日期：{day_in_words(day)}　不能计算的以“—”表示；各项公式、分子、分母和不能计算的原因见“指标”表。"
    return Table(
        "分单位",
        "编制使用指标（分单位）",
        subtitle,
        (NUMBER, *columns),
        numbered(lines),
        paper=Paper.A3,
        frozen_columns=2,
    )


_KINDS = {
    ValueForm.PERCENT: Kind.PERCENT,
    ValueForm.FINE_PERCENT: Kind.FINE_PERCENT,
    ValueForm.PER_PERSON: Kind.TENTHS,
    ValueForm.PERSONS: Kind.SIGNED,
    ValueForm.POINTS: Kind.TENTHS,
}
_MEASURES = {
    ValueForm.PERCENT: "%",
    ValueForm.FINE_PERCENT: "%",
    ValueForm.PER_PERSON: "件/人",
    ValueForm.PERSONS: "人",
    ValueForm.POINTS: "分",
}


def _figure(indicator: Indicator) -> PaperValue:
    """A number that looks as the page shows it; — where there is none."""
    value = indicator.value
    return "—" if value is None else Figure(float(value), _KINDS[indicator.form])


def write_institutions(
    path: Path, plan: InstitutionPlan, pool: Sequence[PoolEntry], establishment: Establishment, day: date
) -> None:
    """Write 事业单位清理整合建议: candidates, mergers, those left, and 周转池."""
    names = {unit.code: unit.name for unit in establishment.units}
    tables = (_mergers(plan, names, day), _candidates(plan, names, day), _pool(pool, names, day))
    write_tables(path, tables, "事业单位清理整合建议", day)


def write_staff_need(path: Path, needs: Sequence[StaffNeed], establishment: Establishment, day: date) -> None:
    """Write 工作量测算: need beside posts and people, with how it was computed."""
    columns = (
        TableColumn("单位", 34),
        TableColumn("内设机构", 24),
        TableColumn("测算需求（人）", 12, Kind.TENTHS),
        *(TableColumn(heading, 12, Kind.COUNT) for heading in ("取整", "核定编制", "实有")),
        TableColumn("实有÷需求", 12, Kind.HUNDREDTHS),
        TableColumn("测算过程", 72),
    )
    lines: _Lines = [
        [
            establishment.unit[need.unit].name,
            measured_words(establishment, need),
            float(need.need),
            need.whole,
            NO_OWN_QUOTA if need.authorized is None else need.authorized,
            need.in_post,
            float(need.pressure) if need.pressure is not None else "—",
            "；".join(need.steps),
        ]
        for need in needs
    ]
    subtitle = (
        "按世界卫生组织工作量指标法（WISN）测算，标准工时由单位填报，结果供研究核定编制参考。"
        f"只测算了部分科室的单位，小计行的编制和实有只计已测算的科室。{ROUNDING}"
    )
    table = Table(
        "工作量测算", "按工作量测算的人员需求", subtitle, (NUMBER, *columns), numbered(lines), frozen_columns=2
    )
    write_tables(path, (table,), "工作量测算", day)


def shown(indicator: Indicator) -> str:
    """The value as users read it: percent, a number per person, persons with their sign, points; — where undefined."""
    value = indicator.value
    if value is None:
        return "—"
    match indicator.form:
        case ValueForm.PERSONS:
            return f"{int(value):+d} 人" if value else "0 人"
        case ValueForm.POINTS:
            return f"{_tenths(value)} 分"
        case ValueForm.PER_PERSON:
            return _tenths(value)
        case ValueForm.FINE_PERCENT:
            return f"{_tenths(value * 100, 100)}%"
        case _:
            return f"{_tenths(value * 100)}%"


def _tenths(value: Fraction, parts: int = 10) -> str:
    places = len(str(parts)) - 1
    whole = (2 * value * parts + 1) // 2
    return f"{whole // parts}.{whole % parts:0{places}d}"


def _due(outlook: Outlook, establishment: Establishment) -> Table:
    columns = (
        TableColumn("期限", 14, Kind.CENTER),
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("单位", 34),
        TableColumn("编制类型", 14, Kind.CENTER),
        TableColumn("退休类别", 12, Kind.CENTER),
        TableColumn("法定退休月份", 16, Kind.MONTH),
        TableColumn("最早（弹性提前）", 16, Kind.MONTH),
        TableColumn("最迟（弹性延迟）", 16, Kind.MONTH),
    )
    lines: _Lines = [["到龄未退", *_person(each, establishment)] for each in outlook.overdue]
    told: set[str] = set()
    for months in (3, 6, 12):
        for each in outlook.due_within(months):
            if each.person not in told:
                told.add(each.person)
                lines.append([f"{months}个月内", *_person(each, establishment)])
    subtitle = f"预测基准：{day_in_words(outlook.day)}　弹性提前须达到最低缴费年限，台账不载；到龄未退的请先核实。"
    return Table("临退人员", "临退人员名单", subtitle, (NUMBER, *columns), numbered(lines), frozen_columns=2)


def _person(each: Retirement, establishment: Establishment) -> list[PaperValue]:
    person = establishment.person[each.person]
    name = establishment.unit[each.unit].name
    held = person.category.value if person.category else None
    own = each.category.value
    return [paper_id(each.person), person.name, name, held, own, each.month, each.earliest, each.latest]


def _yearly(outlook: Outlook, establishment: Establishment) -> Table:
    """At the end of each year, and of the last month."""
    ends = [
        place for place, month in enumerate(outlook.months) if month.month == 12 or place == len(outlook.months) - 1
    ]
    columns = (
        TableColumn("单位", 34),
        TableColumn("编制类型", 16, Kind.CENTER),
        TableColumn("年末", 14, Kind.MONTH),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("退休", "实有")),
        TableColumn("超编", 10, Kind.EXCESS),
        TableColumn("空编", 10, Kind.COUNT),
    )
    lines: _Lines = []
    all_years = _years(outlook, ends)
    for place, end in enumerate(ends if all_years else ()):
        together = [sum(figures) for figures in zip(*(years[place] for years in all_years), strict=True)]
        lines.append(["全区合计", "各类合计", outlook.months[end], *together])
    for (unit, category), years in zip(outlook.cells, all_years, strict=True):
        for end, figures in zip(ends, years, strict=True):
            lines.append([establishment.unit[unit].name, category.value, outlook.months[end], *figures])
    subtitle = "合计为各单位各编制类型之和，超编与空编不相抵；按法定退休月份推算，不新进人员、编制数不变；出生日期不明的视为在职。"
    return Table("逐年推算", "逐年退休与空编推算", subtitle, (NUMBER, *columns), numbered(lines), frozen_columns=3)


def _years(outlook: Outlook, ends: Sequence[int]) -> list[list[tuple[int, int, int, int]]]:
    """For each cell and year: retired in it, then in post, excess and vacancies at its end."""
    found = []
    for months in outlook.cells.values():
        years, start = [], 0
        for end in ends:
            at_end, retired = months[end], sum(month.retired for month in months[start : end + 1])
            years.append((retired, at_end.in_post, at_end.excess, at_end.vacancies))
            start = end + 1
        found.append(years)
    return found


def _everyone(outlook: Outlook, establishment: Establishment) -> Table:
    columns = (
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("单位", 34),
        TableColumn("编制类型", 14, Kind.CENTER),
        TableColumn("退休类别", 12, Kind.CENTER),
        TableColumn("法定退休月份", 16, Kind.MONTH),
        TableColumn("最早（弹性提前）", 16, Kind.MONTH),
        TableColumn("最迟（弹性延迟）", 16, Kind.MONTH),
        TableColumn("尚余月数", 10, Kind.COUNT),
    )
    lines: _Lines = [[*_person(each, establishment), each.months] for each in outlook.retirements]
    total: list[PaperValue] = ["合计", f"{len(lines)} 人", *[None] * 8]
    subtitle = f"按法定退休月份排列；出生日期不明的 {len(outlook.unknown)} 人未列入。"
    return Table("全部人员", "法定退休月份一览", subtitle, (NUMBER, *columns), numbered(lines), total, frozen_columns=3)


def _mergers(plan: InstitutionPlan, names: Mapping[str, str], day: date) -> Table:
    columns = (
        TableColumn("拟合并的单位", 60),
        TableColumn("拟并入", 34),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("编制", "实有")),
        TableColumn("共同职能", 30),
        TableColumn("理由", 70),
    )
    lines: _Lines = [
        [
            "、".join(names[part] for part in merger.parts),
            names[merger.into],
            merger.posts,
            merger.persons,
            "、".join(merger.common) or None,
            "".join(merger.sentences),
        ]
        for merger in plan.mergers
    ]
    proof = "已证明最优" if plan.value == plan.bound else "未证明最优"
    goal = "合并的候选单位最多、涉及的单位最少、共同职能最多"
    found = f"{goal}（{proof}）" if lines else f"没有可以提出的合并（{proof}），原因见“候选单位”表"
    subtitle = f"计算日期：{day_in_words(day)}　{found}。本表为建议。"
    return Table("合并建议", "事业单位合并建议", subtitle, (NUMBER, *columns), numbered(lines))


def _candidates(plan: InstitutionPlan, names: Mapping[str, str], day: date) -> Table:
    columns = (
        TableColumn("单位", 34),
        TableColumn("列入原因", 30),
        TableColumn("说明", 80),
        TableColumn("未提出合并的原因", 50),
    )
    left = dict(plan.left)
    lines: _Lines = [
        [names[each.unit], "、".join(each.reasons), "；".join(each.sentences), left.get(each.unit)]
        for each in plan.candidates
    ]
    subtitle = f"计算日期：{day_in_words(day)}　门槛为地方参数，由系统维护人员按本地规定设置。"
    return Table("候选单位", "清理整合候选单位", subtitle, (NUMBER, *columns), numbered(lines))


def _pool(pool: Sequence[PoolEntry], names: Mapping[str, str], day: date) -> Table:
    columns = (
        TableColumn("单位", 34),
        TableColumn("编制类型", 16, Kind.CENTER),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("可周转", "已借出", "已借用")),
        TableColumn("说明", 80),
    )
    lines: _Lines = [
        [names[each.unit], each.category.value, each.idle, each.lent, each.borrowed, "；".join(each.sentences)]
        for each in pool
    ]
    sums = [sum(getattr(each, name) for each in pool) for name in ("idle", "lent", "borrowed")]
    subtitle = f"计算日期：{day_in_words(day)}　周转使用单列，不计入借用单位的编制。"
    return Table(
        "周转池", "编制周转池", subtitle, (NUMBER, *columns), numbered(lines), ["合计", None, None, *sums, None]
    )
