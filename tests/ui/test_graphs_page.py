"""统计图: every plot with its sentence and its table, what is missing is said, and the chart goes on paper."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
import streamlit as st
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.paper import Sheet
from bianzhi.domain.scenario import Origin, Scenario, ScenarioStatus
from bianzhi.services import pictures
from bianzhi.ui import exports
from bianzhi.ui.components import chart_print
from bianzhi.ui.components.chart_print import STALE, chart_pages, paper_notes, printed_download
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.charts.drawings import wide_district
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session, small_establishment, small_plan


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], str]]:
    """What goes to ECharts: the picture, and what is read aloud in its place."""
    seen: list[tuple[dict[str, Any], str]] = []
    monkeypatch.setattr(st, "echarts_chart", lambda spec, *, alt, **_: seen.append((spec, alt)))
    return seen


def showing(view: str, *, solved: bool = True, now: Session | None = None) -> AppTest:
    """The page at one of its plots."""
    page = opened(Step.GRAPHS, now or loaded_session(solved=solved))
    page.segmented_control(key=WidgetKey.GRAPH).set_value(view).run()
    assert not page.exception
    return page


def test_the_heat_map_names_every_cell_in_words(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """A is two over, B two vacant: words in the cells, in the sentence, in the table, and read aloud."""
    page = opened(Step.GRAPHS, loaded_session())
    spec, aloud = drawn[-1]

    assert [item["label"]["formatter"] for item in spec["series"][0]["data"]] == ["超2", "空2"]
    assert aloud.startswith("2 个单位、1 类编制共 2 格：超编 1 格 2 人，空编 1 格 2 名")
    assert "超编 1 格 2 人" in text_of(page)
    assert page.dataframe[0].value["超编"].tolist() == [2, 0]
    assert page.dataframe[0].value["空编"].tolist() == [0, 2]
    assert [tab.label for tab in page.tabs] == ["图", "数据表"]


def test_the_pareto_chart_and_its_table_tie(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """All the excess is in one unit."""
    page = showing("超编集中度")
    bars, line = drawn[-1][0]["series"]

    assert (bars["data"], line["data"]) == ([2], [100.0])
    assert page.dataframe[0].value["累计占比"].tolist() == ["100.0%"]
    assert "2 个单位中有 1 个超编，共 2 人" in drawn[-1][1]


def test_the_pyramid_of_all_and_of_one_unit(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """Everybody was born on one day in 1985 by the citizen number: seven in all, two of them in B."""
    page = showing("年龄金字塔")
    assert page.dataframe[0].value["合计"].tolist()[-1] == 7

    page.selectbox(key=WidgetKey.GRAPH_UNIT).set_value("B").run()
    assert page.dataframe[0].value["合计"].tolist()[-1] == 2
    men, women = drawn[-1][0]["series"]
    assert sum(men["data"]) + sum(women["data"]) == 2
    assert drawn[-1][1].startswith("乙局：在编实有 2 人")


def test_the_wave_by_quarters(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """People born in 1985 retire after ten years: said in a sentence, no empty plot. Older ones make a plot."""
    page = showing("退休潮")
    assert "到龄 0 人" in "".join(info.value for info in page.info)
    assert len(drawn) == 1  # the heat map, before the plot was chosen

    now = loaded_session()
    assert now.source is not None
    older = tuple(replace(each, citizen_number="99999919690615121X") for each in small_establishment().people)
    ledger = replace(now.source.ledger, establishment=replace(small_establishment(), people=older))
    now.source = replace(now.source, ledger=ledger)
    page = showing("退休潮", now=now)
    assert page.dataframe[0].value["合计"].tolist()[-1] == 7
    page.segmented_control(key=WidgetKey.GRAPH_SPAN).set_value("按季度").run()
    assert not page.exception
    assert any("季度" in words for words in page.dataframe[0].value["时间"])
    assert page.dataframe[0].value["合计"].tolist()[-1] == 7


def test_the_flow_needs_a_plan(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """Without one the page says where to get it; with one, one person goes from A to B."""
    assert "还没有方案" in text_of(showing("人员流向", solved=False))

    page = showing("人员流向")
    series = drawn[-1][0]["series"][0]
    assert [(link["source"], link["target"], link["value"]) for link in series["links"]] == [
        ("甲_测试*局 调出1", "乙局 调入1", 1)
    ]
    assert page.dataframe[0].value["拟调整人数"].tolist() == [1]


def test_figures_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rerun asks no service again; another plan does."""
    now, asked = loaded_session(solved=True), []
    real = pictures.move_flows
    monkeypatch.setattr(pictures, "move_flows", lambda *given: asked.append(1) or real(*given))
    assert now.source is not None
    page = showing("人员流向", now=now)
    page.run()
    assert len(asked) == 1

    now.take_plan(replace(small_plan(), moves=()))
    page.run()
    assert len(asked) == 2
    assert "方案没有跨单位的调整" in text_of(page)


