"""What a file really is, told by its content and never by its name."""

import struct

from bianzhi.errors import UnreadableWorkbookError

SAVE_AGAIN = "请用 Excel 或 WPS 打开原文件，选择「另存为」→「Excel 工作簿（*.xlsx）」，再上传新文件。"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BINARY_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"\x09\x08", "Excel 早期版本工作簿（.xls）"),
    (b"\x09\x04", "Excel 早期版本工作簿（.xls）"),
)

_TEXT_SIGNATURES = (
    (b"<!doctype html", "网页表格（HTML）"),
    (b"<table", "网页表格（HTML）"),
    (b"<meta", "网页表格（HTML）"),
    (b"mime-version:", "网页归档文件（MHTML）"),
    (b"<", "XML 文件"),
)


def refuse_unless_zip(data: bytes, name: str) -> None:
    """Let only zip containers pass.

    Raises
    ------
    UnreadableWorkbookError
        The file is empty or something else; the message names what it is.
    """
    if not data:
        raise UnreadableWorkbookError(f"“{name}”是空文件（0 字节）。", "请检查文件是否上传或复制完整后再试。")
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(_OLE):
        raise _refusal_of_ole(data, name)
    raise UnreadableWorkbookError(f"“{name}”不是 .xlsx 工作簿，而是{_kind_of_plain_file(data)}。", SAVE_AGAIN)


def refuse_unless_workbook(names: set[str], mimetype: bytes, name: str) -> None:
    """Let only an xlsx or xlsm pass, among zip containers.

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
        return
    if b"opendocument.spreadsheet" in mimetype:
        kind = "OpenDocument 表格（.ods）"
    elif b"opendocument" in mimetype:
        kind = "OpenDocument 文档"
    elif "xl/workbook.bin" in names:
        kind = "Excel 二进制工作簿（.xlsb）"
    elif any(part.startswith("word/") for part in names):
        kind = "Word 文档（.docx）"
    elif any(part.startswith("ppt/") for part in names):
        kind = "PowerPoint 演示文稿（.pptx）"
    elif any(part.startswith("xl/") for part in names):
        raise UnreadableWorkbookError(
            f"“{name}”缺少工作簿目录（xl/workbook.xml），文件不完整。", "请重新导出或另存为 .xlsx 文件后再试。"
        )
    else:
        kind = "压缩包（.zip）"
    hint = "请解压后上传其中的 .xlsx 文件。" if "zip" in kind else SAVE_AGAIN
    raise UnreadableWorkbookError(f"“{name}”不是 .xlsx 工作簿，而是{kind}。", hint)


def _refusal_of_ole(data: bytes, name: str) -> UnreadableWorkbookError:
    """OLE containers hold old Office files, and new ones that have a password."""
    streams = _ole_stream_names(data)
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        return UnreadableWorkbookError(
            f"“{name}”有打开密码，无法读取。",
            "请在 Excel 或 WPS 中输入密码打开，在「文件」→「信息」→「保护工作簿」中清除打开密码，保存后再上传。",
        )
    if "Workbook" in streams or "Book" in streams:
        kind = "Excel 97-2003 工作簿（.xls 或 .et）"
    elif "WordDocument" in streams:
        kind = "Word 97-2003 文档（.doc 或 .wps）"
    elif "PowerPoint Document" in streams:
        kind = "PowerPoint 97-2003 演示文稿（.ppt）"
    else:
        kind = "旧版 Office 文件"
    return UnreadableWorkbookError(f"“{name}”不是 .xlsx 工作簿，而是{kind}。", SAVE_AGAIN)


def _ole_stream_names(data: bytes) -> set[str]:
    """Names of the known streams, found where directory entries keep them: UTF-16, at a multiple of 128 bytes."""
    known = ("EncryptedPackage", "EncryptionInfo", "Workbook", "Book", "WordDocument", "PowerPoint Document")
    found = set()
    for stream in known:
        encoded = stream.encode("utf-16-le") + b"\0\0"
        place = data.find(encoded)
        while place >= 0:
            length = data[place + 64 : place + 66]
            if place % 128 == 0 and (len(length) < 2 or struct.unpack("<H", length)[0] == len(encoded)):
                found.add(stream)
                break
            place = data.find(encoded, place + 1)
    return found


def _kind_of_plain_file(data: bytes) -> str:
    for signature, kind in _BINARY_SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 编码的文本文件"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "XML 电子表格 2003"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in _TEXT_SIGNATURES:
        if start.startswith(signature):
            return "网页表格（HTML）" if b"<html" in start else kind
    return "无法识别的文件，可能已损坏" if b"\0" in head else "文本文件（如 .csv、.txt）"
