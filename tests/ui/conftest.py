"""A store of one test alone, in place of the server's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bianzhi.services.scenarios import Store
from bianzhi.ui import keeping


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store in which nothing is kept."""
    opened = Store.open(str(tmp_path / "bianzhi.db"))
    monkeypatch.setattr(keeping, "store", lambda: opened)
    keeping._content.cache_clear()
    yield opened
    opened.close()
