"""A worked reform of the invented district: permits to one bureau, penalties to another, fewer sections and institutions.

It is made of the ledger, so that it always fits the district it is for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment, Person, Section
from bianzhi.domain.reform import (
    EstablishSection,
    MergeUnits,
    Operation,
    Reform,
    RenameUnit,
    Step,
    TransferDuties,
)
from bianzhi.domain.terms import Category, PersonState, Willingness
from bianzhi.law.levels import section_leaders
from bianzhi.sampling.duties import PENALTIES, PERMITS

EFFECTIVE = date(2026, 9, 1)
_APPROVALS, _ENFORCEMENT = "F19", "F20"
_SQUADS = 13
_PERMIT_GIVERS = ("F02", "F03", "F05", "F09", "F10", "F13")
_SMALLEST_GIVER = 5
"""Posts of a section that gives somebody away."""
_PENALTY_GIVERS = ("F04", "F11", "F12", "F15", "F17")


def sample_reform(ledger: Establishment) -> Reform:
    """The reform of one ledger of the district, but for its sections: those follow from the ledger after it."""
    operations = [
        *_one_bureau_for_permits(ledger),
        *_one_bureau_for_penalties(ledger),
        *_institutions(ledger),
    ]
    return Reform(
        name="澜屏区机构改革试点方案",
        steps=tuple(Step(operation) for operation in operations),
        effective=EFFECTIVE,
        source="澜屏区机构改革工作安排（虚构）",
        note="示例：审批权集中到一个局，处罚权集中到一个局并设13个中队，内设机构压减到限额以内，事业单位合并。",
    )


def _one_bureau_for_permits(ledger: Establishment) -> Iterator[Operation]:
    """The bureau for approvals that there is takes the permits of six others."""
    if _APPROVALS in ledger.unit:
        yield from _transfers(ledger, _PERMIT_GIVERS, PERMITS, _APPROVALS, 2)


def _one_bureau_for_penalties(ledger: Establishment) -> Iterator[Operation]:
    """The bureau of city management becomes that of enforcement; its brigade forms thirteen squads."""
    if _ENFORCEMENT in ledger.unit:
        yield RenameUnit(_ENFORCEMENT, "澜屏区行政执法局", why="相对集中行政处罚权")
        yield from _transfers(ledger, _PENALTY_GIVERS, PENALTIES, _ENFORCEMENT, 2)
    if "J12" in ledger.unit:
        yield RenameUnit("J12", "澜屏区综合行政执法大队", why="原有编制性质和人员身份不变")
        for number in range(1, _SQUADS + 1):
            squad = Section(f"J12Z{number:02d}", "J12", f"第{number}中队", counts_to_cap=False, functions=("执法",))
            yield EstablishSection(squad, why="派驻街道或片区，日常管理由街道负责")


def _transfers(
    ledger: Establishment, givers: Iterable[str], kind: str, to_unit: str, people: int
) -> Iterator[TransferDuties]:
    """The duty of each giver, with as many people as can go and the posts they hold, to the second section there."""
    sections = [section.code for section in ledger.sections_of.get(to_unit, ()) if section.counts_to_cap]
    section = sections[1] if len(sections) > 1 else ""
    for code in givers:
        duty = f"{code}-{kind}"
        if duty in ledger.duty:
            going = tuple(person.id for person in _who_may_go(ledger, code))[:people]
            yield TransferDuties((duty,), to_unit, section, persons=going, why="编随事走、人随编走")


def _who_may_go(ledger: Establishment, unit: str) -> Iterator[Person]:
    """Ordinary staff on 行政编制, not unwilling, whom their section would not miss: it keeps its leaders' posts."""
    left = {
        section.code: ledger.section_staff[section.code] if section.authorized is None else section.authorized
        for section in ledger.sections_of.get(unit, ())
    }
    for person in ledger.people_of.get(unit, ()):
        willing = person.willingness is not Willingness.UNWILLING and not person.lock_reason
        ordinary = person.counted and willing and not person.is_leader and person.state is PersonState.ACTIVE
        size = left.get(person.section)
        if not ordinary or person.category is not Category.ADMINISTRATIVE or size is None or size < _SMALLEST_GIVER:
            continue
        if section_leaders(size - 1) == section_leaders(size):
            left[person.section] = size - 1
            yield person


_MERGERS = (
    ("J01", "J05", "澜屏区综合服务中心", "整合规模较小、科室设置过多的事业单位"),
    ("J13", "J14", "澜屏区公共文化服务中心", "整合规模较小、职能相近的事业单位"),
    ("J15", "J16", "澜屏区农业技术服务中心", "整合规模较小、职能相近的事业单位"),
)
"""The last two are those the model of institutions proposes; the first is the office's own."""


def _institutions(ledger: Establishment) -> Iterator[Operation]:
    for into, other, name, why in _MERGERS:
        if {into, other} <= ledger.unit.keys():
            yield MergeUnits((into, other), replace(ledger.unit[into], name=name), why=why)
