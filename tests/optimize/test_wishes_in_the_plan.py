"""The office's own hand: what a wish forbids, requires or holds together, and what no wish may ask."""

from dataclasses import replace
from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.matrix_change import Fulfilled
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError, SettingsError
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.settings_checks import check_names
from bianzhi.optimize.reallocation.wish_rows import teams_move_together, what_is_required_happens
from tests.optimize.holding import holds
from tests.worlds import DAY, agencies, but, person, post, quota, together, unit, world


def wish(kind: WishKind, *persons: str, **pattern: Any) -> Wish:
    """One wish of the office."""
    return Wish(kind, persons, **{"by": "办公室", "on": DAY, "why": "区委要求", **pattern})


def hand(*wishes: Wish, **settings: Any) -> PlanSettings:
    """Settings with some wishes."""
    return PlanSettings(wishes=wishes, **{"leaving_share_percent": 100, **settings})


def moves(plan: Plan) -> dict[str, str]:
    """Who goes to which unit."""
    return {move.person: move.to_unit for move in plan.moves}


THREE = agencies(A=(4, 2), B=(1, 2), C=(1, 2))
"""Two of A's four may go, one each to B and C."""


def test_who_is_to_stay_stays_and_is_named() -> None:
    """A wish locks; the reason and whose wish it is stand in the plan."""
    plan = reallocate(THREE, DAY, hand(wish(WishKind.STAY, "A1", "A2", "A3", why="重点项目")))

    assert list(moves(plan)) == ["A4"]
    kept = next(row for row in plan.excluded if row.person == "A1")
    assert (kept.rule, kept.source) == ("单位要求不调整：重点项目", "单位要求（办公室，2026年11月23日）")


@pytest.mark.parametrize(
    ("pattern", "gone"),
    [
        ({"to_unit": "B"}, {"C"}),
        ({"from_unit": "A"}, set()),
        ({"from_unit": "B"}, {"B", "C"}),
        ({"category": Category.ADMINISTRATIVE}, set()),
        ({"category": Category.CIVIL_LIKE}, {"B", "C"}),
        ({"from_unit": "A", "to_unit": "C"}, {"B"}),
    ],
)
def test_forbidden_moves_are_not_made(pattern: dict[str, Any], gone: set[str]) -> None:
    """By receiving unit, giving unit, type, or direction."""
    assert set(moves(reallocate(THREE, DAY, hand(wish(WishKind.FORBID, **pattern)))).values()) == gone


def test_a_forbidden_pair_leaves_the_person_other_places() -> None:
    """Only A1 and A2 may go at all, A1 not to B."""
    district = but(THREE, A3={"is_leader": True}, A4={"is_leader": True})
    settings = hand(wish(WishKind.FORBID, "A1", to_unit="B"))

    assert moves(reallocate(district, DAY, settings)) == {"A1": "C", "A2": "B"}


def test_a_forbidden_post_leaves_the_open_vacancy() -> None:
    """The wish speaks of the post by its title."""
    district = replace(agencies(A=(3, 2), B=(0, 2)), posts=(post("文秘岗", "B"),))
    plan = reallocate(district, DAY, hand(wish(WishKind.FORBID, post="文秘岗")))

    assert [move.place.post for move in plan.moves] == [""]


def test_required_moves_happen() -> None:
    """Whoever fits better: A3 goes to C because it must be, and only one row asks for it."""
    settings = hand(wish(WishKind.REQUIRE, "A3", to_unit="C"))

    assert moves(reallocate(THREE, DAY, settings))["A3"] == "C"
    assert holds(what_is_required_happens, THREE, ("A3>C",), settings)
    assert not holds(what_is_required_happens, THREE, ("A3>B", "A2>C"), settings)


def test_a_required_number_is_reached() -> None:
    """Two of A to C: one is not enough."""
    district = agencies(A=(4, 2), B=(1, 3), C=(1, 3))
    settings = hand(wish(WishKind.REQUIRE, from_unit="A", to_unit="C", least=2))

    assert list(moves(reallocate(district, DAY, settings)).values()) == ["C", "C"]
    assert not holds(what_is_required_happens, district, ("A1>C",), settings)


