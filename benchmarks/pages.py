"""How long a clerk waits for a page: first page, every page at several sizes, and ten clerks at once, in Chromium.

``python -m benchmarks.pages [persons …]`` starts its own server with its own database. A page counts as there once its
heading is the one asked for, the script behind it has ended, no part of it is a placeholder any more, and the screen has been
drawn since. Every page is opened three times after the first. Beside the wall clock stand the processor seconds of the
browser's main thread and of the server, which other work on the machine hardly changes. ``python -m benchmarks.served``
measures the server alone.

The measuring itself must not be what is measured: it looks every 20 milliseconds without making the browser lay the page out,
and a clerk opens the one menu that has the page. Ten clerks begin one after the other
within two seconds.
"""

import asyncio
import itertools
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser as AsyncBrowser
from playwright.async_api import Page as AsyncPage
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.serving import Server, load_of_the_machine, quantile, server, solved_scenario
from bianzhi.ui.shell.pages import GROUPS, Step

CHROMIUM = os.environ.get("BIANZHI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ROUNDS = 3
CLERKS, CLERK_SECONDS, THINKING_SECONDS = 10, 40.0, 2.0
_THERE = """name => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('h1')?.textContent.trim() === name && !document.querySelector('[data-testid="stSkeleton"]')"""
_DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
_LOOKS_EVERY = 20.0
"""Milliseconds. By itself Playwright looks in every frame, and so makes the browser prepare one sixty times a second."""
_LONG = 600_000


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds of one page change: by the wall clock, and of the processor in the browser's page and in the server."""

    wall: float
    browser: float
    server: float


class Meter:
    """Measures what happens in one window."""

    def __init__(self, page: Page, server: Server) -> None:
        self._server = server
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._before = self._now()

    def begins(self) -> None:
        """From here on."""
        self._before = self._now()

    def so_far(self) -> Wait:
        """What it took."""
        after = self._now()
        wall, browser, served = (one - other for one, other in zip(after, self._before, strict=True))
        return Wait(wall, browser, served)

    def _now(self) -> tuple[float, float, float]:
        metrics = {each["name"]: each["value"] for each in self._devtools.send("Performance.getMetrics")["metrics"]}
        return time.perf_counter(), metrics["TaskDuration"], self._server.processor_seconds


def _opened(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()


def _is_there(page: Page, step: Step) -> None:
    page.wait_for_function(_THERE, arg=step.heading, timeout=_LONG, polling=_LOOKS_EVERY)
    page.evaluate(_DRAWN)


def _group_of(step: Step) -> str:
    """The menu of the navigation that has a page; empty where the page stands in the bar itself."""
    return next(group for group, steps in GROUPS.items() if step in steps)


def _goes_to(page: Page, step: Step, meter: Meter) -> Wait:
    """What it takes from the click on a link of the navigation until the page is there."""
    group, link = _group_of(step), page.get_by_test_id("stTopNavLink").filter(has_text=step.heading)
    if group:
        page.get_by_test_id("stTopNavSection").filter(has_text=group).first.click()
        link = page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=step.heading, exact=True)
    link.first.wait_for()
    meter.begins()
    link.first.click()
    _is_there(page, step)
    return meter.so_far()


def _first_page(browser: Browser, address: str) -> None:
    for words in ("first page of a cold server and an empty browser", "first page of another empty browser window"):
        started = time.perf_counter()
        page = _opened(browser)
        page.goto(address)
        _is_there(page, Step.HOME)
        print(f"{words}: {time.perf_counter() - started:.2f} s ({load_of_the_machine()})")
        page.close()


def _every_page(page: Page, meter: Meter) -> None:
    waits: dict[Step, list[Wait]] = {}
    for _, step in itertools.product(range(ROUNDS + 1), Step):
        waits.setdefault(step, []).append(_goes_to(page, step, meter))
    print("| page | first time | again, median | worst | browser, processor | server, processor |")
    print("|---|---|---|---|---|---|")
    for step, (first, *later) in waits.items():
        walls = [wait.wall for wait in later]
        browser = statistics.median(wait.browser for wait in later)
        served = statistics.median(wait.server for wait in later)
        figures = (first.wall, statistics.median(walls), max(walls), browser, served)
        print(f"| {step.heading} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")
    for words, begin in (("all page changes", 0), ("pages opened again", 1)):
        walls = [wait.wall for each in waits.values() for wait in each[begin:]]
        print(f"{words}: p50 {quantile(walls, 50):.2f} s, p95 {quantile(walls, 95):.2f} s, worst {max(walls):.2f} s")


async def _ten_clerks(address: str, work: str) -> None:
    """Ten windows of one browser at the same scenario, each changing the page every two seconds by itself."""
    waits: list[float] = []

    async def clerk(browser: AsyncBrowser, number: int) -> None:
        window = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page = await window.new_page()
        await page.goto(f"{address}/?work={work}", timeout=_LONG)
        await _is_there_in(page, Step.HOME)
        await everybody.wait()
        await asyncio.sleep(number * THINKING_SECONDS / CLERKS)
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
    print(
        f"\n{CLERKS} clerks, {len(waits)} page changes: p50 {quantile(waits, 50):.2f} s, p95 {quantile(waits, 95):.2f} s, "
        f"worst {max(waits):.2f} s (ten browser windows and the server share the processors, {load_of_the_machine()})"
    )


async def _is_there_in(page: AsyncPage, step: Step) -> None:
    """As ``_is_there``."""
    await page.wait_for_function(_THERE, arg=step.heading, timeout=_LONG, polling=_LOOKS_EVERY)
    await page.evaluate(_DRAWN)


async def _changes_to(page: AsyncPage, step: Step) -> float:
    """As ``_goes_to``."""
    group, link = _group_of(step), page.get_by_test_id("stTopNavLink").filter(has_text=step.heading)
    if group:
        await page.get_by_test_id("stTopNavSection").filter(has_text=group).first.click()
        link = page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=step.heading, exact=True)
    await link.first.wait_for()
    started = time.perf_counter()
    await link.first.click()
    await _is_there_in(page, step)
    return time.perf_counter() - started


def _one_clerk(running: Server, works: dict[int, str]) -> None:
    """Everything that one window measures."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser,
    ):
        _first_page(browser, running.address)
        for persons, work in works.items():
            page = _opened(browser)
            meter = Meter(page, running)
            page.goto(f"{running.address}/?work={work}", timeout=_LONG)
            _is_there(page, Step.HOME)
            print(f"\n{persons:,} people, plan solved ({load_of_the_machine()}); seconds")
            _every_page(page, meter)
            page.close()


def main(sizes: list[int]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = {persons: solved_scenario(folder, persons) for persons in sizes}
        with server(folder) as running:
            print(f"server answers after {running.seconds_to_start:.2f} s")
            _one_clerk(running, works)
            asyncio.run(_ten_clerks(running.address, works[sizes[0]]))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5_000, 50_000])
