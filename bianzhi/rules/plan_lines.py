"""Whether each line of 人员调整名册 names what the ledger has, and says of it what the ledger says."""

from collections.abc import Iterator, Mapping

from bianzhi.domain.plan_columns import MOVES, OPEN_POST, MoveColumn, PaperValue, paper_date, paper_text
from bianzhi.rules.plan_case import (
    Breach,
    PaperMove,
    PlanCase,
    category_named,
    differing,
    in_words,
    plan_rule,
    repeated,
)

_LEDGER = "台账中"


@plan_rule("P511", "名册每人均在台账中，且只列一次", constraint="C39")
def lines_name_people_once(case: PlanCase) -> Iterator[Breach]:
    """Each line names a person of the ledger, and no two the same: at most one move a person."""
    rows = case.paper[MOVES].rows
    twice = repeated(row.text(MoveColumn.PERSON) for row in rows)
    seen = set()
    for row in rows:
        id_ = row.text(MoveColumn.PERSON)
        at = row.cell(MoveColumn.PERSON)
        if id_ not in case.person_on_paper:
            yield Breach(
                at, f"人员编号{in_words(row[MoveColumn.PERSON])}在台账“人员”表中没有，应为台账已有的人员编号。"
            )
        elif id_ in twice and id_ in seen:
            yield Breach(at, f"人员编号{in_words(id_)}在名册中列了不止一次，每人至多调整一次。")
        seen.add(id_)


@plan_rule("P512", "拟调入单位和编制类型均在台账中，且不同于现单位和现编制类型")
def lines_name_places(case: PlanCase) -> Iterator[Breach]:
    """Each line names a unit and an establishment type, and these are not where the person is."""
    for row in case.paper[MOVES]:
        if row.text(MoveColumn.TO_UNIT) not in case.unit_on_paper:
            message = f"拟调入单位编码{in_words(row[MoveColumn.TO_UNIT])}在台账“机构”表中没有，应为台账已有的机构编码。"
            yield Breach(row.cell(MoveColumn.TO_UNIT), message)
        if category_named(row.text(MoveColumn.TO_CATEGORY)) is None:
            message = f"拟用编制类型{in_words(row[MoveColumn.TO_CATEGORY])}不是编制类型，应为台账规定的八种之一。"
            yield Breach(row.cell(MoveColumn.TO_CATEGORY), message)
    for move in case.moves:
        if move.origin == move.target:
            message = f"{move.person.name}拟调入的就是现单位现编制类型，应为另一处空编。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P513", "拟任岗位须为台账岗位需求所列，或者注明为未列需求的空编")
def lines_name_posts(case: PlanCase) -> Iterator[Breach]:
    """A post is named by its title and its row in the sheet 岗位需求; an open vacancy in fixed words without a row."""
    for move in case.moves:
        named, row = move.row[MoveColumn.POST], move.row[MoveColumn.POST_ROW]
        if named == OPEN_POST:
            if row is not None:
                message = f"拟任岗位为“{OPEN_POST}”，“岗位需求行”应为空，现为{in_words(row)}。"
                yield Breach(move.row.cell(MoveColumn.POST_ROW), message)
        elif move.post is None:
            place = f"{move.unit.name}{move.category}"
            message = f"拟任岗位{in_words(named)}（岗位需求行{in_words(row)}）不在台账{place}的岗位需求之中。"
            yield Breach(move.row.cell(MoveColumn.POST), message)


@plan_rule("P514", "名册各栏与台账一致")
def lines_agree_with_the_ledger(case: PlanCase) -> Iterator[Breach]:
    """Everything a line says of the person and the places is what the ledger says; identity numbers are masked."""
    for move in case.moves:
        yield from differing(move.row, _as_in_ledger(case, move), _LEDGER)
        for heading in (MoveColumn.REASON, MoveColumn.SOURCE):
            if not move.row.text(heading):
                yield Breach(move.row.cell(heading), f"“{heading}”为空，每项拟调整都应写明{heading}。")


def _as_in_ledger(case: PlanCase, move: PaperMove) -> Mapping[str, PaperValue]:
    person, ledger = move.person, case.establishment
    origin, section = ledger.unit.get(person.unit), ledger.section.get(person.section)
    entered = ledger.section.get(move.post.section) if move.post else None
    words = {
        MoveColumn.NAME: person.name,
        MoveColumn.SEX: person.known_sex,
        MoveColumn.EDUCATION: person.education,
        MoveColumn.MAJOR: person.major,
        MoveColumn.STATUS: person.status,
        MoveColumn.FROM_CATEGORY: person.category,
        MoveColumn.FROM_UNIT: person.unit,
        MoveColumn.FROM_UNIT_NAME: origin.name if origin else "",
        MoveColumn.FROM_SECTION: section.name if section else "",
        MoveColumn.GRADE: person.grade,
        MoveColumn.TO_UNIT_NAME: move.unit.name,
        MoveColumn.TO_SECTION: entered.name if entered else "",
    }
    return {
        **{heading: paper_text(str(word)) or None if word else None for heading, word in words.items()},
        MoveColumn.CITIZEN_NUMBER: _shown_number(person.citizen_number),
        MoveColumn.BIRTH: paper_date(person.born),
        MoveColumn.POST_SINCE: paper_date(person.post_since),
    }


def _shown_number(number: str) -> PaperValue:
    """First 6 and last 4 of 18 (or 15) characters, whatever is shorter starred whole."""
    if len(number) < 15:
        return "*" * len(number) or None
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


@plan_rule("P515", "名册按台账人员顺序排列，序号连续")
def lines_stand_in_ledger_order(case: PlanCase) -> Iterator[Breach]:
    """Numbers run from 1, and people follow the order of the ledger's roster."""
    for number, row in enumerate(case.paper[MOVES], 1):
        yield from differing(row, {MoveColumn.NUMBER: number}, "按行次")
    place = {person.id: number for number, person in enumerate(case.establishment.people)}
    last = -1
    for move in case.moves:
        if place[move.person.id] < last:
            message = f"{move.person.name}排在台账中位于其后的人员之后，名册应按台账人员顺序排列。"
            yield Breach(move.row.cell(MoveColumn.PERSON), message)
        last = max(last, place[move.person.id])


LINE_RULES = (
    lines_name_people_once,
    lines_name_places,
    lines_name_posts,
    lines_agree_with_the_ledger,
    lines_stand_in_ledger_order,
)
