"""A workbook as values with their places: exactly what Excel shows, wherever the used range starts."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.cell import CellRef
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading import workbook as workbook_module
from bianzhi.reading.workbook import CellFault, Merge, WorkbookSheet, read_workbook
from tests.reading.books import with_sheet_text, workbook_bytes


def only_sheet(content: bytes, folder: Path) -> WorkbookSheet:
    """The single sheet of a workbook."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return read_workbook(path).sheets[0]


def book(folder: Path, **cells: Any) -> WorkbookSheet:
    """A sheet with these cells."""

    def fill(target: openpyxl.Workbook) -> None:
        for address, value in cells.items():
            target["表"][address] = value

    return only_sheet(workbook_bytes({"表": ()}, fill), folder)


def test_values_by_their_kind(tmp_path: Path) -> None:
    """Text, numbers, truth values as their text, days, days with a time as days, times as text, faults as faults."""
    sheet = book(
        tmp_path,
        A1="字",
        B1=1,
        C1=1.5,
        D1=True,
        E1=date(2024, 1, 31),
        F1=datetime(2024, 1, 31, 8, 30),
        G1=time(8, 30),
        H1="#REF!",
        I1="=1+1",
        J1="尾",
    )
    assert sheet.rows() == [
        [
            "字",
            1.0,
            1.5,
            "TRUE",
            date(2024, 1, 31),
            date(2024, 1, 31),
            "08:30:00",
            CellFault("#REF!"),
            CellFault(""),
            "尾",
        ]
    ]


def test_numbers_and_truth_values_do_not_mix(tmp_path: Path) -> None:
    """1 and TRUE are equal in Python and different in a ledger."""
    sheet = book(tmp_path, A1=1, A2=True, A3=0, A4=False, A5=1)
    assert sheet.columns[0].cells() == [1.0, "TRUE", 0.0, "FALSE", 1.0]


@pytest.mark.parametrize("corner", ["A1", "C4", "AA100"])
def test_addresses_are_those_of_excel(corner: str, tmp_path: Path) -> None:
    """Empty rows and columns in front are not there, and still count."""
    sheet = book(tmp_path, **{corner: "x"})
    assert sheet.address(0, 0) == corner
    assert sheet.rows() == [["x"]]
    assert f"{sheet.row_number(0)}" == corner.lstrip("ABC")


@pytest.mark.parametrize("repeats", [1, 2, 40])
def test_columns_come_back_in_order(repeats: int, tmp_path: Path) -> None:
    """However often values repeat, whether days stand below their heading or between blanks."""
    rows: list[list[object]] = [["标题", "日", "空"]]
    for number in range(40):
        day = date(2024, 1, 1 + number % (40 // repeats) % 28)
        rows.append([f"P{number % (40 // repeats)}", day, day if number % 3 else None])
    sheet = only_sheet(workbook_bytes({"表": rows}), tmp_path)
    assert sheet.rows() == [["" if cell is None else cell for cell in row] for row in rows]


def test_merges_are_within_the_used_range(tmp_path: Path) -> None:
    """0-based from where the values start."""

    def fill(target: openpyxl.Workbook) -> None:
        target["表"]["B3"] = "x"
        target["表"]["D6"] = "y"
        target["表"].merge_cells("B3:C4")

    assert only_sheet(workbook_bytes({"表": ()}, fill), tmp_path).merges == (Merge(0, 0, 1, 1),)


def test_sheets_in_the_order_of_tabs_with_their_names(tmp_path: Path) -> None:
    """Hidden ones too; an empty sheet has no rows; names may hold what XML escapes."""

    def hide(target: openpyxl.Workbook) -> None:
        target["乙"].sheet_state = "veryHidden"

    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes({"甲&<乙>": (("x",),), "乙": (("#REF!",), ("y",)), "空": ()}, hide))
    workbook = read_workbook(path, "用户的名字.xlsx")
    assert [(s.name, s.hidden, s.height) for s in workbook.sheets] == [
        ("甲&<乙>", False, 1),
        ("乙", True, 2),
        ("空", False, 0),
    ]
    assert workbook.sheets[1].rows() == [[CellFault("#REF!")], ["y"]]
    assert workbook.at("乙", "A1") == CellRef("用户的名字.xlsx", "乙", "A1")


def test_fault_beyond_the_values_makes_a_row_of_its_own(tmp_path: Path) -> None:
    """The parser sees nothing there; who checks must."""
    sheet = book(tmp_path, A1="x", C3="=1+1")
    assert sheet.rows() == [["x", "", ""], ["", "", ""], ["", "", CellFault("")]]


def test_formula_with_a_result_is_its_result(tmp_path: Path) -> None:
    """Values only; text results too, empty ones included."""
    content = with_sheet_text(workbook_bytes({"表": (("=1+1", "=1+2", "尾"),)}), b"<v></v>", b"<v>2</v>", 1)
    content = with_sheet_text(content, b'<c r="B1"><f>1+2</f><v></v>', b'<c r="B1" t="str"><f>1+2</f><v></v>', 1)
    assert only_sheet(content, tmp_path).rows() == [[2.0, "", "尾"]]


def test_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint must be of what was read."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes({"表": (("x",),)}))
    monkeypatch.setattr(workbook_module, "_fingerprints", lambda *_: (1, "digest of another file"))
    with pytest.raises(UnreadableWorkbookError, match="被改动"):
        read_workbook(path)


def test_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    """50 MiB, whatever is in it."""
    path = tmp_path / "book.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(50 * 2**20 + 1)
    with pytest.raises(UnreadableWorkbookError, match="超过上限 50 MiB"):
        read_workbook(path)
