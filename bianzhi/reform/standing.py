"""Which units a reform leaves standing, and how the people of the others may be placed."""

from collections import Counter
from dataclasses import replace

from bianzhi.domain.reform import AbolishUnit, Reformed
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category


def abolished_units(reformed: Reformed) -> frozenset[str]:
    """Codes of units of the ledger after a reform that were abolished: they remain only until people and duties leave them."""
    return frozenset(
        step.operation.unit
        for step in reformed.reform.steps
        if isinstance(step.operation, AbolishUnit)
        and not step.operation.heir
        and step.operation.unit in reformed.after.unit
    )


def posts_taken_back(reformed: Reformed, unit: str) -> Counter[Category]:
    """The posts that a unit without an heir still has when it is abolished; fewer than its people where it is over quota."""
    steps = enumerate((step.operation for step in reformed.reform.steps), 1)
    last = {number for number, each in steps if isinstance(each, AbolishUnit) and not each.heir and each.unit == unit}
    taken: Counter[Category] = Counter()
    for change in reformed.ledger_changes:
        if change.unit == unit and change.step in last:
            taken[change.category] -= change.change
    return taken


def units_giving_back(reformed: Reformed) -> frozenset[str]:
    """Units that are abolished while they still have posts, which nobody takes over."""
    abolished = {step.operation.unit for step in reformed.reform.steps if isinstance(step.operation, AbolishUnit)}
    return frozenset(unit for unit in abolished if any(posts_taken_back(reformed, unit).values()))


def placement_settings(reformed: Reformed, settings: PlanSettings) -> PlanSettings:
    """The settings of a plan that places people: everybody of an abolished unit may leave it, whatever the general share."""
    shares = {**settings.leaving_share_of, **dict.fromkeys(abolished_units(reformed), 100)}
    return replace(settings, leaving_share_of=shares)
