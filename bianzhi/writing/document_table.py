"""Tables in Word: fixed widths, heading rows repeated on every page, cells that go on from the row above.

The elements are made directly: python-docx needs minutes for the thousand rows of a list of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bianzhi.writing.document_styles import FANGSONG, HEITI, set_fonts
from bianzhi.writing.plain_text import discreet

_TWIPS_PER_MM = 1440 / 25.4
_PADDING = 57
"""Left and right in a cell, in twips (1 mm)."""
_LONG = 600
"""Characters of a text that may not fit a page, so that its row must be allowed to break."""
_ROW_HEIGHT = 340
"""Least height of a row, in twips (6 mm)."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: heading, width in millimetres, and whether its text is centred."""

    heading: str
    width: float
    centered: bool = True


Row = Sequence[str | None]
"""Texts of a row; None goes on with the cell above."""


def add_table(
    document: Any,
    columns: Sequence[TableColumn],
    rows: Sequence[Row],
    totals: Sequence[Row] = (),
    size: float = 10.5,
) -> None:
    """Add a table at the end of the document.

    Each row has as many texts as there are columns. ``totals`` stand at the end in the heading's font, never alone on
    a page. ``size`` is that of the text, in points.
    """
    table = OxmlElement("w:tbl")
    table.append(_properties(columns))
    grid = _child(table, "w:tblGrid")
    for column in columns:
        _child(grid, "w:gridCol", w=_twips(column.width))
    _add_row(table, columns, [column.heading for column in columns], _Look(size, HEITI, repeated=True))
    continued = _continued(rows, len(columns))
    for number, (row, starts) in enumerate(zip(rows, continued, strict=True), 1):
        _add_row(table, columns, row, _Look(size, kept=bool(totals) and number == len(rows)), starts)
    for number, row in enumerate(totals, 1):
        _add_row(table, columns, row, _Look(size, HEITI, kept=number < len(totals)))
    document.element.body.insert_element_before(table, "w:sectPr")


def _continued(rows: Sequence[Row], width: int) -> list[list[bool]]:
    """For each cell, whether the cell below goes on with it."""
    following = [*rows[1:], [""] * width]
    return [[text is None for text in row] for row in following]


def _properties(columns: Sequence[TableColumn]) -> Any:
    properties = OxmlElement("w:tblPr")
    _child(properties, "w:tblW", w=sum(_twips(column.width) for column in columns), type="dxa")
    _child(properties, "w:jc", val="center")
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz=4, space=0, color="000000")
    _child(properties, "w:tblLayout", type="fixed")
    margins = _child(properties, "w:tblCellMar")
    for side in ("left", "right"):
        _child(margins, f"w:{side}", w=_PADDING, type="dxa")
    return properties


@dataclass(frozen=True, slots=True)
class _Look:
    """How a row looks: size in points, font, whether it is repeated on every page, or kept with the row below."""

    size: float
    font: str = FANGSONG
    repeated: bool = False
    kept: bool = False


def _add_row(table: Any, columns: Sequence[TableColumn], texts: Row, look: _Look, starts: Sequence[bool] = ()) -> None:
    row = _child(table, "w:tr")
    properties = _child(row, "w:trPr")
    if max(len(text or "") for text in texts) < _LONG:
        _child(properties, "w:cantSplit")
    _child(properties, "w:trHeight", val=_ROW_HEIGHT, hRule="atLeast")
    if look.repeated:
        _child(properties, "w:tblHeader")
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        cell = _child(row, "w:tc")
        shape = _child(cell, "w:tcPr")
        _child(shape, "w:tcW", w=_twips(column.width), type="dxa")
        if text is None:
            _child(shape, "w:vMerge")
        elif starts and starts[index]:
            _child(shape, "w:vMerge", val="restart")
        _child(shape, "w:vAlign", val="center")
        _add_text(cell, text or "", look, column.centered or look.font == HEITI)


def _add_text(cell: Any, text: str, look: _Look, centered: bool) -> None:
    paragraph = _child(cell, "w:p")
    shape = _child(paragraph, "w:pPr")
    if look.kept:
        _child(shape, "w:keepNext")
    _child(shape, "w:snapToGrid", val=0)
    _child(shape, "w:spacing", line=int((look.size + 3) * 20), lineRule="exact")
    _child(shape, "w:jc", val="center" if centered else "left")
    for number, line in enumerate(discreet(text).split("\n")):
        run = _child(paragraph, "w:r")
        properties = _child(run, "w:rPr")
        set_fonts(properties, look.font)
        _child(properties, "w:spacing", val=0)
        _child(properties, "w:sz", val=int(look.size * 2))
        _child(properties, "w:szCs", val=int(look.size * 2))
        if number:
            _child(run, "w:br")
        element = _child(run, "w:t")
        element.set(qn("xml:space"), "preserve")
        element.text = line


def _child(parent: Any, tag: str, **values: object) -> Any:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
