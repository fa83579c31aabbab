"""No page recomputes what has not changed: who comes back to a page finds everything as it was made the first time.

How long that takes is measured (``python -m benchmarks.served``), never asserted; here it is counted which functions of the
rooms that compute are called.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from streamlit.testing.v1 import AppTest

import bianzhi
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from tests.ui.pages_under_test import opened
from tests.ui.small_answers import answers_by_hand
from tests.ui.small_office import loaded_session
from tests.ui.small_reform import session_to_reform, small_reform, studies_by_hand

_PACKAGE = f"{Path(bianzhi.__file__).parent}/"
_COMPUTE = (
    "rules",
    "optimize",
    "forecast",
    "reform",
    "reconciling",
    "charts",
    "reading",
    "writing",
    "sampling",
    "services",
)
_ASKS = ("SearchableList.", "Desk.starts_from")
"""A list keeps what it was asked; what works it out has a name with an underscore. A desk compares what it was given."""
_LOOK_UP = {
    "ListFilter.list",
    "ListFilter.condition",
    "ListKind.filters",
    "ListKind.filters.<locals>.<genexpr>",
    "content_mark",
    "Desk._optimum",
    "operation_words",
    "operation_words.<locals>.<dictcomp>",
}
"""Functions of ``services`` that only look at what is there, or turn it into a word."""


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Calls of functions that compute, in any thread that begins meanwhile: Streamlit runs every page in a new one."""
    calls: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(_PACKAGE):
            return
        room = code.co_filename.removeprefix(_PACKAGE).split("/")[0].removesuffix(".py")
        name = code.co_qualname
        looks_up = name in _LOOK_UP or (name.startswith(_ASKS) and "._" not in name)
        if room in _COMPUTE and not (room == "services" and looks_up):
            calls[f"{room}: {name}"] += 1

    threading.setprofile(note)
    try:
        yield calls
    finally:
        threading.setprofile(None)


def _visits(app: AppTest, step: Step) -> None:
    app.switch_page(f"../pages/{step.script.name}").run()
    assert not app.exception, step
    assert app.title[0].value == step.heading


def _after_the_first_round(now: Session) -> AppTest:
    """Every page opened once, and once more for those whose questions were answered meanwhile."""
    app = opened(Step.HOME, now)
    for step in Step:
        _visits(app, step)
        while _is_asking(now):
            time.sleep(0.01)
        app.run()
    return app


def _is_asking(now: Session) -> bool:
    asked = [*now.advice._all(), now.reforms.sample]
    jobs = [each.job_at(each.latest) for each in asked]
    return any(job is not None and job.holds_a_thread for job in jobs)


@pytest.fixture
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    answers_by_hand(monkeypatch)
    studies_by_hand(monkeypatch)


def _solved() -> Session:
    return loaded_session(solved=True)


def _reformed() -> Session:
    return session_to_reform(small_reform())


@pytest.mark.slow
@pytest.mark.usefixtures("_by_hand")
@pytest.mark.parametrize("session", [_solved, _reformed])
def test_the_second_visit_computes_nothing(session: Callable[[], Session]) -> None:
    """All pages in turn, twice: with a plan and mergers, and with a reform."""
    app = _after_the_first_round(session())

    for step in Step:
        with counted() as calls:
            _visits(app, step)
        assert not calls, f"{step.heading}: {calls.most_common(8)}"


@pytest.mark.usefixtures("_by_hand")
@pytest.mark.parametrize("step", [Step.LISTS, Step.CHART, Step.BY_HAND, Step.GRAPHS, Step.OUTLOOK, Step.INDICATORS])
def test_what_was_forgotten_is_computed_again(step: Step) -> None:
    """The counting sees it: without its memory the session has everything made anew."""
    now = _solved()
    app = opened(step, now)
    now._memory.clear()

    with counted() as calls:
        _visits(app, step)
    assert calls
