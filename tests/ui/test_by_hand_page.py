"""手工调整: choose, move, see the lights and the price at once; wait, take back, fill, adopt."""

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.by_hand import HandMove, Price
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.terms import LeaderRank
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.services import CheckReport, Ledger, summarize
from bianzhi.services.by_hand import Desk
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.by_hand import card_facts, cell_rows, hand_rows, price_words, step_words, turned
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.worlds import DAY, agencies, but, citizen_number, kin, plus, section

NUMBER = citizen_number(DAY.replace(year=1985))


def district() -> Establishment:
    """A is two over, B has two posts free, C one; A3 leads, A1's wife is in B; one section of two in A."""
    place = agencies(A=(12, 10), B=(8, 10), C=(4, 5))
    changes = {"A3": {"is_leader": True}, "A1": {"citizen_number": NUMBER}}
    changes |= {id: {"section": "S1"} for id in ("A4", "A5")}
    return plus(but(place, **changes), kin("A1", "B1"), section("S1", name="综合科"))


def at_work(*, solved: bool = True, moves: tuple[HandMove, ...] = ()) -> Session:
    """A session with that district, solved or not."""
    place = district()
    now = Session()
    source = Source("台账.xlsx", b"PK", Ledger(place, ()), (Upload("台账.xlsx", b"PK"),))
    now.load(source, CheckReport(DAY, (), summarize(place)))
    if solved:
        now.take_plan(services.reallocate(place, DAY))
    now.take_by_hand(moves)
    return now


def choose(page: AppTest, label: str, value: Any) -> AppTest:
    """A value in the box whose label begins so."""
    next(box for box in page.selectbox if box.label.startswith(label)).set_value(value).run()
    assert not page.exception
    return page


def found(now: Session, query: str) -> AppTest:
    """The page after a search."""
    page = opened(Step.BY_HAND, now)
    next(box for box in page.text_input if box.label == "查找人员").set_value(query).run()
    assert not page.exception
    return page


def disabled(page: AppTest, label: str) -> bool:
    """Whether a button is there and dead."""
    return bool(next(button for button in page.button if button.label == label).disabled)


def test_without_a_ledger_the_page_says_what_to_do() -> None:
    """Nothing to move yet."""
    assert "还没有台账" in text_of(opened(Step.BY_HAND))


def test_without_a_plan_it_starts_from_the_ledger_as_it_stands() -> None:
    """No optimum to compare with, and it says so; moving works all the same."""
    page = found(at_work(solved=False), "A2")
    assert "从现状起步" in text_of(page)

    now = press(page, "移入")
    assert [move.person for move in now.by_hand] == ["A2"]
    assert not disabled(page, "采用为方案")


def test_a_move_shows_its_price_and_that_nothing_is_red() -> None:
    """One who is planned to move stays: one more over quota, one move fewer, and every rule still green."""
    now = at_work()
    assert now.plan is not None
    person = now.plan.moves[0].person
    page = choose(opened(Step.BY_HAND, now), "人员", person)
    now = press(page, "留在原单位")

    words = text_of(page)
    assert now.by_hand[0].stays(district().person[person])
    assert "比最优方案**多留 1 人超编、少调 1 人、相适度少" in words
    assert "✕ 红 0" in words
    assert "各单位前后" in words


def test_a_relative_turns_a_light_from_green_to_red_and_back() -> None:
    """A1 into the unit of his wife, by the places that are not offered: P551 by name, marked as changed; taken back, green."""
    page = found(at_work(solved=False), "A1")
    page = choose(page, "人员", "A1")
    next(toggle for toggle in page.toggle if toggle.label.startswith("也列出")).set_value(True).run()
    box = next(box for box in page.selectbox if box.label.startswith("移到哪里"))
    box.set_value(next(number for number, words in enumerate(box.options) if "区B局" in words)).run()
    press(page, "移入")

    words = text_of(page)
    assert any("由绿变红" in each.label and "亲属" in each.label for each in page.expander)
    assert "P551 方案核对" in words
    assert "亲属" in words
    assert disabled(page, "采用为方案")
    press(page, "撤回")
    assert "由红变绿" in text_of(page)
    assert "还没有手工调整" in text_of(page)


