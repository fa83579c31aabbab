"""Random planning problems for both engines: worlds in which every constraint can bind, settings, wishes, an earlier plan."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment, LevelPosts
from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import task_of
from bianzhi.optimize.reallocation.task import PairAim, Task
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, kin

_SAID = {"by": "编办", "on": DAY, "why": "工作需要"}


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A random world under random settings; half of them the default ones."""
    district = draw(_with_more_relatives(draw(small_worlds())))
    settings = PlanSettings() if draw(st.booleans()) else draw(_settings())
    task = task_of(candidates(district, DAY, settings))
    return draw(_with_lines_kept(task)) if draw(st.booleans()) else task


@st.composite
def tasks_with_wishes(draw: st.DrawFn) -> Task:
    """The same with preferences, requirements, teams, level vacancies, leaders who may move, and milder rules for relatives."""
    district = draw(small_worlds())
    if draw(st.booleans()):
        district = replace(district, level_posts=draw(_level_posts(district)))
    wishes = draw(st.lists(_wishes(district), max_size=3))
    switches = draw(st.lists(st.sampled_from(("C15", "C16", "C29", "C04")), unique=True, max_size=2))
    off = draw(st.sampled_from(((), ("C19",), ("C14",), ("C38", "C41"))))
    settings = replace(
        draw(_settings()),
        wishes=tuple(wishes),
        constraints_on=dict.fromkeys(switches, "试验"),
        constraints_off=dict.fromkeys(off, "试验"),
    )
    return task_of(candidates(district, DAY, settings))


@st.composite
def tasks_with_people_required(draw: st.DrawFn) -> Task:
    """The plain ones with one or two wishes that name who must move, mostly somebody who could; now and then another wish."""
    district = draw(_with_more_relatives(draw(small_worlds())))
    plain = PlanSettings() if draw(st.booleans()) else draw(_settings())
    pairs = candidates(district, DAY, plain).pairs
    wishes = draw(st.lists(_required(district, pairs), min_size=1, max_size=2))
    if draw(st.integers(0, 3)) == 0:
        wishes.append(draw(_wishes(district)))
    off = draw(st.sampled_from(((), (), ("C14",))))
    settings = replace(plain, wishes=tuple(wishes), constraints_off=dict.fromkeys(off, "试验"))
    return task_of(candidates(district, DAY, settings))


@st.composite
def _required(draw: st.DrawFn, district: Establishment, pairs: Sequence[Pair]) -> Wish:
    """One person must move: anywhere, or somewhere he could or could not go."""
    pair = draw(st.sampled_from(pairs)) if pairs else None
    person = pair.person.id if pair is not None and draw(st.integers(0, 9)) else district.people[0].id
    unit = draw(st.sampled_from(("", pair.opening.place.unit if pair is not None else "", "B")))
    return Wish(WishKind.REQUIRE, (person,) * draw(st.integers(1, 2)), to_unit=unit, **_SAID)


@st.composite
def _with_more_relatives(draw: st.DrawFn, district: Establishment) -> Establishment:
    """In half of the worlds so many relatives that two who move often meet."""
    if not draw(st.booleans()):
        return district
    ids = st.sampled_from([person.id for person in district.people])
    pairs = draw(st.lists(st.tuples(ids, ids), min_size=6, max_size=16))
    return replace(district, kinships=tuple(kin(one, other) for one, other in pairs if one != other))


def _settings() -> st.SearchStrategy[PlanSettings]:
    return st.builds(
        PlanSettings,
        leaving_share_percent=st.sampled_from((0, 20, 50, 100)),
        section_floor=st.integers(1, 4),
        leaving_share_of=st.dictionaries(st.sampled_from(("A", "B")), st.sampled_from((0, 100)), max_size=1),
    )


@st.composite
def _with_lines_kept(draw: st.DrawFn, task: Task) -> Task:
    if not task.pairs:
        return task
    kept = draw(st.lists(st.sampled_from(range(len(task.pairs))), max_size=4))
    aim = PairAim("lines_kept", "", tuple(int(number in kept) for number in range(len(task.pairs))), maximize=True)
    first, *rest = task.aims
    return replace(task, aims=(first, aim, *rest))


@st.composite
def _level_posts(draw: st.DrawFn, district: Establishment) -> tuple[LevelPosts, ...]:
    cells = draw(st.lists(st.sampled_from(district.cells), unique=True, max_size=3)) if district.cells else []
    levels = ("科员", "正科")
    return tuple(
        LevelPosts(unit, category, level, draw(st.integers(0, 3))) for unit, category in cells for level in levels
    )


@st.composite
def _wishes(draw: st.DrawFn, district: Establishment) -> Wish:
    ids = [person.id for person in district.people]
    kind = draw(st.sampled_from((WishKind.PREFER, WishKind.PREFER, WishKind.REQUIRE, WishKind.TOGETHER, WishKind.STAY)))
    if kind in (WishKind.TOGETHER, WishKind.STAY):
        named = draw(st.lists(st.sampled_from(ids), unique=True, min_size=2, max_size=3))
        return Wish(kind, persons=tuple(named), **_SAID)
    return Wish(
        kind,
        to_unit=draw(st.sampled_from("ABC")),
        category=draw(st.sampled_from((None, Category.ADMINISTRATIVE))),
        weight=draw(st.integers(1, 5)),
        **_SAID,
    )


def lines(chosen: object) -> list[PlanLine]:
    """What some pairs do, in comparable form."""
    return [pair.line for pair in chosen]  # type: ignore[attr-defined]
