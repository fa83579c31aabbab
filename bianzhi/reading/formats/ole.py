"""The OLE container of old Office files, opened without trusting it."""

import struct
from io import BytesIO

import olefile  # type: ignore[import-untyped]

from bianzhi.reading.container import damaged


def stream_of(data: bytes, names: tuple[str, ...], name: str) -> bytes:
    """The content of the first of the named streams that is there.

    Raises
    ------
    UnreadableWorkbookError
        The container is cut off or contradicts itself, or has none of the streams.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            for stream in names:
                if container.exists(stream):
                    content = container.openstream(stream).read()
                    return bytes(content)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError, OverflowError):
        raise damaged(name, "内部目录残缺，可能没有上传或下载完整") from None
    raise damaged(name, f"缺少内部文件 {names[0]}")
