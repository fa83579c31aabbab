"""A list works out what its rows say once: further views only look at what is there (``python -m benchmarks.lists``)."""

import pytest

from bianzhi.domain.list_table import ListView
from bianzhi.services import lists
from bianzhi.services.lists import ListKind, ListSources, search
from tests.worlds import DAY, person, quota, unit, world


def _people() -> lists.SearchableList:
    names = ("张晓芳", "李明", "单雄信")
    rows = (person(f"P{number}", "A", name=name) for number, name in enumerate(names))
    return lists.make_list(ListKind.PEOPLE, ListSources(world(unit("A"), quota("A", 3), *rows), DAY))


def test_names_are_turned_into_pinyin_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first search reads every name; another one reads none."""
    read: list[str] = []
    original = search.line_of
    monkeypatch.setattr(search, "line_of", lambda text, how: (read.append(text), original(text, how))[1])
    found = _people()

    assert len(found.select(ListView("zxf")).rows) == 1
    assert {"张晓芳", "李明", "单雄信"} <= set(read)
    read.clear()
    assert len(found.select(ListView("lm")).rows) == 1
    assert read == []


def test_what_was_asked_before_is_remembered() -> None:
    """The very same selection comes back."""
    found = _people()

    assert found.select(ListView("zxf")) is found.select(ListView("zxf"))
