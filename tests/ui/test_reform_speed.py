"""A rerun of the pages of a reform never computes again: quick with the sample reform on 5,000 people."""

import time
from datetime import date

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.sampling import district
from bianzhi.services import CheckReport, Ledger, reforming, summarize
from bianzhi.ui.shell.pages import REFORM_STEPS, Step
from bianzhi.ui.state import Session, Source, Upload
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 23)
MOST_SECONDS = 0.3
VIEWS = ("机构对照", "编制核增核减", "职责去向", "出编入编", "图", "规则影响", "检查", "人员安置", "下载")


@pytest.fixture(scope="module")
def reformed() -> Session:
    """The invented district with its sample reform."""
    establishment: Establishment = district(5000, 1)
    now = Session()
    source = Source("示例.xlsx", b"PK", Ledger(establishment, ()), (Upload("示例.xlsx", b"PK"),))
    now.load(source, CheckReport(DAY, (), summarize(establishment)))
    now.reforms.take(establishment, reforming.sample_reform(establishment, DAY))
    assert len(now.reforms.reform.steps) > 30
    return now


@pytest.mark.parametrize("step", REFORM_STEPS)
def test_a_rerun_is_quick(step: Step, reformed: Session) -> None:
    """The best of three runs after the first; the first may draw and compute."""
    assert _best(step, reformed) < MOST_SECONDS


@pytest.mark.parametrize("view", VIEWS)
def test_a_rerun_of_each_view_is_quick(view: str, reformed: Session) -> None:
    """Every view of before and after."""
    page = opened(Step.REFORM_COMPARE, reformed)
    page.segmented_control(key=WidgetKey.REFORM_VIEW).set_value(view).run()
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        page.run()
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < MOST_SECONDS, f"{view}: {min(seconds):.3f} s"


def _best(step: Step, now: Session) -> float:
    page = opened(step, now)
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        page.run()
        seconds.append(time.perf_counter() - started)
    return min(seconds)
