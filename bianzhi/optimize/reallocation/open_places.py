"""Which places are open to whom; what many have in common (unit, status, level) is asked once for all of them."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from bianzhi.domain.establishment import Person, Post
from bianzhi.domain.wishes import WishKind
from bianzhi.optimize.eligibility import Opening, cell_bar, what_cells_ask
from bianzhi.optimize.post_bars import POST_BARS
from bianzhi.optimize.reallocation.limits import Limits

_BY_LEVEL = frozenset(("C07", "C42"))
"""The demands of posts that look at nothing of a person but grade and rank."""

_OF_THE_POST = ("education", "majors", "certificates", "age_limit")
_BY_DEMANDS = frozenset(("C31",))
"""The demands that a post without any of ``_OF_THE_POST`` does not make."""


class OpenPlaces:
    """The places of a ledger, by who may take them; where quotas do not cross regions, region by region."""

    def __init__(self, places: Sequence[Opening], limits: Limits) -> None:
        self._limits = limits
        self._by_region = "C45" in limits.in_force
        self._places: dict[str, list[Opening]] = defaultdict(list)
        for opening in places:
            self._places[self._region(opening.place.unit)].append(opening)
        in_force = [rule for rule in POST_BARS if rule.id in limits.in_force]
        self._by_level = [rule.bar for rule in in_force if rule.id in _BY_LEVEL]
        self._personal = [rule.bar for rule in in_force if rule.id not in _BY_LEVEL]
        self._only_demands = all(rule.id in _BY_LEVEL | _BY_DEMANDS for rule in in_force)
        self._forbids = any(wish.kind is WishKind.FORBID for wish in limits.settings.wishes)
        self._open_cells: dict[Hashable, list[Opening]] = {}
        self._open: dict[Hashable, list[tuple[Opening, Post | None]]] = {}

    def open_to(self, person: Person) -> list[Opening]:
        """The places a movable person may take, in the order of the ledger."""
        limits, personal = self._limits, self._personal
        found = []
        for opening, asking in self._of_the_level(person):
            if asking is not None:
                for rule in personal:
                    if rule(person, asking, limits) is not None:
                        break
                else:
                    found.append(opening)
            else:
                found.append(opening)
        if self._forbids:
            return [opening for opening in found if limits.wish_bars.bar(person, opening.place) is None]
        return found

    def _of_the_level(self, person: Person) -> list[tuple[Opening, Post | None]]:
        """The places open to everyone of a unit, status and level; with the post where it asks something more."""
        cells = what_cells_ask(person, self._limits)
        asked = cells, person.grade, person.leader_rank if person.is_leader else None
        found = self._open.get(asked)
        if found is None:
            found = self._open[asked] = [
                (opening, self._asking(opening.post))
                for opening in self._in_open_cells(person, cells)
                if opening.post is None
                or all(rule(person, opening.post, self._limits) is None for rule in self._by_level)
            ]
        return found

    def _in_open_cells(self, person: Person, asked: Hashable) -> list[Opening]:
        found = self._open_cells.get(asked)
        if found is None:
            found = self._open_cells[asked] = [
                opening
                for opening in self._places[self._region(person.unit)]
                if cell_bar(person, opening.place, self._limits) is None
            ]
        return found

    def _asking(self, post: Post | None) -> Post | None:
        if post is not None and self._only_demands and not any(getattr(post, name) for name in _OF_THE_POST):
            return None if post.age_limit is None else post
        return post

    def _region(self, unit: str) -> str:
        return self._limits.establishment.unit[unit].region if self._by_region else ""
