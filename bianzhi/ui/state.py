"""What one browser session remembers: results live here, so that a rerun never computes them again.

The only file that names session keys, widget keys and the parameter in the address.
"""

import hashlib
import json
from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

import streamlit as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport, Ledger
from bianzhi.ui.jobs import Job, JobState
from bianzhi.ui.shell.visitor import COOKIE, is_visitor
from bianzhi.ui.workspaces import Workspaces

T = TypeVar("T")

SESSION_KEY = "bianzhi_session"
_WORK_PARAMETER = "work"
_MOST_REMEMBERED = 60


class WidgetKey(StrEnum):
    """Keys of widgets; Streamlit keeps their values under these names."""

    UPLOAD = "upload"
    CHART = "chart"
    CHART_LEVEL = "chart_level"
    COMPARE_CHART = "compare_chart"
    COMPARE_LEVEL = "compare_level"
    COMPARE_VIEW = "compare_view"
    COMPARE_ONLY_CHANGES = "compare_only_changes"
    FINDINGS = "findings"
    FINDING_SEVERITY = "finding_severity"
    FINDING_RULE = "finding_rule"
    FINDING_SHEET = "finding_sheet"
    FINDING_UNIT = "finding_unit"
    MOVES = "moves"
    MOVE_SEARCH = "move_search"
    MERGER_UNIT = "merger_unit"
    MERGERS = "mergers"
    PLAN_SETTINGS = "plan_settings"


@dataclass(frozen=True, slots=True)
class Source:
    """The workbook that was read: the user's own name for it, its bytes, and what it says."""

    name: str
    content: bytes
    ledger: Ledger

    @property
    def establishment(self) -> Establishment:
        """What the ledger says."""
        return self.ledger.establishment


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
    uploads_read: int = 0
    """How many uploads were read; the upload box begins anew after each, and Streamlit forgets the file."""
    upload_error: BianzhiError | None = None
    """Why the last upload was refused, shown until the next one."""
    seen: set[str] = field(default_factory=set)
    """Pages that showed their content, for the step line."""
    folded: set[str] = field(default_factory=set)
    """Bands of the organisation chart that are closed."""
    notice: str = ""
    """A sentence to show once, at the top of the next page."""
    work_id: str = ""
    _memory: dict[Hashable, object] = field(default_factory=dict)

    def load(self, source: Source, report: CheckReport) -> None:
        """Begin with another ledger: whatever came from the one before is dropped."""
        self.drop_results()
        self.folded.clear()
        self.upload_error = None
        self.source, self.report, self.day = source, report, report.day

    def check_again(self, report: CheckReport) -> None:
        """Take over the findings of another day; plans made for the day before are dropped."""
        self.drop_results()
        self.report, self.day = report, report.day

    def drop_results(self) -> None:
        """Forget plans and what was drawn from them; work that still runs is cancelled."""
        for job in (self.plan_job, self.mergers_job):
            if job is not None:
                job.cancel()
        self.plan = self.plan_job = self.mergers = self.mergers_job = None
        self.plan_mark = self.mergers_mark = ""
        self.exported = False
        self.seen.clear()
        self._memory.clear()

    def collect(self) -> None:
        """Take over the results of jobs that have ended."""
        if self.plan_job is not None and self.plan_job.state is JobState.DONE:
            job, self.plan_job = self.plan_job, None
            if job.result is not None:
                self.take_plan(job.result)
        if self.mergers_job is not None and self.mergers_job.state is JobState.DONE:
            solved = self.mergers_job.result or ()
            named = {merger.unit for merger in solved}
            kept = tuple(merger for merger in self.mergers or () if merger.unit not in named)
            self.mergers_job = None
            self.take_mergers((*kept, *solved))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once per key; the key names everything the result depends on."""
        full_key = (key, self.plan_mark, self.mergers_mark)
        if full_key not in self._memory:
            while len(self._memory) >= _MOST_REMEMBERED:
                del self._memory[next(iter(self._memory))]
            self._memory[full_key] = make()
        return cast("T", self._memory[full_key])

    def take_plan(self, plan: Plan) -> None:
        """The plan to show from now on."""
        self.plan, self.plan_mark, self.exported = plan, self._mark(plan), False

    def take_mergers(self, mergers: tuple[Merger, ...]) -> None:
        """The mergers to show from now on."""
        self.mergers = self._in_ledger_order(mergers)
        self.mergers_mark, self.exported = self._mark(*self.mergers), False

    @property
    def result_mark(self) -> str:
        """Eight characters that change with anything an exported file shows."""
        return _fingerprint(f"{self._sha256}{self.day}{self.plan_mark}{self.mergers_mark}")

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


WORKSPACES: Workspaces[Session] = Workspaces()
"""The work of every browser of this server."""


def session() -> Session:
    """The session of this browser tab; after a reload it is found again by the id in the address."""
    now = st.session_state.get(SESSION_KEY)
    if now is None:
        now = _found_again() or Session(notice=_lost_notice())
        st.session_state[SESSION_KEY] = now
    visitor = _visitor()
    if now.source is not None and visitor:
        if not now.work_id or WORKSPACES.find(visitor, now.work_id) is None:
            now.work_id = WORKSPACES.keep(visitor, now)
        if st.query_params.get(_WORK_PARAMETER) != now.work_id:
            st.query_params[_WORK_PARAMETER] = now.work_id
    now.collect()
    return cast("Session", now)


def _found_again() -> Session | None:
    visitor, identifier = _visitor(), st.query_params.get(_WORK_PARAMETER)
    return WORKSPACES.find(visitor, identifier) if visitor and identifier else None


def _lost_notice() -> str:
    if _WORK_PARAMETER not in st.query_params:
        return ""
    del st.query_params[_WORK_PARAMETER]
    return "服务重启过，或上次的工作已超过 8 小时未用，内存中已没有原来的台账和方案。请重新导入台账。"


def _visitor() -> str:
    value = st.context.cookies.get(COOKIE, "")
    return value if isinstance(value, str) and is_visitor(value) else ""


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
