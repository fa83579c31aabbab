"""The JSON of a plan over several years, as plain values; counts are persons."""

from typing import Any

from bianzhi.domain.answers import YearlyPlan, YearStep
from bianzhi.domain.plan import Plan

Json = dict[str, Any]


def yearly_report(yearly: YearlyPlan, plan: Plan) -> Json:
    """``yearly --json``: of each year the whole ledger, and cell by cell what happens; nothing depends on the clock."""
    return {
        "date": plan.day.isoformat(),
        "ledger_sha256": plan.ledger_sha256,
        "status": plan.status.value,
        "settings": plan.settings.as_dict(),
        "years": [
            {
                **_figures(whole),
                "cells": [_cell(step) for step in yearly.steps if step.unit and step.year == whole.year],
            }
            for whole in yearly.steps
            if not whole.unit
        ],
        "waiting": [
            {
                "months": point.months,
                "dissolves": point.dissolves,
                "moves": point.moves,
                "remaining_excess": point.remaining,
                "fit": point.fit,
            }
            for point in yearly.curve
        ],
        "retirements": [{"month": f"{month:%Y-%m}", "person": person} for month, person in yearly.retirements],
        "moves": [
            {
                "from_date": day.isoformat(),
                "person": move.person,
                "from_unit": move.from_unit,
                "from_type": move.from_category.value,
                "to_unit": move.to_unit,
                "to_type": move.to_category.value,
                "post": move.place.post or None,
                "fit": move.fit.score,
                "of_this_plan": day == plan.day,
            }
            for day, move in yearly.moves
        ],
        "sentences": list(yearly.sentences),
    }


def _figures(step: YearStep) -> Json:
    return {
        "year": step.year,
        "excess_before": step.excess_before,
        "moves": step.moves,
        "retiring": step.retiring,
        "entering": step.entering,
        "leaving": step.leaving,
        "excess_after": step.excess_after,
    }


def _cell(step: YearStep) -> Json:
    figures = {name: value for name, value in _figures(step).items() if name != "year"}
    return {"unit": step.unit, "type": step.category.value if step.category else None, **figures}
