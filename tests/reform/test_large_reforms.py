"""Reforms and documents of a size that nobody writes by hand (``python -m benchmarks.reform`` measures what they take)."""

import pytest

from benchmarks.reform import STEPS, documents, hundred_operations
from bianzhi import services
from bianzhi.reform.matching import match_duties
from bianzhi.services import reforming
from tests.samples import DISTRICT

pytestmark = pytest.mark.slow


def test_a_hundred_operations_on_a_district_hold_together() -> None:
    """Applied, checked and compared unit by unit."""
    ledger = services.read(DISTRICT).establishment
    reform = hundred_operations(ledger)
    assert len(reform.steps) == STEPS and reform.effective is not None

    reformed = reforming.apply_reform(ledger, reform)

    assert reforming.check_reform(reformed) == ()
    assert reforming.compare_reform(reformed, reform.effective).units


def test_nearly_all_of_a_thousand_reworded_duties_are_found_again() -> None:
    """In another order and in other words."""
    found = match_duties(*documents(1_000))

    assert sum(bool(match.old and match.new) for match in found) > 990
