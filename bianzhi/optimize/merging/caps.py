"""What limits the sections of a unit: its cap, and the minimum size on the day asked."""

from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.terms import LeadershipKind
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.optimize.merging.group_count import feasible_sections


def counted_sections(establishment: Establishment, unit: str) -> tuple[Section, ...]:
    """Sections of a unit that count to the cap, in ledger order: the only ones that take part in a merger."""
    return tuple(section for section in establishment.sections_of.get(unit, ()) if section.counts_to_cap)


def is_over_cap(establishment: Establishment, unit: Unit, day: date) -> bool:
    """Whether a unit has more sections that count than its cap allows."""
    return len(counted_sections(establishment, unit.code)) > section_cap(unit, Law(day))


@dataclass(frozen=True, slots=True)
class QuotaForSections:
    """Posts of a unit over all types, and how many of them are its own leaders'."""

    posts: int
    leaders: int

    @property
    def left(self) -> int:
        """Posts for its sections, never negative."""
        return max(0, self.posts - self.leaders)


def quota_for_sections(establishment: Establishment, unit: Unit) -> QuotaForSections | None:
    """What the quota leaves for sections; None where no quota is known."""
    posts = [number for (code, _), number in establishment.authorized.items() if code == unit.code]
    if not posts:
        return None
    leaders = sum(
        row.authorized
        for row in establishment.leadership_posts
        if row.unit == unit.code and row.kind in (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
    )
    return QuotaForSections(sum(posts), leaders)


def sections_within_quota(establishment: Establishment, unit: Unit, law: Law) -> int | None:
    """Sections that the unit's quota less its own leaders' posts allows under the cap; None where no quota is known.

    Advice only, where the clerk does not ask for it: a merger goes by the persons in post, since whole sections with
    their people are what merges.
    """
    quota = quota_for_sections(establishment, unit)
    return None if quota is None else feasible_sections(quota.left, section_cap(unit, law), law["section_min_posts"])
