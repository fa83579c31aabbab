"""Lawful groups of a block of institutions, told by their kinds: what is alike in every respect is counted, not listed.

Forty schools of one bureau with the same functions are one kind and have three patterns (two, three or four of it), where
the groups of single schools would be a hundred thousand.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, combinations_with_replacement

from bianzhi.domain.establishment import Unit
from bianzhi.optimize.institutions.candidates import Institutions

MOST_TOGETHER = 4
_MOST_KINDS = {3: 150, 4: 50}
"""Kinds of a block up to which groups of three and of four are looked at."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How many institutions of which kinds become one."""

    kinds: tuple[int, ...]
    """Places in ``Block.kinds``, ascending; a kind stands there as often as the group has institutions of it."""
    candidates: int
    overlap: int
    """Common function tags over all pairs."""


@dataclass(frozen=True)
class Block:
    """Institutions that may become one by what they are: same superior, pool, region, rank, kind and 参公."""

    here: Institutions
    units: tuple[Unit, ...]
    candidates: Collection[str]
    """Codes of those that are to be merged if that can be."""

    @cached_property
    def kinds(self) -> tuple[tuple[Unit, ...], ...]:
        """Institutions that no rule and no objective tells apart, in ledger order."""
        found: dict[tuple[object, ...], list[Unit]] = {}
        for unit in self.units:
            found.setdefault(
                (self._is_small(unit), unit.code in self.candidates, frozenset(unit.functions)), []
            ).append(unit)
        return tuple(map(tuple, found.values()))

    @property
    def is_whole(self) -> bool:
        """Whether groups of every size are looked at."""
        return len(self.kinds) <= _MOST_KINDS[MOST_TOGETHER]

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every lawful pattern of two to four but those that two smaller ones do as well."""
        sizes = [n for n in range(2, MOST_TOGETHER + 1) if len(self.kinds) <= _MOST_KINDS.get(n, len(self.kinds))]
        return tuple(
            self._pattern(kinds) for size in sizes for kinds in self._lawful(size) if not self._falls_apart(kinds)
        )

    def most_promising(self, each: int) -> tuple[Pattern, ...]:
        """Every pattern of two, and of larger ones for every kind the ``each`` that share most for their size."""
        kept = {pattern for pattern in self.patterns if len(pattern.kinds) == 2}
        for size in range(3, MOST_TOGETHER + 1):
            of_kind: dict[int, list[Pattern]] = {}
            ranked = sorted((p for p in self.patterns if len(p.kinds) == size), key=lambda p: (-p.overlap, p.kinds))
            for pattern in ranked:
                for kind in set(pattern.kinds):
                    mine = of_kind.setdefault(kind, [])
                    if len(mine) < each:
                        mine.append(pattern)
            kept.update(pattern for mine in of_kind.values() for pattern in mine)
        return tuple(pattern for pattern in self.patterns if pattern in kept)

    def partners(self, unit: Unit) -> tuple[Unit, ...]:
        """Those with which a unit could lawfully become one, two and two. In a larger group it has one of them."""
        place = self._kind_of[unit.code]
        return tuple(
            other
            for other in self.units
            if other is not unit and self._is_lawful(tuple(sorted((place, self._kind_of[other.code]))))
        )

    @cached_property
    def greatest_overlap(self) -> int:
        """Common tags that no set of groups exceeds: everybody has his share of the pattern that shares most a head."""
        if not self.is_whole:
            return self._greatest_of_pairs
        best = [Fraction(0)] * len(self.kinds)
        for pattern in self.patterns:
            share = Fraction(pattern.overlap, len(pattern.kinds))
            for kind in pattern.kinds:
                best[kind] = max(best[kind], share)
        return int(sum(share * len(kind) for share, kind in zip(best, self.kinds, strict=True)))

    @property
    def _greatest_of_pairs(self) -> int:
        """The same where patterns of four are not listed: everybody with the three others that share most."""
        most = 0
        for place in range(len(self.kinds)):
            others = [
                self._common[min(place, other), max(place, other)]
                for other, kind in enumerate(self.kinds)
                for _ in range(len(kind) - (other == place))
            ]
            most += len(self.kinds[place]) * sum(sorted(others, reverse=True)[: MOST_TOGETHER - 1])
        return most // 2

    def _lawful(self, size: int) -> Iterator[tuple[int, ...]]:
        for kinds in combinations_with_replacement(range(len(self.kinds)), size):
            enough = all(kinds.count(kind) <= len(self.kinds[kind]) for kind in set(kinds))
            if enough and self._is_lawful(kinds):
                yield kinds

    def _is_lawful(self, kinds: Sequence[int]) -> bool:
        """At least one candidate, and all but one small or a chain of common tags through all of them."""
        return any(self._is_candidate[kind] for kind in kinds) and (
            sum(self._is_large[kind] for kind in kinds) <= 1 or self._is_joined(kinds)
        )

    def _is_joined(self, kinds: Sequence[int]) -> bool:
        reached, waiting = {0}, [0]
        while waiting:
            one = waiting.pop()
            for other in range(len(kinds)):
                low, high = sorted((kinds[one], kinds[other]))
                if other not in reached and self._common[low, high]:
                    reached.add(other)
                    waiting.append(other)
        return len(reached) == len(kinds)

    def _falls_apart(self, kinds: tuple[int, ...]) -> bool:
        """Whether two lawful pairs with nothing in common make up a group of four: they merge and share as much."""
        if len(kinds) < 4:
            return False
        first, *rest = kinds
        for mate in rest:
            others = list(rest)
            others.remove(mate)
            pair = (first, mate)
            across = any(self._common[min(a, b), max(a, b)] for a in pair for b in others)
            if not across and self._is_lawful(pair) and self._is_lawful(others):
                return True
        return False

    def _pattern(self, kinds: tuple[int, ...]) -> Pattern:
        overlap = sum(self._common[pair] for pair in combinations(kinds, 2))
        return Pattern(kinds, sum(self._is_candidate[kind] for kind in kinds), overlap)

    def _is_small(self, unit: Unit) -> bool:
        return self.here.posts(unit) <= self.here.law["small_institution_posts"]

    @cached_property
    def _kind_of(self) -> dict[str, int]:
        return {unit.code: place for place, kind in enumerate(self.kinds) for unit in kind}

    @cached_property
    def _is_candidate(self) -> list[bool]:
        return [kind[0].code in self.candidates for kind in self.kinds]

    @cached_property
    def _is_large(self) -> list[bool]:
        return [not self._is_small(kind[0]) for kind in self.kinds]

    @cached_property
    def _common(self) -> dict[tuple[int, int], int]:
        """Common function tags of one institution each of two kinds, by their places, the smaller first."""
        pairs = combinations_with_replacement(range(len(self.kinds)), 2)
        return {(a, b): len(self.here.common(self.kinds[a][0], self.kinds[b][0])) for a, b in pairs}
