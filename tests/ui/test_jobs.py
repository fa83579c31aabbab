"""The queue of long work."""

import threading
import time

import pytest

from bianzhi.errors import BianzhiError, SolverError
from bianzhi.services import Progress
from bianzhi.stopping import stop_if_asked
from bianzhi.ui.jobs import Job, JobQueue, JobState


def _until_over(job: Job[int]) -> None:
    for _ in range(200):
        if job.state.is_over and not job.holds_a_thread:
            return
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def test_a_job_reports_and_ends_with_its_result() -> None:
    """Two sentences, then the result."""

    def work(progress: Progress) -> int:
        progress("第一步")
        progress("第二步")
        return 42

    job = JobQueue(1).submit("试", work)
    _until_over(job)

    assert (job.state, job.result, job.sentences) == (JobState.DONE, 42, ["第一步", "第二步"])


def test_an_error_with_a_hint_is_kept() -> None:
    """The page shows it as it is."""

    def work(_: Progress) -> int:
        raise SolverError("求解器停了。", "请重试。")

    job = JobQueue(1).submit("试", work)
    _until_over(job)

    assert job.state is JobState.FAILED
    assert job.error is not None
    assert job.error.hint == "请重试。"


def test_an_unforeseen_error_becomes_a_sentence() -> None:
    """Nothing of the error itself reaches the user."""

    def work(_: Progress) -> int:
        raise KeyError("secret")

    job = JobQueue(1).submit("试", work)
    _until_over(job)

    assert isinstance(job.error, BianzhiError)
    assert "secret" not in str(job.error)


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    """It is at its first step when cancelled, and never begins the second."""
    at_first, go_on = threading.Event(), threading.Event()
    reached: list[str] = []

    def work(progress: Progress) -> int:
        progress("第一步")
        at_first.set()
        go_on.wait(5)
        progress("第二步")
        reached.append("第二步")
        return 1

    job = JobQueue(1).submit("试", work)
    at_first.wait(5)
    job.cancel()
    assert job.state is JobState.CANCELLED
    assert job.holds_a_thread
    go_on.set()
    _until_over(job)

    assert job.result is None
    assert not reached


def test_a_cancelled_job_leaves_work_that_reports_nothing() -> None:
    """It is in a loop without an end that only looks whether to stop; the next job gets its thread."""
    at_it = threading.Event()

    def endless(_: Progress) -> int:
        while True:
            at_it.set()
            stop_if_asked()

    queue = JobQueue(1)
    job, following = queue.submit("一", endless), queue.submit("二", lambda _: 2)
    at_it.wait(5)
    job.cancel()
    _until_over(job)
    _until_over(following)

    assert (job.state, job.result, job.error) == (JobState.CANCELLED, None, None)
    assert following.result == 2


def test_a_waiting_job_knows_how_many_are_ahead_and_never_starts_once_cancelled() -> None:
    """One thread: the second job waits for one, and is cancelled before its turn."""
    go_on = threading.Event()
    ran: list[int] = []

    def first(_: Progress) -> int:
        go_on.wait(5)
        return 1

    def second(_: Progress) -> int:
        ran.append(2)
        return 2

    queue = JobQueue(1)
    running, waiting = queue.submit("一", first), queue.submit("二", second)

    assert queue.ahead_of(waiting) == 1
    assert queue.ahead_of(running) == 0
    waiting.cancel()
    go_on.set()
    _until_over(running)
    assert not ran
    assert waiting.state is JobState.CANCELLED


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_three_states_are_the_end(state: JobState) -> None:
    """The other two are not."""
    assert state.is_over
    assert not JobState.WAITING.is_over
    assert not JobState.RUNNING.is_over


def test_closing_the_queue_cancels_what_runs_and_what_waits() -> None:
    """One job runs, one waits; neither gives a result."""
    go_on, at_first = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        at_first.set()
        go_on.wait(5)
        progress("下一步")
        return 1

    queue = JobQueue(1)
    running, waiting = queue.submit("一", work), queue.submit("二", work)
    at_first.wait(5)
    queue.close()
    go_on.set()
    _until_over(running)

    assert running.state is waiting.state is JobState.CANCELLED
    assert running.result is waiting.result is None
