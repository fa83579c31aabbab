"""``python -m benchmarks.charts``: the organisation chart of a district, from the ledger to the picture in Chromium.

Drawn by the server at three levels; then put on the page by the chart's own script, and by assigning the same SVG to
``innerHTML``, which is the least that a browser needs for it. Then zoomed ten times with the wheel: how long a frame takes;
and each band folded and unfolded: how long until the others are laid out anew.
"""

import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import call
from benchmarks.pages import ARGUMENTS, CHROMIUM
from benchmarks.serving import load_of_the_machine
from bianzhi import services
from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.ui.components.org_chart_view import SCRIPT

_TIMES = 5
_MOUNT = """async ([script, svg]) => {
    const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    window.mount = svg => module.default({
        data: { svg, height: 640, key: "speed" }, parentElement: document.getElementById("host"), setTriggerValue: () => {},
    });
    window.mount(svg);
}"""
_SECONDS = """async ([svg, how]) => {
    const start = performance.now();
    if (how === "chart") window.mount(svg); else document.getElementById("plain").innerHTML = svg;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return (performance.now() - start) / 1000;
}"""
_FRAMES = """async () => {
    const stage = document.querySelector(".stage"), box = stage.getBoundingClientRect(), frames = [];
    let last = performance.now(), on = true;
    const tick = now => { frames.push(now - last); last = now; if (on) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
    for (let step = 0; step < 10; step++) {
        stage.dispatchEvent(new WheelEvent("wheel", { deltaY: step < 5 ? -100 : 100, ctrlKey: true,
            clientX: box.left + 500, clientY: box.top + 200, bubbles: true, cancelable: true }));
        await new Promise(done => setTimeout(done, 50));
    }
    on = false;
    return frames.sort((a, b) => a - b);
}"""


_FOLDS = """() => {
    const times = [];
    for (const band of document.querySelectorAll("[data-band]")) for (let turn = 0; turn < 2; turn++) {
        const start = performance.now();
        band.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        band.getBoundingClientRect();
        times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
}"""


def _page(page: Page) -> Page:
    folder = files("bianzhi.ui.components")
    html, css = (folder.joinpath("assets", f"org_chart_view.{kind}").read_text("utf-8") for kind in ("html", "css"))
    page.set_content(f"<style>{css}</style><div id='host'>{html}</div><div id='plain'></div>")
    return page


def _again(svg: str, time: int) -> str:
    """The same picture as another text: what is there already is not drawn again."""
    return svg.replace("</svg>", f"{' ' * (time + 1)}</svg>")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "台账.xlsx"
        services.write_sample(path)
        ledger = services.read(path).establishment
    print(f"{len(ledger.units)} units, {len(ledger.sections)} sections, {len(ledger.people):,} people\n")
    print("| level | boxes | drawn by the server | on the page | the same SVG as innerHTML |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = _page(browser.new_page(viewport={"width": 1440, "height": 900}))
        for level in (Level.SYSTEMS, Level.UNITS, Level.SECTIONS):
            seconds = call(lambda level=level: draw(ledger, None, (), View.BEFORE, level))  # type: ignore[misc]
            svg = draw(ledger, None, (), View.BEFORE, level)
            page.evaluate(_MOUNT, [SCRIPT, svg])
            own, plain = (
                min(page.evaluate(_SECONDS, [_again(svg, time), how]) for time in range(_TIMES))
                for how in ("chart", "innerHTML")
            )
            boxes = sum(svg.count(f"data-{kind}=") for kind in ("system", "unit", "section"))
            print(f"| {level.name} | {boxes} | {seconds * 1000:.0f} ms | {own * 1000:.0f} ms | {plain * 1000:.0f} ms |")
        page.evaluate("document.getElementById('plain').remove()")
        frames = page.evaluate(_FRAMES)
        folds = page.evaluate(_FOLDS)
        browser.close()
    middle, late = frames[len(frames) // 2], frames[len(frames) * 95 // 100]
    print(f"\nzoom: a frame takes {middle:.0f} ms (median), {late:.0f} ms (p95), {frames[-1]:.0f} ms at worst")
    print(f"folding: {folds[len(folds) // 2]:.0f} ms (median), {folds[-1]:.0f} ms at worst of {len(folds)}")
    print(load_of_the_machine())


if __name__ == "__main__":
    main()
