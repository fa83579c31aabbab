"""拟借用: posts of 周转池 that a unit is to use for a time, as a proposal; it changes neither ledger nor reform."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from bianzhi import services
from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.institutions import PoolEntry
from bianzhi.domain.post_lending import idle_after, with_loan
from bianzhi.domain.reform_terms import PENDING
from bianzhi.errors import BianzhiError
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.reform_said import done, error_toast
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.studies import loan_rows
from bianzhi.ui.temporary_files import written
from bianzhi.ui.widget_keys import WidgetKey


def lending_form(now: Session, establishment: Establishment, pool: Sequence[PoolEntry]) -> None:
    """What is proposed so far, and a form that proposes one more."""
    work = now.reforms
    idle = [entry for entry in pool if entry.idle]
    st.subheader(f"拟借用（{len(work.loans)} 项）", anchor=False)
    st.caption(
        "改革方案的操作中没有周转使用，拟借用记在本方案中，随方案保存。它不改动台账和改革方案，也不计入借用单位的编制；"
        "批准后，把下载的台账填上文号重新导入，「周转使用」表即有这几项。"
    )
    if work.loans:
        _proposed(now, establishment)
    if not idle:
        st.info("没有拟可周转的编制，不能提出借用。", icon=":material/info:")
        return
    _form(now, establishment, pool, idle)


def _proposed(now: Session, establishment: Establishment) -> None:
    work = now.reforms
    loans = work.loans
    table(frame(now, ("loans", loans), lambda: loan_rows(establishment, loans)), tallest=8)
    with st.container(horizontal=True):
        ledger = Download(
            "写入拟借用的台账",
            "",
            exports.file_name(now, "台账（含拟借用）", "xlsx"),
            exports.XLSX,
            lambda: written(
                "ledger.xlsx",
                lambda path: services.write_ledger(path, replace(establishment, loans=(*establishment.loans, *loans))),
            ),
        )
        download_button(now, ledger, label="下载写入拟借用的台账（Excel）")
        if st.button("删去最后一项", icon=":material/undo:"):
            work.loans = loans[:-1]
            done(now, f"已删去第 {len(loans)} 项拟借用。")
            st.rerun()


def _form(now: Session, establishment: Establishment, pool: Sequence[PoolEntry], idle: Sequence[PoolEntry]) -> None:
    work = now.reforms
    key = f"{WidgetKey.LENDING}_{len(work.loans)}"
    names = {
        (entry.unit, entry.category): f"{unit_name(establishment, entry.unit)}　{entry.category.value}"
        f"（还可周转 {idle_after(pool, work.loans, entry)} 名）"
        for entry in idle
    }
    with st.container(border=True):
        st.markdown("**提出一项拟借用**")
        told = st.container()
        lender_box, borrower_box, posts_box = st.columns([5, 5, 2])
        lender = lender_box.selectbox(
            "借出单位和编制类型", list(names), format_func=lambda cell: names.get(cell, ""), key=f"{key}_lender"
        )
        borrower = borrower_box.selectbox(
            "借用单位",
            [unit.code for unit in establishment.units if unit.code != lender[0]],
            index=None,
            format_func=lambda code: unit_name(establishment, code),
            key=f"{key}_borrower",
            placeholder="输入单位名称查找",
            filter_mode="contains",
        )
        posts = posts_box.number_input("名额", 1, 9999, 1, step=1, key=f"{key}_posts")
        since_box, until_box, button = st.columns([4, 4, 4], vertical_alignment="bottom")
        since = since_box.date_input("周转期起", now.day, key=f"{key}_since", format="YYYY-MM-DD")
        until = until_box.date_input("周转期止", _a_year_later(now.day), key=f"{key}_until", format="YYYY-MM-DD")
        if not button.button("记入拟借用", type="primary", icon=":material/add:", key=f"{key}_add"):
            return
        loan = PostLoan(str(borrower or ""), lender[1], int(posts), lender[0], _day(since), _day(until), PENDING)
        try:
            work.loans = with_loan(establishment, pool, work.loans, loan)
        except BianzhiError as error:
            with told:
                error_box(error)
            error_toast(error)
            return
    done(now, f"已记入第 {len(work.loans)} 项拟借用。")
    st.rerun()


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
