"""身份对等: which legal status may take which establishment type, as data with its sources, and as the office sets it."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bianzhi.domain.matrix_change import MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status
from bianzhi.law.citation import Citation, citation, statute


class Passage(StrEnum):
    """How one status may come to one establishment type."""

    ORDINARY = "Y"
    CONDITIONAL = "C"
    MANUAL = "M"
    FORBIDDEN = "N"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the matrix: the passage, the procedure or condition it takes, and the source."""

    passage: Passage
    how: str
    source: Citation
    condition: str = ""
    """Short name of the condition of a C cell."""
    change: MatrixChange | None = None
    """Where the office set the cell otherwise: who, when, why."""


@cache
def identity_matrix() -> dict[tuple[Status, Category], MatrixCell]:
    """The whole matrix; what the data do not list is forbidden (486号令 art.15: 不得混用)."""
    rows = tomllib.loads(files("bianzhi.law").joinpath("identity_matrix.toml").read_text("utf-8"))
    forbidden = statute("decree-486").article(15)
    matrix = {}
    for status in Status:
        row = rows.get(status.value, {})
        for category in Category:
            if category.value in row:
                passage, how, *name = row[category.value]
                matrix[status, category] = MatrixCell(Passage(passage), how, citation(row["source"]), "".join(name))
            else:
                matrix[status, category] = MatrixCell(Passage.FORBIDDEN, "", forbidden)
    return matrix


def matrix_under(settings: PlanSettings) -> Mapping[tuple[Status, Category], MatrixCell]:
    """The matrix with the cells that the office set otherwise; of several changes of one cell the last counts.

    The condition of a cell that became C is called as the change words it. What an office sets rests on the office.
    """
    changed = {(change.status, change.category): change for change in settings.matrix}
    return identity_matrix() | {key: _changed(change) for key, change in changed.items()}


def _changed(change: MatrixChange) -> MatrixCell:
    way = Passage(change.passage)
    condition = change.how.strip() if way is Passage.CONDITIONAL else ""
    return MatrixCell(way, change.how.strip(), statute("local-practice").whole, condition, change)


def is_open(way: MatrixCell, fulfilled: Collection[str]) -> bool:
    """Whether a plan may use a cell for someone who fulfils some conditions: Y always, C by its condition, M and N never."""
    if way.passage is Passage.CONDITIONAL:
        return way.condition in fulfilled
    return way.passage is Passage.ORDINARY


def conditions(matrix: Mapping[tuple[Status, Category], MatrixCell]) -> tuple[str, ...]:
    """The names of the conditions of all C cells, in the order of the matrix."""
    return tuple(dict.fromkeys(way.condition for way in matrix.values() if way.passage is Passage.CONDITIONAL))


def passage_under(settings: PlanSettings, status: Status, category: Category) -> MatrixCell:
    """How a person of this status may come to a post of this type, as the office has it."""
    return matrix_under(settings)[status, category]


def passage(status: Status, category: Category) -> MatrixCell:
    """How a person of this status may come to a post of this type, as shipped."""
    return identity_matrix()[status, category]