def test_identity_numbers_are_never_shown() -> None:
    """Searching for the number finds nobody, and the card of its owner does not have it."""
    page = choose(found(at_work(), "A1"), "人员", "A1")

    assert NUMBER not in text_of(page)
    assert NUMBER[6:14] not in text_of(page)
    assert "找到 0 人" in text_of(found(at_work(), NUMBER))


def test_the_waiting_area_must_be_empty_before_a_plan_is_taken() -> None:
    """Taken out: he is listed, his unit has one fewer, and 采用 is dead until he is placed."""
    page = found(at_work(solved=False), "A2")
    press(page, "放入待安置区")

    assert "待安置区 1 人" in page.warning[0].value
    assert disabled(page, "采用为方案")
    assert "待安置区还有 1 人，暂不能采用" in text_of(page)
    rows = next(frame.value for frame in page.dataframe if "手工增减" in frame.value)
    assert list(rows["手工增减"]) == ["-1"]
    press(page, "移入")
    assert not disabled(page, "采用为方案")


def test_a_leader_has_one_reason_for_every_place() -> None:
    """No place is offered and 移入 is dead."""
    page = choose(found(at_work(solved=False), "A3"), "人员", "A3")

    assert "领导职务人员的调整按干部管理权限办理" in text_of(page).replace("\\", "")
    assert disabled(page, "移入")


def test_adopting_makes_it_the_plan_with_the_hand_among_the_wishes() -> None:
    """The plan is the judged one, the settings say 手工调整, and nothing is left to be done by hand."""
    page = found(at_work(solved=False), "A2")
    press(page, "移入")
    now = press(page, "采用为方案")

    assert now.plan is not None
    assert [move.person for move in now.plan.moves] == ["A2"]
    assert now.plan.status is PlanStatus.FEASIBLE
    assert {wish.why for wish in now.settings.wishes} == {"手工调整"}
    assert now.by_hand == ()
    assert not now.plan_is_stale


def test_the_system_fills_the_rest_and_says_what_the_hand_costs() -> None:
    """A2 stays by hand: the best plan with that, its price, and it becomes the plan when taken."""
    page = found(at_work(), "A2")
    press(page, "留在原单位")
    press(page, "其余由系统补齐")
    waits_for(page, lambda: page.session_state[SESSION_KEY].advice.filled.latest_answer is not None)

    assert "系统补齐后的方案" in text_of(page)
    assert "剩余超编" in text_of(page)
    now = press(page, "采用补齐后的方案")
    assert now.plan is not None
    assert now.plan.status is PlanStatus.OPTIMAL
    assert "A2" not in {move.person for move in now.plan.moves}
    assert len(now.plan.moves) == 2
    assert "与起点方案**各项目标相同" in text_of(page)  # which is no longer the best without any hand


def test_a_name_typed_after_the_offer_signs_what_is_adopted() -> None:
    """The offer stays where 经办人 is typed in; what is adopted is in that name, and so is the plan as it stands."""
    page = found(at_work(), "A2")
    press(page, "留在原单位")
    press(page, "其余由系统补齐")
    waits_for(page, lambda: page.session_state[SESSION_KEY].advice.filled.latest_answer is not None)
    next(box for box in page.text_input if box.label.startswith("经办人")).set_value("王经办").run()
    assert "系统补齐后的方案" in text_of(page)
    now = press(page, "采用补齐后的方案")

    assert now.plan is not None
    assert [(wish.persons, wish.by) for wish in now.settings.wishes] == [(("A2",), "王经办")]
    assert now.plan.settings == now.settings
    assert now.by_hand == ()


def test_a_name_typed_with_the_press_signs_the_plan() -> None:
    """The name and the button come in one run: the plan is in that name."""
    page = found(at_work(solved=False), "A2")
    press(page, "移入")
    next(box for box in page.text_input if box.label.startswith("经办人")).set_value("王经办")
    now = press(page, "采用为方案")

    assert {wish.by for wish in now.settings.wishes} == {"王经办"}


def test_the_offer_says_what_it_changes_before_it_is_taken() -> None:
    """A2 waits: the table tells where he goes, first of all."""
    page = found(at_work(solved=False), "A2")
    press(page, "放入待安置区")
    press(page, "其余由系统补齐")
    waits_for(page, lambda: page.session_state[SESSION_KEY].advice.filled.latest_answer is not None)

    rows = next(frame.value for frame in page.dataframe if "系统补齐后" in frame.value)
    assert list(rows["手工调整后"]) == ["待安置区", "不调整"]
    assert next(iter(rows["人员编号"])) == "A2"
    assert all("编制" in place for place in rows["系统补齐后"])


