"""What is worked out about a frame, once: kept as long as the frame itself, which the session remembers."""

import weakref
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import pandas as pd

T = TypeVar("T")

_KEPT: dict[int, dict[Hashable, object]] = {}
"""By the id of the frame, which no other frame has as long as this one lives."""


def kept_with(data: pd.DataFrame, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once per frame and key; the key names everything else the result depends on.

    The frame must not be changed afterwards. What is made must not hold the frame, or neither would ever go.
    """
    if id(data) not in _KEPT:
        _KEPT[id(data)] = {}
        weakref.finalize(data, _KEPT.pop, id(data), None).atexit = False
    kept = _KEPT[id(data)]
    if key not in kept:
        kept[key] = make()
    return cast("T", kept[key])
