"""Leaving work that nobody waits for any more."""

import pytest

from bianzhi.stopping import StoppedError, look, stop_if_asked, stoppable


def test_nothing_stops_where_nobody_may_ask_for_it() -> None:
    """On the command line, and once the scope is left."""
    stop_if_asked()
    with stoppable(lambda: False):
        stop_if_asked()
    assert look() is None
    stop_if_asked()


def test_work_leaves_at_its_next_look_and_no_except_clause_keeps_it() -> None:
    """Two looks say no, the third yes; code that forgives every error does not forgive this."""
    answers = iter((False, False, True))
    done = []
    with pytest.raises(StoppedError), stoppable(lambda: next(answers)):
        for step in range(9):
            try:
                stop_if_asked()
            except Exception:  # noqa: BLE001 - the careless code that this is about
                continue
            done.append(step)

    assert done == [0, 1]
    assert look() is None


def test_work_within_work_asks_its_own_question() -> None:
    """The inner scope hides the outer one, and gives it back."""
    with pytest.raises(StoppedError), stoppable(lambda: True):
        with stoppable(lambda: False):
            stop_if_asked()
        stop_if_asked()
