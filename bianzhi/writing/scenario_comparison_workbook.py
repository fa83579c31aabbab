"""Scenarios side by side as a workbook: the figures of each, and the people they treat differently."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place
from bianzhi.domain.plan_columns import OPEN_POST, PROPOSAL_NOTE, PaperValue, paper_id, paper_text
from bianzhi.domain.scenario_comparison import ScenarioComparison
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

TITLE = "方案比较（拟）"
_STAYS = "不调整"


def write(path: Path, found: ScenarioComparison, establishments: Sequence[Establishment], day: date) -> None:
    """Write the comparison; ``establishments`` are the ledgers of the scenarios, in their order.

    Two sheets: 指标 (one line an indicator) and 去向不同的人员 (one line a person). The order of the scenarios is kept.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    write_tables(path, (_indicators(found), _otherwise(found, establishments)), TITLE, day)


def _indicators(found: ScenarioComparison) -> Table:
    columns = (
        TableColumn("指标", 28),
        *(TableColumn(paper_text(name), 22, Kind.CENTER) for name in found.names),
        TableColumn("较优", 22, Kind.CENTER),
        TableColumn("口径", 60),
    )
    lines: list[list[PaperValue]] = [
        [each.name, *each.values, "、".join(found.names[place] for place in each.best) or None, each.meaning]
        for each in found.indicators
    ]
    lines += [["说明", *[None] * len(found.names), None, note] for note in found.notes]
    return Table("指标", TITLE, PROPOSAL_NOTE, columns, [on_paper(line) for line in lines])


def _otherwise(found: ScenarioComparison, establishments: Sequence[Establishment]) -> Table:
    columns = (
        NUMBER,
        TableColumn("人员编号", 12, Kind.CENTER),
        TableColumn("姓名", 10, Kind.CENTER),
        TableColumn("现机构", 22),
        *(TableColumn(paper_text(name), 34) for name in found.names),
    )
    rows = numbered(
        [
            paper_id(each.person),
            each.name,
            each.unit,
            *(_place(place, ledger) for place, ledger in zip(each.places, establishments, strict=True)),
        ]
        for each in found.otherwise
    )
    foot: list[PaperValue] = ["合计", f"{len(rows)} 人", *[None] * (len(columns) - 2)]
    return Table("去向不同的人员", "去向不同的人员（拟）", PROPOSAL_NOTE, columns, rows, foot, frozen_columns=4)


def _place(place: Place | None, establishment: Establishment) -> str:
    if place is None:
        return _STAYS
    unit = establishment.unit.get(place.unit)
    return f"{unit.name if unit else place.unit}，{place.category}，{place.post or OPEN_POST}"
