"""A move taken as settled: the pair and the best plan of the rest are the best plan that has the pair."""

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.questions.asked import asked, outcome_of
from bianzhi.optimize.questions.settled import outcome_with
from tests.optimize.questions.asking import planned
from tests.optimize.random_worlds import small_worlds
from tests.worlds import agencies, but, kin, level, plus, post

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@pytest.mark.slow
@given(small_worlds())
@MANY
def test_settling_a_pair_is_requiring_it(district: Establishment) -> None:
    """Where the rest can be told without the pair, all objectives are those of the model in which the pair is required."""
    question = asked(district, planned(district))
    for number in range(0, len(question.pairs), 3):
        pair = question.pairs[number]
        settled = outcome_with(question.task, pair)
        if settled is not None:
            required = outcome_of(question.task_requiring(number))

            assert required is not None and pair in settled.chosen
            assert [goal.value for goal in settled.objectives] == [goal.value for goal in required.objectives]
            assert len({each.person.id for each in settled.chosen}) == len(settled.chosen)


def test_the_share_of_the_others_is_one_less() -> None:
    """Of A's three who may leave two are left besides the one who is settled; A's excess of five does not matter."""
    district = agencies(A=(10, 5), B=(2, 12))
    question = asked(district, planned(district))
    outcome = outcome_with(question.task, question.pairs[0])

    assert outcome is not None and len(outcome.chosen) == 3 and outcome.objectives[0].value == 2


def test_where_one_may_leave_nobody_else_does() -> None:
    """10 percent of ten is one."""
    district, share = agencies(A=(10, 7), B=(2, 12)), PlanSettings(leaving_share_percent=10)
    question = asked(district, planned(district, share))
    outcome = outcome_with(question.task, question.pairs[0])

    assert outcome is not None and [pair.person.id for pair in outcome.chosen] == [question.pairs[0].person.id]


def test_the_room_of_the_cell_is_one_less_for_the_others() -> None:
    """Two posts are listed for B's one vacancy: once A1 has the first, nobody takes the second."""
    district = plus(agencies(A=(7, 5), B=(4, 5)), post("甲岗", "B"), post("乙岗", "B"))
    question = asked(district, planned(district))
    outcome = outcome_with(question.task, question.pairs[0])

    assert outcome is not None and len(outcome.chosen) == 1


def test_the_place_takes_one_less_of_the_others() -> None:
    """B's post wants two and would suit all three best: with A1 settled there, one more goes there and one elsewhere."""
    scores = (FitScore(f"A{number}", "B", "甲岗", 100) for number in range(1, 11))
    district = plus(agencies(A=(10, 7), B=(4, 8)), post("甲岗", "B", 2), *scores)
    question = asked(district, planned(district))
    first = question.pairs[0]
    outcome = outcome_with(question.task, first)

    assert first.opening.place.post == "甲岗" and outcome is not None
    assert sorted(pair.opening.place.post for pair in outcome.chosen) == ["", "甲岗", "甲岗"]


def test_what_ties_people_together_is_not_told_in_this_way() -> None:
    """A relative there or on the way there, a level vacancy in the cell, a unit at its minimum: the pair has to be required."""
    plain = agencies(A=(4, 3), B=(4, 6))

    def is_told(district: Establishment) -> bool:
        question = asked(district, planned(district))
        return outcome_with(question.task, question.pairs[0]) is not None

    assert is_told(plain)
    assert not is_told(plus(plain, kin("A1", "B1")))
    assert not is_told(plus(plain, kin("A1", "A2")))
    assert not is_told(plus(plain, level("B", "科员", 6)))
    assert not is_told(but(plain, A={"min_staff": 4}))
    assert is_told(but(plus(plain, kin("A1", "A2")), A2={"is_leader": True}))
