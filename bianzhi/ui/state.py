"""What one browser session remembers: results live here, so that a rerun never computes them again.

How a browser finds its session again is in ``current``, how its work is kept in ``keeping``; keys of widgets are in
``widget_keys``.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Protocol, TypeVar, cast

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import Mapping
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.roster_changes import RosterChanges
from bianzhi.domain.scenario import Scenario, ScenarioContent
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport
from bianzhi.ui.asking import Inquiries
from bianzhi.ui.carried_settings import about_the_ledger
from bianzhi.ui.jobs import Job, JobState
from bianzhi.ui.reform_work import ReformWork
from bianzhi.ui.sources import Pending, Repaired, Source, StepBack, Upload

T = TypeVar("T")

_MOST_REMEMBERED = 120
_MOST_STEPS_BACK = 5


class Preferences(Protocol):
    """Remembers small choices of the office from day to day."""

    def get(self, name: str) -> str:
        """The choice of this name; empty where none was made."""

    def set(self, name: str, value: str) -> None:
        """Remember a choice; an empty one is forgotten."""


@dataclass
class Session:
    """The work of one clerk in one browser tab."""

    day: date = field(default_factory=date.today)
    """The day checked and planned for."""
    source: Source | None = None
    report: CheckReport | None = None
    settings: PlanSettings = field(default_factory=PlanSettings)
    plan: Plan | None = None
    plan_job: Job[Plan] | None = None
    mergers: tuple[Merger, ...] | None = None
    mergers_job: Job[tuple[Merger, ...]] | None = None
    plan_mark: str = ""
    """Eight characters that change with the plan, its ledger or its settings; empty without a plan."""
    mergers_mark: str = ""
    exported: bool = False
    advice: Inquiries = field(default_factory=Inquiries)
    """What was asked about the plan."""
    reforms: ReformWork = field(default_factory=ReformWork)
    """The reform at hand and what was worked out about it; like the settings, it is kept when another ledger is loaded."""
    basis: Plan | None = None
    """An exported plan that was read back, of which the next one is to keep as many lines as possible."""
    basis_findings: tuple[Finding, ...] = ()
    """What of it the ledger does not know."""
    basis_error: BianzhiError | None = None
    settings_read: int = 0
    """How many settings files and exported plans were read; their upload boxes begin anew after each."""
    settings_error: BianzhiError | None = None
    """Why the last settings file was refused."""
    signed_by: dict[str, str] = field(default_factory=dict)
    """Who signed last, by the kind of form; offered for the next one of that kind."""
    carries_settings: bool = False
    """Whether wishes and changes were entered for another ledger than the one at hand, and nobody has said to use them."""
    uploads_read: int = 0
    """How many uploads were read; the upload box begins anew after each, and Streamlit forgets the file."""
    upload_error: BianzhiError | None = None
    """Why the last upload was refused, shown until the next one."""
    pending: Pending | None = None
    decided: Mapping | None = None
    """Columns as the user confirmed them, for the next import."""
    accepted: tuple[Finding, ...] = ()
    """Repairs that are in the working workbook."""
    steps_back: list[StepBack] = field(default_factory=list)
    repair_job: Job[Repaired] | None = None
    handed_over: int = 0
    """How many jobs have handed over their results; a page that was being drawn meanwhile is drawn once more."""
    previous: PreviousCheck | None = None
    """An earlier check, for the trend in the health report."""
    reconciliation: Reconciliation | None = None
    roster_changes: RosterChanges | None = None
    comparison_error: BianzhiError | None = None
    """Why the last payroll or older ledger was refused."""
    comparison_locked: tuple[str, Upload] | None = None
    """The box whose file wants a password, and the file."""
    files_compared: int = 0
    """How many of them were read; their upload boxes begin anew after each."""
    seen: set[str] = field(default_factory=set)
    """Pages that showed their content, for the step line."""
    notice: str = ""
    """A sentence to show once, at the top of the next page."""
    success: str = ""
    """The same, where something was done as asked."""
    settings_before: PlanSettings | None = None
    """The settings before the change that ``success`` tells of, to go back to."""
    visitor: str = ""
    """The browser; empty where none is at the other end, and then nothing is kept."""
    preferences: Preferences | None = None
    """Where choices are remembered; None where nothing is kept."""
    by_hand: tuple[HandMove, ...] = ()
    """What was moved by hand since the plan, the latest move of each person."""
    scenario: Scenario | None = None
    """The scenario that is worked on, as it was last kept; None before anything is."""
    newer: Scenario | None = None
    """The scenario as somebody else has changed it meanwhile; until the clerk has chosen, nothing more is kept."""
    gone: bool = False
    """Whether somebody has deleted the scenario meanwhile; until the clerk has chosen, nothing more is kept."""
    forked_from: str = ""
    """Name of the closed scenario whose changes went on in this copy; shown until the clerk has seen it."""
    unkept: BianzhiError | None = None
    """Why the work could not be kept; it is tried again at every run."""
    kept: tuple[object, ...] = ()
    """The parts of the content as they were last kept."""
    ledger_kept: tuple[Source, str] | None = None
    """The ledger that was kept last, and its id in the store."""
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    """Held while work is kept or brought back: a job may end in the middle of a run."""
    _choices: dict[str, str] = field(default_factory=dict)
    _memory: dict[Hashable, object] = field(default_factory=dict)

    def load(self, source: Source, report: CheckReport, *, same_scenario: bool = False) -> None:
        """Begin with another ledger: whatever came from the one before is dropped.

        A scenario that already has a ledger stays as it is; the work goes on in a new one, unless said otherwise.
        """
        old = self.source
        if old is not None and not same_scenario:
            if self.scenario is not None:
                self.notice = (
                    f"换了台账，已另建方案。原方案「{self.scenario.name}」连同它的台账和结果都在「方案库」，没有改动。"
                )
            self.scenario, self.newer, self.gone, self.kept = None, None, False, ()
            self.reforms.drop_work()
        other = (
            old is not None and old.files != source.files and old.establishment.sha256 != source.establishment.sha256
        )
        self.carries_settings |= other and about_the_ledger(self.settings)
        self.drop_results()
        self._drop_files()
        self.advice.record = None
        self.upload_error = self.pending = None
        self.accepted, self.steps_back = (), []
        self.source, self.report, self.day = source, report, report.day

    def check_again(self, report: CheckReport, *, keeps_plan: bool = False) -> None:
        """Take over the findings of another day or other rules; plans made before are dropped, or kept as out of date."""
        if not keeps_plan:
            self.drop_results()
        self.report, self.day = report, report.day

    @property
    def plan_is_stale(self) -> bool:
        """Whether the day or a setting that bears on a plan is another one than the plan was made with."""
        if self.plan is None:
            return False
        made_with = replace(self.plan.settings, time_limit_seconds=self.settings.time_limit_seconds)
        return self.plan.day != self.day or made_with != self.settings

    def take_settings(self, settings: PlanSettings, words: str) -> None:
        """Go on with other settings; the last plan stays, and is said to be out of date."""
        self.settings_before, self.settings = self.settings, settings
        if self.plan_job is not None and self.plan_job.state.is_over:
            self.plan_job = None  # its message was about the settings before
        self.success = words + ("方案还是原来的，请到「编制调剂」重新求解。" if self.plan_is_stale else "")

    def undo_settings(self, before: PlanSettings) -> None:
        """Go back to the settings before the last change."""
        self.take_settings(before, "已撤销，设置恢复为改动之前。")
        self.settings_before = None

    def take_repairs(self, repaired: Repaired) -> None:
        """Go on with the repaired workbook; the one before is kept to go back to."""
        assert self.source is not None
        assert self.report is not None
        before = StepBack(self.source, self.report, self.accepted)
        kept = [*self.steps_back, before][-_MOST_STEPS_BACK:]
        accepted, carries = (*self.accepted, *repaired.accepted), self.carries_settings
        self.load(repaired.source, repaired.report, same_scenario=True)
        self.carries_settings = carries
        self.accepted, self.steps_back = accepted, kept

    def step_back(self) -> StepBack:
        """The work before the last repairs; the repairs are forgotten. It is to be checked anew where the day differs."""
        before = self.steps_back.pop()
        kept, carries = self.steps_back, self.carries_settings
        self.load(before.source, before.report, same_scenario=True)
        self.carries_settings = carries
        self.accepted, self.steps_back = before.accepted, kept
        return before

    def drop_results(self) -> None:
        """Forget plans and what was drawn from them; work that still runs is cancelled."""
        for job in (self.plan_job, self.mergers_job, self.repair_job):
            if job is not None:
                job.cancel()
        self.plan = self.plan_job = self.mergers = self.mergers_job = self.repair_job = None
        self.by_hand = ()
        self.plan_mark = self.mergers_mark = ""
        self.exported = False
        self.advice.forget()
        self.reforms.forget()
        self.seen.clear()
        self._memory.clear()

    def _drop_files(self) -> None:
        """Forget what was read to be held against the ledger."""
        self.reconciliation = self.roster_changes = self.comparison_error = self.comparison_locked = None
        self.basis, self.basis_findings, self.basis_error = None, (), None

    def bring_back_files(self, content: ScenarioContent) -> None:
        """Go on with what was read to be held against the ledger, as it was kept; tables of anything else are drawn anew."""
        kept = (content.reconciliation, content.roster_changes, content.basis, content.basis_findings, content.previous)
        if kept != (self.reconciliation, self.roster_changes, self.basis, self.basis_findings, self.previous):
            self._drop_files()
            self.files_compared += 1  # what is remembered of a file is remembered under its number
            self.settings_read += 1
        self.reconciliation, self.roster_changes, self.basis, self.basis_findings, self.previous = kept

    def collect(self) -> None:
        """Take over the results of jobs that have ended: called by pages and by the threads of the jobs."""
        with self.lock:
            if self.repair_job is not None and self.repair_job.state is JobState.DONE:
                repaired, self.repair_job = self.repair_job.result, None
                self.handed_over += 1
                if repaired is not None:
                    self.take_repairs(repaired)
            if self.plan_job is not None and self.plan_job.state is JobState.DONE:
                job, self.plan_job = self.plan_job, None
                self.handed_over += 1
                if job.result is not None:
                    self.take_plan(job.result)
            self.advice.collect()
            if self.mergers_job is not None and self.mergers_job.state is JobState.DONE:
                solved = self.mergers_job.result or ()
                named = {merger.unit for merger in solved}
                kept = tuple(merger for merger in self.mergers or () if merger.unit not in named)
                self.mergers_job = None
                self.handed_over += 1
                self.take_mergers((*kept, *solved))

    def preference(self, name: str) -> str:
        """A choice that was made before, on another day too; empty where none was."""
        return self.preferences.get(name) if self.preferences else self._choices.get(name, "")

    def set_preference(self, name: str, value: str) -> None:
        """Remember a choice from day to day."""
        if self.preferences:
            self.preferences.set(name, value)
        else:
            self._choices[name] = value

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once per key; the key names everything the result depends on.

        What was not asked for longest goes first once there is too much.
        """
        full_key = (key, self.plan_mark, self.mergers_mark)
        found = self._memory.pop(full_key) if full_key in self._memory else make()
        while len(self._memory) >= _MOST_REMEMBERED:
            del self._memory[next(iter(self._memory))]
        self._memory[full_key] = found
        return cast("T", found)

    def take_plan(self, plan: Plan) -> None:
        """The plan to show from now on; what was asked about another one is forgotten."""
        mark = self._mark(plan)
        if mark != self.plan_mark:
            self.advice.forget()
        self.plan, self.plan_mark, self.exported = plan, mark, False

    def bring_back_results(self, plan: Plan | None, mergers: tuple[Merger, ...] | None) -> None:
        """Show other results, or none; work that still runs would belong to the present ones and is cancelled."""
        for job in (self.plan_job, self.mergers_job, self.repair_job):
            if job is not None:
                job.cancel()
        self.plan_job = self.mergers_job = self.repair_job = None
        if plan != self.plan:
            self.advice.forget()
            self.plan, self.plan_mark = plan, self._mark(plan) if plan else ""
        if mergers != self.mergers:
            self.mergers, self.mergers_mark = mergers, self._mark(*mergers) if mergers is not None else ""
        self.exported = False

    def take_by_hand(self, moves: tuple[HandMove, ...], words: str = "") -> None:
        """Moves by hand from now on; the plan they start from stays."""
        self.by_hand, self.success = moves, words or self.success
        self.exported = False

    @property
    def waiting(self) -> tuple[str, ...]:
        """Ids of people in 待安置区."""
        return tuple(move.person for move in self.by_hand if move.is_waiting)

    def take_mergers(self, mergers: tuple[Merger, ...]) -> None:
        """The mergers to show from now on."""
        self.mergers = self._in_ledger_order(mergers)
        self.mergers_mark, self.exported = self._mark(*self.mergers), False

    @property
    def result_mark(self) -> str:
        """Eight characters that change with anything an exported file shows."""
        rules_off = json.dumps(dict(self.settings.rules_off), ensure_ascii=False, sort_keys=True)
        return _fingerprint(f"{self._sha256}{self.day}{self.plan_mark}{self.mergers_mark}{rules_off}")

    @property
    def _sha256(self) -> str:
        return self.source.establishment.sha256 if self.source else ""

    def _mark(self, *results: Plan | Merger) -> str:
        plain = [asdict(result) for result in results]
        for item in plain:
            item.pop("solve_seconds", None)
        return _fingerprint(self._sha256 + json.dumps(plain, ensure_ascii=False, default=str, sort_keys=True))

    def _in_ledger_order(self, mergers: tuple[Merger, ...]) -> tuple[Merger, ...]:
        order = {unit.code: place for place, unit in enumerate(self.source.establishment.units)} if self.source else {}
        return tuple(sorted(mergers, key=lambda merger: order.get(merger.unit, len(order))))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
