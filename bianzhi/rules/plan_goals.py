"""Whether the objectives on paper are what the moves reach, and no value better than its bound."""

from collections.abc import Iterator, Mapping

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.plan_columns import (
    GOALS,
    MOVES,
    OVERVIEW,
    USUAL_GOALS,
    Fingerprint,
    MoveColumn,
    OverviewColumn,
    objective_conclusion,
)
from bianzhi.domain.plan_paper import PaperRow
from bianzhi.domain.wishes import WishKind
from bianzhi.law.retirement import add_months
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, differing, in_words, plan_rule
from bianzhi.rules.plan_moves import is_extra

_RECOUNTED = "按台账和名册重新计算"
_LEAST = ("remaining_excess", "moves")
"""Objectives of which less is better; of the others more is."""


@plan_rule("P574", "各项目标的数值、最优界与方案结论相符")
def objectives_are_what_the_moves_reach(case: PlanCase) -> Iterator[Breach]:
    """Each objective has the value of the moves, and no value is better than its bound.

    The usual ones always stand in 总览; the others where wishes, settings or an earlier plan ask for them, and only there.
    What was kept of an earlier plan, and what fit an exchange adds, the ledger alone does not tell: they are held against
    their bounds only.
    """
    if case.plan_status == PlanStatus.INFEASIBLE.value:
        return
    expected, reached = _asked_for(case), _reached(case)
    for name, goal in GOALS.items():
        row = case.paper[OVERVIEW].find(OverviewColumn.ITEM, goal)
        if row is None and name in expected:
            value = f"，应为{reached[name]}" if name in reached else ""
            yield Breach(case.paper[OVERVIEW].cell(OverviewColumn.ITEM), f"缺“{goal}”一行{value}。")
        elif row is not None and name not in expected and name != "extra_lines_kept":
            yield Breach(row.cell(OverviewColumn.ITEM), f"“{goal}”不应在本表中，所用设置没有这一目标。")
        elif row is not None:
            if name in reached:
                yield from differing(row, {OverviewColumn.VALUE: reached[name]}, f"“{goal}”{_RECOUNTED}")
            yield from _bound(case, name, row, reached.get(name, row.whole(OverviewColumn.VALUE)))


def _asked_for(case: PlanCase) -> set[str]:
    """The names of the objectives that the settings, and an earlier plan, ask for."""
    names = set(USUAL_GOALS)
    if case.fingerprint(Fingerprint.REPLACES) is not None:
        names.add("lines_kept")
    if any(wish.kind is WishKind.PREFER for wish in case.settings.wishes):
        names.add("preferences")
    if "C29" in case.counts.in_force:
        names.add("rotation")
    if case.counts.exchanges:
        names.add("net_gain")
    return names


def _reached(case: PlanCase) -> Mapping[str, int]:
    """What the moves on paper add up to. Preferences and rotation speak of people out of cells in excess."""
    placed = [move for move in case.moves if not is_extra(move, case)]
    preferred = [wish for wish in case.settings.wishes if wish.kind is WishKind.PREFER]
    return {
        "remaining_excess": _remaining_excess(case),
        "moves": len(case.paper[MOVES].rows),
        "fit": sum(row.whole(MoveColumn.FIT) or 0 for row in case.paper[MOVES]),
        "preferences": sum(
            wish.weight for move in placed for wish in preferred if wish.matches(move.line, move.person.unit)
        ),
        "rotation": sum(_has_long_served(move, case) for move in placed),
    }


def _remaining_excess(case: PlanCase) -> int:
    """Excess to be placed that has not left, and whatever the moves put above a quota (persons)."""
    left = sum(max(0, case.counts.excess(cell) - len(moves)) for cell, moves in _leaving(case))
    added = 0
    for cell in case.arriving:
        most = max(case.establishment.authorized.get(cell, 0), case.establishment.in_post.get(cell, 0))
        added += max(0, case.in_post_after(cell) - most)
    return left + added


def _leaving(case: PlanCase) -> Iterator[tuple[CellKey, tuple[PaperMove, ...]]]:
    return ((cell, case.leaving.get(cell, ())) for cell in case.establishment.cells)


def _has_long_served(move: PaperMove, case: PlanCase) -> bool:
    """Whether the person has held the present post for the years of the settings on the plan's day."""
    since = move.person.post_since
    return since is not None and add_months(since, 12 * case.settings.rotation_years) <= case.day


def _bound(case: PlanCase, name: str, row: PaperRow, value: int | None) -> Iterator[Breach]:
    at: CellRef = row.cell(OverviewColumn.BOUND)
    bound = row.whole(OverviewColumn.BOUND)
    if value is None:
        there = in_words(row[OverviewColumn.VALUE])
        yield Breach(row.cell(OverviewColumn.VALUE), f"“{GOALS[name]}”的数值为{there}，应为整数。")
        return
    if bound is None:
        yield Breach(at, f"“{GOALS[name]}”的最优界为{in_words(row[OverviewColumn.BOUND])}，应为整数。")
        return
    beyond = value < bound if name in _LEAST else value > bound
    if beyond and not (name == "moves" and case.counts.exchanges):  # with exchange more moves may be better
        yield Breach(at, f"“{GOALS[name]}”达到{value}，却优于最优界{bound}，两者矛盾。")
    elif case.plan_status == PlanStatus.OPTIMAL.value and bound != value:
        yield Breach(at, f"方案称已证明最优，“{GOALS[name]}”的最优界应为{value}，现为{bound}。")
    words = objective_conclusion(value, bound)
    yield from differing(row, {OverviewColumn.REMARK: words}, "按数值与最优界")


GOAL_RULES = (objectives_are_what_the_moves_reach,)
