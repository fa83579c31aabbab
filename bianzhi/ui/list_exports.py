"""Lists to download: what is seen, made when it is asked for."""

from collections.abc import Sequence

from bianzhi.domain.list_table import ListView
from bianzhi.services import lists
from bianzhi.services.lists import SearchableList
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download
from bianzhi.ui.state import Session
from bianzhi.ui.temporary_files import written


def list_download(
    now: Session, found: SearchableList, view: ListView, headings: Sequence[str], about: str = ""
) -> Download:
    """The workbook of what is seen of a list; its name changes with its content. ``about`` names the unit it is of."""
    mark = lists.content_mark(now.result_mark, view, headings)
    title = f"{about}{found.table.name}清单"
    name = f"{title}_{now.day.isoformat()}_{mark}.xlsx"
    return Download(
        title,
        "",
        name,
        exports.XLSX,
        lambda: written("list.xlsx", lambda path: lists.write_list(path, found, view, headings, now.day)),
        missing="" if found.select(view).rows else "没有可以导出的行。",
        is_result=False,
    )
