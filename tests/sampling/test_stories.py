"""What the plan has to explain is there: counted here anew, without the optimizer or its eligibility."""

from datetime import date

import pytest

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import Category, PersonState, Pool, Status, Willingness
from bianzhi.law.retirement import months_to_retirement
from bianzhi.sampling import REFERENCE_DAY

LATE_NOVEMBER = date(2026, 11, 30)
OPEN_TO = {
    Status.CIVIL_SERVANT: {Category.ADMINISTRATIVE, Category.CIVIL_LIKE},
    Status.CIVIL_LIKE_AGENCY: {Category.ADMINISTRATIVE, Category.CIVIL_LIKE},
    Status.CIVIL_LIKE_INSTITUTION: {Category.CIVIL_LIKE},
    Status.INSTITUTION_MANAGER: {Category.FULLY_FUNDED},
    Status.INSTITUTION_SPECIALIST: {Category.FULLY_FUNDED},
    Status.AGENCY_INSTITUTION_STAFF: {Category.FULLY_FUNDED},
    Status.AGENCY_WORKER: {Category.AGENCY_SUPPORT},
    Status.INSTITUTION_WORKER: {Category.INSTITUTION_SUPPORT},
}
"""The ordinary passages of the identity matrix, written down again."""
TOGETHER = {Pool.DISTRICT, Pool.SUBDISTRICT}


def movable(person: Person, day: date = REFERENCE_DAY) -> bool:
    """Whether nothing locks a person (contract §2, rule 3)."""
    months = months_to_retirement(person, day)
    exchanged = person.last_exchange
    return not (
        person.is_leader
        or person.state is not PersonState.ACTIVE
        or person.lock_reason
        or (person.trial_ends and person.trial_ends > day)
        or (exchanged and (day.year - exchanged.year) * 12 + day.month - exchanged.month <= 24)
        or (months is not None and months <= 24)
        or (person.willingness is Willingness.UNWILLING and person.status and person.status.needs_consent)
    )


def leaving(ledger: Establishment, unit: str, category: Category, day: date = REFERENCE_DAY) -> list[Person]:
    """Who of a cell over quota may move at all."""
    return [person for person in ledger.people_in[unit, category] if movable(person, day)]


def places(ledger: Establishment, person: Person) -> list[tuple[str, Category]]:
    """The cells with a vacancy that a person's status and pool open, whatever their posts ask for."""
    pool = ledger.unit[person.unit].pool
    found = []
    for cell in ledger.cells:
        other = ledger.unit[cell[0]].pool
        near = pool is other or {pool, other} <= TOGETHER
        if ledger.vacancies(cell) and near and cell[1] in OPEN_TO.get(person.status or Status.OFF_ESTABLISHMENT, ()):
            found.append(cell)
    return found


def unlisted(ledger: Establishment, cell: tuple[str, Category]) -> int:
    """Vacancies of a cell beyond its listed posts: open to everyone whom the cell is open to."""
    return ledger.vacancies(cell) - sum(p.demand for p in ledger.posts if (p.unit, p.category) == cell)


@pytest.mark.parametrize(
    "category",
    [Category.ADMINISTRATIVE, Category.CIVIL_LIKE, Category.FULLY_FUNDED, Category.INSTITUTION_SUPPORT],
)
def test_some_of_the_excess_can_be_placed(ledger: Establishment, category: Category) -> None:
    """In four types somebody movable finds a vacancy that asks for nothing."""
    found = [
        person
        for cell in ledger.cells
        if cell[1] is category and ledger.excess(cell)
        for person in leaving(ledger, *cell)
        if any(unlisted(ledger, place) > 0 for place in places(ledger, person))
    ]

    assert len(found) >= 10


@pytest.mark.parametrize("day", [REFERENCE_DAY, LATE_NOVEMBER])
@pytest.mark.parametrize("unit", ["A09", "G02"])
def test_where_only_locked_people_are_left(ledger: Establishment, unit: str, day: date) -> None:
    """On 行政编制: over quota, and everyone leads, retires soon, is on trial, was just exchanged, is away or locked."""
    assert ledger.excess((unit, Category.ADMINISTRATIVE)) > 0
    assert leaving(ledger, unit, Category.ADMINISTRATIVE, day) == []


@pytest.mark.parametrize("unit", ["E01", "F06"])
def test_political_legal_posts_have_nowhere_to_go(ledger: Establishment, unit: str) -> None:
    """政法专项编制: people could move, there is a vacancy of the type, and no ordinary passage."""
    people = leaving(ledger, unit, Category.POLITICAL_LEGAL)

    assert ledger.excess((unit, Category.POLITICAL_LEGAL)) > 0 and people
    assert ledger.vacancies(("E02", Category.POLITICAL_LEGAL)) > 0
    assert not any(places(ledger, person) for person in people)


