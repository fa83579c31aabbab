"""The chart that is drawn: every unit once, figures that tie, nothing that runs."""

from collections import Counter
from itertools import combinations

import pytest
from defusedxml.ElementTree import fromstring

from bianzhi.charts.org_chart import Level, View, draw
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category, UnitKind
from tests.charts.drawings import SVG, Drawing, drawn, in_section, merger, plan_of, rectangle_of, wide_district
from tests.worlds import agencies, people, plus, quota, section, unit, world

EVERY_VIEW = [(view, level) for view in View for level in Level]
WITH_UNITS = [(view, level) for view, level in EVERY_VIEW if level is not Level.SYSTEMS and view is not View.CHANGES]


@pytest.mark.parametrize(("view", "level"), WITH_UNITS)
def test_every_unit_stands_exactly_once(view: View, level: Level) -> None:
    """And every section where sections are asked for."""
    ledger = wide_district(3, 4)
    chart = drawn(ledger, view=view, level=level)
    assert sorted(chart.codes("unit")) == sorted(item.code for item in ledger.units)
    shown = [item.code for item in ledger.sections] if level is Level.SECTIONS else []
    assert sorted(chart.codes("section")) == sorted(shown)


def test_units_keep_the_order_of_the_ledger_within_a_band() -> None:
    """Never the order of codes or names."""
    ledger = world(unit("C"), unit("A"), unit("B"))
    assert drawn(ledger).codes("unit") == ["C", "A", "B"]


def test_a_box_says_what_was_counted() -> None:
    """Counted here from the rows themselves: persons in post of posts, excess and vacancies by type."""
    ledger = wide_district(6, 0)
    ledger = plus(ledger, quota("COURT0", 3, Category.FULLY_FUNDED), *people("COURT0", 0))
    chart = drawn(ledger)
    for item in ledger.units:
        posts: Counter[Category] = Counter()
        for entry in ledger.quota_entries:
            posts[entry.category] += entry.posts if entry.unit == item.code else 0
        staff = Counter(p.category for p in ledger.people if p.unit == item.code)
        over = sum(max(0, staff[category] - posts[category]) for category in Category)
        vacant = sum(max(0, posts[category] - staff[category]) for category in Category)
        words = " ".join([f"超{over}"] * (over > 0) + [f"空{vacant}"] * (vacant > 0)) or "满编"
        assert f"{staff.total()}/{posts.total()} {words}" in chart.texts("unit", item.code)


def test_a_band_says_the_totals_of_its_units() -> None:
    """Twelve and three people in ten and five posts: two too many, two vacant, not netted."""
    header = drawn(agencies(A=(12, 10), B=(3, 5))).texts("band", "government")
    assert header == ["政府", "2个单位　编制15　实有15　超2　空2"]


def test_badges_are_what_the_plan_says() -> None:
    """Two leave A, one for B and one for C; the view before the plan knows nothing of it."""
    ledger = agencies(A=(12, 10), B=(4, 5), C=(4, 5))
    plan = plan_of(("A1", "A", "B"), ("A2", "A", "C"))
    for view in (View.AFTER, View.COMPARE):
        chart = drawn(ledger, plan, view=view)
        badges = {code: [t for t in chart.texts("unit", code) if t[0] in "+−"] for code in "ABC"}
        assert badges == {"A": ["−2"], "B": ["+1"], "C": ["+1"]}
    before = drawn(ledger, plan)
    assert not any(text[0] in "+−" for code in "ABC" for text in before.texts("unit", code))
    assert "12/10 超2" in before.texts("unit", "A")


def test_comparison_says_before_and_after() -> None:
    """One who comes and one who goes are two badges; an unchanged unit has no arrow."""
    ledger = agencies(A=(12, 10), B=(4, 5), C=(5, 5))
    chart = drawn(ledger, plan_of(("A1", "A", "B")), view=View.COMPARE)
    assert chart.texts("unit", "A")[1:3] == ["12→11/10", "超2→超1"]
    assert chart.texts("unit", "B")[1:3] == ["4→5/5", "空1→满编"]
    assert chart.texts("unit", "C")[1:3] == ["5/5", "满编"]
    assert chart.texts("band", "government")[1] == "3个单位　编制20　实有21　超2→1　空1→0"


def test_the_state_is_a_word_a_color_and_a_sign() -> None:
    """Over quota, full, vacant and thinly staffed units look different and say so."""
    chart = drawn(agencies(A=(11, 10), B=(10, 10), C=(9, 10), D=(5, 10)))
    edges = {code: chart.box("unit", code).find(f"{SVG}rect").attrib["stroke"] for code in "ABCD"}
    assert len(set(edges.values())) == 4
    signs = {code: len(chart.box("unit", code).findall(f"{SVG}path")) for code in "ABCD"}
    assert signs == {"A": 1, "B": 1, "C": 1, "D": 2}, "a sign each; the bar of D has stripes besides"
    words = [chart.texts("unit", code)[1].split(" ")[1] for code in "ABCD"]
    assert words == ["超1", "满编", "空1", "空5"]


