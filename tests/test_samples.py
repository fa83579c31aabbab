"""sample_data in, its expected findings and plan out; and the files are what the code makes today."""

import json
from pathlib import Path

import pytest

from bianzhi import services
from bianzhi.sampling import small_rows
from bianzhi.writing import ledger_workbook
from tests.samples import DISTRICT, SMALL, expectation_path, expected


@pytest.mark.slow
@pytest.mark.parametrize("ledger", [DISTRICT, SMALL], ids=["district", "five units"])
def test_findings_plan_and_sections_are_as_expected(ledger: Path) -> None:
    """To the last figure and word (``make samples`` rewrites them, and the diff is reviewed)."""
    assert expected(ledger) == json.loads(expectation_path(ledger).read_text("utf-8"))


@pytest.mark.slow
def test_the_ledgers_are_what_the_generator_makes(tmp_path: Path) -> None:
    """Byte by byte."""
    services.write_sample(tmp_path / "d.xlsx")
    ledger_workbook.write(tmp_path / "s.xlsx", small_rows())

    assert (tmp_path / "d.xlsx").read_bytes() == DISTRICT.read_bytes()
    assert (tmp_path / "s.xlsx").read_bytes() == SMALL.read_bytes()
