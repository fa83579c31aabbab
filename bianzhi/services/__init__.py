"""The use cases, as functions: what the pages and the command line call, and nothing below calls.

Each function takes and returns domain objects; none of them prints, and none knows a page. Solver and file libraries are
imported where they are used: whoever only checks a ledger does not wait half a second for a solver.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as Reasons
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bianzhi.charts import org_chart
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.intake import Mapping, SourceFile, StatedCount
from bianzhi.domain.payroll import Payroll
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.previous_check import PreviousCheck, parse_previous_check
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.roster_changes import RosterChanges
from bianzhi.domain.rule_switch import SwitchedOff
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import InfeasiblePlanError
from bianzhi.reading import ledger as ledger_reading
from bianzhi.reading import payroll as payroll_reading
from bianzhi.reading.payroll import PayrollReading
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules import NOTHING_OFF, check_with_switches, in_ledger_order, plans

Progress = Callable[[str], None]
"""Called with a short Chinese sentence when a step begins."""


def _quiet(_: str) -> None:
    pass


@dataclass(frozen=True)
class Ledger:
    """A ledger that was read: what it says, and what is wrong with its form (D findings)."""

    establishment: Establishment
    form_findings: tuple[Finding, ...]
    stated: tuple[StatedCount, ...] = ()
    """What the office's own tables say of persons in post, excess and vacancies."""
    mapping: Mapping = field(default_factory=Mapping)
    """What every column was taken for."""


@dataclass(frozen=True)
class Summary:
    """The figures of a ledger; excess and vacancies are summed cell by cell, never netted."""

    units: int
    persons: int
    quota: int
    in_post: int
    excess: int
    vacancies: int


