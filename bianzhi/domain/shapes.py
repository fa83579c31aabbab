"""Shapes of a drawing with place, size and color: what a program needs that draws shapes but no SVG. Lengths are pixels."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where the lower edge is, on y."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Where the vertical axis is, on x."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Paint:
    """Colors as #rrggbb, empty for none, and the width of the line."""

    fill: str
    stroke: str
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle and how far its corners are rounded."""

    area: Area
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines from point to point; a closed one is an area."""

    points: tuple[Point, ...]
    closed: bool
    paint: Paint


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: its base line begins, is centered or ends at ``at``, as the anchor says; or it runs downwards."""

    text: str
    at: Point
    size: float
    width: float
    """About how wide a line it makes."""
    anchor: str
    """start, middle or end."""
    bold: bool
    color: str
    downwards: bool = False
    step: float = 0
    """From character to character of text that runs downwards."""


Shape = Rectangle | Strokes | Words


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """Shapes that belong together, such as a unit; ``name`` is empty where they only stand beside each other."""

    name: str
    shapes: tuple[Shape, ...]
