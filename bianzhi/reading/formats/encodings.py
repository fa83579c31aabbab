"""Text of unknown encoding, decoded strictly or refused with its row: a wrong guess would turn names into other names."""

import codecs
import re

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.kinds import not_a_table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks, the longer ones before those they begin with."""
_SAVE_AS_UTF8 = "请用原程序重新导出，或用 Excel、WPS 打开核对无误后另存为 .xlsx 文件再上传。"
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b\0")
_HEAD = 4_096
_CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_OTHER_LETTERS = re.compile(r"[\u0080-\u07ff]")
_LIKELY = re.compile(r"[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""What a Chinese table is written with, nearly without exception."""


def decoded(data: bytes, name: str) -> str:
    """A file's text: by its byte order mark, else as UTF-8, UTF-16 or GB18030, whichever it strictly is.

    Raises
    ------
    UnreadableWorkbookError
        It is no text, or its rows are in different encodings; the first row that does not fit is named.
    """
    for mark, encoding, shown in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, shown, name)
    if b"\0" in data:
        return _with_nulls(data, name)
    if sum(byte in _CONTROLS for byte in data[:_HEAD]) > len(data[:_HEAD]) // 100:
        raise not_a_table(name, "无法识别的文件，可能已损坏")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    _refuse_mixed_rows(data, name)
    return data.decode("gb18030")


def _marked(data: bytes, encoding: str, shown: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data.decode(encoding, "replace")[: error.start].count("\n") + 1
        if encoding == "utf-8":
            row = data[: error.start].count(b"\n") + 1
        raise _not_decoded(f"文件标明为 {shown} 编码，但第 {row} 行不是", name) from None
    if "\0" in text:
        raise _null(text[: text.index("\0")].count("\n") + 1, name)
    return text


def _with_nulls(data: bytes, name: str) -> str:
    """UTF-16 without a mark has null bytes in every ASCII character; any other text has none."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:_HEAD]
        if "\0" not in text and len(_LIKELY.findall(head)) >= 0.9 * len(head):
            return text
    start = data[:_HEAD]
    if sum(byte in _CONTROLS or byte == 0 for byte in start) > len(start) // 20:
        raise not_a_table(name, "无法识别的文件，可能已损坏")
    raise _null(data[: data.index(b"\0")].count(b"\n") + 1, name)


def _refuse_mixed_rows(data: bytes, name: str) -> None:
    """Let only a text pass whose every row is GB18030, and none of whose rows is UTF-8.

    Three Chinese characters in UTF-8 are four and a half in GB18030, so a UTF-8 row often passes for nonsense in GB18030.
    The other way round it cannot happen, but for rows of a character or two; they are not told apart by themselves.
    """
    first_utf8 = first_other = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        if _is_utf8(line):
            first_utf8 = first_utf8 or number
        else:
            first_other = first_other or number
            try:
                line.decode("gb18030")
            except UnicodeDecodeError:
                raise _not_decoded(f"第 {number} 行既不是 UTF-8 也不是 GB18030（国标）编码", name) from None
        if first_utf8 and first_other:
            raise _not_decoded(
                f"文件混用了两种编码：第 {first_utf8} 行是 UTF-8，第 {first_other} 行是 GB18030（国标）", name
            )


def _is_utf8(line: bytes) -> bool:
    """Whether a row that is not ASCII is Chinese in UTF-8, beyond coincidence."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(_CJK.findall(text)) > 1 and _OTHER_LETTERS.search(text) is None


def _null(row: int, name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"“{name}”的第 {row} 行含有空字符（NUL），文件可能已损坏，读取会丢失其后的内容。", _SAVE_AS_UTF8
    )


def _not_decoded(what: str, name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(f"“{name}”的文字编码无法确定：{what}。", _SAVE_AS_UTF8)
