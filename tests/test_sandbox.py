"""The sandbox: what a child may do, and how each of its deaths is told."""

import os
import sys
import threading
import time

import pytest

from bianzhi import sandbox
from bianzhi.errors import SettingsError, UnreadableWorkbookError
from bianzhi.sandbox import Limits, run

_HERE = "tests.test_sandbox"


def echo(**arguments: object) -> object:
    """Give back what came."""
    return arguments


def refuse() -> None:
    """Raise an error of our own."""
    raise SettingsError("设置有误。", "请改。")


def panic() -> None:
    """Raise what a Rust panic looks like: no Exception."""

    class PanicException(BaseException):
        pass

    raise PanicException


def sleep() -> None:
    """Take too long, without using the processor."""
    time.sleep(3600)


def spin() -> None:
    """Take too long, using the processor."""
    while True:
        pass


def hoard() -> int:
    """Use too much memory."""
    return len(bytearray(3 * 2**30))


def abort() -> None:
    """Die as a parser in Rust does where it cannot allocate."""
    os.abort()


def leave() -> None:
    """Die without a word."""
    os._exit(7)


def chatter() -> str:
    """Print, to both streams, before answering."""
    print("noise")  # noqa: T201
    os.write(1, b"noise")
    os.write(2, b"noise")
    return "answer"


def limits() -> list[int]:
    """The limits the child works under: address space in MiB, processor seconds, core dumps."""
    import resource  # noqa: PLC0415

    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    space, processor, core = (resource.getrlimit(kind)[0] for kind in kinds)
    return [space // 2**20, processor, core]


def test_arguments_and_results_are_plain_values() -> None:
    """Text, numbers, lists and nothing pass both ways, Chinese included."""
    arguments: dict[str, object] = {"a": "样区“财政局”\n", "b": [1, 2.5, None, True], "c": {"d": ""}}
    assert run(f"{_HERE}:echo", arguments) == arguments


def test_own_error_is_raised_as_the_same_class() -> None:
    """Message and hint arrive unchanged."""
    with pytest.raises(SettingsError) as error:
        run(f"{_HERE}:refuse", {})
    assert (error.value.message, error.value.hint) == ("设置有误。", "请改。")


@pytest.mark.parametrize(
    ("task", "words"),
    [("panic", "PanicException"), ("leave", "状态 7"), ("missing_function", "AttributeError")],
)
def test_crash_is_told(task: str, words: str) -> None:
    """A panic, which is no Exception, an exit and a bug are all errors with a remedy."""
    with pytest.raises(UnreadableWorkbookError, match=words) as error:
        run(f"{_HERE}:{task}", {})
    assert "另存为" in error.value.hint


@pytest.mark.parametrize("task", ["sleep", "spin"])
def test_child_that_takes_too_long_is_killed(task: str) -> None:
    """It never ends by itself; the message says how long it was let."""
    with pytest.raises(UnreadableWorkbookError, match=r"超过 0\.5 秒"):
        run(f"{_HERE}:{task}", {}, Limits(seconds=0.5))


@pytest.mark.skipif(sys.platform == "win32", reason="memory is only limited on POSIX")
@pytest.mark.parametrize("task", ["hoard", "abort"])
def test_child_that_needs_too_much_memory_is_told(task: str) -> None:
    """Whether Python or a library gives up."""
    with pytest.raises(UnreadableWorkbookError, match="内存超过 512 MiB"):
        run(f"{_HERE}:{task}", {}, Limits(memory_mib=512))


@pytest.mark.skipif(sys.platform == "win32", reason="limits are only set on POSIX")
def test_child_limits_itself() -> None:
    """Address space, processor time, and no core dump that would leave the file's content on disk."""
    assert run(f"{_HERE}:limits", {}, Limits(seconds=9, memory_mib=700)) == [700, 10, 0]


def test_what_a_child_prints_does_not_mix_with_its_answer() -> None:
    """Parsers in other languages print to the streams directly."""
    assert run(f"{_HERE}:chatter", {}) == "answer"


def test_child_starts_light() -> None:
    """The start is part of every read: nothing heavy is loaded for it."""
    modules = run("tests.light_task:modules", {})
    assert isinstance(modules, list)
    heavy = {"streamlit", "pandas", "numpy", "dataclasses", "subprocess", "typing_extensions", "pathlib"}
    assert not heavy & set(modules)


def test_many_threads_may_run_children_at_once() -> None:
    """As many browser sessions do."""
    answers: list[object] = []
    threads = [threading.Thread(target=lambda n=n: answers.append(run(f"{_HERE}:echo", {"n": n}))) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(answer) for answer in answers) == [str({"n": n}) for n in range(6)]


def test_answer_that_is_too_long_is_memory() -> None:
    """A child says so itself; the parent tells it like any lack of memory."""
    with pytest.raises(UnreadableWorkbookError, match="内存"):
        sandbox._unpacked(b'{"memory":true}', 0, Limits())
