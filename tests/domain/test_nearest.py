"""What somebody probably meant, and that nothing is guessed where nothing is near."""

import pytest

from bianzhi.domain.nearest import nearest, several_nearest


@pytest.mark.parametrize(
    ("word", "meant"),
    [("P0OO1", "P0001"), ("p0001", "P0001"), ("P000", "P0001"), ("区B局", "区A局"), ("Pl001", "P1001")],
)
def test_the_nearest_by_spelling(word: str, meant: str) -> None:
    """Letters that look like digits first, then the likest spelling."""
    assert nearest(word, ("P4991", "P0001", "P1001", "区A局")) == meant


@pytest.mark.parametrize("word", ["Z", "X12", "P4", "某某管理办公室", "", "区直属机关"])
def test_what_is_not_like_anything_is_not_guessed(word: str) -> None:
    """A far-fetched name would only mislead."""
    assert nearest(word, ("P4991", "P0001", "P1001", "区A局")) == ""


@pytest.mark.parametrize(
    ("word", "known", "is_near"),
    [
        ("市监局", "市场监管局", True),  # three of three and five: 75 %
        ("财务局", "财政局", True),  # two of three: 67 %
        ("教育局", "财政局", False),  # one of three: 33 %
        ("AB12C", "AB1XY", True),  # three of five: exactly 60 %
        ("AB1CDE", "AB1XYZ", False),  # three of six: 50 %
    ],
)
def test_sixty_percent_of_likeness_is_the_line(word: str, known: str, is_near: bool) -> None:
    """Both sides of it."""
    assert nearest(word, (known,)) == (known if is_near else "")


def test_nothing_known_means_nothing() -> None:
    """No guess out of nothing."""
    assert nearest("P0001", ()) == ""


def test_several_come_likest_first_and_each_once() -> None:
    """Of equally like ones the first; no more than asked for."""
    assert several_nearest("P001", ("P002", "P0001", "P0Ol", "P002", "Q999"), 3) == ["P0Ol", "P0001", "P002"]
    assert several_nearest("P001", ("P002", "P0001", "P0Ol"), 1) == ["P0Ol"]


def test_of_very_many_words_all_are_compared() -> None:
    """Thirty thousand ids, one letter wrong."""
    assert nearest("PX2345", [f"P{number:05}" for number in range(30_000)]) == "P02345"
