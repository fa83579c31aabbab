"""改革前后对照图: units before on the left, after on the right, a line from each to what became of it.

Thin lines say what goes from one unit to another: posts, duties, people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bianzhi.charts import palette, svg
from bianzhi.charts.lettering import shortened
from bianzhi.charts.reform_note import note_height, note_line
from bianzhi.charts.reform_transfers import Transfer, transfer_lines, transfers_of
from bianzhi.domain.reform_comparison import ReformComparison, UnitChange, UnitFate, UnitSide
from bianzhi.domain.terms import Category

_WIDTH, _BOX, _HEIGHT, _GAP, _TOP = 1160, 430, 74, 14, 96
_LEFT, _RIGHT = 24, _WIDTH - 24 - _BOX

_EDGES = {
    UnitFate.NEW: "#1e7f4f",
    UnitFate.ABOLISHED: "#c0281c",
    UnitFate.MERGED_AWAY: "#7b3fa0",
    UnitFate.RECEIVES: "#1d5fbf",
    UnitFate.RENAMED: "#b86e00",
    UnitFate.CHANGED: "#b86e00",
    UnitFate.SAME: "#94a3b3",
}


def draw(comparison: ReformComparison, only_changes: bool = False, note: str = "") -> str:
    """Draw units before and after; ``note`` stands at the foot.

    Returns
    -------
    str
        An SVG document. Boxes carry ``data-unit`` (code) and ``data-name``, 编制 by type, persons in post, sections against
        the cap; what is new or gone says so in words, not by colour alone. Thin lines say what goes from one unit to another.
        With ``only_changes``, units that stay the same are left out.
    """
    units = comparison.changed if only_changes else comparison.units
    heading = "改革前后机构对照图" + ("（只看变化）" if only_changes else "")
    before = [unit for unit in units if unit.before is not None]
    after = [unit for unit in units if unit.after is not None]
    height = _TOP + max(len(before), len(after), 1) * (_HEIGHT + _GAP) + 24 + note_height(note)
    left = {unit.code: _TOP + place * (_HEIGHT + _GAP) for place, unit in enumerate(before)}
    right = {unit.code: _TOP + place * (_HEIGHT + _GAP) for place, unit in enumerate(after)}
    content = [
        svg.rectangle(0, 0, _WIDTH, height, fill=palette.PAPER),
        svg.text(_WIDTH / 2, 34, heading, 19, fill=palette.INK, font_weight="bold"),
        svg.text(_WIDTH / 2, 58, _summary(comparison), 13, fill=palette.MUTED),
        svg.text(_LEFT + _BOX / 2, 84, f"改革前（{len(before)} 个）", 14, fill=palette.HEADER_INK, font_weight="bold"),
        svg.text(_RIGHT + _BOX / 2, 84, f"改革后（{len(after)} 个）", 14, fill=palette.HEADER_INK, font_weight="bold"),
        *_lines(units, left, right),
        *transfer_lines(_between(units, transfers_of(comparison)), left, right, (_LEFT + _BOX, _RIGHT), _HEIGHT),
        *(_box(unit, unit.before, _LEFT, left[unit.code], at_left=True) for unit in before if unit.before),
        *(_box(unit, unit.after, _RIGHT, right[unit.code], at_left=False) for unit in after if unit.after),
        *note_line(note, _WIDTH, height),
    ]
    if not units:
        content.append(svg.text(_WIDTH / 2, _TOP + 40, "改革方案没有改变任何机构。", 15, fill=palette.MUTED))
    return svg.document(content, _WIDTH, height, heading)


def _between(units: Sequence[UnitChange], transfers: Sequence[Transfer]) -> list[Transfer]:
    """Those that have a box at either end; what a unit hands to the one that takes it in follows its own line."""
    became = {(unit.code, unit.became) for unit in units if unit.after is None and unit.became}
    return [replace(each, along=True) if (each.giver, each.taker) in became else each for each in transfers]


def _summary(comparison: ReformComparison) -> str:
    counts = {fate: sum(unit.fate is fate for unit in comparison.units) for fate in UnitFate}
    return "　".join(f"{fate} {count} 个" for fate, count in counts.items() if count and fate is not UnitFate.SAME)


def _lines(units: Sequence[UnitChange], left: Mapping[str, float], right: Mapping[str, float]) -> list[str]:
    drawn = []
    for unit in units:
        target = unit.code if unit.after is not None else unit.became
        if unit.before is None or target not in right:
            continue
        y1, y2 = left[unit.code] + _HEIGHT / 2, right[target] + _HEIGHT / 2
        x1, x2, n = _LEFT + _BOX, _RIGHT, svg.number
        middle = n((x1 + x2) / 2)
        drawn.append(
            svg.element(
                "path",
                d=f"M{n(x1)} {n(y1)}C{middle} {n(y1)} {middle} {n(y2)} {n(x2)} {n(y2)}",
                fill="none",
                stroke=_EDGES[unit.fate],
                stroke_width=1.2 if unit.fate is UnitFate.SAME else 2.2,
                stroke_dasharray="5 4" if unit.fate is UnitFate.MERGED_AWAY else "",
            )
        )
    return drawn


def _box(unit: UnitChange, side: UnitSide, x: float, y: float, *, at_left: bool) -> str:
    edge = _EDGES[unit.fate]
    gone = at_left and unit.after is None
    word = unit.fate if gone or (not at_left and unit.fate is not UnitFate.SAME) else ""
    posts = "、".join(f"{_short(category)}{count}" for category, count in side.posts.items()) or "未核编制"
    change = "" if at_left else "　".join(f"{_short(c)}{count:+d}" for c, count in unit.change.items())
    staff = f"实有 {side.staff} 人"
    staff += f"，超 {side.excess}" if side.excess else ""
    staff += f"，空 {side.vacancies}" if side.vacancies else ""
    sections = f"内设机构 {len(side.sections)}/{side.cap}"
    told = [side.name, *(f"{c}：{count} 名" for c, count in side.posts.items()), staff, "、".join(side.sections)]
    told += ["变化：" + "、".join(unit.marks)] if unit.marks else []
    return svg.element(
        "g",
        [
            svg.title([line for line in told if line]),
            svg.rectangle(
                x,
                y,
                _BOX,
                _HEIGHT,
                5,
                fill="#f4f6f9" if gone else palette.PAPER,
                stroke=edge,
                stroke_width=1.4,
                stroke_dasharray="5 4" if gone else "",
            ),
            svg.rectangle(x, y, 5, _HEIGHT, fill=edge),
            svg.text(
                x + 16, y + 22, shortened(side.name, _BOX - 120, 14.5), 14.5, fill=palette.INK, font_weight="bold"
            ),
            svg.text(x + _BOX - 12, y + 22, word, 12.5, fill=edge, text_anchor="end"),
            svg.text(x + 16, y + 43, shortened(f"编制 {posts}", _BOX - 150, 12.5), 12.5, fill=palette.INK),
            svg.text(x + _BOX - 12, y + 43, change, 12.5, fill=palette.ARRIVING, text_anchor="end"),
            svg.text(x + 16, y + 62, f"{staff}　{sections}", 12.5, fill=palette.MUTED),
        ],
        data_unit=unit.code,
        data_name=side.name,
        text_anchor="start",
    )


def _short(category: Category) -> str:
    return category.removesuffix("编制")
