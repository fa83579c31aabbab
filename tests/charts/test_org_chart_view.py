"""The chart in the page: what comes back from the browser is checked, and what goes there cannot run."""

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.charts.people_chart import draw_people
from bianzhi.services.charting import with_initials
from bianzhi.ui.components.org_chart_view import OrgChartEvent, _event
from tests.charts.chart_window import browser_test, sent, shown
from tests.charts.drawings import wide_district
from tests.worlds import agencies, person, plus, section, unit, world


@pytest.mark.parametrize("kind", ["unit", "system", "person"])
def test_a_click_is_an_event(kind: str) -> None:
    """A unit's code, a system's key, a person's place in the roster."""
    assert _event({"kind": kind, "code": "A01"}) == OrgChartEvent(kind, "A01")


def test_a_click_on_a_section_is_one_on_its_unit() -> None:
    """With the section beside it."""
    assert _event({"kind": "unit", "code": "A", "section": "S1+S2"}) == OrgChartEvent("unit", "A", "S1+S2")


@pytest.mark.parametrize(
    "sent",
    [None, "A01", {}, {"kind": "unit"}, {"kind": "band", "code": "A"}, {"kind": "unit", "code": 1}]
    + [{"kind": "unit", "code": code} for code in ("", "A" * 201)]
    + [{"kind": "unit", "code": "A", "section": section} for section in (1, "S" * 2001)]
    + [{"kind": ["unit"], "code": "A"}],
)
def test_anything_else_from_the_browser_is_nothing(sent: object) -> None:
    """The browser is not trusted to keep to the form."""
    assert _event(sent) is None


def test_the_assets_load_nothing() -> None:
    """No address but that of the SVG namespace, no import, no evaluation."""
    for name in ("org_chart_view.html", "org_chart_view.css", "org_chart_view.js", "chart_layout.js"):
        text = files("bianzhi.ui.components").joinpath("assets", name).read_text("utf-8")
        text = text.replace("http://www.w3.org/2000/svg", "")
        assert not [word for word in ("http", "import ", "import(", "eval(", "innerHTML", "fetch(") if word in text]


def district() -> str:
    ledger = plus(agencies(A=(12, 10), B=(3, 5), C=(1, 1)), section("S1", "A", name="财务科"))
    return draw(ledger, None, (), View.BEFORE, Level.SECTIONS)


@browser_test
def test_a_unit_and_a_section_can_be_clicked(browser_page: Page) -> None:
    """A section comes with its unit; keys do what the mouse does."""
    page = shown(browser_page, district())
    page.locator("[data-unit=B]").click()
    page.locator("[data-section=S1]").click()
    page.locator("[data-unit=A]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.sent.length === 3")
    assert [value for _, value in sent(page)] == [
        {"kind": "unit", "code": "B"},
        {"kind": "unit", "code": "A", "section": "S1"},
        {"kind": "unit", "code": "A"},
    ]


@browser_test
def test_systems_and_people_can_be_clicked(browser_page: Page) -> None:
    """A system by its key, a person by the place in the roster."""
    ledger = agencies(A=(2, 2))
    page = shown(browser_page, draw(ledger, None, (), View.BEFORE, Level.SYSTEMS))
    page.locator("[data-system=government]").click()
    page.evaluate("svg => window.mount(svg)", draw_people(ledger, "A"))
    page.locator("[data-person='1']").click()
    page.wait_for_function("window.sent.length === 2")
    assert [value for _, value in sent(page)] == [
        {"kind": "system", "code": "government"},
        {"kind": "person", "code": "1"},
    ]


@browser_test
def test_a_chart_that_may_not_be_saved_says_why(browser_page: Page) -> None:
    """Neither as SVG nor as PNG; where nothing stands in the way both are saved again."""
    page = shown(browser_page, district())
    saved: list[str] = []
    page.on("download", lambda file: saved.append(file.suggested_filename))
    page.evaluate("svg => window.mount(svg, '', '待安置区还有 1 人。')", district())
    for button in ("save-svg", "save-png"):
        page.locator(f"[data-do={button}]").click()
        assert page.locator(".note").inner_text() == "待安置区还有 1 人。"
    page.wait_for_timeout(300)
    assert saved == []
    page.evaluate("svg => window.mount(svg, '', '')", district())
    with page.expect_download():
        page.locator("[data-do=save-png]").click()


@browser_test
def test_the_chart_is_walked_by_keys(browser_page: Page) -> None:
    """Tab leads into the chart and out of it; arrows go to the box that lies there; a ring shows where one is."""
    page = shown(browser_page, district())
    assert page.locator(".stage svg").get_attribute("aria-description").startswith("3个单位，编制16，实有16")
    buttons = page.locator(".stage [role=button]")
    assert buttons.count() == 5, "a band, three units, a section"
    assert all(buttons.nth(place).get_attribute("aria-label") for place in range(5))
    assert page.locator(".stage [tabindex='0']").count() == 1

    def at() -> str:
        return page.evaluate("(d => d.unit || d.section || d.band)(document.activeElement.dataset)")

    page.locator(".stage").focus()
    page.keyboard.press("Tab")
    first = at()
    ring = "getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth"
    assert page.evaluate(ring) == "4px"
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(at())
    assert [first, *walked] == ["A", "B", "C", "B", "A", "S1", "A", "government"]
    assert page.locator(".stage [tabindex='0']").count() == 1
    size = page.locator(".scale").inner_text()
    page.keyboard.press("+")
    page.wait_for_function("size => document.querySelector('.scale').textContent !== size", arg=size)