def test_a_section_without_posts_of_its_own_has_no_state() -> None:
    """It is neither full nor vacant: no bar, no sign; one with posts has a bar."""
    ledger = plus(agencies(A=(2, 2)), section("S1"), section("S2", authorized=1))
    chart = drawn(ledger, level=Level.SECTIONS)
    assert [len(chart.box("section", code).findall(f"{SVG}rect")) for code in ("S1", "S2")] == [1, 2]


def test_a_lock_is_marked_and_read_aloud() -> None:
    """The word stands on the box it belongs to, and on no other."""
    text = draw(agencies(A=(1, 1), B=(1, 1)), None, (), View.BEFORE, Level.UNITS, locks={"A": "不调出"})
    chart = Drawing(fromstring(text))
    assert "不调出" in chart.texts("unit", "A")
    assert chart.box("unit", "A").attrib["aria-label"].endswith("已提要求：不调出")
    assert "不调出" not in chart.texts("unit", "B")


def test_bands_stand_in_groups_that_can_be_folded() -> None:
    """A group says how wide its header must be, a block how high its sections; one group of strokes links the bands."""
    ledger = plus(
        world(*(unit(f"A{n}") for n in range(25)), unit("B", kind=UnitKind.COURT)),
        section("S1", "A0", name="财务科"),
        section("S2", "A0", name="综合协调监督科"),
    )
    chart = drawn(ledger, level=Level.SECTIONS)
    assert chart.codes("group") == ["government", "justice"]
    header = rectangle_of(chart.box("band", "government"))
    assert 0 < float(chart.box("group", "government").attrib["data-least"]) <= header.width
    tallest = max(rectangle_of(chart.box("section", code)).height for code in ("S1", "S2"))
    assert float(chart.box("block", "A0").attrib["data-tallest"]) == tallest
    assert "data-tallest" not in chart.box("block", "B").attrib
    assert len(chart.box("links", "bands").findall(f"{SVG}path")) == 1


def merged_world() -> Establishment:
    """A has three sections with a person each, and two more people."""
    ledger = plus(agencies(A=(5, 5)), *(section(f"S{number}", "A") for number in (1, 2, 3)))
    for number in (1, 2, 3):
        ledger = in_section(ledger, f"S{number}", f"A{number}")
    return ledger


MERGERS = (merger("A", 2, ("综合科", ("S1", "S2")), ("S3科", ("S3",))),)


def test_before_a_merger_the_sections_are_those_of_the_ledger() -> None:
    """Nothing is abolished or new."""
    chart = drawn(merged_world(), None, MERGERS, View.BEFORE, Level.SECTIONS)
    assert chart.codes("section") == ["S1", "S2", "S3"]
    assert {box.attrib["data-standing"] for box in chart.boxes("section")} == {"kept"}


def test_after_a_merger_there_is_one_section_with_the_new_name() -> None:
    """And the abolished ones are gone."""
    chart = drawn(merged_world(), None, MERGERS, View.AFTER, Level.SECTIONS)
    assert chart.codes("section") == ["S1+S2", "S3"]
    assert chart.texts("section", "S1+S2")[:2] == ["综合科", "2人"]
    assert "拟由S1科、S2科整合" in chart.tooltip("section", "S1+S2")


def test_comparison_shows_the_new_section_and_the_abolished_ones_dashed() -> None:
    """The new one is marked 新, the abolished ones 撤并."""
    chart = drawn(merged_world(), None, MERGERS, View.COMPARE, Level.SECTIONS)
    assert chart.codes("section") == ["S1+S2", "S1", "S2", "S3"]
    assert "新" in chart.texts("section", "S1+S2")
    for code in ("S1", "S2"):
        assert "撤并" in chart.texts("section", code)
        assert "stroke-dasharray" in chart.box("section", code).find(f"{SVG}rect").attrib


def test_people_in_no_section_are_said() -> None:
    """Three in sections and two outside make five in the unit."""
    drawing = draw(merged_world(), None, (), View.BEFORE, Level.SECTIONS)
    assert "科室外2人" in drawing
    assert "科室外2人" not in draw(merged_world(), None, (), View.BEFORE, Level.UNITS)


def test_a_unit_over_its_cap_is_flagged() -> None:
    """Three sections under a cap of two are flagged, under a cap of three not; a merger brings them under it."""
    over = plus(world(unit("A", section_cap=2)), *(section(f"S{number}") for number in range(3)))
    within = plus(world(unit("A", section_cap=3)), *(section(f"S{number}") for number in range(3)))
    assert "内设3/限2" in drawn(over).texts("unit", "A")
    assert not any(text.startswith("内设") for text in drawn(within).texts("unit", "A"))
    assert "内设3→2" in drawn(merged_world(), None, MERGERS, View.COMPARE).texts("unit", "A")


