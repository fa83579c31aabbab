"""Units of 12 to 40 sections: proven, in time, and never worse than simple methods."""

import time
from collections.abc import Callable

import pytest

from benchmarks.sections import hard_unit, usual_unit
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.section_study import SectionRules
from bianzhi.optimize.merging import partition, study_sections
from tests.worlds import DAY

RULES = SectionRules(together=(("S00", "S07"),), apart=(("S01", "S02"), ("S03", "S04")), alone=("S05",))


@pytest.mark.parametrize("made", [hard_unit, usual_unit])
@pytest.mark.parametrize("rules", [SectionRules(), RULES])
@pytest.mark.parametrize("seed", [1, 2])
def test_fourteen_sections_have_one_answer_whether_groups_are_listed_or_searched_for(
    made: Callable[[int, int, int], Establishment], rules: SectionRules, seed: int
) -> None:
    """The same optimum, the same next best, ties included."""
    district = made(14, 5, seed)
    listed = study_sections(district, "A", DAY, rules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "MOST_LISTED_SECTIONS", 0)
        searched = study_sections(district, "A", DAY, rules)

    assert (listed.merger, listed.next_best) == (searched.merger, searched.next_best)
    assert listed.merger.status is PlanStatus.OPTIMAL
    assert listed.next_best is not None


@pytest.mark.slow
@pytest.mark.parametrize("made", [hard_unit, usual_unit])
@pytest.mark.parametrize(("sections", "limit"), [(12, 1), (20, 10)])
def test_units_are_proven_in_time_and_simple_methods_are_never_better(
    made: Callable[[int, int, int], Establishment], sections: int, limit: int
) -> None:
    """Twelve sections within a second, twenty within ten, the next best included; five units of each kind."""
    for seed in range(1, 6):
        started = time.perf_counter()
        study = study_sections(made(sections, 6, seed), "A", DAY, SectionRules(), limit)
        print(f"{sections} sections: {time.perf_counter() - started:.2f} s")  # noqa: T201

        assert study.merger.status is PlanStatus.OPTIMAL
        assert study.merger.value == study.merger.bound
        assert all(other.value is None or other.value <= study.merger.value for other in study.others)


@pytest.mark.slow
@pytest.mark.parametrize("cap", [6, 11])
def test_forty_sections_have_a_gap_of_five_percent_at_most(cap: int) -> None:
    """In thirty seconds; in fact it is proven in a few."""
    study = study_sections(hard_unit(40, cap), "A", DAY, SectionRules(), 30)

    assert (study.merger.bound - study.merger.value) * 100 <= 5 * study.merger.value
    assert all(other.value is None or other.value <= study.merger.value for other in study.others)


@pytest.mark.slow
def test_out_of_time_the_proposal_is_lawful_and_not_worse_than_simple_methods() -> None:
    """A second for forty sections where affinities are few, which takes ten or twenty to prove (the optimum is 1025)."""
    free = study_sections(usual_unit(40, 6), "A", DAY, SectionRules(), 0)
    ruled = study_sections(usual_unit(40, 6), "A", DAY, RULES, 0)

    assert free.merger.status is ruled.merger.status is PlanStatus.FEASIBLE
    assert free.merger.value <= 1025 <= free.merger.bound
    assert free.optimum is None
    for study in (free, ruled):
        assert all(other.value is None or other.value <= study.merger.value for other in study.others)
    homes = {code: group.name for group in ruled.merger.groups for code in group.sections}
    assert homes["S00"] == homes["S07"]
    assert homes["S01"] != homes["S02"]
    assert homes["S03"] != homes["S04"]
    assert ("S05",) in [group.sections for group in ruled.merger.groups]
