"""Reads a drawn chart back: what stands in its boxes, and where they are."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Fit, MergedSection, Merger, Move, Place, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, UnitKind
from tests.worlds import DAY, people, quota, section, unit, world

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Rectangle:
    """Where a box is."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle") -> bool:
        """Whether two boxes cover a common area; touching is not overlapping."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Rectangle") -> bool:
        """Whether the other box is wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True)
class Drawing:
    """A chart read back as XML."""

    root: Element

    def boxes(self, attribute: str) -> list[Element]:
        """The groups that carry ``data-…``."""
        return [group for group in self.root.iter(f"{SVG}g") if f"data-{attribute}" in group.attrib]

    def codes(self, attribute: str) -> list[str]:
        """The values of ``data-…``, in the order drawn."""
        return [group.attrib[f"data-{attribute}"] for group in self.boxes(attribute)]

    def box(self, attribute: str, code: str) -> Element:
        """The one group with this value."""
        (found,) = [group for group in self.boxes(attribute) if group.attrib[f"data-{attribute}"] == code]
        return found

    def texts(self, attribute: str, code: str) -> list[str]:
        """The lines of text in a box."""
        return ["".join(text.itertext()) for text in self.box(attribute, code).iter(f"{SVG}text")]

    def tooltip(self, attribute: str, code: str) -> str:
        """What pointing at a box shows."""
        return self.box(attribute, code).find(f"{SVG}title").text or ""


def rectangle_of(group: Element) -> Rectangle:
    """The first rectangle of a group: its frame."""
    frame = group.find(f"{SVG}rect")
    return Rectangle(*(float(frame.attrib[name]) for name in ("x", "y", "width", "height")))


def drawn(
    establishment: Establishment,
    plan: Plan | None = None,
    mergers: tuple[Merger, ...] = (),
    view: View = View.BEFORE,
    level: Level = Level.UNITS,
    folded: frozenset[str] = frozenset(),
) -> Drawing:
    """Draw, and read back."""
    return Drawing(fromstring(draw(establishment, plan, mergers, view, level, folded)))


def without_colors(markup: str) -> str:
    """Markup as a black printer sees it: paper stays paper, any other colour is ink."""
    return re.sub(r"#(?!ffffff)[0-9a-f]{6}", "ink", markup)


def plan_of(*moves: tuple[str, str, str], category: Category = Category.ADMINISTRATIVE, section: str = "") -> Plan:
    """A plan of (person, from unit, to unit), all within one establishment type."""
    return Plan(
        PlanStatus.OPTIMAL,
        DAY,
        "",
        PlanSettings(),
        moves=tuple(
            Move(person, start, category, Place(end, category, section=section), Fit(50))
            for person, start, end in moves
        ),
    )


def merger(unit: str, cap: int, *groups: tuple[str, tuple[str, ...]]) -> Merger:
    """A merger of (name, section codes)."""
    merged = tuple(MergedSection(codes, name, 0, 1, 0) for name, codes in groups)
    return Merger(unit, cap, sum(len(g.sections) for g in merged), len(merged), PlanStatus.OPTIMAL, 0, 0, merged)


def wide_district(units_of_a_kind: int = 5, sections_of_a_unit: int = 6) -> Establishment:
    """Units of every kind with sections of very different names, some over quota, some under."""
    rows = []
    for kind_number, kind in enumerate(UnitKind):
        for number in range(units_of_a_kind):
            code = f"{kind.name}{number}"
            rows += [unit(code, kind=kind, name=f"滨江区{'某' * (2 + 3 * number)}{kind_number}局"), quota(code, 6)]
            rows += people(code, 4 + number)
            rows += [
                section(f"{code}S{index}", code, name="综" * (1 + 3 * index) + "科", authorized=index)
                for index in range(sections_of_a_unit)
            ]
    return world(*rows)


def in_section(establishment: Establishment, section: str, *ids: str) -> Establishment:
    """The same establishment with these people in this section."""
    return replace(
        establishment,
        people=tuple(replace(p, section=section) if p.id in ids else p for p in establishment.people),
    )
