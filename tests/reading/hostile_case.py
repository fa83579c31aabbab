"""A hostile or odd file in a format beside xlsx, and whether it is refused (how) or read right."""

from collections.abc import Callable
from dataclasses import dataclass

from bianzhi.reading.workbook import Workbook
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE

SHOWN = [[books.shown(value) for value in row] for row in PEOPLE]


@dataclass(frozen=True)
class SheetCase:
    """One file. ``refused`` is a part of the refusal; empty where the file is read and ``holds`` of the workbook."""

    name: str
    build: Callable[[], bytes]
    refused: str = ""
    holds: Callable[[Workbook], bool] = lambda workbook: workbook.sheets[-1].rows() == SHOWN
    password: str = ""


def rows_are(*rows: list[object]) -> Callable[[Workbook], bool]:
    """The first sheet has these rows."""
    return lambda workbook: workbook.sheets[0].rows() == list(rows)


def cut(content: bytes, share: float) -> bytes:
    """The beginning of a file."""
    return content[: int(len(content) * share)]
