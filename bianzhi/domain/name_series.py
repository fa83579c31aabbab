"""Names of a numbered series said once: 第1中队, 第2中队, 第3中队 → 第1至第3中队."""

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"第(\d+)(.+)")
_FEWEST = 3
"""Names in a row from which a series is worth saying."""


def in_series(names: Sequence[str]) -> list[str]:
    """The names in their order; runs of at least three numbers in a row of one ending are one."""
    told: list[str] = []
    run: list[str] = []
    for name in names:
        if run and not _follows(run[-1], name):
            told += _said(run)
            run = []
        run.append(name)
    return told + _said(run)


def _follows(one: str, other: str) -> bool:
    first, second = _NUMBERED.fullmatch(one), _NUMBERED.fullmatch(other)
    return bool(first and second and first[2] == second[2] and int(second[1]) == int(first[1]) + 1)


def _said(run: list[str]) -> list[str]:
    first = _NUMBERED.fullmatch(run[0]) if run else None
    last = _NUMBERED.fullmatch(run[-1]) if run else None
    if len(run) < _FEWEST or first is None or last is None:
        return run
    return [f"第{first[1]}至第{last[1]}{first[2]}"]
