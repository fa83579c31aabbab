"""A chart on pages as a presentation: one slide a page, of shapes that can be edited, moved and written over.

A unit, a section or a header is a group with its name; what is centered in a box is the box's own text; lines are connectors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Mm

from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.shapes import Area, Paint, Rectangle, Shape, ShapeGroup, Strokes, Words
from bianzhi.writing.document_styles import save
from bianzhi.writing.drawing_ml import EMU_A_POINT, NAMESPACES, Body, Drawn, Frame, Line, Shapes

_BLANK_LAYOUT = 6
_ALIGNMENTS = {"start": "l", "middle": "ctr", "end": "r"}
_UPRIGHT = str.maketrans("︵︶︽︾︱︙", "（）《》—…")
"""Text that runs downwards turns its punctuation by itself."""
_LINE, _ABOVE_BASE = 1.2, 0.8
"""Height of a line in ems, and how much of it is above the base line, as office programs set it."""
_BELOW_BASE = _LINE * (1 - _ABOVE_BASE)
"""Ems of a line below its base line."""
_OFF_CENTER = 3
"""Pixels by which words may be off the middle of a box and still be its own."""


def write(path: Path, pages: ChartPages, slides: Sequence[Sequence[ShapeGroup]]) -> None:
    """Write the presentation, of every page its shapes; the same pages give the same bytes.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Mm(pages.sheet.width), Mm(pages.sheet.height)
    for page, groups in zip(pages.pages, slides, strict=True):
        slide = presentation.slides.add_slide(presentation.slide_layouts[_BLANK_LAYOUT])
        slide.name = page.title
        for element in _slide(groups, pages.points_a_pixel * EMU_A_POINT):
            slide.shapes._spTree.append(element)
    _set_properties(presentation, pages.heading, pages.day)
    save(presentation, path)


def _set_properties(presentation: Any, title: str, day: date) -> None:
    properties = presentation.core_properties
    properties.title, properties.language = title, "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1


def _slide(groups: Sequence[ShapeGroup], emu_a_pixel: float) -> list[Any]:
    """The elements of one slide."""
    drawing = _Drawing(Shapes(), emu_a_pixel)
    markup = "".join(each.markup for group in groups for each in drawing.group(group))
    return list(parse_xml(f"<p:spTree {NAMESPACES}>{markup}</p:spTree>"))


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A rectangle and the words that are its own, from top to bottom."""

    rectangle: Rectangle
    words: tuple[Words, ...]


def _labelled(shapes: Sequence[Shape]) -> Iterator[_Labelled | Strokes | Words]:
    """Words that are centered in a rectangle, the last one drawn around them, become its own."""
    words_of: dict[int, list[Words]] = {place: [] for place, shape in enumerate(shapes) if isinstance(shape, Rectangle)}
    loose: set[int] = set()
    for place, shape in enumerate(shapes):
        if not isinstance(shape, Words):
            continue
        around = [before for before in words_of if before < place and _holds(shapes[before], shape)]
        if around:
            words_of[around[-1]].append(shape)
        else:
            loose.add(place)
    for place, shape in enumerate(shapes):
        if isinstance(shape, Rectangle):
            yield _Labelled(shape, tuple(sorted(words_of[place], key=lambda words: words.at[1])))
        elif isinstance(shape, Strokes) or place in loose:
            yield shape


def _holds(shape: Shape, words: Words) -> bool:
    if not isinstance(shape, Rectangle) or words.anchor != "middle" or words.downwards:
        return False
    x, y = words.at
    return shape.area.y <= y <= shape.area.bottom and abs(x - shape.area.middle) <= _OFF_CENTER


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws on one slide: lengths of the chart are pixels, those of the slide EMU, sizes of text points."""

    shapes: Shapes
    emu_a_pixel: float

    def group(self, group: ShapeGroup) -> list[Drawn]:
        """The shapes of a group, as one shape where it has a name."""
        drawn = [each for shape in _labelled(group.shapes) for each in self._drawn(shape)]
        return [self.shapes.group(group.name, drawn)] if group.name and drawn else drawn

    def _drawn(self, shape: _Labelled | Strokes | Words) -> list[Drawn]:
        match shape:
            case _Labelled():
                rectangle = shape.rectangle
                body = self._body(shape.words, rectangle.area.y)
                frame, radius = self._frame(rectangle.area), self._emu(rectangle.radius)
                return [self.shapes.box(frame, radius, self._paint(rectangle.paint), body)]
            case Strokes():
                points = [(self._emu(x), self._emu(y)) for x, y in shape.points]
                paint = self._paint(shape.paint)
                if shape.closed:
                    return [self.shapes.area(points, paint)]
                return [self.shapes.line(*ends, paint) for ends in pairwise(points)]
            case Words():
                return [self._words(shape)]

    def _emu(self, pixels: float) -> int:
        return round(pixels * self.emu_a_pixel)

    def _points(self, pixels: float) -> float:
        return pixels * self.emu_a_pixel / EMU_A_POINT

    def _frame(self, area: Area) -> Frame:
        return Frame(self._emu(area.x), self._emu(area.y), self._emu(area.width), self._emu(area.height))

    def _paint(self, paint: Paint) -> Paint:
        return replace(paint, width=self._emu(paint.width))

    def _body(self, words: Sequence[Words], top: float) -> Body:
        """Lines whose base lines are where they are on the chart."""
        if not words:
            return Body()
        base = top
        begin, lines = 0.0, []
        for place, each in enumerate(words):
            height = each.size * _LINE
            above = each.at[1] - base - height * _ABOVE_BASE - (words[place - 1].size * _BELOW_BASE if place else 0)
            begin, above = (max(0.0, above), 0.0) if place == 0 else (begin, above)
            lines.append(self._line(each, height + min(0.0, above), max(0.0, above)))
            base = each.at[1]
        return Body(tuple(lines), self._emu(begin))

    def _line(self, words: Words, height: float, above: float = 0) -> Line:
        align = "l" if words.downwards else _ALIGNMENTS[words.anchor]
        size, height, above = (self._points(pixels) for pixels in (words.size, height, above))
        return Line(words.text, size, words.bold, words.color, align, height, above)

    def _words(self, words: Words) -> Drawn:
        """Words that have no box of their own."""
        x, y = words.at
        if words.downwards:
            words = replace(words, text=words.text.translate(_UPRIGHT))
            width = words.size * _LINE
            box = Area(x - width / 2, y - words.size * 0.88, width, words.step * len(words.text) + 2)
            return self.shapes.words(self._frame(box), Body((self._line(words, 0),), downwards=True))
        width = words.width * 1.05 + 4
        left = {"start": x, "middle": x - width / 2, "end": x - width}[words.anchor]
        height = words.size * _LINE
        box = Area(left, y - height * _ABOVE_BASE, width, height)
        return self.shapes.words(self._frame(box), self._body((words,), box.y))
