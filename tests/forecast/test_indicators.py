"""Indicators: both figures and the formula, and — where there is nothing to divide by."""

from datetime import date
from fractions import Fraction

from bianzhi.domain.outlook import Indicator
from bianzhi.domain.terms import LeadershipKind, PersonState
from bianzhi.forecast import indicators
from bianzhi.writing.outlook_workbook import shown
from tests.worlds import agencies, but, leadership, person, quota, section, unit, world

DAY = date(2026, 11, 23)


def of(found: tuple[Indicator, ...], id: str, unit: str = "") -> Indicator:
    """One indicator of one unit, or of the whole."""
    return next(each for each in found if each.id == id and each.unit == unit)


def test_half_full_is_half_vacant_and_not_over() -> None:
    """Domain §11b I: q12 a6 → 使用率 50 %, 空编率 50 %, 超编率 0."""
    found = indicators(agencies(A=(6, 12)), DAY)

    assert of(found, "K01", "A").value == Fraction(1, 2)
    assert of(found, "K02", "A").value == Fraction(1, 2)
    assert of(found, "K03", "A").value == 0
    assert shown(of(found, "K01", "A")) == "50.0%"


def test_without_a_quota_there_is_no_rate() -> None:
    """Domain §11b I: q0 a2 → 使用率 undefined (—), and two over."""
    found = indicators(agencies(A=(2, 0)), DAY)

    assert of(found, "K01", "A").value is None
    assert shown(of(found, "K01", "A")) == "—"
    assert of(found, "K03", "A").numerator == 2


def test_over_and_under_do_not_cancel() -> None:
    """A is two over and B two vacant: both rates show it, for the whole as well."""
    found = indicators(agencies(A=(12, 10), B=(8, 10)), DAY)

    assert of(found, "K01").value == 1
    assert (of(found, "K02").numerator, of(found, "K03").numerator) == (2, 2)


def test_ages_and_absence_are_counted_of_those_known() -> None:
    """One of three is 45 on the day and so no longer under 45; one is away; one has no birth date."""
    here = but(
        agencies(A=(3, 3)),
        A1={"birth": date(1981, 11, 23)},
        A2={"birth": date(1981, 11, 24), "state": PersonState.SECONDED},
        A3={"birth": None},
    )
    found = indicators(here, DAY)

    assert (of(found, "K07").numerator, of(found, "K07").denominator) == (1, 2)
    assert (of(found, "K09").numerator, of(found, "K09").denominator) == (1, 3)


def test_leaders_of_the_unit_and_general_sections() -> None:
    """Two of three leadership posts are filled; one of two counted sections is general."""
    here = world(
        unit("A"),
        quota("A", 10),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 2),
        section("S1", "A", name="办公室"),
        section("S2", "A", name="法规科"),
        section("S3", "A", name="机关党委", counts_to_cap=False),
        person("a", is_leader=True),
        person("b", is_leader=True),
        person("c", section="S1", is_leader=True),
    )
    found = indicators(here, DAY)

    assert (of(found, "K04").numerator, of(found, "K04").denominator) == (2, 3)
    assert (of(found, "K06").numerator, of(found, "K06").denominator) == (1, 2)


def test_every_unit_and_the_whole_have_every_indicator() -> None:
    """Ten each; each with a formula in words."""
    found = indicators(agencies(A=(1, 1), B=(1, 1)), DAY)

    assert len(found) == 30
    assert all(each.formula for each in found)
