"""Boxes do not overlap, stay inside their bands, and keep their order."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.charts.layout import BandSize, Box, SectionSize, UnitSize, lay_out

SECTIONS = st.lists(st.sampled_from((20.0, 27.0, 38.0)), max_size=45)


def band(key: str, units: list[list[float]], header: float = 250, folded: bool = False) -> BandSize:
    """A band of units with sections of these widths, each 100 high."""
    sizes = [
        UnitSize(
            f"{key}-{number}",
            tuple(SectionSize(f"{key}-{number}-{index}", width, 100) for index, width in enumerate(widths)),
        )
        for number, widths in enumerate(units)
    ]
    return BandSize(key, header, tuple(sizes), folded)


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def inside(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(SECTIONS, max_size=12), st.integers(100, 500), st.booleans()), max_size=8))
def test_nothing_overlaps(described: list[tuple[list[list[float]], int, bool]]) -> None:
    """Whatever the bands hold, frames are apart, and boxes are apart and inside their frame."""
    bands = [band(str(key), units, header, folded) for key, (units, header, folded) in enumerate(described)]
    layout = lay_out(bands, 400, 52)
    assert [placed.key for placed in layout.bands] == [size.key for size in bands]
    frames = [placed.frame for placed in layout.bands] + [layout.top]
    assert not any(overlap(one, other) for one, other in combinations(frames, 2))
    paper = Box(0, 0, layout.width, layout.height)
    assert all(inside(paper, frame) for frame in frames)
    for placed in layout.bands:
        boxes = [unit.box for unit in placed.units] + [s.box for unit in placed.units for s in unit.sections]
        boxes.append(placed.header)
        assert all(inside(placed.frame, box) for box in boxes)
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_units_keep_the_order_of_the_ledger_and_are_equally_wide() -> None:
    """Left to right, then the next row."""
    (placed,) = lay_out([band("a", [[]] * 25)], 400, 52).bands
    assert [unit.code for unit in placed.units] == [f"a-{number}" for number in range(25)]
    assert len({unit.box.width for unit in placed.units}) == 1
    assert all(left.box.right < right.box.x for row in placed.rows for left, right in pairwise(row))
    places = [(unit.box.y, unit.box.x) for unit in placed.units]
    assert places == sorted(places)
    assert len(placed.rows) > 1


def test_small_neighbors_share_a_line_and_large_ones_do_not() -> None:
    """One unit each stand side by side; thirty units each take lines of their own."""
    small = lay_out([band("a", [[]]), band("b", [[]])], 400, 52)
    large = lay_out([band("a", [[]] * 30), band("b", [[]] * 30)], 400, 52)
    assert [len(line) for line in small.lines] == [2]
    assert [len(line) for line in large.lines] == [1, 1]


def test_a_folded_band_takes_only_its_header() -> None:
    """Its frame is as high as the header, and it has no unit."""
    (placed,) = lay_out([band("a", [[]] * 30, folded=True)], 400, 52).bands
    assert placed.frame.height == placed.header.height
    assert placed.units == ()


def test_a_header_longer_than_the_paper_widens_the_chart() -> None:
    """Nothing runs out of its frame."""
    layout = lay_out([band("a", [[]], header=2000)], 400, 52)
    assert layout.bands[0].frame.width == pytest.approx(2000)
    assert layout.width > 2000
