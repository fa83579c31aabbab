"""Answers about one plan, gathered for paper: whatever was asked; what was not asked stays empty."""

from dataclasses import dataclass

from bianzhi.domain.answers import (
    Blockage,
    Burden,
    CurvePoint,
    Loss,
    OtherPlan,
    PersonAnswer,
    Robustness,
    YearlyPlan,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What 方案说明 tells beside the plan itself."""

    people: tuple[PersonAnswer, ...] = ()
    """为什么（逐人）, in the order in which they are to stand."""
    blockage: Blockage | None = None
    others: tuple[OtherPlan, ...] | None = None
    """备选方案; empty where none exists within the loss, None where nobody asked."""
    loss: Loss | None = None
    """What the other plans were allowed to give up."""
    trade_offs: tuple[CurvePoint, ...] = ()
    burdens: tuple[Burden, ...] = ()
    robustness: Robustness | None = None
    yearly: YearlyPlan | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        asked = (self.people, self.blockage, self.trade_offs, self.burdens, self.robustness, self.yearly)
        return self.others is None and not any(asked)
