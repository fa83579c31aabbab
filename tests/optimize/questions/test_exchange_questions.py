"""Questions about a plan with exchange: people of units that are not over are asked about as well."""

import pytest

from bianzhi.domain.answers import Standing
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.optimize.questions import blockage, why_person, why_place
from tests.optimize.questions.asking import differences, planned
from tests.worlds import agencies, but, plus, post

CHAINS = PlanSettings(exchange=Exchange(extra_moves=5))


@pytest.fixture
def chain() -> Establishment:
    """A is one over and its people have studied law; C's post wants an accountant, whom only the full unit B has."""
    law = {f"A{number}": {"major": "法学"} for number in range(1, 5)}
    books = {f"B{number}": {"major": "会计学"} for number in range(1, 5)}
    district = but(agencies(A=(4, 3), B=(4, 4), C=(3, 4)), **law, **books)
    return plus(district, post("会计岗", "C", 1, majors=("会计学",)))


def test_whoever_makes_room_is_told_what_is_lost_without_him(chain: Establishment) -> None:
    """Somebody of B goes to C so that somebody of A finds a place in B; another accountant would do as well."""
    plan = planned(chain, CHAINS)
    accountant = next(move.person for move in plan.moves if move.from_unit == "B")
    answer = why_person(chain, plan, accountant)

    assert plan.objectives[0].value == 0
    assert answer.standing is Standing.MOVED
    assert differences(answer.without).get("remaining_excess", 0) == 0 and answer.instead


def test_places_of_the_chain_have_a_price(chain: Establishment) -> None:
    """Another accountant forced into C costs no excess: he takes the first one's place."""
    plan = planned(chain, CHAINS)
    accountant = next(move.person for move in plan.moves if move.from_unit == "B")
    other = next(f"B{number}" for number in range(1, 5) if f"B{number}" != accountant)
    (answer,) = why_place(chain, plan, other, "C", post="会计岗")

    assert answer.allowed and "remaining_excess" not in differences(answer.price)
    assert accountant in answer.displaced


def test_what_holds_up_the_rest_adds_up(chain: Establishment) -> None:
    """With and without exchange the bottlenecks add up to what is left; with it nothing is."""
    for given in (CHAINS, PlanSettings()):
        plan = planned(chain, given)
        found = blockage(chain, plan)

        assert sum(each.people - each.room for each in found.bottlenecks) == plan.objectives[0].value
        assert bool(found.by_moves) == (given is not CHAINS)
