"""consult and replan: from a plan to the form, from the answers to a new plan that verify accepts."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from bianzhi import services
from bianzhi.cli import main
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import parse_settings
from bianzhi.domain.wishes import WishKind
from tests.worlds import agencies, but

DAY = "2026-11-23"
FORM = "征求意见表"
TWO_OVER = but(agencies(A=(12, 10), B=(7, 9), C=(9, 10)), A1={"wished_units": ("B",)}, A2={"wished_units": ("B",)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger, its plan and the form that goes out."""
    services.write_ledger(tmp_path / "ledger.xlsx", TWO_OVER)
    assert main(["plan", str(tmp_path / "ledger.xlsx"), "--date", DAY, "-o", str(tmp_path / "plan.xlsx")]) == 0
    assert run(tmp_path, "consult", "ledger.xlsx", "plan.xlsx", "-o", "form.xlsx") == 0
    return tmp_path


def run(folder: Path, *words: str) -> int:
    """One command on files of the folder; names of files have a dot."""
    return main([str(folder / word) if "." in word and not word.startswith("-") else word for word in words])


def fill(path: Path, **cells: str) -> None:
    """Fill in the form."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[FORM][cell] = value
    book.save(path)


def asked(path: Path) -> list[str]:
    """The ids on the form."""
    return [row[1].value for row in openpyxl.load_workbook(path)[FORM].iter_rows(4)]


def replan(folder: Path, *more: str) -> int:
    """Replan with every output."""
    return run(
        folder,
        *("replan", "ledger.xlsx", "plan.xlsx", "-o", "new.xlsx", "--json", "new.json"),
        *("--settings-out", "new.toml", "--difference", "difference.xlsx", *more),
    )


def test_from_answers_to_a_plan_that_verify_accepts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of two refuses: his line goes, the other stays, and the settings written are what verify needs."""
    refusing, staying = asked(folder / "form.xlsx")
    fill(folder / "form.xlsx", K4="不同意", O4="家在外地", K5="同意")
    capsys.readouterr()
    assert replan(folder, "--opinions", "form.xlsx", "--by", "样区编办") == 0
    out = capsys.readouterr().out
    plan = json.loads((folder / "new.json").read_text("utf-8"))
    (wish,) = parse_settings((folder / "new.toml").read_text("utf-8")).wishes

    assert "征求意见 1 条有变，方案 2 行有变。" in out
    assert plan["status"] == "optimal"
    assert plan["difference"]["lines_changed"] == 2
    assert plan["difference"]["kept"] == [staying]
    assert [each["person"] for each in plan["difference"]["dropped"]] == [refusing]
    assert {goal["name"]: goal["difference"] for goal in plan["difference"]["goals"]}["remaining_excess"] == 0
    assert (wish.kind, wish.persons, wish.by) == (WishKind.FORBID, (refusing,), "样区编办")
    assert "家在外地" in wish.why
    assert openpyxl.load_workbook(folder / "difference.xlsx").sheetnames == ["总览", "变动明细", "沿用明细"]
    assert run(folder, "verify", "ledger.xlsx", "new.xlsx", "--settings", "new.toml") == 0
    assert run(folder, "verify", "ledger.xlsx", "new.xlsx") == 1


def test_a_second_round_goes_on_from_the_first(folder: Path) -> None:
    """The settings are read off the new plan: who refused is not asked again."""
    refusing, _ = asked(folder / "form.xlsx")
    fill(folder / "form.xlsx", K4="不同意")
    replan(folder, "--opinions", "form.xlsx")
    assert run(folder, "consult", "ledger.xlsx", "new.xlsx", "-o", "form2.xlsx", "--settings", "new.toml") == 0
    again = asked(folder / "form2.xlsx")
    fill(folder / "form2.xlsx", K4="同意", K5="同意")
    second = ("replan", "ledger.xlsx", "new.xlsx", "--opinions", "form2.xlsx", "-o", "last.xlsx", "--json", "last.json")
    assert run(folder, *second) == 0
    plan = json.loads((folder / "last.json").read_text("utf-8"))

    assert refusing not in again
    assert plan["difference"]["lines_changed"] == 0
    assert [move["person"] for move in plan["moves"]] == again


