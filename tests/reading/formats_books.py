"""The small ledger of ``books``, and any other tables, in every format that is read."""

import csv
import hashlib
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

import msoffcrypto.format.ooxml
import olefile
import xlwt
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from xlwt.CompoundDoc import XlsDoc

from tests.reading.books import PEOPLE, QUOTAS, UNITS, Rows

LEDGER: Mapping[str, Rows] = {"机构": UNITS, "编制": QUOTAS, "人员": PEOPLE}
PASSWORD = "样区Pass1"
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
"""What a container must have for the library that encrypts to take it for a workbook."""
_EPOCH = date(1899, 12, 30)


def shown(value: Any) -> str:
    """A value as a text format holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def csv_text(rows: Rows, separator: str = ",") -> str:
    """Rows as delimited text, with the line ends of Windows."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([[shown(value) for value in row] for row in rows])
    return stream.getvalue()


def html_text(tables: Mapping[str, Rows], head: str = "") -> str:
    """A page with a captioned table for each."""
    body = "".join(
        f"<table><caption>{escape(name)}</caption>{_html_rows(rows)}</table>" for name, rows in tables.items()
    )
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _html_rows(rows: Rows) -> str:
    return "".join("<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in row) + "</tr>\r\n" for row in rows)


def mhtml_bytes(tables: Mapping[str, Rows], encoding: str = "gb2312") -> bytes:
    """A workbook as Excel saves it as a single web archive: a page that names the sheets, and one for each."""
    sheets = "".join(
        f'<x:ExcelWorksheet><x:Name>{escape(name)}</x:Name><x:WorksheetSource HRef="sheet{number:03d}.htm"/></x:ExcelWorksheet>'
        for number, name in enumerate(tables, start=1)
    )
    pages = [f"<html><head><!--[if gte mso 9]><xml>{sheets}</xml><![endif]--></head><frameset></frameset></html>"]
    pages += [f"<html><body><table>{_html_rows(rows)}</table></body></html>" for rows in tables.values()]
    names = ["book.htm", *(f"book.files/sheet{number:03d}.htm" for number in range(1, len(pages)))]
    parts = [b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n']
    for name, page in zip(names, pages, strict=True):
        coded = io.BytesIO()
        import quopri  # noqa: PLC0415

        quopri.encode(io.BytesIO(page.encode(encoding)), coded, quotetabs=False)
        head = f'Content-Location: file:///C:/{name}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="{encoding}"'
        parts.append(b"------=_Next\r\n" + head.encode() + b"\r\n\r\n" + coded.getvalue() + b"\r\n")
    return b"\r\n".join(parts) + b"\r\n------=_Next--\r\n"


def xml_2003_text(tables: Mapping[str, Rows]) -> str:
    """An XML spreadsheet."""
    sheets = []
    for name, rows in tables.items():
        lines = "".join("<Row>" + "".join(_xml_cell(value) for value in row) + "</Row>" for row in rows)
        sheets.append(f'<Worksheet ss:Name="{escape(name)}"><Table>{lines}</Table></Worksheet>')
    spaces = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    return f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {spaces}>{"".join(sheets)}</Workbook>'


def _xml_cell(value: Any) -> str:
    if value is None or value == "":
        return "<Cell/>"
    if isinstance(value, bool):
        return f'<Cell><Data ss:Type="Boolean">{int(value)}</Data></Cell>'
    if isinstance(value, int | float):
        return f'<Cell><Data ss:Type="Number">{value}</Data></Cell>'
    if isinstance(value, date):
        return f'<Cell><Data ss:Type="DateTime">{value.isoformat()[:10]}T00:00:00.000</Data></Cell>'
    return f'<Cell><Data ss:Type="String">{escape(value)}</Data></Cell>'


def xls_bytes(tables: Mapping[str, Rows], change: Any = None, date_1904: bool = False) -> bytes:
    """An Excel 97-2003 workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = date_1904
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in tables.items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write(number, column, value, day)
                elif value not in (None, ""):
                    page.write(number, column, value)
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_bytes(tables: Mapping[str, Rows], hidden: Iterable[str] = ()) -> bytes:
    """An OpenDocument spreadsheet."""
    book = OpenDocumentSpreadsheet()
    style = Style(name="unseen", family="table")
    style.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(style)
    for name, rows in tables.items():
        page = Table(name=name, **({"stylename": style} if name in hidden else {}))
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            page.addElement(line)
        book.spreadsheet.addElement(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _ods_cell(value: Any) -> Any:
    if value is None or value == "":
        return TableCell()
    if isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue="true" if value else "false")
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=str(value))
    elif isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat()[:10])
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=shown(value)))
    return cell


COVERED = CoveredTableCell


def ods_with(rows: str, before: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet 表, its rows as XML."""
    spaces = (
        " ".join(
            f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
            for short in ("office", "table", "text", "style")
        )
        + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    return zip_of(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.encode()))


def zip_of(*parts: tuple[str, bytes]) -> bytes:
    """A zip container."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            book.writestr(name, content)
    return stream.getvalue()


def record_12(kind: int, content: bytes = b"") -> bytes:
    """A record of an xlsb."""
    number = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, length = len(content), b""
    while True:
        length += bytes((size & 0x7F | (0x80 if size > 127 else 0),))
        size >>= 7
        if not size:
            return number + length + content


def wide(text: str) -> bytes:
    """A text in an xlsb."""
    encoded = text.encode("utf-16-le")
    return struct.pack("<L", len(encoded) // 2) + encoded


def xlsb_row(number: int, cells: Iterable[tuple[int, Any]], hidden: bool = False) -> bytes:
    """A row of an xlsb, with its cells by column."""
    flags = bytes((0, 0x10 if hidden else 0, 0))
    row = record_12(0, struct.pack("<2LH", number, 0, 300) + flags + struct.pack("<L", 0))
    return row + b"".join(_xlsb_cell(column, value) for column, value in cells if value not in (None, ""))


def _xlsb_cell(column: int, value: Any) -> bytes:
    start = struct.pack("<2L", column, 1 if isinstance(value, date) else 0)
    if isinstance(value, bytes):  # the code of an error
        return record_12(3, start + value)
    if isinstance(value, bool):
        return record_12(4, start + bytes((value,)))
    if isinstance(value, date):
        return record_12(5, start + struct.pack("<d", (value - _EPOCH).days))
    if isinstance(value, int | float):
        return record_12(5, start + struct.pack("<d", value))
    return record_12(6, start + wide(value))


def xlsb_bytes(
    tables: Mapping[str, Rows], sheets: Mapping[str, bytes] | None = None, hidden: Iterable[str] = ()
) -> bytes:
    """An Excel binary workbook; ``sheets`` gives sheets whose rows are already records."""
    bodies = {
        name: b"".join(xlsb_row(n, enumerate(row)) for n, row in enumerate(rows)) for name, rows in tables.items()
    }
    bodies.update(sheets or {})
    bundle, relations, parts = b"", "", []
    for number, (name, body) in enumerate(bodies.items(), start=1):
        bundle += record_12(156, struct.pack("<2L", name in hidden, number) + wide(f"rId{number}") + wide(name))
        relations += f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.bin"/>'
        data = record_12(129) + record_12(148, struct.pack("<4L", 0, 0, 0, 0)) + record_12(145) + body + record_12(146)
        parts.append((f"xl/worksheets/sheet{number}.bin", data + record_12(130)))
    formats = b"".join(record_12(47, struct.pack("<2H", 0, number) + bytes(12)) for number in (0, 14))
    styles = record_12(278) + record_12(617, struct.pack("<L", 2)) + formats + record_12(618) + record_12(279)
    head = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return zip_of(
        ("[Content_Types].xml", CONTENT_TYPES),
        ("xl/workbook.bin", record_12(131) + record_12(143) + bundle + record_12(144) + record_12(132)),
        ("xl/_rels/workbook.bin.rels", f"{head}{relations}</Relationships>".encode()),
        ("xl/styles.bin", styles),
        *parts,
    )


def locked(content: bytes, password: str = PASSWORD) -> bytes:
    """An xlsx, or any other container, behind a password, as Excel encrypts it."""
    stream = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


def workbook_stream(content: bytes) -> bytes:
    """The records of an xls."""
    return bytes(olefile.OleFileIO(io.BytesIO(content)).openstream("Workbook").read())


def xls_of_stream(stream: bytes) -> bytes:
    """An xls with these records."""
    content = io.BytesIO()
    XlsDoc().save(content, stream)
    return content.getvalue()


def record_8(kind: int, content: bytes = b"") -> bytes:
    """A record of an xls."""
    return struct.pack("<2H", kind, len(content)) + content


def biff_5(rows: Rows, name: str = "人员", code_page: int = 936) -> bytes:
    """An Excel 5.0/95 workbook in the code page of Chinese Windows."""
    begin = [record_8(0x0809, struct.pack("<4H", 0x0500, kind, 0, 0)) for kind in (0x05, 0x10)]
    title = name.encode("gbk")
    globals_end = record_8(0x000A)
    page = record_8(0x0042, struct.pack("<H", code_page))
    formats = record_8(0x00E0, bytes(16))
    entry_size = 4 + 7 + len(title)
    start = len(begin[0]) + len(page) + len(formats) + entry_size + len(globals_end)
    entry = record_8(0x0085, struct.pack("<LHB", start, 0, len(title)) + title)
    cells = b""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<3H", number, column, 0)
            if isinstance(value, int | float):
                cells += record_8(0x0203, place + struct.pack("<d", value))
            else:
                text = value.encode("gbk")
                cells += record_8(0x0204, place + struct.pack("<H", len(text)) + text)
    return xls_of_stream(begin[0] + page + formats + entry + globals_end + begin[1] + cells + record_8(0x000A))


def locked_xls(content: bytes, password: str = PASSWORD) -> bytes:
    """An xls behind a password, in the RC4 encryption of Office 97."""
    stream = workbook_stream(content)
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    key = _rc4_key(password, salt)
    cipher = _rc4(key, 0)
    proof = cipher.update(verifier), cipher.update(hashlib.md5(verifier).digest())
    file_pass = record_8(0x002F, struct.pack("<3H", 1, 1, 1) + salt + proof[0] + proof[1])
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    moved = sheets_moved(stream[:first] + file_pass + stream[first:], len(file_pass))
    return xls_of_stream(_encrypted(moved, key))


def sheets_moved(stream: bytes, by: int) -> bytes:
    """The records with the places of the sheets moved."""
    content = bytearray(stream)
    for kind, place, _ in records_8(stream):
        if kind == 0x0085:
            struct.pack_into("<L", content, place, struct.unpack_from("<L", stream, place)[0] + by)
    return bytes(content)


def records_8(stream: bytes) -> Iterable[tuple[int, int, int]]:
    """Kind, place and size of each record of an xls."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, place)
        yield kind, place + 4, size
        place += 4 + size


def _rc4_key(password: str, salt: bytes) -> bytes:
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    return hashlib.md5((first + salt) * 16).digest()[:5]


def _rc4(key: bytes, block: int) -> Any:
    return Cipher(ARC4(hashlib.md5(key + struct.pack("<L", block)).digest()), mode=None).encryptor()


def _encrypted(stream: bytes, key: bytes) -> bytes:
    """All but the heads of the records, and a few records that stay as they are, in blocks of 1,024 bytes."""
    mask = b"".join(_rc4(key, block).update(bytes(1024)) for block in range(len(stream) // 1024 + 1))
    content = bytearray(stream)
    for kind, place, size in records_8(stream):
        if kind in (0x0809, 0x002F, 0x00E1):
            continue
        start = place + 4 if kind == 0x0085 else place
        for at in range(start, place + size):
            content[at] ^= mask[at]
    return bytes(content)


def days_after(first: date, days: int) -> date:
    """A later day."""
    return first + timedelta(days)
