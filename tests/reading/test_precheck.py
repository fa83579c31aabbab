"""The gate, in this process: each limit from both sides, and no sound workbook refused."""

import io
import zipfile

import pytest
import xlsxwriter

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.limits import DEFAULT_LIMITS, FileLimits
from bianzhi.reading.precheck import CheckedWorkbook, check_workbook
from bianzhi.reading.sheet_scan import column_number, repeated_row, scan_sheet, without_unknown_errors
from tests.reading.books import ledger_bytes, with_sheet_text


def check(content: bytes, **limits: int) -> CheckedWorkbook:
    """Check under other limits."""
    return check_workbook(content, "台账.xlsx", DEFAULT_LIMITS._replace(**limits))


def refused(content: bytes, words: str, **limits: int) -> None:
    """The gate refuses, in these words."""
    with pytest.raises(UnreadableWorkbookError, match=words):
        check(content, **limits)


def total_size(content: bytes) -> int:
    """Inflated bytes of a container."""
    return sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist())


def entries(content: bytes) -> int:
    """Files in a container."""
    return len(zipfile.ZipFile(io.BytesIO(content)).infolist())


def test_sound_workbook_passes() -> None:
    """And its sheets are known by the names the user sees."""
    assert list(check(ledger_bytes()).sheets) == ["机构", "编制", "人员"]


@pytest.mark.parametrize(
    ("limit", "measure"), [("file_bytes", len), ("inflated_bytes", total_size), ("entries", entries)]
)
def test_limits_from_both_sides(limit: str, measure: object) -> None:
    """What is just as large as the limit passes, one more does not."""
    content = ledger_bytes()
    size: int = measure(content)  # type: ignore[operator]
    check(content, **{limit: size})
    refused(content, "超过上限", **{limit: size - 1})


def test_ratio_counts_only_for_large_files() -> None:
    """Small formatted books compress very well."""
    content = ledger_bytes()
    check(content, ratio=1)
    refused(content, "压缩比", ratio=1, ratio_from_bytes=100)


@pytest.mark.parametrize("size", [1, 600, 1500])
def test_untagged_stretch_from_both_sides(size: int) -> None:
    """In text and in an attribute, wherever it begins."""
    part = b"P" * (size * 1024)
    for old, new in ((b">P1<", b">" + part + b"<"), (b"<worksheet ", b'<worksheet a="' + part + b'" ')):
        content = with_sheet_text(ledger_bytes(), old, new)
        if size > 1024:
            refused(content, "单个文字或属性")
        else:
            check(content)


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="100000"><c r="A100000"><v>1</v></c></row>',
        b'<row r="9"><c r="ZZ9"><v>1</v></c></row>',
        b'<row r="9"><c r="XFD9"><v>1</v></c></row>',
        b'<row r="1048576"><c r="E1048576"><v>1</v></c></row>',
        b'<row r="250000"><c r="AN250000"><v>1</v></c></row>',
        b'<row r="500000"><c r="T500000"><v>1</v></c></row>',
        b'<row r="384615"><c r="Z384615"><v>1</v></c></row>',
        b'<row r="1048576"><c r="XFD1048576" s="1"/></row>',
        b'<row r="1048576"><c r="XFD1048576" s="1"></c></row>',
    ],
)
def test_far_cells_within_the_limit_pass(rows: bytes) -> None:
    """A used range of 10 million cells may be wide or high; cells with only a format do not count."""
    check(with_sheet_text(ledger_bytes(), b"</sheetData>", rows + b"</sheetData>"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (b'<row r="1048576"><c r="K1048576"><v>1</v></c></row>', "K1048576"),
        (b'<row r="250000"><c r="AO250000"><v>1</v></c></row>', "AO250000"),
        (b'<row r="250000"><c r="A250000"><v>1</v></c></row><row r="9"><c r="AO9"><v>1</v></c></row>', "AO9"),
        (b'<row r="500001"><c r="T500001"><v>1</v></c></row>', "T500001"),
        (b'<row r="9"><c r="ao9"><v>1</v></c></row><row r="250000"><c r="b250000"><v>1</v></c></row>', "b250000"),
        (b'<row r="700"><c r="XFD700"><v>1</v></c></row>', "XFD700"),
        (b'<row r="700"><c r="xfd700"><v>1</v></c></row>', "xfd700"),
        (b"<row r='700'><c r='XFD700'><v>1</v></c></row>", "XFD700"),
        (b'<row r="9"><c r="XFE9"><v>1</v></c></row>', "XFE9"),
        (b'<row r="9"><c r="AAAAAA9"><v>1</v></c></row>', "AAAAAA9"),
        (b'<row r="99999999999999999999"><c><v>1</v></c></row>', "超出"),
    ],
)
def test_far_cells_beyond_the_limit_are_named(rows: bytes, words: str) -> None:
    """With the sheet and the cell, before the parser would allocate the whole range."""
    refused(with_sheet_text(ledger_bytes(), b"</sheetData>", rows + b"</sheetData>"), f"工作表“人员”.*{words}")


def test_wide_roster_of_many_people_passes() -> None:
    """30 columns and 100,000 rows are honest."""
    cells = b"".join(b'<row r="%d"><c r="AD%d"><v>1</v></c></row>' % (row, row) for row in range(4, 100_004, 50))
    check(with_sheet_text(ledger_bytes(), b"</sheetData>", cells + b"</sheetData>"))


def test_streaming_writers_with_zip64_fields_pass() -> None:
    """Some always write the 64-bit fields."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.use_zip64()
        book.add_worksheet("机构").write(0, 0, "机构编码")
    assert list(check(stream.getvalue()).sheets) == ["机构"]


def test_scan_finds_errors_and_formulas_without_result() -> None:
    """Whatever the namespace prefix and the quotes."""
    content = (
        b'<x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c><x:c r="B1"><x:f>1+1</x:f></x:c>'
        b"<x:c r='C1' t='e'><x:f>x</x:f><x:v>#N/A</x:v></x:c>"
        b'<x:c r="D1"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="E1" t="str"><x:f>x</x:f><x:v></x:v></x:c></x:row></x:sheetData>'
    )
    scan = scan_sheet(content, "表", "台账.xlsx", FileLimits())
    assert scan.errors == [("A1", "#REF!"), ("C1", "#N/A")]
    assert scan.uncomputed == ["B1"]


def test_unknown_errors_become_one_the_parser_knows() -> None:
    """Known ones stay; text that only looks like one stays."""
    content = b"<v>#SPILL!</v><v>#REF!</v><v>#N/A</v><t>#SPILL!</t>"
    assert without_unknown_errors(content) == b"<v>#VALUE!</v><v>#REF!</v><v>#N/A</v><t>#SPILL!</t>"


def test_repeated_row_number() -> None:
    """The first number that comes again."""
    assert repeated_row(b'<row r="1"/><row spans="1:2" r="2"/><row r="2"></row>') == 2
    assert repeated_row(b'<row r="1"/><row r="2"/><row/>') is None


@pytest.mark.parametrize(("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"az", 52), (b"XFD", 16_384)])
def test_column_number(letters: bytes, number: int) -> None:
    """A is 1."""
    assert column_number(letters) == number
