"""人岗相适: how well a person fits a place, 0–100, opened down to its parts.

Every part is a whole number 0–100 computed from what a ledger has; the total is their weighted mean, rounded half up.
The office's own score (sheet 匹配评分) replaces it. The parts and weights are assumptions, not law: settings change the
weights, and each part says in words what it rests on.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from datetime import date
from functools import cache
from importlib.resources import files

from bianzhi.domain.establishment import Establishment, Person, Post
from bianzhi.domain.plan import Fit, FitPart, Place
from bianzhi.domain.settings import FitWeights
from bianzhi.domain.terms import Category, Willingness
from bianzhi.law.levels import education_rank
from bianzhi.optimize.eligibility import Opening, months_of_age

Scored = tuple[int, str]
"""A part's score and why, in a few words."""

NEUTRAL = 50
"""What a part scores where the ledger says nothing either way."""

PART_NAMES = ("专业", "学历", "经历", "资格", "职级", "意愿", "年龄结构")


@cache
def _disciplines() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = tomllib.loads(files("bianzhi.optimize").joinpath("disciplines.toml").read_text("utf-8"))
    return tuple((name, tuple(row["majors"]), tuple(row["functions"])) for name, row in rows.items())


@cache
def disciplines_of_major(major: str) -> frozenset[str]:
    """The disciplines a major belongs to; none for an empty or unknown one."""
    return frozenset(name for name, majors, _ in _disciplines() if any(word in major for word in majors))


@cache
def disciplines_of_function(function: str) -> frozenset[str]:
    """The disciplines that serve a function tag."""
    return frozenset(name for name, _, words in _disciplines() if any(word in function for word in words))


