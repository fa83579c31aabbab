"""大科室制: the clerk's rules are handed on; a grouping by hand shows its lights and its value against the optimum."""

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.reform import MergeSections
from bianzhi.domain.section_study import SectionRules
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_reform import session_to_reform, studies_by_hand


def _studied(patch: pytest.MonkeyPatch) -> tuple[AppTest, Session, list[tuple[object, ...]]]:
    asked = studies_by_hand(patch)
    now = session_to_reform()
    page = opened(Step.SECTION_STUDY, now)
    page.selectbox(key=WidgetKey.STUDY_UNIT).set_value("B").run()
    press(page, "求最优方案")
    waits_for(page, lambda: bool(now.reforms.studies.answers))
    return page, now, asked


def _lights(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_the_clerks_rules_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together, apart, alone and the cap; three apart make three pairs."""
    asked = studies_by_hand(monkeypatch)
    now = session_to_reform()
    page = opened(Step.SECTION_STUDY, now)
    page.selectbox(key=WidgetKey.STUDY_UNIT).set_value("B").run()
    stem = WidgetKey.STUDY_RULE
    page.multiselect(key=f"{stem}_必须在一起_B_0").set_value(["B2", "B1"]).run()
    page.multiselect(key=f"{stem}_不得在一起_B_0").set_value(["B1", "B2", "B3"]).run()
    page.multiselect(key=f"{stem}_alone_B").set_value(["B3"]).run()
    page.number_input(key=f"{stem}_cap_B").set_value(2).run()

    press(page, "求最优方案")

    pairs = (("B1", "B2"), ("B1", "B3"), ("B2", "B3"))
    assert asked[0] == ("study", "B", SectionRules((("B1", "B2"),), pairs, ("B3",), 2))
    assert page.multiselect(key=f"{stem}_必须在一起_B_1"), "a further box appears"


def test_the_optimum_with_bound_next_best_and_other_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    """Value 90 proven; the next best is 7 less; Louvain 10 less, greedy finds nothing lawful; the head is named."""
    page, _, _ = _studied(monkeypatch)

    cards = {card.label: (card.value, card.delta) for card in page.metric}
    assert cards["得分"] == ("90", "上界 90，已达到上界")
    methods = page.dataframe[1].value
    assert list(methods["与最优相差"]) == ["0", "-7", "-10", "—"]
    assert "转任非领导职务" in text_of(page)
    assert _lights(page).count("✓ 符合") == 2


def test_a_section_moved_by_hand_changes_the_lights_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins at the optimum; two others together are 50 less; all three in one group is red, and not comparable."""
    page, _, asked = _studied(monkeypatch)
    page.segmented_control(key=WidgetKey.STUDY_VIEW).set_value("手工分组").run()
    assert asked[-1] == ("judge", "B", (("B1", "B2"), ("B3",)))
    assert "✕" not in _lights(page)

    page.selectbox(key=f"{WidgetKey.STUDY_HAND}_B_B1_1").set_value(2).run()
    assert {card.label: card.value for card in page.metric}["与最优相差"] == "-50"

    page.selectbox(key=f"{WidgetKey.STUDY_HAND}_B_B2_1").set_value(2).run()

    assert asked[-1] == ("judge", "B", (("B1", "B2", "B3"),))
    cards = {card.label: card.value for card in page.metric}
    assert cards["与最优相差"] == "不可比"
    assert cards["不符合的要求"] == "1 条"
    assert "✕ 不符合" in _lights(page)
    judged = len(asked)
    page.run()
    assert len(asked) == judged, "a rerun does not judge again"


def test_the_grouping_becomes_steps_under_the_names_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the merged section is the clerk's."""
    page, now, _ = _studied(monkeypatch)
    page.text_input(key=f"{WidgetKey.STUDY_NAME}_B_B1_B2").set_value("综合业务科").run()

    press(page, "把这样的整合加入改革方案")

    operation = now.reforms.reform.steps[0].operation
    assert isinstance(operation, MergeSections)
    assert operation.parts == ("B1", "B2")
    assert operation.into.name == "综合业务科"


def test_another_rule_asks_for_another_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    """The optimum under other rules is not shown as if it held."""
    page, _, _ = _studied(monkeypatch)

    page.multiselect(key=f"{WidgetKey.STUDY_RULE}_alone_B").set_value(["B3"]).run()

    assert "请点「求最优方案」重新求解" in text_of(page)
    assert not page.metric


def test_unit_and_grouping_by_hand_are_there_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left for another page and come back to: the unit, the answer, and the section that was moved."""
    page, now, _ = _studied(monkeypatch)
    page.segmented_control(key=WidgetKey.STUDY_VIEW).set_value("手工分组").run()
    page.selectbox(key=f"{WidgetKey.STUDY_HAND}_B_B1_1").set_value(2).run()

    page.switch_page(f"../pages/{Step.DUTIES.script.name}").run()
    page.switch_page(f"../pages/{Step.SECTION_STUDY.script.name}").run()

    assert page.selectbox(key=WidgetKey.STUDY_UNIT).value == "B"
    assert page.selectbox(key=f"{WidgetKey.STUDY_HAND}_B_B1_1").value == 2
    assert {card.label: card.value for card in page.metric}["与最优相差"] == "-50"
    assert now.reforms.studies.latest is not None


def test_the_score_and_the_reasons_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence what it measures; B1 and B2 work together most: that is their reason."""
    page, _, _ = _studied(monkeypatch)

    assert "得分衡量归在一起的科室合不合适" in text_of(page)
    pairs = next(frame.value for frame in page.dataframe if "相近得分" in frame.value.columns)
    assert list(pairs["说明"]) == ["业务往来多"]
    assert list(pairs["业务往来"]) == [30]


def test_the_general_cap_is_a_number() -> None:
    """B has one of its own; A has the general one, and the list says so."""
    page = opened(Step.SECTION_STUDY, session_to_reform())

    caps = dict(page.dataframe[0].value[["单位", "限额"]].to_numpy())
    assert caps == {"乙局": "1 个", "甲_测试*局": "6 个（按通用规定）"}
