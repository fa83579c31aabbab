"""设立、撤销、合并、分设、更名、调整隶属 of units."""

from collections import Counter
from dataclasses import fields, replace
from typing import Any

from bianzhi.domain.establishment import Unit
from bianzhi.domain.nearest import several_nearest
from bianzhi.domain.reform import (
    AbolishUnit,
    EstablishUnit,
    Fate,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SectionsGo,
    SplitUnit,
)
from bianzhi.domain.reform_terms import RANKS
from bianzhi.domain.terms import LeadershipKind
from bianzhi.reform.leader_posts import OF_SECTION, OF_UNIT, end_with_unit, merge_leaders, take_along
from bianzhi.reform.surplus_heads import note_unit_heads
from bianzhi.reform.working_ledger import WorkingLedger, cells_in_words


def establish_unit(ledger: WorkingLedger, operation: EstablishUnit) -> None:
    """A new unit with its first quotas; posts out of nothing need a document."""
    _add(ledger, operation.unit)
    if any(operation.quotas.values()) and not operation.document:
        ledger.refuse(
            f"新设{operation.unit.name}核定{cells_in_words(operation.quotas)}，没有写批准文号。",
            "请补文号；编制从其他机构划入的，请改用“划转编制”。",
        )
    for category, posts in operation.quotas.items():
        ledger.enter(operation.unit.code, category, posts, f"设立{operation.unit.name}", operation.document)


def abolish_unit(ledger: WorkingLedger, operation: AbolishUnit) -> None:
    """A unit goes. With an heir, posts, sections, people, duties and subordinate units go there; else posts are taken back.

    Without an heir its people stay where they are until they are placed: that is an error until they are. Leadership posts
    of the unit itself end with it; those of its sections go where the sections go.
    """
    unit = ledger.unit(operation.unit)
    heir = operation.heir
    if heir == unit.code:
        ledger.refuse(f"{unit.name}撤销后由自己承接。", "请另写承接机构，或不写。")
    if heir:
        ledger.unit(heir)
    _refuse_without_anybody(ledger, unit, operation)
    why = f"撤销{unit.name}"
    sections = ledger.sections_of(unit.code)
    along = bool(heir) and operation.sections is SectionsGo.ALONG
    if heir:
        kept = ledger.leader_posts(heir, LeadershipKind.UNIT_HEAD)
        deputies = ledger.leader_posts(heir, LeadershipKind.UNIT_DEPUTY) or 0
        note_unit_heads(ledger, [heir, unit.code], heir, 1 if kept is None else kept, deputies)
        take_along(ledger, sections, unit.code, heir if along else "", why)
    end_with_unit(ledger, unit.code, (*OF_UNIT, *OF_SECTION), why, operation.document)
    if heir:
        _hand_over(ledger, unit.code, heir, why, sections=along)
        ledger.remove_unit(unit.code)
        return
    for category, count in ledger.posts(unit.code).items():
        ledger.enter(unit.code, category, -count, f"{why}，收回编制", operation.document)
    ledger.remove_sections(section.code for section in sections)
    ledger.leadership = [row for row in ledger.leadership if row.unit != unit.code]
    ledger.map_rows("posts", lambda row: None if getattr(row, "unit", "") == unit.code else row)
    ledger.units[unit.code] = replace(unit, min_staff=None)  # all of its people are to leave
    ledger.abolished.add(unit.code)


def _refuse_without_anybody(ledger: WorkingLedger, unit: Unit, operation: AbolishUnit) -> None:
    """What a unit without an heir leaves behind must not hang in the air: units below it, and posts without a document."""
    if operation.heir:
        return
    below = [other for other in ledger.units.values() if other.parent == unit.code]
    if below:
        names = "、".join(other.name for other in below)
        ledger.refuse(f"{unit.name}还有下属机构 {len(below)} 个（{names}）。", "请先调整其隶属，或写明承接机构。")
    posts = ledger.posts(unit.code)
    if posts and not operation.document:
        ledger.refuse(
            f"{unit.name}有{cells_in_words(posts)}，既没有写承接机构，也没有写收回的批准文号。",
            "请写承接机构；收回编制的，请补批准文号，还没有批准的填“待批”。",
        )


