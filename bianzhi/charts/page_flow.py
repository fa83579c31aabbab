"""How bands of units flow over pages: which rows stand on which page, and where; boxes in pixels, no drawing.

Nothing is cut through: a page ends between two rows of units. A band that goes on says so in its header on the next page;
small neighbouring bands share a line. A unit with more sections than a whole page holds goes on like a band.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bianzhi.charts.layout import (
    BAND_GAP,
    BAND_PADDING,
    HEADER_HEIGHT,
    LINE_GAP,
    RAIL,
    ROW_GAP,
    SECTION_GAP,
    SECTION_LINK,
    SECTIONS_IN_A_ROW,
    UNIT_GAP,
    UNIT_WIDTH,
    BandSize,
    Box,
    PlacedSection,
    PlacedUnit,
    SectionSize,
    UnitSize,
)

_WIDEST_ROW_OF_SECTIONS = 530
"""Pixels: eighteen narrow sections; wider ones make a further row."""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit on one page; ``continued`` where an earlier page has its first sections."""

    placed: PlacedUnit
    continued: bool = False


@dataclass(frozen=True, slots=True)
class BandPart:
    """The rows of a band on one page: its frame, its header, and whether an earlier page has its first rows."""

    key: str
    frame: Box
    header: Box
    rows: tuple[tuple[UnitPart, ...], ...]
    continued: bool = False

    @property
    def units(self) -> tuple[UnitPart, ...]:
        """All units of this part."""
        return tuple(unit for row in self.rows for unit in row)


Page = tuple[BandPart, ...]


def flow(bands: Sequence[BandSize], room: Box, unit_height: float) -> tuple[Page, ...]:
    """Place every band, unit and section on pages that all have ``room`` for them.

    A unit wider than the room is not possible: its sections make as many rows as they need. Without bands, no page.
    """
    flowing = _Flow(room, unit_height)
    for line in _lines([_measure(band, room, unit_height) for band in bands], room.width):
        if len(line) > 1:
            flowing.place_line(line)
        else:
            flowing.place_band(line[0])
    return flowing.finished()


