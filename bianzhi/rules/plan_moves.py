"""Out of which cells and into which places moves lead (``ledger_format`` §2, rules 1 and 4), counted anew from the paper."""

from collections.abc import Iterator

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan_columns import MoveColumn, paper_text
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, grouped, in_words, plan_rule

_PRACTICE = statute("local-practice").whole
_WITHIN_QUOTA = statute("decree-486").article(6)
_POSTS = statute("civil-servants-law").article(71)


def _place(case: PlanCase, cell: CellKey) -> str:
    return f"{case.establishment.unit[cell[0]].name}{cell[1]}"


@plan_rule("P521", "只从超编处调出，且不超过其超编人数", _WITHIN_QUOTA, "C03")
def only_excess_leaves(case: PlanCase) -> Iterator[Breach]:
    """Out of a cell go at most as many as a plan may take out of it; out of a cell not in excess goes nobody.

    With exchange people may leave cells within their quota as well; how many, is the next rule's business.
    """
    for cell, moves in case.leaving.items():
        excess, over = case.counts.excess(cell), case.establishment.excess(cell)
        if case.counts.exchanges and not over:
            continue
        words = f"超编 {over} 人" + (f"，其中须消化 {excess} 人" if excess != over else "")
        for move in moves[excess:]:
            message = f"{_place(case, cell)}{words}，拟调出 {len(moves)} 人，至多调出 {excess} 人。"
            yield Breach(move.row.cell(MoveColumn.FROM_UNIT), message)


@plan_rule("P564", "双向交流不超过规定名额", _PRACTICE, "C54")
def few_leave_cells_within_their_quota(case: PlanCase) -> Iterator[Breach]:
    """At most the budget of the settings leaves cells that are not in excess, over the whole plan."""
    budget = case.settings.exchange.extra_moves
    extra = [move for move in case.moves if is_extra(move, case)] if budget else []
    for move in extra[budget:]:
        message = f"双向交流名额 {budget} 人，从不超编处拟调出 {len(extra)} 人。"
        yield Breach(move.row.cell(MoveColumn.FROM_UNIT), message)


def is_extra(move: PaperMove, case: PlanCase) -> bool:
    """Whether a move is one of 双向交流: of someone whose cell is within its quota."""
    return move.origin is not None and not case.establishment.excess(move.origin)


@plan_rule("P522", "只调入空编处，且不超过其空编数；超编处不得调入", _WITHIN_QUOTA, "C01")
def arrivals_stay_within_quota(case: PlanCase) -> Iterator[Breach]:
    """Into a cell come at most as many as it can take before the plan; a cell in excess receives nobody.

    With exchange they also take the places of those who leave it.
    """
    for cell, moves in case.arriving.items():
        room, passed_on = case.counts.room(cell), _passed_on(case, cell)
        for move in moves[room + passed_on :]:
            excess = case.establishment.excess(cell)
            there = f"超编 {excess} 人，只出不进" if excess else _room_in_words(case, cell)
            left = f"，双向交流腾出 {passed_on} 名" if passed_on else ""
            most = room + passed_on
            message = f"{_place(case, cell)}{there}{left}，拟调入 {len(moves)} 人，至多调入 {most} 人。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


def _passed_on(case: PlanCase, cell: CellKey) -> int:
    return len(case.leaving.get(cell, ())) if case.counts.passes_on(cell) else 0


def _room_in_words(case: PlanCase, cell: CellKey) -> str:
    vacancies, room, coming = case.establishment.vacancies(cell), case.counts.room(cell), case.counts.coming(cell)
    if room == vacancies:
        return f"空编 {vacancies} 名"
    held = [f"在途调入 {coming} 人"] if coming else []
    if "C05" in case.counts.in_force:
        held.append(f"按编制数的 {case.settings.occupancy_percent}% 控制")
    return f"空编 {vacancies} 名，{'、'.join(held)}，可调入 {room} 人"


