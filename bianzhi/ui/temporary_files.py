"""A file that only its bytes are wanted of: written to a private folder, read back, and wiped."""

import tempfile
from collections.abc import Callable
from pathlib import Path


def written(name: str, write: Callable[[Path], None]) -> bytes:
    """What ``write`` writes to the path it is given; ``name`` has the ending the writer needs."""
    with tempfile.TemporaryDirectory(prefix="bianzhi-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
