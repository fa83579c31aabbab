"""What goes from one unit to another in a reform, as thin lines with a word on each: 行政−2／职责1项／2人."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.domain.reform_comparison import ReformComparison, UnitChange

_INK = "#0f6b78"
_SIZE, _STEP, _FIRST, _LINE = 11.5, 17, 14, 1.3
"""Pixels: the text, one line to the next at the box they leave, the first one, and how thick they are."""
_MOST_WORDS = 4
"""Lines of one unit that bear their words; of further ones only pointing tells."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Everything that one unit hands to another."""

    giver: str
    taker: str
    names: tuple[str, str]
    words: str
    along: bool = False
    """Whether the giver itself goes there, so that its own line is there already."""


def transfers_of(comparison: ReformComparison) -> tuple[Transfer, ...]:
    """Flows of posts, duties and people between each two units, in the order of the units."""
    order = {unit.code: place for place, unit in enumerate(comparison.units)}
    units = {unit.code: unit for unit in comparison.units}
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for kind in ("posts", "duties", "persons"):
        for flow in getattr(comparison, kind):
            counts = found[flow.from_unit, flow.to_unit]
            counts[kind] = counts.get(kind, 0) + flow.count
    pairs = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(
        Transfer(*pair, (_name(units[pair[0]]), _name(units[pair[1]])), _words(units[pair[0]], found[pair]))
        for pair in pairs
    )


def _words(giver: UnitChange, counts: Mapping[str, int]) -> str:
    posts = counts.get("posts", 0)
    less = {category: -count for category, count in giver.change.items() if count < 0}
    words = []
    if posts and sum(less.values()) == posts:  # everything it hands on goes to this one
        words += [f"{category.removesuffix('编制')}−{count}" for category, count in less.items()]
    elif posts:
        words.append(f"编制−{posts}")
    words += [f"职责{counts['duties']}项"] if counts.get("duties") else []
    words += [f"{counts['persons']}人"] if counts.get("persons") else []
    return "／".join(words)


def _name(unit: UnitChange) -> str:
    side = unit.after or unit.before
    return side.name if side else unit.code


def transfer_lines(
    transfers: Sequence[Transfer],
    left: Mapping[str, float],
    right: Mapping[str, float],
    between: tuple[float, float],
    height: float,
) -> list[str]:
    """Lines from givers to takers, where both have a box: ``left`` and ``right`` are the tops of the boxes (pixels)."""
    drawn = []
    number: dict[str, int] = defaultdict(int)
    for transfer in transfers:
        if transfer.giver not in left or transfer.taker not in right:
            continue
        place = number[transfer.giver]
        number[transfer.giver] += 1
        y1 = left[transfer.giver] + min(_FIRST + _STEP * place, height - 4)
        y2 = right[transfer.taker] + height / 2
        shown = place < _MOST_WORDS
        drawn.append(_line(transfer, (between[0], y1), (between[1], y2), with_words=shown))
    return drawn


def _line(transfer: Transfer, start: tuple[float, float], end: tuple[float, float], *, with_words: bool) -> str:
    (x1, y1), (x2, y2), n = start, end, svg.number
    middle = n((x1 + x2) / 2)
    content = [svg.title([f"{transfer.names[0]} → {transfer.names[1]}：{transfer.words}"])]
    if not transfer.along:
        curve = f"M{n(x1)} {n(y1)}C{middle} {n(y1)} {middle} {n(y2)} {n(x2)} {n(y2)}"
        content.append(svg.element("path", d=curve, fill="none", stroke=_INK, stroke_width=_LINE, stroke_opacity=0.8))
    if with_words:
        words = shortened(transfer.words, x2 - x1 - 20, _SIZE)
        width = text_width(words, _SIZE) + 6
        content += [
            svg.rectangle(x1 + 7, y1 - _SIZE / 2 - 2, width, _SIZE + 4, 3, fill=palette.PAPER, fill_opacity=0.92),
            svg.text(x1 + 10, y1 + _SIZE / 2 - 2, words, _SIZE, fill=_INK, text_anchor="start"),
        ]
    return svg.element("g", content)
