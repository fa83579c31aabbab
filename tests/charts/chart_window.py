"""The window of the chart in a browser, without Streamlit: an empty page with the component, and what it sends."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from bianzhi.ui.components.org_chart_view import SCRIPT

THREAD = ThreadPoolExecutor(1)
"""The browser is driven from a thread of its own: Playwright allows one driver a thread, and other tests have one."""


def browser_test(test: Callable[..., None]) -> Callable[..., None]:
    """A test that runs in the thread of the browser."""

    @wraps(test)
    def in_thread(*arguments: Any, **named: Any) -> None:
        THREAD.submit(test, *arguments, **named).result()

    return pytest.mark.browser(in_thread)


def shown(page: Page, svg: str, key: str = "chart") -> Page:
    """The component on an empty page, as Streamlit would mount it; what it sends is kept in ``window.sent``."""
    html, css = (
        files("bianzhi.ui.components").joinpath("assets", f"org_chart_view.{ending}").read_text("utf-8")
        for ending in ("html", "css")
    )
    page.set_content(f"<style>{css}</style><div id='host'>{html}</div>")
    page.evaluate(
        """async ([script, svg, key]) => {
            const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
            const module = await import(url);
            window.sent = [];
            window.mount = (svg, file, refusal) => module.default({
                data: { svg, height: 640, key, file, refusal }, parentElement: document.getElementById("host"),
                setTriggerValue: (name, value) => window.sent.push([name, value]),
            });
            window.mount(svg);
        }""",
        [SCRIPT, svg, key],
    )
    return page


def sent(page: Page) -> list[Any]:
    return json.loads(page.evaluate("JSON.stringify(window.sent)"))
