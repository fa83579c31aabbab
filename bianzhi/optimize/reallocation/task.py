"""One planning problem before any engine touches it, and what an engine answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Objective
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair import Pair


@dataclass(frozen=True, slots=True)
class PairAim:
    """One objective that adds up whole numbers over the pairs carried out."""

    name: str
    """The name in ``plan --json``."""
    words: str
    """What is being done, in Chinese, for progress."""
    coefficients: Sequence[int]
    """One for each pair of the task, none negative."""
    maximize: bool


@dataclass(frozen=True)
class Task:
    """Everything an engine needs. The objectives are: least remaining excess, then ``aims`` in order, then the tie-break.

    ``pairs`` are all eligible pairs in the order of roster and places; what forbids outright has removed pairs already.
    ``limits`` say what may leave and what fits in. The constraints in force are ``limits.in_force``, the sentences
    ``reallocation.constraints.ALL_CONSTRAINTS``, wishes ``settings.wishes``.
    """

    establishment: Establishment
    day: date
    settings: PlanSettings
    limits: Limits
    pairs: tuple[Pair, ...]
    aims: tuple[PairAim, ...]


@dataclass(frozen=True)
class Outcome:
    """What an engine found: the pairs carried out, every objective with its bound, and whether no other plan is as good."""

    chosen: tuple[Pair, ...]
    """In the order of the task's pairs."""
    objectives: tuple[Objective, ...]
    """Remaining excess, then the aims."""
    unique: bool
    """Proven optimal in every objective, and the only plan that the tie-break allows."""
    ran: tuple[str, ...]
    """Names and versions of what solved it, e.g. (“OR-Tools 9.15 最小费用流”, “HiGHS 1.12.0”)."""
