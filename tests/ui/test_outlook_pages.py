"""事业单位整合, 趋势预测, 指标: what they list, and the files of it."""

import io

import openpyxl
import pytest

from bianzhi.domain.institutions import CandidateReason, InstitutionCandidate, InstitutionMerger, InstitutionPlan
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.reform import MergeUnits
from bianzhi.services import foresight
from bianzhi.ui import reform_exports
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_office import DAY
from tests.ui.small_reform import session_to_reform

PLAN = InstitutionPlan(
    PlanStatus.OPTIMAL,
    (0, 1),
    (0, 1),
    (
        InstitutionCandidate("C", (CandidateReason.SMALL,), ("核定编制 2 名。",)),
        InstitutionCandidate("D", (CandidateReason.VACANT,), ("空编 3 名。",)),
    ),
    (InstitutionMerger(("C", "D"), "D", 5, 0, ("信息",), ("丙、丁职能相同。",)),),
    (("B", "没有同类单位"),),
)


def test_institutions_with_reasons_become_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Candidates, mergers, those left; the merger goes into the reform."""
    monkeypatch.setattr(foresight, "institution_plan", lambda *_: PLAN)
    now = session_to_reform()
    page = opened(Step.INSTITUTIONS, now)
    assert list(page.dataframe[0].value["情形"]) == ["编制数少", "长期空编"]

    page.segmented_control(key=WidgetKey.INSTITUTION_VIEW).set_value("left").run()
    assert list(page.dataframe[0].value["原因"]) == ["没有同类单位"]
    page.segmented_control(key=WidgetKey.INSTITUTION_VIEW).set_value("mergers").run()
    assert list(page.dataframe[0].value["合并后以其为主体"]) == ["丁信息站"]
    press(page, "把合并建议加入改革方案")

    operation = now.reforms.reform.steps[0].operation
    assert isinstance(operation, MergeUnits)
    assert (operation.parts, operation.into.code) == (("C", "D"), "D")


def test_the_real_model_proposes_the_two_small_institutions() -> None:
    """C and D share a superior and a function: the exact model joins them, and the workbook says so."""
    now = session_to_reform()
    page = opened(Step.INSTITUTIONS, now)

    cards = {card.label: card.value for card in page.metric}
    assert cards["候选单位"] == "2 个"
    assert cards["拟合并"] == "1 组"
    found = now.reforms.institutions.latest_answer
    assert found is not None
    assert now.source is not None
    content = reform_exports.institutions_workbook(now, now.source.establishment, found, ())
    texts = {str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row}
    assert any("丙信息中心" in text for text in texts)


def test_the_outlook_by_months_people_and_units() -> None:
    """Men born from June 1966 on: nobody is overdue; the years of the table add up to who retires in ten years."""
    now = session_to_reform()
    assert now.source is not None
    found = foresight.outlook(now.source.establishment, DAY)
    page = opened(Step.OUTLOOK, now)
    cards = {card.label: card.value for card in page.metric}
    assert cards["12 个月内到龄"] == f"{len(found.due_within(12))} 人"
    years = page.dataframe[0].value
    assert years["到龄退休"].sum() == sum(each.months < 120 for each in found.retirements)
    assert years["到龄退休"].sum() > 0
    assert years["年末实有"].iloc[-1] == 7 - years["到龄退休"].sum()

    page.selectbox(key=WidgetKey.OUTLOOK_UNIT).set_value("B").run()
    assert page.dataframe[0].value["年末实有"].iloc[0] == 2

    page.segmented_control(key=WidgetKey.OUTLOOK_VIEW).set_value("due").run()
    page.segmented_control(key=WidgetKey.OUTLOOK_DUE).set_value("all").run()
    assert len(page.dataframe[0].value) == 2, "of B alone"
    page.segmented_control(key=WidgetKey.OUTLOOK_VIEW).set_value("units").run()
    assert list(page.dataframe[0].value["单位"]) == ["甲_测试*局", "乙局", "丙信息中心", "丁信息站"]


def test_indicators_show_formula_and_both_figures() -> None:
    """编制使用率 of the whole: 7 people in 12 posts; of A: 5 in 3."""
    page = opened(Step.INDICATORS, session_to_reform())
    first = page.dataframe[0].value.iloc[0]
    assert (first["指标"], first["分子"], first["分母"], first["数值"]) == ("编制使用率", 7, 12, "58.3%")
    assert first["计算公式"] == "实有占编人数 ÷ 核定编制数"

    page.selectbox(key=WidgetKey.INDICATOR_UNIT).set_value("A").run()
    assert page.dataframe[0].value["数值"].iloc[0] == "166.7%"
    page.segmented_control(key=WidgetKey.INDICATOR_VIEW).set_value("all").run()
    assert list(page.dataframe[0].value["单位"])[:2] == ["合计", "甲_测试*局"]


def test_residents_are_entered_and_kept() -> None:
    """7 people of 1,000; the number is there again when the page is opened anew, and the file has it too."""
    now = session_to_reform()
    page = opened(Step.INDICATORS, now)
    value = {row["指标"]: (row["数值"], row["说明"]) for row in page.dataframe[0].value.to_dict("records")}
    assert value["财政供养系数"][0] == "—" and "未填常住人口" in value["财政供养系数"][1]
    assert value["净流入"][0] == value["匹配度"][0] == "—"

    page.number_input(key=WidgetKey.INDICATOR_POPULATION).set_value(1000).run()
    assert dict(page.dataframe[0].value[["指标", "数值"]].to_numpy())["财政供养系数"] == "0.70%"
    page = opened(Step.INDICATORS, now)
    assert page.number_input(key=WidgetKey.INDICATOR_POPULATION).value == 1000


def test_the_need_by_workload() -> None:
    """2400 cases of 90 minutes, a fifth of the time for meetings: the need and its steps are told."""
    now = session_to_reform()
    page = opened(Step.INDICATORS, now)

    page.segmented_control(key=WidgetKey.INDICATOR_VIEW).set_value("need").run()

    assert now.source is not None
    (need,) = foresight.staff_need(now.source.establishment, DAY)
    row = page.dataframe[0].value.iloc[0]
    assert row["取整"] == need.whole
    assert row["实有"] == 5
    assert "受理许可" in row["测算过程"]
    assert abs(float(row["测算需求（人）"]) - float(need.need)) <= 0.05
    assert "工作量指标法" in text_of(page)
