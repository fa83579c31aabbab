"""What the people and units asked have answered, as wishes of the next plan; each says who, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.consultation import Answered, answered, reason
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.plan_columns import paper_text
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError
from bianzhi.law.citation import statute
from bianzhi.optimize.eligibility import lock
from bianzhi.optimize.reallocation.pairs import candidates

_LONGEST_WHY = 200
"""Characters that a wish's reason may have."""
_MOST_WISHED = 10
"""Units wished for that count; later ones weigh nothing beside ten earlier ones."""


def settings_after(
    settings: PlanSettings, plan: Plan, opinions: Sequence[Opinion], establishment: Establishment, by: str, day: date
) -> PlanSettings:
    """The settings with a wish for each answer that changes something.

    Parameters
    ----------
    settings
        Those of the plan people were asked about.
    plan
        That plan.
    opinions
        What was answered; people whom the plan does not move are left alone.
    establishment
        The ledger.
    by
        Who collected the answers, as the wishes name it.
    day
        The day of the wishes.

    Returns
    -------
    PlanSettings
        本人不同意: contract staff stay (their contract cannot be changed without them), civil servants are not placed in
        that unit (they are bound to obey, so the office may delete the wish). 另有意向: the units wished for are preferred,
        the first one most. 调出机构不同意: the person stays. 调入机构不同意: not into that unit. 同意 and no answer add nothing.
        Wishes that earlier answers of the same person became go, but refusals of other units than the one now asked
        about remain: nobody is offered again what he refused. Wishes of earlier answers that lapsed go as well.

    Raises
    ------
    SettingsError
        ``by`` is empty.

    Notes
    -----
    Source: 《公务员法》第73条, 《事业单位人事管理条例》第12条.
    """
    if not by.strip():
        raise SettingsError("没有写明征求意见的单位。", "请写明由哪个单位征求意见，如“某区编办”。")
    moves = {move.person: move for move in plan.moves}
    heard = [opinion for opinion in opinions if opinion.person in moves and _says_something(opinion)]
    asked = {opinion.person: moves[opinion.person] for opinion in heard}
    kept = [wish for wish in settings.wishes if not _is_replaced(wish, asked)]
    hearing = _Hearing(establishment, by.strip(), day)
    new = [wish for opinion in heard for wish in hearing.wishes(opinion, moves[opinion.person])]
    wishes = (*kept, *(wish for wish in new if wish not in kept))
    gone = lapsed(replace(settings, wishes=wishes), establishment, plan.day)
    return replace(settings, wishes=tuple(wish for wish in wishes if wish not in gone))


def lapsed(settings: PlanSettings, establishment: Establishment, day: date) -> tuple[Wish, ...]:
    """Wishes of earlier answers that no longer apply: person or unit has left the ledger, or the person cannot move.

    ``day`` is the plan's. A preference of somebody who cannot move asks for nothing, and a plan would refuse it.
    """
    answers = [wish for wish in settings.wishes if answered(wish) is not None]
    preferring = {wish.persons[0] for wish in answers if wish.kind is WishKind.PREFER}
    stuck = (
        _cannot_move(preferring & establishment.person.keys(), settings, establishment, day) if preferring else set()
    )
    return tuple(
        wish
        for wish in answers
        if wish.persons[0] not in establishment.person
        or (wish.to_unit and wish.to_unit not in establishment.unit)
        or (wish.kind is WishKind.PREFER and wish.persons[0] in stuck)
    )


def _cannot_move(people: set[str], settings: PlanSettings, establishment: Establishment, day: date) -> set[str]:
    """Who has no place to go to, wishes aside; with exchange, who is locked."""
    found = candidates(establishment, day, replace(settings, wishes=()))
    if settings.exchange.extra_moves:
        return {person for person in people if lock(establishment.person[person], found.limits) is not None}
    return people - found.places_of.keys()


def _says_something(opinion: Opinion) -> bool:
    replies = (opinion.reply, opinion.giving_unit, opinion.receiving_unit)
    return any(reply is not Reply.NONE for reply in replies)


def _is_replaced(wish: Wish, asked: dict[str, Move]) -> bool:
    """Whether a wish came from an earlier answer that the new one takes back."""
    if answered(wish) is None or wish.persons[0] not in asked:
        return False
    return wish.kind is not WishKind.FORBID or wish.to_unit == asked[wish.persons[0]].to_unit


@dataclass(frozen=True, slots=True)
class _Hearing:
    """Answers become wishes: whose ledger it is, who asked, and when."""

    establishment: Establishment
    by: str
    day: date

    def wishes(self, opinion: Opinion, move: Move) -> Iterator[Wish]:
        """The wishes that one line of the form becomes."""
        person, remark = opinion.person, opinion.remark
        if opinion.reply is Reply.REFUSES:
            yield self._refusal(opinion, move)
        elif opinion.reply is Reply.OTHER:
            yield from self._preferences(opinion)
        if opinion.giving_unit is Reply.REFUSES:
            why = reason(Answered.GIVING_REFUSED, f"调出（{self._name(move.from_unit)}）。")
            yield Wish(WishKind.STAY, (person,), by=self.by, on=self.day, why=_with(why, remark))
        if opinion.receiving_unit is Reply.REFUSES:
            why = reason(Answered.RECEIVING_REFUSED, f"调入（{self._name(move.to_unit)}）。")
            yield self._forbids(person, move.to_unit, _with(why, remark))

    def _refusal(self, opinion: Opinion, move: Move) -> Wish:
        status = self.establishment.person[opinion.person].status
        words = f"调入{self._name(move.to_unit)}。"
        if status is not None and status.needs_consent:
            words += f"聘用制人员调整须本人同意（{statute('decree-652').article(12)}）。"
            why = _with(reason(Answered.REFUSED, words), opinion.remark)
            return Wish(WishKind.STAY, (opinion.person,), by=self.by, on=self.day, why=why)
        words += f"公务员应当服从交流决定（{statute('civil-servants-law').article(73)}），编办可以删去本条。"
        return self._forbids(opinion.person, move.to_unit, _with(reason(Answered.REFUSED, words), opinion.remark))

    def _preferences(self, opinion: Opinion) -> Iterator[Wish]:
        units = opinion.wished_units[:_MOST_WISHED]
        for weight, unit in zip(range(len(units), 0, -1), units, strict=True):
            why = _with(reason(Answered.WISHED, f"，愿去{self._name(unit)}。"), opinion.remark)
            persons = (opinion.person,)
            yield Wish(WishKind.PREFER, persons, to_unit=unit, weight=weight, by=self.by, on=self.day, why=why)

    def _forbids(self, person: str, unit: str, why: str) -> Wish:
        return Wish(WishKind.FORBID, (person,), to_unit=unit, by=self.by, on=self.day, why=why)

    def _name(self, unit: str) -> str:
        known = self.establishment.unit.get(unit)
        return known.name if known else unit


def _with(why: str, remark: str) -> str:
    """A reason with what was remarked on the form, cut to the length a reason may have."""
    said = " ".join(paper_text(remark).split())
    return (f"{why}说明：{said}" if said else why)[:_LONGEST_WHY]
