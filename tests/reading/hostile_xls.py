"""Hostile and odd workbooks of Excel 2 to 2003, records and containers built here by code."""

import struct
from datetime import date

from bianzhi.reading.workbook import CellFault
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE
from tests.reading.formats_books import LEDGER, PASSWORD, record_8, xls_of_stream
from tests.reading.hostile_case import SheetCase, cut, rows_are


def biff_8(cells: bytes, before: bytes = b"", code_page: int = 1200, start: int | None = None, again: int = 1) -> bytes:
    """The records of an Excel 97-2003 workbook with one sheet 表; ``before`` are records in front of the sheet."""
    head = record_8(0x0809, struct.pack("<4H2L", 0x0600, 5, 9999, 2000, 0, 6))
    head += record_8(0x0042, struct.pack("<H", code_page)) + record_8(0x00E0, bytes(20)) + before
    title = bytes((1, 1)) + "表".encode("utf-16-le")
    place = len(head) + again * (10 + len(title)) + 4 if start is None else start
    head += again * record_8(0x0085, struct.pack("<LH", place, 0) + title) + record_8(0x000A)
    return head + record_8(0x0809, struct.pack("<4H2L", 0x0600, 0x10, 9999, 2000, 0, 6)) + cells + record_8(0x000A)


def number_8(row: int, column: int, value: float = 1) -> bytes:
    """A cell with a number."""
    return record_8(0x0203, struct.pack("<3Hd", row, column, 0, value))


