"""What a database refuses, in the user's words: what happened, and what to do. No password, no statement, no value."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bianzhi.errors import BianzhiError

_CODE_OF_KIND = 0xFF
"""SQLite's extended codes carry the plain one in their last byte."""

_SQLITE = {
    sqlite3.SQLITE_BUSY: ("正被别的程序占用，等了很久仍不能写入", "请稍后再试；若有别的程序打开着这个文件，请先关闭。"),
    sqlite3.SQLITE_LOCKED: ("正被别的程序占用，等了很久仍不能写入", "请稍后再试。"),
    sqlite3.SQLITE_NOTADB: ("不是数据库文件，或者已经损坏", "请把它移到别处，再用最近的备份恢复，或者另起一个新文件。"),
    sqlite3.SQLITE_CORRUPT: ("已经损坏", "请停用程序，把文件另存一份，再用最近的备份恢复。"),
    sqlite3.SQLITE_FULL: ("所在的磁盘已满，这一步没有保存", "请清理磁盘后再试；此前保存的内容完好。"),
    sqlite3.SQLITE_READONLY: ("只能读，不能写，这一步没有保存", "请检查文件和所在文件夹的写权限。"),
    sqlite3.SQLITE_PERM: ("没有访问权限", "请检查文件和所在文件夹的权限。"),
    sqlite3.SQLITE_AUTH: ("没有访问权限", "请检查文件和所在文件夹的权限。"),
    sqlite3.SQLITE_CANTOPEN: ("打不开", "请检查文件夹是否存在、是否有读写权限。"),
    sqlite3.SQLITE_IOERR: ("读写出错，这一步没有保存", "请检查磁盘是否正常、是否已满；文件须放在本机磁盘上。"),
}
_POSTGRES = {
    "28": ("用户名或者密码不对，或者服务器不准这个用户登录", "请检查环境变量 BIANZHI_DATABASE 中的用户和密码。"),
    "3D": ("服务器上没有这个数据库", "请先由管理员建立数据库，再检查 BIANZHI_DATABASE 中的数据库名。"),
    "42501": ("数据库用户没有所需的权限", "请由管理员授予这个用户读写各表的权限；首次使用和升级时还需建表权限。"),
    "3F": ("数据库用户没有所需的权限，或者没有可用的模式", "请由管理员授予这个用户使用模式和读写各表的权限。"),
    "53100": ("服务器的磁盘已满，这一步没有保存", "请管理员清理磁盘后再试；此前保存的内容完好。"),
    "53": ("服务器资源不足，这一步没有保存", "请稍后再试，或请管理员检查连接数和内存。"),
    "55P03": ("正被别人占用，等了很久仍不能写入", "请稍后再试。"),
    "40": ("几处同时写入，这一步没有保存", "请再试一次。"),
    "57": ("服务器正在停止或者重启，这一步没有保存", "请稍后再试。"),
    "XX": ("服务器报告内部错误或者数据损坏", "请管理员查看 PostgreSQL 日志，必要时用备份恢复。"),
    "25006": ("服务器只能读，不能写，这一步没有保存", "请连接主服务器，而不是只读的备机。"),
}
"""By SQLSTATE, or its class."""
_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENAMETOOLONG: "文件名太长",
}
_WRONG_PASSWORD = ("password authentication failed", "no password supplied", "密码认证失败", "Password 认证失败")
_NO_DATABASE = ("does not exist", "不存在")


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn whatever the database refuses inside into a ``BianzhiError`` about ``place`` (a path, or server and database).

    Raises
    ------
    BianzhiError
        The database refused; the details, which may hold values of the ledger, are not carried along.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, psycopg.Error) as error:
        what, hint = _told(error.orig if isinstance(error, DBAPIError) else error)
        raise BianzhiError(f"数据库 {place} {what}。", hint) from None
    except PoolTimeout:
        raise BianzhiError(f"数据库 {place} 太忙，等了很久仍没有空闲连接。", "请稍后再试。") from None
    except SQLAlchemyError as error:
        kind = type(error).__name__
        raise BianzhiError(f"数据库 {place} 不能使用（{kind}）。", "请检查环境变量 BIANZHI_DATABASE。") from None


def _told(error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _CODE_OF_KIND
        return _SQLITE.get(
            code, (f"出错（SQLite 代码 {code}），这一步没有保存", "请再试一次；仍不行的，请用备份核对。")
        )
    if isinstance(error, psycopg.Error):
        state = error.sqlstate
        if state is None:
            return _unreachable(str(error))
        found = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
        return found or (
            f"出错（SQLSTATE {state}），这一步没有保存",
            "请再试一次；仍不行的，请管理员查看 PostgreSQL 日志。",
        )
    return f"出错（{type(error).__name__}），这一步没有保存", "请再试一次。"


def _unreachable(text: str) -> tuple[str, str]:
    """A connection that was not made, or broke: the server gives no code for it, only words."""
    if any(words in text for words in _WRONG_PASSWORD):
        return _POSTGRES["28"]
    if any(words in text for words in _NO_DATABASE):
        return "服务器上没有这个数据库或者用户", "请检查环境变量 BIANZHI_DATABASE 中的数据库名和用户。"
    return "连接不上，或者连接断了", "请检查服务器是否在运行、地址和端口是否正确，然后再试；已保存的不会重复保存。"


def reason_of(error: OSError) -> str:
    """Why a file cannot be used, in a few words."""
    return _REASONS.get(error.errno or 0, f"系统代码 {error.errno}")
