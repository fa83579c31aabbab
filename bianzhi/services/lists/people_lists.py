"""The lists of people: the roster, who is due to retire; and the list of findings."""

from bianzhi.domain.establishment import Person
from bianzhi.domain.finding import Severity
from bianzhi.domain.hidden_names import name_or_number
from bianzhi.domain.identifiers import masked, with_numbers_masked
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListRow, ListTable, ListValue, Searched
from bianzhi.domain.outlook import Retirement
from bianzhi.domain.terms import Category, LeaderRank, PersonState, RetirementCategory, Sex, Status, Term
from bianzhi.law.levels import education_names, grades
from bianzhi.services.lists.sources import ListSources
from bianzhi.services.lists.unit_lists import YES_NO, figure, unit_column, yes_or_no

_CHOICE, _MONTH, _DAY = ListColumnKind.CHOICE, ListColumnKind.MONTH, ListColumnKind.DAY
MOVED, REPAIRABLE = "拟调整", "可采纳"
MOST_MONTHS_AHEAD = 60
"""The list 临近退休 looks this many months ahead."""


def _choice(heading: str, width: int, words: type[Term], *, at_first: bool = True) -> ListColumn:
    return ListColumn(heading, _CHOICE, width, at_first=at_first, order=tuple(word.value for word in words))


def people_columns(sources: ListSources) -> tuple[ListColumn, ...]:
    """The columns of the list of people."""
    return (
        ListColumn("姓名", width=84, searched=Searched.NAMES),
        ListColumn("人员编号", width=96, searched=Searched.WORDS),
        unit_column(sources),
        ListColumn("内设机构", width=140, searched=Searched.WORDS),
        _choice("编制类型", 112, Category),
        _choice("人员类别", 112, Status),
        ListColumn("职级", _CHOICE, 112, order=grades()),
        _choice("职务层次", 104, LeaderRank, at_first=False),
        ListColumn("领导", _CHOICE, 60, at_first=False, order=YES_NO),
        _choice("状态", 76, PersonState),
        ListColumn("占编", _CHOICE, 60, at_first=False, order=YES_NO, meaning="是否计入实有人数"),
        _choice("性别", 56, Sex),
        figure("年龄", 60, adds_up=False),
        ListColumn("出生年月", _MONTH, 104, at_first=False),
        ListColumn("公民身份号码", width=170, at_first=False, meaning="只显示前六位和后四位"),
        ListColumn("学历", _CHOICE, 90, order=education_names()),
        ListColumn("专业", width=130, at_first=False),
        ListColumn("资格证书", width=150, at_first=False),
        ListColumn("专长", width=130, at_first=False),
        ListColumn("参加工作", _MONTH, 104, at_first=False),
        ListColumn("任现职", _MONTH, 104, at_first=False),
        ListColumn("法定退休月份", _MONTH, 112),
        ListColumn("不可调整", _CHOICE, 84, at_first=False, order=YES_NO, meaning="台账填了不可调整原因"),
        ListColumn("方案", _CHOICE, 76, order=(MOVED,)),
        ListColumn("拟调入单位", _CHOICE, 180, order=sources.unit_names),
        ListColumn("位置", width=110, at_first=False, meaning="在台账中的工作表和行"),
    )


def people_list(sources: ListSources, unit: str = "") -> ListTable:
    """One row per person of the roster, or of one unit's."""
    establishment = sources.establishment
    people = establishment.people_of.get(unit, ()) if unit else establishment.people
    rows = tuple(ListRow(_person_values(sources, person), person.unit, person.id) for person in people)
    return ListTable("人员", people_columns(sources), rows, "人")


