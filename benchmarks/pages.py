"""How long a clerk waits for a page: first page, every page at several sizes, and ten clerks at once, in Chromium.

``python -m benchmarks.pages [persons …]`` starts its own server with its own database. A page counts as there once its
heading is the one asked for and the script behind it has ended. Every page is opened three times after the first.
"""

import asyncio
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser as AsyncBrowser
from playwright.async_api import Page as AsyncPage
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, Page, sync_playwright

from bianzhi import services
from bianzhi.ui.shell.pages import Step

CHROMIUM = os.environ.get("BIANZHI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ROUNDS = 3
CLERKS, CLERK_SECONDS, THINKING_SECONDS = 10, 40.0, 2.0
_THERE = """name => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('h1')?.innerText.trim() === name"""
_LONG = 600_000


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A server of its own; the time until it answers is printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BIANZHI_DATABASE": str(folder / "bianzhi.db")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.headless", "true"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str) -> None:
    started = time.perf_counter()
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            print(f"server answers after {time.perf_counter() - started:.2f} s")
            return


def _opened(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()


def _is_there(page: Page, step: Step) -> None:
    page.wait_for_function(_THERE, arg=step.heading, timeout=_LONG)


def _goes_to(page: Page, step: Step) -> float:
    """Seconds from the click on a link of the navigation until the page is there."""
    link = page.get_by_test_id("stTopNavLink").filter(has_text=step.heading)
    groups = page.get_by_test_id("stTopNavSection")
    if not link.count():
        for place in range(groups.count()):
            groups.nth(place).click()
            link = page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=step.heading, exact=True)
            if link.count():
                break
            page.keyboard.press("Escape")
    started = time.perf_counter()
    link.first.click()
    _is_there(page, step)
    return time.perf_counter() - started


def _first_page(browser: Browser, address: str) -> None:
    started = time.perf_counter()
    page = _opened(browser)
    page.goto(address)
    _is_there(page, Step.HOME)
    print(f"first page of a cold server and an empty browser: {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    page = _opened(browser)
    page.goto(address)
    _is_there(page, Step.HOME)
    print(f"first page of a new browser window: {time.perf_counter() - started:.2f} s")


def _loads(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/import")
    _is_there(page, Step.IMPORT)
    page.locator("input[type=file]").first.set_input_files(str(ledger))
    page.get_by_text("已读入").first.wait_for(timeout=_LONG)
    _goes_to(page, Step.PLAN)
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    page.get_by_text("匹配总分").first.wait_for(timeout=_LONG)


def _every_page(page: Page) -> None:
    seconds: dict[Step, list[float]] = {}
    for _, step in itertools.product(range(ROUNDS + 1), Step):
        seconds.setdefault(step, []).append(_goes_to(page, step))
    print(f"{'page':<12}{'first':>8}{'median':>8}{'worst':>8}")
    for step, (first, *later) in seconds.items():
        print(f"{step.heading:<12}{first:8.2f}{statistics.median(later):8.2f}{max(later):8.2f}")
    again = sorted(value for values in seconds.values() for value in values[1:])
    print(
        f"all pages opened again: p50 {_quantile(again, 50):.2f} s, p95 {_quantile(again, 95):.2f} s, worst {again[-1]:.2f} s"
    )


def _quantile(values: list[float], percent: int) -> float:
    return values[min(len(values) - 1, len(values) * percent // 100)]


async def _ten_clerks(address: str, work: str) -> None:
    """Ten windows of one browser at the same scenario, each changing the page every two seconds by itself."""
    waits: list[float] = []

    async def clerk(browser: AsyncBrowser, number: int) -> None:
        window = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page = await window.new_page()
        await page.goto(f"{address}/?work={work}", timeout=_LONG)
        await page.wait_for_function(_THERE, arg=Step.HOME.heading, timeout=_LONG)
        await everybody.wait()
        end = time.perf_counter() + CLERK_SECONDS
        for step in itertools.cycle([*Step][3 * number :] + [*Step][: 3 * number]):
            if time.perf_counter() > end:
                return
            if step is not Step.HOME:
                waits.append(await _changes_to(page, step))
            await asyncio.sleep(THINKING_SECONDS)

    everybody = asyncio.Barrier(CLERKS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        await asyncio.gather(*(clerk(browser, number) for number in range(CLERKS)))
        await browser.close()
    waits.sort()
    print(
        f"{CLERKS} clerks, {len(waits)} page changes: p50 {_quantile(waits, 50):.2f} s, "
        f"p95 {_quantile(waits, 95):.2f} s, worst {waits[-1]:.2f} s (browser and server share the processors)"
    )


async def _changes_to(page: AsyncPage, step: Step) -> float:
    """As ``_goes_to``, through the first link to the page that any group of the navigation has."""
    link = page.get_by_test_id("stTopNavLink").filter(has_text=step.heading)
    groups = page.get_by_test_id("stTopNavSection")
    if not await link.count():
        for place in range(await groups.count()):
            await groups.nth(place).click()
            link = page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=step.heading, exact=True)
            if await link.count():
                break
            await page.keyboard.press("Escape")
    started = time.perf_counter()
    await link.first.click()
    await page.wait_for_function(_THERE, arg=step.heading, timeout=_LONG)
    return time.perf_counter() - started


def _one_clerk(address: str, folder: Path, sizes: list[int]) -> str:
    """Everything that one window measures; the id of the smallest district's scenario."""
    work = ""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser,
    ):
        _first_page(browser, address)
        for persons in sizes:
            ledger = folder / f"{persons}.xlsx"
            services.write_sample(ledger, persons)
            page = _opened(browser)
            _loads(page, address, ledger)
            print(f"\n{persons} people, plan solved")
            _every_page(page)
            work = work or page.url.split("work=")[1].split("&")[0]
            page.close()
    return work


def main(sizes: list[int]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as address:
        work = _one_clerk(address, Path(name), sizes)
        asyncio.run(_ten_clerks(address, work))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5_000, 50_000])
