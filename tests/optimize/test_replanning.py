"""What answers become, a plan read back after a correction, and the least change that a new plan makes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place, Plan
from bianzhi.domain.plan_code import code_of
from bianzhi.domain.plan_columns import MOVES, MoveColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, PersonState
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError, UnreadableWorkbookError
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.replanning import difference, lapsed, plan_on_paper, settings_after
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.writing.plan_workbook import write
from tests.optimize.brute_force import _choices, _lawful
from tests.optimize.random_worlds import small_worlds
from tests.plan_papers import at, district, lawful_plan, paper, tamper
from tests.worlds import DAY, agencies, but, institutions, plus, post

BY = "样区编办"
DEFAULT = PlanSettings()
ASKED_ON = date(2026, 12, 1)
TWO_OVER = agencies(A=(12, 10), B=(7, 10), C=(9, 10))


def first_plan(place: Establishment = TWO_OVER, asked: PlanSettings = DEFAULT) -> Plan:
    """The plan of a world."""
    return reallocate(place, DAY, asked)


def after(
    plan: Plan, *opinions: Opinion, place: Establishment = TWO_OVER, asked: PlanSettings = DEFAULT
) -> PlanSettings:
    """The settings once these opinions are in."""
    return settings_after(asked, plan, opinions, place, BY, ASKED_ON)


def said(asked: PlanSettings) -> list[tuple[WishKind, tuple[str, ...], str]]:
    """Kind, people and unit of each wish."""
    return [(wish.kind, wish.persons, wish.to_unit) for wish in asked.wishes]


def where(plan: Plan) -> dict[str, str]:
    """Where each person goes."""
    return {move.person: move.to_unit for move in plan.moves}


# what answers become


def test_a_civil_servant_who_refuses_is_not_placed_there() -> None:
    """He must obey, so the wish says that the office may delete it; who, when and why stand in it."""
    plan = first_plan()
    one = plan.moves[0]
    (wish,) = after(plan, Opinion(one.person, Reply.REFUSES, remark="家在\n外地")).wishes

    assert (wish.kind, wish.persons, wish.to_unit) == (WishKind.FORBID, (one.person,), one.to_unit)
    assert (wish.by, wish.on) == (BY, ASKED_ON)
    assert wish.why == (
        f"征求意见：本人不同意调入{TWO_OVER.unit[one.to_unit].name}。"
        "公务员应当服从交流决定（《中华人民共和国公务员法》第73条），编办可以删去本条。说明：家在 外地"
    )


def test_contract_staff_who_refuse_stay() -> None:
    """Their contract is not changed without them."""
    place = institutions(A=(3, 2), B=(1, 2))
    plan = first_plan(place)
    (wish,) = after(plan, Opinion(plan.moves[0].person, Reply.REFUSES), place=place).wishes

    assert (wish.kind, wish.to_unit) == (WishKind.STAY, "")
    assert "《事业单位人事管理条例》第12条" in wish.why


def test_another_unit_wished_for_is_preferred_and_nothing_forbidden() -> None:
    """The unit named first weighs most."""
    plan = first_plan()
    one = plan.moves[0].person
    wishes = after(plan, Opinion(one, Reply.OTHER, ("C", "B"))).wishes

    assert [(wish.kind, wish.to_unit, wish.weight) for wish in wishes] == [
        (WishKind.PREFER, "C", 2),
        (WishKind.PREFER, "B", 1),
    ]


def test_units_that_refuse() -> None:
    """The unit he would leave keeps him; the unit he would come to does not get him."""
    plan = first_plan()
    one, other = plan.moves
    found = after(
        plan,
        Opinion(one.person, Reply.AGREES, giving_unit=Reply.REFUSES),
        Opinion(other.person, Reply.NONE, receiving_unit=Reply.REFUSES),
    )

    assert said(found) == [
        (WishKind.STAY, (one.person,), ""),
        (WishKind.FORBID, (other.person,), other.to_unit),
    ]


def test_consent_silence_and_strangers_change_nothing() -> None:
    """Somebody whom the plan does not move was not asked."""
    plan = first_plan()
    moved = {move.person for move in plan.moves}
    stranger = next(each.id for each in TWO_OVER.people if each.id not in moved)
    found = after(
        plan,
        Opinion(plan.moves[0].person, Reply.AGREES, giving_unit=Reply.AGREES, receiving_unit=Reply.AGREES),
        Opinion(plan.moves[1].person, Reply.NONE),
        Opinion(stranger, Reply.REFUSES),
    )

    assert found == DEFAULT


def test_a_new_answer_replaces_the_earlier_one_about_the_same_place() -> None:
    """Told twice it is one wish; taken back it is none; the office's own wishes stay."""
    plan = first_plan()
    one = plan.moves[0].person
    own = Wish(WishKind.FORBID, (one,), to_unit=plan.moves[0].to_unit, by="区委", on=DAY, why="回避")
    asked = PlanSettings(wishes=(own,))
    refused = after(plan, Opinion(one, Reply.REFUSES), asked=asked)

    assert len(refused.wishes) == 2
    assert after(plan, Opinion(one, Reply.REFUSES), asked=refused) == refused
    assert after(plan, Opinion(one, Reply.AGREES), asked=refused).wishes == (own,)
    assert after(plan, Opinion(one, Reply.NONE), asked=refused) == refused


