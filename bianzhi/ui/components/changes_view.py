"""What changed since an older ledger: how many entered, left and moved, who, and the tie of every unit."""

import streamlit as st

from bianzhi.domain.roster_changes import ChangeKind, RosterChanges
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session
from bianzhi.ui.tables.comparisons import change_rows, unit_change_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 15
_CARDS = (ChangeKind.ENTERED, ChangeKind.LEFT, ChangeKind.MOVED, ChangeKind.RETYPED, ChangeKind.CORRECTED)


def changes_view(now: Session, found: RosterChanges) -> None:
    """Cards, the people, the units."""
    for column, kind in zip(st.columns(len(_CARDS)), _CARDS, strict=True):
        column.metric(kind.value, f"{found.counts[kind]:,} 人", border=True, height="stretch")
    st.caption(f"上期：{plain(found.old)}　本期：{plain(found.new)}")
    workbook = Download(
        "人员变动",
        "",
        exports.file_name(now, "人员变动", "xlsx"),
        exports.XLSX,
        lambda: exports.changes_workbook(found, now.day),
    )
    download_button(now, workbook, label="下载变动情况（Excel）", primary=True)
    if not found.changes:
        st.success("两期名册没有变化。", icon=":material/check_circle:")
        return
    people, units = st.tabs([f"人员变动（{len(found.changes):,}）", "分单位汇总"])
    with people:
        present = [kind for kind, count in found.counts.items() if count]
        kinds = st.multiselect(
            "变动",
            present,
            format_func=lambda kind: f"{kind.value}（{found.counts[kind]}）",
            key=WidgetKey.CHANGE_KIND,
            placeholder="全部变动",
            label_visibility="collapsed",
        )
        rows = frame(now, ("changes", now.files_compared, tuple(kinds)), lambda: change_rows(found, kinds))
        table(rows, tallest=_ROWS, columns={"更正": st.column_config.TextColumn(width="large")})
    with units:
        st.caption("只列有变动的单位；上期实有 ＋ 进入 ＋ 调入 － 离开 － 调出 ＝ 本期实有。")
        table(frame(now, ("unit changes", now.files_compared), lambda: unit_change_rows(found)), tallest=_ROWS)
