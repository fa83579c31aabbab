"""Each rule of a grouping as a light: green, amber or red, with the figures and where the rule comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bianzhi.domain.establishment import Section
from bianzhi.domain.plan import MergedSection, SurplusHead
from bianzhi.domain.section_study import Light, RuleLight
from bianzhi.law.citation import statute
from bianzhi.law.general_sections import is_general
from bianzhi.optimize.merging.heads import surplus_deputies
from bianzhi.optimize.merging.unit_sections import UnitSections

_ASKED = "本次设定的要求"
_LEDGER_MARK = "台账“内设机构”表的可否整合"


@dataclass(frozen=True)
class JudgedGroups:
    """A grouping of all counted sections, described, under the rules of its unit."""

    sections: UnitSections
    groups: Sequence[tuple[Section, ...]]
    described: Sequence[MergedSection]
    heads: Sequence[SurplusHead]

    def home(self, code: str) -> int:
        """The number of the group that holds a section."""
        return next(
            number for number, group in enumerate(self.groups) if any(section.code == code for section in group)
        )

    def name(self, code: str) -> str:
        """A section's name."""
        return self.sections.establishment.section[code].name


def rule_lights(judged: JudgedGroups) -> tuple[RuleLight, ...]:
    """One light for each rule, always in the same order."""
    return tuple(light(judged) for light in _LIGHTS)


def _cap(judged: JudgedGroups) -> RuleLight:
    sections, after = judged.sections, len(judged.groups)
    if sections.rules.cap is not None:
        source = _ASKED
    elif sections.unit.section_cap is not None:
        source = "台账“机构”表的内设机构限额"
    else:
        source = str(statute("reform-brief").whole)
    over = after - sections.cap
    if over > 0:
        return RuleLight(
            "M3", "内设机构限额", Light.RED, f"整合后 {after} 个，限额 {sections.cap} 个，超 {over} 个。", source
        )
    return RuleLight("M3", "内设机构限额", Light.GREEN, f"整合后 {after} 个，限额 {sections.cap} 个。", source)


def _quota(judged: JudgedGroups) -> RuleLight:
    sections, after = judged.sections, len(judged.groups)
    title, source = "编制可设科室数", str(sections.law.source("section_min_posts"))
    allowed, quota = sections.within_quota, sections.quota
    if allowed is None or quota is None:
        return RuleLight("M10", title, Light.AMBER, "“编制”表没有本单位的编制数，无法测算。", source)
    figures = (
        f"编制 {quota.posts} 名，扣除单位领导职数 {quota.leaders} 名余 {quota.left} 名，"
        f"每个科室不少于 {sections.law['section_min_posts']} 名，至多可设 {allowed} 个，整合后 {after} 个"
    )
    if after > allowed:
        return RuleLight("M10", title, Light.RED, f"{figures}，多 {after - allowed} 个。", source)
    return RuleLight("M10", title, Light.GREEN, f"{figures}。", source)


def _least(judged: JudgedGroups) -> RuleLight:
    title, sections = "科室最低人数", judged.sections
    source, least = str(sections.law.source("section_min_posts")), sections.least
    if not least:
        words = "“人员”表没有填写本单位人员的科室编码，各科室人数不明，无法判断。"
        return RuleLight("M4", title, Light.AMBER, words, source)
    small = [group for group in judged.described if group.staff < least]
    named = "、".join(f"“{group.name}” {group.staff} 人" for group in small)
    if any(len(group.sections) > 1 for group in small):
        return RuleLight("M4", title, Light.RED, f"少于最低数 {least} 人：{named}。", source)
    if small:
        return RuleLight("M4", title, Light.AMBER, f"维持现状的科室少于最低数 {least} 人：{named}。", source)
    fewest = min((group.staff for group in judged.described), default=0)
    return RuleLight("M4", title, Light.GREEN, f"人数最少的科室 {fewest} 人，最低数 {least} 人。", source)


def _general(judged: JudgedGroups) -> RuleLight:
    title, after = "综合类科室占比", len(judged.groups)
    source, most = str(judged.sections.law.source("general_section_share_percent")), judged.sections.most_general(after)
    general = [
        described.name
        for group, described in zip(judged.groups, judged.described, strict=True)
        if all(map(is_general, group))
    ]
    names = f"（{'、'.join(general)}）" if general else ""
    tenths = (len(general) * 2000 + after) // (2 * after) if after else 0
    figures = (
        f"整合后 {after} 个科室中综合类 {len(general)} 个{names}，占 {tenths // 10}.{tenths % 10}%，"
        f"上限 {judged.sections.share}%，即至多 {most} 个"
    )
    if len(general) > most:
        return RuleLight("M8", title, Light.RED, f"{figures}，多 {len(general) - most} 个。", source)
    return RuleLight("M8", title, Light.GREEN, f"{figures}。", source)


