"""Brings a database to the tables of this version, once, whoever comes first, and never half."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect

from bianzhi.errors import BianzhiError
from bianzhi.store.backing_up import copy_file
from bianzhi.store.database import APPLICATION_ID, Database
from bianzhi.store.tables import SCHEMA

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Make the tables, or change those of an older version; one transaction, so that a broken one leaves nothing behind.

    An SQLite file of an older version is copied first, beside itself.

    Raises
    ------
    BianzhiError
        A newer version of the program has used the database.
    """
    with database.read() as connection:
        found = _schema(connection)
    if _is_present(found, database.place):
        return
    if found and database.path is not None:
        moment = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        copy_file(database, database.path.with_name(f"{database.path.stem}-升级前-{found}-{moment}.db"))
    with database.write(alone=True) as connection:
        if _is_present(_schema(connection), database.place):
            return
        _run(connection)
        if database.is_file:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(SCHEMA)}")


def _is_present(found: str, place: str) -> bool:
    if found > SCHEMA:
        raise BianzhiError(
            f"数据库 {place} 已由更新版本的程序使用过（格式 {found}，本版本为 {SCHEMA}）。",
            "请改用该版本或更新的版本；本版本没有改动它。",
        )
    return found == SCHEMA


def _schema(connection: Connection) -> str:
    """The last migration that was run; empty for a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  a quarter of a second that only the first start needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA)
