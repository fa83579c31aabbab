"""What stands in a file that was written: parts of the zip, texts of paragraphs and tables."""

import re
import zipfile
from pathlib import Path

import docx

IDENTITY_NUMBER = re.compile(r"\d{17}[\dX]")


def parts(path: Path) -> dict[str, str]:
    """Every part of an office file, as text."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a Word document outside tables."""
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def tables(path: Path) -> list[list[list[str]]]:
    """The tables of a Word document: rows of texts, merged cells with the text of the first."""
    found = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def tables_under(path: Path) -> dict[str, list[list[str]]]:
    """The first table after each annex label of a Word document, by the label."""
    document = docx.Document(str(path))
    found: dict[str, list[list[str]]] = {}
    label = ""
    for item in document.iter_inner_content():
        if isinstance(item, docx.table.Table):
            found.setdefault(label, [[cell.text for cell in row.cells] for row in item.rows])
        elif item.text.startswith("附件") and item.text[2:].isdigit():
            label = item.text
    return found