def merge_units(ledger: WorkingLedger, operation: MergeUnits) -> None:
    """Several units become one, with all they have; it is one of them, or a new one. Private notes of the parts end.

    It has one row of leadership posts a kind: heads as many as the part with the most, unless the operation says otherwise.
    """
    parts = [ledger.unit(code) for code in dict.fromkeys(operation.parts)]
    into = operation.into
    if len(parts) < 2:
        ledger.refuse("合并的机构不足两个。", "请列出至少两个不同的机构。")
    _refuse_unlike(ledger, parts)
    into = _with_what_parts_have(into, parts)
    _refuse_unlike(ledger, [*parts, into])
    codes = [part.code for part in parts]
    if into.code not in codes:
        _add(ledger, into)
    else:
        _refuse_name(ledger, into)
        _refuse_circle(ledger, into.code, into.parent)
        ledger.units[into.code] = replace(into, at=ledger.units[into.code].at)
    stated = operation.heads, operation.deputies
    if any(number is not None and number < 0 for number in stated):
        ledger.refuse("合并后的领导职数小于 0。", "应为不小于 0 的整数；不写的由程序按各机构核定数推算。")
    heads, deputies = ([ledger.leader_posts(code, kind) or 0 for code in codes] for kind in OF_UNIT)
    most = (max(heads) or 1) if operation.heads is None else operation.heads
    note_unit_heads(ledger, codes, into.code, most, sum(deputies) if operation.deputies is None else operation.deputies)
    names = "、".join(part.name for part in parts)
    merge_leaders(ledger, codes, into.code, stated, f"{names}合并为{into.name}", operation.document)
    for part in parts:
        if part.code != into.code:
            _hand_over(ledger, part.code, into.code, f"{part.name}并入{into.name}", sections=True)
            ledger.remove_unit(part.code)


def _with_what_parts_have(into: Unit, parts: list[Unit]) -> Unit:
    """What the merged unit does not say it has of its main part, tags of all; private notes of parts are nobody else's.

    A new unit has neither the document nor the numbers that are another's own: its code, cap, tolerance.
    """
    main = next((part for part in parts if part.code == into.code), None)
    given = main or parts[0]
    names = (*_COMMON, *(_OWN if main else ()))
    defaults = {item.name: item.default for item in fields(Unit)}
    kept = {name: getattr(given, name) for name in names if getattr(into, name) == defaults[name]}
    functions = into.functions or tuple(dict.fromkeys(tag for part in parts for tag in part.functions))
    note = "" if into.note in {part.note for part in parts} else into.note
    return replace(into, **kept, functions=functions, note=note)


_COMMON = ("parent", "rank", "pool", "region", "civil_like")
_OWN = (
    *("credit_code", "section_cap", "min_staff", "founding_document", "high_on_low", "tolerance", "tolerance_ends"),
)


def split_unit(ledger: WorkingLedger, operation: SplitUnit) -> None:
    """Sections with their people, posts, further people and duties leave a unit for a new one."""
    unit, new = ledger.unit(operation.unit), operation.new
    if not (operation.sections or operation.persons or operation.duties or any(operation.posts.values())):
        ledger.refuse(
            f"没有写由{unit.name}划给{new.name}的内设机构、编制、人员或职责。",
            "请至少填一项；只设新机构的，请改用“设立机构”。",
        )
    _add(ledger, new)
    _refuse_too_few_posts(ledger, operation)
    why = f"{unit.name}分设{new.name}"
    ledger.hand_on(unit.code, new.code, operation.posts, why)
    sections = [ledger.section(code) for code in operation.sections]
    for section in sections:
        if section.unit != unit.code:
            ledger.refuse(f"内设机构“{section.name}”不属于{unit.name}。", "请核对科室编码。")
    take_along(ledger, sections, unit.code, new.code, why)
    for code in operation.sections:
        ledger.move_section(code, new.code)
        for person in [p for p in ledger.people.values() if p.section == code]:
            ledger.transfer_person(person.id, new.code, code)
    for id in operation.persons:
        _refuse_stranger(ledger, id, unit)
        ledger.transfer_person(id, new.code)
    in_sections = [d.code for d in ledger.duties.values() if d.section in operation.sections]
    for code in dict.fromkeys((*in_sections, *operation.duties)):
        duty = ledger.duty(code)
        if duty.unit != unit.code:
            ledger.refuse(f"职责“{duty.text}”（{code}）不属于{unit.name}。", "请核对职责编码。")
        ledger.duties[code] = replace(
            duty, unit=new.code, section=duty.section if duty.section in operation.sections else ""
        )
        ledger.settle(code, Fate.TRANSFERRED, [code])


