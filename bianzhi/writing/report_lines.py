"""Lines of a report's tables: numbered, their texts made fit for paper."""

from collections.abc import Iterable, Sequence

from bianzhi.domain.plan_columns import PaperValue, paper_text
from bianzhi.writing.workbook_styles import Kind, TableColumn

NUMBER = TableColumn("序号", 6, Kind.CENTER)


def numbered(lines: Iterable[Sequence[PaperValue]]) -> list[list[PaperValue]]:
    """The lines with 序号 in front: no control characters, identity numbers masked."""
    return [[number, *on_paper(line)] for number, line in enumerate(lines, 1)]


def on_paper(line: Sequence[PaperValue]) -> list[PaperValue]:
    """A line whose texts are fit for paper."""
    return [(paper_text(value) or None) if isinstance(value, str) else value for value in line]
