"""What another plan does otherwise, and what it costs, in short Chinese sentences."""

from collections import defaultdict
from collections.abc import Sequence

from bianzhi.domain.answers import GoalChange
from bianzhi.domain.establishment import CellKey
from bianzhi.optimize.alternatives.plan_asked import REMAINING, PlanAsked
from bianzhi.optimize.reallocation.pair import Pair

_TOLD = 6
"""Differences told one by one."""

_MEASURES = {
    REMAINING: ("未消化超编", "人"),
    "moves": ("调整人数", "人"),
    "preferences": ("优先要求满足", "分"),
    "rotation": ("长期任职的交流", "人"),
    "fit": ("匹配总分", "分"),
}


def difference_in_words(asked: PlanAsked, chosen: Sequence[Pair]) -> tuple[str, ...]:
    """How many people are treated otherwise and in which way, then person by person up to six of them."""
    before, after = asked.unit_of, {pair.person.id: pair.opening.place.unit for pair in chosen}
    redirected = [person for person in before if person in after and after[person] != before[person]]
    dropped = [person for person in before if person not in after]
    added = [person for person in after if person not in before]
    counts = (("改变拟调入单位", redirected), ("改为不调整", dropped), ("改为调整", added))
    told = "，".join(f"{words}的{len(people)}人" for words, people in counts if people)
    lines = [*_replacements(asked, chosen, dropped, added), *_redirections(asked, redirected, after)]
    rest = len(lines) - _TOLD
    return (
        f"与建议方案相比，{len(redirected) + len(dropped) + len(added)}人的安排不同：{told}。",
        *lines[:_TOLD],
        *([f"其余{rest}处见备选方案名册。"] if rest > 0 else []),
    )


def _replacements(asked: PlanAsked, chosen: Sequence[Pair], dropped: list[str], added: list[str]) -> list[str]:
    """Who goes instead of whom, where both are of one unit and type; then those who have no counterpart."""
    staying: dict[CellKey, list[str]] = defaultdict(list)
    origin = {pair.person.id: pair.origin for pair in (*asked.chosen, *chosen)}
    target = {pair.person.id: pair.opening.place.unit for pair in chosen}
    for person in dropped:
        staying[origin[person]].append(person)
    lines = []
    for person in added:
        unit = asked.establishment.unit
        moved = f"{unit[origin[person][0]].name}{_name(asked, person)}拟调往{unit[target[person]].name}"
        others = staying[origin[person]]
        lines.append(f"改由{moved}，{_name(asked, others.pop(0))}不调整。" if others else f"增加{moved}。")
    for person in (person for people in staying.values() for person in people):
        lines.append(f"{asked.establishment.unit[origin[person][0]].name}{_name(asked, person)}改为不调整。")
    return lines


def _redirections(asked: PlanAsked, redirected: list[str], after: dict[str, str]) -> list[str]:
    unit, person = asked.establishment.unit, asked.establishment.person
    return [
        f"{unit[person[id].unit].name}{_name(asked, id)}改为拟调往{unit[after[id]].name}（建议方案为{unit[asked.unit_of[id]].name}）。"
        for id in redirected
    ]


def _name(asked: PlanAsked, person: str) -> str:
    return f"{asked.establishment.person[person].name}（{person}）"


def cost_in_words(asked: PlanAsked, chosen: Sequence[Pair], costs: Sequence[GoalChange]) -> str:
    """What the other plan gives up in each objective; with the average fit, since totals depend on the number of moves."""
    told = [_change(cost) for cost in costs if cost.difference and cost.name != "fit"]
    fit = next(cost for cost in costs if cost.name == "fit")
    if fit.difference:
        told.append(f"{_change(fit)}（平均每人由{_average(asked.chosen)}分变为{_average(chosen)}分）")
    return f"代价：{'；'.join(told)}。" if told else "各项目标与建议方案相同，没有代价。"


def _change(cost: GoalChange) -> str:
    words, measure = _MEASURES.get(cost.name, (cost.name, ""))
    verb = "增加" if cost.difference > 0 else "减少"
    return f"{words}由{cost.plan}{measure}变为{cost.other}{measure}，{verb}{abs(cost.difference)}{measure}"


def _average(pairs: Sequence[Pair]) -> str:
    """Average fit to one decimal, rounded half up, in whole-number arithmetic."""
    if not pairs:
        return "0"
    tenths = (20 * sum(pair.fit for pair in pairs) + len(pairs)) // (2 * len(pairs))
    return f"{tenths // 10}.{tenths % 10}"
