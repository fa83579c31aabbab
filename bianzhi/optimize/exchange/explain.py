"""双向交流: what each move is for, who makes way for whom, and what it adds, in plain Chinese."""

from collections.abc import Mapping, Sequence

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Fit, Place, Remaining
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.exchange.orders import Role, Step
from bianzhi.optimize.reallocation.pair import Pair


def exchange_reasons(
    found: ExchangeCandidates, pair: Pair, step: Step, fit: Fit, plain: Sequence[str], steps: Mapping[str, Step]
) -> tuple[str, ...]:
    """The reasons of one move: its role with the partner, what it is for, then those of any move but for the first.

    ``plain`` are the reasons as of a plain plan, whose first speaks of excess and vacancies.
    """
    return (
        _role_of(found, pair, step),
        _purpose_of(found, pair, fit, step, steps),
        *plain[1:],
        f"执行顺序：第{step.order}项{f'，与同项{len(step.together)}人一并办理' if step.together else ''}",
    )


def _role_of(found: ExchangeCandidates, pair: Pair, step: Step) -> str:
    establishment = found.limits.establishment
    origin, target = (
        _cell_in_words(establishment, Place(*pair.origin)),
        _cell_in_words(establishment, pair.opening.place),
    )
    if step.role is Role.SWAPS:
        others = [person for person in step.together if person != pair.person.id]
        how = "对调" if len(others) == 1 else "依次轮换"
        return f"双向交流（对调）：{origin}与{target}，与{_names(establishment, others)}{how}"
    parts = []
    if step.follows:
        parts.append(f"接续{_names(establishment, [step.follows])}调出后空出的{target}")
    else:
        parts.append(f"调入{target}空编")
    if step.followed_by:
        parts.append(f"腾出{origin}空编，由{_names(establishment, [step.followed_by])}接续")
    return f"双向交流（{step.role.value}）：{'；'.join(parts)}"


def _purpose_of(found: ExchangeCandidates, pair: Pair, fit: Fit, step: Step, steps: Mapping[str, Step]) -> str:
    """Why someone moves: his cell is in excess, or his move lets excess leave, or it raises the fit."""
    establishment = found.limits.establishment
    if not found.is_extra(pair):
        return (
            f"{_cell_in_words(establishment, Place(*pair.origin))}超编{establishment.excess(pair.origin)}人，只出不进"
        )
    before = found.present_fit[pair.person.id]
    how = "提高" if fit.score >= before else "降低"
    change = (
        f"人岗匹配由现岗位{before}分变为{fit.score}分（{how}{abs(fit.score - before)}分）"
        if fit.score != before
        else (f"人岗匹配与现岗位相同（{before}分）")
    )
    relieved = _whose_excess(found, step, steps)
    level = "编制身份和职务职级不变"
    return f"{change}；{f'空出的编制由超编人员接续，{relieved}超编减少1人；' if relieved else ''}{level}"


def _whose_excess(found: ExchangeCandidates, step: Step, steps: Mapping[str, Step]) -> str:
    """The cell in excess at the end of the chain that a move makes way for, in words; nothing where there is none."""
    establishment, seen = found.limits.establishment, set()
    person = step.person
    while person and person not in seen:
        seen.add(person)
        someone = establishment.person[person]
        if person not in found.present_fit and someone.category is not None:
            return _cell_in_words(establishment, Place(someone.unit, someone.category))
        person = steps[person].followed_by
    return ""


def with_exchange_exhausted(
    rows: Sequence[Remaining], found: ExchangeCandidates, extra_moves: int, proven: bool
) -> tuple[Remaining, ...]:
    """The remaining excess, each cell with what exchange could not do about it either."""
    budget = found.exchanging.budget
    if extra_moves == budget:
        words = f"双向交流名额{budget}人已用完"
    elif proven:
        words = f"在双向交流名额{budget}人以内也没有可以接续的空编"
    else:
        return tuple(rows)
    return tuple(Remaining(row.unit, row.category, row.excess, f"{row.why.rstrip('。')}；{words}。") for row in rows)


def _cell_in_words(establishment: Establishment, place: Place) -> str:
    return f"{establishment.unit[place.unit].name}{place.category}"


def _names(establishment: Establishment, people: Sequence[str]) -> str:
    return "、".join(f"{establishment.person[person].name}（{person}）" for person in people)
