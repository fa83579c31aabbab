"""The browser in which the charts are looked at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.charts.chart_window import THREAD
from tests.chromium import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="package")
def browser_page() -> Iterator[Page]:
    """One page for all of them."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    playwright = THREAD.submit(sync_playwright().start).result()
    browser = THREAD.submit(playwright.chromium.launch, executable_path=CHROMIUM, args=ARGUMENTS).result()
    yield THREAD.submit(browser.new_page, viewport={"width": 1440, "height": 900}).result()
    THREAD.submit(browser.close).result()
    THREAD.submit(playwright.stop).result()
