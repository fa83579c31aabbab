"""How the plan fares if some of the people asked refuse: many draws with a fixed seed, and each person alone."""

import random
import statistics
from collections.abc import Callable, Sequence

from bianzhi.domain.answers import Robustness
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.errors import SettingsError
from bianzhi.optimize.alternatives.plan_asked import plan_asked
from bianzhi.optimize.alternatives.refusals import Refusals

MOST_DRAWS = 10_000
_TOLD_EVERY = 10


def robustness(
    establishment: Establishment,
    plan: Plan,
    refusing: int,
    draws: int = 100,
    seed: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> Robustness:
    """Let people refuse, and find each time the best new plan that changes fewest lines of the old one.

    Parameters
    ----------
    establishment, plan
        The ledger and its plan; the plan's day and settings count.
    refusing
        How many of the people moved refuse in each draw: 1 up to all of them.
    draws, seed
        How often, 1 to 10,000. People are drawn from the plan's lines in their order by Python's Mersenne Twister, whose
        sequence is the same on every machine.
    progress
        Told in a Chinese sentence when a step begins.

    Returns
    -------
    Robustness
        Least, median (the lower one where draws are even) and most of the excess that then remains, and of the lines lost
        besides; and everyone whose refusal alone leaves more excess, worst first, then in the plan's order.

    Raises
    ------
    SettingsError
        A number is out of range, or the plan moves nobody.
    BianzhiError
        The plan is not one of this ledger.
    SolverError
        Time ran out in one of the solves.
    """
    _check(plan, refusing, draws, seed)
    progress("正在核对可调整人员与空编岗位")
    asked = plan_asked(establishment, plan)
    refusals = Refusals(asked, refusing)
    people = [move.person for move in plan.moves]
    dice = random.Random(seed)  # noqa: S311 - a simulation that must be repeatable
    found = []
    for number in range(draws):
        if number % _TOLD_EVERY == 0:
            progress(f"正在测算：每次 {refusing} 人不同意（第 {number + 1} 次，共 {draws} 次）")
        found.append(refusals.after(frozenset(dice.sample(people, refusing))))
    untouched = refusals.after(frozenset()).remaining
    critical = []
    for number, person in enumerate(people):
        if number % _TOLD_EVERY == 0:
            progress(f"正在测算：逐人不同意（第 {number + 1} 人，共 {len(people)} 人）")
        more = refusals.after(frozenset((person,))).remaining - untouched
        if more > 0:
            critical.append((person, more))
    critical.sort(key=lambda row: -row[1])
    return Robustness(
        refusing=refusing,
        draws=draws,
        seed=seed,
        remaining=_spread([each.remaining for each in found]),
        replaced=_spread([each.lines_lost for each in found]),
        critical=tuple(critical),
    )


def _spread(values: Sequence[int]) -> tuple[int, int, int]:
    return min(values), statistics.median_low(values), max(values)


def _check(plan: Plan, refusing: int, draws: int, seed: int) -> None:
    if not plan.moves:
        raise SettingsError("方案没有拟调整的人员，无从测算不同意的影响。", "请先求解有调整人员的方案。")
    for words, value, least, most in (
        ("不同意人数", refusing, 1, len(plan.moves)),
        ("测算次数", draws, 1, MOST_DRAWS),
        ("随机种子", seed, 0, 2**32 - 1),
    ):
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise SettingsError(f"{words}为 {value!r}。", f"应为 {least} 到 {most} 之间的整数。")
