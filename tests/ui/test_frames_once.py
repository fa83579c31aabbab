"""What tables show and print is worked out once per frame: a rerun sends it as it was made, and the same as ever."""

import gc
import html
import json
import re
import weakref
from functools import partial
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from bianzhi.ui.components import frame_colors, paper, table
from bianzhi.ui.components.frame_colors import colored_frame
from bianzhi.ui.components.kept_with import kept_with
from bianzhi.ui.shell.pages import Step
from tests.ui.pages_under_test import opened
from tests.ui.small_office import loaded_session

_MARKUP = '<b>甲局</b> --> </style> "引号" &amp;'


def test_what_is_made_of_a_frame_is_made_once_for_each_key() -> None:
    """Twice the same key, then another, then another frame with the same content."""
    made: list[str] = []
    frames = [pd.DataFrame({"单位": ["甲局"]}) for _ in range(2)]
    for data, key in ((frames[0], "a"), (frames[0], "a"), (frames[0], "b"), (frames[1], "a")):
        kept_with(data, key, partial(made.append, key))

    assert made == ["a", "b", "a"]


def test_what_was_made_goes_with_its_frame() -> None:
    """Neither the frame nor what was made of it is held once the session forgets the frame."""
    data = pd.DataFrame({"级别": ["违规"]})
    colored_frame(data, "", lambda frame: frame.style)
    kept_with(data, "words", lambda: "made")
    place, gone = id(data), weakref.ref(data)
    assert place in kept_with.__globals__["_KEPT"]

    del data
    gc.collect()
    assert gone() is None
    assert place not in kept_with.__globals__["_KEPT"]


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"级别": ["违规", "提示"], "数量": [1, 20_000], "占比": [1.5, 0.25], "单位": ["甲局", None]}),
        pd.DataFrame({"单位": ["甲局", "乙局"], "超编": ["0→2", "—"], "空编": [3, 0]}),
    ],
)
def test_a_table_is_sent_with_the_colors_and_words_of_its_styler(data: pd.DataFrame) -> None:
    """To the byte what Streamlit makes of the Styler itself, at the first rerun and at the next."""
    colored = [name for name in data.columns if name in table._WORD_COLORS or name in table._FIGURE_COLORS]
    expected = _sent(table._with_colors(data, colored))

    assert expected.styler.styles
    assert [_sent(table._styled(data)) for _ in range(2)] == [expected, expected]


def test_a_rerun_sends_the_same_message() -> None:
    """Pandas names every Styler at random; ours has no name of its own, so that the browser keeps the table it has."""
    data = pd.DataFrame({"级别": ["违规"]})

    assert table._styled(data).uuid is None
    assert frame_colors.colored_frame(data, "", lambda frame: frame.style).uuid is None


def test_words_that_a_styler_changes_are_sent_as_it_changes_them() -> None:
    """A format of one column: only that column differs from the frame."""
    data = pd.DataFrame({"单位": ["甲局"], "超编": [2]})

    def with_unit(frame: pd.DataFrame) -> Any:
        return frame.style.format("{} 人", subset=["超编"])

    assert _sent(colored_frame(data, "unit", with_unit)) == _sent(with_unit(data))


def test_another_look_at_the_same_frame_is_another() -> None:
    """The key tells two looks apart."""
    data = pd.DataFrame({"超编": [2]})
    red, green = (colored_frame(data, color, partial(_all_in, color)) for color in ("red", "green"))

    assert "red" in _sent(red).styler.styles
    assert "green" in _sent(green).styler.styles


def test_paper_says_every_word_and_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the attribute looks like a tag or the end of a comment, for which the browser would drop the whole table."""
    data = pd.DataFrame({"单位": [_MARKUP], "人数": [12_345], "备注": ["藏"]})
    (sent,) = _printed(monkeypatch, data, ("备注",))
    told = _told(sent)

    assert (told["heads"], told["figures"], told["rows"]) == (["单位", "人数"], [False, True], [[_MARKUP, "12,345"]])
    assert told["note"] == ""
    assert not re.search(r"[<>]|--&gt;", sent.removeprefix("<div").removesuffix("></div>"))


def test_paper_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 cells at most: of 450 rows with ten columns 200; 400 where the whole table is asked for."""
    data = pd.DataFrame([[row] * 10 for row in range(450)], columns=[f"列{place}" for place in range(10)])
    short, whole = (_told(_printed(monkeypatch, data, (), whole=each)[0]) for each in (False, True))

    assert (len(short["rows"]), len(whole["rows"])) == (200, 400)
    assert short["note"].startswith("另有 250 行未印")
    assert whole["note"].startswith("另有 50 行未印")


@pytest.mark.parametrize("step", [Step.CHECK, Step.COMPARE, Step.LISTS, Step.HOME])
def test_a_rerun_makes_neither_paper_nor_colors_nor_looks_anew(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is opened, then run again: nothing of it is worked out; of a frame that is forgotten everything is."""
    calls: list[str] = []
    for module, name in ((paper, "_paper"), (frame_colors, "_worked_out"), (table, "_usual_looks")):
        monkeypatch.setattr(module, name, _noted(getattr(module, name), name, calls))
    now = loaded_session(solved=True)
    page = opened(step, now)
    assert {"_paper", "_worked_out"} <= set(calls)

    calls.clear()
    page.run()
    assert calls == []

    now._memory.clear()
    page.run()
    assert "_paper" in calls


def _all_in(color: str, data: pd.DataFrame) -> Any:
    return data.style.map(lambda _: f"color: {color}")


def _noted(make: Any, name: str, calls: list[str]) -> Any:
    def noting(*given: Any, **named: Any) -> Any:
        calls.append(name)
        return make(*given, **named)

    return noting


def _sent(style: Any) -> ArrowData:
    if style.uuid is not None:
        style.set_uuid("place")  # instead of the random one that pandas gives
    sent = ArrowData()
    marshall_styler(sent, style, "place")
    return sent


def _printed(
    monkeypatch: pytest.MonkeyPatch, data: pd.DataFrame, hidden: tuple[str, ...], *, whole: bool = False
) -> list[str]:
    sent: list[str] = []
    monkeypatch.setattr(st, "html", sent.append)
    paper.paper_table(data, hidden, whole=whole)
    return sent


def _told(sent: str) -> Any:
    found = re.fullmatch(r'<div class="bz-paper" data-table="([^"]*)"></div>', sent)
    assert found
    return json.loads(html.unescape(found[1]))
