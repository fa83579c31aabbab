"""Copies of an SQLite file while it is in use."""

import resource
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.domain.scenario import Origin
from bianzhi.errors import BianzhiError
from bianzhi.store import Store
from tests.store.contents import by_hand, everything, ledger, workbook
from tests.store.postgres import Cluster


def test_a_copy_is_whole_and_private(file: Path, tmp_path: Path) -> None:
    """It opens as a store, has everything, and nobody else may read it."""
    store = Store.open(str(file))
    kept = store.keep_ledger(ledger())
    head = store.create("方案", Origin.AS_IS, everything(kept))

    store.backup(tmp_path / "备份.db")

    copy = Store.open(str(tmp_path / "备份.db"))
    assert copy.load(head.id) == (head, everything(kept))
    assert copy.ledger(kept) == ledger()
    assert copy.history(head.id) == store.history(head.id)
    assert stat.S_IMODE((tmp_path / "备份.db").stat().st_mode) == 0o600
    copy.close()
    store.close()


def test_a_copy_taken_while_others_save_misses_nothing_acknowledged(file: Path, tmp_path: Path) -> None:
    """Ten copies during saves: each opens, and has at least what was acknowledged when it was begun."""
    store = Store.open(str(file))
    head = store.create("方案", Origin.AS_IS, by_hand())
    acknowledged, enough = [0], threading.Event()

    def save() -> None:
        seen = head
        while not enough.is_set():
            seen = store.save(seen.id, seen.version, by_hand(f"P{seen.version}"), "手工调整")
            acknowledged[0] = seen.version - 1

    writer = threading.Thread(target=save)
    writer.start()
    least = []
    for number in range(10):
        least.append(acknowledged[0])
        store.backup(tmp_path / f"{number}.db")
    enough.set()
    writer.join()

    for number in range(10):
        copy = Store.open(str(tmp_path / f"{number}.db"))
        assert len(copy.history(head.id)) - 1 >= least[number]
        assert copy.load(head.id)[0].version == len(copy.history(head.id))
        copy.close()
    assert least[-1] > least[0]
    store.close()


def test_a_copy_overwrites_nothing_and_leaves_nothing_behind(file: Path, tmp_path: Path) -> None:
    """A name that is taken, and a folder that is not there, are told."""
    store = Store.open(str(file))
    taken = tmp_path / "备份.db"
    taken.write_text("别的东西")

    with pytest.raises(BianzhiError, match="已经存在"):
        store.backup(taken)
    with pytest.raises(BianzhiError, match=r"打不开|不能写入备份"):
        store.backup(tmp_path / "没有" / "备份.db")
    assert taken.read_text() == "别的东西"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store", "备份.db"]
    store.close()


def test_a_copy_that_cannot_be_finished_leaves_nothing_behind(file: Path, tmp_path: Path) -> None:
    """The copy may not grow beyond a few pages: its place is told, and its beginnings are gone."""
    store = Store.open(str(file))
    kept = store.keep_ledger(replace(ledger(), content=workbook("丙", 600_000)))
    head = store.create("方案", Origin.AS_IS, everything(kept))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        with pytest.raises(BianzhiError, match=r"备份\.db 读写出错"):
            store.backup(tmp_path / "备份.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert store.load(head.id) == (head, everything(kept))
    assert [each.name for each in tmp_path.iterdir()] == ["store"]
    store.close()


def test_postgresql_is_backed_up_by_its_own_tools(server: Cluster, tmp_path: Path) -> None:
    """The message names them."""
    store = Store.open(server.url)
    with pytest.raises(BianzhiError, match="PostgreSQL") as caught:
        store.backup(tmp_path / "备份.db")
    assert "pg_dump" in caught.value.hint
    store.close()
