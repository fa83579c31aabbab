"""The settings of a plan as a form: nothing runs until 求解 is pressed."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import SETTING_WORDS
from bianzhi.domain.settings import FitWeights, PlanSettings
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey

_RANGES = {
    "leaving_share_percent": (0, 100, "每个单位最多调出实有人数的这个百分比，向上取整，至少可调 1 人。"),
    "near_retirement_months": (0, 600, "距法定退休月份在此之内的人员不调整。"),
    "cooling_off_months": (0, 600, "距上次交流不满此期的人员不调整。"),
    "section_floor": (0, 600, "在岗达到此数的内设机构，调出后不低于此数。"),
    "time_limit_seconds": (1, 86_400, "各目标各求解一次，每次不超过此时间；到时未证明最优会照实说明。"),
}
_MOST_WEIGHT = 1000


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """What was asked for when 求解 was pressed."""

    day: date
    settings: PlanSettings
    previous: Plan | None
    """The plan of which as many lines as possible are to stay."""


def settings_form(now: Session, *, disabled: bool) -> AskedPlan | None:
    """Show the form; what was asked for when 求解 was pressed, else None.

    Raises
    ------
    SettingsError
        The values make no sense together.
    """
    settings = now.settings
    title = f"设定　方案日期 {day_in_words(now.day)}，单位调出份额上限 {settings.leaving_share_percent}%"
    expanded = (now.plan is None or now.plan_is_stale) and not disabled
    with st.expander(title, expanded=expanded), st.form(WidgetKey.PLAN_SETTINGS, border=False):
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
        previous = _kept_plan(now)
        pressed = st.form_submit_button(
            "求解" if now.plan is None else "按新设定重新求解",
            type="primary",
            icon=":material/play_arrow:",
            disabled=disabled,
        )
    if not pressed:
        return None
    return AskedPlan(day, replace(settings, **values, fit_weights=FitWeights(**weights)), previous)


def _kept_plan(now: Session) -> Plan | None:
    """The plan of which the next one is to keep as much as possible, if that is asked for."""
    base = now.plan or now.basis
    if base is None:
        return None
    whose = "现有方案" if now.plan is not None else "上传的方案"
    kept = st.checkbox(
        f"尽量保留{whose}（先保证超编消化最多、调整人数最少，再尽量不动原来的安排）",
        value=now.plan is None,
        key=f"keep_{whose}",
    )
    return base if kept else None
