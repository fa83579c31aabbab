"""A window of a browser without the browser: it speaks Streamlit's protocol, so that what is measured is the server alone."""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bianzhi.ui.shell.pages import Step
from bianzhi.ui.shell.visitor import COOKIE, issue_visitor

SECONDS_AT_MOST = 600.0
_LARGEST_MESSAGE = 200 * 2**20
_ENDED = (
    ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
    ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One page as it came: wall-clock seconds until its script had ended, what was sent, its heading, its buttons."""

    seconds: float
    kibibytes: float
    heading: str
    buttons: dict[str, str]
    """Ids of buttons by their labels."""


class Window:
    """One clerk's window at the server: it goes from page to page and presses buttons."""

    def __init__(self, address: str, work: str = "", visitor: str = "") -> None:
        self._query = f"work={work}" if work else ""
        self._page = ""
        self._hash = ""
        self._buttons: dict[str, str] = {}
        self._connection: ClientConnection = connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": f"{COOKIE}={visitor or issue_visitor()}"},
            max_size=_LARGEST_MESSAGE,
            compression=None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def opens(self, step: Step) -> Shown:
        """Go to a page as a click on the navigation does."""
        self._page, self._hash = ("" if step is Step.HOME else step.name.lower()), ""
        shown = self._runs(BackMsg())
        assert shown.heading == step.heading, f"{shown.heading} instead of {step.heading}"
        return shown

    def runs_again(self) -> Shown:
        """Run the page once more, nothing changed."""
        return self._runs(BackMsg())

    def presses(self, label: str) -> Shown:
        """Press the button of this label."""
        asked = BackMsg()
        pressed = asked.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self._buttons[label], True
        return self._runs(asked)

    def _runs(self, asked: BackMsg) -> Shown:
        state = asked.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self._query, self._page, self._hash
        state.context_info.timezone, state.context_info.locale = "Asia/Shanghai", "zh-CN"
        started, size, heading = time.perf_counter(), 0, ""
        self._connection.send(asked.SerializeToString())
        self._buttons = {}
        while True:
            content = self._connection.recv(SECONDS_AT_MOST)
            assert isinstance(content, bytes)
            size += len(content)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._buttons, heading = {}, ""
            elif kind == "navigation":
                self._hash = message.navigation.page_script_hash
            elif kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "heading" and element.heading.tag == "h1":
                    heading = element.heading.body
                elif element.WhichOneof("type") == "button":
                    self._buttons[element.button.label] = element.button.id
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished in _ENDED:
                return Shown(time.perf_counter() - started, size / 1024, heading, dict(self._buttons))
