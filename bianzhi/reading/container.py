"""The zip container of a workbook, taken apart without trusting what it says about itself.

Our own directory reader, because the checks need what ``zipfile`` hides: where each entry lies, and both of its names.
"""

import struct
import zlib
from typing import NamedTuple

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.limits import MIB, FileLimits

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_HUGE_16, _HUGE_32 = 0xFFFF, 0xFFFFFFFF

_DAMAGED_HINT = "请在 Excel 或 WPS 中打开原文件并另存为新的 .xlsx 文件，或重新下载、复制后再试。"


class Entry(NamedTuple):
    """One file in the container; sizes and places in bytes."""

    name: str
    method: int
    checksum: int
    packed: int
    size: int
    header: int
    start: int


def damaged(name: str, what: str) -> UnreadableWorkbookError:
    """The refusal of a file that is broken, or made to look like one."""
    return UnreadableWorkbookError(f"“{name}”已损坏或不完整：{what}。", _DAMAGED_HINT)


def unsafe(name: str, what: str) -> UnreadableWorkbookError:
    """The refusal of a file no spreadsheet program writes."""
    return UnreadableWorkbookError(
        f"“{name}”的内部结构异常，为安全起见不予读取：{what}。",
        "请把台账内容复制到新工作簿，另存为 .xlsx 文件后再试；如文件来历不明，请勿继续使用。",
    )


def entries_of(data: bytes, name: str, limits: FileLimits) -> list[Entry]:
    """Every file in the container, in directory order.

    Raises
    ------
    UnreadableWorkbookError
        The container is cut off, encrypted or inconsistent, has too many or too large entries, has one name twice, or
        has entries that overlap.
    """
    count, size, offset, end = _directory(data, name)
    if count > limits.entries:
        raise unsafe(name, f"含有 {count} 个内部文件，超过上限 {limits.entries} 个")
    if offset + size > end:
        raise damaged(name, "目录位置不对")
    entries = []
    place = offset
    for _ in range(count):
        entry, place = _central_entry(data, place, name)
        entries.append(entry)
    _refuse_duplicates(entries, name)
    _refuse_overlaps(entries, offset, name)
    _refuse_bombs(entries, name, limits)
    return entries


def inflated(data: bytes, entry: Entry, name: str) -> bytes:
    """The content of an entry; never more than one byte beyond the size it declares is produced.

    Raises
    ------
    UnreadableWorkbookError
        The content is not what the directory says: size or checksum differ, or it cannot be inflated.
    """
    packed = memoryview(data)[entry.start : entry.start + entry.packed]
    if entry.method == _STORED:
        content = bytes(packed)
    else:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, entry.size + 1)
        except zlib.error:
            raise damaged(name, f"内部文件 {entry.name} 无法解压") from None
        if not stream.eof and len(content) <= entry.size:
            raise damaged(name, f"内部文件 {entry.name} 不完整")
    if len(content) != entry.size:
        raise unsafe(name, f"内部文件 {entry.name} 的实际大小与登记的不同")
    if zlib.crc32(content) != entry.checksum:
        raise damaged(name, f"内部文件 {entry.name} 的校验码不对")
    return content


def _directory(data: bytes, name: str) -> tuple[int, int, int, int]:
    """Number of entries, size and place of the directory, and the place where its end record begins."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _HUGE_16 - _END.size))
    if end < 0 or end + _END.size > len(data):
        raise damaged(name, "文件末尾缺失，可能没有上传或下载完整")
    _, disk, _, _, count, size, offset, _ = _END.unpack_from(data, end)
    if disk not in (0, _HUGE_16):
        raise damaged(name, "这是分卷压缩文件的一部分")
    if count == _HUGE_16 or _HUGE_32 in (size, offset):
        locator = end - 20
        if locator >= 0 and data[locator : locator + 4] == b"PK\x06\x07":
            end = struct.unpack_from("<Q", data, locator + 8)[0]
            if end + _END_64.size > len(data) or data[end : end + 4] != b"PK\x06\x06":
                raise damaged(name, "目录位置不对")
            *_, count, size, offset = _END_64.unpack_from(data, end)
    return count, size, offset, end


def _central_entry(data: bytes, place: int, name: str) -> tuple[Entry, int]:
    if data[place : place + 4] != b"PK\x01\x02" or place + _CENTRAL.size > len(data):
        raise damaged(name, "内部目录残缺")
    fields = _CENTRAL.unpack_from(data, place)
    flags, method, checksum, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_length, extra_length, comment_length, header = fields[10], fields[11], fields[12], fields[16]
    name_end = place + _CENTRAL.size + name_length
    raw_name = data[place + _CENTRAL.size : name_end]
    packed, size, header = _wide_sizes(data[name_end : name_end + extra_length], packed, size, header)
    shown = raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    if flags & 0x2041:
        raise UnreadableWorkbookError(f"“{name}”的内部文件加了密码，无法读取。", "请取消密码后另存为 .xlsx 文件再试。")
    if method not in (_STORED, _DEFLATED):
        raise unsafe(name, f"内部文件 {shown} 使用了不支持的压缩方式（{method}）")
    if data[header : header + 4] != b"PK\x03\x04" or header + _LOCAL.size > len(data):
        raise damaged(name, f"找不到内部文件 {shown}")
    local = _LOCAL.unpack_from(data, header)
    start = header + _LOCAL.size + local[9] + local[10]
    if data[header + _LOCAL.size : header + _LOCAL.size + local[9]] != raw_name or local[3] != method:
        raise unsafe(name, f"内部文件 {shown} 的两处登记不一致")
    return Entry(shown, method, checksum, packed, size, header, start), name_end + extra_length + comment_length


def _wide_sizes(extra: bytes, packed: int, size: int, header: int) -> tuple[int, int, int]:
    """Replace the sizes that did not fit by those of the zip64 field; some streaming writers always use it."""
    values = {"size": size, "packed": packed, "header": header}
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            wide = extra[place + 4 : place + 4 + length]
            for key, value in values.items():
                if value == _HUGE_32 and len(wide) >= 8:
                    values[key] = struct.unpack_from("<Q", wide)[0]
                    wide = wide[8:]
        place += 4 + length
    return values["packed"], values["size"], values["header"]


def _refuse_duplicates(entries: list[Entry], name: str) -> None:
    seen = set()
    for entry in entries:
        key = entry.name.replace("\\", "/").lower()
        if key in seen:
            raise unsafe(name, f"内部文件 {entry.name} 出现两次")
        seen.add(key)


def _refuse_overlaps(entries: list[Entry], directory: int, name: str) -> None:
    ordered = sorted(entries, key=lambda entry: entry.header)
    limits = [entry.header for entry in ordered[1:]] + [directory]
    for entry, limit in zip(ordered, limits, strict=True):
        if entry.start + entry.packed > limit:
            raise unsafe(name, f"内部文件 {entry.name} 与其他内容重叠")


def _refuse_bombs(entries: list[Entry], name: str, limits: FileLimits) -> None:
    total = sum(entry.size for entry in entries)
    packed = sum(entry.packed for entry in entries)
    if total > limits.inflated_bytes:
        raise unsafe(name, f"解压后达 {total // MIB} MiB，超过上限 {limits.inflated_bytes // MIB} MiB")
    if total > limits.ratio_from_bytes and total > limits.ratio * max(packed, 1):
        raise unsafe(name, f"压缩比达 {total // max(packed, 1)} 倍，超过上限 {limits.ratio} 倍")