def _refuse_too_few_posts(ledger: WorkingLedger, operation: SplitUnit) -> None:
    """People who leave hold no more posts than leave with them, but for those their unit is over quota."""
    persons = frozenset(operation.persons)
    going = [p for p in ledger.people.values() if p.section in operation.sections or p.id in persons]
    held = Counter(person.category for person in going if person.counted and person.category is not None)
    there = ledger.posts(operation.unit)
    for category, count in held.items():
        needed, given = min(count, there.get(category, 0)), operation.posts.get(category, 0)
        if given < needed:
            ledger.refuse(
                f"划出的内设机构和人员占用{category} {count} 名，只划出编制 {given} 名。",
                f"人随编走：请把划出的{category}改为不少于 {needed} 名，或减少划出的内设机构、人员。",
            )


def rename_unit(ledger: WorkingLedger, operation: RenameUnit) -> None:
    """Another full name; the code stays."""
    unit = ledger.unit(operation.unit)
    changed = replace(unit, name=operation.name.strip())
    if changed.name == unit.name:
        ledger.refuse(f"{unit.name}的新名称与现名称相同。", "请填新的全称；不更名的请删去这一项。")
    _refuse_name(ledger, changed)
    ledger.units[unit.code] = changed


def move_unit(ledger: WorkingLedger, operation: MoveUnit) -> None:
    """Another superior unit, never one below itself."""
    unit = ledger.unit(operation.unit)
    _refuse_circle(ledger, unit.code, operation.parent)
    if unit.parent == operation.parent:
        above = ledger.units[unit.parent].name if unit.parent in ledger.units else "没有上级机构"
        ledger.refuse(f"{unit.name}的上级机构没有变化（{above}）。", "请另选上级机构；不调整的请删去这一项。")
    ledger.units[unit.code] = replace(unit, parent=operation.parent)


def _refuse_circle(ledger: WorkingLedger, code: str, parent: str) -> None:
    """A superior exists, and is neither the unit itself nor below it."""
    above, passed = parent, set()
    while above:
        if above == code:
            ledger.refuse(f"{ledger.unit(code).name}不能隶属于自己或自己的下属机构。", "请另选上级机构。")
        if above in passed:
            ledger.refuse(f"台账中{ledger.unit(above).name}的上级机构成环。", "请先更正“机构”表的上级机构编码。")
        passed.add(above)
        above = ledger.unit(above).parent


def _add(ledger: WorkingLedger, unit: Unit) -> None:
    if not unit.code:
        ledger.refuse("新设的机构没有编码。", "请补机构编码。")
    used = ledger.units.get(unit.code) or ledger.base.unit.get(unit.code)
    if used is not None:
        ledger.refuse(f"机构编码“{unit.code}”已由{used.name}使用。", "请另取编码；撤销过的编码也不再使用。")
    _refuse_rank(ledger, unit)
    _refuse_name(ledger, unit)
    if unit.parent:
        ledger.unit(unit.parent)
    ledger.units[unit.code] = unit


def _refuse_rank(ledger: WorkingLedger, unit: Unit) -> None:
    """机构规格 is a known term, or one that a unit of the ledger has."""
    known = dict.fromkeys((*RANKS, *(each.rank for each in ledger.base.units if each.rank)))
    if unit.rank and unit.rank not in known:
        near = several_nearest(unit.rank, known, 3)
        closest = f"最接近的是“{'”“'.join(near)}”；" if near else ""
        ledger.refuse(
            f"{unit.name}的机构规格“{unit.rank}”不是规定的用语。", f"{closest}可用的机构规格：{'、'.join(known)}。"
        )


