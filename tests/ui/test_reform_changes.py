"""A step of a reform is changed in its form, nothing is lost unasked, and what happens is said where the clerk looks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.establishment import Duty, Section, Unit
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    ChangeCap,
    ChangeDuty,
    ChangeLeadershipPosts,
    ChangeQuota,
    EstablishSection,
    EstablishUnit,
    Fate,
    MergeDuties,
    MergeSections,
    MergeUnits,
    MoveUnit,
    Operation,
    Reform,
    RenameUnit,
    SetParameter,
    SplitDuty,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.reform import Step as ReformStep
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind, Willingness
from bianzhi.services import reforming, scenarios
from bianzhi.ui import keeping
from bianzhi.ui.reform_work import UNNAMED
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables.going_along import going_rows, people_words, warnings_about
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_reform import office_to_reform, session_to_reform, small_reform

ADMINISTRATIVE, FULL = Category.ADMINISTRATIVE, Category.FULLY_FUNDED

ONE_OF_EACH: tuple[Operation, ...] = (
    EstablishUnit(
        Unit("N01", "新局", UnitKind.GOVERNMENT, rank="正科级", functions=("新",)), {FULL: 2}, "编发〔2027〕1号"
    ),
    AbolishUnit("C", "D"),
    MergeUnits(("C", "D"), Unit("D", "信息总站", UnitKind.WELFARE_ONE, "B", "股级", functions=("信息",))),
    SplitUnit("B", Unit("N02", "乙新局", UnitKind.GOVERNMENT), ("B2",), {ADMINISTRATIVE: 1}, (), ("B-1",)),
    RenameUnit("A", "甲新局"),
    MoveUnit("C", "A"),
    EstablishSection(Section("A-S01", "A", "法制科", functions=("法制",))),
    MergeSections(("B1", "B2"), Section("B1", "B", "综合业务科", heads=1, deputies=1)),
    AbolishSection("B3", "B2"),
    TransferDuties(("A-1",), "B", "B2", posts={ADMINISTRATIVE: 1}, persons=("P002",)),
    TransferPosts("B", "A", {ADMINISTRATIVE: 1}),
    ChangeDuty(Fate.REWORDED, "A-1", Duty("A-1", "A", "负责许可", "A1", "三定规定")),
    MergeDuties(("A-1", "A-2"), Duty("A-1", "A", "负责许可和处罚", "A1", "三定规定")),
    SplitDuty("A-1", (Duty("A-1-01", "A", "受理", "A1"), Duty("A-1-02", "B", "决定"))),
    ChangeQuota("A", ADMINISTRATIVE, 2, "编发〔2027〕2号"),
    ChangeCap("B", 2),
    ChangeLeadershipPosts("A", LeadershipKind.UNIT_HEAD, 1, "编发〔2027〕3号"),
    SetParameter("section_cap", 6, "编发〔2027〕4号"),
)


def _changing(operation: Operation, *, why: str = "先行试点") -> tuple[AppTest, Session]:
    """The page with the form of the only step open."""
    step = ReformStep(replace(operation, why=why), date(2027, 3, 1))
    now = session_to_reform(Reform("改革", (step,)))
    now.reforms.chosen = 0
    page = opened(Step.REFORM, now)
    press(page, "修改这一项")
    return page, now


def test_there_is_a_step_of_every_operation() -> None:
    """So the next test leaves none out."""
    assert {type(each) for each in ONE_OF_EACH} == set(reforming.operation_words())


@pytest.mark.parametrize("operation", ONE_OF_EACH, ids=lambda each: type(each).__name__)
def test_a_form_that_is_opened_and_saved_changes_nothing(operation: Operation) -> None:
    """It is filled with everything the step says, also with what has no box, the reason and the day."""
    page, now = _changing(operation)
    before = now.reforms.reform

    press(page, "保存修改")

    assert not page.error
    assert now.reforms.reform == before
    assert now.reforms.editing is None


def test_a_step_is_changed_in_its_place() -> None:
    """The second of two gets another name; the first stays, and it is said what was done."""
    now = session_to_reform(small_reform())
    now.reforms.chosen = 1
    page = opened(Step.REFORM, now)
    press(page, "修改这一项")
    key = f"{WidgetKey.REFORM_FIELD}_{now.reforms.edits}_第2项_机构更名_新的全称（必填）"
    page.text_input(key=key).set_value("甲委员会").run()

    press(page, "保存修改")

    first, second = (step.operation for step in now.reforms.reform.steps)
    assert isinstance(first, TransferDuties)
    assert second == RenameUnit("A", "甲委员会")
    assert [toast.value for toast in page.toast] == [page.success[0].value]
    assert page.success[0].value.startswith("已修改第 2 项")


def test_a_change_that_cannot_be_carried_out_leaves_the_reform() -> None:
    """Without a name it is refused: said over the form, at the box, beside the button and in the corner of the window."""
    page, now = _changing(RenameUnit("A", "甲新局"))
    before = now.reforms.reform
    key = f"{WidgetKey.REFORM_FIELD}_{now.reforms.edits}_第1项_机构更名_新的全称（必填）"
    page.text_input(key=key).set_value("").run()

    press(page, "保存修改")

    assert now.reforms.reform == before
    assert "没有填写“新的全称”" in page.error[0].value
    assert any("▲ 没有填写“新的全称”" in each.value for each in page.markdown), "at the box itself"
    assert any("没有修改" in each.value for each in page.caption), "beside the button"
    assert len(page.toast) == 1
    press(page, "不改了")
    assert now.reforms.editing is None
    assert "增加一项" in text_of(page)


def test_a_change_that_a_later_step_cannot_follow_is_refused() -> None:
    """The second step renames the unit that the first one sets up: under another code it would be missing."""
    unit = Unit("N01", "新局", UnitKind.GOVERNMENT)
    now = session_to_reform(Reform("改革", (ReformStep(EstablishUnit(unit)), ReformStep(RenameUnit("N01", "新新局")))))
    now.reforms.chosen = 0
    page = opened(Step.REFORM, now)
    press(page, "修改这一项")
    before = now.reforms.reform
    key = f"{WidgetKey.REFORM_FIELD}_{now.reforms.edits}_第1项_设立机构_新机构编码"
    page.text_input(key=key).set_value("N09").run()

    press(page, "保存修改")

    assert page.error[0].value.startswith("**台账中没有编码为“N01”的机构"), "the reason comes first"
    assert "第2项“机构更名”" in page.error[0].value
    assert now.reforms.reform == before


def test_an_empty_box_is_marked() -> None:
    """Pressed at once, the first box that is needed says so itself."""
    page = opened(Step.REFORM, session_to_reform())
    page.segmented_control(key=f"{WidgetKey.REFORM_KIND}_机构").set_value("机构更名").run()

    press(page, "加入改革方案")

    assert [each.value for each in page.markdown if "▲" in each.value] == [":red[▲ 没有填写“更名的机构”。]"]


def test_nothing_is_cleared_before_the_clerk_says_so() -> None:
    """The question names what is lost; no keeps it, yes clears it, and says how to get it back."""
    now = session_to_reform(small_reform())
    page = opened(Step.REFORM, now)
    press(page, "清空方案")
    assert now.reforms.reform == small_reform()
    assert "清空方案会去掉「小改革」的全部 2 项改革事项" in page.warning[0].value

    press(page, "不改了，保留现有方案")
    assert not page.warning
    press(page, "清空方案")
    press(page, "确认")

    assert now.reforms.reform == Reform(UNNAMED)
    assert page.success[0].value == "已清空改革方案。"


def test_a_file_does_not_replace_a_reform_unasked() -> None:
    """Of two steps nothing is gone before the yes; an empty reform needs no question."""
    now = session_to_reform(small_reform())
    other = replace(small_reform(), name="另一份", steps=small_reform().steps[1:])
    content = reforming.reform_text(other).encode()
    page = opened(Step.REFORM, now)

    page.file_uploader[0].set_value(("另.toml", content, "application/toml")).run()

    assert now.reforms.reform == small_reform()
    assert "载入“另\\.toml”会去掉「小改革」的全部 2 项" in page.warning[0].value
    press(page, "确认")
    assert now.reforms.reform == other


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session with the small reform whose work is kept in a store of its own."""
    store = scenarios.open_store(f"sqlite:///{tmp_path / 'work.db'}")
    monkeypatch.setattr(keeping, "store", lambda: store)
    now = session_to_reform(small_reform())
    now.visitor = "v" * 32
    keeping.keep(now)
    return now


