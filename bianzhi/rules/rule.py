"""One rule is one sentence of law: its id, its title, its source, the days it is in force, and the places that break it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Repair, Severity
from bianzhi.law.citation import Citation
from bianzhi.law.parameters import Law


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule does not hold.

    ``message`` says what is there and what is allowed, in whole Chinese sentences; ``hint`` what can be done.
    ``source`` is the article for this very place, where the rule's own speaks of other people (institution staff under
    652号令 rather than the Civil Servants Law, say). ``repair`` is there only where the right value is beyond doubt.
    """

    at: CellRef
    message: str
    hint: str
    source: Citation | None = None
    repair: Repair | None = None


Check: TypeAlias = Callable[[Establishment, Law], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence of law with the check of it. In force from ``since`` on, and before ``until``."""

    id: str
    title: str
    source: Citation
    severity: Severity
    since: date
    until: date | None
    check: Check

    def __call__(self, establishment: Establishment, law: Law) -> Iterator[Breach]:
        """Every place that breaks this rule, whether or not the rule is in force that day."""
        return self.check(establishment, law)

    def in_force(self, day: date) -> bool:
        """Whether the rule binds on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def sentence(self) -> str:
        """What holds where the rule is kept: the first line of the docstring of its check."""
        return (self.check.__doc__ or "").partition("\n")[0].strip()

    def findings(self, establishment: Establishment, law: Law) -> Iterator[Finding]:
        """Every breach as a finding; none where the rule is not in force on the law's day."""
        if not self.in_force(law.day):
            return
        for breach in self.check(establishment, law):
            source = breach.source or self.source
            yield Finding(
                self.id, self.title, self.severity, breach.at, breach.message, breach.hint, str(source), breach.repair
            )


def rule(
    *,
    id: str,
    title: str,
    source: Citation,
    severity: Severity,
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Check], Rule]:
    """Make a :class:`Rule` of a generator of breaches; in force while its statute is, unless said otherwise."""

    def decorate(check: Check) -> Rule:
        statute = source.statute
        return Rule(id, title, source, severity, since or statute.effective, until or statute.repealed, check)

    return decorate