def test_who_refused_one_unit_and_is_asked_about_another_is_not_offered_the_first_again() -> None:
    """Two rounds: no to B, then no to C. Both stand."""
    plan = first_plan()
    one = plan.moves[0]
    refused = after(plan, Opinion(one.person, Reply.REFUSES))
    elsewhere = replace(one, place=Place("C", Category.ADMINISTRATIVE))
    second = replace(plan, moves=(elsewhere,))
    found = after(second, Opinion(one.person, Reply.REFUSES), asked=refused)

    assert said(found) == [
        (WishKind.FORBID, (one.person,), "B"),
        (WishKind.FORBID, (one.person,), "C"),
    ]


def test_somebody_must_have_asked() -> None:
    """An empty name is refused, with what to write."""
    with pytest.raises(SettingsError, match="征求意见的单位"):
        settings_after(DEFAULT, first_plan(), (), TWO_OVER, "  ", DAY)


def test_a_long_remark_is_cut_to_what_a_reason_may_hold() -> None:
    """And an identity number in it is masked."""
    plan = first_plan()
    one = plan.moves[0].person
    (wish,) = after(plan, Opinion(one, Reply.REFUSES, remark="11010519491231002X" + "长" * 500)).wishes

    assert len(wish.why) == 200
    assert "11010519491231002X" not in wish.why


def test_answers_of_people_who_left_lapse() -> None:
    """The wish goes with the person, or with the unit; the preference of someone who can no longer move as well."""
    plan = first_plan()
    one, other = (move.person for move in plan.moves)
    asked = after(plan, Opinion(one, Reply.REFUSES), Opinion(other, Reply.OTHER, ("C",)))
    left = replace(TWO_OVER, people=tuple(each for each in TWO_OVER.people if each.id != one))
    leads = but(TWO_OVER, **{other: {"is_leader": True}})

    assert lapsed(asked, TWO_OVER, DAY) == ()
    assert lapsed(asked, left, DAY) == asked.wishes[:1]
    assert lapsed(asked, leads, DAY) == asked.wishes[1:]
    assert settings_after(asked, plan, (), left, BY, DAY).wishes == asked.wishes[1:]
    assert reallocate(left, DAY, settings_after(asked, plan, (), left, BY, DAY), previous=plan).moves


# a plan read back


def read_back(file: Path, place: Establishment) -> tuple[Plan, list[str]]:
    """The plan on a file, and the cell and message of each line left out."""
    plan, findings = plan_on_paper(read_plan_workbook(file), place)
    return plan, [f"{finding.at.cell} {finding.message}" for finding in findings]


def test_a_plan_on_paper_is_the_plan(tmp_path: Path) -> None:
    """Moves with their posts, day, settings, objectives, ledger and check code; what follows from it is counted anew."""
    place = plus(TWO_OVER, post("综合岗", "B", section=""), post("综合岗", "C"))
    plan = first_plan(place, PlanSettings(leaving_share_percent=40))
    write(tmp_path / "p.xlsx", plan, place)
    found, left_out = read_back(tmp_path / "p.xlsx", place)

    assert left_out == []
    assert [(move.person, move.place, move.fit.score) for move in found.moves] == [
        (move.person, move.place, move.fit.score) for move in plan.moves
    ]
    assert (found.day, found.settings, found.objectives) == (plan.day, plan.settings, plan.objectives)
    assert (found.excess_before, found.excess_after) == (plan.excess_before, plan.excess_after)
    assert code_of(found) == code_of(plan)


