"""The words and figures in the boxes of the organisation chart, and what is read aloud or shown on pointing at them."""

from collections.abc import Sequence

from bianzhi.charts.figures import Change, Count, SectionFigures, Standing, UnitFigures
from bianzhi.charts.views import View

MINUS = "−"


def shows_after(view: View) -> bool:
    """Whether figures and colours are those after the plan."""
    return view is not View.BEFORE


def _arrow(before: object, after: object, view: View) -> str:
    """What stands before, after, or both where they differ."""
    if view.compares and before != after:
        return f"{before}→{after}"
    return f"{after if shows_after(view) else before}"


def in_post_of_authorized(change: Change, view: View) -> str:
    """实有/编制, as 98/95, or 112→95/95 in comparison."""
    return f"{_arrow(change.before.in_post, change.after.in_post, view)}/{change.after.authorized}"


def state_words(change: Change, view: View) -> str:
    """超3 空1, or 超17→满编 in comparison."""
    return _arrow(change.before.words, change.after.words, view)


def count_words(change: Change) -> str:
    """编制789."""
    return f"编制{change.after.authorized}"


def in_post_words(change: Change, view: View) -> str:
    """实有704, or 实有704→710."""
    return f"实有{_arrow(change.before.in_post, change.after.in_post, view)}"


def movement_words(change: Change, view: View) -> str:
    """拟调入3 拟调出2; nothing before a plan, or where nobody comes or goes."""
    if not shows_after(view):
        return ""
    arriving, leaving = change.arriving, change.leaving
    return " ".join([f"拟调入{arriving}"] * bool(arriving) + [f"拟调出{leaving}"] * bool(leaving))


def spoken_total(change: Change, view: View) -> str:
    """What a screen reader says of several units together."""
    return _spoken(change.count(after=shows_after(view)))


def chart_description(summary: str, systems: Sequence[str]) -> str:
    """What the whole chart shows, for those who cannot see it."""
    listed = f"，分为{'、'.join(systems)}" if systems else ""
    return f"{summary.replace(chr(0x3000), '，')}{listed}。按系统分列各单位，每个单位写明实有、编制、超编和空编。"


def totals(change: Change, units: int, view: View) -> str:
    """The totals of a band or of the whole: 13个单位 编制789 实有704 超5 空90."""
    parts = [f"{units}个单位", count_words(change), in_post_words(change, view)]
    shown = (change.before, change.after) if view.compares else (change.count(after=shows_after(view)),)
    if any(count.excess for count in shown):
        parts.append(f"超{_arrow(change.before.excess, change.after.excess, view)}")
    if any(count.vacancies for count in shown):
        parts.append(f"空{_arrow(change.before.vacancies, change.after.vacancies, view)}")
    return "\u3000".join(parts)


def movement(arriving: int, leaving: int) -> tuple[str, ...]:
    """The badges: +3, −2; nothing for nobody."""
    return (f"+{arriving}",) * bool(arriving) + (f"{MINUS}{leaving}",) * bool(leaving)


def cap_words(figures: UnitFigures, view: View) -> str:
    """内设9/限6 where a unit has more sections than its cap, 内设9→6 where a merger brings it under; else nothing."""
    cap = figures.section_cap
    if cap.is_over(after=shows_after(view)):
        return f"内设{_arrow(cap.before, cap.after, view)}/限{cap.cap}"
    if view.compares and cap.is_over(after=False):
        return f"内设{cap.before}→{cap.after}"
    return ""


def outside_words(figures: UnitFigures, view: View) -> str:
    """科室外5人: who is in no section, so that section and unit figures tie."""
    before, after = figures.outside_sections(after=False), figures.outside_sections(after=True)
    return f"科室外{_arrow(before, after, view)}人" if before or after else ""


def rest_words(figures: UnitFigures) -> str:
    """其余6个不变: sections that a chart of changes leaves out."""
    rest = sum(not section.is_touched for section in figures.sections)
    return f"其余{rest}个不变" if rest else ""


def touched_words(touched: int, units: int) -> str:
    """有变化3个，其余10个不变: what a chart of changes leaves out of a band."""
    if touched in (0, units):
        return "均有变化" if touched else "均不变"
    return f"有变化{touched}个，其余{units - touched}个不变"


