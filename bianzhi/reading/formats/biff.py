"""The records of Excel 5 to 2003 workbooks, and the texts in them: code pages before Excel 97, half-width Unicode since."""

import struct
from collections.abc import Iterator, Sequence

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import damaged
from bianzhi.reading.kinds import SAVE_AGAIN

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
HEADER = struct.Struct("<2H")
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
_ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_CODE_PAGES = {
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5",
    1200: "utf-16-le",
    54936: "gb18030",
    65001: "utf-8",
}
_WESTERN = (0, 367, 1252, 32769)
"""Code pages that programs state without meaning it; in a Chinese office the text is Chinese if it can be."""


def records(stream: bytes | bytearray, place: int = 0) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content, and size of each record from ``place`` on."""
    end = len(stream)
    while place + 4 <= end:
        kind, size = HEADER.unpack_from(stream, place)
        yield kind, place + 4, size
        place += 4 + size


def with_continuations(stream: bytes, place: int, size: int) -> list[bytes]:
    """The content of a record and of those that continue it, each by itself."""
    pieces = [stream[place : place + size]]
    for kind, start, length in records(stream, place + size):
        if kind != CONTINUE:
            break
        pieces.append(stream[start : start + length])
    return pieces


class Texts:
    """How the texts of one workbook are written."""

    def __init__(self, is_biff_8: bool, code_page: int, name: str) -> None:
        self.is_biff_8 = is_biff_8
        self._name = name
        self._encodings = [_CODE_PAGES.get(code_page, f"cp{code_page}")]
        if code_page in _WESTERN:
            self._encodings = ["gb18030", "cp1252"]

    def long(self, pieces: Sequence[bytes], start: int) -> str:
        """A text with its length in two bytes in front."""
        if self.is_biff_8:
            return PieceReader(pieces, start, self._name).text(2)
        content = b"".join(pieces)
        length = int(struct.unpack_from("<H", content, start)[0])
        return self._decoded(content[start + 2 : start + 2 + length])

    def short(self, content: bytes, start: int) -> str:
        """A text with its length in one byte in front."""
        if self.is_biff_8:
            return PieceReader([content], start, self._name).text(1)
        return self._decoded(content[start + 1 : start + 1 + content[start]])

    def format(self, content: bytes) -> str:
        """The text of a number format; only its ASCII matters."""
        if self.is_biff_8:
            return PieceReader([content], 2, self._name).text(2)
        return content[3 : 3 + content[2]].decode("latin-1")

    def _decoded(self, content: bytes) -> str:
        for encoding in self._encodings:
            try:
                return content.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
        raise UnreadableWorkbookError(
            f"“{self._name}”是 Excel 5.0/95 工作簿，其中的文字不符合所标明的代码页（{self._encodings[0]}）。",
            SAVE_AGAIN,
        )


class PieceReader:
    """Reads texts of Excel 97-2003 from a record and its continuations.

    Where a text goes on in the next record, a byte in front says anew whether its characters take one byte or two.
    """

    def __init__(self, pieces: Sequence[bytes], start: int, name: str) -> None:
        self._pieces = pieces
        self._piece = 0
        self._place = start
        self._name = name

    def text(self, length_bytes: int) -> str:
        """The next text, without its formats and its pronunciation."""
        length = int.from_bytes(self._head(length_bytes), "little")
        flags = self._head(1)[0]
        runs = int.from_bytes(self._head(2), "little") if flags & _RICH else 0
        phonetic = int.from_bytes(self._head(4), "little") if flags & _PHONETIC else 0
        text = self._characters(length, flags)
        self._skip(4 * runs + phonetic)
        return text

    def _head(self, size: int) -> bytes:
        """Bytes that are not divided between records."""
        if self._piece < len(self._pieces) and self._place >= len(self._pieces[self._piece]):
            self._piece, self._place = self._piece + 1, 0
        if self._piece >= len(self._pieces) or self._place + size > len(self._pieces[self._piece]):
            raise damaged(self._name, "文字表不完整")
        self._place += size
        return self._pieces[self._piece][self._place - size : self._place]

    def _characters(self, length: int, flags: int) -> str:
        parts = []
        while True:
            piece = self._pieces[self._piece]
            width = 2 if flags & _WIDE else 1
            here = min(length, (len(piece) - self._place) // width)
            content = piece[self._place : self._place + here * width]
            parts.append(content.decode("utf-16-le" if width == 2 else "latin-1", "surrogatepass"))
            self._place += here * width
            length -= here
            if not length:
                return parts[0] if len(parts) == 1 else _joined(parts)
            self._piece, self._place = self._piece + 1, 0
            flags = self._head(1)[0]

    def _skip(self, size: int) -> None:
        while size:
            if self._piece >= len(self._pieces):
                raise damaged(self._name, "文字表不完整")
            here = min(size, len(self._pieces[self._piece]) - self._place)
            self._place += here
            size -= here
            if size:
                self._piece, self._place = self._piece + 1, 0


def _joined(parts: list[str]) -> str:
    """Parts of a text; a rare character that takes two units may have been divided between them."""
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def shared_texts(stream: bytes, place: int, size: int, name: str) -> list[str]:
    """The table of texts that cells refer to by number."""
    pieces = with_continuations(stream, place, size)
    if size < 8:
        raise damaged(name, "文字表不完整")
    count = struct.unpack_from("<L", pieces[0], 4)[0]
    if count > len(stream):
        raise damaged(name, "文字表登记的数目不对")
    reader = PieceReader(pieces, 8, name)
    return [reader.text(2) for _ in range(count)]


def rk_number(packed: int) -> float:
    """A number in four bytes: the high bits of a double or a whole number, and whether it is to be divided by 100."""
    if packed & 2:
        whole = packed >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        number = float(struct.unpack("<d", struct.pack("<2L", 0, packed & 0xFFFFFFFC))[0])
    return number / 100 if packed & 1 else number


def error_text(code: int) -> str:
    """An error as Excel shows it."""
    return _ERROR_TEXTS.get(code, "#VALUE!")
