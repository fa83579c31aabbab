"""人员图: the people of one unit, section by section, as a standalone SVG document.

Names stand as the roster has them, or hidden; ids and identity numbers never: a person is told by the place in the roster.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bianzhi.charts import marks, palette, svg
from bianzhi.charts.figures import UnitFigures, count_units
from bianzhi.charts.layout import CHART_WIDTH, MARGIN, TOP_HEIGHT, Box, rows_of
from bianzhi.charts.legend import draw_basis
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.charts.staff import Going, Member, Team, teams_of
from bianzhi.charts.views import View
from bianzhi.charts.wording import in_post_of_authorized, movement, shows_after, state_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan

_CELL_WIDTH, _CELL_HEIGHT, _CELL_GAP = 172, 25, 4
_PADDING = 8
_HEADER = 28
_TEAM_GAP, _ROW_GAP = 16, 26
_FIRST_COLUMN = 18
"""People that stand below each other before a section takes a second column."""
_MOST_COLUMNS = 7
_NAME, _NOTE = 13, 11
_WIDEST_NAME = 112
"""Pixels: 未填姓名 P00003 is whole."""
_TITLE, _TOTALS = 19, 13
_EXPLANATION = ("粗体为领导人员", "蓝边为拟调入，紫色虚边为拟调出", "黑底“留”为已提要求：不调整")


def draw_people(
    establishment: Establishment,
    unit: str,
    plan: Plan | None = None,
    mergers: tuple[Merger, ...] = (),
    view: View = View.BEFORE,
    kept: Collection[str] = (),
    *,
    hide_names: bool = False,
) -> str:
    """Draw the people of one unit.

    Parameters
    ----------
    establishment, plan, mergers, view
        As for ``org_chart.draw``.
    unit
        Code of a unit of the ledger.
    kept
        Ids of people whom the office wants to stay; they are marked.
    hide_names
        Whether 王小明 is shown as 王**.

    Returns
    -------
    str
        An SVG document. People carry ``data-person``: their place in the roster, from 0. No id is in it.
    """
    proposed = shows_after(view)
    counted = count_units(establishment, plan if proposed else None, mergers if proposed else ())
    (figures,) = (each for each in counted if each.unit.code == unit)
    teams = teams_of(establishment, unit, plan, mergers, view, frozenset(kept), hide_names=hide_names)
    sizes = [_size(team, view) for team in teams]
    width = max(CHART_WIDTH, max((size.width for size in sizes), default=0) + 2 * MARGIN)
    content, y = [], float(TOP_HEIGHT + MARGIN)
    for start, end in rows_of([size.width for size in sizes], _TEAM_GAP, width - 2 * MARGIN):
        x = float(MARGIN)
        for team, size in zip(teams[start:end], sizes[start:end], strict=True):
            content.append(_team(team, Box(x, y, size.width, size.height), size, view))
            x += size.width + _TEAM_GAP
        y += max(size.height for size in sizes[start:end]) + _ROW_GAP
    if not teams:
        words = "本单位没有拟调整的人员。" if view is View.CHANGES else "台账中没有本单位的在编人员。"
        content.append(svg.text(width / 2, y + 24, words, 15, fill=palette.MUTED))
        y += 60
    heading = f"{figures.unit.name}人员图·{view.label}"
    height = y - _ROW_GAP + MARGIN
    return svg.document(
        [
            svg.description(f"{figures.unit.name}各内设机构的人员，共{sum(len(team.members) for team in teams)}人。"),
            svg.rectangle(0, 0, width, height, fill=palette.PAPER),
            *_head(establishment, figures, heading, view, width),
            *content,
        ],
        width,
        height,
        heading,
        data_view=view.value,
        data_level=f"people {unit}",
    )


@dataclass(frozen=True, slots=True)
class _Size:
    """How large a section is: people stand in ``columns`` of ``rows``."""

    width: float
    height: float
    columns: int
    rows: int


def _size(team: Team, view: View) -> _Size:
    count = len(team.members)
    columns = min(_MOST_COLUMNS, -(-count // _FIRST_COLUMN) or 1)
    rows = -(-count // columns)
    width = columns * _CELL_WIDTH + (columns - 1) * _CELL_GAP + 2 * _PADDING
    header = text_width(f"{team.name}　{_team_figures(team, view)}", 13) + 2 * _PADDING
    height = _HEADER + rows * (_CELL_HEIGHT + _CELL_GAP) + 2 * _PADDING - _CELL_GAP
    return _Size(max(width, header), height, columns, rows)


def _team_figures(team: Team, view: View) -> str:
    """7人（编制6）; 7→6人 in comparison; of changes, who comes and who goes."""
    posts = f"（编制{team.posts}）" if team.posts is not None else ""
    arriving, leaving = team.going(Going.ARRIVES), team.going(Going.LEAVES)
    if view is View.CHANGES:
        return " ".join(movement(arriving, leaving)) or "改编制类型"
    present = len(team.members)
    before, after = present - arriving, present - leaving
    return f"{before}→{after}人{posts}" if view is View.COMPARE and before != after else f"{present}人{posts}"


def _head(establishment: Establishment, figures: UnitFigures, heading: str, view: View, width: float) -> list[str]:
    """The unit in the middle, what the chart rests on at the left, what the signs mean at the right."""
    count = figures.total.count(after=shows_after(view))
    paint = palette.PAINT_OF[count.state]
    shown = shortened(heading, 620, _TITLE)
    words = f"{in_post_of_authorized(figures.total, view)} {state_words(figures.total, view)}"
    wide = max(360, text_width(shown, _TITLE) + 48, text_width(words, _TOTALS) + 60)
    box = Box((width - wide) / 2, MARGIN, wide, TOP_HEIGHT - MARGIN - 16)
    others = len(establishment.people_of.get(figures.unit.code, ())) - figures.total.before.in_post
    basis = [f"台账：{establishment.name}"] + [f"另有{others}人不计入实有，未列"] * bool(others)
    left = text_width(words, _TOTALS) / 2 + marks.SIGN_WIDTH + 4
    room = box.x - 2 * MARGIN - 8
    side = max(text_width(line, 11) for line in _EXPLANATION)
    return [
        svg.element(
            "g",
            [
                svg.title([heading]),
                svg.rectangle(
                    box.x, box.y, box.width, box.height, 4, fill=paint.ground, stroke=paint.edge, stroke_width=1.6
                ),
                marks.left_bar(box, count.state),
                svg.text(box.middle, box.y + 23, shown, _TITLE, fill=palette.INK, font_weight="bold"),
                marks.sign(box.middle - left + 4, box.y + 38.5, count.state),
                svg.text(box.middle + 6, box.y + 43, words, _TOTALS, fill=paint.figures, font_weight="bold"),
            ],
        ),
        draw_basis(Box(MARGIN, box.y, room, box.height), basis),
        draw_basis(Box(width - MARGIN - side, box.y, side, box.height), list(_EXPLANATION)),
    ]


def _team(team: Team, box: Box, size: _Size, view: View) -> str:
    rows = size.rows
    width = (box.width - 2 * _PADDING - (size.columns - 1) * _CELL_GAP) / size.columns
    cells = [
        _cell(
            member,
            Box(
                box.x + _PADDING + (place // rows) * (width + _CELL_GAP),
                box.y + _HEADER + _PADDING + (place % rows) * (_CELL_HEIGHT + _CELL_GAP),
                width,
                _CELL_HEIGHT,
            ),
        )
        for place, member in enumerate(team.members)
    ]
    return svg.element("g", [*_team_frame(team, box, view), *cells], text_anchor="start")


def _team_frame(team: Team, box: Box, view: View) -> Sequence[str]:
    dashes = "4 3" if team.is_outside else ""
    figures = _team_figures(team, view)
    return (
        svg.rectangle(
            box.x, box.y, box.width, box.height, 4,
            fill=palette.BAND_GROUND, stroke=palette.HEADER_EDGE, stroke_dasharray=dashes,
        ),
        svg.rectangle(box.x, box.y, box.width, _HEADER, 4, fill=palette.HEADER_GROUND, stroke=palette.HEADER_EDGE),
        svg.text(box.x + _PADDING, box.y + 19, team.name, 13.5, fill=palette.HEADER_INK, font_weight="bold"),
        svg.text(box.right - _PADDING, box.y + 19, figures, 12, fill=palette.HEADER_INK, text_anchor="end"),
    )  # fmt: skip


_EDGES = {
    Going.STAYS: ("#c4cfdb", 1.0, ""),
    Going.ARRIVES: (palette.ARRIVING, 2.0, ""),
    Going.LEAVES: (palette.LEAVING, 1.6, "4 2"),
    Going.CHANGES_TYPE: (palette.ARRIVING, 1.2, ""),
}


def _cell(member: Member, box: Box) -> str:
    edge, width, dashes = _EDGES[member.going]
    right = box.right - 7
    content = [
        svg.title([member.label]),
        svg.rectangle(
            box.x, box.y, box.width, box.height, 3,
            fill=palette.PAPER, stroke=edge, stroke_width=width, stroke_dasharray=dashes,
        ),
    ]  # fmt: skip
    if member.is_kept:
        content += [
            svg.rectangle(right - 15, box.y + 5, 15, 15, 2, fill=palette.INK),
            svg.text(right - 7.5, box.y + 16.5, "留", 10.5, fill=palette.PAPER, text_anchor="middle"),
        ]
        right -= 20
    name = shortened(member.name, _WIDEST_NAME, _NAME)
    weight = "bold" if member.is_leader else ""
    room = right - box.x - 14 - text_width(name, _NAME)
    color = {Going.ARRIVES: palette.ARRIVING, Going.LEAVES: palette.LEAVING}.get(member.going, palette.MUTED)
    content += [
        svg.text(box.x + 7, box.y + 17, name, _NAME, fill=palette.INK, font_weight=weight),
        svg.text(right, box.y + 17, shortened(member.note, room, _NOTE), _NOTE, fill=color, text_anchor="end"),
    ]
    return svg.element("g", content, data_person=str(member.place), data_name=member.name, aria_label=member.label)
