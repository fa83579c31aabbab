"""清单: links open the list they name, what is typed is found, columns are remembered, stale settings do no harm."""

import json
from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from bianzhi.domain.list_table import Condition, ListView
from bianzhi.services.lists import ListFilter, ListKind, ListSources
from bianzhi.services.lists.people_lists import people_list
from bianzhi.ui.column_choice import chosen_columns
from bianzhi.ui.components.list_looks import colored
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.list_links import list_link, view_of, view_words
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import NAVIGATION, opened, text_of
from tests.ui.small_office import loaded_session


class KeepingSession(Session):
    """A session that remembers from day to day."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def preference(self, name: str) -> str:
        """What is remembered."""
        return self.kept.get(name, "")

    def set_preference(self, name: str, value: str) -> None:
        """Remember."""
        self.kept[name] = value


def linked(parameters: Mapping[str, str], now: Session | None = None, step: Step = Step.LISTS) -> AppTest:
    """The page as a link with these parameters opens it."""
    app = AppTest.from_file(str(NAVIGATION), default_timeout=30)
    app.session_state[SESSION_KEY] = now or loaded_session(solved=True)
    app.run()
    app.switch_page(f"../pages/{step.script.name}")
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def in_address(page: AppTest, name: str) -> str:
    """A parameter of the address; one set by the page comes as a text, one set by the test as a list."""
    value = page.query_params[name]
    return value if isinstance(value, str) else value[0]


def key(kind: ListKind, part: str) -> str:
    return f"{WidgetKey.LIST}_{kind.name}_{part}"


@pytest.mark.parametrize("kind", list(ListKind))
def test_every_list_opens_by_its_link(kind: ListKind) -> None:
    """Its rows are there, numbered; the address stays one that can be sent on."""
    page = linked(list_link(kind))

    assert in_address(page, "list") == kind.value
    if kind is ListKind.POSTS:
        assert "没有岗位可列" in text_of(page)
    elif kind is ListKind.RETIREMENTS:
        assert "没有临近退休可列" in text_of(page)
    else:
        assert "序号" in page.dataframe[0].value.columns


def test_a_link_with_a_filter_shows_what_the_card_counted() -> None:
    """One unit is over; the count is above the table, the filter is pressed."""
    page = linked(list_link(ListKind.UNITS, ListFilter.OVER))

    assert list(page.dataframe[0].value["单位"]) == ["甲_测试*局"]
    assert "共 2 个，筛出 1 个" in text_of(page)


def test_a_filter_alone_says_which_list() -> None:
    """The address may be typed."""
    page = linked({"filter": "违规"})

    assert list(page.dataframe[0].value["规则"]) == ["B201"]
    assert in_address(page, "list") == "问题"


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"list": "车辆"}, "“车辆”不存在，可选：单位、编制"),
        ({"list": "单位", "filter": "超载"}, "“超载”不存在，已列出全部"),
        ({"list": "人员", "filter": "超编单位"}, "不是人员清单的条件"),
    ],
)
def test_what_an_address_asks_for_and_there_is_not_is_said(parameters: dict[str, str], said: str) -> None:
    """A list is shown all the same, unfiltered."""
    page = linked(parameters)

    assert said in text_of(page)
    assert len(page.dataframe[0].value) >= 2


def test_the_search_takes_pinyin() -> None:
    """zs1 is 张试1; 合计 does not stand over one row; nothing found says what to do."""
    page = linked(list_link(ListKind.PEOPLE))
    page.text_input(key=key(ListKind.PEOPLE, "search")).set_value("zs1").run()
    assert list(page.dataframe[0].value["姓名"]) == ["张试1"]
    assert "打开姓名：张试1" in text_of(page)

    page.text_input(key=key(ListKind.PEOPLE, "search")).set_value("xxx").run()
    assert not page.dataframe
    assert "没有符合条件的" in text_of(page)
    next(button for button in page.button if button.label == "清除条件").click().run()
    assert len(page.dataframe[0].value) == 7


def test_the_only_row_that_is_left_can_be_opened_by_keyboard() -> None:
    """Its buttons below the table lead to the unit, and to the person in it."""
    page = linked(list_link(ListKind.PEOPLE))
    page.text_input(key=key(ListKind.PEOPLE, "search")).set_value("zs6").run()
    next(button for button in page.button if button.label == "打开姓名：张试6").click().run()

    assert page.title[0].value == Step.UNIT.heading
    assert (in_address(page, "unit"), in_address(page, "person")) == ("B", "P006")


def test_totals_stand_first_and_are_of_what_is_seen() -> None:
    """8 posts of both units; the numbers of rows begin below."""
    data = linked(list_link(ListKind.UNITS)).dataframe[0].value

    assert list(data["序号"]) == ["合计", "1", "2"]
    assert list(data["核定编制"]) == ["7", "3", "4"]


def test_filters_by_column_and_order() -> None:
    """A range on 年龄 is offered once the column is chosen; 降序 turns the order of a figure round."""
    page = linked(list_link(ListKind.UNITS))
    page.multiselect(key=key(ListKind.UNITS, "by")).set_value(["实有"]).run()
    page.number_input(key=key(ListKind.UNITS, "condition_实有_most")).set_value(2).run()
    assert list(page.dataframe[0].value["单位"]) == ["乙局"]

    page.number_input(key=key(ListKind.UNITS, "condition_实有_most")).set_value(None).run()
    page.selectbox(key=key(ListKind.UNITS, "sort")).set_value("空编").run()
    page.toggle(key=key(ListKind.UNITS, "descending")).set_value(True).run()
    assert list(page.dataframe[0].value["单位"]) == ["", "乙局", "甲_测试*局"]


def test_chosen_columns_are_kept_and_come_back() -> None:
    """What is chosen is written at once; another session begins with it; the usual ones forget it."""
    now = _keeping()
    page = linked(list_link(ListKind.UNITS), now)
    page.button_group(key=key(ListKind.UNITS, "columns")).set_value(["单位", "机构编码"]).run()
    assert list(page.dataframe[0].value.columns) == ["序号", "单位", "机构编码"]
    assert json.loads(now.kept["columns.UNITS"]) == ["单位", "机构编码"]

    later = _keeping()
    later.kept = dict(now.kept)
    page = linked(list_link(ListKind.UNITS), later)
    assert list(page.dataframe[0].value.columns) == ["序号", "单位", "机构编码"]
    next(button for button in page.button if button.label == "恢复默认列").click().run()
    assert "超编" in page.dataframe[0].value.columns
    assert later.kept["columns.UNITS"] == ""


@pytest.mark.parametrize("kept", ["", "not json", "{}", "3", '["没有的列"]', "null"])
def test_what_is_remembered_wrongly_is_passed_over(kept: str) -> None:
    """Another version may have written it."""
    now = _keeping()
    now.kept["columns.X"] = kept

    assert chosen_columns(now, "X", ["单位"]) == []


def test_settings_of_another_ledger_do_no_harm() -> None:
    """Columns, order and words that the list no longer has are forgotten."""
    app = AppTest.from_file(str(NAVIGATION), default_timeout=30)
    app.session_state[SESSION_KEY] = loaded_session()
    for part, value in {
        "columns": ["单位", "没有的列"],
        "by": ["机构类别", "没有的列"],
        "condition_机构类别": ["街道"],
        "sort": "没有的列",
    }.items():
        app.session_state[key(ListKind.UNITS, part)] = value
    app.session_state[f"{WidgetKey.LIST_FILTER}_{ListKind.POSTS.name}"] = ListFilter.POSTS_OPEN
    app.run()
    app.switch_page(f"../pages/{Step.LISTS.script.name}").run()

    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["序号", "单位"]
    assert len(app.dataframe[0].value) == 2


def test_a_rerun_makes_no_list_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is made once for a ledger, a day and a plan."""
    made: list[ListKind] = []
    from bianzhi.services import lists  # noqa: PLC0415

    original = lists.make_list
    monkeypatch.setattr(lists, "make_list", lambda kind, *rest: (made.append(kind), original(kind, *rest))[1])
    page = opened(Step.LISTS, loaded_session())
    page.run()
    page.text_input(key=key(ListKind.UNITS, "search")).set_value("yj").run()

    assert ListKind.UNITS in made
    assert len(made) == len(set(made))


