"""Where a value came from, as the user reads it."""

import pytest

from bianzhi.domain.cell import NOWHERE, CellRef, RowRef, column_letters


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(index: int, letters: str) -> None:
    """At every carry from one letter to the next."""
    assert column_letters(index) == letters


def test_a_row_names_the_cell_of_a_field() -> None:
    """The column of the field, in the row; the first column for a field the sheet has not."""
    row = RowRef("台账.xlsx", "人员", 17, {"name": 3, "id": 2, "note": 30})

    assert row.cell("note") == CellRef("台账.xlsx", "人员", "AE17")
    assert row.cell("birth").cell == "C17"
    assert row.cell().cell == "C17"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (CellRef("台账.xlsx", "编制", "C5"), "台账.xlsx › 编制 › C5"),
        (CellRef("台账.xlsx", "编制", ""), "台账.xlsx › 编制"),
        (CellRef("台账.xlsx", "", ""), "台账.xlsx"),
    ],
)
def test_a_place_reads_from_the_workbook_to_the_cell(place: CellRef, text: str) -> None:
    """Whatever is empty is left out: a sheet, or a workbook, as a whole."""
    assert str(place) == text


def test_what_was_never_read_has_no_workbook() -> None:
    """An object made in memory still gives a place that can be printed."""
    assert str(NOWHERE.cell("name")) == "A0"
