"""Why one person is moved, or is not: each standing by hand, each figure against enumeration."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi.domain.answers import Standing
from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, PersonState, Status, UnitKind, Willingness
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError
from bianzhi.optimize.questions import why_person
from tests.optimize.questions.asking import (
    best_values,
    best_with,
    differences,
    few_enough,
    other_side,
    pairs_of,
    plan_side,
    planned,
)
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, institutions, kin, person, plus, post, quota, section, unit, world

SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def scored(**scores: int) -> Establishment:
    """A is one over and B has one post; the office scores A's people there: ``scored(A1=90, A2=40)``."""
    rows = [FitScore(person, "B", "", score) for person, score in scores.items()]
    return plus(agencies(A=(len(scores), len(scores) - 1), B=(4, 5)), *rows)


def test_who_is_moved_is_told_why_and_what_is_lost_without() -> None:
    """A1 fits best with 90; without him A2 would go with 70, and 20 points of fit are lost."""
    district = scored(A1=90, A2=70, A3=10)
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.MOVED
    assert answer.sentences[0] == "某A1（A1）拟由区A局行政编制调整到区B局行政编制。"
    assert "区A局行政编制超编1人，区B局行政编制空编1名。" in answer.sentences
    assert answer.sentences[-2] == "如不安排本人，改由某A2（A2）调出，总匹配分减少20分。"
    assert answer.instead == ("A2",)
    assert differences(answer.without) == {"fit": -20}
    assert "《地方各级人民政府机构设置和编制管理条例》第15条" in answer.source


def test_whom_nobody_can_replace_leaves_excess_behind() -> None:
    """A2 is a leader: without A1 one more remains, which the lost move does not repeat."""
    district = but(scored(A1=90, A2=70), A2={"is_leader": True})
    answer = why_person(district, planned(district), "A1")

    assert "如不安排本人，没有其他人员可以替代，剩余超编增加1人，总匹配分减少90分。" in answer.sentences
    assert differences(answer.without) == {"remaining_excess": 1, "moves": -1, "fit": -90}
    assert answer.instead == ()


def test_other_places_of_who_is_moved_have_a_price() -> None:
    """A1 goes to B with 90; C would take him with 60 and nobody is in the way: 30 points."""
    district = plus(
        agencies(A=(4, 3), B=(4, 5), C=(4, 5)), *(FitScore("A1", code, "", fit) for code, fit in (("B", 90), ("C", 60)))
    )
    answer = why_person(district, planned(district), "A1")

    assert [place.place.unit for place in answer.places] == ["C"]
    assert differences(answer.places[0].price) == {"fit": -30}
    assert answer.places[0].price_words == "如必须安排，总匹配分减少30分。"
    assert answer.places[0].fit is not None and answer.places[0].fit.score == 60


def test_who_is_not_chosen_is_told_whose_place_he_would_take() -> None:
    """A2 may move, but A1 goes, who fits better."""
    district = scored(A1=90, A2=70)
    answer = why_person(district, planned(district), "A2")

    assert answer.standing is Standing.NOT_CHOSEN
    assert answer.sentences == (
        "某A2（A2）可以调整，本方案未安排：区A局行政编制超编1人，已拟调出某A1（A1），不须再调。",
        "如安排本人到区B局行政编制（匹配70分），影响某A1（A1），总匹配分减少20分。",
        "该处拟安排某A1（A1），匹配90分，不低于本人的70分。",
    )
    assert answer.places[0].displaced == ("A1",)


def test_a_full_leaving_share_is_the_reason() -> None:
    """Of ten people 10 percent is one; two more are over quota and may move."""
    district, share = agencies(A=(10, 7), B=(2, 9)), PlanSettings(leaving_share_percent=10)
    plan = planned(district, share)
    left = next(f"A{number}" for number in range(1, 11) if f"A{number}" != plan.moves[0].person)
    answer = why_person(district, plan, left)

    assert answer.standing is Standing.NOT_CHOSEN
    assert "区A局调出已达上限：实有10人，调出份额10%，最多调出1人" in answer.sentences[0]


def test_a_section_at_its_floor_is_the_reason() -> None:
    """A's two over quota sit in a section of three; no plan can move them, and the answer says which limit."""
    sections = [section("S1", "A")]
    staff = [person(f"p{number}", "A", section="S1") for number in range(3)]
    locked = [person(f"x{number}", "A", is_leader=True) for number in range(3)]
    district = world(unit("A"), unit("B"), quota("A", 4), quota("B", 5), *sections, *staff, *locked)
    answer = why_person(district, planned(district), "p0")

    assert answer.standing is Standing.NOT_CHOSEN
    assert "所在S1科已降至内设机构最低数3人" in answer.sentences[0]
    assert answer.places[0].blocked_by == "所在内设机构调出后低于最低数3人"
    assert answer.places[0].price == ()


