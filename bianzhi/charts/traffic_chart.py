"""科室往来图: the sections of one unit on an ellipse, lines as thick as the work between them; merged ones enclosed.

The order around the picture follows the work (networkx graph), and knows no chance: the same ledger gives the same picture.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, pi, sin

import networkx

from bianzhi.charts import palette, svg
from bianzhi.charts.lettering import fitted
from bianzhi.domain.establishment import Establishment, Section

_WIDTH, _HEIGHT, _EDGE = 900, 640, 110
_MOST_AT_THIS_SIZE = 16
"""Sections that stand around the ellipse without touching; for more the picture grows."""

_BOX_WIDTH, _BOX_HEIGHT = 116, 40
_THICKEST = 12
_GROUNDS = ("#e3eefb", "#fbeedd", "#e4f4ea", "#efe6f7", "#fbe5e2", "#e8ebf0", "#ddf1f3", "#f1e9df")


def draw(establishment: Establishment, unit: str, groups: Sequence[Sequence[str]] = ()) -> str:
    """Draw the work between the sections of a unit.

    Parameters
    ----------
    establishment, unit
        The ledger, and the code of the unit.
    groups
        Section codes of each merged section: those of one group get one ground and their number; work within a group is
        drawn dashed, for it no longer crosses sections. None shows the sections as they are.
    """
    sections = establishment.sections_of.get(unit, ())
    name = establishment.unit[unit].name
    heading = f"{name}科室往来{'（整合后）' if groups else ''}"
    volumes = _volumes(establishment, sections)
    growth = max(1.0, len(sections) / _MOST_AT_THIS_SIZE)
    width, height = _WIDTH * growth, _HEIGHT * growth
    places = _places(sections, volumes, groups, width, height)
    group_of = {code: number for number, group in enumerate(groups) for code in group}
    most = max(volumes.values(), default=1)
    lines = [_line(pair, volume, most, places, group_of) for pair, volume in volumes.items()]
    boxes = [_box(section, places[section.code], group_of.get(section.code)) for section in sections]
    crossing = sum(volume for (one, other), volume in volumes.items() if _crosses(one, other, group_of))
    total = sum(volumes.values())
    words = f"科室间业务量合计 {total}" + (
        f"，整合后仍跨科室 {crossing}（{crossing * 100 // total if total else 0}%）" if groups else ""
    )
    if not sections:
        words = "台账中没有该单位的内设机构"
    elif not volumes:
        words = "台账“科室往来”表没有该单位的业务量"
    return svg.document(
        [
            svg.rectangle(0, 0, width, height, fill=palette.PAPER),
            svg.text(width / 2, 32, heading, 18, fill=palette.INK, font_weight="bold"),
            svg.text(width / 2, 56, words, 13, fill=palette.MUTED),
            *lines,
            *boxes,
        ],
        width,
        height,
        heading,
    )


def _volumes(establishment: Establishment, sections: Sequence[Section]) -> dict[tuple[str, str], int]:
    """Work between each two sections, both ways together, in ledger order of the sections."""
    order = {section.code: place for place, section in enumerate(sections)}
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in establishment.traffic:
        if row.section in order and row.other in order and row.section != row.other:
            one, other = sorted((row.section, row.other), key=lambda code: order[code])
            found[one, other] += row.volume
    return {pair: found[pair] for pair in sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))}


def _crosses(one: str, other: str, group_of: Mapping[str, int]) -> bool:
    return one not in group_of or group_of.get(one) != group_of.get(other)


def _places(
    sections: Sequence[Section],
    volumes: Mapping[tuple[str, str], int],
    groups: Sequence[Sequence[str]],
    width: float,
    height: float,
) -> dict[str, tuple[float, float]]:
    """Around an ellipse: merged sections side by side, else neighbors by the work they share."""
    graph = networkx.Graph()
    graph.add_nodes_from(section.code for section in sections)
    graph.add_weighted_edges_from((one, other, volume) for (one, other), volume in volumes.items())
    if groups:
        grouped = [code for group in groups for code in group if code in graph]
        order = [*grouped, *(code for code in graph if code not in set(grouped))]
    else:
        order = _neighbors_first(graph)
    step = 2 * pi / max(1, len(order))
    return {
        code: (
            width / 2 + (width / 2 - _EDGE) * sin(number * step),
            height / 2 + 20 - (height / 2 - _EDGE) * cos(number * step),
        )
        for number, code in enumerate(order)
    }


def _neighbors_first(graph: "networkx.Graph[str]") -> list[str]:
    """From the first section on, always the one that works most with the last; of equal ones the first in the ledger."""
    left = list(graph)
    order = left[:1]
    del left[:1]
    while left:
        following = max(left, key=lambda code: graph.get_edge_data(order[-1], code, {"weight": 0})["weight"])
        order.append(following)
        left.remove(following)
    return order


def _line(
    pair: tuple[str, str],
    volume: int,
    most: int,
    places: Mapping[str, tuple[float, float]],
    group_of: Mapping[str, int],
) -> str:
    (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
    width = max(1.0, _THICKEST * volume / most)
    within = bool(group_of) and not _crosses(*pair, group_of)
    return svg.element(
        "g",
        [
            svg.title([f"{pair[0]} — {pair[1]}：业务量 {volume}{'（整合后在同一科室）' if within else ''}"]),
            svg.element(
                "line",
                x1=x1,
                y1=y1,
                x2=x2,
                y2=y2,
                stroke=palette.LINK if within else palette.ARRIVING,
                stroke_width=width,
                stroke_opacity=0.45,
                stroke_dasharray="3 4" if within else "",
            ),
        ],
    )


def _box(section: Section, place: tuple[float, float], group: int | None) -> str:
    x, y = place
    name = fitted(section.name, _BOX_WIDTH - 10, 13, 11)
    first = y + 4.5 - (len(name.lines) - 1) * 7
    mark = (
        []
        if group is None
        else [svg.text(x - _BOX_WIDTH / 2 + 10, y - _BOX_HEIGHT / 2 - 4, f"{group + 1}组", 11, fill=palette.MUTED)]
    )
    return svg.element(
        "g",
        [
            svg.title([section.name]),
            svg.rectangle(
                x - _BOX_WIDTH / 2,
                y - _BOX_HEIGHT / 2,
                _BOX_WIDTH,
                _BOX_HEIGHT,
                6,
                fill=palette.PAPER if group is None else _GROUNDS[group % len(_GROUNDS)],
                stroke=palette.HEADER_EDGE,
                stroke_width=1.4,
            ),
            *mark,
            *(
                svg.text(x, first + 14 * line, words, name.size, fill=palette.INK)
                for line, words in enumerate(name.lines)
            ),
        ],
        data_section=section.code,
        data_name=section.name,
    )
