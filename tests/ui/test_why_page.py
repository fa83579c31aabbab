"""方案解释: whoever is asked about is answered, once; a unit can be named; what blocks is found, and its cure adopted."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.answers import Blockage, Relaxation
from bianzhi.errors import BianzhiError
from bianzhi.services import advice
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, turn_to, waits_for
from tests.ui.small_answers import answers_by_hand
from tests.ui.small_office import loaded_session


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Answers by hand, and what was asked."""
    return answers_by_hand(monkeypatch)


def _choose(page: AppTest, label: str, value: str) -> AppTest:
    next(box for box in page.selectbox if box.label == label).set_value(value).run()
    assert not page.exception
    return page


def _about(id: str) -> AppTest:
    now = loaded_session(solved=True)
    now.advice.person = id
    return opened(Step.WHY, now)


def test_without_a_person_the_page_says_how_to_choose_one(asked: list[tuple[Any, ...]]) -> None:
    """Nothing is asked before somebody is chosen."""
    page = opened(Step.WHY, loaded_session(solved=True))

    assert "选一个人" in page.info[0].value
    assert asked == []


def test_somebody_moved_is_explained(asked: list[tuple[Any, ...]]) -> None:
    """Chosen by hand: standing, sentences, what the plan loses, who would be moved instead, places with their price."""
    page = _choose(opened(Step.WHY, loaded_session(solved=True)), "查哪一个人", "P002")

    words = text_of(page)
    assert "甲局超编 2 人" in words.replace("\\", "")
    assert "未消化超编多 1 人" in words
    assert "张试3" in words
    assert "综合岗" in words
    assert "匹配总分少 14 分" in words
    assert [question[0] for question in asked] == ["why_person"]


def test_an_answer_is_worked_out_once(asked: list[tuple[Any, ...]]) -> None:
    """Two reruns, another person and back again: each person is asked about once."""
    page = _about("P002")
    page.run()
    _choose(page, "查哪一个人", "P003")
    assert "已安排更合适的人" in text_of(page)
    _choose(page, "查哪一个人", "P002")

    assert [question[3] for question in asked] == ["P002", "P003"]


def test_why_not_that_unit(asked: list[tuple[Any, ...]]) -> None:
    """A place that is barred tells the rule, one that is open its price and who would have to give way."""
    page = _choose(_about("P003"), "为什么不去这个单位（可不选）", "B")

    rows = page.dataframe[0].value
    assert list(rows["可否安排"]) == ["不符合", "符合"]
    assert rows["说明"][0] == "学历不符合岗位要求。"
    assert "张试2" in rows["受影响人员"][1]
    assert asked[-1][3:] == ("P003", "B", None, "")


def test_the_lists_of_the_plan_lead_here(asked: list[tuple[Any, ...]]) -> None:
    """A row of the list of those not moved, then its button: the page about that person."""
    page = turn_to(opened(Step.PLAN, loaded_session(solved=True)), WidgetKey.PLAN_TAB, "可调整而未安排")
    lists = [frame.value for frame in page.dataframe if "职级" in frame.value or "人员编号" in frame.value]
    assert any(list(rows["人员编号"]) == ["P003", "P004", "P005"] for rows in lists)


def test_a_failed_answer_is_a_sentence_with_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error and its hint, and a button to try again."""
    answers_by_hand(monkeypatch)

    def fail(*_: Any) -> Any:
        raise BianzhiError("超过时限。", "请加长时限。")

    monkeypatch.setattr(advice, "why_person", fail)
    page = _about("P002")

    assert "超过时限" in page.error[0].value
    answers_by_hand(monkeypatch)
    press(page, "重新计算")
    waits_for(page, lambda: page.session_state[SESSION_KEY].advice.person_answers.answer("P002") is not None)
    assert not page.error


def _blockage(now: Session) -> AppTest:
    page = opened(Step.WHY, now)
    page.segmented_control(key=WidgetKey.WHY_VIEW).set_value("blockage").run()
    press(page, "查找堵点和出路")
    waits_for(page, lambda: now.advice.blockage.answer("blockage") is not None)
    return page


def test_what_blocks_and_what_would_free(asked: list[tuple[Any, ...]]) -> None:
    """The bottleneck, and two relaxations, one of which is for the ledger."""
    page = _blockage(loaded_session(solved=True))

    words = text_of(page).replace("\\", "")
    assert "甲局调出已达上限" in words
    assert "放宽到 60%" in words
    assert list(page.dataframe[0].value["要改什么"]) == ["为乙局增加行政编制 1 名"]
    assert [button.label for button in page.button].count("采用这项放宽") == 1


def test_a_relaxation_is_adopted_and_the_plan_is_said_to_be_out_of_date(asked: list[tuple[Any, ...]]) -> None:
    """The setting changes, the plan stays, and both pages say that it was not solved anew."""
    now = loaded_session(solved=True)
    page = _blockage(now)

    press(page, "采用这项放宽")

    assert now.settings.leaving_share_of == {"A": 60}
    assert now.plan is not None
    assert now.plan_is_stale
    assert "方案未重算" in text_of(page)
    assert "方案未重算" in text_of(opened(Step.PLAN, now))


def test_another_plan_forgets_the_answers(asked: list[tuple[Any, ...]]) -> None:
    """What was said of one plan is not said of the next."""
    page = _about("P002")
    now: Session = page.session_state[SESSION_KEY]
    assert now.plan is not None
    assert now.advice.person_answers.answer("P002") is not None

    now.take_plan(now.plan)
    assert now.advice.person_answers.answer("P002") is not None
    now.take_plan(replace(now.plan, moves=()))
    assert now.advice.person_answers.answer("P002") is None


def test_people_are_vouched_for_by_name_and_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One click opens a form with every name and empty boxes; only signed does it enter anything, and 放弃 closes it."""
    answers_by_hand(monkeypatch)
    vouched = Relaxation(
        "认定 2 人具备条件", 2, 2, setting="conditions", persons=("P002", "P003"), condition="同意转任"
    )
    monkeypatch.setattr(advice, "blockage", lambda *_: Blockage((), (vouched,), (), ()))
    now = loaded_session(solved=True)
    now.signed_by["wish 不调整"] = "别的单位"
    page = opened(Step.WHY, now)
    page.segmented_control(key=WidgetKey.WHY_VIEW).set_value("blockage").run()
    press(page, "查找堵点和出路")
    waits_for(page, lambda: now.advice.blockage.latest_answer is not None)

    press(page, "采用这项放宽")
    assert now.settings.conditions == ()
    words = text_of(page).replace("\\", "")
    assert "张试2（P002" in words
    assert "张试3（P003" in words
    assert [box.value for box in page.text_input] == ["", ""]
    press(page, "采用")
    assert "没有写认定人和理由" in page.error[0].value
    press(page, "放弃")
    assert not page.text_input

    press(page, "采用这项放宽")
    page.text_input[0].set_value("组织科")
    page.text_input[1].set_value("同意书已存档")
    press(page, "采用")
    assert [(each.person, each.by, each.why) for each in now.settings.conditions] == [
        ("P002", "组织科", "同意书已存档"),
        ("P003", "组织科", "同意书已存档"),
    ]

    press(page, "撤销")
    assert now.settings.conditions == ()
