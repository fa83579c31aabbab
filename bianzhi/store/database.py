"""A database and its transactions: one for reading, one for writing, one for writing alone; and what makes them last."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bianzhi.errors import BianzhiError
from bianzhi.store.failures import in_words
from bianzhi.store.location import Location, prepare

APPLICATION_ID = 0x424E5A48
"""“BNZH” in the header of the file: a database of this program."""
_BUSY_MILLISECONDS = 30_000
_SQLITE_SETTINGS = {
    "journal_mode": "delete",  # docs/decisions/0014: SQLite before 3.51.3 can damage a write-ahead log
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": _BUSY_MILLISECONDS,
    "mmap_size": 0,
}
"""As they are written and as they must read back; 2 is FULL."""
_POSTGRES_OPTIONS = " ".join(
    f"-c {each}"
    for each in (
        "synchronous_commit=on",
        "lock_timeout=30s",
        "idle_in_transaction_session_timeout=60s",
        "client_encoding=UTF8",
        "timezone=UTC",
    )
)
_WRITERS_LOCK = 0x424E5A48
"""Key of the advisory lock of PostgreSQL that writers share, and whoever writes alone does not."""


class Database:
    """One database. All methods may be called from any thread."""

    def __init__(self, location: Location) -> None:
        self.place = location.place
        self.path: Path | None = location.path
        self._one_writer = threading.Lock()
        if location.path is not None:
            prepare(location.path, own_folder=location.own_folder)
            self._engine = create_engine(location.url, hide_parameters=True, pool_size=5, max_overflow=35)
            event.listen(self._engine, "connect", self._set_up_sqlite)
            event.listen(self._engine, "begin", _begin)
        else:
            connecting = {"connect_timeout": 10, "options": _POSTGRES_OPTIONS, "application_name": "bianzhi"}
            self._engine = create_engine(
                location.url,
                hide_parameters=True,
                pool_pre_ping=True,
                pool_size=5,
                max_overflow=15,
                connect_args=connecting,
            )

    @property
    def is_file(self) -> bool:
        """Whether this is an SQLite file."""
        return self.path is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment from its first to its last statement.

        Raises
        ------
        BianzhiError
            The database refuses.
        """
        with in_words(self.place), self._engine.connect() as connection:
            if not self.is_file:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self, *, alone: bool = False) -> Iterator[Connection]:
        """A transaction that is whole and lasting once it ends, or has done nothing.

        Parameters
        ----------
        alone
            Let no other writer in meanwhile, of this process or another. An SQLite file has one writer at a time anyway.

        Raises
        ------
        BianzhiError
            The database refuses.
        """
        if self.is_file:
            # Threads queue here in fairness; only other processes meet SQLite's own waiting.
            with self._one_writer, in_words(self.place), self._engine.connect() as connection:
                connection.execution_options(bianzhi_begin="BEGIN IMMEDIATE")
                with connection.begin():
                    yield connection
            return
        with in_words(self.place), self._engine.begin() as connection:
            shared = "" if alone else "_shared"
            connection.execute(text(f"SELECT pg_advisory_xact_lock{shared}(:key)"), {"key": _WRITERS_LOCK})
            yield connection

    @contextmanager
    def outside_transactions(self, place: str) -> Iterator[Connection]:
        """An SQLite connection for the one statement that may not stand in a transaction; it writes to ``place``.

        Raises
        ------
        BianzhiError
            The database refuses.
        """
        with in_words(place), self._engine.connect() as connection:
            yield connection.execution_options(bianzhi_begin="")

    def check(self) -> None:
        """Refuse a database whose settings let a saved change be lost, or that is another program's.

        Raises
        ------
        BianzhiError
            A setting does not read back as it must be.
        """
        if self.path is not None:
            self._refuse_foreign_file()
            self._refuse_damaged_file(self.path)
        required = _SQLITE_SETTINGS if self.is_file else {"fsync": "on", "server_encoding": "UTF8"}
        found = self.settings()
        for name, value in required.items():
            if found[name] != str(value):
                raise BianzhiError(
                    f"数据库 {self.place} 的设置 {name} 为 {found[name]}，应为 {value}。",
                    "这样的设置下，保存的内容可能丢失或者出错；请管理员改正后再打开。",
                )

    def settings(self) -> Mapping[str, str]:
        """The settings that decide whether what is saved lasts, as the database itself reads them back."""
        if self.is_file:
            names = (*_SQLITE_SETTINGS, "application_id", "user_version")
            with self.read() as connection:
                return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in names}
        names = ("fsync", "full_page_writes", "synchronous_commit", "server_encoding", "lock_timeout", "TimeZone")
        with self.read() as connection:
            return {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in names}

    def close(self) -> None:
        """Let go of the connections; the next use makes new ones."""
        self._engine.dispose()

    def _refuse_foreign_file(self) -> None:
        with self.read() as connection:
            owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if tables and owner != APPLICATION_ID:
            raise BianzhiError(
                f"文件 {self.place} 是别的程序的数据库。", "请另指定一个文件，或者去掉 BIANZHI_DATABASE 用默认的位置。"
            )

    def _refuse_damaged_file(self, path: Path) -> None:
        """Look through the file; with its indexes too where a change was cut short the last time (a journal is left)."""
        cut_short = path.with_name(f"{path.name}-journal").exists()
        with self.read() as connection:
            found = connection.exec_driver_sql(f"PRAGMA {'integrity' if cut_short else 'quick'}_check(1)").scalar_one()
        if found != "ok":
            raise BianzhiError(f"数据库 {self.place} 已经损坏。", "请把文件另存一份，再用最近的备份恢复。")

    def _set_up_sqlite(self, connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # BEGIN is written by _begin, not by the driver
        cursor = connection.cursor()
        for name in sorted(_SQLITE_SETTINGS):  # busy_timeout first: the others may have to wait
            cursor.execute(f"PRAGMA {name} = {_SQLITE_SETTINGS[name]}")
        cursor.close()


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("bianzhi_begin", "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
