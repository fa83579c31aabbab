"""Why one person is not placed in a unit: the first rule that bars with its source, or the price of forcing it."""

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Pool, Status, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError
from bianzhi.optimize.questions import why_place
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
from tests.worlds import DAY, agencies, but, coming, kin, person, plus, post, quota, unit, world


def test_the_price_of_forcing_and_who_loses_the_place() -> None:
    """A1 goes to B with 90; A2 there instead costs 20 points and A1 his move."""
    scores = FitScore("A1", "B", "", 90), FitScore("A2", "B", "", 70)
    district = plus(agencies(A=(4, 3), B=(4, 5)), *scores)
    (answer,) = why_place(district, planned(district), "A2", "B")

    assert answer.allowed and differences(answer.price) == {"fit": -20}
    assert answer.displaced == ("A1",)
    assert answer.price_words == "如必须安排，影响某A1（A1），总匹配分减少20分。"


def test_a_pool_border_bars_with_its_article() -> None:
    """The education pool is closed."""
    district = but(agencies(A=(4, 3), B=(4, 5)), B={"pool": Pool.EDUCATION})
    (answer,) = why_place(district, planned(district), "A1", "B")

    assert not answer.allowed and answer.why == "区直编制池与教育编制池之间不得调剂"
    assert answer.source == "《地方各级人民政府机构设置和编制管理条例》第17条"


def test_forcing_somebody_where_the_other_has_nowhere_else_leaves_one_more() -> None:
    """A1 may only go to B, C1 to B or D: C1 in B leaves A1 without a place, and one more remains."""
    leaders = {each: {"is_leader": True} for each in ("A2", "A3", "C2", "C3")}
    people = {**leaders, "A1": {"major": "法学"}, "C1": {"major": "会计学"}}
    district = but(agencies(A=(3, 2), B=(4, 5), C=(3, 2), D=(4, 5)), **people)
    district = plus(district, post("会计岗", "D", 1, majors=("会计学",)), FitScore("C1", "B", "", 1))
    plan = planned(district)
    (answer,) = why_place(district, plan, "C1", "B")

    assert {(move.person, move.to_unit) for move in plan.moves} == {("A1", "B"), ("C1", "D")}
    assert differences(answer.price)["remaining_excess"] == 1
    assert differences(answer.price)["moves"] == -1
    assert "剩余超编增加1人" in answer.price_words and answer.displaced == ("A1",)


def test_locks_come_before_everything_else() -> None:
    """A leader is barred everywhere by being one, not by the type."""
    district = but(agencies(A=(4, 3), B=(4, 5)), A1={"is_leader": True})
    (answer,) = why_place(district, planned(district), "A1", "B")

    assert not answer.allowed and answer.why.startswith("领导职务人员的调整按干部管理权限办理")
    assert "《公务员转任规定》第2条" in answer.source


def test_each_post_of_the_unit_is_answered() -> None:
    """Two posts and one open vacancy; the demands of the first are not met."""
    posts = post("财务岗", "B", 1, majors=("会计学",)), post("综合岗", "B", 1)
    district = plus(agencies({"major": "法学"}, A=(4, 3), B=(2, 5)), *posts)
    answers = why_place(district, planned(district), "A1", "B")

    assert [(each.place.post, each.allowed) for each in answers] == [("财务岗", False), ("综合岗", True), ("", True)]
    assert answers[0].why == "财务岗要求专业为会计学"
    (only,) = why_place(district, planned(district), "A1", "B", Category.ADMINISTRATIVE, "财务岗")
    assert only == answers[0]


def test_a_unit_without_vacancy_is_answered_with_its_figures() -> None:
    """Full, over quota, and a vacancy that somebody is promised."""
    district = plus(agencies(A=(4, 3), B=(5, 5), C=(6, 5), D=(4, 5), E=(1, 2)), coming("D"))
    plan = planned(district)

    def why(code: str) -> str:
        (answer,) = why_place(district, plan, "A1", code)
        assert not answer.allowed and "第6条" in answer.source
        return answer.why

    assert why("B") == "区B局行政编制核定5名、实有5人，满编，没有空编"
    assert why("C") == "区C局行政编制核定5名、实有6人，超编1人，只出不进"
    assert why("D") == "区D局行政编制核定5名、实有4人，空编1名，扣除在途调入和适度空编后可调入0名"


def test_types_of_the_unit_without_vacancy_are_told_beside_those_with() -> None:
    """B is full on 行政编制 and has a vacancy on 全额事业编制, which a civil servant may not take."""
    district = world(
        *(unit("A"), unit("B"), quota("A", 3), quota("B", 2), quota("B", 2, Category.FULLY_FUNDED)),
        *(person(f"A{number}", "A") for number in range(4)),
        *(person("B1", "B"), person("B2", "B")),
        person("B3", "B", status=Status.AGENCY_INSTITUTION_STAFF),
    )
    first, second = why_place(district, planned(district), "A0", "B")

    assert first.place.category is Category.FULLY_FUNDED and "公务员不得直接占用全额事业编制" in first.why
    assert second.why == "区B局行政编制核定2名、实有2人，满编，没有空编"


def test_who_is_already_placed_there_is_told_so() -> None:
    """No price: it is the plan."""
    district = plus(agencies(A=(4, 3), B=(4, 5)), FitScore("A1", "B", "", 99))
    (answer,) = why_place(district, planned(district), "A1", "B")

    assert answer.allowed and answer.why.startswith("本方案已拟安排到此处") and answer.price == ()


def test_whose_unit_is_not_over_has_nothing_to_move() -> None:
    """B is not over."""
    district = agencies(A=(4, 3), B=(4, 5), C=(4, 5))
    (answer,) = why_place(district, planned(district), "B1", "C")

    assert not answer.allowed and answer.why == "所在的区B局行政编制核定5名、实有4人，没有须调出的人员"


