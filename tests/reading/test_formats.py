"""What each format holds beside its values, and how formats are told apart."""

import io
import struct
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.errors import PasswordNeededError, UnreadableWorkbookError
from bianzhi.reading.formats.biff import PieceReader
from bianzhi.reading.formats.delimited import separator_of, sheet_name
from bianzhi.reading.formats.encodings import decoded
from bianzhi.reading.formats.number_formats import as_day, shows_day
from bianzhi.reading.formats.raw_sheet import Packer
from bianzhi.reading.kinds import Kind, text_kind
from bianzhi.reading.workbook import CellFault, Merge, Workbook, read_workbook
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE, ledger_bytes, workbook_bytes
from tests.reading.formats_books import LEDGER, PASSWORD

EVERY_WHOLE_FORMAT = {
    "xlsx": ledger_bytes,
    "xls": lambda: books.xls_bytes(LEDGER),
    "xlsb": lambda: books.xlsb_bytes(LEDGER),
    "ods": lambda: books.ods_bytes(LEDGER),
    "XML 2003": lambda: books.xml_2003_text(LEDGER).encode(),
    "web page": lambda: books.html_text(LEDGER).encode("gbk"),
    "web archive": lambda: books.mhtml_bytes(LEDGER),
}


def read(content: bytes, folder: Path, name: str = "台账.xls", password: str = "") -> Workbook:
    """Read a file from its bytes, whatever its name says."""
    path = folder / "upload"
    path.write_bytes(content)
    return read_workbook(path, name, password)


@pytest.mark.parametrize("kind", EVERY_WHOLE_FORMAT)
@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.wps", "台账"])
def test_kind_is_told_by_content(kind: str, name: str, tmp_path: Path) -> None:
    """Whatever the file is called, its sheets and rows are the same."""
    workbook = read(EVERY_WHOLE_FORMAT[kind](), tmp_path, name)
    assert [sheet.name for sheet in workbook.sheets] == list(LEDGER)
    assert [[str(cell) for cell in row] for row in workbook.sheets[2].rows()] == [list(map(str, r)) for r in PEOPLE]


# ---------------------------------------------------------------- what is hidden


def _hide(target: openpyxl.Workbook) -> None:
    sheet = target["表"]
    for row in (2, 4):
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["A"].hidden = True


def test_hidden_rows_of_an_xlsx_are_read_and_told(tmp_path: Path) -> None:
    """Their numbers are those of Excel; a hidden column and a hidden row with nothing in it do not count."""
    content = workbook_bytes({"表": [["a"], ["b"], ["c"], ["d"]]}, _hide)
    sheet = read(content, tmp_path).sheets[0]
    assert sheet.hidden_rows == (2, 4)
    assert sheet.columns[0].cells()[:4] == ["a", "b", "c", "d"]


def test_no_hidden_rows_where_only_the_word_stands(tmp_path: Path) -> None:
    """Text of a cell is not an attribute of its row."""
    assert read(workbook_bytes({"表": [[' hidden="1"'], ["d"]]}), tmp_path).sheets[0].hidden_rows == ()


def test_hidden_rows_and_sheets_of_an_xls(tmp_path: Path) -> None:
    """A hidden row with content is told; a blank one is not."""

    def hide(book: Any) -> None:
        book.get_sheet(0).row(1).hidden = True
        book.get_sheet(0).row(9).hidden = True
        book.get_sheet(1).visibility = 2

    workbook = read(books.xls_bytes({"甲": [["a"], ["b"]], "乙": [["c"]]}, hide), tmp_path)
    assert [(sheet.name, sheet.hidden, sheet.hidden_rows) for sheet in workbook.sheets] == [
        ("甲", False, (2,)),
        ("乙", True, ()),
    ]


@pytest.mark.parametrize(
    "content",
    [
        books.ods_bytes({"甲": [["a"]], "乙": [["b"]]}, ["乙"]),
        books.xlsb_bytes({"甲": [["a"]], "乙": [["b"]]}, None, ["乙"]),
    ],
    ids=["ods", "xlsb"],
)
def test_hidden_sheets_are_read_and_told(content: bytes, tmp_path: Path) -> None:
    """In every format that has them."""
    assert [(sheet.name, sheet.hidden) for sheet in read(content, tmp_path).sheets] == [("甲", False), ("乙", True)]


# ---------------------------------------------------------------- merges and places


def test_merges_of_an_xls(tmp_path: Path) -> None:
    """Within the used range, as in an xlsx; addresses are those of Excel."""

    def merge(book: Any) -> None:
        book.get_sheet(0).write_merge(3, 4, 2, 3, "合")

    sheet = read(books.xls_bytes({"甲": [[], [], ["", "", "x"]]}, merge), tmp_path).sheets[0]
    assert sheet.address(0, 2) == "C3"
    assert sheet.merges == (Merge(1, 2, 2, 3),)


