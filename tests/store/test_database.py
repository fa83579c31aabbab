"""What makes a saved change last, and what is said where a database refuses."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event

from bianzhi.domain.scenario import Origin, ScenarioContent
from bianzhi.errors import BianzhiError
from bianzhi.store import Store, upgrading
from bianzhi.store.database import Database
from bianzhi.store.location import locate
from bianzhi.store.tables import METADATA, SCHEMA
from tests.store.contents import DAY, by_hand, everything, ledger, workbook
from tests.store.postgres import PASSWORD, Cluster


def test_the_settings_of_sqlite_make_changes_last(file: Path) -> None:
    """Read back from the file through the store: rollback journal, full syncs, keys, waiting, overwriting."""
    store = Store.open(str(file))

    assert store.settings() == {
        "journal_mode": "delete",
        "synchronous": "2",
        "foreign_keys": "1",
        "secure_delete": "1",
        "busy_timeout": "30000",
        "mmap_size": "0",
        "application_id": str(0x424E5A48),
        "user_version": "1",
    }
    store.close()


def test_writers_of_sqlite_take_their_turn_at_once(file: Path) -> None:
    """BEGIN IMMEDIATE: whoever has read cannot find, when he writes, that somebody else wrote meanwhile."""
    database = Database(locate(str(file)))
    with database.write() as connection:
        connection.exec_driver_sql("SELECT 1")
        other = sqlite3.connect(file, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    database.close()


def test_the_settings_of_postgresql_make_changes_last(server: Cluster) -> None:
    """Read back through the store."""
    store = Store.open(server.url)

    assert store.settings() == {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "server_encoding": "UTF8",
        "lock_timeout": "30s",
        "TimeZone": "UTC",
    }
    store.close()


def test_a_file_in_another_journal_mode_is_brought_back(file: Path) -> None:
    """Somebody's tool left a write-ahead log on; SQLite before 3.51.3 can damage one."""
    Store.open(str(file)).close()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode = wal").fetchone() == ("wal",)
    connection.close()

    store = Store.open(str(file))
    assert store.settings()["journal_mode"] == "delete"
    store.close()


