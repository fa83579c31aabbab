"""Small random worlds and settings in which every sentence of the catalogue can bind, for the agreement of plan and check."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from bianzhi.domain.establishment import Establishment, FitScore, Person, Unit
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import (
    Category,
    Direction,
    LeaderRank,
    LeadershipKind,
    PersonState,
    Pool,
    Sex,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.law.identity_matrix import identity_matrix
from bianzhi.optimize.reallocation.pairs import candidates
from tests.worlds import (
    DAY,
    HOME,
    coming,
    going,
    kin,
    leadership,
    level,
    person,
    post,
    quota,
    section,
    unit,
    world,
)

_KINDS = (
    *(UnitKind.GOVERNMENT, UnitKind.GOVERNMENT, UnitKind.DISCIPLINE, UnitKind.SUBDISTRICT),
    *(UnitKind.WELFARE_ONE, UnitKind.WELFARE_ONE, UnitKind.CIVIL_LIKE_INSTITUTION),
)
_STATUSES = (
    *(Status.CIVIL_SERVANT, Status.CIVIL_SERVANT, Status.CIVIL_LIKE_AGENCY, Status.CIVIL_LIKE_INSTITUTION),
    *(Status.INSTITUTION_MANAGER, Status.INSTITUTION_MANAGER, Status.INSTITUTION_SPECIALIST),
    *(Status.AGENCY_WORKER, Status.AGENCY_INSTITUTION_STAFF),
)
_TYPES = (Category.ADMINISTRATIVE, Category.CIVIL_LIKE, Category.FULLY_FUNDED, Category.AGENCY_SUPPORT)
_GRADES = ("一级科员", "三级主任科员", "一级主任科员", "九级职员", "七级职员", "专技十级", "工勤三级", "")
_TAGS = ("财政", "司法", "信息", "人事")
_CERTIFICATES = ("法律职业资格", "行政执法证", "会计师")
_NEAR = (date(2026, 12, 1), date(2027, 11, 23), DAY, date(2025, 1, 1))
"""Days around the plan's day: still to come, to come, the day itself, past."""


def random_case(seed: int) -> tuple[Establishment, PlanSettings]:
    """A world of three or four units with up to fourteen people, and settings that name what it has."""
    dice = Random(seed)
    place = _world(dice)
    settings = _settings(dice)
    return place, replace(settings, wishes=_wishes(dice, place, settings))


def _some(dice: Random, chance: float) -> bool:
    return dice.random() < chance


def _world(dice: Random) -> Establishment:
    codes = "ABCD"[: dice.randint(3, 4)]
    rows: list[Any] = []
    for code in codes:
        rows.append(_unit(dice, code))
        rows += [
            quota(code, dice.randint(0, 2 if code in "AB" else 5), category) for category in _TYPES if _some(dice, 0.7)
        ]
        rows += [
            section(
                f"{code}-{name}", code, name=dice.choice(("综合科", "人事科", "业务科")) + name, **_leader_posts(dice)
            )
            for name in "ST"
        ]
        rows += [leadership(code, kind, dice.randint(0, 2)) for kind in LeadershipKind if _some(dice, 0.3)]
        if _some(dice, 0.3):
            rows += [
                level(code, band, dice.randint(0, 3), dice.choice(_TYPES[:3])) for band in ("正科", "副科", "科员")
            ]
    staff = [_person(dice, f"p{number}", codes) for number in range(dice.randint(5, 14))]
    ids = [each.id for each in staff]
    pairs = [dice.sample(ids, 2) for _ in range(dice.randint(0, 4))]
    scores = [
        FitScore(dice.choice(ids), dice.choice(codes), "", dice.choice((0, 60, 100)))
        for _ in range(dice.randint(0, 10))
    ]
    return world(
        *rows,
        *staff,
        *(_post(dice, number, codes) for number in range(dice.randint(0, 4))),
        *(kin(one, other) for one, other in pairs),
        *({(score.person, score.unit): score for score in scores}.values()),
        *_transits(dice, codes, staff),
    )


