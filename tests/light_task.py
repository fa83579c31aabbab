"""A task that imports nothing, for the test of what a child loads."""

import sys


def modules() -> list[str]:
    """Modules that are loaded."""
    return sorted(sys.modules)
