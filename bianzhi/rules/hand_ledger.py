"""What the ledger's own rules would find worse once a plan is carried out: 职数, 亲属, 混岗 and the like.

Quotas are left out: that nobody comes above them, the rules about plans say already.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bianzhi.domain.by_hand import Light
from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Move
from bianzhi.law.parameters import Law
from bianzhi.rules import ALL_RULES, institutions, leadership, level_posts, loans, postings, quotas, staff, transits
from bianzhi.rules.rule import Rule

_SHARE = re.compile(r"[占率] (\d+)%")
_OVER = re.compile(r"超 (\d+) 人")

MEASURES: Mapping[Rule, re.Pattern[str] | None] = {
    institutions.section_has_enough_posts: None,
    quotas.vacancies_are_few: _SHARE,
    quotas.staff_off_the_establishment_are_few: _SHARE,
    quotas.organs_rely_on_organ_posts: _SHARE,
    transits.promised_entries_fit_the_vacancies: re.compile(r"到位后超编 (\d+) 人"),
    transits.people_in_transit_are_where_they_come_from: None,
    loans.lent_posts_are_vacant: re.compile(r"超出 (\d+) 名"),
    leadership.leaders_within_leadership_posts: _OVER,
    leadership.section_leaders_within_tier: re.compile(r"实有领导 (\d+) 名"),
    leadership.section_leaders_within_own_posts: _OVER,
    leadership.higher_ranks_have_a_document: None,
    level_posts.people_of_a_level_within_its_posts: _OVER,
    staff.civil_like_staff_are_in_civil_like_units: None,
    staff.status_fits_the_establishment: None,
    staff.relatives_are_known: None,
    postings.most_staff_are_at_their_posts: _SHARE,
}
"""Rules that look at who is where, each with the figure in its message that tells how bad it is (None: it is, or it is not)."""

_WORST_FIRST = tuple(Severity)


def carried_out(
    establishment: Establishment, moves: Sequence[Move], day: date, waiting: Collection[str] = ()
) -> Establishment:
    """The ledger with some moves carried out on a day; people in 待安置区 are in no unit and left out."""
    to = {move.person: move for move in moves}
    return replace(
        establishment,
        people=tuple(
            _moved(person, to[person.id], day) if person.id in to else person
            for person in establishment.people
            if person.id not in waiting
        ),
    )


def _moved(person: Person, move: Move, day: date) -> Person:
    """Somebody in his new post, from that day on."""
    changed = replace(person, category=move.to_category, section=move.place.section or person.section, post_since=day)
    if move.from_unit == move.to_unit:
        return changed
    return replace(changed, unit=move.to_unit, section=move.place.section, joined_unit=day)


class LedgerBefore:
    """What the rules that look at who is where find in a ledger as it is."""

    def __init__(self, establishment: Establishment, law: Law, off: Collection[str]) -> None:
        self._law = law
        self._rules = tuple(rule for rule in ALL_RULES if rule in MEASURES and rule.id not in off)
        self._found = {rule.id: _badness(rule, rule.findings(establishment, law)) for rule in self._rules}

    def lights(self, after: Establishment) -> tuple[Light, ...]:
        """One light for each rule: the findings that are new, or worse, in the ledger as it would be."""
        return tuple(self._light(rule, after) for rule in self._rules)

    def _light(self, rule: Rule, after: Establishment) -> Light:
        before = self._found[rule.id]
        worse = [
            finding
            for finding in rule.findings(after, self._law)
            if _measure(rule, finding) > before.get(_subject(finding), -1)
        ]
        ordered = sorted(worse, key=lambda finding: _WORST_FIRST.index(finding.severity))
        return Light(rule.id, rule.title, tuple(ordered), of_ledger=True)


def _badness(rule: Rule, findings: Iterable[Finding]) -> Mapping[tuple[CellRef, str], int]:
    worst: dict[tuple[CellRef, str], int] = defaultdict(lambda: -1)
    for finding in findings:
        worst[_subject(finding)] = max(worst[_subject(finding)], _measure(rule, finding))
    return dict(worst)


def _subject(finding: Finding) -> tuple[CellRef, str]:
    """What a finding is about: its cell; and what its message begins with, up to the first figure, where cells are alike."""
    return finding.at, re.split(r"\d", finding.message, maxsplit=1)[0]


def _measure(rule: Rule, finding: Finding) -> int:
    pattern = MEASURES[rule]
    figure = pattern.search(finding.message) if pattern is not None else None
    return int(figure[1]) if figure is not None else 0
