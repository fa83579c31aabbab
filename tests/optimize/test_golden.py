"""Every constraint with rows against its LP text; after a change that is meant, ``make golden`` writes them anew."""

import pytest

from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from tests.optimize.golden import FOLDER, WORLDS, lp_of, model_of


@pytest.mark.parametrize("id", [each.id for each in ALL_CONSTRAINTS])
def test_the_rows_are_those_of_the_golden_file(id: str) -> None:
    """Row by row, name by name."""
    assert lp_of(id) == (FOLDER / f"{id}.lp").read_text("utf-8"), "if meant: make golden, and read the difference"


@pytest.mark.parametrize("each", ALL_CONSTRAINTS, ids=lambda each: each.id)
def test_every_golden_world_has_rows(each: Constraint) -> None:
    """A file without rows would compare nothing."""
    assert list(each(model_of(each.id)))


def test_there_is_no_file_of_a_constraint_that_is_gone() -> None:
    """One file for each, and nothing else."""
    assert {path.name for path in FOLDER.iterdir()} == {f"{id}.lp" for id in WORLDS}
    assert WORLDS.keys() == {each.id for each in ALL_CONSTRAINTS}
