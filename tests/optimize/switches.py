"""Settings with constraints switched, and the limits of a world under them."""

from typing import Any

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.limits import Limits
from tests.worlds import DAY, unit, world

UNITS = world(unit("A"), unit("B"))


def under(settings: PlanSettings = PlanSettings(), district: Establishment = UNITS) -> Limits:  # noqa: B008 frozen
    """The limits of a world with the units A and B, under some settings."""
    return Limits(district, DAY, settings)


def without(*ids: str) -> PlanSettings:
    """Constraints switched off."""
    return PlanSettings(constraints_off=dict.fromkeys(ids, "试点"))


def with_also(*ids: str, **settings: Any) -> PlanSettings:
    """Constraints switched on that are off by default."""
    return PlanSettings(constraints_on=dict.fromkeys(ids, "本区规定"), **settings)
