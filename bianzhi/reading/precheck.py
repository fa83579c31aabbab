"""The gate before any parser: what kind of file it is, whether it is whole, and whether it is safe to parse.

It runs in the child process of ``bianzhi.sandbox``, on the bytes that the parser will get.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import Entry, damaged, entries_of, inflated, unsafe
from bianzhi.reading.kinds import Container, Kind, container_of, zip_kind
from bianzhi.reading.limits import MIB, FileLimits
from bianzhi.reading.sheet_scan import SheetScan, scan_sheet

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_STRETCH = MIB // 2


class CheckedSheet(NamedTuple):
    """One worksheet of a checked workbook."""

    part: str
    scan: SheetScan


class CheckedWorkbook(NamedTuple):
    """A workbook that may be parsed."""

    entries: list[Entry]
    sheets: dict[str, CheckedSheet]
    """Worksheets by the name the user sees."""


class OpenedContainer(NamedTuple):
    """A zip container whose directory holds, and what kind of workbook it says it is."""

    kind: Kind
    entries: list[Entry]
    by_path: dict[str, Entry]
    """Entries by their name in lower case, with forward slashes."""


def refuse_too_large(data: bytes, name: str, limits: FileLimits) -> None:
    """Let only a file within the limit pass.

    Raises
    ------
    UnreadableWorkbookError
        The message names both sizes.
    """
    if len(data) > limits.file_bytes:
        raise UnreadableWorkbookError(
            f"“{name}”有 {len(data) / MIB:.1f} MiB，超过上限 {limits.file_bytes // MIB} MiB。",
            "请删去图片、附件和与台账无关的工作表后再试。",
        )


def open_container(data: bytes, name: str, limits: FileLimits) -> OpenedContainer:
    """The directory of a zip container that may hold a workbook.

    Raises
    ------
    UnreadableWorkbookError
        The container is damaged, unsafe, or holds another kind of document.
    """
    entries = entries_of(data, name, limits)
    by_path = {_path(entry.name): entry for entry in entries}
    mimetype = by_path.get("mimetype")
    kind = zip_kind(set(by_path), inflated(data, mimetype, name) if mimetype else b"", name)
    return OpenedContainer(kind, entries, by_path)


def checked_parts(
    data: bytes, opened: OpenedContainer, name: str, limits: FileLimits
) -> Iterator[tuple[str, Entry, bytes]]:
    """Every part, inflated, whole, and safe to parse if it is XML: path in lower case, entry, content.

    Raises
    ------
    UnreadableWorkbookError
        A part is damaged, or XML that no spreadsheet program writes.
    """
    for path, entry in opened.by_path.items():
        content = inflated(data, entry, name)
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or path.endswith((".xml", ".rels", ".vml")):
            _refuse_unsafe_xml(content, entry.name, name, limits)
        yield path, entry, content


def check_workbook(data: bytes, name: str, limits: FileLimits) -> CheckedWorkbook:
    """Let only a whole, safe xlsx or xlsm pass.

    Parameters
    ----------
    data
        The file.
    name
        Its name, as the user knows it; only for messages.
    limits
        How large the file and its parts may be.

    Raises
    ------
    UnreadableWorkbookError
        The message names the cause, the hint what to do.
    """
    refuse_too_large(data, name, limits)
    if container_of(data, name) is not Container.ZIP:
        raise damaged(name, "不是 .xlsx 文件的内部格式")
    return check_xlsx(data, open_container(data, name, limits), name, limits)


def check_xlsx(data: bytes, opened: OpenedContainer, name: str, limits: FileLimits) -> CheckedWorkbook:
    """Look into every part of an xlsx or xlsm whose directory holds."""
    titles = sheet_titles(data, opened.by_path, name)
    sheets = {}
    for path, entry, content in checked_parts(data, opened, name, limits):
        if path in titles or path.startswith("xl/worksheets/sheet"):
            title = titles.get(path, entry.name)
            if title in sheets:
                raise unsafe(name, f"工作表“{title}”出现两次")
            sheets[title] = CheckedSheet(path, scan_sheet(content, title, name, limits))
    return CheckedWorkbook(opened.entries, sheets)


def _path(part: str) -> str:
    return part.replace("\\", "/").lower()


def _refuse_unsafe_xml(content: bytes, part: str, name: str, limits: FileLimits) -> None:
    head = content[:200]
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unsafe(name, f"内部文件 {part} 不是 UTF-8 编码")
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise unsafe(name, f"内部文件 {part} 不是 UTF-8 编码")
    if b"!" in content and _DECLARATION.search(content) is not None:
        raise unsafe(name, f"内部文件 {part} 含有 XML 文档类型或实体声明")
    _refuse_untagged_stretch(content, part, name, limits)


def _refuse_untagged_stretch(content: bytes, part: str, name: str, limits: FileLimits) -> None:
    """Only the places of tags around multiples of half the limit are looked at: no longer stretch slips through."""
    last = 0
    for place in range(0, len(content), _STRETCH):
        tag = content.rfind(b"<", place, place + _STRETCH)
        if tag >= 0:
            first = content.find(b"<", place, tag + 1)
            if first - last > limits.untagged_bytes:
                break
            last = tag
        elif min(place + _STRETCH, len(content)) - last > limits.untagged_bytes:
            break
    else:
        return
    raise unsafe(name, f"内部文件 {part} 中有超过 {limits.untagged_bytes // MIB} MiB 的单个文字或属性")


def relation_paths(data: bytes, by_path: dict[str, Entry], part: str, name: str) -> dict[str, str]:
    """What the workbook's directory ``part`` refers to: path of the part in lower case, by the id of the relation."""
    relations = by_path.get(part)
    if relations is None:
        raise damaged(name, f"缺少工作表目录（{part}）")
    paths = {}
    for attributes in _elements(_RELATION, inflated(data, relations, name)):
        target = attributes.get("Target", "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        paths[attributes.get("Id", "")] = _path(path)
    return paths


def sheet_titles(data: bytes, by_path: dict[str, Entry], name: str) -> dict[str, str]:
    """Path of each worksheet's part to the name of the sheet."""
    paths = relation_paths(data, by_path, "xl/_rels/workbook.xml.rels", name)
    titles = {}
    for attributes in _elements(_SHEET, inflated(data, by_path["xl/workbook.xml"], name)):
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        titles[paths.get(relation, "")] = attributes.get("name", "")
    return titles


def _elements(pattern: re.Pattern[bytes], content: bytes) -> list[dict[str, str]]:
    found = []
    for text in pattern.findall(content):
        pairs = _ATTRIBUTE.findall(text.decode("utf-8", "replace"))
        found.append({key: _unescaped(double or single) for key, double, single in pairs})
    return found


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html  # noqa: PLC0415 - seldom needed, and its table takes time to load

    return html.unescape(text)
