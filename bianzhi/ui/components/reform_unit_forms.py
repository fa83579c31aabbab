"""Forms of the operations on units and sections."""

from dataclasses import replace

import streamlit as st

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.establishment import Section
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    EstablishSection,
    EstablishUnit,
    MergeSections,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SplitUnit,
)
from bianzhi.domain.terms import Category
from bianzhi.ui.components.reform_fields import Builder, Fields, needed, needed_items

_DOCUMENT = "批准文号"
_NEW, _ONE_OF_THEM = "设一个新机构", "以其中一个为主体"


def establish_unit(fields: Fields) -> Builder:
    """设立机构."""
    unit = fields.new_unit()
    posts = fields.posts("核定编制（从其他机构划入的不写在这里，请另加“划转编制”）", list(Category))
    document = fields.words(f"{_DOCUMENT}（有核定编制的必填）")
    return lambda: EstablishUnit(unit(), posts, document)


def abolish_unit(fields: Fields) -> Builder:
    """撤销机构."""
    unit = fields.unit("撤销的机构（必填）")
    heir = fields.unit("承接机构（编制、人员、职责一并转入）", "不写：收回编制，人员另行安置", but=unit)
    document = fields.words(f"{_DOCUMENT}（收回编制的必填）")
    return lambda: AbolishUnit(needed("撤销的机构", unit), heir, document)


def merge_units(fields: Fields) -> Builder:
    """合并机构."""
    parts = fields.many("合并的机构（至少两个）", fields.units)
    manner = fields.choice("合并后", (_ONE_OF_THEM, _NEW))
    first = fields.ledger.unit.get(parts[0]) if parts else None
    if manner == _NEW:
        new = fields.new_unit(first) if first else None
        if new is None:
            st.caption("选了合并的机构以后，在这里填新机构。")
        return lambda: MergeUnits(
            needed_items("合并的机构", parts, 2), new() if new else fields.ledger.unit[needed("新机构全称", "")]
        )
    main = fields.one("主体机构（必填）", {code: fields.units.get(code, code) for code in parts}, "从合并的机构中选")
    name = fields.words("合并后的全称", placeholder="不填则用主体机构的名称")

    def build() -> MergeUnits:
        needed_items("合并的机构", parts, 2)
        unit = fields.ledger.unit[needed("主体机构", main)]
        return MergeUnits(parts, replace(unit, name=name or unit.name, at=NOWHERE))

    return build


def split_unit(fields: Fields) -> Builder:
    """分设机构."""
    unit = fields.unit("由哪个机构分出（必填）")
    known = fields.ledger.unit.get(unit)
    if known is None:
        st.caption("选定机构后，在这里填新机构，选划出的内设机构、人员、编制和职责。")
        return lambda: SplitUnit(needed("由哪个机构分出", unit), fields.ledger.units[0])
    new = fields.new_unit(known)
    sections = fields.many("划出的内设机构（人员、职责随同）", fields.sections(unit))
    persons = fields.many("另外划出的人员", fields.people(unit), "输入姓名、编号查找")
    duties = fields.many("另外划出的职责", fields.duties(unit))
    posts = fields.posts("划出的编制", fields.types_of(unit))
    return lambda: SplitUnit(unit, new(), sections, posts, persons, duties)


def rename_unit(fields: Fields) -> Builder:
    """机构更名."""
    unit = fields.unit("更名的机构（必填）")
    name = fields.words("新的全称（必填）")
    return lambda: RenameUnit(needed("更名的机构", unit), needed("新的全称", name))


def move_unit(fields: Fields) -> Builder:
    """调整隶属."""
    unit = fields.unit("调整的机构（必填）")
    parent = fields.unit("新的上级机构", "没有上级", but=unit)
    return lambda: MoveUnit(needed("调整的机构", unit), parent)


def establish_section(fields: Fields) -> Builder:
    """设立内设机构."""
    unit = fields.unit("所属机构（必填）")
    name = fields.words("内设机构名称（必填）")
    code = fields.words("内设机构编码", fields.free_code(f"{unit or 'S'}-S"))
    counts = fields.choice("是否计入限额", (True, False), lambda value: "计入" if value else "不计入")
    document = fields.words(_DOCUMENT)
    return lambda: EstablishSection(
        Section(
            needed("内设机构编码", code), needed("所属机构", unit), needed("内设机构名称", name), counts_to_cap=counts
        ),
        document,
    )


def merge_sections(fields: Fields) -> Builder:
    """合并内设机构."""
    unit = fields.unit("所属机构（必填）")
    parts = fields.many("合并的内设机构（至少两个）", fields.sections(unit))
    name = fields.words("合并后的名称（必填）")

    def build() -> MergeSections:
        needed("所属机构", unit)
        needed_items("合并的内设机构", parts, 2)
        old = [fields.ledger.section[code] for code in parts]
        posts = [part.authorized for part in old if part.authorized is not None]
        into = replace(
            old[0],
            name=needed("合并后的名称", name),
            authorized=sum(posts) if posts else None,
            functions=tuple(dict.fromkeys(tag for part in old for tag in part.functions)),
            at=NOWHERE,
        )
        return MergeSections(parts, into)

    return build


def abolish_section(fields: Fields) -> Builder:
    """撤销内设机构."""
    unit = fields.unit("所属机构（必填）")
    mine = fields.sections(unit)
    section = fields.one("撤销的内设机构（必填）", mine)
    others = {code: name for code, name in mine.items() if code != section}
    heir = fields.one("承接的内设机构", others, "不写：人员、职责留在本机构")
    return lambda: AbolishSection(needed("撤销的内设机构", section), heir)
