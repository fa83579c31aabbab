"""Our SVG read back as shapes: every chart of ours can be, and every word of it is there."""

import pytest
from defusedxml.ElementTree import fromstring

from bianzhi.charts import svg
from bianzhi.charts.pages import draw_pages
from bianzhi.charts.shapes import shapes_of
from bianzhi.charts.views import Level, View
from bianzhi.domain.paper import Sheet
from bianzhi.domain.shapes import Rectangle, Strokes, Words
from tests.charts.drawings import merger, plan_of, wide_district
from tests.worlds import DAY, agencies


def shapes_in(*content: str) -> list[object]:
    """The shapes of some markup."""
    return [shape for group in shapes_of(svg.document(content, 100, 100, "图")) for shape in group.shapes]


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("level", [Level.UNITS, Level.SECTIONS])
def test_every_chart_can_be_read_with_all_its_words(view: View, level: Level) -> None:
    """Whatever any view draws has a shape, and texts come back letter for letter."""
    plan = plan_of(("GOVERNMENT01", "GOVERNMENT0", "GOVERNMENT1"))
    merged = merger("GOVERNMENT0", 5, ("综合科", ("GOVERNMENT0S0", "GOVERNMENT0S1")), ("新科", ("GOVERNMENT0S2",)))
    pages = draw_pages(wide_district(2), plan, (merged,), view, level, DAY, Sheet())
    for page in pages.pages:
        read = [shape.text for group in shapes_of(page.svg) for shape in group.shapes if isinstance(shape, Words)]
        drawn = ["".join(text.itertext()) for text in fromstring(page.svg).iter() if text.tag.endswith("}text")]

        assert sorted(read) == sorted(drawn)


def test_units_are_groups_with_their_full_names() -> None:
    """A group for each unit, named as in the ledger; what belongs to nothing stands by itself."""
    pages = draw_pages(agencies(A=(3, 2), B=(1, 2)), None, (), View.BEFORE, Level.UNITS, DAY, Sheet())
    groups = shapes_of(pages.pages[0].svg)

    assert [group.name for group in groups if group.name] == ["government", "区A局", "区B局"]
    assert any(not group.name for group in groups)


def test_colors_and_anchors_are_those_of_the_group_around() -> None:
    """A text takes color and anchor from the groups around it unless it has its own."""
    outer = svg.element("g", [svg.text(1, 2, "甲", 10), svg.text(1, 2, "乙", 10, fill="#123456")], fill="#ffffff")
    first, second = shapes_in(svg.element("g", [outer], text_anchor="end"))

    assert isinstance(first, Words) and isinstance(second, Words)
    assert (first.color, first.anchor) == ("#ffffff", "end")
    assert second.color == "#123456"


def test_paths_are_followed_absolute_and_relative() -> None:
    """Several strokes in one path; a closed one is an area."""
    lines = shapes_in(svg.path(["M1 2H5", "M5 5V9", "M0 0l3 4l-1 0z"], fill="none", stroke="#000000"))

    assert [(each.points, each.closed) for each in lines if isinstance(each, Strokes)] == [
        (((1, 2), (5, 2)), False),
        (((5, 5), (5, 9)), False),
        (((0, 0), (3, 4), (2, 4)), True),
    ]


def test_text_that_runs_downwards_is_one_line() -> None:
    """Its characters have places one by one; read back it is one text with its step."""
    (words,) = shapes_in(svg.text_downwards(10, 20, "办公室", 12, 13))

    assert isinstance(words, Words)
    assert (words.text, words.at, words.downwards, words.step) == ("办公室", (10, 20), True, 13)


def test_what_has_no_shape_is_never_left_out() -> None:
    """A circle, or a curve in a path, is an error of ours."""
    with pytest.raises(ValueError, match="circle"):
        shapes_in(svg.element("circle", r=3))
    with pytest.raises(ValueError, match="no line for C"):
        shapes_in(svg.path(["M0 0C1 1 2 2 3 3"]))


def test_a_dashed_rectangle_without_fill() -> None:
    """What is none is empty."""
    (rectangle,) = shapes_in(svg.rectangle(1, 2, 3, 4, 1, fill="none", stroke="#aabbcc", stroke_dasharray="3 2"))

    assert isinstance(rectangle, Rectangle)
    assert (rectangle.paint.fill, rectangle.paint.stroke, rectangle.paint.dashed) == ("", "#aabbcc", True)
