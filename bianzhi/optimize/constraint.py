"""One constraint is one sentence of law or policy: its id, its words, its source, and its rows of algebra."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pulp

from bianzhi.law.citation import Citation
from bianzhi.stopping import stop_if_asked

Rows = Iterator[tuple[Hashable, pulp.LpConstraint]]
"""What a constraint yields: the place each row speaks of (unit, cell, person …), and the row."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A sentence with its rows. ``rows`` takes the model whose named expressions it speaks of."""

    id: str
    sentence: str
    source: Citation
    rows: Callable[[Any], Rows]

    def __call__(self, model: Any) -> Rows:
        """The rows of this constraint for one model."""
        return self.rows(model)


def constraint(id: str, sentence: str, source: Citation) -> Callable[[Callable[[Any], Rows]], Constraint]:
    """Make a :class:`Constraint` of a generator of rows."""

    def decorate(rows: Callable[[Any], Rows]) -> Constraint:
        return Constraint(id, sentence, source, rows)

    return decorate


def add_constraints(problem: pulp.LpProblem, model: Any, constraints: Iterable[Constraint]) -> None:
    """Add every row, named ``<id>_<n>``: rows stand in ledger order, so the problem is the same everywhere."""
    for each in constraints:
        for number, (_, row) in enumerate(each(model)):
            stop_if_asked()
            problem.addConstraint(row, f"{each.id}_{number}")
