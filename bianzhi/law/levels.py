"""Level bands of ranks and grades, degrees of education, and the tiers of section leaders."""

import tomllib
from functools import cache
from importlib.resources import files

from bianzhi.domain.terms import Band, LeaderRank

_EDUCATION = (
    ("小学",),
    ("初中",),
    ("高中", "中专", "中技"),
    ("大专", "中央党校大专", "省委党校大专"),
    ("大学", "大学普通班", "中央党校大学", "省委党校大学"),
    ("研究生", "硕士研究生", "中央党校研究生", "省委党校研究生"),
    ("博士研究生",),
)


@cache
def _bands() -> dict[str, Band]:
    rows = tomllib.loads(files("bianzhi.law").joinpath("levels.toml").read_text("utf-8"))
    return {name: Band(band) for band, row in rows.items() for name in (*row["leader"], *row["grades"])}


def grades() -> tuple[str, ...]:
    """Every grade (职级) that has a band, in the order of the table."""
    return tuple(name for name in _bands() if name not in set(LeaderRank))


def band_of(rank: LeaderRank | None, grade: str) -> Band | None:
    """The band of a person: the leadership rank decides where there is one, the grade otherwise.

    None where neither has an administrative band (specialists, workers, no entry).
    """
    return _bands().get(rank.value if rank else grade)


def education_rank(education: str) -> int | None:
    """How high a degree of education is (0 lowest), or None for a word that is not in the list."""
    for rank, names in enumerate(_EDUCATION):
        if education in names:
            return rank
    return None


def education_names() -> tuple[str, ...]:
    """Every degree of education the ledger knows."""
    return tuple(name for names in _EDUCATION for name in names)


def section_leaders(staff: int) -> tuple[int, int]:
    """Most (heads, deputies) a section of ``staff`` persons may have: 3 → 1; 4–7 → 1+1; 8–14 → 1+2; from 15 → 1+3.

    A section under 3 has one head where the local minimum allows it to exist at all. Source: the rule for central
    ministries, taken as the common measure; a local parameter (``docs/glossary.md``, 领导职数).
    """
    if staff >= 15:
        return 1, 3
    if staff >= 8:
        return 1, 2
    if staff >= 4:
        return 1, 1
    return 1, 0
