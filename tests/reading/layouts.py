"""Ledgers in the layouts offices keep, written cell by cell with invented data, and what they must be read as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import openpyxl

from bianzhi.domain.establishment import Establishment, Person, QuotaEntry, Unit
from bianzhi.domain.intake import Mapping as ColumnMapping
from bianzhi.domain.intake import SourceFile
from bianzhi.domain.terms import Category, Status, UnitKind
from bianzhi.reading.ledger import LedgerReading, read_files
from tests.reading.books import Rows, workbook_bytes

FINANCE = Unit("A01", "样区财政局", UnitKind.GOVERNMENT)
AUDIT = Unit("A02", "样区审计局", UnitKind.GOVERNMENT)
CENTER = Unit("C01", "样区政务服务中心", UnitKind.WELFARE_ONE)

UNITS: Rows = (
    ("机构编码", "机构名称", "机构类别"),
    ("A01", "样区财政局", "政府部门"),
    ("A02", "样区审计局", "政府部门"),
    ("C01", "样区政务服务中心", "公益一类"),
)
QUOTAS: Rows = (
    ("机构编码", "编制类型", "编制数"),
    ("A01", "行政编制", 3),
    ("A02", "行政编制", 2),
    ("C01", "全额事业编制", 4),
)
ROSTER: Rows = (
    ("人员编号", "姓名", "单位", "人员类别", "编制类型"),
    ("P1", "赵甲", "样区财政局", "公务员", "行政编制"),
    ("P2", "钱乙", "样区审计局", "公务员", "行政编制"),
    ("P3", "孙丙", "样区政务服务中心", "事业管理人员", "全额事业编制"),
)


def civil_servant(id: str, name: str, unit: str) -> Person:
    """A civil servant on an administrative post."""
    return Person(id, name, unit, Status.CIVIL_SERVANT, Category.ADMINISTRATIVE)


def manager(id: str, name: str, unit: str) -> Person:
    """A manager of an institution on a fully funded post."""
    return Person(id, name, unit, Status.INSTITUTION_MANAGER, Category.FULLY_FUNDED)


PEOPLE = (civil_servant("P1", "赵甲", "A01"), civil_servant("P2", "钱乙", "A02"), manager("P3", "孙丙", "C01"))
ENTRIES = (
    QuotaEntry("A01", Category.ADMINISTRATIVE, 3),
    QuotaEntry("A02", Category.ADMINISTRATIVE, 2),
    QuotaEntry("C01", Category.FULLY_FUNDED, 4),
)
SMALL = Establishment("", (FINANCE, AUDIT, CENTER), ENTRIES, (), (), PEOPLE)
"""What UNITS, QUOTAS and ROSTER say."""


def written(
    folder: Path,
    name: str,
    tables: Mapping[str, Rows],
    merges: Mapping[str, Sequence[str]] | None = None,
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> SourceFile:
    """A workbook on disk; ``merges`` gives ranges by sheet."""

    def merge(book: openpyxl.Workbook) -> None:
        for sheet, ranges in (merges or {}).items():
            for cells in ranges:
                book[sheet].merge_cells(cells)
        if change is not None:
            change(book)

    path = folder / name
    path.write_bytes(workbook_bytes(tables, merge))
    return SourceFile(path, name)


def read_tables(
    folder: Path, tables: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None, **more: Any
) -> LedgerReading:
    """Write one workbook and read it."""
    mapping: ColumnMapping | None = more.get("mapping")
    return read_files([written(folder, more.get("name", "台账.xlsx"), tables, merges)], mapping)


def said(establishment: Establishment) -> dict[str, Any]:
    """What an establishment says, without where it stands."""

    def plain(thing: Any) -> dict[str, Any]:
        return {item.name: getattr(thing, item.name) for item in fields(thing) if item.name != "at"}

    return {
        item.name: [plain(thing) for thing in getattr(establishment, item.name)]
        for item in fields(establishment)
        if item.name not in ("name", "sha256")
    }


def ids(reading: LedgerReading) -> list[str]:
    """The rules that found something, each once, in order."""
    return list(dict.fromkeys(finding.id for finding in reading.findings))