def test_what_was_cleared_comes_back_by_one_step(kept: Session) -> None:
    """清空, 修改 and 移动 are one step of the history each, so 撤销 and 重做 walk over them one by one."""
    assert kept.source is not None
    establishment, work = kept.source.establishment, kept.reforms
    states = [work.reform]
    acts: tuple[Callable[[], None], ...] = (
        lambda: work.move(establishment, 1, -1),
        lambda: work.change(establishment, 0, ReformStep(RenameUnit("A", "甲委"))),
        lambda: work.take(establishment, Reform(UNNAMED)),
    )
    for act in acts:
        act()
        keeping.keep(kept)
        states.append(work.reform)
    assert [len(state.steps) for state in states] == [2, 2, 2, 0]

    for state in states[-2::-1]:
        keeping.undo(kept)
        assert work.reform == state
    for state in states[1:]:
        keeping.redo(kept)
        assert work.reform == state


def test_people_to_choose_from_are_told_with_what_bears_on_the_choice() -> None:
    """The leader is starred; a lock and a wish stand with the name, the reason of the lock does not."""
    office = office_to_reform()
    people = tuple(
        replace(each, grade="一级科员", lock_reason="涉密" if each.id == "P002" else "")
        if each.id != "P003"
        else replace(each, willingness=Willingness.UNWILLING)
        for each in office.people
    )
    office = replace(office, people=people)

    words = people_words(office, "A")

    assert words["P001"].startswith("★张试1（P001，办公室，内设机构领导（乡科级正职），一级科员")
    assert "不可调整" in words["P002"]
    assert "意愿：不愿意" in words["P003"]
    assert not any("涉密" in each for each in words.values())
    rows = going_rows(office, ("P002", "P003", "P009"))
    assert [row["能否调整"] for row in rows] == ["台账注明不可调整", "未注明限制"]
    warned = warnings_about(office, ("P001", "P002", "P003"))
    assert [words.split("：")[0] for words in warned] == [
        "领导 1 人",
        "台账注明不可调整的 1 人",
        "本人不愿意交流的 1 人",
    ]


def test_those_chosen_stand_below_the_box() -> None:
    """With post and wish, and a word about the leader."""
    page, _ = _changing(TransferDuties(("A-1",), "B", "B2", persons=("P001", "P002")))

    shown = next(frame.value for frame in page.dataframe if "意愿" in frame.value.columns)

    assert list(shown["姓名"]) == ["张试1", "张试2"]
    assert list(shown["职务"]) == ["内设机构领导（乡科级正职）", ""]
    assert "领导 1 人：张试1" in text_of(page)
