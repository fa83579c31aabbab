"""Hostile and odd workbooks, each built here by code: what it is, and whether it is refused (how) or read right."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl

from bianzhi.reading.ledger import LedgerReading
from tests.reading.books import PEOPLE, ledger_bytes, places, with_parts, with_sheet_text, workbook_bytes

HEAD = PEOPLE[0]
NUMBERED = (*HEAD, "公民身份号码")
SAMPLE_NUMBER = "11010519491231002X"  # the sample printed in GB 11643


@dataclass(frozen=True)
class Case:
    """One file. ``refused`` is a part of the refusal; empty where the file is read and ``holds`` of the reading."""

    name: str
    build: Callable[[], bytes]
    refused: str = ""
    holds: Callable[[LedgerReading], bool] = lambda reading: len(reading.establishment.people) == 2
    slow: bool = False


def _zip(*parts: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            book.writestr(name, content)
    return stream.getvalue()


def _added(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(ledger_bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return stream.getvalue()


def zip_bomb() -> bytes:
    """More than a quarter of a gibibyte of zeros in a picture."""
    return _added("xl/media/image1.png", bytes(260 * 2**20))


def ratio_bomb() -> bytes:
    """A hundred mebibytes that pack a thousand to one."""
    return _added("xl/media/image1.png", bytes(100 * 2**20))


def lying_size() -> bytes:
    """A part that is larger than its directory entry says."""
    content = bytearray(_added("xl/media/image1.bin", bytes(2**20)))
    place = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, place + 24, 1000)
    return bytes(content)


def duplicate_entry() -> bytes:
    """Two parts of one name: parsers differ in which they take."""
    base = zipfile.ZipFile(io.BytesIO(ledger_bytes()))
    parts = [(entry.filename, base.read(entry)) for entry in base.infolist()]
    sheet = next(part for part in parts if part[0].endswith("sheet3.xml"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for name, content in parts:
            book.writestr(name, content)
        book.writestr("xl/worksheets/Sheet3.xml", sheet[1])
    return stream.getvalue()


def overlapping_entries() -> bytes:
    """Two directory entries that point at the same data."""
    content = bytearray(ledger_bytes())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    lengths = [struct.unpack_from("<H", content, place + 28)[0] for place in (first, second)]
    names = [
        bytes(content[place + 46 : place + 46 + size]) for place, size in zip((first, second), lengths, strict=True)
    ]
    local = struct.unpack_from("<L", content, second + 42)[0]
    # The first entry's data run on over the second one.
    packed = struct.unpack_from("<L", content, first + 20)[0]
    struct.pack_into("<L", content, first + 20, packed + 60)
    assert names[0] != names[1]
    assert local
    return bytes(content)


def encrypted_entry() -> bytes:
    """An entry with the encryption flag."""
    content = bytearray(ledger_bytes())
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, place + 8, 1)
    return bytes(content)


def wrong_checksum() -> bytes:
    """A part whose checksum is not its own."""
    content = bytearray(ledger_bytes())
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<L", content, place + 16, 12345)
    return bytes(content)


def ten_thousand_sheets() -> bytes:
    """More parts than any honest workbook has."""
    return _zip(*((f"xl/worksheets/sheet{number}.xml", b"<worksheet/>") for number in range(10_000)))


def _doctype(declaration: bytes) -> bytes:
    return with_sheet_text(ledger_bytes(), b"<worksheet", declaration + b"<worksheet")


def external_entity() -> bytes:
    """XXE: an entity that would read a file of the server."""
    return _doctype(b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def billion_laughs() -> bytes:
    """Entities of entities of entities."""
    steps = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return _doctype(b'<!DOCTYPE w [<!ENTITY l0 "ha">' + steps + b"]>")


def utf16_part() -> bytes:
    """A document type hidden in another encoding."""

    def change(name: str, part: bytes) -> bytes:
        return part.decode().encode("utf-16") if name.endswith("sheet3.xml") else part

    return with_parts(ledger_bytes(), change)


def far_cell() -> bytes:
    """One x in the last cell of a sheet: 17 billion cells to allocate."""
    return ledger_bytes(lambda book: book["人员"].cell(1_048_576, 16_384, "x"))


def far_cell_in_quotes() -> bytes:
    """The same, written with apostrophes."""
    sheet = b"<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row></sheetData>"
    return with_sheet_text(ledger_bytes(), b"</sheetData>", sheet)


def far_row_without_references() -> bytes:
    """A cell without a reference in a far row, and one far to the right."""
    sheet = b'<row r="999999"><c><v>1</v></c></row><row r="1000000"><c r="XFD"><v>1</v></c></row></sheetData>'
    return with_sheet_text(ledger_bytes(), b"</sheetData>", sheet.replace(b'r="XFD"', b'r="XFD9"'))


def beyond_the_sheet() -> bytes:
    """A row that Excel does not have."""
    return with_sheet_text(
        ledger_bytes(), b"</sheetData>", b'<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'
    )


def megabyte_cell() -> bytes:
    """More than a mebibyte of text without a tag."""
    return with_sheet_text(ledger_bytes(), b">P1<", b">" + b"P" * 1_100_000 + b"<")


def megabyte_attribute() -> bytes:
    """A giant attribute, on which old XML parsers hang."""
    return with_sheet_text(ledger_bytes(), b"<worksheet ", b'<worksheet a="' + b"x" * 3 * 2**20 + b'" ')


def repeated_row_number() -> bytes:
    """Two people in rows of one number: parsers keep one of them, silently."""

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb'(r="[A-E]?)3"', rb'\g<1>2"', part) if name.endswith("sheet3.xml") else part

    return with_parts(ledger_bytes(), change)


def lying_dimension() -> bytes:
    """<dimension> says A1; everything is read all the same."""
    return with_sheet_text(ledger_bytes(), b'<dimension ref="A1:E3"/>', b'<dimension ref="A1"/>')


def rows_out_of_order() -> bytes:
    """Row 3 stands before row 2 in the file."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet3.xml"):
            return part
        second, third = part.find(b'<row r="2"'), part.find(b'<row r="3"')
        end = part.find(b"</sheetData>")
        return part[:second] + part[third:end] + part[second:third] + part[end:]

    return with_parts(ledger_bytes(), change)


