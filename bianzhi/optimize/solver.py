"""The only file that names a solver. What comes back is whole numbers with a bound, or an error."""

import math
import time
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version

import highspy
import pulp

from bianzhi.errors import InfeasiblePlanError, SolverError

INTEGRALITY = 1e-6
"""How far from a whole number a variable may lie and still be read as that number."""


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


def solve(problem: pulp.LpProblem, time_limit_seconds: float, engine: Engine = Engine.HIGHS) -> Solved:
    """Solve a problem whose variables and coefficients are whole numbers; the solution stands in its variables.

    One thread, fixed seed, no gap allowed. A solution found before the time limit but not proven comes back with its
    bound: whether it is optimal is read from value and bound, never from a status word (PuLP calls an unproven HiGHS
    solution "Optimal").

    Raises
    ------
    InfeasiblePlanError
        The constraints contradict each other.
    SolverError
        Time ran out with no solution, or the solution is not whole or breaks a row.
    """
    started = time.perf_counter()
    if not problem.variables():
        return Solved(0, 0, 0.0)
    bound = (
        _with_highs(problem, time_limit_seconds) if engine is Engine.HIGHS else _with_cbc(problem, time_limit_seconds)
    )
    _round_exactly(problem)
    value = _exact(problem.objective)
    whole_bound = (
        math.ceil(bound - INTEGRALITY) if problem.sense == pulp.LpMinimize else math.floor(bound + INTEGRALITY)
    )
    return Solved(value, whole_bound, time.perf_counter() - started)


def _with_highs(problem: pulp.LpProblem, time_limit_seconds: float) -> float:
    problem.solve(
        pulp.HiGHS(
            msg=False,
            threads=1,
            timeLimit=time_limit_seconds,
            gapRel=0.0,
            gapAbs=0.999999,
            random_seed=0,
            parallel="off",
        )
    )
    highs = problem.solverModel
    state, info = highs.getModelStatus(), highs.getInfo()
    if state == highspy.HighsModelStatus.kInfeasible:
        raise InfeasiblePlanError("约束条件互相矛盾，没有可行方案。", "请放宽设置中的份额或期限后重新求解。")
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise SolverError(f"求解器在时限内没有得到可行方案（{state.name}）。", "请延长求解时限后重试。")
    sign = -1.0 if problem.sense == pulp.LpMaximize else 1.0
    return float(sign * info.mip_dual_bound)


def _with_cbc(problem: pulp.LpProblem, time_limit_seconds: float) -> float:
    problem.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, timeLimit=time_limit_seconds, gapRel=0.0))
    if problem.status == pulp.LpStatusInfeasible:
        raise InfeasiblePlanError("约束条件互相矛盾，没有可行方案。", "请放宽设置中的份额或期限后重新求解。")
    if problem.sol_status != pulp.LpSolutionOptimal:
        raise SolverError("CBC 没有在时限内证明最优。", "请延长求解时限后重试。")
    return float(pulp.value(problem.objective) or 0)


def _round_exactly(problem: pulp.LpProblem) -> None:
    """Replace values by the whole numbers they stand for, and check every row again in whole numbers."""
    for variable in problem.variables():
        value = 0 if variable.name == "__dummy" else variable.varValue  # PuLP's own, where an objective is empty
        if value is None or abs(value - round(value)) > INTEGRALITY:
            raise SolverError(f"求解结果不是整数（{variable.name} = {value}）。", "请报告此问题，勿采用该结果。")
        variable.varValue = round(value)
    for row in problem.constraints():
        left = _exact(row)
        holds = {pulp.LpConstraintLE: left <= 0, pulp.LpConstraintGE: left >= 0, pulp.LpConstraintEQ: left == 0}[
            row.sense
        ]
        if not holds:
            raise SolverError(f"求解结果违反约束 {row.name}。", "请报告此问题，勿采用该结果。")


def _exact(expression: pulp.LpAffineExpression) -> int:
    total = sum(int(coefficient) * int(variable.varValue) for variable, coefficient in expression.items())
    return total + int(expression.constant)
