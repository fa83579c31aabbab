"""The model of a plan in which every wish may be dropped at the price of one: what tells which wishes can be met together."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pulp

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError, SolverError
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.exchange.candidates import exchange_candidates
from bianzhi.optimize.exchange.constraints import exchange_constraints_of
from bianzhi.optimize.exchange.model import ExchangeModel
from bianzhi.optimize.exchange.objectives import exchange_aims
from bianzhi.optimize.exchange.pruning import needed_pairs as pairs_an_exchange_needs
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.model import Expression, ReallocationModel
from bianzhi.optimize.reallocation.objectives import pair_aims
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.pruning import needed_pairs
from bianzhi.optimize.reallocation.task import Task
from bianzhi.optimize.reallocation.wish_rows import speaks_of
from bianzhi.optimize.solver import Session, Solved

_BINDING = frozenset((WishKind.STAY, WishKind.FORBID, WishKind.REQUIRE, WishKind.TOGETHER))
"""Kinds that ask for something that can fail; 优先安排 asks for nothing."""


class RelaxedModel:
    """A variable a wish says that it is dropped; everything else is the model of a plan without wishes.

    Pairs are those of a plan without wishes, pruned as for a plan, people named in wishes kept apart: a wish that speaks
    of no person treats all people of one cell alike, so whatever it asks can be met within the pruned pairs or not at all.
    """

    def __init__(self, establishment: Establishment, day: date, settings: PlanSettings) -> None:
        self.wishes = {number: wish for number, wish in enumerate(settings.wishes) if wish.kind in _BINDING}
        """Those that can fail, by their place in the settings."""
        self.found = candidates(establishment, day, replace(settings, wishes=()))
        self._limit = settings.time_limit_seconds
        self._model = (
            _with_exchange(self.found, settings) if settings.exchange.extra_moves else _plain(self.found, settings)
        )
        self._dropped: dict[int, pulp.LpVariable] = {
            number: self._model.problem.add_variable(f"dropped_{number:05d}", 0, 1, pulp.LpInteger)
            for number in self.wishes
        }
        self._count = pulp.lpSum(self._dropped.values())
        for number, wish in self.wishes.items():
            for count, row in enumerate(self._rows(wish, self._dropped[number])):
                self._model.problem.addConstraint(row, f"wish_{number:05d}_{count}")

    def way_out(self, kept: Collection[int] = ()) -> frozenset[int] | None:
        """Some fewest wishes whose dropping lets all others be met, when some must be kept; None if that cannot be."""
        solved = self._solved(self._count, kept)
        return frozenset(self._now_dropped()) if solved is not None else None

    def fewest_dropped(self) -> frozenset[int]:
        """The fewest wishes whose dropping lets all others be met; of several such sets the one that comes last in order."""
        least = len(self.way_out() or ())
        kept: set[int] = set()
        dropped = self._now_dropped()
        for number in self.wishes:
            if number in dropped:
                again = self._solved(self._count, {*kept, number})
                if again is None or again.value > least:
                    continue
                dropped = self._now_dropped()
            kept.add(number)
        return frozenset(self.wishes) - kept

    def most(self, number: int, kept: Collection[int]) -> int | None:
        """How many moves a wish 应当安排 could reach when others are kept (persons); None if they cannot be."""
        wish = self.wishes[number]
        solved = self._solved(self._matching(wish), kept, maximize=True)
        return solved.value if solved is not None else None

    def has_pairs(self, number: int) -> bool:
        """Whether any move matches a wish at all, before anything is limited."""
        wish = self.wishes[number]
        return any(speaks_of(wish, pair) for pair in self._model.pairs)

    def _rows(self, wish: Wish, dropped: pulp.LpVariable) -> Iterator[pulp.LpConstraint]:
        if wish.kind is WishKind.REQUIRE:
            yield self._matching(wish) + wish.least * dropped >= wish.least
        elif wish.kind is WishKind.TOGETHER:
            yield from self._going_together(wish, dropped)
        else:
            yield from (move <= dropped for pair, move in self._moves() if speaks_of(wish, pair))

    def _going_together(self, wish: Wish, dropped: pulp.LpVariable) -> Iterator[pulp.LpConstraint]:
        """As C53: all come to one unit or none moves, and nobody moves but as the wish says."""
        going: dict[tuple[str, str], list[pulp.LpVariable]] = {}
        for pair, move in self._moves():
            if pair.person.id in wish.persons:
                going.setdefault((pair.person.id, pair.opening.place.unit), []).append(move)
                if not speaks_of(wish, pair):
                    yield move <= dropped
        units = dict.fromkeys(unit for _, unit in going)
        for one, other in pairwise(dict.fromkeys(wish.persons)):
            for unit in units:
                apart = pulp.lpSum(going.get((one, unit), ())) - pulp.lpSum(going.get((other, unit), ()))
                yield apart <= dropped
                yield apart >= -dropped

    def _moves(self) -> Iterator[tuple[Pair, pulp.LpVariable]]:
        return zip(self._model.pairs, self._model.move, strict=True)

    def _matching(self, wish: Wish) -> Expression:
        return self._model.total([int(speaks_of(wish, pair)) for pair in self._model.pairs])

    def _solved(self, expression: Expression, kept: Collection[int], maximize: bool = False) -> Solved | None:
        for number, variable in self._dropped.items():
            variable.upBound = 0 if number in kept else 1
        try:
            solved = Session(self._model.problem, self._limit).optimize(expression, maximize)
        except InfeasiblePlanError:
            return None
        if not solved.proven:
            raise SolverError("在时限内没有查明哪些要求互相矛盾。", "请延长求解时限，或者先停用一部分要求后重试。")
        return solved

    def _now_dropped(self) -> set[int]:
        return {number for number, variable in self._dropped.items() if variable.varValue}


def _plain(found: Candidates, settings: PlanSettings) -> ReallocationModel:
    """The model of a plan; ``found`` knows of no wishes, ``settings`` do, so that people they name are told apart."""
    limits, pairs = found.limits, found.pairs
    task = Task(limits.establishment, limits.day, settings, limits, pairs, pair_aims(limits, pairs))
    model = ReallocationModel(limits, [pairs[number] for number in needed_pairs(task)])
    add_constraints(model.problem, model, constraints_of(limits))
    return model


def _with_exchange(plain: Candidates, settings: PlanSettings) -> ReallocationModel:
    """The same where people of cells that are not in excess may move as well."""
    found = exchange_candidates(plain)
    limits = replace(plain.limits, settings=settings)
    told_apart = replace(found, plain=replace(plain, limits=limits))
    numbers = pairs_an_exchange_needs(told_apart, exchange_aims(found, None).worth())
    model = ExchangeModel(found, [found.pairs[number] for number in numbers])
    add_constraints(model.problem, model, exchange_constraints_of(found.limits))
    return model
