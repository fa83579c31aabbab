"""What the office set for a plan, in words that the Word plan and the workbook share: what, for whom, who, when, why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.hand_wishes import closes_listed_posts, is_by_hand
from bianzhi.domain.matrix_change import MatrixChange
from bianzhi.domain.plan_columns import paper_id
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.law.identity_matrix import identity_matrix

_PASSAGES = {"Y": "可以直接占用", "C": "具备条件的可以占用", "M": "须经专项程序", "N": "不得占用"}


class Setting(NamedTuple):
    """One thing the office set; 提出人, 日期 and 理由 are empty where nobody records them."""

    group: str
    subject: str
    content: str
    by: str = ""
    on: date | None = None
    why: str = ""

    @property
    def sentence(self) -> str:
        """The setting in one clause, without a full stop."""
        told = "，".join(part for part in (self.subject, self.content) if part)
        day = day_in_words(self.on) if self.on else ""
        asked = f"{self.by}{day}提出" if self.by else day
        reason = f"理由：{self.why.rstrip('。')}" if self.why else ""
        source = "，".join(part for part in (asked, reason) if part)
        return f"{self.group}：{told}" + (f"（{source}）" if source else "")


def special_settings(settings: PlanSettings, establishment: Establishment) -> tuple[Setting, ...]:
    """Everything that is set otherwise than usual, but for periods and the rules of the check, which have their own places."""
    return (
        *_switched("停用的约束", settings.constraints_off),
        *_switched("启用的约束", settings.constraints_on),
        *_numbers(settings, establishment),
        *(_matrix(change) for change in settings.matrix),
        *(
            Setting("已具备的条件", people_in_words(establishment, [each.person]), f"已具备“{each.condition}”",
                    each.by, each.on, each.why)
            for each in settings.conditions
        ),
        *_wishes(settings.wishes, establishment),
    )  # fmt: skip


def people_in_words(establishment: Establishment, ids: Iterable[str]) -> str:
    """People by name and id as paper has it; the id alone for someone the ledger does not have."""
    told = []
    for id in ids:
        person = establishment.person.get(id)
        told.append(f"{person.name}（{paper_id(id)}）" if person else paper_id(id))
    return "、".join(told)


def _switched(group: str, switches: Mapping[str, str]) -> Iterator[Setting]:
    known = constraint_catalogue()
    for id, reason in switches.items():
        yield Setting(group, id, known[id].sentence if id in known else id, why=reason)


def _numbers(settings: PlanSettings, establishment: Establishment) -> Iterator[Setting]:
    if "C05" in settings.constraints_on:
        yield Setting("适度空编", "全部单位", f"调入后不超过核定编制的{settings.occupancy_percent}%")
    for unit, percent in settings.leaving_share_of.items():
        yield Setting("单位调出份额", _unit(establishment, unit), f"调出人数不超过实有人数的{percent}%")
    if settings.horizon_months:
        content = f"{settings.horizon_months}个月内退休即可消化的超编不安排调动"
        yield Setting("规划期", "全部单位", content)
    if settings.exchange.extra_moves:
        content = (
            f"可从不超编的编制上调出不超过{settings.exchange.extra_moves}人，"
            f"不为超编人员腾出空编的，每次至少增加匹配分{settings.exchange.least_gain}分"
        )
        yield Setting("双向交流", "全部单位", content)


def _matrix(change: MatrixChange) -> Setting:
    usual = identity_matrix()[change.status, change.category]
    before, after = _passage(str(usual.passage.value), usual.how), _passage(change.passage, change.how)
    content = f"由“{before}”改为“{after}”"
    return Setting(
        "身份对照表的改动", f"{change.status}占用{change.category}", content, change.by, change.on, change.why
    )


def _passage(passage: str, how: str) -> str:
    return _PASSAGES[passage] + (f"：{how.strip()}" if how.strip() else "")


def _wishes(wishes: Sequence[Wish], establishment: Establishment) -> Iterator[Setting]:
    """One setting for each wish; a move by hand to an open vacancy is one, though two or more wishes keep it."""
    cells = {
        _who_and_where(wish) for wish in wishes if wish.kind is WishKind.REQUIRE and is_by_hand(wish) and not wish.post
    }
    closed = {_who_and_where(wish) for wish in wishes if closes_listed_posts(wish)}
    for wish in wishes:
        if closes_listed_posts(wish) and _who_and_where(wish) in cells:
            continue
        is_open = wish.kind is WishKind.REQUIRE and is_by_hand(wish) and not wish.post
        yield _wish(wish, establishment, unlisted=is_open and _who_and_where(wish) in closed)


def _who_and_where(wish: Wish) -> tuple[object, ...]:
    return wish.persons, wish.to_unit, wish.category


def _wish(wish: Wish, establishment: Establishment, *, unlisted: bool) -> Setting:
    where = []
    if wish.from_unit or wish.to_unit:
        where.append(_way(wish, establishment))
    if wish.category:
        where.append(f"占用{wish.category}{'未提岗位需求的空编' if unlisted else ''}")
    if wish.post:
        where.append(f"担任“{wish.post}”")
    contents = {
        WishKind.REQUIRE: "应当安排" if wish.least == len(set(wish.persons)) else f"应当安排，至少{wish.least}人",
        WishKind.PREFER: f"优先安排，每人计{wish.weight}分",
        WishKind.TOGETHER: "调往同一单位，或者都不调整",
    }
    content = "，".join((*where, contents.get(wish.kind, wish.kind.value)))
    return Setting("单位要求", _subject(wish.persons, establishment), content, wish.by, wish.on, wish.why)


def _way(wish: Wish, establishment: Establishment) -> str:
    """From where to where; people who are named are in a unit already, so that nothing is said where the wish says nothing."""
    origin = f"由{_unit(establishment, wish.from_unit)}" if wish.from_unit else "" if wish.persons else "由任一单位"
    return f"{origin}调往{_unit(establishment, wish.to_unit) if wish.to_unit else '任一单位'}"


def _subject(persons: Sequence[str], establishment: Establishment) -> str:
    return people_in_words(establishment, persons) or "不限人员"


def _unit(establishment: Establishment, code: str) -> str:
    unit = establishment.unit.get(code)
    return unit.name if unit else code
