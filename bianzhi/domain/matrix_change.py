"""The office's changes of the identity matrix, and who fulfils the condition of a C cell; each says who, when, why."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from bianzhi.domain.signed import day_of
from bianzhi.domain.terms import Category, Status
from bianzhi.errors import SettingsError

PASSAGES = ("Y", "C", "M", "N")


@dataclass(frozen=True, slots=True)
class MatrixChange:
    """One cell of 身份对等 set otherwise than the shipped table has it."""

    status: Status
    category: Category
    passage: str
    """Y ordinary, C on a condition, M by a special procedure only, N forbidden."""
    how: str = ""
    """The condition of a C cell, the procedure of an M cell."""
    by: str = ""
    on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A person fulfils the named condition of a C cell (the column 已具备条件 says the same in the ledger)."""

    person: str
    condition: str
    by: str = ""
    on: date | None = None
    why: str = ""


def parse_change(values: Mapping[str, Any]) -> MatrixChange:
    """One change of a settings file (``[[matrix]]``).

    Raises
    ------
    SettingsError
        A name is unknown, a value is none of its list, or who, when and why are missing.
    """
    plain = _checked(values, MatrixChange, "matrix")
    if not isinstance(plain.get("how", ""), str):
        raise SettingsError(f"设置 matrix：how 的值为 {plain['how']!r}。", "应为文字，写条件或程序的名称。")
    status, category = _term(Status, plain.get("status")), _term(Category, plain.get("category"))
    if plain.get("passage") not in PASSAGES:
        raise SettingsError(
            f"设置 matrix：passage 的值为 {plain.get('passage')!r}。", f"应为 {'、'.join(PASSAGES)} 之一。"
        )
    if plain["passage"] in ("C", "M") and not str(plain.get("how", "")).strip():
        raise SettingsError(
            f"设置 matrix：{status}占用{category}改为 {plain['passage']}，没有写条件或程序。", "请补全 how。"
        )
    return MatrixChange(**{**plain, "status": status, "category": category})


def parse_fulfilled(values: Mapping[str, Any]) -> Fulfilled:
    """One fulfilled condition of a settings file (``[[conditions]]``).

    Raises
    ------
    SettingsError
        A name is unknown, or person, condition, who, when or why is missing.
    """
    plain = _checked(values, Fulfilled, "conditions")
    for name in ("person", "condition"):
        if not isinstance(plain.get(name), str) or not plain[name].strip():
            raise SettingsError(f"设置 conditions：没有写 {name}。", "请补全人员编号和条件名称。")
    return Fulfilled(**plain)


def _checked(values: Mapping[str, Any], kind: type, section: str) -> dict[str, Any]:
    known = [item.name for item in fields(kind)]
    plain = dict(values)
    for name in plain:
        if name not in known:
            raise SettingsError(f"没有名为 {section}.{name} 的设置。", f"可用的设置有：{'、'.join(known)}。")
    for name in ("by", "why"):
        if not isinstance(plain.get(name), str) or not plain[name].strip():
            raise SettingsError(
                f"设置 {section}：没有写 {name}。", "请补全 by（提出人）、on（日期）、why（理由）三项。"
            )
    if isinstance(plain.get("on"), datetime):
        plain["on"] = plain["on"].date()
    plain["on"] = day_of(plain.get("on"), f"设置 {section}：on ")
    return plain


def _term(terms: Any, value: object) -> Any:
    for term in terms:
        if term.value == value:
            return term
    raise SettingsError(f"设置 matrix：没有“{value}”。", f"应为以下之一：{'、'.join(term.value for term in terms)}。")
