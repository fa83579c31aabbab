"""设立、合并、撤销 of internal sections."""

from dataclasses import replace
from typing import Any

from bianzhi.domain.reform import AbolishSection, EstablishSection, MergeSections
from bianzhi.reform.working_ledger import WorkingLedger


def establish_section(ledger: WorkingLedger, operation: EstablishSection) -> None:
    """A new section of a unit that exists."""
    section = operation.section
    unit = ledger.unit(section.unit)
    _refuse_code(ledger, section.code)
    if any(other.name == section.name for other in ledger.sections_of(unit.code)):
        ledger.refuse(f"{unit.name}已有名为“{section.name}”的内设机构。", "请另取名称。")
    ledger.sections[section.code] = section


def merge_sections(ledger: WorkingLedger, operation: MergeSections) -> None:
    """Sections of one unit become one; their people, posts asked for, duties and traffic follow."""
    parts = [ledger.section(code) for code in dict.fromkeys(operation.parts)]
    into = operation.into
    if len(parts) < 2:
        ledger.refuse("合并的内设机构不足两个。", "请列出至少两个不同的科室。")
    if {part.unit for part in parts} != {into.unit}:
        ledger.refuse("合并的内设机构不属于同一机构。", "不同机构的科室请先划转，再合并。")
    old = {part.code for part in parts}
    if into.code not in old:
        _refuse_code(ledger, into.code)
    for code in old - {into.code}:
        del ledger.sections[code]
    ledger.sections[into.code] = into
    _follow(ledger, old, into.code)


def abolish_section(ledger: WorkingLedger, operation: AbolishSection) -> None:
    """A section goes; its people and duties go to an heir in the same unit, or to the unit itself."""
    section = ledger.section(operation.section)
    if operation.heir:
        heir = ledger.section(operation.heir)
        if heir.unit != section.unit or heir.code == section.code:
            ledger.refuse(f"承接的内设机构“{heir.name}”不是本机构的另一个科室。", "请另选承接科室，或不写。")
    del ledger.sections[section.code]
    _follow(ledger, {section.code}, operation.heir)


def _refuse_code(ledger: WorkingLedger, code: str) -> None:
    if code in ledger.sections or code in ledger.base.section:
        ledger.refuse(f"科室编码“{code}”已经用过。", "请另取编码；撤销过的编码也不再使用。")


def _follow(ledger: WorkingLedger, old: set[str], new: str) -> None:
    for id, person in ledger.people.items():
        if person.section in old:
            ledger.people[id] = replace(person, section=new)
    for code, duty in ledger.duties.items():
        if duty.section in old:
            ledger.duties[code] = replace(duty, section=new)
    for table in ("posts", "workloads"):
        ledger.map_rows(table, lambda row: _at_section(row, old, new))
    ledger.map_rows("traffic", lambda row: _traffic(row, old, new))


def _at_section(row: Any, old: set[str], new: str) -> Any:
    return replace(row, section=new) if row.section in old else row


def _traffic(row: Any, old: set[str], new: str) -> Any:
    """Traffic follows its sections; what was between two of them is within one now, and gone."""
    ends = (new if end in old else end for end in (row.section, row.other))
    section, other = ends
    return replace(row, section=section, other=other) if section and other and section != other else None
