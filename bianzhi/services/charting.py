"""Pictures beside the organisation chart itself: the people of one unit; and what a chart on the screen has besides."""

import re
from collections.abc import Collection
from html import unescape

from bianzhi.charts import people_chart
from bianzhi.charts.views import View
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan
from bianzhi.services import lists


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


_NAMED = re.compile(r'data-(unit|section|system|person)="[^"]*"[^>]*? data-name="([^"]*)"(?: data-short="([^"]*)")?')


def with_initials(drawn: str) -> str:
    """A chart whose boxes carry the pinyin initials of their names, so that a viewer finds 区委组织部 by zzb.

    The initials are those of the names as they stand in the picture: of a hidden name only what is shown of it.
    """

    def marked(found: re.Match[str]) -> str:
        kind, *names = found.groups()
        letters = (lists.initials(unescape(name), is_name=kind == "person") for name in names if name)
        return f'{found[0]} data-initials="{" ".join(letters)}"'

    return _NAMED.sub(marked, drawn)
