"""The lights of a plan made by hand: the rules of ``verify`` that speak of people and places, each as it stands.

The plan is held against them as its workbook would be, so that what is green here is what ``verify`` passes. Rules about
the writing of a workbook (fingerprints, tables, lists, totals) are no lights: the export keeps them.
"""

from collections.abc import Iterable, Mapping

from bianzhi.domain.by_hand import Light
from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import CellKey, Person, Post, Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Place
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.plan_paper import PaperRow, PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import UnitKind
from bianzhi.rules.plan_case import PaperMove, PlanCase, PlanRule
from bianzhi.rules.plan_lines import lines_name_people_once, lines_name_places, lines_name_posts
from bianzhi.rules.plan_locks import LOCK_RULES
from bianzhi.rules.plan_moves import (
    MOVE_RULES,
    arrivals_stay_within_quota,
    few_leave_cells_within_their_quota,
    only_excess_leaves,
    open_vacancies_are_those_beyond_the_posts,
    posts_take_no_more_than_they_ask,
)
from bianzhi.rules.plan_orders import ORDER_RULES
from bianzhi.rules.plan_places import PLACE_RULES
from bianzhi.rules.plan_posts import POST_RULES
from bianzhi.rules.plan_ranks import RANK_RULES
from bianzhi.rules.plan_relatives import RELATIVE_RULES
from bianzhi.rules.plan_units import UNIT_RULES
from bianzhi.rules.plan_wishes import WISH_RULES, nothing_forbidden_happens, teams_move_together

LIGHT_RULES: tuple[PlanRule, ...] = (
    lines_name_people_once,
    lines_name_places,
    lines_name_posts,
    *MOVE_RULES,
    *ORDER_RULES,
    *PLACE_RULES,
    *POST_RULES,
    *RANK_RULES,
    *LOCK_RULES,
    *RELATIVE_RULES,
    *UNIT_RULES,
    *WISH_RULES,
)
"""Every rule about a plan that a move can break, in the order of ``verify``."""

_OUT_RULES: tuple[PlanRule, ...] = (
    only_excess_leaves,
    few_leave_cells_within_their_quota,
    *LOCK_RULES,
    *UNIT_RULES,
)
"""What taking somebody out of his unit can break before it is known where he goes."""

_TOGETHER_RULES: tuple[PlanRule, ...] = (*RELATIVE_RULES, *RANK_RULES, *UNIT_RULES, teams_move_together)
"""What depends on who else moves, other than the room there is."""

_ALONE = frozenset(
    rule.id
    for rule in (
        *(lines_name_places, lines_name_posts, only_excess_leaves, arrivals_stay_within_quota),
        *(posts_take_no_more_than_they_ask, open_vacancies_are_those_beyond_the_posts, nothing_forbidden_happens),
        *(*PLACE_RULES, *POST_RULES, *LOCK_RULES),
    )
)
"""What no other move can mend."""
_MENDED_BY_EXCHANGE = frozenset((arrivals_stay_within_quota.id, open_vacancies_are_those_beyond_the_posts.id))
"""With exchange somebody else may leave his place."""

_NO_PLACE = "待安置区"
_NOWHERE_YET = Unit("", _NO_PLACE, UnitKind.GOVERNMENT)


