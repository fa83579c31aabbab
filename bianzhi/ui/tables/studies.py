"""大科室制, 事业单位整合, 趋势预测, 指标 and 职责 as rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.duty_verdicts import Verdict, possible_verdicts
from bianzhi.domain.establishment import Duty, Establishment, PostLoan
from bianzhi.domain.institutions import InstitutionPlan, PoolEntry
from bianzhi.domain.need_words import NO_OWN_QUOTA, measured_words
from bianzhi.domain.outlook import Indicator, MonthFigures, Outlook, Retirement, StaffNeed
from bianzhi.domain.reform import AbolishUnit, MergeUnits, Reform
from bianzhi.domain.section_study import SectionStudy
from bianzhi.services import foresight
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import chinese_month, shown

Row = dict[str, str | int | None]


def method_rows(study: SectionStudy) -> list[Row]:
    """The optimum, the next best, and the simple methods on the same problem."""
    best = study.merger.value
    rows: list[Row] = [{"方法": "本方案（精确求解）", "得分": str(best), "与最优相差": "0", "用时（秒）": "—"}]
    if study.next_best is not None:
        value = study.next_best.value
        rows.append(
            {"方法": "次优方案", "得分": str(value), "与最优相差": _difference(value - best), "用时（秒）": "—"}
        )
    for other in study.others:
        known = other.value is not None
        rows.append(
            {
                "方法": shown(other.name),
                "得分": str(other.value) if known else "没有合规的分组",
                "与最优相差": _difference((other.value or 0) - best) if known else "—",
                "用时（秒）": f"{other.seconds:.2f}" if other.seconds >= 0.005 else "不到 0.01",
            }
        )
    return rows


def _difference(points: int) -> str:
    return f"{points:+d}" if points else "0"


def candidate_rows(establishment: Establishment, plan: InstitutionPlan) -> list[Row]:
    """Institutions that are looked at, and why."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, each.unit),
            "主管部门": unit_name(establishment, establishment.unit[each.unit].parent),
            "核定编制": sum(n for (code, _), n in establishment.authorized.items() if code == each.unit),
            "实有": establishment.staff.get(each.unit, 0),
            "情形": "、".join(reason.value for reason in each.reasons),
            "说明": shown("；".join(sentence.rstrip("。") for sentence in each.sentences)),
        }
        for number, each in enumerate(plan.candidates, start=1)
    ]


def institution_merger_rows(establishment: Establishment, plan: InstitutionPlan) -> list[Row]:
    """Proposed mergers of institutions."""
    return [
        {
            "序号": number,
            "拟合并单位": "、".join(unit_name(establishment, code) for code in merger.parts),
            "合并后以其为主体": unit_name(establishment, merger.into),
            "编制": merger.posts,
            "实有": merger.persons,
            "共同职能": "、".join(map(shown, merger.common)) or "—",
            "理由": shown("".join(merger.sentences)),
        }
        for number, merger in enumerate(plan.mergers, start=1)
    ]


def left_rows(establishment: Establishment, plan: InstitutionPlan, reform: Reform) -> list[Row]:
    """Candidates for which no lawful merger exists, and what the reform at hand does with them all the same."""
    arranged = _arranged(establishment, reform)
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, code),
            "原因": shown(why),
            "改革方案中的安排": "；".join(arranged[code]) if code in arranged else None,
        }
        for number, (code, why) in enumerate(plan.left, start=1)
    ]


def _arranged(establishment: Establishment, reform: Reform) -> dict[str, list[str]]:
    """What the steps of a reform do with whole units, by code."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, step in enumerate(reform.steps, start=1):
        operation = step.operation
        if isinstance(operation, MergeUnits):
            for part in operation.parts:
                others = "、".join(unit_name(establishment, code) for code in operation.parts if code != part)
                found[part].append(f"第 {number} 项：拟与{others}合并")
        elif isinstance(operation, AbolishUnit):
            heir = f"，由{unit_name(establishment, operation.heir)}承接" if operation.heir else ""
            found[operation.unit].append(f"第 {number} 项：拟撤销{heir}")
    return found


def loan_rows(establishment: Establishment, loans: Sequence[PostLoan]) -> list[Row]:
    """Loans of posts that are proposed."""
    return [
        {
            "序号": number,
            "借出单位": unit_name(establishment, loan.lender),
            "借用单位": unit_name(establishment, loan.borrower),
            "编制类型": loan.category.value,
            "名额": loan.posts,
            "周转期起": day_in_words(loan.since),
            "周转期止": day_in_words(loan.until),
            "批准文号": shown(loan.document),
        }
        for number, loan in enumerate(loans, start=1)
    ]


def pool_rows(establishment: Establishment, pool: Sequence[PoolEntry]) -> list[Row]:
    """周转池."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, entry.unit),
            "编制类型": entry.category.value,
            "拟可周转": entry.idle,
            "已借出": entry.lent,
            "已借用": entry.borrowed,
            "说明": shown("；".join(entry.sentences)),
        }
        for number, entry in enumerate(pool, start=1)
    ]


def due_rows(establishment: Establishment, retirements: Iterable[Retirement]) -> list[Row]:
    """People by statutory month."""
    rows: list[Row] = []
    for number, each in enumerate(retirements, start=1):
        person = establishment.person[each.person]
        rows.append(
            {
                "序号": number,
                "姓名": shown(person.name),
                "人员编号": each.person,
                "单位": unit_name(establishment, each.unit),
                "编制类型": person.category.value if person.category else "",
                "退休类别": each.category.value,
                "法定退休月份": chinese_month(each.month),
                "弹性最早": chinese_month(each.earliest),
                "弹性最迟": chinese_month(each.latest),
                "距今（月）": each.months,
            }
        )
    return rows


