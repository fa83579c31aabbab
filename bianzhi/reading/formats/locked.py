"""Workbooks with a password, opened in memory: neither the decrypted content nor the password is ever written to disk."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import msoffcrypto  # type: ignore[import-untyped]
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)
from msoffcrypto.method.rc4 import DocumentRC4  # type: ignore[import-untyped]
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI  # type: ignore[import-untyped]
from msoffcrypto.method.xor_obfuscation import DocumentXOR  # type: ignore[import-untyped]

from bianzhi.errors import PasswordNeededError, UnreadableWorkbookError
from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats.biff import BOF, records
from bianzhi.reading.formats.ole import stream_of
from bianzhi.reading.limits import DEFAULT_LIMITS

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - Excel's own, for files that open without asking
_LONGEST_INFO = 65_536
_ROUNDS = re.compile(rb"spinCount\s*=\s*[\"'](\d{1,20})[\"']")
_FILE_PASS, _BOUND_SHEET = 0x002F, 0x0085
_NEVER_ENCRYPTED = frozenset((BOF, _FILE_PASS, 0x0193, 0x0194, 0x00E1, 0x0138, 0x0196))
"""BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDHead, RRDInfo."""
_BLOCK = 1_024


def opened(data: bytes, name: str, password: str) -> bytes:
    """The workbook inside the OLE container of an encrypted xlsx, xlsm or xlsb.

    Raises
    ------
    PasswordNeededError
        No password was given, or it is not the right one.
    UnreadableWorkbookError
        The container is damaged, unsafe, or encrypted in a way that is not supported.
    """
    _refuse_costly_keys(data, name)

    def package(candidate: str) -> bytes:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=candidate, verify_password=True)
        content = BytesIO()
        file.decrypt(content)
        return content.getvalue()

    return _with_password(package, name, password)


def decrypted_records(data: bytes, stream: bytes, name: str, password: str) -> bytes:
    """The records of an encrypted xls, whose heads are not encrypted.

    The library opens the key; the records are decrypted here, because it would put the plain file on disk.

    Raises
    ------
    PasswordNeededError
        No password was given, or it is not the right one.
    UnreadableWorkbookError
        The encryption is damaged or not supported.
    """

    def plain(candidate: str) -> bytes:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=candidate)
        return _decrypted(stream, file)

    return _with_password(plain, name, password)


def _with_password(open_with: Callable[[str], bytes], name: str, password: str) -> bytes:
    """Try the password, and Excel's default one before anyone is asked."""
    for candidate in dict.fromkeys((password, _DEFAULT_PASSWORD)):
        if not candidate:
            continue
        try:
            return open_with(candidate)
        except (InvalidKeyError, UnicodeError):
            continue
        except (DecryptionError, FileFormatError, ParseError):
            raise UnreadableWorkbookError(
                f"“{name}”的加密方式不受支持，无法读取。",
                "请用 Excel 或 WPS 输入密码打开，取消打开密码，另存后再上传。",
            ) from None
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - the library meets a hostile file with whatever its parsing raises
            raise damaged(name, "加密信息残缺") from None
    if password:
        raise PasswordNeededError(f"“{name}”的打开密码不正确。", "请核对大小写和输入法（全角、半角）后重新输入密码。")
    raise PasswordNeededError(
        f"“{name}”有打开密码，无法读取。",
        "请输入打开密码；或在 Excel、WPS 的「文件」→「信息」→「保护工作簿」中清除打开密码，保存后再上传。",
    )


def _decrypted(stream: bytes, file: Any) -> bytes:
    """The records in plain, with the heads, and the few records that are never encrypted, as they stand."""
    if file.type == "xor":
        return _unmasked(stream, file.key)
    if file.type == "rc4":
        whole = DocumentRC4.decrypt(file.key, file.salt, BytesIO(stream), blocksize=_BLOCK)
    else:
        whole = DocumentRC4CryptoAPI.decrypt(file.key, file.salt, file.keySize, BytesIO(stream), blocksize=_BLOCK)
    decrypted = whole.getvalue()
    content = bytearray(stream)
    for kind, place, size in records(stream):
        if kind not in _NEVER_ENCRYPTED:
            start = place + 4 if kind == _BOUND_SHEET else place
            content[start : place + size] = decrypted[start : place + size]
    return _without_file_pass(content)


def _unmasked(stream: bytes, password: str) -> bytes:
    """The same for the obfuscation of Excel 95: sixteen masks in turn, which begin anew in every record."""
    masks = DocumentXOR.create_xor_array_method1(password)
    tables = [bytes(_turned_right(byte ^ mask) for byte in range(256)) for mask in masks]
    content = bytearray(stream)
    for kind, place, size in records(stream):
        if kind in _NEVER_ENCRYPTED:
            continue
        end = place + size
        for turn in range(min(16, size)):
            start = place + turn
            content[start:end:16] = content[start:end:16].translate(tables[(end + turn) % 16])
        if kind == _BOUND_SHEET:
            content[place : place + 4] = stream[place : place + 4]
    return _without_file_pass(content)


def _turned_right(byte: int) -> int:
    return (byte >> 5 | byte << 3) & 0xFF


def _without_file_pass(content: bytearray) -> bytes:
    for kind, place, _ in records(content):
        if kind == _FILE_PASS:
            content[place - 4 : place - 2] = b"\0\0"
            break
    return bytes(content)


def _refuse_costly_keys(data: bytes, name: str) -> None:
    """Each try of a password costs as many rounds of hashing as the file says."""
    info = stream_of(data, ("EncryptionInfo",), name)
    if len(info) > _LONGEST_INFO or b"<!" in info:
        raise unsafe(name, "加密信息异常")
    for rounds in _ROUNDS.findall(info):
        if int(rounds) > DEFAULT_LIMITS.key_rounds:
            raise unsafe(name, f"加密信息要求 {int(rounds)} 轮运算，超过上限 {DEFAULT_LIMITS.key_rounds} 轮")
