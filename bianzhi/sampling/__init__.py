"""An invented district as a ledger workbook: to learn with, to test with, to measure with. Nobody in it exists."""

from bianzhi.sampling.careers import REFERENCE_DAY
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.district import district
from bianzhi.sampling.faults import SEEDED_FAULTS, PlacedFault, SeededFault, seed_faults
from bianzhi.sampling.rows import Rows, rows_of
from bianzhi.sampling.small_district import small_district

__all__ = [
    "REFERENCE_DAY",
    "SEEDED_FAULTS",
    "PlacedFault",
    "SeededFault",
    "district",
    "sample_rows",
    "sample_with_faults",
    "small_district",
    "small_rows",
]


def sample_rows(persons: int = 5000, seed: int = 1) -> Rows:
    """The invented district 澜屏区, with its deliberate errors, as rows to be written as a ledger workbook.

    Parameters
    ----------
    persons
        About how many rows the sheet 人员 has (persons); from 300 on the number is met within 3 %.
    seed
        Another seed makes another district of the same shape. One seed makes the same rows everywhere.

    Returns
    -------
    Rows
        By sheet name, heading → value (str, int or date); an empty cell has no entry. Nothing depends on today: the
        district stands as on ``REFERENCE_DAY``.
    """
    return sample_with_faults(persons, seed)[0]


def sample_with_faults(persons: int = 5000, seed: int = 1) -> tuple[Rows, tuple[PlacedFault, ...]]:
    """The rows of ``sample_rows``, and in which row each deliberate error is."""
    ledger = district(persons, seed)
    rows = rows_of(ledger)
    return rows, seed_faults(rows, ledger, Dice(seed + 1_000_000))


def small_rows() -> Rows:
    """Five units with about sixty people, without errors: a ledger whose plan can be followed by hand."""
    return rows_of(small_district())
