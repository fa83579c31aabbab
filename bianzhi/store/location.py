"""Where the database is: from an argument, the environment, or the user's data folder; local disks only."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bianzhi.errors import BianzhiError
from bianzhi.store.failures import reason_of

VARIABLE = "BIANZHI_DATABASE"
_FILE = "bianzhi.db"
_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600
_NETWORK_FILE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs")
)
_NETWORK_FUSE = ("fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs")
_MOUNTS = Path("/proc/self/mounts")
"""What is mounted where, on Linux."""
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of the Windows function GetDriveTypeW."""
_FORMS = f"请把 {VARIABLE} 写成文件路径、sqlite:///路径，或者 postgresql+psycopg://用户:密码@主机/数据库。"


@dataclass(frozen=True, slots=True)
class Location:
    """A database: its URL, the path where it is a file, and words for it that hold no password."""

    url: URL = field(repr=False)
    path: Path | None
    place: str
    own_folder: bool = False
    """Whether the folder of the file is this program's alone."""


def locate(given: str = "") -> Location:
    """Where the database is.

    Parameters
    ----------
    given
        A URL, or the path of a file; empty for what the environment says, or else the user's data folder.

    Raises
    ------
    BianzhiError
        It is no URL, of a kind not supported, or a file on another computer.
    """
    text = (given or os.environ.get(VARIABLE, "")).strip()
    if not text:
        return _file(user_data_path("bianzhi", appauthor=False) / _FILE, own_folder=True)
    if "://" not in text:
        return _file(Path(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BianzhiError("数据库地址写得不对。", _FORMS) from None
    kind = url.get_backend_name()
    if kind == "sqlite":
        if not url.database or url.database == ":memory:":
            raise BianzhiError("数据库地址没有写文件。", _FORMS)
        return _file(Path(url.database))
    if kind != "postgresql":
        raise BianzhiError(f"不支持 {kind} 数据库。", _FORMS)
    place = f"{url.host or '本机'}{f':{url.port}' if url.port else ''}/{url.database or ''}"
    return Location(url.set(drivername="postgresql+psycopg"), None, place)


def _file(path: Path, *, own_folder: bool = False) -> Location:
    written = str(path)
    if written.startswith(("\\\\", "//")):
        raise _not_local(written)
    path = path.expanduser().absolute()
    if _is_on_network(path):
        raise _not_local(str(path))
    return Location(URL.create("sqlite", database=str(path)), path, str(path), own_folder)


def prepare(path: Path, *, own_folder: bool) -> None:
    """Make the folder and the file where they are missing, open to their owner alone.

    A folder that was there already, and is not this program's own, keeps its permissions; the file never does.

    Raises
    ------
    BianzhiError
        The folder or the file cannot be made.
    """
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            own_folder = True
        if own_folder:
            path.parent.chmod(_OWNER_ONLY_FOLDER)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY_FILE))
        make_private(path)
    except OSError as error:
        raise BianzhiError(
            f"不能建立或者打开数据库文件 {path}（{reason_of(error)}）。",
            f"请检查文件夹的读写权限和磁盘空间，或者用环境变量 {VARIABLE} 另指定一个文件。",
        ) from error


def make_private(path: Path) -> None:
    """Let nobody but the owner read a file."""
    path.chmod(_OWNER_ONLY_FILE)


def _not_local(written: str) -> BianzhiError:
    return BianzhiError(
        f"数据库文件 {written} 不在本机磁盘上：放在网络共享上的数据库会损坏。",
        "请改放到本机磁盘；几台电脑共用的，请在一台服务器上运行本系统，或者使用 PostgreSQL。",
    )


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE)
    if not _MOUNTS.exists():
        return False
    kinds = dict(_mounted(line) for line in _MOUNTS.read_text("utf-8", "replace").splitlines() if line.count(" ") >= 2)
    real = path.resolve()
    kind = next((kinds[str(folder)] for folder in (real, *real.parents) if str(folder) in kinds), "")
    return kind in _NETWORK_FILE_SYSTEMS or kind.startswith(_NETWORK_FUSE)


def _mounted(line: str) -> tuple[str, str]:
    """The folder and the kind of one line of /proc/self/mounts, where a space is written as its octal code."""
    _, folder, kind, *_ = line.split(" ")
    return folder.replace("\\040", " "), kind