def _refuse_name(ledger: WorkingLedger, unit: Unit) -> None:
    """A name of its own, which is no other unit's code either: sheets may name a unit by both."""
    if not unit.name.strip():
        ledger.refuse(f"机构“{unit.code}”没有名称。", "请补全机构全称。")
    for other in ledger.units.values():
        if other.code == unit.code:
            continue
        if other.name == unit.name:
            ledger.refuse(
                f"机构名称“{unit.name}”与台账中的另一机构（编码 {other.code}）重复。",
                "请另取名称，或先撤销、更名原机构。",
            )
        if other.code == unit.name or other.name == unit.code:
            ledger.refuse(
                f"{unit.name}（{unit.code}）的名称或编码与{other.name}（{other.code}）的编码或名称相同，填表时会混淆。",
                "请另取名称或编码。",
            )


def _refuse_unlike(ledger: WorkingLedger, parts: list[Unit]) -> None:
    """Units of different pools or ranks, or an organ and an institution, do not become one."""
    first = parts[0]
    for other in parts[1:]:
        for word, one, two in (
            ("编制池", first.pool.value, other.pool.value),
            ("机构规格", first.rank, other.rank),
            ("地区", first.region, other.region),
            (
                "机构性质",
                "事业单位" if first.kind.is_institution else "机关",
                "事业单位" if other.kind.is_institution else "机关",
            ),
        ):
            if one != two:
                ledger.refuse(
                    f"{first.name}与{other.name}的{word}不同（{one or '未填'}、{two or '未填'}），不能合并。",
                    f"请先统一{word}并报批，或改为划转职责。",
                )


def _refuse_stranger(ledger: WorkingLedger, id: str, unit: Unit) -> None:
    person = ledger.person(id)
    if person.unit != unit.code:
        ledger.refuse(
            f"{person.name}（{id}）现在{ledger.units[person.unit].name}，不在{unit.name}。", "请核对所列人员。"
        )


def _hand_over(ledger: WorkingLedger, old: str, new: str, why: str, *, sections: bool = False) -> None:
    """Everything a unit has goes to another: posts, people, duties, subordinate units; sections as they are, or none."""
    ledger.hand_on(old, new, ledger.posts(old), why)
    if sections:
        for section in ledger.sections_of(old):
            ledger.sections[section.code] = replace(section, unit=new)
        for table in ("posts", "level_posts", "fit_scores"):
            ledger.map_rows(table, lambda row: _at_unit(row, old, new))
    for table in ("workloads", "transits"):
        ledger.map_rows(table, lambda row: _at_unit(row, old, new))
    for person in [person for person in ledger.people.values() if person.unit == old]:
        ledger.transfer_person(person.id, new, person.section if sections else "")
    ledger.forget_kept(duty.code for duty in ledger.duties.values() if duty.unit == old)
    settled = {fate.duty for fate in ledger.fates}
    for duty in [duty for duty in ledger.duties.values() if duty.unit == old]:
        ledger.duties[duty.code] = replace(duty, unit=new, section=duty.section if sections else "")
        if duty.code in ledger.base.duty and duty.code not in settled:  # what this reform made has its fate already
            ledger.settle(duty.code, Fate.TRANSFERRED, [duty.code])
    _take_over_below(ledger, old, new)
    ledger.map_rows("loans", lambda row: _loan_at(row, old, new))
    ledger.rename_unit_in_people(old, new)


def _take_over_below(ledger: WorkingLedger, old: str, new: str) -> None:
    """Units below the old one are below the new one; if that was below the old one itself, it takes its place."""
    above, passed = ledger.units[new].parent, {new}
    while above and above not in passed and above != old:
        passed.add(above)
        above = ledger.units[above].parent
    if above == old:
        ledger.units[new] = replace(ledger.units[new], parent=ledger.units[old].parent)
    for code, unit in ledger.units.items():
        if unit.parent == old:
            ledger.units[code] = replace(unit, parent=new)


def _at_unit(row: Any, old: str, new: str) -> Any:
    return replace(row, unit=new) if row.unit == old else row


def _loan_at(row: Any, old: str, new: str) -> Any:
    changed = replace(
        row, borrower=new if row.borrower == old else row.borrower, lender=new if row.lender == old else row.lender
    )
    return None if changed.borrower == changed.lender else changed
