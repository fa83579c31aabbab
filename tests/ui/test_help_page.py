"""使用帮助 and 五分钟导览: ticks come from what was done, the bar is on every page and then no more, the manual opens anywhere."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import __version__
from bianzhi.domain.by_hand import HandMove
from bianzhi.ui import tour, uploads
from bianzhi.ui.manual_reader import chapters
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tour import STATIONS, Widgets
from bianzhi.ui.tour_progress import TourProgress
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_office import loaded_session

SELECTED = {"selection": {"rows": [0]}}
TWO_SELECTED = {"selection": {"rows": [0, 1]}}
CLICKED = {"event": {"kind": "unit", "code": "A"}}


def is_done(name: str, now: Session, widgets: Widgets) -> bool:
    """Whether a station counts as done."""
    return next(station for station in STATIONS if station.name == name).done(now, widgets)


def begun(step: Step, now: Session | None = None, *, at: str = "import") -> AppTest:
    """A page while the tour is at a station."""
    page = opened(step, now)
    page.session_state[WidgetKey.TOUR] = TourProgress(on=True, at=at, offered=False)
    page.run()
    assert not page.exception
    return page


def test_there_are_ten_stations_of_five_minutes() -> None:
    """The bar promises ten and five; no name is used twice."""
    assert len({station.name for station in STATIONS}) == 10
    assert sum(station.seconds for station in STATIONS) == 5 * 60


@pytest.mark.parametrize(
    ("name", "widgets"),
    [
        ("check", {WidgetKey.FINDINGS: SELECTED}),
        ("lists", {f"{WidgetKey.LIST}_PEOPLE_search": "zxf"}),
        ("scenarios", {WidgetKey.SCENARIOS: TWO_SELECTED}),
    ],
)
def test_what_a_widget_shows_is_done_only_then(name: str, widgets: Widgets) -> None:
    """A row chosen, letters typed, two scenarios chosen; with the page merely open nothing is ticked."""
    assert is_done(name, Session(), widgets)
    assert not is_done(name, Session(), {})
    assert not is_done(name, Session(), dict.fromkeys(widgets))


def test_chinese_in_the_search_box_is_no_search_by_initials() -> None:
    """The station is about pinyin; and one scenario chosen is no comparison."""
    assert not is_done("lists", Session(), {f"{WidgetKey.LIST}_PEOPLE_search": "张"})
    assert not is_done("scenarios", Session(), {WidgetKey.SCENARIOS: SELECTED})


def test_a_ledger_of_the_office_is_not_the_sample() -> None:
    """Only the invented ledgers tick the first station: the tour moves people about."""
    now = loaded_session()
    assert not is_done("import", now, {})
    assert now.source is not None
    now.source = replace(now.source, files=(Upload(uploads.DISTRICT_SAMPLE, b"PK"),))
    assert is_done("import", now, {})


def test_what_the_session_knows_is_done_only_then() -> None:
    """Chart, plan, why, hand, charts, export: without and with."""
    now, solved = loaded_session(), loaded_session(solved=True)
    assert not is_done("plan", now, {})
    assert is_done("plan", solved, {})
    solved.advice.person = "P002"
    assert not is_done("why", solved, {}), "the page of reasons was not seen"
    solved.seen.add(Step.WHY)
    assert is_done("why", solved, {})
    assert not is_done("by_hand", solved, {})
    solved.by_hand = (HandMove("P002"),)
    assert is_done("by_hand", solved, {})
    solved.seen.add(Step.COMPARE)
    assert not is_done("charts", solved, {}), "one page of two"
    solved.seen |= {Step.GRAPHS, Step.CHART}
    assert is_done("charts", solved, {})
    assert not is_done("chart", solved, {}), "no unit was clicked"
    assert is_done("chart", solved, {WidgetKey.CHART: CLICKED})
    assert not is_done("export", solved, {})
    solved.exported = True
    assert is_done("export", solved, {})


def test_stations_passed_over_come_at_the_end() -> None:
    """The second one was left out: after the last it is offered again; when all are ticked nothing is."""
    but_one = tuple(station.name for station in STATIONS if station.name != "check")
    assert tour.next_station(TourProgress(True, "export", but_one)) == STATIONS[1]
    everything = TourProgress(True, "export", (*but_one, "check"))
    assert tour.next_station(everything) is None
    assert tour.minutes_left(everything) == 0
    assert tour.minutes_left(TourProgress(True, "import")) == 5


@pytest.mark.parametrize("text", ["", "keine", "[]", "7", '{"done": 3}', '{"done": [1]}'])
def test_a_memory_that_makes_no_sense_is_no_tour(text: str) -> None:
    """What was written by hand or by another version is passed over; what was kept is read back."""
    assert not TourProgress.from_text(text).on
    kept = TourProgress(True, "lists", ("import", "check"), offered=False)
    assert TourProgress.from_text(kept.as_text) == kept


@pytest.mark.parametrize("step", list(Step))
def test_the_bar_is_on_every_page_while_the_tour_is_on(step: Step) -> None:
    """With its number, and with the way out, also where there is nothing yet."""
    during = begun(step, at="by_hand")
    assert "导览 7/10" in text_of(during)
    assert "结束导览" in [button.label for button in during.button]


def test_without_a_tour_there_is_no_bar() -> None:
    """A page with results looks as ever."""
    assert "导览" not in text_of(opened(Step.PLAN, loaded_session(solved=True)))


def test_the_start_page_offers_the_tour_until_it_is_declined() -> None:
    """One click and it is gone; another page never offers it."""
    page = opened(Step.HOME)
    assert "开始五分钟导览" in [button.label for button in page.button]
    press(page, "不再提示")
    assert "开始五分钟导览" not in [button.label for button in page.button]
    assert "第一次使用" not in text_of(opened(Step.IMPORT))


def test_a_station_is_ticked_when_it_is_done() -> None:
    """A plan comes: the bar says so, and a tick stays when the plan goes again."""
    now = loaded_session()
    page = begun(Step.PLAN, now, at="plan")
    assert "✓ 已完成" not in text_of(page)
    now.take_plan(loaded_session(solved=True).plan)  # type: ignore[arg-type]
    page.run()
    assert "✓ 已完成" in text_of(page)
    now.drop_results()
    page.run()
    assert "✓ 已完成" in text_of(page)


def test_ending_the_tour_takes_the_bar_away() -> None:
    """The help page can begin it again."""
    page = begun(Step.HELP)
    press(page, "结束导览")
    assert "导览 1/10" not in text_of(page)
    assert "从头再来" in [button.label for button in page.button]


def test_the_help_page_shows_every_part_without_a_ledger() -> None:
    """Tour, manual, terms, and where the data are; the version is the one of the program."""
    page = opened(Step.HELP)
    assert all(station.title in text_of(page) for station in STATIONS)
    _chooses(page, "用户手册")
    assert chapters()[0].title in text_of(page)
    _chooses(page, "术语")
    assert "核定编制" in page.table[0].value.to_string()
    _chooses(page, "版本和数据")
    assert __version__.replace(".", "") in text_of(page).replace(".", "").replace("\\", "")
    assert "backup -o" in page.code[0].value


def test_the_manual_is_searched_on_the_page() -> None:
    """Sections that have the words, one click from their chapter; nothing found says what to do."""
    page = opened(Step.HELP)
    _chooses(page, "用户手册")
    page.text_input(WidgetKey.MANUAL_SEARCH).set_value("待安置区").run()
    assert "找到 " in text_of(page)
    press(page, "看这一章")
    assert page.session_state[WidgetKey.MANUAL_CHAPTER] == "8"
    page.text_input(WidgetKey.MANUAL_SEARCH).set_value("蓝牙打印机").run()
    assert "手册里没有这些字" in text_of(page)


def test_an_address_opens_a_chapter() -> None:
    """A bookmark of chapter 9 opens the manual there; a chapter that is none opens the first."""
    for asked, shown in (("9", "九、方案库"), ("77", "一、开始")):
        page = opened(Step.HOME)
        page.query_params["chapter"] = asked
        page.switch_page(f"../pages/{Step.HELP.script.name}").run()
        assert not page.exception
        assert shown in [heading.value for heading in page.subheader]


def _chooses(page: AppTest, words: str) -> None:
    page.session_state[WidgetKey.HELP_VIEW] = words
    page.run()
    assert not page.exception
