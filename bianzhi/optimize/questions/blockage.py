"""What holds up the excess that a plan leaves, what would free it, and how it depends on the limits."""

from collections.abc import Callable

from bianzhi.domain.answers import Blockage
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.optimize.questions.asked import asked
from bianzhi.optimize.questions.bottlenecks import bottlenecks
from bianzhi.optimize.questions.curves import by_moves, by_share
from bianzhi.optimize.questions.relaxations import relaxations


def blockage(
    establishment: Establishment,
    plan: Plan,
    progress: Callable[[str], None] = lambda _: None,
    curves: bool = True,
) -> Blockage:
    """The minimum cut in words, the cheapest relaxations, and unless they are not wanted the two curves.

    Relaxations and curves take a solve each: some tens of solves.

    Raises
    ------
    BianzhiError
        The plan is not one of this ledger and its settings.
    """
    question = asked(establishment, plan)
    progress("正在查找瓶颈")
    return Blockage(
        bottlenecks(question),
        relaxations(question, progress),
        by_share(question, progress) if curves else (),
        by_moves(question, progress) if curves else (),
    )
