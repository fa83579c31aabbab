"""数据体检: the cards count, the filters filter, the number is masked."""

from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session


def test_cards_count_each_severity() -> None:
    """One finding of each severity."""
    page = opened(Step.CHECK, loaded_session())

    assert [metric.value for metric in page.metric][:3] == ["1 项", "1 项", "1 项"]


def test_the_filter_keeps_what_was_asked_for() -> None:
    """Only 违规 is asked for: one row stays; taking the filter away brings all three back."""
    page = opened(Step.CHECK, loaded_session())
    severities = page.multiselect(key=WidgetKey.FINDING_SEVERITY)

    severities.set_value(["违规"]).run()
    assert list(page.dataframe[0].value["规则"]) == ["B201"]
    page.multiselect(key=WidgetKey.FINDING_SEVERITY).set_value([]).run()
    assert len(page.dataframe[0].value) == 3


def test_a_finding_names_its_unit() -> None:
    """The finding at 编制 row 2 is about unit A, whose name is shown as it is written."""
    page = opened(Step.CHECK, loaded_session())

    assert page.dataframe[0].value.iloc[0]["单位"] == "甲_测试*局"
    assert "999999********123X" in text_of(page)
