"""机构图 for print: nothing is cut, everything is there once, the index is right, and no letter is too small."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.charts.layout import BandSize, Box, SectionSize, UnitSize
from bianzhi.charts.lettering import text_width
from bianzhi.charts.page_flow import flow
from bianzhi.charts.page_index import Index, IndexLine, index_of
from bianzhi.charts.pages import draw_pages, texts_that_fit
from bianzhi.charts.views import Level, View
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.paper import POINTS_A_MILLIMETER, Orientation, Paper, Sheet
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import UnitKind
from bianzhi.errors import BianzhiError
from tests.charts.drawings import Drawing, Rectangle, in_section, merger, plan_of, rectangle_of, wide_district
from tests.worlds import DAY, agencies, people, quota, section, unit, world

DISTRICT = wide_district(3)
SHEETS = [Sheet(paper, orientation) for paper in Paper for orientation in Orientation]
A4 = Sheet(Paper.A4)


def pages_of(
    establishment: Establishment,
    sheet: Sheet = A4,
    level: Level = Level.SECTIONS,
    view: View = View.BEFORE,
    plan: Plan | None = None,
) -> ChartPages:
    """The chart on pages."""
    return draw_pages(establishment, plan, (), view, level, DAY, sheet)


def drawings(pages: ChartPages) -> list[Drawing]:
    """Every page, read back."""
    return [Drawing(fromstring(page.svg)) for page in pages.pages]


def words_on(pages: ChartPages, number: int) -> str:
    """All text of a page."""
    return "\n".join(
        "".join(text.itertext()) for text in drawings(pages)[number - 1].root.iter() if text.tag[-4:] == "text"
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.words)
@pytest.mark.parametrize("level", [Level.UNITS, Level.SECTIONS])
def test_every_unit_and_section_is_on_some_page_once(sheet: Sheet, level: Level) -> None:
    """Three units of every kind with six sections each: nothing is lost between pages, and nothing comes twice."""
    district = DISTRICT
    drawn = drawings(pages_of(district, sheet, level))

    units = [code for page in drawn for code in page.codes("unit")]
    sections = [code for page in drawn for code in page.codes("section")]
    assert sorted(units) == sorted(unit.code for unit in district.units)
    assert sorted(sections) == (sorted(each.code for each in district.sections) if level is Level.SECTIONS else [])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.words)
def test_nothing_leaves_the_page_and_nothing_overlaps(sheet: Sheet) -> None:
    """Boxes keep ten millimeters from every edge, and no two boxes of a page cover each other."""
    pages = pages_of(DISTRICT, sheet)
    margin = 10 * POINTS_A_MILLIMETER / pages.points_a_pixel - 0.1
    inside = Rectangle(margin, margin, pages.width - 2 * margin, pages.height - 2 * margin)
    for page in drawings(pages):
        boxes = [rectangle_of(box) for kind in ("unit", "section") for box in page.boxes(kind)]

        assert all(inside.holds(box) for box in boxes)
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("smallest", [6.0, 8.0])
@pytest.mark.parametrize("level", [Level.UNITS, Level.SECTIONS])
def test_no_letter_is_smaller_than_the_sheet_allows(level: Level, smallest: float) -> None:
    """Every font size of every page, in points on paper; with larger letters there are more pages."""
    sheet = replace(A4, smallest_text=smallest)
    pages = pages_of(DISTRICT, sheet, level)
    sizes = [float(size) for page in pages.pages for size in re.findall(r'font-size="([\d.]+)"', page.svg)]

    assert min(sizes) * pages.points_a_pixel >= smallest - 1e-9
    assert len(pages.pages) >= len(pages_of(DISTRICT, A4, level).pages)


def test_the_index_names_the_page_of_every_unit_in_the_order_of_the_ledger() -> None:
    """Names in the index are in ledger order, and each line leads to the page on which the unit is drawn."""
    district = DISTRICT
    pages = pages_of(district)
    drawn = drawings(pages)
    links = [link for page in pages.pages for link in page.links]

    assert pages.has_index
    assert [code for code, _ in pages.places] == [unit.code for unit in district.units]
    assert len(links) == len(district.units)
    for (code, numbers), link in zip(pages.places, links, strict=True):
        assert link.page == numbers[0]
        assert all(code in drawn[number - 1].codes("unit") for number in numbers)
    printed = "\n".join(words_on(pages, page.number) for page in pages.pages if page.links)
    lines = re.findall(r"^(\d+)\n(.+)\n\d+/\d+\n.+\n([\d、]+)$", printed, re.MULTILINE)
    assert [int(number) for number, *_ in lines] == list(range(1, len(district.units) + 1))
    for (_, name, numbers), each, (_, where) in zip(lines, district.units, pages.places, strict=True):
        assert each.name.startswith(name.removesuffix("…"))
        assert numbers == "、".join(map(str, where))


def test_one_page_has_no_index() -> None:
    """A small office on one sheet: the chart alone."""
    pages = pages_of(agencies(A=(12, 10), B=(7, 10)))

    assert len(pages.pages) == 1
    assert not pages.has_index
    assert "第 1 页 共 1 页" in words_on(pages, 1)


def test_every_page_has_title_day_and_number() -> None:
    """What a sheet that lies on a table by itself must say."""
    pages = pages_of(DISTRICT)

    for page in pages.pages:
        words = words_on(pages, page.number)
        assert "机构编制图·现状" in words
        assert "2026年11月23日" in words
        assert f"第 {page.number} 页 共 {len(pages.pages)} 页" in words


def test_a_band_that_goes_on_repeats_its_header() -> None:
    """A hundred and twenty departments take more than one page of A4: the next says （续） and where the band began."""
    names = {f"U{number:03}": (3, 4) for number in range(120)}
    pages = pages_of(agencies(**names), level=Level.UNITS)
    begins = pages.places[0][1][0]

    assert "政府（续）" not in words_on(pages, begins)
    assert "政府（续）" in words_on(pages, begins + 1)
    assert f"接第 {begins} 页" in words_on(pages, begins + 1)


def test_a_unit_with_more_sections_than_a_page_goes_on_with_its_name_and_no_section_is_lost() -> None:
    """Two hundred sections under one department: parts named （续）; people in no section are told once."""
    sections = [section(f"S{number:03}", name=f"第{number}综合业务科") for number in range(200)]
    office = in_section(world(unit("A"), quota("A", 9), *people("A", 9), *sections), "S000", "A1", "A2")
    pages = pages_of(office)
    drawn = drawings(pages)
    (place,) = pages.places

    assert len(place[1]) > 1
    assert [code for page in drawn for code in page.codes("section")] == [each.code for each in sections]
    everything = "".join(words_on(pages, page.number) for page in pages.pages)
    assert everything.count("区A局（续）") == len(place[1]) - 1
    assert everything.count("科室外7人") == 1


def test_a_proposal_says_so_on_every_page() -> None:
    """拟 in the title, the note at the foot, and the plan's own day."""
    world_ = agencies(A=(12, 10), B=(7, 10))
    plan = replace(plan_of(("A1", "A", "B")), day=date(2027, 1, 5))
    words = words_on(pages_of(world_, view=View.COMPARE, plan=plan), 1)

    assert "前后对照（拟）" in words
    assert "须按机构编制和干部管理权限报批后方可实施" in words
    assert "2027年1月5日" in words
    assert "报批后方可实施" not in words_on(pages_of(world_), 1)


