"""From the plan of the district to one of a given size: persons and posts of every cell, leaders, and sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.domain.establishment import Section
from bianzhi.domain.terms import Category
from bianzhi.law.levels import section_leaders
from bianzhi.sampling.dice import Dice, shared
from bianzhi.sampling.unit_plan import CellPlan, Scaling, SectionPlan, Story, UnitPlan

_LEAST_SECTION = 3
_TAGS = {
    **dict.fromkeys(("办公", "综合科", "秘书", "党政"), ("综合", "文秘")),
    **dict.fromkeys(("机关党委",), ("党建",)),
    **dict.fromkeys(("组织", "干部", "政治部", "公务员", "人才", "基层建设"), ("组织",)),
    **dict.fromkeys(("财务",), ("财务",)),
    **dict.fromkeys(("预算", "国库", "支付", "会计", "基金", "采购"), ("财政",)),
    **dict.fromkeys(("法规", "法制", "法治", "复议", "复核", "审理"), ("法治",)),
    **dict.fromkeys(("执法", "稽查", "稽核", "监察", "中队", "审查"), ("执法",)),
    **dict.fromkeys(("审批", "登记", "许可", "窗口"), ("审批",)),
    **dict.fromkeys(("信息", "数据", "网络", "数字", "技术"), ("信息",)),
    **dict.fromkeys(("宣", "新闻", "传播"), ("宣传",)),
    **dict.fromkeys(("安全", "应急", "消防"), ("安全",)),
    **dict.fromkeys(("规划", "建设", "市政", "工程"), ("建设",)),
    **dict.fromkeys(("就业", "保险", "保障", "救助", "福利"), ("社会保障",)),
    **dict.fromkeys(("服务", "社区", "群"), ("社区",)),
    **dict.fromkeys(("督查", "督办", "监督"), ("督查",)),
}
"""Function tags by a word in the section's name; the first that fits. A section with none is tagged by its own name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One establishment type of a unit, sized: persons in post, and posts."""

    category: Category
    in_post: int
    quota: int
    story: Story


@dataclass(frozen=True, slots=True)
class LaidUnit:
    """A unit, sized."""

    plan: UnitPlan
    cells: tuple[Cell, ...]
    deputies: int
    """Authorized deputies (posts)."""
    leaders: int
    """Leaders in post (persons), head included."""
    sections: tuple[tuple[Section, int], ...]
    """Each section with its staff (persons)."""

    @property
    def is_over_cap(self) -> bool:
        """Whether more sections count to the cap than it allows (the general cap is 6)."""
        return sum(section.counts_to_cap for section, _ in self.sections) > (self.plan.section_cap or 6)

    @property
    def leadership_posts(self) -> int:
        """Authorized leadership posts of the unit itself."""
        return self.deputies + self.plan.has_head


def lay_out(plans: Sequence[UnitPlan], persons: int, dice: Dice) -> tuple[LaidUnit, ...]:
    """Size the district so that exactly ``persons`` are in post, or as many as the smallest possible district has."""
    planned = [(plan, cell) for plan in plans for cell in plan.cells]
    wanted = [_jittered(plan, cell, dice) for plan, cell in planned]
    thousandths, sizes = _sizes([plan for plan, _ in planned], wanted, persons)
    cells = [
        _cell(plan, cell, in_post, thousandths, dice) for (plan, cell), in_post in zip(planned, sizes, strict=True)
    ]
    laid, used = [], 0
    for plan in plans:
        laid.append(_unit(plan, tuple(cells[used : used + len(plan.cells)]), dice))
        used += len(plan.cells)
    return tuple(laid)


def _jittered(plan: UnitPlan, cell: CellPlan, dice: Dice) -> int:
    if plan.scaling is not Scaling.FREE or cell.in_post < 40:
        return cell.in_post
    return cell.in_post * dice.between(96, 104) // 100


def _sizes(plans: Sequence[UnitPlan], wanted: Sequence[int], persons: int) -> tuple[int, list[int]]:
    """The scale, in thousandths, and the persons of every cell."""

    def at(thousandths: int) -> list[int]:
        return [_scaled(plan, size, thousandths) for plan, size in zip(plans, wanted, strict=True)]

    low, high = 1, 1000 * max(persons, 1)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(at(middle)) <= persons:
            low = middle
        else:
            high = middle - 1
    sizes = at(low)
    largest = sorted((n for n, plan in enumerate(plans) if plan.scaling is Scaling.FREE), key=lambda n: -sizes[n])
    for place in largest[: max(0, persons - sum(sizes))]:
        sizes[place] += 1
    return low, sizes