def ole(stream: str) -> bytes:
    """The header of an OLE file with one named stream."""
    name = stream.encode("utf-16-le") + b"\0\0"
    directory = name.ljust(64, b"\0") + struct.pack("<H", len(name)) + bytes(62)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)) + directory + bytes(512)


def formulas_for_names() -> bytes:
    """Names that would be formulas or markup elsewhere are just text."""
    rows = (HEAD, ("P1", "<b>甲</b>", "A01", "公务员", "行政编制"), ("P2", "@SUM(A1)", "A02", "公务员", "行政编制"))
    return ledger_bytes(人员=rows)


def unknown_error() -> bytes:
    """#SPILL!, at which the parser gives up the whole sheet."""
    rows: list[tuple[Any, ...]] = [(*HEAD, "备注"), ("P1", "赵甲", "A01", "公务员", "行政编制", "#REF!"), PEOPLE[2]]
    return with_sheet_text(ledger_bytes(人员=rows), b"<v>#REF!</v>", b"<v>#SPILL!</v>")


def macro_workbook() -> bytes:
    """An xlsm: its macros are neither read nor run."""

    def change(name: str, part: bytes) -> bytes:
        plain, macro = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
        return part.replace(b"vnd.openxmlformats-officedocument." + plain, b"vnd." + macro)

    stream = io.BytesIO(with_parts(ledger_bytes(), change))
    with zipfile.ZipFile(stream, "a") as book:
        book.writestr("xl/vbaProject.bin", ole("VBA"))
    return stream.getvalue()


