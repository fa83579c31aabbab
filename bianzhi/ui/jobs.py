"""Long work beside the pages: a queue of threads, a sentence of progress, and an honest cancel."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from enum import StrEnum
from typing import Generic, TypeVar

from bianzhi.errors import BianzhiError
from bianzhi.services import Progress
from bianzhi.stopping import StoppedError, stoppable

T = TypeVar("T")


class JobState(StrEnum):
    """Where a job stands. The value is the word users read."""

    WAITING = "排队中"
    RUNNING = "正在计算"
    DONE = "已完成"
    FAILED = "未完成"
    CANCELLED = "已取消"

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more, for the one who asked."""
        return self not in (JobState.WAITING, JobState.RUNNING)


class Job(Generic[T]):
    """One piece of long work. Its state is read by pages and written by the thread that does it."""

    def __init__(self, title: str, when_over: Callable[[JobState], None] | None = None) -> None:
        self.title = title
        self._when_over = when_over
        self.state = JobState.WAITING
        self.sentences: list[str] = []
        self.result: T | None = None
        self.error: BianzhiError | None = None
        self._started = time.monotonic()
        self._ended: float | None = None
        self._lock = threading.Lock()
        self._future: Future[None] | None = None

    @property
    def seconds(self) -> float:
        """Seconds since it was asked for, or that it took."""
        return (self._ended or time.monotonic()) - self._started

    @property
    def holds_a_thread(self) -> bool:
        """Whether a thread is still at it, cancelled or not."""
        return self._future is not None and self._future.running()

    def wait(self, seconds: float) -> None:
        """Wait until the work has ended, at most some seconds."""
        if self._future is not None:
            wait_for([self._future], timeout=seconds)

    def cancel(self) -> None:
        """Drop the job. Its thread leaves the work within about a second; nothing of it is kept."""
        with self._lock:
            if self.state.is_over:
                return
            self._end(JobState.CANCELLED)
        if self._future is not None:
            self._future.cancel()
        if self._when_over is not None:
            self._when_over(self.state)

    def report(self, sentence: str) -> None:
        """Note what the work is at now; leaves the work where the job was cancelled."""
        if self._is_cancelled():
            raise StoppedError
        self.sentences.append(sentence)

    def _run(self, work: Callable[[Progress], T]) -> None:
        with self._lock:
            if self.state is JobState.CANCELLED:
                return
            self.state = JobState.RUNNING
        try:
            with stoppable(self._is_cancelled):
                result = work(self.report)
        except StoppedError:
            return
        except BianzhiError as error:
            self._finish(JobState.FAILED, error=error)
        except Exception:  # noqa: BLE001 a thread's failure must reach the page as a sentence, never a traceback
            self._finish(
                JobState.FAILED,
                error=BianzhiError(
                    "计算中断：程序遇到意外情况。", "请重新求解；仍然如此，请把台账和设置交给维护人员。"
                ),
            )
        else:
            self._finish(JobState.DONE, result=result)

    def _is_cancelled(self) -> bool:
        return self.state is JobState.CANCELLED

    def _finish(self, state: JobState, result: T | None = None, error: BianzhiError | None = None) -> None:
        with self._lock:
            if self.state is JobState.CANCELLED:
                return
            self.result, self.error = result, error
            self._end(state)
        if self._when_over is not None:
            self._when_over(self.state)

    def _end(self, state: JobState) -> None:
        self._ended = time.monotonic()
        self.state = state


def at_work(job: Job[T] | None) -> bool:
    """Whether there is a job and it is not over. A session gives up a job at any moment: read it from there only once."""
    return job is not None and not job.state.is_over


class JobQueue:
    """Jobs in the order they were asked for, at most one fewer at a time than there are processors, at least one."""

    def __init__(self, threads: int | None = None) -> None:
        self._threads = ThreadPoolExecutor(
            max_workers=threads or max(1, (os.cpu_count() or 1) - 1), thread_name_prefix="job"
        )
        self._jobs: list[Job[object]] = []
        self._lock = threading.Lock()

    def submit(
        self, title: str, work: Callable[[Progress], T], when_over: Callable[[JobState], None] | None = None
    ) -> Job[T]:
        """Queue ``work``; it is called with the function that reports its progress, and ``when_over`` with how it ended."""
        job: Job[T] = Job(title, when_over)
        with self._lock:
            self._jobs = [other for other in self._jobs if other.holds_a_thread or not other.state.is_over]
            self._jobs.append(job)  # type: ignore[arg-type]
            job._future = self._threads.submit(job._run, work)
        return job

    def ahead_of(self, job: Job[T]) -> int:
        """How many jobs a waiting job still waits for."""
        with self._lock:
            before = self._jobs[: self._jobs.index(job)] if job in self._jobs else []  # type: ignore[arg-type]
        return sum(other.holds_a_thread or not other.state.is_over for other in before)

    def close(self) -> None:
        """Cancel everything: nothing new starts, and what runs leaves soon."""
        with self._lock:
            for job in self._jobs:
                job.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)


JOBS = JobQueue()
"""The queue of this server."""
