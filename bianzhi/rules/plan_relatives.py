"""亲属回避 (``ledger_format`` §2, rule 5; the catalogue's C14 to C16): who finds which relative where he comes to."""

from collections.abc import Iterator
from dataclasses import dataclass

from bianzhi.domain.establishment import Person, Unit
from bianzhi.domain.plan_columns import MoveColumn, paper_text
from bianzhi.domain.terms import UnitKind
from bianzhi.law.citation import statute
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, plan_rule

_RECUSAL = statute("recusal-provisions").article(6)
_STRICT = (UnitKind.DISCIPLINE, UnitKind.COURT, UnitKind.PROCURATORATE)
_GUARDED = ("人事", "财务", "纪检", "审计")


@plan_rule("P551", "调整不得使有亲属关系的人员进入同一单位", _RECUSAL, "C14")
def no_relatives_are_brought_together(case: PlanCase) -> Iterator[Breach]:
    """Who comes to a unit finds no relative there after the plan: nobody who comes as well, nobody who stays."""
    return _met_in_a_unit(case, "C14")


@plan_rule("P560", "纪委监委、法院、检察院内亲属一律回避", _RECUSAL, "C16")
def no_relatives_meet_in_discipline_and_justice(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: in these organs nobody finds a relative, whatever else is switched off."""
    return _met_in_a_unit(case, "C16")


@plan_rule("P559", "事业单位内亲属回避", statute("institution-recusal").article(6), "C15")
def relatives_in_institutions_are_apart(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: a move puts no relatives into one section, under one another, or into a guarded post.

    Guarded are posts and sections of 人事, 财务, 纪检 and 审计. Who stood so to each other before may stay so.
    """
    places = {move.person.id: move for move in case.moves}
    for move in case.moves:
        if _binding(move.unit, case) != "C15":
            continue
        for relative, other in _present(case, move, places):
            before = move.person.unit == relative.unit == move.unit.code
            if before and _too_near(_seat(case, move.person), _seat(case, relative)):
                continue
            theirs = _seat_after(case, other) if other else _seat(case, relative)
            if _too_near(_seat_after(case, move), theirs):
                message = (
                    f"{move.person.name}拟调入{move.unit.name}，与其亲属{relative.name}（{paper_text(relative.id)}）"
                    "在同一内设机构、一方任领导，或者在人事、财务、纪检、审计岗位，应当回避。"
                )
                yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


def _binding(unit: Unit, case: PlanCase) -> str:
    """Which of the three sentences binds a unit: the strict one, the institutions' narrow one, or the general one."""
    if unit.kind in _STRICT and "C16" in case.counts.in_force:
        return "C16"
    civil_like = unit.civil_like or unit.kind is UnitKind.CIVIL_LIKE_INSTITUTION
    if unit.kind.is_institution and not civil_like and "C15" in case.counts.in_force:
        return "C15"
    return "C14"


def _met_in_a_unit(case: PlanCase, sentence: str) -> Iterator[Breach]:
    places = {move.person.id: move for move in case.moves}
    for move in case.moves:
        if not move.leaves_unit or _binding(move.unit, case) != sentence:
            continue
        for relative, other in _present(case, move, places):
            how = "也拟调入该单位" if other is not None and relative.unit != move.unit.code else "在该单位"
            message = (
                f"{move.person.name}拟调入{move.unit.name}，其亲属{relative.name}（{paper_text(relative.id)}）{how}，"
                "不得进入同一单位。"
            )
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


def _present(
    case: PlanCase, move: PaperMove, places: dict[str, PaperMove]
) -> Iterator[tuple[Person, PaperMove | None]]:
    """The relatives who are in the unit after the plan, each with the move that brings them, or has them, there."""
    for id_ in sorted(case.establishment.relatives_of.get(move.person.id, ())):
        relative, other = case.establishment.person.get(id_), places.get(id_)
        if relative is None or not relative.state.holds_post:
            continue
        if (other.unit.code if other else relative.unit) == move.unit.code:
            yield relative, other


@dataclass(frozen=True, slots=True)
class _Seat:
    section: str
    leads: bool
    guarded: bool


def _seat(case: PlanCase, person: Person) -> _Seat:
    """Where someone sits now."""
    return _seat_in(case, person, person.section, "")


def _seat_after(case: PlanCase, move: PaperMove) -> _Seat:
    """Where someone sits once moved."""
    return _seat_in(case, move.person, move.section, move.post.title if move.post else "")


def _seat_in(case: PlanCase, person: Person, code: str, title: str) -> _Seat:
    section = case.establishment.section.get(code)
    words = [title, section.name, *section.functions] if section else [title]
    guarded = any(guard in word for guard in _GUARDED for word in words)
    return _Seat(section.code if section else "", person.is_leader, guarded)


def _too_near(one: _Seat, other: _Seat) -> bool:
    return (one.section != "" and one.section == other.section) or any(
        (one.leads, other.leads, one.guarded, other.guarded)
    )


RELATIVE_RULES = (
    no_relatives_are_brought_together,
    relatives_in_institutions_are_apart,
    no_relatives_meet_in_discipline_and_justice,
)
