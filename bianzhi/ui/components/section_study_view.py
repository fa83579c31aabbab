"""大科室制 of one unit: the clerk's rules, the optimum, and a grouping by hand whose lights change at once."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger
from bianzhi.domain.plan_columns import MERGER_WORDS
from bianzhi.domain.section_study import Light, RuleLight, SectionRules, SectionStudy
from bianzhi.errors import BianzhiError
from bianzhi.services import charting, reforming, section_pairs
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.org_chart_view import org_chart_view
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.state import Session
from bianzhi.ui.tables.sections import group_rows, pair_rows, surplus_rows
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.tables.studies import method_rows, section_words
from bianzhi.ui.widget_keys import WidgetKey

_SIGNS = {Light.GREEN: ("✓", "#21794a", "#e8f5ee"), Light.AMBER: ("!", "#8a5a00", "#fff4dc")}
_RED = ("✕", "#b3261e", "#fdeaea")
_MOST_SETS = 8
_SCORE = (
    "得分衡量归在一起的科室合不合适：同组两科每有一个共同职能标签计 100 分，两科往来业务量占全部科室往来的千分之几计几分，"
    "再减去各科室人数不均衡的扣分；科室个数相同的方案才能相比。"
)
_HAND_COLUMNS = 2


def rules_form(unit: str, sections: Mapping[str, str]) -> SectionRules:
    """What the clerk demands, the cap apart; a further box comes as soon as the last one is used."""
    first, second, third = st.columns([4, 4, 3])
    with first:
        together = _sets("必须在一起", "选两个以上，这些科室归入同一个", unit, sections)
    with second:
        apart = _sets("不得在一起", "选两个以上，两两不得归入同一个", unit, sections)
    with third:
        alone = st.multiselect(
            "单独保留",
            list(sections),
            format_func=lambda code: sections.get(code, code),
            key=f"{WidgetKey.STUDY_RULE}_alone_{unit}",
            placeholder="不参与整合的科室",
            filter_mode="contains",
            select_all=False,
            persist_state="session",
        )
    pairs = [(one, other) for group in apart for place, one in enumerate(group) for other in group[place + 1 :]]
    return SectionRules(tuple(together), tuple(dict.fromkeys(pairs)), tuple(alone))


def cap_box(unit: str) -> int | None:
    """Another cap than the law's, for trying it out."""
    number = st.number_input(
        "试算的限额（个）",
        1,
        99,
        None,
        step=1,
        key=f"{WidgetKey.STUDY_RULE}_cap_{unit}",
        placeholder="按规定的限额",
        persist_state="session",
    )
    return int(number) if number is not None else None