def test_a_red_light_of_stale_settings_is_not_blamed_on_a_move() -> None:
    """One of the plan is kept since: red before any move by hand, and after an unrelated one that is not what turned it."""
    now = at_work()
    assert now.plan is not None
    first, second = now.plan.moves
    wish = Wish(WishKind.STAY, (first.person,), by="甲局", on=DAY, why="专项任务")
    now.settings = replace(now.settings, wishes=(wish,))
    page = choose(opened(Step.BY_HAND, now), "人员", second.person)
    assert "✕ 红 1" in text_of(page)
    press(page, "留在原单位")

    assert "✕ 红 1" in text_of(page)
    labels = " ".join(each.label for each in page.expander)
    assert "设置改过、方案未重算" in labels
    assert "由绿变红" not in labels
    press(page, "撤回")
    assert "由红变绿" not in text_of(page)


def test_a_plan_with_somebody_waiting_is_not_called_equal() -> None:
    """B1 is in no plan and waits: no objective differs, and yet the plan is not like the optimum."""
    page = opened(Step.BY_HAND, at_work(moves=(HandMove("B1"),)))

    assert "另有 1 人待安置" in text_of(page)
    assert "各项目标相同" not in text_of(page)


def test_each_move_has_a_button_of_its_own_and_rules_by_title() -> None:
    """Two moves by hand, nobody chosen: each is taken back by itself; the red one names its rule in words."""
    page = opened(Step.BY_HAND, at_work(moves=(HandMove("A1", "B"), HandMove("A2", "A")), solved=False))
    assert "某A1** 　区A局".replace(" ", "") in text_of(page).replace(" ", "")
    assert any("✕ 红" in each.value and "（P551）" in each.value.replace("\\", "") for each in page.markdown)
    assert any(each.label.startswith(":red-badge[✕ 红] **") and "P551" in each.label for each in page.expander)
    now = press(page, "撤回")

    assert [move.person for move in now.by_hand] == ["A1"]  # the latest stands first


def test_no_score_is_shown_as_none() -> None:
    """Who waits or stays has no score: an empty cell of text, as a cell of figures would say None."""
    judged = services.by_hand.judge(district(), DAY, at_work().settings, (HandMove("A2"), HandMove("A4", "C")), None)
    rows = hand_rows(district(), judged, (HandMove("A2"), HandMove("A4", "C")))
    assert rows[0]["匹配分"] == ""
    assert str(rows[1]["匹配分"]).isdecimal()

    page = choose(found(at_work(moves=(HandMove("B1", "C"),), solved=False), "A2"), "人员", "A2")
    table = next(frame for frame in page.dataframe if "可否安排" in frame.value)
    assert json.loads(table.proto.columns)["匹配分"]["type_config"]["type"] == "text"
    assert "" in list(table.value["匹配分"])


def test_a_leader_is_seen_to_be_one() -> None:
    """The card tells what keeps him where he is."""
    place = but(district(), A3={"leader_rank": LeaderRank.TOWNSHIP_HEAD})
    assert card_facts(place, "A3")[:2] == [("领导职务", "是"), ("职务层次", str(LeaderRank.TOWNSHIP_HEAD))]
    assert "领导职务" not in dict(card_facts(place, "A2"))


def test_the_hint_to_solve_first_is_gone_once_solved() -> None:
    """It is there while there is no plan."""
    assert "先求解" in text_of(opened(Step.BY_HAND, at_work(solved=False)))
    assert "先求解" not in text_of(opened(Step.BY_HAND, at_work()))