@browser_test
def test_what_cannot_be_read_is_not_drawn(browser_page: Page) -> None:
    """Far away figures go first, then names, while the titles of bands grow; near by everything is there."""
    page = shown(browser_page, district())
    name, figures = page.locator("[data-unit=A] text").first, page.locator("[data-section=S1] text").first
    title = page.locator("[data-band=government] text").first
    assert name.is_visible()
    assert figures.is_visible()

    def far(steps: int) -> None:
        for _ in range(steps):
            page.locator("[data-do=out]").click()
        page.wait_for_timeout(100)

    far(3)
    assert (name.is_visible(), figures.is_visible()) == (True, False)
    far(3)
    assert (name.is_visible(), figures.is_visible()) == (False, False)
    on_screen = title.evaluate("element => element.getBoundingClientRect().height")
    assert on_screen > 14, "as large as a word on the page"


@browser_test
def test_grey_is_shown_at_a_press(browser_page: Page) -> None:
    """The button says whether it is on."""
    page = shown(browser_page, district())
    button = page.locator("[data-do=grey]")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".stage svg").evaluate("svg => getComputedStyle(svg).filter") == "grayscale(1)"


@browser_test
def test_zooming_four_hundred_boxes_redraws_none(browser_page: Page) -> None:
    """The wheel moves and stretches the picture, then the frame around it; no box is made anew or taken away."""
    text = draw(wide_district(4, 6), None, (), View.BEFORE, Level.SECTIONS)
    assert text.count("<g data-unit=") + text.count("<g data-section=") > 400
    page = shown(browser_page, text, "zoom")
    frame = "document.querySelector('.stage svg').getAttribute('viewBox')"
    before = page.evaluate(frame)
    stretched = page.evaluate(
        """async () => {
            const stage = document.querySelector(".stage"), box = stage.getBoundingClientRect();
            let changed = 0;
            const watching = new MutationObserver(found => { changed += found.length; });
            watching.observe(stage.querySelector("svg"), { childList: true, subtree: true });
            for (let step = 0; step < 10; step++) {
                stage.dispatchEvent(new WheelEvent("wheel", { deltaY: -100, ctrlKey: true,
                    clientX: box.left + 500, clientY: box.top + 200, bubbles: true, cancelable: true }));
                await new Promise(requestAnimationFrame);
            }
            await new Promise(requestAnimationFrame);
            const stretched = stage.querySelector("svg").style.transform;
            window.redrawn = () => changed;
            return stretched;
        }"""
    )
    assert "scale(" in stretched
    page.wait_for_function(f"before => {frame} !== before", arg=before)
    assert page.evaluate("window.redrawn()") == 0


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
    assert "searching" in page.locator(".stage svg").get_attribute("class")
    search.fill("没有的")
    assert page.locator(".found").inner_text() == "没有找到"
    assert "searching" not in page.locator(".stage svg").get_attribute("class"), "the chart stays as it is"


@browser_test
def test_search_takes_pinyin_initials(browser_page: Page) -> None:
    """组织部 is found by zzb, a person by initials of the surname as a surname; files have the name they are given."""
    office = world(unit("A", name="滨江区委组织部"), unit("B", name="滨江区委宣传部"))
    page = shown(browser_page, with_initials(draw(office, None, (), View.BEFORE, Level.UNITS)))
    search = page.locator("input[type=search]")
    for typed, code in (("zzb", "A"), ("XCB", "B")):
        search.fill(typed)
        assert page.locator(".found").inner_text() == "1/1"
        assert page.locator(".hit.current").get_attribute("data-unit") == code
    named = plus(agencies(A=(0, 0)), person("P1", "A", name="单文明"))
    page.evaluate("svg => window.mount(svg)", with_initials(draw_people(named, "A")))
    search.fill("swm")
    assert page.locator(".hit.current").count() == 1


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
    page.evaluate("svg => window.mount(svg, '机构图_现状_2026-11-23_0a1b2c3d')", svg)
    with page.expect_download() as vector:
        page.locator("[data-do=save-svg]").click()
    assert vector.value.suggested_filename == "机构图_现状_2026-11-23_0a1b2c3d.svg"
    vector.value.save_as(tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text("utf-8") == svg
    with page.expect_download() as picture:
        page.locator("[data-do=save-png]").click()
    assert picture.value.suggested_filename.endswith(".png")
    picture.value.save_as(tmp_path / "chart.png")
    assert int.from_bytes((tmp_path / "chart.png").read_bytes()[16:20], "big") == 2 * 1360