def test_merges_of_an_xlsb(tmp_path: Path) -> None:
    """The parser does not tell them; the records do."""
    merges = books.record_12(177) + books.record_12(176, struct.pack("<4L", 0, 1, 0, 0)) + books.record_12(178)
    rows = books.xlsb_row(0, [(0, "合"), (1, "x")]) + books.xlsb_row(1, [(1, "y")])
    sheet = read(books.xlsb_bytes({}, {"表": rows + merges}), tmp_path).sheets[0]
    assert sheet.merges == (Merge(0, 0, 1, 0),)


def test_rows_read_in_blocks_are_the_rows_there(tmp_path: Path) -> None:
    """A text file of more rows than are packed at once, with days and numbers that repeat and that do not."""
    rows = [[f"P{number}", str(number % 7), "同"] for number in range(20_000)]
    sheet = read(books.csv_text(rows).encode(), tmp_path, "a.csv").sheets[0]
    assert sheet.rows() == rows


# ---------------------------------------------------------------- passwords


@pytest.mark.parametrize(
    "lock", [lambda: books.locked(ledger_bytes()), lambda: books.locked_xls(books.xls_bytes(LEDGER))]
)
def test_password_is_asked_for_and_opens(lock: Any, tmp_path: Path) -> None:
    """Without one it is asked for, a wrong one is told from none, the right one opens, and the file stays locked."""
    content = lock()
    with pytest.raises(PasswordNeededError, match="有打开密码"):
        read(content, tmp_path)
    with pytest.raises(PasswordNeededError, match="密码不正确") as error:
        read(content, tmp_path, password="s3cret-guess")
    assert "s3cret-guess" not in str(error.value)
    workbook = read(content, tmp_path, password=PASSWORD)
    assert [sheet.name for sheet in workbook.sheets] == list(LEDGER)
    assert (tmp_path / "upload").read_bytes() == content
    assert list(tmp_path.iterdir()) == [tmp_path / "upload"]


def test_password_for_a_file_without_one_does_no_harm(tmp_path: Path) -> None:
    """The page may send what was typed for another file."""
    assert read(ledger_bytes(), tmp_path, password="x").sheets[0].name == "机构"


def test_protected_sheet_is_not_a_locked_file(tmp_path: Path) -> None:
    """A sheet protected against changes is read."""

    def protect(target: openpyxl.Workbook) -> None:
        target["表"].protection.set_password("x")

    assert read(workbook_bytes({"表": [["a"]]}, protect), tmp_path).sheets[0].rows() == [["a"]]


# ---------------------------------------------------------------- 1904


def test_workbooks_of_1904(tmp_path: Path) -> None:
    """Old Macs count days from 1904; the day shown is the day read."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(1985, 6, 1)])
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue(), tmp_path).sheets[0].rows() == [[date(1985, 6, 1)]]


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb,c\n1\t2\n", "\t"),
        ("a;b\n1,5;2,5\n", ";"),
        ("a|b\n1|2\n", "|"),
        ("甲，乙\n丙，丁\n", "，"),
        ("甲、乙\n丙、丁\n", "、"),
        ("编号,专长\n1,财政、审计、法制\n", ","),
        ("样区人员花名册\n\n编号,姓名\n1,甲\n2,乙\n", ","),
        ("一列\n而已\n", ","),
        ("", ","),
        ('"a,b"\t"c,d"\n"e,f,g"\t1\n', "\t"),
    ],
)
def test_separator(text: str, separator: str) -> None:
    """The one that divides the rows evenly; full-width ones only where there is no other."""
    assert separator_of(text) == separator


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("花名册.csv", "花名册"),
        ("a/b\\c.d.txt", "c.d"),
        (".csv", ".csv"),
        ("[1]:*?.csv", "_1____"),
        ("长" * 40, "长" * 31),
    ],
)
def test_sheet_of_a_text_file_is_called_like_the_file(name: str, sheet: str) -> None:
    """As Excel does: without extension, without what a sheet's name may not hold, 31 characters at most."""
    assert sheet_name(name) == sheet


