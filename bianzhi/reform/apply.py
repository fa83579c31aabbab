"""From a ledger and a reform to the ledger after it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bianzhi.domain import reform as nouns
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import DutyFate, Fate, Reform, Reformed, RosterChange
from bianzhi.reform.duty_operations import change_duty, merge_duties, split_duty, transfer_duties
from bianzhi.reform.item_checks import refuse_day, refuse_document, refuse_invisible, refuse_wrong_numbers
from bianzhi.reform.post_operations import (
    change_cap,
    change_leadership_posts,
    change_quota,
    set_parameter,
    transfer_posts,
)
from bianzhi.reform.section_operations import abolish_section, establish_section, merge_sections
from bianzhi.reform.unit_operations import (
    abolish_unit,
    establish_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from bianzhi.reform.working_ledger import WorkingLedger

OPERATIONS: dict[type, tuple[str, Callable[[WorkingLedger, Any], None]]] = {
    nouns.EstablishUnit: ("设立机构", establish_unit),
    nouns.AbolishUnit: ("撤销机构", abolish_unit),
    nouns.MergeUnits: ("合并机构", merge_units),
    nouns.SplitUnit: ("分设机构", split_unit),
    nouns.RenameUnit: ("机构更名", rename_unit),
    nouns.MoveUnit: ("调整隶属", move_unit),
    nouns.EstablishSection: ("设立内设机构", establish_section),
    nouns.MergeSections: ("合并内设机构", merge_sections),
    nouns.AbolishSection: ("撤销内设机构", abolish_section),
    nouns.TransferDuties: ("划转职责", transfer_duties),
    nouns.TransferPosts: ("划转编制", transfer_posts),
    nouns.ChangeDuty: ("调整职责", change_duty),
    nouns.MergeDuties: ("合并职责", merge_duties),
    nouns.SplitDuty: ("拆分职责", split_duty),
    nouns.ChangeQuota: ("核增核减编制", change_quota),
    nouns.ChangeCap: ("调整内设机构限额", change_cap),
    nouns.ChangeLeadershipPosts: ("调整领导职数", change_leadership_posts),
    nouns.SetParameter: ("调整参数", set_parameter),
}
"""Every operation: its name for users and in files, and what it does to a ledger."""


def apply_reform(establishment: Establishment, reform: Reform) -> Reformed:
    """Carry out a reform on a copy of a ledger, step by step.

    Raises
    ------
    ReformError
        A step cannot be carried out: it names the step, the object and a way out. Nothing of the ledger given changes.
    """
    ledger = WorkingLedger.of(establishment, reform.name)
    for number, step in enumerate(reform.steps, 1):
        word, carry_out = OPERATIONS[type(step.operation)]
        ledger.step, ledger.what, ledger.day = number, f"第{number}项“{word}”", step.on or reform.effective
        refuse_day(ledger)
        refuse_document(ledger, step.operation)
        refuse_wrong_numbers(ledger, step.operation)
        refuse_invisible(ledger, step.operation)
        carry_out(ledger, step.operation)
    unplaced = tuple(person.id for code in sorted(ledger.abolished) for person in ledger.people_of(code))
    after = ledger.finished()
    return Reformed(
        reform=reform,
        before=establishment,
        after=after,
        fates=_all_fates(establishment, ledger),
        ledger_changes=tuple(ledger.changes),
        leaders_changes=tuple(ledger.leaders),
        surplus=tuple(ledger.surplus),
        roster_changes=_net_moves(ledger.moved),
        unplaced=unplaced,
        parameters=dict(ledger.parameters),
        heads_not_stated=dict(ledger.heads_not_stated),
    )


def _net_moves(moves: list[RosterChange]) -> tuple[RosterChange, ...]:
    """Everybody once, from where he was to where he is, by the last step; who comes back has not moved."""
    first: dict[str, RosterChange] = {}
    last: dict[str, RosterChange] = {}
    for move in moves:
        first.setdefault(move.person, move)
        last[move.person] = move
    return tuple(
        replace(last[person], from_unit=move.from_unit, from_category=move.from_category)
        for person, move in first.items()
        if move.from_unit != last[person].to_unit
    )


def _all_fates(establishment: Establishment, ledger: WorkingLedger) -> tuple[DutyFate, ...]:
    """Fates in the order of the old ledger, then new duties; what nothing touched is kept, where its unit still stands.

    Where it does not, nobody has said yet what becomes of it.
    """
    settled: dict[str, list[DutyFate]] = {}
    for fate in ledger.fates:
        settled.setdefault(fate.duty, []).append(fate)
    found: list[DutyFate] = []
    for duty in establishment.duties:
        untouched = DutyFate(duty.code, Fate.KEPT, (duty.code,))
        if duty.unit in ledger.abolished:
            untouched = DutyFate(duty.code, Fate.OPEN)
        found += settled.pop(duty.code, []) or [untouched]
    for rest in settled.values():
        found += rest
    return tuple(found)