def test_lines_that_the_ledger_no_longer_knows_are_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    """A1 has left, A2 has retired, C1 goes on; the check code stays that of the paper."""
    place = district()
    plan = lawful_plan(place)
    file = paper(tmp_path, plan, place)
    corrected = but(place, A2={"state": PersonState.RETIRED})
    corrected = replace(corrected, people=tuple(each for each in corrected.people if each.id != "A1"))
    found, left_out = read_back(file, corrected)

    assert where(found) == {"C1": "D"}
    assert left_out == ["B4 人员编号“A1”已不在台账“人员”表中。", "B5 某A2的状态为退休，已不在编在岗。"]
    assert found.objectives == ()
    assert code_of(found) == code_of(plan)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (MoveColumn.TO_UNIT, "Z", "机构“Z 区B局”已不在台账"),
        (MoveColumn.TO_CATEGORY, "全额事业编制", "区B局已没有“全额事业编制”"),
        (MoveColumn.TO_CATEGORY, "别的", "区B局已没有“别的”"),
        (MoveColumn.POST, "法务岗", "已没有岗位“法务岗”"),
        (MoveColumn.FROM_UNIT, "D", "某A1现在区A局"),
        (MoveColumn.PERSON, "A2", "重复"),
    ],
)
def test_a_place_that_is_gone_is_told(tmp_path: Path, column: MoveColumn, value: str, words: str) -> None:
    """Unit, type, post, and a person who is elsewhere by now or stands twice."""
    place = district()
    file = paper(tmp_path, lawful_plan(place), place)
    tamper(file, at(column), value)
    found, left_out = read_back(file, place)

    assert len(found.moves) == 2
    assert len(left_out) == 1
    assert words in left_out[0]


def test_a_post_that_moved_to_another_row_is_found_by_its_title(tmp_path: Path) -> None:
    """Somebody put a row in above it; where two posts have the title, only the row tells."""
    place = district()
    file = paper(tmp_path, lawful_plan(place), place)
    (asked,) = place.posts
    lower = replace(asked, at=replace(asked.at, row=9))
    twice = replace(place, posts=(lower, replace(lower, at=replace(asked.at, row=10))))

    assert read_back(file, replace(place, posts=(lower,)))[0].moves[0].place.row == 9
    assert "已没有岗位" in read_back(file, twice)[1][0]


def test_a_workbook_without_moves_or_day_is_no_plan_to_go_on_from(tmp_path: Path) -> None:
    """A column that is needed is named."""
    file = paper(tmp_path, lawful_plan(district()), district())
    tamper(file, f"{MOVES.name}!B3", "编号")

    with pytest.raises(UnreadableWorkbookError, match="“人员编号”列"):
        read_back(file, district())


# two plans side by side


def test_the_difference_counts_and_tells_every_line() -> None:
    """One stays, one is sent elsewhere, one is dropped, one is new, in the order of the roster."""
    place = agencies(A=(12, 8), B=(0, 4), C=(0, 4))
    plan = first_plan(place)
    kept, changed, dropped = plan.moves[:3]
    old = replace(plan, moves=(kept, changed, dropped), objectives=())
    there = replace(changed, place=Place("C" if changed.to_unit == "B" else "B", Category.ADMINISTRATIVE))
    stranger = next(each.id for each in place.people if each.id not in {move.person for move in old.moves})
    new = replace(old, moves=(kept, there, replace(kept, person=stranger)))
    found = difference(old, new, place)

    assert found.kept == (kept.person,)
    assert found.changed == ((changed.person, changed.place, there.place),)
    assert found.dropped == ((dropped.person, dropped.place),)
    assert found.added == ((stranger, kept.place),)
    assert found.lines_changed == 3
    assert found.sentences[0] == "方案调整 3 行：改派 1 人、取消 1 人、新增 1 人；其余 1 行沿用。"
    assert len(found.sentences) == 5


def test_the_difference_says_what_was_answered_and_whether_it_could_be_met() -> None:
    """One refuses, one wishes for C, which has one place; goals stand side by side."""
    plan = first_plan()
    one, other = (move.person for move in plan.moves)
    asked = after(plan, Opinion(one, Reply.REFUSES), Opinion(other, Reply.OTHER, ("C",)))
    new = reallocate(TWO_OVER, DAY, asked, previous=plan)
    found = difference(plan, new, TWO_OVER)

    assert found.sentences[0].startswith("征求意见有 1 人不同意、1 人另有意向，方案调整 3 行：")
    assert found.sentences[-1] == f"某{other}（{other}）的意向机构区C局：已安排。"
    assert [(goal.name, goal.plan, goal.other) for goal in found.goals[:2]] == [
        ("remaining_excess", 0, 0),
        ("moves", 2, 2),
    ]
    assert new.replaces == code_of(plan)


def test_nothing_changed_is_said() -> None:
    """All lines stay."""
    plan = first_plan()

    assert difference(plan, plan, TWO_OVER).sentences[0] == "方案没有变动，2 行全部沿用。"
    assert difference(plan, plan, TWO_OVER).lines_changed == 0


