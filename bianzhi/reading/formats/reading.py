"""The child's side of reading a file: tell what it is, open it, and hand its sheets to the reader of its format.

A format's reader is imported where it is needed: most files are xlsx, and every module costs time at the start of a child.
"""

# ruff: noqa: PLC0415

import gc
import zlib
from collections.abc import Iterable

from bianzhi.reading.formats.raw_sheet import RawSheet
from bianzhi.reading.kinds import Container, Kind, container_of, ole_kind, text_kind
from bianzhi.reading.limits import DEFAULT_LIMITS
from bianzhi.reading.precheck import open_container, refuse_too_large


def read_sheets(path: str, name: str, password: str = "") -> dict[str, object]:
    """Every worksheet of a file, hidden ones included, as JSON values.

    Returns
    -------
    dict
        ``checksum`` of the file (CRC-32) and ``sheets``: the fields of ``RawSheet``, by their names.

    Raises
    ------
    PasswordNeededError
        The file has a password, and ``password`` does not open it.
    UnreadableWorkbookError
        The file is refused by the gate, or cannot be read.
    """
    gc.disable()  # millions of values and not one cycle; the process ends with the answer
    with open(path, "rb") as stream:  # noqa: PTH123 - pathlib costs a third of this process's start
        data = stream.read(DEFAULT_LIMITS.file_bytes + 1)
    refuse_too_large(data, name, DEFAULT_LIMITS)
    sheets = [sheet._asdict() for sheet in sheets_of(data, name, password)]
    return {"checksum": zlib.crc32(data), "sheets": sheets}


def sheets_of(data: bytes, name: str, password: str) -> Iterable[RawSheet]:
    """The sheets of a file, whatever its kind.

    Raises
    ------
    UnreadableWorkbookError
        As ``read_sheets``.
    """
    container = container_of(data, name)
    if container is Container.OLE:
        if ole_kind(data, name) is Kind.XLS:
            from bianzhi.reading.formats import xls

            return xls.sheets(data, name, password)
        from bianzhi.reading.formats import locked

        data = locked.opened(data, name, password)
        container = container_of(data, name)
    if container is Container.ZIP:
        return _sheets_of_zip(data, name)
    return _sheets_of_text(data, name)


def _sheets_of_zip(data: bytes, name: str) -> Iterable[RawSheet]:
    opened = open_container(data, name, DEFAULT_LIMITS)
    if opened.kind is Kind.ODS:
        from bianzhi.reading.formats import ods

        return ods.sheets(data, opened, name)
    if opened.kind is Kind.XLSB:
        from bianzhi.reading.formats import xlsb

        return xlsb.sheets(data, opened, name)
    from bianzhi.reading import calamine_sheets

    return calamine_sheets.xlsx_sheets(data, opened, name)


def _sheets_of_text(data: bytes, name: str) -> Iterable[RawSheet]:
    from bianzhi.reading.formats.encodings import decoded

    text = decoded(data, name)
    kind = text_kind(text, name)
    if kind is Kind.WEB_PAGE:
        from bianzhi.reading.formats import web_page

        return web_page.sheets(text, name)
    if kind is Kind.WEB_ARCHIVE:
        from bianzhi.reading.formats import web_archive

        return web_archive.sheets(data, name)
    if kind is Kind.XML_2003:
        from bianzhi.reading.formats import xml_2003

        return xml_2003.sheets(text, name)
    from bianzhi.reading.formats import delimited

    return delimited.sheets(text, name)
