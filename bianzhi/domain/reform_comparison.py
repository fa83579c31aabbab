"""A reform unit by unit, before beside after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Reformed
from bianzhi.domain.terms import Category, LeadershipKind, Term


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
    uncounted: tuple[str, ...] = ()
    """Names of the sections that do not count to the cap."""


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
    marks: tuple[str, ...] = ()
    """Everything that happens to it, in words: 更名, 承接职责2项, 编制+3."""

    @property
    def told(self) -> str:
        """All marks in one line."""
        return "、".join(self.marks) or self.fate.value


@dataclass(slots=True)
class QuotaChange:
    """One cell whose quota changes: posts before, entered more and less, and where that comes from."""

    unit: str
    category: Category
    before: int
    more: int = 0
    less: int = 0
    steps: list[int] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    @property
    def after(self) -> int:
        """Posts after the reform."""
        return self.before + self.more - self.less

    @property
    def document(self) -> str:
        """The document numbers, 待批 among them where an entry has none."""
        return "、".join(dict.fromkeys(self.documents))

    @property
    def reason(self) -> str:
        """The steps that change it: 第1、3至6项."""
        return items_in_words(self.steps)


@dataclass(slots=True)
class LeadersRow:
    """Leadership posts of one kind in one unit that change: before, more, less, and why."""

    unit: str
    kind: LeadershipKind
    before: int
    more: int = 0
    less: int = 0
    steps: list[int] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def after(self) -> int:
        """Posts after the reform."""
        return self.before + self.more - self.less

    @property
    def document(self) -> str:
        """The document numbers, 待批 among them where a change has none."""
        return "、".join(dict.fromkeys(self.documents))

    @property
    def reason(self) -> str:
        """The steps that change it: 第1、3至6项."""
        return items_in_words(self.steps)

    @property
    def why(self) -> str:
        """What happens, once each."""
        return "；".join(dict.fromkeys(self.reasons))


@dataclass(frozen=True, slots=True)
class SurplusLine:
    """富余正职安排建议: somebody who led what was merged, where he is afterwards, and what posts there are."""

    unit: str
    """Name of the unit afterwards."""
    person: str
    kind: LeadershipKind
    was: str
    """Name of what was led."""
    now: str
    """Name of the merged section, or unit."""
    heads: int | None
    """正职核定 there; None where posts are not fixed, as for deputies."""
    deputies_in_post: int
    """Other leaders there, beyond the heads' posts."""
    deputies: int | None
    proposal: str
    step: int


def items_in_words(steps: Sequence[int]) -> str:
    """第1、3至6项: each once, three or more in a row as a range."""
    return f"第{'、'.join(_ranges(sorted(set(steps))))}项" if steps else ""


def _ranges(steps: Sequence[int]) -> Iterator[str]:
    start = 0
    for place, step in enumerate(steps):
        if place + 1 < len(steps) and steps[place + 1] == step + 1:
            continue
        run = steps[start : place + 1]
        yield f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run))
        start = place + 1


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
    quotas: tuple[QuotaChange, ...] = ()
    """编制核增核减: every cell with an entry, in the order in which the reform first touches it."""
    leaders: tuple[LeadersRow, ...] = ()
    """职数核增核减, in the same order."""
    surplus: tuple[SurplusLine, ...] = ()
    waiting: int = 0
    """Counted people of abolished units who still stand in the ledger after, to be placed."""

    @property
    def changed(self) -> tuple[UnitChange, ...]:
        """Units that are not the same."""
        return tuple(unit for unit in self.units if unit.fate is not UnitFate.SAME)


@dataclass(frozen=True, slots=True)
class UnitItems:
    """What a reform does to one unit, its steps put together in a paragraph."""

    unit: str
    """Name; empty for what is about no unit."""
    steps: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class ReformPaper:
    """Everything the papers of a reform say."""

    reformed: Reformed
    comparison: ReformComparison
    sentences: tuple[str, ...]
    """One for each step."""
    day: date
    items: tuple[UnitItems, ...]
    """The same unit by unit, without names of people."""
    gone: tuple[Finding, ...]
    """Findings of the rules that the reform removes."""
    new: tuple[Finding, ...]
    """Findings of the rules that the reform adds."""
    notices: tuple[Finding, ...] = ()
    """What is to be looked at before the reform is handed in; it does not stop the export."""
    plan: Plan | None = None
    """How people left over are proposed to be placed, where that was solved."""
