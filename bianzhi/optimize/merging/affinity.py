"""How well two sections go together: common 职能标签 and 科室往来, as whole points."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bianzhi.domain.establishment import Section, SectionTraffic

POINTS_PER_COMMON_FUNCTION = 100
"""Points for each 职能标签 that two sections share."""

TRAFFIC_POINTS = 1000
"""Points that all the traffic between the unit's sections is worth, shared out by volume: one point is one per mille."""


def affinities(
    sections: Sequence[Section], traffic: Iterable[SectionTraffic], among: Iterable[Section]
) -> Mapping[tuple[int, int], int]:
    """Affinity in points of every pair (i, j), i < j, of positions in ``sections``.

    A hundred points for each common 职能标签, and the pair's share, in per mille rounded half up, of the volume between
    any two of the sections ``among`` (all of the unit's that count to the cap): a tenth of the traffic weighs as much
    as a common function. Volumes add up over both directions, so
    neither the order of the rows nor who is named first matters; a section's traffic with itself counts for nothing.
    """
    volumes = _volumes(traffic, {section.code for section in among})
    total = sum(volumes.values())
    points = {}
    for (i, one), (j, other) in combinations(enumerate(sections), 2):
        common = len(set(one.functions) & set(other.functions))
        volume = volumes[frozenset((one.code, other.code))]
        share = (2 * TRAFFIC_POINTS * volume + total) // (2 * total) if total else 0
        points[i, j] = POINTS_PER_COMMON_FUNCTION * common + share
    return points


def _volumes(traffic: Iterable[SectionTraffic], codes: set[str]) -> Counter[frozenset[str]]:
    volumes: Counter[frozenset[str]] = Counter()
    for row in traffic:
        if row.section != row.other and row.section in codes and row.other in codes:
            volumes[frozenset((row.section, row.other))] += max(0, row.volume)
    return volumes
