"""The organisation chart of a session, drawn once per view."""

from collections.abc import Collection

from bianzhi import services
from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.locks import kept_people, unit_locks
from bianzhi.services import charting
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session


def chart(
    now: Session, source: Source, view: View, level: Level, folded: Collection[str] = (), *, on_screen: bool = False
) -> str:
    """The SVG of a view; before a plan there is only what is. Only on the screen locks are marked, and names found by pinyin."""
    found = unit_locks(now.settings.wishes) if on_screen else {}
    locks = {unit: lock.sign for unit, lock in found.items()}

    def draw() -> str:
        return services.draw(source.establishment, now.plan, now.mergers or (), view, level, folded, locks)

    return now.remember(
        ("svg", source.establishment.sha256, view, level, frozenset(folded), on_screen, tuple(locks.items())),
        lambda: charting.with_initials(draw()) if on_screen else draw(),
    )


def people(now: Session, source: Source, view: View, unit: str, *, hide_names: bool) -> str:
    """The SVG of the people of one unit."""
    kept = kept_people(now.settings.wishes)
    return now.remember(
        ("people svg", source.establishment.sha256, view, unit, kept, hide_names),
        lambda: charting.with_initials(
            charting.draw_people(
                source.establishment, unit, now.plan, now.mergers or (), view, kept, hide_names=hide_names
            )
        ),
    )
