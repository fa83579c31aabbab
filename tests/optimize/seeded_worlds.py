"""Tiny worlds from a seed in which every sentence of the catalogue can bind: made fast, for tests that need thousands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from bianzhi.domain.establishment import Establishment, LevelPosts, Person, Transit
from bianzhi.domain.terms import (
    Category,
    Direction,
    LeaderRank,
    LeadershipKind,
    PersonState,
    Pool,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.domain.wishes import Wish, WishKind
from tests.worlds import DAY, HOME, kin, leadership, person, post, quota, section, unit, world

_ORGANS = (UnitKind.GOVERNMENT, UnitKind.COURT, UnitKind.TOWNSHIP, UnitKind.CIVIL_LIKE_INSTITUTION)
_MILD = (UnitKind.WELFARE_ONE, UnitKind.WELFARE_ONE, UnitKind.WELFARE_TWO, UnitKind.CIVIL_LIKE_INSTITUTION)
_INSTITUTIONS = (UnitKind.WELFARE_ONE, UnitKind.WELFARE_TWO, UnitKind.CIVIL_LIKE_INSTITUTION, UnitKind.GOVERNMENT)
_TYPES = (Category.ADMINISTRATIVE, Category.CIVIL_LIKE, Category.FULLY_FUNDED, Category.PARTLY_FUNDED)
_STATUSES = (
    Status.CIVIL_SERVANT,
    Status.CIVIL_SERVANT,
    Status.CIVIL_LIKE_INSTITUTION,
    Status.INSTITUTION_MANAGER,
    Status.INSTITUTION_MANAGER,
    Status.INSTITUTION_SPECIALIST,
    Status.AGENCY_INSTITUTION_STAFF,
)
_GRADES = ("一级科员", "一级主任科员", "三级主任科员", "九级职员", "专技十级", "专技八级")
_WHO = {"by": "办公室", "on": DAY, "why": "工作需要"}


def tiny_world(random: Random, related: bool = False) -> Establishment:
    """Three units, five to eight people, and a little of everything a ledger can hold.

    Most people of one world have one status, so that they compete; half of the worlds have institutions, half organs.
    ``related``: institutions only, many relatives, and hardly a person or a post without a section.
    """
    usual = Status.INSTITUTION_MANAGER if related else random.choice((Status.CIVIL_SERVANT, Status.INSTITUTION_MANAGER))
    kinds = _MILD if related else _ORGANS if usual is Status.CIVIL_SERVANT else _INSTITUTIONS
    sections = ("S", "T", "S") if related else ("", "S", "T")
    rows: list[Any] = []
    for code in "ABC":
        rows.append(_unit(random, code, kinds))
        rows += [
            quota(code, random.randint(0, 2 if code == "A" else 3), category)
            for category in _TYPES
            if random.random() < 0.3 or category is HOME[usual]
        ]
        own = {"heads": 1, "deputies": 0} if _now_and_then(random) else {}
        rows += [section(f"{code}-S", code, **own), section(f"{code}-T", code, name=random.choice(("财务室", "二科")))]
        rows += [leadership(code, kind, random.randint(0, 1)) for kind in LeadershipKind if _now_and_then(random)]
    people = [_person(random, f"p{number}", usual, sections) for number in range(random.randint(5, 8))]
    rows += people
    rows += [_post(random, number, HOME[usual], sections) for number in range(random.randint(2 * related, 4))]
    ids = [each.id for each in people]
    rows += [kin(*random.sample(ids, 2)) for _ in range(random.randint(4 * related, 5 + 3 * related))]
    district = world(*rows)
    return replace(
        district,
        level_posts=tuple(_level(random, HOME[usual]) for _ in range(random.randint(0, 4))),
        transits=tuple(_transit(random, ids) for _ in range(random.randint(0, 1))),
    )


def some_wishes(random: Random, district: Establishment) -> tuple[Wish, ...]:
    """One or two wishes about the world's people, units and types; they may contradict."""
    found = []
    for _ in range(random.randint(1, 2)):
        kind = random.choice(tuple(WishKind))
        persons = tuple(random.sample([each.id for each in district.people], 2 if kind is WishKind.TOGETHER else 1))
        pattern: dict[str, Any] = {}
        if kind not in (WishKind.STAY, WishKind.TOGETHER) and random.random() < 0.5:
            persons = ()
            pattern["from_unit"] = "A"
        if kind is not WishKind.STAY and (random.random() < 0.5 or not (persons or pattern)):
            pattern["to_unit"] = random.choice("ABC")
        if kind is not WishKind.STAY and random.random() < 0.2:
            pattern["category"] = random.choice(_TYPES)
        found.append(Wish(kind, persons, weight=random.randint(1, 3), **pattern, **_WHO))
    return tuple(found)


