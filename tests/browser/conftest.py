"""The real server on a free port, and a browser that reaches nothing else."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.clerk import Clerk
from tests.chromium import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parent.parent.parent
SECONDS_TO_START = 60


class Server:
    """A server started as users start it, ``streamlit run app.py``, with a database of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self.database = folder / "bianzhi.db"
        self._log = folder / "log.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def starts(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.port", str(self._port), "--server.headless", "true"]
        environment = {**os.environ, "BIANZHI_DATABASE": str(self.database)}
        with self._log.open("a") as output:
            self._process = subprocess.Popen(
                [*command, *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment
            )
        _wait_for(f"{self.address}/_stcore/health", self._process, self._log)

    def is_killed(self) -> None:
        """As by a power cut: no farewell."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def stops(self) -> None:
        """Stop in good order; nothing may have failed."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(20)
        assert "Traceback" not in self._log.read_text()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that all stories share."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.starts()
    try:
        yield running.address
    finally:
        running.stops()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one story, which may kill it."""
    running = Server(tmp_path)
    running.starts()
    try:
        yield running
    finally:
        running.stops()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium of the system."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as running:
        yield running


@pytest.fixture
def clerk(server: str, browser: Browser) -> Iterator[Clerk]:
    """A clerk in front of a fresh browser window; afterwards nothing may have gone to another host, nor failed."""
    with a_window(browser) as context:
        at_work = Clerk(context.new_page(), server)
        yield at_work
        assert at_work.blocked == [], "requests to other hosts"
        assert at_work.failures == [], "errors in the page"


def a_window(browser: Browser) -> BrowserContext:
    """A browser window of its own: other cookies, as another colleague has."""
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(SECONDS_TO_START * 5):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")