def _scaled(plan: UnitPlan, number: int, thousandths: int) -> int:
    if plan.scaling is Scaling.FIXED or (plan.scaling is Scaling.NEVER_GROWS and thousandths > 1000):
        return number
    return max(1, (2 * number * thousandths + 1000) // 2000)


def _cell(plan: UnitPlan, cell: CellPlan, in_post: int, thousandths: int, dice: Dice) -> Cell:
    wish = abs(cell.balance)
    if plan.scaling is Scaling.FREE and cell.story is Story.NONE and wish >= 5:
        wish += dice.between(-1, 1)
    balance = _scaled(plan, wish, thousandths) if wish else 0
    if cell.balance > 0:
        quota = in_post - balance if plan.scaling is Scaling.FIXED else max(1, in_post - balance)
    else:
        quota = in_post + min(balance, in_post)
    return Cell(cell.category, in_post, quota, cell.story)


def _unit(plan: UnitPlan, cells: tuple[Cell, ...], dice: Dice) -> LaidUnit:
    staff = sum(cell.in_post for cell in cells)
    deputies = plan.deputies
    if deputies is None:
        deputies = 1 if staff < 9 else 2 if staff < 40 else 3 if staff < 100 else 4
    leaders = deputies + plan.has_head
    if plan.scaling is Scaling.FREE:
        vacant = leaders > 3 and dice.chance(25)
        leaders = min(leaders - vacant, max(1, cells[0].in_post // 3))
    posts = sum(cell.quota for cell in cells) - max(leaders, deputies + plan.has_head)
    return LaidUnit(plan, cells, deputies, leaders, _sections(plan, staff - leaders, posts, dice))


def _sections(plan: UnitPlan, staff: int, posts: int, dice: Dice) -> tuple[tuple[Section, int], ...]:
    """Sections with their staff. Those without an arranged size have at least three people each."""
    arranged = sum(section.size or 0 for section in plan.sections)
    if arranged > staff:
        return ()
    free = [section for section in plan.sections if section.size is None]
    kept = free[: (staff - arranged) // _LEAST_SECTION]
    weights = [dice.between(3, 6) for _ in kept]
    sizes = iter(shared(staff - arranged, weights, _LEAST_SECTION) if kept else [])
    chosen = [section for section in plan.sections if section.size is not None or section in kept]
    staffed = [(section, section.size or next(sizes)) for section in chosen]
    stated = _stated_posts(staffed, posts, dice)
    return tuple(
        (_section(plan, number, section, size, authorized), size)
        for number, ((section, size), authorized) in enumerate(zip(staffed, stated, strict=True), 1)
    )


def _stated_posts(staffed: list[tuple[SectionPlan, int]], posts: int, dice: Dice) -> list[int | None]:
    """Posts section by section, adding up to ``posts``, in about half of the units; None elsewhere."""
    said = dice.chance(50)
    if not said or any(section.size for section, _ in staffed) or posts < _LEAST_SECTION * len(staffed) or not staffed:
        return [None] * len(staffed)
    return list(shared(posts, [size for _, size in staffed], _LEAST_SECTION))


def _section(plan: UnitPlan, number: int, section: SectionPlan, size: int, authorized: int | None) -> Section:
    heads, deputies = section_leaders(size if authorized is None else authorized)
    tags = next((tags for word, tags in _TAGS.items() if word in section.name), (_subject(section.name),))
    return Section(
        code=f"{plan.code}{number:02d}",
        unit=plan.code,
        name=section.name,
        counts_to_cap=section.counts_to_cap,
        authorized=authorized,
        heads=heads,
        deputies=deputies,
        functions=tags,
        mergeable=section.mergeable,
        note="" if section.mergeable else "业务单设，不宜整合",
    )


def _subject(name: str) -> str:
    """What a section is about, from its name: 综合调研科 → 调研."""
    return name.removeprefix("综合").rstrip("科室部委")
