"""Two documents of duties compared: each pair is a proposal, confirmed or changed by hand, then steps of the reform."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bianzhi.domain.duty_decisions import (
    DutyComparison,
    DutyDecision,
    DutyRow,
    dropped_for,
    problems,
    transfer_steps,
)
from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.duty_verdicts import DutyVerdict, Verdict
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import ChangeDuty, Fate, Reform, Step
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.services import reforming
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.paper import paper_table
from bianzhi.ui.components.reform_head import file_popover, read_text
from bianzhi.ui.components.reform_said import done, error_toast, say_once
from bianzhi.ui.components.table import ROW_PIXELS, WRAPPED_PIXELS, frame
from bianzhi.ui.reform_work import lines_of
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.tables.studies import BASIS, CONFIRMED, TAKER, VERDICT, match_rows, verdict_words
from bianzhi.ui.widget_keys import WidgetKey

_TEXT_HEIGHT = 240
_ROWS = 8
_MOST_TOLD = 5
"""Rows that a message names."""
_MOST_WORDS = 120
_NO_STEP = (Verdict.KEPT, Verdict.IGNORED, Verdict.TRANSFERRED)
"""Verdicts that ``with_duties`` makes no step of."""


def matching(now: Session, source: Source, ledger: Establishment) -> None:
    """The two texts, the proposals, and taking over what was confirmed."""
    say_once(now)
    if now.reforms.error is not None:
        error_box(now.reforms.error)
    compared = now.reforms.compared
    unit = _unit(ledger, compared)
    before, after = st.columns(2)
    at_hand = compared if compared is not None and compared.unit == (unit or "") else None
    with before:
        start = "\n".join(at_hand.old) if at_hand else _of_ledger(ledger, unit)
        old = _text(now, "原职责（一行一项）", WidgetKey.DUTY_OLD, unit, start)
    with after:
        new = _text(now, "现职责（一行一项）", WidgetKey.DUTY_NEW, unit, "\n".join(at_hand.new) if at_hand else "")
    if st.button("比对", type="primary", icon=":material/compare_arrows:", disabled=is_running(now.reforms.matches)):
        wanted = DutyComparison(str(unit or ""), lines_of(old), lines_of(new))
        if not wanted.old or not wanted.new:
            empty = SettingsError("原职责或现职责是空的。", "请两边各写至少一行，一行一项职责。")
            error_box(empty)
            error_toast(empty)
            return
        now.reforms.compare(wanted)
        _ask(now, wanted)
        st.rerun()
    if compared is None:
        st.info(
            "选机构后，左边是台账中的职责；右边粘贴或载入新文件的职责，点「比对」。每一对都是建议，须逐项确认。",
            icon=":material/assignment:",
        )
        return
    if now.reforms.matches.latest is None:
        _ask(now, compared)
    matches = latest_answer(now.reforms.matches, "")
    if matches is not None:
        _verdicts(now, source, ledger, compared, matches)


def _ask(now: Session, compared: DutyComparison) -> None:
    old, new = compared.old, compared.new
    now.reforms.matches.ask((old, new), "比对职责", lambda _: reforming.match_duties(old, new), wait=2.0)


def _unit(ledger: Establishment, compared: DutyComparison | None) -> str | None:
    holders = list(dict.fromkeys(duty.unit for duty in ledger.duties)) or [unit.code for unit in ledger.units]
    return st.selectbox(
        "承担职责的机构",
        holders,
        index=holders.index(compared.unit) if compared is not None and compared.unit in holders else None,
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
    upload = file_popover(
        f"从文件载入{label.removesuffix('（一行一项）')}",
        "文本文件，一行一项",
        "txt",
        f"{WidgetKey.DUTY_FILE}_{key}",
        now.reforms,
    )
    if upload is not None:
        name, content = read_text(now.reforms, upload)
        if content is not None:
            st.session_state[box] = content
            done(now, f"已载入“{plain(name)}”：{len(lines_of(content))} 行。")
        st.rerun()
    if box not in st.session_state:
        st.session_state[box] = start
    return str(st.text_area(label, key=box, height=_TEXT_HEIGHT, placeholder="一行一项职责，可从文件中复制粘贴") or "")


def _verdicts(
    now: Session, source: Source, ledger: Establishment, compared: DutyComparison, matches: Sequence[DutyMatch]
) -> None:
    work = now.reforms
    st.subheader(f"比对结果（{len(matches)} 行）", anchor=False)
    told = st.container()
    confirming, basis_box = st.columns([3, 7], vertical_alignment="bottom")
    takers = {f"{unit_name(ledger, each.code)}（{shown(each.code)}）": each.code for each in ledger.units}
    if confirming.button(
        "其余也按建议确认", icon=":material/done_all:", help="逐行看过以后再用。文字相同的已自动确认。"
    ):
        rows = rows_so_far(match_rows(matches, compared.old, compared.new), compared, takers)
        work.compare(replace(compared, rows=tuple(replace(row, confirmed=True) for row in said_rows(rows, takers))))
        st.rerun()
    basis = basis_box.text_input(
        "取消、划转的依据（“依据”列没有单写的行用它）",
        compared.basis,
        key=f"{WidgetKey.DUTY_VERDICTS}_basis_{work.tables_begun}",
        max_chars=_MOST_WORDS,
        placeholder="如：区委编委〔2026〕5号",
    )
    edited = _table(now, compared, matches, takers)
    if (basis or "").strip() != compared.basis:
        work.compared = replace(work.compared or compared, basis=(basis or "").strip())
    decided = decided_rows(matches, edited, takers, (basis or "").strip())
    left = len(matches) - len(decided)
    st.caption(
        f"已确认 {len(decided)} 行，还有 {left} 行没有确认。双击“确认去向”“划入机构”“依据”可改；没有确认的不写入方案，"
        "台账中的原职责照旧。划转的按原文字划转，随转的编制和人员到「改革方案」用「修改这一项」填写。"
    )
    _take_over(now, source, ledger, compared, decided, told)


def _table(
    now: Session, compared: DutyComparison, matches: Sequence[DutyMatch], takers: Mapping[str, str]
) -> list[dict[str, object]]:
    """The table to decide in: it begins with what was decided so far, and whatever is changed in it is kept at once."""
    work = now.reforms
    key = f"{WidgetKey.DUTY_VERDICTS}_{work.tables_begun}"
    if key not in st.session_state:
        begun = rows_so_far(match_rows(matches, compared.old, compared.new), compared, takers)
        st.session_state[f"{key}_begun"], st.session_state[f"{key}_said"] = begun, said_rows(begun, takers)
    rows = pd.DataFrame(st.session_state[f"{key}_begun"])
    edited: list[dict[str, object]] = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        placeholder="",
        disabled=[name for name in rows.columns if name not in (VERDICT, TAKER, BASIS, CONFIRMED)],
        row_height=WRAPPED_PIXELS,
        height=WRAPPED_PIXELS * min(len(rows), _ROWS) + ROW_PIXELS,
        alt=f"职责比对表，{len(rows)} 行：{'、'.join(rows.columns)}",
        column_config={
            "序号": st.column_config.Column(width=52),
            "原职责": st.column_config.TextColumn(width=290),
            "现职责": st.column_config.TextColumn(width=290),
            "相似度": st.column_config.Column(width=70),
            "建议去向": st.column_config.Column(width=86),
            VERDICT: st.column_config.SelectboxColumn(options=verdict_words(), required=True, width=106),
            TAKER: st.column_config.SelectboxColumn(
                options=["", *takers], width=150, help="去向为划转的，选划入机构。"
            ),
            BASIS: st.column_config.TextColumn(width=150, max_chars=_MOST_WORDS, help="取消的必须写依据。"),
            CONFIRMED: st.column_config.CheckboxColumn(width=56),
        },
    ).to_dict("records")
    said = said_rows(edited, takers)
    paper_table(frame(now, ("duties on paper", key, said), lambda: _on_paper(edited)), whole=True)
    if said != st.session_state[f"{key}_said"]:  # by the clerk at this window; another one's decisions stay
        work.compared, st.session_state[f"{key}_said"] = replace(compared, rows=said), said
    return edited


def _on_paper(edited: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    return [{**row, CONFIRMED: "是" if row[CONFIRMED] else ""} for row in edited]


def rows_so_far(
    rows: list[dict[str, object]], compared: DutyComparison, takers: Mapping[str, str]
) -> list[dict[str, object]]:
    """The proposals as rows of the table, each with what was decided of it; ``takers`` are codes of units by their words."""
    if len(compared.rows) != len(rows):
        return rows
    words = {code: word for word, code in takers.items()}
    return [
        row
        | {
            VERDICT: each.verdict.value,
            TAKER: words.get(each.to_unit, ""),
            BASIS: each.basis,
            CONFIRMED: each.confirmed,
        }
        for row, each in zip(rows, compared.rows, strict=True)
    ]


def said_rows(rows: Sequence[Mapping[str, object]], takers: Mapping[str, str]) -> tuple[DutyRow, ...]:
    """What the rows of the table say."""
    return tuple(
        DutyRow(
            Verdict(str(row[VERDICT])),
            takers.get(str(row[TAKER] or ""), ""),
            str(row[BASIS] or "").strip(),
            bool(row[CONFIRMED]),
        )
        for row in rows
    )


def decided_rows(
    matches: Sequence[DutyMatch],
    rows: Sequence[Mapping[str, object]],
    takers: Mapping[str, str] | None = None,
    basis: str = "",
) -> list[DutyDecision]:
    """Confirmed rows of the table as decisions; ``takers`` are codes of units by the words of the table."""
    known = takers or {}
    return [
        DutyDecision(
            number,
            DutyVerdict(match, Verdict(str(row[VERDICT]))),
            known.get(str(row[TAKER] or ""), ""),
            str(row[BASIS] or "").strip() or basis,
        )
        for number, (match, row) in enumerate(zip(matches, rows, strict=True), start=1)
        if row[CONFIRMED]
    ]


def _take_over(
    now: Session,
    source: Source,
    ledger: Establishment,
    compared: DutyComparison,
    decided: list[DutyDecision],
    told: DeltaGenerator,
) -> None:
    if not compared.unit:
        st.info("要写入改革方案，请先选承担职责的机构再比对。", icon=":material/info:")
        return
    label = f"把已确认的 {len(decided)} 行加入改革方案"
    if not st.button(label, icon=":material/playlist_add:", disabled=not decided):
        return
    work = now.reforms
    before = len(work.reform.steps)
    try:
        reform = _with_decisions(work.reform, source.establishment, ledger, compared, decided)
        work.take(source.establishment, reform, len(reform.steps) - 1)
    except BianzhiError as error:
        with told:
            error_box(error)
        error_toast(error)
        st.caption(":red[▲ 没有加入，改革方案没有改动。]　原因见比对结果上方。")
        return
    work.compare(None)
    done(now, f"已加入改革方案 {len(work.reform.steps) - before} 项职责调整。")
    st.rerun()


def _with_decisions(
    reform: Reform,
    establishment: Establishment,
    ledger: Establishment,
    compared: DutyComparison,
    decided: list[DutyDecision],
) -> Reform:
    """The reform with what was decided: dropped duties with their basis, transfers last."""
    unit, old, new = compared.unit, compared.old, compared.new
    wrong = problems(ledger, unit, old, decided)
    if wrong:
        more = f"另有 {len(wrong) - _MOST_TOLD} 行有问题。" if len(wrong) > _MOST_TOLD else ""
        raise SettingsError("".join(wrong[:_MOST_TOLD]), f"{more}请改好后再加入。")
    transfers = transfer_steps(ledger, unit, old, decided)
    if not transfers or any(each.decided.verdict not in _NO_STEP for each in decided):
        verdicts = [each.decided for each in decided]
        longer = reforming.with_duties(establishment, reform, unit, old, new, verdicts)
        bases = dropped_for(ledger, unit, old, decided)
        added = (_with_basis(step, bases) for step in longer.steps[len(reform.steps) :])
        reform = replace(longer, steps=(*reform.steps, *added))
    return replace(reform, steps=(*reform.steps, *transfers))


def _with_basis(step: Step, bases: Mapping[str, str]) -> Step:
    operation = step.operation
    if isinstance(operation, ChangeDuty) and operation.fate is Fate.DROPPED:
        return replace(step, operation=replace(operation, why=bases.get(operation.duty, "")))
    return step