@pytest.mark.parametrize(
    ("unit", "category"),
    [
        ("F06", Category.ADMINISTRATIVE),
        ("J09", Category.FULLY_FUNDED),
        ("J10", Category.PARTLY_FUNDED),
    ],
)
def test_where_the_pool_border_bars(ledger: Establishment, unit: str, category: Category) -> None:
    """Vacancies of a type open to them exist, none in their own pool."""
    people = leaving(ledger, unit, category)

    assert ledger.excess((unit, category)) > 0 and people
    for person in people:
        assert person.status is not None
        assert any(ledger.vacancies(cell) and cell[1] in OPEN_TO[person.status] for cell in ledger.cells)
        assert places(ledger, person) == []


def test_where_every_vacancy_has_a_relative(ledger: Establishment) -> None:
    """机关工勤编制: the few who may move all have a relative in the only unit with a vacancy."""
    people = leaving(ledger, "F01", Category.AGENCY_SUPPORT)

    assert ledger.excess(("F01", Category.AGENCY_SUPPORT)) > 0 and people
    for person in people:
        relatives = {ledger.person[other].unit for other in ledger.relatives_of[person.id]}
        assert {unit for unit, _ in places(ledger, person)} <= relatives


@pytest.mark.parametrize("unit", ["A07", "F11", "F15", "F16", "F22"])
def test_where_vacancies_ask_for_what_hardly_anyone_has(ledger: Establishment, unit: str) -> None:
    """Every vacancy is a listed post, and no movable person over quota has its certificates, degree, major and age."""
    cell = (unit, Category.ADMINISTRATIVE)
    over = [p for c in ledger.cells if ledger.excess(c) and c[1] is cell[1] for p in leaving(ledger, *c)]
    posts = [post for post in ledger.posts if (post.unit, post.category) == cell]

    assert unlisted(ledger, cell) == 0 and len(posts) >= 3
    for post in posts:
        fitting = [
            person
            for person in over
            if set(post.certificates) <= set(person.certificates)
            and (not post.majors or person.major in post.majors)
            and (post.education != "博士研究生" or person.education == "博士研究生")
            and (not post.level or person.grade in ("三级调研员", "四级调研员", "四级高级主办"))
            and (post.age_limit is None or (person.birth and 2026 - person.birth.year <= post.age_limit))
        ]
        assert len(fitting) <= 3, post


def test_where_the_leaving_share_binds(ledger: Establishment) -> None:
    """A08 is over by half of its staff; no more than 30 %, rounded up, may leave. J07 has two, of whom one may."""
    for unit, category in (("A08", Category.ADMINISTRATIVE), ("J07", Category.FULLY_FUNDED)):
        most = -(-ledger.staff[unit] * 3 // 10)
        assert most < ledger.excess((unit, category)) <= len(leaving(ledger, unit, category))


def test_where_the_least_staff_binds(ledger: Establishment) -> None:
    """A11 is four over, and only one above its 最低保留人数."""
    least = ledger.unit["A11"].min_staff
    assert least is not None

    assert ledger.staff["A11"] - least < ledger.excess(("A11", Category.ADMINISTRATIVE))


def test_where_sections_cannot_shrink(ledger: Establishment) -> None:
    """G03 is over, but everyone who does not lead sits in a section of exactly three."""
    assert ledger.excess(("G03", Category.ADMINISTRATIVE)) > 0
    assert all(ledger.section_staff[p.section] == 3 for p in ledger.people_of["G03"] if p.counted and not p.is_leader)


def test_where_years_of_service_bind(ledger: Establishment) -> None:
    """Whoever may leave H03 on 行政编制 still serves in the subdistricts."""
    people = leaving(ledger, "H03", Category.ADMINISTRATIVE)

    assert ledger.excess(("H03", Category.ADMINISTRATIVE)) > 0 and len(people) > 10
    assert all(person.service_ends and person.service_ends > LATE_NOVEMBER for person in people)


@pytest.mark.parametrize("category", [Category.CIVIL_LIKE, Category.INSTITUTION_SUPPORT])
def test_where_more_are_over_than_vacancies_there_are(ledger: Establishment, category: Category) -> None:
    """All vacancies of the type together are fewer than the excess of those who can take no other type."""
    over = sum(ledger.excess(cell) for cell in ledger.cells if cell[1] is category)

    assert over > sum(ledger.vacancies(cell) for cell in ledger.cells if cell[1] is category) > 0
