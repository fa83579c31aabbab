"""The cheapest relaxations: each kind by hand, and what each frees confirmed by applying it and planning afresh."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from bianzhi.domain.answers import Relaxation
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.relaxing import loosened
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status, UnitKind, Willingness
from bianzhi.errors import SettingsError
from bianzhi.optimize.questions import blockage
from bianzhi.optimize.questions.asked import asked
from bianzhi.optimize.questions.relaxations import _enlarged
from bianzhi.optimize.questions.trials import Trials
from tests.optimize.questions.asking import best_values, few_enough, pairs_of, planned
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, institutions, person, plus, quota, section, unit, world


def relaxations(district: Establishment, given_: PlanSettings | None = None) -> tuple[Relaxation, ...]:
    """What would free somebody; every one that is a setting is applied and planned afresh."""
    now = given_ or PlanSettings()
    plan = planned(district, now)
    found = blockage(district, plan, curves=False).relaxations
    for each in found:
        assert each.frees >= 1 and each.loosened >= 1 and f"可再安置{each.frees}人" in each.sentence
        if each.setting:
            after = planned(district, loosened(now, each, "试", DAY))
            assert plan.objectives[0].value - after.objectives[0].value == each.frees
    return found


def of(found: tuple[Relaxation, ...], setting: str) -> list[tuple[int | None, int, int]]:
    """Value, persons freed and loosening of the relaxations of one setting."""
    return [(each.value, each.frees, each.loosened) for each in found if each.setting == setting]


def test_a_share_of_one_unit() -> None:
    """A has ten people, five over: 30 percent let three go, 40 percent four."""
    found = relaxations(agencies(A=(10, 5), B=(2, 12)))

    assert of(found, "leaving_share_of.A") == [(40, 1, 10)]
    assert found[0].sentence == "将区A局的调出份额由30%放宽到40%，可再安置1人。"
    assert of(found, "leaving_share_percent") == []


def test_a_share_is_loosened_by_as_much_as_one_more_person_takes() -> None:
    """Of five people 30 and 40 percent are both two: it takes 41."""
    found = relaxations(agencies(A=(5, 2), B=(2, 12)))

    assert of(found, "leaving_share_of.A") == [(41, 1, 11)]


def test_where_several_shares_are_full_the_general_one_is_tried_as_well() -> None:
    """40 instead of 30 percent free one of A and two of C."""
    found = relaxations(agencies(A=(10, 5), C=(20, 12), B=(2, 30)))

    assert of(found, "leaving_share_percent") == [(40, 3, 10)]
    assert of(found, "leaving_share_of.C") == [(40, 2, 10)]
    assert [each.setting for each in found] == ["leaving_share_percent", "leaving_share_of.C", "leaving_share_of.A"]


def test_a_section_floor() -> None:
    """Three sit in S1 and stay; with a floor of two one may go."""
    staff = [person(f"p{number}", "A", section="S1") for number in range(3)]
    leaders = [person(f"x{number}", "A", is_leader=True) for number in range(8)]
    district = world(unit("A"), unit("B"), quota("A", 10), quota("B", 5), section("S1", "A"), *staff, *leaders)
    found = relaxations(district)

    assert of(found, "section_floor") == [(2, 1, 1)]
    assert found[0].sentence == "将内设机构最低保留人数由3人放宽到2人，可再安置1人。"


def test_months_before_retirement() -> None:
    """A1 retires in 17 months, A2 in 24: a limit of 23 months frees A2, one of 16 both."""
    leaders = {f"A{number}": {"is_leader": True} for number in range(3, 6)}
    district = but(
        agencies(A=(5, 3), B=(4, 9)), **leaders, A1={"birth": date(1967, 8, 1)}, A2={"birth": date(1968, 1, 1)}
    )
    found = relaxations(district)

    assert of(found, "near_retirement_months") == [(23, 1, 1), (16, 2, 8)]


def test_months_since_the_last_exchange() -> None:
    """Moved 18 months ago: 24 lock, 18 do not."""
    leaders = {f"A{number}": {"is_leader": True} for number in range(2, 5)}
    district = but(agencies(A=(4, 3), B=(4, 5)), **leaders, A1={"last_exchange": date(2025, 5, 23)})
    found = relaxations(district)

    assert of(found, "cooling_off_months") == [(18, 1, 6)]
    assert found[0].sentence == "将交流间隔由24个月缩短到18个月，可再安置1人。"


def test_posts_kept_vacant() -> None:
    """B may be filled to 90 percent only: of its ten posts one stays vacant."""
    on = PlanSettings(constraints_on={"C05": "本区要求"}, occupancy_percent=90)
    found = relaxations(agencies(A=(6, 4), B=(8, 10)), on)

    assert of(found, "occupancy_percent") == [(100, 1, 10)]


def test_one_more_vacancy_of_the_type() -> None:
    """Three of A's find no place: three more posts would all be used."""
    found = relaxations(institutions(A=(20, 16), B=(3, 4)))

    assert len(found) == 1 and not found[0].setting
    assert found[0].sentence == (
        "如增加区直编制池全额事业编制（例如核增到区B局）的空编3名，可再安置3人，每名可再安置1人。"
    )
    assert (found[0].frees, found[0].loosened) == (3, 3)


def test_more_posts_free_no_more_than_the_share_lets_go() -> None:
    """A may let three go and two find room: one more post is of use, a second is not."""
    found = relaxations(agencies(A=(10, 5), B=(3, 5)))

    assert [(each.frees, each.loosened) for each in found] == [(1, 1)]


