"""What an organisation chart may show."""

from enum import StrEnum


class View(StrEnum):
    """Which state of things: before the plan, after it, both at once, or only what changes."""

    BEFORE = "before"
    AFTER = "after"
    COMPARE = "compare"
    CHANGES = "changes"
    """As ``COMPARE``, but only units and sections that something happens to; the others are counted."""

    @property
    def label(self) -> str:
        """The words users read; what rests on a plan is only proposed."""
        return {
            "before": "现状",
            "after": "调整后（拟）",
            "compare": "前后对照（拟）",
            "changes": "只看变化（拟）",
        }[self.value]

    @property
    def compares(self) -> bool:
        """Whether figures are shown before and after, with an arrow where they differ."""
        return self in (View.COMPARE, View.CHANGES)


class Level(StrEnum):
    """How deep the chart goes."""

    SYSTEMS = "systems"
    """Systems of organs with their totals only."""
    UNITS = "units"
    SECTIONS = "sections"
