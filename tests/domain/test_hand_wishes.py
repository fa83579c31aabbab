"""Wishes made of moves by hand, told apart from those that somebody asked for."""

from dataclasses import replace

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.hand_wishes import with_hand, with_their_closings
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from tests.worlds import DAY, agencies, plus, post

WORLD = plus(agencies(A=(5, 3), B=(1, 5)), post("综合岗", "B", 1), post("会计岗", "B", 1))
OWN = Wish(WishKind.FORBID, to_unit="B", post="综合岗", by="甲科", on=DAY, why="另有安排")


def test_a_move_to_an_open_vacancy_is_one_with_what_keeps_listed_posts_free() -> None:
    """Two listed posts for each of two people; who stays and what somebody asked for has none."""
    moves = (HandMove("A1", "B"), HandMove("A2", "A"), HandMove("A3", "B"))
    wishes = with_hand(PlanSettings(wishes=(OWN,)), moves, WORLD, "编办", DAY).wishes
    kinds = [wish.kind for wish in wishes]
    require, forbid = WishKind.REQUIRE, WishKind.FORBID

    assert kinds == [forbid, require, forbid, forbid, WishKind.STAY, require, forbid, forbid]
    assert with_their_closings(wishes) == ((1, (2, 3)), (4, ()), (5, (6, 7)))


def test_nothing_of_a_hand_is_lost_where_its_move_is_gone() -> None:
    """What keeps a post free without a move to go with is told by itself."""
    wishes = with_hand(PlanSettings(), (HandMove("A1", "B"),), WORLD, "编办", DAY).wishes

    assert with_their_closings(wishes[1:]) == ((0, ()), (1, ()))
    other = replace(wishes[0], to_unit="A")
    assert with_their_closings((other, *wishes[1:])) == ((0, ()), (1, ()), (2, ()))
    assert with_their_closings((OWN,)) == ()
