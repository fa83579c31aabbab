"""Pictures of a reform: work between sections, flows between units, units before and after. Read back as XML."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from bianzhi.charts import flow_chart, reform_chart, traffic_chart
from bianzhi.domain.establishment import Establishment, SectionTraffic
from bianzhi.domain.reform import Reform
from bianzhi.domain.reform_comparison import Flow, ReformComparison, UnitChange, UnitFate, UnitSide
from bianzhi.domain.terms import Category
from bianzhi.reform.wording import chart_note
from bianzhi.services import charting
from tests.charts.drawings import SVG, Drawing, rectangle_of
from tests.optimize.merging_worlds import sections_of
from tests.worlds import plus, section, unit

ADMIN = Category.ADMINISTRATIVE


def office() -> Establishment:
    """Four sections; S1 and S3 work together most, S2 and S4 a little; a row each way, one to itself, one to elsewhere."""
    district = sections_of([3, 3, 3, 3], {2: {"name": "法规<科>&"}}, [(1, 3, 30), (3, 1, 10), (2, 4, 10), (2, 2, 99)])
    return plus(district, unit("B"), section("B1", "B"), SectionTraffic("S1", "B1", 50))


def traffic(groups: Sequence[Sequence[str]] = ()) -> Drawing:
    """The work between the sections of A."""
    return Drawing(fromstring(traffic_chart.draw(office(), "A", groups)))


def words(drawing: Drawing) -> list[str]:
    """Every line of text."""
    return ["".join(text.itertext()) for text in drawing.root.iter(f"{SVG}text")]


def lines(drawing: Drawing) -> dict[str, Element]:
    """Lines of the picture by what pointing at them says."""
    found = {}
    for group in drawing.root.iter(f"{SVG}g"):
        line, title = group.find(f"{SVG}line"), group.find(f"{SVG}title")
        if line is not None and title is not None:
            found[title.text or ""] = line
    return found


def test_every_section_has_a_box_and_boxes_do_not_overlap() -> None:
    """Names that XML would misread are shown as they are."""
    drawing = traffic()
    boxes = [rectangle_of(box) for box in drawing.boxes("section")]

    assert sorted(drawing.codes("section")) == ["S1", "S2", "S3", "S4"]
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert drawing.tooltip("section", "S2") == "法规<科>&"


def test_boxes_of_large_units_do_not_overlap_either() -> None:
    """The picture grows with the number of sections."""
    for count in (16, 17, 24, 33, 45):
        drawing = Drawing(fromstring(traffic_chart.draw(sections_of([1] * count), "A")))
        boxes = [rectangle_of(box) for box in drawing.boxes("section")]

        assert len(boxes) == count
        assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])


def test_work_between_sections_adds_up_both_ways() -> None:
    """40 between S1 and S3, 10 between S2 and S4; work with itself or with another unit is not drawn."""
    found = lines(traffic())

    assert set(found) == {"S1 — S3：业务量 40", "S2 — S4：业务量 10"}
    assert float(found["S1 — S3：业务量 40"].attrib["stroke-width"]) == 4 * float(
        found["S2 — S4：业务量 10"].attrib["stroke-width"]
    )
    assert "科室间业务量合计 50" in words(traffic())


def test_merged_sections_share_a_ground_and_work_within_them_is_dashed() -> None:
    """After S1 and S3 merge only 10 of 50 still cross; each box bears the number of its group."""
    drawing = traffic([["S1", "S3"], ["S2"], ["S4"]])
    found = lines(drawing)

    assert "科室间业务量合计 50，整合后仍跨科室 10（20%）" in words(drawing)
    assert found["S1 — S3：业务量 40（整合后在同一科室）"].attrib["stroke-dasharray"]
    assert "stroke-dasharray" not in found["S2 — S4：业务量 10"].attrib
    assert "1组" in drawing.texts("section", "S1")
    assert "1组" in drawing.texts("section", "S3")
    assert "2组" in drawing.texts("section", "S2")
    fills = {code: drawing.box("section", code).find(f"{SVG}rect").attrib["fill"] for code in ("S1", "S2", "S3")}
    assert fills["S1"] == fills["S3"] != fills["S2"]


def test_unit_without_sections_or_without_traffic_is_told_so() -> None:
    """A sentence instead of an empty picture."""
    alone = plus(sections_of([3, 3]), unit("B"))

    assert "没有该单位的业务量" in traffic_chart.draw(alone, "A")
    assert "没有该单位的内设机构" in traffic_chart.draw(alone, "B")


def side(name: str, posts: int = 5, **changes: object) -> UnitSide:
    """A unit on one side, four people in it."""
    given = {
        "parent": "",
        "staff": 4,
        "excess": 0,
        "vacancies": 1,
        "sections": ("办公室",),
        "cap": 6,
        "leadership_posts": 3,
        "duties": (),
        **changes,
    }
    return UnitSide(name, posts={ADMIN: posts}, **given)  # type: ignore[arg-type]


def comparison() -> ReformComparison:
    """A gives two posts to N, which is new; B goes into A; C stays."""
    return ReformComparison(
        units=(
            UnitChange("A", UnitFate.RECEIVES, side("甲局"), side("甲局", 9, excess=2), change={ADMIN: 4}),
            UnitChange("B", UnitFate.MERGED_AWAY, side("乙<局>", 6), None, became="A", change={ADMIN: -6}),
            UnitChange("C", UnitFate.SAME, side("丙局"), side("丙局")),
            UnitChange("N", UnitFate.NEW, None, side("丁局", 2), change={ADMIN: 2}),
        ),
        duties=(),
        posts=(Flow("B", "A", 6), Flow("A", "N", 2)),
        persons=(Flow("B", "A", 4),),
    )


def test_ribbons_are_as_wide_as_what_flows() -> None:
    """Six posts from B to A, two from A to N: bars and ribbons three to one, in words as well."""
    drawing = Drawing(fromstring(flow_chart.draw(comparison(), "posts")))
    told = [path.find(f"{SVG}title").text for path in drawing.root.iter(f"{SVG}path")]
    heights = [rectangle_of(box).height for box in drawing.boxes("unit")]

    assert told == ["甲局 → 丁局（新设）：2 名", "乙<局>（并入） → 甲局：6 名"]
    assert drawing.codes("unit") == ["A", "B", "A", "N"]
    assert [round(height / min(heights)) for height in heights] == [1, 3, 3, 1]
    assert "合计流动编制 8 名；左为划出，右为划入" in words(drawing)
    assert {"乙<局>（并入） −6", "丁局（新设） +2"} <= set(words(drawing))


def test_a_little_that_flows_is_drawn_small() -> None:
    """One person is no bar over the whole height; many share it."""
    few, many = (
        Drawing(fromstring(flow_chart.draw(replace(comparison(), persons=(Flow("B", "A", count),)), "persons")))
        for count in (1, 400)
    )
    one, whole = (rectangle_of(drawing.boxes("unit")[0]).height for drawing in (few, many))

    assert one < 30
    assert whole > 500


def test_nothing_that_flows_is_a_sentence() -> None:
    """No duties move in this reform; people do."""
    assert "没有机构之间的职责流动" in flow_chart.draw(comparison(), "duties")
    assert "合计流动人员 4 人" in flow_chart.draw(comparison(), "persons")


def test_units_stand_before_and_after_with_figures_and_fate() -> None:
    """Three before, three after; what is gone or new says so in words."""
    drawing = Drawing(fromstring(reform_chart.draw(comparison())))
    boxes = [rectangle_of(box) for box in drawing.boxes("unit")]

    assert drawing.codes("unit") == ["A", "B", "C", "A", "C", "N"]
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert {"改革前（3 个）", "改革后（3 个）"} <= set(words(drawing))
    assert "并入其他机构" in drawing.texts("unit", "B")
    assert "新设" in drawing.texts("unit", "N")
    after = ["".join(text.itertext()) for text in drawing.boxes("unit")[3].iter(f"{SVG}text")]
    assert "编制 行政9" in after
    assert "行政+4" in after
    assert "实有 4 人，超 2，空 1　内设机构 1/6" in after


def test_only_changes_leaves_out_units_that_stay_the_same() -> None:
    """C is not drawn; a line leads from B to A, which took it in, none from N, which had no before, a thin one to N."""
    drawing = Drawing(fromstring(reform_chart.draw(comparison(), only_changes=True)))

    assert drawing.codes("unit") == ["A", "B", "A", "N"]
    assert len(list(drawing.root.iter(f"{SVG}path"))) == 3


def transfer_words(drawing: Drawing) -> dict[str, str]:
    """What stands on the lines between units, by what pointing at them says."""
    found = {}
    for group in drawing.root.iter(f"{SVG}g"):
        title, text = group.find(f"{SVG}title"), group.find(f"{SVG}text")
        if title is not None and text is not None and " → " in (title.text or ""):
            found[title.text or ""] = "".join(text.itertext())
    return found


def test_what_goes_from_one_unit_to_another_has_a_thin_line_with_words() -> None:
    """A hands on posts of one type, a duty and people; by itself it stays, so its own line says nothing of them."""
    unit_changes = (
        UnitChange("A", UnitFate.CHANGED, side("甲局", 9), side("甲局", 1), change={ADMIN: -8}),
        UnitChange("N", UnitFate.NEW, None, side("丁局", 8), change={ADMIN: 8}),
    )
    found = ReformComparison(unit_changes, (Flow("A", "N", 1),), (Flow("A", "N", 8),), (Flow("A", "N", 5),))
    drawing = Drawing(fromstring(reform_chart.draw(found)))

    assert transfer_words(drawing) == {"甲局 → 丁局：行政−8／职责1项／5人": "行政−8／职责1项／5人"}
    thin = [path for path in drawing.root.iter(f"{SVG}path") if float(path.attrib["stroke-width"]) < 1.5]
    assert len(thin) == 1


def test_what_goes_to_several_units_is_told_without_the_type() -> None:
    """B hands six of its posts to A, which takes it in: words on the line there is, and no second line."""
    drawing = Drawing(fromstring(reform_chart.draw(comparison())))

    assert transfer_words(drawing) == {
        "甲局 → 丁局：编制−2": "编制−2",
        "乙<局> → 甲局：行政−6／4人": "行政−6／4人",
    }


def test_boxes_are_found_by_name() -> None:
    """The search of the chart window looks at data-name, in every picture of a reform."""
    reform = Drawing(fromstring(reform_chart.draw(comparison())))
    flows = Drawing(fromstring(flow_chart.draw(comparison(), "posts")))

    assert {box.attrib["data-name"] for box in reform.boxes("unit")} == {"甲局", "乙<局>", "丙局", "丁局"}
    assert "乙<局>（并入）" in {box.attrib["data-name"] for box in flows.boxes("unit")}
    assert "法规<科>&" in {box.attrib["data-name"] for box in traffic().boxes("section")}


def test_boxes_are_found_by_pinyin_initials_as_on_the_main_chart() -> None:
    """Every box of every picture, before and after, carries those of its name."""
    for text, found in (
        (reform_chart.draw(comparison()), {"甲局": "JJ", "乙<局>": "YJ", "丁局": "DJ"}),
        (flow_chart.draw(comparison(), "posts"), {"甲局": "JJ", "丁局（新设）": "DJXS"}),
        (traffic_chart.draw(office(), "A"), {"法规<科>&": "FGK"}),
    ):
        boxes = Drawing(fromstring(charting.with_initials(text))).root.iter(f"{SVG}g")
        told = {box.attrib["data-name"]: box.attrib.get("data-initials") for box in boxes if "data-name" in box.attrib}
        assert None not in told.values() and found.items() <= told.items()


def test_the_foot_says_which_reform_it_is_and_of_which_day() -> None:
    """Below everything else, in full where pointed at; nothing without a note; the date as papers write it."""
    note = chart_note(Reform("大部门制改革", effective=date(2027, 1, 1)), date(2026, 11, 23))
    assert note == "改革方案：大部门制改革（建议稿），拟自2027年1月1日起施行。测算日期：2026年11月23日"
    assert "施行日期待定" in chart_note(Reform("甲"), date(2026, 11, 23))
    for draw in (
        partial(reform_chart.draw, comparison()),
        partial(flow_chart.draw, comparison(), "posts"),
        partial(flow_chart.draw, comparison(), "duties"),
    ):
        drawn = Drawing(fromstring(draw(note=note)))
        (line,) = [text for text in drawn.root.iter(f"{SVG}text") if "".join(text.itertext()) == note]
        assert all(box.y + box.height < float(line.attrib["y"]) - 12 for box in map(rectangle_of, drawn.boxes("unit")))
        assert float(line.attrib["y"]) < float(drawn.root.attrib["height"])
        assert note not in draw()


def test_the_flow_of_people_says_that_it_is_before_people_are_placed() -> None:
    """Only where somebody is to be placed, and only of people."""
    waiting = replace(comparison(), waiting=3)

    assert "合计流动人员 4 人（随改革事项划转，不含撤销单位人员的安置）" in flow_chart.draw(waiting, "persons")
    assert "不含" not in flow_chart.draw(waiting, "posts") + flow_chart.draw(comparison(), "persons")


def test_reform_that_changes_nothing_is_a_sentence() -> None:
    """No boxes, but a word."""
    same = ReformComparison((UnitChange("C", UnitFate.SAME, side("丙局"), side("丙局")),), (), (), ())

    assert "没有改变任何机构" in reform_chart.draw(same, only_changes=True)
    assert "没有改变任何机构" not in reform_chart.draw(same)


def test_same_reform_gives_the_same_pictures() -> None:
    """To the byte."""
    assert reform_chart.draw(comparison()) == reform_chart.draw(comparison())
    assert flow_chart.draw(comparison()) == flow_chart.draw(comparison())
    assert traffic_chart.draw(office(), "A") == traffic_chart.draw(office(), "A")