def test_the_name_stands_before_the_buttons() -> None:
    """Whoever adopts has passed it; and the two ways on stand beside each other."""
    page = opened(Step.BY_HAND, at_work())
    order = [getattr(each, "label", "") for each in page.main]
    assert order.index("经办人（写入方案）") < order.index("采用为方案") < order.index("其余由系统补齐")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((), (HandMove("A1", "B"),), "手工调整：某A1→区B局"),
        ((HandMove("A1", "B"),), (HandMove("A1"),), "手工调整：某A1→待安置区"),
        ((HandMove("A2"),), (HandMove("A2"), HandMove("A1", "A")), "手工调整：某A1留在原单位"),
        ((), (HandMove("A1", "B"), HandMove("A2", "B")), "手工调整：某A1等 2 人→区B局"),
        ((HandMove("A1"), HandMove("A2")), (HandMove("A2"),), "手工调整：撤回某A1"),
        ((HandMove("A1"), HandMove("A2")), (), "手工调整：撤回某A1等 2 人"),
        ((HandMove("X9", "Q"),), (), "手工调整：撤回X9"),
        ((), (), "手工调整"),
    ],
)
def test_a_step_is_called_by_whom_it_moves(
    before: tuple[HandMove, ...], after: tuple[HandMove, ...], words: str
) -> None:
    """Added, changed, taken back, one or several, known or not."""
    assert step_words(before, after, district()) == words


def test_an_unlawful_move_is_told_when_the_rest_is_to_be_filled_in() -> None:
    """The leader is sent to B: the job ends with which move it is, and what to do."""
    now = at_work(moves=(HandMove("A3", "B"),))
    page = opened(Step.BY_HAND, now)
    press(page, "其余由系统补齐")
    waits_for(page, lambda: bool(page.error))

    assert "以下手工调整不能保留" in page.error[0].value
    assert "某A3拟调整" in page.error[0].value.replace("\\", "")


def test_a_section_moves_as_a_group() -> None:
    """Both people of the section at once, to C, which has one post: red, and both are listed."""
    page = opened(Step.BY_HAND, at_work(solved=False))
    choose(page, "内设机构", "S1")
    choose(page, "移到哪个单位", "C")
    now = press(page, "整体移入")

    assert [move.person for move in now.by_hand] == ["A4", "A5"]
    assert "P522" in text_of(page)


def test_everything_is_taken_back_at_once() -> None:
    """全部撤回."""
    now = press(opened(Step.BY_HAND, at_work(moves=(HandMove("A2", "B"), HandMove("A4")))), "全部撤回")

    assert now.by_hand == ()


def test_moves_of_people_who_are_gone_are_told_with_a_way_out() -> None:
    """A scenario brought back with a move of somebody the ledger does not have: a sentence and a button."""
    page = opened(Step.BY_HAND, at_work(moves=(HandMove("X9", "B"),)))

    assert "X9" in page.error[0].value
    assert press(page, "清空手工调整").by_hand == ()


def test_a_rerun_judges_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two reruns of the same moves: judged once."""
    asked: list[object] = []
    judge = Desk.judge
    monkeypatch.setattr(Desk, "judge", lambda desk, moves: asked.append(moves) or judge(desk, moves))
    page = opened(Step.BY_HAND, at_work(moves=(HandMove("A2", "C"),)))
    page.run()
    page.run()

    assert len(asked) == 1


def test_words_of_a_price() -> None:
    """Losses and gains in the words of the office, in the order of the objectives; nothing where nothing differs."""
    prices = (Price("remaining_excess", 3, 4), Price("moves", 9, 11), Price("fit", 900, 865))
    assert price_words(prices) == "多留 1 人超编、多调 2 人、相适度少 35 分"
    assert price_words((Price("moves", 9, 8), Price("fit", 9, 9))) == "少调 1 人"
    assert price_words(()) == ""


def test_only_cells_that_changed_are_listed_unless_all_are_wanted() -> None:
    """One from A to C: two cells; or all three."""
    judged = services.by_hand.judge(district(), DAY, at_work().settings, (HandMove("A2", "C"),), None)

    assert [row["手工增减"] for row in cell_rows(district(), judged.cells, only_changed=True)] == ["-1", "+1"]
    assert len(cell_rows(district(), judged.cells, only_changed=False)) == 3


def test_a_light_that_is_new_has_not_turned() -> None:
    """A rule that was no light before (a constraint switched on since) is not marked as changed."""
    judged = services.by_hand.judge(district(), DAY, at_work().settings, (), None)
    other = tuple(replace(light, id=f"X{light.id}") for light in judged.lights)

    assert turned(other, judged.lights) == {}
    assert turned(judged.lights, judged.lights) == {}