def _together(judged: JudgedGroups) -> RuleLight:
    asked = [codes for codes in judged.sections.rules.together if len(set(codes)) > 1]
    split = [codes for codes in asked if len({judged.home(code) for code in codes}) > 1]
    return _demand(
        "M11", "必须合并", asked, ["、".join(map(judged.name, codes)) for codes in split], "没有归入同一科室"
    )


def _apart(judged: JudgedGroups) -> RuleLight:
    asked = judged.sections.rules.apart
    joined = [pair for pair in asked if judged.home(pair[0]) == judged.home(pair[1])]
    return _demand("M9", "不得合并", asked, ["与".join(map(judged.name, pair)) for pair in joined], "归入了同一科室")


def _demand(id: str, title: str, asked: Sequence[object], broken: Sequence[str], how: str) -> RuleLight:
    if not asked:
        return RuleLight(id, title, Light.GREEN, "没有这项要求。", _ASKED)
    if broken:
        words = f"要求 {len(asked)} 项，{len(broken)} 项不符：{'；'.join(broken)}{how}。"
        return RuleLight(id, title, Light.RED, words, _ASKED)
    return RuleLight(id, title, Light.GREEN, f"要求 {len(asked)} 项，全部符合。", _ASKED)


def _alone(judged: JudgedGroups) -> RuleLight:
    title, staying = "单独保留", judged.sections.alone
    source = _ASKED if all(section.mergeable for section in staying) and staying else _LEDGER_MARK
    if not staying:
        return RuleLight("M2", title, Light.GREEN, "没有须单独保留的科室。", source)
    joined = [section.name for section in staying if len(judged.groups[judged.home(section.code)]) > 1]
    if joined:
        words = f"须单独保留 {len(staying)} 个，{len(joined)} 个与其他科室合并：{'、'.join(joined)}。"
        return RuleLight("M2", title, Light.RED, words, source)
    words = f"须单独保留 {len(staying)} 个，均未合并：{'、'.join(section.name for section in staying)}。"
    return RuleLight("M2", title, Light.GREEN, words, source)


def _leaders(judged: JudgedGroups) -> RuleLight:
    """Posts by size against the posts the ledger gives the sections now, and deputies in post against both."""
    title, source = "领导职数", str(statute("local-practice").whole)
    now = [section for group in judged.groups for section in group]
    heads, heads_after = sum(_known(section.heads, 1) for section in now), sum(g.heads for g in judged.described)
    deputies_after = sum(group.deputies for group in judged.described)
    figures = f"按规模测算正职 {heads_after} 名（现 {heads} 名）、副职 {deputies_after} 名"
    more = 0
    if all(section.deputies is not None for section in now):
        deputies = sum(_known(section.deputies, 0) for section in now)
        figures += f"（现 {deputies} 名）"
        more = deputies_after - deputies
    crowded = surplus_deputies(judged.sections.establishment, judged.described)
    named = "、".join(f"“{name}”现有副职 {persons} 人、职数 {posts} 名" for name, persons, posts in crowded)
    wrong = [*([f"副职增加 {more} 名，须另行核定"] if more > 0 else []), *([f"副职超出：{named}"] if named else [])]
    if wrong:
        return RuleLight("M12", title, Light.AMBER, f"{figures}；{'；'.join(wrong)}。", source)
    return RuleLight("M12", title, Light.GREEN, f"{figures}。", source)


def _known(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number


def _surplus(judged: JudgedGroups) -> RuleLight:
    title, source = "富余正职", str(statute("local-practice").whole)
    if not judged.heads:
        return RuleLight("M13", title, Light.GREEN, "没有富余的科室正职。", source)
    people = judged.sections.establishment.person
    names = "、".join(people[head.person].name for head in judged.heads)
    return RuleLight("M13", title, Light.AMBER, f"富余正职 {len(judged.heads)} 人：{names}；去向逐人列出建议。", source)


_LIGHTS: tuple[Callable[[JudgedGroups], RuleLight], ...] = (
    _cap,
    _quota,
    _least,
    _general,
    _together,
    _apart,
    _alone,
    _leaders,
    _surplus,
)
