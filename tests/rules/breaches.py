"""Where a rule is broken in a small world."""

from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Rule
from tests.worlds import DAY


def cells(rule: Rule, establishment: Establishment, day: date = DAY) -> list[str]:
    """``人员!H2`` for every breach of a rule, in the order found."""
    return [f"{breach.at.sheet}!{breach.at.cell}" for breach in rule(establishment, Law(day))]


def messages(rule: Rule, establishment: Establishment, day: date = DAY) -> str:
    """The messages of every breach, one a line."""
    return "\n".join(breach.message for breach in rule(establishment, Law(day)))