def test_only_changes_leaves_out_what_stays() -> None:
    """One of three units gives, one takes; the third is only counted. Nothing changed at all is an error with a way out."""
    world_ = agencies(A=(12, 10), B=(7, 10), C=(5, 5))
    pages = pages_of(world_, level=Level.UNITS, view=View.CHANGES, plan=plan_of(("A1", "A", "B")))

    assert drawings(pages)[0].codes("unit") == ["A", "B"]
    assert "有变化2个，其余1个不变" in words_on(pages, 1)
    assert "编制25" in words_on(pages, 1)
    with pytest.raises(BianzhiError, match="没有哪个单位有变化"):
        pages_of(world_, view=View.CHANGES)


def test_sections_that_change_are_printed_with_what_is_left_out() -> None:
    """A merger of two of three sections: three boxes, and the third section is counted."""
    office = world(unit("A"), quota("A", 3), *people("A", 3), *(section(f"S{n}") for n in range(3)))
    merged = merger("A", 2, ("综合科", ("S0", "S1")))
    pages = draw_pages(office, None, (merged,), View.CHANGES, Level.SECTIONS, DAY, A4)

    assert drawings(pages)[0].codes("section") == ["S0+S1", "S0", "S1"]
    assert "其余1个" in words_on(pages, 1)


