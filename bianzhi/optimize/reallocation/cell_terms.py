"""How the persons to be placed and the posts that can be filled come about in one cell, term by term, for explanations."""

from collections.abc import Sequence

from bianzhi.domain.answers import CellTerm
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import CellKey
from bianzhi.optimize.reallocation.limits import Limits


def room_terms(limits: Limits, cell: CellKey) -> tuple[CellTerm, ...]:
    """核定, 适度空编, 实有, 承诺调入, 不足部分: they add up to ``limits.room(cell)``, 可用空编 (posts).

    The first two and 实有 are always there, the others where they are not nothing.
    """
    authorized = limits.establishment.authorized.get(cell, 0)
    kept_free = limits.posts_to_fill(cell) - authorized
    terms = [
        CellTerm("核定编制", authorized),
        CellTerm(f"适度空编（至多使用{limits.settings.occupancy_percent}%）", kept_free),
        CellTerm("实有人数", -limits.establishment.in_post.get(cell, 0)),
        CellTerm("承诺调入（在途）", -limits.promised[cell]),
    ]
    return _adding_up_to(limits.room(cell), terms, "不足部分不计空编", "可用空编")


def excess_terms(limits: Limits, cell: CellKey) -> tuple[CellTerm, ...]:
    """实有, 核定, 在途调出, 规划期内退休, 允许溢出: they add up to ``limits.excess(cell)``, 须调出人数 (persons)."""
    unit = limits.establishment.unit[cell[0]]
    until = f"（至{day_in_words(unit.tolerance_ends)}）" if unit.tolerance_ends else ""
    terms = [
        CellTerm("实有人数", limits.establishment.in_post.get(cell, 0)),
        CellTerm("核定编制", -limits.establishment.authorized.get(cell, 0)),
        CellTerm("正在办理调出（在途）", -limits.departing[cell]),
        CellTerm(f"规划期（{limits.settings.horizon_months}个月）内退休", -limits.retiring[cell]),
        CellTerm(f"允许溢出{until}", -limits.tolerated[cell]),
    ]
    return _adding_up_to(limits.excess(cell), terms, "不超编的部分", "须调出人数")


_ALWAYS = ("核定编制", "实有人数")


def _adding_up_to(total: int, terms: Sequence[CellTerm], below: str, name: str) -> tuple[CellTerm, ...]:
    """The terms that count, what brings a sum below nothing back to it, and the total by its name at the end."""
    shown = [term for term in terms if term.count or term.words in _ALWAYS]
    short = total - sum(term.count for term in shown)
    if short:
        shown.append(CellTerm(below, short))
    return (*shown, CellTerm(name, total))
