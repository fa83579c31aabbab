"""改革前后: cards, tables and pictures of a reform; what stops the export; people placed; two reforms beside each other."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.establishment import LeadershipPosts, Section
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import MergeSections, Reform, RenameUnit
from bianzhi.domain.reform import Step as ReformStep
from bianzhi.domain.terms import LeadershipKind
from bianzhi.services import reforming
from bianzhi.ui import reform_exports
from bianzhi.ui.components.reform_chart_view import KINDS
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables import reform_posts
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_office import small_plan
from tests.ui.small_reform import abolishing_reform, session_to_reform, small_reform


def _at(view: str, now: Session) -> AppTest:
    page = opened(Step.REFORM_COMPARE, now)
    page.segmented_control(key=WidgetKey.REFORM_VIEW).set_value(view).run()
    assert not page.exception
    return page


def test_without_a_reform_the_page_says_what_to_do() -> None:
    """A ledger alone shows no figures."""
    page = opened(Step.REFORM_COMPARE, session_to_reform())

    assert "还没有改革方案" in page.info[0].value
    assert not page.metric


def test_cards_tell_before_and_after() -> None:
    """One person with the post goes from A, two over, to B: nothing of the totals changes, B has the duty."""
    page = opened(Step.REFORM_COMPARE, session_to_reform(small_reform()))

    values = {card.label: (card.value, card.delta) for card in page.metric}
    assert values["机构"] == ("4 个", "不变（原 4）")
    assert values["核定编制"][0] == "12 名"
    assert values["超编"][0] == "2 人"


def test_units_show_only_changes_unless_asked() -> None:
    """A is renamed, B receives; C and D appear with the switch off."""
    now = session_to_reform(small_reform())
    page = opened(Step.REFORM_COMPARE, now)
    assert list(page.dataframe[0].value["机构变化"]) == [
        "更名、划出职责1项、编制-1",
        "承接职责1项、编制+1",
    ]

    page.toggle(key=WidgetKey.REFORM_ONLY_CHANGES).set_value(False).run()

    assert len(page.dataframe[0].value) == 4


def test_posts_duties_and_people_of_the_reform() -> None:
    """核增 equals 核减, the duty goes to B, and the person has one 出编 and one 入编 row of one number."""
    now = session_to_reform(small_reform())

    quotas = _at("编制核增核减", now).dataframe[0].value
    assert list(quotas["单位"]) == ["甲新局（原甲_测试*局）", "乙局", "合计"]
    assert list(quotas["核增"]) == [0, 1, 1] and list(quotas["核减"]) == [1, 0, 1]
    assert set(quotas["批准文号"][:-1]) == {"待批"}

    fates = _at("职责去向", now).dataframe[0].value
    assert list(fates["职责编码"]) == ["A-1"]
    assert list(fates["去向"]) == ["划转"]
    assert list(fates["改革后承担单位"]) == ["乙局"]

    people = _at("出编入编", now).dataframe[0].value
    assert list(people["类别"]) == ["出编", "入编"]
    assert list(people["序号"]) == [1, 1]
    assert list(people["人员编号"]) == ["P002", "P002"]


def test_effects_and_check_of_a_sound_reform() -> None:
    """Nothing stops the export."""
    now = session_to_reform(small_reform())

    assert "消除问题" in text_of(_at("规则影响", now))
    assert "没有阻止导出的问题" in text_of(_at("检查", now))


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_picture_is_drawn(kind: str) -> None:
    """Each of the four pictures is shown without an error."""
    page = _at("图", session_to_reform(small_reform()))

    page.segmented_control(key=WidgetKey.REFORM_CHART_KIND).set_value(kind).run()

    assert not page.exception


def test_an_unfinished_reform_is_refused_with_the_reason() -> None:
    """A is abolished: its people and duties have no home, and the three papers say so; the picture may be drawn."""
    now = session_to_reform(abolishing_reform())

    page = _at("检查", now)
    assert "G603" in set(page.dataframe[0].value["规则"])
    page = _at("下载", now)
    assert "还不能导出" in page.error[0].value
    buttons = page.get("download_button")
    assert len(buttons) == 4
    assert [button.disabled for button in buttons] == [True, True, True, False]


def test_files_of_a_sound_reform_read_back() -> None:
    """Workbook and ledger open; the ledger after the reform reads as it was worked out."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    reformed = now.reforms.reformed(now.source.establishment)
    workbook, document, ledger, picture = reform_exports.reform_downloads(now, reformed, None, ())

    sheets = openpyxl.load_workbook(io.BytesIO(workbook.make())).sheetnames
    assert {"改革事项", "机构对照", "编制核增核减", "职责去向", "出编入编"} <= set(sheets)
    assert document.make()[:2] == b"PK"
    assert ledger.make()[:2] == b"PK"
    assert "甲新局" in picture.make().decode()
    assert now.reforms.mark in workbook.file_name