def label_8(row: int, column: int, text: str) -> bytes:
    """A cell with a text of its own."""
    encoded = text.encode("utf-16-le")
    return record_8(0x0204, struct.pack("<4HB", row, column, 0, len(encoded) // 2, 1) + encoded)


def shared_8(row: int, column: int, number: int) -> bytes:
    """A cell with a shared text."""
    return record_8(0x00FD, struct.pack("<3HL", row, column, 0, number))


def formula_8(row: int, column: int, result: bytes, flags: int = 0) -> bytes:
    """A cell with a formula and its stored result."""
    return record_8(0x0006, struct.pack("<3H", row, column, 0) + result + struct.pack("<HLH", flags, 0, 0))


def text_that_changes_width() -> bytes:
    """A shared text divided between two records: Chinese in two bytes a character, the rest in one."""
    table = record_8(0x00FC, struct.pack("<2LHB", 1, 1, 8, 1) + "局财政".encode("utf-16-le"))
    return xls_of_stream(biff_8(shared_8(0, 0, 0), table + record_8(0x003C, b"\0abcde")))


def rich_text_across_records() -> bytes:
    """A shared text with formats and a pronunciation that run over into the next record, and a text after it."""
    table = struct.pack("<2LHBHL", 2, 2, 2, 1 | 4 | 8, 2, 6) + "财政".encode("utf-16-le") + bytes(5)
    rest = bytes(9) + struct.pack("<HB", 2, 0) + b"ab"
    return xls_of_stream(
        biff_8(shared_8(0, 0, 0) + shared_8(0, 1, 1), record_8(0x00FC, table) + record_8(0x003C, rest))
    )


def results_of_formulas() -> bytes:
    """Every kind of stored result, and none."""
    cells = formula_8(0, 0, struct.pack("<d", 2.5)) + formula_8(0, 1, b"\0\0\0\0\0\0\xff\xff")
    cells += record_8(0x0207, struct.pack("<HB", 2, 1) + "财政".encode("utf-16-le"))
    cells += formula_8(0, 2, b"\1\0\1\0\0\0\xff\xff") + formula_8(0, 3, b"\2\0\x17\0\0\0\xff\xff")
    cells += formula_8(0, 4, b"\3\0\0\0\0\0\xff\xff") + formula_8(0, 5, b"\3\0\0\0\0\0\xff\xff", 2) + number_8(0, 6)
    return xls_of_stream(biff_8(cells))


def sector_loop() -> bytes:
    """An OLE container whose table of sectors goes in a circle."""
    content = bytearray(books.xls_bytes(LEDGER))
    sector = struct.unpack_from("<L", content, 76)[0]
    place = 512 * (sector + 1)
    struct.pack_into("<8L", content, place, *(1, 0, 1, 0, 1, 0, 1, 0))
    return bytes(content)


def xor_locked_xls() -> bytes:
    """An xls in the obfuscation of Excel 95, done here byte by byte."""
    from msoffcrypto.method.xor_obfuscation import DocumentXOR  # noqa: PLC0415

    stream = biff_8(number_8(0, 0, 7) + label_8(0, 1, "财政") + number_8(0, 2, 8))
    password = "Pass1"
    key = DocumentXOR.create_xor_key_method1(password)
    proof = next(number for number in range(2**16) if DocumentXOR.verifypw(password, number))
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    file_pass = record_8(0x002F, struct.pack("<3H", 0, key, proof))
    content = bytearray(books.sheets_moved(stream[:first] + file_pass + stream[first:], len(file_pass)))
    masks = DocumentXOR.create_xor_array_method1(password)
    for kind, place, size in books.records_8(bytes(content)):
        for at in range(place, place + size):
            if kind not in (0x0809, 0x002F) and not (kind == 0x0085 and at < place + 4):
                turned = (content[at] << 5 | content[at] >> 3) & 0xFF
                content[at] = turned ^ masks[(place + size + at - place) % 16]
    return xls_of_stream(bytes(content))


def cut_file_pass() -> bytes:
    """An xls whose encryption lacks its key."""
    return xls_of_stream(biff_8(b"", record_8(0x002F, struct.pack("<3H", 1, 1, 1) + b"salt")))


XLS = (
    SheetCase("xls", lambda: books.xls_bytes({"人员": PEOPLE})),
    SheetCase(
        "xls of every kind of value",
        lambda: books.xls_bytes({"表": (("字", 1, -2.5, 0.07, True, date(2024, 1, 31), 123456789, 12.34),)}),
        holds=rows_are(["字", 1.0, -2.5, 0.07, "TRUE", date(2024, 1, 31), 123456789.0, 12.34]),
    ),
    SheetCase("xls cut at 50 %", lambda: cut(books.xls_bytes(LEDGER), 0.5), "不完整"),
    SheetCase("xls cut at 95 %", lambda: cut(books.xls_bytes(LEDGER), 0.95), "不完整"),
    SheetCase("sectors in a circle", sector_loop, "不完整"),
    SheetCase("xls far cell", lambda: xls_of_stream(biff_8(number_8(0, 0) + number_8(65_535, 255))), "超过上限"),
    SheetCase("xls sheet without end", lambda: xls_of_stream(biff_8(number_8(0, 0))[:-4])[:], "不完整"),
    SheetCase("xls sheet twice", lambda: xls_of_stream(biff_8(number_8(0, 0), again=2)), "重复"),
    SheetCase("xls sheet nowhere", lambda: xls_of_stream(biff_8(b"", start=10**9)), "指向的位置"),
    SheetCase("xls sheet amid records", lambda: xls_of_stream(biff_8(b"", start=30)), "指向的位置"),
    SheetCase(
        "four billion texts",
        lambda: xls_of_stream(biff_8(b"", record_8(0x00FC, struct.pack("<2L", 1, 0xFFFFFFFF)))),
        "文字表",
    ),
    SheetCase(
        "a text longer than its table",
        lambda: xls_of_stream(biff_8(b"", record_8(0x00FC, struct.pack("<2LHB", 1, 1, 60_000, 1) + b"abcd"))),
        "文字表",
    ),
    SheetCase("a text that is not there", lambda: xls_of_stream(biff_8(shared_8(0, 0, 7))), "不存在"),
    SheetCase("a text that changes width", text_that_changes_width, holds=rows_are(["局财政abcde"])),
    SheetCase("a rich text across records", rich_text_across_records, holds=rows_are(["财政", "ab"])),
    SheetCase(
        "code page 936 over Unicode",
        lambda: xls_of_stream(biff_8(label_8(0, 0, "赵甲") + label_8(0, 1, "P1"), code_page=936)),
        holds=rows_are(["赵甲", "P1"]),
    ),
    SheetCase("Excel 95 in code page 936", lambda: books.biff_5(PEOPLE)),
    SheetCase("Excel 95 that says 1252", lambda: books.biff_5(PEOPLE, code_page=1252)),
    SheetCase("Excel 95 in a wrong code page", lambda: books.biff_5(PEOPLE, code_page=65_001), "代码页"),
    SheetCase("a cell twice", lambda: xls_of_stream(biff_8(number_8(0, 0) + number_8(0, 0, 2))), "出现两次"),
    SheetCase(
        "results of formulas",
        results_of_formulas,
        holds=rows_are([2.5, "财政", "TRUE", CellFault("#REF!"), "", CellFault(""), 1.0]),
    ),
    SheetCase(
        "xls of 1904",
        lambda: books.xls_bytes({"表": ((date(2024, 1, 31),),)}, date_1904=True),
        holds=rows_are([date(2024, 1, 31)]),
    ),
    SheetCase(
        "a number with a date format that is no day",
        lambda: books.xls_bytes({"表": ((date(9999, 12, 31), -1),)}),
        holds=rows_are([date(9999, 12, 31), -1.0]),
    ),
    SheetCase("a record that is too long", lambda: xls_of_stream(biff_8(b"\x03\x02\xff\xff")), "不完整"),
    SheetCase("a record that is too short", lambda: xls_of_stream(biff_8(record_8(0x0203, b"\0\0"))), "不完整"),
    SheetCase("Excel 4", lambda: b"\x09\x04\x06\x00" + bytes(100), "Excel 4"),
    SheetCase("Excel 2", lambda: b"\x09\x00\x04\x00" + bytes(100), "Excel 2"),
    SheetCase("xls without a password", lambda: books.locked_xls(books.xls_bytes(LEDGER)), "有打开密码"),
    SheetCase(
        "xls with a wrong one", lambda: books.locked_xls(books.xls_bytes(LEDGER)), "密码不正确", password="Pass1样区"
    ),
    SheetCase("xls with the right one", lambda: books.locked_xls(books.xls_bytes(LEDGER)), password=PASSWORD),
    SheetCase("xls that opens without asking", lambda: books.locked_xls(books.xls_bytes(LEDGER), "VelvetSweatshop")),
    SheetCase("Excel 95 password", xor_locked_xls, holds=rows_are([7.0, "财政", 8.0]), password="Pass1"),
    SheetCase("xls with half a password", cut_file_pass, "密码不正确", password=PASSWORD),
)
