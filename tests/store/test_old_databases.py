"""A database that the first version of the program wrote still opens, with everything in it, and is worked on."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.store import Store
from tests.store.contents import DAY, everything, of_the_first_version

_WRITTEN = Path(__file__).parent / "golden" / "database_0001.sql"
"""A scenario of two steps, as the first version wrote it. Never to be made anew."""
_SCENARIO = "U7nFRzJ9J-jKP3Bm3nKG_A"


@pytest.fixture
def old(file: Path) -> Store:
    """The database of then, opened by the program of now."""
    file.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(file)
    connection.executescript(_WRITTEN.read_text("utf-8"))
    connection.close()
    file.chmod(0o600)
    return Store.open(str(file))


def test_a_scenario_of_the_first_version_opens(old: Store) -> None:
    """What was proposed then is there; what no scenario had then is empty."""
    head, content = old.load(_SCENARIO)

    assert (head.name, head.undoable, head.ledger_name) == ("旧版方案", "求解方案", "台账甲.xlsx")
    assert content == of_the_first_version(head.ledger)
    assert content.loans == ()
    assert content.consultation is None


def test_its_history_goes_on_with_what_is_kept_now(old: Store) -> None:
    """The next step has a loan and opinions; undone twice, the first step is as it was; both are done again."""
    head, before = old.load(_SCENARIO)
    now = replace(everything(head.ledger), accepted=before.accepted)
    head = old.save(head.id, head.version, now, "拟借用")

    head, content = old.undo(head.id, head.version)
    assert content == before
    head, content = old.undo(head.id, head.version)
    assert content == replace(type(content)(DAY), ledger=head.ledger)
    head, _ = old.redo(head.id, head.version)
    head, content = old.redo(head.id, head.version)
    assert content == now
    assert old.copy(head.id, "副本").copied_from == "旧版方案"
