"""Runs one function in a child process with limits: what a hostile file breaks there is not our process.

``run`` is the parent's side. The child is this module run as a program: it puts limits on itself, imports the task,
and answers over a pipe. Arguments and results are JSON, so a child can hand back nothing but plain values.
"""

import sys
from typing import TYPE_CHECKING, NamedTuple

from bianzhi import errors
from bianzhi.errors import BianzhiError, UnreadableWorkbookError

if TYPE_CHECKING:
    from subprocess import Popen

# The child's start is part of every read, so this module imports nothing it does not need there: the heavier
# modules are imported by the functions of the side that uses them, and ``Limits`` is no dataclass.

_MOST_OUTPUT = 160 * 2**20
"""Bytes of JSON a child may answer with: a full roster of 200,000 people takes 35 MiB, and the parent unpacks it."""


class Limits(NamedTuple):
    """What a child may use. Memory is the address space, in MiB; it is only enforced on POSIX."""

    seconds: float = 60
    memory_mib: int = 1024


_DEFAULT = Limits()

_LOOK_EVERY = 0.2
"""Seconds after which the parent looks whether it is still to wait."""


def run(task: str, arguments: dict[str, object], limits: Limits = _DEFAULT, what: str = "文件") -> object:
    """Call ``task`` (``package.module:function``) with keyword ``arguments`` in a child process.

    Parameters
    ----------
    task
        A function of this package; never text from a user.
    arguments
        Keyword arguments, of JSON values.
    limits
        Seconds of wall-clock and processor time, and MiB of memory.
    what
        What is read, in the words of a message.

    Returns
    -------
    object
        What the function returned, after a round trip through JSON.

    Raises
    ------
    BianzhiError
        What the function raised, as the same class.
    UnreadableWorkbookError
        The child took too long, needed too much memory, or died.
    StoppedError
        Nobody waits for the answer any more; the child is ended.
    """
    import json  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    request = json.dumps({"task": task, "arguments": arguments, "limits": limits}).encode()
    with subprocess.Popen(
        [sys.executable, "-S", "-P", "-m", "bianzhi.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_child_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            answer = _answered(child, request, limits.seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            raise _too_slow(limits, what) from None
        except BaseException:
            child.kill()
            raise
    return _unpacked(answer, child.returncode, limits, what)


def _answered(child: "Popen[bytes]", request: bytes, seconds: float) -> bytes:
    """What the child answers; ``TimeoutExpired`` where it takes longer than ``seconds``."""
    import subprocess  # noqa: PLC0415
    import time  # noqa: PLC0415

    from bianzhi.stopping import stop_if_asked  # noqa: PLC0415

    ends = time.monotonic() + seconds
    to_send: bytes | None = request
    while True:
        stop_if_asked()
        left = max(0.0, ends - time.monotonic())
        try:
            return child.communicate(to_send, timeout=min(_LOOK_EVERY, left))[0]
        except subprocess.TimeoutExpired:
            if left <= _LOOK_EVERY:
                raise
            to_send = None  # sent already: what has come so far is kept for the next call


def _child_environment() -> dict[str, str]:
    """The parent's environment, with the parent's import path: ``-S`` leaves the child without site-packages."""
    import os  # noqa: PLC0415

    package_parent = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    path = [package_parent, *(entry for entry in sys.path if entry)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(path)), "PYTHONUTF8": "1"}


def _unpacked(answer: bytes, status: int, limits: Limits, what: str = "文件") -> object:
    import json  # noqa: PLC0415

    try:
        reply = json.loads(answer.decode("utf-8", "surrogatepass"))
    except ValueError:  # the child died before or while it answered
        raise _death(status, limits, what) from None
    if "result" in reply:
        return reply["result"]
    if reply.get("memory"):
        raise _too_big(limits, what)
    kind = getattr(errors, reply.get("error", ""), None)
    if isinstance(kind, type) and issubclass(kind, BianzhiError):
        raise kind(reply["message"], reply["hint"])
    raise _crashed(reply.get("crash", ""), what)


def _death(status: int, limits: Limits, what: str) -> UnreadableWorkbookError:
    import signal  # noqa: PLC0415

    if -status == getattr(signal, "SIGXCPU", None):
        return _too_slow(limits, what)
    # A parser in Rust aborts where it cannot allocate; the system kills where memory is short.
    if -status in (signal.SIGABRT, getattr(signal, "SIGKILL", None)):
        return _too_big(limits, what)
    return _crashed(f"状态 {status}", what)


def _too_slow(limits: Limits, what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"读取{what}超过 {limits.seconds:g} 秒，已停止。",
        "请删去工作簿中与台账无关的工作表、图片和大片空白格式，另存为新的 .xlsx 文件后再试。",
    )


def _too_big(limits: Limits, what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"读取{what}所需内存超过 {limits.memory_mib} MiB，已停止。",
        "请检查表格右下角以外是否有多余内容：把台账内容复制到新工作簿，另存为 .xlsx 文件后再试。",
    )


def _crashed(how: str, what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"读取程序遇到无法处理的{what}内容，已中止{f'（{how}）' if how else ''}。",
        "文件可能已损坏：请用 Excel 或 WPS 打开并另存为新的 .xlsx 文件后再试。",
    )


def _serve() -> None:
    """The child's side: limits first, then the task; whatever happens is answered in one JSON object."""
    import json  # noqa: PLC0415
    import os  # noqa: PLC0415

    request = json.loads(sys.stdin.buffer.read())
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints must not mix with the answer
    _limit_this_process(Limits(*request["limits"]))
    try:
        reply = {"result": _called(request["task"], request["arguments"])}
        answer = json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if len(answer) > _MOST_OUTPUT:
            answer = b'{"memory":true}'
    except BianzhiError as error:
        names = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        answer = json.dumps(names).encode()
    except MemoryError:
        answer = b'{"memory":true}'
    except BaseException as error:  # noqa: BLE001 - a panic in Rust arrives as a BaseException
        answer = json.dumps({"crash": type(error).__name__}).encode()
    with open(pipe, "wb") as stream:  # noqa: PTH123
        stream.write(answer)
    os._exit(0)  # nothing to clean up, and tearing down a million cells takes time


def _called(task: str, arguments: dict[str, object]) -> object:
    module, _, name = task.partition(":")
    __import__(module)
    return getattr(sys.modules[module], name)(**arguments)


def _limit_this_process(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows: only the parent's timeout holds
        return
    memory = limits.memory_mib * 2**20
    seconds = int(limits.seconds) + 1
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS, a container may forbid raising a limit
            continue


if __name__ == "__main__":
    _serve()