class FitScale:
    """Scores pairs of one ledger on one day. Parts shared by many pairs are computed once."""

    def __init__(self, establishment: Establishment, day: date, weights: FitWeights) -> None:
        self._establishment = establishment
        self._day = day
        self._weights: tuple[int, ...] = astuple(weights)
        self._given = {(row.person, row.unit, row.post): row.score for row in establishment.fit_scores}
        self._people_scored = {row.person for row in establishment.fit_scores}
        self._known: dict[tuple[object, ...], Scored] = {}
        self._tags: dict[tuple[str, str], frozenset[str]] = {}
        self._ages = self._mean_ages()
        self._rows: dict[tuple[object, ...], dict[int, int]] = defaultdict(dict)
        self._held: dict[int, Opening] = {}

    def score(self, person: Person, opening: Opening) -> int:
        """The fit of a pair, 0–100."""
        given = self._given_score(person, opening)
        if given is not None:
            return given
        return self._weighted([score for score, _ in self._parts(person, opening)])

    def scores(self, person: Person, openings: Sequence[Opening]) -> list[int]:
        """The fit of one person at several places, each 0–100; the same as ``score``, with what many share added up once.

        Openings are known by identity, so hand in those of one ledger again and again, not copies.
        """
        if person.id in self._people_scored:
            return [self.score(person, opening) for opening in openings]
        rows = major, education, experience, certificates, grade = (
            self._rows["major", person.major],
            self._rows["education", person.education],
            self._rows["experience", self._mine(person)],
            self._rows["certificates", person.certificates],
            self._rows["grade", ""],
        )
        total, by_unit, found = sum(self._weights), dict[str, int](), []
        for opening in openings:
            key, unit = id(opening), opening.place.unit
            here = by_unit.get(unit)
            if here is None:
                here = by_unit[unit] = self._weighed_at_unit(person, unit)
            try:
                fixed = major[key] + education[key] + experience[key] + certificates[key] + grade[key]
            except KeyError:
                fixed = self._filled(rows, person, opening)
            weighed = fixed + here
            found.append((2 * weighed + total) // (2 * total))
        return found

    def _filled(self, rows: Sequence[dict[int, int]], person: Person, opening: Opening) -> int:
        """The weighed parts of a pair that depend on the place and one thing about the person, made known, and added up."""
        key = id(opening)
        self._held[key] = opening  # so that no other opening gets its identity
        parts = (self._major, _education, self._experience, _certificates, _grade_of)
        for row, part, weight in zip(rows, parts, self._weights, strict=False):
            if key not in row:
                row[key] = weight * part(person, opening)[0]
        return sum(row[key] for row in rows)

    def _weighed_at_unit(self, person: Person, unit: str) -> int:
        """The weighed parts that look at the unit only: the person's wish, and the ages there."""
        wish_weight, age_weight = self._weights[5:]
        months = None if person.born is None else months_of_age(person.born, self._day)
        return wish_weight * _wish(person, unit)[0] + age_weight * self._age_score(months, unit)

    def fit(self, person: Person, opening: Opening) -> Fit:
        """The fit of a pair with its parts; a single part where the office gave the score."""
        given = self._given_score(person, opening)
        if given is not None:
            return Fit(given, (FitPart("单位评分", given, 1, "采用台账“匹配评分”表的分值"),))
        parts = self._parts(person, opening)
        named = zip(PART_NAMES, parts, self._weights, strict=True)
        return Fit(
            self._weighted([score for score, _ in parts]),
            tuple(FitPart(name, score, weight, why) for name, (score, why), weight in named),
        )

    def _given_score(self, person: Person, opening: Opening) -> int | None:
        place = opening.place
        if not self._given:
            return None
        exact = self._given.get((person.id, place.unit, place.post)) if place.post else None
        return exact if exact is not None else self._given.get((person.id, place.unit, ""))

    def _weighted(self, scores: Iterable[int]) -> int:
        total = sum(self._weights)
        weighed = sum(score * weight for score, weight in zip(scores, self._weights, strict=True))
        return (2 * weighed + total) // (2 * total)

    def _parts(self, person: Person, opening: Opening) -> tuple[Scored, ...]:
        place = opening.place
        where = (place.unit, place.post, place.row)
        tags = (person.unit, person.section, person.specialties)
        return (
            self._once(("major", person.major, where), lambda: self._major(person, opening)),
            self._once(("education", person.education, where), lambda: _education(person, opening)),
            self._once(("experience", tags, where), lambda: self._experience(person, opening)),
            self._once(("certificates", person.certificates, where), lambda: _certificates(person, opening)),
            _grade(opening),
            _wish(person, place.unit),
            self._age(person, place.unit),
        )

    def _once(self, key: tuple[object, ...], compute: Callable[[], Scored]) -> Scored:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = compute()
        return known

    def _functions_at(self, unit: str, section: str) -> frozenset[str]:
        key = unit, section
        if key not in self._tags:
            tags = set(self._establishment.unit[unit].functions)
            if section in self._establishment.section:
                tags.update(self._establishment.section[section].functions)
            self._tags[key] = frozenset(tags)
        return self._tags[key]

    def _mine(self, person: Person) -> frozenset[str]:
        here = self._functions_at(person.unit, person.section)
        return here.union(person.specialties) if person.specialties else here

    def _wanted(self, opening: Opening) -> frozenset[str]:
        wanted = self._functions_at(opening.place.unit, opening.place.section)
        return wanted.union(opening.post.specialties) if opening.post and opening.post.specialties else wanted

    def _major(self, person: Person, opening: Opening) -> Scored:
        if not person.major:
            return NEUTRAL, "台账未填专业"
        if opening.post is not None and opening.post.majors:
            return 100, f"专业“{person.major}”符合岗位要求"
        mine = disciplines_of_major(person.major)
        served = _disciplines_of(self._wanted(opening))
        if not mine or not served:
            return NEUTRAL, f"专业“{person.major}”与单位职能的关系不明"
        common = mine & served
        if common:
            return 90, f"专业“{person.major}”对应单位职能（{'、'.join(sorted(common))}类）"
        return 20, f"专业“{person.major}”与单位职能不同类"

    def _experience(self, person: Person, opening: Opening) -> Scored:
        mine, wanted = self._mine(person), self._wanted(opening)
        return self._once(("related", mine, wanted), lambda: _experience(mine, wanted))

    def _age(self, person: Person, unit: str) -> Scored:
        months, people = self._ages.get(unit, (0, 0))
        if not people or person.born is None:
            return NEUTRAL, "年龄结构无从比较"
        mean = months // people // 12
        return self._age_score(months_of_age(person.born, self._day), unit), f"拟调入单位平均年龄{mean}岁"

    def _age_score(self, months_of_person: int | None, unit: str) -> int:
        months, people = self._ages.get(unit, (0, 0))
        if not people or months_of_person is None:
            return NEUTRAL
        younger = months - people * months_of_person
        return max(0, min(100, NEUTRAL + younger * 5 // (people * 12)))

    def _mean_ages(self) -> dict[str, tuple[int, int]]:
        totals: dict[str, tuple[int, int]] = {}
        for person in self._establishment.people:
            if person.counted and person.born is not None:
                months, people = totals.get(person.unit, (0, 0))
                totals[person.unit] = months + months_of_age(person.born, self._day), people + 1
        return totals


def fit_of(
    establishment: Establishment, day: date, weights: FitWeights
) -> Callable[[Person, str, Category, Post | None, int], int]:
    """The fit of a person and a place named by unit, type, post and its row: what a certificate is checked with."""
    scale = FitScale(establishment, day, weights)

    def fit(person: Person, unit: str, category: Category, post: Post | None, row: int) -> int:
        place = Place(unit, category, post.title, post.section, row) if post else Place(unit, category)
        return scale.score(person, Opening(place, 1, post))

    return fit


def _experience(mine: frozenset[str], wanted: frozenset[str]) -> Scored:
    if not wanted:
        return NEUTRAL, "拟调入单位未填职能标签"
    common = wanted & mine
    if common:
        return min(100, 60 + 20 * len(common)), f"有{'、'.join(sorted(common))}方面的经历或专长"
    related = _disciplines_of(mine) & _disciplines_of(wanted)
    if related:
        return 45, f"现工作与拟调入单位职能相近（{'、'.join(sorted(related))}类）"
    return 20, "无同类职能的经历"


@cache
def _disciplines_of(functions: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(disciplines_of_function(tag) for tag in functions))


def _education(person: Person, opening: Opening) -> Scored:
    rank = education_rank(person.education)
    if rank is None:
        return NEUTRAL, "台账未填学历"
    wanted = education_rank(opening.post.education) if opening.post is not None and opening.post.education else None
    if wanted is not None:
        return min(100, 80 + 10 * (rank - wanted)), f"学历{person.education}达到岗位要求"
    return (30, 35, 45, 65, 85, 95, 100)[rank], f"学历{person.education}"


def _certificates(person: Person, opening: Opening) -> Scored:
    if opening.post is not None and opening.post.certificates:
        return 100, f"具备岗位要求的{'、'.join(opening.post.certificates)}"
    if person.certificates:
        return min(80, NEUTRAL + 10 * len(person.certificates)), f"持有{'、'.join(person.certificates)}"
    return NEUTRAL, "岗位无资格要求"


def _grade_of(person: Person, opening: Opening) -> Scored:
    return _grade(opening)


def _grade(opening: Opening) -> Scored:
    if opening.post is not None and opening.post.level:
        return 100, f"与岗位层次（{opening.post.level}）相同"
    return 60, "岗位无层次要求，保留原职级"


def _wish(person: Person, unit: str) -> Scored:
    if unit in person.wished_units:
        return 100, "本人意向机构"
    if person.willingness is Willingness.WILLING:
        return 70, "本人愿意交流"
    if person.willingness is Willingness.UNWILLING:
        return 0, "本人不愿意交流（公务员、参公人员应服从组织安排）"
    return NEUTRAL, "本人服从安排"
