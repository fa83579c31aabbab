"""What a reform may take on the district of 5,000 (``python -m benchmarks.reform`` measures it against peers)."""

import time

import pytest

from benchmarks.reform import STEPS, documents, hundred_operations
from bianzhi import services
from bianzhi.reform.matching import match_duties
from bianzhi.services import reforming
from tests.samples import DISTRICT

pytestmark = pytest.mark.slow


def test_a_hundred_operations_take_less_than_two_seconds() -> None:
    """Applied, checked and compared unit by unit."""
    ledger = services.read(DISTRICT).establishment
    reform = hundred_operations(ledger)
    assert len(reform.steps) == STEPS and reform.effective is not None

    started = time.perf_counter()
    reformed = reforming.apply_reform(ledger, reform)
    assert reforming.check_reform(reformed) == ()
    reforming.compare_reform(reformed, reform.effective)
    assert time.perf_counter() - started < 2


def test_a_thousand_by_a_thousand_duties_take_less_than_ten_seconds() -> None:
    """And nearly all of them are found again."""
    old, new = documents(1_000)

    started = time.perf_counter()
    found = match_duties(old, new)
    assert time.perf_counter() - started < 10
    assert sum(bool(match.old and match.new) for match in found) > 990
