"""双向交流: the orders in which moves are carried out, and that nobody is worse off who need not move (the catalogue's C54)."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan_columns import MOVES, MoveColumn
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, grouped, in_words, plan_rule
from bianzhi.rules.plan_moves import is_extra
from bianzhi.rules.plan_places import passage_of
from bianzhi.rules.plan_posts import level_of

_WITHIN_QUOTA = statute("decree-486").article(6)
_SAME_LEVEL = statute("transfer-provisions").article(2)


@plan_rule("P565", "执行顺序从1起连续编号；没有双向交流的，均为1")
def orders_are_numbered_from_one(case: PlanCase) -> Iterator[Breach]:
    """Each line has the number of its order, and no number up to the last is missing; without exchange all are 1."""
    rows = case.paper[MOVES].rows
    numbers = {row.whole(MoveColumn.ORDER) for row in rows}
    last = len(numbers - {None}) if case.settings.exchange.extra_moves else 1
    for row in rows:
        order = row.whole(MoveColumn.ORDER)
        if order is None or not 1 <= order <= last:
            there = in_words(row[MoveColumn.ORDER])
            allowed = f"1至{last}的整数，中间不断号" if last > 1 else "1"
            yield Breach(row.cell(MoveColumn.ORDER), f"执行顺序为{there}，应为{allowed}。")


@plan_rule("P566", "逐步执行时任何一处不超过核定编制（原已超过的，不更多）", _WITHIN_QUOTA)
def no_cell_is_over_quota_at_any_step(case: PlanCase) -> Iterator[Breach]:
    """With exchange, order by order, all moves of one together: no cell has more people than its quota, or than at first."""
    if not case.counts.exchanges:  # any order will do: nobody comes to a place that somebody leaves
        return
    ledger = case.establishment
    persons: Counter[CellKey] = Counter(ledger.in_post)
    for order, moves in sorted(_orders(case).items()):
        for move in moves:
            persons[move.target] += 1
            if move.origin is not None:
                persons[move.origin] -= 1
        for move in {move.target: move for move in moves}.values():
            cell = move.target
            most = max(ledger.authorized.get(cell, 0), ledger.in_post.get(cell, 0))
            if persons[cell] > most:
                message = (
                    f"执行到第 {order} 步，{move.unit.name}{move.category}有 {persons[cell]} 人，至多 {most} 人；"
                    "应先调出，后调入。"
                )
                yield Breach(move.row.cell(MoveColumn.ORDER), message)


def _orders(case: PlanCase) -> Mapping[int, tuple[PaperMove, ...]]:
    """Moves by the number of their order; lines without one count as the first."""
    return grouped((move.row.whole(MoveColumn.ORDER) or 1, move) for move in case.moves)


@plan_rule("P567", "双向交流的人员身份、层次不变", _SAME_LEVEL, "C54")
def nobody_is_worse_off_by_exchange(case: PlanCase) -> Iterator[Breach]:
    """Who need not move takes an ordinary passage of the identity matrix, and no post of another level than his own."""
    for move in case.moves if case.counts.exchanges else ():
        if not is_extra(move, case) or move.person.status is None:
            continue
        if passage_of(move.person.status, move.category, case).passage is not Passage.ORDINARY:
            message = f"{move.person.name}由不超编处交流，{move.person.status}占用{move.category}不是一般去向。"
            yield Breach(move.row.cell(MoveColumn.TO_CATEGORY), message)
        level = move.post.level if move.post is not None else ""
        if level and level_of(move.person, level) != level:
            own = level_of(move.person, level) or "无此类层次"
            message = f"{move.person.name}由不超编处交流，本人层次{own}，拟任岗位层次{level}，应当相同。"
            yield Breach(move.row.cell(MoveColumn.POST), message)


ORDER_RULES = (orders_are_numbered_from_one, no_cell_is_over_quota_at_any_step, nobody_is_worse_off_by_exchange)
