"""The head of the organisation chart: the top box, what the chart rests on at its left, the legend at its right."""

from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.figures import Change
from bianzhi.charts.layout import MARGIN, Box
from bianzhi.charts.legend import Shown, draw_basis, draw_legend
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.charts.names import chart_subject
from bianzhi.charts.views import View
from bianzhi.charts.wording import shows_after, totals
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan

_TITLE, _TOTALS = 19, 13
_WIDEST_TITLE = 560
_GAP = 24


@dataclass(frozen=True, slots=True)
class Head:
    """The words in the top box."""

    heading: str
    summary: str

    @property
    def shown(self) -> str:
        """The heading as far as there is room for it."""
        return shortened(self.heading, _WIDEST_TITLE, _TITLE)

    @property
    def width(self) -> float:
        """Width of the top box, in pixels."""
        return max(360, text_width(self.shown, _TITLE) + 48, text_width(self.summary, _TOTALS) + 48)


def head_of(establishment: Establishment, total: Change, view: View) -> Head:
    """Whose chart it is, of what, and the totals of all units."""
    heading = f"{chart_subject(establishment)}机构编制图·{view.label}"
    return Head(heading, totals(total, len(establishment.units), view))


def draw_head(
    head: Head, box: Box, width: float, establishment: Establishment, plan: Plan | None, shown: Shown
) -> list[str]:
    """The head of a chart of this width; ``box`` is the top box."""
    content = [svg.title([head.heading])] if head.shown != head.heading else []
    content += [
        svg.rectangle(box.x, box.y, box.width, box.height, 4, fill=palette.TOP_GROUND),
        svg.text(box.middle, box.y + 23, head.shown, _TITLE, fill=palette.PAPER, font_weight="bold"),
        svg.text(box.middle, box.y + 43, head.summary, _TOTALS, fill=palette.TOP_FIGURES),
    ]
    lines = [f"台账：{establishment.name}"]
    if shows_after(shown.view):
        lines.append(f"方案基准日：{day_in_words(plan.day)}" if plan else "尚无调剂方案")
    if not establishment.units:
        lines.append("台账中没有机构")
    return [
        svg.element("g", content),
        draw_basis(Box(MARGIN, box.y, box.x - MARGIN - _GAP, box.height), lines),
        draw_legend(Box(box.right + _GAP, box.y, width - MARGIN - box.right - _GAP, box.height), shown),
    ]
