"""What the user should know of a merger, in Chinese sentences: what limits it, what it leaves open, what to change."""

from collections.abc import Iterable, Sequence

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.plan import Merger, PlanStatus
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.optimize.merging.caps import sections_within_quota
from bianzhi.optimize.merging.group_count import feasible_sections
from bianzhi.optimize.merging.heads import leaders_of, surplus_deputies
from bianzhi.optimize.merging.naming import PROPOSED
from bianzhi.optimize.merging.problem import MergingProblem


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


def without_mark(name: str) -> str:
    """A proposed name as it would stand once approved."""
    return name.removesuffix(PROPOSED)


def about_the_unit(establishment: Establishment, unit: Unit) -> tuple[str, ...]:
    """Sections that do not count to the cap, and whether any section is on record at all."""
    sections = establishment.sections_of.get(unit.code, ())
    if not sections:
        return ("台账“内设机构”表中没有本单位的内设机构。",)
    outside = [section.name for section in sections if not section.counts_to_cap]
    if not outside:
        return ()
    return (f"不计入限额的内设机构 {len(outside)} 个（{_listed(outside)}）不参与整合，维持现状。",)


def within_cap(merger: Merger) -> str:
    """Why a unit is kept as it is."""
    return f"内设机构 {merger.before} 个，未超过限额 {merger.cap} 个，建议维持现状。"


def cannot_fit(alone: Sequence[Section], free: int, cap: int) -> str:
    """Why the sections that must stay alone leave no grouping under the cap, and what to change."""
    needed = len(alone) + (1 if free else 0)
    reason = f"不可整合的内设机构有 {len(alone)} 个" + (
        f"（{_listed(section.name for section in alone)}）" if alone else ""
    )
    rest = f"，其余 {free} 个至少还须设 1 个" if free else ""
    return (
        f"没有可行的整合方案：{reason}{rest}，合计至少 {needed} 个，超过限额 {cap} 个。"
        f"建议在“内设机构”表将其中至少 {needed - cap} 个改为可整合，或核实“机构”表的内设机构限额。"
    )


def about_the_count(merger: Merger, staff: int, least: int) -> tuple[str, ...]:
    """Why there are fewer sections than the cap allows, or that sizes are unknown."""
    if not least:
        return (
            "“人员”表没有填写本单位人员的科室编码，各科室人数不明，未按最低人数和规模均衡整合；请补填科室编码后重新求解。",
        )
    if merger.after == merger.cap:
        return ()
    allowed = feasible_sections(staff, merger.cap, least)
    return (
        f"整合为 {merger.after} 个，少于限额 {merger.cap} 个：各科室实有合计 {staff} 人，每个不少于 {least} 人，"
        f"按人数至多设 {allowed} 个，且科室须整体归并。",
    )


def about_the_search(merger: Merger, settled: bool) -> tuple[str, ...]:
    """How good the grouping is known to be."""
    if merger.status is PlanStatus.FEASIBLE:
        gap = merger.bound - merger.value
        return (f"求解时限内未证明最优：得分 {merger.value}，至多可达 {merger.bound}，相差不超过 {gap} 分。",)
    if not settled:
        return ("得分已证明最优；同分方案未逐一排定先后，可能另有同样好的分组。",)
    return ()


def about_affinity(merging: MergingProblem) -> tuple[str, ...]:
    """That nothing is known of which sections go together."""
    if any(merging.affinity.values()):
        return ()
    return ("各科室没有共同的职能标签，也没有科室往来记录，本方案只按规模均衡分组；建议补填后重新求解。",)


def about_heads(merger: Merger, establishment: Establishment) -> tuple[str, ...]:
    """How many heads' posts a merger saves, and that the heads cannot be named where the roster marks none."""
    codes = [code for group in merger.groups for code in group.sections]
    posts = [establishment.section[code].heads for code in codes]
    before = sum(1 if number is None else number for number in posts)
    after = sum(group.heads for group in merger.groups)
    if after >= before:
        return ()
    saved = f"科室正职职数现 {before} 名，整合后拟 {after} 名，减少 {before - after} 名"
    if any(leaders_of(establishment, group.sections).heads for group in merger.groups):
        return (f"{saved}。",)
    return (f"{saved}；“人员”表没有标明各科室的领导（科室编码、是否领导），未能列出富余的科室正职。",)


def about_groups(merger: Merger, establishment: Establishment, law: Law) -> tuple[str, ...]:
    """Groups under the minimum, deputies beyond their posts, and what the quota would allow."""
    least = law["section_min_posts"]
    found = []
    small = [f"{group.name}（{group.staff} 人）" for group in merger.groups if group.staff < least]
    if small and any(group.staff for group in merger.groups):
        found.append(
            f"仍少于最低数 {least} 人的科室：{_listed(small)}。依据：{law.source('section_min_posts')}。建议补充人员。"
        )
    for name, persons, posts in surplus_deputies(establishment, merger.groups):
        found.append(f"“{name}”现有副职 {persons} 人，副职职数 {posts} 名；超出的拟保留职级，按非领导职务安排。")
    unit = establishment.unit[merger.unit]
    advised = sections_within_quota(establishment, unit, law)
    if advised is not None and advised < merger.after:
        found.append(
            f"按核定编制扣除单位领导职数测算，每个科室不少于 {least} 名，至多宜设 {advised} 个，"
            f"现为 {merger.after} 个；建议结合编制核定一并研究。"
        )
    if merger.after < merger.before:
        source = statute("decree-486").article(13)
        found.append(f"内设机构的撤销、合并和更名须报本级机构编制管理机关审批。依据：{source}。")
    return tuple(found)
