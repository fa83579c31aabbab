"""The tables of figures of a plan: each is what ledger and 名册 give when counted anew, and its totals tie."""

from collections.abc import Iterator, Mapping, Sequence

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan_columns import (
    BALANCE,
    EXCLUDED,
    MANUAL,
    MOVES,
    OVERVIEW,
    REMAINING,
    STATUS_WORDS,
    TOTAL,
    BalanceColumn,
    Figure,
    OverviewColumn,
    PaperValue,
    PlanSheet,
    RemainingColumn,
    paper_date,
    paper_text,
)
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PlanCase, differing, in_words, plan_rule

_WITHIN_QUOTA = statute("decree-486").article(6)
_RECOUNTED = "按台账和名册重新计算"

Row = Mapping[str, PaperValue]


def _table(case: PlanCase, sheet: PlanSheet, keys: Sequence[str], expected: Sequence[Row]) -> Iterator[Breach]:
    """Every difference between a sheet and the rows it should have, in their order, told by their keys."""
    known = {tuple(row[key] for key in keys): row for row in expected}
    order = {key: number for number, key in enumerate(known)}
    seen: set[tuple[PaperValue, ...]] = set()
    last = -1
    for row in case.paper[sheet]:
        key = tuple(row[heading] for heading in keys)
        words = "／".join(in_words(part) for part in key)
        if key not in known:
            yield Breach(row.cell(keys[0]), f"{words}一行不应在本表中，{_RECOUNTED}没有这一行。")
        elif key in seen:
            yield Breach(row.cell(keys[0]), f"{words}在本表中列了不止一次，应只列一次。")
        else:
            seen.add(key)
            if order[key] < last:
                yield Breach(row.cell(keys[0]), f"{words}一行位置不对，应按台账顺序排列。")
            last = max(last, order[key])
            yield from differing(row, known[key], _RECOUNTED)
    for key in known.keys() - seen:
        words = "／".join(in_words(part) for part in key)
        yield Breach(case.paper[sheet].cell(keys[0]), f"缺{words}一行，{_RECOUNTED}应有这一行。")


def _balance_row(case: PlanCase, number: int, cell: CellKey) -> Row:
    ledger, unit = case.establishment, case.establishment.unit[cell[0]]
    return {
        BalanceColumn.NUMBER: number,
        BalanceColumn.UNIT: paper_text(unit.code),
        BalanceColumn.UNIT_NAME: paper_text(unit.name),
        BalanceColumn.KIND: unit.kind.value,
        BalanceColumn.CATEGORY: cell[1].value,
        BalanceColumn.AUTHORIZED: ledger.authorized.get(cell, 0),
        BalanceColumn.IN_POST_BEFORE: ledger.in_post.get(cell, 0),
        BalanceColumn.EXCESS_BEFORE: ledger.excess(cell),
        BalanceColumn.VACANCIES_BEFORE: ledger.vacancies(cell),
        BalanceColumn.LEAVING: len(case.leaving.get(cell, ())),
        BalanceColumn.ARRIVING: len(case.arriving.get(cell, ())),
        BalanceColumn.IN_POST_AFTER: case.in_post_after(cell),
        BalanceColumn.EXCESS_AFTER: case.excess_after(cell),
        BalanceColumn.VACANCIES_AFTER: case.vacancies_after(cell),
    }


_COUNTS = tuple(BalanceColumn)[tuple(BalanceColumn).index(BalanceColumn.AUTHORIZED) :]


@plan_rule("P571", "编制调整对照表与台账、名册一致，合计相符", _WITHIN_QUOTA)
def balance_is_what_the_moves_give(case: PlanCase) -> Iterator[Breach]:
    """One row per unit and type in ledger order, before and after; the total row adds up; nothing is netted."""
    expected = [_balance_row(case, number, cell) for number, cell in enumerate(case.establishment.cells, 1)]
    total: dict[str, PaperValue] = {
        heading: None for heading in BalanceColumn if heading not in (*_COUNTS, BalanceColumn.UNIT_NAME)
    }
    total[BalanceColumn.UNIT_NAME] = TOTAL
    for heading in _COUNTS:
        values = [row[heading] for row in expected]
        total[heading] = sum(value for value in values if isinstance(value, int))
    yield from _table(case, BALANCE, (BalanceColumn.UNIT, BalanceColumn.CATEGORY), [*expected, total])


