"""三方比对: where ledger, roster and payroll disagree, and what there is to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Category


class DiscrepancyKind(StrEnum):
    """What does not agree; the value is the word users read. In the order in which a clerk should look at them."""

    PAID_THOUGH_GONE = "已离开仍在供养（吃空饷疑点）"
    NOT_ON_ROSTER = "在供养、不在名册"
    PAID_TWICE = "重复供养"
    NOT_PAID = "在名册、不在供养"
    PAY_STOPPED = "在编而停发"
    PENSIONED = "在编而按退休供养"
    PAID_ELSEWHERE = "供养单位与编制单位不一致"
    OFF_ESTABLISHMENT = "在编、编外不一致"
    TYPE_DIFFERS = "编制类型不一致"
    NUMBER_DIFFERS = "公民身份号码不一致"
    NAME_DIFFERS = "姓名不一致"
    AMBIGUOUS = "无法唯一对应"
    UNKNOWN_UNIT = "供养单位不在台账"
    COUNT_DIFFERS = "台账实有数与名册不符"
    QUOTA_DIFFERS = "台账编制数前后不符"
    SUM_DIFFERS = "台账超缺编数计算有误"
    PAID_COUNT_DIFFERS = "供养人数与名册不符"

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        if self in _ERRORS:
            return Severity.ERROR
        return Severity.NOTE if self is DiscrepancyKind.PAID_COUNT_DIFFERS else Severity.WARNING


_ERRORS = frozenset((DiscrepancyKind.PAID_THOUGH_GONE, DiscrepancyKind.NOT_ON_ROSTER, DiscrepancyKind.PAID_TWICE))


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One line of the to-do list: the place, what is there, what to do. Identity numbers in it are masked."""

    kind: DiscrepancyKind
    unit: str
    """Code of the unit that has to act; empty where the ledger knows none."""
    category: Category | None
    person: str
    """人员编号, or empty: counts, and people the roster does not know."""
    name: str
    citizen_number: str
    """Masked."""
    message: str
    hint: str
    at: CellRef
    other: CellRef | None = None
    """The place it disagrees with, in the other list."""


@dataclass(frozen=True, slots=True)
class CellComparison:
    """One unit and establishment type, counted three ways; None where a source does not say."""

    unit: str
    category: Category | None
    """None: people paid without a type, whom the roster does not know either."""
    authorized: int
    """Posts, summed over the ledger's entries."""
    stated_authorized: int | None
    """Posts, as a wide ledger states them beside 实有."""
    stated: int | None
    """Persons in post, as the ledger states."""
    in_post: int
    """Persons in post, counted on the roster."""
    paid: int | None
    """Persons whose salary is paid; None without a payroll."""

    @property
    def agrees(self) -> bool:
        """Whether all that is known says the same."""
        persons = {number for number in (self.stated, self.in_post, self.paid) if number is not None}
        return len(persons) == 1 and self.stated_authorized in (None, self.authorized)


@dataclass(frozen=True)
class Reconciliation:
    """The comparison of one ledger with a payroll, with the counts the ledger states, or with both."""

    ledger: str
    payroll: str
    """File name of the payroll; empty where none was given."""
    cells: tuple[CellComparison, ...] = ()
    """Units in ledger order, types in their standard order."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """By kind, then in the order of the ledger."""
    persons: int = 0
    """People on the roster who hold a post on the establishment."""
    paid: int = 0
    """People paid a salary as for a post on the establishment, each once; 编外, pensions and stopped pay left out."""
    matched: int = 0
    """People of the roster found on the payroll, whatever state either says."""

    @cached_property
    def counts(self) -> Mapping[DiscrepancyKind, int]:
        """Discrepancies by kind; every kind is there."""
        counts = dict.fromkeys(DiscrepancyKind, 0)
        for found in self.discrepancies:
            counts[found.kind] += 1
        return counts
