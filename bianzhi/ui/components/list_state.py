"""The widgets of one big table: their keys, what they are set to, and how all are cleared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from bianzhi.domain.list_table import Condition, ListColumn, ListColumnKind, ListTable, ListView
from bianzhi.ui.widget_keys import WidgetKey

PAGE_SIZES = (50, 100, 200)


@dataclass(frozen=True, slots=True)
class ListState:
    """What a clerk has set for one list; everything stays while the session lasts."""

    name: str

    def key(self, part: str) -> str:
        """The key of a widget of this list."""
        return f"{WidgetKey.LIST}_{self.name}_{part}"

    @property
    def search(self) -> str:
        """The words in the search box."""
        return str(st.session_state.get(self.key("search")) or "")

    @property
    def filtered_columns(self) -> list[str]:
        """The columns for which there are filter boxes."""
        return list(st.session_state.get(self.key("by")) or [])

    @property
    def columns(self) -> list[str]:
        """The columns chosen; empty for the usual ones."""
        return list(st.session_state.get(self.key("columns")) or [])

    @property
    def sorted_by(self) -> str:
        """The column the list is sorted by; empty for the order in which it stands."""
        return str(st.session_state.get(self.key("sort")) or "")

    @property
    def descending(self) -> bool:
        """Whether the largest stand first."""
        return bool(st.session_state.get(self.key("descending")))

    def view(self, table: ListTable, fixed: tuple[Condition, ...] = ()) -> ListView:
        """What is to be seen: the conditions that hold anyway, and what the widgets are set to."""
        own = (self._condition(table.column(heading)) for heading in self.filtered_columns if heading in table.place)
        conditions = (*fixed, *(condition for condition in own if condition is not None))
        sorted_by = self.sorted_by if self.sorted_by in table.place else ""
        return ListView(self.search.strip(), conditions, sorted_by, bool(sorted_by) and self.descending)

    def keep_to(self, possible: Sequence[str]) -> None:
        """Forget columns the list does not have: it may have been another ledger's, or with a plan."""
        for part in ("by", "columns"):
            chosen = st.session_state.get(self.key(part))
            if chosen and not set(chosen) <= set(possible):
                st.session_state[self.key(part)] = [heading for heading in chosen if heading in possible]
        if self.sorted_by and self.sorted_by not in possible:
            st.session_state[self.key("sort")] = ""

    def keep_words(self, heading: str, possible: Sequence[str]) -> None:
        """Forget words to filter by that no row has."""
        key = self.key(f"condition_{heading}")
        chosen = st.session_state.get(key)
        if chosen and not set(chosen) <= set(possible):
            st.session_state[key] = [word for word in chosen if word in possible]

    def clear(self) -> None:
        """See everything again; columns, order and the size of pages stay."""
        for key in list(st.session_state):
            if str(key).startswith(self.key("condition_")):
                del st.session_state[key]
        st.session_state[self.key("search")] = ""
        st.session_state[self.key("by")] = []

    def take(self, view: ListView) -> None:
        """Set the widgets to a view that came from elsewhere; columns and the size of pages stay."""
        self.clear()
        for condition in view.conditions:
            key = self.key(f"condition_{condition.heading}")
            if condition.words:
                st.session_state[key] = list(condition.words)
            elif condition.text:
                st.session_state[key] = condition.text
            else:
                st.session_state[f"{key}_least"], st.session_state[f"{key}_most"] = condition.least, condition.most
        st.session_state[self.key("search")] = view.search
        st.session_state[self.key("by")] = list(dict.fromkeys(each.heading for each in view.conditions))
        st.session_state[self.key("sort")] = view.sorted_by
        st.session_state[self.key("descending")] = view.descending

    def sort_by_heading(self) -> None:
        """The heading of a column was clicked: sort by it, or turn the order round where it is sorted by it already."""
        state: Any = st.session_state.get(self.key("table")) or {}
        chosen = list(state.get("selection", {}).get("columns", []))
        heading = chosen[0] if chosen else self.sorted_by
        if not heading:
            return
        st.session_state[self.key("descending")] = heading == self.sorted_by and not self.descending
        st.session_state[self.key("sort")] = heading

    def _condition(self, column: ListColumn) -> Condition | None:
        value = st.session_state.get(self.key(f"condition_{column.heading}"))
        if column.kind.is_measured:
            least = st.session_state.get(self.key(f"condition_{column.heading}_least"))
            most = st.session_state.get(self.key(f"condition_{column.heading}_most"))
            return None if least is None and most is None else Condition(column.heading, least=least, most=most)
        if not value:
            return None
        if column.kind is ListColumnKind.CHOICE:
            return Condition(column.heading, words=tuple(value))
        return Condition(column.heading, text=str(value).strip())
