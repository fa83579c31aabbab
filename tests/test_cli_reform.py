"""``reform``, ``outlook``, ``indicators``, ``institutions`` and ``duties`` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi import services
from bianzhi.cli import main
from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeDuty,
    ChangeQuota,
    Fate,
    Operation,
    RenameUnit,
    TransferDuties,
)
from bianzhi.services import reforming
from tests.reform.places import ADMIN, district, reform
from tests.samples import DISTRICT, REFORM, SMALL
from tests.worlds import cases, loan, plus

DAY = "2026-09-01"
DOCUMENT = "编〔2026〕9号"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small district as a workbook, with a loan and a row of workload."""
    path = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    services.write_ledger(path, plus(district(), loan("A", 1, "C"), cases("A", "审查", 1888, 60)))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command; its exit status and what it says on stdout and stderr."""

    def go(*arguments: object) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return go


Run = Callable[..., tuple[int, str, str]]


def file_of(folder: Path, *operations: Operation) -> Path:
    """A reform as a file."""
    path = folder / "改革.toml"
    path.write_text(reforming.reform_text(reform(*operations)), "utf-8")
    return path


def test_a_reform_gives_papers_ledger_pictures_and_json(tmp_path: Path, ledger: Path, run: Run) -> None:
    """Everything at once, and the figures agree."""
    out = {name: tmp_path / name for name in ("a.xlsx", "a.docx", "后.xlsx", "a.svg", "f.svg", "a.json")}
    steps = TransferDuties(("D1",), "R", persons=("A1", "A2")), RenameUnit("A", "区新局")
    status, said, wrong = run(
        *("reform", ledger, file_of(tmp_path, *steps), "--date", DAY),
        *("-o", out["a.xlsx"], "--docx", out["a.docx"], "--ledger-out", out["后.xlsx"]),
        *("--chart", out["a.svg"], "--flows", out["f.svg"], "--json", out["a.json"]),
    )

    assert (status, wrong) == (0, "")
    assert "“改革”共 2 项" in said and "随转 2 人" in said and "本方案为建议" in said
    assert all(path.stat().st_size > 500 for path in out.values())
    told = json.loads(out["a.json"].read_text("utf-8"))
    assert [change["change"] for change in told["ledger_changes"]] == [-2, 2]
    assert [change["person"] for change in told["roster_changes"]] == ["A1", "A2"]
    assert told["errors"] == told["notices"] == [] and told["placed"] is None
    assert [unit["marks"] for unit in told["units"]] == [
        ["更名", "划出职责1项", "编制-2"],
        ["承接职责1项", "编制+2"],
    ]
    assert openpyxl.load_workbook(out["a.xlsx"])["改革事项"].max_row == 3 + 2
    assert "区新局" in out["a.svg"].read_text("utf-8")


@pytest.mark.parametrize("option", ["-o", "--docx", "--ledger-out", "--chart", "--flows"])
def test_a_reform_without_a_step_is_not_exported(tmp_path: Path, ledger: Path, run: Run, option: str) -> None:
    """Status 2 with what is to be done first, and no file; that it does nothing may be asked all the same."""
    steps, out = file_of(tmp_path), tmp_path / "出.bin"
    status, _, wrong = run("reform", ledger, steps, "--date", DAY, option, out)

    assert status == 2 and "没有任何改革事项" in wrong and "至少一项改革事项" in wrong
    assert not out.exists()
    assert run("reform", ledger, steps, "--date", DAY)[0] == 0


def test_what_is_to_be_looked_at_is_said(tmp_path: Path, ledger: Path, run: Run) -> None:
    """A day that is past is a notice, not an error: the papers are written."""
    steps = file_of(tmp_path, RenameUnit("A", "区新局"))
    status, said, wrong = run("reform", ledger, steps, "--date", "2026-09-02", "-o", tmp_path / "a.xlsx")

    assert (status, wrong) == (0, "")
    assert "复核提示 1 条：" in said and "早于办理日期 2026年9月2日" in said
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["复核提示"].max_row == 4


@pytest.mark.parametrize(
    "text",
    [
        'name = "x"\neffective = 9999-12-31\n[[steps]]\ndo = "机构更名"\nunit = "A"\nname = "区新局"',
        'name = "x"\n[[steps]]\ndo = "调整参数"\nparameter = "trial_notice_months"\nvalue = 999999',
    ],
    ids=["day", "months"],
)
def test_values_beyond_the_calendar_are_refused_in_words(tmp_path: Path, ledger: Path, run: Run, text: str) -> None:
    """Status 2, and the range."""
    path = tmp_path / "改革.toml"
    path.write_text(text, "utf-8")
    status, _, wrong = run("reform", ledger, path, "--date", DAY)

    assert status == 2 and "应" in wrong and "之间" in wrong and "Traceback" not in wrong


def test_the_ledger_after_is_checked_and_planned(tmp_path: Path, ledger: Path, run: Run) -> None:
    """What --ledger-out writes is a ledger: read, checked, planned, and it says what the reform did."""
    after = tmp_path / "后.xlsx"
    run("reform", ledger, file_of(tmp_path, TransferDuties(("D1",), "R", persons=("A1",))), "--ledger-out", after)

    read = services.read(after)
    assert [finding for finding in read.form_findings if finding.severity == "error"] == []
    assert (read.establishment.in_post["R", ADMIN], read.establishment.duty["D1"].unit) == (1, "R")
    assert len(read.establishment.loans) == len(read.establishment.workloads) == 1
    assert run("check", after, "--date", DAY)[0] == 0
    status, said, _ = run("plan", after, "--date", DAY, "-o", tmp_path / "p.xlsx")
    assert status == 0 and (tmp_path / "p.xlsx").exists(), said
    assert run("verify", after, tmp_path / "p.xlsx", "--date", DAY)[0] == 0


def test_people_left_over_are_placed_on_request(tmp_path: Path, ledger: Path, run: Run) -> None:
    """B is abolished: without --place its people stop the papers with status 1; with it R and A, which have room, take them all."""
    steps = (
        ChangeDuty(Fate.DROPPED, "D3"),
        ChangeQuota("R", ADMIN, 4, DOCUMENT),
        AbolishUnit("B", document=DOCUMENT),
    )
    command = ("reform", ledger, file_of(tmp_path, *steps), "--date", DAY, "-o", tmp_path / "a.xlsx")

    status, _, wrong = run(*command)
    assert status == 1
    assert "[G603 违规]" in wrong and "--place" in wrong
    assert not (tmp_path / "a.xlsx").exists()

    status, said, wrong = run(*command, "--place", "--json", tmp_path / "a.json")
    assert (status, wrong) == (0, "")
    assert (tmp_path / "a.xlsx").exists()
    placed = json.loads((tmp_path / "a.json").read_text("utf-8"))["placed"]
    assert [each["person"] for each in placed] == [f"B{number}" for number in range(1, 6)]
    assert {(each["from_unit"], each["to_unit"]) for each in placed} <= {("B", "R"), ("B", "A")}
    assert "撤销单位 5 人中，拟安置 5 人。" in said


def test_an_unfinished_reform_leaves_older_files_as_they_were(tmp_path: Path, ledger: Path, run: Run) -> None:
    """A duty without a home: status 1, the finding with its remedy; papers and ledger stay; the JSON tells what is wrong."""
    papers = {name: tmp_path / name for name in ("a.xlsx", "a.docx", "后.xlsx")}
    for path in papers.values():
        path.write_text("以前的文件", "utf-8")
    steps = file_of(tmp_path, AbolishUnit("B", document=DOCUMENT))
    status, _, wrong = run(
        *("reform", ledger, steps, "--date", DAY, "-o", papers["a.xlsx"], "--docx", papers["a.docx"]),
        *("--ledger-out", papers["后.xlsx"], "--json", tmp_path / "a.json"),
    )

    assert status == 1
    assert "[G601 违规] 改革方案“改革”：职责“负责D3工作”（D3）" in wrong and "请在撤销之前增加一项" in wrong
    assert all(path.read_text("utf-8") == "以前的文件" for path in papers.values())
    assert [each["id"] for each in json.loads((tmp_path / "a.json").read_text("utf-8"))["errors"]] == ["G601", "G603"]


def test_a_ledger_of_people_to_be_placed_is_written(tmp_path: Path, ledger: Path, run: Run) -> None:
    """With nothing else wrong: other settings may place them by ``plan``."""
    steps = file_of(tmp_path, ChangeDuty(Fate.DROPPED, "D3"), AbolishUnit("B", document=DOCUMENT))

    assert run("reform", ledger, steps, "--ledger-out", tmp_path / "后.xlsx")[0] == 1
    assert len(services.read(tmp_path / "后.xlsx").establishment.people_of["B"]) == 5


def test_a_step_that_cannot_be_carried_out_stops_before_anything_is_written(
    tmp_path: Path, ledger: Path, run: Run
) -> None:
    """Status 2 with step, object and way out; every older file stays."""
    outputs = [tmp_path / name for name in ("a.xlsx", "a.docx", "后.xlsx", "a.svg", "f.svg", "a.json")]
    for path in outputs:
        path.write_text("以前的文件", "utf-8")
    before = ledger.read_bytes()
    status, said, wrong = run(
        *("reform", ledger, file_of(tmp_path, RenameUnit("A", "区新局"), RenameUnit("Z", "区旧局")), "--place"),
        *("-o", outputs[0], "--docx", outputs[1], "--ledger-out", outputs[2], "--chart", outputs[3]),
        *("--flows", outputs[4], "--json", outputs[5]),
    )

    assert (status, said) == (2, "")
    assert "错误：改革方案“改革”第2项“机构更名”：台账中没有编码为“Z”的机构。" in wrong and "建议：" in wrong
    assert all(path.read_text("utf-8") == "以前的文件" for path in outputs)
    assert ledger.read_bytes() == before


def test_no_output_replaces_an_input(tmp_path: Path, ledger: Path, run: Run) -> None:
    """Neither the ledger nor the reform."""
    steps = file_of(tmp_path, RenameUnit("A", "区新局"))
    for option, path in (("--ledger-out", ledger), ("--json", steps)):
        status, _, wrong = run("reform", ledger, steps, option, path)
        assert status == 2 and "为免覆盖" in wrong


DEEP = "a = " + "[" * 60_000 + "]" * 60_000
STEP = 'name = "x"\n[[steps]]\ndo = "机构更名"\nunit = "A"\nname = {}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "没有名称"),
        (b"\xff\xfe\x00\x01", "不是 UTF-8 文本"),
        ("改革".encode("gb18030"), "不是 UTF-8 文本"),
        (b"PK\x03\x04" + bytes(100), "格式不对（应为 TOML）"),
        (DEEP.encode(), "嵌套过深"),
        (b"#" * 2_100_000, "超过 2000000 个"),
        (b"#" * 8_100_000, "字节，超过"),
        (f"name = {'9' * 5_000}".encode(), "格式不对（应为 TOML）"),
        (f'name = "x"\nsource = 0x{"f" * 9_000}', "过长的数"),
        ('name = "x"\n' + '[[steps]]\ndo = "机构更名"\n' * 1_001, "有 1001 项"),
        (STEP.format(f'"{"长" * 2_001}"'), "有 2001 个字"),
        (STEP.format('"甲\\u0000乙"'), "控制字符"),
        (STEP.format("true"), "应为文字"),
        ('name = "x"\neffective = 2026-09-01T00:00:00', "应为日期"),
        ('name = "x"\n[[steps]]\ndo = "机构更名"\nunit = "A"\nname = "区新局"\non = 2026-09-01T08:00:00', "应为日期"),
        ('name = "x"\n[[steps]]\ndo = "调整内设机构限额"\nunit = "A"\ncap = 1000000', "应在 -999999 到 999999 之间"),
        ('name = "x"\n[[steps]]\ndo = "调整内设机构限额"\nunit = "A"\ncap = inf', "应为整数"),
        (f'name = "x"\n{"q" * 5_000} = 1', "没有名为"),
    ],
    ids=lambda value: str(value)[:24] if isinstance(value, str) else "bytes",
)
def test_a_hostile_reform_is_refused_in_words(
    tmp_path: Path, ledger: Path, run: Run, content: bytes | str, words: str
) -> None:
    """Status 2, one message that says what is there, a hint, no traceback; nothing is written."""
    path = tmp_path / "改革.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status, said, wrong = run("reform", ledger, path, "--json", tmp_path / "a.json")

    assert (status, said) == (2, "")
    assert words in wrong and "建议：" in wrong and "Traceback" not in wrong
    assert len(wrong) < 1_000
    assert not (tmp_path / "a.json").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path, ledger: Path, run: Run) -> None:
    """By its path; a folder as well."""
    assert "没有.toml" in run("reform", ledger, tmp_path / "没有.toml")[2]
    assert run("reform", ledger, tmp_path)[0] == 2


def test_an_outlook_says_who_is_due(tmp_path: Path, ledger: Path, run: Run) -> None:
    """Workbook, JSON and screen say the same; a number of months out of range is refused."""
    out, report = tmp_path / "a.xlsx", tmp_path / "a.json"
    status, said, _ = run("outlook", ledger, "--date", DAY, "--months", 24, "-o", out, "--json", report)
    told = json.loads(report.read_text("utf-8"))

    assert status == 0
    assert "到龄未退 0 人；3个月内 0 人" in said and "24 个月后超编 0 人、空编 4 名" in said
    assert len(told["months"]) == 24 and told["months"][0] == "2026-09"
    assert sum(cell["figures"][-1]["vacancies"] for cell in told["cells"]) == 4
    assert openpyxl.load_workbook(out).sheetnames == ["临退人员", "逐年推算", "全部人员"]
    for months in (0, 601):
        status, _, wrong = run("outlook", ledger, "--months", months)
        assert status == 2 and f"预测月数为 {months}" in wrong and "1 到 600" in wrong


def test_indicators_and_workload_need(tmp_path: Path, ledger: Path, run: Run) -> None:
    """The whole on the screen, units in the workbook, fractions in the JSON."""
    out, need, report = tmp_path / "a.xlsx", tmp_path / "n.xlsx", tmp_path / "a.json"
    status, said, _ = run("indicators", ledger, "--date", DAY, "-o", out, "--need", need, "--json", report)
    told = json.loads(report.read_text("utf-8"))

    assert status == 0
    assert "编制使用率：78.9%（实有占编人数 ÷ 核定编制数）" in said
    whole = next(each for each in told["indicators"] if each["id"] == "K01" and each["unit"] is None)
    assert (whole["numerator"], whole["denominator"]) == (15, 19)
    assert told["staff_need"][0]["need"] == [1, 1]
    assert openpyxl.load_workbook(out)["指标"].max_row == 3 + 14 * 5
    assert openpyxl.load_workbook(need)["工作量测算"].max_row == 4


def test_indicators_of_a_plan_and_of_the_residents(tmp_path: Path, run: Run) -> None:
    """Of the plan workbook of the five units: three leave the office for two others; without it the reasons are told."""
    plan, report, day = tmp_path / "p.xlsx", tmp_path / "a.json", "2026-06-30"
    assert run("plan", SMALL, "--date", day, "-o", plan)[0] == 0
    _, said, _ = run("indicators", SMALL, "--date", day)
    assert "匹配度：—" in said and "尚未求解调剂方案" in said and "未填常住人口" in said

    status, said, _ = run(
        *("indicators", SMALL, "--date", day, "--plan", plan, "--population", "10000", "--json", report)
    )
    told = json.loads(report.read_text("utf-8"))["indicators"]
    inflow = {each["unit"]: each["numerator"] for each in told if each["id"] == "K13" and each["unit"]}
    fit = next(each for each in told if each["id"] == "K14" and each["unit"] is None)
    paid = next(each for each in told if each["id"] == "K12" and each["unit"] is None)

    assert status == 0
    assert inflow == {"L01": -3, "L02": 2, "L03": 0, "L04": 1, "L05": 0}
    assert fit["denominator"] == 3 and 0 < fit["numerator"] <= 300
    assert (paid["numerator"], paid["denominator"]) == (58, 10000) and "财政供养系数：0.58%" in said
    status, _, wrong = run("indicators", SMALL, "--population", "0")
    assert status == 2 and "常住人口为 0 人" in wrong


def test_institutions_are_proposed(tmp_path: Path, ledger: Path, run: Run) -> None:
    """Candidates, mergers and the pool; the loan is on both sides."""
    out, report = tmp_path / "a.xlsx", tmp_path / "a.json"
    status, said, _ = run("institutions", ledger, "--date", DAY, "-o", out, "--json", report)
    told = json.loads(report.read_text("utf-8"))

    assert status == 0
    assert f"候选事业单位 {len(told['candidates'])} 个，拟合并 {len(told['mergers'])} 组" in said
    assert [each["borrowed"] for each in told["pool"] if each["unit"] == "A"] == [1]
    assert "周转池" in openpyxl.load_workbook(out).sheetnames


def test_duties_are_matched_line_by_line(tmp_path: Path, run: Run) -> None:
    """Kept, reworded, dropped and new; what is not certain is to be confirmed."""
    old, new, report = tmp_path / "旧.txt", tmp_path / "新.txt", tmp_path / "a.json"
    old.write_text("负责全区统计工作\n\n负责全区档案管理工作\n承担信访接待\n", "utf-8-sig")
    new.write_text("负责全区统计工作。\n负责全区档案监督管理工作\n组织数据资源开发利用\n", "utf-8")
    status, said, _ = run("duties", old, new, "--json", report)

    assert status == 0
    assert said.splitlines() == [
        "保留：负责全区统计工作 → 负责全区统计工作。",
        "文字调整：负责全区档案管理工作 → 负责全区档案监督管理工作，相似 91%，待确认",
        "取消：承担信访接待 → —，待确认",
        "新增：— → 组织数据资源开发利用，待确认",
    ]
    told = json.loads(report.read_text("utf-8"))["matches"]
    assert [each["fate"] for each in told] == ["保留", "文字调整", "取消", "新增"]


def test_too_many_duties_are_refused(tmp_path: Path, run: Run) -> None:
    """Every text is compared with every other."""
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text("\n".join(f"职责{number}" for number in range(3_001)), "utf-8")
    new.write_text("职责", "utf-8")
    status, _, wrong = run("duties", old, new)

    assert status == 2 and "原职责有 3001 项" in wrong and "最多比对 3000 项" in wrong


@pytest.mark.slow
def test_the_sample_reform_is_played_from_file_to_papers(tmp_path: Path, run: Run) -> None:
    """59 steps on the district of 5,000: papers, and the ledger after, which checks with nothing that the reform added."""
    out: dict[str, Any] = {name: tmp_path / name for name in ("a.xlsx", "a.docx", "后.xlsx")}
    status, said, wrong = run(
        *("reform", DISTRICT, REFORM, "--date", "2026-06-30", "-o", out["a.xlsx"]),
        *("--docx", out["a.docx"], "--ledger-out", out["后.xlsx"]),
    )

    assert (status, wrong) == (0, "")
    assert "新增 3 条" in said  # each merged institution has one head too many, who is listed as surplus
    assert openpyxl.load_workbook(out["a.xlsx"])["职责去向"].max_row > 350
    after = services.read(out["后.xlsx"]).establishment
    assert after.unit["F20"].name == "澜屏区行政执法局" and "J05" not in after.unit
    assert sum(section.code.startswith("J12Z") for section in after.sections_of["J12"]) == 13


def test_a_file_that_is_not_there_is_said_in_chinese(tmp_path: Path, ledger: Path, run: Run) -> None:
    """No file, or a folder: the system's own English words are not shown."""
    for path, words in ((tmp_path / "没有.toml", "没有这个文件或文件夹"), (tmp_path, "这是文件夹，不是文件")):
        status, _, said = run("reform", ledger, path, "--date", DAY)
        assert status == 2
        assert words in said and "No such" not in said and "Is a directory" not in said
