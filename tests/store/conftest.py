"""The same tests on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bianzhi.store import Store
from tests.store.postgres import Cluster, programs


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL server; where it is not installed the tests are skipped, but never in CI."""
    found = programs()
    if found is None:
        message = "PostgreSQL is not installed (apt-get install postgresql): half of the store is untested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = Cluster(found)
    server.make()
    yield server
    server.remove()


@pytest.fixture
def server(cluster: Cluster) -> Cluster:
    """The server with an empty database."""
    cluster.empty()
    return cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'bianzhi.db'}"
    return str(request.getfixturevalue("server").url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an SQLite file may be made."""
    return tmp_path / "store" / "bianzhi.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on an empty database."""
    opened = Store.open(url)
    yield opened
    opened.close()
