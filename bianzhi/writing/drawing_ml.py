"""Shapes of a slide as DrawingML text (ECMA-376 part 1, §20.1): boxes, lines, areas, words and groups; lengths in EMU.

python-pptx adds a shape in milliseconds, a chart has thousands of them: here a whole slide is written as one text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bianzhi.domain.shapes import Paint
from bianzhi.writing.plain_text import legal

EMU_A_POINT = 12700
FONT = "Microsoft YaHei"
"""Named, not embedded: Office and WPS put a font of their own where it is missing."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a shape is."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words in a shape; its size, its height and the room above it are points."""

    text: str
    size: float
    bold: bool
    color: str
    align: str = "ctr"
    height: float = 0
    """0 where the program is to find the height by itself."""
    above: float = 0


@dataclass(frozen=True, slots=True)
class Body:
    """The words in a shape: how far below its upper edge they begin, and whether they run downwards."""

    lines: tuple[Line, ...] = ()
    top: int = 0
    downwards: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape as text, and where it is."""

    markup: str
    frame: Frame


class Shapes:
    """Makes the shapes of one slide; each has a number of its own."""

    def __init__(self) -> None:
        self._last = 1

    def box(self, frame: Frame, radius: int, paint: Paint, body: Body) -> Drawn:
        """A rectangle with words in it."""
        geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        if radius and frame.width and frame.height:
            round_ = min(50_000, radius * 100_000 // min(frame.width, frame.height))
            geometry = (
                f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {round_}"/></a:avLst></a:prstGeom>'
            )
        return self._shape(frame, geometry, paint, body)

    def words(self, frame: Frame, body: Body) -> Drawn:
        """Words without a box."""
        paint = Paint("", "", 0)
        return self._shape(frame, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', paint, body, "文字")

    def area(self, points: Sequence[tuple[int, int]], paint: Paint) -> Drawn:
        """A closed outline."""
        left, top = min(x for x, _ in points), min(y for _, y in points)
        frame = Frame(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
        corners = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in points]
        lines = "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in corners[1:])
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{frame.width}" h="{frame.height}"><a:moveTo>{corners[0]}</a:moveTo>{lines}<a:close/></a:path>'
            "</a:pathLst></a:custGeom>"
        )
        return self._shape(frame, geometry, paint, Body())

    def line(self, start: tuple[int, int], end: tuple[int, int], paint: Paint) -> Drawn:
        """A straight line, as a connector."""
        frame = Frame(min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
        flips = ' flipH="1"' * (end[0] < start[0]) + ' flipV="1"' * (end[1] < start[1])
        markup = (
            f"<p:cxnSp><p:nvCxnSpPr>{self._named('连线')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
            f'{_transform(frame, flips)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_stroke(paint)}</p:spPr></p:cxnSp>'
        )
        return Drawn(markup, frame)

    def group(self, name: str, members: Sequence[Drawn]) -> Drawn:
        """Shapes that move together."""
        left, top = min(each.frame.x for each in members), min(each.frame.y for each in members)
        right, bottom = max(each.frame.right for each in members), max(each.frame.bottom for each in members)
        frame = Frame(left, top, right - left, bottom - top)
        inside = f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{frame.width}" cy="{frame.height}"/>'
        markup = (
            f"<p:grpSp><p:nvGrpSpPr>{self._named(name)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
            f"{_transform(frame, '', inside)}</p:grpSpPr>{''.join(each.markup for each in members)}</p:grpSp>"
        )
        return Drawn(markup, frame)

    def _shape(self, frame: Frame, geometry: str, paint: Paint, body: Body, name: str = "框") -> Drawn:
        fill = _solid(paint.fill) if paint.fill else "<a:noFill/>"
        box = ' txBox="1"' * (name == "文字")
        markup = (
            f"<p:sp><p:nvSpPr>{self._named(name)}<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>{_transform(frame, '')}"
            f"{geometry}{fill}{_stroke(paint)}</p:spPr>{_body(body)}</p:sp>"
        )
        return Drawn(markup, frame)

    def _named(self, name: str) -> str:
        self._last += 1
        return f'<p:cNvPr id="{self._last}" name="{_escaped(name)}"/>'


def _escaped(text: str) -> str:
    return escape(legal(text), {'"': "&quot;"})


def _transform(frame: Frame, flips: str, inside: str = "") -> str:
    return (
        f'<a:xfrm{flips}><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/>'
        f"{inside}</a:xfrm>"
    )


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color.removeprefix("#").upper()}"/></a:solidFill>'


def _stroke(paint: Paint) -> str:
    if not paint.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' * paint.dashed
    return f'<a:ln w="{round(paint.width)}">{_solid(paint.stroke)}{dash}</a:ln>'


def _body(body: Body) -> str:
    vertical = ' vert="eaVert"' * body.downwards
    lines = "".join(map(_line, body.lines)) or "<a:p/>"
    return (
        f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="{body.top}" rIns="0" bIns="0" anchor="t"{vertical}>'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{lines}</p:txBody>"
    )


def _line(line: Line) -> str:
    spacing = f'<a:lnSpc><a:spcPts val="{round(line.height * 100)}"/></a:lnSpc>' if line.height else ""
    spacing += f'<a:spcBef><a:spcPts val="{round(line.above * 100)}"/></a:spcBef>' if line.above else ""
    size = round(line.size * 100)
    return (
        f'<a:p><a:pPr algn="{line.align}">{spacing}</a:pPr><a:r><a:rPr lang="zh-CN" sz="{size}" b="{int(line.bold)}">'
        f'{_solid(line.color)}<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/></a:rPr>'
        f"<a:t>{_escaped(line.text)}</a:t></a:r></a:p>"
    )
