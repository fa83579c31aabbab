"""Cells that decide who may move: one that cannot be read must not open a way that its right value would close."""

from collections.abc import Mapping, Sequence

from bianzhi.reading.rows import Rows

BEARING_ON_MOVES: Mapping[str, Sequence[str]] = {
    "机构": ("kind", "pool", "min_staff", "region", "tolerance", "tolerance_ends"),
    "人员": ("is_leader", "state", "trial_ends", "service_ends", "last_exchange", "retirement_category"),
    "岗位需求": ("level", "education", "age_limit"),
}
"""Fields by sheet."""


def unreadable(rows: Rows) -> list[tuple[str, ...]]:
    """For each row the headings among the fields that bear on moves whose cell holds something that could not be read."""
    bad: dict[int, list[str]] = {}
    for name in BEARING_ON_MOVES.get(rows.schema.name, ()):
        parsed = rows.columns.get(name)
        codes = {code for code, problem in parsed.problems.items() if problem.kept is None} if parsed else set()
        if parsed is not None and codes:
            for row in rows.numbers:
                if parsed.codes[row] in codes:
                    bad.setdefault(row, []).append(parsed.column.heading)
    return [tuple(bad.get(row, ())) for row in rows.numbers]
