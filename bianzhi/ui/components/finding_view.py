"""Findings: how often each rule was broken, the list with its filters, and one finding in full."""

from typing import Any

import streamlit as st

from bianzhi.domain.finding import Finding
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import Row, filtered, finding_rows, intake_rows, origin_words, origins, rule_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_FILTERS = {
    "级别": WidgetKey.FINDING_SEVERITY,
    "规则": WidgetKey.FINDING_RULE,
    "工作表": WidgetKey.FINDING_SHEET,
    "单位": WidgetKey.FINDING_UNIT,
}
_ROWS = 13


def findings_with_details(now: Session, source: Source, findings: tuple[Finding, ...]) -> None:
    """The list on the left; on the right the summary by rule, or the finding that was chosen."""
    listed, details = st.columns([5, 2])
    with listed:
        rows = now.remember("finding rows", lambda: finding_rows(source.establishment, findings))
        chosen = _list(now, rows)
    with details:
        if chosen is None:
            st.markdown("**按规则汇总**　点选左边一行看全文")
            table(frame(now, "rules", lambda: rule_rows(findings)), tallest=_ROWS + 1)
        else:
            _details(now, source, findings, chosen)


def _list(now: Session, rows: list[Row]) -> dict[str, Any] | None:
    wanted: dict[str, list[str]] = {}
    for box, (name, key) in zip(st.columns(len(_FILTERS)), _FILTERS.items(), strict=True):
        choices = list(dict.fromkeys(str(row[name]) for row in rows if row[name]))
        wanted[name] = box.multiselect(name, choices, key=key, placeholder=f"全部{name}", label_visibility="collapsed")
    filter_key = tuple((name, tuple(values)) for name, values in wanted.items())
    data = frame(now, ("findings", filter_key), lambda: filtered(rows, wanted))
    if data.empty:
        st.info("没有符合条件的问题，请减少筛选条件。", icon=":material/filter_alt:")
        return None
    place = selectable_table(data, WidgetKey.FINDINGS, tallest=_ROWS)
    st.caption(f"共 {len(data):,} 项。")
    return None if place is None else dict(data.iloc[place])


def _details(now: Session, source: Source, findings: tuple[Finding, ...], finding: dict[str, Any]) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(finding['级别'])}　{plain(finding['事项'])}**（{plain(finding['规则'])}）")
        st.markdown(f"**位置**　{plain(source.name)} › {plain(finding['工作表'])} › {plain(finding['单元格'])}")
        original = source.original
        if original is not None:
            places = now.remember("origins", lambda: origins(source.establishment, original.establishment))
            if words := origin_words(places, finding["工作表"], finding["单元格"]):
                st.markdown(f"**原文件**　{plain(words)}")
        if finding["单位"]:
            st.markdown(f"**单位**　{plain(finding['单位'])}")
        st.markdown(f"**问题**　{plain(finding['问题'])}")
        if finding["依据"]:
            st.markdown(f"**依据**　{plain(finding['依据'])}")
        if finding["处理建议"]:
            st.markdown(f"**建议**　{plain(finding['处理建议'])}")
        repair = findings[int(finding["序号"]) - 1].repair
        if repair is not None:
            st.markdown(f"**可采纳的修复**　{plain(repair.was) or '（空白）'} → {plain(repair.value) or '（清空）'}")
            st.markdown(f"**修复理由**　{plain(repair.why)}")


def intake_findings(now: Session, source: Source) -> None:
    """What was wrong with the form of the uploads: the canonical workbook no longer shows it, and what it left out."""
    findings = source.intake_findings
    if not findings:
        st.success("原文件读取时没有发现问题。", icon=":material/check_circle:")
        return
    st.caption("读取所上传的文件时发现的问题；整行没有读入的，规范台账里没有。请在原文件中更正后重新导入。")
    table(frame(now, "intake findings", lambda: intake_rows(findings)), tallest=_ROWS)
