"""Work that outlives a page: kept in memory under the browser's cookie and the id of its scenario."""

import threading
import time
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT_SECONDS = 8 * 3600.0
MOST_KEPT = 40


class Workspaces(Generic[T]):
    """Work by (visitor, id); the longest unused goes first once there are too many, all after ``KEPT_SECONDS``."""

    def __init__(self, kept_seconds: float = KEPT_SECONDS, most_kept: int = MOST_KEPT) -> None:
        self._kept_seconds = kept_seconds
        self._most_kept = most_kept
        self._work: dict[tuple[str, str], tuple[float, T]] = {}
        self._lock = threading.Lock()

    def keep(self, visitor: str, identifier: str, work: T) -> None:
        """Keep ``work`` under an id, in place of what was kept under it."""
        with self._lock:
            self._work[visitor, identifier] = (time.monotonic(), work)
            while len(self._work) > self._most_kept:
                del self._work[min(self._work, key=lambda key: self._work[key][0])]

    def drop(self, identifier: str) -> None:
        """Forget the work of an id, whoever's it is."""
        with self._lock:
            self._work = {key: value for key, value in self._work.items() if key[1] != identifier}

    def find(self, visitor: str, identifier: str) -> T | None:
        """The work of this id, if it is still kept and the visitor is the same; using it keeps it longer."""
        with self._lock:
            found = self._work.get((visitor, identifier))
            if found is None:
                return None
            self._work[visitor, identifier] = (time.monotonic(), found[1])
            return found[1]

    def sweep(self) -> None:
        """Drop what nobody used for long."""
        oldest = time.monotonic() - self._kept_seconds
        with self._lock:
            self._work = {key: value for key, value in self._work.items() if value[0] >= oldest}
