"""Chance that is the same everywhere."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianzhi.sampling.dice import Dice, shared


def test_the_same_seed_draws_the_same() -> None:
    """And another seed does not."""
    one, same, other = Dice(7), Dice(7), Dice(8)

    drawn = [one.below(1000) for _ in range(20)]

    assert drawn == [same.below(1000) for _ in range(20)]
    assert drawn != [other.below(1000) for _ in range(20)]


def test_draws_are_the_ones_that_were_always_drawn() -> None:
    """Fixed numbers: a version of Python that drew others would change every sample."""
    dice = Dice(1)

    assert [dice.below(1000) for _ in range(4)] == [134, 847, 763, 255]


def test_between_reaches_both_ends() -> None:
    """A die with three faces shows all three and no other."""
    dice = Dice(3)

    assert {dice.between(4, 6) for _ in range(200)} == {4, 5, 6}


def test_weights_are_followed() -> None:
    """Nine to one, and what weighs nothing never comes."""
    dice = Dice(5)

    drawn = Counter(dice.weighted(((9, "often"), (1, "rarely"), (0, "never"))) for _ in range(2000))

    assert 1700 < drawn["often"] < 1900
    assert drawn["never"] == 0


def test_shuffling_keeps_everything() -> None:
    """The same things, in another order; the original is untouched."""
    things = list(range(50))

    mixed = Dice(2).shuffled(things)

    assert mixed != things
    assert sorted(mixed) == things == list(range(50))


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(0, 3), st.integers(0, 500))
def test_shares_add_up(weights: list[int], least: int, spare: int) -> None:
    """Whole parts, none under the least, adding up exactly."""
    total = least * len(weights) + spare

    parts = shared(total, weights, least)

    assert sum(parts) == total
    assert min(parts) >= least


@pytest.mark.parametrize(("total", "parts"), [(10, [5, 5]), (11, [6, 5]), (12, [6, 6])])
def test_equal_weights_share_equally(total: int, parts: list[int]) -> None:
    """The odd one goes to the first."""
    assert shared(total, [1, 1]) == parts
