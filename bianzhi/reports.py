"""What the command line reports: the JSON of the contract (``ledger_format`` §3) as plain values, and columns in words.

All counts are persons unless named otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import ColumnGuess, Mapping
from bianzhi.domain.plan import Merger, Move, Plan
from bianzhi.services import CheckReport

Json = dict[str, Any]


def check_report(report: CheckReport) -> Json:
    """``check --json``."""
    return {
        "date": report.day.isoformat(),
        "findings": [_finding(finding) for finding in report.findings],
        "summary": asdict(report.summary),
        "rules_off": [asdict(rule) for rule in report.rules_off],
    }


def _finding(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "sheet": finding.at.sheet,
        "cell": finding.at.cell,
        "message": finding.message,
        "hint": finding.hint,
        "source": finding.source,
    }


def plan_report(plan: Plan) -> Json:
    """``plan --json``: nothing in it depends on the clock, so two runs give the same bytes."""
    return {
        "status": plan.status.value,
        "date": plan.day.isoformat(),
        "ledger_sha256": plan.ledger_sha256,
        "settings": plan.settings.as_dict(),
        "solver": plan.solver,
        "objectives": [{"name": o.name, "value": o.value, "bound": o.bound} for o in plan.objectives],
        "excess_before": plan.excess_before,
        "excess_after": plan.excess_after,
        "moves": [_move(move) for move in plan.moves],
        "orders": [list(order) for order in plan.orders],
        "remaining": [
            {"unit": row.unit, "type": row.category.value, "excess": row.excess, "why": row.why}
            for row in plan.remaining
        ],
        "excluded": [{"person": row.person, "rule": row.rule, "source": row.source} for row in plan.excluded],
        "manual": [{"person": row.person, "why": row.why} for row in plan.manual],
    }


def _move(move: Move) -> Json:
    return {
        "person": move.person,
        "from_unit": move.from_unit,
        "from_type": move.from_category.value,
        "to_unit": move.to_unit,
        "to_type": move.to_category.value,
        "post": move.place.post or None,
        "fit": move.fit.score,
        "fit_parts": [
            {"name": part.name, "score": part.score, "weight": part.weight, "why": part.why} for part in move.fit.parts
        ],
        "reasons": list(move.reasons),
        "source": move.source,
    }


def sections_report(mergers: Sequence[Merger]) -> Json:
    """``sections --json``."""
    return {"units": [_merger(merger) for merger in mergers]}


def _merger(merger: Merger) -> Json:
    return {
        "unit": merger.unit,
        "cap": merger.cap,
        "before": merger.before,
        "after": merger.after,
        "status": merger.status.value,
        "value": merger.value,
        "bound": merger.bound,
        "groups": [list(group.sections) for group in merger.groups],
        "names": [group.name for group in merger.groups],
        "surplus_heads": [asdict(head) for head in merger.surplus_heads],
        "notes": list(merger.notes),
    }


def column_lines(mapping: Mapping) -> Iterator[str]:
    """Which columns of an import were guessed and not certain, and which were left out, for people to read."""
    if mapping.doubtful:
        yield "以下各列是推断的，请确认；不对的，用 --save-mapping 写出列对应，改好后用 --mapping 读取："
    for guess in mapping.doubtful:
        doubt = "" if guess.used else "，未采用"
        yield f"  {_column(guess)} → {guess.target}（{guess.how}，把握 {guess.confidence}%{doubt}）{_samples(guess)}"
    left_out = [guess for guess in mapping if not guess.target]
    if left_out:
        yield "以下各列没有读取："
    for guess in left_out:
        yield f"  {_column(guess)}{_samples(guess)}"


def _column(guess: ColumnGuess) -> str:
    heading = f"“{guess.heading}”" if guess.heading else "（没有表头）"
    return f"{guess.file} › {guess.sheet} › {guess.column} 列{heading}"


def _samples(guess: ColumnGuess) -> str:
    return f"：如 {'、'.join(guess.samples)}" if guess.samples else ""
