"""Two to four scenarios side by side: figures first, then the people they treat differently."""

from collections.abc import Sequence

import streamlit as st

from bianzhi.domain.scenario import Scenario, ScenarioContent
from bianzhi.domain.scenario_comparison import Compared
from bianzhi.services import scenario_comparison
from bianzhi.ui import exports, keeping
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session
from bianzhi.ui.tables.scenarios import indicator_rows, otherwise_rows

_TALLEST = 14


def scenario_comparison_view(now: Session, kept: Sequence[tuple[Scenario, ScenarioContent]]) -> None:
    """Compare the scenarios chosen; those without a ledger are left out, and said to be."""
    compared = [Compared(head.name, keeping.ledger_of(content), content) for head, content in kept if content.ledger]
    without = [head.name for head, content in kept if not content.ledger]
    if without:
        st.info(f"「{'」「'.join(without)}」还没有台账，不参加比较。", icon=":material/info:")
    if len(compared) < scenario_comparison.FEWEST:
        return
    key = ("scenarios", *((head.id, head.version) for head, _ in kept))
    found = now.remember(key, lambda: scenario_comparison.compare(compared))
    for note in found.notes:
        st.warning(note, icon=":material/info:")
    names = list(found.names)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("方案比较", anchor=False, width="content")
        st.caption("✓ 为该项较优。各项含义见“口径”列。")
        file = Download(
            "方案比较",
            "",
            exports.comparison_name([head for head, _ in kept], now.day),
            exports.XLSX,
            lambda: exports.comparison(found, compared),
            is_result=False,
        )
        download_button(now, file, label="导出比较表")
    table(
        frame(now, ("indicators", key), lambda: indicator_rows(found)),
        tallest=_TALLEST,
        columns={name: st.column_config.TextColumn(alignment="right", width="medium") for name in names},
    )
    st.subheader(f"去向不同的人员：{len(found.otherwise)} 人", anchor=False)
    st.caption(f"另有 {found.alike} 人在各方案中去向相同，不列。")
    if found.otherwise:
        establishments = [each.establishment for each in compared]
        table(frame(now, ("otherwise", key), lambda: otherwise_rows(found, establishments)), tallest=_TALLEST)
