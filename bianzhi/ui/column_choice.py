"""Which columns of a list a clerk wants to see, remembered from day to day."""

import json
from collections.abc import Sequence

from bianzhi.errors import BianzhiError
from bianzhi.ui.state import Session


def chosen_columns(now: Session, name: str, possible: Sequence[str]) -> list[str]:
    """The columns chosen for a list, in the order of the list; none where nothing sound is remembered."""
    try:
        headings = json.loads(now.preference(_key(name)) or "[]")
    except ValueError:
        return []
    return [heading for heading in possible if heading in headings] if isinstance(headings, list) else []


def remember_columns(now: Session, name: str, headings: Sequence[str]) -> None:
    """Keep the choice; an empty one means the usual columns. What cannot be kept is said on the next page."""
    try:
        now.set_preference(_key(name), json.dumps(list(headings), ensure_ascii=False) if headings else "")
    except BianzhiError as error:
        now.notice = f"{error.message}{error.hint}"


def _key(name: str) -> str:
    return f"columns.{name}"
