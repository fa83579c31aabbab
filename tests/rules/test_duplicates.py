"""What stands twice, and scores that score nothing: the exact cell, and the nearest thing that is right."""

from bianzhi.domain.establishment import FitScore
from bianzhi.rules.duplicates import (
    scored_posts_exist,
    scores_stand_once,
    section_names_are_unique_in_a_unit,
    unit_names_are_unique,
)
from tests.rules.breaches import cells
from tests.worlds import person, post, section, unit, world


def test_unit_names_are_unique() -> None:
    """The second unit of one name is named, at its name."""
    assert cells(unit_names_are_unique, world(unit("A"), unit("B"))) == []
    assert cells(unit_names_are_unique, world(unit("A", name="区甲局"), unit("B", name="区甲局"))) == ["机构!B3"]


def test_section_names_are_unique_in_a_unit() -> None:
    """Two units may each have an 办公室; one unit may not have two."""
    rows = (unit("A"), unit("B"), section("A1", "A", name="办公室"))

    assert cells(section_names_are_unique_in_a_unit, world(*rows, section("B1", "B", name="办公室"))) == []
    assert cells(section_names_are_unique_in_a_unit, world(*rows, section("A2", "A", name="办公室"))) == ["内设机构!C3"]


def test_scores_stand_once() -> None:
    """A score for the unit and one for a post of it are two different ones."""
    rows = (unit("A"), unit("B"), person("p"), FitScore("p", "B", "", 10))

    assert cells(scores_stand_once, world(*rows, FitScore("p", "B", "岗", 90))) == []
    assert cells(scores_stand_once, world(*rows, FitScore("p", "B", "", 90))) == ["匹配评分!D3"]


def test_scored_posts_exist() -> None:
    """A post of this title in that very unit, or no title."""
    rows = (unit("A"), unit("B"), person("p"), post("岗", "B"))

    assert cells(scored_posts_exist, world(*rows, FitScore("p", "B", "岗", 10), FitScore("p", "A", "", 10))) == []
    assert cells(scored_posts_exist, world(*rows, FitScore("p", "A", "岗", 10))) == ["匹配评分!C2"]
