"""Where the database is, who may read it, and where it may not lie."""

import stat
from pathlib import Path

import pytest

from bianzhi.errors import BianzhiError
from bianzhi.services.scenarios import open_store
from bianzhi.store import Store, location
from bianzhi.store.location import locate


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_without_an_address_it_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder and file are the owner's alone, also where the folder was open to others before."""
    monkeypatch.delenv("BIANZHI_DATABASE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "bianzhi").mkdir(mode=0o755)

    store = open_store()

    file = tmp_path / "bianzhi" / "bianzhi.db"
    assert store.place == str(file)
    assert (mode(file.parent), mode(file)) == (0o700, 0o600)
    store.close()


def test_the_environment_names_a_file_or_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain path will do; a folder that is made is the owner's alone, one that was there is left as it is."""
    for written in (f"{tmp_path}/新/方案.db", f"sqlite:///{tmp_path}/方案.db"):
        monkeypatch.setenv("BIANZHI_DATABASE", written)
        Store.open().close()
    tmp_path.chmod(0o755)
    Store.open().close()

    assert (mode(tmp_path / "新"), mode(tmp_path / "新" / "方案.db")) == (0o700, 0o600)
    assert (mode(tmp_path), mode(tmp_path / "方案.db")) == (0o755, 0o600)


def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    """However it came to be."""
    Store.open(str(file)).close()
    file.chmod(0o644)
    Store.open(str(file)).close()
    assert mode(file) == 0o600


@pytest.mark.parametrize(
    "written", ["\\\\fileserver\\bianban\\方案.db", "//fileserver/方案.db", "sqlite://///fileserver/方案.db"]
)
def test_a_network_share_is_refused(written: str) -> None:
    """SQLite files on network shares get damaged."""
    with pytest.raises(BianzhiError, match="不在本机磁盘上"):
        locate(written)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_mounted_share_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder under a mount point of a network file system, but not the one beside it."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {tmp_path}/共享\\040盘 {kind} rw 0 0\n")
    monkeypatch.setattr(location, "_MOUNTS", mounts)

    with pytest.raises(BianzhiError, match="不在本机磁盘上"):
        locate(str(tmp_path / "共享 盘" / "深" / "方案.db"))
    assert locate(str(tmp_path / "共享" / "方案.db")).path == tmp_path / "共享" / "方案.db"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("mysql://u:geheim@h/d", "不支持 mysql 数据库"),
        ("sqlite://", "没有写文件"),
        ("sqlite:///:memory:", "没有写文件"),
        ("postgresql://u:geheim@h:port/d", "地址写得不对"),
        ("://geheim", "地址写得不对"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(written: str, message: str) -> None:
    """The message says what forms there are, and repeats no password."""
    with pytest.raises(BianzhiError, match=message) as caught:
        locate(written)
    assert "geheim" not in str(caught.value)
    assert "postgresql+psycopg://" in caught.value.hint


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "占位").write_text("")

    with pytest.raises(BianzhiError, match=r"不是文件夹|同名的文件") as caught:
        Store.open(str(tmp_path / "占位" / "方案.db"))
    assert "BIANZHI_DATABASE" in caught.value.hint
