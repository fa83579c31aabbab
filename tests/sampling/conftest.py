"""The sample district of 5,000, made once."""

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.sampling import PlacedFault, district, sample_with_faults
from bianzhi.sampling.rows import Rows


@pytest.fixture(scope="session")
def ledger() -> Establishment:
    """The district as it is before the deliberate errors."""
    return district(5000, 1)


@pytest.fixture(scope="session")
def sample() -> tuple[Rows, tuple[PlacedFault, ...]]:
    """The rows a user gets, and where the deliberate errors are. Not to be changed by a test."""
    return sample_with_faults()
