"""The chart in the page: what comes back from the browser is checked, and what goes there cannot run."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.ui.components.org_chart_view import OrgChartEvent, _event
from tests.worlds import agencies, plus, section

CHROMIUM = Path(os.environ.get("BIANZHI_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.mark.parametrize("kind", ["unit", "band"])
def test_a_click_is_an_event(kind: str) -> None:
    """A unit's code, or a band's key."""
    assert _event({"kind": kind, "code": "A01"}) == OrgChartEvent(kind, "A01")


@pytest.mark.parametrize(
    "sent",
    [None, "A01", {}, {"kind": "unit"}, {"kind": "person", "code": "A"}, {"kind": "unit", "code": 1}]
    + [{"kind": "unit", "code": code} for code in ("", "A" * 201)]
    + [{"kind": ["unit"], "code": "A"}],
)
def test_anything_else_from_the_browser_is_nothing(sent: object) -> None:
    """The browser is not trusted to keep to the form."""
    assert _event(sent) is None


def test_the_assets_load_nothing() -> None:
    """No address but that of the SVG namespace, no import, no evaluation."""
    for ending in ("html", "css", "js"):
        text = files("bianzhi.ui.components").joinpath("assets", f"org_chart_view.{ending}").read_text("utf-8")
        text = text.replace("http://www.w3.org/2000/svg", "")
        assert not [word for word in ("http", "import ", "import(", "eval(", "innerHTML", "fetch(") if word in text]


THREAD = ThreadPoolExecutor(1)
"""The browser is driven from a thread of its own: Playwright allows one driver a thread, and other tests have one."""


def browser_test(test: Callable[..., None]) -> Callable[..., None]:
    """A test that runs in the thread of the browser."""

    @wraps(test)
    def in_thread(*arguments: Any, **named: Any) -> None:
        THREAD.submit(test, *arguments, **named).result()

    return pytest.mark.browser(in_thread)


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    playwright = THREAD.submit(sync_playwright().start).result()
    browser = THREAD.submit(playwright.chromium.launch, executable_path=CHROMIUM, args=FLAGS).result()
    yield THREAD.submit(browser.new_page, viewport={"width": 1440, "height": 900}).result()
    THREAD.submit(browser.close).result()
    THREAD.submit(playwright.stop).result()


def shown(page: Page, svg: str) -> Page:
    """The component on an empty page, as Streamlit would mount it; what it sends is kept in ``window.sent``."""
    html, css, script = (
        files("bianzhi.ui.components").joinpath("assets", f"org_chart_view.{ending}").read_text("utf-8")
        for ending in ("html", "css", "js")
    )
    page.set_content(f"<style>{css}</style><div id='host'>{html}</div>")
    page.evaluate(
        """async ([script, svg]) => {
            const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
            const module = await import(url);
            window.sent = [];
            window.mount = (svg) => module.default({
                data: { svg, height: 640 }, parentElement: document.getElementById("host"),
                setTriggerValue: (name, value) => window.sent.push([name, value]),
            });
            window.mount(svg);
        }""",
        [script, svg],
    )
    return page


def sent(page: Page) -> list[Any]:
    return json.loads(page.evaluate("JSON.stringify(window.sent)"))


def district() -> str:
    ledger = plus(agencies(A=(12, 10), B=(3, 5), C=(1, 1)), section("S1", "A", name="财务科"))
    return draw(ledger, None, (), View.BEFORE, Level.SECTIONS)


@browser_test
def test_a_unit_a_section_and_a_band_can_be_clicked(browser_page: Page) -> None:
    """A section stands for its unit; keys do what the mouse does."""
    page = shown(browser_page, district())
    page.locator("[data-unit=B]").click()
    page.locator("[data-section=S1]").click()
    page.locator("[data-band=government]").click(position={"x": 40, "y": 12})
    page.locator("[data-unit=A]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.sent.length === 4")
    codes = [(name, value["kind"], value["code"]) for name, value in sent(page)]
    assert codes == [
        ("event", "unit", "B"),
        ("event", "unit", "A"),
        ("event", "band", "government"),
        ("event", "unit", "A"),
    ]


@browser_test
def test_dragging_is_not_clicking(browser_page: Page) -> None:
    """The chart moves, and nothing is sent."""
    page = shown(browser_page, district())
    page.locator("[data-do=in]").click()
    page.wait_for_function("document.querySelector('.scale').textContent !== ''")
    box = page.locator("[data-unit=B]").bounding_box()
    assert box is not None
    before = page.locator(".stage svg").get_attribute("viewBox")
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] + 5, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "before => document.querySelector('.stage svg').getAttribute('viewBox') !== before", arg=before
    )
    assert sent(page) == []


@browser_test
def test_search_finds_units_and_sections(browser_page: Page) -> None:
    """By name or code; Enter goes on; what is not there is said."""
    page = shown(browser_page, district())
    search = page.locator("input[type=search]")
    search.fill("局")
    assert page.locator(".found").inner_text() == "1/3"
    search.press("Enter")
    assert page.locator(".found").inner_text() == "2/3"
    search.fill("财务")
    assert page.locator(".hit.current").get_attribute("data-section") == "S1"
    search.fill("没有的")
    assert page.locator(".found").inner_text() == "没有找到"


@browser_test
def test_a_hostile_document_is_shown_without_what_could_run(browser_page: Page) -> None:
    """Scripts, handlers, foreign content and references are left out; what is no SVG is refused in words."""
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" '
        'onload="window.hacked=1"><script>window.hacked=1</script><foreignObject><img xmlns="http://www.w3.org/1999/'
        'xhtml" src="https://outside.invalid/x" onerror="window.hacked=1"/></foreignObject>'
        '<image href="https://outside.invalid/x"/><a href="javascript:window.hacked=1"><rect/></a>'
        '<g data-unit="A" onclick="window.hacked=1" style="fill:url(https://outside.invalid/x)"><rect x="1" y="1" '
        'width="5" height="5" fill="url(https://outside.invalid/x)"/></g></svg>'
    )
    requests: list[str] = []
    browser_page.on("request", lambda request: requests.append(request.url))
    page = shown(browser_page, hostile)
    page.locator("[data-unit=A]").dispatch_event("click")
    page.wait_for_function("window.sent.length === 1")
    assert page.evaluate("window.hacked") is None
    kept = page.evaluate("document.querySelector('.stage svg').outerHTML")
    assert not [
        word for word in ("script", "foreign", "image", "href", "onclick", "onload", "style", "url(") if word in kept
    ]
    assert not [url for url in requests if "outside.invalid" in url]
    page.evaluate("window.mount('<svg')")
    assert "无法显示" in page.locator(".stage").inner_text()


@browser_test
def test_the_picture_is_twice_as_large_as_the_chart(browser_page: Page, tmp_path: Path) -> None:
    """The SVG file is the chart itself, the PNG file has twice its width in pixels."""
    svg = district()
    page = shown(browser_page, svg)
    with page.expect_download() as vector:
        page.locator("[data-do=save-svg]").click()
    vector.value.save_as(tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text("utf-8") == svg
    with page.expect_download() as picture:
        page.locator("[data-do=save-png]").click()
    assert picture.value.suggested_filename.endswith(".png")
    picture.value.save_as(tmp_path / "chart.png")
    assert int.from_bytes((tmp_path / "chart.png").read_bytes()[16:20], "big") == 2 * 1360
