"""The legend of the organisation chart, and the lines that say what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass

from bianzhi.charts import marks, palette, svg
from bianzhi.charts.figures import Standing, State
from bianzhi.charts.layout import Box
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import MINUS, shows_after

_SIZE = 11
_LINE = 20
_GAP = 14


@dataclass(frozen=True, slots=True)
class _Item:
    """A sign of a given width, and what it means."""

    width: float
    sign: Callable[[float, float], str]
    """Draws the sign at x, around y."""
    words: str


def _swatch(state: State) -> _Item:
    paint = palette.PAINT_OF[state]

    def sign(x: float, y: float) -> str:
        frame = svg.rectangle(x, y - 7, 24, 14, 2, fill=paint.ground, stroke=paint.edge, stroke_width=paint.outline)
        return frame + marks.left_bar(Box(x, y - 7, 24, 14), state) + marks.sign(x + 11, y, state)

    return _Item(24, sign, state.value)


def _badge(words: str, color: str, meaning: str) -> _Item:
    def sign(x: float, y: float) -> str:
        return svg.rectangle(x, y - 7, 24, 14, 7, fill=color) + svg.text(
            x + 12, y + 3.5, words, 10, fill=palette.PAPER, font_weight="bold"
        )

    return _Item(24, sign, meaning)


def _frame(color: str, dashes: str, words: str, meaning: str, width: float) -> _Item:
    def sign(x: float, y: float) -> str:
        return svg.rectangle(
            x, y - 7, width, 14, 2, fill=palette.PAPER, stroke=color, stroke_dasharray=dashes
        ) + svg.text(x + width / 2, y + 3.5, words, 9.5, fill=color, font_weight="bold")

    return _Item(width, sign, meaning)


def _example(words: str, meaning: str) -> _Item:
    width = text_width(words, _SIZE)

    def sign(x: float, y: float) -> str:
        return svg.text(x, y + 4, words, _SIZE, fill=palette.INK, text_anchor="start")

    return _Item(width, sign, meaning)


def _state_items(states: frozenset[State]) -> list[_Item]:
    items = [_swatch(state) for state in State if state is not State.UNFIXED or state in states]
    return [*items, _example("98/95", "实有/编制"), _example("", "黑白打印看符号和左边纹样")]


def _sign_items(view: View, level: Level, standings: frozenset[Standing]) -> list[_Item]:
    items = []
    if shows_after(view):
        items += [_badge("+n", palette.ARRIVING, "拟调入"), _badge(f"{MINUS}n", palette.LEAVING, "拟调出")]
    if level is not Level.SYSTEMS:
        items.append(_frame(palette.OVER_CAP, "", "内设9/限6", "超限额", 50))
    if Standing.MERGED in standings:
        items.append(_badge("新", palette.MERGED_EDGE, "拟整合"))
    if Standing.RENAMED in standings:
        items.append(_badge("更", palette.MERGED_EDGE, "拟更名"))
    if Standing.ABOLISHED in standings:
        items.append(_frame(palette.ABOLISHED_EDGE, "3 2", "", "拟撤并", 18))
    if level is Level.SECTIONS:
        items.append(_example("科室外", "未列入内设机构的人员"))
    return items


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chart has on it that needs explaining."""

    view: View
    level: Level
    states: frozenset[State]
    standings: frozenset[Standing]
    """Of the sections drawn."""


def draw_legend(place: Box, shown: Shown) -> str:
    """The signs of this chart, in as many lines as they take, ending at the right edge of ``place``."""
    signs = _sign_items(shown.view, shown.level, shown.standings)
    lines = [*_broken(_state_items(shown.states), place.width), *_broken(signs, place.width)]
    drawn = []
    y = place.y + (place.height - _LINE * (len(lines) - 1)) / 2
    for line in lines:
        x = place.right - max(_width(each) for each in lines)
        for item in line:
            drawn.append(item.sign(x, y))
            x += item.width + _space(item)
            drawn.append(svg.text(x, y + 4, item.words, _SIZE, text_anchor="start", fill=palette.MUTED))
            x += text_width(item.words, _SIZE) + _GAP
        y += _LINE
    return svg.element("g", drawn, aria_label="图例")


def _broken(items: list[_Item], width: float) -> list[list[_Item]]:
    """The items in lines that are at most ``width`` wide."""
    lines: list[list[_Item]] = [[]]
    for item in items:
        if lines[-1] and _width([*lines[-1], item]) > width:
            lines.append([])
        lines[-1].append(item)
    return lines


def _space(item: _Item) -> float:
    """Pixels between a sign and its words; none where there is no sign."""
    return 5 if item.width else 0


def _width(items: list[_Item]) -> float:
    return sum(item.width + _space(item) + text_width(item.words, _SIZE) for item in items) + _GAP * (len(items) - 1)


def draw_basis(place: Box, lines: list[str]) -> str:
    """What the chart rests on, at the left edge of ``place``."""
    y = place.y + (place.height - 18 * (len(lines) - 1)) / 2 + 4
    return svg.element(
        "g",
        [
            svg.text(place.x, y + 18 * index, shortened(line, place.width, _SIZE), _SIZE)
            for index, line in enumerate(lines)
        ],
        text_anchor="start",
        fill=palette.MUTED,
    )