@dataclass(frozen=True, slots=True)
class _Block:
    """A unit, or a part of one, before it has a place."""

    code: str
    rows: tuple[tuple[SectionSize, ...], ...]
    width: float
    continued: bool = False

    @property
    def tallest(self) -> float:
        return max((section.height for row in self.rows for section in row), default=0)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A band broken into rows at the full width of the page."""

    key: str
    header_width: float
    rows: tuple[tuple[_Block, ...], ...]

    @property
    def width(self) -> float:
        """What it takes where its units stand in one row."""
        inside = max(_row_width(row) for row in self.rows) if self.rows else 0
        return max(self.header_width, inside + 2 * BAND_PADDING + RAIL)


def _row_width(row: Sequence[_Block]) -> float:
    return sum(block.width for block in row) + UNIT_GAP * (len(row) - 1)


def _height(row: Sequence[_Block], unit_height: float) -> float:
    tallest = max(block.tallest for block in row)
    return unit_height + max(len(block.rows) for block in row) * (SECTION_LINK + tallest)


def _measure(band: BandSize, room: Box, unit_height: float) -> _Measured:
    inside = room.width - 2 * BAND_PADDING - RAIL
    most = room.height - HEADER_HEIGHT - ROW_GAP - BAND_PADDING
    tallest = max((section.height for unit in band.units for section in unit.sections), default=0)
    least_rows = max(1, int((most - unit_height) // (SECTION_LINK + tallest)))
    blocks = [part for unit in band.units for part in _parts(unit, inside, least_rows)]
    rows: list[tuple[_Block, ...]] = []
    row: list[_Block] = []
    for block in blocks:
        if row and _row_width([*row, block]) > inside:
            rows.append(tuple(row))
            row = []
        row.append(block)
    return _Measured(band.key, band.header_width, (*rows, tuple(row)) if row else ())


def _parts(unit: UnitSize, inside: float, most_rows: int) -> list[_Block]:
    """A unit in one block, or in as many as it takes for none to have more than ``most_rows`` rows of sections."""
    rows = _section_rows(unit.sections, min(inside, _WIDEST_ROW_OF_SECTIONS))
    if len(rows) > most_rows:
        rows = _section_rows(unit.sections, inside)
    if not rows:
        return [_Block(unit.code, (), UNIT_WIDTH)]
    blocks = []
    for start in range(0, len(rows), most_rows):
        part = tuple(rows[start : start + most_rows])
        width = max(UNIT_WIDTH, *map(_sections_width, part))
        blocks.append(_Block(unit.code, part, width, continued=start > 0))
    return blocks


def _section_rows(sections: tuple[SectionSize, ...], most: float) -> list[tuple[SectionSize, ...]]:
    """Sections in order, in the fewest rows of about equally many of which none is wider than ``most``."""
    if not sections:
        return []
    for count in range(-(-len(sections) // SECTIONS_IN_A_ROW), len(sections) + 1):
        in_a_row = -(-len(sections) // count)
        rows = [sections[start : start + in_a_row] for start in range(0, len(sections), in_a_row)]
        if max(map(_sections_width, rows)) <= most:
            return rows
    return [(section,) for section in sections]


def _sections_width(row: Sequence[SectionSize]) -> float:
    return sum(section.width for section in row) + SECTION_GAP * (len(row) - 1)


def _lines(bands: Sequence[_Measured], room: float) -> list[list[_Measured]]:
    """Bands in order; neighbours that need one row each share a line where they fit."""
    lines: list[list[_Measured]] = []
    used = 0.0
    for band in bands:
        width = band.width
        joins = bool(lines) and len(band.rows) <= 1 and all(len(other.rows) <= 1 for other in lines[-1])
        if joins and used + BAND_GAP + width <= room:
            lines[-1].append(band)
            used += BAND_GAP + width
        else:
            lines.append([band])
            used = width
    return lines


class _Flow:
    """Pages as they fill."""

    def __init__(self, room: Box, unit_height: float) -> None:
        self._room = room
        self._unit_height = unit_height
        self._pages: list[list[BandPart]] = []
        self._y = room.bottom

    def finished(self) -> tuple[Page, ...]:
        return tuple(tuple(page) for page in self._pages)

    def place_line(self, line: Sequence[_Measured]) -> None:
        """Bands of one row each side by side, all as high as the highest; what is left of the width is shared alike."""
        height = max(self._band_height(band.rows) for band in line)
        y = self._room_for(height)
        spare = self._room.width - sum(band.width for band in line) - BAND_GAP * (len(line) - 1)
        widths = [band.width + spare / len(line) for band in line]
        starts = accumulate((width + BAND_GAP for width in widths[:-1]), initial=self._room.x)
        for x, width, band in zip(starts, widths, line, strict=True):
            self._put(band, band.rows, Box(x, y, width, height), continued=False)
        self._y = y + height + LINE_GAP

    def place_band(self, band: _Measured) -> None:
        """A band of any number of rows, over as many pages as it takes."""
        rows, continued = band.rows, False
        while rows:
            y = self._room_for(self._band_height(rows[:1]))
            fits = len(rows)
            while fits > 1 and y + self._band_height(rows[:fits]) > self._room.bottom:
                fits -= 1
            height = self._band_height(rows[:fits])
            self._put(band, rows[:fits], Box(self._room.x, y, self._room.width, height), continued=continued)
            self._y = y + height + LINE_GAP
            rows, continued = rows[fits:], True

    def _band_height(self, rows: Sequence[Sequence[_Block]]) -> float:
        if not rows:
            return HEADER_HEIGHT
        return HEADER_HEIGHT + sum(ROW_GAP + _height(row, self._unit_height) for row in rows) + BAND_PADDING

    def _room_for(self, height: float) -> float:
        """Where something of this height begins: below what is on the page, or on a new one."""
        if not self._pages or self._y + height > self._room.bottom:
            self._pages.append([])
            self._y = self._room.y
        return self._y

    def _put(self, band: _Measured, rows: Sequence[tuple[_Block, ...]], frame: Box, *, continued: bool) -> None:
        placed: list[tuple[UnitPart, ...]] = []
        y = frame.y + HEADER_HEIGHT + ROW_GAP
        for row in rows:
            placed.append(_place_row(row, frame.x + BAND_PADDING + RAIL, y, self._unit_height))
            y += _height(row, self._unit_height) + ROW_GAP
        header = replace(frame, height=HEADER_HEIGHT)
        self._pages[-1].append(BandPart(band.key, frame, header, tuple(placed), continued))


def _place_row(row: Sequence[_Block], x: float, y: float, unit_height: float) -> tuple[UnitPart, ...]:
    tallest = max(block.tallest for block in row)
    placed = []
    for block in row:
        box = Box(x + (block.width - UNIT_WIDTH) / 2, y, UNIT_WIDTH, unit_height)
        section_rows = []
        section_y = box.bottom + SECTION_LINK
        for sections in block.rows:
            section_rows.append(_place_sections(sections, x, block.width, section_y, tallest))
            section_y += tallest + SECTION_LINK
        placed.append(UnitPart(PlacedUnit(block.code, box, tuple(section_rows)), block.continued))
        x += block.width + UNIT_GAP
    return tuple(placed)


def _place_sections(
    sections: Sequence[SectionSize], x: float, width: float, y: float, height: float
) -> tuple[PlacedSection, ...]:
    x += (width - _sections_width(sections)) / 2
    placed = []
    for section in sections:
        placed.append(PlacedSection(section.key, Box(x, y, section.width, height)))
        x += section.width + SECTION_GAP
    return tuple(placed)