def test_people_are_placed_on_the_ledger_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver gets the ledger after the reform and the settings; a changed reform makes the plan out of date."""
    asked: list[object] = []

    def solved(establishment: object, *_: object) -> Plan:
        asked.append(establishment)
        return small_plan()

    monkeypatch.setattr(services, "reallocate", solved)
    now = session_to_reform(small_reform())
    assert now.source is not None
    page = _at("人员安置", now)
    press(page, "求解人员安置")
    waits_for(page, lambda: bool(now.reforms.placing.answers))

    assert asked == [now.reforms.reformed(now.source.establishment).after]
    assert list(page.dataframe[0].value["人员编号"]) == ["P002"]

    now.reforms.add(now.source.establishment, ReformStep(RenameUnit("C", "丙新中心")))
    page.run()
    assert "请重新求解人员安置" in text_of(page)


def test_two_reforms_are_held_against_each_other() -> None:
    """The same reform twice conflicts with itself; another one does not, and can follow."""
    now = session_to_reform(small_reform())
    page = _at("两案比较", now)
    same = reforming.reform_text(replace(small_reform(), name="同一改革")).encode()

    page.file_uploader[0].set_value(("乙.toml", same, "application/toml")).run()
    assert "处冲突" in page.error[0].value
    assert list(page.dataframe[0].value.columns) == ["项目", "现状", "本方案", "另一方案"]

    other = reforming.reform_text(
        replace(small_reform(), name="另案", steps=(ReformStep(RenameUnit("C", "丙新中心")),))
    )
    page.file_uploader[0].set_value(("丙.toml", other.encode(), "application/toml")).run()
    assert "互不冲突" in text_of(page)
    press(page, "把另一方案接在本方案之后")
    assert len(now.reforms.reform.steps) == 3


def test_people_nobody_places_are_named_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A is abolished: the plan by hand moves P002, bars P001 and leaves three without a word."""
    monkeypatch.setattr(services, "reallocate", lambda *_: small_plan())
    now = session_to_reform(abolishing_reform())
    page = _at("人员安置", now)
    press(page, "求解人员安置")
    waits_for(page, lambda: bool(now.reforms.placing.answers))

    assert "其中安置撤销单位人员 **1** 人，列入「出编入编」；其余 **0** 人" in text_of(page)
    left = next(each.value for each in page.dataframe if "未安置原因" in each.value)

    assert list(left["人员编号"]) == ["P001", "P003", "P004", "P005"]
    assert left["未安置原因"].iloc[0] == "领导干部不列入调剂"
    assert "P002" not in text_of(_at("检查", now))


def test_people_left_over_can_be_given_to_an_heir(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the solution 检查 offers a unit for them; chosen, one step stands before the abolition and they are placed."""
    monkeypatch.setattr(services, "reallocate", lambda *_: small_plan())
    now = session_to_reform(abolishing_reform())
    page = _at("人员安置", now)
    press(page, "求解人员安置")
    waits_for(page, lambda: bool(now.reforms.placing.answers))
    page = _at("检查", now)
    assert "须指定承接机构" in page.dataframe[0].value["问题"].str.cat()

    box = next(each for each in page.selectbox if "由哪个机构承接" in each.label)
    box.set_value("B").run()
    press(page, "加入改革方案")

    assert not page.exception
    assert [type(step.operation).__name__ for step in now.reforms.reform.steps] == ["TransferPosts", "AbolishUnit"]
    assert now.source is not None
    assert {"P001", "P003"} <= {p.id for p in now.reforms.reformed(now.source.establishment).after.people_of["B"]}


def test_leadership_posts_sections_and_notices_are_shown() -> None:
    """Two sections of B merge: posts with their sum, the sections, and a notice for a day that is past."""
    into = Section("B1", "B", "综合科", heads=1)
    steps = (ReformStep(MergeSections(("B1", "B2"), into)),)
    now = session_to_reform(Reform("合并", steps, date(2020, 1, 1)))
    assert now.source is not None
    establishment = replace(
        now.source.establishment, leadership_posts=(LeadershipPosts("B", LeadershipKind.SECTION_HEAD, 3),)
    )
    reformed = reforming.apply_reform(establishment, now.reforms.reform)
    comparison = reforming.compare_reform(reformed, now.day)

    rows = reform_posts.leaders_change_rows(reformed, comparison)
    assert [(row["单位"], row["现职数"], row["核减"], row["调整后"]) for row in rows] == [
        ("乙局", 3, 1, 2),
        ("合计", 3, 1, 2),
    ]
    page = opened(Step.REFORM_COMPARE, now)
    sections = next(each.value for each in page.dataframe if "调整前" in each.value)
    assert list(sections["计入限额"]) == ["3→2"]
    assert "G624" in set(_at("检查", now).dataframe[0].value["规则"])


def test_people_who_wait_have_a_row() -> None:
    """Cards count them, and so does the table."""
    page = opened(Step.REFORM_COMPARE, session_to_reform(abolishing_reform()))

    assert page.dataframe[0].value["机构变化"].iloc[-1] == "待安置占编人员 5 人"
    assert "改革后超编含撤销单位待安置的 5 人" in text_of(page)