def test_a_wish_that_forbids_is_the_last_bar() -> None:
    """Everything would allow it; the office does not, and its own words and name are the answer."""
    wish = Wish(WishKind.FORBID, ("A1",), to_unit="B", by="区委编办", on=DAY, why="原单位有合作关系")
    district, wished = agencies(A=(4, 3), B=(4, 5)), PlanSettings(wishes=(wish,))
    (answer,) = why_place(district, planned(district, wished), "A1", "B")

    assert not answer.allowed and answer.why == "单位要求不得安排：原单位有合作关系"
    assert "区委编办" in answer.source


def test_a_limit_that_no_plan_can_keep_is_named() -> None:
    """A must keep all of its four people but one; that one is required to be A2, so A1 cannot go as well."""
    must = Wish(WishKind.REQUIRE, ("A2",), by="区委编办", on=DAY, why="工作需要")
    district = but(agencies(A=(4, 2), B=(3, 5)), A={"min_staff": 3})
    plan = planned(district, PlanSettings(wishes=(must,)))
    (answer,) = why_place(district, plan, "A1", "B")

    assert answer.allowed and answer.price == ()
    assert answer.blocked_by == "所在单位调出后低于最低保留人数"
    assert answer.price_words == "没有任何方案能这样安排：所在单位调出后低于最低保留人数。"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("A01", "B"), "台账中没有编号为“A01”的人员", "最接近的有：某A1（A1）"),
        (("X9", "B"), "台账中没有编号为“X9”的人员", "请核对人员编号。"),
        (("A1", "BB"), "台账中没有编码或名称为“BB”的机构", "B"),
        (("A1", "区B"), "台账中没有编码或名称为“区B”的机构", "B 区B局"),
        (("A1", "B", Category.CIVIL_LIKE), "区B局没有参公事业编制", "该单位有：行政编制"),
        (("A1", "B", None, "不存在的岗"), "区B局没有名为“不存在的岗”的岗位需求", "综合岗"),
    ],
)
def test_what_the_ledger_does_not_have_is_named_with_the_nearest(
    arguments: tuple[str, ...], message: str, hint: str
) -> None:
    """A person, a unit by code or by name, a type, a post."""
    district = plus(agencies(A=(4, 3), B=(4, 5)), post("综合岗", "B", 1))
    with pytest.raises(SettingsError) as refused:
        why_place(district, planned(district), *arguments)  # type: ignore[arg-type]

    assert message in refused.value.message and hint in refused.value.hint


def test_a_unit_may_be_named_in_full() -> None:
    """By name as by code."""
    district = agencies(A=(4, 3), B=(4, 5))
    plan = planned(district)

    assert why_place(district, plan, "A1", "区B局") == why_place(district, plan, "A1", "B")


def test_a_unit_with_a_kind_nobody_may_enter_is_answered_by_the_matrix() -> None:
    """M cells are told with their procedure."""
    district = world(
        *(unit("A", kind=UnitKind.WELFARE_ONE), unit("B")),
        *(quota("A", 1, Category.FULLY_FUNDED), quota("B", 2)),
        *(person(f"A{number}", "A", status=Status.INSTITUTION_MANAGER) for number in range(2)),
        person("B1", "B"),
    )
    (answer,) = why_place(district, planned(district), "A0", "B")

    assert answer.why == "事业管理人员不得直接占用行政编制（须调任或者考试录用）"


@pytest.mark.slow
@given(small_worlds(most_people=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_answers_about_places_are_what_enumeration_finds(district: Establishment) -> None:
    """Allowed exactly where there is an eligible pair; its price is that of the best lawful plan with the pair."""
    pairs = pairs_of(district)
    few_enough(pairs)
    plan = planned(district)
    planned_lines = {(move.person, move.place) for move in plan.moves}
    everyone = dict.fromkeys(pair.person.id for pair in pairs)
    for who in list(everyone)[:2]:
        eligible = {pair.opening.place: pair for pair in pairs if pair.person.id == who}
        for code in district.unit:
            for answer in why_place(district, plan, who, code) if any(c[0] == code for c in district.cells) else ():
                assert answer.allowed == (answer.place in eligible)
                if answer.allowed and (who, answer.place) not in planned_lines:
                    forced = best_with(district, pairs, eligible[answer.place])
                    assert (other_side(answer.price) or None) == forced
                    assert not answer.price or plan_side(answer.price) == best_values(district, pairs)


def test_who_takes_the_last_excess_of_a_cell_keeps_the_others_there() -> None:
    """B is one over: with p1 gone, p6 stays, and her husband p3 cannot come; nobody may leave a cell that is full."""
    district = world(
        *(unit("A"), unit("B"), unit("C")),
        *(quota("B", 2, Category.CIVIL_LIKE), quota("B", 1, Category.FULLY_FUNDED), quota("C", 2, Category.CIVIL_LIKE)),
        person("p3", "A", category=Category.FULLY_FUNDED),
        *(person(id, "B", category=Category.CIVIL_LIKE, status=Status.CIVIL_SERVANT) for id in ("p1", "p6")),
        person("p7", "B", category=Category.CIVIL_LIKE, status=Status.CIVIL_SERVANT, is_leader=True),
        person("p2", "B", is_leader=True),
        kin("p3", "p6"),
    )
    plan = planned(district)
    (answer,) = why_place(district, plan, "p1", "C")

    assert [move.person for move in plan.moves] == ["p3", "p6"]
    assert [(change.name, change.plan, change.other) for change in answer.price[:2]] == [
        ("remaining_excess", 1, 2),
        ("moves", 2, 1),
    ]
    assert answer.displaced == ("p3", "p6")
