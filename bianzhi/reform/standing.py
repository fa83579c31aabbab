"""Which units a reform leaves standing."""

from bianzhi.domain.reform import AbolishUnit, Reformed


def abolished_units(reformed: Reformed) -> frozenset[str]:
    """Codes of units of the ledger after a reform that were abolished: they remain only until people and duties leave them."""
    return frozenset(
        step.operation.unit
        for step in reformed.reform.steps
        if isinstance(step.operation, AbolishUnit)
        and not step.operation.heir
        and step.operation.unit in reformed.after.unit
    )