def test_where_every_cell_of_the_type_is_over_more_posts_go_to_one_of_them() -> None:
    """No cell has room, so the quota of A itself would have to grow."""
    found = relaxations(agencies(A=(4, 3)))

    assert [each.sentence for each in found] == ["如核增区A局行政编制1名，可再安置1人。"]


def test_consent_of_the_fewest() -> None:
    """One of three who refuse would do; the ledger, not a setting, would have to say so."""
    unwilling = {f"A{number}": {"willingness": Willingness.UNWILLING} for number in range(1, 4)}
    district = but(institutions(A=(3, 2), B=(3, 5)), **unwilling)
    found = relaxations(district)
    (asked,) = [each for each in found if each.persons]

    assert asked.frees == 1 and len(asked.persons) == 1 and not asked.setting
    assert asked.sentence == f"如某{asked.persons[0]}（{asked.persons[0]}）同意交流，可再安置1人。"
    with pytest.raises(SettingsError, match="须改台账"):
        loosened(PlanSettings(), asked, "试", DAY)
    agreed = but(district, **{asked.persons[0]: {"willingness": Willingness.OBEYS}})
    assert planned(agreed).objectives[0].value == planned(district).objectives[0].value - 1


def test_a_condition_of_the_identity_matrix() -> None:
    """事业 staff may take 差额 posts if they agree to the change of funding; two posts, two people named."""
    district = world(
        *(unit("A", kind=UnitKind.WELFARE_ONE), unit("B", kind=UnitKind.WELFARE_TWO)),
        *(quota("A", 8, Category.FULLY_FUNDED), quota("B", 3, Category.PARTLY_FUNDED)),
        *(person(f"A{number}", "A", status=Status.INSTITUTION_MANAGER) for number in range(11)),
        person("B1", "B", status=Status.INSTITUTION_MANAGER, category=Category.PARTLY_FUNDED),
    )
    found = relaxations(district)
    (conditional,) = [each for each in found if each.setting == "conditions"]

    assert conditional.frees == 2 and conditional.loosened == 2 and len(conditional.persons) == 2
    assert conditional.value is None and conditional.condition
    assert f"具备条件“{conditional.condition}”" in conditional.sentence


def test_a_minimum_of_staff() -> None:
    """A keeps nine of ten; eight would free one more."""
    district = but(agencies(A=(10, 7), B=(2, 12)), A={"min_staff": 9})
    found = relaxations(district)

    assert "将区A局的最低保留人数由9人改为8人，可再安置1人。" in [each.sentence for each in found]
    looser = but(district, A={"min_staff": 8})
    assert planned(looser).objectives[0].value == planned(district).objectives[0].value - 1


def test_what_frees_nobody_is_not_proposed() -> None:
    """There is no vacancy at all: share, floor and periods change nothing."""
    found = relaxations(agencies(A=(10, 5), B=(5, 5)))

    assert [each.setting for each in found] == [""]


def test_relaxations_are_sorted_by_what_they_free_for_the_loosening() -> None:
    """One post frees one; ten points of the share free one."""
    found = relaxations(agencies(A=(10, 4), B=(2, 12), C=(3, 2)))
    rates = [each.frees / each.loosened for each in found]

    assert rates == sorted(rates, reverse=True)


@pytest.mark.slow
@given(small_worlds(most_people=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_a_setting_frees_is_what_enumeration_finds(district: Establishment) -> None:
    """Every setting proposed, applied, and the best plan found by counting; near retirement and shares are made to bind."""
    tight = PlanSettings(section_floor=2)
    people = tuple(
        replace(each, birth=date(1967, 3 + number, 1)) if number % 3 == 0 else each
        for number, each in enumerate(district.people)
    )
    district = replace(district, people=people)
    few_enough(pairs_of(district, PlanSettings(section_floor=0, near_retirement_months=0)))
    plan = planned(district, tight)
    before = best_values(district, pairs_of(district, tight), tight)
    for each in blockage(district, plan, curves=False).relaxations:
        if each.setting:
            looser = loosened(tight, each, "试", DAY)
            after = best_values(district, pairs_of(district, looser), looser)
            assert before is not None and after is not None
            assert before[0] - after[0] == each.frees


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_more_posts_of_any_cell_free_what_planning_afresh_frees(district: Establishment) -> None:
    """As many posts as excess is left, and as many as of these are used: each is what a plan of that ledger leaves less."""
    plan = planned(district)
    trials = Trials(asked(district, plan))
    left = plan.objectives[0].value
    assume(left)

    def freed(ledger: Establishment) -> int:
        return max(0, left - planned(ledger).objectives[0].value)

    for cell in district.cells:
        enlarged = partial(_enlarged, district, cell)
        posts, frees = trials.posts_used(cell, enlarged)
        event("in excess" if district.excess(cell) else "not in excess")
        assert posts == freed(enlarged(left))
        assert frees == (freed(enlarged(posts)) if posts else 0)


def test_settings_alone_change() -> None:
    """What is applied is the one setting; everything else stays."""
    now = PlanSettings(cooling_off_months=12, leaving_share_of={"A": 20, "B": 50})
    share = Relaxation("", 1, 10, "leaving_share_of.A", 30)
    floor = Relaxation("", 1, 1, "section_floor", 2)

    assert loosened(now, share, "试", DAY) == replace(now, leaving_share_of={"A": 30, "B": 50})
    assert loosened(now, floor, "试", DAY) == replace(now, section_floor=2)


def test_more_vacancies_than_the_plan_uses_change_nothing_else() -> None:
    """The trial ledger is thrown away: the establishment asked about is as it was."""
    district = plus(institutions(A=(20, 16), B=(3, 4)))
    relaxations(district)

    assert sum(district.authorized.values()) == 20
