"""The head of a reform: its name, date and source; loading, saving, the sample, and proposals of other pages."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from bianzhi.domain.reform import Reform
from bianzhi.errors import BianzhiError, ReformError, SettingsError
from bianzhi.services import reforming
from bianzhi.ui import exports, uploads
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.reform_fields import optional_day
from bianzhi.ui.components.reform_said import done, error_toast, reason_first, say_once
from bianzhi.ui.reform_work import UNNAMED, ReformWork, Replacement
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

MOST_MEGABYTES = 2
_MOST_WORDS = 120


def reform_head(now: Session, source: Source) -> None:
    """Name, day and source in one row; below it files and proposals."""
    say_once(now)
    if now.reforms.error is not None:
        error_box(reason_first(now.reforms.error))
        if now.reforms.error_told is not now.reforms.error:
            error_toast(now.reforms.error)
            now.reforms.error_told = now.reforms.error
    _confirmation(now, source)
    with st.container(border=True):
        _names(now.reforms)
        _files(now, source)


def _confirmation(now: Session, source: Source) -> None:
    """What would be lost, and two ways on; nothing is lost before the clerk has said so."""
    waiting = now.reforms.replacement
    if waiting is None:
        return
    st.warning(f"**{waiting.question}**　确认以后还可以点页首的「撤销」恢复。", icon=":material/help:")
    with st.container(horizontal=True):
        if st.button("确认", type="primary", icon=":material/check:", key=f"{WidgetKey.REFORM_HEAD}_yes"):
            if _take(now, source, waiting.reform):
                done(now, waiting.done)
            now.reforms.replacement = None
            st.rerun()
        if st.button("不改了，保留现有方案", icon=":material/close:"):
            now.reforms.replacement = None
            st.rerun()


def replace_reform(now: Session, source: Source, reform: Reform, what: str, words: str) -> None:
    """Go on with another reform; where the one at hand has steps, only after the clerk has said so."""
    work = now.reforms
    steps = len(work.reform.steps)
    if steps:
        name = "" if work.reform.name == UNNAMED else f"「{plain(work.reform.name)}」的"
        work.replacement = Replacement(reform, f"{what}会去掉{name}全部 {steps} 项改革事项，是否继续？", words)
        work.error = None
    elif _take(now, source, reform):
        done(now, words)


def _names(work: ReformWork) -> None:
    reform, key = work.reform, f"{WidgetKey.REFORM_HEAD}_{work.edits}"
    name_box, source_box, day_box = st.columns([5, 5, 3])
    name = name_box.text_input(
        "方案名称",
        "" if reform.name == UNNAMED else reform.name,
        key=f"{key}_name",
        max_chars=_MOST_WORDS,
        placeholder="如：某区机构改革方案",
    )
    text = source_box.text_input(
        "依据（文件或会议）",
        reform.source,
        key=f"{key}_source",
        max_chars=_MOST_WORDS,
        placeholder="如：区委编委会会议纪要",
    )
    with day_box:
        day = optional_day("已定拟施行日期", reform.effective, f"{key}_day")
    changed = replace(reform, name=(name or "").strip() or UNNAMED, effective=day, source=(text or "").strip())
    if changed == reform:
        return
    try:
        work.describe(changed)
    except SettingsError as error:
        error_box(error)
        return
    st.rerun()


def _files(now: Session, source: Source) -> None:
    work = now.reforms
    with st.container(horizontal=True):
        upload = file_popover("载入方案文件", "改革方案文件（替换现有方案）", "toml", WidgetKey.REFORM_FILE, work)
        if upload is not None:
            name, content = read_text(work, upload)
            if content is not None:
                _load(now, source, name, content)
            st.rerun()
        saved = Download(
            "改革方案文件",
            "",
            f"{reform_file_name(work.reform)}.toml",
            exports.TOML,
            lambda: reforming.reform_text(work.reform).encode(),
            "" if work.reform.steps else "还没有改革事项。",
            is_result=False,
        )
        download_button(now, saved, label="保存方案文件")
        asked = st.button("载入示例改革方案", icon=":material/dataset:")
        _proposals(now, source)
        if st.button("清空方案", icon=":material/delete_sweep:", disabled=not work.mark):
            replace_reform(now, source, Reform(UNNAMED), "清空方案", "已清空改革方案。")
            st.rerun()
    _sample(now, source, asked=asked)


def file_popover(label: str, says: str, ending: str, key: str, work: ReformWork) -> UploadedFile | None:
    """An upload box behind a button; once a file was read another one stands there, which is closed."""
    with st.popover(label, icon=":material/upload_file:", key=f"{key}_popover_{work.files_read}"):
        return st.file_uploader(says, type=[ending], key=f"{key}_{work.files_read}", max_upload_size=MOST_MEGABYTES)


def read_text(work: ReformWork, upload: UploadedFile) -> tuple[str, str | None]:
    """The name and the text of an upload, which is forgotten; None, with the error noted, where it is no text."""
    name, content = uploads.shown_name(upload.name), upload.getvalue()
    uploads.forget(upload)
    work.files_read += 1
    work.error = None
    try:
        return name, content.decode("utf-8-sig")
    except UnicodeDecodeError:
        work.error = SettingsError(f"文件“{name}”不是 UTF-8 文本。", "请用本页保存的方案文件，或用 UTF-8 编码另存。")
        return name, None


def _load(now: Session, source: Source, name: str, content: str) -> None:
    try:
        reform = reforming.read_reform(content)
        reforming.apply_reform(source.establishment, reform)
    except BianzhiError as error:
        now.reforms.error = error
    else:
        words = f"已载入“{plain(name)}”：{plain(reform.name)}，{len(reform.steps)} 项。"
        replace_reform(now, source, reform, f"载入“{plain(name)}”", words)


def _sample(now: Session, source: Source, *, asked: bool) -> None:
    """The sample reform: its sections are solved for, so it may take some seconds."""
    work, establishment, day = now.reforms, source.establishment, now.day
    key = (establishment.sha256, day)
    if asked:
        work.sample.ask(key, "编制示例改革方案", lambda _: reforming.sample_reform(establishment, day), wait=8.0)
    found = work.sample.answer(key)
    if found is not None:
        work.sample.forget()
        words = f"已载入示例：{plain(found.name)}，{len(found.steps)} 项。"
        replace_reform(now, source, found, "载入示例改革方案", words)
        st.rerun()
    job = work.sample.job_at(key)
    if job is not None and job.state.is_over and job.error is not None:
        work.error = job.error
        work.sample.forget()
        st.rerun()
    if job is not None:
        job_progress(job)


def _proposals(now: Session, source: Source) -> None:
    """Results of other pages as further steps."""
    work, establishment = now.reforms, source.establishment
    mergers = now.mergers or ()
    plan = work.institutions.latest_answer
    ready = plan is not None and bool(plan.mergers)
    label = f"加入内设机构整合建议（{len(mergers)} 个单位）" if mergers else "加入内设机构整合建议"
    why = None if mergers else "请先在「内设机构整合」求解。"
    if st.button(label, icon=":material/merge:", disabled=not mergers, help=why):
        _join(now, source, lambda: reforming.with_sections(establishment, work.reform, mergers))
    why = None if ready else "请先看「事业单位整合」；没有拟合并的，不能加入。"
    if st.button("加入事业单位合并建议", icon=":material/domain:", disabled=not ready, help=why) and plan is not None:
        found = plan
        _join(now, source, lambda: reforming.with_institutions(establishment, work.reform, found))


def _join(now: Session, source: Source, make: Callable[[], Reform]) -> None:
    """Take over a reform with further steps, or note why it is refused; then the page runs again."""
    before = len(now.reforms.reform.steps)
    try:
        reform = make()
        now.reforms.take(source.establishment, reform, len(reform.steps) - 1)
    except BianzhiError as error:
        now.reforms.error = error
    else:
        done(now, f"已加入 {len(reform.steps) - before} 项。")
    st.rerun()


def _take(now: Session, source: Source, reform: Reform) -> bool:
    try:
        now.reforms.take(source.establishment, reform)
    except ReformError as error:
        now.reforms.error = error
        return False
    return True


def misfit_box(now: Session, source: Source, error: ReformError) -> None:
    """The reform was not written for this ledger: what is wrong, and two ways on."""
    error_box(error)
    st.warning("改革方案与现在的台账不符，不能推演。", icon=":material/rule:")
    reform = now.reforms.reform
    sound = reforming.sound_part(source.establishment, reform)
    dropped = len(reform.steps) - len(sound.steps)
    with st.container(horizontal=True):
        if st.button(f"只保留能执行的前 {len(sound.steps)} 项", icon=":material/content_cut:"):
            if _take(now, source, sound):
                done(now, f"已去掉第 {len(sound.steps) + 1} 项起的 {dropped} 项。可点页首的「撤销」恢复。")
            st.rerun()
        if st.button("全部清空", icon=":material/delete_sweep:"):
            if _take(now, source, Reform(UNNAMED)):
                done(now, f"已清空改革方案（原 {len(reform.steps)} 项）。可点页首的「撤销」恢复。")
            st.rerun()


def reform_file_name(reform: Reform) -> str:
    """The name of a reform as a file name."""
    return uploads.shown_name(reform.name).replace(":", "_") or "改革方案"


def go_to_reform() -> None:
    """A link to the page where reforms are written."""
    st.page_link(page(Step.REFORM), label="去改革方案", icon=":material/edit_note:")
