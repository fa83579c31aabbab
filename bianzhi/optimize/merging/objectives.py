"""What a merger aims at, in order. Fewest groups under the minimum and most groups come first, in ``group_count``."""

from bianzhi.optimize.lexicographic import Aim
from bianzhi.optimize.merging.model import Expression, GroupModel
from bianzhi.optimize.merging.problem import Grouping


def closeness(model: GroupModel) -> Aim:
    """The most affinity within groups less the unevenness of their sizes, in points."""
    return Aim("closeness", model.closeness, maximize=True)


def earliest_group(model: GroupModel, position: int, settled: Grouping) -> Aim | None:
    """Tie-break: of the groups that could hold a section, the first in order of members; None where there is no choice.

    Asked of the first section, then of the first that is in no settled group, and so on, this leaves one grouping: the
    lexicographically smallest in ledger order.
    """
    choices = model.choices_for(position, settled)
    if len(choices) == 1:
        return None
    ranked = [(model.formed[place], rank) for rank, place in enumerate(choices)]
    return Aim(f"earliest_group_{position:03d}", Expression(ranked))
