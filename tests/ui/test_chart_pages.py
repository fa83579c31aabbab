"""机构图 and 前后对比: every depth and view is shown, names can be hidden, and a lock makes the plan out of date."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.locks import Lock, unit_locks
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.ui import drawing
from bianzhi.ui.components import chart_panel
from bianzhi.ui.components.chart_panel import Depth
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables.members import member_rows, move_words, section_choices, system_of, system_rows, unit_move_rows
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import NUMBER, loaded_session, small_establishment, small_mergers, small_plan


@pytest.mark.parametrize("depth", list(Depth))
def test_the_chart_goes_as_deep_as_asked(depth: Depth) -> None:
    """From systems to people; only there a unit is asked for."""
    page = opened(Step.CHART, loaded_session())
    page.session_state[WidgetKey.CHART_LEVEL] = depth.value
    page.run()
    assert not page.exception
    assert [box.key for box in page.selectbox] == ([WidgetKey.CHART_UNIT] if depth is Depth.PEOPLE else [])


@pytest.mark.parametrize("view", ["调整前", "调整后", "前后对照", "只看变化"])
def test_every_view_is_there_before_and_after(view: str) -> None:
    """At every depth."""
    page = opened(Step.COMPARE, loaded_session(solved=True))
    for depth in Depth:
        page.session_state[WidgetKey.COMPARE_VIEW] = view
        page.session_state[WidgetKey.COMPARE_LEVEL] = depth.value
        page.run()
        assert not page.exception


def form_of_a() -> None:
    """A page with the form that locks, of unit A."""
    import streamlit as st  # noqa: PLC0415

    from bianzhi.ui.components.lock_form import lock_form  # noqa: PLC0415

    now = st.session_state["now"]
    lock_form(now, now.source, "A", st.session_state["person"], hide_names=st.session_state["hidden"])


def form(now: Session, person: str = "", *, hidden: bool = False) -> AppTest:
    """The form, run once."""
    page = AppTest.from_function(form_of_a, default_timeout=30)
    page.session_state["now"], page.session_state["person"], page.session_state["hidden"] = now, person, hidden
    page.run()
    assert not page.exception
    return page


def signs(page: AppTest) -> None:
    """Who and why, and the button."""
    by, why = page.text_input
    by.set_value("区委组织部")
    why.set_value("专项任务")
    page.button[-1].click().run()
    assert not page.exception


def test_a_clerk_locks_a_unit_and_the_plan_is_out_of_date() -> None:
    """The wish is signed, the plan stays, and it is said that it was made under other settings."""
    now = loaded_session(solved=True)
    assert not now.plan_is_stale
    page = form(now)
    page.radio[0].set_value(Lock.IN.value).run()
    signs(page)
    (wish,) = now.settings.wishes
    assert (wish.kind, wish.to_unit, wish.by, wish.why) == (WishKind.FORBID, "A", "区委组织部", "专项任务")
    assert now.plan is not None
    assert now.plan_is_stale
    assert "本单位不调入" in now.success
    assert "请到「编制调剂」重新求解" in now.success
    assert "设置已改，方案未重算" in text_of(opened(Step.COMPARE, now))


def test_a_clerk_locks_a_person_who_was_clicked() -> None:
    """He is chosen beforehand; nothing else can be locked then."""
    now = loaded_session(solved=True)
    page = form(now, "P002")
    assert not page.radio
    assert page.multiselect[0].value == ["P002"]
    signs(page)
    assert [(wish.kind, wish.persons) for wish in now.settings.wishes] == [(WishKind.STAY, ("P002",))]


def test_a_lock_against_an_earlier_wish_says_so_without_names() -> None:
    """By the number of the wish: names may be hidden on the chart. The plan would fail for it only later."""
    now = loaded_session()
    must = Wish(WishKind.REQUIRE, ("P002",), by="编办", on=now.day, why="急需")
    now.settings = replace(now.settings, wishes=(must,))
    signs(form(now, "P002", hidden=True))
    assert "但与第 1 条要求互相矛盾" in now.success
    assert "张试2" not in now.success

    now.settings = replace(now.settings, wishes=())
    signs(form(now, "P002", hidden=True))
    assert "互相矛盾" not in now.success


def test_a_lock_without_a_reason_is_refused() -> None:
    """Nothing changes, and what is missing is said."""
    now = loaded_session()
    page = form(now)
    page.button[-1].click().run()
    assert now.settings.wishes == ()
    assert "没有写提出人和理由" in text_of(page)


def test_a_lock_is_taken_away_again() -> None:
    """With the button beside it; the form says what is locked, names hidden where asked."""
    now = loaded_session()
    signs(form(now, "P002"))
    page = form(now, hidden=True)
    assert "张**不调整" in text_of(page).replace("\\", "")
    assert "张试2" not in text_of(page)
    next(button for button in page.button if button.label == "解除").click().run()
    assert now.settings.wishes == ()


def test_locks_are_marked_on_the_screen_and_not_on_what_is_exported() -> None:
    """Papers show the ledger and the plan, not what the office still wishes."""
    now = loaded_session()
    signs(form(now))
    assert unit_locks(now.settings.wishes) == {"A": Lock.OUT}
    assert now.source is not None
    assert "不调出" in drawing.chart(now, now.source, View.BEFORE, Level.UNITS, on_screen=True)
    assert "不调出" not in drawing.chart(now, now.source, View.BEFORE, Level.UNITS)


def test_people_on_the_chart_have_no_numbers_and_names_only_if_wanted() -> None:
    """Neither identity numbers nor ids."""
    now = loaded_session(solved=True)
    assert now.source is not None
    text = drawing.people(now, now.source, View.COMPARE, "A", hide_names=False)
    assert "张试2" in text
    assert NUMBER not in text
    assert "P002" not in text
    assert "张试" not in drawing.people(now, now.source, View.COMPARE, "A", hide_names=True)


def test_the_drawer_lists_people_of_a_section() -> None:
    """All of them, those of one, of several that are to become one, of none; with what is proposed and wished."""
    office, plan = small_establishment(), small_plan()

    def names(section: str) -> list[object]:
        return [row["姓名"] for row in member_rows(office, "B", section, plan, (), hide_names=False)]

    assert names("") == names("B1") == names("B1+B2") == ["张试6", "张试7"]
    assert names("B2") == names("未列入内设机构") == []
    assert list(section_choices(office, "B", "B1+B2")) == ["", "B1", "B2", "B1+B2", "未列入内设机构"]
    rows = member_rows(office, "A", "", plan, {"P003"}, hide_names=True)
    assert [row["姓名"] for row in rows] == ["张**"] * 5
    assert [row["拟调整"] for row in rows] == [None, "拟调往乙局", None, None, None]
    assert [row["要求"] for row in rows] == [None, None, "不调整", None, None]
    assert not any(NUMBER in str(row.values()) for row in rows)


def test_the_drawer_lists_moves_from_both_sides() -> None:
    """What leaves A arrives in B; a person says what is proposed."""
    office, plan = small_establishment(), small_plan()
    (out,) = unit_move_rows(office, plan, "A", hide_names=False)
    (into,) = unit_move_rows(office, plan, "B", hide_names=True)
    assert (out["方向"], out["姓名"], out["对方单位"]) == ("拟调出", "张试2", "乙局")
    assert (into["方向"], into["姓名"], into["对方单位"]) == ("拟调入", "张**", "甲_测试*局")
    assert move_words(office, plan, "P002") == "拟调往乙局。"
    assert move_words(office, plan, "P003") == "本方案不调整此人。"
    assert move_words(office, None, "P002") == ""


def test_the_drawer_of_a_system_lists_its_units() -> None:
    """Before, and with the plan after."""
    office = small_establishment()
    band = system_of(office, None, (), "government")
    assert band is not None
    assert [(row["单位"], row["核定编制"], row["实有"], row["超编"]) for row in system_rows(band, None)] == [
        ("甲_测试*局", 3, 5, 2),
        ("乙局", 4, 2, 0),
    ]
    solved = system_of(office, small_plan(), small_mergers(), "government")
    assert solved is not None
    assert [row["实有（后）"] for row in system_rows(solved, small_plan())] == [4, 3]
    assert system_of(office, None, (), "mass") is None


def test_names_on_the_screen_are_found_by_pinyin_and_files_carry_none() -> None:
    """乙局 by YJ, a person by ZS2; of a hidden name no more than is shown. What is exported stays as drawn."""
    now = loaded_session()
    assert now.source is not None
    screen = drawing.chart(now, now.source, View.BEFORE, Level.UNITS, on_screen=True)
    assert 'data-name="乙局" data-initials="YJ"' in screen
    assert "data-initials" not in drawing.chart(now, now.source, View.BEFORE, Level.UNITS)
    assert 'data-initials="ZS2"' in drawing.people(now, now.source, View.BEFORE, "A", hide_names=False)
    hidden = drawing.people(now, now.source, View.BEFORE, "A", hide_names=True)
    assert 'data-initials="Z"' in hidden and "ZS" not in hidden


@pytest.mark.parametrize(("step", "first"), [(Step.CHART, "现状"), (Step.COMPARE, "只看变化")])
def test_printing_is_offered_beside_the_chart(step: Step, first: str) -> None:
    """It begins with what the page shows, to the depth it shows; nothing is drawn before it is opened."""
    page = opened(step, loaded_session(solved=True))
    level = WidgetKey.CHART_LEVEL if step is Step.CHART else WidgetKey.COMPARE_LEVEL
    page.session_state[level] = Depth.SECTIONS.value
    page.session_state[WidgetKey.COMPARE_VIEW] = "只看变化"
    page.run()
    assert WidgetKey.PRINT_VIEW not in [each.key for each in page.segmented_control]
    page.button(key=WidgetKey.PRINT_OPEN).click().run()
    assert not page.exception
    assert page.segmented_control(key=WidgetKey.PRINT_VIEW).value == first
    assert page.segmented_control(key=WidgetKey.PRINT_LEVEL).value == "到内设机构"


def test_what_is_proposed_is_not_saved_from_the_chart_while_people_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is told why, the page says it and leads to where it is mended; what is can be saved all the same."""
    told: list[str] = []
    monkeypatch.setattr(chart_panel, "org_chart_view", lambda *given: told.append(given[4]))
    now = loaded_session(solved=True)
    now.by_hand = (HandMove("P003"),)
    words = "待安置区还有 1 人，方案暂不能导出；请先全部安置或者撤回。"
    page = opened(Step.COMPARE, now)
    for view, refusal in (("前后对照", words), ("调整后", words), ("只看变化", words), ("调整前", "")):
        page.session_state[WidgetKey.COMPARE_VIEW] = view
        page.run()
        assert told[-1] == refusal
        assert [error.value for error in page.error] == [refusal] * bool(refusal)
        links = [link.proto.label for link in page.get("page_link")]
        assert ("去手工调整" in links) == bool(refusal)
    now.by_hand = ()
    page.session_state[WidgetKey.COMPARE_VIEW] = "调整后"
    page.run()
    assert told[-1] == ""
    assert not page.error
