"""单位情况: a link leads to a unit, its parts show what belongs to it, and nothing else."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.roster_changes import ChangeKind, MatchedBy, PersonChange, RosterChanges
from bianzhi.domain.terms import PersonState
from bianzhi.ui.list_links import unit_link
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session, small_establishment
from tests.ui.test_lists_page import in_address, linked


def unit_page(code: str, part: str = "", person: str = "", *, solved: bool = True) -> AppTest:
    return linked(unit_link(code, part, person), loaded_session(solved=solved), Step.UNIT)


def test_without_a_unit_the_page_says_how_to_choose_one() -> None:
    """The box takes initials, and they stand in its labels."""
    page = opened(Step.UNIT, loaded_session())

    assert "选一个单位" in text_of(page)
    assert [str(each) for each in page.selectbox(key=WidgetKey.UNIT_CHOSEN).options] == ["甲_测试*局　JCSJ", "乙局　YJ"]


def test_an_unknown_code_is_said_and_another_can_be_chosen() -> None:
    """A bookmark may be of another ledger."""
    page = unit_page("ZZ")
    assert "没有机构编码为“ZZ”的单位" in text_of(page)

    page.selectbox(key=WidgetKey.UNIT_CHOSEN).set_value("B").run()
    assert not page.exception
    assert "没有机构编码" not in text_of(page)
    assert in_address(page, "unit") == "B"


def test_the_head_tells_figures_of_the_unit() -> None:
    """5 in 3 posts are 2 over; B has 2 sections and a cap of 1. Without 机构规格 whoever has a section leads the section."""
    cards = {metric.label: metric.value for metric in unit_page("A").metric}
    assert (cards["核定编制"], cards["实有"], cards["超编"], cards["空编"]) == ("3 名", "5 人", "2 人", "0 名")
    assert cards["单位领导 / 职数"] == "0 / 1"

    cards = {metric.label: metric.value for metric in unit_page("B").metric}
    assert cards["内设机构 / 限额"] == "2 / 1　超 1"
    assert cards["单位领导 / 职数"] == "0 / —"


@pytest.mark.parametrize(
    ("part", "heading", "values"),
    [
        ("people", "人员编号", ["P006", "P007"]),
        ("sections", "内设机构", ["", "综合科", "业务科"]),
        ("entries", "工作表", ["机构", "编制"]),
        ("plan", "变化", ["拟调入"]),
    ],
)
def test_each_part_has_the_rows_of_the_unit(part: str, heading: str, values: list[str]) -> None:
    """B's two people, two sections under a total, two ledger entries, and the one who is proposed to come."""
    page = unit_page("B", part)

    assert list(page.dataframe[0].value[heading]) == values
    assert in_address(page, "tab") == part


def test_findings_of_another_unit_are_not_shown() -> None:
    """All three are about A; B is told that nothing was found."""
    assert list(unit_page("A", "findings").dataframe[0].value["规则"]) == ["B201", "R401", "R402"]
    page = unit_page("B", "findings")
    assert not page.dataframe and "没有发现关于本单位的问题" in text_of(page)


def test_a_link_to_a_person_shows_who_it_is_and_leads_on() -> None:
    """P002 is proposed to move; the button leads to the explanation of this person."""
    page = unit_page("A", "people", "P002")
    assert "张试2" in text_of(page) and "人员编号 P002" in text_of(page)

    next(button for button in page.button if button.label == "看方案解释").click().run()
    assert page.title[0].value == Step.WHY.heading


def test_without_a_plan_the_part_says_where_to_make_one() -> None:
    """And there is no button to an explanation."""
    page = unit_page("A", "plan", solved=False)
    assert "还没有方案" in text_of(page)
    assert "看方案解释" not in text_of(unit_page("A", "people", "P002", solved=False))


def test_the_merging_of_sections_is_part_of_what_is_proposed() -> None:
    """B's two become one."""
    assert "内设机构拟由 2 个整合为 1 个" in text_of(unit_page("B", "plan"))


def test_changes_since_the_former_ledger_are_those_of_the_unit() -> None:
    """One came to B, one left A: each page shows its own; without a former ledger it is said how to get one."""
    assert "还没有上期台账可比" in text_of(unit_page("B", "outlook"))

    now = loaded_session()
    now.roster_changes = RosterChanges(
        "旧.xlsx",
        "新.xlsx",
        (
            PersonChange(ChangeKind.ENTERED, "P006", "张试6", MatchedBy.NOTHING, to_unit="乙局"),
            PersonChange(ChangeKind.LEFT, "P900", "张走了", MatchedBy.NOTHING, from_unit="甲_测试*局"),
        ),
    )
    page = linked(unit_link("B", "outlook"), now, Step.UNIT)
    assert "张试6" in text_of(page) and "张走了" not in text_of(page)


def test_what_is_searched_in_one_unit_is_not_searched_in_the_next() -> None:
    """Nobody of B is called 张试1, and all of B are shown."""
    page = unit_page("A", "people")
    page.text_input(key=f"{WidgetKey.LIST}_UNIT_PEOPLE_search").set_value("zs1").run()
    assert list(page.dataframe[0].value["姓名"]) == ["张试1"]

    page.selectbox(key=WidgetKey.UNIT_CHOSEN).set_value("B").run()
    assert list(page.dataframe[0].value["姓名"]) == ["张试6", "张试7"]


def test_people_who_hold_no_post_are_told_apart() -> None:
    """实有 counts 4, the roster lists 5: the part says why."""
    now = loaded_session()
    assert now.source is not None
    retired = tuple(
        replace(each, state=PersonState.RETIRED) if each.id == "P003" else each for each in small_establishment().people
    )
    now.source = replace(
        now.source, ledger=replace(now.source.ledger, establishment=replace(small_establishment(), people=retired))
    )
    page = linked(unit_link("A"), now, Step.UNIT)
    options = page.button_group(key=WidgetKey.UNIT_TAB).options
    assert "人员 5（不占编 1）" in [getattr(each, "content", each) for each in options]
