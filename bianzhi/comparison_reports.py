"""The JSON of a reconciliation, of the changes of a roster and of two plans side by side, as plain values.

Identity numbers are masked; in the difference of plans the ids of people stand as they do in ``plan --json``.
"""

from dataclasses import asdict
from typing import Any

from bianzhi.domain.answers import PlanDifference
from bianzhi.domain.cell import CellRef
from bianzhi.domain.plan import Place
from bianzhi.domain.plan_columns import paper_text
from bianzhi.domain.reconciliation import Discrepancy, Reconciliation
from bianzhi.domain.roster_changes import PersonChange, RosterChanges

Json = dict[str, Any]


def reconciliation_report(found: Reconciliation) -> Json:
    """``reconcile --json``: counts are persons, ``authorized`` posts; what a source does not say is null."""
    return {
        "ledger": found.ledger,
        "payroll": found.payroll or None,
        "summary": {"in_post": found.persons, "paid": found.paid if found.payroll else None, "matched": found.matched},
        "counts": {kind.name.lower(): number for kind, number in found.counts.items()},
        "todo": [_discrepancy(each) for each in found.discrepancies],
        "cells": [
            {
                "unit": cell.unit,
                "type": cell.category.value if cell.category else None,
                "authorized": cell.authorized,
                "stated_authorized": cell.stated_authorized,
                "stated": cell.stated,
                "in_post": cell.in_post,
                "paid": cell.paid,
                "agrees": cell.agrees,
            }
            for cell in found.cells
        ],
    }


def _discrepancy(found: Discrepancy) -> Json:
    return {
        "kind": found.kind.name.lower(),
        "title": found.kind.value,
        "severity": found.kind.severity.value,
        "unit": found.unit,
        "type": found.category.value if found.category else None,
        "person": paper_text(found.person),
        "name": paper_text(found.name),
        "citizen_number": found.citizen_number,
        "message": found.message,
        "hint": found.hint,
        "at": _at(found.at),
        "other": _at(found.other) if found.other else None,
    }


def changes_report(found: RosterChanges) -> Json:
    """``changes --json``: persons by kind, and per unit the persons in post then and now."""
    return {
        "old": found.old,
        "new": found.new,
        "counts": {kind.name.lower(): number for kind, number in found.counts.items()},
        "changes": [_change(change) for change in found.changes],
        "units": [asdict(unit) for unit in found.units],
    }


def _change(change: PersonChange) -> Json:
    return {
        "kind": change.kind.name.lower(),
        "person": paper_text(change.person),
        "name": paper_text(change.name),
        "matched_by": change.matched_by.name.lower(),
        "from_unit": change.from_unit or None,
        "to_unit": change.to_unit or None,
        "from_type": change.from_category.value if change.from_category else None,
        "to_type": change.to_category.value if change.to_category else None,
        "why": change.why,
        "fields": [asdict(field) for field in change.fields],
        "before": _at(change.before) if change.before else None,
        "after": _at(change.after) if change.after else None,
    }


def difference_report(found: PlanDifference) -> Json:
    """The key ``difference`` of ``replan --json``: lines of two plans, and their objectives before and after."""
    return {
        "lines_changed": found.lines_changed,
        "kept": list(found.kept),
        "changed": [
            {"person": person, "before": _place(then), "after": _place(now)} for person, then, now in found.changed
        ],
        "dropped": [{"person": person, "before": _place(then)} for person, then in found.dropped],
        "added": [{"person": person, "after": _place(now)} for person, now in found.added],
        "goals": [
            {"name": goal.name, "before": goal.plan, "after": goal.other, "difference": goal.difference}
            for goal in found.goals
        ],
        "sentences": list(found.sentences),
    }


def _place(place: Place) -> Json:
    return {"unit": place.unit, "type": place.category.value, "post": place.post or None}


def _at(cell: CellRef) -> Json:
    return {"file": cell.workbook, "sheet": cell.sheet, "cell": cell.cell}
