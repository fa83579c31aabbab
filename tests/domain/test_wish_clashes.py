"""Two wishes that contradict each other are found without a plan; whether the finding is right, the exact answer tells."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.domain.wish_clashes import obvious_clashes
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.wishes import clash
from tests.worlds import DAY, agencies

REQUIRE, FORBID, STAY, TOGETHER, PREFER = (
    WishKind.REQUIRE,
    WishKind.FORBID,
    WishKind.STAY,
    WishKind.TOGETHER,
    WishKind.PREFER,
)
ADMIN, POLICE = Category.ADMINISTRATIVE, Category.POLITICAL_LEGAL


def wish(kind: WishKind, *persons: str, **parts: object) -> Wish:
    """A wish of the office."""
    return Wish(kind, persons, **{"by": "样区编办", "on": date(2026, 11, 23), "why": "工作需要", **parts})


TO_B, TO_C = wish(REQUIRE, "A1", to_unit="B"), wish(REQUIRE, "A1", to_unit="C")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (wish(STAY, "A1", "A2"), TO_B, "要求不调整的人"),
        (wish(STAY, "A2"), TO_B, ""),
        (wish(STAY, "A1"), wish(REQUIRE, "A1", "A2", least=2), "要求不调整的人"),
        (wish(STAY, "A1"), wish(REQUIRE, "A1", "A2", least=1), ""),
        (wish(STAY, "A1"), wish(REQUIRE, from_unit="A"), ""),
        (wish(FORBID, to_unit="B"), TO_B, "正是不得安排的"),
        (wish(FORBID, to_unit="B"), TO_C, ""),
        (wish(FORBID, to_unit="B"), wish(REQUIRE, "A1"), ""),
        (wish(FORBID, to_unit="B", category=ADMIN), TO_B, ""),
        (wish(FORBID, from_unit="A"), wish(REQUIRE, from_unit="A", to_unit="B"), "正是不得安排的"),
        (wish(FORBID, from_unit="A"), TO_B, "正是不得安排的"),
        (wish(FORBID, from_unit="B"), TO_B, ""),
        (wish(FORBID, "A1", to_unit="B"), wish(REQUIRE, to_unit="B"), ""),
        (wish(FORBID, "A1", "A2"), wish(REQUIRE, "A2", "A3", least=2), "正是不得安排的"),
        (wish(FORBID, "A1", "A2"), wish(REQUIRE, "A2", "A3", least=1), ""),
        (TO_B, TO_C, "同一人不能安排到两处"),
        (TO_B, wish(REQUIRE, "A1"), ""),
        (TO_B, wish(REQUIRE, "A2", to_unit="C"), ""),
        (wish(REQUIRE, "A1", "A2", to_unit="B", least=2), wish(REQUIRE, "A1", "A2", to_unit="C"), "同一人"),
        (wish(REQUIRE, "A1", "A2", to_unit="B"), wish(REQUIRE, "A1", "A2", to_unit="C"), ""),
        (wish(REQUIRE, "A1", category=ADMIN), wish(REQUIRE, "A1", category=POLICE), "同一人"),
        (wish(REQUIRE, "A1", post="会计岗"), wish(REQUIRE, "A1", post="综合岗"), "同一人"),
        (wish(TOGETHER, "A1", "A2", to_unit="B"), TO_C, "一并调整的去向"),
        (wish(TOGETHER, "A1", "A2", to_unit="B"), TO_B, ""),
        (wish(TOGETHER, "A1", "A2"), TO_C, ""),
        (wish(TOGETHER, "A1", "A2"), wish(STAY, "A1"), ""),
        (wish(PREFER, "A1", to_unit="B"), wish(STAY, "A1"), ""),
        (wish(PREFER, "A1", to_unit="B"), TO_C, ""),
    ],
)
def test_two_wishes_of_which_only_one_can_be_met(one: Wish, other: Wish, why: str) -> None:
    """In either order, and on both sides of each line."""
    people = {f"A{number}": "A" for number in range(1, 4)}
    for pair in ((one, other), (other, one)):
        found = obvious_clashes(pair, people)

        assert len(found) == bool(why)
        assert all(why in each.why for each in found)


def test_a_closed_unit_is_known_without_a_ledger_where_the_wish_names_it() -> None:
    """Where people are is not known to whoever reads a file alone."""
    closed = wish(FORBID, from_unit="A")

    assert obvious_clashes((closed, TO_B)) == ()
    assert len(obvious_clashes((closed, wish(REQUIRE, "A1", from_unit="A")))) == 1


def test_both_wishes_are_named_with_a_remedy() -> None:
    """By number, kind, code, who asked and when."""
    wishes = (wish(PREFER, to_unit="B"), TO_B, wish(STAY, "A1"))
    (found,) = obvious_clashes(wishes)

    assert (found.one, found.other) == (1, 2)
    assert found.in_words(wishes) == (
        "第 2 条要求“应当安排：A1 任一机构→B”（样区编办，2026年11月23日）与"
        "第 3 条要求“不调整：A1”（样区编办，2026年11月23日）互相矛盾：要求不调整的人，又要求安排。"
        "请删去或者修改其中一条。"
    )


WORLD = agencies(A=(6, 3), B=(3, 5), C=(3, 5))
PEOPLE = {person.id: person.unit for person in WORLD.people}
people_named = st.lists(st.sampled_from(["A1", "A2", "A3"]), max_size=3, unique=True).map(tuple)
units = st.sampled_from(["", "B", "C"])


@st.composite
def wishes_of_any_kind(draw: st.DrawFn) -> Wish:
    """About three people who can move, and two units that can take them."""
    kind = draw(st.sampled_from([REQUIRE, REQUIRE, FORBID, STAY, TOGETHER]))
    persons = draw(people_named)
    if kind is STAY:
        return wish(kind, *(persons or ("A1",)))
    to_unit, from_unit = draw(units), draw(st.sampled_from(["", "A"]))
    if kind is TOGETHER:
        return wish(kind, *(persons if len(persons) > 1 else ("A1", "A2")), to_unit=to_unit)
    if not (persons or to_unit):
        from_unit = "A"
    return wish(kind, *persons, to_unit=to_unit, from_unit=from_unit, least=draw(st.integers(1, 3)))


@settings(deadline=None)
@given(st.lists(wishes_of_any_kind(), min_size=2, max_size=2))
def test_whatever_is_said_to_clash_does(pair: list[Wish]) -> None:
    """No plan meets both, says the solver; it says more than is obvious, never less."""
    if obvious_clashes(pair, PEOPLE):
        assert clash(WORLD, DAY, PlanSettings(wishes=tuple(pair))) is not None
