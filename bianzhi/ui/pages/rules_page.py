"""检查规则: every rule with its source; the office may switch one off, with a reason that is recorded and printed."""

import streamlit as st

from bianzhi.ui.components.frame import open_page
from bianzhi.ui.components.rule_switches import switch_form, switched_off
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.rules import FAMILIES, rule_list
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(
    Step.RULES,
    "体检和复核用的每一条规则。个别规则不适合本地的，可以停用，但要写明理由；停用的规则和理由会写入方案和体检报告。",
)
off = now.settings.rules_off
switch_form(now)
switched_off(now)

st.subheader("全部规则", anchor=False)
family = st.segmented_control(
    "类别",
    ["", *FAMILIES],
    default="",
    required=True,
    format_func=lambda letter: f"{FAMILIES[letter]}（{letter}）" if letter else "全部",
    key=WidgetKey.RULE_FAMILY,
    label_visibility="collapsed",
)
findings = now.report.findings if now.report else None
rows = frame(now, ("rule list", family or "", tuple(off)), lambda: rule_list(findings, off, family or ""))
table(
    rows,
    tallest=20,
    columns={
        "事项": st.column_config.TextColumn(width="medium"),
        "依据": st.column_config.TextColumn(width="large"),
    },
)
st.caption(f"共 {len(rows)} 条。规则自所依据的法规施行之日起适用；体检按「体检日期」当天有效的规则。")