@dataclass(frozen=True)
class CheckReport:
    """Every finding about a ledger on one day, in the order of the workbook."""

    day: date
    findings: tuple[Finding, ...]
    summary: Summary
    rules_off: tuple[SwitchedOff, ...] = ()
    """Rules that were switched off, with what they would have found."""

    @property
    def has_errors(self) -> bool:
        """Whether anything unlawful or unreadable was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read(path: Path, name: str = "", mapping: Mapping | None = None, password: str = "") -> Ledger:
    """Read a ledger workbook; ``name`` is the user's own file name where ``path`` is a temporary one.

    Raises
    ------
    UnreadableWorkbookError
        The file is not a workbook, is refused as unsafe, is a plan, or lacks a sheet that must be there.
    """
    return read_files([SourceFile(path, name, password)], mapping)


def read_files(files: Sequence[SourceFile], mapping: Mapping | None = None) -> Ledger:
    """Read several files as one ledger; sheets of one kind add up, and what ``mapping`` decides is not guessed.

    Raises
    ------
    UnreadableWorkbookError
        As ``read``; what is missing is missing from all files together.
    """
    reading = ledger_reading.read_files(files, mapping)
    return Ledger(reading.establishment, reading.findings, reading.stated, reading.mapping)


def guesses(files: Sequence[SourceFile], mapping: Mapping | None = None) -> Mapping:
    """What every column of some files would be taken for, even where they are no ledger together.

    Raises
    ------
    UnreadableWorkbookError
        A file is not a workbook, is refused as unsafe, or is a plan.
    """
    return ledger_reading.guess_columns(files, mapping)


def check(ledger: Ledger, day: date, rules_off: Reasons[str, str] = NOTHING_OFF) -> CheckReport:
    """Check a ledger against the law of a day, but for the rules switched off (id → reason).

    Raises
    ------
    SettingsError
        A rule to be switched off does not exist, or without a reason.
    """
    establishment = ledger.establishment
    checked = check_with_switches(establishment, day, rules_off)
    findings = in_ledger_order(establishment, (*ledger.form_findings, *checked.findings))
    return CheckReport(day, findings, summarize(establishment), checked.rules_off)


def summarize(establishment: Establishment) -> Summary:
    """Count a ledger."""
    return Summary(
        units=len(establishment.units),
        persons=len(establishment.people),
        quota=sum(establishment.authorized.values()),
        in_post=sum(establishment.in_post.values()),
        excess=establishment.total_excess,
        vacancies=establishment.total_vacancies,
    )


def reallocate(
    establishment: Establishment,
    day: date,
    settings: PlanSettings | None = None,
    progress: Progress = _quiet,
    previous: Plan | None = None,
    by_model: bool = False,
) -> Plan:
    """Solve for the plan of ``ledger_format`` §2, each objective proven or with its gap.

    With a ``previous`` plan, the one that changes fewest of its lines among those of least excess and fewest moves.
    ``by_model`` solves the whole PuLP model instead of a flow; the plan is the same.

    Raises
    ------
    SettingsError
        A setting or wish names what the ledger does not have.
    InfeasiblePlanError
        Wishes contradict each other or the constraints; the message is the smallest set that does, the hint what works.
    """
    from bianzhi.optimize import reallocation
    from bianzhi.optimize.solver import Engine

    asked = settings or PlanSettings()
    engine = Engine.HIGHS if by_model else None
    try:
        return reallocation.reallocate(establishment, day, asked, progress, engine, previous)
    except InfeasiblePlanError as error:
        from bianzhi.optimize.wishes import clash

        found = clash(establishment, day, asked) if asked.wishes else None
        if found is None:
            raise
        told = "".join(found.sentences)
        raise InfeasiblePlanError(f"以下 {len(found.wishes)} 条要求不能满足：{told}", found.remedy) from error


def eligible_pairs(
    establishment: Establishment, day: date, settings: PlanSettings | None = None
) -> list[tuple[str, str, str, str, int]]:
    """Every eligible pair of a movable person and a place: person, unit, type, post, fit."""
    from bianzhi.optimize import reallocation

    return reallocation.eligible_pairs(establishment, day, settings or PlanSettings())


def merge_sections(establishment: Establishment, day: date, units: Collection[str] = ()) -> tuple[Merger, ...]:
    """Merge the sections of the named units, or of every unit over its cap, each to a proven optimum."""
    from bianzhi.optimize import merge_unit_sections

    return merge_unit_sections(establishment, day, units)


def verify(
    establishment: Establishment,
    plan_path: Path,
    day: date | None = None,
    settings: PlanSettings | None = None,
    name: str = "",
) -> tuple[Finding, ...]:
    """Re-check an exported plan against its ledger without a solver; no finding means it holds.

    Without a day the one written in the plan counts (its digest guards it); without settings the default ones, so that
    a plan made under looser settings does not pass unnoticed. ``name`` is the user's file name of a temporary path.
    """
    paper = read_plan_workbook(plan_path, name or plan_path.name)
    return plans.verify(establishment, paper, day or plans.day_on(paper) or date.today(), settings or PlanSettings())


def draw(
    establishment: Establishment,
    plan: Plan | None = None,
    mergers: Collection[Merger] = (),
    view: org_chart.View = org_chart.View.BEFORE,
    level: org_chart.Level = org_chart.Level.UNITS,
    folded: Collection[str] = (),
    locks: Reasons[str, str] = NOTHING_OFF,
) -> str:
    """The organisation chart as SVG text; ``locks`` says by unit code, in a word, what the office wishes for all of it."""
    return org_chart.draw(establishment, plan, tuple(mergers), view, level, frozenset(folded), locks)


def draw_comparison(establishment: Establishment, plan: Plan, mergers: Collection[Merger] = ()) -> str:
    """The chart of before and after with its changes, as SVG text."""
    return draw(establishment, plan, mergers, org_chart.View.COMPARE)


def write_template(path: Path) -> None:
    """Write the empty ledger workbook, with drop-downs and a sheet of notes."""
    from bianzhi.writing import ledger_workbook

    ledger_workbook.write(path, {})


def write_ledger(path: Path, establishment: Establishment) -> None:
    """Write an establishment as the canonical ledger workbook, which reads back equal but for places and fingerprint."""
    from bianzhi.domain.ledger_rows import rows_of
    from bianzhi.writing import ledger_workbook

    ledger_workbook.write(path, rows_of(establishment))


def write_sample(path: Path, persons: int = 5000, seed: int = 1) -> None:
    """Write an invented district of about ``persons`` people as a ledger workbook."""
    from bianzhi.sampling import sample_rows
    from bianzhi.writing import ledger_workbook

    ledger_workbook.write(path, sample_rows(persons, seed))


def write_marked(source: Path, findings: Collection[Finding], path: Path) -> None:
    """Write the user's own workbook back, cells of findings coloured and commented."""
    from bianzhi.writing import marked_ledger

    marked_ledger.write(source, tuple(findings), path)