def _unit(dice: Random, code: str) -> Unit:
    return unit(
        code,
        kind=dice.choice(_KINDS),
        rank=dice.choice(("正科级", "正处级", "")),
        pool=Pool.EDUCATION if _some(dice, 0.08) else Pool.DISTRICT,
        region=dice.choice(("甲区", "乙区")) if _some(dice, 0.08) else "",
        civil_like=_some(dice, 0.4),
        min_staff=dice.randint(0, 5) if _some(dice, 0.3) else None,
        functions=tuple(dice.sample(_TAGS, dice.randint(0, 2))),
        high_on_low=_some(dice, 0.4),
        tolerance=dice.randint(0, 3) if _some(dice, 0.2) else None,
        tolerance_ends=dice.choice(_NEAR) if _some(dice, 0.15) else None,
        unreadable=("编制池",) if _some(dice, 0.03) else (),
    )


def _leader_posts(dice: Random) -> dict[str, int]:
    return {"heads": dice.randint(0, 1), "deputies": dice.randint(0, 1)} if _some(dice, 0.3) else {}


def _person(dice: Random, id: str, codes: str) -> Person:
    where, status = dice.choice(codes[:2] if _some(dice, 0.8) else codes), dice.choice(_STATUSES)
    leads = _some(dice, 0.15)
    usual = HOME[status]
    changes: dict[str, Any] = {
        "status": status,
        "category": usual if _some(dice, 0.8) else dice.choice(_TYPES),
        "section": dice.choice(("", f"{where}-S", f"{where}-T")),
        "major": dice.choice(("法学", "会计学", "")),
        "grade": dice.choice(_GRADES),
        "is_leader": leads,
        "leader_rank": dice.choice((*LeaderRank, None)) if leads else None,
        "certificates": tuple(dice.sample(_CERTIFICATES, dice.randint(0, 2))),
        "birth": date(dice.choice((1985, 1985, 1985, 1985, 1985, 1990, 1990, 1968, 1966)), dice.randint(1, 12), 1),
        "sex": dice.choice((*Sex, Sex.MALE)),
        "willingness": dice.choice((*Willingness, *[Willingness.OBEYS] * 4)),
        "post_since": dice.choice((date(2010, 1, 1), date(2016, 11, 23), date(2020, 1, 1))),
    }
    for name in ("trial_ends", "service_ends", "sanction_ends", "last_exchange"):
        if _some(dice, 0.08):
            changes[name] = dice.choice(_NEAR)
    if _some(dice, 0.06):
        changes["state"] = dice.choice(tuple(PersonState))
    if _some(dice, 0.05):
        changes["lock_reason"] = "不可调整"
    if _some(dice, 0.3):
        names = [cell.condition for cell in identity_matrix().values() if cell.condition]
        changes["conditions"] = (dice.choice(names),)
    return person(id, where, **changes)


def _post(dice: Random, number: int, codes: str) -> Any:
    where = dice.choice(codes)
    return post(
        dice.choice(("综合岗", "行政执法岗", "法制审核岗", "财务岗")) + str(number),
        where,
        dice.randint(1, 2),
        dice.choice(_TYPES[:3]),
        section=dice.choice(("", f"{where}-S", f"{where}-T")),
        majors=dice.choice(((), (), ("法学",))),
        level=dice.choice(("", "", "科员", "副科", "专技十级")),
        education=dice.choice(("", "大学", "博士研究生")) if _some(dice, 0.3) else "",
        certificates=("会计师",) if _some(dice, 0.2) else (),
        age_limit=40 if _some(dice, 0.2) else None,
    )


def _transits(dice: Random, codes: str, staff: list[Person]) -> list[Any]:
    found: list[Any] = []
    for _ in range(dice.randint(0, 3) if _some(dice, 0.4) else 0):
        when = dice.choice((None, *_NEAR))
        if _some(dice, 0.5):
            found.append(
                coming(dice.choice(codes), dice.randint(1, 2), category=dice.choice(_TYPES), effective_on=when)
            )
        elif _some(dice, 0.5):
            found.append(going(dice.choice(codes), dice.randint(1, 2), category=dice.choice(_TYPES), effective_on=when))
        else:
            someone = dice.choice([each for each in staff if each.category is not None])
            found.append(going(someone.unit, category=someone.category, person=someone.id, effective_on=when))
    named = [each.person for each in found if each.direction is Direction.OUT and each.person]
    return found if len(set(named)) == len(named) else []


