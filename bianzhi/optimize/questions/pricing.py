"""The price of putting one person at one place: the best plan that does so, beside the plan; or what stands against it."""

from collections.abc import Iterator
from dataclasses import replace

from bianzhi.domain.answers import PlaceAnswer
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.questions.asked import Asked, for_excess_alone, outcome_of, under
from bianzhi.optimize.questions.words import fit_words, people_words, price_words, who
from bianzhi.optimize.reallocation.pair import Pair


def priced_place(question: Asked, number: int) -> PlaceAnswer:
    """One pair of the task: its fit, every objective beside the best plan that carries it out, and who loses by it."""
    pair, establishment = question.pairs[number], question.establishment
    fit = question.found.scale.fit(pair.person, pair.opening)
    answer = PlaceAnswer(pair.opening.place, True, fit_words(fit), fit=fit)
    against = _relative_who_stays(question, pair)
    outcome = None if against else question.requiring(number)
    if outcome is None:
        against = against or what_stands_against(question, number)
        return replace(answer, blocked_by=against, price_words=f"没有任何方案能这样安排：{against}。")
    displaced = tuple(person for person in question.displaced(outcome) if person != pair.person.id)
    price = question.changes(outcome)
    loser = f"影响{people_words(establishment, displaced)}，" if displaced else ""
    words = f"如必须安排，{loser}{price_words(price)}。"
    return replace(answer, price=price, displaced=displaced, price_words=words)


def _relative_who_stays(question: Asked, pair: Pair) -> str:
    """A relative in the unit whom no plan moves away: then nothing has to be solved. Not where kin is told apart finer."""
    in_force, ledger = question.found.limits.in_force, question.establishment
    if "C14" not in in_force or "C15" in in_force or not pair.leaves_unit:
        return ""
    for relative in sorted(ledger.relatives_of.get(pair.person.id, ())):
        other = ledger.person.get(relative)
        if other is None or other.unit != pair.opening.place.unit or not other.state.holds_post:
            continue
        if not any(question.pairs[number].leaves_unit for number in question.numbers_of.get(relative, ())):
            return f"该单位有亲属{who(ledger, relative)}，本方案不能将其调离，须回避"
    return ""


def what_stands_against(question: Asked, number: int) -> str:
    """The first single limit without which some plan would carry out a pair; found by solving without it."""
    if question.exchange is not None:
        return "有限额或者单位要求不允许"
    task = for_excess_alone(question.task_requiring(number))
    for words, establishment, settings in _without_one_limit(question, task.settings):
        if outcome_of(under(task, settings, establishment)) is not None:
            return words
    return "几项限制同时作用，任何方案都不能这样安排"


def _without_one_limit(question: Asked, settings: PlanSettings) -> Iterator[tuple[str, Establishment, PlanSettings]]:
    ledger = question.establishment
    yield "与亲属的去向冲突，须回避", replace(ledger, kinships=()), settings
    floor = f"所在内设机构调出后低于最低数{settings.section_floor}人"
    yield floor, ledger, replace(settings, section_floor=0)
    units = tuple(replace(unit, min_staff=None) for unit in ledger.units)
    yield "所在单位调出后低于最低保留人数", replace(ledger, units=units), settings
    shares = dict.fromkeys(ledger.unit, 100)
    yield "所在单位调出人数已被单位要求占满份额", ledger, replace(settings, leaving_share_of=shares)
    yield "与已提出的单位要求冲突", ledger, replace(settings, wishes=settings.wishes[-1:])
