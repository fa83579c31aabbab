"""What the command line reports of answers: the JSON of ``explain``, as plain values. Counts are persons, fit is points."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bianzhi.domain.answers import (
    Blockage,
    Bottleneck,
    CellTerm,
    CurvePoint,
    GoalChange,
    PersonAnswer,
    PlaceAnswer,
    Relaxation,
)

Json = dict[str, Any]


def person_report(answer: PersonAnswer) -> Json:
    """``explain --person --json``."""
    return {
        "person": answer.person,
        "standing": answer.standing.value,
        "sentences": list(answer.sentences),
        "source": answer.source,
        "without": _changes(answer.without),
        "instead": list(answer.instead),
        "places": places_report(answer.places),
    }


def vacancy_report(unit: str, category: str, room: Sequence[CellTerm], excess: Sequence[CellTerm]) -> Json:
    """``explain --unit --type --json`` without a person: terms in order, the total last."""
    return {
        "unit": unit,
        "type": category,
        "room": [asdict(term) for term in room],
        "excess": [asdict(term) for term in excess],
    }


def places_report(answers: Sequence[PlaceAnswer]) -> list[Json]:
    """``explain --person --unit --json``, under ``places``."""
    return [_place(answer) for answer in answers]


def _place(answer: PlaceAnswer) -> Json:
    place, fit = answer.place, answer.fit
    parts = fit.parts if fit is not None else ()
    return {
        "unit": place.unit,
        "type": place.category.value,
        "post": place.post or None,
        "row": place.row or None,
        "allowed": answer.allowed,
        "why": answer.why,
        "source": answer.source,
        "fit": fit.score if fit is not None else None,
        "fit_parts": [asdict(part) for part in parts],
        "price": _changes(answer.price),
        "price_words": answer.price_words,
        "displaced": list(answer.displaced),
        "blocked_by": answer.blocked_by,
    }


def _changes(changes: Sequence[GoalChange]) -> list[Json]:
    return [
        {"name": each.name, "plan": each.plan, "other": each.other, "difference": each.difference} for each in changes
    ]


def blockage_report(found: Blockage) -> Json:
    """``explain --json`` without a person."""
    return {
        **explanation_report(found),
        "by_share": [_point(point) for point in found.by_share],
        "by_moves": [_point(point) for point in found.by_moves],
    }


def explanation_report(found: Blockage) -> Json:
    """The key ``explanation`` of ``plan --json --explain``: what holds up the rest, and what would free it."""
    return {
        "bottlenecks": [_bottleneck(each) for each in found.bottlenecks],
        "relaxations": [_relaxation(each) for each in found.relaxations],
    }


def _bottleneck(each: Bottleneck) -> Json:
    cells = [{"unit": unit, "type": category.value} for unit, category in each.cells]
    return {
        "sentence": each.sentence,
        "people": each.people,
        "room": each.room,
        "cells": cells,
        "source": each.source,
    }


def _relaxation(each: Relaxation) -> Json:
    return {
        "sentence": each.sentence,
        "frees": each.frees,
        "loosened": each.loosened,
        "setting": each.setting or None,
        "value": each.value,
        "persons": list(each.persons),
        "condition": each.condition or None,
        "source": each.source,
    }


def _point(point: CurvePoint) -> Json:
    return asdict(point)