def _keeping() -> KeepingSession:
    now, ready = KeepingSession(), loaded_session()
    assert ready.source is not None and ready.report is not None
    now.load(ready.source, ready.report)
    return now


def test_a_view_is_in_the_address_and_opens_again_from_it() -> None:
    """Search, filters by column and order: what one clerk sees, another sees by the address alone."""
    page = linked(list_link(ListKind.UNITS, ListFilter.OVER))
    page.text_input(key=key(ListKind.UNITS, "search")).set_value("cs").run()
    page.multiselect(key=key(ListKind.UNITS, "by")).set_value(["机构类别", "实有"]).run()
    page.multiselect(key=key(ListKind.UNITS, "condition_机构类别")).set_value(["政府部门"]).run()
    page.number_input(key=key(ListKind.UNITS, "condition_实有_least")).set_value(2).run()
    page.selectbox(key=key(ListKind.UNITS, "sort")).set_value("实有").run()
    page.toggle(key=key(ListKind.UNITS, "descending")).set_value(True).run()
    assert list(page.dataframe[0].value["单位"]) == ["甲_测试*局"]
    sent = {name: page.query_params[name] for name in page.query_params}
    assert {name: sent[name] for name in ("q", "by", "sort")} == {
        "q": "cs",
        "by": ["机构类别=政府部门", "实有:2.."],
        "sort": "-实有",
    }

    other = linked(sent)
    assert list(other.dataframe[0].value["单位"]) == ["甲_测试*局"]
    assert other.text_input(key=key(ListKind.UNITS, "search")).value == "cs"
    assert other.number_input(key=key(ListKind.UNITS, "condition_实有_least")).value == 2
    assert other.toggle(key=key(ListKind.UNITS, "descending")).value is True
    next(button for button in other.button if button.label == "清除条件").click().run()
    assert "q" not in other.query_params and "by" not in other.query_params
    assert in_address(other, "filter") == "超编单位"


