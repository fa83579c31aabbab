"""What a file really is, told by its content and never by its name; what is no table is refused by its own name."""

import struct
from enum import Enum

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import damaged

SAVE_AGAIN = "请用 Excel 或 WPS 打开原文件，选择「另存为」→「Excel 工作簿（*.xlsx）」，再上传新文件。"
_COPY_TABLE = "请用 Word 或 WPS 打开原文件，把其中的表格复制到新的 Excel 工作簿，另存为 .xlsx 文件后再上传。"
_UNPACK = "请解压后上传其中的表格文件。"
_ASK_FOR_ORIGINAL = "请向提供方索取原始的 Excel 表格；确实没有的，按台账模板录入后再上传。"
_FROM_NUMBERS = "请在 Numbers 中选择「文件」→「导出为」→「Excel」，得到 .xlsx 文件后再上传。"
_EXPORT = "请在原系统中把数据导出为 Excel（.xlsx）或 CSV 文件后再上传。"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(Enum):
    """The kinds of file that are read, by what they are inside."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    LOCKED = "locked"
    """An OLE container around an encrypted xlsx, xlsm or xlsb."""
    WEB_PAGE = "web page"
    WEB_ARCHIVE = "web archive"
    XML_2003 = "XML 2003"
    DELIMITED = "delimited text"


class Container(Enum):
    """How the content of a file is packed."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


