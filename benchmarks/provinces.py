"""Ledgers of any size, made in memory: districts of 5,000 people of the sampler, renamed so that each is a region of its own."""

import pickle
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bianzhi import services
from bianzhi.domain.establishment import Establishment

DISTRICT = 5_000
"""Persons of one district."""

_SEEDS = 10
"""Different districts; after these the same ones follow again under other names, which the tie-break tells apart."""


@cache
def district(seed: int) -> Establishment:
    """One district as it is read from its workbook; kept in the temporary folder from one process to the next."""
    kept = Path(tempfile.gettempdir()) / f"bianzhi-benchmark-{DISTRICT}-{seed}.pickle"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "district.xlsx"
            services.write_sample(path, DISTRICT, seed)
            kept.write_bytes(pickle.dumps(services.read(path).establishment))
    return pickle.loads(kept.read_bytes())


def province(persons: int) -> Establishment:
    """``persons`` / 5,000 districts, each a region: no quota flows from one to another."""
    parts: dict[str, list[Any]] = {name: [] for name in _RENAMED}
    for number in range(persons // DISTRICT):
        prefix = f"{number:03d}"
        for name, codes in _RENAMED.items():
            rows = getattr(district(number % _SEEDS + 1), name)
            more = {"region": f"{prefix}区"} if name == "units" else {}
            parts[name] += [_renamed(row, codes, prefix, more) for row in rows]
    return Establishment("省台账", **{name: tuple(rows) for name, rows in parts.items()})


def _renamed(row: Any, codes: tuple[str, ...], prefix: str, more: Mapping[str, str]) -> Any:
    return replace(row, **{name: _with(prefix, getattr(row, name)) for name in codes}, **more)


def _with(prefix: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(prefix + each for each in value)
    return prefix + value if value else value


_RENAMED = {
    "units": ("code", "parent"),
    "quota_entries": ("unit",),
    "leadership_posts": ("unit",),
    "sections": ("code", "unit"),
    "people": ("id", "unit", "section", "wished_units"),
    "posts": ("unit", "section"),
    "kinships": ("person", "relative"),
    "fit_scores": ("person", "unit"),
}
"""What of each row names a unit, section or person."""
