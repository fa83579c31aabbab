"""Branch and bound near the relaxation: first over the columns that a good whole solution is likely to use.

A column that the relaxation leaves at a bound, with a reduced cost of d, costs at least d to move by one, whatever else is
done. So every whole solution less than g worse than the relaxation leaves all columns with d > g as they are. Branch and
bound over the others alone is therefore as good as over all, once it finds a solution within g of the relaxation; and farther
away than the best solution found nothing can be better.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import highspy
import numpy
from numpy.typing import NDArray

from bianzhi.errors import SolverError
from bianzhi.optimize.interruptible import run

Floats: TypeAlias = NDArray[numpy.float64]

_NEAR = (200, 1_000, 4_000)
"""How many columns with a reduced cost are free at first, and then, until a solution is found."""
_FEW = 4_000
"""Up to so many free columns presolve is worth its time."""


@dataclass(frozen=True, slots=True)
class Branched:
    """The best whole solution found, its value, and what no whole solution can beat."""

    columns: Floats
    value: float
    bound: float


def best_whole(highs: highspy.Highs, whole: Sequence[int], seconds: float) -> Branched | None:
    """The best solution in which some columns are whole; None where there is no solution at all.

    Parameters
    ----------
    highs
        A model of continuous columns, its relaxation just solved. It comes back as it was, but for its solution.
    whole
        Numbers of the columns that must be whole. Other columns have no cost, and all costs are whole numbers.
    seconds
        Time limit. A solution found before it that is not proven comes back with its bound.

    Raises
    ------
    SolverError
        Time ran out with no solution.
    """
    relaxed = _Relaxation.of(highs, whole)
    basis, ends = highs.getBasis(), time.monotonic() + seconds
    _set_kind(highs, whole, highspy.HighsVarType.kInteger)
    try:
        return _Search(highs, relaxed, ends).best()
    finally:
        _set_kind(highs, whole, highspy.HighsVarType.kContinuous)
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("time_limit", seconds)
        highs.setBasis(basis)


def slack(bound: float) -> float:
    """By how much a bound may be off: floating-point figures of millions are good to 10⁻⁹ of them."""
    return 1e-6 * max(1.0, abs(bound) / 1000)


@dataclass(frozen=True, slots=True)
class _Relaxation:
    """The relaxation's optimum; values have the sign by which less is better."""

    sign: int
    value: float
    columns: Floats
    price: Floats
    """What it costs at least to move each column by one; 0 where that is not known."""
    lower: Floats
    upper: Floats

    @classmethod
    def of(cls, highs: highspy.Highs, whole: Sequence[int]) -> "_Relaxation":
        """The optimum that a model has; where it has none, one that tells nothing."""
        sign = -1 if highs.getObjectiveSense()[1] == highspy.ObjSense.kMaximize else 1
        model, solution = highs.getLp(), highs.getSolution()
        lower, upper = numpy.array(model.col_lower_), numpy.array(model.col_upper_)
        price = numpy.zeros(len(lower))
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return cls(sign, -math.inf, lower, price, lower, upper)
        columns, chosen = numpy.array(solution.col_value), numpy.array(whole, numpy.int64)
        at_bound = (columns == lower) | (columns == upper)
        price[chosen] = numpy.where(at_bound[chosen], numpy.abs(numpy.array(solution.col_dual)[chosen]), 0)
        value = sign * highs.getInfo().objective_function_value
        return cls(sign, value, columns, price, lower, upper)

    def distance_to(self, count: int) -> float:
        """The distance within which so many columns with a price are free."""
        prices = numpy.sort(self.price[self.price > slack(self.value)]) if self.value > -math.inf else self.price[:0]
        return float(prices[count]) if count < len(prices) else math.inf

    def beyond(self, distance: float) -> NDArray[numpy.int32]:
        """Columns that no whole solution within a distance moves."""
        return numpy.flatnonzero(self.price > distance + slack(self.value)).astype(numpy.int32)


@dataclass(frozen=True, slots=True)
class _Search:
    highs: highspy.Highs
    relaxed: _Relaxation
    ends: float

    def best(self) -> Branched | None:
        """Farther and farther from the relaxation, until a solution is found that nothing farther away can beat."""
        distances = dict.fromkeys((*map(self.relaxed.distance_to, _NEAR), math.inf))
        for distance in distances:
            found = self._within(distance)
            if found is not None:
                break
        else:
            return None
        gap = self.relaxed.sign * found.value - self.relaxed.value
        if gap <= distance or self._is_proven(found) or time.monotonic() >= self.ends:
            return found
        try:
            return self._within(gap) or found
        except SolverError:  # time ran out, and the one found stands
            return found

    def _is_proven(self, found: Branched) -> bool:
        """Whether no whole number lies between value and bound."""
        return abs(found.value - found.bound) < 1 - slack(found.bound)

    def _within(self, distance: float) -> Branched | None:
        """The best solution that moves no column beyond a distance, with what no solution at all can beat; None for none."""
        fixed, columns = self.relaxed.beyond(distance), self.relaxed.columns
        few = len(columns) - len(fixed) <= _FEW
        self.highs.changeColsBounds(len(fixed), fixed, columns[fixed], columns[fixed])
        try:
            for presolve in ("on", "off") if few and len(fixed) else ("off",):
                self.highs.setOptionValue("presolve", presolve)
                self.highs.setOptionValue("time_limit", max(0.0, self.ends - time.monotonic()))
                run(self.highs)
                if (
                    self.highs.getModelStatus() != highspy.HighsModelStatus.kSolveError
                ):  # presolve may fail on rows held
                    break
            return self._found(distance if len(fixed) else math.inf)
        finally:
            self.highs.changeColsBounds(len(fixed), fixed, self.relaxed.lower[fixed], self.relaxed.upper[fixed])

    def _found(self, distance: float) -> Branched | None:
        state, info = self.highs.getModelStatus(), self.highs.getInfo()
        if state == highspy.HighsModelStatus.kInfeasible:
            return None
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            if math.isfinite(distance) and state != highspy.HighsModelStatus.kTimeLimit:
                return None
            raise SolverError(f"求解器在时限内没有得到可行方案（{state.name}）。", "请延长求解时限后重试。")
        sign, relaxed = self.relaxed.sign, self.relaxed.value
        outside = relaxed + distance if math.isfinite(distance) else math.inf
        bound = max(relaxed, min(sign * info.mip_dual_bound, outside))
        columns = numpy.array(self.highs.getSolution().col_value)
        return Branched(columns, info.objective_function_value, sign * bound)


def _set_kind(highs: highspy.Highs, columns: Sequence[int], kind: highspy.HighsVarType) -> None:
    kinds = numpy.full(len(columns), int(kind), dtype=numpy.uint8)
    highs.changeColsIntegrality(len(columns), numpy.array(columns, dtype=numpy.int32), kinds)
