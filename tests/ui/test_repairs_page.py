"""安全修复: what is proposed is shown, accepted in the background, told, and taken back."""

import io
import time
from datetime import date

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import CellChange, Finding, Repair, Severity
from bianzhi.ui import uploads
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import repair_rows
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import NUMBER, loaded_session, small_establishment

DAY = date(2026, 11, 23)


@pytest.fixture
def sample() -> Session:
    """The sample of five units, of whose people two have a head count that is no number and a wrong sex."""
    book = openpyxl.load_workbook(io.BytesIO(uploads.sample(uploads.SMALL_SAMPLE)))
    sheet = book["编制"]
    heading = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith("编制数") for cell in row))
    column = next(cell.column for cell in heading if str(cell.value).startswith("编制数"))
    for row in (heading[0].row + 1, heading[0].row + 2):
        sheet.cell(row, column).value = f"{sheet.cell(row, column).value}名"
    file = io.BytesIO()
    book.save(file)
    now = Session()
    now.load(*read_uploads([Upload("甲.xlsx", file.getvalue())], DAY))
    return now


def _press(page: AppTest, words: str) -> Session:
    next(button for button in page.button if words in button.label).click().run()
    now: Session = page.session_state[SESSION_KEY]
    for _ in range(600):
        if now.repair_job is None or now.repair_job.state.is_over:
            break
        time.sleep(0.05)
    return now


def _repairs(page: AppTest) -> AppTest:
    page.segmented_control(key=WidgetKey.CHECK_VIEW).set_value("repairs").run()
    return page


def test_a_safe_repair_is_shown_before_and_after() -> None:
    """Both values masked, with the reason; the list of findings marks it."""
    page = opened(Step.CHECK, loaded_session())
    assert list(page.dataframe[0].value["修复"]) == ["", "可采纳", ""]

    _repairs(page)

    row = page.dataframe[0].value.iloc[0]
    assert (row["原值"], row["建议改为"]) == ("999999********123X", "999999********1239")
    assert "校验码应为" in row["理由"]
    assert any("一键采纳全部 1 处" in button.label for button in page.button)


def test_what_masking_hides_is_said() -> None:
    """A digit of the birth date changes: both values look the same, so the row says so."""
    after = f"{NUMBER[:9]}6{NUMBER[10:]}"
    at = CellRef("台账.xlsx", "人员", "F3")
    other = CellChange(CellRef("台账.xlsx", "人员", "G3"), "1986-06", "")
    repair = Repair(after, NUMBER, "只有一处。", also=(other,))
    finding = Finding("R401", "", Severity.ERROR, at, "", "", "", repair)

    (row,) = repair_rows(small_establishment(), [finding])

    assert row["单元格"] == "F3、G3"
    assert row["原值"] == "999999********123X；（空白）"
    assert row["建议改为"] == "999999********123X（改动在隐去的各位中）；1986-06"


def test_repairs_are_made_in_a_copy_and_taken_back(sample: Session) -> None:
    """Both cells are numbers afterwards and listed in 修复记录; 撤销 brings the first workbook back, byte for byte."""
    assert sample.source is not None
    before = sample.source
    page = _repairs(opened(Step.CHECK, sample))

    now = _press(page, "一键采纳全部 2 处")
    page.run()

    assert now.source is not None
    assert now.source.content != before.content
    book = openpyxl.load_workbook(io.BytesIO(now.source.content))
    assert "修复记录" in book.sheetnames
    assert not [finding for finding in now.source.ledger.form_findings if finding.repair]
    assert "已采纳 **2** 处修复" in text_of(page)
    assert any("修复后的台账" in button.label for button in page.get("download_button"))

    now = _press(page, "撤销")
    assert now.source is before
    assert now.accepted == ()
    assert "已撤销" in text_of(page)


def test_only_what_was_chosen_is_repaired(sample: Session) -> None:
    """Without a choice the second button is off; nothing is changed until one is pressed."""
    page = _repairs(opened(Step.CHECK, sample))

    button = next(button for button in page.button if button.label.startswith("只采纳选中"))

    assert button.disabled
    assert page.session_state[SESSION_KEY].accepted == ()


def test_a_repair_drops_the_plan(sample: Session) -> None:
    """A plan belongs to its ledger; after the repair there is another."""
    from tests.ui.small_office import small_plan  # noqa: PLC0415

    sample.take_plan(small_plan())
    page = _repairs(opened(Step.CHECK, sample))
    now = _press(page, "一键采纳全部")
    page.run()

    assert now.plan is None
