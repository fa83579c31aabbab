"""Prices of rows in a linear relaxation. They only guide the search: whatever they are, the bounds made of them hold."""

import pulp

from bianzhi.errors import SolverError


def shadow_prices(problem: pulp.LpProblem, time_limit_seconds: float) -> dict[str, float]:
    """What one unit more on the right of each row would add to the least objective, by row name.

    Raises
    ------
    SolverError
        The relaxation was not solved to its optimum in time.
    """
    assert problem.sense == pulp.LpMinimize, "PuLP turns the signs of prices round when it maximizes"
    problem.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=time_limit_seconds, random_seed=0, parallel="off"))
    if problem.status != pulp.LpStatusOptimal:
        raise SolverError("求解器在时限内没有解出松弛问题。", "请延长求解时限后重试。")
    return {row.name: float(row.pi) for row in problem.constraints()}
