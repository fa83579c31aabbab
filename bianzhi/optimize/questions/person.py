"""Why one person is moved, or is not; what else he could take, and what that would cost the plan."""

from bianzhi.domain.answers import GoalChange, PersonAnswer, PlaceAnswer, Standing
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.nearest import several_nearest
from bianzhi.domain.plan import Plan
from bianzhi.law.citation import statute
from bianzhi.optimize.questions.asked import Asked, asked
from bianzhi.optimize.questions.bars import lock_end, misses
from bianzhi.optimize.questions.pricing import priced_place
from bianzhi.optimize.questions.standing import AfterPlan
from bianzhi.optimize.questions.words import (
    people_words,
    place_words,
    price_words,
    quota_words,
    who,
)

_MOST_PLACES = 5
_MOST_MISSES = 5


def why_person(establishment: Establishment, plan: Plan, person: str) -> PersonAnswer:
    """Why a person is moved to his place or is not, what the plan loses without it, and his best places.

    Every figure is a difference between the plan and the best plan of the same task with one thing changed. ``places`` are
    at most five, besides the one the plan gives him: with their fit and price where he may take them, with the first rule
    that bars where he has none.

    Raises
    ------
    BianzhiError
        The plan is not one of this ledger and its settings.
    """
    if person not in establishment.person:
        return _unknown(establishment, person)
    question = asked(establishment, plan)
    someone = establishment.person[person]
    barred = next((found for locked, found in question.found.locked if locked.id == person), None)
    if person in question.move_of:
        return _moved(question, someone)
    if barred is not None:
        first = f"{who(establishment, person)}不列入调剂：{barred.rule}"
        sentences = (f"{first}。", f"{lock_end(someone, barred, question.found)}。")
        return PersonAnswer(person, Standing.LOCKED, sentences, str(barred.source))
    movable = any(each.id == person for each in question.found.movable)
    if not movable and person not in question.numbers_of:
        return _not_concerned(question, someone)
    if person not in question.numbers_of:
        return _no_place(question, someone)
    return _not_chosen(question, someone)


def nearest_people(establishment: Establishment, person: str) -> list[str]:
    """Ids that look like a given one, or belong to people of that name; at most five."""
    named = [each.id for each in establishment.people if each.name == person]
    return named[:5] or several_nearest(person, establishment.person, 5)


def _unknown(establishment: Establishment, person: str) -> PersonAnswer:
    sentences = [f"台账中没有编号为“{person}”的人员。"]
    near = nearest_people(establishment, person)
    if near:
        sentences.append(f"最接近的编号：{'、'.join(who(establishment, each) for each in near)}。")
    return PersonAnswer(person, Standing.UNKNOWN, tuple(sentences))


def _moved(question: Asked, someone: Person) -> PersonAnswer:
    establishment, move = question.establishment, question.move_of[someone.id]
    origin = f"{establishment.unit[move.from_unit].name}{move.from_category}"
    sentences = [f"{who(establishment, someone.id)}拟由{origin}调整到{place_words(establishment, move.place)}。"]
    sentences += [f"{reason}。" for reason in move.reasons]
    outcome = question.without(someone.id)
    without: tuple[GoalChange, ...] = ()
    instead: tuple[str, ...] = ()
    if outcome is None:
        sentences.append("单位要求必须安排本人，不安排本人就没有可行方案。")
    else:
        without, instead = question.changes(outcome), question.newcomers(outcome)
        sentences.append(f"如不安排本人，{_instead_words(question, instead)}{price_words(without)}。")
    places = _best_places(question, someone)
    if not places:
        sentences.append("没有其他可以安排的去向。")
    return PersonAnswer(someone.id, Standing.MOVED, tuple(sentences), move.source, without, instead, places)


def _instead_words(question: Asked, instead: tuple[str, ...]) -> str:
    return f"改由{people_words(question.establishment, instead)}调出，" if instead else "没有其他人员可以替代，"


