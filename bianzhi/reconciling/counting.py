"""Counts of one cell, three ways: what the ledger states, whom the roster names, whom the treasury pays."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.intake import StatedCount
from bianzhi.domain.payroll import Payroll
from bianzhi.domain.reconciliation import CellComparison, Discrepancy, DiscrepancyKind
from bianzhi.domain.terms import Category
from bianzhi.reconciling.matching import Matching, salaries

_Key: TypeAlias = tuple[str, Category | None]


def compare_cells(
    establishment: Establishment, payroll: Payroll | None, matching: Matching, stated: Sequence[StatedCount]
) -> tuple[CellComparison, ...]:
    """Every cell that any source has: units in ledger order, types in their standard order, no type last."""
    paid = _paid_by_cell(payroll, matching)
    counts, posts = _stated(stated)
    known: set[_Key] = {*establishment.cells, *paid, *counts, *posts}
    categories = (*Category, None)
    return tuple(
        CellComparison(
            unit=unit.code,
            category=category,
            authorized=establishment.authorized.get((unit.code, category), 0) if category else 0,
            stated_authorized=posts.get((unit.code, category)),
            stated=counts.get((unit.code, category)),
            in_post=establishment.in_post.get((unit.code, category), 0) if category else 0,
            paid=paid.get((unit.code, category), 0) if payroll else None,
        )
        for unit in establishment.units
        for category in categories
        if (unit.code, category) in known
    )


def _paid_by_cell(payroll: Payroll | None, matching: Matching) -> Mapping[_Key, int]:
    """Persons paid a salary, by the payroll's unit and its type, or the roster's type where the payroll gives none."""
    if payroll is None:
        return {}
    of_row = {id(pair.row): pair.person.category for pair in matching.pairs}
    return Counter((row.unit, row.category or of_row.get(id(row))) for row in salaries(payroll, matching) if row.unit)


def _stated(stated: Sequence[StatedCount]) -> tuple[Mapping[_Key, int], Mapping[_Key, int]]:
    """Persons in post and authorized posts as stated, by cell; cells that state nothing are missing."""
    persons: Counter[_Key] = Counter()
    posts: Counter[_Key] = Counter()
    for row in stated:
        for total, number in ((persons, row.in_post), (posts, row.authorized)):
            if number is not None:
                total[row.unit, row.category] += number
    return persons, posts


def count_discrepancies(
    establishment: Establishment,
    cells: Sequence[CellComparison],
    stated: Sequence[StatedCount],
    payroll: Payroll | None,
) -> Iterator[Discrepancy]:
    """Counts that do not agree, cell by cell, and stated excess or vacancies that do not follow from their own row."""
    places: dict[_Key, StatedCount] = {}
    for row in stated:
        places.setdefault((row.unit, row.category), row)
        yield from _sums(establishment, row)
    for cell in cells:
        place = places.get((cell.unit, cell.category))
        if place is not None:
            yield from _against_stated(establishment, cell, place)
        if cell.paid is not None and payroll is not None and cell.paid != cell.in_post:
            yield _against_paid(establishment, cell, payroll)


def _against_stated(establishment: Establishment, cell: CellComparison, place: StatedCount) -> Iterator[Discrepancy]:
    name = _named(establishment, cell)
    if cell.stated is not None and cell.stated != cell.in_post:
        yield _discrepancy(
            DiscrepancyKind.COUNT_DIFFERS,
            cell,
            f"{name}台账填实有 {cell.stated} 人，名册逐人统计 {cell.in_post} 人，"
            f"{_difference('名册', cell.in_post, cell.stated)}。",
            "请核对名册是否缺人、多人，或者人员状态、编制类型填错；核实后更正台账的实有人数。",
            place.at.cell("in_post"),
        )
    if cell.stated_authorized is not None and cell.stated_authorized != cell.authorized:
        yield _discrepancy(
            DiscrepancyKind.QUOTA_DIFFERS,
            cell,
            f"{name}此处填编制 {cell.stated_authorized} 名，各次核定和变动合计 {cell.authorized} 名，"
            f"{_difference('合计', cell.authorized, cell.stated_authorized, '名')}。",
            "请对照批准文件，更正编制数或者补录变动。",
            place.at.cell("authorized"),
        )


def _sums(establishment: Establishment, row: StatedCount) -> Iterator[Discrepancy]:
    if row.authorized is None or row.in_post is None:
        return
    for field, word, there, right in (
        ("excess", "超编", row.excess, max(0, row.in_post - row.authorized)),
        ("vacancies", "空编", row.vacancies, max(0, row.authorized - row.in_post)),
    ):
        if there is not None and there != right:
            cell = CellComparison(row.unit, row.category, row.authorized, None, row.in_post, 0, None)
            yield _discrepancy(
                DiscrepancyKind.SUM_DIFFERS,
                cell,
                f"{_named(establishment, cell)}填编制 {row.authorized} 名、实有 {row.in_post} 人，"
                f"{word}填 {there}，按此应为 {right}。",
                f"请更正{word}数；超编、空编按单位和编制类型分别计算，不相抵。",
                row.at.cell(field),
            )


def _against_paid(establishment: Establishment, cell: CellComparison, payroll: Payroll) -> Discrepancy:
    assert cell.paid is not None
    return _discrepancy(
        DiscrepancyKind.PAID_COUNT_DIFFERS,
        cell,
        f"{_named(establishment, cell)}名册 {cell.in_post} 人，财政供养 {cell.paid} 人，"
        f"{_difference('供养', cell.paid, cell.in_post)}。",
        "请按清单中该单位的逐人事项核对；逐人核清后两数应相等。",
        establishment.unit[cell.unit].at.cell("name"),
        CellRef(payroll.name, "", ""),
    )


def _named(establishment: Establishment, cell: CellComparison) -> str:
    return f"{establishment.unit[cell.unit].name}{cell.category or '（编制类型未填）'}"


def _difference(word: str, number: int, other: int, measure: str = "人") -> str:
    return f"{word}{'多' if number > other else '少'} {abs(number - other)} {measure}"


def _discrepancy(
    kind: DiscrepancyKind, cell: CellComparison, message: str, hint: str, at: CellRef, other: CellRef | None = None
) -> Discrepancy:
    return Discrepancy(kind, cell.unit, cell.category, "", "", "", message, hint, at, other)
