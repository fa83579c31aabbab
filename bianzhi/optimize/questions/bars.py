"""What bars one person: from every place, place by place; and until when a lock holds."""

from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person
from bianzhi.domain.terms import Category, Pool
from bianzhi.law.retirement import add_months, in_words, retirement_category, retirement_month
from bianzhi.optimize.eligibility import Bar, Opening, bar, lock
from bianzhi.optimize.reallocation.pairs import Candidates

DEMANDS = ("层次不对等", "学历不符", "专业不符", "资格不符", "年龄不符", "法律职业资格不符", "行政执法资格不符")
"""Kinds of bars of a place whose establishment type and pool would do: the post asks for more."""

_CLOSENESS = {
    kind: rank
    for rank, kind in enumerate(
        (
            *(
                "编制类型不对等",
                "机构信息无法识别",
                "跨编制池",
                "跨地区",
                "服务期未满",
                "未批准参公",
                "岗位要求无法识别",
            ),
            *DEMANDS,
            "单位要求不得安排",
        )
    )
}
"""How far someone came in the order of the rules before being barred: the closest miss is the one to tell."""

_NO_DATE = {
    "临近退休": "至退休不再列入调剂",
    "领导职务": "不再担任领导职务后即可列入，或者按干部管理权限另行办理",
    "信息不全": "台账补全并核实后即可列入",
    "台账注明不可调整": "原因消除、台账删去该项记载后即可列入",
    "本人不愿意": "本人改为愿意或者服从后即可列入",
    "在途调出": "已在办理调出，不再列入",
    "规划期内退休": "规划期内自然减员，不再列入",
    "单位要求不调整": "提出单位撤回要求后即可列入",
}


def place_bar(found: Candidates, person: Person, opening: Opening) -> Bar | None:
    """The first rule that keeps a person who may move from a place, or None."""
    return bar(person, opening, found.limits)


def closeness(barred: Bar) -> int:
    """The greater, the nearer the miss."""
    return _CLOSENESS.get(barred.kind, 1)


@dataclass(frozen=True, slots=True)
class Miss:
    """Places of one type and pool, their vacant posts, and the nearest that a person comes to one of them."""

    category: Category
    pool: Pool
    posts: int
    opening: Opening
    barred: Bar


def misses(found: Candidates, person: Person) -> tuple[Miss, ...]:
    """For each type and pool with vacancies none of which the person may take, the closest miss; nearest first."""
    limits, establishment = found.limits, found.limits.establishment
    closest: dict[tuple[Category, Pool], tuple[Opening, Bar]] = {}
    within_reach = set()
    for opening in found.openings:
        group = opening.place.category, establishment.unit[opening.place.unit].pool
        barred = place_bar(found, person, opening)
        if barred is None:
            within_reach.add(group)
        elif group not in closest or closeness(barred) > closeness(closest[group][1]):
            closest[group] = opening, barred
    posts = {
        group: sum(
            limits.room(cell) for cell in establishment.cells if (cell[1], establishment.unit[cell[0]].pool) == group
        )
        for group in closest
    }
    listed = [Miss(*group, posts[group], *miss) for group, miss in closest.items() if group not in within_reach]
    return tuple(sorted(listed, key=lambda miss: -closeness(miss.barred)))


def lock_end(person: Person, barred: Bar, found: Candidates) -> str:
    """From which day the lock no longer holds, and what holds then; or what would have to change, where no day is known."""
    day = _first_free_day(person, barred, found)
    if day is None:
        return _no_date_words(person, barred)
    since = f"自{day_in_words(day)}起该项限制不再适用"
    next_lock = lock(person, replace(found.limits, day=day))
    return since if next_lock is None else f"{since}，但届时{next_lock.rule}"


def _first_free_day(person: Person, barred: Bar, found: Candidates) -> date | None:
    if barred.kind == "试用期未满":
        return person.trial_ends
    if barred.kind == "处分期未满":
        return person.sanction_ends
    if barred.kind == "服务期未满":
        return person.service_ends
    if barred.kind == "交流间隔未满" and person.last_exchange is not None:
        return add_months(person.last_exchange, found.settings.cooling_off_months)
    return None


def _no_date_words(person: Person, barred: Bar) -> str:
    words = _NO_DATE.get(barred.kind, "该项限制消除后即可列入")
    if barred.kind.startswith("人员状态为"):
        words = "人员状态恢复为现职后即可列入"
    if barred.kind == "临近退休" and person.born is not None:
        words = f"{words}（{in_words(retirement_month(retirement_category(person), person.born))}退休，届时自然减员）"
    return words
