"""Affinity in points: a hundred a common function, a thousand for all the traffic, shared out by volume."""

from bianzhi.domain.establishment import SectionTraffic
from bianzhi.optimize.merging.affinity import affinities
from tests.worlds import section


def test_common_functions_count_a_hundred_each() -> None:
    """Two in common, one in common, none; a function named twice counts once."""
    sections = (
        section("S1", functions=("法规", "监管", "法规")),
        section("S2", functions=("监管", "法规")),
        section("S3", functions=("监管",)),
        section("S4"),
    )

    points = affinities(sections, (), sections)

    assert (points[0, 1], points[0, 2], points[0, 3]) == (200, 100, 0)


def test_traffic_is_shared_out_in_per_mille_of_both_directions() -> None:
    """One and two of eight between S1 and S2, five between S2 and S3."""
    sections = (section("S1"), section("S2"), section("S3"))
    traffic = (SectionTraffic("S1", "S2", 1), SectionTraffic("S3", "S2", 5), SectionTraffic("S2", "S1", 2))

    assert affinities(sections, traffic, sections) == {(0, 1): 375, (0, 2): 0, (1, 2): 625}


def test_shares_are_rounded_half_up() -> None:
    """One of 2001 is under half a per mille, one of 2000 is half of one."""
    sections = (section("S1"), section("S2"), section("S3"))

    def points(rest: int) -> int:
        traffic = (SectionTraffic("S1", "S2", 1), SectionTraffic("S2", "S3", rest))
        return affinities(sections, traffic, sections)[0, 1]

    assert (points(2000), points(1999)) == (0, 1)


def test_traffic_beyond_the_sections_of_the_unit_and_with_oneself_is_left_out() -> None:
    """All of what is left is between S1 and S2."""
    sections = (section("S1"), section("S2"))
    traffic = (SectionTraffic("S1", "S2", 1), SectionTraffic("S1", "B9", 50), SectionTraffic("S2", "S2", 50))

    assert affinities(sections, traffic, sections) == {(0, 1): 1000}


def test_traffic_with_sections_that_stay_alone_is_part_of_the_whole() -> None:
    """S3 may not merge, yet half of the unit's traffic is with it."""
    sections = (section("S1"), section("S2"), section("S3"))
    traffic = (SectionTraffic("S1", "S2", 4), SectionTraffic("S1", "S3", 4))

    assert affinities(sections[:2], traffic, sections) == {(0, 1): 500}