@plan_rule("P575", "未消化超编与重新计算一致，并写明原因", _WITHIN_QUOTA)
def remaining_excess_is_what_is_left(case: PlanCase) -> Iterator[Breach]:
    """Every cell still in excess after the moves is listed with its excess and what blocks it, and no other."""
    left = [(cell, case.excess_after(cell)) for cell in case.establishment.cells if case.excess_after(cell)]
    expected: list[Row] = []
    for number, (cell, excess) in enumerate(left, 1):
        expected.append(
            {
                RemainingColumn.NUMBER: number,
                RemainingColumn.UNIT: paper_text(cell[0]),
                RemainingColumn.UNIT_NAME: paper_text(case.establishment.unit[cell[0]].name),
                RemainingColumn.CATEGORY: cell[1].value,
                RemainingColumn.EXCESS: excess,
            }
        )
    yield from _table(case, REMAINING, (RemainingColumn.UNIT, RemainingColumn.CATEGORY), expected)
    for row in case.paper[REMAINING]:
        if not row.text(RemainingColumn.WHY):
            yield Breach(row.cell(RemainingColumn.WHY), "“原因”为空，每处未消化超编都应写明原因。")


def _figures(case: PlanCase) -> Mapping[Figure, PaperValue]:
    ledger = case.establishment
    between = [move for move in case.moves if move.leaves_unit]
    status = next((words for status, words in STATUS_WORDS.items() if status.value == case.plan_status), None)
    return {
        Figure.LEDGER: paper_text(ledger.name) or None,
        Figure.DAY: paper_date(case.day),
        Figure.STATUS: status,
        Figure.UNITS: len(ledger.units),
        Figure.AUTHORIZED: sum(ledger.authorized.values()),
        Figure.IN_POST: sum(ledger.in_post.values()),
        Figure.EXCESS_BEFORE: sum(ledger.excess(cell) for cell in ledger.cells),
        Figure.VACANCIES_BEFORE: sum(ledger.vacancies(cell) for cell in ledger.cells),
        Figure.MOVES: len(case.paper[MOVES].rows),
        Figure.BETWEEN_UNITS: len(between),
        Figure.WITHIN_UNITS: len(case.moves) - len(between),
        Figure.GIVING_UNITS: len({move.person.unit for move in between}),
        Figure.RECEIVING_UNITS: len({move.unit.code for move in between}),
        Figure.EXCESS_AFTER: sum(case.excess_after(cell) for cell in ledger.cells),
        Figure.VACANCIES_AFTER: sum(case.vacancies_after(cell) for cell in ledger.cells),
        Figure.EXCLUDED: len(case.paper[EXCLUDED].rows),
        Figure.MANUAL: len(case.paper[MANUAL].rows),
    }


@plan_rule("P573", "总览各项数字与重新计算一致")
def overview_is_what_the_tables_give(case: PlanCase) -> Iterator[Breach]:
    """Every key figure of 总览 is what ledger and 名册 give when counted anew."""
    for figure, value in _figures(case).items():
        if figure is Figure.LEDGER:  # a file may be renamed; its fingerprint is what counts
            continue
        row = case.paper[OVERVIEW].find(OverviewColumn.ITEM, figure)
        if row is None:
            yield Breach(case.paper[OVERVIEW].cell(OverviewColumn.ITEM), f"缺“{figure}”一行，应为{in_words(value)}。")
        else:
            yield from differing(row, {OverviewColumn.VALUE: value}, f"“{figure}”{_RECOUNTED}")


TABLE_RULES = (
    balance_is_what_the_moves_give,
    overview_is_what_the_tables_give,
    remaining_excess_is_what_is_left,
)
