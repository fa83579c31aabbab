"""Addresses of lists and of units: the parameters a link carries, and what an address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from bianzhi.services.lists import ListFilter, ListKind

_LIST, _FILTER, _UNIT, _TAB, _PERSON = "list", "filter", "unit", "tab", "person"


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
    return AskedList(chosen.list if chosen else kind, chosen)


def show_list_in_address(kind: ListKind, chosen: ListFilter | None) -> None:
    """The list at hand in the address, so that it can be bookmarked and sent on."""
    _show(list_link(kind, chosen))


def asked_unit() -> Mapping[str, str]:
    """unit, tab and person as the address has them; empty texts for what it has not."""
    return {name: st.query_params.get(name, "") for name in (_UNIT, _TAB, _PERSON)}


def show_unit_in_address(code: str, tab: str, person: str) -> None:
    """The unit at hand in the address."""
    _show(unit_link(code, tab, person))


def _show(wanted: Mapping[str, str]) -> None:
    """Set these parameters and take away what another page left; the one of the scenario stays."""
    for name in (_LIST, _FILTER, _UNIT, _TAB, _PERSON):
        value = wanted.get(name, "")
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
