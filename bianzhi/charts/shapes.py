"""Reads our own SVG back as shapes with a place, a size and a color, for programs that draw shapes but no SVG.

Only what ``svg`` writes is known: rectangles, text, groups, and paths of straight lines. Anything else is an error of ours
and never left out silently.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from bianzhi.charts.lettering import text_width
from bianzhi.domain.shapes import Area, Paint, Point, Rectangle, Shape, ShapeGroup, Strokes, Words

_TOKEN = re.compile(r"[A-Za-z]|-?[\d.]+")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Z": 0}
_INHERITED = ("fill", "stroke", "stroke-width", "text-anchor", "font-weight")
_IGNORED = ("title", "desc")
_SVG = "{http://www.w3.org/2000/svg}"


def shapes_of(document: str) -> tuple[ShapeGroup, ...]:
    """The shapes of an SVG document, in the order drawn; each unit, section and header is a group with its name.

    Raises
    ------
    ValueError
        The document has something that ``svg`` does not write.
    """
    root = fromstring(document)
    groups: list[ShapeGroup] = []
    loose: list[Shape] = []
    for element, style in _walk(root, {}, stop=True):
        name = _name(element)
        if name:
            if loose:
                groups.append(ShapeGroup("", tuple(loose)))
                loose = []
            inside = [shape for each, its in _walk(element, style, stop=False) for shape in _shapes(each, its)]
            groups.append(ShapeGroup(name, tuple(inside)))
        else:
            loose += _shapes(element, style)
    return (*groups, ShapeGroup("", tuple(loose))) if loose else tuple(groups)


def _name(element: Element) -> str:
    return element.get("data-name") or element.get("data-band") or ""


def _walk(element: Element, style: Mapping[str, str], *, stop: bool) -> Iterator[tuple[Element, Mapping[str, str]]]:
    """The shapes in an element with what they inherit; with ``stop``, named groups are given as they are."""
    style = {**style, **{name: element.attrib[name] for name in _INHERITED if name in element.attrib}}
    for child in element:
        kind = child.tag.removeprefix(_SVG)
        if kind in _IGNORED:
            continue
        if kind == "g" and not (stop and _name(child)):
            yield from _walk(child, style, stop=stop)
        else:
            yield child, style


def _shapes(element: Element, inherited: Mapping[str, str]) -> list[Shape]:
    style = {**inherited, **element.attrib}
    match element.tag.removeprefix(_SVG):
        case "rect":
            area = Area(*(float(element.attrib[name]) for name in ("x", "y", "width", "height")))
            return [Rectangle(area, float(style.get("rx", 0)), _paint(style))]
        case "path":
            return [Strokes(points, closed, _paint(style)) for points, closed in _outlines(element.attrib["d"])]
        case "text":
            return [_words(element, style)]
        case other:
            raise ValueError(f"no shape for <{other}>")


def _paint(style: Mapping[str, str]) -> Paint:
    def color(name: str, default: str) -> str:
        value = style.get(name, default)
        return "" if value == "none" else value

    return Paint(
        color("fill", "#000000"),
        color("stroke", "none"),
        float(style.get("stroke-width", 1)),
        "stroke-dasharray" in style,
    )


def _words(element: Element, style: Mapping[str, str]) -> Words:
    text = "".join(element.itertext())
    xs, ys = (tuple(map(float, element.attrib[name].split())) for name in ("x", "y"))
    bold = "bold" in (style.get("font-weight"), *(part.get("font-weight") for part in element))
    downwards = len(ys) > 1
    return Words(
        text,
        (xs[0], ys[0]),
        float(style["font-size"]),
        text_width(text, float(style["font-size"])),
        style.get("text-anchor", "middle"),
        bold,
        style.get("fill", "#000000"),
        downwards,
        ys[-1] - ys[-2] if downwards else 0,
    )


def _outlines(commands: str) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The lines of a path: M, L, H, V and Z, absolute or relative."""
    tokens = _TOKEN.findall(commands)
    points: list[Point] = []
    x = y = 0.0
    place = 0
    command = ""
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        if command.upper() not in _ARGUMENTS:
            raise ValueError(f"no line for {command} in {commands}")
        values = [float(token) for token in tokens[place : place + _ARGUMENTS[command.upper()]]]
        place += len(values)
        if command.upper() == "M" and points:
            yield tuple(points), False
            points = []
        if command.upper() == "Z":
            yield tuple(points), True
            points = []
            continue
        x, y = _moved(command, values, x, y)
        points.append((x, y))
    if points:
        yield tuple(points), False


def _moved(command: str, values: list[float], x: float, y: float) -> Point:
    from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
    match command.upper():
        case "H":
            return from_x + values[0], y
        case "V":
            return x, from_y + values[0]
        case _:
            return from_x + values[0], from_y + values[1]