def test_printing_tells_the_pages_and_previews_one() -> None:
    """Before a plan only 现状; with a plan four views. The choices are in the file's name."""
    before = showing("机构图打印", solved=False)
    assert before.segmented_control(key=WidgetKey.PRINT_VIEW).options == ["现状"]

    page = showing("机构图打印")
    assert page.segmented_control(key=WidgetKey.PRINT_VIEW).options == ["现状", "调整后", "前后对照", "只看变化"]
    page.segmented_control(key=WidgetKey.PRINT_VIEW).set_value("前后对照")
    page.segmented_control(key=WidgetKey.PRINT_PAPER).set_value("A4")
    page.segmented_control(key=WidgetKey.PRINT_FORMAT).set_value("PNG").run()
    assert not page.exception
    assert "A4 横向，共 1 页" in text_of(page)
    assert "前后对照（拟）" in text_of(page)


def test_changes_that_are_none_are_said() -> None:
    """A plan without moves: 只看变化 has nothing to print and says what to do."""
    now = loaded_session()
    now.take_plan(replace(small_plan(), moves=()))
    page = showing("机构图打印", now=now)
    page.segmented_control(key=WidgetKey.PRINT_VIEW).set_value("只看变化").run()

    assert "没有哪个单位有变化" in "".join(error.value for error in page.error)


def test_the_files_hold_the_chart() -> None:
    """PDF and PPTX of both states; their names change with the plan."""
    now = loaded_session(solved=True)
    assert now.source is not None
    pages = chart_pages(now, now.source, View.COMPARE, Level.UNITS, Sheet())
    pdf = pypdfium2.PdfDocument(exports.printed_chart(pages, "pdf"))
    slides = Presentation(io.BytesIO(exports.printed_chart(pages, "pptx")))

    assert "乙局" in pdf[0].get_textpage().get_text_range()
    assert {"甲_测试*局", "乙局"} <= {shape.name for shape in slides.slides[0].shapes}
    assert chart_pages(now, now.source, View.COMPARE, Level.UNITS, Sheet()) is pages


def test_the_page_of_exports_has_the_printed_chart() -> None:
    """PDF and PPTX; before a plan of what is, after it of both states, under a name that tells them apart."""
    before, after = loaded_session(), loaded_session(solved=True)
    assert before.source is not None and after.source is not None

    assert "现状" in printed_download(before, before.source, "pdf").file_name
    download = printed_download(after, after.source, "pdf")
    assert "前后对照" in download.file_name and after.result_mark in download.file_name
    assert download.make().startswith(b"%PDF")
    words = text_of(opened(Step.EXPORT, after))
    assert "分页机构图（PDF）" in words and "分页机构图（PPTX）" in words


def test_a_sheet_is_offered_no_size_of_text_it_has_no_room_for() -> None:
    """The sizes are those that fit; one chosen before for a larger sheet is forgotten."""
    page = showing("机构图打印")
    sizes = page.segmented_control(key=WidgetKey.PRINT_TEXT).options
    assert sizes[0] == "6 磅"
    page.segmented_control(key=WidgetKey.PRINT_TEXT).set_value(sizes[-1]).run()
    for view in ("前后对照", "只看变化"):
        page.segmented_control(key=WidgetKey.PRINT_VIEW).set_value(view)
        page.segmented_control(key=WidgetKey.PRINT_PAPER).set_value("A4")
        page.segmented_control(key=WidgetKey.PRINT_ORIENTATION).set_value("纵向").run()
        assert not page.exception
        for size in page.segmented_control(key=WidgetKey.PRINT_TEXT).options:
            page.segmented_control(key=WidgetKey.PRINT_TEXT).set_value(size).run()
            assert not page.exception and not page.error


