"""双向交流: the sentences that read otherwise than in the plain plan, and the one it adds."""

from bianzhi.law.citation import statute
from bianzhi.optimize.constraint import Constraint, Rows, constraint
from bianzhi.optimize.exchange.model import ExchangeModel
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.limits import Limits

_DECREE = statute("decree-486")
_PRACTICE = statute("local-practice").whole


@constraint(id="C01", sentence="调入后实有人数不超过核定编制；列名岗位只用空编", source=_DECREE.article(6))
def in_post_within_quota(model: ExchangeModel) -> Rows:
    """Listed posts take at most the vacancies of their cell; the open places are what they leave, and what movers leave."""
    for cell in model.receiving_cells:
        taking_posts, taking_open_places = model.taking_posts(cell), model.taking_open_places(cell)
        if taking_posts:
            yield (*cell, "posts"), taking_posts <= model.limits.room(cell)
        if taking_open_places:
            most = model.exchanging.left_open(cell) + model.passed_on(cell)
            yield (*cell, "open"), taking_open_places <= most


@constraint(id="C54", sentence="双向交流：不超编单位的调出人数不超过规定名额", source=_PRACTICE)
def few_move_without_need(model: ExchangeModel) -> Rows:
    """At most the budget of the settings moves out of cells that are not in excess (persons)."""
    if model.found.present_fit:
        yield "all", model.extra_moves <= model.exchanging.budget


EXCHANGE_CONSTRAINTS: tuple[Constraint, ...] = (in_post_within_quota, few_move_without_need)


def exchange_constraints_of(limits: Limits) -> tuple[Constraint, ...]:
    """The sentences in force: those of the plain plan, but for the ones that exchange states otherwise."""
    own = {each.id for each in EXCHANGE_CONSTRAINTS}
    return (*(each for each in constraints_of(limits) if each.id not in own), *EXCHANGE_CONSTRAINTS)