def test_a_relative_who_stays_is_the_reason() -> None:
    """A1's wife is a leader in B and stays there; nobody else of A may move."""
    leaders = {f"A{number}": {"is_leader": True} for number in range(2, 5)}
    district = plus(but(agencies(A=(4, 3), B=(4, 5)), **leaders), kin("A1", "B1"))
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.NOT_CHOSEN
    assert answer.places[0].blocked_by == "该单位有亲属某B1（B1），本方案不能将其调离，须回避"


def test_taken_places_are_the_reason() -> None:
    """C's only post goes to the better one of A; B's two people over quota find nothing left."""
    rows = [FitScore("A1", "C", "", 90), FitScore("B1", "C", "", 20)]
    leaders = {each: {"is_leader": True} for each in ("A2", "A3", "B2", "B3")}
    district = plus(but(agencies(A=(3, 2), B=(3, 2), C=(4, 5)), **leaders), *rows)
    answer = why_person(district, planned(district), "B1")

    assert "身份对等、条件相符的空编共1名（区C局），已拟安排其他人员" in answer.sentences[0]
    assert answer.sentences[1] == "如安排本人到区C局行政编制（匹配20分），影响某A1（A1），总匹配分减少70分。"


def test_whose_unit_is_not_over_is_not_concerned() -> None:
    """B has four people in five posts."""
    district = agencies(A=(5, 4), B=(4, 5))
    answer = why_person(district, planned(district), "B1")

    assert answer.standing is Standing.NOT_CONCERNED
    assert answer.sentences == ("某B1（B1）不涉及调剂：所在的区B局行政编制核定5名、实有4人，不超编。",)


def test_who_is_retired_is_not_concerned() -> None:
    """Whoever holds no post is told so."""
    district = but(agencies(A=(5, 3), B=(4, 5)), A1={"state": PersonState.RETIRED})
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.NOT_COUNTED
    assert answer.sentences == ("某A1（A1）人员状态为退休，不占编制，不涉及调剂。",)


@pytest.mark.parametrize(
    ("change", "rule", "end"),
    [
        ({"trial_ends": date(2027, 7, 1)}, "试用期至2027年7月1日未满", "自2027年7月1日起该项限制不再适用。"),
        (
            {"last_exchange": date(2025, 3, 15)},
            "上次交流（2025年3月15日）未满24个月，不得频繁转任",
            "自2027年3月15日起该项限制不再适用。",
        ),
        (
            {"trial_ends": date(2027, 7, 1), "is_leader": False, "birth": date(1967, 6, 1)},
            "试用期至2027年7月1日未满",
            "自2027年7月1日起该项限制不再适用，但届时法定退休月份2028年2月，距方案日期不超过24个月。",
        ),
        ({"is_leader": True}, "领导职务人员的调整按干部管理权限办理，不由本工具提出", "不再担任领导职务后"),
        ({"birth": date(1966, 10, 1)}, "法定退休月份2027年4月", "至退休不再列入调剂（2027年4月退休，届时自然减员）。"),
        ({"state": PersonState.SECONDED}, "人员状态为借调，保留在原单位", "人员状态恢复为现职后即可列入。"),
        ({"lock_reason": "审查期间"}, "台账“不可调整原因”列有记载", "原因消除、台账删去该项记载后即可列入。"),
    ],
)
def test_who_is_locked_is_told_the_rule_and_until_when(change: dict[str, object], rule: str, end: str) -> None:
    """The first rule that locks, its source, and the day from which it no longer holds, or what would have to change."""
    district = but(agencies(A=(5, 4), B=(4, 5)), A1=change)
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.LOCKED
    assert answer.sentences[0].startswith(f"某A1（A1）不列入调剂：{rule}")
    assert answer.sentences[1].startswith(end.rstrip("。"))
    assert answer.source


def test_a_lock_ends_on_the_day_that_is_told() -> None:
    """One day before, the trial still locks; on the day itself he may move."""
    district = but(agencies(A=(5, 4), B=(4, 5)), A1={"trial_ends": date(2027, 7, 1)})
    before = replace(planned(district), day=date(2027, 6, 30))
    on_the_day = replace(planned(district), day=date(2027, 7, 1))

    assert why_person(district, before, "A1").standing is Standing.LOCKED
    assert why_person(district, on_the_day, "A1").standing is not Standing.LOCKED


def test_unwilling_contract_staff_are_locked_until_they_agree() -> None:
    """For institution staff the contract has to change."""
    district = but(institutions(A=(5, 4), B=(4, 5)), A1={"willingness": Willingness.UNWILLING})
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.LOCKED
    assert answer.sentences[1] == "本人改为愿意或者服从后即可列入。"


