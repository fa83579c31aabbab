"""The office's hand as rows: what must happen (C52), and who moves together or not at all (C53)."""

from collections.abc import Iterator

from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.constraint import Rows
from bianzhi.optimize.reallocation.catalogued import catalogued
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair


@catalogued("C52")
def what_is_required_happens(model: ReallocationModel) -> Rows:
    """Of the moves that a wish 应当安排 speaks of, at least as many are made as it asks for."""
    for number, wish in _wishes(model, WishKind.REQUIRE):
        named = [each for person in dict.fromkeys(wish.persons) for each in model.pairs_of(person)]
        spoken_of = named if wish.persons else range(len(model.pairs))
        yield number, model.sum_of(each for each in spoken_of if speaks_of(wish, model.pairs[each])) >= wish.least


@catalogued("C53")
def teams_move_together(model: ReallocationModel) -> Rows:
    """The people of a wish 一并调整 all come to one and the same unit, or none of them moves.

    Where the wish names the unit, the type or the post, they move there or not at all.
    """
    for number, wish in _wishes(model, WishKind.TOGETHER):
        team = tuple(dict.fromkeys(wish.persons))
        pairs = {person: [model.pairs[each] for each in model.pairs_of(person)] for person in team}
        first, *others = team
        units = dict.fromkeys(pair.opening.place.unit for person in team for pair in pairs[person])
        for unit in units:
            for other in others:
                yield (number, unit, other), model.moves_to(first, unit) - model.moves_to(other, unit) == 0
        for person in team:
            elsewhere = [each for each in model.pairs_of(person) if not speaks_of(wish, model.pairs[each])]
            if elsewhere:
                yield (number, person), model.sum_of(elsewhere) <= 0


def speaks_of(wish: Wish, pair: Pair) -> bool:
    """Whether a wish speaks of the move that a pair would be."""
    return wish.matches(pair.line, pair.person.unit)


def _wishes(model: ReallocationModel, kind: WishKind) -> Iterator[tuple[int, Wish]]:
    return ((number, wish) for number, wish in enumerate(model.settings.wishes) if wish.kind is kind)
