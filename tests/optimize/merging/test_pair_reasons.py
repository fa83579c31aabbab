"""Why sections go together, in the points of the objective; and that the office work may be left without a section."""

from bianzhi.domain.plan import MergedSection, Merger, PlanStatus
from bianzhi.services import section_pairs
from tests.optimize.merging_worlds import sections_of


def merger_of(*groups: tuple[str, ...]) -> Merger:
    """A grouping of the sections of A."""
    merged = tuple(MergedSection(group, "、".join(group), 3, 1, 1) for group in groups)
    return Merger("A", 6, sum(map(len, groups)), len(groups), PlanStatus.OPTIMAL, 0, 0, merged)


def test_every_pair_of_a_group_is_told_with_what_speaks_for_it() -> None:
    """S1 and S2 share a tag and three quarters of the work: 850; S3 has neither; who is alone has no pair."""
    here = sections_of(
        [3, 3, 3, 3], {1: {"functions": ("审批",)}, 2: {"functions": ("审批",)}}, [(1, 2, 20), (2, 1, 10), (3, 4, 10)]
    )

    one, two, three = section_pairs.pair_reasons(here, merger_of(("S1", "S2", "S3"), ("S4",)))

    assert (one.group, one.section, one.other, one.common, one.volume, one.points) == (
        1,
        "S1",
        "S2",
        ("审批",),
        30,
        850,
    )
    assert [(each.section, each.other, each.points) for each in (two, three)] == [("S1", "S3", 0), ("S2", "S3", 0)]


def test_office_work_without_a_section_of_its_own_is_told() -> None:
    """The office goes into S2: named; where it stays alone, or goes with another general section, nothing is said."""
    here = sections_of([3, 3, 3], {1: {"name": "办公室"}, 3: {"name": "综合科"}})

    assert section_pairs.general_sections_absorbed(here, merger_of(("S1", "S2"), ("S3",))) == ()
    assert section_pairs.general_sections_absorbed(here, merger_of(("S1", "S3"), ("S2",))) == ()
    assert section_pairs.general_sections_absorbed(here, merger_of(("S1", "S2", "S3"))) == ("办公室", "综合科")
