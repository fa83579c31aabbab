"""What objectives are called, and what a condition costs in them, in words."""

from collections.abc import Iterable, Sequence

from bianzhi.domain.answers import GoalChange
from bianzhi.domain.plan import Plan
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int]

_GOALS = {
    "remaining_excess": ("未消化超编", "人"),
    "moves": ("调整人数", "人"),
    "lines_kept": ("与原方案相同", "行"),
    "preferences": ("优先要求满足", "分"),
    "rotation": ("任职年限长的交流", "人"),
    "fit": ("匹配总分", "分"),
}
"""Objectives by their names of the JSON contract: what is counted, and in what."""


def goal_name(name: str) -> str:
    """What an objective counts."""
    return _GOALS[name][0] if name in _GOALS else shown(name)


def goal_unit(name: str) -> str:
    """In what it is counted."""
    return _GOALS[name][1] if name in _GOALS else ""


def goal_rows(changes: Sequence[GoalChange], other: str) -> list[Row]:
    """Objectives side by side: in the plan, in the other one, and the difference with its sign."""
    return [
        {
            "目标": f"{goal_name(change.name)}（{goal_unit(change.name)}）",
            "本方案": change.plan,
            other: change.other,
            "相差": signed(change.difference),
        }
        for change in changes
    ]


def price_words(changes: Iterable[GoalChange]) -> str:
    """What differs, e.g. 未消化超编多 1 人，匹配总分少 3 分."""
    words = [
        f"{goal_name(change.name)}{'多' if change.difference > 0 else '少'} {abs(change.difference)} "
        f"{goal_unit(change.name)}"
        for change in changes
        if change.difference
    ]
    return "，".join(words) or "各目标不变"


def signed(number: int) -> str:
    """A difference with its sign; 0 without one."""
    return f"{number:+d}" if number else "0"


def objective_value(plan: Plan, name: str) -> int:
    """What an objective reached in a plan; 0 where the plan does not have it."""
    return next((objective.value for objective in plan.objectives if objective.name == name), 0)
