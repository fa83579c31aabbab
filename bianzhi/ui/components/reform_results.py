"""What follows from a reform: units, posts, duties, people, findings, what stops it, people placed, another reform, files."""

from dataclasses import replace

import streamlit as st

from bianzhi import services
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Fate, Reformed
from bianzhi.domain.reform_people import placements, roster_told
from bianzhi.errors import BianzhiError
from bianzhi.services import reforming
from bianzhi.ui import reform_exports
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.downloads import download_line
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.plan_view import plan_cards
from bianzhi.ui.components.reform_head import MOST_MEGABYTES, read_text
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables import reform_posts as posts
from bianzhi.ui.tables import reforms as rows
from bianzhi.ui.tables.plans import move_rows, remaining_rows
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 16


def cards(now: Session, reformed: Reformed) -> None:
    """Figures after the reform, with what they were."""
    comparison = now.reforms.comparison(reformed, now.day)
    found = now.reforms.remember(("cards", now.day), lambda: rows.cards(reformed, comparison))
    for column, card in zip(st.columns(len(found)), found, strict=True):
        change = card.after - card.before
        column.metric(
            card.label,
            f"{card.after:,} {card.measure}",
            delta=f"{change:+,}（原 {card.before:,}）" if change else f"不变（原 {card.before:,}）",
            delta_color=("inverse" if card.less_is_better else "off") if change else "off",
            delta_arrow="auto" if change else "off",
            border=True,
            height="stretch",
            help=tip(card.label),
        )


