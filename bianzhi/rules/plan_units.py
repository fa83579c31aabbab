"""What units and sections keep (``ledger_format`` §2, rules 6 and 7), counted anew from ledger and paper."""

from collections import Counter
from collections.abc import Iterator

from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, grouped, plan_rule

_PRACTICE = statute("local-practice").whole


@plan_rule("P552", "单位人数不低于最低保留人数", _PRACTICE, "C37")
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


@plan_rule("P553", "内设机构在岗人数不低于最低数", _PRACTICE, "C41")
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


@plan_rule("P554", "大稳定：单位调出人数不超过规定份额", _PRACTICE, "C38")
def few_leave_a_unit(case: PlanCase) -> Iterator[Breach]:
    """At most ⌈share · a(u)⌉ of a unit's in-post staff leave it, in whole-number arithmetic, and one always may."""
    for code, moves in case.leaving_unit.items():
        staff, percent = case.establishment.staff[code], case.settings.leaving_share(code)
        most = max(1, (percent * staff + 99) // 100)
        for move in moves[most:]:
            message = (
                f"{case.establishment.unit[code].name}实有 {staff} 人，按 {percent}% 至多调出 {most} 人，"
                f"拟调出 {len(moves)} 人。"
            )
            yield Breach(move.row.cell(MoveColumn.FROM_UNIT), message)


UNIT_RULES = (units_keep_their_minimum, sections_keep_their_floor, few_leave_a_unit)
