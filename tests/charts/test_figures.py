"""What a chart counts ties with the ledger, unit by unit and type by type."""

from dataclasses import replace

import pytest

from bianzhi.charts.bands import SYSTEMS, bands_of
from bianzhi.charts.figures import Change, Standing, State, count_units, counted
from bianzhi.domain.terms import Category, UnitKind
from tests.charts.drawings import in_section, merger, plan_of, wide_district
from tests.worlds import agencies, people, plus, quota, section, together, unit, world


@pytest.mark.parametrize(
    ("authorized", "in_post", "state"),
    [
        (10, 11, State.OVER),
        (10, 10, State.FULL),
        (10, 9, State.VACANT),
        (100, 85, State.VACANT),
        (100, 84, State.SPARSE),
        (0, 1, State.OVER),
        (0, 0, State.UNFIXED),
    ],
)
def test_the_state_of_a_cell(authorized: int, in_post: int, state: State) -> None:
    """Fifteen vacant of a hundred are vacant posts; sixteen are thin staffing."""
    assert counted(authorized, in_post).state is state


def test_excess_and_vacancies_are_not_netted() -> None:
    """Two over on one type and one vacant on another are 超2 空1, never 超1."""
    ledger = world(
        unit("A"),
        quota("A", 3),
        *people("A", 5),
        quota("A", 1, Category.FULLY_FUNDED),
    )
    (figures,) = count_units(ledger, None, ())
    total = figures.total.after
    assert (total.authorized, total.in_post, total.excess, total.vacancies) == (4, 5, 2, 1)
    assert total.words == "超2 空1"


def test_totals_tie_with_the_ledger() -> None:
    """Bands add up to the figures of the whole ledger, and every kind of unit has exactly one band."""
    ledger = wide_district()
    units = count_units(ledger, None, ())
    total = sum((band.total for band in bands_of(units)), Change()).before
    assert (total.excess, total.vacancies) == (ledger.total_excess, ledger.total_vacancies)
    assert total.in_post == sum(ledger.in_post.values())
    assert total.authorized == sum(ledger.authorized.values())
    assert sorted(kind for system in SYSTEMS for kind in system.kinds) == sorted(UnitKind)


def test_the_band_is_named_by_what_is_in_it() -> None:
    """Streets only are 街道; with a township among them 街道、乡镇."""
    street, town = unit("A", kind=UnitKind.SUBDISTRICT), unit("B", kind=UnitKind.TOWNSHIP)
    assert [band.title for band in bands_of(count_units(world(street), None, ()))] == ["街道"]
    assert [band.title for band in bands_of(count_units(world(street, town), None, ()))] == ["街道、乡镇"]


def test_a_plan_moves_persons_between_units() -> None:
    """One of A's two too many goes to B: A has one too many left, B none vacant."""
    giver, taker = count_units(agencies(A=(12, 10), B=(4, 5)), plan_of(("A1", "A", "B")), ())
    assert (giver.total.before.words, giver.total.after.words) == ("超2", "超1")
    assert (taker.total.before.words, taker.total.after.words) == ("空1", "满编")
    assert (giver.total.leaving, giver.total.arriving) == (1, 0)
    assert (taker.total.leaving, taker.total.arriving) == (0, 1)


def test_sections_and_those_outside_make_the_unit() -> None:
    """Of five people two are in a section and three in none; a move into the section changes only it."""
    ledger = together(plus(agencies(A=(5, 6)), section("S1", "A")), agencies(B=(2, 1)))
    ledger = in_section(ledger, "S1", "A1", "A2")
    figures = count_units(ledger, plan_of(("B1", "B", "A"), section="S1"), ())[0]
    assert (figures.sections[0].in_post_before, figures.sections[0].in_post_after) == (2, 3)
    assert (figures.outside_sections(after=False), figures.outside_sections(after=True)) == (3, 3)


def test_who_leaves_a_unit_leaves_the_section() -> None:
    """Of two in the section one goes."""
    ledger = in_section(plus(agencies(A=(2, 1), B=(0, 1)), section("S1", "A")), "S1", "A1", "A2")
    (shown,) = count_units(ledger, plan_of(("A1", "A", "B")), ())[0].sections
    assert (shown.in_post_before, shown.in_post_after, shown.leaving) == (2, 1, 1)


def test_a_person_is_not_counted_in_a_section_of_another_unit() -> None:
    """Else the sections of a unit would hold people the unit does not have."""
    ledger = in_section(together(plus(agencies(A=(1, 1)), section("S1", "A")), agencies(B=(1, 1))), "S1", "B1")
    assert count_units(ledger, None, ())[0].sections[0].in_post_before == 0


def test_merged_sections_become_one_with_all_their_people() -> None:
    """Three sections, two merged: the new one has the people and posts of both; five sections counted become four."""
    ledger = plus(
        agencies(A=(6, 6)),
        *(section(f"S{number}", "A", authorized=number) for number in (1, 2, 3)),
    )
    ledger = in_section(in_section(ledger, "S1", "A1"), "S3", "A2", "A3")
    (figures,) = count_units(ledger, None, (merger("A", 2, ("综合科", ("S1", "S3")), ("S2科", ("S2",))),))
    standings = [(shown.key, shown.standing) for shown in figures.sections]
    assert standings == [
        ("S1+S3", Standing.MERGED),
        ("S1", Standing.ABOLISHED),
        ("S3", Standing.ABOLISHED),
        ("S2", Standing.KEPT),
    ]
    assert (figures.sections[0].name, figures.sections[0].authorized) == ("综合科", 4)
    assert figures.sections[0].in_post_after == 3
    assert (figures.section_cap.before, figures.section_cap.after) == (3, 2)


def test_a_section_whose_name_alone_changes_is_renamed() -> None:
    """A group of one with another name abolishes nothing."""
    ledger = plus(agencies(A=(1, 1)), section("S1", "A"))
    (figures,) = count_units(ledger, None, (merger("A", 6, ("新科", ("S1",))),))
    assert [shown.standing for shown in figures.sections] == [Standing.RENAMED]


@pytest.mark.parametrize(("sections", "over"), [(6, False), (7, True)])
def test_the_general_cap_holds_where_a_unit_has_none(sections: int, over: bool) -> None:
    """Six sections are allowed, seven are too many; one that does not count does not help."""
    ledger = plus(
        agencies(A=(1, 1)),
        *(section(f"S{number}", "A") for number in range(sections)),
        section("X", "A", counts_to_cap=False),
    )
    (figures,) = count_units(ledger, None, ())
    assert figures.section_cap.is_over(after=False) is over


def test_the_cap_of_the_unit_and_of_the_discipline_commission_come_first() -> None:
    """A cap in the ledger replaces the general one; 纪委监委 may have eleven."""
    caps = [
        figures.section_cap.cap
        for figures in count_units(
            world(unit("A", section_cap=3), unit("B", kind=UnitKind.DISCIPLINE), unit("C")), None, ()
        )
    ]
    assert caps == [3, 11, 6]


def test_a_unit_without_posts_or_people_is_not_full() -> None:
    """Nothing authorized and nobody there is said as such."""
    (figures,) = count_units(world(unit("A")), None, ())
    assert figures.total.before.words == "未核编制"
    assert replace(figures.total.before, authorized=1).words == "满编"
