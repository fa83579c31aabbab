"""The office's own hand in a plan: who stays, what must not or must happen, what is preferred. Each says who, when, why."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.signed import day_of
from bianzhi.domain.terms import Category, Term
from bianzhi.errors import SettingsError

_LONGEST_WHY = 200
"""Characters."""
_HEAVIEST = 100


class WishKind(Term):
    """要求类别."""

    STAY = "不调整"
    """The named people do not move."""
    FORBID = "不得安排"
    """No move matches the pattern."""
    REQUIRE = "应当安排"
    """At least ``least`` moves match the pattern."""
    PREFER = "优先安排"
    """Moves that match count ``weight`` in an objective of their own, after the number of moves."""
    TOGETHER = "一并调整"
    """The named people all move to one and the same unit, or none of them moves (成建制)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. Empty parts of the pattern match everything; the parts that are filled must all match."""

    kind: WishKind
    persons: tuple[str, ...] = ()
    from_unit: str = ""
    to_unit: str = ""
    category: Category | None = None
    """Establishment type of the receiving post."""
    post: str = ""
    least: int = 1
    """REQUIRE: how many moves must match (persons)."""
    weight: int = 1
    """PREFER: what each matching move counts, 1–100."""
    by: str = ""
    """Who asked for it."""
    on: date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse a wish that says nothing, or does not say who, when and why."""
        if self.kind in (WishKind.STAY, WishKind.TOGETHER) and not self.persons:
            raise SettingsError(f"要求“{self.kind}”没有写明人员。", "请列出人员编号（设置文件中的 persons）。")
        if self.kind is WishKind.STAY and (self.from_unit or self.to_unit or self.category or self.post):
            raise SettingsError(
                f"要求“{self.kind}”写了去向（{self.subject}）。",
                f"“{self.kind}”只写人员；只限制某一去向的，请改用“{WishKind.FORBID}”。",
            )
        if self.kind is WishKind.TOGETHER and len(set(self.persons)) < 2:
            raise SettingsError("要求“一并调整”只有一人。", "请列出至少两个不同的人员编号。")
        if not (self.persons or self.from_unit or self.to_unit or self.category or self.post):
            raise SettingsError(
                f"要求“{self.kind}”没有写明对象。", "请至少写明人员、调出机构、调入机构、编制类型之一。"
            )
        if not _whole(self.least, 1, 10_000) or not _whole(self.weight, 1, _HEAVIEST):
            raise SettingsError(
                f"要求“{self.kind}”的人数为 {self.least!r}、权重为 {self.weight!r}。",
                f"人数应为不小于 1 的整数，权重应为 1 到 {_HEAVIEST} 的整数。",
            )
        if not self.by.strip() or self.on is None or not self.why.strip():
            raise SettingsError(
                f"要求“{self.kind}”（{self.subject}）没有写全提出人、日期和理由。",
                "请补全这三项（设置文件中的 by、on、why）。",
            )
        if len(self.why) > _LONGEST_WHY:
            raise SettingsError(f"要求“{self.kind}”的理由超过 {_LONGEST_WHY} 个字。", "请写得简短些。")

    def matches(self, line: PlanLine, from_unit: str) -> bool:
        """Whether a move is one that this wish speaks of."""
        return (
            (not self.persons or line.person in self.persons)
            and self.from_unit in ("", from_unit)
            and self.to_unit in ("", line.to_unit)
            and self.category in (None, line.category)
            and self.post in ("", line.post)
        )

    @property
    def subject(self) -> str:
        """What the wish speaks of, in a few words (codes, not names)."""
        parts = ["、".join(self.persons)]
        if self.from_unit or self.to_unit:
            parts.append(f"{self.from_unit or '任一机构'}→{self.to_unit or '任一机构'}")
        parts += [self.category or "", self.post]
        return " ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and for the sheet 参数与指纹; parts that are empty, or say nothing, are left out."""
        plain: dict[str, Any] = {"kind": self.kind.value}
        silent = {"least": self.kind is not WishKind.REQUIRE, "weight": self.kind is not WishKind.PREFER}
        for item in fields(self)[1:]:
            value = getattr(self, item.name)
            if value not in ((), "", None) and not (silent.get(item.name) and value == 1):
                plain[item.name] = list(value) if isinstance(value, tuple) else value
        if self.on is not None:
            plain["on"] = self.on.isoformat()
        return plain


def parse_wish(values: Mapping[str, Any]) -> Wish:
    """One wish of a settings file (``[[wishes]]``).

    Raises
    ------
    SettingsError
        A name is unknown, a value is none of its list, or who, when and why are missing.
    """
    known = [item.name for item in fields(Wish)]
    for name in values:
        if name not in known:
            raise SettingsError(f"要求中没有名为 {name} 的项。", f"可用的项有：{'、'.join(known)}。")
    plain = dict(values)
    plain["kind"] = _term(WishKind, plain.get("kind", ""), "kind")
    plain["persons"] = _names(plain.get("persons", ()))
    if "category" in plain:
        plain["category"] = _term(Category, plain["category"], "category")
    plain["on"] = day_of(plain["on"], "要求中 on ") if "on" in plain else None
    for name in ("from_unit", "to_unit", "post", "by", "why"):
        if not isinstance(plain.get(name, ""), str):
            raise SettingsError(f"要求中 {name} 的值为 {plain[name]!r}。", "应为文字。")
    return Wish(**plain)


def _term(terms: type[Term], value: object, name: str) -> Any:
    for term in terms:
        if term.value == value:
            return term
    raise SettingsError(
        f"要求中 {name} 的值为 {value!r}。", f"应为以下之一：{'、'.join(term.value for term in terms)}。"
    )


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        found = tuple(value)
        if all(isinstance(each, str) for each in found):
            return found
    raise SettingsError(f"要求中 persons 的值为 {value!r}。", '应为人员编号的列表，如 ["P00001", "P00002"]。')


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
