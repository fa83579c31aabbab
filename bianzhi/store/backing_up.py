"""Copies an SQLite file while it is in use: through SQLite, never as a file (which may tear a running change apart)."""

import os
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bianzhi.errors import BianzhiError
from bianzhi.store.database import Database
from bianzhi.store.failures import in_words, reason_of
from bianzhi.store.location import make_private


def copy_file(database: Database, path: Path) -> None:
    """Write a copy as of one moment, check it, and only then give it its name.

    Raises
    ------
    BianzhiError
        The database is no file or is damaged, the copy cannot be written, or something has that name already.
    """
    if database.path is None:
        raise BianzhiError("PostgreSQL 数据库不在这里备份。", "请管理员用 pg_dump 备份，用 pg_restore 恢复。")
    if path.exists():
        raise BianzhiError(f"{path} 已经存在。", "请换一个文件名，备份不会覆盖已有的文件。")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _refuse_damaged(database)
        with database.outside_transactions(str(path)) as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        make_private(unfinished)
        _refuse_damaged_copy(unfinished)
        _write_through(unfinished)
        unfinished.rename(path)
    except OSError as error:
        raise BianzhiError(
            f"不能写入备份 {path}（{reason_of(error)}）。", "请检查文件夹的写权限和磁盘空间。"
        ) from error
    finally:
        for rest in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
            rest.unlink(missing_ok=True)


def _refuse_damaged(database: Database) -> None:
    with database.read() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    if found != "ok":
        raise BianzhiError(f"数据库 {database.place} 已经损坏，没有备份。", "请保留原文件，用最近的备份恢复。")


def _refuse_damaged_copy(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with in_words(str(path)), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    if found != "ok":
        raise BianzhiError(f"写出的备份 {path} 不完整，已删除。", "请检查磁盘，再备份一次。")


def _write_through(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