def _person_values(sources: ListSources, person: Person) -> tuple[ListValue, ...]:
    retirement, move = sources.retirement_of.get(person.id), sources.move_of.get(person.id)
    return (
        name_or_number(person.name, person.id),
        person.id,
        sources.unit_name(person.unit),
        sources.section_name(person.section),
        person.category.value if person.category else "",
        person.status.value if person.status else "",
        person.grade,
        person.leader_rank.value if person.leader_rank else "",
        yes_or_no(person.is_leader),
        person.state.value,
        yes_or_no(person.counted),
        person.known_sex.value if person.known_sex else "",
        sources.age_of(person),
        person.born,
        masked(person.citizen_number),
        person.education,
        person.major,
        "、".join(person.certificates),
        "、".join(person.specialties),
        person.work_start,
        person.post_since,
        retirement.month if retirement else None,
        yes_or_no(bool(person.lock_reason)),
        MOVED if move else "",
        sources.unit_name(move.to_unit) if move else "",
        f"{person.at.sheet} › {person.at.row} 行" if person.at.row else "",
    )


def retirements_list(sources: ListSources, unit: str = "") -> ListTable:
    """Who has passed the statutory month, or reaches it within five years; the first due stands first."""
    columns = (
        ListColumn("姓名", width=84, searched=Searched.NAMES),
        ListColumn("人员编号", width=96, searched=Searched.WORDS),
        unit_column(sources),
        ListColumn("内设机构", width=140, searched=Searched.WORDS, at_first=False),
        _choice("编制类型", 120, Category),
        ListColumn("职级", _CHOICE, 112, order=grades()),
        ListColumn("领导", _CHOICE, 60, order=YES_NO),
        figure("年龄", 60, adds_up=False),
        ListColumn("出生年月", _MONTH, 94),
        _choice("退休类别", 84, RetirementCategory),
        ListColumn("法定退休月份", _MONTH, 106),
        ListColumn("弹性最早", _MONTH, 92, meaning="弹性提前须符合最低缴费年限"),
        ListColumn("弹性最迟", _MONTH, 92, meaning="弹性延迟须与单位协商一致"),
        figure("距今（月）", 92, adds_up=False, meaning="到法定退休月份的月数，负数为到龄未退"),
    )
    due = [
        each
        for each in (sources.outlook.retirements if sources.outlook else ())
        if each.months <= MOST_MONTHS_AHEAD and unit in {"", each.unit}
    ]
    rows = tuple(ListRow(_retirement_values(sources, each), each.unit, each.person) for each in due)
    return ListTable("临近退休", columns, rows, "人", "到龄先后")


def _retirement_values(sources: ListSources, each: Retirement) -> tuple[ListValue, ...]:
    person = sources.establishment.person[each.person]
    return (
        name_or_number(person.name, person.id),
        person.id,
        sources.unit_name(each.unit),
        sources.section_name(person.section),
        person.category.value if person.category else "",
        person.grade,
        yes_or_no(person.is_leader),
        sources.age_of(person),
        person.born,
        each.category.value,
        each.month,
        each.earliest,
        each.latest,
        each.months,
    )


def findings_list(sources: ListSources, unit: str = "") -> ListTable:
    """One row per finding, in the order of the ledger."""
    columns = (
        ListColumn("级别", _CHOICE, 62, order=tuple(severity.label for severity in Severity)),
        ListColumn("规则", _CHOICE, 66, Searched.WORDS),
        ListColumn("事项", _CHOICE, 190, Searched.WORDS),
        unit_column(sources),
        ListColumn("工作表", _CHOICE, 84),
        ListColumn("单元格", width=74),
        ListColumn("问题", width=430),
        ListColumn("修复", _CHOICE, 72, order=(REPAIRABLE,)),
        ListColumn("依据", width=260, at_first=False),
        ListColumn("处理建议", width=330, at_first=False),
    )
    rows = tuple(
        ListRow(
            (
                finding.severity.label,
                finding.id,
                finding.title,
                sources.unit_name(code) if code else "",
                finding.at.sheet,
                finding.at.cell,
                with_numbers_masked(finding.message),
                REPAIRABLE if finding.repair else "",
                finding.source,
                with_numbers_masked(finding.hint),
            ),
            code,
        )
        for finding, code in zip(sources.findings, sources.unit_of_finding, strict=True)
        if unit in {"", code}
    )
    return ListTable("问题", columns, rows, "项")
