"""A web archive (MHTML), as Excel saves a workbook as a single file: pages in one envelope, a sheet each."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats import web_page
from bianzhi.reading.formats.encodings import decoded
from bianzhi.reading.formats.raw_sheet import RawSheet
from bianzhi.reading.limits import DEFAULT_LIMITS

_TITLE = re.compile(
    r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,100})</x:Name>\s*<x:WorksheetSource\s+HRef=\"([^\"]{1,300})\"", re.IGNORECASE
)
_DEEPEST = 8


def sheets(data: bytes, name: str) -> Iterator[RawSheet]:
    """Every table of every page in the archive; pages that Excel wrote have the names of its sheets.

    Raises
    ------
    UnreadableWorkbookError
        The envelope is nested too deeply or has too many parts, or one of its pages cannot be read.
    """
    pages = list(_pages(_parsed(data, name), name))
    titles = {}
    for _, text in pages:
        titles.update({source.rpartition("/")[2]: title for title, source in _TITLE.findall(text)})
    for location, text in pages:
        title = titles.get(location.rpartition("/")[2])
        if "<tr" in text.lower():
            yield from web_page.sheets(text, name, (title,) if title else ())


def _parsed(data: bytes, name: str) -> Message:
    if data.count(b"\n--") > 4 * DEFAULT_LIMITS.entries:
        raise unsafe(name, f"网页归档含有的内部文件超过上限 {DEFAULT_LIMITS.entries} 个")
    if len(re.findall(rb"(?i)content-type:\s*(?:multipart|message)/", data)) > _DEEPEST:
        raise unsafe(name, "网页归档的层次过多")
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _pages(message: Message, name: str) -> Iterator[tuple[str, str]]:
    """Location and text of every page."""
    found = False
    for number, part in enumerate(message.walk()):
        if number > DEFAULT_LIMITS.entries:
            raise unsafe(name, f"网页归档含有的内部文件超过上限 {DEFAULT_LIMITS.entries} 个")
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            found = True
            yield str(part.get("Content-Location") or ""), decoded(content, name) if content else ""
    if not found:
        raise damaged(name, "网页归档中没有网页")
