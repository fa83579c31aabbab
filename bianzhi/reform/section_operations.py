"""设立、合并、撤销 of internal sections."""

from dataclasses import replace

from bianzhi.domain.establishment import Section
from bianzhi.domain.reform import AbolishSection, EstablishSection, MergeSections
from bianzhi.reform.leader_posts import (
    add_to_unit,
    count_as_others,
    count_as_parts,
    posts_of,
    take_along,
    with_leaders_by_size,
)
from bianzhi.reform.surplus_heads import note_section_heads
from bianzhi.reform.working_ledger import WorkingLedger


def establish_section(ledger: WorkingLedger, operation: EstablishSection) -> None:
    """A new section of a unit that exists; its leadership posts are added to the unit's."""
    section = operation.section
    ledger.unit(section.unit)
    _refuse_code(ledger, section.code)
    _refuse_name(ledger, section, set())
    ledger.sections[section.code] = section
    count_as_others(ledger, section)
    posts = posts_of(ledger, section)
    others = len(ledger.sections_of(section.unit)) > 1
    why = f"设立内设机构“{section.name}”"
    add_to_unit(ledger, section.unit, posts, why, operation.document, other_sections=others)


def merge_sections(ledger: WorkingLedger, operation: MergeSections) -> None:
    """Sections of one unit become one; their people, posts asked for, duties and traffic follow, leadership posts shrink."""
    parts = [ledger.section(code) for code in dict.fromkeys(operation.parts)]
    into = operation.into
    if len(parts) < 2:
        ledger.refuse("合并的内设机构不足两个。", "请列出至少两个不同的科室。")
    if {part.unit for part in parts} != {into.unit}:
        ledger.refuse("合并的内设机构不属于同一机构。", "不同机构的科室请先划转，再合并。")
    old = {part.code for part in parts}
    if into.code not in old:
        _refuse_code(ledger, into.code)
    _refuse_name(ledger, into, old)
    for head in operation.surplus:
        ledger.person(head.person)
    into = with_leaders_by_size(ledger, parts, _with_what_parts_have(into, parts))
    note_section_heads(ledger, parts, into, operation.surplus)
    before = [posts_of(ledger, part) for part in parts]
    count_as_parts(ledger, parts, into)
    ledger.sections[into.code] = into
    after = posts_of(ledger, into)
    change = [now - sum(then) for now, then in zip(after, zip(*before, strict=True), strict=True)]
    add_to_unit(ledger, into.unit, change, "内设机构合并，按合并后的规模核定")
    ledger.remove_sections(old - {into.code}, into.code)


def _with_what_parts_have(into: Section, parts: list[Section]) -> Section:
    """What the merged section does not say it has of its parts: fixed posts added up, tags of all; it counts if one did."""
    posts = [part.authorized for part in parts if part.authorized is not None]
    return replace(
        into,
        authorized=sum(posts) if into.authorized is None and posts else into.authorized,
        functions=into.functions or tuple(dict.fromkeys(tag for part in parts for tag in part.functions)),
        counts_to_cap=into.counts_to_cap and any(part.counts_to_cap for part in parts),
        mergeable=into.mergeable and all(part.mergeable for part in parts),
        note="" if into.note in {part.note for part in parts} else into.note,
    )


def abolish_section(ledger: WorkingLedger, operation: AbolishSection) -> None:
    """A section goes; its people and duties go to an heir in the same unit, or to the unit itself."""
    section = ledger.section(operation.section)
    if operation.heir:
        heir = ledger.section(operation.heir)
        if heir.unit != section.unit or heir.code == section.code:
            ledger.refuse(f"承接的内设机构“{heir.name}”不是本机构的另一个科室。", "请另选承接科室，或不写。")
        if heir.authorized is not None and section.authorized:
            ledger.sections[heir.code] = replace(heir, authorized=heir.authorized + section.authorized)
    take_along(ledger, [section], section.unit, "", f"撤销内设机构“{section.name}”")
    ledger.remove_sections([section.code], operation.heir)


def _refuse_code(ledger: WorkingLedger, code: str) -> None:
    if not code:
        ledger.refuse("新的内设机构没有科室编码。", "请补编码。")
    used = ledger.sections.get(code) or ledger.base.section.get(code)
    if used is not None:
        ledger.refuse(f"科室编码“{code}”已由“{used.name}”使用。", "请另取编码；撤销过的编码也不再使用。")


def _refuse_name(ledger: WorkingLedger, section: Section, instead_of: set[str]) -> None:
    unit = ledger.unit(section.unit)
    if not section.name:
        ledger.refuse(f"{unit.name}的内设机构“{section.code}”没有名称。", "请补名称。")
    for other in ledger.sections_of(unit.code):
        if other.name == section.name and other.code != section.code and other.code not in instead_of:
            ledger.refuse(f"{unit.name}已有名为“{section.name}”的内设机构。", "请另取名称。")