class HandCase(PlanCase):
    """A plan made by hand as its workbook would be, beside its ledger; what no move changes is taken over from ``base``."""

    def __init__(self, base: PlanCase, paper: PlanWorkbook, settings: PlanSettings) -> None:
        super().__init__(base.establishment, paper, base.day, settings)
        self.__dict__.update(  # cached properties of a case
            counts=base.counts, person_on_paper=base.person_on_paper, unit_on_paper=base.unit_on_paper
        )
        self._posts: dict[CellKey, Mapping[int, Post]] = {}

    def posts_in(self, cell: CellKey) -> Mapping[int, Post]:
        """As for any case, each cell once."""
        if cell not in self._posts:
            self._posts[cell] = super().posts_in(cell)
        return self._posts[cell]

    def with_people_out(self, waiting: Iterable[Person]) -> "HandCase":
        """The same with people of 待安置区 taken out of their units, to nowhere yet."""
        return self._with(*(_taken_out(person, row) for row, person in enumerate(waiting, 1)))

    def with_person_at(self, person: Person, place: Place) -> "HandCase":
        """The same with one more person placed."""
        post = self.posts_in(place.cell).get(place.row) if place.post else None
        row = PaperRow({MoveColumn.POST_ROW: place.row or None}, RowRef("", _NO_PLACE, 1, {}))
        return self._with(PaperMove(row, person, self.establishment.unit[place.unit], place.category, post))

    def _with(self, *more: PaperMove) -> "HandCase":
        case = HandCase(self, self.paper, self.settings)
        case.__dict__["moves"] = (*self.moves, *more)
        case._posts = self._posts
        return case

    @property
    def persons_by_row(self) -> Mapping[tuple[str, int], str]:
        """Ids of the people of the moves, by the sheet and row that a finding names."""
        return {(move.row.at.sheet, move.row.at.row): move.person.id for move in self.moves}


def _taken_out(person: Person, row: int) -> PaperMove:
    assert person.category is not None
    return PaperMove(PaperRow({}, RowRef("", _NO_PLACE, row, {})), person, _NOWHERE_YET, person.category, None)


def lights(case: HandCase, waiting: Iterable[Person] = ()) -> tuple[Light, ...]:
    """One light for each rule in force about a plan; rules that an office switched off have none."""
    people = tuple(waiting)
    out = case.with_people_out(people) if people else None
    found = []
    for rule in LIGHT_RULES:
        if rule.constraint and rule.constraint not in case.counts.in_force:
            continue
        asked = out if out is not None and rule in _OUT_RULES else case
        found.append(_light(rule, asked))
    return tuple(found)


def _light(rule: PlanRule, case: HandCase) -> Light:
    findings = tuple(rule.findings(case))
    if not findings:
        return Light(rule.id, rule.title)
    people = case.persons_by_row
    blamed = {people.get((finding.at.sheet, _row(finding)), "") for finding in findings}
    return Light(rule.id, rule.title, findings, tuple(id for id in people.values() if id in blamed))


def shown_before(now: Iterable[Light], before: Iterable[Light]) -> tuple[str, ...]:
    """Ids of lights that are not green and say nothing which ``before`` did not say of another set of moves."""
    said = {light.id: {finding.message for finding in light.findings} for light in before}
    return tuple(
        light.id
        for light in now
        if light.findings and said.get(light.id, set()).issuperset(finding.message for finding in light.findings)
    )


def _row(finding: Finding) -> int:
    digits = finding.at.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits or 0)


def together(case: HandCase, person: Person, places: Iterable[Place]) -> Mapping[Place, Finding]:
    """Which of some places a person cannot take beside the moves of a case, each with the first thing against it.

    It looks at what depends on who else moves: relatives, levels, leadership posts, what units and sections keep.
    """
    rules = [rule for rule in _TOGETHER_RULES if not rule.constraint or rule.constraint in case.counts.in_force]
    known = {finding.message for rule in rules for finding in rule.findings(case)}
    against: dict[Place, Finding] = {}
    for place in places:
        tried = case.with_person_at(person, place)
        found = (finding for rule in rules for finding in rule.findings(tried) if finding.message not in known)
        first = next(found, None)
        if first is not None:
            against[place] = first
    return against


def breaks_by_itself(judged: Iterable[Light], *, exchanges: bool) -> tuple[Finding, ...]:
    """What moves by hand, judged alone, break in a way that no move of somebody else could mend."""
    asked = _ALONE - _MENDED_BY_EXCHANGE if exchanges else _ALONE
    return tuple(finding for light in judged if light.id in asked for finding in light.findings)
