"""Holds scenarios against each other: figure by figure, and person by person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bianzhi.domain.age_statistics import full_years
from bianzhi.domain.establishment import Person
from bianzhi.domain.plan import Move, Place, Plan
from bianzhi.domain.scenario_comparison import Compared, Indicator, PlacedOtherwise, ScenarioComparison
from bianzhi.domain.terms import Sex
from bianzhi.errors import SettingsError
from bianzhi.law.levels import education_rank

FEWEST, MOST = 2, 4
"""Scenarios that are compared at once."""
NOTHING = "—"
_YOUNG = 35
"""Oldest full age that counts as young (years), as in the age bands of 公平."""
_DEGREE = "大学"

Broken = Callable[[Compared], int]
"""Counts the rules that a scenario's plan breaks."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure: how it is counted, and whether less (-1) or more (1) of it is better, or neither (0)."""

    name: str
    meaning: str
    better: int
    count: Callable[[Compared], int | None]
    tenths: bool = False
    """Whether the count is in tenths."""


def compare(scenarios: Sequence[Compared], broken: Broken) -> ScenarioComparison:
    """Two to four scenarios side by side.

    Parameters
    ----------
    scenarios
        In the order in which they are shown. People are told by their ids, in whatever ledger.
    broken
        Counts the rules a scenario's plan breaks; it is called for scenarios with a plan.

    Raises
    ------
    SettingsError
        There are fewer than two scenarios, or more than four.
    """
    if not FEWEST <= len(scenarios) <= MOST:
        raise SettingsError(f"选了 {len(scenarios)} 个方案。", f"请选择 {FEWEST} 至 {MOST} 个方案来比较。")
    places = [{move.person: move.place for move in _moves(each)} for each in scenarios]
    everybody = set().union(*places)
    alike = sum(_same([placed.get(person) for placed in places]) for person in everybody)
    return ScenarioComparison(
        names=tuple(each.name for each in scenarios),
        indicators=tuple(_indicator(figure, scenarios) for figure in (*_FIGURES, _broken_figure(broken))),
        otherwise=tuple(_placed_otherwise(scenarios, places)),
        alike=alike,
        notes=tuple(_notes(scenarios)),
    )


def _placed_otherwise(scenarios: Sequence[Compared], places: Sequence[dict[str, Place]]) -> Iterator[PlacedOtherwise]:
    told: set[str] = set()
    for each in scenarios:
        for person in each.establishment.people:
            found = [placed.get(person.id) for placed in places]
            if person.id in told or not any(found):
                continue
            told.add(person.id)
            if not _same(found):
                unit = each.establishment.unit[person.unit].name
                yield PlacedOtherwise(person.id, person.name, unit, tuple(found))


def _same(found: Sequence[Place | None]) -> bool:
    return all(place == found[0] for place in found)


def _notes(scenarios: Sequence[Compared]) -> Iterator[str]:
    if len({each.content.ledger for each in scenarios}) > 1:
        yield "各方案所用台账不同，人员按编号对应，差额不全是方案本身造成的。"
    if len({each.content.day for each in scenarios}) > 1:
        yield "各方案的日期不同，退休、任职年限等按各自日期计算。"
    for each in scenarios:
        if each.content.plan is None:
            yield f"「{each.name}」还没有调剂方案，按现状计。"
        elif each.content.plan.settings != each.content.settings:
            yield f"「{each.name}」的设置在求解后改过，所列仍是改动前的方案。"


def _moves(each: Compared) -> tuple[Move, ...]:
    return each.content.plan.moves if each.content.plan else ()


def _people(each: Compared) -> list[Person]:
    """The people a plan moves."""
    moved = {move.person for move in _moves(each)}
    return [person for person in each.establishment.people if person.id in moved]


def _of_plan(count: Callable[[Plan], int]) -> Callable[[Compared], int | None]:
    return lambda each: count(each.content.plan) if each.content.plan else None


def _of_people(count: Callable[[list[Person], Compared], int | None]) -> Callable[[Compared], int | None]:
    def counted(each: Compared) -> int | None:
        people = _people(each)
        return count(people, each) if people else None

    return counted


def _ages(people: list[Person], each: Compared) -> list[int]:
    return [full_years(person.born, each.content.day) for person in people if person.born is not None]


