"""Locks from the chart are wishes: what they say, and that nothing is wished twice."""

import pytest

from bianzhi.domain.hidden_names import hidden_name
from bianzhi.domain.locks import Lock, kept_people, locks_of, unit_locks, with_lock
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError
from tests.worlds import DAY, agencies

SIGNED = ("区委组织部", DAY, "换届期间人员稳定")


def wish(kind: WishKind, **parts: object) -> Wish:
    return Wish(kind, by="区委组织部", on=DAY, why="测试", **parts)


def test_a_locked_unit_is_a_move_forbidden_out_or_in() -> None:
    """Both ways are two wishes."""
    (out,) = with_lock((), Lock.OUT, "A", (), *SIGNED)
    assert (out.kind, out.from_unit, out.to_unit, out.persons) == (WishKind.FORBID, "A", "", ())
    assert [(each.from_unit, each.to_unit) for each in with_lock((), Lock.BOTH, "A", (), *SIGNED)] == [
        ("A", ""),
        ("", "A"),
    ]


def test_what_is_locked_is_read_from_the_wishes() -> None:
    """Out and in together are both; what forbids less than everything is no lock of the unit."""
    wishes = with_lock(with_lock((), Lock.OUT, "A", (), *SIGNED), Lock.IN, "B", (), *SIGNED)
    assert unit_locks(wishes) == {"A": Lock.OUT, "B": Lock.IN}
    assert unit_locks(with_lock(wishes, Lock.BOTH, "A", (), *SIGNED))["A"] is Lock.BOTH
    narrower = (
        wish(WishKind.FORBID, from_unit="C", category=Category.ADMINISTRATIVE),
        wish(WishKind.FORBID, from_unit="C", to_unit="A"),
        wish(WishKind.FORBID, persons=("C1",), from_unit="C"),
        wish(WishKind.REQUIRE, from_unit="C"),
    )
    assert unit_locks(narrower) == {}


def test_nothing_is_wished_twice() -> None:
    """A half that is there is not added again; a whole that is there is refused with the way out."""
    once = with_lock((), Lock.OUT, "A", (), *SIGNED)
    assert len(with_lock(once, Lock.BOTH, "A", (), *SIGNED)) == 2
    with pytest.raises(SettingsError, match="本单位不调出") as refused:
        with_lock(once, Lock.OUT, "A", (), *SIGNED)
    assert "解除" in refused.value.hint
    stay = with_lock((), Lock.PEOPLE, "A", ("A1", "A1"), *SIGNED)
    assert stay[0].persons == ("A1",)
    assert with_lock(stay, Lock.PEOPLE, "A", ("A1", "A2"), *SIGNED)[1].persons == ("A2",)
    with pytest.raises(SettingsError, match="都已提出"):
        with_lock(stay, Lock.PEOPLE, "A", ("A1",), *SIGNED)
    with pytest.raises(SettingsError, match="没有选择人员"):
        with_lock((), Lock.PEOPLE, "A", (), *SIGNED)


def test_a_lock_says_who_and_why() -> None:
    """As every wish does."""
    with pytest.raises(SettingsError, match="没有写全"):
        with_lock((), Lock.OUT, "A", (), "", DAY, "测试")


def test_the_locks_of_a_unit_are_found_with_their_places() -> None:
    """Those of the unit, and those of people in it; a wish about B is not among those of A."""
    ledger = agencies(A=(2, 2), B=(1, 1))
    wishes = (
        wish(WishKind.FORBID, to_unit="B"),
        wish(WishKind.STAY, persons=("A1",)),
        wish(WishKind.PREFER, to_unit="A"),
        wish(WishKind.FORBID, from_unit="A"),
    )
    assert [each.place for each in locks_of(wishes, ledger, "A")] == [1, 3]
    assert kept_people(wishes) == {"A1"}


@pytest.mark.parametrize(("name", "shown"), [("王小明", "王**"), ("李一", "李**"), (" 张三 ", "张**"), ("", "")])
def test_a_hidden_name_says_nothing_of_its_length(name: str, shown: str) -> None:
    """One character and two stars."""
    assert hidden_name(name) == shown
