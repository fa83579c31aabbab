"""The clerk's rules against the ledger and against each other: what cannot hold is named, with a way out."""

from collections.abc import Iterable, Sequence

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.nearest import nearest
from bianzhi.errors import SettingsError
from bianzhi.optimize.merging.unit_sections import UnitSections


def unit_named(establishment: Establishment, name: str) -> Unit:
    """The unit of this code or full name.

    Raises
    ------
    SettingsError
        There is none; the nearest is named.
    """
    for unit in establishment.units:
        if name in (unit.code, unit.name):
            return unit
    known = [word for unit in establishment.units for word in (unit.code, unit.name)]
    near = nearest(name, known)
    meant = f"最接近的是“{near}”。" if near else "请按台账“机构”表核对机构编码或者名称。"
    raise SettingsError(f"台账“机构”表中没有编码或名称为“{name}”的机构。", meant)


def section_of_unit(establishment: Establishment, unit: Unit, code: str) -> Section:
    """The section of this code, which is the unit's own and counts to its cap.

    Raises
    ------
    SettingsError
        It is unknown, another unit's, or does not count to the cap.
    """
    own = establishment.sections_of.get(unit.code, ())
    counted = [section for section in own if section.counts_to_cap]
    choice = f"{unit.name}可选的科室：{listed(counted)}。" if counted else f"{unit.name}没有计入限额的科室。"
    section = establishment.section.get(code)
    if section is None:
        near = nearest(code, [each.code for each in counted])
        meant = f"最接近的编码是 {near}。" if near else ""
        raise SettingsError(f"台账“内设机构”表中没有编码为“{code}”的科室。", f"{meant}{choice}")
    if section.unit != unit.code:
        other = establishment.unit[section.unit].name
        raise SettingsError(
            f"科室{named(section)}属于{other}，不属于{unit.name}。", f"只能整合同一单位的科室。{choice}"
        )
    if not section.counts_to_cap:
        raise SettingsError(
            f"科室{named(section)}不计入内设机构限额，不参与整合。",
            f"请从要求中删去该科室，或在台账中改为计入限额。{choice}",
        )
    return section


def check_rules(sections: UnitSections) -> None:
    """Every code is a section that takes part, and no two rules contradict each other.

    Raises
    ------
    SettingsError
        Naming the sections, what contradicts what, and what to change.
    """
    rules, unit = sections.rules, sections.unit
    for code in (*(code for codes in (*rules.together, *rules.apart) for code in codes), *rules.alone):
        section_of_unit(sections.establishment, unit, code)
    if rules.cap is not None and rules.cap < 1:
        raise SettingsError(f"内设机构限额不能是 {rules.cap} 个。", "请填 1 以上的整数，或不填而按台账和法定限额。")
    _check_alone(sections)
    for one, other in rules.apart:
        if one == other:
            raise SettingsError(
                f"科室{_named(sections, one)}不能要求与自己分设。", "请在“不得合并”中选择两个不同的科室。"
            )
        block = next((block for block in sections.blocks if one in {section.code for section in block}), ())
        if other in {section.code for section in block}:
            raise SettingsError(
                f"要求互相矛盾：{_named(sections, one)}与{_named(sections, other)}既要求合并（{listed(block)}），又要求不得合并。",
                "请删去其中一项要求。",
            )


def _check_alone(sections: UnitSections) -> None:
    rules = sections.rules
    staying = {section.code: section for section in sections.alone}
    for codes in rules.together:
        both = [code for code in codes if code in staying] if len(set(codes)) > 1 else []
        for code in both:
            joined = listed(sections.establishment.section[each] for each in codes if each != code)
            section = staying[code]
            if section.mergeable:
                raise SettingsError(
                    f"要求互相矛盾：{named(section)}既要求单独保留，又要求与{joined}合并。", "请删去其中一项要求。"
                )
            raise SettingsError(
                f"{named(section)}在台账中标明不可整合，又要求与{joined}合并。",
                "请删去这项要求，或在“内设机构”表将该科室改为可整合。",
            )
    needed = len(staying) + (1 if sections.free else 0)
    if rules.alone and needed > sections.cap:
        marked = sum(not section.mergeable for section in staying.values())
        rest = f"，其余 {len(sections.free)} 个至少还须设 1 个" if sections.free else ""
        raise SettingsError(
            f"单独保留的科室有 {len(staying)} 个（{listed(staying.values())}，其中台账标明不可整合 {marked} 个）{rest}，"
            f"合计至少 {needed} 个，超过限额 {sections.cap} 个。",
            f"请从“单独保留”中至少删去 {needed - sections.cap} 个，或核实限额。",
        )


def named(section: Section) -> str:
    """A section by name and code."""
    return f"“{section.name}”（{section.code}）"


def listed(sections: Iterable[Section]) -> str:
    """Sections by name, in a row."""
    return "、".join(section.name for section in sections)


def _named(sections: UnitSections, code: str) -> str:
    return named(sections.establishment.section[code])


def checked_groups(sections: UnitSections, groups: Sequence[Sequence[str]]) -> list[tuple[Section, ...]]:
    """A grouping made by hand, in ledger order: every section that counts exactly once.

    Raises
    ------
    SettingsError
        One is missing, there twice, or does not belong here.
    """
    home: dict[str, int] = {}
    found: list[list[Section]] = []
    for number, codes in enumerate((codes for codes in groups if codes), 1):
        found.append([])
        for code in codes:
            section = section_of_unit(sections.establishment, sections.unit, code)
            if code in home:
                raise SettingsError(
                    f"科室{named(section)}在第 {home[code]} 组和第 {number} 组重复出现。",
                    "每个科室只能归入一个拟设科室。",
                )
            home[code] = number
            found[-1].append(section)
    missing = [section for section in sections.counted if section.code not in home]
    if missing:
        raise SettingsError(
            f"还有 {len(missing)} 个科室没有归入任何一组：{listed(missing)}。",
            "请把每个科室归入一个拟设科室；单独保留的也要自成一组。",
        )
    return sections.in_order(found)