def million_blank_rows() -> bytes:
    """Rows formatted to the end of the sheet, as honest books have them."""
    rows = b"".join(b'<row r="%d"/>' % number for number in range(4, 1_048_577))
    return with_sheet_text(ledger_bytes(), b"</sheetData>", rows + b"</sheetData>")


def formatted_far_cells() -> bytes:
    """Cells with a format and nothing in them, far away."""
    cell = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    return with_sheet_text(ledger_bytes(), b"</sheetData>", cell)


def gaps() -> bytes:
    """Blank rows between people."""
    blank: tuple[Any, ...] = (None,) * 5
    return ledger_bytes(人员=(HEAD, blank, PEOPLE[1], blank, blank, PEOPLE[2]))


def titles_and_totals() -> bytes:
    """A title, a note, a total and a signature around the table."""
    rows = (("样区人员花名册",), ("单位：人",), HEAD, PEOPLE[1], PEOPLE[2], ("合计", "2"), ("填表人：某某",))

    def merge(book: openpyxl.Workbook) -> None:
        book["人员"].merge_cells("A1:E1")

    return ledger_bytes(merge, 人员=rows)


def two_row_headings() -> bytes:
    """Merged headings of two rows."""
    rows = (
        ("人员编号", "姓名", "编制情况", None, None),
        (None, None, "机构编码", "人员类别", "编制类型"),
        PEOPLE[1],
        PEOPLE[2],
    )

    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:E1"):
            book["人员"].merge_cells(cells)

    return ledger_bytes(merge, 人员=rows)


def merged_units() -> bytes:
    """A unit merged over its people's rows."""
    rows = (HEAD, PEOPLE[1], ("P2", "钱乙", None, "公务员", "行政编制"))
    return ledger_bytes(lambda book: book["人员"].merge_cells("C2:C3"), 人员=rows)


def _one_quota(value: object) -> bytes:
    return ledger_bytes(
        编制=(("机构编码*", "编制类型*", "编制数*"), ("A01", "行政编制", value), ("A02", "行政编制", 2))
    )


def _raw_quota(value: bytes) -> bytes:
    return with_sheet_text(_one_quota(77), b"<v>77</v>", b"<v>" + value + b"</v>", 2)


def _numbers(*values: object) -> bytes:
    people = [(f"P{n}", "赵甲", "A01", "公务员", "行政编制", value) for n, value in enumerate(values)]
    return ledger_bytes(人员=(NUMBERED, *people))


def _cut(share: float) -> bytes:
    content = ledger_bytes()
    return content[: int(len(content) * share)]


def _found(*expected: str) -> Callable[[LedgerReading], bool]:
    return lambda reading: all(place in places(reading) for place in expected)


