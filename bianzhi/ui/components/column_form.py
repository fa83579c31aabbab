"""The columns of an import as a form: what each was taken for, and a box to say otherwise. Nothing is read until 应用."""

from collections.abc import Mapping, Sequence

import streamlit as st

from bianzhi.domain.intake import ColumnGuess, parse_mapping
from bianzhi.domain.intake import Mapping as ColumnMapping
from bianzhi.ui.state import Session
from bianzhi.ui.tables import columns
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_WIDTHS = (3, 5, 4, 3)
MOST_ASKED = 60
"""Boxes shown at once; a sheet of many more unknown columns is better mapped by what is needed of it."""


def column_form(now: Session, mapping: ColumnMapping, mark: str) -> ColumnMapping | None:
    """Show the form; the mapping that was asked for when 应用 was pressed, else None.

    Raises
    ------
    SettingsError
        One field was given to two columns of a sheet.
    """
    remembered = columns.remembered_targets(now.decided)
    doubtful, unknown = columns.doubtful(mapping), columns.unknown(mapping)
    others = columns.sure(mapping)
    more = _more_columns(others, mark)
    asked = {
        "请确认": doubtful,
        "没有认出": unknown[:MOST_ASKED],
        "要改的列": [others[place] for place in more],
    }
    chosen: dict[ColumnGuess, str] = {}
    with st.form(f"{WidgetKey.COLUMNS}_{mark}", border=False):
        for title, guesses in asked.items():
            if guesses:
                st.subheader(f"{title}（{len(guesses)} 列）", anchor=False)
                chosen |= _boxes(guesses, mapping, remembered, mark)
        if len(unknown) > MOST_ASKED:
            st.caption(
                f"还有 {len(unknown) - MOST_ASKED} 列没有认出，列在下面“全部列”里；需要的可先把表头改清楚再导入。"
            )
        if not any(asked.values()):
            st.success("每一列都有把握，不必改。", icon=":material/check_circle:")
        pressed = st.form_submit_button("应用并重新读取", type="primary", icon=":material/check:")
    return _decided(mapping, chosen) if pressed else None


def _more_columns(others: Sequence[ColumnGuess], mark: str) -> list[int]:
    """Places of columns that are sure and yet to be changed."""
    return st.multiselect(
        "另外要改的列",
        range(len(others)),
        format_func=lambda place: f"{others[place].sheet} › {columns.place_words(others[place])}",
        key=f"{WidgetKey.MORE_COLUMNS}_{mark}",
        placeholder="只问没有把握的列；已认出的列要改的，在这里选",
        label_visibility="collapsed",
    )


def _boxes(
    guesses: Sequence[ColumnGuess], mapping: ColumnMapping, remembered: Mapping[str, str], mark: str
) -> dict[ColumnGuess, str]:
    """A line per column, by file and sheet; what each box says."""
    chosen = {}
    places = {guess: place for place, guess in enumerate(mapping)}
    for (file, sheet), group in columns.by_sheet(guesses).items():
        st.markdown(f":blue-background[{plain(file)} › {plain(sheet)}]")
        for place, title in zip(st.columns(_WIDTHS), ("表头", "前几个值", "对应到", "把握"), strict=True):
            place.caption(title)
        for guess in group:
            options = columns.choices(guess, mapping)
            heading, samples, box, sure = st.columns(_WIDTHS, vertical_alignment="center")
            heading.markdown(plain(columns.place_words(guess)))
            samples.markdown(plain("、".join(guess.samples)) or "（空列）")
            chosen[guess] = box.selectbox(
                f"{columns.place_words(guess)}对应到",
                options,
                index=options.index(columns.chosen_so_far(guess, remembered)),
                format_func=columns.target_words,
                key=f"{WidgetKey.COLUMNS}_{mark}_{places[guess]}",
                label_visibility="collapsed",
                filter_mode="contains",
            )
            sure.markdown(f"{_mark(guess)} {columns.confidence_words(guess, remembered)}　{_how(guess)}")
    return chosen


def _mark(guess: ColumnGuess) -> str:
    return ":orange[●]" if guess.used else ":gray[●]"


def _how(guess: ColumnGuess) -> str:
    if guess.target and not guess.used:
        return f":gray[可能是“{plain(columns.target_words(guess.target))}”]"
    return f":gray[{guess.how.value}]" if guess.target else ""


def _decided(mapping: ColumnMapping, chosen: Mapping[ColumnGuess, str]) -> ColumnMapping:
    """The mapping with what the boxes say; whatever was not changed is confirmed as it is."""
    for guess, target in chosen.items():
        mapping = mapping.retargeted(guess, target)
    parse_mapping(mapping.as_toml())  # refuses one field for two columns, with the words of a file
    return mapping
