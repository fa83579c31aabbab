"""HiGHS, which asks now and then whether anybody still waits for the solution."""

from typing import Protocol

import highspy

from bianzhi.stopping import look, stop_if_asked


class _Event(Protocol):
    def interrupt(self) -> None: ...


def run(highs: highspy.Highs) -> None:
    """Solve the model as it stands, as ``highs.run`` does.

    Raises
    ------
    StoppedError
        It was asked to stop. The model is as it was, without a solution.

    Notes
    -----
    The simplex method asks at every iteration; branch and bound between its steps, which on a large model take up to a
    second each. Neither answer changes what is found.
    """
    stop_if_asked()
    is_to_stop = look()
    if is_to_stop is None:
        highs.run()
        return

    def ask(event: _Event) -> None:
        if is_to_stop():
            event.interrupt()

    asked = (highs.cbSimplexInterrupt, highs.cbMipInterrupt)
    for each in asked:
        each.subscribe(ask)
    try:
        highs.run()
    finally:
        for each in asked:
            each.unsubscribe(ask)
    stop_if_asked()