def test_letters_too_large_for_the_sheet_are_refused() -> None:
    """Thirty points on A4 leave room for nothing: an error that says what to do."""
    with pytest.raises(BianzhiError, match="放不下最小 30 磅的字") as raised:
        pages_of(agencies(A=(1, 1)), replace(A4, smallest_text=30))
    assert "更大的纸" in raised.value.hint


def test_an_empty_ledger_is_refused() -> None:
    """Nothing to print is said, not printed."""
    with pytest.raises(BianzhiError, match="没有机构"):
        pages_of(world())


def test_names_from_the_ledger_are_text() -> None:
    """Markup in a name does not become markup on the page."""
    hostile = world(unit("A", name="<script>&\"局'", kind=UnitKind.GOVERNMENT), quota("A", 1))
    pages = pages_of(hostile)

    assert "<script>" not in pages.pages[0].svg
    assert "<script>&\"局'" in words_on(pages, 1)


def test_the_same_ledger_gives_the_same_pages() -> None:
    """Drawn twice, text for text."""
    assert pages_of(DISTRICT) == pages_of(DISTRICT)


sizes = st.builds(
    lambda number, counts: BandSize(
        f"band{number}",
        200,
        tuple(
            UnitSize(f"{number}.{place}", tuple(SectionSize(f"{number}.{place}.{s}", 27, 90 + s) for s in range(count)))
            for place, count in enumerate(counts)
        ),
    ),
    st.integers(0, 9),
    st.lists(st.integers(0, 30), min_size=1, max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sizes, max_size=6, unique_by=lambda band: band.key), st.integers(600, 1500), st.integers(350, 1000))
def test_any_bands_flow_in_order_within_the_room(bands: list[BandSize], width: int, height: int) -> None:
    """Whatever the sizes: all units and sections in order, every frame within the room, header and rows together."""
    room = Box(10, 20, width, height)
    pages = flow(bands, room, 52)
    parts = [part for page in pages for part in page]

    codes = list(dict.fromkeys(unit.placed.code for part in parts for unit in part.units))
    assert codes == [unit.code for band in bands for unit in band.units]
    sections = [each.key for part in parts for unit in part.units for each in unit.placed.sections]
    assert sections == [each.key for band in bands for unit in band.units for each in unit.sections]
    for part in parts:
        assert part.rows
        assert room.x - 0.01 <= part.frame.x and part.frame.right <= room.right + 0.01
        assert room.y - 0.01 <= part.frame.y and part.frame.bottom <= room.bottom + 0.01
        for unit_part in part.units:
            boxes = [unit_part.placed.box, *(each.box for each in unit_part.placed.sections)]
            assert all(part.header.bottom <= box.y and box.bottom <= part.frame.bottom for box in boxes)
            assert all(part.frame.x <= box.x and box.right <= part.frame.right + 0.01 for box in boxes)


@pytest.mark.parametrize("width", [500, 760, 1500])
def test_columns_of_the_index_never_run_into_each_other(width: int) -> None:
    """The widest figures of a comparison beside the longest names: every text ends before the next begins."""
    line = IndexLine("滨江区" + "某" * 40 + "中心", "1121→1122/1120", "超19 空18→超16 空14", (12, 13))
    index = Index((line,) * 90, Box(0, 0, width, 600))
    drawn = index.draw()

    assert len(drawn) == index.pages
    for content, links in drawn:
        groups = fromstring(f"<g>{content}</g>")
        lines = [[text for text in group if text.tag == "text"] for group in groups]
        spans = [[_span(text) for text in line] for line in lines]
        assert all(one[1] <= other[0] for line in spans for one, other in pairwise(line))
        assert all(left >= 0 and right <= width for line in spans for left, right in line)
        assert all(link.area.x + link.area.width <= width + 0.1 for link in links)


def _span(text: Element) -> tuple[float, float]:
    """Where a text begins and ends, by its anchor."""
    x, width = float(text.attrib["x"]), text_width(text.text or "", float(text.attrib["font-size"]))
    return (x, x + width) if text.attrib["text-anchor"] == "start" else (x - width, x)


