"""Asking once for many is asking each: the pairs and scores of the short way against rule by rule and part by part."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.eligibility import bar
from bianzhi.optimize.fit import FitScale
from bianzhi.optimize.reallocation.pairs import candidates
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, plus, post

_FORBIDDEN = Wish(WishKind.FORBID, to_unit="C", by="编办", on=DAY, why="机构改革")


@given(small_worlds(), st.sampled_from(((), (_FORBIDDEN,))), st.sampled_from(((), ("C32", "C33"), ("C48",))))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_pairs_are_what_no_rule_bars(
    district: Establishment, wishes: tuple[Wish, ...], switched_on: tuple[str, ...]
) -> None:
    """Every movable person with every place, rule by rule, in the order of the ledger; and the same scores."""
    wanted = PlanSettings(wishes=wishes, constraints_on=dict.fromkeys(switched_on, "试验"))
    found = candidates(district, DAY, wanted)
    scale = FitScale(district, DAY, wanted.fit_weights)

    expected = [
        (person.id, opening.place, scale.score(person, opening))
        for person in found.movable
        for opening in found.openings
        if bar(person, opening, found.limits) is None
    ]

    assert [(pair.person.id, pair.opening.place, pair.fit) for pair in found.pairs] == expected


def test_demands_of_each_person_count() -> None:
    """Two alike in unit, status and grade but not in age, degree, major and certificate are told apart post by post."""
    district = plus(
        agencies(A=(12, 10), B=(6, 10)),
        post("青年岗", "B", age_limit=40),
        post("法制岗", "B", majors=("法学",), education="研究生"),
        post("审计岗", "B", certificates=("审计师",)),
        post("任何人", "B"),
    )
    district = but(
        district,
        A1={"birth": date(1990, 1, 1)},
        A2={"major": "法学", "education": "研究生"},
        A3={"certificates": ("审计师",)},
    )
    pairs = candidates(district, DAY, PlanSettings()).pairs

    def posts_of(person: str) -> list[str]:
        return [pair.opening.place.post for pair in pairs if pair.person.id == person]

    assert posts_of("A1") == ["青年岗", "任何人"]
    assert posts_of("A2") == ["法制岗", "任何人"]
    assert posts_of("A3") == ["审计岗", "任何人"]
    assert posts_of("A4") == ["任何人"]


def test_regions_are_apart() -> None:
    """Quotas do not flow from one region to another; with C45 switched off by the office they do."""
    district = but(agencies(A=(12, 10), B=(8, 10), C=(8, 10)), A={"region": "东区"}, B={"region": "东区"})

    assert {pair.opening.place.unit for pair in candidates(district, DAY, PlanSettings()).pairs} == {"B"}
    freely = PlanSettings(constraints_off={"C45": "全市统筹"})
    assert {pair.opening.place.unit for pair in candidates(district, DAY, freely).pairs} == {"B", "C"}
