"""层次职数: posts authorized level by level within a cell (C51)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bianzhi.domain.establishment import CellKey, Person
from bianzhi.domain.terms import Band
from bianzhi.law.levels import band_of
from bianzhi.optimize.constraint import Rows
from bianzhi.optimize.reallocation.catalogued import catalogued
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel


@catalogued("C51")
def arrivals_find_posts_of_their_level(model: ReallocationModel) -> Rows:
    """Of each listed level come at most as many as it has vacancies; a level the sheet does not list is not limited.

    Who leaves the cell makes room at his level. Where the unit allows 高职低配, someone higher may take a vacancy of a
    lower level: then, for each level, the arrivals of it and of all lower levels together are at most the vacancies of
    these, which is Hall's condition for everyone to find a post of his own level or a lower one.
    """
    for cell in model.receiving_cells:
        vacancies = level_vacancies(model.limits, cell)
        coming = _by_level(model, model.pairs_into(cell))
        going = _by_level(model, model.pairs_from(cell))
        for levels, most in level_caps(vacancies, model.establishment.unit[cell[0]].high_on_low):
            arriving = [number for level in levels for number in coming[level]]
            if arriving:
                leaving = [number for level in levels for number in going[level]]
                yield (cell, levels), model.sum_of(arriving) - model.sum_of(leaving) <= most


def level_of_person(person: Person) -> str:
    """The band a person counts in: the leadership rank of leaders, else the grade; empty where neither has one."""
    return band_of(person.leader_rank if person.is_leader else None, person.grade) or ""


def level_vacancies(limits: Limits, cell: CellKey) -> tuple[tuple[str, int], ...]:
    """The listed levels of a cell, highest first, each with its vacancies (posts, never negative).

    Where the unit allows 高职低配, those of a level who are more than its posts take posts of the next lower level first.
    """
    posts = limits.level_posts.get(cell)
    if posts is None:
        return ()
    present = Counter(level_of_person(person) for person in limits.establishment.people_in.get(cell, ()))
    may_step_down = limits.establishment.unit[cell[0]].high_on_low
    found, overflow = [], 0
    for band in Band:
        if band.value in posts:
            left = posts[band.value] - present[band.value] - overflow
            found.append((band.value, max(0, left)))
            overflow = max(0, -left) if may_step_down else 0
    return tuple(found)


def level_caps(vacancies: Sequence[tuple[str, int]], may_step_down: bool) -> Iterable[tuple[tuple[str, ...], int]]:
    """Which levels together have at most how many vacancies: each for itself, or each with all below it (高职低配)."""
    for number, (level, vacant) in enumerate(vacancies):
        if may_step_down:
            lower = vacancies[number:]
            yield tuple(each for each, _ in lower), sum(left for _, left in lower)
        else:
            yield (level,), vacant


def _by_level(model: ReallocationModel, numbers: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        found[level_of_person(model.pairs[number].person)].append(number)
    return found