def test_a_page_can_be_lettered_in_another_font() -> None:
    """Only the font of the whole page changes, whatever the ledger says."""
    pages = pages_of(agencies(A=(1, 1)))
    (page,) = pages.pages
    other = pages.svg_in(page, "'Noto Sans CJK SC'")

    assert "font-family=\"'Noto Sans CJK SC'\"" in other
    assert "Microsoft YaHei" in page.svg and "Microsoft YaHei" not in other


A4_UPRIGHT = Sheet(Paper.A4, Orientation.PORTRAIT)


def test_the_lines_of_the_head_are_whole_on_upright_a4() -> None:
    """Totals before and after, and how many units change: broken into lines where there is no room, never cut."""
    plan = plan_of(("A1", "A", "B"))
    many = agencies(A=(120, 110), B=(70, 100), **{f"U{number:02}": (1203, 1204) for number in range(12)})
    pages = pages_of(many, A4_UPRIGHT, Level.UNITS, View.CHANGES, plan)
    words = words_on(pages, 1)

    assert "有变化2个，其余12个不变" in words
    assert "…" not in words
    margin = 10 * POINTS_A_MILLIMETER / pages.points_a_pixel - 0.1
    inside = Rectangle(margin, margin, pages.width - 2 * margin, pages.height - 2 * margin)
    page = drawings(pages)[0]
    boxes = [rectangle_of(box) for box in page.boxes("unit")]
    assert all(inside.holds(box) for box in boxes)
    lowest_line = max(
        float(text.get("y", "0"))
        for text in page.root.iter()
        if "有变化" in "".join(text.itertext()) and text.tag.endswith("text") and text.get("font-size") == "11.5"
    )
    assert lowest_line < min(box.y for box in boxes)


def test_an_index_a_little_too_long_stands_closer_instead_of_taking_another_page() -> None:
    """Nine lines more than a page holds fit at a closer setting; far too many take two pages in the usual size."""
    room = Box(0, 0, 1000, 500)
    line = IndexLine("某某区某某局", "10/12", "空2", (3,))
    full = Index((line,), room)._most

    assert index_of((line,) * full, room) == Index((line,) * full, room)
    close = index_of((line,) * (full + 9), room)
    assert (Index(close.lines, room).pages, close.pages) == (2, 1)
    ((content, links),) = close.draw()
    assert len(links) == full + 9
    assert max(link.area.y + link.area.height for link in links) <= room.height
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', content)) >= 9.5
    assert index_of((line,) * (2 * full), room).closeness == 1


def test_the_foot_says_which_scenario_it_is() -> None:
    """On every page of what is and of what is proposed; long words take a second line above the page number."""
    note = ("方案：城管系统整合方案（征求意见）", "设置已改，方案未重算")
    plan = plan_of(("A1", "A", "B"))
    world_ = agencies(A=(12, 10), B=(7, 10))
    for view in (View.BEFORE, View.COMPARE):
        for sheet in (A4, A4_UPRIGHT):
            pages = draw_pages(world_, plan, (), view, Level.UNITS, DAY, sheet, note)
            for page in pages.pages:
                words = words_on(pages, page.number)
                assert all(each in words for each in note)
                assert ("报批后方可实施" in words) == (view is View.COMPARE)
                assert "…" not in words


def test_sizes_that_a_sheet_has_no_room_for_are_not_offered() -> None:
    """What is named can be drawn, and what is left out is refused."""
    ledger, sizes = agencies(A=(12345, 10), B=(7, 10)), (6.0, 9.0, 30.0)
    fitting = texts_that_fit(ledger, None, (), View.BEFORE, Level.UNITS, A4_UPRIGHT, sizes)

    assert 6.0 in fitting and 30.0 not in fitting
    for size in sizes:
        sheet = replace(A4_UPRIGHT, smallest_text=size)
        if size in fitting:
            assert pages_of(ledger, sheet, Level.UNITS).pages
        else:
            with pytest.raises(BianzhiError, match="放不下"):
                pages_of(ledger, sheet, Level.UNITS)
    assert texts_that_fit(world(), None, (), View.BEFORE, Level.UNITS, A4, sizes) == ()