def test_b_without_a_vacancy_of_the_level_the_closest_miss_is_told() -> None:
    """U2's two vacancies are posts for 科员; U1's people are 一级主任科员."""
    district = replace(
        agencies({"grade": "一级主任科员"}, U1=(12, 10), U2=(8, 10)), posts=(post("综合岗", "U2", 2, level="科员"),)
    )
    answer = why_person(district, planned(district), "U11")

    assert answer.standing is Standing.NO_PLACE
    assert answer.sentences == (
        "某U11（U11）可以调整，但没有可以安排的去向。",
        "区直编制池行政编制空编2名，最接近的是区U2局行政编制“综合岗”岗位：综合岗要求层次科员，本人不属同层次。",
    )
    assert not answer.places[0].allowed and "第71条" in answer.places[0].source


def test_of_several_misses_the_nearest_is_told() -> None:
    """The first post asks for another level; of the second the level is met and only the major is not."""
    posts = post("主任岗", "B", level="正科"), post("会计岗", "B", level="科员", majors=("会计学",))
    district = plus(agencies({"major": "法学"}, A=(4, 3), B=(3, 5)), *posts)
    answer = why_person(district, planned(district), "A1")

    assert answer.sentences[1] == (
        "区直编制池行政编制空编2名，最接近的是区B局行政编制“会计岗”岗位：会计岗要求专业为会计学。"
    )


def test_without_any_vacancy_that_is_said() -> None:
    """Everything is full."""
    district = agencies(A=(5, 4), B=(5, 5))
    answer = why_person(district, planned(district), "A1")

    assert answer.standing is Standing.NO_PLACE
    assert answer.sentences[1] == "全区没有空编。"


def test_another_type_is_told_with_its_procedure() -> None:
    """A civil servant and a vacancy on 全额事业编制: not ordinarily."""
    district = world(
        unit("A"),
        unit("B", kind=UnitKind.WELFARE_ONE),
        quota("A", 4),
        quota("B", 3, Category.FULLY_FUNDED),
        *(person(f"A{number}", "A") for number in range(5)),
        person("B1", "B", status=Status.INSTITUTION_MANAGER),
    )
    answer = why_person(district, planned(district), "A0")

    assert answer.standing is Standing.NO_PLACE
    assert "区直编制池全额事业编制空编2名" in answer.sentences[1]
    assert "公务员不得直接占用全额事业编制" in answer.sentences[1]


def test_an_unknown_person_is_answered_with_the_nearest() -> None:
    """By number and by name."""
    district = agencies(A=(5, 4), B=(4, 5))
    by_number = why_person(district, planned(district), "A11")
    by_name = why_person(district, planned(district), "某A2")

    assert by_number.standing is Standing.UNKNOWN
    assert by_number.sentences[0] == "台账中没有编号为“A11”的人员。"
    assert "某A1（A1）" in by_number.sentences[1]
    assert by_name.sentences[1] == "最接近的编号：某A2（A2）。"


def test_whom_the_office_requires_cannot_be_left_out() -> None:
    """A wish 应当安排 for A2: without him there is no plan at all, and that is said."""
    must = Wish(WishKind.REQUIRE, ("A2",), by="区委编办", on=DAY, why="工作需要")
    district, wished = scored(A1=90, A2=70), PlanSettings(wishes=(must,))
    answer = why_person(district, planned(district, wished), "A2")

    assert answer.standing is Standing.MOVED
    assert "单位要求必须安排本人，不安排本人就没有可行方案。" in answer.sentences
    assert answer.without == ()


def test_a_plan_of_another_ledger_is_refused() -> None:
    """The fingerprint differs; and a line that the ledger does not allow."""
    district = scored(A1=90, A2=70)
    plan = planned(district)

    with pytest.raises(BianzhiError, match="不是由这份台账"):
        why_person(replace(district, sha256="f" * 64), plan, "A1")
    with pytest.raises(BianzhiError, match="不允许这样安排"):
        why_person(but(district, A1={"is_leader": True}), plan, "A2")


@pytest.mark.slow
@given(small_worlds(most_people=8))
@SOME
def test_what_is_lost_without_a_move_is_what_enumeration_finds(district: Establishment) -> None:
    """Every objective of the plan and of the best plan in which the person stays."""
    pairs = pairs_of(district)
    few_enough(pairs)
    plan = planned(district)
    for move in plan.moves[:2]:
        answer = why_person(district, plan, move.person)
        others = [pair for pair in pairs if pair.person.id != move.person]

        assert plan_side(answer.without) == best_values(district, pairs)
        assert other_side(answer.without) == best_values(district, others)


@pytest.mark.slow
@given(small_worlds(most_people=8))
@SOME
def test_the_price_of_a_place_is_what_enumeration_finds(district: Establishment) -> None:
    """Forced by hand and forced by counting every lawful plan; where none is lawful the answer names a limit."""
    pairs = pairs_of(district)
    few_enough(pairs)
    plan = planned(district)
    for wanted in pairs[::3][:4]:
        answer = why_person(district, plan, wanted.person.id)
        for place in answer.places:
            if place.place == wanted.opening.place:
                forced = best_with(district, pairs, wanted)
                assert (other_side(place.price) or None) == forced
                assert bool(place.blocked_by) == (forced is None)
