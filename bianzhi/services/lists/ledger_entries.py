"""What the ledger says of one unit, row by row, with the place of each."""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListRow, ListTable, Searched
from bianzhi.services.lists.sources import ListSources

_Entry: TypeAlias = tuple[RowRef, str, str, str, int | None, str, date | None]
"""Row, the field that says most, what it is about, what it says, how many, document, date."""


def ledger_entries(sources: ListSources, unit: str) -> ListTable:
    """Rows of 机构, 编制, 职数, 层次职数, 岗位需求, 在途变动, 周转使用, 职责 and 工作量 about a unit, in this order."""
    columns = (
        ListColumn("工作表", ListColumnKind.CHOICE, 90),
        ListColumn("单元格", width=74),
        ListColumn("事项", width=180, searched=Searched.WORDS),
        ListColumn("内容", width=330),
        ListColumn("数量", ListColumnKind.NUMBER, 70),
        ListColumn("批准文号", width=220),
        ListColumn("日期", ListColumnKind.DAY, 120),
    )
    rows = tuple(
        ListRow((at.sheet, at.cell(field).cell if at.row else "", what, says, number, document, day), unit)
        for at, field, what, says, number, document, day in _entries(sources.establishment, unit)
    )
    return ListTable("台账条目", columns, rows, "条")


def _entries(establishment: Establishment, unit: str) -> Iterator[_Entry]:
    own = establishment.unit[unit]
    facts = (own.kind.value, own.rank, "参公" if own.civil_like else "", own.credit_code, own.note)
    yield own.at, "name", "机构", "　".join(fact for fact in facts if fact), None, own.founding_document, None
    for entry in establishment.quota_entries:
        if entry.unit == unit:
            yield entry.at, "posts", entry.category.value, entry.summary, entry.posts, entry.document, entry.approved_on
    for posts in establishment.leadership_posts:
        if posts.unit == unit:
            yield posts.at, "authorized", f"{posts.kind.value}职数", "", posts.authorized, posts.document, None
    for level in establishment.level_posts:
        if level.unit == unit:
            yield (
                level.at,
                "authorized",
                f"{level.category.value} {level.level}职数",
                "",
                level.authorized,
                level.document,
                None,
            )
    for post in establishment.posts:
        if post.unit == unit:
            asked = ("、".join(post.majors), post.education, post.level, "、".join(post.certificates))
            says = f"{post.category.value}　{'　'.join(part for part in asked if part)}"
            yield post.at, "demand", f"岗位需求：{post.title}", says, post.demand, "", None
    yield from _extensions(establishment, unit)


def _extensions(establishment: Establishment, unit: str) -> Iterator[_Entry]:
    for transit in establishment.transits:
        if transit.unit == unit:
            what = f"在途变动：{transit.direction.value}"
            yield (
                transit.at,
                "persons",
                what,
                transit.category.value,
                transit.persons,
                transit.document,
                transit.effective_on,
            )
    for loan in establishment.loans:
        if unit in (loan.borrower, loan.lender):
            other = establishment.unit.get(loan.lender if loan.borrower == unit else loan.borrower)
            side = "借用" if loan.borrower == unit else "借出"
            says = f"{loan.category.value}　对方：{other.name if other else '机动编制'}"
            yield loan.at, "posts", f"周转使用：{side}", says, loan.posts, loan.document, loan.until
    for duty in establishment.duties:
        if duty.unit == unit:
            yield duty.at, "text", f"职责 {duty.code}", duty.text, duty.posts, duty.source, None
    for workload in establishment.workloads:
        if workload.unit == unit:
            yield workload.at, "volume", f"工作量：{workload.kind.value}", workload.activity, workload.volume, "", None
