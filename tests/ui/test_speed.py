"""A rerun without new input never computes again: it stays quick at 5,000 people."""

import time
from datetime import date

import pytest

from bianzhi import services
from bianzhi.ui import uploads
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session, Upload
from tests.ui.pages_under_test import opened

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 23)
MOST_SECONDS = 0.3


@pytest.fixture(scope="module")
def district() -> Session:
    """The sample district, checked, planned and merged."""
    name = uploads.DISTRICT_SAMPLE
    now = Session()
    now.load(*read_uploads([Upload(name, uploads.sample(name))], DAY))
    assert now.source is not None
    establishment = now.source.establishment
    assert len(establishment.people) > 4500
    now.take_plan(services.reallocate(establishment, DAY, now.settings))
    now.take_mergers(services.merge_sections(establishment, DAY))
    return now


@pytest.mark.parametrize("step", list(Step))
def test_a_rerun_is_quick(step: Step, district: Session) -> None:
    """The best of three runs after the first; the first may draw and compute."""
    page = opened(step, district)
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        page.run()
        seconds.append(time.perf_counter() - started)

    assert min(seconds) < MOST_SECONDS, f"{step.heading}: {min(seconds):.3f} s"
