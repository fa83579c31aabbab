"""Bands of the chart fold in the browser: the others are laid out anew, and nothing else changes."""

from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Page

from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import UnitKind
from tests.charts.chart_window import browser_test, sent, shown
from tests.charts.drawings import Drawing, rectangle_of, wide_district
from tests.worlds import unit, world


def two_lines() -> Establishment:
    """Agencies, and sixty institutions on a line below them."""
    institutions = (unit(f"K{number}", kind=UnitKind.WELFARE_ONE) for number in range(60))
    return world(*(unit(f"A{number}") for number in range(15)), *institutions)


FOLDED = """key => document.querySelector(`[data-band="${key}"]`).getAttribute('aria-expanded') === 'false'"""
PLACES = """() => {
    const svg = document.querySelector('.stage svg'), back = svg.getScreenCTM().inverse(), found = {}
    for (const element of svg.querySelectorAll('[data-group], [data-band], [data-unit], [data-section]')) {
        const frame = element.querySelector(':scope > rect')
        if (!frame.getClientRects().length) continue
        const box = frame.getBBox(), way = back.multiply(frame.getScreenCTM())
        const [kind, value] = Object.entries(element.dataset).find(([name]) => /^(group|band|unit|section)$/.test(name))
        found[`${kind} ${value}`] = [box.x + way.e, box.y + way.f, box.width, box.height]
    }
    return found
}"""
"""Where every frame that is seen stands on the chart."""


def drawn_places(text: str) -> dict[str, list[float]]:
    """The same, of a chart as it was drawn."""
    chart = Drawing(fromstring(text))
    found = {}
    for kind in ("group", "band", "unit", "section"):
        for element in chart.boxes(kind):
            frame = rectangle_of(element)
            found[f"{kind} {element.attrib[f'data-{kind}']}"] = [frame.x, frame.y, frame.width, frame.height]
    return found


@browser_test
def test_a_band_folds_without_asking_the_page(browser_page: Page, tmp_path: Path) -> None:
    """Its neighbours move up; scale, focus, what was chosen stay, and the header under the pointer; it is saved so."""
    text = draw(two_lines(), None, (), View.BEFORE, Level.UNITS)
    page = shown(browser_page, text, "folding")
    place = "element => element.getBoundingClientRect().top"
    below, header = page.locator("[data-band=institutions]"), page.locator("[data-band=government]")
    page.locator("[data-unit=K0]").click()
    scale, fitted = page.locator(".scale"), page.locator(".scale").inner_text()
    page.locator("[data-do=in]").click()
    page.wait_for_function("fitted => document.querySelector('.scale').textContent !== fitted", arg=fitted)
    near = scale.inner_text()
    before, at = below.evaluate(place), header.evaluate(place)
    header.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(FOLDED, arg="government")
    page.wait_for_timeout(100)
    assert not page.locator("[data-unit=A0]").is_visible()
    assert below.evaluate(place) < before - 50
    assert header.evaluate(place) == pytest.approx(at, abs=1)
    assert scale.inner_text() == near
    assert page.evaluate("document.activeElement.dataset.band") == "government"
    assert page.locator(".chosen").get_attribute("data-unit") == "K0"
    assert len(sent(page)) == 1, "of the unit only"
    with page.expect_download() as vector:
        page.locator("[data-do=save-svg]").click()
    vector.value.save_as(tmp_path / "chart.svg")
    saved = (tmp_path / "chart.svg").read_text("utf-8")
    assert 'data-unit="K0"' in saved
    assert 'data-unit="A0"' not in saved
    page.evaluate("svg => window.mount(svg)", text.replace("台账", "总账"))
    assert not page.locator("[data-unit=A0]").is_visible(), "drawn anew"
    header.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-unit=A0]").is_visible()
    page.wait_for_timeout(100)
    assert below.evaluate(place) == pytest.approx(before, abs=1)


@browser_test
def test_bands_that_are_left_stand_as_if_drawn_anew(browser_page: Page) -> None:
    """Whatever is folded, every box is where and as large as the layout of the drawing has it: no gap is left."""
    ledger = wide_district(2, 5)
    text = draw(ledger, None, (), View.BEFORE, Level.SECTIONS)
    page = shown(browser_page, text, "anew")
    folded: set[str] = set()
    for key in ("mass", "government", "justice", "institutions", "government", "mass"):
        page.locator(f"[data-band={key}]").focus()
        page.keyboard.press("Enter")
        folded ^= {key}
        drawn = draw(ledger, None, (), View.BEFORE, Level.SECTIONS, frozenset(folded))
        places, expected = page.evaluate(PLACES), drawn_places(drawn)
        assert places.keys() == expected.keys()
        for name, place in expected.items():
            assert places[name] == pytest.approx(place, abs=0.2), (sorted(folded), name)


@browser_test
def test_four_hundred_boxes_are_laid_out_in_a_moment(browser_page: Page) -> None:
    """Folding and unfolding, with the browser's own layout; a tenth of a second each is the most."""
    text = draw(wide_district(4, 6), None, (), View.BEFORE, Level.SECTIONS)
    page = shown(browser_page, text, "quick")
    took = page.evaluate(
        """() => {
            const header = document.querySelector("[data-band=government]");
            const times = [];
            for (let turn = 0; turn < 6; turn++) {
                const start = performance.now();
                header.dispatchEvent(new MouseEvent("click", { bubbles: true }));
                header.getBoundingClientRect();
                times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b);
        }"""
    )
    assert took[len(took) // 2] < 100, took
