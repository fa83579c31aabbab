"""Settings beside the constraints: shares of single units, 适度空编, horizon, rotation, exchange; and the settings as a file."""

from dataclasses import replace

import streamlit as st

from bianzhi import services
from bianzhi.domain.settings import Exchange, PlanSettings, parse_settings
from bianzhi.domain.settings_file import write_settings
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.law.constraint_catalogue import constraints_in_force
from bianzhi.ui import exports, uploads
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.signature import MOST_WHY
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_OCCUPANCY = "C05"
_MOST_MEGABYTES = 1


def other_settings_form(now: Session) -> None:
    """Whole numbers, taken over together."""
    settings = now.settings
    with st.form(f"{WidgetKey.OTHER_SETTINGS}_{hash(settings)}", border=True):
        st.markdown("**其他设置**　期限、份额和匹配权重在「编制调剂」的设定里。")
        first, second = st.columns([4, 8]), st.columns(4)
        occupancy = first[0].number_input(
            "适度空编：调入后最多用到核定编制的（%）",
            0,
            100,
            settings.occupancy_percent,
            step=1,
            key="set_occupancy_percent",
            help="100 表示不留空编；小于 100 时启用约束 C05，要写理由。",
        )
        rotation = second[0].number_input(
            "任同一职位满多少年算应交流",
            1,
            60,
            settings.rotation_years,
            step=1,
            key="set_rotation_years",
            help="启用约束 C29 后，任职满这些年的人在同等条件下优先交流。",
        )
        horizon = second[1].number_input(
            "预计退休测算期（月）",
            0,
            120,
            settings.horizon_months,
            step=6,
            key="set_horizon_months",
            help="这些月内到龄退休可以自然消化的超编不再安排调整；0 表示只看方案当日。",
        )
        extra = second[2].number_input(
            "双向交流名额（人）",
            0,
            10_000,
            settings.exchange.extra_moves,
            step=1,
            key="set_extra_moves",
            help="允许从不超编单位调出的人数；0 表示不做双向交流。",
        )
        gain = second[3].number_input(
            "双向交流至少提高的匹配分",
            1,
            100,
            settings.exchange.least_gain,
            step=1,
            key="set_least_gain",
            help="不为消化超编而调的人，调后匹配分至少要高这么多。",
        )
        reason = first[1].text_input(
            "启用适度空编的理由（比例小于 100% 时必填）",
            settings.constraints_on.get(_OCCUPANCY, ""),
            key="set_occupancy_why",
            max_chars=MOST_WHY,
        )
        pressed = st.form_submit_button("保存设置", type="primary", icon=":material/save:")
    if not pressed:
        return
    try:
        values = replace(
            settings,
            occupancy_percent=int(occupancy),
            rotation_years=int(rotation),
            horizon_months=int(horizon),
            exchange=Exchange(int(extra), int(gain)),
        )
        new = _with_occupancy(values, reason)
    except BianzhiError as error:
        error_box(error)
        return
    now.take_settings(new, "设置已保存。")
    st.rerun()


def _with_occupancy(settings: PlanSettings, reason: str) -> PlanSettings:
    """The constraint C05 is in force exactly where posts are to stay vacant."""
    on = {id: why for id, why in settings.constraints_on.items() if id != _OCCUPANCY}
    if settings.occupancy_percent == 100:
        return replace(settings, constraints_on=on)
    if not reason.strip():
        raise SettingsError(
            f"适度空编比例设为 {settings.occupancy_percent}%，没有写理由。", "请写明启用适度空编的理由，或改回 100。"
        )
    return replace(settings, constraints_on={**on, _OCCUPANCY: reason})


def unit_shares(now: Session, source: Source) -> None:
    """Units whose leaving share is not the general one."""
    settings, establishment = now.settings, source.establishment
    with st.form(f"{WidgetKey.UNIT_SHARE}_{len(settings.leaving_share_of)}", border=True):
        st.markdown(f"**个别单位的调出份额上限**　其余单位按 {settings.leaving_share_percent}%。")
        units, share, button = st.columns([6, 3, 2], vertical_alignment="bottom")
        chosen = units.multiselect(
            "单位",
            [unit.code for unit in establishment.units],
            format_func=lambda code: unit_name(establishment, code),
            key=f"{WidgetKey.UNIT_SHARE}_{len(settings.leaving_share_of)}_units",
            placeholder="输入单位名称查找",
            filter_mode="contains",
            select_all=False,
        )
        percent = share.number_input(
            "上限（%）", 0, 100, settings.leaving_share_percent, step=5, key="set_share_of_units"
        )
        pressed = button.form_submit_button("设定", icon=":material/check:")
    if pressed and not chosen:
        error_box(SettingsError("没有选择单位。", "请选择要另定份额的单位。"))
    elif pressed:
        shares = {**settings.leaving_share_of, **dict.fromkeys(chosen, int(percent))}
        now.take_settings(replace(settings, leaving_share_of=shares), f"已为 {len(chosen)} 个单位另定份额。")
        st.rerun()
    for unit, percent_of_unit in settings.leaving_share_of.items():
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{plain(unit_name(establishment, unit))}**　{percent_of_unit}%", width="content")
            if st.button("恢复一般份额", key=f"share_default_{unit}", icon=":material/undo:"):
                kept = {other: value for other, value in settings.leaving_share_of.items() if other != unit}
                now.take_settings(replace(settings, leaving_share_of=kept), "已恢复一般份额。")
                st.rerun()


def settings_file(now: Session, source: Source) -> None:
    """The settings as a file to keep, and a kept file to go on with."""
    kept, read = st.columns(2)
    with kept.container(border=True, height="stretch"):
        st.markdown("**保存设置**　连同要求、约束和身份对等表的改动，供下次读入或复核方案时使用。")
        download = Download(
            "方案设置",
            "",
            f"方案设置_{now.day.isoformat()}.toml",
            exports.TOML,
            lambda: write_settings(now.settings).encode(),
            is_result=False,
        )
        download_button(now, download, label="下载设置文件")
    with read.container(border=True, height="stretch"):
        upload = st.file_uploader(
            "读入设置文件（替换现有全部设置）",
            type=["toml"],
            key=f"{WidgetKey.SETTINGS_FILE}_{now.settings_read}",
            max_upload_size=_MOST_MEGABYTES,
        )
        if now.settings_error is not None:
            error_box(now.settings_error)
        if upload is not None:
            content = upload.getvalue()
            uploads.forget(upload)
            now.settings_read += 1
            _read(now, source, content)


def _read(now: Session, source: Source, content: bytes) -> None:
    now.settings_error = None
    try:
        settings = parse_settings(content.decode("utf-8-sig"))
        constraints_in_force(settings.constraints_off, settings.constraints_on)
        if settings.rules_off != now.settings.rules_off:
            report = services.check(source.ledger, now.day, settings.rules_off)
            now.check_again(report, keeps_plan=True)
    except UnicodeDecodeError:
        now.settings_error = SettingsError("设置文件不是 UTF-8 文字。", "请用本页下载的设置文件，或用 UTF-8 另存。")
    except BianzhiError as error:
        now.settings_error = error
    else:
        now.take_settings(settings, "已读入设置文件。")
    st.rerun()
