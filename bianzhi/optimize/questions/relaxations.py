"""The cheapest relaxations: one limit looser at a time, each solved anew, best first by what it frees per loosening."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial

from bianzhi.domain.answers import Relaxation
from bianzhi.domain.establishment import CellKey, Establishment, Person, QuotaEntry
from bianzhi.domain.matrix_change import Fulfilled
from bianzhi.domain.relaxing import with_value
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Pool, Willingness
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.law.identity_matrix import Passage, is_open
from bianzhi.law.retirement import add_months, months_to_retirement
from bianzhi.optimize.questions.asked import Asked
from bianzhi.optimize.questions.trials import Trials
from bianzhi.optimize.questions.words import people_words
from bianzhi.optimize.reallocation.model import most_leaving

Progress = Callable[[str], None]
_STEP = 10
"""Percent points by which a leaving share is loosened at least."""


def relaxations(question: Asked, progress: Progress) -> tuple[Relaxation, ...]:
    """Every single relaxation that frees somebody, best first by persons freed per unit of loosening."""
    trials = Trials(question)
    if not trials.left:
        return ()
    found: list[Relaxation] = []
    for words, kind in (
        ("调出份额", _shares),
        ("内设机构最低数", _section_floor),
        ("临近退休月数", _near_retirement),
        ("交流间隔月数", _cooling_off),
        ("适度空编", _occupancy),
        ("最低保留人数", _min_staff),
        ("本人意愿", _consent),
        ("有条件的身份对等", _conditions),
        ("增加空编", _vacancies),
    ):
        progress(f"正在试算：放宽{words}")
        found += (each for each in kind(trials) if each.frees > 0)
    return tuple(sorted(found, key=lambda each: (-Fraction(each.frees, each.loosened), -each.frees)))


def _source(constraint: str) -> str:
    return str(constraint_catalogue()[constraint].source)


def _shares(trials: Trials) -> Iterator[Relaxation]:
    """The share of each unit that has reached it, and the general share where several have."""
    asked, settings = trials.asked, trials.asked.plan.settings
    if "C38" not in asked.found.limits.in_force:
        return
    units = [unit for unit in asked.establishment.unit if _share_is_reached(trials, unit)]
    for unit in units:
        share, staff = settings.leaving_share(unit), asked.establishment.staff[unit]
        one_more = most_leaving(settings, unit, staff) * 100 // staff + 1
        value = min(100, max(share + _STEP, one_more))
        if value > share:
            looser = replace(settings, leaving_share_of={**settings.leaving_share_of, unit: value})
            words = f"将{asked.establishment.unit[unit].name}的调出份额由{share}%放宽到{value}%"
            yield _setting(trials.frees_under(looser), words, value - share, f"leaving_share_of.{unit}", value, "C38")
    share = settings.leaving_share_percent
    if len(units) > 1 and share < 100:
        value = min(100, share + _STEP)
        words = f"将各单位调出份额由{share}%放宽到{value}%"
        frees = trials.frees_under(replace(settings, leaving_share_percent=value))
        yield _setting(frees, words, value - share, "leaving_share_percent", value, "C38")


def _share_is_reached(trials: Trials, unit: str) -> bool:
    asked = trials.asked
    gone = sum(move.from_unit == unit != move.to_unit for move in asked.plan.moves)
    most = most_leaving(asked.plan.settings, unit, asked.establishment.staff[unit])
    return gone >= most and any(cell[0] == unit for cell in trials.cells_left)


def _section_floor(trials: Trials) -> Iterator[Relaxation]:
    settings = trials.asked.plan.settings
    floor = settings.section_floor
    if "C41" in trials.asked.found.limits.in_force and floor:
        frees = trials.frees_under(replace(settings, section_floor=floor - 1))
        words = f"将内设机构最低保留人数由{floor}人放宽到{floor - 1}人"
        yield _setting(frees, words, 1, "section_floor", floor - 1, "C41")


def _near_retirement(trials: Trials) -> Iterator[Relaxation]:
    asked, months = trials.asked, trials.asked.plan.settings.near_retirement_months
    people = _locked(trials, "临近退休")
    left = {months_to_retirement(each, asked.plan.day) for each in people}
    values = sorted({month - 1 for month in left if month is not None and 0 < month <= months}, reverse=True)
    words = f"将临近退休不调整的期限由{months}个月缩短到{{}}个月"
    frees = _frees_for(trials, "near_retirement_months", people)
    yield from _least_and_most(frees, "near_retirement_months", values, words, months, "C28")


def _cooling_off(trials: Trials) -> Iterator[Relaxation]:
    asked, months = trials.asked, trials.asked.plan.settings.cooling_off_months
    people, values = _locked(trials, "交流间隔未满"), set()
    for person in people:
        since = person.last_exchange
        if since is not None:
            free = (month for month in range(months, -1, -1) if add_months(since, month) <= asked.plan.day)
            values |= {month for month in [next(free, None)] if month is not None}
    words = f"将交流间隔由{months}个月缩短到{{}}个月"
    frees = _frees_for(trials, "cooling_off_months", people)
    yield from _least_and_most(frees, "cooling_off_months", sorted(values, reverse=True), words, months, "C30")


def _frees_for(trials: Trials, setting: str, people: Sequence[Person]) -> Callable[[int], int]:
    asked, ids = trials.asked, frozenset(person.id for person in people)
    return lambda value: trials.frees_for(with_value(asked.plan.settings, setting, value), asked.establishment, ids)


def _occupancy(trials: Trials) -> Iterator[Relaxation]:
    settings = trials.asked.plan.settings
    percent = settings.occupancy_percent
    if "C05" in trials.asked.found.limits.in_force:
        words = f"将适度空编的使用上限由{percent}%放宽到{{}}%"
        values = list(range(percent + 1, 101))
        yield from _least_and_most(
            lambda value: trials.frees_throughout(with_value(settings, "occupancy_percent", value)),
            *("occupancy_percent", values, words, percent, "C05"),
        )


def _least_and_most(
    trial: Callable[[int], int], setting: str, values: Sequence[int], words: str, now: int, constraint: str
) -> Iterator[Relaxation]:
    """Of values ever looser: the first that frees anybody, and the first that frees as many as the loosest."""
    frees = cache(trial)
    if not values or not frees(values[-1]):
        return
    for wanted in sorted({1, frees(values[-1])}):
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if frees(values[middle]) >= wanted else (middle + 1, high)
        value = values[low]
        yield _setting(frees(value), words.format(value), abs(value - now), setting, value, constraint)
        if frees(value) == frees(values[-1]):
            return


def _setting(frees: int, words: str, loosened: int, setting: str, value: int, constraint: str) -> Relaxation:
    return Relaxation(f"{words}，可再安置{frees}人。", frees, loosened, setting, value, _source(constraint))


def _min_staff(trials: Trials) -> Iterator[Relaxation]:
    """最低保留人数 of the units of which excess is left, one person less."""
    asked = trials.asked
    for code in dict.fromkeys(cell[0] for cell in asked.establishment.cells if cell in trials.cells_left):
        unit = asked.establishment.unit[code]
        if "C37" in asked.found.limits.in_force and unit.min_staff:
            less = tuple(
                replace(each, min_staff=unit.min_staff - 1) if each.code == code else each
                for each in asked.establishment.units
            )
            frees = trials.frees_under(asked.plan.settings, replace(asked.establishment, units=less))
            words = f"将{unit.name}的最低保留人数由{unit.min_staff}人改为{unit.min_staff - 1}人，可再安置{frees}人。"
            yield Relaxation(words, frees, 1, source=_source("C37"))


def _consent(trials: Trials) -> Iterator[Relaxation]:
    """People who are asked and refuse: the fewest whose consent frees as many as all of them would."""
    asked, unwilling = trials.asked, {person.id for person in _locked(trials, "本人不愿意")}
    if not unwilling:
        return
    people = tuple(
        replace(each, willingness=Willingness.OBEYS) if each.id in unwilling else each
        for each in asked.establishment.people
    )
    frees, needed = trials.fewest_of(asked.plan.settings, replace(asked.establishment, people=people), unwilling)
    if frees > 0 and needed:
        words = f"如{people_words(asked.establishment, needed)}同意交流，可再安置{frees}人。"
        yield Relaxation(words, frees, len(needed), source=_source("C46"), persons=needed)


def _conditions(trials: Trials) -> Iterator[Relaxation]:
    """C cells of the identity matrix: the fewest people who would have to fulfil one named condition."""
    asked, limits = trials.asked, trials.asked.found.limits
    targets = {opening.place.category for opening in asked.found.openings}
    wanting: dict[str, list[str]] = {}
    for person in asked.found.movable:
        if person.category is None or person.status is None or (person.unit, person.category) not in trials.cells_left:
            continue
        for category in sorted(targets):
            way = limits.matrix[person.status, category]
            if way.passage is Passage.CONDITIONAL and not is_open(way, limits.conditions_of(person)):
                wanting.setdefault(way.condition, []).append(person.id)
    for condition, people in wanting.items():
        settings = _fulfilling(asked.plan.settings, condition, people, asked)
        frees, needed = trials.fewest_of(settings, asked.establishment, frozenset(people))
        if frees > 0 and needed:
            who = people_words(asked.establishment, needed)
            yield Relaxation(
                f"如{who}具备条件“{condition}”，可再安置{frees}人。",
                frees,
                len(needed),
                "conditions",
                source=_source("C08"),
                persons=needed,
                condition=condition,
            )


def _fulfilling(settings: PlanSettings, condition: str, people: Sequence[str], asked: Asked) -> PlanSettings:
    added = tuple(Fulfilled(person, condition, "试算", asked.plan.day, "试算") for person in people)
    return replace(settings, conditions=(*settings.conditions, *added))


def _vacancies(trials: Trials) -> Iterator[Relaxation]:
    """As many more posts of a type in a pool as would all be used; where every such cell is over quota, in one of these."""
    asked = trials.asked
    for category, pool, cell in _cells_to_enlarge(trials):
        name, is_over = asked.establishment.unit[cell[0]].name, bool(asked.establishment.excess(cell))
        posts, frees = trials.posts_used(cell, partial(_enlarged, asked.establishment, cell))
        if posts:
            each = "，每名可再安置1人" if frees == posts > 1 else ""
            where = f"增加{pool}编制池{category}（例如核增到{name}）的空编{posts}名"
            words = f"核增{name}{category}{posts}名" if is_over else where
            yield Relaxation(f"如{words}，可再安置{frees}人{each}。", frees, posts, source=_source("C01"))


def _enlarged(ledger: Establishment, cell: CellKey, posts: int) -> Establishment:
    return replace(ledger, quota_entries=(*ledger.quota_entries, QuotaEntry(*cell, posts, summary="试算")))


def _cells_to_enlarge(trials: Trials) -> Iterator[tuple[Category, Pool, CellKey]]:
    """For each type and pool that somebody who is left may go to: the first cell not in excess, one without posts first.

    Where all its cells are in excess, the first of which some is left.
    """
    asked, limits, ledger = trials.asked, trials.asked.found.limits, trials.asked.establishment
    wanted = {
        (category, pool)
        for person in asked.found.movable
        if (person.unit, person.category) in trials.cells_left and person.status is not None
        for category in Category
        if is_open(limits.matrix[person.status, category], limits.conditions_of(person))
        for pool in Pool
        if ledger.unit[person.unit].pool.opens_to(pool)
    }
    with_posts = {(post.unit, post.category) for post in ledger.posts}
    for category in Category:
        for pool in Pool:
            if (category, pool) not in wanted:
                continue
            cells = [cell for cell in ledger.cells if cell[1] is category and ledger.unit[cell[0]].pool is pool]
            with_room = [cell for cell in cells if not ledger.excess(cell)]
            left = [cell for cell in cells if cell in trials.cells_left]
            if with_room or left:
                yield category, pool, min(with_room, key=lambda cell: cell in with_posts) if with_room else left[0]


def _locked(trials: Trials, kind: str) -> list[Person]:
    return [
        person
        for person, bar in trials.asked.found.locked
        if bar.kind == kind and (person.unit, person.category) in trials.cells_left
    ]
