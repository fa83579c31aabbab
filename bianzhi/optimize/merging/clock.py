"""How much of the time limit is left."""

import time


class Clock:
    """Counts down from a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never less than what a small problem takes."""
        return max(1.0, self._end - time.perf_counter())

    @property
    def is_up(self) -> bool:
        """Whether the time has passed."""
        return time.perf_counter() >= self._end
