"""Colours of the states as colour-blind people see them, and in grey print."""

from itertools import combinations, pairwise

import pytest
from coloraide import Color

from bianzhi.charts import marks, palette
from bianzhi.charts.figures import State
from bianzhi.charts.layout import Box
from bianzhi.domain.statistics import Heat
from tests.charts.drawings import without_colors

FOUR = (State.OVER, State.FULL, State.VACANT, State.SPARSE)
LEAST_DIFFERENCE = 15
"""CIEDE2000; below about 2 nobody sees a difference, from about 10 on it is seen at a glance."""
LEAST_STEP = 8
"""Of L*, from black 0 to white 100."""


@pytest.mark.parametrize("blindness", ["", "deutan", "protan", "tritan"])
def test_edges_differ_for_everybody(blindness: str) -> None:
    """With all cones, and without those for green, red or blue (model of Machado et al. 2009, in full)."""

    def seen(state: State) -> Color:
        color = Color(palette.PAINT_OF[state].edge)
        return color.filter(blindness, 1, method="machado") if blindness else color

    for one, other in combinations(FOUR, 2):
        assert seen(one).delta_e(seen(other), method="2000") >= LEAST_DIFFERENCE, (one, other)


def test_edges_differ_in_grey_print() -> None:
    """Each is a step lighter than the one before, so that a black printer keeps them apart."""
    lightness = sorted(Color(palette.PAINT_OF[state].edge).convert("lab-d65")["l"] for state in FOUR)
    assert all(lighter - darker >= LEAST_STEP for darker, lighter in pairwise(lightness))


@pytest.mark.parametrize("state", list(State))
def test_edges_and_figures_can_be_read(state: State) -> None:
    """Edges stand out from paper 3:1, figures from the ground of their box 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3)."""
    paint = palette.PAINT_OF[state]
    assert Color(paint.edge).contrast(Color(palette.PAPER), method="wcag21") >= 3
    assert Color(paint.figures).contrast(Color(paint.ground), method="wcag21") >= 4.5
    assert Color(palette.INK).contrast(Color(paint.ground), method="wcag21") >= 4.5


def test_patterns_and_signs_differ_without_any_color() -> None:
    """Bars and signs of the states are other shapes: outlines only, every colour but paper taken for black."""
    box = Box(10, 20, 116, 52)
    for drawn in (
        [without_colors(marks.left_bar(box, state)) for state in State],
        [without_colors(marks.top_bar(box, state)) for state in State],
        [without_colors(marks.sign(10, 20, state)) for state in State],
    ):
        assert len(set(drawn)) == len(State)


def test_the_heat_map_has_the_colors_of_the_chart() -> None:
    """The same hue for the same state, words that can be read, and five cells nobody confuses."""
    of = {Heat.FAR_OVER: State.OVER, Heat.OVER: State.OVER, Heat.VACANT: State.VACANT, Heat.SPARSE: State.SPARSE}
    for heat, state in of.items():
        color, edge = Color(palette.HEAT_PAINT[heat][0]), Color(palette.PAINT_OF[state].edge)
        apart = abs(color.convert("hsl")["h"] - edge.convert("hsl")["h"])
        assert min(apart, 360 - apart) < 3, heat
    for ground, ink in palette.HEAT_PAINT.values():
        assert Color(ink).contrast(Color(ground), method="wcag21") >= 4.5
    for one, other in combinations(palette.HEAT_PAINT.values(), 2):
        assert Color(one[0]).delta_e(Color(other[0]), method="2000") >= LEAST_DIFFERENCE


def test_tints_run_from_paper_to_the_color() -> None:
    """Nothing of it is white, all of it the color itself."""
    assert (palette.tint("#930d05", 0), palette.tint("#930d05", 1)) == ("#ffffff", "#930d05")
