"""The people of the invented district: possible lives, in the states a ledger knows."""

from collections import Counter

import pytest

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.identifiers import birth_in_citizen_number, is_citizen_number, sex_in_citizen_number
from bianzhi.domain.terms import Category, LeadershipKind, PersonState, Sex, Status, UnitKind, Willingness
from bianzhi.law.identity_matrix import Passage, passage
from bianzhi.law.levels import band_of, education_rank
from bianzhi.law.retirement import months_to_retirement
from bianzhi.sampling import REFERENCE_DAY, district


def test_numbers_agree_with_birth_and_sex(ledger: Establishment) -> None:
    """Everyone's, before any is spoiled; nobody shares a number."""
    for person in ledger.people:
        assert is_citizen_number(person.citizen_number)
        assert birth_in_citizen_number(person.citizen_number) == person.birth
        assert sex_in_citizen_number(person.citizen_number) is person.sex
        assert person.citizen_number.startswith("990102")
    assert len({person.citizen_number for person in ledger.people}) == len(ledger.people)


@pytest.mark.parametrize(("persons", "seed"), [(5000, 1), (900, 5)])
def test_lives_are_possible(persons: int, seed: int) -> None:
    """Born, at work from 16 on, on the establishment, in the unit, in the post, and none of it after the reference day."""
    for person in district(persons, seed).people:
        assert person.birth and person.work_start and person.joined_unit and person.post_since
        entered = person.on_establishment_since or person.joined_unit
        assert 1964 <= person.birth.year <= 2004
        assert (person.work_start - person.birth).days >= 16 * 365.25
        assert person.work_start <= entered <= person.joined_unit <= person.post_since <= REFERENCE_DAY
        assert person.last_exchange in (None, person.joined_unit)
        assert person.trial_ends is None or person.trial_ends > REFERENCE_DAY


def test_nobody_in_post_is_past_retirement(ledger: Establishment) -> None:
    """Not in 2026 at all; some come near, and the retired who are listed have retired."""
    months = {p.id: months_to_retirement(p, REFERENCE_DAY) or 0 for p in ledger.people}
    in_post = [person for person in ledger.people if person.counted]

    assert min(months[person.id] for person in in_post) >= 7
    assert 100 < sum(months[person.id] <= 24 for person in in_post) < 300
    retired = [person for person in ledger.people if person.state is PersonState.RETIRED]
    assert retired and all(months[person.id] < 0 for person in retired)


def test_states_other_than_in_service_are_few(ledger: Establishment) -> None:
    """Two or three in a hundred, of every kind; a few gone, a few off the establishment."""
    states = Counter(person.state for person in ledger.people)
    away = sum(n for state, n in states.items() if state.holds_post and state is not PersonState.ACTIVE)

    assert set(states) == set(PersonState)
    assert 0.02 <= away / len(ledger.people) <= 0.035
    assert sum(person.status is Status.OFF_ESTABLISHMENT for person in ledger.people) == 16


def test_leaders_fill_their_posts_and_no_more(ledger: Establishment) -> None:
    """Leaders of units have a rank and no section; three to five in an organ; a head where there is a post for one."""
    posts: Counter[str] = Counter()
    for row in ledger.leadership_posts:
        if row.kind in (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY):
            posts[row.unit] += row.authorized
    ranked = [person for person in ledger.people if person.leader_rank is not None]
    leaders = Counter(person.unit for person in ranked)

    assert all(leaders[unit] <= posts[unit] for unit in ledger.unit)
    assert all(person.is_leader and not person.section for person in ranked)
    departments = [unit.code for unit in ledger.units if unit.kind is UnitKind.GOVERNMENT]
    assert all(3 <= leaders[unit] <= 5 for unit in departments)


def test_sections_that_must_merge_have_heads(ledger: Establishment) -> None:
    """One head a section at most, only in units over their cap, so that the merger shows who is left over."""
    heads = [person for person in ledger.people if person.is_leader and person.leader_rank is None]
    counted = Counter(section.unit for section in ledger.sections if section.counts_to_cap)

    assert len(heads) >= 60
    assert len({person.section for person in heads} - {""}) == len(heads)
    assert all(counted[person.unit] > (ledger.unit[person.unit].section_cap or 6) for person in heads)


def test_status_may_hold_its_establishment_type(ledger: Establishment) -> None:
    """Nobody holds a type that the identity matrix forbids to the status, or a type the unit has no quota for."""
    for person in ledger.people:
        if person.counted:
            assert person.status and person.category
            assert passage(person.status, person.category).passage in (Passage.ORDINARY, Passage.CONDITIONAL)
            assert (person.unit, person.category) in ledger.authorized


def series(person: Person) -> str:
    """Which series of grades a grade is of."""
    if person.grade.endswith("职员"):
        return "职员"
    if person.grade.startswith("专技"):
        return "专技"
    return "工勤" if person.grade.startswith(("工勤", "普通工")) else "公务员"


def test_grades_suit_the_status(ledger: Establishment) -> None:
    """Civil-service grades have a band; workers and specialists have their own series; recruits on trial have none."""
    for person in ledger.people:
        if not person.grade:
            assert person.trial_ends or person.status is Status.OFF_ESTABLISHMENT
            continue
        assert person.status is not None
        if person.status.is_worker:
            assert series(person) == "工勤"
        elif person.status is Status.INSTITUTION_SPECIALIST:
            assert series(person) == "专技"
        else:
            assert series(person) == ("职员" if person.status.needs_consent else "公务员")
            assert band_of(person.leader_rank, person.grade) == band_of(None, person.grade)


def test_years_of_service_follow_from_recruitment(ledger: Establishment) -> None:
    """Only civil servants of subdistricts serve, five years from the day they came on the establishment."""
    serving = [person for person in ledger.people if person.service_ends]

    assert len(serving) >= 20
    for person in serving:
        assert person.on_establishment_since and person.service_ends
        assert ledger.unit[person.unit].kind is UnitKind.SUBDISTRICT
        assert person.service_ends.year == person.on_establishment_since.year + 5


def test_the_district_is_a_mix(ledger: Establishment) -> None:
    """Women and men, willing and not, with the certificates plans ask for, educated in known degrees."""
    people = [person for person in ledger.people if person.counted]
    women = sum(person.sex is Sex.FEMALE for person in people)
    certificates = Counter(certificate for person in people for certificate in person.certificates)

    assert 0.38 <= women / len(people) <= 0.48
    assert {person.willingness for person in people} == set(Willingness)
    assert all(education_rank(person.education) is not None for person in people)
    assert certificates["法律职业资格"] > 50 and certificates["行政执法证"] > 100
    assert 0 < certificates["注册会计师"] < 15
    assert not any({"注册会计师", "法律职业资格"} <= set(person.certificates) for person in people)
    assert {category for _, category in ledger.in_post} == set(Category)


def test_some_are_locked_for_every_reason(ledger: Establishment) -> None:
    """Trial, recent exchange, sanction, a text, retirement categories given by hand."""
    people = ledger.people

    assert sum(person.trial_ends is not None for person in people) > 50
    assert sum(person.last_exchange is not None for person in people) > 100
    assert sum(person.sanction_ends is not None for person in people) > 10
    assert sum(bool(person.lock_reason) for person in people) > 30
    assert sum(person.retirement_category is not None for person in people) > 100
    assert sum(bool(person.wished_units) for person in people) > 200
