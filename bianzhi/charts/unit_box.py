"""Draws one unit of the organisation chart, and the sections that hang below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bianzhi.charts import marks, palette, svg
from bianzhi.charts.figures import SectionFigures, Standing, State, UnitFigures
from bianzhi.charts.layout import (
    ABOLISHED_SECTION_WIDTH,
    SECTION_LINK,
    SECTION_WIDTH,
    WIDE_SECTION_WIDTH,
    Box,
    PlacedUnit,
    SectionSize,
)
from bianzhi.charts.lettering import Lettering, fitted, standing, text_width
from bianzhi.charts.views import View
from bianzhi.charts.wording import (
    cap_words,
    in_post_of_authorized,
    movement,
    outside_words,
    rest_words,
    section_figures,
    section_label,
    section_state,
    section_tooltip,
    shows_after,
    state_words,
    unit_label,
    unit_tooltip,
)

_NAME, _SMALL_NAME = 13.5, 11.3
_FIGURES = 11.5
_SMALLEST_FIGURES = 8.0
_UNIT_HEIGHT, _COMPARED_UNIT_HEIGHT = 52, 65
_SECTION_NAME = 12
_STEP = 13
_IN_A_COLUMN = 8
_SECTION_FIGURES = 10
_SECTION_LINE = 12
_SIDE = 5
"""Pixels kept free left and right of the text in a box."""


def unit_height(view: View) -> int:
    """Height of a unit box; comparison needs a line more."""
    return _COMPARED_UNIT_HEIGHT if view.compares else _UNIT_HEIGHT


@dataclass(frozen=True, slots=True)
class SectionStyle:
    """What all section boxes of one chart have in common."""

    view: View
    figure_lines: int
    """Lines below the name: persons in post, the state, who comes and goes."""

    @property
    def figures_height(self) -> int:
        """Height of the lines below the name."""
        return self.figure_lines * _SECTION_LINE + 6


def section_style(units: Iterable[UnitFigures], view: View) -> SectionStyle:
    """The style of a chart with these units: as many lines as the section with the most to tell takes."""
    states = any(section.authorized is not None for figures in units for section in figures.sections)
    if shows_after(view):
        return SectionStyle(view, 3)
    return SectionStyle(view, 2 if states else 1)


def shown_sections(figures: UnitFigures, view: View) -> tuple[SectionFigures, ...]:
    """The sections of a unit that a view shows, in the order of their boxes."""
    shown = figures.sections_shown(before=view is not View.AFTER, after=shows_after(view))
    return tuple(section for section in shown if section.is_touched) if view is View.CHANGES else shown


def section_name(section: SectionFigures, view: View) -> str:
    """The name in this view: before, a section that is to be renamed has its former one."""
    if section.standing is Standing.RENAMED and not shows_after(view):
        return section.former_names[0]
    return section.name


def section_size(section: SectionFigures, style: SectionStyle) -> SectionSize:
    """The box a section needs: narrow, or wider where its name takes two columns."""
    columns = _columns(section_name(section, style.view)).lines
    if len(columns) > 1:
        width = WIDE_SECTION_WIDTH
    else:
        width = ABOLISHED_SECTION_WIDTH if section.standing is Standing.ABOLISHED else SECTION_WIDTH
    return SectionSize(section.key, width, 10 + len(columns[0]) * _STEP + style.figures_height)


def _columns(name: str) -> Lettering:
    return standing(name, _IN_A_COLUMN, 2, _SECTION_NAME)


def draw_unit(figures: UnitFigures, name: str, parent: str, box: Box, view: View, lock: str = "") -> str:
    """One unit box; ``name`` is the short one, ``parent`` the name of the superior unit or empty.

    ``lock`` says in a word what the office wishes for the whole unit (不调出), empty for nothing.
    """
    count = figures.total.count(after=shows_after(view))
    paint = palette.PAINT_OF[count.state]
    content = [
        svg.title(unit_tooltip(figures, parent, view)),
        svg.rectangle(
            box.x, box.y, box.width, box.height, 4, fill=paint.ground, stroke=paint.edge, stroke_width=paint.outline
        ),
        marks.left_bar(box, count.state),
        *_unit_name(name, box),
        *_unit_figures(figures, box, view, count.state),
        *_cap_flag(figures, box, view),
        *_lock_tag(lock, box),
    ]
    if shows_after(view):
        content += _badges(movement(figures.total.arriving, figures.total.leaving), box)
    return svg.element(
        "g",
        content,
        data_unit=figures.unit.code,
        data_name=figures.unit.name,
        data_short=name if name != figures.unit.name else "",
        aria_label="，".join([unit_label(figures, view), *[f"已提要求：{lock}"] * bool(lock)]),
    )


def _unit_name(name: str, box: Box) -> list[str]:
    lettering = fitted(name, box.width - 2 * _SIDE - 4, _NAME, _SMALL_NAME)
    x = box.middle + 2
    lines = len(lettering.lines)
    tops = [box.y + 24] if lines == 1 else [box.y + 17, box.y + 30]
    return [
        svg.text(x, y, line, lettering.size, font_weight="bold", fill=palette.INK)
        for y, line in zip(tops, lettering.lines, strict=True)
    ]


def _unit_figures(figures: UnitFigures, box: Box, view: View, state: State) -> list[str]:
    numbers, words = in_post_of_authorized(figures.total, view), state_words(figures.total, view)
    ink = palette.PAINT_OF[state].figures
    room = box.width - 2 * _SIDE - 4 - marks.SIGN_WIDTH
    if view.compares:
        size = _to_fit(words, room)
        return [
            svg.text(box.middle + 2, box.bottom - 20, numbers, _to_fit(numbers, room), fill=ink),
            *_signed(words, box, size, state, [svg.element("tspan", [svg.escaped(words)], font_weight="bold")]),
        ]
    size = _to_fit(f"{numbers} {words}", room)
    line = [svg.escaped(f"{numbers} "), svg.element("tspan", [svg.escaped(words)], font_weight="bold")]
    return _signed(f"{numbers} {words}", box, size, state, line)


def _signed(words: str, box: Box, size: float, state: State, content: list[str]) -> list[str]:
    """The last line of a box: the sign of the state, and what it says."""
    x = box.middle + 2 + (marks.SIGN_WIDTH + 3) / 2
    left = x - text_width(words, size) / 2 - marks.SIGN_WIDTH - 3
    ink = palette.PAINT_OF[state].figures
    return [
        marks.sign(left, box.bottom - 7 - size * 0.36, state),
        svg.element("text", content, x=x, y=box.bottom - 7, font_size=size, fill=ink),
    ]


def _to_fit(line: str, room: float) -> float:
    return max(_SMALLEST_FIGURES, min(_FIGURES, room / text_width(line, 1)))


def _badges(words: tuple[str, ...], box: Box) -> list[str]:
    """Who comes and goes, on the upper right corner."""
    drawn = []
    right = box.right + 5
    for badge in reversed(words):
        width = text_width(badge, 11) + 9
        color = palette.ARRIVING if badge.startswith("+") else palette.LEAVING
        drawn += [
            svg.rectangle(right - width, box.y - 12, width, 16, 8, fill=color),
            svg.text(right - width / 2, box.y, badge, 11, fill=palette.PAPER, font_weight="bold"),
        ]
        right -= width + 2
    return drawn


def _cap_flag(figures: UnitFigures, box: Box, view: View) -> list[str]:
    """Sections above the cap, on the upper left corner."""
    words = cap_words(figures, view)
    if not words:
        return []
    over = figures.section_cap.is_over(after=shows_after(view))
    color = palette.OVER_CAP if over else palette.MERGED_EDGE
    width = text_width(words, 9.5) + 8
    return [
        svg.rectangle(box.x - 4, box.y - 11, width, 14, 3, fill=palette.PAPER, stroke=color),
        svg.text(box.x - 4 + width / 2, box.y - 0.5, words, 9.5, fill=color, font_weight="bold"),
    ]


def _lock_tag(lock: str, box: Box) -> list[str]:
    """What the office wishes for the unit, on the lower left corner."""
    if not lock:
        return []
    width = text_width(lock, 9.5) + 8
    left = box.x - 4
    return [
        svg.rectangle(left, box.bottom - 4, width, 14, 2, fill=palette.INK),
        svg.text(left + width / 2, box.bottom + 6.5, lock, 9.5, fill=palette.PAPER, font_weight="bold"),
    ]


def section_links(placed: PlacedUnit) -> list[str]:
    """Path commands of the lines from a unit to its sections."""
    commands = []
    for index, row in enumerate(placed.section_rows):
        bus = row[0].box.y - 10
        if index == 0:
            commands.append(svg.down(placed.box.middle, placed.box.bottom, bus))
            ends = [section.box.middle for section in (row[0], row[-1])] + [placed.box.middle]
        else:
            rail = min(other[0].box.x for other in placed.section_rows) - 4
            commands.append(svg.down(rail, placed.section_rows[0][0].box.y - 10, bus))
            ends = [rail, row[-1].box.middle]
        commands.append(svg.across(min(ends), max(ends), bus))
        commands += [svg.down(section.box.middle, bus, section.box.y) for section in row]
    if len(placed.section_rows) > 1:
        first = placed.section_rows[0]
        rail = min(other[0].box.x for other in placed.section_rows) - 4
        commands.append(svg.across(rail, first[0].box.middle, first[0].box.y - 10))
    return commands


def draw_sections(figures: UnitFigures, placed: PlacedUnit, style: SectionStyle) -> str:
    """The sections below a unit, and how many of its people are in none of them."""
    content = []
    outside = rest_words(figures) if style.view is View.CHANGES else outside_words(figures, style.view)
    if outside and placed.section_rows:
        y = placed.box.bottom + SECTION_LINK - 14
        content.append(svg.text(placed.box.middle + 4, y, outside, 9, fill=palette.MUTED, text_anchor="start"))
    for section, at in zip(shown_sections(figures, style.view), placed.sections, strict=True):
        content.append(_draw_section(section, figures.unit.code, at.box, style))
    return "".join(content)


def _draw_section(section: SectionFigures, unit: str, box: Box, style: SectionStyle) -> str:
    count = section.count(after=shows_after(style.view))
    state = count.state if count else State.UNFIXED
    paint = palette.PAINT_OF[state]
    gone = section.standing is Standing.ABOLISHED
    ink = palette.ABOLISHED_INK if gone else palette.INK
    content = [svg.title(section_tooltip(section, style.view)), _section_frame(section, box, paint, style.view)]
    if not gone:
        content.append(marks.top_bar(box, state))
    lettering = _columns(section_name(section, style.view))
    for index, column in enumerate(lettering.lines):
        x = box.middle + (len(lettering.lines) - 1 - 2 * index) * 7
        content.append(svg.text_downwards(x, box.y + 16, column, _SECTION_NAME, _STEP, fill=ink))
    content += _section_lines(section, box, style, palette.ABOLISHED_INK if gone else paint.figures)
    content += _standing_mark(section, box, style.view)
    return svg.element(
        "g",
        content,
        data_section=section.key,
        data_of=unit,
        data_name=section_name(section, style.view),
        data_standing=section.standing.name.lower(),
        aria_label=section_label(section, style.view),
    )


def _section_frame(section: SectionFigures, box: Box, paint: palette.Paint, view: View) -> str:
    if section.standing is Standing.ABOLISHED:
        return svg.rectangle(
            box.x, box.y, box.width, box.height, 2,
            fill=palette.PAPER, stroke=palette.ABOLISHED_EDGE, stroke_dasharray="3 2",
        )  # fmt: skip
    if shows_after(view) and section.standing in (Standing.MERGED, Standing.RENAMED):
        return svg.rectangle(
            box.x, box.y, box.width, box.height, 2, fill=paint.ground, stroke=palette.MERGED_EDGE, stroke_width=2
        )
    width = 1.4 if paint is palette.PAINT_OF[State.OVER] else 1
    return svg.rectangle(
        box.x, box.y, box.width, box.height, 2, fill=paint.ground, stroke=paint.edge, stroke_width=width
    )


def _section_lines(section: SectionFigures, box: Box, style: SectionStyle, ink: str) -> list[str]:
    lines = [(section_figures(section, style.view), ink), (section_state(section, style.view), ink)]
    if shows_after(style.view) and section.standing is not Standing.ABOLISHED:
        moves = movement(section.arriving, section.leaving)
        color = palette.LEAVING if section.leaving and not section.arriving else palette.ARRIVING
        lines.append((" ".join(moves), color))
    y = box.bottom - style.figures_height + 9
    drawn = []
    for index, (words, color) in enumerate(line for line in lines if line[0]):
        size = max(6.5, min(_SECTION_FIGURES, (box.width - 2) / text_width(words, 1)))
        weight = "bold" if index else ""
        drawn.append(svg.text(box.middle, y, words, size, fill=color, font_weight=weight))
        y += _SECTION_LINE
    return [svg.element("g", drawn, data_foot="1")] if drawn else []


def _standing_mark(section: SectionFigures, box: Box, view: View) -> list[str]:
    """新 on a section that mergers make, 更 on one that gets another name."""
    if not shows_after(view) or section.standing not in (Standing.MERGED, Standing.RENAMED):
        return []
    mark = "新" if section.standing is Standing.MERGED else "更"
    return [
        svg.rectangle(box.middle - 8, box.y - 9, 16, 13, 6, fill=palette.MERGED_EDGE),
        svg.text(box.middle, box.y + 1.5, mark, 9.5, fill=palette.PAPER, font_weight="bold"),
    ]
