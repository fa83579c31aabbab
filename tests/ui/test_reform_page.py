"""改革方案: each operation has its form, is tried at once, and the reform stays as it was where it cannot be carried out."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import Reform, RenameUnit, TransferDuties
from bianzhi.services import reforming
from bianzhi.ui.components.reform_step_form import FORMS
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_office import small_mergers
from tests.ui.small_reform import session_to_reform, small_reform


def _at(group: str, kind: str, now: Session | None = None) -> tuple[AppTest, Session]:
    """The page with the form of one operation open."""
    now = now or session_to_reform()
    page = opened(Step.REFORM, now)
    if group != "机构":
        _control(page, f"{WidgetKey.REFORM_KIND}_group").set_value(group).run()
    if kind != reforming.operation_words()[FORMS[group][0][0]]:
        _control(page, f"{WidgetKey.REFORM_KIND}_{group}").set_value(kind).run()
    assert not page.exception
    return page, now


def _control(page: AppTest, key: str) -> object:
    return next(each for each in page.segmented_control if each.key == key)


def _fill(page: AppTest, now: Session, kind: str, **values: object) -> None:
    """Fill boxes by their labels, as far as they stand before the bracket."""
    for label, value in values.items():
        stem = f"{WidgetKey.REFORM_FIELD}_{now.reforms.edits}_{kind}_{label}"
        boxes = (*page.selectbox, *page.multiselect, *page.text_input, *page.number_input)
        box = next(each for each in boxes if str(each.key).startswith(stem))
        box.set_value(value).run()
        assert not page.exception


OPERATIONS = [(group, kind) for group, forms in FORMS.items() for kind, _ in forms]


def test_every_operation_has_a_form() -> None:
    """None is missing, none stands twice."""
    kinds = [kind for _, kind in OPERATIONS]

    assert sorted(kinds, key=str) == sorted(reforming.operation_words(), key=str)


@pytest.mark.parametrize(("group", "kind"), OPERATIONS)
def test_an_empty_form_says_what_is_missing(group: str, kind: type) -> None:
    """Pressed without anything filled in, one box says what to do; nothing is added."""
    page, now = _at(group, reforming.operation_words()[kind])

    press(page, "加入改革方案")

    assert len(page.error) == 1
    assert "请" in page.error[0].value
    assert now.reforms.reform.steps == ()


def test_a_rename_is_added_and_told() -> None:
    """The step stands in the list as a sentence; undone, the list is empty; the ledger of the session is as it was."""
    page, now = _at("机构", "机构更名")
    _fill(page, now, "机构更名", 更名的机构="A", 新的全称="甲新局")

    press(page, "加入改革方案")

    assert [step.operation for step in now.reforms.reform.steps] == [RenameUnit("A", "甲新局")]
    assert "更名为甲新局" in text_of(page)
    assert now.source is not None
    assert now.source.establishment.unit["A"].name == "甲_测试*局"
    press(page, "撤回最后一项")
    assert now.reforms.reform.steps == ()
    assert "还没有改革事项" in text_of(page)


def test_a_transfer_takes_duties_people_and_posts() -> None:
    """Boxes that depend on the giver appear once it is chosen."""
    page, now = _at("职责", "划转职责")
    kind = "划转职责"
    _fill(page, now, kind, 划出机构="A", 划转的职责=["A-1"], 划入机构="B", 划入的内设机构="B2", 随转人员=["P002"])

    press(page, "加入改革方案")

    assert now.reforms.reform.steps[0].operation == TransferDuties(("A-1",), "B", "B2", persons=("P002",))
    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after
    assert after.person["P002"].unit == "B"
    assert after.duty["A-1"].unit == "B"


def test_an_operation_that_cannot_be_carried_out_is_refused_with_its_remedy() -> None:
    """A has posts: abolished without heir and document it is refused, and the reform stays."""
    page, now = _at("机构", "撤销机构")
    _fill(page, now, "撤销机构", 撤销的机构="A")

    press(page, "加入改革方案")

    assert "没有写承接机构" in page.error[0].value
    assert "改革方案没有改动" in text_of(page)
    assert now.reforms.reform == Reform(now.reforms.reform.name)


def test_units_are_merged_into_one_of_them() -> None:
    """The main unit is one of the parts, with another name."""
    page, now = _at("机构", "合并机构")
    _fill(page, now, "合并机构", 合并的机构=["C", "D"], 主体机构="D", 合并后的全称="信息总站")

    press(page, "加入改革方案")

    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after
    assert "C" not in after.unit
    assert after.unit["D"].name == "信息总站"
    assert sum(after.authorized.values()) == sum(now.source.establishment.authorized.values())


def test_a_new_unit_gets_a_code_that_nothing_has() -> None:
    """The code is offered; the second new unit gets another one."""
    now = session_to_reform()
    for name in ("新局", "又一局"):
        page, now = _at("机构", "设立机构", now)
        _fill(page, now, "设立机构", 新机构全称=name, 机构类别="政府部门")
        press(page, "加入改革方案")
    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after

    assert [(unit.code, unit.name) for unit in after.units[-2:]] == [("N01", "新局"), ("N02", "又一局")]


def test_a_duty_is_split_between_two_units() -> None:
    """Each part has its own unit; the old duty is gone."""
    page, now = _at("职责", "拆分职责")
    _fill(page, now, "拆分职责", 拆分的职责="A-1")
    stem = f"{WidgetKey.REFORM_FIELD}_0_拆分职责_第"
    for number, text in ((1, "受理许可"), (2, "决定许可")):
        page.text_input(key=f"{stem} {number} 项内容（必填）").set_value(text).run()
    page.selectbox(key=f"{stem} 2 项承担机构").set_value("B").run()

    press(page, "加入改革方案")

    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after
    assert "A-1" not in after.duty
    assert [(duty.unit, duty.text) for duty in after.duties[-2:]] == [("A", "受理许可"), ("B", "决定许可")]


def _with_two_that_depend(now: Session) -> None:
    """C is merged into D, then the merged unit is renamed under its new code: the order matters."""
    assert now.source is not None
    page, _ = _at("机构", "合并机构", now)
    _fill(page, now, "合并机构", 合并的机构=["C", "D"], 主体机构="D")
    press(page, "加入改革方案")


def test_a_step_that_a_later_one_needs_is_neither_moved_nor_deleted() -> None:
    """A new unit, then its new name: exchanged or without the first it cannot be carried out, and nothing changes."""
    page, now = _at("机构", "设立机构")
    _fill(page, now, "设立机构", 新机构全称="新局", 机构类别="政府部门")
    press(page, "加入改革方案")
    page, now = _at("机构", "机构更名", now)
    _fill(page, now, "机构更名", 更名的机构="N01", 新的全称="新新局")
    press(page, "加入改革方案")
    before = now.reforms.reform
    assert "已选第 2 项" in text_of(page)

    press(page, "上移")

    assert "台账中没有编码为“N01”的机构" in page.error[0].value.replace("\\", "")
    assert now.reforms.reform == before
    now.reforms.chosen, now.reforms.edits = 0, now.reforms.edits + 1
    page = opened(Step.REFORM, now)
    press(page, "删除这一项")
    assert page.error
    assert now.reforms.reform == before


def test_steps_that_do_not_depend_are_moved_and_deleted() -> None:
    """The chosen step goes up and stays chosen; then it is deleted."""
    now = session_to_reform(small_reform())
    now.reforms.chosen = 1
    page = opened(Step.REFORM, now)

    press(page, "上移")
    assert isinstance(now.reforms.reform.steps[0].operation, RenameUnit)
    assert "已选第 1 项" in text_of(page)

    press(page, "删除这一项")
    assert [type(step.operation) for step in now.reforms.reform.steps] == [TransferDuties]


def test_name_day_and_source_are_kept_in_the_file() -> None:
    """What is typed in the head stands in the file, and the file reads back equal."""
    now = session_to_reform(small_reform())
    page = opened(Step.REFORM, now)

    next(box for box in page.text_input if box.label == "方案名称").set_value("大改革").run()

    assert now.reforms.reform == replace(small_reform(), name="大改革")
    assert reforming.read_reform(reforming.reform_text(now.reforms.reform)) == now.reforms.reform


def test_a_file_is_loaded_or_refused() -> None:
    """A saved file comes in; one that does not fit the ledger is refused, and the reform stays as it was."""
    now = session_to_reform()
    page = opened(Step.REFORM, now)
    content = reforming.reform_text(small_reform()).encode()

    page.file_uploader[0].set_value(("小改革.toml", content, "application/toml")).run()
    assert now.reforms.reform == small_reform()
    assert "已载入" in text_of(page)

    wrong = content.replace(b'"A-1"', b'"A-9"')
    page.file_uploader[0].set_value(("错.toml", wrong, "application/toml")).run()
    assert "A-9" in page.error[0].value.replace("\\", "")
    assert now.reforms.reform == small_reform()

    page.file_uploader[0].set_value(("坏.toml", "不是".encode("gbk"), "application/toml")).run()
    assert "UTF-8" in page.error[0].value.replace("\\", "")


def test_the_sample_is_only_for_its_district() -> None:
    """The small office is not the district: it is said so, and nothing is taken over."""
    now = session_to_reform()
    page = opened(Step.REFORM, now)

    press(page, "载入示例改革方案")

    assert "示例改革方案是为示例区编的" in page.error[0].value
    assert now.reforms.reform.steps == ()


def test_proposals_of_the_sections_page_become_steps() -> None:
    """Without mergers the button is dead; with them B's sections are merged after the steps there are."""
    now = session_to_reform(small_reform())
    page = opened(Step.REFORM, now)
    assert next(button for button in page.button if button.label == "加入内设机构整合建议").disabled
    now.take_mergers(small_mergers())
    page = opened(Step.REFORM, now)

    press(page, "加入内设机构整合建议（1 个单位）")

    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after
    assert [section.name for section in after.sections_of["B"]] == ["综合业务科", "法规科"]
    press(page, "加入内设机构整合建议（1 个单位）")
    assert "已合并、撤销或划出" in page.error[0].value


def test_a_reform_that_does_not_fit_another_ledger_can_be_cut() -> None:
    """The ledger has no duty A-1 any more: the page says so and keeps what can be carried out, which is nothing."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    _replace_ledger(now, replace(now.source.establishment, duties=()))
    page = opened(Step.REFORM, now)

    assert "A-1" in page.error[0].value.replace("\\", "")
    press(page, "只保留能执行的前 0 项")

    assert now.reforms.reform.steps == ()
    assert now.reforms.reform.name == "小改革"


def _replace_ledger(now: Session, establishment: Establishment) -> None:
    assert now.source is not None
    assert now.report is not None
    ledger = replace(now.source.ledger, establishment=establishment)
    now.load(replace(now.source, ledger=ledger), now.report)
