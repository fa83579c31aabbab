"""要求与约束: wishes, constraints, other settings and the file; each change is signed and keeps the last plan."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.by_hand import HAND_WHY
from bianzhi.domain.matrix_change import MatrixChange
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.domain.settings_file import write_settings
from bianzhi.domain.terms import Category, Status
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables.requirements import edited_cells, matrix_rows, with_changes
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of
from tests.ui.small_office import loaded_session

DAY = date(2026, 11, 23)
STAY = Wish(WishKind.STAY, ("P002",), by="编办", on=DAY, why="专项任务")


def _at(view: str, now: Session | None = None) -> tuple[AppTest, Session]:
    now = now or loaded_session(solved=True)
    page = opened(Step.REQUIREMENTS, now)
    if view != "wishes":
        page.segmented_control(key=WidgetKey.REQUIREMENT_VIEW).set_value(view).run()
        assert not page.exception
    return page, now


def _type(page: AppTest, label: str, value: str) -> None:
    next(box for box in page.text_input if box.label.startswith(label)).set_value(value)


def _sign(page: AppTest) -> None:
    _type(page, "提出人", "编办")
    _type(page, "理由", "专项任务")


def test_a_wish_is_added_and_the_plan_kept_as_out_of_date() -> None:
    """The person by the box; signed; told in a sentence; the old plan stays and says so."""
    page, now = _at("wishes")
    page.multiselect[0].set_value(["P002"])
    _sign(page)

    press(page, "加入要求")

    assert now.settings.wishes == (replace(STAY, on=date.today()),)
    assert now.plan is not None
    words = text_of(page).replace("\\", "")
    assert "不调整：张试2（P002，甲_测试*局）" in words
    assert "设置已改，方案未重算" in words


def test_pasted_ids_count_and_unknown_ones_are_named() -> None:
    """Two separated by a comma are taken; one that the ledger does not have is refused with the remedy."""
    page, now = _at("wishes")
    _type(page, "也可粘贴", "P002，P999")
    _sign(page)
    press(page, "加入要求")
    assert "P999" in page.error[0].value
    assert now.settings.wishes == ()

    _type(page, "也可粘贴", "P002，P003")
    press(page, "加入要求")
    assert now.settings.wishes[0].persons == ("P002", "P003")


@pytest.mark.parametrize(("missing", "word"), [("提出人", "提出人"), ("理由", "理由"), ("人员", "没有写明人员")])
def test_an_unsigned_or_empty_wish_is_refused(missing: str, word: str) -> None:
    """The domain's own message with its remedy; nothing is added."""
    page, now = _at("wishes")
    if missing != "人员":
        page.multiselect[0].set_value(["P002"])
    _sign(page)
    if missing != "人员":
        _type(page, missing, " ")

    press(page, "加入要求")

    assert word in page.error[0].value
    assert now.settings.wishes == ()


def test_a_pattern_with_units_and_a_number() -> None:
    """应当安排: from one unit to another, at least two."""
    page, now = _at("wishes")
    page.segmented_control(key=WidgetKey.WISH_KIND).set_value(WishKind.REQUIRE.value).run()
    boxes = {box.label: box for box in page.selectbox}
    boxes["调出单位"].set_value("A")
    boxes["调入单位"].set_value("B")
    page.number_input[0].set_value(2)
    _sign(page)
    press(page, "加入要求")

    wish = now.settings.wishes[0]
    assert (wish.kind, wish.from_unit, wish.to_unit, wish.least) == (WishKind.REQUIRE, "A", "B", 2)


def test_a_wish_is_deleted() -> None:
    """The right one of two; with none left the plan is as good as before."""
    now = loaded_session(solved=True)
    other = replace(STAY, persons=("P003",))
    now.settings = replace(now.settings, wishes=(STAY, other))
    page, now = _at("wishes", now)

    page.button(key="delete_wish_0").click().run()
    assert now.settings.wishes == (other,)
    page.button(key="delete_wish_0").click().run()
    assert not now.plan_is_stale
    assert "还没有要求" in text_of(page)


