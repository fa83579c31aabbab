"""The two lists of people who are not moved: 不纳入人员 are really barred, 需专项审批人员 really have a special way."""

from collections.abc import Iterator, Mapping

from bianzhi.domain.establishment import Person
from bianzhi.domain.plan_columns import (
    EXCLUDED,
    MANUAL,
    ExcludedColumn,
    ManualColumn,
    PaperValue,
    PlanSheet,
    paper_id,
    paper_text,
)
from bianzhi.domain.plan_paper import PaperRow
from bianzhi.domain.terms import Category
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage
from bianzhi.rules.plan_case import Breach, PlanCase, differing, in_words, plan_rule, repeated
from bianzhi.rules.plan_locks import LOCKS, locks_of, serves_at_the_grassroots
from bianzhi.rules.plan_places import passage_of

_SERVICE = "服务期"
_LEDGER = "台账中"


def _over_quota(person: Person, case: PlanCase) -> bool:
    """Whether a counted person belongs to a cell with more people than its quota."""
    if not person.counted or person.category is None:
        return False
    return case.establishment.excess((person.unit, person.category)) > 0


def _in_excess(person: Person, case: PlanCase) -> bool:
    """Whether a counted person belongs to a cell with excess that a plan has to place."""
    return person.counted and person.category is not None and case.counts.excess((person.unit, person.category)) > 0


def _people(case: PlanCase, sheet: PlanSheet, heading: str) -> Iterator[tuple[PaperRow, Person | None, str]]:
    """Each row with the person it names, and what is wrong with the naming."""
    twice = repeated(row.text(heading) for row in case.paper[sheet])
    moved = {move.person.id for move in case.moves}
    seen = set()
    for row in case.paper[sheet]:
        id_ = row.text(heading)
        person = case.person_on_paper.get(id_)
        wrong = ""
        if person is None:
            wrong = f"人员编号{in_words(row[heading])}在台账“人员”表中没有，应为台账已有的人员编号。"
        elif id_ in twice and id_ in seen:
            wrong = f"人员编号{in_words(id_)}在本表中列了不止一次。"
        elif person.id in moved:
            wrong = f"{person.name}已列入人员调整名册，不应同时列入本表。"
        seen.add(id_)
        yield row, person, wrong


def _as_in_ledger(case: PlanCase, number: int, person: Person) -> Mapping[str, PaperValue]:
    """What both lists say of a person; their headings are spelled alike."""
    unit = case.establishment.unit.get(person.unit)
    return {
        ExcludedColumn.NUMBER: number,
        ExcludedColumn.NAME: paper_text(person.name) or None,
        ExcludedColumn.UNIT: paper_text(person.unit) or None,
        ExcludedColumn.UNIT_NAME: paper_text(unit.name) if unit else None,
        ExcludedColumn.CATEGORY: person.category.value if person.category else None,
    }


@plan_rule("P576", "不纳入人员确有所列情形")
def excluded_people_are_really_barred(case: PlanCase) -> Iterator[Breach]:
    """Each person listed is barred by the rule named, and the line says of him what the ledger says."""
    for number, (row, person, wrong) in enumerate(_people(case, EXCLUDED, ExcludedColumn.PERSON), 1):
        if wrong:
            yield Breach(row.cell(ExcludedColumn.PERSON), wrong)
        if person is None:
            continue
        yield from differing(row, _as_in_ledger(case, number, person), _LEDGER)
        if not row.text(ExcludedColumn.SOURCE):
            yield Breach(row.cell(ExcludedColumn.SOURCE), "“依据”为空，每名不纳入人员都应写明依据。")
        named = row.text(ExcludedColumn.RULE)
        if not _really_barred(person, case, named):
            holding = [item.title for item in locks_of(person, case)]
            there = "、".join(holding) if holding else "没有不纳入的情形"
            message = f"{person.name}列为{in_words(row[ExcludedColumn.RULE])}，按台账{there}。"
            yield Breach(row.cell(ExcludedColumn.RULE), message)


def _really_barred(person: Person, case: PlanCase, text: str) -> bool:
    in_force = case.counts.in_force
    named = [item for item in LOCKS if item.is_named(person, text) and item.constraint in in_force]
    if _SERVICE in text and "C22" in in_force and serves_at_the_grassroots(person, case):
        return all(item.holds(person, case) for item in named)
    return bool(named) and all(item.holds(person, case) for item in named)


@plan_rule("P577", "超编处不得调整的人员均列入不纳入人员", statute("decree-486").article(6))
def every_barred_person_of_an_excess_cell_is_listed(case: PlanCase) -> Iterator[Breach]:
    """Whoever is counted in a cell in excess and locked is listed, so that the remaining excess can be understood."""
    listed = {row.text(ExcludedColumn.PERSON) for row in case.paper[EXCLUDED]}
    for person in case.establishment.people:
        if paper_id(person.id) in listed or not _in_excess(person, case):
            continue
        locks = locks_of(person, case)
        if locks:
            message = (
                f"缺{person.name}（{paper_id(person.id)}）：其所在处超编，{locks[0].holds(person, case)}，应列入本表。"
            )
            yield Breach(case.paper[EXCLUDED].cell(ExcludedColumn.PERSON), message, source=locks[0].source_for(person))


@plan_rule("P578", "需专项审批人员确有专项审批的去向", statute("civil-servants-law").article(70))
def manual_candidates_have_a_special_way(case: PlanCase) -> Iterator[Breach]:
    """Each person listed is in a cell in excess, and has an M cell in the identity matrix."""
    for number, (row, person, wrong) in enumerate(_people(case, MANUAL, ManualColumn.PERSON), 1):
        if wrong:
            yield Breach(row.cell(ManualColumn.PERSON), wrong)
        if person is None:
            continue
        status: dict[str, PaperValue] = {ManualColumn.STATUS: person.status.value if person.status else None}
        yield from differing(row, {**_as_in_ledger(case, number, person), **status}, _LEDGER)
        if not row.text(ManualColumn.WHY):
            yield Breach(row.cell(ManualColumn.WHY), "“说明”为空，应写明须办理的专项审批。")
        locks = locks_of(person, case)
        if locks:
            message = f"{person.name}{locks[0].holds(person, case)}，不得调整，应列入不纳入人员。"
            yield Breach(row.cell(ManualColumn.PERSON), message, source=locks[0].source_for(person))
        if not _over_quota(person, case):
            yield Breach(row.cell(ManualColumn.PERSON), f"{person.name}所在处不超编，不应列入本表。")
        elif not _has_special_way(person, case):
            message = f"{person.name}为{person.status}，身份对照表中没有须专项审批的去向，不应列入本表。"
            yield Breach(row.cell(ManualColumn.STATUS), message)


def _has_special_way(person: Person, case: PlanCase) -> bool:
    status = person.status
    return status is not None and any(
        passage_of(status, category, case).passage is Passage.MANUAL for category in Category
    )


LIST_RULES = (
    excluded_people_are_really_barred,
    every_barred_person_of_an_excess_cell_is_listed,
    manual_candidates_have_a_special_way,
)
