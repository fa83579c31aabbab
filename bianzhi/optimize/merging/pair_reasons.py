"""Why two sections go together: what they share and how much they deal with each other, in the points of the objective."""

from collections.abc import Iterable
from itertools import combinations

from bianzhi.domain.establishment import Establishment, Section
from bianzhi.domain.plan import Merger
from bianzhi.domain.section_study import PairReason
from bianzhi.law.general_sections import is_general
from bianzhi.optimize.merging.affinity import affinities


def pair_reasons(establishment: Establishment, merger: Merger) -> tuple[PairReason, ...]:
    """Every two sections that a grouping puts together, group by group, with common function tags and mutual volume."""
    counted = [s for s in establishment.sections_of.get(merger.unit, ()) if s.counts_to_cap]
    place = {section.code: number for number, section in enumerate(counted)}
    points = affinities(counted, establishment.traffic, counted)
    found = []
    for number, group in enumerate(merger.groups, start=1):
        known = [code for code in group.sections if code in place]
        for one, other in combinations(sorted(known, key=lambda code: place[code]), 2):
            first, second = counted[place[one]], counted[place[other]]
            common = tuple(tag for tag in dict.fromkeys(first.functions) if tag in second.functions)
            volume = _volume(establishment, (first, second))
            found.append(PairReason(number, one, other, common, volume, points[place[one], place[other]]))
    return tuple(found)


def _volume(establishment: Establishment, pair: Iterable[Section]) -> int:
    codes = {section.code for section in pair}
    return sum(max(0, row.volume) for row in establishment.traffic if {row.section, row.other} == codes)


def general_sections_absorbed(establishment: Establishment, merger: Merger) -> tuple[str, ...]:
    """Names of the general sections where every one of them joins others that are not; nothing where one stays general."""
    general = {
        code: establishment.section[code].name
        for group in merger.groups
        for code in group.sections
        if code in establishment.section and is_general(establishment.section[code])
    }
    stays = any(all(code in general for code in group.sections) for group in merger.groups)
    return () if stays else tuple(general.values())