@plan_rule("P562", "满编处出一进一", _PRACTICE, "C04")
def into_a_full_cell_come_as_many_as_leave(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: a cell exactly at its quota takes at most as many as leave it."""
    for cell, moves in case.arriving.items():
        quota, leaving = case.establishment.authorized.get(cell, 0), len(case.leaving.get(cell, ()))
        if case.establishment.in_post.get(cell, 0) == quota:
            for move in moves[leaving:]:
                message = f"{_place(case, cell)}满编（{quota} 名），拟调出 {leaving} 人，拟调入 {len(moves)} 人。"
                yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P563", "保持适度空编", _PRACTICE, "C05")
def some_posts_stay_vacant(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: arrivals and promises fill a cell at most to the share of its quota, rounded down."""
    percent = case.settings.occupancy_percent
    for cell, moves in case.arriving.items():
        coming, most = case.counts.coming(cell), case.counts.posts_to_fill(cell)
        after, before = case.in_post_after(cell), case.establishment.in_post.get(cell, 0)
        if after > max(most - coming, before):
            message = (
                f"{_place(case, cell)}调整后 {after} 人、在途调入 {coming} 人，"
                f"核定 {case.establishment.authorized.get(cell, 0)} 名的 {percent}% 为 {most} 名。"
            )
            yield Breach(moves[-1].row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P546", "每个岗位调入人数不超过需求数", _POSTS, "C06")
def posts_take_no_more_than_they_ask(case: PlanCase) -> Iterator[Breach]:
    """A row of 岗位需求 is filled by at most its demand."""
    for (_, row), moves in grouped(((move.target, _post_row(move)), move) for move in case.moves if move.post).items():
        post = moves[0].post
        if post is None or not row:
            continue
        for move in moves[max(0, post.demand) :]:
            message = (
                f"{move.unit.name}“{paper_text(post.title)}”需求 {post.demand} 名，拟调入 {len(moves)} 人，超过需求数。"
            )
            yield Breach(move.row.cell(MoveColumn.POST), message)


def _post_row(move: PaperMove) -> int:
    return move.row.whole(MoveColumn.POST_ROW) or 0


@plan_rule("P547", "岗位需求以外的空编才可不限岗位调入", _POSTS, "C06")
def open_vacancies_are_those_beyond_the_posts(case: PlanCase) -> Iterator[Breach]:
    """Listed posts hold back their demand; what is open to anyone is the vacancies beyond it, never below none.

    With exchange the places of those who leave are open as well; listed posts take vacancies only.
    """
    for cell, arriving in case.arriving.items():
        room, left_open, passed_on = case.counts.room(cell), case.counts.left_open(cell), _passed_on(case, cell)
        posted = [move for move in arriving if move.post is not None]
        anywhere = [move for move in arriving if move.post is None]
        for move in anywhere[left_open + passed_on :]:
            demand = sum(post.demand for post in case.posts_in(cell).values())
            message = (
                f"{_place(case, cell)}可调入 {room} 人，岗位需求共 {demand} 名，"
                f"未列需求的空编 {left_open} 名{f'、腾出 {passed_on} 名' if passed_on else ''}，"
                f"拟不限岗位调入 {len(anywhere)} 人。"
            )
            yield Breach(move.row.cell(MoveColumn.POST), message)
        for move in posted[room:] if passed_on else ():
            message = (
                f"{_place(case, cell)}可调入 {room} 人，岗位需求拟调入 {len(posted)} 人；腾出的编制不用于岗位需求。"
            )
            yield Breach(move.row.cell(MoveColumn.POST), message)


@plan_rule("P561", "匹配分为0至100的整数；台账有评分的，以评分为准")
def fit_is_a_score(case: PlanCase) -> Iterator[Breach]:
    """Fit is a whole number 0–100; the office's own score of the person and post, or else unit, replaces it."""
    given = {(score.person, score.unit, score.post): score.score for score in case.establishment.fit_scores}
    for move in case.moves:
        fit, at = move.row.whole(MoveColumn.FIT), move.row.cell(MoveColumn.FIT)
        if fit is None or not 0 <= fit <= 100:
            yield Breach(at, f"匹配分为{in_words(move.row[MoveColumn.FIT])}，应为0至100的整数。")
            continue
        by_unit = given.get((move.person.id, move.unit.code, ""))
        own = given.get((move.person.id, move.unit.code, move.post.title), by_unit) if move.post else by_unit
        if own is not None and fit != own:
            yield Breach(at, f"匹配分为{fit}，台账“匹配评分”表为{own}，应以评分为准。")


MOVE_RULES = (
    only_excess_leaves,
    few_leave_cells_within_their_quota,
    arrivals_stay_within_quota,
    into_a_full_cell_come_as_many_as_leave,
    some_posts_stay_vacant,
    posts_take_no_more_than_they_ask,
    open_vacancies_are_those_beyond_the_posts,
    fit_is_a_score,
)