def test_pages_say_the_scenario_and_that_a_plan_is_out_of_date() -> None:
    """The name and the status on what is and on what is proposed; out of date only where the plan is drawn."""
    now = loaded_session(solved=True)
    assert now.source is not None
    assert paper_notes(now, View.COMPARE) == ()
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    now.scenario = Scenario("x", "城管整合", Origin.BLANK, moment, moment, status=ScenarioStatus.CONSULTING)
    now.settings = replace(now.settings, near_retirement_months=36)
    assert now.plan_is_stale
    assert paper_notes(now, View.BEFORE) == ("方案：城管整合（征求意见）",)
    assert paper_notes(now, View.COMPARE) == ("方案：城管整合（征求意见）", STALE)
    pages = chart_pages(now, now.source, View.COMPARE, Level.UNITS, Sheet())
    assert "城管整合（征求意见）" in pages.pages[0].svg and STALE in pages.pages[0].svg
    now.scenario = replace(now.scenario, status=ScenarioStatus.REVIEW)
    assert "（会审）" in chart_pages(now, now.source, View.COMPARE, Level.UNITS, Sheet()).pages[0].svg


def test_plan_views_are_not_printed_while_people_wait() -> None:
    """As the other files of the plan; what is can be printed all the same."""
    now = loaded_session(solved=True)
    assert now.source is not None
    now.by_hand = (HandMove("P003"),)
    assert now.waiting == ("P003",)
    assert printed_download(now, now.source, "pdf").missing == "待安置区还有 1 人。"
    page = showing("机构图打印", now=now)
    assert not page.error
    page.segmented_control(key=WidgetKey.PRINT_VIEW).set_value("调整后").run()
    assert "待安置区还有 1 人，方案暂不能导出" in page.error[0].value
    assert not page.get("download_button")


def test_the_wave_says_what_its_categories_mean(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """Every one that the legend has, and no other."""
    now = loaded_session()
    assert now.source is not None
    older = tuple(replace(each, citizen_number="99999919690615121X") for each in small_establishment().people)
    ledger = replace(now.source.ledger, establishment=replace(small_establishment(), people=older))
    now.source = replace(now.source, ledger=ledger)
    words = "".join(each.value for each in showing("退休潮", now=now).caption)
    for category in drawn[-1][0]["legend"]["data"]:
        assert f"“{category}”为" in words
    assert "“女50”" not in words


def test_packed_pictures_are_told_apart_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both come as zip where there are several pages: the name says which; one page needs no word beside its ending."""
    made: list[str] = []
    monkeypatch.setattr(chart_print, "download_button", lambda now, download, **_: made.append(download.file_name))
    now = loaded_session()
    assert now.source is not None
    ledger = replace(now.source.ledger, establishment=replace(wide_district(3), sha256="1" * 64))
    now.source = replace(now.source, ledger=ledger)
    page = showing("机构图打印", now=now)
    page.segmented_control(key=WidgetKey.PRINT_PAPER).set_value("A4")
    for form in ("SVG", "PNG", "PDF"):
        page.segmented_control(key=WidgetKey.PRINT_FORMAT).set_value(form).run()
        assert not page.exception
    svg, png, pdf = made[-3:]
    assert svg.startswith("机构图_现状_到单位_A4横向_SVG_") and svg.endswith(".zip")
    assert png.startswith("机构图_现状_到单位_A4横向_PNG_") and png.endswith(".zip")
    assert "_PDF" not in pdf and pdf.endswith(".pdf")


def test_many_units_stand_in_two_halves(drawn: list[tuple[dict[str, Any], str]]) -> None:
    """In their order, the first half at the left: all of them on one sheet."""
    now = loaded_session()
    assert now.source is not None
    district = wide_district(3, 0)
    ledger = replace(now.source.ledger, establishment=replace(district, sha256="2" * 64))
    now.source = replace(now.source, ledger=ledger)
    opened(Step.GRAPHS, now)
    spec = drawn[-1][0]
    left, right = (axis["data"] for axis in spec["yAxis"])
    assert len(left) + len(right) == len(district.units) > 30
    assert 0 <= len(left) - len(right) <= 1
    assert [len(series["data"]) for series in spec["series"]] == [len(left), len(right)]
    assert [series["xAxisIndex"] for series in spec["series"]] == [0, 1]
