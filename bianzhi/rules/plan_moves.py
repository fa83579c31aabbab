"""What all moves together may do (``ledger_format`` §2, rules 1 and 4 to 7), counted anew from ledger and paper."""

from collections import Counter
from collections.abc import Iterator

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan_columns import MoveColumn, paper_text
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, grouped, in_words, plan_rule

_PRACTICE = statute("local-practice").whole
_WITHIN_QUOTA = statute("decree-486").article(6)


def _place(case: PlanCase, cell: CellKey) -> str:
    return f"{case.establishment.unit[cell[0]].name}{cell[1]}"


@plan_rule("P521", "只从超编处调出，且不超过其超编人数", _WITHIN_QUOTA)
def only_excess_leaves(case: PlanCase) -> Iterator[Breach]:
    """Out of a cell go at most as many as are above its quota; out of a cell not in excess goes nobody."""
    for cell, moves in case.leaving.items():
        excess = case.establishment.excess(cell)
        for move in moves[excess:]:
            message = f"{_place(case, cell)}超编 {excess} 人，拟调出 {len(moves)} 人，至多调出 {excess} 人。"
            yield Breach(move.row.cell(MoveColumn.FROM_UNIT), message)


@plan_rule("P522", "只调入空编处，且不超过其空编数；超编处不得调入", _WITHIN_QUOTA)
def arrivals_stay_within_quota(case: PlanCase) -> Iterator[Breach]:
    """Into a cell come at most as many as it has vacant posts before the plan; a cell in excess receives nobody."""
    for cell, moves in case.arriving.items():
        vacancies = case.establishment.vacancies(cell)
        for move in moves[vacancies:]:
            excess = case.establishment.excess(cell)
            there = f"超编 {excess} 人，只出不进" if excess else f"空编 {vacancies} 名"
            message = f"{_place(case, cell)}{there}，拟调入 {len(moves)} 人，至多调入 {vacancies} 人。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P546", "每个岗位调入人数不超过需求数", statute("civil-servants-law").article(71))
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


@plan_rule("P547", "岗位需求以外的空编才可不限岗位调入", statute("civil-servants-law").article(71))
def open_vacancies_are_those_beyond_the_posts(case: PlanCase) -> Iterator[Breach]:
    """Listed posts hold back their demand; what is open to anyone is the vacancies beyond it, never below none."""
    for cell, arriving in case.arriving.items():
        demand = sum(post.demand for post in case.posts_in(cell).values())
        vacancies = case.establishment.vacancies(cell)
        left_open = max(0, vacancies - demand)
        moves = [move for move in arriving if move.post is None]
        for move in moves[left_open:]:
            message = (
                f"{_place(case, cell)}空编 {vacancies} 名，岗位需求共 {demand} 名，"
                f"未列需求的空编 {left_open} 名，拟不限岗位调入 {len(moves)} 人。"
            )
            yield Breach(move.row.cell(MoveColumn.POST), message)


@plan_rule("P551", "调整不得使有亲属关系的人员进入同一单位", statute("recusal-provisions").article(6))
def no_relatives_are_brought_together(case: PlanCase) -> Iterator[Breach]:
    """Who comes to a unit finds no relative there after the plan: nobody who comes as well, nobody who stays."""
    after = {person.id: person.unit for person in case.establishment.people if person.state.holds_post}
    after.update((move.person.id, move.unit.code) for move in case.moves if move.person.id in after)
    for move in case.moves:
        if not move.leaves_unit:
            continue
        for id_ in sorted(case.establishment.relatives_of.get(move.person.id, ())):
            if after.get(id_) == move.unit.code:
                relative = case.establishment.person[id_]
                how = "也拟调入该单位" if relative.unit != move.unit.code else "在该单位"
                message = (
                    f"{move.person.name}拟调入{move.unit.name}，其亲属{relative.name}（{paper_text(id_)}）{how}，"
                    "不得进入同一单位。"
                )
                yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P552", "单位人数不低于最低保留人数", _PRACTICE)
def units_keep_their_minimum(case: PlanCase) -> Iterator[Breach]:
    """A unit does not fall below its minimum, nor below where it stands if that is lower; arrivals count."""
    for code, moves in case.leaving_unit.items():
        unit, before = case.establishment.unit[code], case.establishment.staff[code]
        if unit.min_staff is None:
            continue
        after = before - len(moves) + len(case.entering_unit.get(code, ()))
        least = min(unit.min_staff, before)
        if after < least:
            message = f"{unit.name}现有 {before} 人，调整后 {after} 人，低于最低保留人数 {unit.min_staff}（不得低于 {least}）。"
            yield Breach(moves[-1].row.cell(MoveColumn.FROM_UNIT), message)


@plan_rule("P553", "内设机构在岗人数不低于最低数", _PRACTICE)
def sections_keep_their_floor(case: PlanCase) -> Iterator[Breach]:
    """A section with the floor or more in post does not fall below it; who takes one of its posts counts."""
    floor = case.settings.section_floor
    leaving = grouped((move.person.section, move) for move in case.moves if move.origin and _leaves_section(move))
    entering = Counter(
        move.post.section for move in case.moves if move.post and move.post.section != move.person.section
    )
    for code, moves in leaving.items():
        section, before = case.establishment.section.get(code), case.establishment.section_staff.get(code, 0)
        after = before - len(moves) + entering[code]
        if section is not None and after < floor <= before:
            message = f"{section.name}现有 {before} 人，调整后 {after} 人，低于 {floor} 人。"
            yield Breach(moves[-1].row.cell(MoveColumn.FROM_SECTION), message)


def _leaves_section(move: PaperMove) -> bool:
    """Whether the person's section loses him: with the unit, or to a post that names another section."""
    other = move.post.section if move.post else ""
    return bool(move.person.section) and (move.leaves_unit or other not in ("", move.person.section))


@plan_rule("P554", "大稳定：单位调出人数不超过规定份额", _PRACTICE)
def few_leave_a_unit(case: PlanCase) -> Iterator[Breach]:
    """At most ⌈share · a(u)⌉ of a unit's in-post staff leave it, in whole-number arithmetic, and one always may."""
    percent = case.settings.leaving_share_percent
    for code, moves in case.leaving_unit.items():
        staff = case.establishment.staff[code]
        most = max(1, (percent * staff + 99) // 100)
        for move in moves[most:]:
            message = (
                f"{case.establishment.unit[code].name}实有 {staff} 人，按 {percent}% 至多调出 {most} 人，"
                f"拟调出 {len(moves)} 人。"
            )
            yield Breach(move.row.cell(MoveColumn.FROM_UNIT), message)


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
    arrivals_stay_within_quota,
    posts_take_no_more_than_they_ask,
    open_vacancies_are_those_beyond_the_posts,
    no_relatives_are_brought_together,
    units_keep_their_minimum,
    sections_keep_their_floor,
    few_leave_a_unit,
    fit_is_a_score,
)
