"""The whole check: nothing on a clean ledger, and findings in the order of the workbook."""

from dataclasses import replace
from datetime import date

from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import LeadershipKind, Sex
from bianzhi.rules import check_establishment, in_ledger_order
from tests.worlds import (
    DAY,
    agencies,
    but,
    institutions,
    leadership,
    person,
    plus,
    quota,
    section,
    together,
    unit,
    world,
)


def test_a_clean_ledger_has_no_finding() -> None:
    """Full quotas, complete people: neither error nor note."""
    assert check_establishment(together(agencies(A=(10, 10), B=(9, 10)), institutions(C=(8, 10))), DAY) == ()


def test_an_empty_ledger_has_no_finding() -> None:
    """A template nobody filled in yet."""
    assert check_establishment(world(), DAY) == ()


def test_findings_stand_in_the_order_of_sheets_rows_and_ids() -> None:
    """机构 before 编制 before 人员, whatever the order of rules; in one row by id."""
    over = but(
        plus(agencies(A=(3, 1), B=(2, 1)), section("S1", name="区A局", authorized=1)),
        A={"credit_code": "1"},
        A1={"sex": None, "birth": date(1960, 1, 1)},
        B1={"birth": None},
    )

    found = [(finding.id, finding.at.sheet, finding.at.cell) for finding in check_establishment(over, DAY)]

    assert found == [
        ("J104", "机构", "H2"),
        ("B201", "编制", "C2"),
        ("B201", "编制", "C3"),
        ("J103", "内设机构", "E2"),
        ("J105", "内设机构", "C2"),
        ("R405", "人员", "M2"),
        ("R410", "人员", "G2"),
        ("R411", "人员", "H5"),
    ]


def test_the_order_holds_for_sheets_with_names_of_their_own() -> None:
    """A workbook that calls its sheets 单位表 and 花名册 is still ordered units first."""
    establishment = world(
        unit("A", credit_code="1"),
        quota("A", 1),
        leadership("A", LeadershipKind.UNIT_HEAD, 0),
        person("P1", birth=None),
    )
    renamed = replace(
        establishment,
        units=tuple(replace(u, at=replace(u.at, sheet="单位表")) for u in establishment.units),
        people=tuple(replace(p, at=replace(p.at, sheet="花名册")) for p in establishment.people),
    )

    assert [finding.at.sheet for finding in check_establishment(renamed, DAY)] == ["单位表", "花名册"]


def test_findings_of_reading_take_their_place_among_the_others() -> None:
    """A D finding at row 2 of 编制 stands before B201 at row 3, and one about a sheet of no rows comes last."""
    establishment = agencies(A=(1, 1), B=(2, 1))
    (over,) = check_establishment(establishment, DAY)
    early = replace(over, id="D009", at=replace(over.at, cell="C2"))
    elsewhere = replace(over, id="D022", at=replace(over.at, sheet="工资", cell=""))

    assert [each.id for each in in_ledger_order(establishment, (elsewhere, over, early))] == ["D009", "B201", "D022"]


def test_a_finding_reads_as_a_sentence() -> None:
    """Place, what is there, what is allowed, article, remedy."""
    (finding,) = check_establishment(agencies(A=(12, 10)), DAY)

    assert finding.severity is Severity.ERROR
    assert str(finding) == (
        "[B201 违规] 台账.xlsx › 编制 › C2：区A局行政编制核定 10 名，实有 12 人，超编 2 人。"
        "依据：《地方各级人民政府机构设置和编制管理条例》第6条。"
        "建议求解编制调剂方案，调剂到同类空编单位；已批准增编的，请补录该次变动及批准文号。"
    )


def test_rules_bind_from_the_day_of_their_statute() -> None:
    """The retirement decision is in force from 2025-01-01 on: a man of 64 is late on that day, and not the day before."""
    old = world(unit("A"), quota("A", 1), person("P1", sex=Sex.MALE, birth=date(1960, 1, 1)))

    assert [finding.id for finding in check_establishment(old, date(2024, 12, 31))] == []
    assert [finding.id for finding in check_establishment(old, date(2025, 1, 1))] == ["R405"]
