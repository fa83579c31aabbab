"""事业单位清理整合: which institutions are candidates, why, and which mergers are proposed."""

from dataclasses import dataclass

from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.terms import Category, Term


class CandidateReason(Term):
    """Why an institution is looked at."""

    SMALL = "编制数少"
    VACANT = "长期空编"
    OVERLAP = "与同一主管部门的其他事业单位职能重叠"
    ADMINISTRATIVE = "承担行政职能"


@dataclass(frozen=True, slots=True)
class InstitutionCandidate:
    """One institution and every reason, each with its figures in a sentence."""

    unit: str
    reasons: tuple[CandidateReason, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstitutionMerger:
    """Institutions proposed to become one."""

    parts: tuple[str, ...]
    into: str
    """Code of the part that receives the others."""
    posts: int
    persons: int
    common: tuple[str, ...]
    """Function tags they share."""
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class InstitutionPlan:
    """The proposed mergers: fewest institutions left over as candidates, then most overlap joined, with proof."""

    status: PlanStatus
    value: tuple[int, ...]
    bound: tuple[int, ...]
    candidates: tuple[InstitutionCandidate, ...] = ()
    mergers: tuple[InstitutionMerger, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    """Candidates for which no lawful merger exists: code, and why."""


@dataclass(frozen=True, slots=True)
class PoolEntry:
    """One line of 周转池: posts free to be lent, or lent."""

    unit: str
    category: Category
    idle: int
    """Posts vacant beyond what the settings leave to the unit."""
    lent: int
    borrowed: int
    sentences: tuple[str, ...] = ()