def section_figures(section: SectionFigures, view: View) -> str:
    """14/17 where the section has posts of its own, else 14人; an abolished one shows its people only."""
    in_post = section.in_post(after=shows_after(view))
    people_only = section.authorized is None or section.standing is Standing.ABOLISHED
    return f"{in_post}人" if people_only else f"{in_post}/{section.authorized}"


def section_state(section: SectionFigures, view: View) -> str:
    """空3, 撤并, or nothing where posts are not fixed section by section."""
    if section.standing is Standing.ABOLISHED:
        return Standing.ABOLISHED.value
    count = section.count(after=shows_after(view))
    return count.words if count and count.authorized + count.in_post else ""


def _spoken(count: Count) -> str:
    words = [f"编制{count.authorized}", f"实有{count.in_post}"]
    words += [f"超编{count.excess}"] * bool(count.excess) + [f"空编{count.vacancies}"] * bool(count.vacancies)
    return "，".join(words if count.excess or count.vacancies else [*words, count.state.value])


def _spoken_movement(arriving: int, leaving: int) -> str:
    return f"拟调入{arriving}人，拟调出{leaving}人" if arriving or leaving else ""


def unit_label(figures: UnitFigures, view: View) -> str:
    """What a screen reader says of a unit."""
    total = figures.total
    parts = [figures.unit.name, _spoken(total.count(after=shows_after(view)))]
    if shows_after(view):
        parts.append(_spoken_movement(total.arriving, total.leaving))
    cap = figures.section_cap
    if cap.is_over(after=shows_after(view)):
        parts.append(f"内设机构{cap.after if shows_after(view) else cap.before}个，超过限额{cap.cap}个")
    return "，".join(part for part in parts if part)


def section_label(section: SectionFigures, view: View) -> str:
    """What a screen reader says of a section."""
    return "，".join(section_tooltip(section, view))


def unit_tooltip(figures: UnitFigures, parent: str, view: View) -> list[str]:
    """Everything about a unit: names, each establishment type by itself, movement, sections against the cap."""
    unit, total = figures.unit, figures.total
    lines = [unit.name, "  ".join(part for part in (unit.code, unit.kind.value, unit.rank) if part)]
    lines += [f"隶属：{parent}"] * bool(parent)
    lines += [f"{category.value}：{_spoken_change(change, view)}" for category, change in figures.by_category] or [
        "未核编制，无在编人员"
    ]
    if len(figures.by_category) > 1:
        lines.append(f"合计：{_spoken_change(total, view)}")
    if shows_after(view) and (total.arriving or total.leaving):
        lines.append(_spoken_movement(total.arriving, total.leaving))
    if figures.sections:
        cap = figures.section_cap
        limit = f"，限额{cap.cap}个" + "（超限额）" * cap.is_over(after=shows_after(view))
        lines.append(f"计入限额的内设机构{_arrow(cap.before, cap.after, view)}个{limit}")
        lines += [f"未列入内设机构的在编人员{figures.outside_sections(after=shows_after(view))}人"]
    return lines


def _spoken_change(change: Change, view: View) -> str:
    if view.compares and change.before != change.after:
        return f"{_spoken(change.before)} → {_spoken(change.after)}"
    return _spoken(change.count(after=shows_after(view)))


def section_tooltip(section: SectionFigures, view: View) -> list[str]:
    """Everything about a section."""
    count = section.count(after=shows_after(view))
    name = section.former_names[0] if section.standing is Standing.RENAMED and not shows_after(view) else section.name
    lines = [name, _spoken(count) if count else f"实有{section.in_post(after=shows_after(view))}，未分科核编"]
    if section.standing is Standing.MERGED:
        lines.append(f"拟由{'、'.join(section.former_names)}整合")
    elif section.standing is Standing.RENAMED and shows_after(view):
        lines.append(f"拟由{section.former_names[0]}更名")
    elif section.standing is Standing.ABOLISHED:
        lines.append("拟撤并")
    if shows_after(view) and (section.arriving or section.leaving):
        lines.append(_spoken_movement(section.arriving, section.leaving))
    return lines
