"""Which columns of a list a clerk wants to see: remembered from day to day where the session can keep preferences."""

import json
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from bianzhi.errors import BianzhiError
from bianzhi.ui.state import Session


@runtime_checkable
class KeepsPreferences(Protocol):
    """A session that remembers things from day to day, as JSON text."""

    def preference(self, name: str) -> str:
        """What is remembered; empty where nothing is."""

    def set_preference(self, name: str, value: str) -> None:
        """Remember JSON text; empty forgets."""


def chosen_columns(now: Session, name: str, possible: Sequence[str]) -> list[str]:
    """The columns chosen for a list, in the order of the list; none where nothing sound is remembered."""
    kept = now.preference(_key(name)) if isinstance(now, KeepsPreferences) else ""
    try:
        headings = json.loads(kept) if kept else []
    except ValueError:
        return []
    return [heading for heading in possible if heading in headings] if isinstance(headings, list) else []


def remember_columns(now: Session, name: str, headings: Sequence[str]) -> None:
    """Keep the choice; an empty one means the usual columns. What cannot be kept is said on the next page."""
    if not isinstance(now, KeepsPreferences):
        return
    try:
        now.set_preference(_key(name), json.dumps(list(headings), ensure_ascii=False) if headings else "")
    except BianzhiError as error:
        now.notice = f"{error.message}{error.hint}"


def _key(name: str) -> str:
    return f"columns.{name}"
