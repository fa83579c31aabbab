"""Hostile and odd files that are zip containers beside xlsx, or encrypted ones: xlsb, ods, and workbooks with a password."""

from bianzhi.reading.workbook import CellFault
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE, ledger_bytes
from tests.reading.formats_books import LEDGER, PASSWORD, ods_with, record_12, xlsb_row, zip_of
from tests.reading.hostile_case import SheetCase, cut, rows_are


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
        holds=lambda w: w.sheets[0].rows() == [["", "", CellFault("#REF!"), "x"]] and w.sheets[0].hidden_rows == (4,),
    ),
    SheetCase(
        "xlsb unknown error", lambda: xlsb_of(xlsb_row(0, [(0, b"\x99")])), holds=rows_are([CellFault("#VALUE!")])
    ),
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
