"""Which values a cell of the ledger may be chosen from, and how strictly: the drop-downs of the template."""

from dataclasses import dataclass

from bianzhi.domain.ledger_columns import Column, ColumnKind, Sheet
from bianzhi.domain.reform_terms import RANKS
from bianzhi.domain.terms import Band
from bianzhi.law.levels import education_names, grades

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
_SPECIALISTS = tuple(f"专技{numeral}级" for numeral in _NUMERALS)
_WORKERS = (*(f"工勤{numeral}级" for numeral in _NUMERALS[:5]), "普通工")
_KINDRED = ("夫妻", "直系血亲", "三代以内旁系血亲", "近姻亲")


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a drop-down; ``closed`` where nothing else may stand in the cell."""

    values: tuple[str, ...]
    closed: bool


def choices(sheet: Sheet, column: Column) -> Choices | None:
    """The drop-down of a column, or None where there is nothing to choose from.

    Grades and education stay open to other spellings (本科 for 大学), which reading understands.
    """
    if column.terms is not None:
        return Choices(tuple(str(term.value) for term in column.terms), closed=True)
    if column.kind is ColumnKind.FLAG:
        return Choices(("是", "否"), closed=True)
    if column.kind is ColumnKind.EDUCATION:
        return Choices(education_names(), closed=False)
    if column.kind is ColumnKind.GRADE:
        return Choices((*grades(), *_SPECIALISTS, *_WORKERS), closed=False)
    suggested = {
        ("机构", "rank"): RANKS,
        ("岗位需求", "level"): (*(band.value for band in Band), *_SPECIALISTS, *_WORKERS),
        ("亲属关系", "relation"): _KINDRED,
    }.get((sheet.name, column.field))
    return Choices(suggested, closed=False) if suggested else None