def _not_concerned(question: Asked, someone: Person) -> PersonAnswer:
    establishment = question.establishment
    if not someone.counted or someone.category is None:
        words = f"{who(establishment, someone.id)}人员状态为{someone.state}，不占编制，不涉及调剂。"
        return PersonAnswer(someone.id, Standing.NOT_COUNTED, (words,), str(statute("ledger-template").whole))
    cell = someone.unit, someone.category
    words = f"{who(establishment, someone.id)}不涉及调剂：所在的{quota_words(establishment, cell)}，"
    words += "超编已由在途变动、退休减员或者允许溢出消化。" if establishment.excess(cell) else "不超编。"
    return PersonAnswer(someone.id, Standing.NOT_CONCERNED, (words,), str(statute("decree-486").article(6)))


def _no_place(question: Asked, someone: Person) -> PersonAnswer:
    establishment, found = question.establishment, question.found
    near = misses(found, someone)
    sentences = [f"{who(establishment, someone.id)}可以调整，但没有可以安排的去向。"]
    if not found.openings:
        sentences.append("全区没有空编。")
    sentences += [
        f"{miss.pool}编制池{miss.category}空编{miss.posts}名，最接近的是{place_words(establishment, miss.opening.place)}："
        f"{miss.barred.rule}。"
        for miss in near[:_MOST_MISSES]
    ]
    places = tuple(
        PlaceAnswer(miss.opening.place, False, miss.barred.rule, str(miss.barred.source))
        for miss in near[:_MOST_MISSES]
    )
    return PersonAnswer(
        someone.id, Standing.NO_PLACE, tuple(sentences), str(near[0].barred.source) if near else "", places=places
    )


def _not_chosen(question: Asked, someone: Person) -> PersonAnswer:
    establishment = question.establishment
    sentences = [f"{who(establishment, someone.id)}可以调整，本方案未安排：{AfterPlan(question).what_keeps(someone)}。"]
    places = _best_places(question, someone)
    best = max((place for place in places if place.price), key=_worth, default=None)
    if best is not None:
        lost = [person for person in best.displaced if person != someone.id]
        loser = f"影响{people_words(establishment, lost)}，" if lost else ""
        where = place_words(establishment, best.place)
        assert best.fit is not None
        sentences.append(f"如安排本人到{where}（匹配{best.fit.score}分），{loser}{price_words(best.price)}。")
        sentences += _better_than(question, someone, lost, best)
    elif places:
        sentences.append(f"安排本人没有可行方案：{places[0].blocked_by}。")
    return PersonAnswer(someone.id, Standing.NOT_CHOSEN, tuple(sentences), places=places)


def _worth(place: PlaceAnswer) -> tuple[int, ...]:
    """The cheapest price is the greatest: least excess, then fewest moves, then most of everything else."""
    return tuple(
        -change.difference if change.name in ("remaining_excess", "moves") else change.difference
        for change in place.price
    )


def _better_than(question: Asked, someone: Person, lost: list[str], best: PlaceAnswer) -> list[str]:
    """Whose fit at the same place is better, where someone would have to give it up."""
    assert best.fit is not None
    for person in lost:
        move = question.move_of[person]
        if move.place == best.place and move.fit.score >= best.fit.score:
            name = who(question.establishment, person)
            return [f"该处拟安排{name}，匹配{move.fit.score}分，不低于本人的{best.fit.score}分。"]
    return []


def _best_places(question: Asked, someone: Person) -> tuple[PlaceAnswer, ...]:
    """The places of best fit other than the plan's own, each with its price."""
    pairs = question.pairs
    taken = question.move_of[someone.id].place if someone.id in question.move_of else None
    numbers = [number for number in question.numbers_of.get(someone.id, ()) if pairs[number].opening.place != taken]
    numbers.sort(key=lambda number: (-pairs[number].fit, number))
    return tuple(priced_place(question, number) for number in numbers[:_MOST_PLACES])
