"""The Word plan: a proposal in the layout of GB/T 9704, its numbers those of the plan."""

from pathlib import Path
from typing import Any

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan
from bianzhi.writing.document_styles import (
    Look,
    add_landscape_section,
    add_paragraph,
    add_run,
    new_document,
    save,
)
from bianzhi.writing.plan_annexes import add_annexes
from bianzhi.writing.plan_figures import PlanFigures, figures_of
from bianzhi.writing.plan_text import ANNEXES, chapters, title


def write(path: Path, plan: Plan, establishment: Establishment, mergers: tuple[Merger, ...] = ()) -> None:
    """Write the plan as a Word document.

    Parameters
    ----------
    path
        Where to; overwritten. The same plan makes the same bytes.
    plan, establishment
        A plan and the ledger it was made from: all figures of text and annexes are computed from these two.
    mergers
        The section plan, for chapter four and annex 4.

    Raises
    ------
    BianzhiError
        The plan is not one of this ledger, or the file cannot be written.

    Notes
    -----
    Layout: GB/T 9704-2012. What nobody knows yet — document number, dates of the steps, signature — stays blank.
    """
    figures = figures_of(plan, establishment, mergers)
    document = new_document(title(figures).replace("\n", "") + "（建议稿）", plan.day)
    _add_head(document, figures)
    for block in chapters(figures):
        paragraph = add_paragraph(document, "" if block.run_in else block.text, block.look)
        if block.run_in:
            add_run(paragraph, block.run_in, Look.HEADING_2)
            add_run(paragraph, block.text, block.look)
    _add_foot(document, figures)
    add_landscape_section(document)
    add_annexes(document, figures)
    save(document, path)


def _add_head(document: Any, figures: PlanFigures) -> None:
    add_paragraph(document, "内部资料　注意保存", Look.MARK)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, title(figures), Look.TITLE)
    add_paragraph(document, "（建议稿）", Look.SUBTITLE)
    add_paragraph(document, "", Look.BODY)


def _add_foot(document: Any, figures: PlanFigures) -> None:
    """Annexes named one line below the text, then who signs and when: blank, since it is a proposal."""
    add_paragraph(document, "", Look.BODY)
    for number, name in enumerate(ANNEXES, 1):
        prefix = "附件：" if number == 1 else "　　　"
        add_paragraph(document, f"{prefix}{number}.{name}", Look.BODY)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, f"中共{figures.district}委机构编制委员会办公室　", Look.SIGNATURE)
    add_paragraph(document, "〔　　　　〕年〔　　〕月〔　　〕日　　", Look.SIGNATURE)
