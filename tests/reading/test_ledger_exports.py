"""What the product itself writes is read again without loss, and a plan is not taken for a ledger."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.errors import UnreadableWorkbookError
from tests.reading.layouts import ROSTER, said, written
from tests.reading.test_layouts import WIDE, WIDE_MERGES
from tests.reading.test_round_trip import ledgers, workbook

SAMPLES = Path(__file__).parents[2] / "sample_data"
DAY = date(2026, 6, 30)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(ledgers())
def test_read_write_read_is_the_same(tmp_path: Path, establishment: Establishment) -> None:
    """Any ledger: what was read and written reads back equal, places and fingerprint apart, and nothing new is found."""
    first = tmp_path / "一.xlsx"
    first.write_bytes(workbook(establishment))
    once = services.read(first)
    services.write_ledger(tmp_path / "二.xlsx", once.establishment)
    twice = services.read(tmp_path / "二.xlsx")
    assert said(twice.establishment) == said(once.establishment) == said(establishment)
    assert [(one.id, one.at.cell) for one in twice.form_findings] == [
        (one.id, one.at.cell) for one in once.form_findings
    ]


@pytest.mark.parametrize("name", ["五单位练习台账.xlsx", pytest.param("示例区台账.xlsx", marks=pytest.mark.slow)])
def test_sample_is_written_and_read_without_loss(name: str, tmp_path: Path) -> None:
    """Every table of the contract, faults of the sample included as far as reading kept them."""
    once = services.read(SAMPLES / name).establishment
    services.write_ledger(tmp_path / "台账.xlsx", once)
    assert said(services.read(tmp_path / "台账.xlsx").establishment) == said(once)


def test_marked_workbook_is_read_as_the_ledger_it_was(tmp_path: Path) -> None:
    """Its list of findings in front is passed over in silence."""
    source = SAMPLES / "五单位练习台账.xlsx"
    ledger = services.read(source)
    findings = services.check(ledger, DAY).findings
    marked = tmp_path / "标注.xlsx"
    services.write_marked(source, findings, marked)
    assert openpyxl.load_workbook(marked, read_only=True).sheetnames[0] == "体检问题清单"
    again = services.read(marked)
    assert said(again.establishment) == said(ledger.establishment)
    assert [finding.id for finding in again.form_findings] == [finding.id for finding in ledger.form_findings]


def test_template_is_a_ledger_without_rows(tmp_path: Path) -> None:
    """Every table is recognized, and nothing in it."""
    services.write_template(tmp_path / "模板.xlsx")
    ledger = services.read(tmp_path / "模板.xlsx")
    assert said(ledger.establishment) == said(Establishment("", ()))
    assert {finding.id for finding in ledger.form_findings} == {"D028"}
    assert all(guess.confidence == 100 for guess in ledger.mapping)


def test_plan_is_refused_by_what_it_is(tmp_path: Path) -> None:
    """It has sheets that look like a ledger's; what it is stands in its name and its fingerprint."""
    ledger = services.read(SAMPLES / "五单位练习台账.xlsx")
    plan = services.reallocate(ledger.establishment, DAY)
    services.write_plan(tmp_path / "方案.xlsx", plan, ledger.establishment)
    with pytest.raises(UnreadableWorkbookError, match=r"“方案\.xlsx”是导出的方案，不是台账"):
        services.read(tmp_path / "方案.xlsx")


def test_imported_files_of_the_office_become_one_canonical_ledger(tmp_path: Path) -> None:
    """It reads without anything made up or taken for something else; what nobody said of a unit stays asked for."""
    file = written(tmp_path, "配备表.xlsx", {"配备表": WIDE, "花名册": ROSTER}, {"配备表": WIDE_MERGES})
    once = services.read_files([file])
    services.write_ledger(tmp_path / "台账.xlsx", once.establishment)
    again = services.read(tmp_path / "台账.xlsx")
    assert said(again.establishment) == said(once.establishment)
    assert {(finding.id, finding.at.cell[0]) for finding in again.form_findings} == {("D005", "C")}
