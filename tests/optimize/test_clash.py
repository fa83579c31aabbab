"""Wishes that contradict: the smallest set that does, exactly, and what would work instead."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, PersonState, Status
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import solve, task_of
from bianzhi.optimize.wishes import clash
from bianzhi.optimize.wishes.smallest import first_smallest_meeting
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, kin, plus

WHO = {"by": "样区编办", "on": DAY, "why": "工作需要"}
REQUIRE, FORBID, STAY, TOGETHER, PREFER = (
    WishKind.REQUIRE,
    WishKind.FORBID,
    WishKind.STAY,
    WishKind.TOGETHER,
    WishKind.PREFER,
)
TWO_OVER = agencies(A=(12, 10), B=(7, 10), C=(9, 10))


def wish(kind: WishKind, *persons: str, **parts: object) -> Wish:
    """A wish of the office."""
    return Wish(kind, persons, **{**WHO, **parts})


def asked(*wishes: Wish) -> PlanSettings:
    """Settings with these wishes."""
    return PlanSettings(wishes=wishes)


def test_wishes_that_can_be_met_do_not_clash() -> None:
    """Two are over, and two are asked for; a third kind of wish is met by moving others."""
    fine = asked(wish(REQUIRE, to_unit="B", least=2), wish(STAY, "A1"), wish(PREFER, "A2", to_unit="C"))

    assert clash(TWO_OVER, DAY, fine) is None


def test_a_team_asked_to_one_unit_clashes_with_who_must_go_elsewhere() -> None:
    """A1 and A2 together to B, and A1 to C; a team that names no unit can go to C as well."""
    to_c = wish(REQUIRE, "A1", to_unit="C")
    found = clash(TWO_OVER, DAY, asked(wish(TOGETHER, "A1", "A2", to_unit="B"), to_c))

    assert found is not None
    assert found.wishes == (0, 1)
    assert clash(but(TWO_OVER, C9={"state": PersonState.RETIRED}), DAY, asked(wish(TOGETHER, "A1", "A2"), to_c)) is None


def test_one_wish_alone_may_ask_for_too_much() -> None:
    """A is two over, so three cannot leave it; two could."""
    found = clash(TWO_OVER, DAY, asked(wish(STAY, "A1"), wish(REQUIRE, from_unit="A", least=3)))

    assert found is not None
    assert found.wishes == (1,)
    assert "第 2 条要求（样区编办，2026年11月23日）：应当安排至少 3 人由区A局调出" in found.sentences[0]
    assert "最多可安排 2 人" in found.remedy


def test_two_wishes_clash_and_the_third_has_no_part_in_it() -> None:
    """Nobody may go from A to B, and two must; that A1 stays is met either way."""
    found = clash(
        TWO_OVER, DAY, asked(wish(STAY, "A1"), wish(REQUIRE, to_unit="B", least=2), wish(FORBID, to_unit="B"))
    )

    assert found is not None
    assert found.wishes == (1, 2)
    assert found.remedy == "删去第 2 条、第 3 条中的任一条，其余要求都能满足。"


def test_the_number_within_reach_is_named() -> None:
    """Of the two who may leave A one must go to C: only one is left for B."""
    found = clash(TWO_OVER, DAY, asked(wish(REQUIRE, to_unit="B", least=2), wish(REQUIRE, to_unit="C")))

    assert found is not None
    assert found.wishes == (0, 1)
    assert "第 1 条最多可安排 1 人（要求 2 人），可将人数改为 1" in found.remedy


def test_a_team_that_cannot_stay_together() -> None:
    """C has one vacancy, and a team of two that must go there."""
    found = clash(TWO_OVER, DAY, asked(wish(TOGETHER, "A1", "A2"), wish(REQUIRE, "A1", "A2", to_unit="C")))

    assert found is not None
    assert found.wishes == (0, 1)
    assert clash(TWO_OVER, DAY, asked(wish(TOGETHER, "A1", "A2"), wish(REQUIRE, "A1", to_unit="B"))) is None


def test_why_nothing_matches_is_told() -> None:
    """A person who leads, one whose unit is not over, a unit that is full."""
    place = but(agencies(A=(3, 2), B=(2, 3), C=(2, 2)), A1={"is_leader": True})
    reasons = {
        "领导职务": wish(REQUIRE, "A1"),
        "所在单位不超编": wish(REQUIRE, "B1"),
        "区C局没有空编": wish(REQUIRE, to_unit="C"),
        "区B局没有可以调整的超编人员": wish(REQUIRE, from_unit="B"),
        "没有所要求的空编": wish(REQUIRE, "A2", to_unit="C"),
        "不符合条件": wish(REQUIRE, "A2", category=Category.ADMINISTRATIVE, to_unit="B"),
    }
    cadres = but(place, A2={"status": Status.INSTITUTION_MANAGER})
    for words, one in reasons.items():
        found = clash(cadres if words == "不符合条件" else place, DAY, asked(one))
        assert found is not None, words
        assert words in found.sentences[0]


def test_relatives_make_wishes_clash() -> None:
    """Husband and wife cannot both be asked into one unit; the constraint is in no wish."""
    place = plus(TWO_OVER, kin("A1", "A2"))
    found = clash(place, DAY, asked(wish(REQUIRE, "A1", to_unit="B"), wish(REQUIRE, "A2", to_unit="B")))

    assert found is not None
    assert found.wishes == (0, 1)


def test_with_exchange_more_can_be_met() -> None:
    """B is full; someone of B may make room for A1 by going to C, where exchange is on."""
    place = agencies(A=(3, 2), B=(3, 3), C=(2, 3))
    wishes = asked(wish(REQUIRE, "A1", to_unit="B"))

    assert clash(place, DAY, wishes) is not None
    assert clash(place, DAY, replace(wishes, exchange=Exchange(extra_moves=1))) is None
    forbidden = replace(asked(*wishes.wishes, wish(FORBID, from_unit="B")), exchange=Exchange(extra_moves=1))
    found = clash(place, DAY, forbidden)
    assert found is not None
    assert found.wishes == (0, 1)


def test_of_equally_small_sets_the_first_is_told() -> None:
    """Wishes 2 and 3 clash as do 3 and 4: the former are told, and that more must go."""
    found = clash(
        TWO_OVER,
        DAY,
        asked(
            wish(STAY, "A1"),
            wish(REQUIRE, "A2", to_unit="B"),
            wish(FORBID, "A2", to_unit="B"),
            wish(REQUIRE, "A3", to_unit="B"),
            wish(FORBID, "A3", to_unit="B"),
        ),
    )

    assert found is not None
    assert found.wishes == (1, 2)
    assert "此外还有别的要求互相矛盾：最少须删去 2 条，如第 3 条、第 5 条" in found.remedy


def test_a_plan_that_cannot_be_points_to_the_clash() -> None:
    """The error that ends a solve names the wishes, and its hint what would work."""
    with pytest.raises(InfeasiblePlanError) as raised:
        services.reallocate(
            TWO_OVER, DAY, asked(wish(REQUIRE, to_unit="B", least=2), wish(REQUIRE, to_unit="C", least=1))
        )

    assert raised.value.message.startswith("以下 2 条要求不能满足：第 1 条要求")
    assert "最多可安排 1 人" in raised.value.hint


def test_a_smallest_set_that_meets_all_sets() -> None:
    """One number in common is enough; of equals the first."""
    assert first_smallest_meeting([]) == ()
    assert first_smallest_meeting([frozenset({2, 5}), frozenset({5, 7})]) == (5,)
    assert first_smallest_meeting([frozenset({3}), frozenset({1, 2}), frozenset({2, 4})]) == (2, 3)
    assert first_smallest_meeting([frozenset({1, 4}), frozenset({2, 3})]) == (1, 2)


@st.composite
def wishes_about(draw: st.DrawFn, place: Establishment) -> tuple[Wish, ...]:
    """A handful of wishes about the people and units of a world, many of them hard to meet."""
    people = st.sampled_from([person.id for person in place.people])
    units = st.sampled_from(["", *place.unit])
    found = []
    for kind in draw(st.lists(st.sampled_from((REQUIRE, REQUIRE, FORBID, STAY, TOGETHER)), min_size=1, max_size=5)):
        least = 2 if kind is TOGETHER else int(kind is STAY)
        persons = draw(st.lists(people, min_size=least, max_size=3, unique=True))
        parts = {} if kind is STAY else {"to_unit": draw(units)}
        if not persons and not parts.get("to_unit"):
            parts["from_unit"] = "A"
        found.append(wish(kind, *persons, least=draw(st.integers(1, 3)), **parts))
    return tuple(found)


def can_be_met(place: Establishment, wishes: tuple[Wish, ...]) -> bool:
    """Whether the model of a plan has a solution with these wishes."""
    try:
        solve(task_of(candidates(place, DAY, asked(*wishes))))
    except InfeasiblePlanError:
        return False
    return True


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_set_told_is_the_first_of_the_smallest_that_clash(data: st.DataObject) -> None:
    """Against every subset, each put to the plan's own model."""
    place = data.draw(small_worlds(8))
    wishes = data.draw(wishes_about(place))
    found = clash(place, DAY, asked(*wishes))
    numbers = range(len(wishes))
    clashing = (
        chosen
        for size in range(1, len(wishes) + 1)
        for chosen in combinations(numbers, size)
        if not can_be_met(place, tuple(wishes[number] for number in chosen))
    )
    expected = next(clashing, None)

    assert (found.wishes if found else None) == expected


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_the_remedy_promises_holds(data: st.DataObject) -> None:
    """Dropping any wish it names makes the rest possible; a number it names can be reached, and one more cannot."""
    place = data.draw(small_worlds(8))
    wishes = data.draw(wishes_about(place))
    found = clash(place, DAY, asked(*wishes))
    if found is None:
        return
    for number in found.wishes:
        rest = (*wishes[:number], *wishes[number + 1 :])
        named = f"第 {number + 1} 条" in found.remedy.rpartition("删去")[2]
        if "此外还有别的要求" not in found.remedy:
            assert named == can_be_met(place, rest)
        mark = f"其余要求不变时，第 {number + 1} 条最多可安排 "
        if f"。{mark}" in f"。{found.remedy}" and "本组" not in found.remedy:
            most = int(found.remedy.partition(mark)[2].partition(" ")[0])
            for least, possible in ((most, True), (most + 1, False)):
                changed = replace(wishes[number], least=least)
                assert can_be_met(place, (*wishes[:number], changed, *wishes[number + 1 :])) is possible


def test_where_nobody_is_over_quota_a_requirement_clashes_alone() -> None:
    """The model has no variable at all, and is infeasible all the same."""
    place = agencies(A=(2, 2), B=(1, 2))

    assert not can_be_met(place, (wish(REQUIRE, to_unit="B"),))
    assert can_be_met(place, (wish(FORBID, to_unit="B"),))
    found = clash(place, DAY, asked(wish(REQUIRE, to_unit="B")))
    assert found is not None
    assert "没有可以调整的超编人员" in found.sentences[0]