def test_wishes_of_moves_by_hand_stand_apart_under_their_name() -> None:
    """One line for a move, which says what it keeps free; to delete it deletes what only goes with it."""
    now = loaded_session(solved=True)
    move = replace(STAY, kind=WishKind.REQUIRE, to_unit="B", category=Category.ADMINISTRATIVE, why=HAND_WHY)
    free = replace(move, kind=WishKind.FORBID, post="综合岗", why=f"{HAND_WHY}：占用未提岗位需求的空编")
    own = replace(STAY, persons=("P003",))
    now.settings = replace(now.settings, wishes=(own, move, free))
    page, now = _at("wishes", now)

    headings = [each.value for each in page.subheader]
    assert headings == ["已提出的要求（1 条）", "手工调整形成的要求（1 项）"]
    lines = [each.value.replace("\\", "") for each in page.markdown if "．**" in each.value]
    assert [line[:2] for line in lines] == ["1．", "2．"]
    assert "只占用未提岗位需求的空编，不占“综合岗”岗位（含第 3 条，一并删除）" in lines[1]
    assert "不得安排" not in lines[1]
    page.button(key="delete_wish_1").click().run()
    assert now.settings.wishes == (own,)
    assert [each.value for each in page.subheader] == ["已提出的要求（1 条）"]


def test_a_wish_that_contradicts_another_is_told_as_it_is_added() -> None:
    """Both with names and the remedy, before anything is solved; on every part of the page until one is deleted."""
    now = loaded_session(solved=True)
    closed = Wish(WishKind.FORBID, from_unit="A", by="编办", on=DAY, why="专项任务")
    now.settings = replace(now.settings, wishes=(closed,))
    page, now = _at("wishes", now)
    assert not [each for each in page.warning if "互相矛盾" in each.value]
    page.segmented_control(key=WidgetKey.WISH_KIND).set_value(WishKind.REQUIRE.value).run()
    page.multiselect[0].set_value(["P002"])
    _sign(page)
    press(page, "加入要求")

    (told,) = [each.value.replace("\\", "") for each in page.warning if "互相矛盾" in each.value]
    assert "有 1 对要求互相矛盾" in told
    assert "第 1 条“不得安排：由 甲_测试*局 调出”与第 2 条“应当安排：张试2（P002，甲_测试*局）”" in told
    assert "要求安排的，正是不得安排的。请删去或者修改其中一条。" in told
    page.button(key="delete_wish_0").click().run()
    assert not [each for each in page.warning if "互相矛盾" in each.value]


def test_every_constraint_is_listed_and_one_switched() -> None:
    """Off with a reason, told, and back to its default."""
    page, now = _at("constraints")
    rows = page.dataframe[0].value.set_index("编号")
    assert rows.loc["C38", "状态"] == "在用"
    assert rows.loc["C01", "可否改"] == "不可"

    page.selectbox[0].set_value("C38")
    press(page, "停用/启用")
    assert "没有写理由" in page.error[0].value

    page.selectbox[0].set_value("C38")
    _type(page, "理由", "本区已研究")
    press(page, "停用/启用")
    assert now.settings.constraints_off == {"C38": "本区已研究"}
    assert page.dataframe[0].value.set_index("编号").loc["C38", "状态"] == "停用"

    page.button(key="default_C38").click().run()
    assert now.settings.constraints_off == {}


def test_a_constraint_off_by_default_is_switched_on() -> None:
    """C29 goes to the other list."""
    page, now = _at("constraints")
    page.selectbox[0].set_value("C29")
    _type(page, "理由", "推行轮岗")
    press(page, "停用/启用")

    assert now.settings.constraints_on == {"C29": "推行轮岗"}


