"""``chart`` on the command line, run as its user runs it."""

import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from bianzhi.cli import main
from tests.test_cli import DAY, SMALL, run


def test_chart_writes_a_pdf_that_names_the_units(tmp_path: Path) -> None:
    """One page for a small district; the line that is printed says how many pages."""
    out = tmp_path / "图.pdf"
    done = run("chart", SMALL, "--date", DAY, "-o", out)

    assert done.returncode == 0, done.stderr
    document = pypdfium2.PdfDocument(out)
    assert f"A3 横向，共 {len(document)} 页" in done.stdout
    text = document[0].get_textpage().get_text_range()
    assert "机构编制图·现状" in text
    assert f"台账：{SMALL.name}" in text and "方案：" not in text


def test_the_foot_says_which_plan_is_drawn_and_what_of_it_the_ledger_does_not_know(tmp_path: Path) -> None:
    """Solved for here, or read from a file; one line of the file names a unit the ledger does not have."""
    plan, other, out = tmp_path / "上月方案.xlsx", tmp_path / "改过的方案.xlsx", tmp_path / "图.svg"
    assert main(["plan", str(SMALL), "--date", DAY, "-o", str(plan)]) == 0
    workbook = openpyxl.load_workbook(plan)
    workbook["人员调整名册"]["P4"] = "L99 区无此局"
    workbook.save(other)
    for options, words in (
        ([], ["方案：按本台账现求解"]),
        (["--plan", str(plan)], ["方案：上月方案.xlsx"]),
        (["--plan", str(other)], ["方案：改过的方案.xlsx", "方案有 1 处与台账不符，未画入"]),
    ):
        assert main(["chart", str(SMALL), "--date", DAY, "--view", "前后对照", "-o", str(out), *options]) == 0
        text = out.read_text("utf-8")
        assert all(each in text for each in words) and ("未画入" in text) == (len(words) > 1)


def test_a_proposal_to_sections_on_small_paper_comes_as_pictures_in_a_zip(tmp_path: Path) -> None:
    """拟 in the title; every page one SVG."""
    out = tmp_path / "图.zip"
    options = ["--format", "svg", "--paper", "A4", "--level", "内设机构", "--view", "前后对照", "--text", "9"]
    done = run("chart", SMALL, "--date", DAY, "-o", out, *options)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        assert f"共 {len(names)} 页，首页为单位索引" in done.stdout
        assert "前后对照（拟）" in packed.read(names[-1]).decode()


def test_what_cannot_be_written_is_refused_before_anything_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2 and a way out: an ending nobody knows, a PDF in a zip, a plan on the chart of what is, letters too small."""
    for options, words in (
        (["-o", tmp_path / "图.doc"], "看不出"),
        (["-o", tmp_path / "图.zip"], "看不出"),
        (["-o", tmp_path / "图.zip", "--format", "pdf"], "不用压缩包"),
        (["-o", tmp_path / "图.pdf", "--format", "svg"], "看不出"),
        (["-o", tmp_path / "图.pdf", "--view", "现状", "--sections"], "现状图上没有方案"),
        (["-o", tmp_path / "图.pdf", "--text", "1"], "4 到 24"),
    ):
        status = main(["chart", str(SMALL), *map(str, options)])

        assert status == 2
        assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
