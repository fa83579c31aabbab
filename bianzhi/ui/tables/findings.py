"""Findings as rows, with the unit each belongs to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import CellChange, Finding, Severity
from bianzhi.domain.row_units import unit_at, units_by_row
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]

_ROW_OF_CELL = re.compile(r"\d+$")


def finding_rows(establishment: Establishment, findings: Iterable[Finding]) -> list[Row]:
    """One row per finding, in the order given."""
    units = units_by_row(establishment)
    rows: list[Row] = []
    for number, finding in enumerate(findings, start=1):
        rows.append(
            {
                "序号": number,
                "级别": finding.severity.label,
                "规则": finding.id,
                "事项": finding.title,
                "单位": _unit_name(establishment, units, finding),
                "工作表": finding.at.sheet,
                "单元格": finding.at.cell,
                "问题": shown(finding.message),
                "修复": "可采纳" if finding.repair else None,
                "依据": finding.source,
                "处理建议": shown(finding.hint),
            }
        )
    return rows


def rule_rows(findings: Iterable[Finding]) -> list[Row]:
    """How often each rule was broken: the gravest and the most frequent first."""
    counts = Counter((finding.severity, finding.id, finding.title) for finding in findings)
    order = list(Severity)
    ranked = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0][1]))
    return [
        {"级别": severity.label, "规则": identifier, "数量": count, "事项": title}
        for (severity, identifier, title), count in ranked
    ]


def severity_counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Findings of each severity, none missing."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def filtered(rows: Iterable[Row], wanted: Mapping[str, list[str]]) -> list[Row]:
    """Rows whose value of each column is among those wanted; no wanted values mean any."""
    return [row for row in rows if all(not values or row[column] in values for column, values in wanted.items())]


def repair_rows(establishment: Establishment, findings: Iterable[Finding]) -> list[Row]:
    """One row per finding with a safe repair: what stands in its cells, what is proposed, and why."""
    units = units_by_row(establishment)
    return [
        {
            "序号": number,
            "级别": finding.severity.label,
            "规则": finding.id,
            "单位": _unit_name(establishment, units, finding),
            "工作表": finding.at.sheet,
            "单元格": "、".join(change.at.cell for change in finding.changes),
            "原值": "；".join(_before(change) for change in finding.changes),
            "建议改为": "；".join(_after(change) for change in finding.changes),
            "理由": shown(finding.repair.why) if finding.repair else "",
        }
        for number, finding in enumerate(findings, start=1)
    ]


def intake_rows(findings: Iterable[Finding]) -> list[Row]:
    """One row per finding about the uploads, with the file it is in and the value that could stand there."""
    return [
        {
            "序号": number,
            "级别": finding.severity.label,
            "规则": finding.id,
            "文件": shown(finding.at.workbook),
            "工作表": shown(finding.at.sheet),
            "单元格": finding.at.cell,
            "问题": shown(finding.message),
            "建议改为": shown(finding.repair.value) if finding.repair else None,
            "处理建议": shown(finding.hint),
        }
        for number, finding in enumerate(findings, start=1)
    ]


def origins(canonical: Establishment, original: Establishment) -> Mapping[tuple[str, int], RowRef]:
    """Where a row of the canonical workbook stood in the uploads, by sheet and row number."""
    pairs = (
        pair
        for name in ("units", "quota_entries", "leadership_posts", "sections", "people", "posts", "kinships")
        for pair in zip(getattr(canonical, name), getattr(original, name), strict=False)
    )
    return {(new.at.sheet, new.at.row): old.at for new, old in pairs}


def origin_words(origins: Mapping[tuple[str, int], RowRef], sheet: str, cell: str) -> str:
    """Where a cell's row stood in the uploads, in words; empty where it came from none."""
    in_row = _ROW_OF_CELL.search(cell)
    at = origins.get((sheet, int(in_row[0]))) if in_row else None
    return f"{shown(at.workbook)} › {shown(at.sheet)} › 第 {at.row} 行" if at and at.row else ""


def _before(change: CellChange) -> str:
    return shown(change.was) or "（空白）"


def _after(change: CellChange) -> str:
    """The new value; where masking hides what changes, that is said."""
    value = shown(change.value) or "（清空）"
    return f"{value}（改动在隐去的各位中）" if value == _before(change) else value


def _unit_name(establishment: Establishment, units: Mapping[tuple[str, int], str], finding: Finding) -> str:
    unit = establishment.unit.get(unit_at(units, finding.at))
    return shown(unit.name) if unit else ""