def test_migrations_make_the_tables_of_the_program(empty_url: str) -> None:
    """What the migrations build is what ``tables`` says, in the last schema there is."""
    Store.open(empty_url).close()
    database = Database(locate(empty_url))
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == SCHEMA
    database.close()
    config = Config()
    config.set_main_option("script_location", str(upgrading._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


_NEXT = '''"""Invented."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade() -> None:
    op.add_column("scenarios", sa.Column("colour", sa.Text))
    op.execute("UPDATE scenarios SET colour = 'red'")
    {more}
'''


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A version of the program with one more migration; the path is that migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrading._MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(upgrading, "_MIGRATIONS", folder)
    monkeypatch.setattr(upgrading, "SCHEMA", "0002")
    yield folder / "versions" / "v0002_invented.py"


def test_an_older_database_is_upgraded_and_copied_first(url: str, tmp_path: Path, next_version: Path) -> None:
    """Everything is still there, and an SQLite file was copied beside itself before."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(upgrading, "SCHEMA", "0001")
        old = Store.open(url)
    head = old.create("方案", Origin.AS_IS, everything(old.keep_ledger(ledger())))
    old.close()
    next_version.write_text(_NEXT.format(more="pass"))

    new = Store.open(url)

    assert new.load(head.id) == (head, everything(head.ledger))
    with new._database.read() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM scenarios").scalar_one() == "red"
    new.close()
    copies = list((tmp_path / "store").glob("bianzhi-升级前-0001-*.db"))
    assert len(copies) == (1 if url.startswith("sqlite") else 0)
    for copy in copies:
        with sqlite3.connect(copy) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        connection.close()
    _as_it_was(url)


def test_an_upgrade_that_breaks_off_leaves_the_database_as_it_was(url: str, next_version: Path) -> None:
    """The migration is one transaction: the version before still opens the database."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(upgrading, "SCHEMA", "0001")
        old = Store.open(url)
    head = old.create("方案", Origin.AS_IS, everything())
    old.close()
    next_version.write_text(_NEXT.format(more="raise ZeroDivisionError"))
    with pytest.raises(ZeroDivisionError):
        Store.open(url)

    with pytest.MonkeyPatch.context() as then:
        then.setattr(upgrading, "SCHEMA", "0001")
        old = Store.open(url)
    assert old.load(head.id) == (head, everything())
    with old._database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM scenarios").one()
    assert "colour" not in row._fields
    old.close()


def _as_it_was(url: str) -> None:
    """Take the invented column away again: the tables of the server are shared by the tests."""
    if url.startswith("postgresql"):
        database = Database(locate(url))
        with database.write() as connection:
            connection.exec_driver_sql("ALTER TABLE scenarios DROP COLUMN colour")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        database.close()


def test_a_database_of_a_newer_version_is_refused_untouched(url: str) -> None:
    """Going back to an older program never loses what the newer one wrote."""
    Store.open(url).close()
    database = Database(locate(url))
    for schema in ("9999", SCHEMA):
        with database.write() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{schema}'")
        if schema != SCHEMA:
            with pytest.raises(BianzhiError, match="已由更新版本的程序使用过（格式 9999，本版本为 0001）"):
                Store.open(url)
    Store.open(url).close()
    database.close()


def test_another_programs_file_is_refused_untouched(file: Path) -> None:
    """A database with tables that are not ours."""
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = file.read_bytes()

    with pytest.raises(BianzhiError, match="是别的程序的数据库"):
        Store.open(str(file))
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(file: Path) -> None:
    """A Word document under the name of the database."""
    file.parent.mkdir()
    file.write_bytes(b"PK\x03\x04" + b"\x00" * 5000)

    with pytest.raises(BianzhiError, match="不是数据库文件，或者已经损坏"):
        Store.open(str(file))
    assert file.read_bytes() == b"PK\x03\x04" + b"\x00" * 5000


def test_a_damaged_file_is_told(file: Path) -> None:
    """Pages of tables were overwritten with noise: it is found at the start, not when somebody stumbles on it."""
    store = Store.open(str(file))
    for _ in range(5):
        store.create("方案", Origin.AS_IS, everything())
    store.close()
    damaged = bytearray(file.read_bytes())
    damaged[8192:] = bytes(len(damaged) - 8192)
    file.write_bytes(damaged)

    with pytest.raises(BianzhiError, match="已经损坏") as caught:
        Store.open(str(file))
    assert "备份" in caught.value.hint


def test_a_flipped_bit_in_a_document_is_told(store: Store) -> None:
    """The database does not notice; the digest of the document does."""
    head = store.create("方案", Origin.AS_IS, everything())
    with store._database.write() as connection:
        digest, data = connection.exec_driver_sql("SELECT digest, data FROM parts ORDER BY digest LIMIT 1").one()
        flipped = bytes([*data[:40], data[40] ^ 1, *data[41:]])
        sign = "?" if store._database.is_file else "%s"
        connection.exec_driver_sql(f"UPDATE parts SET data = {sign} WHERE digest = {sign}", (flipped, digest))

    with pytest.raises(BianzhiError, match="内容已损坏"):
        store.load(head.id)


def test_a_full_disk_is_told_and_nothing_is_half_saved(file: Path) -> None:
    """The save that does not fit fails in words; what was there stays, and saving goes on once there is room."""
    store = Store.open(str(file))
    head = store.create("方案", Origin.AS_IS, by_hand("P1"))
    store._database.close()
    pages = file.stat().st_size // 4096
    event.listen(store._database._engine, "begin", _limit_to(pages + 2))

    with pytest.raises(BianzhiError, match="所在的磁盘已满，这一步没有保存"):
        store.keep_ledger(replace(ledger(), content=workbook("丙", 60_000)))
    assert store.load(head.id) == (head, by_hand("P1"))
    store.close()

    store = Store.open(str(file))
    assert store.save(head.id, head.version, everything(store.keep_ledger(ledger())), "载入台账").version == 2
    store.close()


def _limit_to(pages: int) -> object:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    return begin


def test_a_file_that_may_not_be_written_is_told(file: Path) -> None:
    """Reading goes on; a save fails in words."""
    store = Store.open(str(file))
    head = store.create("方案", Origin.AS_IS, by_hand("P1"))
    event.listen(store._database._engine, "begin", _read_only)

    with pytest.raises(BianzhiError, match="只能读，不能写，这一步没有保存"):
        store.save(head.id, head.version, by_hand("P2"), "手工调整")
    assert store.load(head.id) == (head, by_hand("P1"))
    store.close()


def _read_only(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only = 1")


def test_a_wrong_password_is_told_without_any_password(server: Cluster) -> None:
    """Neither the wrong one nor the right one is in the message, nor in what is chained to it."""
    for url in (server.url_for(password="wrong-word"), server.url_for(user="nobody", password="wrong-word")):
        with pytest.raises(BianzhiError, match="用户名或者密码不对") as caught:
            Store.open(url)
        told = f"{caught.value!r}{caught.value.hint}{caught.value.__cause__!r}{caught.value.__context__!r}"
        assert "wrong-word" not in told and PASSWORD not in told
        assert caught.value.__suppress_context__


def test_a_database_that_is_not_there_is_told(server: Cluster) -> None:
    """The server is, the database is not."""
    with pytest.raises(BianzhiError, match="服务器上没有这个数据库"):
        Store.open(server.url_for(database="nowhere"))


def test_a_role_that_may_not_write_is_told(server: Cluster) -> None:
    """The administrator gave reading alone."""
    store = Store.open(server.url)
    head = store.create("方案", Origin.AS_IS, ScenarioContent(DAY))
    with server.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'r'")
        connection.execute("GRANT USAGE ON SCHEMA public TO reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with pytest.raises(BianzhiError, match="没有所需的权限"):
        Store.open(server.url_for("reader", "r"))
    assert store.scenarios() == (head,)
    store.close()
    with server.connect() as connection:
        connection.execute("DROP OWNED BY reader")
        connection.execute("DROP ROLE reader")


@pytest.mark.slow
def test_a_server_that_goes_and_comes_back(server: Cluster) -> None:
    """While it is gone that is said; the open store goes on once it is back, with everything acknowledged before."""
    store = Store.open(server.url)
    head = store.create("方案", Origin.AS_IS, by_hand("P1"))
    head = store.save(head.id, head.version, by_hand("P1", "P2"), "手工调整")

    server.stop("immediate")
    try:
        for attempt in (store.scenarios, lambda: store.save(head.id, head.version, by_hand("P3"), "手工调整")):
            with pytest.raises(BianzhiError, match=r"连接不上，或者连接断了|正在停止或者重启") as caught:
                attempt()
            assert PASSWORD not in str(caught.value)
    finally:
        server.start()

    assert store.load(head.id) == (head, by_hand("P1", "P2"))
    assert store.save(head.id, head.version, by_hand("P3"), "手工调整").undoable == "手工调整"
    store.close()


def test_a_server_that_does_not_sync_is_refused(server: Cluster) -> None:
    """A setting under which a power cut loses what was acknowledged."""
    with server.connect() as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        _wait_for(server, "off")
        with pytest.raises(BianzhiError, match="设置 fsync 为 off，应为 on"):
            Store.open(server.url)
    finally:
        with server.connect() as connection:
            connection.execute("ALTER SYSTEM RESET fsync")
            connection.execute("SELECT pg_reload_conf()")
        _wait_for(server, "on")


def _wait_for(server: Cluster, value: str) -> None:
    for _ in range(200):
        with server.connect() as connection:
            if connection.execute("SHOW fsync").fetchone() == (value,):
                return
    raise AssertionError(value)


def test_somebody_else_holding_the_row_for_too_long_is_told(server: Cluster) -> None:
    """A hand at psql left a transaction open: the save waits, then says so, and can be repeated."""
    store = Store.open(server.url)
    head = store.create("方案", Origin.AS_IS, by_hand("P1"))
    event.listen(store._database._engine, "begin", _impatient)
    with psycopg.connect(server.url.replace("+psycopg", "")) as other:
        other.execute("SELECT * FROM scenarios FOR UPDATE")
        with pytest.raises(BianzhiError, match="正被别人占用"):
            store.save(head.id, head.version, by_hand("P2"), "手工调整")
    assert store.save(head.id, head.version, by_hand("P2"), "手工调整").version == 2
    store.close()


def _impatient(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
