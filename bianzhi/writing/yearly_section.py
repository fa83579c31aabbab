"""分年度消化安排 for the Word plan: the sentences, and a table of the years."""

from typing import Any

from bianzhi.domain.answers import YearlyPlan
from bianzhi.writing.document_styles import Look, add_paragraph
from bianzhi.writing.document_table import Row, TableColumn, add_table
from bianzhi.writing.plain_text import discreet

_COLUMNS = (
    TableColumn("年度", 22),
    TableColumn("年初超编", 22),
    TableColumn("拟调动", 22),
    TableColumn("到龄退休", 22),
    TableColumn("在途调入", 22),
    TableColumn("在途调出", 22),
    TableColumn("年末超编", 22),
)


def add_yearly_section(document: Any, yearly: YearlyPlan, heading: str = "分年度消化安排") -> None:
    """Add a heading, what there is to know of the years in sentences, and the table of the years, at the document's end."""
    add_paragraph(document, heading, Look.HEADING_1)
    for sentence in yearly.sentences:
        add_paragraph(document, discreet(sentence), Look.BODY)
    add_paragraph(document, "单位：人。以后年度的退休、调动为测算数，届时以当年台账为准。", Look.NOTE)
    whole = [step for step in yearly.steps if not step.unit]
    rows: list[Row] = [
        (
            f"{step.year}年",
            *map(str, (step.excess_before, step.moves, step.retiring, step.entering, step.leaving, step.excess_after)),
        )
        for step in whole
    ]
    sums = [str(sum(getattr(step, name) for step in whole)) for name in ("moves", "retiring", "entering", "leaving")]
    add_table(document, _COLUMNS, rows, [("合计", str(whole[0].excess_before), *sums, str(whole[-1].excess_after))])
