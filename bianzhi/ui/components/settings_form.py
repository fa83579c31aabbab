"""The settings of a plan as a form: nothing runs until 求解 is pressed."""

from dataclasses import asdict, fields
from datetime import date

import streamlit as st

from bianzhi.domain.plan_columns import SETTING_WORDS
from bianzhi.domain.settings import FitWeights, PlanSettings
from bianzhi.ui.state import Session, WidgetKey
from bianzhi.ui.tables.shown import chinese_date

_RANGES = {
    "leaving_share_percent": (0, 100, "每个单位最多调出实有人数的这个百分比，向上取整，至少可调 1 人。"),
    "near_retirement_months": (0, 600, "距法定退休月份在此之内的人员不调整。"),
    "cooling_off_months": (0, 600, "距上次交流不满此期的人员不调整。"),
    "section_floor": (0, 600, "在岗达到此数的内设机构，调出后不低于此数。"),
    "time_limit_seconds": (1, 86_400, "三个目标各求解一次，每次不超过此时间；到时未证明最优会照实说明。"),
}
_MOST_WEIGHT = 1000


def settings_form(now: Session, *, disabled: bool) -> tuple[date, PlanSettings] | None:
    """Show the form; what was asked for when 求解 was pressed, else None.

    Raises
    ------
    SettingsError
        The values make no sense together.
    """
    settings = now.settings
    title = f"设定　方案日期 {chinese_date(now.day)}，单位调出份额上限 {settings.leaving_share_percent}%"
    with st.expander(title, expanded=now.plan is None and not disabled), st.form(WidgetKey.PLAN_SETTINGS, border=False):
        columns = st.columns(len(_RANGES) + 1)
        day = columns[0].date_input("方案日期", value=now.day, format="YYYY-MM-DD")
        values = {
            name: column.number_input(
                SETTING_WORDS[name], least, most, getattr(settings, name), step=1, help=explanation, key=f"set_{name}"
            )
            for column, (name, (least, most, explanation)) in zip(columns[1:], _RANGES.items(), strict=True)
        }
        st.markdown("人岗相适各项的权重（相对大小，0 表示不考虑）")
        weights = asdict(settings.fit_weights)
        columns = st.columns(len(weights))
        for column, item in zip(columns, fields(FitWeights), strict=True):
            label = SETTING_WORDS[f"fit_weights.{item.name}"].removeprefix("匹配权重：")
            weights[item.name] = column.number_input(
                label, 0, _MOST_WEIGHT, weights[item.name], step=5, key=f"weight_{item.name}"
            )
        pressed = st.form_submit_button(
            "求解" if now.plan is None else "按新设定重新求解",
            type="primary",
            icon=":material/play_arrow:",
            disabled=disabled,
        )
    if not pressed:
        return None
    return day, PlanSettings(**values, fit_weights=FitWeights(**weights), rules_off=settings.rules_off)
