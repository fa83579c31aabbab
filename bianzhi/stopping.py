"""Leaving long work that nobody waits for any more.

Whoever starts the work says within ``stoppable`` how to find out; the work calls ``stop_if_asked`` in its loops. Nothing is
handed from function to function, and where nobody may ask it to stop it costs next to nothing and changes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Look: TypeAlias = Callable[[], bool]
"""Whether the work is to stop."""


class StoppedError(BaseException):
    """Leaves the work that was asked to stop. No error: like a cancelled coroutine's it passes every ``except Exception``."""


_LOOK: ContextVar[Look | None] = ContextVar("is_to_stop", default=None)


@contextmanager
def stoppable(is_to_stop: Look) -> Iterator[None]:
    """Let whatever runs inside, in this thread, be stopped: it leaves with ``StoppedError`` soon after ``is_to_stop`` says so."""
    token = _LOOK.set(is_to_stop)
    try:
        yield
    finally:
        _LOOK.reset(token)


def stop_if_asked() -> None:
    """Look whether to stop.

    Raises
    ------
    StoppedError
        Nobody waits for this work any more.
    """
    is_to_stop = _LOOK.get()
    if is_to_stop is not None and is_to_stop():
        raise StoppedError


def look() -> Look | None:
    """How to find out whether to stop, for a library that asks by itself; None where nobody may ask for it."""
    return _LOOK.get()
