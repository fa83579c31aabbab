"""征求意见表: the form that goes out to the people a plan would move and to their units, to come back filled in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bianzhi.domain.consultation import (
    CODE_WORDS,
    FORM_SHEET,
    FORM_TITLE,
    NOTES_SHEET,
    OWN_REPLIES,
    UNIT_REPLIES,
    UNITS_SHEET,
    FormColumn,
)
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_code import code_of
from bianzhi.domain.plan_columns import OPEN_POST, PROPOSAL_NOTE, PaperValue, paper_id
from bianzhi.law.citation import statute
from bianzhi.writing.report_lines import numbered, on_paper
from bianzhi.writing.workbook_styles import HEADING_ROW, Kind, Table, TableColumn, write_tables

_LOOKS: dict[FormColumn, tuple[float, Kind]] = {
    FormColumn.NUMBER: (5, Kind.CENTER),
    FormColumn.PERSON: (10, Kind.CENTER),
    FormColumn.NAME: (9, Kind.CENTER),
    FormColumn.FROM_UNIT: (16, Kind.TEXT),
    FormColumn.FROM_CATEGORY: (10, Kind.CENTER),
    FormColumn.TO_UNIT: (16, Kind.TEXT),
    FormColumn.POST: (12, Kind.TEXT),
    FormColumn.TO_CATEGORY: (10, Kind.CENTER),
    FormColumn.FIT: (7, Kind.CENTER),
    FormColumn.REASON: (34, Kind.TEXT),
    FormColumn.REPLY: (10, Kind.CENTER),
    FormColumn.WISHED: (16, Kind.TEXT),
    FormColumn.GIVING: (9, Kind.CENTER),
    FormColumn.RECEIVING: (9, Kind.CENTER),
    FormColumn.REMARK: (18, Kind.TEXT),
    FormColumn.CODE: (19, Kind.CENTER),
}
"""Width in characters, and kind."""
_WHY = "消化超编、充实空编"
_PARTS_OF_FIT = "；人岗匹配"
"""What a reason goes on with that the person asked need not read: how the fit, which has a column, adds up."""


def write(path: Path, plan: Plan, establishment: Establishment) -> None:
    """Write the form.

    Parameters
    ----------
    path
        Where to; overwritten.
    plan
        The plan people are asked about; one line for each person it moves, in its order.
    establishment
        The ledger the plan was made from.

    Raises
    ------
    BianzhiError
        The file cannot be written.

    Notes
    -----
    Three sheets: the form, with drop-downs for the answers; 机构名单, from which 意向机构 is picked; 填表说明. The check code
    of the plan stands above and in every line, so that no answer is taken for one about another plan, even when lines
    are sorted, filtered or pasted elsewhere. Identity numbers are masked. The same plan makes the same bytes.
    """
    units = _units(establishment)
    write_tables(path, (_form(plan, establishment), units, _notes(plan)), FORM_TITLE, plan.day)


def _form(plan: Plan, establishment: Establishment) -> Table:
    first, last = HEADING_ROW + 2, HEADING_ROW + 1 + max(1, len(establishment.units))
    choices: dict[FormColumn, Sequence[str] | str] = {
        FormColumn.REPLY: [reply.value for reply in OWN_REPLIES],
        FormColumn.WISHED: f"={UNITS_SHEET}!$B${first}:$B${last}",
        FormColumn.GIVING: [reply.value for reply in UNIT_REPLIES],
        FormColumn.RECEIVING: [reply.value for reply in UNIT_REPLIES],
    }
    columns = tuple(TableColumn(column.value, *_LOOKS[column], choices.get(column, ())) for column in FormColumn)
    day = day_in_words(plan.day)
    subtitle = (
        f"方案日期：{day}　{CODE_WORDS}：{code_of(plan)}　共 {len(plan.moves)} 人　{PROPOSAL_NOTE}"
        f"请在“{FormColumn.REPLY}”至“{FormColumn.REMARK}”各栏填写，其余各栏请勿改动。"
    )
    return Table(FORM_SHEET, FORM_TITLE, subtitle, columns, numbered(_lines(plan, establishment)), frozen_columns=3)


def _lines(plan: Plan, establishment: Establishment) -> Iterator[list[PaperValue]]:
    code = code_of(plan)
    for move in plan.moves:
        reasons = "；".join(reason.rstrip("。；") for reason in move.reasons).partition(_PARTS_OF_FIT)[0] or _WHY
        yield [
            paper_id(move.person),
            establishment.person[move.person].name,
            establishment.unit[move.from_unit].name,
            move.from_category.value,
            establishment.unit[move.to_unit].name,
            move.place.post or OPEN_POST,
            move.to_category.value,
            move.fit.score,
            reasons,
            *[None] * 5,
            code,
        ]


def _units(establishment: Establishment) -> Table:
    """Every unit; 意向机构 is picked from the names, or, where two units share a name, from the codes."""
    times = Counter(unit.name for unit in establishment.units)
    columns = (
        TableColumn("机构编码", 14, Kind.CENTER),
        TableColumn("意向机构填写", 40),
        TableColumn("机构名称", 40),
        TableColumn("机构类别", 16, Kind.CENTER),
    )
    lines = [
        on_paper([unit.code, unit.name if times[unit.name] == 1 else unit.code, unit.name, unit.kind.value])
        for unit in establishment.units
    ]
    subtitle = f"“{FormColumn.WISHED}”栏请填本表“意向机构填写”栏所列的名称，或者机构编码。"
    return Table(UNITS_SHEET, UNITS_SHEET, subtitle, columns, lines)


def _notes(plan: Plan) -> Table:
    agrees, refuses, other = (f"“{reply}”" for reply in OWN_REPLIES)
    notes = (
        (FormColumn.REPLY.value, f"由本人填{agrees}、{refuses}或{other}，可从下拉框选取；留空表示未答复。"),
        (
            FormColumn.WISHED.value,
            f"选{other}的必填，填“{UNITS_SHEET}”中的机构名称或编码；愿去几个机构的，按意愿先后用“、”隔开。能否安排以新方案为准。",
        ),
        (FormColumn.GIVING.value, f"由现机构填{agrees}或{refuses}；不同意调出的，新方案不再调整此人。"),
        (FormColumn.RECEIVING.value, f"由拟调入机构填{agrees}或{refuses}；不同意接收的，新方案不再安排此人到该机构。"),
        (FormColumn.REMARK.value, "理由、困难或其他需要说明的情况，不超过 100 字。"),
        (
            "聘用制人员",
            f"事业单位工作人员和工勤人员调整须本人同意，{refuses}的新方案不再调整（{statute('decree-652').article(12)}）。",
        ),
        (
            "公务员",
            f"公务员应当服从组织的交流决定（{statute('civil-servants-law').article(73)}）；{refuses}的，新方案先不安排到该机构，"
            "由编办研究后可以恢复。",
        ),
        (
            "收回汇总",
            f"可以排序、筛选、增加列，或者把多份表的行贴到一起；请勿改动“{FormColumn.PERSON}”“{FormColumn.TO_UNIT}”"
            f"“{FormColumn.CODE}”三栏，汇总时按这三栏核对。",
        ),
        (CODE_WORDS, f"{code_of(plan)}：只用于与本方案核对，不含个人信息。"),
    )
    columns = (TableColumn("栏目", 18, Kind.CENTER), TableColumn("怎样填写", 100))
    return Table(
        NOTES_SHEET, NOTES_SHEET, "本表用于征求意见，所列调整均为拟调整。", columns, [on_paper(note) for note in notes]
    )