def _sets(label: str, placeholder: str, unit: str, sections: Mapping[str, str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for number in range(_MOST_SETS):
        chosen = st.multiselect(
            label if number == 0 else f"{label}（第 {number + 1} 组）",
            list(sections),
            format_func=lambda code: sections.get(code, code),
            key=f"{WidgetKey.STUDY_RULE}_{label}_{unit}_{number}",
            placeholder=placeholder if number == 0 else "再加一组",
            filter_mode="contains",
            select_all=False,
            persist_state="session",
        )
        if not chosen:
            break
        if len(chosen) > 1:
            found.append(tuple(code for code in sections if code in chosen))
    return found


def optimum_view(now: Session, establishment: Establishment, study: SectionStudy, key: object) -> None:
    """The optimum with its bound, its sections, and what other methods reach."""
    merger = study.merger
    _cards(merger, study)
    st.caption(_SCORE)
    groups, others = st.columns([7, 5])
    with groups:
        table(
            frame(now, ("study groups", key), lambda: group_rows(establishment, merger)),
            tallest=9,
            columns={
                "拟设内设机构": st.column_config.TextColumn(width=180),
                "原内设机构": st.column_config.TextColumn(width=250),
                "正职职数": st.column_config.Column(width=76),
                "副职职数": st.column_config.Column(width=76),
            },
            lines=2,
        )
    with others:
        st.markdown("**与其他方法比较**　分越高越好")
        table(frame(now, ("study methods", key), lambda: method_rows(study)))
        if study.next_best is not None:
            best = study.next_best
            with st.expander("次优方案怎么分"):
                table(frame(now, ("study next", key), lambda: group_rows(establishment, best)), tallest=12)
    lights(study.lights)
    _no_general(establishment, merger)
    _pairs(now, establishment, merger, key)
    _surplus(now, establishment, merger, key)
    for note in merger.notes:
        st.caption(f"注：{plain(note)}")


def _pairs(now: Session, establishment: Establishment, merger: Merger, key: object) -> None:
    """Why the sections of each group go together."""
    pairs = now.remember(("study pairs", key), lambda: section_pairs.pair_reasons(establishment, merger))
    if pairs:
        with st.expander(f"为什么归在一起（{len(pairs)} 对）"):
            st.caption("相近得分＝共同职能标签每个 100 分＋两科往来业务量占全部科室往来的千分数。")
            table(frame(now, ("pair rows", key), lambda: pair_rows(establishment, pairs)), tallest=10)


def _no_general(establishment: Establishment, merger: Merger) -> None:
    """That the office work of the unit has no section of its own any more, where it had one."""
    absorbed = section_pairs.general_sections_absorbed(establishment, merger)
    if absorbed:
        st.warning(
            f"按此分组，{'、'.join(map(plain, absorbed))}并入业务科室，整合后没有单独的综合类科室。占比虽然符合上限，"
            "文电、会务、财务由谁承担请另行明确；要保留的，在「单独保留」中选上后重新求解。",
            icon=":material/info:",
        )


def _cards(merger: Merger, study: SectionStudy) -> None:
    gap = merger.bound - merger.value
    share = f"差距 {gap} 分" if gap else "已达到上界"
    cards = (
        ("现设（计入限额）", f"{merger.before} 个", f"限额 {merger.cap} 个"),
        ("拟设", f"{merger.after} 个", f"减少 {merger.before - merger.after} 个"),
        ("得分", f"{merger.value:,}", f"上界 {merger.bound:,}，{share}"),
        ("求解结论", MERGER_WORDS[merger.status], _next_words(study)),
        ("富余正职", f"{len(merger.surplus_heads)} 人", "见下表"),
    )
    for column, (label, value, remark) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(
            label,
            value,
            delta=remark,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help=tip(label),
        )


def _next_words(study: SectionStudy) -> str:
    return f"次优 {study.next_best.value:,} 分" if study.next_best is not None else "没有求得次优"


def lights(found: Sequence[RuleLight]) -> None:
    """Every rule with its light: a color, a sign, and the word."""
    items = []
    for rule in found:
        sign, ink, ground = _SIGNS.get(rule.light, _RED)
        source = f'<small style="color:#6b7c8f">{html.escape(shown(rule.source))}</small>' if rule.source else ""
        items.append(
            f'<li style="display:flex;gap:10px;align-items:baseline;padding:6px 10px;border-left:4px solid {ink};'
            f'background:{ground};border-radius:4px;margin:0">'
            f'<b style="color:{ink};white-space:nowrap">{sign} {rule.light.value}</b>'
            f'<span style="flex:1"><b>{html.escape(shown(rule.title))}</b>　{html.escape(shown(rule.sentence))}　{source}'
            "</span></li>"
        )
    st.html(
        '<ul aria-label="各条要求是否符合" style="list-style:none;margin:4px 0;padding:0;display:grid;gap:4px">'
        f"{''.join(items)}</ul>"
    )


def _surplus(now: Session, establishment: Establishment, merger: Merger, key: object) -> None:
    rows = frame(now, ("study surplus", key), lambda: surplus_rows(establishment, (merger,)))
    if len(rows):
        st.subheader("富余正职及建议", anchor=False)
        widths = {"单位": 200, "原内设机构": 160, "建议": 560}
        table(
            rows,
            tallest=6,
            lines=2,
            columns={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
        )


def hand_form(establishment: Establishment, unit: str, study: SectionStudy) -> tuple[tuple[str, ...], ...]:
    """One box a section: the number of its group. The optimum is where it begins."""
    sections = section_words(establishment, unit)
    start = {code: place for place, group in enumerate(study.merger.groups, 1) for code in group.sections}
    numbers = list(range(1, len(sections) + 1))
    boxes = st.columns(_HAND_COLUMNS)
    groups: dict[int, list[str]] = {}
    for place, (code, name) in enumerate(sections.items()):
        default = start.get(code, len(start) + 1)
        number = boxes[place % _HAND_COLUMNS].selectbox(
            plain(name),
            numbers,
            index=min(default, len(numbers)) - 1,
            format_func=lambda number: f"第 {number} 组",
            key=f"{WidgetKey.STUDY_HAND}_{unit}_{code}_{default}",
            persist_state="session",
        )
        groups.setdefault(int(number), []).append(code)
    return tuple(tuple(groups[number]) for number in sorted(groups))


def hand_view(
    now: Session,
    establishment: Establishment,
    unit: str,
    study: SectionStudy,
    rules: SectionRules,
    world: str,
) -> SectionStudy | None:
    """Boxes on the left; beside them value against the optimum and every rule's light, as they stand at once."""
    boxes, standing = st.columns([6, 7])
    with boxes:
        st.caption("每个科室选归入第几组，同组的拟合并为一个；改动后右边的得分和各条要求当场变化。")
        groups = hand_form(establishment, unit, study)
    key = (world, unit, groups, rules)
    with standing:
        try:
            judged = now.reforms.remember(
                ("judged", now.day, *key),
                lambda: reforming.judge_sections(establishment, unit, groups, now.day, rules, study),
            )
        except BianzhiError as error:
            error_box(error)
            return None
        _hand_cards(judged)
        lights(judged.lights)
        _no_general(establishment, judged.merger)
    table(
        frame(now, ("hand groups", now.day, *key), lambda: group_rows(establishment, judged.merger)),
        tallest=12,
        columns={"原内设机构": st.column_config.TextColumn(width=520)},
        lines=2,
    )
    _pairs(now, establishment, judged.merger, key)
    _surplus(now, establishment, judged.merger, key)
    return judged


def _hand_cards(judged: SectionStudy) -> None:
    value, best = judged.merger.value, judged.optimum
    red = sum(rule.light is Light.RED for rule in judged.lights)
    cards = st.columns(3)
    cards[0].metric(
        "手工分组得分",
        f"{value:,}",
        delta=f"最优 {best:,}" if best is not None else f"拟设 {judged.merger.after} 个",
        delta_color="off",
        delta_arrow="off",
        border=True,
    )
    cards[1].metric(
        "与最优相差",
        "不可比" if best is None else _difference(value - best),
        border=True,
        height="stretch",
        help="拟设个数与最优方案不同，或最优尚未证明，得分不能相比。" if best is None else None,
    )
    cards[2].metric(
        "不符合的要求",
        f"{red} 条",
        border=True,
        height="stretch",
        help="有不符合的要求时，得分可能高于最优方案。" if red else None,
    )


def _difference(points: int) -> str:
    return f"{points:+,}" if points else "0"


def traffic_view(now: Session, establishment: Establishment, unit: str, merger: Merger, world: str) -> None:
    """Work between sections, before and after."""
    view = st.segmented_control(
        "科室往来图",
        ("整合后", "整合前"),
        default="整合后",
        required=True,
        key=WidgetKey.STUDY_CHART,
        label_visibility="collapsed",
    )
    groups = tuple(group.sections for group in merger.groups) if view != "整合前" else ()
    text = now.remember(
        ("traffic", world, unit, groups),
        lambda: charting.with_initials(reforming.draw_traffic(establishment, unit, groups)),
    )
    org_chart_view(text, f"{WidgetKey.STUDY_CHART}_picture", 620)


def named(merger: Merger, key: str) -> Merger:
    """The merger with the names as the clerk writes them."""
    joined = [group for group in merger.groups if len(group.sections) > 1]
    names = {}
    boxes = st.columns(4)
    for place, group in enumerate(joined):
        proposed = group.name.removesuffix("（拟）")
        name = boxes[place % 4].text_input(
            f"拟设第 {place + 1} 个合并科室的名称", proposed, key=f"{key}_{'_'.join(group.sections)}", max_chars=40
        )
        names[group.sections] = (name or "").strip() or proposed
    groups = tuple(replace(group, name=names.get(group.sections, group.name)) for group in merger.groups)
    return replace(merger, groups=groups)