def test_a_folded_band_hides_its_units_and_keeps_its_totals() -> None:
    """Other bands stay, and an unknown key does nothing."""
    ledger = world(unit("A"), quota("A", 3), unit("B", kind=UnitKind.COURT), section("S1", "A"))
    chart = drawn(ledger, level=Level.SECTIONS, folded=frozenset({"government", "nonsense"}))
    assert chart.codes("unit") == ["B"]
    assert chart.codes("section") == []
    assert chart.codes("band") == ["government", "justice"]
    assert chart.texts("band", "government")[1].startswith("1个单位　编制3")
    assert chart.box("band", "government").attrib["data-folded"] == "true"


NASTY = """<script>alert(1)</script>&"'<g onload=x>\x00\x0b]]>"""


@pytest.mark.parametrize(("view", "level"), EVERY_VIEW)
def test_names_cannot_become_markup(view: View, level: Level) -> None:
    """Whatever stands in a ledger is text: no element and no attribute comes out of it."""
    ledger = plus(
        world(unit(NASTY, name=NASTY, rank=NASTY), unit("B", name="乙" + NASTY, parent=NASTY), quota("B", 1)),
        section(NASTY, NASTY, name=NASTY),
    )
    text = draw(ledger, None, (merger(NASTY, 1, (NASTY, (NASTY,))),), view, level)
    chart = drawn(ledger, view=view, level=level)
    assert {element.tag for element in chart.root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "g", "rect", "path", "line", "text", "tspan", "title", "desc")
    }
    assert not any(name.startswith("on") for element in chart.root.iter() for name in element.attrib)
    assert "<script" not in text
    if (view, level) in WITH_UNITS:
        assert chart.codes("unit")[0] == NASTY.replace("\x00", "").replace("\x0b", "")


@pytest.mark.parametrize(("view", "level"), EVERY_VIEW)
def test_the_document_stands_alone(view: View, level: Level) -> None:
    """No reference to anything outside, a role, a label, a title and a size; the same text every time."""
    ledger = wide_district(2, 3)
    text = draw(ledger, None, (), view, level)
    assert text == draw(ledger, None, (), view, level)
    assert text.count("http") == 1, "the name of the SVG namespace, nothing else"
    assert "url(" not in text
    root = drawn(ledger, view=view, level=level).root
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == root.find(f"{SVG}title").text
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"


@pytest.mark.parametrize(("view", "level"), EVERY_VIEW)
def test_no_box_overlaps_another(view: View, level: Level) -> None:
    """Units, sections and headers stand apart on the paper, whatever the length of names."""
    ledger = wide_district(4, 7)
    groups = (merger("PARTY0", 6, ("综合科", ("PARTY0S1", "PARTY0S2"))),)
    chart = drawn(ledger, None, groups, view, level)
    boxes = [rectangle_of(group) for kind in ("unit", "section", "band", "system") for group in chart.boxes(kind)]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    paper = rectangle_of(chart.root)
    assert all(paper.holds(box) for box in boxes)


def test_very_long_names_are_cut_and_kept_in_the_tooltip() -> None:
    """Two lines of a box do not hold sixty characters; pointing at it shows them all."""
    name = "滨江区" + "某" * 60 + "局"
    chart = drawn(plus(world(unit("A", name=name)), section("S1", name=name)), level=Level.SECTIONS)
    first, second, *_ = chart.texts("unit", "A")
    assert second.endswith("…")
    assert len(first) + len(second) < 25
    assert chart.tooltip("unit", "A").startswith(name)
    assert chart.tooltip("section", "S1").startswith(name)


def test_an_empty_ledger_is_a_chart_that_says_so() -> None:
    """No unit, no band, no error."""
    text = draw(world(), None, (), View.COMPARE, Level.SECTIONS)
    assert "台账中没有机构" in text
    assert "0个单位" in text


def test_the_tooltip_tells_each_type_by_itself() -> None:
    """What is netted nowhere can be read type by type."""
    ledger = plus(agencies(A=(5, 3)), quota("A", 1, Category.FULLY_FUNDED))
    tooltip = drawn(ledger).tooltip("unit", "A").split("\n")
    assert "行政编制：编制3，实有5，超编2" in tooltip
    assert "全额事业编制：编制1，实有0，空编1" in tooltip
    assert "合计：编制4，实有5，超编2，空编1" in tooltip


def test_what_is_proposed_is_called_so() -> None:
    """After the plan is 拟; before it is not."""
    ledger = agencies(A=(1, 1))
    labels = [drawn(ledger, plan_of(), view=view).root.attrib["aria-label"] for view in View]
    assert ["（拟）" in label for label in labels] == [False, True, True, True]
    assert "方案基准日：2026年11月23日" in draw(ledger, plan_of(), (), View.AFTER, Level.UNITS)
    assert "尚无调剂方案" in draw(ledger, None, (), View.AFTER, Level.UNITS)
