"""The JSON of reforms and of what comes, as plain values. Counts are persons, posts or items as their names say."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.finding import Finding
from bianzhi.domain.institutions import InstitutionPlan, PoolEntry
from bianzhi.domain.outlook import Indicator, Outlook, StaffNeed
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Reformed
from bianzhi.domain.reform_comparison import ReformComparison, UnitSide
from bianzhi.domain.reform_people import roster_lines

Json = dict[str, Any]


def reform_report(
    reformed: Reformed,
    comparison: ReformComparison,
    wrong: Sequence[Finding],
    gone: Sequence[Finding],
    new: Sequence[Finding],
    plan: Plan | None,
    notices: Sequence[Finding] = (),
) -> Json:
    """``reform --json``; ``notices`` are what is to be looked at and does not stop the export.

    ``roster_lines`` are the lines of 出编入编 in the papers: everybody once, who comes back to his unit not at all. Whom the
    plan places is not in ``roster_changes`` but in ``placed``, from the unit before the reform to where the plan places him.
    """
    left_over = frozenset(reformed.unplaced)
    placed = {move.person for move in plan.moves if move.person in left_over} if plan else frozenset()
    return {
        "name": reformed.reform.name,
        "effective": reformed.reform.effective.isoformat() if reformed.reform.effective else None,
        "steps": len(reformed.reform.steps),
        "units": [
            {
                "unit": unit.code,
                "fate": unit.fate.value,
                "marks": list(unit.marks),
                "became": unit.became or None,
                "before": _side(unit.before),
                "after": _side(unit.after),
            }
            for unit in comparison.changed
        ],
        "duties": [
            {"duty": f.duty, "fate": f.fate.value, "becomes": list(f.becomes), "step": f.step} for f in reformed.fates
        ],
        "ledger_changes": [
            {
                **{"unit": c.unit, "type": c.category.value, "change": c.change, "document": c.document},
                **{"summary": c.summary, "step": c.step},
            }
            for c in reformed.ledger_changes
        ],
        "leadership_changes": [
            {
                **{"unit": c.unit, "kind": c.kind.value, "change": c.change, "document": c.document},
                **{"why": c.why, "step": c.step},
            }
            for c in reformed.leaders_changes
        ],
        "surplus_heads": [
            {
                **{"person": each.person, "kind": each.kind.value, "was": each.was, "now": each.now},
                **{"deputies_in_post": each.deputies_in_post, "deputies": each.deputies},
                **{"proposal": each.proposal, "step": each.step},
            }
            for each in comparison.surplus
        ],
        "roster_changes": [
            {"person": c.person, "from_unit": c.from_unit, "to_unit": c.to_unit, "step": c.step}
            for c in reformed.roster_changes
            if c.person not in placed
        ],
        "roster_lines": [
            {
                **{"person": line.person, "from_unit": line.from_unit, "to_unit": line.to_unit},
                **{"step": line.step, "placed": line.placed},
            }
            for line in roster_lines(reformed, plan)
        ],
        "unplaced": list(reformed.unplaced),
        "waiting": comparison.waiting,
        "errors": [_finding(finding) for finding in wrong],
        "findings_gone": [_finding(finding) for finding in gone],
        "findings_new": [_finding(finding) for finding in new],
        "notices": [_finding(finding) for finding in notices],
        "placed": _placed(reformed, plan) if plan else None,
    }


def _placed(reformed: Reformed, plan: Plan) -> list[Json]:
    """Whom of abolished units the plan places, and where."""
    left_over = frozenset(reformed.unplaced)
    return [
        {
            "person": move.person,
            "from_unit": reformed.before.person[move.person].unit,
            "to_unit": move.to_unit,
            "to_type": move.to_category.value,
        }
        for move in plan.moves
        if move.person in left_over
    ]


def _side(side: UnitSide | None) -> Json | None:
    if side is None:
        return None
    plain = asdict(side)
    plain["posts"] = {category.value: posts for category, posts in side.posts.items()}
    return plain


def _finding(finding: Finding) -> Json:
    return {"id": finding.id, "message": finding.message, "hint": finding.hint, "source": finding.source}


def outlook_report(outlook: Outlook) -> Json:
    """``outlook --json``: figures at the end of every month for every cell, and everyone's months."""
    return {
        "date": outlook.day.isoformat(),
        "months": [f"{month:%Y-%m}" for month in outlook.months],
        "cells": [
            {"unit": unit, "type": category.value, "figures": [asdict(month) for month in months]}
            for (unit, category), months in outlook.cells.items()
        ],
        "retirements": [
            {
                "person": each.person,
                "unit": each.unit,
                "category": each.category.value,
                "month": f"{each.month:%Y-%m}",
                "earliest": f"{each.earliest:%Y-%m}",
                "latest": f"{each.latest:%Y-%m}",
            }
            for each in outlook.retirements
        ],
        "unknown": list(outlook.unknown),
    }


def indicators_report(indicators: Sequence[Indicator]) -> Json:
    """``indicators --json``: numerators and denominators, never a rounded number alone."""
    return {"indicators": [{**asdict(each), "unit": each.unit or None} for each in indicators]}


def staff_need_report(needs: Sequence[StaffNeed]) -> Json:
    """Workload need; fractions as numerator and denominator.

    Where a unit's line is the sum of its sections, ``measured`` are their codes and ``left_out`` is how many sections were
    not measured; posts and people are then those of the sections alone.
    """
    return {
        "staff_need": [
            {
                "unit": need.unit,
                "section": need.section or None,
                "need": [need.need.numerator, need.need.denominator],
                "whole": need.whole,
                "authorized": need.authorized,
                "in_post": need.in_post,
                "steps": list(need.steps),
                "measured": list(need.measured),
                "left_out": need.left_out,
            }
            for need in needs
        ]
    }


def institutions_report(plan: InstitutionPlan, pool: Sequence[PoolEntry]) -> Json:
    """``institutions --json``."""
    return {
        "status": plan.status.value,
        "value": list(plan.value),
        "bound": list(plan.bound),
        "candidates": [
            {"unit": c.unit, "reasons": [reason.value for reason in c.reasons], "sentences": list(c.sentences)}
            for c in plan.candidates
        ],
        "mergers": [{**asdict(merger), "parts": list(merger.parts)} for merger in plan.mergers],
        "left": [{"unit": unit, "why": why} for unit, why in plan.left],
        "pool": [{**asdict(entry), "category": entry.category.value} for entry in pool],
    }


def matches_report(matches: Sequence[DutyMatch], old: Sequence[str], new: Sequence[str]) -> Json:
    """``duties --json``."""
    return {
        "matches": [
            {
                "old": [old[place] for place in match.old],
                "new": [new[place] for place in match.new],
                "fate": match.fate.value,
                "likeness": match.likeness,
                "certain": match.certain,
            }
            for match in matches
        ]
    }
