"""The only file, with ``near_relaxation`` and ``interruptible``, that names the model's solver: whole numbers with a bound, or an error."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from importlib.metadata import version

import highspy
import numpy
import pulp

from bianzhi.errors import InfeasiblePlanError, SolverError
from bianzhi.optimize.interruptible import run
from bianzhi.optimize.near_relaxation import Floats, best_whole, slack

INTEGRALITY = 1e-6
"""How far from a whole number a variable may lie and still be read as that number."""

_DUMMY = "__dummy"
"""A variable that PuLP adds where an objective is empty."""


class Engine(Enum):
    """Which solver: HiGHS for plans, CBC (as PuLP ships it) as a second opinion in tests and benchmarks."""

    HIGHS = "HiGHS"
    CBC = "CBC"

    @property
    def label(self) -> str:
        """Name and version, as a plan records them."""
        return f"HiGHS {version('highspy')}" if self is Engine.HIGHS else f"CBC（PuLP {version('pulp')}）"


@dataclass(frozen=True, slots=True)
class Solved:
    """One solve: the objective of the solution found, and the best any solution could have."""

    value: int
    bound: int
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether the value meets its bound."""
        return self.value == self.bound


class Session:
    """One problem, solved for several objectives in turn; its variables and coefficients are whole numbers.

    HiGHS gets the rows once and then only new costs and the rows that hold earlier objectives. The linear relaxation is
    solved first: where its optimum is whole, it is the optimum, and its value the bound; where it is fractional it is
    not rounded, but branch and bound follows, near the relaxation first (``near_relaxation``). One thread, fixed seed, no gap
    allowed; presolve is off, because on these problems it takes ten times as long as the solve it prepares, but for branch
    and bound over few columns.
    """

    def __init__(self, problem: pulp.LpProblem, time_limit_seconds: float, engine: Engine = Engine.HIGHS) -> None:
        self._problem = problem
        self._limit = time_limit_seconds
        self._engine = engine
        self._highs: highspy.Highs | None = None
        self._columns: tuple[pulp.LpVariable, ...] | None = None

    @property
    def _variables(self) -> tuple[pulp.LpVariable, ...]:
        """All variables of rows and objective. PuLP looks for them anew whenever it is asked; HiGHS gets its columns once."""
        if self._columns is None or self._engine is Engine.CBC:
            self._columns = tuple(variable for variable in self._problem.variables() if variable.name != _DUMMY)
        return self._columns

    @cached_property
    def _whole(self) -> tuple[pulp.LpVariable, ...]:
        return tuple(variable for variable in self._variables if variable.cat == pulp.LpInteger)

    def optimize(self, expression: pulp.LpAffineExpression, maximize: bool = False) -> Solved:
        """Solve for one objective; the solution then stands in the problem's variables, as whole numbers.

        A solution found before the time limit but not proven comes back with its bound: whether it is optimal is read
        from value and bound, never from a status word (PuLP calls an unproven HiGHS solution "Optimal").

        Raises
        ------
        InfeasiblePlanError
            The constraints contradict each other.
        SolverError
            Time ran out with no solution, or the solution is not whole.
        """
        started = time.perf_counter()
        self._problem.setObjective(expression)
        if not self._variables:
            if any(not _holds(row) for row in self._problem.constraints()):
                raise _infeasible()
            return Solved(0, 0, 0.0)
        self._problem.sense = pulp.LpMaximize if maximize else pulp.LpMinimize
        bound = self._with_highs() if self._engine is Engine.HIGHS else self._with_cbc()
        self._round()
        whole_bound = math.floor(bound + slack(bound)) if maximize else math.ceil(bound - slack(bound))
        return Solved(_exact(expression), whole_bound, time.perf_counter() - started)

    def hold(self, expression: pulp.LpAffineExpression, value: int, name: str) -> None:
        """Keep an objective at a value in all later solves."""
        self._problem.addConstraint(expression == value, name)
        self._add_row(expression, value, value)

    def keep_at_most(self, expression: pulp.LpAffineExpression, value: int, name: str) -> None:
        """Keep a sum at a value or below in all later solves."""
        self._problem.addConstraint(expression <= value, name)
        self._add_row(expression, -math.inf, value)

    def _add_row(self, expression: pulp.LpAffineExpression, least: float, most: float) -> None:
        if self._highs is not None:
            terms = [
                (variable.index, float(coefficient)) for variable, coefficient in expression.items() if coefficient
            ]
            indices, coefficients = zip(*terms, strict=True) if terms else ((), ())
            constant = float(expression.constant)
            columns = numpy.array(indices, numpy.int32)
            self._highs.addRow(least - constant, most - constant, len(terms), columns, numpy.array(coefficients))

    def check_rows(self) -> None:
        """Check every row once more, in whole-number arithmetic.

        Raises
        ------
        SolverError
            The solution breaks a row.
        """
        for row in self._problem.constraints():
            if not _holds(row):
                raise SolverError(f"求解结果违反约束 {row.name}。", "请报告此问题，勿采用该结果。")

    def _with_highs(self) -> float:
        """Solve the relaxation first: from the last basis it takes a moment, and on a network it is whole already."""
        if self._highs is None:
            self._highs = self._built()
        self._set_costs(self._highs)
        bound = self._run_relaxed(self._highs)
        return bound if bound is not None and self._is_whole() else self._run_whole(self._highs)

    def _built(self) -> highspy.Highs:
        builder = pulp.HiGHS(mip=False, msg=False, threads=1, timeLimit=self._limit, gapRel=0.0, gapAbs=0.999999)
        builder.createAndConfigureSolver(self._problem)
        highs: highspy.Highs = self._problem.solverModel
        for option, setting in (("presolve", "off"), ("parallel", "off"), ("random_seed", 0)):
            highs.setOptionValue(option, setting)
        builder.buildSolverModel(self._problem)
        return highs

    def _set_costs(self, highs: highspy.Highs) -> None:
        columns = highs.getNumCol()
        costs = numpy.zeros(columns)
        for variable, coefficient in self._problem.objective.items():
            if variable.name != _DUMMY:
                costs[variable.index] = coefficient
        maximize = self._problem.sense == pulp.LpMaximize
        highs.changeColsCost(columns, numpy.arange(columns, dtype=numpy.int32), costs)
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize if maximize else highspy.ObjSense.kMinimize)

    def _run_relaxed(self, highs: highspy.Highs) -> float | None:
        """The optimum of the relaxation, or None where time ran out."""
        run(highs)
        if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            raise _infeasible()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self._take(highs.getSolution().col_value)
        return float(highs.getInfo().objective_function_value + self._problem.objective.constant)

    def _run_whole(self, highs: highspy.Highs) -> float:
        """Branch and bound, for the few problems whose relaxation is fractional (budgets, relatives, minima)."""
        found = best_whole(highs, [variable.index for variable in self._whole], self._limit)
        if found is None:
            raise _infeasible()
        self._take(found.columns)
        return found.bound + float(self._problem.objective.constant)

    def _take(self, values: Sequence[float] | Floats) -> None:
        for variable in self._variables:
            variable.varValue = values[variable.index]

    def _is_whole(self) -> bool:
        return all(abs(variable.varValue - round(variable.varValue)) <= INTEGRALITY for variable in self._whole)

    def _with_cbc(self) -> float:
        self._problem.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, timeLimit=self._limit, gapRel=0.0))
        if self._problem.status == pulp.LpStatusInfeasible:
            raise _infeasible()
        if self._problem.sol_status != pulp.LpSolutionOptimal:
            raise SolverError("CBC 没有在时限内证明最优。", "请延长求解时限后重试。")
        return float(pulp.value(self._problem.objective) or 0)

    def _round(self) -> None:
        if self._problem.dummyVar is not None:  # PuLP adds it to an empty objective
            self._problem.dummyVar.varValue = 0
        for variable in self._variables:
            value = variable.varValue
            if value is None or abs(value - round(value)) > INTEGRALITY:
                raise SolverError(f"求解结果不是整数（{variable.name} = {value}）。", "请报告此问题，勿采用该结果。")
            variable.varValue = round(value)


