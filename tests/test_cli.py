"""The command line of the contract, run as its user runs it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "sample_data" / "五单位练习台账.xlsx"
DAY = "2026-06-30"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """``python -m bianzhi …``; a traceback on any stream fails the test."""
    command = [sys.executable, "-m", "bianzhi", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr + done.stdout
    return done


def test_help_speaks_chinese_and_english() -> None:
    """Every command is listed."""
    done = run("--help")

    assert done.returncode == 0
    assert "求解调剂建议方案" in done.stdout and "adjustment plan" in done.stdout
    assert all(name in done.stdout for name in ("template", "sample", "import", "check", "plan", "verify", "sections"))


def test_a_template_is_a_readable_ledger_without_rows(tmp_path: Path) -> None:
    """It opens, has the sheets of the contract, and checking it says that nothing is filled in."""
    out = tmp_path / "模板.xlsx"
    assert run("template", out).returncode == 0
    names = openpyxl.load_workbook(out).sheetnames

    assert set(names) >= {"机构", "编制", "职数", "内设机构", "人员", "岗位需求", "亲属关系", "科室往来", "匹配评分"}
    done = run("check", out)
    assert done.returncode in (1, 2)
    assert "机构" in done.stdout + done.stderr


def test_a_sample_has_about_the_people_asked_for(tmp_path: Path) -> None:
    """400 wanted, within a tenth; the same seed gives the same bytes, another seed does not."""
    one, two, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx", tmp_path / "3.xlsx"
    assert run("sample", one, "--persons", 400, "--seed", 7).returncode == 0
    run("sample", two, "--persons", 400, "--seed", 7)
    run("sample", other, "--persons", 400, "--seed", 8)
    people = openpyxl.load_workbook(one, read_only=True)["人员"]

    assert 360 <= sum(1 for row in people.iter_rows(min_row=2, values_only=True) if row[0]) <= 440
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() != other.read_bytes()


def test_check_writes_the_contract_s_json_and_the_marked_workbook(tmp_path: Path) -> None:
    """Keys of the contract; status 1 exactly when a finding of severity error is there."""
    report, marked = tmp_path / "f.json", tmp_path / "标注.xlsx"
    done = run("check", SMALL, "--date", DAY, "--json", report, "--marked", marked)
    said = json.loads(report.read_text("utf-8"))

    assert said.keys() >= {"findings", "summary"}
    assert said["summary"].keys() >= {"units", "persons", "quota", "in_post", "excess", "vacancies"}
    assert all(row.keys() >= {"id", "severity", "sheet", "cell", "message", "source"} for row in said["findings"])
    assert done.returncode == int(any(row["severity"] == "error" for row in said["findings"]))
    assert "体检问题清单" in openpyxl.load_workbook(marked).sheetnames


def test_plan_writes_everything_and_verify_accepts_it(tmp_path: Path) -> None:
    """All outputs of the contract in one run; the workbook passes its own audit, the JSON has the contract's keys."""
    outputs = {name: tmp_path / name for name in ("p.xlsx", "p.docx", "p.json", "p.csv", "p.svg")}
    done = run(
        *("plan", SMALL, "--date", DAY, "-o", outputs["p.xlsx"], "--docx", outputs["p.docx"]),
        *("--json", outputs["p.json"], "--pairs", outputs["p.csv"], "--chart", outputs["p.svg"]),
    )
    assert done.returncode == 0, done.stderr
    plan = json.loads(outputs["p.json"].read_text("utf-8"))
    with outputs["p.csv"].open(encoding="utf-8") as file:
        pairs = {
            (row["person"], row["to_unit"], row["to_type"], row["post"]): int(row["fit"])
            for row in csv.DictReader(file)
        }

    assert plan["status"] == "optimal"
    assert [each["name"] for each in plan["objectives"]] == ["remaining_excess", "moves", "fit"]
    assert all(each["value"] == each["bound"] for each in plan["objectives"])
    assert plan["excess_before"] - plan["excess_after"] == len(plan["moves"]) == plan["objectives"][1]["value"] > 0
    for move in plan["moves"]:
        assert pairs[move["person"], move["to_unit"], move["to_type"], move["post"] or ""] == move["fit"]
    assert outputs["p.svg"].read_text("utf-8").lstrip().startswith(("<svg", "<?xml"))
    assert run("verify", SMALL, outputs["p.xlsx"], "--date", DAY).returncode == 0
    assert run("verify", SMALL, outputs["p.xlsx"]).returncode == 0
    assert run("verify", SMALL, outputs["p.xlsx"], "--date", "2026-07-01").returncode == 1


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """JSON and workbook alike."""
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
        run(
            "plan",
            SMALL,
            "--date",
            DAY,
            "-o",
            folder / "p.xlsx",
            "--json",
            folder / "p.json",
            "--docx",
            folder / "p.docx",
        )

    for name in ("p.json", "p.xlsx", "p.docx"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_settings_change_the_plan_and_are_recorded(tmp_path: Path) -> None:
    """With a share of 0 % one person a unit may still leave; the plan says under which settings it was made."""
    settings, out = tmp_path / "s.toml", tmp_path / "p.json"
    settings.write_text("leaving_share_percent = 0\n[fit_weights]\nwish = 50\n", "utf-8")
    assert run("plan", SMALL, "--date", DAY, "--settings", settings, "--json", out).returncode == 0
    plan = json.loads(out.read_text("utf-8"))

    assert plan["settings"]["leaving_share_percent"] == 0
    assert plan["settings"]["fit_weights"]["wish"] == 50
    leavers = [move["from_unit"] for move in plan["moves"] if move["from_unit"] != move["to_unit"]]
    assert len(leavers) == len(set(leavers))


def test_sections_writes_groups_within_the_cap(tmp_path: Path) -> None:
    """Every unit over its cap comes back within it."""
    out, book = tmp_path / "s.json", tmp_path / "s.xlsx"
    done = run("sections", SMALL, "--date", DAY, "--json", out, "-o", book)
    units = json.loads(out.read_text("utf-8"))["units"]

    assert done.returncode == 0, done.stderr
    assert all(each["after"] <= each["cap"] and len(each["groups"]) == each["after"] for each in units)
    assert openpyxl.load_workbook(book).sheetnames


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "空"), (b"hello, not a workbook", "xlsx"), (b"%PDF-1.7 ...", "PDF"), (b"PK\x03\x04 cut off", "xlsx")],
)
def test_what_is_no_workbook_ends_with_status_2_and_a_remedy(tmp_path: Path, content: bytes, word: str) -> None:
    """A Chinese sentence on stderr, never a traceback."""
    bad = tmp_path / "坏文件.xlsx"
    bad.write_bytes(content)
    done = run("check", bad)

    assert done.returncode == 2
    assert "错误：" in done.stderr and "建议：" in done.stderr and word in done.stderr


