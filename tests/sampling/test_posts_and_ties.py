"""岗位需求, 亲属关系, 科室往来 and 匹配评分 of the invented district."""

from collections import Counter

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Sex
from bianzhi.law.levels import education_rank


def test_posts_are_within_the_vacancies(ledger: Establishment) -> None:
    """About sixty; those of a cell ask for no more people than it has vacancies; titles are unique in a unit."""
    demand: Counter[tuple[str, str]] = Counter()
    for post in ledger.posts:
        demand[post.unit, post.category] += post.demand
        assert post.demand >= 1

    assert 50 <= len(ledger.posts) <= 90
    for cell in ledger.cells:
        assert demand[cell] <= ledger.vacancies(cell)
    assert len({(post.unit, post.title) for post in ledger.posts}) == len(ledger.posts)


def test_posts_make_demands_of_every_kind(ledger: Establishment) -> None:
    """Bands, specialist and worker levels, majors, degrees, certificates, skills, ages; and some ask for nothing special."""
    levels = {post.level for post in ledger.posts}

    assert {"", "科员", "副科", "正科", "副处"} <= levels
    assert any(level.startswith("专技") for level in levels)
    assert any(level.startswith("工勤") for level in levels)
    for field in ("majors", "certificates", "specialties", "age_limit", "section"):
        assert 3 <= sum(bool(getattr(post, field)) for post in ledger.posts) < len(ledger.posts)
    assert all(not post.education or education_rank(post.education) is not None for post in ledger.posts)


def test_relatives_are_plausible(ledger: Establishment) -> None:
    """About 25 pairs, nobody twice; spouses are a man and a woman of about one age; mothers are older."""
    named = Counter(name for row in ledger.kinships for name in (row.person, row.relative))

    assert 20 <= len(ledger.kinships) <= 30
    assert set(named.values()) == {1}
    for row in ledger.kinships:
        one, other = ledger.person[row.person], ledger.person[row.relative]
        assert one.birth and other.birth
        apart = abs(one.birth.year - other.birth.year)
        if row.relation == "夫妻":
            assert one.sex is not other.sex and apart <= 6
        elif row.relation in ("母子", "母女", "翁婿", "公媳"):
            elder = min((one, other), key=lambda person: str(person.birth))
            assert apart >= 22
            assert (elder.sex is Sex.FEMALE) is row.relation.startswith("母")


def test_relatives_stand_between_excess_and_vacancies(ledger: Establishment) -> None:
    """In ten pairs or more the one may have to leave a cell, and the other sits where a vacancy of its type is."""
    conflicts = 0
    for row in ledger.kinships:
        one, other = ledger.person[row.person], ledger.person[row.relative]
        assert one.category is not None
        if ledger.excess((one.unit, one.category)) and ledger.vacancies((other.unit, one.category)):
            conflicts += 1
    together = sum(ledger.person[row.person].unit == ledger.person[row.relative].unit for row in ledger.kinships)

    assert conflicts >= 10
    assert together == 2


def test_units_over_their_cap_have_many_dealings(ledger: Establishment) -> None:
    """About 400 pairs in all, no pair twice; those units have five or more, some pairs cross units."""
    pairs = [(row.section, row.other) for row in ledger.traffic]
    inside = Counter(ledger.section[one].unit for one, other in pairs if one[:3] == other[:3])

    assert 350 <= len(pairs) <= 450
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(row.volume >= 1 for row in ledger.traffic)
    assert all(inside[unit] >= 5 for unit in ("A01", "A02", "B01", "C01", "F01", "F17", "F20"))
    assert any(one[:3] != other[:3] for one, other in pairs)


def test_scores_are_for_people_who_may_leave(ledger: Establishment) -> None:
    """A few, 0–100, at units with a vacancy; a named post exists there."""
    titles = {(post.unit, post.title) for post in ledger.posts}

    assert 8 <= len(ledger.fit_scores) <= 12
    for score in ledger.fit_scores:
        person = ledger.person[score.person]
        assert person.category and ledger.excess((person.unit, person.category)) > 0
        assert 0 <= score.score <= 100
        assert not score.post or (score.unit, score.post) in titles
    assert any(score.post for score in ledger.fit_scores) and any(not score.post for score in ledger.fit_scores)
