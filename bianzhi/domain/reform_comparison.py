"""A reform unit by unit, before beside after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Reformed
from bianzhi.domain.terms import Category, Term


class UnitFate(Term):
    """What a reform does to a unit."""

    NEW = "新设"
    ABOLISHED = "撤销"
    MERGED_AWAY = "并入其他机构"
    RECEIVES = "承接职责或编制"
    RENAMED = "更名"
    CHANGED = "调整"
    SAME = "不变"


@dataclass(frozen=True, slots=True)
class UnitSide:
    """One unit on one side of a reform."""

    name: str
    parent: str
    """Name of the superior unit."""
    posts: Mapping[Category, int]
    staff: int
    """Counted people, over all types."""
    excess: int
    vacancies: int
    sections: tuple[str, ...]
    """Names of the sections that count to the cap."""
    cap: int
    leadership_posts: int
    duties: tuple[str, ...]
    """Codes."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit before and after; one side is None for a unit that is new or gone."""

    code: str
    fate: UnitFate
    before: UnitSide | None
    after: UnitSide | None
    became: str = ""
    """Code of the unit that took it in."""
    change: Mapping[Category, int] = field(default_factory=dict)
    """Posts after less posts before, by type; types without change are missing."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that goes from one unit to another: duties, posts or persons."""

    from_unit: str
    to_unit: str
    count: int


@dataclass(frozen=True)
class ReformComparison:
    """Every unit of either side: old ones in their order, then new ones."""

    units: tuple[UnitChange, ...]
    duties: tuple[Flow, ...]
    posts: tuple[Flow, ...]
    """From and to ledger entries of one step, matched in their order; documented entries have one end only: left out."""
    persons: tuple[Flow, ...]

    @property
    def changed(self) -> tuple[UnitChange, ...]:
        """Units that are not the same."""
        return tuple(unit for unit in self.units if unit.fate is not UnitFate.SAME)


@dataclass(frozen=True)
class ReformPaper:
    """Everything the papers of a reform say."""

    reformed: Reformed
    comparison: ReformComparison
    sentences: tuple[str, ...]
    """One for each step."""
    day: date
    findings_gone: int
    """Findings of the rules that the reform removes."""
    findings_new: int
    plan: Plan | None = None
    """How people left over are proposed to be placed, where that was solved."""