@pytest.mark.parametrize(
    "by", ["没有:1..2", "实有", "实有:..", "实有:a..b", "实有=3", "单位:1..", "机构类别~x", "=", ""]
)
def test_conditions_that_a_list_does_not_have_are_passed_over_and_said(by: str) -> None:
    """An address may be typed, or be of another version."""
    page = linked({**list_link(ListKind.UNITS), "by": by, "sort": "没有"})

    assert len(page.dataframe[0].value) == 3
    assert "不适用，已略去" in text_of(page)


@given(
    some.builds(
        ListView,
        some.text("张zj 1|=~:", max_size=8).map(str.strip),
        some.lists(
            some.one_of(
                some.builds(
                    Condition,
                    some.just("领导"),
                    some.lists(some.sampled_from(["是", "否", ""]), min_size=1, max_size=2, unique=True)
                    .map(tuple)
                    .filter(any),
                ),
                some.builds(Condition, some.just("专业"), text=some.text("计算机=~:|.", min_size=1, max_size=8)),
                some.builds(
                    Condition, some.just("年龄"), least=some.integers(-99, 99), most=some.none() | some.integers(0, 99)
                ),
            ),
            max_size=3,
        ).map(tuple),
        some.sampled_from(["", "年龄"]),
    )
)
def test_any_view_comes_back_from_its_address(view: ListView) -> None:
    """Whatever signs stand in the words."""
    now = loaded_session()
    assert now.source is not None
    table = people_list(ListSources(now.source.establishment, now.day))
    assert view_of(view_words(view), table) == (view, ())


def test_a_unit_that_there_is_not_is_said() -> None:
    """A link to the list with the code of a unit of another ledger."""
    assert "没有机构编码为“ZZZ”的单位" in text_of(linked({**list_link(ListKind.PEOPLE), "unit": "ZZZ"}))
    assert "没有机构编码" not in text_of(linked({**list_link(ListKind.PEOPLE), "unit": "A"}))


def test_figures_of_the_last_column_keep_clear_of_the_scroll_bar() -> None:
    """They are shown with a blank behind them, and stay the figures they are; words have no need of it."""
    data = pd.DataFrame({"序号": ["1"], "单位": ["乙局"], "问题": ["12"]})
    shown = colored(data, ["单位", "问题"], ["单位"])
    shown._compute()
    assert [shown._display_funcs[0, column](value) for column, value in ((1, "乙局"), (2, "12"))] == [
        "乙局",
        "12\u2003",
    ]
    assert shown.data["问题"].tolist() == ["12"]
