"""Hostile and odd files in the formats beside xlsx: what each is, and whether it is refused (how) or read right."""

import struct
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bianzhi.reading.workbook import CellFault, Workbook
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE, ledger_bytes
from tests.reading.formats_books import (
    LEDGER,
    PASSWORD,
    csv_text,
    html_text,
    ods_with,
    record_8,
    record_12,
    xls_of_stream,
    xlsb_row,
    zip_of,
)

SHOWN = [[books.shown(value) for value in row] for row in PEOPLE]


@dataclass(frozen=True)
class SheetCase:
    """One file. ``refused`` is a part of the refusal; empty where the file is read and ``holds`` of the workbook."""

    name: str
    build: Callable[[], bytes]
    refused: str = ""
    holds: Callable[[Workbook], bool] = lambda workbook: workbook.sheets[-1].rows() == SHOWN
    password: str = ""


def rows_are(*rows: list[object]) -> Callable[[Workbook], bool]:
    """The first sheet has these rows."""
    return lambda workbook: workbook.sheets[0].rows() == list(rows)


# ---------------------------------------------------------------- xls


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


def cut(content: bytes, share: float) -> bytes:
    """The beginning of a file."""
    return content[: int(len(content) * share)]


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


# ---------------------------------------------------------------- xlsx and xlsb with a password


def costly_key() -> bytes:
    """A password that costs ten million rounds of hashing."""
    content = books.locked(ledger_bytes())
    return content.replace(b'spinCount="100000"', b'spinCount="9999999"').replace(b"<?xml ", b"<?xml", 1)


def entities_in_key() -> bytes:
    """An encryption whose XML declares entities."""
    content = books.locked(ledger_bytes())
    return content.replace(b"<encryption", b"<!DOCTYPE x", 1)


LOCKED = (
    SheetCase("xlsx without a password", lambda: books.locked(ledger_bytes()), "有打开密码"),
    SheetCase("xlsx with a wrong one", lambda: books.locked(ledger_bytes()), "密码不正确", password="1"),
    SheetCase("xlsx with the right one", lambda: books.locked(ledger_bytes()), password=PASSWORD),
    SheetCase("xlsx that opens without asking", lambda: books.locked(ledger_bytes(), "VelvetSweatshop")),
    SheetCase("costly key", costly_key, "轮运算", password=PASSWORD),
    SheetCase("entities in the key", entities_in_key, "加密信息异常", password=PASSWORD),
    SheetCase("locked file cut off", lambda: cut(books.locked(ledger_bytes()), 0.6), "不完整", password=PASSWORD),
    SheetCase(
        "a bomb behind a password",
        lambda: books.locked(
            zip_of(("[Content_Types].xml", books.CONTENT_TYPES), ("xl/workbook.xml", bytes(300 * 2**20)))
        ),
        "超过上限",
        password=PASSWORD,
    ),
)

# ---------------------------------------------------------------- xlsb


def xlsb_of(rows: bytes) -> bytes:
    """An xlsb with one sheet of these records."""
    return books.xlsb_bytes({}, {"表": rows})


XLSB = (
    SheetCase("xlsb", lambda: books.xlsb_bytes({"人员": PEOPLE})),
    SheetCase("xlsb far cell", lambda: xlsb_of(xlsb_row(0, [(0, 1)]) + xlsb_row(1_048_575, [(16_383, 1)])), "超过上限"),
    SheetCase("xlsb beyond the sheet", lambda: xlsb_of(xlsb_row(2_000_000, [(0, 1)])), "超出 Excel"),
    SheetCase("xlsb row twice", lambda: xlsb_of(xlsb_row(0, [(0, 1)]) + xlsb_row(0, [(0, 2)])), "出现两次"),
    SheetCase("xlsb record too long", lambda: xlsb_of(b"\x00\xff\xff\xff\x7f"), "不完整"),
    SheetCase("xlsb endless length", lambda: xlsb_of(b"\x00\xff"), "不完整"),
    SheetCase(
        "xlsb errors and hidden rows",
        lambda: xlsb_of(xlsb_row(3, [(2, b"\x17"), (3, "x")], hidden=True)),
        holds=lambda w: w.sheets[0].rows() == [[CellFault("#REF!"), "x"]] and w.sheets[0].hidden_rows == (4,),
    ),
    SheetCase("xlsb unknown error", lambda: xlsb_of(xlsb_row(0, [(0, b"\x99")])), "无法解析"),
    SheetCase("xlsb without relations", lambda: zip_of(("xl/workbook.bin", record_12(131))), "缺少工作表目录"),
    SheetCase("xlsb cut", lambda: cut(books.xlsb_bytes(LEDGER), 0.9), "不完整"),
    SheetCase(
        "xlsb with a document type",
        lambda: zip_of(
            ("xl/workbook.bin", record_12(131)),
            ("xl/_rels/workbook.bin.rels", b"<Relationships/>"),
            ("docProps/app.xml", b"<!DOCTYPE x []><x/>"),
        ),
        "实体声明",
    ),
)

