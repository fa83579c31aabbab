"""alternatives, robustness and fairness on the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from bianzhi.cli import main

SMALL = Path(__file__).parent.parent / "sample_data" / "五单位练习台账.xlsx"
DAY = "2026-06-30"


def test_alternatives_writes_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each alternative is a whole plan in the JSON; what it gives up is the difference of the objectives."""
    out, paper, told = tmp_path / "说明.xlsx", tmp_path / "说明.docx", tmp_path / "a.json"
    status = main(
        [
            "alternatives",
            str(SMALL),
            "--date",
            DAY,
            "--most",
            "2",
            "--fit",
            "30",
            "-o",
            str(out),
            "--docx",
            str(paper),
            "--json",
            str(told),
        ]
    )
    found = json.loads(told.read_text("utf-8"))

    assert status == 0 and paper.stat().st_size > 0
    assert found["loss"] == {"excess": 0, "moves": 0, "fit": 30}
    proposed = {goal["name"]: goal["value"] for goal in found["proposed"]["objectives"]}
    assert 0 < len(found["alternatives"]) <= 2
    for other in found["alternatives"]:
        values = {goal["name"]: goal["value"] for goal in other["plan"]["objectives"]}
        assert {goal["name"]: goal["difference"] for goal in other["gives_up"]} == {
            name: values[name] - proposed[name] for name in proposed
        }
        assert other["changed"] > 0 and other["plan"]["moves"] != found["proposed"]["moves"]
    assert found["trade_offs"][-1]["moves"] == len(found["proposed"]["moves"])
    assert openpyxl.load_workbook(out).sheetnames == ["备选方案", "备选方案名册", "得失比较"]
    assert "所列均为建议" in capsys.readouterr().out


def test_robustness_repeats_itself(tmp_path: Path) -> None:
    """Two runs give the same bytes."""
    for name in ("1.json", "2.json"):
        command = ["robustness", str(SMALL), "--date", DAY, "--refusing", "2", "--draws", "10", "--seed", "3"]
        assert main([*command, "--json", str(tmp_path / name)]) == 0
    found = json.loads((tmp_path / "1.json").read_text("utf-8"))

    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
    assert (found["refusing"], found["draws"], found["seed"]) == (2, 10, 3)
    assert found["remaining"]["least"] <= found["remaining"]["median"] <= found["remaining"]["most"]


def test_fairness_counts_everybody_once(tmp_path: Path) -> None:
    """In every grouping the groups add up to the same people and moves."""
    assert main(["fairness", str(SMALL), "--date", DAY, "--json", str(tmp_path / "f.json")]) == 0
    found = json.loads((tmp_path / "f.json").read_text("utf-8"))
    sums = {}
    for grouping in ("单位", "年龄段", "性别", "学历"):
        groups = [each for each in found["groups"] if each["grouping"] == grouping]
        sums[grouping] = tuple(sum(each[name] for each in groups) for name in ("in_post", "moved", "movable", "after"))

    assert len(set(sums.values())) == 1
    assert sums["单位"][1] == found["moves"] > 0


def test_a_number_out_of_range_says_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, message and hint on stderr."""
    assert main(["robustness", str(SMALL), "--date", DAY, "--refusing", "9999"]) == 2
    assert "不同意人数为 9999" in (said := capsys.readouterr().err)
    assert "应为 1 到" in said