def units(now: Session, reformed: Reformed) -> None:
    """机构对照."""
    comparison = now.reforms.comparison(reformed, now.day)
    only = st.toggle("只看有变化的", value=True, key=WidgetKey.REFORM_ONLY_CHANGES)
    data = frame(
        now,
        ("reform units", now.reforms.mark, now.day, only),
        lambda: rows.unit_change_rows(comparison, only_changes=only),
    )
    if data.empty:
        st.info("改革方案没有改变任何机构。", icon=":material/info:")
        return
    widths = {"机构": 210, "改革后名称": 150, "机构变化": 340, "核定编制": 250, "内设机构/限额": 120}
    table(
        data, tallest=_ROWS, columns={name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
    )
    count = len(data) - (1 if comparison.waiting else 0)
    waiting = f"改革后超编含撤销单位待安置的 {comparison.waiting:,} 人。" if comparison.waiting else ""
    st.caption(
        f"共 {count} 个机构。有变化的写作“改革前→改革后”；“内设机构/限额”只计限额以内的，其余另列一栏。{waiting}"
    )
    sections = frame(now, ("reform sections", now.reforms.mark, now.day), lambda: posts.section_change_rows(comparison))
    if not sections.empty:
        st.subheader("内设机构对照", anchor=False)
        wide = {name: st.column_config.TextColumn(width=420) for name in ("调整前", "调整后")}
        table(sections, tallest=_ROWS, columns=wide)


def quotas(now: Session, reformed: Reformed) -> None:
    """编制核增核减 and 职数核增核减, and whom merged sections leave over."""
    comparison = now.reforms.comparison(reformed, now.day)
    data = frame(
        now, ("reform quotas", now.reforms.mark, now.day), lambda: posts.quota_change_rows(reformed, comparison)
    )
    leaders = frame(
        now, ("reform leaders", now.reforms.mark, now.day), lambda: posts.leaders_change_rows(reformed, comparison)
    )
    if data.empty and leaders.empty:
        st.info("改革方案没有编制和职数变动。", icon=":material/info:")
        return
    st.caption("编制、职数变动须按权限报批，文号批准后填写。最后一行为合计。")
    if not data.empty:
        st.subheader("编制核增核减", anchor=False)
        table(data, tallest=_ROWS, columns={"单位": st.column_config.TextColumn(width=320)})
    if not leaders.empty:
        st.subheader("领导职数核增核减", anchor=False)
        widths = {"单位": 260, "事由": 420}
        columns = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
        table(leaders, tallest=_ROWS, columns=columns)
    surplus = frame(now, ("reform surplus", now.reforms.mark), lambda: posts.surplus_leader_rows(reformed, comparison))
    if not surplus.empty:
        st.subheader(f"富余正职安排建议（{len(surplus)} 人）", anchor=False)
        st.caption("整合后没有相应正职职数的负责人；安排建议供研究，按干部管理权限办理。")
        table(surplus, tallest=_ROWS, columns={"安排建议（拟）": st.column_config.TextColumn(width=460)})


def duties(now: Session, reformed: Reformed) -> None:
    """职责去向."""
    if not reformed.fates:
        st.info("台账中没有「职责」表，无从列出职责去向。补上该表后重新导入。", icon=":material/info:")
        return
    counts = rows.fate_counts(reformed)
    chosen = st.pills(
        "去向",
        list(counts),
        selection_mode="multi",
        default=[fate for fate in counts if fate is not Fate.KEPT],
        format_func=lambda fate: f"{fate.value}（{counts[fate]}）",
        key=f"{WidgetKey.REFORM_VIEW}_fates_{now.reforms.mark}",
        label_visibility="collapsed",
    )
    fates = tuple(fate for fate in reformed.fates if not chosen or fate.fate in chosen)
    data = frame(now, ("reform duties", now.reforms.mark, tuple(chosen)), lambda: rows.duty_fate_rows(reformed, fates))
    wide = {name: st.column_config.TextColumn(width=280) for name in ("原职责", "改革后职责")}
    table(data, tallest=_ROWS, columns=wide)
    st.caption("每项原职责有且只有一个去向；一项都不选时列出全部。")


def people(now: Session, reformed: Reformed, plan: Plan | None) -> None:
    """出编入编, as the papers have it: with the placement where that was solved."""
    key = (now.reforms.mark, placing_key(now) if plan else None)
    data = frame(now, ("reform people", key), lambda: rows.roster_rows(reformed, plan))
    if data.empty:
        st.info("改革方案没有人员随转。", icon=":material/info:")
    else:
        told = roster_told(reformed, plan)
        st.markdown(f"{told}，每人一条出编、一条入编，序号相同。")
        table(data, tallest=_ROWS)
    waiting = frame(now, ("unplaced", key), lambda: rows.unplaced_rows(reformed, plan))
    if not waiting.empty:
        st.subheader(f"撤销单位待安置人员（{len(waiting)} 人）", anchor=False)
        table(waiting, tallest=_ROWS)


def effects(now: Session, reformed: Reformed) -> None:
    """规则影响."""
    gone, new = now.reforms.effects(reformed, now.day)
    st.markdown(f"按规则检查改革前后的台账：消除问题 **{len(gone)}** 条，新增问题 **{len(new)}** 条。")
    if not gone and not new:
        st.info("改革方案没有改变检查结果。", icon=":material/info:")
        return
    data = frame(now, ("reform effects", now.reforms.mark, now.day), lambda: rows.effect_rows(gone, new))
    table(data, tallest=_ROWS)
    st.caption("只是数字变了的同一问题（如超编 3 人变为 2 人）不列。")


def check(now: Session, source: Source, reformed: Reformed, plan: Plan | None) -> None:
    """检查: what stops the export, and what is to be looked at."""
    wrong = now.reforms.wrong(reformed, plan)
    notices = now.reforms.remember(("notices", now.day), lambda: reforming.notices(reformed, now.day))
    key = (now.reforms.mark, len(wrong), placing_key(now) if plan else None)
    if wrong:
        st.error(f"有 {len(wrong)} 处问题，解决以前不能导出。", icon=":material/block:")
        table(frame(now, ("reform wrong", *key), lambda: rows.wrong_rows(wrong)), tallest=_ROWS, columns=_told_wide())
        if plan is not None and any(each.id == _TO_BE_PLACED for each in wrong):
            _name_heirs(now, source, reformed, plan)
    else:
        st.success(
            "没有阻止导出的问题：每项职责有一个去向，撤销单位人员已安置，编制总量不变（有文号的除外）。",
            icon=":material/check_circle:",
        )
    if notices:
        st.subheader(f"复核提示（{len(notices)} 条，不影响导出）", anchor=False)
        found = frame(now, ("reform notices", now.reforms.mark, now.day), lambda: rows.wrong_rows(notices))
        table(found, tallest=_ROWS, columns=_told_wide())


_TO_BE_PLACED = "G603"


def _told_wide() -> dict[str, object]:
    return {name: st.column_config.TextColumn(width=420) for name in ("问题", "处理建议")}


def _name_heirs(now: Session, source: Source, reformed: Reformed, plan: Plan) -> None:
    """指定承接机构: whoever a solution leaves over goes with his post to a unit that the clerk names."""
    placed = {move.person for move in plan.moves}
    left: dict[str, list[str]] = {}
    for id in reformed.unplaced:
        if id not in placed:
            left.setdefault(reformed.after.person[id].unit, []).append(id)
    gone = {unit.code for unit in now.reforms.comparison(reformed, now.day).units if unit.after is None}
    heirs = {each.code: shown(each.name) for each in reformed.after.units if each.code not in gone}
    st.subheader("指定承接机构", anchor=False)
    st.caption("选定承接机构后，在“撤销机构”之前加一项“划转编制”，上列人员及其所占编制随转；不增加编制总量。")
    for unit, people in left.items():
        name = shown(reformed.after.unit[unit].name)
        box, button = st.columns([3, 1], vertical_alignment="bottom")
        heir = box.selectbox(
            f"{name}未安置的 {len(people)} 人由哪个机构承接",
            list(heirs),
            index=None,
            format_func=lambda code: heirs.get(code, code),
            key=f"{WidgetKey.REFORM_VIEW}_heir_{unit}_{now.reforms.mark}",
            placeholder="输入机构名称查找",
            filter_mode="contains",
        )
        if button.button("加入改革方案", key=f"{WidgetKey.REFORM_VIEW}_add_{unit}", disabled=heir is None) and heir:
            _take_heir(now, source, unit, heir, people)


def _take_heir(now: Session, source: Source, unit: str, heir: str, people: list[str]) -> None:
    work, establishment = now.reforms, source.establishment
    try:
        work.take(establishment, reforming.with_named_heir(establishment, work.reform, unit, heir, people))
    except BianzhiError as error:
        error_box(error)
        st.caption("改革方案没有改动。")
    else:
        now.success = f"已在“撤销机构”之前加入一项“划转编制”，随转 {len(people)} 人。"
        st.rerun()


def placing_key(now: Session) -> tuple[str, object, object]:
    """What a plan that places people depends on."""
    return (now.reforms.mark, now.day, now.settings)


def placing_plan(now: Session) -> Plan | None:
    """The plan that places people after the reform, where it was solved."""
    return now.reforms.placing.answer(placing_key(now))


def placing(now: Session, reformed: Reformed) -> None:
    """人员安置: solve on the ledger after the reform."""
    asked, day, settings = now.reforms.placing, now.day, now.settings
    left = len(reformed.unplaced)
    st.markdown(
        f"在改革后的台账上求解编制调剂：撤销单位待安置 **{left}** 人，改革后超编 **{reformed.after.total_excess:,}** 人。"
        "按「要求与约束」「编制调剂」中的设置求解。"
    )
    if st.button("求解人员安置", type="primary", icon=":material/play_arrow:", disabled=is_running(asked)):
        asked.ask(
            placing_key(now),
            "求解改革后的人员安置",
            lambda progress: services.reallocate(
                reformed.after, day, reforming.placement_settings(reformed, settings), progress
            ),
        )
        st.rerun()
    if asked.latest != placing_key(now):
        st.info(
            "点「求解人员安置」，这里显示改革后拟怎样安置、调剂人员。"
            if asked.latest is None
            else "改革方案、日期或设置已改，请重新求解人员安置。",
            icon=":material/play_circle:",
        )
        return
    plan = latest_answer(asked, "")
    if plan is None:
        return
    plan_cards(plan)
    if left and plan.moves:
        placed = len(placements(reformed, plan))
        st.markdown(
            f"其中安置撤销单位人员 **{placed:,}** 人，列入「出编入编」；"
            f"其余 **{len(plan.moves) - placed:,}** 人是同时求解的超编调剂，另见调剂方案。"
        )
    moved = frame(now, ("placed", *placing_key(now)), lambda: move_rows(reformed.after, plan))
    if moved.empty:
        st.info("没有拟安置、调剂的人员。", icon=":material/info:")
    else:
        table(moved, tallest=_ROWS)
    left_over = frame(now, ("still unplaced", *placing_key(now)), lambda: rows.unplaced_rows(reformed, plan))
    if len(left_over):
        st.subheader(f"撤销单位仍未安置的人员及原因（{len(left_over)} 人）", anchor=False)
        st.caption("规定不得由本工具提出调整的人员，请在改革方案中写明承接机构，或加一项「划转编制」写明随转人员。")
        table(left_over, tallest=_ROWS)
    if plan.remaining:
        st.subheader("未消化的超编及原因", anchor=False)
        table(
            frame(now, ("placed left", *placing_key(now)), lambda: remaining_rows(reformed.after, plan)), tallest=_ROWS
        )


def two_reforms(now: Session, source: Source, reformed: Reformed) -> None:
    """两案比较: another file beside this one, and where they conflict."""
    work, establishment = now.reforms, source.establishment
    upload = st.file_uploader(
        "载入另一份改革方案文件",
        type=["toml"],
        key=f"{WidgetKey.REFORM_OTHER}_{work.files_read}",
        max_upload_size=MOST_MEGABYTES,
    )
    if upload is not None:
        _, content = read_text(work, upload)
        if content is not None:
            try:
                work.other = reforming.read_reform(content)
            except BianzhiError as error:
                work.error = error
        st.rerun()
    if work.error is not None:
        error_box(work.error)
    other = work.other
    if other is None:
        st.info("载入另一份方案后，这里并排显示两案的数字，并查找互相矛盾的地方。", icon=":material/compare_arrows:")
        return
    mark = reforming.reform_text(other)
    found = work.remember(("conflicts", mark), lambda: reforming.conflicts(establishment, (work.reform, other)))
    both = work.remember(("other", mark), lambda: _applied(establishment, other))
    st.markdown(f"本方案：**{plain(work.reform.name)}**　另一方案：**{plain(other.name)}**")
    pair = (both, reforming.compare_reform(both, now.day)) if both else None
    mine = (reformed, work.comparison(reformed, now.day))
    table(frame(now, ("two", work.mark, hash(mark)), lambda: rows.side_by_side_rows(mine, pair)))
    if found:
        st.error(f"两份方案有 {len(found)} 处冲突。", icon=":material/warning:")
        table(frame(now, ("conflicts", work.mark, hash(mark)), lambda: rows.wrong_rows(found)), tallest=_ROWS)
    else:
        st.success("两份方案互不冲突，先后次序不影响结果。", icon=":material/check_circle:")
        if st.button("把另一方案接在本方案之后", icon=":material/playlist_add:"):
            joined = replace(work.reform + other, name=work.reform.name)
            try:
                work.take(establishment, joined)
            except BianzhiError as error:
                work.error = error
            else:
                now.success = f"已加入“{plain(other.name)}”的 {len(other.steps)} 项。"
                work.other = None
            st.rerun()


def _applied(establishment: object, other: object) -> Reformed | None:
    try:
        return reforming.apply_reform(establishment, other)  # type: ignore[arg-type]
    except BianzhiError:
        return None


def downloads(now: Session, reformed: Reformed, plan: Plan | None) -> None:
    """下载: four files, refused with the reason while something stops the export."""
    wrong = now.reforms.wrong(reformed, plan)
    if wrong:
        error_box(BianzhiError(f"改革方案还不能导出：{wrong[0].message}", wrong[0].hint))
    st.caption("人员安置已求解，写入工作簿和文稿。" if plan else "人员安置没有求解；求解后再下载，安置结果一并写入。")
    for each in reform_exports.reform_downloads(now, reformed, plan, wrong):
        download_line(now, each)
