"""Small ledger workbooks for tests, written cell by cell."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from bianzhi.reading.ledger import LedgerReading, read_ledger

Rows = Sequence[Sequence[Any]]

UNITS: Rows = (
    ("机构编码*", "机构名称*", "机构类别*"),
    ("A01", "样区财政局", "政府部门"),
    ("A02", "样区审计局", "政府部门"),
)
QUOTAS: Rows = (
    ("机构编码*", "编制类型*", "编制数*"),
    ("A01", "行政编制", 3),
    ("A02", "行政编制", 2),
)
PEOPLE: Rows = (
    ("人员编号*", "姓名*", "机构编码*", "人员类别*", "编制类型*"),
    ("P1", "赵甲", "A01", "公务员", "行政编制"),
    ("P2", "钱乙", "A02", "公务员", "行政编制"),
)


def workbook_bytes(tables: Mapping[str, Rows], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """An xlsx with these sheets; ``change`` may do more to it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ledger_bytes(change: Callable[[openpyxl.Workbook], None] | None = None, **replaced: Rows | None) -> bytes:
    """The smallest ledger, with some sheets replaced (機构=…), added, or left out (None)."""
    tables: dict[str, Rows | None] = {"机构": UNITS, "编制": QUOTAS, "人员": PEOPLE, **replaced}
    return workbook_bytes({name: rows for name, rows in tables.items() if rows is not None}, change)


def read_bytes(content: bytes, folder: Path, name: str = "台账.xlsx") -> LedgerReading:
    """Read a ledger from bytes."""
    path = folder / "upload"
    path.write_bytes(content)
    return read_ledger(path, name)


def read(
    folder: Path, change: Callable[[openpyxl.Workbook], None] | None = None, **replaced: Rows | None
) -> LedgerReading:
    """Write the smallest ledger with some sheets replaced, and read it."""
    return read_bytes(ledger_bytes(change, **replaced), folder)


def places(reading: LedgerReading) -> list[str]:
    """Every finding as ``D005@人员!D3``."""
    return [f"{finding.id}@{finding.at.sheet}!{finding.at.cell}" for finding in reading.findings]


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with its parts changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return result.getvalue()


def with_sheet_text(content: bytes, old: bytes, new: bytes, sheet: int = 3) -> bytes:
    """The same workbook with a text in the XML of one sheet (1-based; 3 is 人员) replaced, once."""

    def change(name: str, part: bytes) -> bytes:
        if name != f"xl/worksheets/sheet{sheet}.xml":
            return part
        assert old in part, part[:2000]
        return part.replace(old, new, 1)

    return with_parts(content, change)
