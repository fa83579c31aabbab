"""只看变化 and 到系统: what a chart leaves out is counted, and what it sums up ties."""

import pytest

from bianzhi.charts.figures import count_units
from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.terms import UnitKind
from tests.charts.drawings import SVG, drawn, in_section, merger, plan_of, wide_district
from tests.worlds import agencies, plus, section, unit

LEDGER = plus(
    agencies(A=(12, 10), B=(4, 5), C=(5, 5)),
    unit("K", kind=UnitKind.COURT),
    section("S1", "A"),
    section("S2", "A"),
    section("S3", "C"),
    section("S4", "C"),
    section("S5", "C"),
)
PLAN = plan_of(("A1", "A", "B"))


def test_only_units_that_change_are_shown() -> None:
    """A gives, B receives; C and the court have no change. With a merger in C, C changes too."""
    assert drawn(LEDGER, PLAN, view=View.CHANGES).codes("unit") == ["A", "B"]
    mergers = (merger("C", 2, ("综合科", ("S3", "S4")), ("S5科", ("S5",))),)
    assert drawn(LEDGER, PLAN, mergers, View.CHANGES).codes("unit") == ["A", "B", "C"]


def test_what_is_left_out_of_a_band_is_counted() -> None:
    """Totals stay those of the whole band; a band without change is its header."""
    chart = drawn(LEDGER, PLAN, view=View.CHANGES)
    assert chart.texts("band", "government")[1].endswith("（有变化2个，其余1个不变）")
    assert chart.texts("band", "government")[1].startswith("3个单位　编制20　实有21")
    assert chart.texts("band", "justice")[1].endswith("（均不变）")
    assert chart.box("band", "justice").attrib["data-folded"] == "true"


def test_only_sections_that_change_are_shown() -> None:
    """Somebody leaves S1; S2 is counted beside the unit."""
    ledger = in_section(LEDGER, "S1", "A1")
    mergers = (merger("C", 2, ("综合科", ("S3", "S4")), ("S5科", ("S5",))),)
    chart = drawn(ledger, PLAN, mergers, View.CHANGES, Level.SECTIONS)
    assert chart.codes("section") == ["S1", "S3+S4", "S3", "S4"]
    blocks = chart.boxes("block")
    beside = ["".join(text.itertext()) for block in blocks for text in block.findall(f"{SVG}text")]
    assert beside == ["其余1个不变", "其余1个不变"], "S2 of A, S5 of C"


def test_figures_of_changes_are_those_of_the_comparison() -> None:
    """Nothing is counted another way because others are left out."""
    compared, changes = (drawn(LEDGER, PLAN, view=view) for view in (View.COMPARE, View.CHANGES))
    for code in ("A", "B"):
        assert changes.texts("unit", code) == compared.texts("unit", code)


def test_without_a_plan_nothing_changes() -> None:
    """Every band is its header; no unit stands."""
    chart = drawn(LEDGER, view=View.CHANGES)
    assert chart.codes("unit") == []
    assert all(text.endswith("（均不变）") for key in chart.codes("band") for text in chart.texts("band", key)[1:])


@pytest.mark.parametrize("view", list(View))
def test_systems_have_totals_only(view: View) -> None:
    """One box for each band, with its figures; no unit, no section."""
    ledger = wide_district(3, 2)
    units, systems = drawn(ledger, view=view), drawn(ledger, view=view, level=Level.SYSTEMS)
    assert systems.codes("system") == units.codes("band")
    assert systems.codes("unit") == systems.codes("section") == []
    assert {box.attrib["data-name"] for box in systems.boxes("system")} >= {"党委", "政府"}


def test_a_system_says_how_its_units_stand() -> None:
    """A is over, B and C are not: the shares of the bar and the words below it."""
    texts = drawn(LEDGER, level=Level.SYSTEMS).texts("system", "government")
    assert texts == ["政府", "3个单位", "编制20　实有21", "", "超2 空1", "超编 1个", "满编 1个", "空编超15% 1个"]
    total = [figures.total.before for figures in count_units(LEDGER, None, ())]
    assert sum(count.in_post for count in total) == 21
