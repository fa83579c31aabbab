"""The use cases, as functions: what the pages and the command line call, and nothing below calls.

Each function takes and returns domain objects; none of them prints, and none knows a page. Solver and file libraries are
imported where they are used: whoever only checks a ledger does not wait half a second for a solver.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bianzhi.charts import org_chart
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.reading.ledger import read_ledger
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules import check_establishment, in_ledger_order, plans

Progress = Callable[[str], None]
"""Called with a short Chinese sentence when a step begins."""


def _quiet(_: str) -> None:
    pass


@dataclass(frozen=True)
class Ledger:
    """A ledger that was read: what it says, and what is wrong with its form (D findings)."""

    establishment: Establishment
    form_findings: tuple[Finding, ...]


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

    @property
    def has_errors(self) -> bool:
        """Whether anything unlawful or unreadable was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read(path: Path, name: str = "") -> Ledger:
    """Read a ledger workbook; ``name`` is the user's own file name where ``path`` is a temporary one.

    Raises
    ------
    UnreadableWorkbookError
        The file is not a workbook, is refused as unsafe, or lacks a sheet that must be there.
    """
    reading = read_ledger(path, name or path.name)
    return Ledger(reading.establishment, reading.findings)


def check(ledger: Ledger, day: date) -> CheckReport:
    """Check a ledger against the law of a day."""
    establishment = ledger.establishment
    findings = (*ledger.form_findings, *check_establishment(establishment, day))
    return CheckReport(day, in_ledger_order(establishment, findings), summarize(establishment))


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
) -> Plan:
    """Solve for the plan of ``ledger_format`` §2, each objective proven or with its gap."""
    from bianzhi.optimize import reallocation

    return reallocation.reallocate(establishment, day, settings or PlanSettings(), progress)


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
) -> str:
    """The organisation chart as SVG text."""
    return org_chart.draw(establishment, plan, tuple(mergers), view, level, frozenset(folded))


def draw_comparison(establishment: Establishment, plan: Plan, mergers: Collection[Merger] = ()) -> str:
    """The chart of before and after with its changes, as SVG text."""
    return draw(establishment, plan, mergers, org_chart.View.COMPARE)


def write_template(path: Path) -> None:
    """Write the empty ledger workbook, with drop-downs and a sheet of notes."""
    from bianzhi.writing import ledger_workbook

    ledger_workbook.write(path, {})


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
