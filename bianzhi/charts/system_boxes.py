"""到系统: one box for each system of organs, with its totals and how many of its units stand how."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from bianzhi.charts import marks, palette, svg
from bianzhi.charts.bands import Band
from bianzhi.charts.figures import State
from bianzhi.charts.layout import MARGIN, TRUNK, Box
from bianzhi.charts.lettering import text_width
from bianzhi.charts.views import View
from bianzhi.charts.wording import (
    count_words,
    in_post_words,
    movement_words,
    shows_after,
    spoken_total,
    state_words,
    touched_words,
)

_IN_A_ROW = 4
_GAP, _ROW_GAP = 22, 34
_HEIGHT = 122
_PADDING = 16
_BAR = 11
_WORDS_GAP = 7


def place_systems(count: int, top: Box, width: float) -> tuple[tuple[Box, ...], float]:
    """Where ``count`` boxes stand below the top box on a chart of this width, and how high the chart is."""
    left = MARGIN + TRUNK
    each = (width - MARGIN - left - _GAP * (_IN_A_ROW - 1)) / _IN_A_ROW
    first = top.bottom + _ROW_GAP
    boxes = tuple(
        Box(
            left + (place % _IN_A_ROW) * (each + _GAP),
            first + (place // _IN_A_ROW) * (_HEIGHT + _ROW_GAP),
            each,
            _HEIGHT,
        )
        for place in range(count)
    )
    return boxes, (boxes[-1].bottom if boxes else top.bottom) + MARGIN


def draw_systems(bands: Sequence[Band], boxes: Sequence[Box], top: Box, view: View) -> list[str]:
    """The lines from the top box, and the boxes."""
    if not bands:
        return []
    buses = sorted({box.y - _ROW_GAP / 2 for box in boxes})
    rail = MARGIN + 4
    commands = [svg.down(top.middle, top.bottom, buses[0]), svg.down(rail, buses[0], buses[-1])]
    for bus in buses:
        row = [box for box in boxes if box.y - _ROW_GAP / 2 == bus]
        ends = [box.middle for box in row] + [top.middle] * (bus == buses[0])
        commands.append(svg.across(rail, max(ends), bus))
        commands += [svg.down(box.middle, bus, box.y) for box in row]
    if len(buses) == 1:
        commands = [command for command in commands if not command.startswith(f"M{svg.number(rail)} {buses[0]}V")]
    links = svg.path(commands, fill="none", stroke=palette.LINK, stroke_width=1.2)
    return [links, *(_system(band, box, view) for band, box in zip(bands, boxes, strict=True))]


def _system(band: Band, box: Box, view: View) -> str:
    after = shows_after(view)
    count = band.total.count(after=after)
    paint = palette.PAINT_OF[count.state]
    states = Counter(figures.total.count(after=after).state for figures in band.units)
    touched = sum(figures.is_touched for figures in band.units)
    note = f"{len(band.units)}个单位"
    if view is View.CHANGES:
        note += f"，{touched_words(touched, len(band.units))}"
    x, right = box.x + _PADDING, box.right - _PADDING + 4
    words = state_words(band.total, view)
    spoken = f"{band.title}，{len(band.units)}个单位，{spoken_total(band.total, view)}"
    standing = "，".join(_units_words(state, states[state]) for state in State if states[state])
    return svg.element(
        "g",
        [
            svg.title([spoken, standing]),
            svg.rectangle(
                box.x,
                box.y,
                box.width,
                box.height,
                4,
                fill=palette.PAPER,
                stroke=paint.edge,
                stroke_width=paint.outline,
            ),
            marks.left_bar(box, count.state),
            svg.text(x, box.y + 26, band.title, 17, fill=palette.INK, font_weight="bold"),
            svg.text(right, box.y + 25, note, 12, fill=palette.MUTED, text_anchor="end"),
            svg.text(x, box.y + 49, f"{count_words(band.total)}　{in_post_words(band.total, view)}", 13.5),
            svg.text(right, box.y + 49, movement_words(band.total, view), 12, fill=palette.INK, text_anchor="end"),
            marks.sign(x, box.y + 67, count.state),
            svg.text(x + marks.SIGN_WIDTH + 5, box.y + 72, words, 14.5, fill=paint.figures, font_weight="bold"),
            *_units_by_state(states, Box(x, box.y + 84, box.right - _PADDING - x, _BAR)),
        ],
        data_system=band.key,
        data_name=band.title,
        aria_label=f"{spoken}，其中{standing}",
        fill=palette.INK,
        text_anchor="start",
    )


def _units_by_state(states: Counter[State], bar: Box) -> list[str]:
    """A bar with the shares of the units by state, in the order of the legend, and their numbers below."""
    shown = [state for state in State if states[state]]
    widths = [bar.width * states[state] / states.total() for state in shown]
    starts = accumulate(widths[:-1], initial=bar.x)
    drawn = [
        marks.stretch(Box(x, bar.y, width, bar.height), s) for s, x, width in zip(shown, starts, widths, strict=True)
    ]
    x = bar.x
    size = _word_size([_units_words(state, states[state]) for state in shown], bar.width)
    for state in shown:
        words = _units_words(state, states[state])
        drawn += [
            marks.sign(x, bar.bottom + 12, state),
            svg.text(x + marks.SIGN_WIDTH + 2, bar.bottom + 16, words, size, fill=palette.INK),
        ]
        x += marks.SIGN_WIDTH + 2 + text_width(words, size) + _WORDS_GAP
    return drawn


def _units_words(state: State, units: int) -> str:
    """空编超15% 2个: the blank keeps the figure apart from the one in the word."""
    return f"{state.value} {units}个"


def _word_size(words: Sequence[str], width: float) -> float:
    """The size at which the words, their signs and gaps take no more than ``width``; 11 pixels where there is room."""
    fixed = len(words) * (marks.SIGN_WIDTH + 2) + (len(words) - 1) * _WORDS_GAP
    return min(11, (width - fixed) / sum(text_width(each, 1) for each in words))
