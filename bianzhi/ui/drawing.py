"""The organisation chart of a session, drawn once per view."""

from collections.abc import Collection

from bianzhi import services
from bianzhi.charts.org_chart import Level, View
from bianzhi.ui.state import Session, Source


def chart(now: Session, source: Source, view: View, level: Level, folded: Collection[str] = ()) -> str:
    """The SVG of a view; before a plan there is only what is."""
    return now.remember(
        ("svg", source.establishment.sha256, view, level, frozenset(folded)),
        lambda: services.draw(source.establishment, now.plan, now.mergers or (), view, level, folded),
    )