def test_without_answers_and_corrections_the_plan_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the same settings come out as defaults."""
    assert replan(folder) == 0

    assert "方案 0 行有变。" in capsys.readouterr().out
    assert parse_settings((folder / "new.toml").read_text("utf-8")).wishes == ()


def test_a_plan_that_does_not_hold_is_said_to_be_so_before_it_is_gone_on_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its ledger is the same, so its content was changed: what verify finds comes first, and the way out; then the result."""
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    sheet = book["人员调整名册"]
    row = next(cell for cell in sheet[4] if cell.value in ("A1", "A2")).row
    name = next(cell for cell in sheet[row] if str(cell.value).startswith("某A"))
    name.value = "某人"
    book.save(folder / "plan.xlsx")
    capsys.readouterr()
    assert replan(folder) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("原方案复核不通过，有 ")
    assert any("某人" in line for line in lines)
    way = next(number for number, line in enumerate(lines) if "请改用系统导出的原件和求解时的设置" in line)
    assert way < next(number for number, line in enumerate(lines) if "行有变。" in line)
    assert run(folder, "verify", "ledger.xlsx", "plan.xlsx") == 1


def test_a_plan_of_a_ledger_that_was_corrected_is_said_to_be_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ledger has changed since, and that is what replanning is for."""
    services.write_ledger(folder / "ledger.xlsx", but(TWO_OVER, C1={"name": "某新"}))
    capsys.readouterr()
    assert replan(folder) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("原方案复核不通过，有 ")
    assert any("台账在原方案导出后有改动，对不上的各行属于正常情况" in line for line in lines)


def test_a_plan_that_holds_is_gone_on_from_without_a_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under the settings it says it was made under, whatever the usual ones are."""
    fill(folder / "form.xlsx", K4="不同意")
    replan(folder, "--opinions", "form.xlsx")
    capsys.readouterr()
    assert run(folder, "replan", "ledger.xlsx", "new.xlsx", "-o", "again.xlsx") == 0

    assert "复核不通过" not in capsys.readouterr().out


def test_wishes_that_plainly_contradict_each_other_are_told_as_the_settings_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, both named with the remedy, before anything is solved; one of them alone says nothing."""
    stay = '[[wishes]]\nkind = "不调整"\npersons = ["A1"]\nby = "甲科"\non = 2026-11-23\nwhy = "专项任务"\n'
    go = stay.replace("不调整", "应当安排").replace("甲科", "乙科")
    for content, told in ((stay + go, True), (stay, False)):
        (folder / "wishes.toml").write_text(content, "utf-8")
        capsys.readouterr()
        status = run(folder, "plan", "ledger.xlsx", "--settings", "wishes.toml", "--date", DAY)
        said = capsys.readouterr().err

        assert status == (2 if told else 0)
        first = "注意：设置文件 wishes.toml 的第 1 条要求“不调整：A1”（甲科，2026年11月23日）与第 2 条要求"
        assert said.startswith(first) == told
        assert ("要求不调整的人，又要求安排。请删去或者修改其中一条。" in said) == told


def test_after_a_correction_what_no_longer_applies_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody of the plan has left the roster: his line and his answer lapse, the rest goes on."""
    gone, staying = asked(folder / "form.xlsx")
    fill(folder / "form.xlsx", K4="不同意", K5="同意")
    rest = _without(TWO_OVER, gone)
    services.write_ledger(folder / "ledger.xlsx", rest)
    capsys.readouterr()
    assert replan(folder, "--opinions", "form.xlsx") == 0
    out = capsys.readouterr().out
    plan = json.loads((folder / "new.json").read_text("utf-8"))

    assert f"人员编号“{gone}”已不在台账“人员”表中" in out
    assert "本行意见不再适用" in out
    assert [move["person"] for move in plan["moves"]] == [staying]
    assert parse_settings((folder / "new.toml").read_text("utf-8")).wishes == ()


