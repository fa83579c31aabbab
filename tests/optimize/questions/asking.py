"""What tests of answers share: a plan of a small world, and the same questions answered by enumeration."""

from collections.abc import Sequence

from hypothesis import assume

from bianzhi.domain.answers import GoalChange
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from tests.optimize.brute_force import best
from tests.worlds import DAY

Values = tuple[int, ...]


def planned(district: Establishment, settings: PlanSettings | None = None) -> Plan:
    """The proven plan of a world."""
    plan = reallocate(district, DAY, settings or PlanSettings())
    assert plan.status is PlanStatus.OPTIMAL
    return plan


def pairs_of(district: Establishment, settings: PlanSettings | None = None) -> tuple[Pair, ...]:
    """Every eligible pair."""
    return candidates(district, DAY, settings or PlanSettings()).pairs


def few_enough(pairs: Sequence[Pair], most: int = 4000) -> None:
    """Leave out worlds that take long to enumerate."""
    size = 1
    for person in {pair.person.id for pair in pairs}:
        size *= sum(pair.person.id == person for pair in pairs) + 1
    assume(len(pairs) > 0 and size <= most)


def best_values(district: Establishment, pairs: Sequence[Pair], settings: PlanSettings | None = None) -> Values | None:
    """The objectives of the best choice of pairs by enumeration, None where no choice is lawful."""
    try:
        return best(district, pairs, settings)
    except ValueError:
        return None


def best_with(district: Establishment, pairs: Sequence[Pair], wanted: Pair) -> Values | None:
    """The same, if one pair must be among the chosen."""
    others = [pair for pair in pairs if pair.person.id != wanted.person.id]
    must = Wish(WishKind.REQUIRE, (wanted.person.id,), by="试", on=DAY, why="试")
    return best_values(district, [*others, wanted], PlanSettings(wishes=(must,)))


def plan_side(changes: Sequence[GoalChange]) -> Values:
    """What the plan reached, by an answer."""
    return tuple(change.plan for change in changes)


def other_side(changes: Sequence[GoalChange]) -> Values:
    """What the best plan under the condition reaches, by an answer."""
    return tuple(change.other for change in changes)


def differences(changes: Sequence[GoalChange]) -> dict[str, int]:
    """What an answer says that the condition adds, by objective."""
    return {change.name: change.difference for change in changes if change.difference}
