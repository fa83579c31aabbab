"""Sheets about one unit: their name, a title, or the name of the file says which."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from bianzhi.reading.headings import Table
from bianzhi.reading.references import UnitNames
from bianzhi.reading.values import key

_CUTS = re.compile(r"[:：\s()（）《》“”\"'_\-—]+")
_DOCUMENT = re.compile(
    r"(?:\d{4}年(?:度)?)?(?:\d{1,2}月(?:份)?)?(?:全体|所有)?(?:实有|在编|在职|在岗|机关|编内)?(?:工作)?(?:干部职工|干部|职工|人员|领导职数|职数|编制|内设机构|岗位需求)?"
    r"(?:及|和)?(?:基本|使用|配备)?(?:信息|情况)?(?:实名制)?"
    r"(?:花名册|名册|名单|台账|一览表|明细表|统计表|登记表|情况表|汇总表|信息表|表|需求)?$"
)
_FILLED_IN_BY = re.compile(r"^(?:填报|制表|编报|报送|填表|审核|负责)")


def unit_of_sheet(file: str, table: Table, names: UnitNames) -> tuple[str, str]:
    """The code of the unit a sheet is about, and the text that says so; both empty where nothing does, or several."""
    titles = list(_titles(table))
    texts = (
        table.sheet.name,
        *(text for text in titles if not _FILLED_IN_BY.match(text)),
        *(text for text in titles if _FILLED_IN_BY.match(text)),
        PurePath(file).stem,
    )
    for text in texts:
        code, named = _named_in(text, names)
        if code:
            return code, named
    return "", ""


def _titles(table: Table) -> Iterator[str]:
    for row in range(table.heading_row):
        for value in table.sheet.row(row):
            if isinstance(value, str) and value.strip():
                yield value.strip()


def _named_in(text: str, names: UnitNames) -> tuple[str, str]:
    parts = [text, *_CUTS.split(text)]
    for part in dict.fromkeys((*parts, *(_DOCUMENT.sub("", part) for part in parts))):
        code = names.resolve_sure(part) if len(part) > 1 else ""
        if code:
            return code, part
    word = key(text)
    inside = sorted((name for name in names.by_name if name in word), key=len, reverse=True)
    longest = [name for name in inside if not any(name != other and name in other for other in inside)]
    codes = names.by_name[longest[0]] if len(longest) == 1 else []
    return (codes[0], longest[0]) if len(codes) == 1 else ("", "")
