"""流向图: what goes from which unit to which in a reform, as ribbons between two columns. Widths are in proportion to counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.lettering import shortened
from bianzhi.charts.reform_note import note_height, note_line
from bianzhi.domain.reform_comparison import Flow, ReformComparison, UnitFate

_WIDTH, _MARGIN, _TOP = 1080, 24, 84
_BAR, _GAP, _LEAST = 14, 12, 3
_NAME = 300
_HEIGHT = 560
"""Pixels for all ribbons of a column together, before gaps."""
_WIDEST = 28
"""Pixels of one post, person or duty at most: where little flows the picture is small."""

_TITLES = {"duties": ("职责", "项"), "posts": ("编制", "名"), "persons": ("人员", "人")}
_RIBBONS = ("#1d5fbf", "#b86e00", "#1e7f4f", "#7b3fa0", "#c0281c", "#44546a", "#0f7f8c", "#8a5a2b")
"""Told apart by colour-blind people as well; each ribbon also has its figures in words when pointed at."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """One unit in one column."""

    code: str
    y: float
    height: float
    count: int


def draw(comparison: ReformComparison, kind: str = "posts", note: str = "") -> str:
    """Draw the flow of ``duties``, ``posts`` or ``persons`` between units; ``note`` stands at the foot.

    Persons are those who go along by a step; how people of abolished units are placed afterwards is not in it, and it says so.

    Returns
    -------
    str
        An SVG document: old units on the left, new ones on the right, in the order of the ledger; a sentence where
        nothing flows. The same arguments give the same text.
    """
    flows: Sequence[Flow] = getattr(comparison, kind)
    word, measure = _TITLES[kind]
    heading = f"{word}流向图"
    if not flows:
        empty = svg.text(_WIDTH / 2, 90, f"本方案没有机构之间的{word}流动。", 15, fill=palette.MUTED)
        least = 140 + note_height(note)
        content = [_paper(least), _heading(heading), empty, *note_line(note, _WIDTH, least)]
        return svg.document(content, _WIDTH, least, heading)
    order = {unit.code: place for place, unit in enumerate(comparison.units)}
    names = {unit.code: _name(unit.fate, unit.before, unit.after) for unit in comparison.units}
    scale = min(_WIDEST, _HEIGHT / sum(flow.count for flow in flows))
    left = _column(flows, order, scale, giving=True)
    right = _column(flows, order, scale, giving=False)
    height = max(bar.y + bar.height for bar in (*left.values(), *right.values())) + _MARGIN + note_height(note)
    total = sum(flow.count for flow in flows)
    told = f"合计流动{word} {total} {measure}{_about(comparison, kind)}；左为划出，右为划入"
    content = [
        _paper(height),
        _heading(heading),
        svg.text(_WIDTH / 2, 58, told, 13, fill=palette.MUTED),
        *_ribbons(
            sorted(flows, key=lambda flow: (order[flow.from_unit], order[flow.to_unit])),
            left,
            right,
            names,
            scale,
            measure,
        ),
        *(_bar(bar, _MARGIN + _NAME, names[bar.code], measure, at_left=True) for bar in left.values()),
        *(
            _bar(bar, _WIDTH - _MARGIN - _NAME - _BAR, names[bar.code], measure, at_left=False)
            for bar in right.values()
        ),
        *note_line(note, _WIDTH, height),
    ]
    return svg.document(content, _WIDTH, height, heading)


def _about(comparison: ReformComparison, kind: str) -> str:
    return "（随改革事项划转，不含撤销单位人员的安置）" if kind == "persons" and comparison.waiting else ""


def _paper(height: float) -> str:
    return svg.rectangle(0, 0, _WIDTH, height, fill=palette.PAPER)


def _heading(words: str) -> str:
    return svg.text(_WIDTH / 2, 34, words, 19, fill=palette.INK, font_weight="bold")


def _name(fate: UnitFate, before: object, after: object) -> str:
    side = after or before
    mark = {UnitFate.NEW: "（新设）", UnitFate.ABOLISHED: "（撤销）", UnitFate.MERGED_AWAY: "（并入）"}.get(fate, "")
    return f"{getattr(side, 'name', '')}{mark}"


def _column(flows: Sequence[Flow], order: Mapping[str, int], scale: float, *, giving: bool) -> dict[str, _Bar]:
    counts: dict[str, int] = defaultdict(int)
    for flow in flows:
        counts[flow.from_unit if giving else flow.to_unit] += flow.count
    bars, y = {}, float(_TOP)
    for code in sorted(counts, key=lambda unit: order[unit]):
        height = max(_LEAST, counts[code] * scale)
        bars[code] = _Bar(code, y, height, counts[code])
        y += max(height, 15) + _GAP
    return bars


def _bar(bar: _Bar, x: float, name: str, measure: str, *, at_left: bool) -> str:
    words = f"{name} {'−' if at_left else '+'}{bar.count}"
    shown = shortened(words, _NAME - 12, 13)
    return svg.element(
        "g",
        [
            svg.title([f"{name}：{'划出' if at_left else '划入'} {bar.count} {measure}"]),
            svg.rectangle(x, bar.y, _BAR, bar.height, fill=palette.LEAVING if at_left else palette.ARRIVING),
            svg.text(
                x - 8 if at_left else x + _BAR + 8,
                bar.y + bar.height / 2 + 4.5,
                shown,
                13,
                fill=palette.INK,
                text_anchor="end" if at_left else "start",
            ),
        ],
        data_unit=bar.code,
        data_name=name,
    )


def _ribbons(
    flows: Sequence[Flow],
    left: Mapping[str, _Bar],
    right: Mapping[str, _Bar],
    names: Mapping[str, str],
    scale: float,
    measure: str,
) -> list[str]:
    out: dict[str, float] = {code: bar.y for code, bar in left.items()}
    into: dict[str, float] = {code: bar.y for code, bar in right.items()}
    colors = {code: _RIBBONS[place % len(_RIBBONS)] for place, code in enumerate(left)}
    x1, x2 = _MARGIN + _NAME + _BAR, _WIDTH - _MARGIN - _NAME - _BAR
    drawn = []
    for flow in flows:
        width = max(1.0, flow.count * scale)
        y1, y2 = out[flow.from_unit], into[flow.to_unit]
        out[flow.from_unit] += width
        into[flow.to_unit] += width
        middle = svg.number((x1 + x2) / 2)
        n = svg.number
        shape = (
            f"M{n(x1)} {n(y1)}C{middle} {n(y1)} {middle} {n(y2)} {n(x2)} {n(y2)}"
            f"V{n(y2 + width)}C{middle} {n(y2 + width)} {middle} {n(y1 + width)} {n(x1)} {n(y1 + width)}Z"
        )
        told = svg.title([f"{names[flow.from_unit]} → {names[flow.to_unit]}：{flow.count} {measure}"])
        drawn.append(svg.element("path", [told], d=shape, fill=colors[flow.from_unit], fill_opacity=0.35))
    return drawn