def test_vacancies_kept_need_a_reason_and_switch_their_constraint() -> None:
    """90 % without a reason is refused; with one C05 is in force; back at 100 % it is not."""
    page, now = _at("others")
    page.number_input(key="set_occupancy_percent").set_value(90)
    press(page, "保存设置")
    assert "没有写理由" in page.error[0].value

    page.text_input(key="set_occupancy_why").set_value("留有余地")
    press(page, "保存设置")
    assert now.settings.occupancy_percent == 90
    assert now.settings.constraints_on == {"C05": "留有余地"}

    page.number_input(key="set_occupancy_percent").set_value(100)
    press(page, "保存设置")
    assert now.settings.constraints_on == {}


def test_exchange_and_shares_of_units() -> None:
    """A budget of moves, and one unit's own share that is then taken back."""
    page, now = _at("others")
    page.number_input(key="set_extra_moves").set_value(4)
    press(page, "保存设置")
    assert now.settings.exchange.extra_moves == 4

    page.multiselect[0].set_value(["A"])
    page.number_input(key="set_share_of_units").set_value(50)
    press(page, "设定")
    assert now.settings.leaving_share_of == {"A": 50}
    press(page, "恢复一般份额")
    assert now.settings.leaving_share_of == {}


def test_the_file_brings_everything_back() -> None:
    """What is written is read; a broken one and one that switches what may not be switched are refused."""
    settings = replace(PlanSettings(), wishes=(STAY,), constraints_off={"C38": "本区已研究"})
    page, now = _at("file")
    page.file_uploader[0].set_value(("设置.toml", b"[[wishes", "application/toml")).run()
    assert "TOML" in page.error[0].value
    page.file_uploader[0].set_value(
        ("设置.toml", '[constraints_off]\nC01 = "为何"\n'.encode(), "application/toml")
    ).run()
    assert "不能停用" in page.error[0].value

    page.file_uploader[0].set_value(("设置.toml", write_settings(settings).encode(), "application/toml")).run()

    assert not page.error
    assert now.settings == settings
    assert parse_settings(write_settings(now.settings)) == settings
    assert now.plan_is_stale


def test_edited_cells_of_the_matrix_become_changes() -> None:
    """One cell edited is one change; a later edit of the same cell replaces it, one back to the table ends it."""
    rows = matrix_rows(())
    after = [dict(row) for row in rows]
    after[0][Category.SELF_FUNDED.value] = "● Y 可以"
    change = MatrixChange(Status.CIVIL_SERVANT, Category.SELF_FUNDED, "Y")
    assert edited_cells(rows, rows) == []
    assert edited_cells(rows, after) == [change]

    changes = with_changes((), (change,))
    assert matrix_rows(changes)[0]["与默认不同"] == "自收自支事业编制 默认 N，现 Y"
    assert with_changes(changes, (replace(change, passage="M", how="专项审批"),))[0].passage == "M"
    assert with_changes(changes, (replace(change, passage="N"),)) == ()


def test_a_change_of_the_matrix_is_listed_and_taken_back() -> None:
    """Who, when, why stand beside it."""
    now = loaded_session(solved=True)
    change = MatrixChange(Status.CIVIL_SERVANT, Category.SELF_FUNDED, "Y", by="编办", on=DAY, why="省里规定")
    now.settings = replace(now.settings, matrix=(change,))
    page, now = _at("matrix", now)
    assert "编办，2026年11月23日：省里规定" in text_of(page).replace("\\", "")

    press(page, "恢复默认")
    assert now.settings.matrix == ()


def test_people_fulfil_a_condition() -> None:
    """Person and condition are both asked for."""
    page, now = _at("matrix")
    page.multiselect[0].set_value(["P002"])
    _sign(page)
    press(page, "加入")
    assert "没有选择人员或条件" in page.error[0].value

    page.selectbox[0].set_value("符合政法单位准入条件")
    press(page, "加入")
    assert [(each.person, each.condition) for each in now.settings.conditions] == [("P002", "符合政法单位准入条件")]