# ---------------------------------------------------------------- ods

_TEXT = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'


def ods_row(*texts: str, row: str = "", cell: str = "") -> str:
    """A row of texts."""
    cells = "".join((_TEXT % text).replace("table-cell ", f"table-cell {cell} ", 1) for text in texts)
    return f"<table:table-row {row}>{cells}</table:table-row>"


ODS = (
    SheetCase("ods", lambda: books.ods_bytes({"人员": PEOPLE})),
    SheetCase(
        "a million equal rows",
        lambda: ods_with(ods_row(*"甲乙丙丁戊己庚辛壬癸", row='table:number-rows-repeated="1048576"')),
        "超过上限",
    ),
    SheetCase(
        "rows beyond the sheet",
        lambda: ods_with(ods_row("x", row='table:number-rows-repeated="999999999"')),
        "超出 Excel",
    ),
    SheetCase(
        "a billion equal cells",
        lambda: ods_with(ods_row("x", cell='table:number-columns-repeated="999999999"')),
        "超出 Excel",
    ),
    SheetCase(
        "a square of equal cells",
        lambda: ods_with(
            ods_row("x", row='table:number-rows-repeated="1000000"', cell='table:number-columns-repeated="16384"')
        ),
        "超过上限",
    ),
    SheetCase(
        "blank rows to the end",
        lambda: ods_with(
            ods_row("甲")
            + '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        holds=rows_are(["甲"]),
    ),
    SheetCase(
        "gaps in an ods",
        lambda: ods_with(
            '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            + _TEXT % "甲"
            + "</table:table-row>"
        ),
        holds=lambda w: w.sheets[0].rows() == [["", "", "甲"]] and w.sheets[0].address(0, 2) == "C5",
    ),
    SheetCase("ods with a document type", lambda: ods_with(ods_row("x"), "<!DOCTYPE x>"), "实体声明"),
    SheetCase(
        "billion laughs in an ods", lambda: ods_with(ods_row("&a;"), '<!DOCTYPE x [<!ENTITY a "b">]>'), "实体声明"
    ),
    SheetCase("ods broken", lambda: ods_with("<table:table-row>"), "无法解析"),
    SheetCase("ods nested", lambda: ods_with(ods_row("<text:span>" * 400 + "x" + "</text:span>" * 400)), "层次过多"),
    SheetCase(
        "ods without content",
        lambda: zip_of(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
        "OpenDocument",
    ),
    SheetCase(
        "ods with a password",
        lambda: zip_of(
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", bytes(range(256))),
            ("META-INF/manifest.xml", b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
        ),
        "打开密码",
    ),
    SheetCase(
        "comments are not the cell",
        lambda: ods_with(
            '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p></table:table-cell></table:table-row>'
        ),
        holds=rows_are(["甲"]),
    ),
    SheetCase(
        "paragraphs, spaces and line breaks",
        lambda: ods_with(ods_row('甲<text:s text:c="999999999"/>乙<text:line-break/>丙</text:p><text:p>丁')),
        holds=rows_are([f"甲{' ' * 1000}乙\n丙\n丁"]),
    ),
    SheetCase(
        "errors and formulas without a result",
        lambda: ods_with(
            '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula="of:=1+1"/>'
            + _TEXT % "#REF!"
            + _TEXT % "x"
            + "</table:table-row>"
        ),
        holds=rows_are([CellFault("#DIV/0!"), CellFault(""), CellFault("#REF!"), "x"]),
    ),
    SheetCase(
        "merged and hidden",
        lambda: ods_with(
            '<table:table-row table:visibility="filter"><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>甲</text:p></table:table-cell><table:covered-table-cell/>'
            + _TEXT % "乙"
            + "</table:table-row>"
        ),
        holds=lambda w: (
            w.sheets[0].rows() == [["甲", "", "乙"]]
            and w.sheets[0].hidden_rows == (1,)
            and [(m.left, m.right) for m in w.sheets[0].merges] == [(0, 1)]
        ),
    ),
    SheetCase(
        "deleted rows of recorded changes",
        lambda: ods_with(
            f"<table:tracked-changes><table:deletion>{ods_row('旧')}</table:deletion></table:tracked-changes>{ods_row('新')}"
        ),
        holds=rows_are(["新"]),
    ),
)

# ---------------------------------------------------------------- delimited text


def people_csv(separator: str = ",") -> str:
    """The people of the small ledger as text."""
    return csv_text(PEOPLE, separator)


UTF8, GB = people_csv().encode(), people_csv().encode("gb18030")
DELIMITED = (
    SheetCase("CSV in UTF-8", lambda: UTF8),
    SheetCase("CSV with a mark", lambda: b"\xef\xbb\xbf" + UTF8),
    SheetCase("CSV in GB18030", lambda: GB),
    SheetCase("CSV in UTF-16", lambda: people_csv().encode("utf-16")),
    SheetCase("CSV in UTF-16, big end first", lambda: b"\xfe\xff" + people_csv().encode("utf-16-be")),
    SheetCase("CSV in UTF-16 without a mark", lambda: people_csv().encode("utf-16-le")),
    SheetCase("CSV in UTF-32", lambda: people_csv().encode("utf-32")),
    SheetCase("tabs named xls", lambda: people_csv("\t").encode("gb18030")),
    SheetCase("semicolons", lambda: people_csv(";").encode()),
    SheetCase("full-width separators", lambda: people_csv("，").encode()),
    SheetCase("enumeration commas", lambda: people_csv("、").encode("gb18030")),
    SheetCase("separator stated", lambda: b"sep=;\r\n" + people_csv(";").encode()),
    SheetCase("line ends of old Macs", lambda: people_csv().replace("\r\n", "\r").encode()),
    SheetCase("no line end", lambda: people_csv().rstrip().encode()),
    SheetCase(
        "lists in cells",
        "编号,专长\nP1,财政、审计\nP2,法制、文秘\n".encode,
        holds=lambda w: len(w.sheets[0].columns) == 2,
    ),
    SheetCase(
        "rare characters",
        lambda: "姓名,字\n𠮷㛃䶮,€·•\n".encode("gb18030"),
        holds=rows_are(["姓名", "字"], ["𠮷㛃䶮", "€·•"]),
    ),
    SheetCase("blank rows count", lambda: b"a,b\n\n\nc,d\n", holds=lambda w: w.sheets[0].row(3) == ["c", "d"]),
    SheetCase(
        "rows of other lengths",
        lambda: b"a,b\nc\nd,e,f\n",
        holds=rows_are(["a", "b", ""], ["c", "", ""], ["d", "e", "f"]),
    ),
    SheetCase("note of several lines", lambda: b'a,b\n"1\n2",c\n', holds=rows_are(["a", "b"], ["1\n2", "c"])),
    SheetCase("digits kept as text", lambda: b'a,b\n="0012","=""007"""\n', holds=rows_are(["a", "b"], ["0012", "007"])),
    SheetCase("formulas are text", lambda: b"a,b\n=1+1,@SUM(A1)\n", holds=rows_are(["a", "b"], ["=1+1", "@SUM(A1)"])),
    SheetCase(
        "errors in text",
        lambda: b"a,b\n#REF!,#N/A\n",
        holds=rows_are(["a", "b"], [CellFault("#REF!"), CellFault("#N/A")]),
    ),
    SheetCase("quotation mark not closed", 'a,b\n"P1,赵\nP2,钱\n'.encode, "第 2 行起引号"),
    SheetCase(
        "quotation marks that join rows",
        'a,b,c\n"P1,赵,1\nP2,钱,2\nP3",孙,3\nP4,李,4\n'.encode,
        "第 2 行起引号",
    ),
    SheetCase("UTF-8 then GB18030", lambda: UTF8 + GB, "混用了两种编码"),
    SheetCase("GB18030 then UTF-8", lambda: GB + UTF8, "第 1 行是 GB18030"),
    SheetCase("mark and GB18030", lambda: b"\xef\xbb\xbf" + UTF8 + GB, "第 4 行"),
    SheetCase("neither encoding", lambda: UTF8 + b"P3,\xff\xff\n", "第 4 行"),
    SheetCase("null byte", lambda: UTF8 + b"P3,\0\n", "第 4 行含有空字符"),
    SheetCase("null in UTF-16", lambda: (people_csv() + "P3,\0\n").encode("utf-16"), "第 4 行含有空字符"),
    SheetCase("half a character of UTF-16", lambda: people_csv().encode("utf-16")[:-1], "UTF-16"),
    SheetCase("cell of 2 MiB", lambda: b"a,b\n" + b"x" * 2**21 + b",c\n", "第 2 行有超过"),
    SheetCase("a row of 20,000 columns", lambda: b"a,b\n" + b"," * 20_000 + b"\n", "超出 Excel"),
    SheetCase("twelve million cells", lambda: b"," * 4_000 + b"\n" + b"x\n" * 3_000, "超过上限"),
    SheetCase("more rows than a sheet has", lambda: b"x,y\n" * 1_050_000, "超出 Excel"),
    SheetCase("only a mark", lambda: b"\xef\xbb\xbf", holds=lambda w: w.sheets[0].height == 0),
)

# ---------------------------------------------------------------- web pages and archives

_META = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'


def page_of(rows: str) -> bytes:
    """A page with one table."""
    return f"<html><body><table>{rows}</table></body></html>".encode()


WEB = (
    SheetCase("web page in GB2312", lambda: html_text({"人员": PEOPLE}, _META).encode("gb18030")),
    SheetCase("web page in UTF-8 that says GB2312", lambda: html_text({"人员": PEOPLE}, _META).encode()),
    SheetCase("web page in UTF-16", lambda: html_text({"人员": PEOPLE}).encode("utf-16")),
    SheetCase("document type of a page", lambda: b"<!DOCTYPE html>" + html_text({"人员": PEOPLE}).encode()),
    SheetCase(
        "tables are sheets",
        lambda: html_text(LEDGER).encode(),
        holds=lambda w: [(s.name, s.first_row) for s in w.sheets] == [("机构", 1), ("编制", 4), ("人员", 7)],
    ),
    SheetCase(
        "cells over columns and rows",
        lambda: page_of("<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁"),
        holds=lambda w: (
            w.sheets[0].rows() == [["甲", "乙", ""], ["", "丙", "丁"]]
            and [(m.top, m.left, m.bottom, m.right) for m in w.sheets[0].merges] == [(0, 0, 1, 0), (0, 1, 0, 2)]
        ),
    ),
    SheetCase("a colspan of a billion", lambda: page_of("<tr>" + "<td colspan=999999999>x" * 20), "超出 Excel"),
    SheetCase(
        "a rowspan of a billion",
        lambda: page_of("<tr><td rowspan=999999999>x<tr><td>y"),
        holds=rows_are(["x", ""], ["", "y"]),
    ),
    SheetCase(
        "tables in tables",
        lambda: page_of("<tr><td><table>" * 400 + "<tr><td>x"),
        holds=lambda w: w.sheets[-1].rows()[-1][-1] == "x",
    ),
    SheetCase("tables in tables without end", lambda: page_of("<tr><td><table>" * 3_000 + "<tr><td>x"), "嵌套"),
    SheetCase(
        "elements in elements",
        lambda: page_of("<tr><td>" + "<b><div>" * 20_000 + "x"),
        holds=lambda w: w.sheets[0].rows() == [["x"]],
    ),
    SheetCase(
        "tags not closed", lambda: b"<table><tr><td>a<td>b<tr><td>c<td>d", holds=rows_are(["a", "b"], ["c", "d"])
    ),
    SheetCase(
        "scripts and comments are not shown",
        lambda: page_of("<script>var x='<tr><td>1'</script><!-- <tr><td>2 --><tr><td>甲<style>td{}</style></td></tr>"),
        holds=rows_are(["甲"]),
    ),
    SheetCase(
        "nothing is fetched",
        lambda: page_of('<tr><td><img src="http://192.0.2.1/x"><link rel="stylesheet" href="file:///etc/passwd">甲'),
        holds=rows_are(["甲"]),
    ),
    SheetCase("entities of a page", lambda: b'<!DOCTYPE html [<!ENTITY x "y">]><table><tr><td>&x;</table>', "实体声明"),
    SheetCase(
        "a quotation mark not closed in a tag", lambda: page_of('<tr><td>a<tr><td title="x>b<tr><td>c'), "无法识别"
    ),
    SheetCase("three million cells", lambda: page_of("<tr>" + "<td>" * 3_000_001), "超过上限"),
    SheetCase(
        "hidden rows of a page",
        lambda: page_of("<tr><td>a<tr style='display: none'><td>b"),
        holds=lambda w: w.sheets[0].rows() == [["a"], ["b"]] and w.sheets[0].hidden_rows == (2,),
    ),
    SheetCase(
        "what does not fit in its cell",
        lambda: page_of('<tr><td x:num="4.5">####<td x:num>7<td>####'),
        holds=rows_are([4.5, "7", "####"]),
    ),
    SheetCase(
        "spaces and breaks",
        lambda: page_of("<tr><td> 甲&nbsp;\n 乙<br>丙 <p>丁</p></td>"),
        holds=rows_are(["甲 乙\n丙\n丁"]),
    ),
    SheetCase("rows outside of a table", lambda: b"<html><tr><td>a</td></tr></html>", holds=rows_are(["a"])),
    SheetCase(
        "a page without a table", lambda: b"<html><body>404 Not Found</body></html>", holds=lambda w: not w.sheets
    ),
    SheetCase(
        "web archive",
        lambda: books.mhtml_bytes(LEDGER),
        holds=lambda w: [s.name for s in w.sheets] == list(LEDGER) and w.sheets[-1].rows() == SHOWN,
    ),
    SheetCase(
        "web archive in base64",
        lambda: (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n'
            + b64encode(html_text({"人员": PEOPLE}).encode())
            + b"\n--b--\n"
        ),
    ),
    SheetCase(
        "web archive of 10,000 parts",
        lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + b"--b\n\nx\n" * 10_000,
        "超过上限",
    ),
    SheetCase(
        "archives in archives",
        lambda: (
            b"MIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(500))
        ),
        "层次过多",
    ),
    SheetCase(
        "web archive without a page",
        lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n\nx\n--b--\n',
        "没有网页",
    ),
)

# ---------------------------------------------------------------- XML spreadsheets of 2003


def xml_rows(rows: str, before: str = "", after: str = "") -> bytes:
    """An XML spreadsheet with one sheet."""
    text = books.xml_2003_text({"表": ()}).replace("<Table></Table>", f"<Table>{rows}</Table>{after}")
    return text.replace("<Workbook", f"{before}<Workbook", 1).encode()


_DATA = '<Data ss:Type="String">%s</Data>'
XML_2003 = (
    SheetCase("XML spreadsheet", lambda: books.xml_2003_text({"人员": PEOPLE}).encode()),
    SheetCase(
        "XML spreadsheet in GB2312",
        lambda: books.xml_2003_text({"人员": PEOPLE}).replace('"1.0"', '"1.0" encoding="GB2312"').encode("gb18030"),
    ),
    SheetCase(
        "XML spreadsheet with entities", lambda: xml_rows("<Row/>", '<!DOCTYPE x [<!ENTITY a "b">]>'), "实体声明"
    ),
    SheetCase("XML spreadsheet broken", lambda: xml_rows("<Row>"), "无法解析"),
    SheetCase(
        "XML spreadsheet nested",
        lambda: xml_rows("<Row><Cell>" + "<B>" * 200 + "</B>" * 200 + "</Cell></Row>"),
        "层次过多",
    ),
    SheetCase(
        "a row far below", lambda: xml_rows(f'<Row ss:Index="999999999"><Cell>{_DATA % 1}</Cell></Row>'), "超出 Excel"
    ),
    SheetCase(
        "a cell far to the right",
        lambda: xml_rows(f'<Row><Cell ss:Index="999999">{_DATA % 1}</Cell></Row>'),
        "超出 Excel",
    ),
    SheetCase(
        "cells in the wrong order",
        lambda: xml_rows(f'<Row><Cell>{_DATA % 1}</Cell><Cell ss:Index="1">{_DATA % 2}</Cell></Row>'),
        "次序颠倒",
    ),
    SheetCase(
        "rows in the wrong order",
        lambda: xml_rows(
            f'<Row ss:Index="5"><Cell>{_DATA % 1}</Cell></Row><Row ss:Index="5"><Cell>{_DATA % 2}</Cell></Row>'
        ),
        "出现两次",
    ),
    SheetCase(
        "places, merges, comments and kinds",
        lambda: xml_rows(
            f'<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2" ss:MergeAcross="1">{_DATA % "甲"}<Comment><Data ss:Type="String">批注</Data></Comment></Cell>'
            '<Cell><Data ss:Type="Number">1.5</Data></Cell><Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>'
            '<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=1+1"/></Row>'
        ),
        holds=lambda w: (
            w.sheets[0].rows() == [["", "甲", "", 1.5, date(2024, 1, 31), "TRUE", CellFault("#REF!"), CellFault("")]]
            and w.sheets[0].address(0, 1) == "B3"
            and w.sheets[0].hidden_rows == (3,)
            and [(m.left, m.right) for m in w.sheets[0].merges] == [(1, 2)]
        ),
    ),
    SheetCase(
        "hidden sheet of an XML spreadsheet",
        lambda: xml_rows(
            "<Row/>",
            after='<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>',
        ),
        holds=lambda w: w.sheets[0].hidden,
    ),
)

# ---------------------------------------------------------------- no tables at all


def _zip_named(*names: str) -> bytes:
    return zip_of(*((name, b"x") for name in names))


def dbf() -> bytes:
    """A table of dBASE."""
    return (
        b"\x03\x63\x05\x09"
        + struct.pack("<L2H", 0, 65, 11)
        + bytes(20)
        + b"NAME".ljust(32, b"\0")
        + b"\x0d"
        + b"x" * 20
    )


OTHERS = (
    SheetCase("RTF", lambda: b"{\\rtf1 x}", "RTF"),
    SheetCase("JPEG", lambda: b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
    SheetCase("TIFF", lambda: b"II*\0" + bytes(50), "TIFF"),
    SheetCase("BMP", lambda: b"BM" + struct.pack("<L", 60) + bytes(54), "BMP"),
    SheetCase("photo of a phone", lambda: b"\0\0\0\x18ftypheic" + bytes(50), "HEIC"),
    SheetCase("RAR", lambda: b"Rar!\x1a\x07\x01\0" + bytes(50), "RAR"),
    SheetCase("7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"),
    SheetCase("gzip", lambda: b"\x1f\x8b\x08" + bytes(50), "gzip"),
    SheetCase("tar", lambda: b"a.csv".ljust(257, b"\0") + b"ustar" + bytes(250), "tar"),
    SheetCase("empty zip", lambda: b"PK\x05\x06" + bytes(18), "压缩包"),
    SheetCase("pptx", lambda: _zip_named("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
    SheetCase("OFD", lambda: _zip_named("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    SheetCase("Numbers", lambda: _zip_named("Index/Document.iwa", "Metadata/Properties.plist"), "Numbers"),
    SheetCase("odt", lambda: zip_of(("mimetype", b"application/vnd.oasis.opendocument.text")), "OpenDocument"),
    SheetCase("sxc", lambda: zip_of(("mimetype", b"application/vnd.sun.xml.calc")), ".sxc"),
    SheetCase("SQLite", lambda: b"SQLite format 3\0" + bytes(50), "SQLite"),
    SheetCase("Access", lambda: b"\x00\x01\x00\x00Standard Jet DB\0" + bytes(50), "Access"),
    SheetCase("dBASE", dbf, "dbf"),
    SheetCase("program", lambda: b"MZ\x90\0" + bytes(50), "程序"),
    SheetCase("flat ODF", lambda: b'<?xml version="1.0"?><office:document xmlns:office="x"/>', ".fods"),
    SheetCase("Word 2003 XML", lambda: b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "Word 2003"),
    SheetCase("UOF", lambda: b"<?xml version='1.0'?><uof:UOF xmlns:uof='x'/>", "标文通"),
    SheetCase("XML of another kind", lambda: b'<?xml version="1.0"?><data><row/></data>', "XML 文件"),
)

SHEET_CASES: tuple[SheetCase, ...] = (*XLS, *LOCKED, *XLSB, *ODS, *DELIMITED, *WEB, *XML_2003, *OTHERS)
