"""The answer to wishes that contradict: the smallest set that does, in sentences, and the nearest thing that would work."""

from collections.abc import Iterator
from datetime import date

from bianzhi.domain.answers import Clash
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import WishKind
from bianzhi.optimize.wishes.relaxed_model import RelaxedModel
from bianzhi.optimize.wishes.smallest import smallest_clash
from bianzhi.optimize.wishes.words import told, why_nothing_matches


def clash(establishment: Establishment, day: date, settings: PlanSettings) -> Clash | None:
    """The smallest set of wishes that cannot all be met together under the constraints.

    Parameters
    ----------
    establishment
        The ledger.
    day
        The plan's day.
    settings
        Their wishes are asked about; every other setting holds.

    Returns
    -------
    Clash or None
        The fewest wishes that clash; of several such sets the first in the order of the wishes. One wish alone where it
        asks for more than the constraints allow. None where all can be met.

    Raises
    ------
    SolverError
        The time limit passed before the answer was proven.

    Notes
    -----
    Exact: each question is a solve of the plan's own model in which wishes may be dropped (``RelaxedModel``).
    """
    if all(wish.kind is not WishKind.REQUIRE for wish in settings.wishes):
        return None  # to move nobody meets every wish that requires nothing
    model = RelaxedModel(establishment, day, settings)
    wishes = smallest_clash(model)
    if wishes is None:
        return None
    sentences = tuple(_sentence(number, model, establishment) for number in wishes)
    return Clash(wishes, sentences, "".join(_remedies(wishes, model)))


def _sentence(number: int, model: RelaxedModel, establishment: Establishment) -> str:
    wish = model.wishes[number]
    asked = told(number, wish, establishment)
    if wish.kind is WishKind.REQUIRE and not model.has_pairs(number):
        return asked + why_nothing_matches(wish, model.found)
    return asked


def _remedies(clashing: tuple[int, ...], model: RelaxedModel) -> Iterator[str]:
    yield from _numbers_within_reach(clashing, model)
    everything = frozenset(model.wishes)
    enough = [number for number in clashing if model.way_out(everything - {number}) is not None]
    if enough:
        which = "、".join(f"第 {number + 1} 条" for number in enough)
        yield f"删去{which}{'中的任一条' if len(enough) > 1 else ''}，其余要求都能满足。"
        return
    fewest = model.fewest_dropped()
    which = "、".join(f"第 {number + 1} 条" for number in sorted(fewest))
    yield f"此外还有别的要求互相矛盾：最少须删去 {len(fewest)} 条，如{which}，其余要求才能都满足。"


def _numbers_within_reach(clashing: tuple[int, ...], model: RelaxedModel) -> Iterator[str]:
    """What number each 应当安排 could ask for, all other wishes kept, or where they clash as well, those of this set."""
    everything = frozenset(model.wishes)
    for number in clashing:
        wish = model.wishes[number]
        if wish.kind is not WishKind.REQUIRE:
            continue
        within = "其余要求不变" if len(everything) > 1 else ""
        most = model.most(number, everything - {number})
        if most is None:
            within = "本组其余要求不变" if len(clashing) > 1 else ""
            most = model.most(number, frozenset(clashing) - {number})
        if most:
            comma = f"{within}时，" if within else ""
            yield f"{comma}第 {number + 1} 条最多可安排 {most} 人（要求 {wish.least} 人），可将人数改为 {most}。"