CASES: tuple[Case, ...] = (
    Case("zip bomb", zip_bomb, "超过上限 256 MiB"),
    Case("ratio bomb", ratio_bomb, "压缩比"),
    Case("lying size", lying_size, "实际大小"),
    Case("duplicate entry", duplicate_entry, "出现两次"),
    Case("overlapping entries", overlapping_entries, "重叠"),
    Case("encrypted entry", encrypted_entry, "密码"),
    Case("wrong checksum", wrong_checksum, "校验码"),
    Case("10,000 sheets", ten_thousand_sheets, "超过上限 2000 个"),
    Case("external entity", external_entity, "实体声明"),
    Case("billion laughs", billion_laughs, "实体声明"),
    Case("UTF-16 part", utf16_part, "UTF-8"),
    Case("far cell", far_cell, "XFD1048576"),
    Case("far cell in apostrophes", far_cell_in_quotes, "XFD1048576"),
    Case("far row without references", far_row_without_references, "超过上限"),
    Case("beyond the sheet", beyond_the_sheet, "超出 Excel 工作表范围"),
    Case("1 MB cell", megabyte_cell, "单个文字或属性"),
    Case("3 MB attribute", megabyte_attribute, "单个文字或属性"),
    Case("repeated row number", repeated_row_number, "第 2 行出现两次"),
    Case("0 bytes", lambda: b"", "空文件"),
    Case("cut at 1 %", lambda: _cut(0.01), "不完整"),
    Case("cut at 50 %", lambda: _cut(0.5), "不完整"),
    Case("cut at 99 %", lambda: _cut(0.99), "不完整"),
    Case("PDF", lambda: b"%PDF-1.7\n" + bytes(100), "PDF"),
    Case("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    Case("noise", lambda: bytes(range(256)) * 8, "无法识别"),
    Case("xls without its inside", lambda: ole("Workbook"), "不完整"),
    Case("doc", lambda: ole("WordDocument"), "97-2003 文档"),
    Case("password without its inside", lambda: ole("EncryptedPackage"), "不完整"),
    Case("Outlook mail", lambda: ole("__properties_version1.0"), "Outlook"),
    Case("ppt", lambda: ole("PowerPoint Document"), "PowerPoint"),
    Case("docx renamed", lambda: _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")), "Word"),
    Case("zip of files", lambda: _zip(("a.txt", b"a")), ".zip"),
    Case("broken XML", lambda: with_sheet_text(ledger_bytes(), b"</sheetData>", b"</sheetDatb>"), "无法解析"),
    Case("not a number", lambda: _raw_quota(b"abc"), "无法解析"),
    Case("other workbook", lambda: workbook_bytes({"成绩": (("学号", "分数"), (1, 2))}), "缺少“机构”表"),
    Case("empty workbook", lambda: workbook_bytes({"Sheet1": ()}), "缺少“机构”表"),
    Case("macros", macro_workbook),
    Case("lying dimension", lying_dimension),
    Case("rows out of order", rows_out_of_order),
    Case("a million blank rows", million_blank_rows, slow=True),
    Case("formatted far cells", formatted_far_cells),
    Case("gaps", gaps, holds=lambda r: [p.at.row for p in r.establishment.people] == [3, 6] and not r.findings),
    Case("titles and totals", titles_and_totals, holds=lambda r: len(r.establishment.people) == 2 and not r.findings),
    Case("two-row headings", two_row_headings, holds=lambda r: len(r.establishment.people) == 2 and not r.findings),
    Case(
        "merged units",
        merged_units,
        holds=lambda r: [p.unit for p in r.establishment.people] == ["A01", "A01"] and not r.findings,
    ),
    Case(
        "names that are formulas",
        formulas_for_names,
        holds=lambda r: [p.name for p in r.establishment.people] == ["<b>甲</b>", "@SUM(A1)"],
    ),
    Case("formula without a result", lambda: _numbers("=1+1"), holds=_found("D017@人员!F2")),
    Case("#REF!", lambda: _numbers("#REF!"), holds=_found("D016@人员!F2")),
    Case("#SPILL!", unknown_error, holds=_found("D016@人员!F2")),
    Case("NaN", lambda: _raw_quota(b"NaN"), holds=_found("D009@编制!C2")),
    Case("infinite", lambda: _raw_quota(b"1.8E309"), holds=_found("D009@编制!C2")),
    Case("2^53+1", lambda: _raw_quota(b"9007199254740993"), holds=_found("D010@编制!C2")),
    Case("fraction", lambda: _one_quota(3.5), holds=_found("D009@编制!C2")),
    Case("number with a unit", lambda: _one_quota("12人"), holds=_found("D009@编制!C2")),
    Case(
        "full-width digits",
        lambda: _one_quota("１２"),
        holds=lambda r: r.establishment.quota_entries[0].posts == 12 and not r.findings,
    ),
    Case(
        "identity numbers as numbers",
        lambda: _numbers(110105194912310020, "1.10105E+17", SAMPLE_NUMBER),
        holds=lambda r: (
            _found("D012@人员!F2", "D012@人员!F3")(r)
            and [p.citizen_number for p in r.establishment.people] == ["", "", SAMPLE_NUMBER]
        ),
    ),
)
