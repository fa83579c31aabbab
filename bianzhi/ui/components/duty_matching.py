"""Two documents of duties compared: each pair is a proposal, confirmed or changed by hand, then steps of the reform."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.duty_verdicts import DutyVerdict, Verdict
from bianzhi.domain.establishment import Establishment
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.services import reforming
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.reform_head import MOST_MEGABYTES, read_text
from bianzhi.ui.components.table import ROW_PIXELS
from bianzhi.ui.reform_work import lines_of
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.studies import CONFIRMED, VERDICT, match_rows, verdict_words
from bianzhi.ui.widget_keys import WidgetKey

_TEXT_HEIGHT = 240
_ROWS = 14


def matching(now: Session, source: Source, ledger: Establishment) -> None:
    """The two texts, the proposals, and taking over what was confirmed."""
    unit = _unit(ledger)
    before, after = st.columns(2)
    with before:
        old = _text(now, "原职责（一行一项）", WidgetKey.DUTY_OLD, unit, _of_ledger(ledger, unit))
    with after:
        new = _text(now, "现职责（一行一项）", WidgetKey.DUTY_NEW, unit, "")
    if now.reforms.error is not None:
        error_box(now.reforms.error)
    asked = now.reforms.matches
    if st.button("比对", type="primary", icon=":material/compare_arrows:", disabled=is_running(asked)):
        texts = (str(unit or ""), lines_of(old), lines_of(new))
        if not texts[1] or not texts[2]:
            error_box(SettingsError("原职责或现职责是空的。", "请两边各写至少一行，一行一项职责。"))
            return
        now.reforms.compared = texts
        asked.ask(texts, "比对职责", lambda _: reforming.match_duties(texts[1], texts[2]), wait=2.0)
        st.rerun()
    compared = now.reforms.compared
    if compared is None:
        st.info(
            "选机构后，左边是台账中的职责；右边粘贴或载入新文件的职责，点「比对」。每一对都是建议，须逐项确认。",
            icon=":material/assignment:",
        )
        return
    matches = latest_answer(asked, "")
    if matches is not None:
        _verdicts(now, source, compared, matches)


def _unit(ledger: Establishment) -> str | None:
    holders = list(dict.fromkeys(duty.unit for duty in ledger.duties))
    return st.selectbox(
        "承担职责的机构",
        holders or [unit.code for unit in ledger.units],
        index=None,
        format_func=lambda code: unit_name(ledger, code),
        key=f"{WidgetKey.DUTY_UNIT}_match",
        placeholder="输入单位名称查找；只比对文字的可以不选",
        filter_mode="contains",
        width=420,
    )


def _of_ledger(ledger: Establishment, unit: str | None) -> str:
    return "\n".join(duty.text for duty in ledger.duties if duty.unit == unit) if unit else ""


def _text(now: Session, label: str, key: WidgetKey, unit: str | None, start: str) -> str:
    box = f"{key}_{unit or ''}_{now.reforms.edits}"
    with st.popover(f"从文件载入{label.removesuffix('（一行一项）')}", icon=":material/upload_file:"):
        upload = st.file_uploader(
            "文本文件，一行一项",
            type=["txt"],
            key=f"{WidgetKey.DUTY_FILE}_{key}_{now.reforms.files_read}",
            max_upload_size=MOST_MEGABYTES,
        )
    if upload is not None:
        _, content = read_text(now.reforms, upload)
        if content is not None:
            st.session_state[box] = content
        else:
            st.rerun()
    if box not in st.session_state:
        st.session_state[box] = start
    return str(st.text_area(label, key=box, height=_TEXT_HEIGHT, placeholder="一行一项职责，可从文件中复制粘贴") or "")


def _verdicts(
    now: Session, source: Source, compared: tuple[str, tuple[str, ...], tuple[str, ...]], matches: Sequence[DutyMatch]
) -> None:
    unit, old, new = compared
    rows = now.remember(("matches", compared), lambda: pd.DataFrame(match_rows(matches, old, new)))
    st.subheader(f"比对结果（{len(matches)} 行）", anchor=False)
    everything = st.toggle(
        "其余也按建议确认", value=False, key=f"{WidgetKey.DUTY_VERDICTS}_all_{hash(compared)}",
        help="逐行看过以后再用。文字相同的已自动确认。",
    )  # fmt: skip
    shown = rows.assign(**{CONFIRMED: True}) if everything else rows
    edited = st.data_editor(
        shown,
        key=f"{WidgetKey.DUTY_VERDICTS}_{hash(compared)}_{everything}",
        hide_index=True,
        disabled=[name for name in shown.columns if name not in (VERDICT, CONFIRMED)],
        row_height=ROW_PIXELS,
        height=ROW_PIXELS * (min(len(shown), _ROWS) + 1) - 1,
        column_config={
            "序号": st.column_config.Column(width=52),
            "原职责": st.column_config.TextColumn(width=400),
            "现职责": st.column_config.TextColumn(width=400),
            "相似度": st.column_config.Column(width=70),
            "建议去向": st.column_config.Column(width=90),
            VERDICT: st.column_config.SelectboxColumn(options=verdict_words(), required=True, width=110),
            CONFIRMED: st.column_config.CheckboxColumn(width=60),
        },
    )
    decided = decided_rows(matches, edited.to_dict("records"))
    left = len(matches) - len(decided)
    st.caption(
        f"已确认 {len(decided)} 行，还有 {left} 行没有确认。双击“确认去向”可改；没有确认的不写入方案，台账中的原职责照旧。"
    )
    _take_over(now, source, unit, old, new, decided)


def decided_rows(matches: Sequence[DutyMatch], rows: Sequence[dict[str, object]]) -> list[DutyVerdict]:
    """Confirmed rows of the table as verdicts."""
    return [
        DutyVerdict(match, Verdict(str(row[VERDICT])))
        for match, row in zip(matches, rows, strict=True)
        if row[CONFIRMED]
    ]


def _take_over(
    now: Session, source: Source, unit: str, old: Sequence[str], new: Sequence[str], decided: list[DutyVerdict]
) -> None:
    if not unit:
        st.info("要写入改革方案，请先选承担职责的机构再比对。", icon=":material/info:")
        return
    label = f"把已确认的 {len(decided)} 行加入改革方案"
    if not st.button(label, icon=":material/playlist_add:", disabled=not decided):
        return
    work, establishment = now.reforms, source.establishment
    before = len(work.reform.steps)
    try:
        reform = reforming.with_duties(establishment, work.reform, unit, old, new, decided)
        work.take(establishment, reform, len(reform.steps) - 1)
    except BianzhiError as error:
        error_box(error)
        return
    work.compared = None
    work.matches.forget()
    now.success = f"已加入改革方案 {len(work.reform.steps) - before} 项职责调整。"
    st.rerun()
