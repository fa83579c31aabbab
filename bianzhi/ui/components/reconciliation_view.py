"""三方比对 on the screen: how much there is to do, the to-do list, and the counts of every unit and type."""

import streamlit as st

from bianzhi.domain.finding import Severity
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.comparisons import cell_rows, kind_rows, todo_rows
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 13
_WIDE = st.column_config.TextColumn(width="large")


def reconciliation_view(now: Session, source: Source, found: Reconciliation) -> None:
    """Cards, then what is to be done, then the counts."""
    _cards(found)
    workbook = Download(
        "三方比对",
        "",
        exports.file_name(now, "三方比对", "xlsx"),
        exports.XLSX,
        lambda: exports.reconciliation_workbook(source, found, now.day),
    )
    download_button(now, workbook, label="下载比对结果（Excel）", primary=True)
    todo, counts = st.tabs([f"待办清单（{len(found.discrepancies):,}）", "分单位、分类型比对"])
    with todo:
        _todo(now, source, found)
    with counts:
        only = st.toggle("只看不一致的", value=True, key=WidgetKey.ONLY_DIFFERENCES)
        rows = frame(
            now,
            ("cells", now.files_compared, only),
            lambda: cell_rows(source.establishment, found, only_differences=only),
        )
        if rows.empty:
            st.success("各单位、各编制类型的人数都一致。", icon=":material/check_circle:")
        else:
            table(rows, tallest=16)


def _cards(found: Reconciliation) -> None:
    grave = sum(count for kind, count in found.counts.items() if kind.severity is Severity.ERROR)
    cards = [("名册占编实有", f"{found.persons:,} 人")]
    if found.payroll:
        cards += [("财政供养（在编）", f"{found.paid:,} 人"), ("两边对上", f"{found.matched:,} 人")]
    cards += [
        ("待办", f"{len(found.discrepancies):,} 项"),
        ("其中须先查清", f"{grave:,} 项"),
        ("人数不一致的单位、类型", f"{sum(not cell.agrees for cell in found.cells):,} 个"),
    ]
    for column, (label, value) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(label, value, border=True, height="stretch", help=tip(label))


def _todo(now: Session, source: Source, found: Reconciliation) -> None:
    if not found.discrepancies:
        st.success("没有发现不一致。", icon=":material/check_circle:")
        return
    listed, kinds = st.columns([5, 2])
    rows = frame(now, ("todo", now.files_compared), lambda: todo_rows(source.establishment, found))
    with listed:
        boxes = st.columns(2)
        for box, (name, key) in zip(boxes, (("事项", WidgetKey.TODO_KIND), ("单位", WidgetKey.TODO_UNIT)), strict=True):
            wanted = box.multiselect(
                name,
                [value for value in rows[name].unique() if value],
                key=key,
                placeholder=f"全部{name}",
                label_visibility="collapsed",
            )
            if wanted:
                rows = rows[rows[name].isin(wanted)]
        table(rows, tallest=_ROWS, columns={"位置": _WIDE, "对照位置": _WIDE})
        st.caption(f"共 {len(rows):,} 项。")
    with kinds:
        st.markdown("**按事项**")
        table(frame(now, ("todo kinds", now.files_compared), lambda: kind_rows(found)), tallest=_ROWS)
