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
    """The server with an empty database: no tables."""
    cluster.empty()
    return cluster


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, url: str) -> str:
    """A database without tables."""
    if url.startswith("postgresql"):
        request.getfixturevalue("server")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database in which nothing is kept."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'bianzhi.db'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.clear()
    return cluster.url


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
