"""设立、合并、撤销 of internal sections."""

from bianzhi.domain.establishment import Section
from bianzhi.domain.reform import AbolishSection, EstablishSection, MergeSections
from bianzhi.reform.working_ledger import WorkingLedger


def establish_section(ledger: WorkingLedger, operation: EstablishSection) -> None:
    """A new section of a unit that exists."""
    ledger.unit(operation.section.unit)
    _refuse_code(ledger, operation.section.code)
    _refuse_name(ledger, operation.section, set())
    ledger.sections[operation.section.code] = operation.section


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
    _refuse_name(ledger, into, old)
    ledger.sections[into.code] = into
    ledger.remove_sections(old - {into.code}, into.code)


def abolish_section(ledger: WorkingLedger, operation: AbolishSection) -> None:
    """A section goes; its people and duties go to an heir in the same unit, or to the unit itself."""
    section = ledger.section(operation.section)
    if operation.heir:
        heir = ledger.section(operation.heir)
        if heir.unit != section.unit or heir.code == section.code:
            ledger.refuse(f"承接的内设机构“{heir.name}”不是本机构的另一个科室。", "请另选承接科室，或不写。")
    ledger.remove_sections([section.code], operation.heir)


def _refuse_code(ledger: WorkingLedger, code: str) -> None:
    if not code:
        ledger.refuse("新的内设机构没有科室编码。", "请补编码。")
    if code in ledger.sections or code in ledger.base.section:
        ledger.refuse(f"科室编码“{code}”已经用过。", "请另取编码；撤销过的编码也不再使用。")


def _refuse_name(ledger: WorkingLedger, section: Section, instead_of: set[str]) -> None:
    unit = ledger.unit(section.unit)
    if not section.name:
        ledger.refuse(f"{unit.name}的内设机构“{section.code}”没有名称。", "请补名称。")
    for other in ledger.sections_of(unit.code):
        if other.name == section.name and other.code != section.code and other.code not in instead_of:
            ledger.refuse(f"{unit.name}已有名为“{section.name}”的内设机构。", "请另取名称。")
