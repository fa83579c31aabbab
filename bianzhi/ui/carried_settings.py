"""Settings that were entered for one ledger and name its people and units, told from those that suit any ledger."""

from dataclasses import replace

from bianzhi.domain.settings import PlanSettings


def about_the_ledger(settings: PlanSettings) -> bool:
    """Whether settings name people or units of a ledger, or change who may be placed where."""
    return settings != without_the_ledger(settings)


def without_the_ledger(settings: PlanSettings) -> PlanSettings:
    """The settings without wishes, conditions, changes of the matrix and shares of single units."""
    return replace(settings, wishes=(), conditions=(), matrix=(), leaving_share_of={})


def only_about_the_ledger(settings: PlanSettings) -> PlanSettings:
    """Nothing but the wishes, conditions, changes of the matrix and shares of single units."""
    return PlanSettings(
        wishes=settings.wishes,
        conditions=settings.conditions,
        matrix=settings.matrix,
        leaving_share_of=settings.leaving_share_of,
    )
