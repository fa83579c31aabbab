"""The sections of one unit that count to its cap, and what the law and the clerk demand of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.plan import MergedSection
from bianzhi.domain.section_study import SectionRules
from bianzhi.law.general_sections import is_general
from bianzhi.law.levels import section_leaders
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.optimize.merging import notes
from bianzhi.optimize.merging.affinity import affinities
from bianzhi.optimize.merging.caps import QuotaForSections, counted_sections, quota_for_sections
from bianzhi.optimize.merging.naming import proposed_name
from bianzhi.optimize.merging.problem import Grouping, MergingProblem

_NO_RULES = SectionRules()


@dataclass(frozen=True)
class UnitSections:
    """Sections of one unit under rules."""

    establishment: Establishment
    unit: Unit
    law: Law
    rules: SectionRules = _NO_RULES
    limited: bool = False
    """Whether the quota less the unit's leaders also limits the number of sections."""
    shared: bool = False
    """Whether general sections may only be a share of them."""

    @cached_property
    def counted(self) -> tuple[Section, ...]:
        """Sections that count to the cap, in ledger order."""
        return counted_sections(self.establishment, self.unit.code)

    @cached_property
    def free(self) -> tuple[Section, ...]:
        """Those that may merge."""
        return tuple(section for section in self.counted if not self._stays(section))

    @cached_property
    def alone(self) -> tuple[Section, ...]:
        """Those that stay as they are."""
        return tuple(section for section in self.counted if self._stays(section))

    def _stays(self, section: Section) -> bool:
        return not section.mergeable or section.code in self.rules.alone

    @property
    def cap(self) -> int:
        """Most sections: the clerk's number for trying, or else the law's."""
        return section_cap(self.unit, self.law) if self.rules.cap is None else self.rules.cap

    @property
    def within_quota(self) -> int | None:
        """Sections that the quota less the unit's leaders allows, whatever the cap; None where no quota is known."""
        return None if self.quota is None else self.quota.left // self.law["section_min_posts"]

    @property
    def quota(self) -> QuotaForSections | None:
        """Posts for its sections; None where no quota is known."""
        return quota_for_sections(self.establishment, self.unit)

    @property
    def most(self) -> int:
        """Sections there may be: the cap, or the quota's number where that is less and binds; at least one."""
        allowed = self.within_quota if self.limited else None
        return self.cap if allowed is None else min(self.cap, max(1, allowed))

    @property
    def least(self) -> int:
        """Persons a section shall have; 0 where nobody is recorded in any section, so that sizes mean nothing."""
        return self.law["section_min_posts"] if any(map(self.size, self.counted)) else 0

    def size(self, section: Section) -> int:
        """Persons in post."""
        return self.establishment.section_staff[section.code]

    @cached_property
    def blocks(self) -> tuple[tuple[Section, ...], ...]:
        """Free sections, those that must be together in one block; in order of the first of each."""
        block_of = {section.code: {section.code} for section in self.free}
        for codes in self.rules.together:
            joined = {code for each in codes for code in block_of.get(each, ())}
            for code in joined:
                block_of[code] = joined
        blocks: list[tuple[Section, ...]] = []
        for section in self.free:
            if not any(section in block for block in blocks):
                blocks.append(tuple(other for other in self.free if other.code in block_of[section.code]))
        return tuple(blocks)

    @cached_property
    def apart_pairs(self) -> frozenset[tuple[int, int]]:
        """Positions of blocks that must not be in one section."""
        home = {section.code: place for place, block in enumerate(self.blocks) for section in block}
        pairs = (sorted((home[one], home[other])) for one, other in self.rules.apart if {one, other} <= home.keys())
        return frozenset((one, other) for one, other in pairs)

    @property
    def share(self) -> int:
        """Most general sections, in percent of the sections."""
        return self.law["general_section_share_percent"]

    def most_general(self, sections: int) -> int:
        """Most general sections among so many: the share rounded down, but one is always allowed."""
        return max(1, self.share * sections // 100)

    def problem(self, groups: int) -> MergingProblem:
        """The free sections, in so many groups."""
        points = affinities(self.free, self.establishment.traffic, self.counted)
        place = {section.code: number for number, section in enumerate(self.free)}
        members = [[place[section.code] for section in block] for block in self.blocks]
        staying = sum(is_general(section) for section in self.alone)
        return MergingProblem(
            sections=tuple(block[0] for block in self.blocks),
            sizes=tuple(sum(map(self.size, block)) for block in self.blocks),
            affinity={
                (i, j): sum(points[min(one, other), max(one, other)] for one in members[i] for other in members[j])
                for i, j in combinations(range(len(members)), 2)
            },
            groups=groups,
            least=self.least,
            apart_pairs=self.apart_pairs,
            general=frozenset(place for place, block in enumerate(self.blocks) if all(map(is_general, block))),
            most_general=max(0, self.most_general(groups + len(self.alone)) - staying) if self.shared else None,
            within_blocks=sum(points[pair] for block in members for pair in combinations(block, 2)),
        )

    def with_those_alone(self, grouping: Grouping) -> list[tuple[Section, ...]]:
        """The sections of each group, in ledger order, and those that stay alone among them."""
        groups = [[section for place in group for section in self.blocks[place]] for group in grouping]
        return self.in_order([*groups, *([section] for section in self.alone)])

    def in_order(self, groups: Sequence[Sequence[Section]]) -> list[tuple[Section, ...]]:
        """Groups in order of their first section, sections in ledger order."""
        order = {section.code: place for place, section in enumerate(self.counted)}
        inside = [tuple(sorted(group, key=lambda section: order[section.code])) for group in groups]
        return sorted(inside, key=lambda group: order[group[0].code])

    def described(self, groups: Sequence[tuple[Section, ...]]) -> tuple[MergedSection, ...]:
        """Groups with their names, persons in post, and the leaders' posts of their size."""
        everyone = self.establishment.sections_of.get(self.unit.code, ())
        given: set[str] = set()
        described = []
        for group in groups:
            others = {section.name for section in everyone if section not in group}
            sizes = [self.size(section) for section in group]
            name = proposed_name(group, sizes, others | given, self.unit.functions)
            given |= {name, notes.without_mark(name)}
            heads, deputies = section_leaders(sum(sizes))
            described.append(MergedSection(tuple(section.code for section in group), name, sum(sizes), heads, deputies))
        return tuple(described)