def months_of(outlook: Outlook, unit: str) -> list[MonthFigures]:
    """Figures at the end of every month, of one unit or, with an empty code, of all: cells add up, nothing is netted."""
    cells = [months for (code, _), months in outlook.cells.items() if not unit or code == unit]
    return [
        MonthFigures(
            sum(months[place].in_post for months in cells),
            sum(months[place].excess for months in cells),
            sum(months[place].vacancies for months in cells),
            sum(months[place].retired for months in cells),
        )
        for place in range(len(outlook.months))
    ]


def year_rows(outlook: Outlook, unit: str) -> list[Row]:
    """Years of one unit or of all: who retires in it, and how things stand at its last month."""
    months = months_of(outlook, unit)
    of_year: dict[int, list[MonthFigures]] = defaultdict(list)
    for month, figures in zip(outlook.months, months, strict=True):
        of_year[month.year].append(figures)
    last = outlook.months[-1]
    return [
        {
            "年度": f"{year} 年" + (f"（至 {last.month} 月）" if year == last.year and last.month < 12 else ""),
            "到龄退休": sum(each.retired for each in figures),
            "年末实有": figures[-1].in_post,
            "年末超编": figures[-1].excess,
            "年末空编": figures[-1].vacancies,
        }
        for year, figures in of_year.items()
    ]


def unit_year_rows(outlook: Outlook, establishment: Establishment) -> list[Row]:
    """Every unit: excess and vacancies now and after one, three, five and ten years, as far as the months go."""
    rows: list[Row] = []
    for unit in establishment.units:
        months = months_of(outlook, unit.code)
        if not any(code == unit.code for code, _ in outlook.cells):
            continue
        row: Row = {"序号": len(rows) + 1, "单位": shown(unit.name)}
        for years in (1, 3, 5, 10):
            if years * 12 <= len(months):
                then = months[years * 12 - 1]
                row[f"{years} 年内退休"] = sum(each.retired for each in months[: years * 12])
                row[f"{years} 年后超编"] = then.excess
                row[f"{years} 年后空编"] = then.vacancies
        rows.append(row)
    return rows


def indicator_rows(found: Iterable[Indicator]) -> list[Row]:
    """Each indicator with both figures and its formula."""
    return [
        {
            "序号": number,
            "指标": each.name,
            "数值": foresight.shown(each),
            "分子": each.numerator,
            "分母": each.denominator,
            "计算公式": each.formula,
            "说明": each.note or None,
        }
        for number, each in enumerate(found, start=1)
    ]


def unit_indicator_rows(establishment: Establishment, found: Sequence[Indicator]) -> list[Row]:
    """One row a unit, one column an indicator; the whole stands first."""
    of_unit: dict[str, Row] = {}
    for each in found:
        name = unit_name(establishment, each.unit) if each.unit else "合计"
        row = of_unit.setdefault(each.unit, {"序号": len(of_unit) or None, "单位": name})
        row[each.name] = foresight.shown(each)
    return list(of_unit.values())


def need_rows(establishment: Establishment, needs: Sequence[StaffNeed]) -> list[Row]:
    """What the workload calls for, beside posts and people."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, need.unit),
            "内设机构": shown(measured_words(establishment, need)),
            "测算需求（人）": decimal(need.need, 10),
            "取整": need.whole,
            "核定编制": NO_OWN_QUOTA if need.authorized is None else str(need.authorized),
            "实有": need.in_post,
            "实有÷需求": decimal(need.pressure, 100) if need.pressure is not None else "—",
            "测算过程": shown("；".join(need.steps)),
        }
        for number, need in enumerate(needs, start=1)
    ]


def decimal(value: Fraction, parts: int) -> str:
    """A fraction rounded half up to tenths (10) or hundredths (100)."""
    whole = (2 * value * parts + 1) // 2
    return f"{whole // parts}.{whole % parts:0{len(str(parts)) - 1}d}"


def duty_rows(establishment: Establishment, duties: Iterable[Duty]) -> list[Row]:
    """Duties as the ledger lists them."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, duty.unit),
            "内设机构": shown(establishment.section[duty.section].name)
            if duty.section in establishment.section
            else None,
            "职责": shown(duty.text),
            "职责编码": duty.code,
            "依据": shown(duty.source) or None,
            "年工作量": str(duty.workload) if duty.workload is not None else None,
            "所需编制": str(duty.posts) if duty.posts is not None else None,
        }
        for number, duty in enumerate(duties, start=1)
    ]


CONFIRMED, VERDICT, TAKER, BASIS = "确认", "确认去向", "划入机构", "依据"


def match_rows(matches: Sequence[DutyMatch], old: Sequence[str], new: Sequence[str]) -> list[dict[str, object]]:
    """Proposals with a box to confirm each; equal words are confirmed already."""
    return [
        {
            "序号": number,
            "原职责": "\n".join(shown(old[place]) for place in match.old) or "—",
            "现职责": "\n".join(shown(new[place]) for place in match.new) or "—",
            "相似度": f"{match.likeness}%" if match.old and match.new else "—",
            "建议去向": match.fate.value,
            VERDICT: possible_verdicts(match)[0].value,
            TAKER: "",
            BASIS: "",
            CONFIRMED: match.certain,
        }
        for number, match in enumerate(matches, start=1)
    ]


def verdict_words() -> list[str]:
    """Every verdict, in the words of the table."""
    return [verdict.value for verdict in Verdict]


def section_words(establishment: Establishment, unit: str) -> Mapping[str, str]:
    """Sections of a unit that count to its cap, with their people."""
    return {
        section.code: f"{shown(section.name)}（{establishment.section_staff.get(section.code, 0)} 人）"
        for section in establishment.sections_of.get(unit, ())
        if section.counts_to_cap
    }
