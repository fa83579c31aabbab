"""Relatives, dealings between sections, and the office's own scores in the invented district."""

from collections.abc import Callable, Sequence
from itertools import combinations

from bianzhi.domain.establishment import Establishment, FitScore, Kinship, Person, SectionTraffic
from bianzhi.domain.terms import Category, PersonState, Sex
from bianzhi.law.retirement import months_to_retirement
from bianzhi.sampling.careers import REFERENCE_DAY
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.layout import LaidUnit
from bianzhi.sampling.unit_plan import Story

_NEAR_RETIREMENT_MONTHS = 29
"""24 months of the default settings, and five more, so that the sample holds to the end of 2026."""
_SPOUSES_APART = 6
"""Years of age by which spouses differ at most."""
_GENERATION = 22
"""Years of age from which two relatives are of two generations."""
_ACROSS_GENERATIONS = {(False, True): "母子", (False, False): "母女", (True, True): "翁婿", (True, False): "公媳"}
"""By whether the elder and the younger are men; names need not agree in any of them."""
_TRIES = 400


class Kin:
    """Draws relatives; nobody has more than one."""

    def __init__(self, district: Sequence[LaidUnit], ledger: Establishment, dice: Dice) -> None:
        self._district, self._ledger, self._dice = district, ledger, dice
        self._related: set[str] = set()

    def kinships(self) -> tuple[Kinship, ...]:
        """About 25 pairs: most between a unit over quota and one with a vacancy, two within one unit."""
        over = [person for person in self._ledger.people if self._may_leave(person)]
        others = [p for p in self._ledger.people if p.counted and not self._is_over(p)]
        found = self._blocked_by_kin()
        found += self._pairs(14, over, others, self._opens_to)
        found += self._pairs(3, over, over, lambda one, other: one.unit != other.unit)
        found += self._pairs(4, others, others, lambda one, other: one.unit != other.unit)
        found += self._pairs(2, others, others, lambda one, other: one.unit == other.unit)
        return tuple(found)

    def _blocked_by_kin(self) -> list[Kinship]:
        """Everyone free to move in a cell arranged so has a relative where the only vacancies are."""
        found = []
        for laid in self._district:
            for cell in laid.cells:
                if cell.story is Story.KIN:
                    vacant = {unit for unit, category in self._ledger.cells if category is cell.category}
                    vacant = {unit for unit in vacant if self._ledger.vacancies((unit, cell.category))}
                    free = [p for p in self._ledger.people_in[laid.plan.code, cell.category] if _is_free(p)]
                    hosts = [p for p in self._ledger.people if p.unit in vacant and p.counted and not p.is_leader]
                    for person in free:
                        found += self._pairs(1, [person], hosts, lambda one, other: one.unit != other.unit)
        return found

    def _pairs(
        self,
        number: int,
        ones: Sequence[Person],
        others: Sequence[Person],
        suits: Callable[[Person, Person], bool],
    ) -> list[Kinship]:
        found: list[Kinship] = []
        for _ in range(_TRIES * number):
            if len(found) == number or not ones or not others:
                break
            one, other = self._dice.pick(ones), self._dice.pick(others)
            if one is not other and not self._related & {one.id, other.id} and suits(one, other):
                self._related |= {one.id, other.id}
                found.append(Kinship(one.id, other.id, _relation(one, other, self._dice)))
        return found

    def _is_over(self, person: Person) -> bool:
        return person.category is not None and self._ledger.excess((person.unit, person.category)) > 0

    def _may_leave(self, person: Person) -> bool:
        return self._is_over(person) and _is_free(person)

    def _opens_to(self, one: Person, other: Person) -> bool:
        """Whether the relative's unit has a vacancy of the type the first holds."""
        return one.category is not None and self._ledger.vacancies((other.unit, one.category)) > 0


def _is_free(person: Person) -> bool:
    """Whether the person is counted, in service, and not locked for any reason of the default settings."""
    if not person.counted or person.state is not PersonState.ACTIVE or person.is_leader:
        return False
    months = months_to_retirement(person, REFERENCE_DAY)
    far = months is not None and months > _NEAR_RETIREMENT_MONTHS
    return far and not (person.lock_reason or person.trial_ends or person.last_exchange)


def _relation(one: Person, other: Person, dice: Dice) -> str:
    assert one.birth is not None and other.birth is not None
    apart = one.birth.year - other.birth.year
    if abs(apart) >= _GENERATION:
        elder, younger = (other, one) if apart > 0 else (one, other)
        return _ACROSS_GENERATIONS[elder.sex is Sex.MALE, younger.sex is Sex.MALE]
    if one.sex is not other.sex:
        return "夫妻" if abs(apart) <= _SPOUSES_APART else "表兄妹"
    men = one.sex is Sex.MALE
    return dice.pick(("表兄弟", "连襟")) if men else dice.pick(("表姐妹", "妯娌"))


def traffic(district: Sequence[LaidUnit], dice: Dice) -> tuple[SectionTraffic, ...]:
    """About 400 pairs of sections: many in units over their cap, where they decide what is merged, and a few elsewhere."""
    found = []
    every = [section.code for laid in district for section, _ in laid.sections]
    for laid in district:
        counted = [section.code for section, _ in laid.sections if section.counts_to_cap]
        pairs = list(combinations(counted, 2))
        over = laid.is_over_cap
        chosen = [pair for pair in pairs if dice.chance(58)] if over else dice.some(pairs, 2)
        found += [SectionTraffic(one, other, _volume(dice)) for one, other in sorted(chosen)]
    known = {(row.section, row.other) for row in found}
    for _ in range(60):
        if len(every) < 2:
            break
        one, other = sorted(dice.some(every, 2))
        if (one, other) not in known:
            known.add((one, other))
            found.append(SectionTraffic(one, other, dice.between(1, 40)))
    return tuple(found)


def _volume(dice: Dice) -> int:
    return dice.between(80, 240) if dice.chance(15) else dice.between(2, 80)


def fit_scores(ledger: Establishment, dice: Dice) -> tuple[FitScore, ...]:
    """A dozen scores for people who may leave, some at a named post, some for a whole unit."""
    over = [
        person
        for person in ledger.people
        if person.category is Category.ADMINISTRATIVE
        and ledger.excess((person.unit, person.category))
        and _is_free(person)
    ]
    posts = [post for post in ledger.posts if post.category is Category.ADMINISTRATIVE]
    if not over or not posts:
        return ()
    found = {}
    for person in dice.some(over, 12):
        post = dice.pick(posts)
        if post.unit != person.unit:
            title = post.title if dice.chance(60) else ""
            found[person.id] = FitScore(person.id, post.unit, title, dice.between(11, 19) * 5)
    return tuple(found.values())