_SIGNATURES = (
    (b"%PDF", "PDF 文件", _ASK_FOR_ORIGINAL),
    (b"{\\rtf", "RTF 文档", _COPY_TABLE),
    (b"\x89PNG", "PNG 图片", _ASK_FOR_ORIGINAL),
    (b"\xff\xd8\xff", "JPEG 图片", _ASK_FOR_ORIGINAL),
    (b"GIF8", "GIF 图片", _ASK_FOR_ORIGINAL),
    (b"II*\0", "TIFF 图片", _ASK_FOR_ORIGINAL),
    (b"MM\0*", "TIFF 图片", _ASK_FOR_ORIGINAL),
    (b"Rar!", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
    (b"BZh", "bzip2 压缩包", _UNPACK),
    (b"\xfd7zXZ", "xz 压缩包", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包", _UNPACK),
    (b"PK\x05\x06", "空的压缩包（.zip）", _UNPACK),
    (b"PK\x07\x08", "分卷压缩包（.zip）", _UNPACK),
    (b"SQLite format 3", "SQLite 数据库", _EXPORT),
    (b"\x00\x01\x00\x00Standard", "Access 数据库", _EXPORT),
    (b"MZ", "Windows 程序", "请选择台账文件；程序文件来历不明的，请勿打开。"),
    (b"\x7fELF", "程序文件", "请选择台账文件；程序文件来历不明的，请勿打开。"),
    (b"\x09\x00", "Excel 2.x 工作表", SAVE_AGAIN),
    (b"\x09\x02", "Excel 3 工作表", SAVE_AGAIN),
    (b"\x09\x04", "Excel 4 工作表", SAVE_AGAIN),
    (b"\x09\x08", "残缺的 Excel 97-2003 工作簿（.xls）", SAVE_AGAIN),
)
_ZIP_PARTS = (
    ("word/", "Word 文档（.docx）", _COPY_TABLE),
    ("ppt/", "PowerPoint 演示文稿（.pptx）", _COPY_TABLE),
    ("ofd.xml", "OFD 版式文件", _ASK_FOR_ORIGINAL),
    ("index/document.iwa", "Numbers 或 Pages 文件", _FROM_NUMBERS),
    ("index.zip", "Numbers 或 Pages 文件", _FROM_NUMBERS),
)
_OLE_STREAMS = (
    ("WordDocument", "Word 97-2003 文档（.doc 或 .wps）", _COPY_TABLE),
    ("PowerPoint Document", "PowerPoint 97-2003 演示文稿（.ppt 或 .dps）", _COPY_TABLE),
    ("__properties_version1.0", "Outlook 邮件（.msg）", "请把邮件的附件另存为文件后再上传。"),
)
_TEXT_ROOTS = (
    ("<office:document", "平面 OpenDocument 文件（.fods）", SAVE_AGAIN),
    ("<w:worddocument", "Word 2003 XML 文档", _COPY_TABLE),
    ("<uof", "标文通文件（UOF）", SAVE_AGAIN),
    ("<svg", "SVG 图片", _ASK_FOR_ORIGINAL),
)
_DBF_VERSIONS = b"\x03\x30\x31\x32\x83\x8b\xf5"


def container_of(data: bytes, name: str) -> Container:
    """How a file's content is packed.

    Raises
    ------
    UnreadableWorkbookError
        The file is empty, or a binary file that is no table; the message names what it is.
    """
    if not data:
        raise UnreadableWorkbookError(f"“{name}”是空文件（0 字节）。", "请检查文件是否上传或复制完整后再试。")
    if data.startswith(b"PK\x03\x04"):
        return Container.ZIP
    if data.startswith(_OLE):
        return Container.OLE
    for signature, kind, hint in _SIGNATURES:
        if data.startswith(signature):
            raise not_a_table(name, kind, hint)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise not_a_table(name, "手机图片（HEIC 或 WebP）", _ASK_FOR_ORIGINAL)
    if data[:2] == b"BM" and data[2:6] == struct.pack("<L", len(data)):
        raise not_a_table(name, "BMP 图片", _ASK_FOR_ORIGINAL)
    if data[257:262] == b"ustar":
        raise not_a_table(name, "tar 归档文件", _UNPACK)
    if _is_dbf(data):
        raise not_a_table(name, "dBASE/FoxPro 数据表（.dbf）", SAVE_AGAIN)
    return Container.TEXT


def zip_kind(names: set[str], mimetype: bytes, name: str) -> Kind:
    """What a zip container holds.

    Parameters
    ----------
    names
        Names of the parts in the container, in lower case.
    mimetype
        Content of the part ``mimetype``, which OpenDocument files have; empty if there is none.
    name
        The file's name, as the user knows it.

    Raises
    ------
    UnreadableWorkbookError
        The container is another kind of document, or not a document.
    """
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if b"opendocument.spreadsheet" in mimetype and "content.xml" in names:
        return Kind.ODS
    if b"sun.xml.calc" in mimetype:
        raise not_a_table(name, "OpenOffice 1.x 表格（.sxc）", SAVE_AGAIN)
    if b"opendocument" in mimetype:
        raise not_a_table(name, "OpenDocument 文档", SAVE_AGAIN)
    for start, kind, hint in _ZIP_PARTS:
        if any(part.startswith(start) for part in names):
            raise not_a_table(name, kind, hint)
    if any(part.startswith("xl/") for part in names):
        raise UnreadableWorkbookError(
            f"“{name}”缺少工作簿目录（xl/workbook.xml），文件不完整。", "请重新导出或另存为 .xlsx 文件后再试。"
        )
    raise not_a_table(name, "压缩包（.zip）", _UNPACK)


def ole_kind(data: bytes, name: str) -> Kind:
    """What an OLE container holds: an old Excel file, or a new one that has a password.

    Raises
    ------
    UnreadableWorkbookError
        It holds another kind of document.
    """
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        return Kind.LOCKED
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Kind.XLS
    for stream, kind, hint in _OLE_STREAMS:
        if _has_stream(data, stream):
            raise not_a_table(name, kind, hint)
    if len(data) < 52 or 512 * (struct.unpack_from("<L", data, 48)[0] + 2) > len(data):
        raise damaged(name, "内部目录缺失，可能没有上传或下载完整")
    raise not_a_table(name, "旧版 Office 或 WPS 文件", SAVE_AGAIN)


def text_kind(text: str, name: str) -> Kind:
    """What a text holds: a page with a table, an XML spreadsheet, or cells between separators.

    Raises
    ------
    UnreadableWorkbookError
        It is XML or a page of another kind.
    """
    head = text[:65_536].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("mime-version:", "from:", "content-type: multipart/")) and "multipart/" in head:
        return Kind.WEB_ARCHIVE
    if not head.startswith("<"):
        return Kind.DELIMITED
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head:
        return Kind.XML_2003
    for root, kind, hint in _TEXT_ROOTS:
        if root in head:
            raise not_a_table(name, kind, hint)
    if any(tag in head for tag in ("<html", "<table", "<!doctype html", "<body", "<tr", "<meta")):
        return Kind.WEB_PAGE
    raise not_a_table(name, "XML 文件", _EXPORT)


def not_a_table(name: str, kind: str, hint: str = SAVE_AGAIN) -> UnreadableWorkbookError:
    """The refusal of a file that is something else."""
    return UnreadableWorkbookError(f"“{name}”不是可以读取的表格，而是{kind}。", hint)


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether a directory entry of the OLE container has this name: UTF-16, at a multiple of 128 bytes."""
    encoded = stream.encode("utf-16-le") + b"\0\0"
    place = data.find(encoded)
    while place >= 0:
        length = data[place + 64 : place + 66]
        if place % 128 == 0 and (len(length) < 2 or struct.unpack("<H", length)[0] == len(encoded)):
            return True
        place = data.find(encoded, place + 1)
    return False


def _is_dbf(data: bytes) -> bool:
    """A dBASE table has no signature, but a date, and a header whose length it tells and a line break ends."""
    if len(data) < 65 or data[0] not in _DBF_VERSIONS or not (1 <= data[2] <= 12 and 1 <= data[3] <= 31):
        return False
    header = int(struct.unpack_from("<H", data, 8)[0])
    return 65 <= header <= len(data) and (data[header - 1] == 0x0D or data[header - 264 : header - 263] == b"\x0d")
