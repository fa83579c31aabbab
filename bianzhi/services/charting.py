"""Pictures beside the organisation chart itself: the people of one unit."""

from collections.abc import Collection

from bianzhi.charts import people_chart
from bianzhi.charts.views import View
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan


def draw_people(
    establishment: Establishment,
    unit: str,
    plan: Plan | None = None,
    mergers: Collection[Merger] = (),
    view: View = View.BEFORE,
    kept: Collection[str] = (),
    *,
    hide_names: bool = False,
) -> str:
    """The people of one unit, section by section, as SVG text; ids and identity numbers are not in it."""
    return people_chart.draw_people(
        establishment, unit, plan, tuple(mergers), view, frozenset(kept), hide_names=hide_names
    )
