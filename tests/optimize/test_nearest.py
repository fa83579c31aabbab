"""What somebody probably meant."""

import pytest

from bianzhi.optimize.reallocation.nearest import nearest


@pytest.mark.parametrize(
    ("word", "meant"),
    [("P0OO1", "P0001"), ("p0001", "P0001"), ("P000", "P0001"), ("区B局", "区A局"), ("Pl001", "P1001")],
)
def test_the_nearest_by_spelling(word: str, meant: str) -> None:
    """Letters that look like digits first, then the likest spelling."""
    assert nearest(word, ("P4991", "P0001", "P1001", "区A局")) == meant


def test_nothing_known_means_nothing() -> None:
    """No guess out of nothing."""
    assert nearest("P0001", ()) == ""


def test_of_very_many_words_those_are_compared_that_begin_or_end_alike() -> None:
    """Thirty thousand ids, one letter wrong."""
    assert nearest("PX2345", [f"P{number:05}" for number in range(30_000)]).endswith("345")
