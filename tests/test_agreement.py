"""The law is written twice: what the optimizer plans, the checker must accept; what breaks a rule, it must reject."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_exported_plan_passes_verification(district: Establishment) -> None:
    """Solve, export, read the export, check it against the ledger without the solver: nothing is found."""
    plan = services.reallocate(district, DAY, PlanSettings())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        services.write_plan(path, plan, district)
        found = services.verify(district, path, DAY, PlanSettings())

    assert [str(finding) for finding in found] == []
