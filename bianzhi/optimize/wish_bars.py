"""What the office's own wishes forbid: people who stay, and moves that must not be made."""

from collections import defaultdict
from collections.abc import Iterable

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person
from bianzhi.domain.plan import Place
from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.bar import Bar


class WishBars:
    """The wishes 不调整 and 不得安排, ready to be asked about one person or one place."""

    def __init__(self, wishes: Iterable[Wish]) -> None:
        self._stays: dict[str, Wish] = {}
        self._about: dict[str, list[Wish]] = defaultdict(list)
        self._general: list[Wish] = []
        for wish in wishes:
            if wish.kind is WishKind.STAY:
                for person in wish.persons:
                    self._stays.setdefault(person, wish)
            elif wish.kind is WishKind.FORBID:
                for person in wish.persons:
                    self._about[person].append(wish)
                if not wish.persons:
                    self._general.append(wish)

    def lock(self, person: Person) -> Bar | None:
        """The wish that keeps a person where he is."""
        wish = self._stays.get(person.id)
        return Bar(f"单位要求不调整：{wish.why}", who_and_when(wish), "单位要求不调整", "C56") if wish else None

    def bar(self, person: Person, place: Place) -> Bar | None:
        """The first wish that forbids a person a place."""
        about = self._about.get(person.id, ())
        if not about and not self._general:
            return None
        line = PlanLine(person.id, place.unit, place.category, place.post, place.row)
        for wish in (*about, *self._general):
            if wish.matches(line, person.unit):
                return Bar(f"单位要求不得安排：{wish.why}", who_and_when(wish), "单位要求不得安排", "C56")
        return None


def who_and_when(wish: Wish) -> str:
    """Who asked for it and when, as the source of what follows from a wish."""
    return f"单位要求（{wish.by}，{day_in_words(wish.on)}）"