def test_a_team_moves_to_one_unit_or_stays() -> None:
    """B and C have one vacancy each, so the two stay; D has two, so they go there."""
    team = hand(wish(WishKind.TOGETHER, "A1", "A2"))
    only_two = but(THREE, A3={"is_leader": True}, A4={"is_leader": True})
    with_d = together(only_two, agencies(D=(0, 2)))

    assert moves(reallocate(only_two, DAY, team)) == {}
    assert moves(reallocate(with_d, DAY, team)) == {"A1": "D", "A2": "D"}
    assert not holds(teams_move_together, with_d, ("A1>B", "A2>C"), team)
    assert not holds(teams_move_together, with_d, ("A1>D",), team)
    assert holds(teams_move_together, with_d, (), team)


def test_a_team_may_be_told_where_to() -> None:
    """D and E would both do; the wish names E."""
    district = together(but(THREE, A3={"is_leader": True}, A4={"is_leader": True}), agencies(D=(0, 2), E=(0, 2)))
    team = hand(wish(WishKind.TOGETHER, "A1", "A2", to_unit="E"))

    assert moves(reallocate(district, DAY, team)) == {"A1": "E", "A2": "E"}
    assert not holds(teams_move_together, district, ("A1>D", "A2>D"), team)


def test_a_team_of_several_units() -> None:
    """A1 and B1 of two units over quota go to the same third one."""
    district = agencies(A=(1, 0), B=(1, 0), C=(0, 1), D=(0, 2))
    plan = reallocate(district, DAY, hand(wish(WishKind.TOGETHER, "A1", "B1")))

    assert moves(plan) == {"A1": "D", "B1": "D"}


def test_wishes_that_contradict_are_no_settings_error() -> None:
    """Each alone could be met; that both cannot is found by the solve."""
    settings = hand(wish(WishKind.REQUIRE, "A1"), wish(WishKind.STAY, "A1"))

    with pytest.raises(InfeasiblePlanError):
        reallocate(THREE, DAY, settings)


def refused(district: Establishment, settings: PlanSettings) -> tuple[str, str]:
    """Message and hint of the error that the settings meet with."""
    with pytest.raises(SettingsError) as caught:
        reallocate(district, DAY, settings)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("asked", "says", "nearest"),
    [
        (wish(WishKind.STAY, "A11"), "台账中没有人员 A11", "A1"),
        (wish(WishKind.FORBID, "某B1"), "台账中没有人员 某B1", "某B1的编号是 B1"),
        (wish(WishKind.FORBID, to_unit="区B局"), "台账中没有机构 区B局", "区B局的编码是 B"),
        (wish(WishKind.FORBID, from_unit="区D局"), "台账中没有机构 区D局", "局）"),
        (wish(WishKind.PREFER, post="文密岗", to_unit="B"), "岗位需求中没有“文密岗”", "“文秘岗”"),
        (wish(WishKind.PREFER, post="文秘岗", to_unit="C"), "机构 C 的岗位需求中没有“文秘岗”", "岗位需求为空"),
    ],
)
def test_names_that_the_ledger_does_not_have(asked: Wish, says: str, nearest: str) -> None:
    """What is wrong with which wish, and what was probably meant."""
    district = replace(THREE, posts=(post("文秘岗", "B"),))
    message, hint = refused(district, hand(wish(WishKind.STAY, "B1"), asked))

    assert message.startswith(f"第 2 条要求“{asked.kind}”（{asked.subject}）：")
    assert says in message and nearest in hint


@pytest.mark.parametrize("kind", [WishKind.REQUIRE, WishKind.PREFER, WishKind.TOGETHER])
@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("A1", "A1 不可调整：领导职务人员的调整按干部管理权限办理"),
        ("B1", "B1 所在的区B局行政编制没有须调出的超编"),
        ("E1", "E1 没有可以安排的去向：教育编制池与区直编制池之间不得调剂"),
    ],
)
def test_people_who_cannot_move_are_not_asked_to(kind: WishKind, who: str, says: str) -> None:
    """Locked, not over quota, or without any place: the first rule says it."""
    district = together(but(THREE, A1={"is_leader": True}), but(agencies(E=(2, 1)), E={"pool": Pool.EDUCATION}))
    message, _ = refused(district, hand(wish(kind, who, "A2")))

    assert says in message


@pytest.mark.parametrize("kind", [WishKind.STAY, WishKind.FORBID])
def test_people_who_cannot_move_may_be_told_to_stay(kind: WishKind) -> None:
    """It asks for what is so already."""
    plan = reallocate(but(THREE, A1={"is_leader": True}), DAY, hand(wish(kind, "A1", "B1")))

    assert not {"A1", "B1"} & {move.person for move in plan.moves}
    assert "A1" in {excluded.person for excluded in plan.excluded}


