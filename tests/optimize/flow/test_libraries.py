"""OR-Tools and highspy in one process: both bring a libhighs.so.1, so their versions of HiGHS must be the same."""

import subprocess
import sys

import pytest

_HIGHS = "import highspy; highspy.Highs()"
_TOOLS = "from ortools.graph.python import min_cost_flow; min_cost_flow.SimpleMinCostFlow()"


@pytest.mark.parametrize("order", [(_HIGHS, _TOOLS), (_TOOLS, _HIGHS)])
def test_both_libraries_load_in_either_order(order: tuple[str, str]) -> None:
    """Whichever comes first brings the HiGHS that both use; other versions fail here on a missing symbol."""
    done = subprocess.run([sys.executable, "-c", "; ".join(order)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
