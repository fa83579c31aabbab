"""Forms of the operations on units and sections: empty, or as the operation that is being changed says."""

from dataclasses import replace

import streamlit as st

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.establishment import Section, Unit
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    EstablishSection,
    EstablishUnit,
    MergeSections,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SectionsGo,
    SplitUnit,
)
from bianzhi.domain.terms import Category
from bianzhi.ui.components.going_along_view import people_box
from bianzhi.ui.components.reform_fields import Builder, Fields, needed, needed_items

_DOCUMENT = "批准文号"
_NEW, _ONE_OF_THEM = "设一个新机构", "以其中一个为主体"


def establish_unit(fields: Fields) -> Builder:
    """设立机构."""
    old = fields.old(EstablishUnit)
    unit = fields.new_unit(old=old.unit if old else None)
    posts = fields.posts(
        "核定编制（从其他机构划入的不写在这里，请另加“划转编制”）", list(Category), old.quotas if old else None
    )
    document = fields.words(f"{_DOCUMENT}（有核定编制的必填）", old.document if old else "")
    return lambda: EstablishUnit(unit(), posts, document)


def abolish_unit(fields: Fields) -> Builder:
    """撤销机构."""
    old = fields.old(AbolishUnit)
    unit = fields.unit("撤销的机构（必填）", value=old.unit if old else "")
    heir = fields.unit(
        "承接机构（编制、人员、职责一并转入）",
        "不写：收回编制，人员另行安置",
        but=unit,
        value=old.heir if old else "",
    )
    sections = old.sections if old else SectionsGo.ALONG
    if heir:
        sections = fields.choice("撤销机构的内设机构", tuple(SectionsGo), lambda each: each.value, value=sections)
    document = fields.words(f"{_DOCUMENT}（收回编制的必填）", old.document if old else "")
    return lambda: AbolishUnit(needed("撤销的机构", unit), heir, document, sections)


def merge_units(fields: Fields) -> Builder:
    """合并机构."""
    old = fields.old(MergeUnits)
    parts = fields.many("合并的机构（至少两个）", fields.units, values=old.parts if old else ())
    was_new = old is not None and old.into.code not in old.parts
    manner = fields.choice("合并后", (_ONE_OF_THEM, _NEW), value=_NEW if was_new else None)
    first = fields.ledger.unit.get(parts[0]) if parts else None
    if manner == _NEW:
        new = fields.new_unit(first, old.into if old and was_new else None) if first else None
        if new is None:
            st.caption("选了合并的机构以后，在这里填新机构。")
        document, heads, deputies = _merged_leaders(fields, old)

        def with_new() -> MergeUnits:
            needed_items("合并的机构", parts, 2)
            into = new() if new else fields.ledger.unit[needed("新机构全称", "")]
            return MergeUnits(parts, into, heads, deputies, document)

        return with_new
    main = fields.one(
        "主体机构（必填）",
        {code: fields.units.get(code, code) for code in parts},
        "从合并的机构中选",
        old.into.code if old and not was_new and old.into.code in parts else "",
    )
    known = fields.ledger.unit.get(old.into.code) if old else None
    renamed = old.into.name if old and known and old.into.name != known.name else ""
    name = fields.words("合并后的全称", renamed, placeholder="不填则用主体机构的名称")
    document, heads, deputies = _merged_leaders(fields, old)

    def build() -> MergeUnits:
        needed_items("合并的机构", parts, 2)
        unit = fields.ledger.unit[needed("主体机构", main)]
        model = old.into if old and old.into.code == main else unit
        return MergeUnits(parts, replace(model, name=name or unit.name, at=NOWHERE), heads, deputies, document)

    return build


def _merged_leaders(fields: Fields, old: MergeUnits | None) -> tuple[str, int | None, int | None]:
    """Leadership posts of the merged unit, where they are to be others than those that follow from its parts."""
    own = fields.choice(
        "合并后的单位领导职数",
        (False, True),
        lambda value: "另行核定" if value else "正职按一个机构，副职合计",
        value=old is not None and (old.heads is not None or old.deputies is not None),
    )
    heads = deputies = None
    if own:
        left, right = st.columns(2)
        with left:
            heads = fields.number("单位正职（名）", 1 if old is None or old.heads is None else old.heads, 0, 999)
        with right:
            deputies = fields.number(
                "单位副职（名）", 2 if old is None or old.deputies is None else old.deputies, 0, 999
            )
    return fields.words(_DOCUMENT, old.document if old else ""), heads, deputies