def test_a_requirement_that_no_pair_meets() -> None:
    """The first rule that bars, and the nearest place that would do."""
    district = together(THREE, but(agencies(E=(0, 2)), E={"pool": Pool.EDUCATION}))
    message, hint = refused(district, hand(wish(WishKind.REQUIRE, "A1", to_unit="E")))

    assert "如 A1：区直编制池与教育编制池之间不得调剂（《地方各级人民政府机构设置和编制管理条例》第17条）" in message
    assert hint == "最接近的可行去向是区B局（B）行政编制（1 人符合条件），请改写本条要求。"


def test_a_requirement_into_a_full_unit() -> None:
    """No vacancy there; the nearest place has one."""
    district = together(THREE, agencies(E=(2, 2)))
    message, hint = refused(district, hand(wish(WishKind.REQUIRE, from_unit="A", to_unit="E")))

    assert "所写的去向没有可用的空编" in message and "区B局（B）" in hint


def test_a_requirement_out_of_a_unit_where_nobody_may_go() -> None:
    """B is not over quota."""
    message, _ = refused(THREE, hand(wish(WishKind.REQUIRE, from_unit="B", to_unit="C")))

    assert "机构 B 没有可以调整的超编人员" in message


def test_a_requirement_of_more_than_there_can_be() -> None:
    """A has two to place and C room for one."""
    message, hint = refused(THREE, hand(wish(WishKind.REQUIRE, from_unit="A", to_unit="C", least=2)))

    assert "至多 1 人（可调出 2 人，可接收 1 人）" in message and "不超过 1" in hint
    settings = hand(wish(WishKind.REQUIRE, from_unit="A", to_unit="C", least=1))
    assert "C" in moves(reallocate(THREE, DAY, settings)).values()


def test_a_person_is_not_where_the_wish_says() -> None:
    """A1 works in A."""
    message, _ = refused(together(THREE, agencies(D=(2, 1))), hand(wish(WishKind.REQUIRE, "A1", from_unit="D")))

    assert "A1 在机构 A，不在机构 D" in message


WHO = {"by": "编委会", "on": DAY, "why": "本人书面同意"}


@pytest.mark.parametrize(
    ("settings", "says", "nearest"),
    [
        (PlanSettings(leaving_share_of={"Z": 50}), "设置 leaving_share_of：台账中没有机构 Z", "请按台账“机构”表核对"),
        (PlanSettings(leaving_share_of={"A局": 50}), "设置 leaving_share_of：台账中没有机构 A局", "最接近的机构是 A（"),
        (
            PlanSettings(conditions=(Fulfilled("A01", "参公登记", **WHO),)),
            "台账中没有人员 A01",
            "最接近的人员编号是 A1；",
        ),
        (PlanSettings(conditions=(Fulfilled("Q7", "参公登记", **WHO),)), "台账中没有人员 Q7", "请按台账“人员”表核对"),
        (PlanSettings(conditions=(Fulfilled("A1", "参公等记", **WHO),)), "没有名为“参公等记”的条件", "“参公登记”"),
    ],
)
def test_other_settings_name_what_exists(settings: PlanSettings, says: str, nearest: str) -> None:
    """Units, people, conditions; the condition's hint lists them all."""
    with pytest.raises(SettingsError) as caught:
        check_names(Limits(THREE, DAY, settings))

    assert says in caught.value.message and nearest in caught.value.hint


def test_a_condition_that_opens_a_cell_is_told_as_a_reason() -> None:
    """参公事业 staff come to 行政编制 once registered: the plan says under which condition."""
    rows = (
        unit("A", kind=UnitKind.CIVIL_LIKE_INSTITUTION),
        unit("B"),
        quota("A", 0, Category.CIVIL_LIKE),
        quota("B", 1),
    )
    district = world(*rows, person("p", "A", category=Category.CIVIL_LIKE, conditions=("参公登记",)))
    plan = reallocate(district, DAY, PlanSettings())

    assert moves(plan) == {"p": "B"}
    assert any("本人已具备条件“参公登记”" in reason for reason in plan.moves[0].reasons)
    assert not candidates(but(district, p={"conditions": ()}), DAY, PlanSettings()).pairs
