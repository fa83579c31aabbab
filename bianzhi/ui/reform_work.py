"""Everything a session remembers of reforms: the one that is being written, what follows from it, and other studies."""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from bianzhi.domain.duty_decisions import DutyComparison
from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.finding import Finding
from bianzhi.domain.institutions import InstitutionPlan
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Reform, Reformed, Step
from bianzhi.domain.reform_comparison import ReformComparison
from bianzhi.domain.section_study import SectionStudy
from bianzhi.errors import BianzhiError, ReformError
from bianzhi.services import reforming
from bianzhi.ui.asking import Asked

T = TypeVar("T")

UNNAMED = "未命名改革方案"
_MOST_REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Replacement:
    """A reform that is to take the place of the one at hand, once the clerk has said so."""

    reform: Reform
    question: str
    """What would be lost."""
    done: str
    """What to say once it is done."""


@dataclass
class ReformWork:
    """The reform of one session. ``mark`` changes with it, and everything worked out is kept under that mark."""

    reform: Reform = field(default_factory=lambda: Reform(UNNAMED))
    mark: str = ""
    """Eight characters of the reform, its ledger apart; empty before the first step or name."""
    edits: int = 0
    """How often the reform was changed; forms begin anew after each."""
    chosen: int | None = None
    """Place of the step that was moved or added last, so that the list shows it."""
    editing: int | None = None
    """Place of the step whose form is open to be changed; None where the form adds one."""
    replacement: Replacement | None = None
    """What waits for the clerk's yes, because it would destroy the reform at hand."""
    said: str = ""
    """What was done, to be said once where the clerk is looking."""
    loans: tuple[PostLoan, ...] = ()
    """拟借用: loans of posts that are proposed; no part of the reform, for no operation lends posts."""
    error: BianzhiError | None = None
    """Why the last file was refused."""
    error_told: BianzhiError | None = None
    """The error that was last said in the corner of the window: it is said there once."""
    files_read: int = 0
    """How many files were read; their upload boxes begin anew after each."""
    other: Reform | None = None
    """A second reform, held beside the first."""
    sample: Asked[Reform] = field(default_factory=Asked)
    placing: Asked[Plan] = field(default_factory=Asked)
    studies: Asked[SectionStudy] = field(default_factory=Asked)
    institutions: Asked[InstitutionPlan] = field(default_factory=Asked)
    matches: Asked[tuple[DutyMatch, ...]] = field(default_factory=Asked)
    compared: DutyComparison | None = None
    """The two lists of duties that are compared, and what was decided so far."""
    tables_begun: int = 0
    """How often the table of decisions began anew, from what was decided so far."""
    _applied: tuple[str, Establishment, Reformed | ReformError] | None = None
    _checked: tuple[Reformed, Plan | None, tuple[Finding, ...]] | None = None
    _memory: dict[Hashable, object] = field(default_factory=dict)

    def reformed(self, establishment: Establishment) -> Reformed:
        """The ledger after the reform, worked out once.

        Raises
        ------
        ReformError
            A step cannot be carried out on this ledger: one that the reform was not written for.
        """
        if self._applied is None or self._applied[0] != self.mark or self._applied[1] is not establishment:
            self._memory.clear()
            self._applied = (self.mark, establishment, _tried(establishment, self.reform))
        found = self._applied[2]
        if isinstance(found, ReformError):
            raise found
        return found

    def take(self, establishment: Establishment, reform: Reform, chosen: int | None = None) -> None:
        """Go on with another reform, where it can be carried out.

        Raises
        ------
        ReformError
            It cannot; the reform at hand stays as it was. One that itself cannot be carried out is replaced by anything.
        """
        found = _tried(establishment, reform)
        if isinstance(found, ReformError) and not isinstance(self._now(establishment), ReformError):
            raise found
        self._become(reform, _mark(reform))
        self._applied = (self.mark, establishment, found)
        self.chosen = chosen

    def bring_back(self, reform: Reform | None) -> None:
        """Go on with a reform that was kept, or with none; whether it suits the ledger is seen when it is used."""
        kept = reform or Reform(UNNAMED)
        if kept == self.reform and bool(self.mark) == (reform is not None):
            return
        self._become(kept, _mark(kept) if reform else "")

    def describe(self, reform: Reform) -> None:
        """Take over another name, day or source of the same steps; forms that are being filled in stay as they are.

        Raises
        ------
        SettingsError
            Name or source cannot stand in a paper; the reform stays as it was.
        """
        reforming.refuse_unusable_head(reform)
        self.reform, self.mark, self._applied = reform, _mark(reform), None

    def bring_back_work(
        self, loans: tuple[PostLoan, ...], other: Reform | None, compared: DutyComparison | None
    ) -> None:
        """Go on with what was entered beside the reform, as it was kept."""
        self.loans, self.other = loans, other
        if compared != self.compared:
            self.compare(compared)

    def compare(self, compared: DutyComparison | None) -> None:
        """Go on with other decisions than those the clerk has just made in the table, which begins anew."""
        if (
            compared is None
            or self.compared is None
            or compared.old != self.compared.old
            or compared.new != self.compared.new
        ):
            self.matches.forget()
        self.compared = compared
        self.tables_begun += 1

    def drop_work(self) -> None:
        """Forget what was entered beside the reform about one ledger, which is another one now."""
        self.loans = ()
        self.compare(None)

    def _become(self, reform: Reform, mark: str) -> None:
        """The one place where the steps of the reform change: one step of the scenario's history, which 撤销 takes back."""
        self.reform, self.mark, self._applied = reform, mark, None
        self.edits += 1
        self.chosen = self.editing = self.replacement = self.error = None
        self._memory.clear()

    def add(self, establishment: Establishment, step: Step) -> None:
        """Add a step at the end, tried at once.

        Raises
        ------
        ReformError
            It cannot be carried out; the reform stays as it was.
        """
        steps = (*self.reform.steps, step)
        self.take(establishment, replace(self.reform, steps=steps), len(steps) - 1)

    def change(self, establishment: Establishment, place: int, step: Step) -> None:
        """Put another step in the place of one.

        Raises
        ------
        ReformError
            It, or a later one that needs the old one, cannot be carried out, or there is no step at that place; the reform
            stays as it was.
        """
        if not 0 <= place < len(self.reform.steps):
            raise ReformError(
                f"改革方案没有第{place + 1}项，共 {len(self.reform.steps)} 项。", "请刷新页面后重新选择要修改的一项。"
            )
        steps = tuple(step if number == place else each for number, each in enumerate(self.reform.steps))
        self.take(establishment, replace(self.reform, steps=steps), place)

    def before(self, establishment: Establishment, place: int) -> Reformed:
        """The ledger after the steps before a place, as the form of that step must see it.

        Raises
        ------
        ReformError
            One of them cannot be carried out.
        """
        self._now(establishment)  # what was worked out on another ledger is dropped
        earlier = replace(self.reform, steps=self.reform.steps[:place])
        return self.remember(("before", place), lambda: reforming.apply_reform(establishment, earlier))

    def move(self, establishment: Establishment, place: int, by: int) -> None:
        """Exchange a step with its neighbor above (-1) or below (1).

        Raises
        ------
        ReformError
            The steps cannot be carried out in that order; the reform stays as it was.
        """
        steps = list(self.reform.steps)
        if 0 <= place + by < len(steps):
            steps[place], steps[place + by] = steps[place + by], steps[place]
            self.take(establishment, replace(self.reform, steps=tuple(steps)), place + by)

    def delete(self, establishment: Establishment, place: int) -> None:
        """Leave a step out.

        Raises
        ------
        ReformError
            A later step needs it; the reform stays as it was.
        """
        steps = tuple(step for number, step in enumerate(self.reform.steps) if number != place)
        self.take(establishment, replace(self.reform, steps=steps))

    def sentences(self, establishment: Establishment) -> tuple[str, ...]:
        """One sentence a step; also where the reform cannot be carried out."""
        found = self._now(establishment)
        whole = Reformed(self.reform, establishment, establishment) if isinstance(found, ReformError) else found
        return self.remember("sentences", lambda: reforming.reform_sentences(whole))

    def comparison(self, reformed: Reformed, day: date) -> ReformComparison:
        """Before beside after."""
        return self.remember(("comparison", day), lambda: reforming.compare_reform(reformed, day))

    def wrong(self, reformed: Reformed, plan: Plan | None) -> tuple[Finding, ...]:
        """What stops the export."""
        if self._checked is None or self._checked[0] is not reformed or self._checked[1] is not plan:
            self._checked = (reformed, plan, reforming.check_reform(reformed, plan))
        return self._checked[2]

    def effects(self, reformed: Reformed, day: date) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Findings that are gone, and new ones, on the day the reform takes effect or later."""
        since = max(day, self.reform.effective or day)
        return self.remember(("effects", since), lambda: reforming.rule_effects(reformed, since))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for this reform on this ledger."""
        full = (key, self.mark)
        if full not in self._memory:
            while len(self._memory) >= _MOST_REMEMBERED:
                del self._memory[next(iter(self._memory))]
            self._memory[full] = make()
        return cast("T", self._memory[full])

    def forget(self) -> None:
        """Drop what was worked out, and the work at it; the reform itself stays, as the settings do."""
        for asked in (self.sample, self.placing, self.studies, self.institutions, self.matches):
            asked.forget()
        self._applied = self._checked = self.error = None
        self.editing, self.replacement = None, None
        self._memory.clear()

    def _now(self, establishment: Establishment) -> Reformed | ReformError:
        try:
            return self.reformed(establishment)
        except ReformError as error:
            return error


def lines_of(text: str) -> tuple[str, ...]:
    """One duty a line; blank lines do not count."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _tried(establishment: Establishment, reform: Reform) -> Reformed | ReformError:
    try:
        return reforming.apply_reform(establishment, reform)
    except ReformError as error:
        return error


def _mark(reform: Reform) -> str:
    return hashlib.sha256(reforming.reform_text(reform).encode()).hexdigest()[:8]
