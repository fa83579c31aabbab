"""What a clerk does with the pages, in words."""

import os
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Download, Page, Route, WebSocket
from playwright.sync_api import TimeoutError as OutOfTimeError

from bianzhi.ui.intake import FORMATS

SHOTS = Path(__file__).parent / "shots"
SIZES = {"1440": (1440, 900), "1920": (1920, 1080)}
LONG = 300_000
"""Milliseconds that a solve may take on a slow machine."""
_STILL = 0.25
"""Seconds without a word between the page and its server after which the page is taken to be still."""
_AT_WORK = '[data-testid="stApp"]:not([data-test-script-state="notRunning"]), [data-testid="stSkeleton"]'
"""The script of the page runs, or a part of the page is a placeholder: grids are fetched when one is to be shown first."""

_READ = """() => {
    const texts = [document.title]
    const isIcon = element => getComputedStyle(element).fontFamily.includes('Material Symbols')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement
        if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) || !parent.checkVisibility() || isIcon(parent)) continue
        texts.push(walker.currentNode.data)
    }
    for (const element of document.querySelectorAll('[aria-label],[placeholder],[title],[aria-description]'))
        for (const name of ['aria-label', 'placeholder', 'title', 'aria-description'])
            if (element.checkVisibility()) texts.push(element.getAttribute(name) ?? '')
    return texts
}"""
"""Every text that is seen or read aloud, without the names of icons."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_OURS = frozenset(
    # Names and endings that an office reads as they are.
    [
        "bianzhi",
        "Excel",
        "xlsx",
        "xls",
        "csv",
        "Word",
        "docx",
        "SVG",
        "JSON",
        "json",
        "plan",
        "check",
        "template",
        "HiGHS",
        "OR-Tools",
        "MB",
        "KB",
        "B",
        "Streamlit",
        "SHA",
        "python",
        "PNG",
        "PDF",
        "PPTX",
        "CSV",
        "WPS",
        # Endings of the files that can be uploaded, as the upload box shows them too.
        *(shown for ending in (*FORMATS, "toml") for shown in (ending, ending.upper())),
        "txt",
        "Esc",
        # Names of the parts of a date, read aloud only: Streamlit takes them from the locale of its date order.
        "year",
        "month",
        "day",
    ]
)


class Clerk:
    """A page of the browser; requests to other hosts are blocked and noted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.blocked: list[str] = []
        self.failures: list[str] = []
        self._host = urlsplit(address).netloc
        self._asked = self._answered = 0.0
        page.on("websocket", self._listens)
        page.route("**/*", self._only_this_server)
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("console", lambda line: self._note(line.type, line.text))

    def opens(self, path: str = "/import") -> None:
        """Go to an address of the server."""
        self.page.goto(self.address + path)
        self.page.locator("h1").first.wait_for(timeout=60_000)
        self.waits()

    def goes_to(self, page_name: str) -> None:
        """Choose a page in the navigation; one that stands in a group is found by opening the groups."""
        link = self.page.get_by_test_id("stTopNavLink").filter(has_text=page_name)
        groups = self.page.get_by_test_id("stTopNavSection")
        if not link.count():
            for place in range(groups.count()):
                groups.nth(place).click()
                link = self.page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=page_name)
                if link.count():
                    break
                self.page.keyboard.press("Escape")
        link.first.click()
        self.page.get_by_role("heading", name=page_name, level=1).wait_for()
        self.waits()

    def presses(self, label: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=re.compile(re.escape(label).replace("/", r"\/") + "$")).first.click()
        self.waits()

    def sees(self, text: str, *, within: int = 60_000) -> None:
        """Wait until a text is on the page."""
        try:
            self.page.get_by_text(text).first.wait_for(timeout=within)
        except OutOfTimeError:
            raise AssertionError(f"{text} is not to be seen on:\n{self.page.inner_text('body')}") from None
        self.waits()

    def waits(self) -> None:
        """Until the page is still: the server has answered whatever the page asked, and nothing is asked or drawn any more."""
        patience = time.monotonic() + LONG / 1000
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < _STILL:
            assert time.monotonic() < patience, f"the page is never still:\n{self.page.inner_text('body')}"
            self.page.wait_for_timeout(40)
            busy = self._answered < self._asked or self.page.locator(_AT_WORK).count()
            quiet_since = max(time.monotonic() if busy else quiet_since, self._asked, self._answered)

    def downloads(self, label: str, folder: Path, *, place: int = 0) -> Path:
        """Press a download button and keep the file under the name it came with."""
        with self.page.expect_download(timeout=LONG) as coming:
            self.page.get_by_role("button", name=label).nth(place).click()
        file: Download = coming.value
        kept = folder / file.suggested_filename
        file.save_as(kept)
        return kept

    def photographs(self, name: str) -> None:
        """A picture at each size, in ``shots``, where ``BIANZHI_SHOTS`` asks for pictures to look at."""
        if not os.environ.get("BIANZHI_SHOTS"):
            return
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=SHOTS / f"{name}_{size}.png")
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def english_words(self) -> set[str]:
        """Words of Latin letters in what can be read or is read aloud, without codes and our own names."""
        texts: list[str] = self.page.evaluate(_READ)
        return {word for text in texts for word in _WORD.findall(text)} - _OURS

    def _listens(self, line: WebSocket) -> None:
        """Note when the page asks its server for anything, and when the server answers."""
        self._asked = self._answered = time.monotonic()
        line.on("framesent", lambda _: setattr(self, "_asked", time.monotonic()))
        line.on("framereceived", lambda _: setattr(self, "_answered", time.monotonic()))
        line.on("close", lambda _: setattr(self, "_answered", time.monotonic()))

    def _only_this_server(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.netloc == self._host or url.scheme in {"data", "blob"}:
            route.continue_()
        else:
            self.blocked.append(route.request.url)
            route.abort()

    def _note(self, kind: str, text: str) -> None:
        # Streamlit looks for its own base path at deep addresses; the 404 is part of that search.
        if kind == "error" and "404" not in text:
            self.failures.append(text)
