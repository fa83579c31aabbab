"""A checked world for health reports: three units, findings of every severity, one rule switched off."""

from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.rule_switch import SwitchedOff
from bianzhi.domain.terms import Sex
from bianzhi.rules import check_with_switches, in_ledger_order
from tests.worlds import DAY, WORKBOOK, agencies, but, citizen_number, kin, plus


@dataclass(frozen=True)
class Report:
    """What a health report needs of a check."""

    day: date
    findings: tuple[Finding, ...]
    rules_off: tuple[SwitchedOff, ...] = ()


def establishment() -> Establishment:
    """A is 3 in 1 and C sound; A1's number says otherwise than his sex, A2 and A3 are married, B is half vacant."""
    number = citizen_number(date(1985, 1, 1), Sex.FEMALE)
    people = plus(agencies(A=(3, 1), B=(6, 12), C=(2, 2)), kin("A2", "A3"))
    return replace(but(people, A1={"citizen_number": number}), sha256="ab" * 32)


def report(off: dict[str, str] | None = None) -> Report:
    """B201 at A, B204 at B (unless off), R403 at A1, R420 at A2 and A3, and D022 of the whole workbook."""
    here = establishment()
    checked = check_with_switches(here, DAY, off or {})
    sheet = Finding("D022", "有未使用的工作表", Severity.NOTE, CellRef(WORKBOOK, "", ""), "有。", "请看。", "")
    return Report(DAY, in_ledger_order(here, (sheet, *checked.findings)), checked.rules_off)


def previous() -> PreviousCheck:
    """A year ago: two over, J103 found twice, one B201 more."""
    summary = {"units": 3, "persons": 12, "quota": 15, "in_post": 12, "excess": 4, "vacancies": 6}
    severities = {Severity.ERROR: 2, Severity.WARNING: 2}
    return PreviousCheck(date(2025, 11, 23), summary, severities, {"B201": 2, "J103": 2}, frozenset({"R420"}))
