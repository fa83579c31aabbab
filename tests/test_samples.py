"""sample_data in, its expected findings, plan and reform out; and the files are what the code makes today."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi import services
from bianzhi.sampling import REFERENCE_DAY, small_rows
from bianzhi.services import reforming
from bianzhi.writing import ledger_workbook
from tests.samples import DISTRICT, REFORM, SMALL, expectation_path, expected, expected_reform, reform_file

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("ledger", [DISTRICT, SMALL], ids=["district", "five units"])
def test_findings_plan_and_sections_are_as_expected(ledger: Path) -> None:
    """To the last figure and word (``make samples`` rewrites them, and the diff is reviewed)."""
    assert expected(ledger) == json.loads(expectation_path(ledger).read_text("utf-8"))


def test_the_ledgers_are_what_the_generator_makes(tmp_path: Path) -> None:
    """Byte by byte."""
    services.write_sample(tmp_path / "d.xlsx")
    ledger_workbook.write(tmp_path / "s.xlsx", small_rows())

    assert (tmp_path / "d.xlsx").read_bytes() == DISTRICT.read_bytes()
    assert (tmp_path / "s.xlsx").read_bytes() == SMALL.read_bytes()


def test_the_reform_is_what_the_generator_makes() -> None:
    """To the last letter: its sections are those proposed for the ledger after it."""
    assert reform_file(services.read(DISTRICT).establishment) == REFORM.read_text("utf-8")


def test_the_reform_comes_out_as_expected() -> None:
    """To the last figure and word; it can be exported, and every new finding is a head too many, listed with a proposal."""
    reform = reforming.read_reform(REFORM.read_text("utf-8"))
    found = expected_reform(services.read(DISTRICT).establishment, reform)

    assert json.loads(json.dumps(found)) == json.loads(expectation_path(REFORM).read_text("utf-8"))
    assert found["errors"] == [] and found["findings_gone"]
    new = found["findings_new"]
    assert isinstance(new, list) and {each["id"] for each in new} == {"Z301"}
    heads = [each for each in found["surplus_heads"] if each["kind"] == "单位正职"]  # type: ignore[attr-defined]
    assert len(heads) == len(new) == 3 and all(each["proposal"].startswith("拟") for each in heads)


def test_the_readme_tells_the_reform() -> None:
    """Its figures: steps, duties, people who go along, findings that go."""
    told = json.loads(expectation_path(REFORM).read_text("utf-8"))
    text = (REFORM.parent / "README.md").read_text("utf-8")

    assert f"| {REFORM.name} | 用于示例区台账的一份机构改革方案，{told['steps']} 步 |" in text
    assert f"原有 {len(told['duties'])} 项职责各有一个去向" in text
    assert f"规则检查消除 {len(told['findings_gone'])} 条问题，新增 {len(told['findings_new'])} 条" in text
    assert f"{len(told['roster_changes'])} people go along" in text


def test_duties_loans_and_workload_do_not_change_the_plan() -> None:
    """The district with and without the three sheets: the same moves, the same objectives, the same excess and vacancies."""
    ledger = services.read(DISTRICT).establishment
    without = replace(ledger, duties=(), loans=(), workloads=())
    assert ledger.duties and ledger.loans and ledger.workloads

    plans = [services.reallocate(each, REFERENCE_DAY) for each in (ledger, without)]
    assert plans[0].moves == plans[1].moves
    assert plans[0].objectives == plans[1].objectives
    assert (ledger.authorized, ledger.in_post) == (without.authorized, without.in_post)
