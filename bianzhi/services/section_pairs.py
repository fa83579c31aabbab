"""The use cases of asking why sections are put together, and what that leaves open."""

# ruff: noqa: PLC0415

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger
from bianzhi.domain.section_study import PairReason


def pair_reasons(establishment: Establishment, merger: Merger) -> tuple[PairReason, ...]:
    """Every two sections that a grouping puts together, with what speaks for it."""
    from bianzhi.optimize.merging.pair_reasons import pair_reasons

    return pair_reasons(establishment, merger)


def general_sections_absorbed(establishment: Establishment, merger: Merger) -> tuple[str, ...]:
    """Names of the general sections (办公室, 综合科 …) where none of them keeps a section of its own; else nothing."""
    from bianzhi.optimize.merging.pair_reasons import general_sections_absorbed

    return general_sections_absorbed(establishment, merger)
