"""From an establishment to the rows of the ledger workbook: the opposite of reading."""

from enum import Enum
from typing import TypeAlias

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.ledger_columns import SHEETS

Row: TypeAlias = dict[str, object]
"""Heading → value (str, int or date); a cell that stays empty has no entry."""

Rows: TypeAlias = dict[str, list[Row]]
"""Rows by sheet name, every sheet of the contract present, in its order."""

_TABLES = {
    "机构": "units",
    "编制": "quota_entries",
    "职数": "leadership_posts",
    "内设机构": "sections",
    "人员": "people",
    "岗位需求": "posts",
    "亲属关系": "kinships",
    "科室往来": "traffic",
    "匹配评分": "fit_scores",
    "在途变动": "transits",
    "层次职数": "level_posts",
    "职责": "duties",
    "周转使用": "loans",
    "工作量": "workloads",
}

UNREADABLE = "无法识别"
"""Stands in a cell whose value could not be read and bears on who may move: it must stay unreadable, not turn blank."""

_LOST_ROWS = {"在途变动": "人数", "层次职数": "核定职数"}
"""Sheets a unit may have rows of that could not be counted, and the column in which that is written down."""


def rows_of(establishment: Establishment) -> Rows:
    """The rows of a ledger workbook that says what this establishment says."""
    rows: Rows = {}
    lost: list[tuple[str, str]] = []
    for sheet in SHEETS:
        columns = [(column.field, column.heading) for column in sheet.columns]
        found = rows[sheet.name] = []
        for thing in getattr(establishment, _TABLES[sheet.name]):
            row: Row = {}
            for field, heading in columns:
                value = getattr(thing, field)
                if value not in (None, "", ()):
                    row[heading] = _as_cell(value)
            for heading in getattr(thing, "unreadable", ()):
                if heading in _LOST_ROWS:
                    lost.append((heading, thing.code))
                else:
                    row[heading] = UNREADABLE
            found.append(row)
    for name, code in lost:
        rows[name].append({"机构编码": code, _LOST_ROWS[name]: UNREADABLE})
    return rows


def _as_cell(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    return value
