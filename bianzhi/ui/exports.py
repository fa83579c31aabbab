"""Files to download, made when they are asked for: written to a private folder, read back, and wiped."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bianzhi import reports, services
from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import YearlyPlan
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.roster_changes import RosterChanges
from bianzhi.domain.scenario import Scenario
from bianzhi.domain.scenario_comparison import Compared, ScenarioComparison
from bianzhi.domain.settings_file import write_settings
from bianzhi.services import CheckReport, advice, pictures, scenario_comparison
from bianzhi.ui.asking import Replanned
from bianzhi.ui.drawing import chart
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SVG = "image/svg+xml"
PICTURES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": SVG,
    "png": "image/png",
    "zip": "application/zip",
}
"""Types of charts on paper, by the ending of the file."""
JSON = "application/json"
TOML = "application/toml"


def file_name(now: Session, title: str, ending: str) -> str:
    """The name of a file: what it is, the plan's date, and a mark that changes with its content."""
    return f"{title}_{now.day.isoformat()}_{now.result_mark}.{ending}"


def comparison_name(heads: Sequence[Scenario], day: date) -> str:
    """The name of a comparison: a mark that changes with any of the scenarios and their versions."""
    versions = "".join(f"{head.id}{head.version}" for head in heads)
    return f"方案比较_{day.isoformat()}_{hashlib.sha256(versions.encode()).hexdigest()[:8]}.xlsx"


def comparison(found: ScenarioComparison, compared: Sequence[Compared]) -> bytes:
    """Two to four scenarios side by side, as a workbook."""
    return _made("comparison.xlsx", lambda path: scenario_comparison.write_comparison(path, found, compared))


def template() -> bytes:
    """The empty ledger workbook."""
    return _made("台账模板.xlsx", services.write_template)


def marked_ledger(source: Source, findings: tuple[Finding, ...]) -> bytes:
    """The user's own workbook with the cells of findings coloured and commented."""

    def write(path: Path) -> None:
        original = path.with_name("original.xlsx")
        original.write_bytes(source.content)
        services.write_marked(original, findings, path)

    return _made("marked.xlsx", write)


def health_report(source: Source, report: CheckReport, previous: PreviousCheck | None) -> bytes:
    """体检报告 as a workbook."""
    return _made("report.xlsx", lambda path: services.write_health_report(path, report, source.establishment, previous))


def health_document(source: Source, report: CheckReport, previous: PreviousCheck | None) -> bytes:
    """体检报告 as a Word document."""
    return _made(
        "report.docx", lambda path: services.write_health_document(path, report, source.establishment, previous)
    )


def check_data(report: CheckReport) -> bytes:
    """The check as JSON, as ``check --json`` writes it: what the next health report compares with."""
    return json.dumps(reports.check_report(report), ensure_ascii=False, indent=1).encode()


def reconciliation_workbook(source: Source, found: Reconciliation, day: date) -> bytes:
    """The comparison of ledger, roster and payroll as a workbook."""
    return _made(
        "reconciliation.xlsx", lambda path: services.write_reconciliation(path, found, source.establishment, day)
    )


def changes_workbook(found: RosterChanges, day: date) -> bytes:
    """What changed between two rosters as a workbook."""
    return _made("changes.xlsx", lambda path: services.write_changes(path, found, day))


def plan_workbook(source: Source, plan: Plan, mergers: tuple[Merger, ...]) -> bytes:
    """The plan as a workbook."""
    return _made("plan.xlsx", lambda path: services.write_plan(path, plan, source.establishment, mergers))


def plan_document(source: Source, plan: Plan, mergers: tuple[Merger, ...]) -> bytes:
    """The plan as a Word document."""
    return _made("plan.docx", lambda path: services.write_document(path, plan, source.establishment, mergers))


def sections_workbook(source: Source, mergers: tuple[Merger, ...]) -> bytes:
    """The section plan as a workbook."""
    return _made("sections.xlsx", lambda path: services.write_sections(path, mergers, source.establishment))


def chart_picture(now: Session, source: Source, view: View, level: Level) -> bytes:
    """The whole organisation chart as an SVG file."""
    return chart(now, source, view, level).encode()


def printed_chart(pages: ChartPages, form: str) -> bytes:
    """The organisation chart on paper, in one of ``pictures.FORMATS``; pictures of several pages as a zip."""
    return _made(f"chart.{pictures.chart_ending(pages, form)}", lambda path: pictures.write_chart(path, pages, form))


def plan_data(plan: Plan) -> bytes:
    """The plan as JSON, as ``plan --json`` writes it."""
    return json.dumps(reports.plan_report(plan), ensure_ascii=False, indent=2).encode()


def consultation_form(source: Source, plan: Plan) -> bytes:
    """征求意见表 of a plan."""
    return _made("form.xlsx", lambda path: advice.write_consultation(path, plan, source.establishment))


def difference_workbook(source: Source, old: Plan, found: Replanned) -> bytes:
    """What differs between the plan and the new one after consultation, as a workbook."""
    return _made(
        "difference.xlsx",
        lambda path: advice.write_difference(path, found.difference, old, found.plan, source.establishment),
    )


def certificate(source: Source, plan: Plan) -> bytes:
    """The prices that prove a plan's optimum, as JSON."""
    found = advice.certificate(source.establishment, plan)
    return json.dumps(found.as_dict(), ensure_ascii=False, indent=1).encode()


def settings_text(now: Session) -> bytes:
    """The settings as TOML, as ``verify --settings`` takes them: those of the plan, or without one those now set."""
    return write_settings(now.plan.settings if now.plan else now.settings).encode()


def yearly_workbook(source: Source, plan: Plan, found: YearlyPlan) -> bytes:
    """分年度消化计划 as a workbook."""
    return _made("years.xlsx", lambda path: advice.write_yearly(path, found, plan, source.establishment))


def explanation_workbook(source: Source, plan: Plan, found: Advice) -> bytes:
    """方案说明 of what was asked, as a workbook."""
    return _made("advice.xlsx", lambda path: advice.write_advice(path, found, plan, source.establishment))


def explanation_document(source: Source, plan: Plan, found: Advice) -> bytes:
    """方案说明 of what was asked, as a Word document."""
    return _made("advice.docx", lambda path: advice.write_advice_document(path, found, plan, source.establishment))


def _made(name: str, write: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="bianzhi-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