def _settings(dice: Random) -> PlanSettings:
    switchable = {id: entry for id, entry in constraint_catalogue().items() if entry.switchable}
    off = {id: "试" for id, entry in switchable.items() if entry.default and _some(dice, 0.2)}
    on = {id: "试" for id, entry in switchable.items() if not entry.default and _some(dice, 0.25)}
    exchanging = _some(dice, 0.4)
    return PlanSettings(
        constraints_off=off,
        constraints_on=on,
        occupancy_percent=dice.choice((50, 75, 100)),
        leaving_share_percent=dice.choice((0, 30, 60, 100)),
        leaving_share_of={"A": dice.choice((0, 50, 100))} if _some(dice, 0.3) else {},
        near_retirement_months=dice.choice((0, 24)),
        cooling_off_months=dice.choice((0, 24)),
        horizon_months=dice.choice((0, 0, 0, 12, 36)),
        section_floor=dice.choice((0, 2, 3)),
        exchange=Exchange(dice.randint(1, 3), dice.choice((1, 10, 30))) if exchanging else Exchange(),
        **_matrix(dice),
    )


def _matrix(dice: Random) -> dict[str, Any]:
    """A cell of the matrix set otherwise, and who fulfils its condition where it is one."""
    if not _some(dice, 0.5):
        return {}
    passage = dice.choice("YYCCMN")
    status, category = dice.choice(_STATUSES), dice.choice(_TYPES)
    change = MatrixChange(status, category, passage, "本区条件" if passage in "CM" else "", "编办", DAY, "试")
    ids = [f"p{number}" for number in range(5) if _some(dice, 0.6)] if passage == "C" else []
    return {"matrix": (change,), "conditions": tuple(Fulfilled(id, "本区条件", "编办", DAY, "试") for id in ids)}


def _wishes(dice: Random, place: Establishment, settings: PlanSettings) -> tuple[Wish, ...]:
    """Wishes that speak of moves that may be made: a plan refuses those that nothing could meet."""
    if not _some(dice, 0.7):
        return ()
    pairs = candidates(place, DAY, settings).pairs
    found: list[Wish] = []
    for _ in range(dice.randint(1, 4) if pairs else 0):
        pair = dice.choice(pairs)
        line, origin = pair.line, pair.person.unit
        kind = dice.choice((WishKind.FORBID, WishKind.REQUIRE, *WishKind))
        parts: dict[str, Any] = {}
        if kind is WishKind.TOGETHER:
            others = sorted({each.person.id for each in pairs if each.line.to_unit == line.to_unit} - {line.person})
            if not others:
                continue
            parts["persons"] = (line.person, dice.choice(others))
        elif kind is WishKind.STAY or _some(dice, 0.5):
            parts["persons"] = (line.person,)
        if kind is not WishKind.STAY and ("persons" not in parts or _some(dice, 0.4)):
            parts["to_unit"] = line.to_unit
        if kind in (WishKind.FORBID, WishKind.PREFER, WishKind.REQUIRE) and _some(dice, 0.3):
            parts |= dice.choice(({"from_unit": origin}, {"category": line.category}, {"post": line.post}))
        if kind is WishKind.PREFER:
            parts["weight"] = dice.randint(1, 5)
        found.append(Wish(kind, by="某科", on=DAY, why="试验。", **parts))
    return tuple(found)


def without_demands(settings: PlanSettings) -> PlanSettings:
    """The same settings with only those wishes that every ledger can meet."""
    kept = (WishKind.FORBID, WishKind.STAY)
    return replace(settings, wishes=tuple(wish for wish in settings.wishes if wish.kind in kept))
