"""What is taken away of 统计图: the plot as a picture, its figures as a workbook, each with what it is of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import PROPOSAL_NOTE
from bianzhi.services import pictures
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download
from bianzhi.ui.components.plot_saver import Picture
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import shown
from bianzhi.ui.temporary_files import written


def picture_of(now: Session, title: str, notes: Sequence[str], *, proposed: bool) -> Picture:
    """What a saved plot says besides itself: its title; at the foot the ledger, the day, notes, that it is proposed."""
    ledger = now.source.establishment.name if now.source is not None else ""
    foot = "　".join([f"台账：{shown(ledger)}", f"按 {day_in_words(now.day)} 测算", *notes])
    file = exports.file_name(now, title, "svg").removesuffix(".svg")
    return Picture(file, title.replace("_", "·"), (foot, PROPOSAL_NOTE) if proposed else (foot,))


def figures_download(
    now: Session,
    title: str,
    told: str,
    rows: Callable[[], Sequence[Mapping[str, Any]]],
    notes: Sequence[str],
    *,
    proposed: bool,
) -> Download:
    """The table under a plot as a workbook; ``told`` is what the plot shows."""
    name = exports.file_name(now, f"{title}_数据表", "xlsx")
    words = "　".join((told, *notes, *[PROPOSAL_NOTE] * proposed))

    def make() -> bytes:
        return written(
            name, lambda path: pictures.write_figures(path, title.split("_", maxsplit=1)[0], words, rows(), now.day)
        )

    return Download(f"{title}数据表", "", name, exports.XLSX, make, is_result=False)
