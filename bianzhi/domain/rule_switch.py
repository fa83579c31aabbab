"""A rule the office has switched off, and what it would have said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """One rule about a ledger that was not applied.

    ``suppressed`` counts the findings it would have made: who switches a rule off still sees how much it hides.
    """

    id: str
    title: str
    reason: str
    suppressed: int
