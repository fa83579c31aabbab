"""内设正职 of sections that state none: one rule for setting up, merging, moving and abolishing sections, and for adding up."""

from collections import Counter, defaultdict

from bianzhi.domain.establishment import Establishment, Section
from bianzhi.domain.terms import LeadershipKind


def heads_not_stated(establishment: Establishment) -> dict[str, int]:
    """Heads' posts with which each section that states none counts, by its code.

    What the sections that state theirs leave of the posts of the unit is for the others: one each where that is enough, else
    nothing is known of any, and none counts.
    """
    listed: Counter[str] = Counter()
    for row in establishment.leadership_posts:
        if row.kind is LeadershipKind.SECTION_HEAD:
            listed[row.unit] += row.authorized
    silent: dict[str, list[Section]] = defaultdict(list)
    for section in establishment.sections:
        if section.heads is None:
            silent[section.unit].append(section)
        else:
            listed[section.unit] -= section.heads
    return {
        section.code: 1 if listed[unit] >= len(sections) else 0
        for unit, sections in silent.items()
        for section in sections
    }