def _now_and_then(random: Random) -> bool:
    return random.random() < 0.25


def _unit(random: Random, code: str, kinds: Sequence[UnitKind]) -> Any:
    tolerance = random.randint(1, 2) if _now_and_then(random) else None
    return unit(
        code,
        kind=random.choice(
            (*kinds, UnitKind.TOWNSHIP, UnitKind.TOWNSHIP) if kinds is _ORGANS and code == "A" else kinds
        ),
        rank=random.choice(("正科级", "正处级", "")),
        pool=random.choice((Pool.DISTRICT, Pool.DISTRICT, Pool.DISTRICT, Pool.EDUCATION)),
        civil_like=random.random() < 0.2,
        min_staff=random.choice((None, None, 2, 5)),
        region=random.choice(("", "", "", "", "乙区")),
        high_on_low=random.random() < 0.5,
        tolerance=tolerance,
        tolerance_ends=random.choice((None, date(2026, 11, 23), date(2026, 11, 24))),
    )


_TRAITS: tuple[dict[str, Any], ...] = (
    {"trial_ends": date(2026, 11, 24)},
    {"service_ends": date(2026, 11, 24)},
    {"service_ends": date(2027, 11, 24)},
    {"last_exchange": date(2024, 11, 24)},
    {"sanction_ends": date(2026, 11, 24)},
    {"birth": date(1968, 1, 31)},
    {"birth": date(1968, 6, 1)},
    {"willingness": Willingness.UNWILLING},
    {"lock_reason": "专项工作"},
    {"state": PersonState.SECONDED},
    {"state": PersonState.RETIRED},
    {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_HEAD},
    {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_DEPUTY},
    {"is_leader": True},
    {"conditions": ("同意改变经费形式", "参公登记")},
    {"certificates": ("法律职业资格", "行政执法证")},
    {"post_since": date(2016, 11, 23)},
    {"birth": None},
)


def _person(random: Random, id: str, usual: Status, sections: Sequence[str]) -> Person:
    status = usual if random.random() < 0.7 else random.choice(_STATUSES)
    where = random.choice("AAB")
    traits: dict[str, Any] = {}
    for _ in range(random.choice((0, 0, 0, 1))):
        traits |= random.choice(_TRAITS)
    return person(
        id,
        where,
        **{
            "status": status,
            "category": HOME[status],
            "section": _section(where, random.choice(sections)),
            "grade": random.choice(_GRADES),
            "major": random.choice(("法学", "会计学")),
            **traits,
        },
    )


def _post(random: Random, number: int, usual: Category, sections: Sequence[str]) -> Any:
    where = random.choice("ABBBC")
    return post(
        random.choice(("综合岗", "法制审核岗", "执法岗", "审计岗")) + str(number),
        where,
        random.randint(1, 2),
        usual if random.random() < 0.7 else random.choice(_TYPES),
        section=_section(where, random.choice(sections)),
        majors=random.choice(((), (), ("法学",))),
        level=random.choice(("", "", "科员", "专技十级")),
        age_limit=random.choice((None, None, 40)),
    )


def _section(unit: str, name: str) -> str:
    return f"{unit}-{name}" if name else ""


def _level(random: Random, usual: Category) -> LevelPosts:
    category = usual if random.random() < 0.7 else random.choice(_TYPES[:3])
    return LevelPosts(random.choice("BC"), category, random.choice(("正科", "副科", "科员")), random.randint(0, 2))


def _transit(random: Random, people: list[str]) -> Transit:
    direction = random.choice(tuple(Direction))
    named = random.choice(people) if direction is Direction.OUT and random.random() < 0.5 else ""
    day = random.choice((None, date(2026, 11, 23), date(2026, 11, 24)))
    return Transit(random.choice("AB"), random.choice(_TYPES[:3]), direction, 1, day, named)
