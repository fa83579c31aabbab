"""双向交流: what is aimed at, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.domain.plan import Plan
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.exchange.model import ExchangeModel
from bianzhi.optimize.lexicographic import Aim
from bianzhi.optimize.reallocation.objectives import pair_aims, remaining_aim
from bianzhi.optimize.reallocation.task import PairAim

NET_GAIN = "net_gain"
_LINES_KEPT = "lines_kept"
_SETTLED_ELSEWHERE = ("moves", "fit")

WORDS = {
    "remaining_excess": "剩余超编最少",
    "moves": "调动人数",
    NET_GAIN: "双向交流净增匹配分最高",
    "fit": "人岗匹配最优",
}
"""What is being done, in Chinese, for progress."""


@dataclass(frozen=True)
class ExchangeAims:
    """The aims over all pairs of some candidates."""

    found: ExchangeCandidates
    lines_kept: PairAim | None
    """Lines of the previous plan, where there is one; those of people who need not move count as well."""
    middle: tuple[PairAim, ...]
    """Preferences and rotation, where they count. They speak of people out of excess only: nobody else moves for them."""

    @property
    def asked_for(self) -> tuple[PairAim, ...]:
        """All that comes between remaining excess and net gain."""
        return (self.lines_kept, *self.middle) if self.lines_kept is not None else self.middle

    def worth(self) -> list[tuple[int, ...]]:
        """What each pair adds to the objectives after the first, in their order, more being better.

        The number of moves is missing: of two people of one cell either costs one.
        """
        pairs = self.found.pairs
        columns: list[Sequence[int]] = [
            aim.coefficients if aim.maximize else [-each for each in aim.coefficients] for aim in self.asked_for
        ]
        columns += [[self.found.gain(pair) for pair in pairs], [pair.fit for pair in pairs]]
        return list(zip(*columns, strict=True))


def exchange_aims(found: ExchangeCandidates, previous: Plan | None) -> ExchangeAims:
    """The aims of some candidates, with a previous plan of which most lines are to stay or without."""
    plain = [aim for aim in pair_aims(found.limits, found.pairs, previous) if aim.name not in _SETTLED_ELSEWHERE]
    extra = [found.is_extra(pair) for pair in found.pairs]
    middle = tuple(
        PairAim(aim.name, aim.words, _without(aim.coefficients, extra), aim.maximize)
        for aim in plain
        if aim.name != _LINES_KEPT
    )
    return ExchangeAims(found, next((aim for aim in plain if aim.name == _LINES_KEPT), None), middle)


def _without(coefficients: Sequence[int], extra: Sequence[bool]) -> tuple[int, ...]:
    return tuple(0 if is_extra else value for value, is_extra in zip(coefficients, extra, strict=True))


def first_aims(model: ExchangeModel, numbers: Sequence[int], aims: ExchangeAims) -> list[Aim]:
    """Least remaining excess, most lines kept; then what preferences and rotation can reach with fewest moves."""
    found = [remaining_aim(model)]
    if aims.lines_kept is not None:
        found.append(asked_aim(model, numbers, aims.lines_kept))
    if aims.middle:
        found.append(Aim("moves", model.total_moves))
        found += [asked_aim(model, numbers, aim) for aim in aims.middle]
    return found


def asked_aim(model: ExchangeModel, numbers: Sequence[int], aim: PairAim) -> Aim:
    """One aim over all pairs, over those that the model has."""
    return Aim(aim.name, model.total([aim.coefficients[number] for number in numbers]), aim.maximize)


def last_aims(model: ExchangeModel) -> list[Aim]:
    """Greatest net gain; then the moves that are worth just their least gain are made; then greatest fit.

    At one net gain the number of moves differs only by moves that add exactly the least gain, which is what was asked.
    """
    return [
        Aim(NET_GAIN, model.net_gain, maximize=True),
        Aim("moves", model.total_moves, maximize=True),
        Aim("fit", model.total([pair.fit for pair in model.pairs]), maximize=True),
    ]