def write_plan(path: Path, plan: Plan, establishment: Establishment, mergers: Collection[Merger] = ()) -> None:
    """Write the plan workbook."""
    from bianzhi.writing import plan_workbook

    plan_workbook.write(path, plan, establishment, tuple(mergers))


def write_document(path: Path, plan: Plan, establishment: Establishment, mergers: Collection[Merger] = ()) -> None:
    """Write the Word plan; its numbers are those of the workbook."""
    from bianzhi.writing import plan_document

    plan_document.write(path, plan, establishment, tuple(mergers))


def write_sections(path: Path, mergers: Collection[Merger], establishment: Establishment) -> None:
    """Write the section plan as a workbook."""
    from bianzhi.writing import sections_workbook

    sections_workbook.write(path, tuple(mergers), establishment)


def repair(source: Path, repairs: Sequence[Finding], path: Path, day: date | None = None) -> None:
    """Write the user's own workbook with the repairs of some findings made and listed in the sheet 修复记录.

    Raises
    ------
    UnreadableWorkbookError
        The file is no xlsx, cannot be opened with its formats, or needs too much time or memory.
    """
    from bianzhi.writing import repaired_ledger

    repaired_ledger.write(source, repairs, path, day)


def read_payroll(path: Path, establishment: Establishment, name: str = "", password: str = "") -> PayrollReading:
    """Read 财政供养名单, with what is wrong with its form; its units are told by the codes and names of the ledger's.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read, or no sheet has the headings 姓名 and 单位.
    """
    return payroll_reading.read_payroll(path, establishment.units, name, password)


def reconcile(
    establishment: Establishment, payroll: Payroll | None = None, stated: Sequence[StatedCount] = ()
) -> Reconciliation:
    """Hold ledger, roster and payroll against each other."""
    from bianzhi import reconciling

    return reconciling.reconcile(establishment, payroll, stated)


def roster_changes(old: Establishment, new: Establishment) -> RosterChanges:
    """What the newer roster says otherwise than the older one."""
    from bianzhi import reconciling

    return reconciling.changes(old, new)


def write_reconciliation(path: Path, found: Reconciliation, establishment: Establishment, day: date) -> None:
    """Write the comparison of ledger, roster and payroll as a workbook."""
    from bianzhi.writing import reconciliation_workbook

    reconciliation_workbook.write(path, found, establishment, day)


def write_changes(path: Path, found: RosterChanges, day: date) -> None:
    """Write what changed between two rosters as a workbook."""
    from bianzhi.writing import changes_workbook

    changes_workbook.write(path, found, day)


def write_health_report(
    path: Path, report: CheckReport, establishment: Establishment, previous: PreviousCheck | None = None
) -> None:
    """Write 体检报告 as a workbook; with an earlier check it tells the trend."""
    from bianzhi.writing import health_report

    health_report.write(path, report, establishment, previous)


def write_health_document(
    path: Path, report: CheckReport, establishment: Establishment, previous: PreviousCheck | None = None
) -> None:
    """Write 体检报告 as a Word document; its numbers are those of the workbook."""
    from bianzhi.writing import health_document

    health_document.write(path, report, establishment, previous)


def read_previous_check(path: Path) -> PreviousCheck:
    """Read the JSON of an earlier check, for the trend in a health report.

    Raises
    ------
    SettingsError
        The file is no such JSON.
    """
    return parse_previous_check(path.read_text("utf-8-sig"), path.name)
