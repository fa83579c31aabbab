"""Addresses of lists and of units: the parameters a link carries, and what an address asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from bianzhi.domain.list_table import Condition, ListColumnKind, ListTable, ListView
from bianzhi.services.lists import ListFilter, ListKind

_LIST, _FILTER, _UNIT, _TAB, _PERSON = "list", "filter", "unit", "tab", "person"
_SEARCH, _BY, _SORT = "q", "by", "sort"
_OURS = (_LIST, _FILTER, _UNIT, _TAB, _PERSON, _SEARCH, _BY, _SORT)
_DOWN = "-"
"""In front of the column by which the largest stand first."""
_WORDS = "|"
_CONDITION = re.compile(
    r"(?P<heading>[^=~:]+)(?:=(?P<words>.*)|~(?P<text>.*)|:(?P<least>-?\d{0,9})\.\.(?P<most>-?\d{0,9}))"
)
_LONGEST, _MOST_CONDITIONS = 200, 30
"""Of an address that somebody typed, no more is read."""

ViewWords = tuple[str, tuple[str, ...], str]
"""A view as an address has it: what is searched for, conditions (超编:1..3, 状态=在职|退休, 位置~人员), the order (-年龄)."""
NO_VIEW: ViewWords = ("", (), "")


def list_link(kind: ListKind, chosen: ListFilter | None = None) -> dict[str, str]:
    """Parameters for ``st.page_link`` and ``st.switch_page`` to a list, with one of its named filters or without."""
    return {_LIST: kind.value, **({_FILTER: chosen.value} if chosen else {})}


def unit_link(code: str, tab: str = "", person: str = "") -> dict[str, str]:
    """Parameters for a link to a unit; ``tab`` is the key of a part of its page, ``person`` an id to begin with."""
    return {_UNIT: code, **({_TAB: tab} if tab else {}), **({_PERSON: person} if person else {})}


@dataclass(frozen=True, slots=True)
class AskedList:
    """What an address asks for; ``wrong`` is what of it there is not, in words."""

    kind: ListKind | None
    chosen: ListFilter | None
    wrong: str = ""
    view: ViewWords = NO_VIEW


def asked_list() -> AskedList:
    """The list and the filter in the address; a filter alone says which list it is of."""
    kind_word, filter_word = st.query_params.get(_LIST, ""), st.query_params.get(_FILTER, "")
    kind = ListKind(kind_word) if kind_word in set(ListKind) else None
    chosen = ListFilter(filter_word) if filter_word in set(ListFilter) else None
    if kind_word and kind is None:
        return AskedList(None, None, f"网址中的清单“{kind_word}”不存在，可选：{'、'.join(ListKind)}。")
    if chosen is not None and kind not in {None, chosen.list}:
        return AskedList(kind, None, f"“{filter_word}”不是{kind_word}清单的条件，已列出全部。")
    if filter_word and chosen is None:
        return AskedList(kind, None, f"网址中的条件“{filter_word}”不存在，已列出全部。")
    by = tuple(each[:_LONGEST] for each in st.query_params.get_all(_BY)[:_MOST_CONDITIONS])
    view = (st.query_params.get(_SEARCH, "")[:_LONGEST], by, st.query_params.get(_SORT, "")[:_LONGEST])
    return AskedList(chosen.list if chosen else kind, chosen, view=view)


def show_list_in_address(kind: ListKind, chosen: ListFilter | None, view: ViewWords = NO_VIEW) -> None:
    """The list at hand in the address, with what is searched, filtered and sorted, to be bookmarked and sent on."""
    search, by, order = view
    _show({**list_link(kind, chosen), _SEARCH: search, _BY: by, _SORT: order})


def view_words(view: ListView, fixed: Sequence[Condition] = ()) -> ViewWords:
    """A view as the address has it, without the conditions that hold anyway."""
    by = tuple(_condition_words(each) for each in view.conditions[len(fixed) :])
    return view.search, by, f"{_DOWN if view.descending else ''}{view.sorted_by}"


def view_of(words: ViewWords, table: ListTable) -> tuple[ListView, tuple[str, ...]]:
    """The view that an address asks for, and what of it this list does not have."""
    search, by, order = words
    conditions, unknown = [], []
    for each in by:
        condition = _condition(each, table)
        if condition is None:
            unknown.append(each)
        else:
            conditions.append(condition)
    heading = order.removeprefix(_DOWN)
    if heading and heading not in table.place:
        unknown.append(f"按{heading}排序")
        heading = ""
    return ListView(search, tuple(conditions), heading, bool(heading) and order.startswith(_DOWN)), tuple(unknown)


def _condition_words(condition: Condition) -> str:
    if condition.words:
        return f"{condition.heading}={_WORDS.join(condition.words)}"
    if condition.text:
        return f"{condition.heading}~{condition.text}"
    ends = ("" if end is None else str(end) for end in (condition.least, condition.most))
    return f"{condition.heading}:{'..'.join(ends)}"


def _condition(words: str, table: ListTable) -> Condition | None:
    """What one condition of an address asks for; nothing where the list has no such column, or it is of another kind."""
    found = _CONDITION.fullmatch(words)
    if found is None or found["heading"] not in table.place:
        return None
    column = table.column(found["heading"])
    if column.kind.is_measured:
        least, most = found["least"] or "", found["most"] or ""
        ends = [int(end) if end.removeprefix("-") else None for end in (least, most)]
        return Condition(column.heading, least=ends[0], most=ends[1]) if ends != [None, None] else None
    if column.kind is ListColumnKind.CHOICE:
        return Condition(column.heading, words=tuple(found["words"].split(_WORDS))) if found["words"] else None
    return Condition(column.heading, text=found["text"]) if found["text"] else None


def asked_unit() -> Mapping[str, str]:
    """unit, tab and person as the address has them; empty texts for what it has not."""
    return {name: st.query_params.get(name, "") for name in (_UNIT, _TAB, _PERSON)}


def show_unit_in_address(code: str, tab: str, person: str) -> None:
    """The unit at hand in the address."""
    _show(unit_link(code, tab, person))


def _show(wanted: Mapping[str, str | Sequence[str]]) -> None:
    """Set these parameters and take away what another page left; the one of the scenario stays."""
    for name in _OURS:
        value = wanted.get(name, "")
        values = [value] if isinstance(value, str) else list(value)
        if any(values) and st.query_params.get_all(name) != values:
            st.query_params[name] = values
        elif not any(values) and name in st.query_params:
            del st.query_params[name]