def solve(problem: pulp.LpProblem, time_limit_seconds: float, engine: Engine = Engine.HIGHS) -> Solved:
    """Solve a problem once for the objective it has; see :class:`Session`."""
    session = Session(problem, time_limit_seconds, engine)
    objective = problem.objective if problem.objective is not None else pulp.LpAffineExpression()
    solved = session.optimize(objective, problem.sense == pulp.LpMaximize)
    session.check_rows()
    return solved


def shadow_prices(problem: pulp.LpProblem, time_limit_seconds: float) -> dict[str, float]:
    """What one unit more on the right of each row would add to the least objective of a linear program, by row name.

    Prices only guide a search: they are floating-point numbers, and no bound may rest on them unrounded.

    Raises
    ------
    SolverError
        The program was not solved to its optimum in time.
    """
    assert problem.sense == pulp.LpMinimize, "PuLP turns the signs of prices round when it maximizes"
    problem.solve(_Interruptible(msg=False, threads=1, timeLimit=time_limit_seconds, random_seed=0, parallel="off"))
    if problem.status != pulp.LpStatusOptimal:
        raise SolverError("求解器在时限内没有解出松弛问题。", "请延长求解时限后重试。")
    return {row.name: float(row.pi) for row in problem.constraints()}


class _Interruptible(pulp.HiGHS):  # type: ignore[misc]
    """HiGHS as PuLP calls it."""

    def callSolver(self, lp: pulp.LpProblem) -> None:  # noqa: N802 - PuLP's name
        """Solve the model that PuLP has built."""
        run(lp.solverModel)


def _infeasible() -> InfeasiblePlanError:
    return InfeasiblePlanError(
        "约束条件互相矛盾，没有可行方案。",
        "设有“应当安排”等要求的，请查看要求冲突的说明，删去或者修改其中一条；没有要求的，请放宽设置中的份额或期限后重新求解。",
    )


def _holds(row: pulp.LpConstraint) -> bool:
    """Whether a row holds at the values that now stand in the variables, in whole-number arithmetic."""
    left = _exact(row)
    holds = {pulp.LpConstraintLE: left <= 0, pulp.LpConstraintGE: left >= 0, pulp.LpConstraintEQ: left == 0}
    return holds[row.sense]


def _exact(expression: pulp.LpAffineExpression) -> int:
    terms = ((variable.varValue, coefficient) for variable, coefficient in expression.items() if coefficient)
    total = sum(int(coefficient) * int(value) for value, coefficient in terms)
    return total + int(expression.constant)
