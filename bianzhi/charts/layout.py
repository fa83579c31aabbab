"""Where everything on the organisation chart stands: boxes only, in pixels; neither figures nor drawing.

Bands keep their order. Neighbouring bands share a line where that makes the chart lower without leaving much of the
line empty; which ones, and how wide each is, is chosen for the chart as a whole (a shortest path over the bands).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

CHART_WIDTH = 1360
MARGIN = 16
TOP_HEIGHT = 84
"""Room for the top box and, beside it, the legend."""
TRUNK = 14
"""Room left of the bands for the line that links them to the top box."""
LINE_GAP = 20
BAND_GAP = 12
HEADER_HEIGHT = 28
BAND_PADDING = 10
RAIL = 14
"""Room left of the units for the line that links their rows to the header."""
UNIT_WIDTH = 116
UNIT_GAP = 12
ROW_GAP = 22
SECTION_WIDTH = 27
WIDE_SECTION_WIDTH = 38
ABOLISHED_SECTION_WIDTH = 20
SECTION_GAP = 2
SECTION_LINK = 26
"""Height of the lines between a unit and its sections."""
SECTIONS_IN_A_ROW = 18
_MOST_BANDS_IN_A_LINE = 4
_EMPTY_WEIGHT = 0.3
"""How much an empty part of a line counts against its height."""
_STEP = 16
"""Pixels by which the width of bands that share a line is tried."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where the right edge is, on x."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where the lower edge is, on y."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Where the vertical axis is, on x."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class SectionSize:
    """A section to be placed."""

    key: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class UnitSize:
    """A unit to be placed, with the sections that hang below it."""

    code: str
    sections: tuple[SectionSize, ...] = ()


