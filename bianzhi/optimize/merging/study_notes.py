"""What the clerk should know of a study, in Chinese sentences: why there are fewer sections, or no grouping at all."""

from dataclasses import replace

from bianzhi.law.general_sections import is_general
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.lawful_start import lawful_start
from bianzhi.optimize.merging.rule_checks import listed
from bianzhi.optimize.merging.unit_sections import UnitSections


def quota_binds(sections: UnitSections) -> tuple[str, ...]:
    """That the quota allows fewer sections than the cap, with the figures."""
    quota, allowed = sections.quota, sections.within_quota
    if quota is None or allowed is None or allowed >= sections.cap:
        return ()
    least = sections.law["section_min_posts"]
    needed = sections.cap * least + quota.leaders
    return (
        f"限额 {sections.cap} 个，但编制 {quota.posts} 名扣除单位领导职数 {quota.leaders} 名后余 {quota.left} 名，每个科室不少于"
        f" {least} 名，至多可设 {allowed} 个；设满 {sections.cap} 个至少需要编制 {needed} 名。"
        f"依据：{sections.law.source('section_min_posts')}。",
    )


def rules_bind(sections: UnitSections, after: int, clock: Clock) -> tuple[str, ...]:
    """That rules, not sizes, are why there are fewer sections than there may be: each rule that alone makes it so."""
    if after >= sections.most:
        return ()
    found = []
    for words, freed in _freed(sections):
        start = lawful_start(freed, clock)
        if start is not None and len(start[1]) + len(freed.alone) > after:
            more = len(start[1]) + len(freed.alone)
            found.append(f"{words}，整合后只能设 {after} 个；若不作此要求，可设 {more} 个。")
    return tuple(found)


def no_grouping(sections: UnitSections, clock: Clock) -> str:
    """Why there is no lawful grouping, with figures and what to change."""
    needed = len(sections.alone) + (1 if sections.free else 0)
    if needed > sections.most:
        rest = f"，其余 {len(sections.free)} 个至少还须设 1 个" if sections.free else ""
        limit = "".join(quota_binds(sections)) if sections.most < sections.cap else f"限额 {sections.cap} 个。"
        return (
            f"没有可行的整合方案：须单独保留的科室有 {len(sections.alone)} 个（{listed(sections.alone)}）{rest}，"
            f"合计至少 {needed} 个，超过至多可设的 {sections.most} 个。{limit}"
            f"建议将其中至少 {needed - sections.most} 个改为可整合，或核实限额和编制。"
        )
    staying = _too_many_general_stay(sections)
    if staying:
        return staying
    for words, freed in _freed(sections):
        start = lawful_start(freed, clock)
        if start is not None:
            return (
                f"没有可行的整合方案：{words}时无法分组；若不作此要求，可整合为 {len(start[1]) + len(freed.alone)} 个科室。"
                "建议放宽这项要求后重新求解。"
            )
    return "没有可行的整合方案：几项要求合在一起无法满足。建议逐项减少要求后重新求解。"


def _too_many_general_stay(sections: UnitSections) -> str:
    """That every section stays, and too many of them are general: there is nothing to solve; empty where it is not so."""
    if sections.free:
        return ""
    general, number = [section for section in sections.alone if is_general(section)], len(sections.alone)
    most = sections.most_general(number)
    if len(general) <= most:
        return ""
    return (
        f"没有可行的整合方案：{number} 个科室都须单独保留，其中综合类 {len(general)} 个（{listed(general)}），"
        f"超过 {sections.share}% 的上限，至多 {most} 个。建议将其中至少 {len(general) - most} 个综合类科室改为可整合。"
    )


def _freed(sections: UnitSections) -> list[tuple[str, UnitSections]]:
    """The same sections without one kind of rule, and that rule in words."""
    rules, found = sections.rules, []
    if rules.apart:
        pairs = "；".join("与".join(sections.establishment.section[code].name for code in pair) for pair in rules.apart)
        found.append((f"要求不得合并（{pairs}）", replace(sections, rules=replace(rules, apart=()))))
    if any(len(set(codes)) > 1 for codes in rules.together):
        blocks = "；".join(listed(block) for block in sections.blocks if len(block) > 1)
        found.append((f"要求必须合并（{blocks}）", replace(sections, rules=replace(rules, together=()))))
    general = [section for section in sections.counted if is_general(section)]
    if general:
        found.append(
            (
                f"综合类科室（{listed(general)}）整合后不超过 {sections.share}%（至少可有 1 个）",
                replace(sections, shared=False),
            )
        )
    return found
