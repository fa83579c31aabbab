"""公平性: what a plan asks of each unit, age band, sex and education, beside the group's share of the movable people."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.answers import Burden
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Sex
from bianzhi.law.levels import education_rank
from bianzhi.law.parameters import Law
from bianzhi.optimize.eligibility import full_years
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pairs import candidates

UNIT, AGE, SEX, EDUCATION = "单位", "年龄段", "性别", "学历"
UNKNOWN = "未填"

_AGES = ((35, "35岁及以下"), (45, "36至45岁"), (55, "46至55岁"))
"""Oldest full age of each band, in years."""
_OLDEST = "56岁及以上"
_DEGREES = ("小学", "初中", "高中（中专）", "大专", "大学", "研究生", "博士研究生")
"""By rank of education."""
_WHAT_ELSE = {UNIT: "原因", AGE: "对该年龄段人员的考虑", SEX: "岗位和专业方面的原因", EDUCATION: "岗位和专业方面的原因"}
"""What the office is asked to tell, by grouping."""


def burdens(establishment: Establishment, plan: Plan) -> tuple[Burden, ...]:
    """What a plan asks of each group that has anybody in post or moved.

    Returns
    -------
    tuple
        Units in ledger order, then age bands by full years on the plan's day, sexes, and degrees of education; people whose
        ledger does not tell form the group 未填. Movable are the people of cells in excess whom no rule locks. ``expected``
        is moves · movable of the group / movable in all, rounded half up. A group is warned of where its moves reach
        ``fairness_share_percent`` of what is expected and exceed it by ``fairness_least_more`` persons.
    """
    people = tuple(person for person in establishment.people if person.counted)
    movable = {person.id for person in candidates(establishment, plan.day, plan.settings).movable}
    shares = _Shares(people, movable, {move.person for move in plan.moves}, Law(plan.day))
    groups = (
        (AGE, lambda person: _age_band(person, plan.day), (*(band for _, band in _AGES), _OLDEST, UNKNOWN)),
        (SEX, lambda person: person.known_sex or UNKNOWN, (*Sex, UNKNOWN)),
        (EDUCATION, _degree, (*_DEGREES, UNKNOWN)),
    )
    return (
        *_by_unit(establishment, plan, shares),
        *(burden for grouping, group_of, names in groups for burden in shares.burdens(grouping, group_of, names)),
    )


def _by_unit(establishment: Establishment, plan: Plan, shares: "_Shares") -> Iterator[Burden]:
    """Units: the staff changes, and the excess of the unit's cells explains most of what it carries."""
    limits = Limits(establishment, plan.day, plan.settings)
    staff, excess = Counter(establishment.staff), Counter[str]()
    for move in plan.moves:
        staff[move.from_unit] -= 1
        staff[move.to_unit] += 1
    for cell in establishment.cells:
        excess[cell[0]] += limits.excess(cell)
    for burden in shares.burdens(UNIT, lambda person: person.unit, tuple(staff)):
        name, warning = establishment.unit[burden.group].name, burden.warning
        if warning:
            warning = f"{warning}该单位超编{excess[burden.group]}人，调整人数随超编而定，建议一并说明。"
        yield replace(burden, group=name, unit=burden.group, after=staff[burden.group], warning=warning)


@dataclass(frozen=True)
class _Shares:
    """Who is counted, who may move, who moves; and the thresholds of the day."""

    people: tuple[Person, ...]
    movable: Collection[str]
    moved: Collection[str]
    law: Law

    def burdens(self, grouping: str, group_of: Callable[[Person], str], groups: Sequence[str]) -> Iterator[Burden]:
        """The groups in their order, those of nobody left out; units that only receive are among them."""
        members: dict[str, list[str]] = {group: [] for group in groups}
        for person in self.people:
            members[group_of(person)].append(person.id)
        for group, ids in members.items():
            if ids or grouping == UNIT:
                yield self._burden(grouping, group, ids)

    def _burden(self, grouping: str, group: str, ids: Sequence[str]) -> Burden:
        movable, moved = sum(id in self.movable for id in ids), sum(id in self.moved for id in ids)
        expected = _rounded(len(self.moved) * movable, len(self.movable))
        return Burden(
            grouping=grouping,
            group=str(group),
            in_post=len(ids),
            movable=movable,
            moved=moved,
            after=len(ids),
            expected=expected,
            warning=self._warning(grouping, moved, movable, expected),
        )

    def _warning(self, grouping: str, moved: int, movable: int, expected: int) -> str:
        share, least = self.law["fairness_share_percent"], self.law["fairness_least_more"]
        if 100 * moved < share * expected or moved - expected < least:
            return ""
        return (
            f"拟调整{moved}人，按可调整人员所占比例（{movable}人／{len(self.movable)}人）约为{expected}人，多{moved - expected}人，"
            f"建议研究时说明{_WHAT_ELSE[grouping]}。"
        )


def _rounded(part: int, whole: int) -> int:
    """A fraction to the nearest whole number, halves up; 0 of nothing."""
    return (2 * part + whole) // (2 * whole) if whole else 0


def _age_band(person: Person, day: date) -> str:
    if person.born is None:
        return UNKNOWN
    age = full_years(person.born, day)
    return next((band for oldest, band in _AGES if age <= oldest), _OLDEST)


def _degree(person: Person) -> str:
    rank = education_rank(person.education)
    return UNKNOWN if rank is None else _DEGREES[rank]