def _mean_in_tenths(values: Sequence[int]) -> int | None:
    """To the nearest tenth, halves up."""
    return (20 * sum(values) + len(values)) // (2 * len(values)) if values else None


def _educated(people: list[Person], _: Compared) -> int:
    least = education_rank(_DEGREE) or 0
    return sum((education_rank(person.education) or 0) >= least for person in people)


def _total_fit(plan: Plan) -> int:
    return sum(move.fit.score for move in plan.moves)


def _units(plan: Plan) -> int:
    return len({unit for move in plan.moves for unit in (move.from_unit, move.to_unit)})


def _sections_less(each: Compared) -> int | None:
    mergers = each.content.mergers
    return sum(merger.before - merger.after for merger in mergers) if mergers else None


def _steps(each: Compared) -> int | None:
    return len(each.content.reform.steps) if each.content.reform else None


def _waiting(each: Compared) -> int:
    return sum(move.is_waiting for move in each.content.by_hand)


def _excess(each: Compared) -> int:
    plan = each.content.plan
    return plan.excess_after if plan else each.establishment.total_excess


_FIGURES = (
    _Figure("仍超编（人）", "调整后各单位各类编制的超编人数合计，不与空编相抵", -1, _excess),
    _Figure("拟调整（人）", "方案中调整的人数", -1, _of_plan(lambda plan: len(plan.moves))),
    _Figure(
        "其中跨单位（人）",
        "调往另一单位的人数，其余只在本单位内改变编制类型",
        0,
        _of_plan(lambda plan: len(plan.between_units)),
    ),
    _Figure("匹配总分（分）", "各调整人员人岗相适得分之和；人数相同时越高越好", 0, _of_plan(_total_fit)),
    _Figure(
        "平均相适度（分）",
        "各调整人员人岗相适得分的平均，满分100",
        1,
        lambda each: _mean_in_tenths([move.fit.score for move in _moves(each)]),
        tenths=True,
    ),
    _Figure("涉及单位（个）", "有人调出或调入的单位数", -1, _of_plan(_units)),
    _Figure(
        "调整人员平均年龄（岁）",
        "方案日期的周岁，出生日期未填的不计",
        0,
        _of_people(lambda people, each: _mean_in_tenths(_ages(people, each))),
        tenths=True,
    ),
    _Figure(
        "其中35岁及以下（人）",
        "方案日期的周岁，出生日期未填的不计",
        0,
        _of_people(lambda people, each: sum(age <= _YOUNG for age in _ages(people, each))),
    ),
    _Figure(
        "其中女性（人）",
        "按台账性别",
        0,
        _of_people(lambda people, _: sum(one.known_sex is Sex.FEMALE for one in people)),
    ),
    _Figure("其中大学及以上（人）", "按台账学历", 0, _of_people(_educated)),
    _Figure("内设机构减少（个）", "整合前后内设机构数之差", 0, _sections_less),
    _Figure("改革操作（项）", "改革方案中的操作数", 0, _steps),
    _Figure(
        "单位要求（条）", "不调整、不得安排、应当安排等要求的条数", 0, lambda each: len(each.content.settings.wishes)
    ),
    _Figure("待安置（人）", "手工调出而还没有去处的人数，导出和通过前应为0", -1, _waiting),
)


def _broken_figure(broken: Broken) -> _Figure:
    def count(each: Compared) -> int | None:
        return broken(each) if each.content.plan else None

    return _Figure("不符合的规则（条）", "复核方案时不符合的规则条数，应为0", -1, count)


def _indicator(figure: _Figure, scenarios: Sequence[Compared]) -> Indicator:
    counts = [figure.count(each) for each in scenarios]
    known = [count for count in counts if count is not None]
    best: tuple[int, ...] = ()
    if figure.better and len(known) == len(counts) and len(set(known)) > 1:
        goal = min(known) if figure.better < 0 else max(known)
        best = tuple(place for place, count in enumerate(counts) if count == goal)
    return Indicator(figure.name, figure.meaning, tuple(_shown(count, figure) for count in counts), best)


def _shown(count: int | None, figure: _Figure) -> str:
    if count is None:
        return NOTHING
    return f"{count // 10}.{count % 10}" if figure.tenths else str(count)
