"""Every partition of small units under the clerk's rules is tried: the study is the best of them, and the next best is next."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.section_study import Light, SectionRules
from bianzhi.errors import SettingsError
from bianzhi.law.general_sections import is_general
from bianzhi.optimize.merging import judge_sections, partition, study_sections
from tests.optimize.merging_worlds import TAGS, partitions, sections_of
from tests.optimize.test_merging_brute_force import value
from tests.worlds import DAY, plus, quota

MINIMUM = 3
SHARE = 30


@st.composite
def studies(draw: st.DrawFn) -> tuple[Establishment, SectionRules]:
    """Four to seven sections, perhaps with a quota, and rules of which some contradict each other."""
    count = draw(st.integers(4, 7))
    changes = {
        number: {
            "mergeable": draw(st.integers(0, 6)) > 0,
            "counts_to_cap": draw(st.integers(0, 9)) > 0,
            "functions": tuple(draw(st.lists(st.sampled_from(TAGS), unique=True, max_size=2))),
        }
        for number in range(1, count + 1)
    }
    number = st.integers(1, count)
    traffic = draw(st.lists(st.tuples(number, number, st.integers(0, 30)), max_size=8))
    sizes = draw(st.lists(st.integers(0, 7), min_size=count, max_size=count))
    district = sections_of(sizes, changes, traffic, section_cap=draw(st.integers(2, 5)))
    if draw(st.integers(0, 2)) == 0:
        district = plus(district, quota("A", draw(st.integers(0, 30))))
    free = [section.code for section in district.sections if section.mergeable and section.counts_to_cap]
    code = st.sampled_from(free or ["S1"])
    pair = st.lists(code, min_size=min(2, len(free)), max_size=2, unique=True).map(tuple)
    rules = SectionRules(
        together=tuple(draw(st.lists(pair, max_size=1))),
        apart=tuple(one for one in draw(st.lists(pair, max_size=2)) if len(one) == 2),
        alone=tuple(draw(st.lists(code, max_size=1))) if draw(st.integers(0, 3)) == 0 else (),
        cap=draw(st.one_of(st.none(), st.integers(1, 5))) if draw(st.booleans()) else None,
    )
    return district, rules


class ByHand:
    """The rules written a second time, over every partition of the sections that may merge."""

    def __init__(self, district: Establishment, rules: SectionRules) -> None:
        self.district, self.rules = district, rules
        self.sections = district.sections
        self.sizes = [district.section_staff[section.code] for section in self.sections]
        self.counted = [place for place, section in enumerate(self.sections) if section.counts_to_cap]
        self.free = [
            place
            for place in self.counted
            if self.sections[place].mergeable and self.sections[place].code not in rules.alone
        ]
        self.staying = [place for place in self.counted if place not in self.free]
        self.least = MINIMUM if any(self.sizes[place] for place in self.counted) else 0
        (unit,) = district.units
        self.most = unit.section_cap if rules.cap is None else rules.cap
        if district.quota_entries:
            self.most = min(self.most, max(1, district.quota_entries[0].posts // MINIMUM))

    def few_general(self, groups: list[list[int]]) -> bool:
        """Those that stay count first; the others may take what they leave of the share."""
        after = len(groups) + len(self.staying)
        general = sum(all(is_general(self.sections[place]) for place in group) for group in groups)
        staying = sum(is_general(self.sections[place]) for place in self.staying)
        return general <= max(0, max(1, after * SHARE // 100) - staying)

    def keeps(self, groups: list[list[int]]) -> bool:
        """Whether a grouping does what the clerk demands."""
        home = {self.sections[place].code: number for number, group in enumerate(groups) for place in group}
        together = all(len({home.get(code) for code in codes}) == 1 for codes in self.rules.together)
        return together and all(home.get(one, -1) != home.get(other, -2) for one, other in self.rules.apart)

    def large_enough(self, groups: list[list[int]]) -> bool:
        """Every group has the minimum; or the staff in all is under it, and there is one group."""
        staff = [sum(self.sizes[place] for place in group) for group in groups]
        return min(staff) >= self.least or (sum(staff) < self.least and len(groups) == 1)

    def lawful(self) -> Iterator[list[list[int]]]:
        """Every lawful grouping of the free sections."""
        for groups in partitions(self.free):
            within = 1 <= len(groups) <= self.most - len(self.staying)
            if within and self.large_enough(groups) and self.few_general(groups) and self.keeps(groups):
                yield groups

    @property
    def needs_no_merger(self) -> bool:
        """Within the numbers as it is."""
        general = sum(is_general(self.sections[place]) for place in self.counted)
        joined = any(len(set(codes)) > 1 for codes in self.rules.together)
        number = len(self.counted)
        return number <= self.most and not joined and general <= max(1, number * SHARE // 100)


@pytest.mark.slow
@pytest.mark.parametrize("listed", [15, 0])
@given(case=studies())
@settings(max_examples=120, deadline=None)
def test_study_is_the_best_of_all_lawful_groupings(listed: int, case: tuple[Establishment, SectionRules]) -> None:
    """Most groups, then most value; the next best is the best other with as many; simple methods are never better.

    Whether groups are listed, as for units of this size, or searched for, as for large ones.
    """
    district, rules = case
    by_hand = ByHand(district, rules)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(partition, "MOST_LISTED_SECTIONS", listed)
            study = study_sections(district, "A", DAY, rules)
    except SettingsError:
        return  # contradictions have tests of their own
    if by_hand.needs_no_merger:
        assert all(len(group.sections) == 1 for group in study.merger.groups)
        assert study.merger.after == len(by_hand.counted)
        return
    lawful = list(by_hand.lawful()) if by_hand.free else []
    if not lawful:
        assert study.merger.status is PlanStatus.INFEASIBLE
        assert "没有可行的整合方案" in study.merger.notes[0]
        return
    most = max(map(len, lawful))
    ranked = sorted((value(district, by_hand.sizes, groups) for groups in lawful if len(groups) == most), reverse=True)
    assert study.merger.status is PlanStatus.OPTIMAL
    assert study.merger.after == most + len(by_hand.staying)
    assert study.merger.value == study.merger.bound == study.optimum == ranked[0]
    place = {section.code: number for number, section in enumerate(by_hand.sections)}
    found = [[place[code] for code in group.sections] for group in study.merger.groups]
    assert sorted(group for group in found if group[0] in by_hand.free) in [sorted(groups) for groups in lawful]
    if len(ranked) > 1:
        assert study.next_best is not None
        assert (study.next_best.value, study.next_best.bound) == (ranked[1], ranked[1])
        assert study.next_best.groups != study.merger.groups
    else:
        assert study.next_best is None
    for other in study.others:
        assert other.value is None or other.value <= study.merger.value
        assert other.value is None or other.value in ranked


@given(studies())
@settings(max_examples=60, deadline=None)
def test_the_optimum_judged_by_hand_is_worth_the_same(case: tuple[Establishment, SectionRules]) -> None:
    """Value, lights and surplus heads of the optimum do not depend on who made it; what it was solved for is not red."""
    district, rules = case
    try:
        study = study_sections(district, "A", DAY, rules)
    except SettingsError:
        return
    if not study.merger.groups:
        return
    turned = [tuple(reversed(group.sections)) for group in reversed(study.merger.groups)]
    judged = judge_sections(district, "A", turned, DAY, rules, study)

    assert judged.merger.value == study.merger.value == judged.optimum
    assert judged.merger.groups == study.merger.groups
    assert judged.merger.surplus_heads == study.merger.surplus_heads
    assert judged.lights == study.lights
    never_red = {"M2", "M3", "M9", "M11"}
    assert not [light for light in judged.lights if light.id in never_red and light.light is Light.RED]
    assert all(one.sections and other.sections for one, other in combinations(judged.merger.groups, 2))