def test_what_cannot_run_ends_with_status_2(tmp_path: Path) -> None:
    """No such file, no such folder, a date that is none, settings that are none, a unit that is none."""
    settings = tmp_path / "s.toml"
    settings.write_text("no_such_setting = 1\n", "utf-8")

    assert run("check", tmp_path / "无此文件.xlsx").returncode == 2
    assert run("plan", SMALL, "--json", tmp_path / "no" / "such" / "p.json").returncode == 2
    assert run("check", SMALL, "--date", "明天").returncode == 2
    assert run("plan", SMALL, "--settings", settings).returncode == 2
    assert run("sections", SMALL, "--unit", "ZZ99").returncode == 2


def test_a_failed_run_leaves_an_older_file_as_it_was(tmp_path: Path) -> None:
    """Output is written beside the target and moved into place."""
    out = tmp_path / "p.json"
    out.write_text("older", "utf-8")
    run("plan", tmp_path / "无此文件.xlsx", "--json", out)

    assert out.read_text("utf-8") == "older"
    assert list(tmp_path.iterdir()) == [out]


def test_no_output_replaces_an_input(tmp_path: Path) -> None:
    """The ledger stays as it was, whichever option names it; two outputs may not share a name either."""
    ledger = tmp_path / "L.xlsx"
    ledger.write_bytes(SMALL.read_bytes())

    for option in ("-o", "--json", "--pairs", "--docx", "--chart"):
        assert run("plan", ledger, option, ledger).returncode == 2
    assert run("check", ledger, "--marked", ledger).returncode == 2
    assert run("plan", ledger, "-o", tmp_path / "p", "--json", tmp_path / "p").returncode == 2
    assert ledger.read_bytes() == SMALL.read_bytes()


def test_a_plan_says_what_it_could_not_read(tmp_path: Path) -> None:
    """Status 0, but the finding stands on stderr, and the person is not moved."""
    ledger = tmp_path / "L.xlsx"
    book = openpyxl.load_workbook(SMALL)
    people = book["人员"]
    headings = [cell.value.rstrip("*") for cell in people[1]]
    for row in people.iter_rows(min_row=2):
        row[headings.index("试用期止")].value = "待定"
    book.save(ledger)
    out = tmp_path / "p.json"
    done = run("plan", ledger, "--date", DAY, "--json", out)

    assert done.returncode == 0
    assert "试用期止" in done.stderr and "check" in done.stderr
    assert json.loads(out.read_text("utf-8"))["moves"] == []


def test_the_path_in_a_message_is_the_user_s(tmp_path: Path) -> None:
    """Not that of the temporary file beside it."""
    done = run("plan", SMALL, "--json", tmp_path / "无此文件夹" / "p.json")

    assert "无此文件夹/p.json" in done.stderr.replace("\\", "/")
