"""Who is locked: both sides of every line of the contract, §2 rule 3, and of what an office may add."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bianzhi.domain.establishment import Transit
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
    Direction,
    PersonState,
    RetirementCategory,
    Sex,
    Status,
    Willingness,
)
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.eligibility import lock
from bianzhi.optimize.locks import LOCKS
from bianzhi.optimize.place_bars import CELL_BARS
from bianzhi.optimize.post_bars import POST_BARS
from tests.optimize.switches import under, with_also, without
from tests.worlds import person, unit, world


def locked_as(settings: PlanSettings = PlanSettings(), **changes: Any) -> str | None:  # noqa: B008 frozen
    """The kind of the lock of one person, or None."""
    found = lock(person("p", **changes), under(settings))
    return found.kind if found else None


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, None),
        ({"is_leader": True}, "领导职务"),
        ({"state": PersonState.SECONDED}, "人员状态为借调"),
        ({"state": PersonState.ATTACHED}, "人员状态为挂职"),
        ({"lock_reason": "专项工作"}, "台账注明不可调整"),
        ({"status": None}, "信息不全"),
        ({"category": None}, "信息不全"),
        ({"unreadable": ("试用期止",)}, "信息不全"),
        ({"birth": None}, "信息不全"),
        ({"birth": None, "citizen_number": "990102198501010018"}, None),
        ({"status": Status.OFF_ESTABLISHMENT}, "编外人员"),
        # DAY is 2026-11-23: a trial that ends that day is over
        ({"trial_ends": date(2026, 11, 24)}, "试用期未满"),
        ({"trial_ends": date(2026, 11, 23)}, None),
        # 24 months after the last exchange
        ({"last_exchange": date(2024, 11, 24)}, "交流间隔未满"),
        ({"last_exchange": date(2024, 11, 23)}, None),
        # a man born in 1968-01 retires at 60 years 10 months in 2028-11, 24 months on; one born a month later in 25
        ({"birth": date(1968, 1, 31)}, "临近退休"),
        ({"birth": date(1968, 2, 1)}, None),
        ({"birth": date(1960, 1, 1)}, "临近退休"),
        # a woman on a worker's post retires on the table of 女50
        (
            {"birth": date(1977, 7, 1), "sex": Sex.FEMALE, "status": Status.AGENCY_WORKER},
            "临近退休",
        ),
        ({"birth": date(1977, 7, 1), "sex": Sex.FEMALE}, None),
        (
            {"birth": date(1968, 1, 31), "retirement_category": RetirementCategory.WOMEN_55, "sex": Sex.FEMALE},
            "临近退休",
        ),
        # civil servants must go where they are sent, contract staff need not
        ({"willingness": Willingness.UNWILLING}, None),
        ({"willingness": Willingness.UNWILLING, "status": Status.INSTITUTION_MANAGER}, "本人不愿意"),
        ({"willingness": Willingness.UNWILLING, "status": Status.AGENCY_INSTITUTION_STAFF}, "本人不愿意"),
        ({"willingness": Willingness.UNWILLING, "status": Status.CIVIL_LIKE_INSTITUTION}, None),
        # a sanction warns and does not lock
        ({"sanction_ends": date(2027, 1, 1)}, None),
    ],
)
def test_locks(changes: dict[str, Any], kind: str | None) -> None:
    """The first rule that locks, or none."""
    assert locked_as(**changes) == kind


def test_periods_are_settings() -> None:
    """With a period of 12 months, an exchange 13 months ago locks no more, nor a retirement in 14."""
    shorter = PlanSettings(cooling_off_months=12, near_retirement_months=12)

    assert locked_as(shorter, last_exchange=date(2025, 10, 1)) is None
    assert locked_as(shorter, birth=date(1967, 5, 1)) is None
    assert locked_as(last_exchange=date(2025, 10, 1)) == "交流间隔未满"
    assert locked_as(birth=date(1967, 5, 1)) == "临近退休"


@pytest.mark.parametrize(
    ("id", "changes"),
    [
        ("C10", {"trial_ends": date(2026, 11, 24)}),
        ("C19", {"is_leader": True}),
        ("C24", {"state": PersonState.SECONDED}),
        ("C28", {"birth": date(1968, 1, 31)}),
        ("C30", {"last_exchange": date(2024, 11, 24)}),
        ("C46", {"willingness": Willingness.UNWILLING, "status": Status.INSTITUTION_MANAGER}),
    ],
)
def test_each_lock_is_one_sentence_that_can_be_switched_off(id: str, changes: dict[str, Any]) -> None:
    """The lock carries its id, and is gone once that is switched off."""
    found = lock(person("p", **changes), under())

    assert found is not None and found.constraint == id
    assert locked_as(without(id), **changes) is None


@pytest.mark.parametrize(
    ("id", "changes", "kind"),
    [
        ("C12", {"sanction_ends": date(2026, 11, 24)}, "处分期未满"),
        ("C12", {"sanction_ends": date(2026, 11, 23)}, None),
        ("C23", {"service_ends": date(2026, 11, 24)}, "服务期未满"),
        ("C23", {"service_ends": date(2026, 11, 23)}, None),
    ],
)
def test_locks_an_office_may_add(id: str, changes: dict[str, Any], kind: str | None) -> None:
    """Off by default; once on, both sides of their day."""
    assert locked_as(**changes) is None
    assert locked_as(with_also(id), **changes) == kind


def test_who_retires_within_the_horizon_is_locked() -> None:
    """Born in 1968-02 he retires in 25 months: within a horizon of 25, not of 24; C28 is another sentence."""
    born = {"birth": date(1968, 2, 1)}

    assert locked_as(PlanSettings(horizon_months=24), **born) is None
    assert locked_as(PlanSettings(horizon_months=25), **born) == "规划期内退休"
    assert locked_as(PlanSettings(horizon_months=25, near_retirement_months=0), **born) == "规划期内退休"


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "在途调出"),
        ({"effective_on": date(2026, 11, 24)}, "在途调出"),
        ({"effective_on": date(2026, 11, 23)}, None),  # from that day on the roster shows it
        ({"direction": Direction.IN}, None),
        ({"person": ""}, None),
    ],
)
def test_who_is_on_the_way_out_is_locked(changes: dict[str, Any], kind: str | None) -> None:
    """Named as leaving, until the day from which the roster shows it."""
    leaving = Transit(**{"unit": "A", "category": Category.ADMINISTRATIVE, "direction": Direction.OUT, "persons": 1,
                         "person": "p", **changes})  # fmt: skip
    district = replace(world(unit("A"), person("p")), transits=(leaving,))
    found = lock(district.person["p"], under(district=district))

    assert (found.kind if found else None) == kind


def test_every_bar_carries_its_id_and_the_sentence_of_the_catalogue() -> None:
    """Locks, cells and posts together have no sentence but the catalogue's, and every id says which."""
    for each in (*LOCKS, *CELL_BARS, *POST_BARS):
        assert each.sentence == constraint_catalogue()[each.id].sentence
    assert len({each.id for each in LOCKS}) == len(LOCKS)
