"""What holds of the items of every operation: document numbers, days, counts that are none below nothing, nobody twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.reform_terms import PENDING
from bianzhi.reform.working_ledger import WorkingLedger

_NUMBER = (
    r"[^〔〕\[\]［］()（）【】、；;,，\s]+\s*[〔\[［(（【]\s*(?:19|20)\d{2}\s*年?\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号"
)
_NUMBERS = re.compile(rf"《?{_NUMBER}》?(?:\s*[、；;,，]\s*《?{_NUMBER}》?)*")
"""One or several, e.g. 示编发〔2026〕12号、示编办〔2026〕3号; brackets as people type them."""


def refuse_document(ledger: WorkingLedger, operation: Any) -> None:
    """An operation that names a document names its number, in full: who issued it, year in brackets, number.

    Raises
    ------
    ReformError
        It is something else.
    """
    document = getattr(operation, "document", "").strip()
    if document and document != PENDING and not _NUMBERS.fullmatch(document):
        ledger.refuse(
            f"批准文号“{document}”不是完整的文号。",
            "请按“示编发〔2026〕12号”的格式填写发文机关代字、年份和序号，几个文号用顿号隔开；还没有批准的，请填“待批”。",
        )


_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)


def refuse_day(ledger: WorkingLedger) -> None:
    """A day of this age.

    Raises
    ------
    ReformError
        It is before 1980 or after 2099: a slip of the pen.
    """
    day = ledger.day
    if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
        ledger.refuse(f"施行日期为{day_in_words(day)}。", "应在 1980 年至 2099 年之间，请核对年份。")


_SIGNED = frozenset(("change",))
_WORDS = {
    **{"min_staff": "最低保留人数", "section_cap": "内设机构限额", "cap": "限额", "tolerance": "允许溢出人数"},
    **{
        "authorized": "核定编制数",
        "heads": "正职职数",
        "deputies": "副职职数",
        "workload": "工作量",
        "posts": "编制数",
    },
    **{"quotas": "核定编制", "share_percent": "比例", "value": "数值"},
}


def refuse_wrong_numbers(ledger: WorkingLedger, operation: Any) -> None:
    """No count below nothing, and nobody and nothing listed twice.

    Raises
    ------
    ReformError
        It is: which, and what it is.
    """
    _refuse_negative(ledger, operation)
    for name, word in _LISTS:
        counts = Counter(getattr(each, "person", each) for each in getattr(operation, name, ()))
        twice = [each for each, count in counts.items() if count > 1]
        if twice:
            ledger.refuse(
                f"{word or '编码'}{_called(ledger, twice[0])}列了 {counts[twice[0]]} 次。",
                "每人、每个机构或科室、每项职责只列一次，请删去重复的。",
            )


_LISTS = (("persons", "人员"), ("duties", "职责"), ("sections", "内设机构"), ("parts", ""), ("surplus", "富余正职"))
"""Items that name several; ``parts`` may be units, sections or duties."""


_LINE_BREAKS_AND_MARKS = frozenset(("Cc", "Cf", "Zl", "Zp"))


def first_invisible(text: str) -> str:
    """The first line break, control character or mark that turns the direction of writing; empty where there is none."""
    return next((each for each in text if unicodedata.category(each) in _LINE_BREAKS_AND_MARKS), "")


def refuse_invisible(ledger: WorkingLedger, row: Any) -> None:
    """Names and codes are of one line, without control characters and marks that turn the direction of writing.

    Raises
    ------
    ReformError
        One is not: which, and the character.
    """
    for item in fields(row):
        value = getattr(row, item.name)
        if isinstance(value, str) and item.name in ("name", "code"):
            found = first_invisible(value)
            if found:
                word = "名称" if item.name == "name" else "编码"
                shown = "".join(each for each in value if each.isprintable())
                ledger.refuse(
                    f"{word}“{shown}”中有换行或看不见的字符（U+{ord(found):04X}）。",
                    f"请删去{word}中的换行和不可见字符。",
                )
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner) and not isinstance(inner, type) and item.name != "at":
                refuse_invisible(ledger, inner)


def _called(ledger: WorkingLedger, code: str) -> str:
    for table in (ledger.people, ledger.units, ledger.sections):
        if code in table:
            return f"{table[code].name}（{code}）"
    return f"“{code}”"


def _refuse_negative(ledger: WorkingLedger, row: Any) -> None:
    for item in fields(row):
        value = getattr(row, item.name)
        numbers = value.values() if isinstance(value, Mapping) else (value,)
        for number in numbers:
            if type(number) is int and number < 0 and item.name not in _SIGNED:
                ledger.refuse(f"{_WORDS.get(item.name, '数值')}为 {number}。", "应为不小于 0 的整数。")
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner) and not isinstance(inner, type) and item.name != "at":
                _refuse_negative(ledger, inner)
