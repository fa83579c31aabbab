"""Why someone has no place: the closest miss, the same whether people are asked one by one or together."""

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Pool
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.eligibility import bar
from bianzhi.optimize.reallocation.no_place import _CLOSENESS, _NO_PLACE, NoPlace
from bianzhi.optimize.reallocation.pairs import candidates
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, plus, post

NOT_TO_B = PlanSettings(wishes=(Wish(WishKind.FORBID, to_unit="B", by="编办", on=DAY, why="工作需要"),))


@given(small_worlds(), st.sampled_from((PlanSettings(), NOT_TO_B)))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_asked_together_people_hear_what_each_would_hear_alone(district: Establishment, given_: PlanSettings) -> None:
    """Place by place for every person, the first of the nearest misses."""
    found = candidates(district, DAY, given_)
    answers = NoPlace(found)
    for person in found.movable:
        if person.id in found.places_of:
            continue
        bars = [bar(person, opening, found.limits) for opening in found.openings]
        if bars:
            closest = max((each for each in bars if each is not None), key=lambda each: _CLOSENESS.get(each.kind, 0))
            event(closest.kind)
            assert answers.why(person) == _NO_PLACE.get(closest.kind, closest.kind)
        else:
            assert answers.why(person) == "全区没有空编"


def test_of_misses_in_the_cell_and_at_the_post_the_nearer_one_is_told() -> None:
    """C is of another pool; B's only post asks for a degree in accounting: it is the major that is told."""
    district = plus(agencies(A=(12, 10), B=(9, 10), C=(9, 10)), post("会计岗", "B", majors=("会计学",)))
    found = candidates(but(district, C={"pool": Pool.HEALTH}), DAY, PlanSettings())

    assert not found.pairs
    assert {NoPlace(found).why(person) for person in found.movable} == {"空缺岗位专业要求不符"}


def test_with_no_place_at_all_there_is_no_vacancy() -> None:
    """B is full."""
    found = candidates(agencies(A=(12, 10), B=(10, 10)), DAY, PlanSettings())

    assert NoPlace(found).why(found.movable[0]) == "全区没有空编"
