"""Five units to learn with: the plan that its description promises, counted by hand."""

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.optimize.reallocation import reallocate
from bianzhi.sampling import REFERENCE_DAY, small_district, small_rows
from tests.sampling.test_stories import LATE_NOVEMBER, movable


def who_may_leave(ledger: Establishment) -> list[Person]:
    """People of 区政府办公室 on 行政编制 whom nothing locks and whose section can spare one."""
    return [
        person
        for person in ledger.people_in["L01", Category.ADMINISTRATIVE]
        if movable(person) and ledger.section_staff[person.section] > 3
    ]


def test_it_has_five_units_and_sixty_people() -> None:
    """Five over quota in three cells, four vacancies in three."""
    ledger = small_district()

    assert len(ledger.units) == 5
    assert len(ledger.people) == len(small_rows()["人员"]) == 60
    assert ledger.total_excess == 5
    assert ledger.total_vacancies == 4


def test_four_people_may_leave_the_office() -> None:
    """Three lead, five are locked for five reasons, three sit in a section of three; four are left."""
    ledger = small_district()
    staff = [p for p in ledger.people_in["L01", Category.ADMINISTRATIVE] if not p.is_leader]

    assert len(ledger.people_in["L01", Category.ADMINISTRATIVE]) == 15
    assert sum(not movable(person) for person in staff) == 5
    assert [person.id for person in who_may_leave(ledger)] == ["P00004", "P00005", "P00006", "P00007"]


def test_only_the_first_meets_the_post_and_the_second_has_a_spouse_there() -> None:
    """The post of 财政局 asks for a major; the one of 审计局 for a certificate nobody has."""
    ledger = small_district()
    four = who_may_leave(ledger)
    budget, audit = ledger.posts

    assert [person.major in budget.majors for person in four] == [True, False, False, False]
    assert not any(set(audit.certificates) <= set(person.certificates) for person in ledger.people)
    (spouse,) = ledger.relatives_of["P00005"]
    assert ledger.person[spouse].unit == "L02" and ledger.person[spouse].sex is not ledger.person["P00005"].sex


def test_the_plan_is_the_one_described() -> None:
    """Three moves, two stay over quota; the same in June and at the end of November."""
    for day in (REFERENCE_DAY, LATE_NOVEMBER):
        plan = reallocate(small_district(), day, PlanSettings())

        assert plan.excess_after == 2
        assert [(move.person, move.place.unit, move.place.post) for move in plan.moves] == [
            ("P00004", "L02", "预算管理岗"),
            ("P00005", "L04", ""),
            ("P00006", "L02", ""),
        ]
        assert [(left.unit, left.category) for left in plan.remaining] == [
            ("L01", Category.AGENCY_SUPPORT),
            ("L05", Category.FULLY_FUNDED),
        ]
