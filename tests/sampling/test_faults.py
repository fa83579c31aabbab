"""The deliberate errors: documented, in their place, few, and found by the rule that is named."""

from collections import Counter
from pathlib import Path

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.identifiers import is_citizen_number
from bianzhi.reading.ledger import read_ledger
from bianzhi.rules import check_establishment
from bianzhi.sampling import REFERENCE_DAY, SEEDED_FAULTS, PlacedFault, sample_with_faults
from bianzhi.sampling.rows import Rows, rows_of
from bianzhi.writing import ledger_workbook

README = Path(__file__).parents[2] / "sample_data" / "README.md"

EXPECTED_FROM_THE_SHAPE = {
    *("B201", "B204", "B213", "J102", "J103", "J108", "J109", "R406", "R407", "R412", "R414", "R420"),
}
"""What the district is made to show without any error in its rows: over quota, over the cap, small sections and institutions, a loan run out, notices."""


def test_there_are_a_few_of_every_family(sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """Fifteen to twenty-five, all of them placed; of D, J, B, Z and R."""
    _, placed = sample

    assert 15 <= len(SEEDED_FAULTS) <= 25
    assert [one.fault for one in placed] == list(SEEDED_FAULTS)
    assert {fault.rule[0] for fault in SEEDED_FAULTS if fault.rule} == set("DJBZR")


def test_nothing_else_is_changed(ledger: Establishment, sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """Every row that differs from the sound ledger holds a documented error, or is the other half of one."""
    rows, placed = sample
    sound = rows_of(ledger)
    documented = {(one.fault.sheet, one.row - 2) for one in placed}
    changed = {
        (sheet, number)
        for sheet, sheet_rows in rows.items()
        for number, row in enumerate(sheet_rows)
        if number >= len(sound[sheet]) or row != sound[sheet][number]
    }

    assert changed == documented


def test_numbers_are_right_except_where_documented(sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """One wrong check digit; one number twice, the double entry of a person's row taken apart."""
    rows, placed = sample
    numbers = [str(row["公民身份号码"]) for row in rows["人员"] if "公民身份号码" in row]
    wrong = [number for number in numbers if not is_citizen_number(number)]
    cell = next(one for one in placed if one.fault.rule == "R402")

    assert wrong == [rows["人员"][cell.row - 2]["公民身份号码"]]
    assert [n for n in Counter(numbers).values() if n > 1] == [2]


def test_a_small_district_has_those_it_has_room_for() -> None:
    """Three hundred people: most of them; nothing fails with hardly anyone."""
    assert len(sample_with_faults(300, 1)[1]) >= 18
    assert len(sample_with_faults(1, 1)[1]) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_every_error_is_found_in_its_cell_and_nothing_else(tmp_path: Path, seed: int) -> None:
    """Written, read and checked: the rule named finds it there; no error of the data is left that is not documented."""
    rows, placed = sample_with_faults(5000, seed)
    ledger_workbook.write(tmp_path / "ledger.xlsx", rows)

    reading = read_ledger(tmp_path / "ledger.xlsx", "台账.xlsx")
    findings = [*reading.findings, *check_establishment(reading.establishment, REFERENCE_DAY)]
    found = {(finding.id, finding.at.sheet, finding.at.cell) for finding in findings}

    wanted = {(one.fault.rule, one.fault.sheet, one.cell) for one in placed if one.fault.rule}
    assert wanted <= found
    extra = {item for item in found - wanted if item[0] not in EXPECTED_FROM_THE_SHAPE}
    assert {rule for rule, _, _ in extra} == {"R401"}, "the other entry of the person who is listed twice"
    assert len(extra) == 1
    assert any(finding.severity is Severity.ERROR for finding in findings)


def test_the_readme_lists_them(sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """Number, sheet, cell, what and rule, as in the sample with the default settings."""
    text = README.read_text("utf-8")

    for number, one in enumerate(sample[1], 1):
        fault = one.fault
        assert f"| {number} | {fault.sheet} | {one.cell} | {fault.what} | {fault.rule or '—'} |" in text


def test_the_readme_lists_the_units_made_to_show_an_edge(ledger: Establishment) -> None:
    """Every unit with a note, in the words of the note."""
    text = README.read_text("utf-8")

    for unit in ledger.units:
        if unit.note:
            assert f"| {unit.code} | {unit.name} | {unit.note} |" in text
