"""The words and figures in the boxes of the organisation chart, and what is read aloud or shown on pointing at them."""

from bianzhi.charts.figures import Change, Count, SectionFigures, Standing, UnitFigures
from bianzhi.charts.views import View

MINUS = "−"


def shows_after(view: View) -> bool:
    """Whether figures and colours are those after the plan."""
    return view is not View.BEFORE


def _arrow(before: object, after: object, view: View) -> str:
    """What stands before, after, or both where they differ."""
    if view is View.COMPARE and before != after:
        return f"{before}→{after}"
    return f"{after if shows_after(view) else before}"


def in_post_of_authorized(change: Change, view: View) -> str:
    """实有/编制, as 98/95, or 112→95/95 in comparison."""
    return f"{_arrow(change.before.in_post, change.after.in_post, view)}/{change.after.authorized}"


def state_words(change: Change, view: View) -> str:
    """超3 空1, or 超17→满编 in comparison."""
    return _arrow(change.before.words, change.after.words, view)


def totals(change: Change, units: int, view: View) -> str:
    """The totals of a band or of the whole: 13个单位 编制789 实有704 超5 空90."""
    parts = [f"{units}个单位", f"编制{change.after.authorized}"]
    parts.append(f"实有{_arrow(change.before.in_post, change.after.in_post, view)}")
    shown = (change.before, change.after) if view is View.COMPARE else (change.count(after=shows_after(view)),)
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
    if view is View.COMPARE and cap.is_over(after=False):
        return f"内设{cap.before}→{cap.after}"
    return ""


def outside_words(figures: UnitFigures, view: View) -> str:
    """科室外5人: who is in no section, so that section and unit figures tie."""
    before, after = figures.outside_sections(after=False), figures.outside_sections(after=True)
    return f"科室外{_arrow(before, after, view)}人" if before or after else ""


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
    return "，".join(part for part in parts if part)


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
    if view is View.COMPARE and change.before != change.after:
        return f"{_spoken(change.before)} → {_spoken(change.after)}"
    return _spoken(change.count(after=shows_after(view)))


def section_tooltip(section: SectionFigures, view: View) -> list[str]:
    """Everything about a section."""
    count = section.count(after=shows_after(view))
    lines = [section.name, _spoken(count) if count else f"实有{section.in_post(after=shows_after(view))}，未分科核编"]
    if section.standing is Standing.MERGED:
        lines.append(f"拟由{'、'.join(section.former_names)}整合")
    elif section.standing is Standing.RENAMED and shows_after(view):
        lines.append(f"拟由{section.former_names[0]}更名")
    elif section.standing is Standing.ABOLISHED:
        lines.append("拟撤并")
    if shows_after(view) and (section.arriving or section.leaving):
        lines.append(_spoken_movement(section.arriving, section.leaving))
    return lines
