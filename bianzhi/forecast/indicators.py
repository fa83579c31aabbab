"""编制使用 indicators of every unit and of the whole: each a fraction of two counted figures, with its formula in words.

Over and under are never netted: 超编率 and 空编率 add up cells, not differences of totals. Defined in the field's usual
words; the definitions are not from one text of law (domain: to be verified), so each shows its formula.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person, Unit
from bianzhi.domain.outlook import Indicator
from bianzhi.domain.terms import LeadershipKind, PersonState, WorkloadKind
from bianzhi.law.general_sections import is_general
from bianzhi.law.retirement import months_to_retirement

_YOUNG_YEARS = 45
_SOON_MONTHS = 60
_OF_UNIT = (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)


@dataclass(frozen=True)
class _Scope:
    """One unit, or all of them."""

    establishment: Establishment
    units: tuple[Unit, ...]
    day: date

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(unit.code for unit in self.units)

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        if len(self.units) == 1:
            return tuple(cell for cell in self.establishment.cells if cell[0] in self.codes)
        return self.establishment.cells

    @cached_property
    def counted(self) -> tuple[Person, ...]:
        people = self.establishment.people_of
        return tuple(person for unit in self.units for person in people.get(unit.code, ()) if person.counted)

    @property
    def posts(self) -> int:
        return sum(self.establishment.authorized.get(cell, 0) for cell in self.cells)

    @property
    def in_post(self) -> int:
        return sum(self.establishment.in_post.get(cell, 0) for cell in self.cells)

    def over(self, cells: Iterable[CellKey]) -> int:
        return sum(map(self.establishment.excess, cells))

    def vacant(self, cells: Iterable[CellKey]) -> int:
        return sum(map(self.establishment.vacancies, cells))


_Fraction = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Definition:
    id: str
    name: str
    formula: str
    figures: Callable[[_Scope], _Fraction]
    note: str = ""


def _occupancy(scope: _Scope) -> _Fraction:
    return scope.in_post, scope.posts


def _vacancy(scope: _Scope) -> _Fraction:
    return scope.vacant(scope.cells), scope.posts


def _excess(scope: _Scope) -> _Fraction:
    return scope.over(scope.cells), scope.posts


def _leader_posts(scope: _Scope) -> _Fraction:
    rows = (row for row in scope.establishment.leadership_posts if row.unit in scope.codes and row.kind in _OF_UNIT)
    return sum(person.is_leader and not person.section for person in scope.counted), sum(row.authorized for row in rows)


def _leaders_per_post(scope: _Scope) -> _Fraction:
    authorized = sum(row.authorized for row in scope.establishment.leadership_posts if row.unit in scope.codes)
    return authorized, scope.posts


def _general_sections(scope: _Scope) -> _Fraction:
    sections = [
        section
        for unit in scope.units
        for section in scope.establishment.sections_of.get(unit.code, ())
        if section.counts_to_cap
    ]
    return sum(is_general(section) for section in sections), len(sections)


def _young(scope: _Scope) -> _Fraction:
    ages = [_full_years(person.born, scope.day) for person in scope.counted if person.born is not None]
    return sum(age < _YOUNG_YEARS for age in ages), len(ages)


def _retiring(scope: _Scope) -> _Fraction:
    months = [months_to_retirement(person, scope.day) for person in scope.counted]
    known = [each for each in months if each is not None]
    return sum(each <= _SOON_MONTHS for each in known), len(known)


def _absent(scope: _Scope) -> _Fraction:
    return sum(person.state is not PersonState.ACTIVE for person in scope.counted), len(scope.counted)


def _workload(scope: _Scope) -> _Fraction:
    rows = (row for row in scope.establishment.workloads if row.kind is WorkloadKind.SERVICE)
    volume = sum(row.volume for row in rows if row.unit in scope.codes)
    return volume, len(scope.counted) if volume else 0


DEFINITIONS: tuple[_Definition, ...] = (
    _Definition("K01", "编制使用率", "实有占编人数 ÷ 核定编制数", _occupancy),
    _Definition(
        "K02", "空编率", "各编制类型空编数之和 ÷ 核定编制数", _vacancy, "按单位和编制类型分别计算，不与超编相抵"
    ),
    _Definition(
        "K03", "超编率", "各编制类型超编人数之和 ÷ 核定编制数", _excess, "按单位和编制类型分别计算，不与空编相抵"
    ),
    _Definition("K04", "领导职数使用率", "单位领导人数（不在内设机构任职的） ÷ 核定单位领导职数", _leader_posts),
    _Definition("K05", "领导职数与编制之比", "核定领导职数（单位和内设机构合计） ÷ 核定编制数", _leaders_per_post),
    _Definition("K06", "综合类内设机构占比", "综合类内设机构数 ÷ 计入限额的内设机构数", _general_sections),
    _Definition("K07", "45岁以下人员占比", "不满45周岁的实有人数 ÷ 出生日期已知的实有人数", _young),
    _Definition("K08", "近5年退休人员占比", "60个月内（含已到龄）法定退休的人数 ÷ 出生日期已知的实有人数", _retiring),
    _Definition("K09", "在编不在岗率", "状态不是现职的在编人数 ÷ 实有占编人数", _absent),
    _Definition("K10", "人均工作量", "“工作量”表服务类事项年工作量之和（件） ÷ 实有占编人数", _workload),
)
"""Every indicator, in the order shown."""


def indicators(establishment: Establishment, day: date) -> tuple[Indicator, ...]:
    """Every indicator of the whole (unit empty), then of every unit in ledger order."""
    whole = _Scope(establishment, establishment.units, day)
    scopes: Sequence[tuple[str, _Scope]] = [
        ("", whole),
        *((unit.code, _Scope(establishment, (unit,), day)) for unit in establishment.units),
    ]
    return tuple(_indicator(code, definition, scope) for code, scope in scopes for definition in DEFINITIONS)


def _indicator(code: str, definition: _Definition, scope: _Scope) -> Indicator:
    above, below = definition.figures(scope)
    return Indicator(definition.id, definition.name, definition.formula, code, above, below, definition.note)


def _full_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
