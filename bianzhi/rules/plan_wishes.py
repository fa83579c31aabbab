"""单位要求: whether the plan on paper keeps what the office asked of it; every message says who asked, when and why."""

from collections.abc import Iterator

from bianzhi.domain.cell import CellRef
from bianzhi.domain.plan_columns import MOVES, MoveColumn, paper_id, paper_text
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, plan_rule
from bianzhi.rules.plan_locks import asked

_PRACTICE = statute("local-practice").whole
_REMEDY = "请按单位要求重新求解并导出方案；要求已变更的，请用变更后的设置核对。"


@plan_rule("P591", "单位要求：不得安排的去向不作安排", _PRACTICE, "C56")
def nothing_forbidden_happens(case: PlanCase) -> Iterator[Breach]:
    """No move matches the pattern of a wish 不得安排."""
    for wish in _wishes(case, WishKind.FORBID):
        for move in _matching(wish, case):
            message = f"{move.person.name}拟调入{move.unit.name}，但单位要求不得安排（{asked(wish)}）。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message, _REMEDY)


@plan_rule("P592", "单位要求：应当安排的安排到位", _PRACTICE, "C52")
def whatever_is_required_happens(case: PlanCase) -> Iterator[Breach]:
    """At least as many moves as a wish 应当安排 asks for match its pattern."""
    for wish in _wishes(case, WishKind.REQUIRE):
        moves = len(_matching(wish, case))
        if moves < wish.least:
            message = f"单位要求应当安排{_subject(wish, case)} {wish.least} 人（{asked(wish)}），方案安排 {moves} 人。"
            yield Breach(_sheet(case), message, _REMEDY)


@plan_rule("P593", "单位要求：成建制的人员调往同一单位，或者都不调", _PRACTICE, "C53")
def teams_move_together(case: PlanCase) -> Iterator[Breach]:
    """The people of a wish 一并调整 all move, each as the pattern says and all to one unit, or none of them moves."""
    for wish in _wishes(case, WishKind.TOGETHER):
        moving = {move.person.id: move for move in case.moves if move.person.id in wish.persons}
        if not moving:
            continue
        first = next(iter(moving.values()))
        staying = [person for person in dict.fromkeys(wish.persons) if person not in moving]
        if staying:
            names = "、".join(_name(person, case) for person in staying)
            message = f"{first.person.name}拟调整而{names}不调整，但单位要求一并调整（{asked(wish)}）。"
            yield Breach(first.row.cell(MoveColumn.PERSON), message, _REMEDY)
        for move in moving.values():
            where = move.row.cell(MoveColumn.TO_UNIT)
            if move.unit is not first.unit:
                message = f"{move.person.name}拟调入{move.unit.name}，{first.person.name}拟调入{first.unit.name}，"
                yield Breach(where, f"{message}但单位要求调往同一单位（{asked(wish)}）。", _REMEDY)
            elif not wish.matches(move.line, move.person.unit):
                message = f"{move.person.name}拟调入{move.unit.name}{move.category}，不合单位要求一并调整的去向"
                yield Breach(where, f"{message}（{asked(wish)}）。", _REMEDY)


def _wishes(case: PlanCase, kind: WishKind) -> Iterator[Wish]:
    return (wish for wish in case.settings.wishes if wish.kind is kind)


def _matching(wish: Wish, case: PlanCase) -> list[PaperMove]:
    return [move for move in case.moves if wish.matches(move.line, move.person.unit)]


def _subject(wish: Wish, case: PlanCase) -> str:
    """What a wish speaks of, with names for codes."""
    parts = ["、".join(_name(person, case) for person in wish.persons)]
    if wish.from_unit or wish.to_unit:
        parts.append(f"{_unit(wish.from_unit, case)}调往{_unit(wish.to_unit, case)}")
    parts += [wish.category or "", f"任“{wish.post}”" if wish.post else ""]
    return "、".join(part for part in parts if part)


def _name(person: str, case: PlanCase) -> str:
    known = case.establishment.person.get(person)
    return known.name if known else f"台账中没有的人员（{paper_id(person)}）"


def _unit(code: str, case: PlanCase) -> str:
    if not code:
        return "任一机构"
    known = case.establishment.unit.get(code)
    return known.name if known else f"台账中没有的机构（{paper_text(code)}）"


def _sheet(case: PlanCase) -> CellRef:
    return case.paper[MOVES].cell(MoveColumn.PERSON)


WISH_RULES = (nothing_forbidden_happens, whatever_is_required_happens, teams_move_together)
