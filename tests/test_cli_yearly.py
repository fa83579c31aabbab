"""``yearly`` on the command line, run as its user runs it."""

import json
from pathlib import Path

import openpyxl

from tests.test_cli import DAY, SMALL, run


def test_yearly_writes_workbook_and_json(tmp_path: Path) -> None:
    """Three years that tie; the same figures on paper, in the JSON and on the screen."""
    out, report = tmp_path / "消化.xlsx", tmp_path / "y.json"
    done = run("yearly", SMALL, "--date", DAY, "--years", 3, "-o", out, "--json", report)
    said = json.loads(report.read_text("utf-8"))

    assert done.returncode == 0, done.stderr
    years = said["years"]
    assert [year["year"] for year in years] == [2026, 2027, 2028]
    assert [year["excess_before"] for year in years[1:]] == [year["excess_after"] for year in years[:-1]]
    for year in years:
        assert year["excess_after"] == sum(cell["excess_after"] for cell in year["cells"])
        assert f"{year['year']}年：年初超编 {year['excess_before']} 人" in done.stdout
    assert [point["months"] for point in said["waiting"]] == [0, 12, 24, 36, 48, 60]
    assert said["sentences"][0] in done.stdout and "建议" in done.stdout
    sheet = openpyxl.load_workbook(out)["分年度汇总"]
    assert [sheet.cell(row, 9).value for row in (4, 5, 6)] == [year["excess_after"] for year in years]


def test_years_out_of_range_cannot_run(tmp_path: Path) -> None:
    """Status 2, what is there and what is allowed, before anything is read or written."""
    for years in (0, 6):
        done = run("yearly", tmp_path / "没有.xlsx", "--years", years)

        assert done.returncode == 2
        assert f"年数为 {years}" in done.stderr and "1 到 5" in done.stderr