def test_wishes_of_earlier_answers_lapse_with_the_person(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """He refused, then left: the wish would stop every later plan, so it goes, and that is told."""
    gone, _ = asked(folder / "form.xlsx")
    fill(folder / "form.xlsx", K4="不同意")
    replan(folder, "--opinions", "form.xlsx")
    services.write_ledger(folder / "ledger.xlsx", _without(TWO_OVER, gone))
    capsys.readouterr()
    assert run(folder, "replan", "ledger.xlsx", "new.xlsx", "-o", "last.xlsx", "--settings-out", "last.toml") == 0

    assert f"不再适用，已从要求中去掉：{gone}" in capsys.readouterr().err
    assert parse_settings((folder / "last.toml").read_text("utf-8")).wishes == ()


def _without(place: Establishment, person: str) -> Establishment:
    from dataclasses import replace  # noqa: PLC0415

    return replace(place, people=tuple(each for each in place.people if each.id != person))


def test_an_answer_that_is_not_understood_stops_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, the cell named, older files as they were."""
    fill(folder / "form.xlsx", K4="基本同意")
    (folder / "new.xlsx").write_bytes(b"older")
    assert replan(folder, "--opinions", "form.xlsx") == 1
    out = capsys.readouterr().out

    assert "form.xlsx › 征求意见表 › K4" in out
    assert "征求意见表有 1 处须更正，没有生成新方案。" in out
    assert (folder / "new.xlsx").read_bytes() == b"older"
    assert not (folder / "new.toml").exists()


def test_the_form_of_another_plan_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan was solved again after the form went out; and so is the form of another ledger."""
    fill(folder / "form.xlsx", K4="不同意")
    services.write_ledger(folder / "other.xlsx", but(TWO_OVER, A1={"major": "法学"}))
    run(folder, "plan", "other.xlsx", "--date", DAY, "-o", "other_plan.xlsx")
    capsys.readouterr()
    words = ("replan", "other.xlsx", "other_plan.xlsx", "--opinions", "form.xlsx", "-o", "new.xlsx")
    assert run(folder, *words) == 1

    assert "是就另一方案征求的意见" in capsys.readouterr().out
    assert not (folder / "new.xlsx").exists()


def test_an_empty_form_changes_nothing_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may be the file that went out instead of the one that came back."""
    capsys.readouterr()
    assert replan(folder, "--opinions", "form.xlsx") == 0
    out = capsys.readouterr().out

    assert "表中没有任何可以采用的答复" in out
    assert "征求意见 0 条有变，方案 0 行有变。" in out


def test_a_plan_that_does_not_hold_is_not_sent_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody changed a line by hand: its violations are named, and no form is written."""
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    book["人员调整名册"]["P4"] = "C"
    book.save(folder / "plan.xlsx")
    capsys.readouterr()
    assert run(folder, "consult", "ledger.xlsx", "plan.xlsx", "-o", "again.xlsx") == 1

    assert "没有生成征求意见表" in capsys.readouterr().out
    assert not (folder / "again.xlsx").exists()


def test_the_wrong_files_end_with_status_2_and_a_remedy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger for a plan, a plan for the answers' form over its own input, a form that does not exist."""
    capsys.readouterr()
    assert run(folder, "consult", "ledger.xlsx", "ledger.xlsx", "-o", "f.xlsx") == 2
    assert run(folder, "replan", "ledger.xlsx", "plan.xlsx", "-o", "plan.xlsx") == 2
    assert replan(folder, "--opinions", "none.xlsx") == 2
    said = capsys.readouterr().err

    assert said.count("错误：") == 3 and said.count("建议：") == 3


def test_ctrl_c_leaves_older_files_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted in the middle of writing."""
    (folder / "new.xlsx").write_bytes(b"older")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "write_plan", interrupted)
    assert replan(folder) == 2

    assert (folder / "new.xlsx").read_bytes() == b"older"
    assert not list(folder.glob(".*.xlsx"))


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    """In processes of their own, with different hash seeds."""
    fill(folder / "form.xlsx", K4="不同意")
    for seed in ("1", "2"):
        subprocess.run(
            [
                *(sys.executable, "-m", "bianzhi", "replan", "ledger.xlsx", "plan.xlsx", "--opinions", "form.xlsx"),
                *("--date", DAY, "-o", f"n{seed}.xlsx", "--json", f"n{seed}.json", "--settings-out", f"n{seed}.toml"),
                *("--difference", f"d{seed}.xlsx"),
            ],
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1]), "PATH": ""},
            check=True,
            capture_output=True,
        )

    for name in ("n{}.xlsx", "n{}.json", "n{}.toml", "d{}.xlsx"):
        assert (folder / name.format(1)).read_bytes() == (folder / name.format(2)).read_bytes(), name
