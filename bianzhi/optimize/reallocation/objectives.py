"""编制调剂: the objectives, one line each, in order; and the tie-break that makes the plan unique."""

from hashlib import sha256

import pulp

from bianzhi.optimize.lexicographic import Aim
from bianzhi.optimize.reallocation.model import Pair, ReallocationModel

ROUNDS = 16
"""How many tie-breaks a pair's digest holds."""


def aims(model: ReallocationModel) -> tuple[Aim, ...]:
    """Least remaining excess, then fewest moves, then greatest total fit (``ledger_format`` §2)."""
    return (
        Aim("remaining_excess", model.total_remaining),
        Aim("moves", model.total_moves),
        Aim("fit", model.total_fit, maximize=True),
    )


def digest(pair: Pair) -> bytes:
    """32 bytes that belong to a pair, the same on every machine."""
    return sha256(pair.key.encode()).digest()


def tie_break(model: ReallocationModel, number: int) -> Aim:
    """The least sum of the pairs' digests, two bytes a round: among equal plans an arbitrary one, but always the same."""
    at = 2 * number
    weights = [int.from_bytes(digest(pair)[at : at + 2], "big") for pair in model.pairs]
    return Aim(f"tie_break_{number}", pulp.lpDot(weights, model.move))


def pairs_kept(model: ReallocationModel) -> pulp.LpAffineExpression:
    """How many of the pairs now chosen a plan keeps; its least value tells whether the chosen plan is the only one."""
    return pulp.lpSum(move for move in model.move if move.varValue)
