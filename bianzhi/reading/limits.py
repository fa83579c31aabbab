"""How large a workbook may be: what is beyond is refused before any parser sees it."""

from typing import NamedTuple

# A NamedTuple and not a dataclass: this module is part of every child process, whose start is part of every read.

MIB = 2**20


class FileLimits(NamedTuple):
    """Limits of an uploaded file, as of 2026-01: measured on public workbooks so that no sound one is refused."""

    file_bytes: int = 50 * MIB
    inflated_bytes: int = 256 * MIB
    """200,000 people × 30 columns take 206 MiB."""
    entries: int = 2_000
    ratio: int = 200
    """Inflated bytes per packed byte; only above ``ratio_from_bytes``: small formatted books compress very well."""
    ratio_from_bytes: int = 64 * MIB
    untagged_bytes: int = MIB
    """Longest stretch of XML without a tag."""
    rows: int = 1_048_576
    """Rows of an Excel sheet."""
    columns: int = 16_384
    """Columns of an Excel sheet."""
    cells: int = 10_000_000
    """Rows × columns of the part of a sheet that is in use: the parser allocates all of it."""
    merges: int = 20_000
    """Merged ranges of a sheet that are looked at."""
    sheets: int = 1_000
    text_field: int = MIB
    """Characters of one cell of a text file."""
    page_cells: int = 3_000_000
    """Cells of a web page, an XML spreadsheet or a sheet of an xls: each takes a Python call, and memory."""
    key_rounds: int = 1_000_000
    """Rounds of hashing that a password may cost: Excel uses 100,000."""


DEFAULT_LIMITS = FileLimits()
