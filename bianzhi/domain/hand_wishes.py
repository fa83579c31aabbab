"""Moves made by hand as wishes of the office, so that a plan on paper says what was decided by hand and keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bianzhi.domain.by_hand import HAND_WHY, HandMove, latest
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind

USUAL_SIGNATURE = "编办经办人"
"""Who made the moves, where nobody has said so."""
_ANYWHERE = f"{HAND_WHY}：由本单位调出，去向由系统安排"
_OPEN_ONLY = f"{HAND_WHY}：占用未提岗位需求的空编"


def is_by_hand(wish: Wish) -> bool:
    """Whether a wish was made of a move by hand."""
    return wish.why.startswith(HAND_WHY)


def closes_listed_posts(wish: Wish) -> bool:
    """Whether a wish only says with another one of the same hand that the place is an open vacancy and no listed post."""
    return wish.kind is WishKind.FORBID and wish.why == _OPEN_ONLY


def with_their_closings(wishes: Sequence[Wish]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The place of every wish made of a move by hand, with the places of those that only close listed posts for it."""
    closing: dict[tuple[object, ...], list[int]] = {}
    for place, wish in enumerate(wishes):
        if closes_listed_posts(wish):
            closing.setdefault(_who_and_where(wish), []).append(place)
    found = [
        (place, tuple(closing.pop(_who_and_where(wish), ()) if wish.kind is WishKind.REQUIRE else ()))
        for place, wish in enumerate(wishes)
        if is_by_hand(wish) and not closes_listed_posts(wish)
    ]
    alone = ((place, ()) for places in closing.values() for place in places)
    return tuple(sorted((*found, *alone)))


def _who_and_where(wish: Wish) -> tuple[object, ...]:
    return wish.persons, wish.to_unit, wish.category


def without_hand(settings: PlanSettings) -> PlanSettings:
    """The settings without the wishes that were made of moves by hand."""
    kept = tuple(wish for wish in settings.wishes if not is_by_hand(wish))
    return settings if len(kept) == len(settings.wishes) else replace(settings, wishes=kept)


def with_hand(
    settings: PlanSettings, moves: Iterable[HandMove], establishment: Establishment, by: str, on: date
) -> PlanSettings:
    """The settings with a wish for each move by hand; earlier such wishes of the same people go.

    Who is placed must be placed there (应当安排; for an open vacancy no listed post of the cell, 不得安排), who stays must not
    move (不调整), who waits for a place must be placed somewhere. People whom the ledger does not know are left out.
    """
    last = latest(moves)
    named = {move.person for move in last}
    kept = [wish for wish in settings.wishes if not (is_by_hand(wish) and named.intersection(wish.persons))]
    added = [wish for move in last for wish in _wishes(move, establishment, by.strip() or USUAL_SIGNATURE, on)]
    if len(kept) == len(settings.wishes) and not added:
        return settings
    return replace(settings, wishes=(*kept, *added))


def signed(plan: Plan, persons: Iterable[str], by: str) -> Plan:
    """The plan with the wishes made of moves by hand of these people in the name of ``by``; the people stay as placed."""
    named, name = set(persons), by.strip() or USUAL_SIGNATURE
    wishes = tuple(
        replace(wish, by=name) if is_by_hand(wish) and named.issuperset(wish.persons) else wish
        for wish in plan.settings.wishes
    )
    stay = {
        id: wish
        for wish in plan.settings.wishes
        if is_by_hand(wish)
        for id in wish.persons
        if wish.kind is WishKind.STAY
    }
    excluded = tuple(
        replace(each, source=each.source.replace(f"（{stay[each.person].by}，", f"（{name}，"))
        if each.person in named and each.person in stay
        else each
        for each in plan.excluded
    )
    return replace(plan, settings=replace(plan.settings, wishes=wishes), excluded=excluded)


def _wishes(move: HandMove, establishment: Establishment, by: str, on: date) -> Iterator[Wish]:
    person = establishment.person.get(move.person)
    if person is None:
        return
    who = (person.id,)
    if move.is_waiting:
        yield Wish(WishKind.REQUIRE, who, by=by, on=on, why=_ANYWHERE)
        return
    place = move.place(person)
    if place is None:
        yield Wish(WishKind.STAY, who, by=by, on=on, why=HAND_WHY)
        return
    yield Wish(
        WishKind.REQUIRE,
        who,
        to_unit=place.unit,
        category=place.category,
        post=place.post,
        by=by,
        on=on,
        why=HAND_WHY,
    )
    if not place.post:
        for title in _listed(place, establishment):
            yield Wish(
                WishKind.FORBID,
                who,
                to_unit=place.unit,
                category=place.category,
                post=title,
                by=by,
                on=on,
                why=_OPEN_ONLY,
            )


def _listed(place: Place, establishment: Establishment) -> Iterator[str]:
    """Titles of the posts that the cell of a place lists, each once."""
    posts = (post for post in establishment.posts if (post.unit, post.category) == place.cell and post.demand)
    yield from dict.fromkeys(post.title for post in posts)
