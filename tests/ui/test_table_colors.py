"""Figures of tables stand out where there is something to see."""

import pytest

from bianzhi.ui.components.table import _color_of


@pytest.mark.parametrize(
    ("value", "stands_out"),
    [(0, False), (3, True), ("0", False), ("3", True), ("—", False), ("—→0", False), ("0→—", False), ("2→0", True)],
)
def test_only_real_figures_and_real_changes_are_colored(value: object, stands_out: bool) -> None:
    """Nothing before and 0 after is no change: neither red nor bold."""
    assert ("bold" in _color_of("超编")(value) or "600" in _color_of("超编")(value)) is stands_out
