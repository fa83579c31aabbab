"""What is taken away of 统计图: pictures and tables that say what they are of, without personal data."""

import io
from dataclasses import replace

import openpyxl
import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.plan_columns import PROPOSAL_NOTE
from bianzhi.ui.components import graph_views
from bianzhi.ui.components.downloads import Download
from bianzhi.ui.components.plot_saver import Picture
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.small_office import NUMBER, loaded_session, small_establishment
from tests.ui.test_graphs_page import showing


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """What the buttons that save a plot are given."""
    given: list[Picture] = []
    monkeypatch.setattr(graph_views, "plot_saver", lambda picture, key: given.append(picture))
    return given


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[Download]:
    """The tables that are offered beside the plots."""
    given: list[Download] = []
    monkeypatch.setattr(graph_views, "download_button", lambda now, download, label: given.append(download))
    return given


def sheet_of(download: Download) -> list[tuple[object, ...]]:
    """The rows of the workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(download.make())).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_every_plot_is_saved_with_what_it_is_of(saved: list[Picture], tables: list[Download]) -> None:
    """Picture and table under a name that says which plot and changes with the plan; a plan's says that it is proposed."""
    now = loaded_session(solved=True)
    for view in ("编制热力图", "超编集中度", "年龄金字塔", "人员流向"):
        showing(view, now=now)
        assert (saved[-1].heading, saved[-1].file) == (view, f"{view}_2026-11-23_{now.result_mark}")
        assert saved[-1].foot[0].startswith("台账：台账.xlsx　按 2026年11月23日 测算")
        assert tables[-1].file_name == f"{view}_数据表_2026-11-23_{now.result_mark}.xlsx"
        assert ("拟调整" in "".join(saved[-1].foot)) == (view == "人员流向")
    assert PROPOSAL_NOTE in str(sheet_of(tables[-1])[1][0])

    page = showing("年龄金字塔", now=now)
    page.selectbox(key=WidgetKey.GRAPH_UNIT).set_value("B").run()
    assert saved[-1].heading == "年龄金字塔·乙局"
    assert tables[-1].file_name.startswith("年龄金字塔_乙局_数据表_")


def test_the_table_that_is_saved_is_the_one_shown(tables: list[Download]) -> None:
    """Row by row, totals last, shares as numbers."""
    page = showing("超编集中度")
    *_, headings, row = sheet_of(tables[-1])
    shown_row = page.dataframe[0].value.iloc[0].tolist()
    assert list(headings) == page.dataframe[0].value.columns.tolist()
    assert [*row] == [*shown_row[:-1], 1.0]
    assert shown_row[-1] == "100.0%"

    page = showing("年龄金字塔")
    rows = sheet_of(tables[-1])
    assert [list(row) for row in rows[3:]] == page.dataframe[0].value.to_numpy().tolist()
    assert rows[-1] == ("合计", 7, 0, 7)


def test_identity_numbers_are_masked_in_what_is_saved(saved: list[Picture], tables: list[Download]) -> None:
    """Even where somebody wrote one into the name of a unit."""
    now = loaded_session(solved=True)
    assert now.source is not None
    office = small_establishment()
    units = tuple(replace(unit, name=f"{unit.name}{NUMBER}") for unit in office.units)
    ledger = replace(now.source.ledger, establishment=replace(office, units=units))
    now.source = replace(now.source, ledger=ledger)
    page = showing("年龄金字塔", now=now)
    page.selectbox(key=WidgetKey.GRAPH_UNIT).set_value("B").run()
    assert "乙局" in saved[-1].heading
    assert NUMBER not in f"{saved[-1]}{tables[-1].file_name}{sheet_of(tables[-1])}"
    showing("人员流向", now=now)
    assert "乙局" in str(sheet_of(tables[-1]))
    assert NUMBER not in str(sheet_of(tables[-1]))


def test_a_flow_is_not_saved_while_people_wait(saved: list[Picture], tables: list[Download]) -> None:
    """As no other file of the plan is; the plots of the ledger are."""
    now = loaded_session(solved=True)
    now.by_hand = (HandMove("P003"),)
    page = showing("编制热力图", now=now)
    assert (len(saved), len(tables)) == (2, 2), "once as the page opens, once as it is chosen"
    page = showing("人员流向", now=now)
    assert "待安置区还有 1 人，方案暂不能导出" in page.error[0].value
    assert (len(saved), len(tables)) == (3, 3), "only the heat map with which the page opens"
