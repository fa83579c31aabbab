"""Two plans side by side: which lines stay, which change, and what each answer did."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bianzhi.domain.answers import GoalChange, PlanDifference
from bianzhi.domain.consultation import Answered, answered
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place, Plan
from bianzhi.domain.plan_columns import paper_id
from bianzhi.domain.wishes import Wish

_NAMED = 10
"""Lines told one by one before a sentence refers to the table."""
_GOALS = {
    "remaining_excess": ("未消化超编", "人"),
    "moves": ("调整人数", "人"),
    "preferences": ("优先要求满足", "分"),
    "rotation": ("任职年限长的交流", "人"),
    "net_gain": ("双向交流净增匹配分", "分"),
    "fit": ("匹配总分", "分"),
}


def difference(old: Plan, new: Plan, establishment: Establishment) -> PlanDifference:
    """Two plans line by line, in the order of the roster; people the roster no longer has come first.

    Objectives that both plans have stand beside each other; for a plan without objectives its own lines are counted.
    """
    before = {move.person: move.place for move in old.moves}
    after = {move.person: move.place for move in new.moves}
    order = {person.id: number for number, person in enumerate(establishment.people)}
    people = sorted(before.keys() | after.keys(), key=lambda person: (order.get(person, -1), person))
    both = [person for person in people if person in before and person in after]
    found = PlanDifference(
        kept=tuple(person for person in both if before[person] == after[person]),
        changed=tuple((person, before[person], after[person]) for person in both if before[person] != after[person]),
        dropped=tuple((person, before[person]) for person in people if person not in after),
        added=tuple((person, after[person]) for person in people if person not in before),
        goals=tuple(_goals(old, new)),
    )
    return replace(found, sentences=tuple(_sentences(found, old, new, establishment)))


def _goals(old: Plan, new: Plan) -> Iterator[GoalChange]:
    then, now = _values(old), _values(new)
    for name in _GOALS:
        if name in then and name in now:
            yield GoalChange(name, then[name], now[name])


def _values(plan: Plan) -> Mapping[str, int]:
    counted = {
        "remaining_excess": plan.excess_after,
        "moves": len(plan.moves),
        "fit": sum(move.fit.score for move in plan.moves),
    }
    return {objective.name: objective.value for objective in plan.objectives} or counted


def _sentences(found: PlanDifference, old: Plan, new: Plan, establishment: Establishment) -> Iterator[str]:
    telling = _Telling(establishment)
    heard = _heard(old, new)
    cause = f"{heard}，" if heard else ""
    if not found.lines_changed:
        yield f"{cause}方案没有变动，{len(found.kept)} 行全部沿用。"
    else:
        parts = {"改派": len(found.changed), "取消": len(found.dropped), "新增": len(found.added)}
        told = "、".join(f"{word} {count} 人" for word, count in parts.items() if count)
        yield f"{cause}方案调整 {found.lines_changed} 行：{told}；其余 {len(found.kept)} 行沿用。"
        lines = list(telling.lines(found))
        yield from lines[:_NAMED]
        if len(lines) > _NAMED:
            yield f"其余 {len(lines) - _NAMED} 行见对照表。"
    yield from _goal_sentences(found.goals)
    yield from telling.wishes_met(new_answers(old, new), new)


def _heard(old: Plan, new: Plan) -> str:
    """征求意见有 3 人不同意、1 人另有意向; empty where no new answer became a wish."""
    people: dict[Answered, set[str]] = {each: set() for each in Answered}
    for wish in new_answers(old, new):
        kind = answered(wish)
        if kind is not None:
            people[kind].update(wish.persons)
    words = {
        Answered.REFUSED: "人不同意",
        Answered.WISHED: "人另有意向",
        Answered.GIVING_REFUSED: "人调出机构不同意",
        Answered.RECEIVING_REFUSED: "人调入机构不同意",
    }
    told = "、".join(f"{len(people[each])} {word}" for each, word in words.items() if people[each])
    return f"征求意见有 {told}" if told else ""


def new_answers(old: Plan, new: Plan) -> tuple[Wish, ...]:
    """The wishes of the new plan that answers became since the old one."""
    known = set(old.settings.wishes)
    return tuple(wish for wish in new.settings.wishes if answered(wish) is not None and wish not in known)


def _goal_sentences(goals: tuple[GoalChange, ...]) -> Iterator[str]:
    changed = [goal for goal in goals if goal.difference]
    if goals:
        same = "、".join(_GOALS[goal.name][0] for goal in goals if not goal.difference)
        parts = [
            f"{_GOALS[goal.name][0]}由 {goal.plan} {_GOALS[goal.name][1]}变为 {goal.other} {_GOALS[goal.name][1]}"
            for goal in changed
        ]
        yield "，".join([*parts, *([f"{same}不变"] if same else [])]) + "。"


class _Telling:
    """Lines in words, with the names of the ledger."""

    def __init__(self, establishment: Establishment) -> None:
        self.establishment = establishment

    def lines(self, found: PlanDifference) -> Iterator[str]:
        """One sentence a line that differs: changed, dropped, added."""
        for person, then, now in found.changed:
            yield f"{self._person(person)}由拟调入{self._place(then)}改为拟调入{self._place(now)}。"
        for person, then in found.dropped:
            yield f"{self._person(person)}不再调入{self._place(then)}。"
        for person, now in found.added:
            yield f"新增{self._person(person)}，拟调入{self._place(now)}。"

    def wishes_met(self, wishes: tuple[Wish, ...], new: Plan) -> Iterator[str]:
        """For each person who wished to go elsewhere: whether the plan could do it."""
        places = {move.person: move.place for move in new.moves}
        wished: dict[str, list[str]] = {}
        for wish in wishes:
            if answered(wish) is Answered.WISHED:
                wished.setdefault(wish.persons[0], []).append(wish.to_unit)
        for person, units in wished.items():
            place = places.get(person)
            names = "、".join(self._unit(unit) for unit in units)
            met = place is not None and place.unit in units
            instead = f"，仍拟调入{self._place(place)}" if place is not None and not met else ""
            yield f"{self._person(person)}的意向机构{names}：{'已安排' if met else f'本次未安排（没有相符的空编，或者须再改动原方案）{instead}'}。"

    def _person(self, person: str) -> str:
        known = self.establishment.person.get(person)
        return f"{known.name}（{paper_id(person)}）" if known else paper_id(person)

    def _place(self, place: Place) -> str:
        return f"{self._unit(place.unit)}{place.post}（{place.category}）"

    def _unit(self, unit: str) -> str:
        known = self.establishment.unit.get(unit)
        return known.name if known else unit
