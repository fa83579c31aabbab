"""The figures of a health report, computed once, so that workbook and document say the same and every count ties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeAlias

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.rule_switch import SwitchedOff

_Place: TypeAlias = tuple[str, str, int]
"""Workbook, sheet, row."""

FIGURE_WORDS = {
    "units": "机构（个）",
    "persons": "名册人数（人）",
    "quota": "核定编制（名）",
    "in_post": "实有人员（人）",
    "excess": "超编（人）",
    "vacancies": "空编（名）",
}
"""The summary of a check, as reports spell it."""
NO_UNIT = "（不属于某一单位）"
"""Findings about a whole sheet, or about a row that was not read."""


class CheckedLedger(Protocol):
    """What a health report is made of: the day of a check, what it found, and which rules were off."""

    @property
    def day(self) -> date: ...  # noqa: D102

    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102

    @property
    def rules_off(self) -> tuple[SwitchedOff, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Counted:
    """Findings of one rule, or of one unit; ``people`` counts those with a finding at their own row."""

    errors: int
    warnings: int
    notes: int
    people: int

    @property
    def findings(self) -> int:
        """All of them."""
        return self.errors + self.warnings + self.notes


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule that found something."""

    id: str
    title: str
    severity: Severity
    findings: int
    units: int
    people: int
    hint: str
    """The remedy of its first finding."""
    source: str


@dataclass(frozen=True)
class HealthFigures:
    """A check, its ledger, the last check if there is one, and what follows from these."""

    report: CheckedLedger
    establishment: Establishment
    previous: PreviousCheck | None = None

    @cached_property
    def summary(self) -> Mapping[str, int]:
        """The figures of the ledger, by the names of the JSON contract."""
        here = self.establishment
        return {
            "units": len(here.units),
            "persons": len(here.people),
            "quota": sum(here.authorized.values()),
            "in_post": sum(here.in_post.values()),
            "excess": here.total_excess,
            "vacancies": here.total_vacancies,
        }

    @cached_property
    def by_severity(self) -> Mapping[Severity, int]:
        """Findings by severity; every severity is there."""
        counts = Counter(finding.severity for finding in self.report.findings)
        return {severity: counts[severity] for severity in Severity}

    @cached_property
    def rules(self) -> tuple[RuleFigures, ...]:
        """Every rule that found something: gravest first, then by how much it found, then by id."""
        groups: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.report.findings:
            groups[finding.id].append(finding)
        order = list(Severity)
        found = [self._rule(findings) for findings in groups.values()]
        return tuple(sorted(found, key=lambda each: (order.index(each.severity), -each.findings, each.id)))

    def _rule(self, findings: list[Finding]) -> RuleFigures:
        first = findings[0]
        units = {self.unit_of(finding) for finding in findings} - {""}
        return RuleFigures(
            id=first.id,
            title=first.title,
            severity=min((finding.severity for finding in findings), key=list(Severity).index),
            findings=len(findings),
            units=len(units),
            people=len(self._people_at(findings)),
            hint=first.hint,
            source=first.source,
        )

    @cached_property
    def units(self) -> Mapping[str, Counted]:
        """Findings of every unit that has any, in ledger order; the code is empty for those that belong to no unit."""
        groups: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.report.findings:
            groups[self.unit_of(finding)].append(finding)
        codes = (*(unit.code for unit in self.establishment.units), "")
        return {code: self._counted(groups[code]) for code in codes if code in groups}

    @cached_property
    def total(self) -> Counted:
        """All findings."""
        return self._counted(self.report.findings)

    def _counted(self, findings: Iterable[Finding]) -> Counted:
        known = list(findings)
        counts = Counter(finding.severity for finding in known)
        return Counted(
            counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE], len(self._people_at(known))
        )

    def unit_of(self, finding: Finding) -> str:
        """Code of the unit a finding belongs to; empty where its row is none of a unit."""
        return self._units_by_place.get(_place(finding), "")

    def unit_name(self, code: str) -> str:
        """Name of a unit; ``NO_UNIT`` for the empty code."""
        return self.establishment.unit[code].name if code else NO_UNIT

    def people_affected(self, *severities: Severity) -> frozenset[str]:
        """Ids of the people at whose own row there is a finding of these severities; of any where none is named."""
        wanted = severities or tuple(Severity)
        return frozenset(self._people_at(finding for finding in self.report.findings if finding.severity in wanted))

    @cached_property
    def people_in_units_with_errors(self) -> int:
        """People on the roster of a unit that has a finding of severity error other than at somebody's own row."""
        people = self._people_by_place
        units = {
            self.unit_of(finding)
            for finding in self.report.findings
            if finding.severity is Severity.ERROR and _place(finding) not in people
        }
        return sum(person.unit in units for person in self.establishment.people)

    def share(self, people: int) -> str:
        """A number of people as a share of the roster, in percent with one decimal; — for an empty roster."""
        return percent(people, len(self.establishment.people))

    def _people_at(self, findings: Iterable[Finding]) -> set[str]:
        places = self._people_by_place
        return {person for finding in findings for person in places.get(_place(finding), ())}

    @cached_property
    def _people_by_place(self) -> Mapping[_Place, tuple[str, ...]]:
        """Ids of the people a row is about: their own row of the roster, or one of 亲属关系."""
        here = self.establishment
        places: dict[_Place, tuple[str, ...]] = {_row(person.at): (person.id,) for person in here.people}
        places.update({_row(kinship.at): (kinship.person, kinship.relative) for kinship in here.kinships})
        return places

    @cached_property
    def _units_by_place(self) -> Mapping[_Place, str]:
        return dict(self._places_of_units())

    def _places_of_units(self) -> Iterator[tuple[_Place, str]]:
        here = self.establishment
        yield from ((_row(unit.at), unit.code) for unit in here.units)
        for rows in (
            here.quota_entries,
            here.leadership_posts,
            here.sections,
            here.people,
            here.posts,
            here.fit_scores,
        ):
            for row in rows:
                yield _row(row.at), row.unit
        for kinship in here.kinships:
            person = here.person.get(kinship.person)
            if person is not None:
                yield _row(kinship.at), person.unit


def percent(part: int, whole: int) -> str:
    """A share with one decimal, rounded half up; — where there is no whole."""
    if whole == 0:
        return "—"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _row(at: RowRef) -> _Place:
    return at.workbook, at.sheet, at.row


def _place(finding: Finding) -> _Place:
    digits = finding.at.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return finding.at.workbook, finding.at.sheet, int(digits or -1)
