"""One move taken as settled: what is left of the task for everybody else, where its limits can say so."""

from dataclasses import dataclass, replace

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Objective
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import WishKind
from bianzhi.optimize.reallocation import planning
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import Outcome, PairAim, Task


@dataclass(frozen=True)
class LimitsOfTheRest(Limits):
    """The limits once one pair is carried out: one less to leave its cell, one less to come to the other."""

    leaves: CellKey | None = None
    enters: CellKey | None = None

    def excess(self, cell: CellKey) -> int:
        """Persons of a cell who are still to be placed."""
        return super().excess(cell) - (cell == self.leaves)

    def posts_to_fill(self, cell: CellKey) -> int:
        """Posts of a cell that arrivals may still fill."""
        return super().posts_to_fill(cell) - (cell == self.enters)


def outcome_with(task: Task, pair: Pair) -> Outcome | None:
    """The best plan that carries out a pair; None where the limits of the others cannot be told without it.

    The pair takes one person off the excess of its cell, off the room of the other and off its place, off what may leave the
    unit (share, minimum) and the section. So the best plan with it is the pair and the best plan of the rest. Relatives,
    wishes that tie people together, level vacancies, and a section or unit at its very limit are not told in this way.
    """
    if not _stands_alone(task, pair):
        return None
    changed = _ledger_and_settings(task, pair)
    if changed is None:
        return None
    ledger, settings, shut = changed
    place = pair.opening.place
    last_excess = task.limits.excess(pair.origin) == 1  # a cell without excess has no row that would keep the others in
    numbers = [
        number
        for number, each in enumerate(task.pairs)
        if each.person.id != pair.person.id
        and not (last_excess and each.origin == pair.origin)
        and not (shut and each.leaves_unit and each.person.unit == pair.person.unit)
        and (each.opening.place != place or pair.opening.capacity > 1)
    ]
    fewer = replace(pair.opening, capacity=pair.opening.capacity - 1)
    rest = replace(
        task,
        establishment=ledger,
        settings=settings,
        limits=LimitsOfTheRest(ledger, task.day, settings, pair.origin, place.cell),
        pairs=tuple(
            replace(task.pairs[number], opening=fewer)
            if task.pairs[number].opening.place == place
            else task.pairs[number]
            for number in numbers
        ),
        aims=tuple(
            replace(aim, coefficients=tuple(aim.coefficients[number] for number in numbers)) for aim in task.aims
        ),
    )
    return _with_the_pair(task, planning.solve(rest), pair)


def _with_the_pair(task: Task, outcome: Outcome, pair: Pair) -> Outcome:
    at = next(number for number, each in enumerate(task.pairs) if each is pair)
    remaining, *reached = outcome.objectives
    objectives = [remaining, *(_more(goal, aim, at) for goal, aim in zip(reached, task.aims, strict=True))]
    return replace(outcome, chosen=(*outcome.chosen, pair), objectives=tuple(objectives))


def _more(goal: Objective, aim: PairAim, number: int) -> Objective:
    own = aim.coefficients[number]
    return Objective(goal.name, goal.value + own, goal.bound + own)


def _stands_alone(task: Task, pair: Pair) -> bool:
    person, place = pair.person, pair.opening.place
    return not (
        person.is_leader
        or _relatives_may_meet(task, pair)
        or any(wish.kind in (WishKind.REQUIRE, WishKind.TOGETHER) for wish in task.settings.wishes)
        or any((each.unit, each.category) == place.cell for each in task.establishment.level_posts)
        or (place.section and place.section != person.section and task.establishment.section_staff.get(place.section))
    )


def _relatives_may_meet(task: Task, pair: Pair) -> bool:
    """Whether a relative is where the person would go, or could come there or to the unit he would leave."""
    relatives, units = task.establishment.relatives_of.get(pair.person.id, frozenset()), {pair.opening.place.unit}
    known = (task.establishment.person[each] for each in relatives if each in task.establishment.person)
    if any(each.unit in units for each in known):
        return True
    units.add(pair.person.unit)
    return bool(relatives) and any(
        each.person.id in relatives and each.opening.place.unit in units for each in task.pairs
    )


def _ledger_and_settings(task: Task, pair: Pair) -> tuple[Establishment, PlanSettings, bool] | None:
    """Ledger and settings in which the others have one less to spend, and whether nobody else may leave the unit."""
    ledger, settings, shut = task.establishment, task.settings, False
    if pair.leaves_unit and "C38" in task.limits.in_force:
        staff, unit = ledger.staff[pair.person.unit], pair.person.unit
        most = most_leaving(settings, unit, staff)
        excess = sum(task.limits.excess(cell) for cell in ledger.cells if cell[0] == unit)
        if most == 1:
            shut = True
        elif excess > most:
            share = _share_for(most - 1, staff)
            if share is None:
                return None
            settings = replace(settings, leaving_share_of={**settings.leaving_share_of, unit: share})
    if pair.leaves_unit and "C37" in task.limits.in_force:
        kept = _with_minima(ledger, pair)
        if kept is None:
            return None
        ledger = kept
    if pair.leaves_section and "C41" in task.limits.in_force and pair.person.section in ledger.section:
        staff = ledger.section_staff[pair.person.section]
        if staff == settings.section_floor:
            return None
        if staff > settings.section_floor:
            away = replace(pair.person, section="")
            people = tuple(away if each.id == away.id else each for each in ledger.people)
            ledger = replace(ledger, people=people)
    return ledger, settings, shut


def _share_for(most: int, staff: int) -> int | None:
    """A share in percent by which just so many of a unit's staff may leave; None where percents are too coarse."""
    return next((share for share in range(101) if max(1, -(-share * staff // 100)) == most), None)


def _with_minima(ledger: Establishment, pair: Pair) -> Establishment | None:
    """One more to be kept where he leaves, one less where he comes; None where he leaves a unit at its minimum."""
    minima = {}
    for unit, more in ((pair.person.unit, 1), (pair.opening.place.unit, -1)):
        least, staff = ledger.unit[unit].min_staff, ledger.staff[unit]
        if least is not None:
            minima[unit] = min(least, staff) + more
            if minima[unit] > staff:
                return None
    if not minima:
        return ledger
    units = tuple(replace(u, min_staff=max(0, minima[u.code])) if u.code in minima else u for u in ledger.units)
    return replace(ledger, units=units)
