"""Settings as a file: the TOML text that ``parse_settings`` reads back equal, and ``verify --settings`` takes."""

from collections.abc import Mapping
from typing import Any

import tomli_w

from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Term
from bianzhi.domain.wishes import Wish

_HEAD = "# bianzhi 方案设置；求解和复核同一方案须用同一设置文件（--settings）。\n"


def write_settings(settings: PlanSettings) -> str:
    """Every setting by its name, default ones included, so that a later change of a default changes nothing here.

    Wishes, matrix changes and fulfilled conditions come as one section each, in their order.
    """
    plain: dict[str, Any] = {
        **settings.as_dict(),
        "wishes": [_wish(wish) for wish in settings.wishes],
        "matrix": [_change(change) for change in settings.matrix],
        "conditions": [_change(fulfilled) for fulfilled in settings.conditions],
    }
    return _HEAD + tomli_w.dumps({name: value for name, value in plain.items() if value not in ({}, [])})


def _wish(wish: Wish) -> Mapping[str, Any]:
    return {**_plain(wish.as_dict()), "on": wish.on}


def _change(change: MatrixChange | Fulfilled) -> Mapping[str, Any]:
    return _plain({name: getattr(change, name) for name in change.__slots__})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Words of closed lists as plain texts; what is empty is left out, as reading supplies it."""
    known = {name: value.value if isinstance(value, Term) else value for name, value in values.items()}
    return {name: value for name, value in known.items() if value not in ("", None)}
