"""身份对等: which legal status may take which establishment type, as data with its sources."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

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
                passage, how = row[category.value]
                matrix[status, category] = MatrixCell(Passage(passage), how, citation(row["source"]))
            else:
                matrix[status, category] = MatrixCell(Passage.FORBIDDEN, "", forbidden)
    return matrix


def passage(status: Status, category: Category) -> MatrixCell:
    """How a person of this status may come to a post of this type."""
    return identity_matrix()[status, category]