def split_unit(fields: Fields) -> Builder:
    """分设机构."""
    old = fields.old(SplitUnit)
    unit = fields.unit("由哪个机构分出（必填）", value=old.unit if old else "")
    known = fields.ledger.unit.get(unit)
    if known is None:
        st.caption("选定机构后，在这里填新机构，选划出的内设机构、人员、编制和职责。")
        return lambda: SplitUnit(needed("由哪个机构分出", unit), fields.ledger.units[0])
    same = old if old and old.unit == unit else None
    new = fields.new_unit(known, _split_off(old))
    sections = fields.many(
        "划出的内设机构（人员、职责随同）", fields.sections(unit), values=same.sections if same else ()
    )
    persons = people_box(fields, "另外划出的人员", unit, same.persons if same else ())
    duties = fields.many("另外划出的职责", fields.duties(unit), values=same.duties if same else ())
    posts = fields.posts("划出的编制", fields.types_of(unit), same.posts if same else None)
    return lambda: SplitUnit(unit, new(), sections, posts, persons, duties)


def _split_off(old: SplitUnit | None) -> Unit | None:
    return old.new if old else None


def rename_unit(fields: Fields) -> Builder:
    """机构更名."""
    old = fields.old(RenameUnit)
    unit = fields.unit("更名的机构（必填）", value=old.unit if old else "")
    name = fields.words("新的全称（必填）", old.name if old else "")
    return lambda: RenameUnit(needed("更名的机构", unit), needed("新的全称", name))


def move_unit(fields: Fields) -> Builder:
    """调整隶属."""
    old = fields.old(MoveUnit)
    unit = fields.unit("调整的机构（必填）", value=old.unit if old else "")
    parent = fields.unit("新的上级机构", "没有上级", but=unit, value=old.parent if old else "")
    return lambda: MoveUnit(needed("调整的机构", unit), parent)


def establish_section(fields: Fields) -> Builder:
    """设立内设机构."""
    old = fields.old(EstablishSection)
    was = old.section if old else None
    unit = fields.unit("所属机构（必填）", value=was.unit if was else "")
    name = fields.words("内设机构名称（必填）", was.name if was else "")
    code = fields.words("内设机构编码", was.code if was else fields.free_code(f"{unit or 'S'}-S"))
    counts = fields.choice(
        "是否计入限额",
        (True, False),
        lambda value: "计入" if value else "不计入",
        value=was.counts_to_cap if was else None,
    )
    document = fields.words(_DOCUMENT, old.document if old else "")

    def build() -> EstablishSection:
        section = replace(
            was or Section("", "", ""),
            code=needed("内设机构编码", code),
            unit=needed("所属机构", unit),
            name=needed("内设机构名称", name),
            counts_to_cap=counts,
            at=NOWHERE,
        )
        return EstablishSection(section, document)

    return build


def merge_sections(fields: Fields) -> Builder:
    """合并内设机构."""
    old = fields.old(MergeSections)
    unit = fields.unit("所属机构（必填）", value=old.into.unit if old else "")
    same = old if old and old.into.unit == unit else None
    parts = fields.many("合并的内设机构（至少两个）", fields.sections(unit), values=same.parts if same else ())
    name = fields.words("合并后的名称（必填）", same.into.name if same else "")

    def build() -> MergeSections:
        needed("所属机构", unit)
        needed_items("合并的内设机构", parts, 2)
        if same is not None and same.parts == parts:
            return replace(same, into=replace(same.into, name=needed("合并后的名称", name)))
        merged = [fields.ledger.section[code] for code in parts]
        posts = [part.authorized for part in merged if part.authorized is not None]
        into = replace(
            merged[0],
            name=needed("合并后的名称", name),
            authorized=sum(posts) if posts else None,
            heads=None,
            deputies=None,
            functions=tuple(dict.fromkeys(tag for part in merged for tag in part.functions)),
            at=NOWHERE,
        )
        return MergeSections(parts, into)

    return build


def abolish_section(fields: Fields) -> Builder:
    """撤销内设机构."""
    old = fields.old(AbolishSection)
    home = fields.ledger.section.get(old.section) if old else None
    unit = fields.unit("所属机构（必填）", value=home.unit if home else "")
    mine = fields.sections(unit)
    section = fields.one("撤销的内设机构（必填）", mine, value=old.section if old and old.section in mine else "")
    others = {code: name for code, name in mine.items() if code != section}
    heir = fields.one(
        "承接的内设机构", others, "不写：人员、职责留在本机构", old.heir if old and old.heir in others else ""
    )
    return lambda: AbolishSection(needed("撤销的内设机构", section), heir)
