"""A constraint of the catalogue: its sentence and its source are written once, in ``law/constraints.toml``."""

from collections.abc import Callable
from typing import Any

from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.constraint import Constraint, Rows, constraint


def catalogued(id: str) -> Callable[[Callable[[Any], Rows]], Constraint]:
    """Make a :class:`Constraint` of a generator of rows, with the sentence and source that the catalogue has for its id."""
    entry = constraint_catalogue()[id]
    return constraint(entry.id, entry.sentence, entry.source)
