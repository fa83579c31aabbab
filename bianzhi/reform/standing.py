"""Which units a reform leaves standing, and how the people of the others may be placed."""

from dataclasses import replace

from bianzhi.domain.reform import AbolishUnit, Reformed
from bianzhi.domain.settings import PlanSettings


def abolished_units(reformed: Reformed) -> frozenset[str]:
    """Codes of units of the ledger after a reform that were abolished: they remain only until people and duties leave them."""
    return frozenset(
        step.operation.unit
        for step in reformed.reform.steps
        if isinstance(step.operation, AbolishUnit)
        and not step.operation.heir
        and step.operation.unit in reformed.after.unit
    )


def placement_settings(reformed: Reformed, settings: PlanSettings) -> PlanSettings:
    """The settings of a plan that places people: everybody of an abolished unit may leave it, whatever the general share."""
    shares = {**settings.leaving_share_of, **dict.fromkeys(abolished_units(reformed), 100)}
    return replace(settings, leaving_share_of=shares)
