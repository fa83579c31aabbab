"""编制调剂: the objectives, one line each, in order; and the tie-break that makes the plan unique."""

from collections.abc import Sequence
from hashlib import sha256

import pulp

from bianzhi.domain.establishment import Person
from bianzhi.domain.plan import Plan
from bianzhi.domain.wishes import WishKind
from bianzhi.law.retirement import add_months
from bianzhi.optimize.lexicographic import Aim
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import PairAim

ROUNDS = 16
"""How many tie-breaks a pair's digest holds."""


def pair_aims(limits: Limits, pairs: Sequence[Pair], previous: Plan | None = None) -> tuple[PairAim, ...]:
    """What is aimed at after the least remaining excess, in order (``ledger_format`` §2).

    Fewest moves; then, where they are asked for, most lines of the previous plan kept, preferences of the office met,
    people rotated after long years in one post; then the greatest total fit.
    """
    found = [PairAim("moves", "调动人数最少", (1,) * len(pairs), maximize=False)]
    if previous is not None:
        found.append(PairAim("lines_kept", "与原方案相同的最多", lines_kept(limits, pairs, previous), maximize=True))
    preferred = [wish for wish in limits.settings.wishes if wish.kind is WishKind.PREFER]
    if preferred:
        weights = tuple(
            sum(wish.weight for wish in preferred if wish.matches(pair.line, pair.person.unit)) for pair in pairs
        )
        found.append(PairAim("preferences", "单位优先要求满足最多", weights, maximize=True))
    if "C29" in limits.in_force:
        rotated = tuple(int(has_long_served(pair.person, limits)) for pair in pairs)
        found.append(PairAim("rotation", "任同一职位年限长的交流最多", rotated, maximize=True))
    found.append(PairAim("fit", "人岗匹配最优", tuple(pair.fit for pair in pairs), maximize=True))
    return tuple(found)


def lines_kept(limits: Limits, pairs: Sequence[Pair], previous: Plan) -> tuple[int, ...]:
    """1 for each pair that is a line of the previous plan, or that gives someone of it the place preferred for him.

    So a person who asked for another unit changes his line for it at no loss, and keeps it where that cannot be; nobody
    else's line is given up for it.
    """
    lines = {(move.person, move.place) for move in previous.moves}
    asked = {
        person: [wish for wish in limits.settings.wishes if wish.kind is WishKind.PREFER and person in wish.persons]
        for person, _ in lines
    }
    return tuple(
        int(
            (pair.person.id, pair.opening.place) in lines
            or any(wish.matches(pair.line, pair.person.unit) for wish in asked.get(pair.person.id, ()))
        )
        for pair in pairs
    )


def has_long_served(person: Person, limits: Limits) -> bool:
    """Whether someone has held the present post for the years of the settings (公务员转任规定: 任职满10年)."""
    since = person.post_since
    return since is not None and add_months(since, 12 * limits.settings.rotation_years) <= limits.day


def remaining_aim(model: ReallocationModel) -> Aim:
    """Least remaining excess, in persons."""
    return Aim("remaining_excess", model.total_remaining)


def model_aim(model: ReallocationModel, numbers: Sequence[int], aim: PairAim) -> Aim:
    """An aim of a task over the pairs that the model has; ``numbers`` are their places in the task."""
    return Aim(aim.name, model.total([aim.coefficients[number] for number in numbers]), aim.maximize)


def digest(pair: Pair) -> bytes:
    """32 bytes that belong to a pair, the same on every machine."""
    return sha256(pair.key.encode()).digest()


def tie_break(model: ReallocationModel, number: int) -> Aim:
    """The least sum of the pairs' digests, two bytes a round: among equal plans an arbitrary one, but always the same."""
    at = 2 * number
    weights = [int.from_bytes(digest(pair)[at : at + 2], "big") for pair in model.pairs]
    return Aim(f"tie_break_{number}", model.total(weights))


def pairs_kept(model: ReallocationModel) -> pulp.LpAffineExpression:
    """How many of the pairs now chosen a plan keeps; its least value tells whether the chosen plan is the only one."""
    return pulp.lpSum(move for move in model.move if move.varValue)
