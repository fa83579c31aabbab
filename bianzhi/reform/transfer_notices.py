"""Units that are not alike between which something goes, and leadership posts that nobody takes over: G625, G622, G628, G630."""

from collections.abc import Iterator
from dataclasses import dataclass

from bianzhi.domain.establishment import Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.reform import (
    AbolishUnit,
    Manner,
    MergeSections,
    MergeUnits,
    Operation,
    Reformed,
    SectionsGo,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Category
from bianzhi.reform.leader_posts import OF_SECTION
from bianzhi.rules.reform_rules import (
    HEIR_IS_ALIKE,
    MARKED_SECTIONS_STAND_ALONE,
    SECTION_LEADERS_ADD_UP,
    SURPLUS_HEADS_ARE_HEADS,
)

_OF_ORGANS = frozenset((Category.ADMINISTRATIVE, Category.POLITICAL_LEGAL, Category.AGENCY_SUPPORT))


def transfer_notices(reformed: Reformed) -> Iterator[Finding]:
    """Of every step, in order: heirs, parts and takers of another kind, 内设职数 not taken over, sections marked to stand alone."""
    units = {each.code: each for each in (*reformed.after.units, *reformed.before.units)}
    for operation in (step.operation for step in reformed.reform.steps):
        if isinstance(operation, MergeUnits | SplitUnit):  # what a step sets up may be gone again at the end
            made = operation.into if isinstance(operation, MergeUnits) else operation.new
            units.setdefault(made.code, made)
    for number, step in enumerate(reformed.reform.steps, 1):
        yield from _unlike(reformed, number, step.operation, units)
        yield from _posts_not_taken_over(reformed, number, step.operation, units)
        yield from _marked_sections(reformed, number, step.operation)
        yield from _not_surplus(reformed, number, step.operation)


def _unlike(reformed: Reformed, number: int, operation: Operation, units: dict[str, Unit]) -> Iterator[Finding]:
    match operation:
        case AbolishUnit() if operation.heir in units and operation.unit in units:
            one, other = units[operation.unit], units[operation.heir]
            told = f"撤销{one.name}，由{other.name}承接"
            yield from _finding(reformed, number, told, [*_places(one, other), *_natures(one, other)])
        case MergeUnits():
            parts = [units[code] for code in dict.fromkeys(operation.parts) if code in units]
            told = f"合并{'、'.join(part.name for part in parts)}"
            found = dict.fromkeys(word for part in parts[1:] for word in _natures(parts[0], part))
            yield from _finding(reformed, number, told, list(found))
        case TransferPosts() | TransferDuties() | SplitUnit():
            going = _going(reformed, number, operation)
            if going and going.giver in units and going.taker in units:
                one, other = units[going.giver], units[going.taker]
                told = f"由{one.name}划转{other.name}"
                places = _places(one, other) if going.people else []
                mixed = [*places, *_mixed(going.types, one, other)]
                yield from _finding(reformed, number, told, mixed)


def _finding(reformed: Reformed, number: int, told: str, unlike: list[str]) -> Iterator[Finding]:
    if unlike:
        yield HEIR_IS_ALIKE.finding(
            reformed.reform.name,
            f"第{number}项{told}，{'两者' if '合并' not in told else '各机构'}{'，'.join(unlike)}，编制不能直接混用。",
            "请改由同类机构承接，或在报批材料中说明编制类型、经费渠道如何调整。",
        )


def _places(one: Unit, other: Unit) -> list[str]:
    compared = (
        ("编制池", one.pool.value, other.pool.value),
        ("地区", one.region or "未填", other.region or "未填"),
    )
    return [f"{word}不同（{mine}、{its}）" for word, mine, its in compared if mine != its]


def _natures(one: Unit, other: Unit) -> list[str]:
    """Organ or institution; of two institutions their kind, and whether they are managed as organs are (参公)."""
    natures = ["事业单位" if unit.kind.is_institution else "机关" for unit in (one, other)]
    if natures[0] != natures[1]:
        return [f"机构性质不同（{natures[0]}、{natures[1]}）"]
    if not one.kind.is_institution:
        return []
    found = []
    if one.kind is not other.kind:
        found.append(f"机构类别不同（{one.kind.value}、{other.kind.value}）")
    if one.civil_like != other.civil_like:
        words = ["参公管理" if unit.civil_like else "非参公管理" for unit in (one, other)]
        found.append(f"管理方式不同（{words[0]}、{words[1]}）")
    return found


@dataclass(frozen=True, slots=True)
class _Going:
    """What goes from one unit to another by a step."""

    giver: str
    taker: str
    types: tuple[Category, ...]
    people: bool


def _going(reformed: Reformed, number: int, operation: TransferPosts | TransferDuties | SplitUnit) -> _Going | None:
    """From where to where, of what types, and whether people go; none where nothing but duties does."""
    taker = operation.new.code if isinstance(operation, SplitUnit) else operation.to_unit
    entries = [change for change in reformed.ledger_changes if change.step == number]
    changes = [change for change in reformed.roster_changes if change.step == number]
    persons = [reformed.before.person[id] for id in operation.persons if id in reformed.before.person]
    held = {person.category for person in persons if person.counted}
    held |= {change.from_category for change in changes}
    types = held | {entry.category for entry in entries}
    giver = _giver(reformed, operation) or next((entry.unit for entry in entries if entry.change < 0), "")
    giver = giver or next((change.from_unit for change in changes), "")
    if not types or not giver:
        return None
    return _Going(giver, taker, tuple(each for each in Category if each in types), bool(held))


def _giver(reformed: Reformed, operation: TransferPosts | TransferDuties | SplitUnit) -> str:
    if isinstance(operation, TransferPosts):
        return operation.from_unit
    return operation.unit if isinstance(operation, SplitUnit) else ""


def _mixed(types: tuple[Category, ...], one: Unit, other: Unit) -> list[str]:
    """Types that go from an organ to an institution or the other way, where they are not for."""
    if one.kind.is_institution == other.kind.is_institution:
        return []
    wrong = [each.value for each in types if (each in _OF_ORGANS) == other.kind.is_institution]
    kinds = "、".join(unit.kind.value for unit in (one, other))
    return [f"机构性质不同（{kinds}）而划转{'、'.join(wrong)}"] if wrong else []


def _posts_not_taken_over(
    reformed: Reformed, number: int, operation: Operation, units: dict[str, Unit]
) -> Iterator[Finding]:
    """A unit that lists no 内设职数 but had sections takes sections over without their leadership posts."""
    if isinstance(operation, AbolishUnit) and operation.heir and operation.sections is SectionsGo.ALONG:
        taker = operation.heir
    elif isinstance(operation, TransferDuties) and operation.manner is Manner.WHOLE and not operation.to_section:
        taker = operation.to_unit
    else:
        return
    if any(row.unit == taker and row.kind in OF_SECTION for row in reformed.after.leadership_posts):
        return
    changes = [each for each in reformed.leaders_changes if each.step == number and each.kind in OF_SECTION]
    lost = [f"{each.kind.value} {-each.change} 名" for each in changes if each.change < 0 and each.unit != taker]
    if lost and taker in units:
        yield SECTION_LEADERS_ADD_UP.finding(
            reformed.reform.name,
            f"第{number}项划出{'、'.join(lost)}，{units[taker].name}有内设机构而台账没有内设职数，未计入。",
            f"请在台账“职数”表补{units[taker].name}的内设职数，或增加一项“调整领导职数”核增。",
        )


def _marked_sections(reformed: Reformed, number: int, operation: Operation) -> Iterator[Finding]:
    if not isinstance(operation, MergeSections):
        return
    sections = reformed.before.section
    marked = [sections[code].name for code in operation.parts if code in sections and not sections[code].mergeable]
    if marked:
        yield MARKED_SECTIONS_STAND_ALONE.finding(
            reformed.reform.name,
            f"第{number}项合并的{'、'.join(f'“{name}”' for name in marked)}，台账“可否整合”为否。",
            f"请从第{number}项中删去，或先在台账中更正并说明理由。",
        )


def _not_surplus(reformed: Reformed, number: int, operation: Operation) -> Iterator[Finding]:
    """Proposals for people whom the merger leaves where they are, or who lead none of the parts."""
    if not isinstance(operation, MergeSections):
        return
    surplus = {each.person for each in reformed.surplus if each.step == number}
    people = [reformed.before.person[head.person] for head in operation.surplus if head.person not in surplus]
    if people:
        yield SURPLUS_HEADS_ARE_HEADS.finding(
            reformed.reform.name,
            f"第{number}项对{'、'.join(f'{each.name}（{each.id}）' for each in people)}提出的安排建议未采用："
            f"不是所合并内设机构的正职，或合并后的“{operation.into.name}”有其正职职数。",
            f"请核对第{number}项富余正职的人员编号和正职职数，或删去这条建议。",
        )
