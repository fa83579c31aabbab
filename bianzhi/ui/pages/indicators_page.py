"""指标: every indicator with its formula, of the whole and of each unit; what the workload calls for."""

import streamlit as st

from bianzhi.domain.need_words import ROUNDING
from bianzhi.domain.outlook import IndicatorBasis
from bianzhi.services import foresight
from bianzhi.ui import exports, reform_exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.reform_world import chosen_world
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables import studies
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.widget_keys import WidgetKey

_LONGEST_IN_A_CELL = 28
"""Characters of a note that the table shows whole; a longer one stands below it as well."""
_POPULATION = "population"
"""Name of the preference: 常住人口 (persons) is no part of any ledger or scenario, and the same for all of them."""


def _kept_population(now: Session) -> int | None:
    kept = now.preference(_POPULATION)
    return int(kept) if kept.isdecimal() else None


now = open_page(
    Step.INDICATORS, "编制使用的各项指标，每项写明计算公式和分子、分母；有「工作量」表的，按工作量测算人员需求。"
)
source = require_source(now)
establishment, reform_mark = chosen_world(now, source)
needs = now.remember(("staff need", now.day, reform_mark), lambda: foresight.staff_need(establishment, now.day))

after = "（改革后）" if reform_mark else ""

views = {"one": "一个单位或合计", "all": "分单位", "need": f"工作量测算（{len(needs)}）"}
head = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
view = head.segmented_control(
    "内容",
    list(views),
    default="one",
    required=True,
    format_func=lambda name: views[name],
    key=WidgetKey.INDICATOR_VIEW,
    label_visibility="collapsed",
    width="content",
)

if view == "need":
    with head:
        download = Download(
            "工作量测算",
            "",
            exports.file_name(now, f"工作量测算{after}", "xlsx"),
            exports.XLSX,
            lambda: reform_exports.staff_need_workbook(now, establishment, needs),
            "" if needs else "没有工作量表。",
        )
        download_button(now, download, label="下载工作量测算（Excel）")
    if not needs:
        st.info(
            "台账中没有「工作量」表。在台账模板的「工作量」表填写各单位的事项、年工作量和标准用时，重新导入后在这里测算。",
            icon=":material/info:",
        )
        st.stop()
    st.caption(
        "按世界卫生组织工作量指标法（WISN）：需求＝服务类工作量×标准用时÷可用工时×辅助系数＋专项折合。"
        f"标准用时由单位填报，结果供研究核定编制参考。{ROUNDING}"
        "只测算了部分科室的单位，小计行的编制和实有只计已测算的科室，不与全单位相比。"
    )
    rows = frame(now, ("needs", now.day, reform_mark), lambda: studies.need_rows(establishment, needs))
    widths = {"测算过程": 460, "内设机构": 210, "单位": 190}
    wide = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
    table(rows, whole_on_paper=True, tallest=7, columns=wide, lines=3)
    st.stop()

unit, population = "", _kept_population(now)
if view == "one":
    with st.container(horizontal=True):
        unit = st.selectbox(
            "单位",
            [unit.code for unit in establishment.units],
            index=None,
            format_func=lambda code: unit_name(establishment, code),
            key=WidgetKey.INDICATOR_UNIT,
            placeholder="全部单位合计",
            filter_mode="contains",
            width=360,
            persist_state="session",
        ) or ""  # fmt: skip
        population = st.number_input(
            "常住人口（人）",
            min_value=1,
            max_value=1_000_000_000,
            value=population,
            step=1,
            key=WidgetKey.INDICATOR_POPULATION,
            placeholder="用于财政供养系数，可不填",
            width=240,
        )
        if population != _kept_population(now):
            now.set_preference(_POPULATION, str(population or ""))

compared = now.reconciliation if now.reconciliation and now.reconciliation.payroll else None
basis = IndicatorBasis(now.plan, population, compared.paid if compared else None)
world = (now.day, reform_mark, now.plan_mark, basis.population, basis.paid)
found = now.remember(("indicators", world), lambda: foresight.indicators(establishment, now.day, basis))
with head:
    download = Download(
        "编制使用指标",
        "",
        exports.file_name(now, f"编制使用指标{after}", "xlsx"),
        exports.XLSX,
        lambda: reform_exports.indicators_workbook(now, establishment, found),
    )
    download_button(now, download, label="下载指标（Excel）")
if now.plan_is_stale:
    st.caption("净流入、匹配度按上次求解的方案计算；此后基准日期或设置有改动，请到「编制调剂」重新求解。")

if view == "all":
    rows = frame(now, ("unit indicators", world), lambda: studies.unit_indicator_rows(establishment, found))
    figures = {name: st.column_config.TextColumn(alignment="right") for name in rows.columns[2:]}
    table(rows, whole_on_paper=True, tallest=17, columns=figures)
    st.caption("不能计算的以“—”表示。各项公式和不能计算的原因见「一个单位或合计」。")
else:
    mine = [each for each in found if each.unit == unit]
    widths = {"计算公式": 500, "指标": 180, "说明": 380}
    table(
        frame(now, ("indicators", world, unit), lambda: studies.indicator_rows(mine)),
        whole_on_paper=True,
        tallest=len(mine),
        columns={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
    )
    for each in mine:
        if len(each.note) > _LONGEST_IN_A_CELL:
            st.caption(f"{each.name}：{each.note}。")
    st.caption(
        "公式为通行用法，各地口径不同的以当地规定为准；超编、空编按单位和编制类型分别计算后相加，不互相抵销；"
        "不能计算的以“—”表示，原因见说明。"
    )