@dataclass(frozen=True, slots=True)
class BandSize:
    """A band to be placed; a folded one takes no room but its header."""

    key: str
    header_width: float
    units: tuple[UnitSize, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section box."""

    key: str
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit box and its sections, row by row."""

    code: str
    box: Box
    section_rows: tuple[tuple[PlacedSection, ...], ...] = ()

    @property
    def sections(self) -> tuple[PlacedSection, ...]:
        """All section boxes."""
        return tuple(section for row in self.section_rows for section in row)


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band: its frame, the header in it, and its rows of units."""

    key: str
    frame: Box
    header: Box
    rows: tuple[tuple[PlacedUnit, ...], ...] = ()

    @property
    def units(self) -> tuple[PlacedUnit, ...]:
        """All unit boxes."""
        return tuple(unit for row in self.rows for unit in row)


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """The whole chart; ``lines`` are the bands that stand side by side."""

    width: float
    height: float
    top: Box
    lines: tuple[tuple[PlacedBand, ...], ...]

    @property
    def bands(self) -> tuple[PlacedBand, ...]:
        """All bands."""
        return tuple(band for line in self.lines for band in line)


def lay_out(bands: Sequence[BandSize], top_width: float, unit_height: float) -> ChartLayout:
    """Place every band, unit and section; ``unit_height`` is that of every unit box."""
    measures = [_Measure(band, unit_height) for band in bands]
    left = MARGIN + TRUNK
    least = max((measure.least_width for measure in measures), default=0)
    room = max(CHART_WIDTH - left - MARGIN, least)
    top = Box(left + (room - top_width) / 2, MARGIN, top_width, TOP_HEIGHT - MARGIN - 16)
    y: float = MARGIN + TOP_HEIGHT
    lines = []
    for start, end in _best_lines(measures, room):
        line = _place_line(measures[start:end], left, y, room)
        lines.append(line)
        y = max(band.frame.bottom for band in line) + LINE_GAP
    return ChartLayout(left + room + MARGIN, y - LINE_GAP + MARGIN if lines else y + MARGIN, top, tuple(lines))


def rows_of(widths: Sequence[float], gap: float, room: float) -> list[tuple[int, int]]:
    """Break items into rows in order: (first, end) of every row. An item wider than the room has a row of its own."""
    rows, start, used = [], 0, 0.0
    for index, width in enumerate(widths):
        if index > start and used + gap + width > room:
            rows.append((start, index))
            start, used = index, width
        else:
            used += (gap if index > start else 0) + width
    return [*rows, (start, len(widths))] if widths else []


@dataclass(frozen=True)
class _Block:
    """A unit with its sections, before it has a place."""

    unit: UnitSize
    rows: tuple[tuple[SectionSize, ...], ...]
    width: float


def _block(unit: UnitSize) -> _Block:
    count = len(unit.sections)
    in_a_row = -(-count // -(-count // SECTIONS_IN_A_ROW)) if count else 1
    rows = tuple(unit.sections[start : start + in_a_row] for start in range(0, count, in_a_row))
    return _Block(unit, rows, max([UNIT_WIDTH, *(_row_width(row) for row in rows)]))


def _row_width(row: Sequence[SectionSize]) -> float:
    return sum(section.width for section in row) + SECTION_GAP * (len(row) - 1)


@dataclass
class _Measure:
    """How high a band is at a given width."""

    band: BandSize
    unit_height: float
    blocks: tuple[_Block, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = () if self.band.folded else tuple(_block(unit) for unit in self.band.units)
        self.height_at = cache(self._height_at)

    @property
    def least_width(self) -> float:
        """The width below which the header or some unit would not fit."""
        widest = max((block.width for block in self.blocks), default=0)
        return max(self.band.header_width, widest + 2 * BAND_PADDING + RAIL)

    def rows_at(self, width: float) -> list[tuple[_Block, ...]]:
        """The rows of units at a width of the frame."""
        inside = width - 2 * BAND_PADDING - RAIL
        rows = rows_of([block.width for block in self.blocks], UNIT_GAP, inside)
        return [self.blocks[start:end] for start, end in rows]

    def row_height(self, row: tuple[_Block, ...]) -> float:
        """Height of a row of units with what hangs below them; sections of one row are equally high."""
        tallest = max((section.height for block in row for section in block.unit.sections), default=0)
        return self.unit_height + max(len(block.rows) for block in row) * (SECTION_LINK + tallest)

    def _height_at(self, width: float) -> float:
        rows = self.rows_at(width)
        if not rows:
            return HEADER_HEIGHT
        return HEADER_HEIGHT + sum(ROW_GAP + self.row_height(row) for row in rows) + BAND_PADDING


def _best_lines(measures: Sequence[_Measure], room: float) -> list[tuple[int, int]]:
    """How to break the bands into lines, as (first, end), so that the chart is low and little of it empty."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(measures) + 1):
        choices = []
        for start in range(end - 1, max(-1, end - 1 - _MOST_BANDS_IN_A_LINE), -1):
            group = measures[start:end]
            if len(group) > 1 and sum(m.least_width for m in group) + BAND_GAP * (len(group) - 1) > room:
                break
            choices.append((best[start][0] + _cost(group, room), start))
        best.append(min(choices, key=lambda choice: choice[0]))
    lines, end = [], len(measures)
    while end:
        lines.append((best[end][1], end))
        end = best[end][1]
    return lines[::-1]


def _cost(group: Sequence[_Measure], room: float) -> float:
    """Height of a line, and the weighed height of what it leaves empty below its lower bands."""
    widths = _widths(group, room)
    heights = [measure.height_at(width) for measure, width in zip(group, widths, strict=True)]
    empty = sum((max(heights) - height) * width for height, width in zip(heights, widths, strict=True)) / room
    return max(heights) + LINE_GAP + _EMPTY_WEIGHT * empty


def _widths(group: Sequence[_Measure], room: float) -> list[float]:
    """Widths of bands that share a line: each step of width goes to the highest band, the rest to all alike."""
    widths = [measure.least_width for measure in group]
    spare = room - BAND_GAP * (len(group) - 1) - sum(widths)
    lowest, chosen, left_over = float("inf"), widths[:], spare
    while True:
        heights = [measure.height_at(width) for measure, width in zip(group, widths, strict=True)]
        if max(heights) < lowest:
            lowest, chosen, left_over = max(heights), widths[:], spare
        if spare < _STEP:
            break
        widths[heights.index(max(heights))] += _STEP
        spare -= _STEP
    return [width + left_over / len(group) for width in chosen]


def _place_line(group: Sequence[_Measure], left: float, y: float, room: float) -> tuple[PlacedBand, ...]:
    widths = _widths(group, room)
    starts = accumulate((width + BAND_GAP for width in widths[:-1]), initial=left)
    return tuple(_place_band(m, x, y, width) for m, x, width in zip(group, starts, widths, strict=True))


def _place_band(measure: _Measure, x: float, y: float, width: float) -> PlacedBand:
    rows = []
    row_y = y + HEADER_HEIGHT + ROW_GAP
    for row in measure.rows_at(width):
        rows.append(_place_row(row, x + BAND_PADDING + RAIL, row_y, measure.unit_height))
        row_y += measure.row_height(row) + ROW_GAP
    frame = Box(x, y, width, measure.height_at(width))
    return PlacedBand(measure.band.key, frame, Box(x, y, width, HEADER_HEIGHT), tuple(rows))


def _place_row(row: tuple[_Block, ...], x: float, y: float, unit_height: float) -> tuple[PlacedUnit, ...]:
    tallest = max((section.height for block in row for section in block.unit.sections), default=0)
    placed = []
    for block in row:
        box = Box(x + (block.width - UNIT_WIDTH) / 2, y, UNIT_WIDTH, unit_height)
        section_rows = []
        section_y = box.bottom + SECTION_LINK
        for sections in block.rows:
            section_rows.append(_place_sections(sections, x, block.width, section_y, tallest))
            section_y += tallest + SECTION_LINK
        placed.append(PlacedUnit(block.unit.code, box, tuple(section_rows)))
        x += block.width + UNIT_GAP
    return tuple(placed)


def _place_sections(
    sections: tuple[SectionSize, ...], x: float, width: float, y: float, height: float
) -> tuple[PlacedSection, ...]:
    x += (width - _row_width(sections)) / 2
    placed = []
    for section in sections:
        placed.append(PlacedSection(section.key, Box(x, y, section.width, height)))
        x += section.width + SECTION_GAP
    return tuple(placed)
