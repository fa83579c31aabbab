"""Every hostile or odd file beside those of xlsx: the formats that are read, and files that are no tables at all."""

import struct

from tests.reading.formats_books import zip_of
from tests.reading.hostile_case import SheetCase
from tests.reading.hostile_containers import LOCKED, ODS, XLSB
from tests.reading.hostile_text import DELIMITED, WEB, XML_2003
from tests.reading.hostile_xls import XLS


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
