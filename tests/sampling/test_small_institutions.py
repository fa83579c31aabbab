"""The small institutions of the invented district: mergers that are lawful, refusals with reasons, and an unchanged plan."""

from dataclasses import replace

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import PersonState
from bianzhi.optimize.institutions import institution_plan
from bianzhi.sampling import REFERENCE_DAY, district
from bianzhi.sampling.small_institutions import SMALL_INSTITUTIONS

SMALL = {plan.code for plan in SMALL_INSTITUTIONS}


def test_two_mergers_are_lawful_and_others_are_refused_with_reasons(ledger: Establishment) -> None:
    """Two pairs with one superior unit and one function; seven candidates stay, each with the condition that fails."""
    plan = institution_plan(ledger, REFERENCE_DAY)

    assert [(merger.parts, merger.common) for merger in plan.mergers] == [
        (("J13", "J14"), ("文化",)),
        (("J15", "J16"), ("农业",)),
    ]
    refused = dict(plan.left)
    assert len(refused) == 7
    assert "承担行政职能" in refused["J17"]
    assert refused["J09"] == "与澜屏区妇幼保健院：分类不同（公益一类↔公益二类）"


def test_they_are_exactly_full_and_stand_last(ledger: Establishment) -> None:
    """So nobody leaves them and nobody comes; and what was drawn before them is what it was without them."""
    assert [unit.code for unit in ledger.units[-5:]] == [plan.code for plan in SMALL_INSTITUTIONS]
    assert all(ledger.excess(cell) == ledger.vacancies(cell) == 0 for cell in ledger.cells if cell[0] in SMALL)
    assert {person.unit for person in ledger.people[-19:]} == SMALL
    assert not any(person.unit in SMALL for person in ledger.people[:-19])


def test_the_plan_does_not_know_them() -> None:
    """The same moves and objectives with and without them, in a district of 1,000."""
    ledger = district(1000, 1)
    without = replace(
        ledger,
        units=tuple(unit for unit in ledger.units if unit.code not in SMALL),
        quota_entries=tuple(row for row in ledger.quota_entries if row.unit not in SMALL),
        leadership_posts=tuple(row for row in ledger.leadership_posts if row.unit not in SMALL),
        people=tuple(person for person in ledger.people if person.unit not in SMALL),
    )
    plans = [services.reallocate(each, REFERENCE_DAY) for each in (ledger, without)]

    assert plans[0].moves == plans[1].moves != ()
    assert plans[0].objectives == plans[1].objectives


def test_who_is_lent_works_elsewhere(ledger: Establishment) -> None:
    """Only those seconded or attached name a host, never their own unit; some hosts are outside the district."""
    lent = [person for person in ledger.people if person.works_at]

    assert {person.state for person in lent} == {PersonState.SECONDED, PersonState.ATTACHED}
    assert all(person.works_at != ledger.unit[person.unit].name for person in lent)
    names = {unit.name for unit in ledger.units}
    assert {person.works_at in names for person in lent} == {True, False}
