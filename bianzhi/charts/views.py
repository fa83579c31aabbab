"""What an organisation chart may show."""

from enum import StrEnum


class View(StrEnum):
    """Which state of things: before the plan, after it, or both at once."""

    BEFORE = "before"
    AFTER = "after"
    COMPARE = "compare"

    @property
    def label(self) -> str:
        """The words users read; what rests on a plan is only proposed."""
        return {"before": "调整前", "after": "调整后（拟）", "compare": "前后对照（拟）"}[self.value]


class Level(StrEnum):
    """How deep the chart goes."""

    UNITS = "units"
    SECTIONS = "sections"