def test_people_who_left_the_ledger_are_dropped_lines() -> None:
    """They come first, and by their ids."""
    plan = first_plan()
    gone = plan.moves[1].person
    left = replace(TWO_OVER, people=tuple(each for each in TWO_OVER.people if each.id != gone))
    found = difference(plan, reallocate(left, DAY, DEFAULT, previous=plan), left)

    assert [person for person, _ in found.dropped] == [gone]
    assert f"{gone}不再调入" in "".join(found.sentences)


# least change


def test_a_wish_that_cannot_be_met_leaves_the_line_as_it_was() -> None:
    """A1 asks for a unit that is full; nobody's line changes."""
    place = agencies(A=(12, 10), B=(7, 10), C=(10, 10))
    plan = first_plan(place)
    one = plan.moves[0].person
    asked = after(plan, Opinion(one, Reply.OTHER, ("C",)), place=place)
    new = reallocate(place, DAY, asked, previous=plan)

    assert where(new) == where(plan)
    assert (
        difference(plan, new, place).sentences[-1]
        == f"某{one}（{one}）的意向机构区C局：本次未安排（没有相符的空编，或者须再改动原方案），仍拟调入区B局（行政编制）。"
    )


def test_a_wish_costs_nobody_else_his_line() -> None:
    """C has one place, which the plan has given to another; who asks for it now does not push him out."""
    place = but(agencies(A=(12, 10), B=(7, 10), C=(9, 10)), A1={"wished_units": ("C",)})
    plan = first_plan(place)
    assert where(plan)["A1"] == "C"
    other = next(move.person for move in plan.moves if move.person != "A1")
    asked = after(plan, Opinion(other, Reply.OTHER, ("C",)), place=place)

    assert where(reallocate(place, DAY, asked, previous=plan)) == where(plan)


def test_least_change_outweighs_fit() -> None:
    """Somebody better is on the roster now; the plan people were asked about stays all the same."""
    plan = first_plan()
    scored = but(TWO_OVER, **{each: {"wished_units": ("B",)} for each in ("A1", "A2")})

    assert where(first_plan(scored)) != where(plan)
    assert where(reallocate(scored, DAY, DEFAULT, previous=plan)) == where(plan)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_worlds(9), st.data())
def test_the_plan_itself_as_the_previous_one_changes_nothing(place: Establishment, data: st.DataObject) -> None:
    """With the same settings, preferences of people included."""
    ids = st.sampled_from([each.id for each in place.people])
    movable = candidates(place, DAY, DEFAULT).places_of
    wishes = tuple(
        Wish(WishKind.PREFER, (one,), to_unit=data.draw(st.sampled_from("ABC")), by=BY, on=DAY, why="意愿")
        for one in data.draw(st.lists(ids, max_size=2))
        if one in movable
    )
    asked = PlanSettings(wishes=wishes)
    plan = reallocate(place, DAY, asked)
    again = reallocate(place, DAY, asked, previous=plan)

    assert again.moves == plan.moves
    assert difference(plan, again, place).lines_changed == 0


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_worlds(8), st.data())
def test_after_a_refusal_the_new_plan_is_as_good_as_can_be_and_keeps_most_lines(
    place: Establishment, data: st.DataObject
) -> None:
    """Against every lawful choice of moves that heeds the refusal, counted by heads."""
    plan = reallocate(place, DAY, DEFAULT)
    assume(plan.moves)
    refusing = data.draw(st.sampled_from([move.person for move in plan.moves]))
    giving = data.draw(st.booleans())
    opinion = Opinion(refusing, Reply.NONE, giving_unit=Reply.REFUSES) if giving else Opinion(refusing, Reply.REFUSES)
    asked = settings_after(DEFAULT, plan, [opinion], place, BY, DAY)
    new = reallocate(place, DAY, asked, previous=plan)
    (wish,) = asked.wishes
    pairs = [
        pair
        for pair in candidates(place, DAY, DEFAULT).pairs
        if not (pair.person.id == refusing and (wish.kind is WishKind.STAY or pair.opening.place.unit == wish.to_unit))
    ]

    assert _worth(place, plan, [(move.person, move.place) for move in new.moves]) == min(
        _worth(place, plan, [(pair.person.id, pair.opening.place) for pair in chosen])
        for chosen in _lawful_choices(place, pairs)
    )


def _lawful_choices(place: Establishment, pairs: Sequence[Pair]) -> list[tuple[Pair, ...]]:
    return [chosen for chosen in _choices(pairs) if _lawful(place, chosen)]


def _worth(place: Establishment, old: Plan, lines: Sequence[tuple[str, Place]]) -> tuple[int, int, int]:
    """Remaining excess, moves, and lines that people were not asked about."""
    known = {(move.person, move.place) for move in old.moves}
    return place.total_excess - len(lines), len(lines), sum(line not in known for line in lines)
