"""The check code of a plan: the same for a plan in memory and for its workbook read back."""

from collections.abc import Iterable
from hashlib import sha256

from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import (
    FINGERPRINT,
    MOVES,
    OPEN_POST,
    Fingerprint,
    FingerprintColumn,
    MoveColumn,
    PaperValue,
    paper_date,
    paper_id,
    paper_text,
)
from bianzhi.domain.plan_paper import PlanWorkbook

_LENGTH = 16
"""Hexadecimal digits."""


def code_of(plan: Plan) -> str:
    """Sixteen characters that change with any line of a plan, its ledger or its day.

    A plan that was read from paper keeps the code it had there, whatever lines the ledger no longer knows.
    """
    return plan.code or _code(
        plan.ledger_sha256,
        paper_date(plan.day),
        (
            (
                paper_id(move.person),
                paper_text(move.to_unit),
                move.to_category.value,
                paper_text(move.place.post) or OPEN_POST,
                move.place.row,
            )
            for move in plan.moves
        ),
    )


def code_on_paper(paper: PlanWorkbook) -> str:
    """The code of the plan that a workbook holds."""
    return _code(
        _fingerprint(paper, Fingerprint.LEDGER) or "",
        _fingerprint(paper, Fingerprint.DAY),
        (
            (
                row.text(MoveColumn.PERSON),
                row.text(MoveColumn.TO_UNIT),
                row.text(MoveColumn.TO_CATEGORY),
                row.text(MoveColumn.POST),
                row.whole(MoveColumn.POST_ROW) or 0,
            )
            for row in paper[MOVES]
        ),
    )


def _fingerprint(paper: PlanWorkbook, item: Fingerprint) -> PaperValue:
    row = paper[FINGERPRINT].find(FingerprintColumn.ITEM, item)
    return row[FingerprintColumn.VALUE] if row else None


def _code(ledger: PaperValue, day: PaperValue, lines: Iterable[tuple[str, str, str, str, int]]) -> str:
    text = "\n".join([f"{ledger}|{day}", *("|".join(map(str, line)) for line in lines)])
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
