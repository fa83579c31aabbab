"""事业单位整合, 趋势预测, 指标: what they list, and the files of it."""

import html
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.establishment import PostLoan
from bianzhi.domain.institutions import CandidateReason, InstitutionCandidate, InstitutionMerger, InstitutionPlan
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.post_lending import with_loan
from bianzhi.domain.reform import MergeUnits, Reform
from bianzhi.domain.reform import Step as ReformStep
from bianzhi.domain.terms import Pool
from bianzhi.errors import SettingsError
from bianzhi.services import foresight
from bianzhi.ui import reform_exports
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables import studies
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_office import DAY
from tests.ui.small_reform import FULL, office_to_reform, session_to_reform, small_reform

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
    assert "改革方案中的安排" not in page.dataframe[0].value, "no reform yet"
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
    assert cards["12个月内到龄"] == f"{len(found.due_within(12))} 人"
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


def test_what_the_reform_does_with_an_institution_stands_beside_the_reason() -> None:
    """The page proposes no merger of C, the reform merges it all the same: both are told, the one explains the other."""
    now = session_to_reform(Reform("改革", (ReformStep(MergeUnits(("C", "D"), office_to_reform().unit["D"])),)))
    plan = replace(PLAN, left=(("C", "分类不同"),))

    (row,) = studies.left_rows(office_to_reform(), plan, now.reforms.reform)

    assert (row["原因"], row["改革方案中的安排"]) == ("分类不同", "第 1 项：拟与丁信息站合并")


def test_posts_of_the_pool_are_proposed_to_be_lent() -> None:
    """Two of the idle posts of C to D until a day: in the ledger that is downloaded, not in the one at hand."""
    now = session_to_reform()
    page = opened(Step.INSTITUTIONS, now)
    page.segmented_control(key=WidgetKey.INSTITUTION_VIEW).set_value("pool").run()
    stem = f"{WidgetKey.LENDING}_0"
    assert page.metric[4].value == "7 名" and page.metric[4].delta == "涉及 3 格"
    page.selectbox(key=f"{stem}_lender").set_value(("C", FULL)).run()
    page.selectbox(key=f"{stem}_borrower").set_value("D").run()
    page.number_input(key=f"{stem}_posts").set_value(9).run()

    press(page, "记入拟借用")
    assert "还可周转 2 名" in page.error[0].value
    page.number_input(key=f"{stem}_posts").set_value(2).run()
    press(page, "记入拟借用")

    assert now.source is not None
    (loan,) = now.reforms.loans
    assert (loan.lender, loan.borrower, loan.posts, loan.document) == ("C", "D", 2, "待批")
    assert now.source.establishment.loans == ()
    assert "拟借用（1 项）" in text_of(page)
    press(page, "删去最后一项")
    assert now.reforms.loans == ()


LENT = PostLoan("D", FULL, 2, "C", DAY, date(2027, 11, 23), "待批")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"borrower": ""}, "没有选择借用单位"),
        ({"borrower": "C"}, "借出、借用都是丙信息中心"),
        ({"posts": 3}, "还可周转 2 名"),
        ({"posts": 0}, "还可周转 2 名"),
        ({"until": None}, "没有填写周转期"),
        ({"until": date(2026, 11, 22)}, "晚于周转期止"),
        ({"lender": "A"}, "没有选择借出的编制"),
    ],
)
def test_a_loan_that_makes_no_sense_is_refused(changes: dict[str, Any], why: str) -> None:
    """Each with what is there and what is allowed."""
    office = office_to_reform()
    pool = foresight.post_pool(office, DAY)
    assert with_loan(office, pool, (), LENT) == (LENT,)

    with pytest.raises(SettingsError, match=why):
        with_loan(office, pool, (), replace(LENT, **changes))
    with pytest.raises(SettingsError, match="还可周转 0 名"):
        with_loan(office, pool, (LENT,), replace(LENT, posts=1))


def test_other_pools_do_not_lend_to_each_other() -> None:
    """教育 and 区直 are closed to each other."""
    office = office_to_reform()
    units = tuple(replace(unit, pool=Pool.EDUCATION) if unit.code == "D" else unit for unit in office.units)
    other = replace(office, units=units)

    with pytest.raises(SettingsError, match="编制池不同"):
        with_loan(other, foresight.post_pool(other, DAY), (), LENT)


@pytest.mark.parametrize("step", [Step.OUTLOOK, Step.INDICATORS])
def test_the_switch_to_the_ledger_after_the_reform(step: Step) -> None:
    """The small reform takes a person with the post from A to B: both pages show it, and only where it is switched on."""
    now = session_to_reform(small_reform())
    page = opened(step, now)
    key = WidgetKey.OUTLOOK_UNIT if step is Step.OUTLOOK else WidgetKey.INDICATOR_UNIT
    page.selectbox(key=key).set_value("B").run()
    before = page.dataframe[0].value

    page.toggle(key=WidgetKey.REFORM_WORLD).set_value(True).run()

    after = page.dataframe[0].value
    if step is Step.OUTLOOK:
        assert after["年末实有"].iloc[0] == before["年末实有"].iloc[0] + 1 == 3
    else:
        assert (before["分子"].iloc[0], after["分子"].iloc[0]) == (2, 3)
        assert (before["分母"].iloc[0], after["分母"].iloc[0]) == (4, 5)


def test_without_a_reform_there_is_no_switch() -> None:
    """It would do nothing."""
    assert not opened(Step.INDICATORS, session_to_reform()).toggle


def test_every_row_and_column_is_on_paper() -> None:
    """The table for print has what the table on the screen has, also what must be scrolled to."""
    page = opened(Step.INDICATORS, session_to_reform())
    page.segmented_control(key=WidgetKey.INDICATOR_VIEW).set_value("all").run()

    shown = page.dataframe[0].value
    (paper,) = [each.proto.body for each in page.get("html") if '<div class="bz-paper"' in each.proto.body]
    told = json.loads(html.unescape(paper.split('data-table="')[1].rsplit('"', 1)[0]))

    assert told["heads"] == list(shown.columns)
    assert len(told["rows"]) == len(shown) and {len(row) for row in told["rows"]} == {len(shown.columns)}
    assert any("甲_测试*局" in row for row in told["rows"])
