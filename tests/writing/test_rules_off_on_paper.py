"""Rules switched off are printed with their reasons in the plan, and ``verify`` holds them against the settings."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from bianzhi.domain.plan_columns import FINGERPRINT
from bianzhi.domain.settings import PlanSettings
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules.plans import verify
from bianzhi.writing import plan_document, plan_workbook
from tests.worlds import DAY
from tests.writing.opened import paragraphs
from tests.writing.plan_worlds import district, plan

OFF = PlanSettings(rules_off={"J108": "本区已统一研究", "B204": "周转编制已报备"})


def breaches(path: Path, settings: PlanSettings) -> list[str]:
    """What verify says of the settings (P504) on paper."""
    found = verify(district(), read_plan_workbook(path), DAY, settings)
    return [finding.message for finding in found if finding.id == "P504"]


def test_the_workbook_prints_each_rule_with_its_reason_and_title(tmp_path: Path) -> None:
    """参数与指纹 has a line for each, in the order of the ids."""
    establishment = district()
    plan_workbook.write(tmp_path / "p.xlsx", replace(plan(establishment), settings=OFF), establishment)

    rows = openpyxl.load_workbook(tmp_path / "p.xlsx")[FINGERPRINT.name].iter_rows(values_only=True)
    printed = [row for row in rows if str(row[1]).startswith("rules_off.")]

    assert printed == [
        ("设置", "rules_off.B204", "周转编制已报备", "停用检查规则“空编率偏高”的理由"),
        ("设置", "rules_off.J108", "本区已统一研究", "停用检查规则“小微事业单位”的理由"),
    ]


def test_verify_passes_under_the_same_switches_and_not_under_others(tmp_path: Path) -> None:
    """A missing switch, another reason, and a switch too many on paper are each told."""
    establishment = district()
    path = tmp_path / "p.xlsx"
    plan_workbook.write(path, replace(plan(establishment), settings=OFF), establishment)

    assert breaches(path, OFF) == []
    assert breaches(path, PlanSettings()) == [
        "“rules_off.B204”不在核对所用设置之列。",
        "“rules_off.J108”不在核对所用设置之列。",
    ]
    other = PlanSettings(rules_off={**OFF.rules_off, "J108": "另有理由"})
    assert breaches(path, other) == ["“内容”为“本区已统一研究”，“rules_off.J108”核对所用设置应为“另有理由”。"]


def test_a_switch_missing_on_paper_is_told(tmp_path: Path) -> None:
    """The plan was made with every rule on, and is verified with one off."""
    establishment = district()
    path = tmp_path / "p.xlsx"
    plan_workbook.write(path, plan(establishment), establishment)

    assert breaches(path, PlanSettings()) == []
    assert breaches(path, PlanSettings(rules_off={"J108": "本区已统一研究"})) == [
        "缺“rules_off.J108”一行，应为“本区已统一研究”。"
    ]


def test_the_word_plan_names_them_and_is_silent_where_none_is_off(tmp_path: Path) -> None:
    """One paragraph in chapter two: id, title, reason; and that the plan's own conditions stand."""
    establishment = district()
    plan_document.write(tmp_path / "off.docx", replace(plan(establishment), settings=OFF), establishment)
    plan_document.write(tmp_path / "on.docx", plan(establishment), establishment)

    told = [text for text in paragraphs(tmp_path / "off.docx") if "停用" in text]

    assert len(told) == 1
    assert "B204“空编率偏高”（理由：周转编制已报备）；J108“小微事业单位”（理由：本区已统一研究）" in told[0]
    assert "不改变本方案的调整条件" in told[0]
    assert not [text for text in paragraphs(tmp_path / "on.docx") if "停用" in text]