@pytest.mark.parametrize(
    "text", ["P1,男\n", "张三,联通\n", "一些,中国\n", "P1,赵甲\r\nP2,男\r\n", "备注：可以，不可以\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encoding_of_short_texts(text: str, encoding: str) -> None:
    """A few characters are enough, in any of the encodings."""
    assert decoded(text.encode(encoding), "a.csv") == text


def test_pages_of_either_encoding_mixed_are_refused_with_the_row() -> None:
    """Rows that are nonsense in the other encoding are never read as such."""
    rows = ["编号,姓名,单位\n", "P1,赵甲,样区财政局\n", "P2,钱乙,样区审计局\n"]
    for encodings, row in ((("utf-8", "utf-8", "gb18030"), 3), (("gb18030", "utf-8", "gb18030"), 2)):
        content = b"".join(text.encode(encoding) for text, encoding in zip(rows, encodings, strict=True))
        with pytest.raises(UnreadableWorkbookError, match=f"第 {row} 行"):
            decoded(content, "a.csv")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a,b", Kind.DELIMITED),
        ("\ufeff<html><table>", Kind.WEB_PAGE),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><html>", Kind.WEB_PAGE),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", Kind.WEB_ARCHIVE),
        ("<?xml?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", Kind.XML_2003),
        ("<html xmlns:x='urn:schemas-microsoft-com:office:spreadsheet'><table>", Kind.WEB_PAGE),
        ("From: 1,b", Kind.DELIMITED),
    ],
)
def test_kinds_of_text(text: str, kind: Kind) -> None:
    """Told by how they begin."""
    assert text_kind(text, "a.xls") is kind


# ---------------------------------------------------------------- numbers that are days


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("yyyy-mm-dd", True),
        ('yyyy"年"m"月"', True),
        ("[$-804]aaaa", False),
        ("h:mm", True),
        ("General", False),
        ("0.00", False),
        ('#,##0"名 (day)"', False),
        ("[Red]0;[Blue]-0", False),
        ("0_m", False),
        ("@", False),
        ("G/通用格式", False),
        ('0"d";yyyy', False),
    ],
)
def test_formats_of_days(code: str, is_day: bool) -> None:
    """What is quoted, escaped or in brackets is not part of a day; only the format of positive numbers counts."""
    assert shows_day(200, {200: code}) is is_day


def test_formats_every_excel_has() -> None:
    """The Chinese ones among them; a workbook's own format of the same number goes before."""
    assert [number for number in range(60) if shows_day(number, {})] == [
        *range(14, 23),
        *range(27, 37),
        45,
        46,
        47,
        *range(50, 59),
    ]
    assert not shows_day(14, {14: "0.00"})


@pytest.mark.parametrize(
    ("number", "date_1904", "value"),
    [
        (45322.0, False, date(2024, 1, 31)),
        (45322.99, False, date(2024, 1, 31)),
        (43860.0, True, date(2024, 1, 31)),
        (0.5, False, "12:00:00"),
        (2_958_465.0, False, date(9999, 12, 31)),
        (2_958_466.0, False, 2_958_466.0),
        (-1.0, False, -1.0),
        (float("inf"), False, float("inf")),
    ],
)
def test_day_of_a_number(number: float, date_1904: bool, value: object) -> None:
    """From the first day to the last; what is beyond stays a number."""
    assert as_day(number, date_1904) == value


def test_character_divided_between_records() -> None:
    """A rare character takes two units; a record may end between them."""
    units = "𠮷".encode("utf-16-le")
    pieces = [struct.pack("<HB", 2, 1) + units[:2], b"\x01" + units[2:]]
    assert PieceReader(pieces, 0, "a.xls").text(2) == "𠮷"


# ---------------------------------------------------------------- packing


def test_columns_that_begin_late_are_blank_before() -> None:
    """A row wider than those above widens the sheet."""
    packer = Packer()
    packer.add([["a"]])
    packer.add([["b", "c"]])
    packer.skip(2)
    packer.add([["d", "e", "f"]])
    assert (packer.width, packer.height) == (3, 5)
    assert packer.columns()[1] == (["", "c", "", "", "e"], [], None)


def test_truth_values_and_numbers_in_several_blocks_do_not_mix(tmp_path: Path) -> None:
    """1, TRUE, 0 and FALSE stay four values."""
    rows: list[list[Any]] = [[1.0], [True], [0.0], [False], ["尾"]]
    sheet = read(books.xls_bytes({"表": rows}), tmp_path).sheets[0]
    assert sheet.columns[0].cells() == [1.0, "TRUE", 0.0, "FALSE", "尾"]


def test_errors_without_values_around_them_are_told(tmp_path: Path) -> None:
    """A sheet of nothing but errors has them as faults at their places."""
    sheet = read(books.xlsb_bytes({}, {"表": books.xlsb_row(1, [(0, b"\x2a"), (1, b"\x07")])}), tmp_path).sheets[0]
    assert sheet.rows() == [[CellFault("#N/A"), CellFault("#DIV/0!")]]
