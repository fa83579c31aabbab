"""People of one unit, and units of one system, as rows of the chart's drawer. Names may be hidden; numbers always are."""

from collections.abc import Collection

from bianzhi.charts.bands import Band, bands_of
from bianzhi.charts.figures import count_units
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.hidden_names import hidden_name, name_or_number
from bianzhi.domain.plan import Merger, Move, Plan
from bianzhi.domain.plan_columns import paper_id
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import OPEN_POST_WORDS, shown

Row = dict[str, str | int | None]

OUTSIDE = "未列入内设机构"


def person_name(person: Person, *, hide_names: bool) -> str:
    """The name as the screen may show it."""
    return shown(name_or_number(hidden_name(person.name) if hide_names else person.name, person.id))


def person_choices(establishment: Establishment, unit: str, *, hide_names: bool) -> dict[str, str]:
    """People of a unit who hold a post, by id, in the words of a box: name, number and rank."""
    return {
        person.id: f"{person_name(person, hide_names=hide_names)}（{paper_id(person.id)}，{_rank(person) or '未填职级'}）"
        for person in establishment.people_of.get(unit, ())
        if person.counted
    }


def section_choices(establishment: Establishment, unit: str, merged: str = "") -> dict[str, str]:
    """Sections of a unit by code, and what people outside them are called.

    ``merged`` are the codes of sections that are to become one, joined by +: they can be chosen together.
    """
    sections = {section.code: shown(section.name) for section in establishment.sections_of.get(unit, ())}
    if merged not in sections and _codes(merged, sections):
        sections[merged] = "、".join(sections[code] for code in _codes(merged, sections))
    return {"": "全部人员", **sections, OUTSIDE: OUTSIDE}


def _codes(section: str, known: Collection[str]) -> list[str]:
    """The sections that a box stands for."""
    return [section] if section in known else [code for code in section.split("+") if code in known]


def member_rows(
    establishment: Establishment,
    unit: str,
    section: str,
    plan: Plan | None,
    kept: Collection[str],
    *,
    hide_names: bool,
) -> list[Row]:
    """People of a unit in the order of the roster, counted or not; of one section (code), of none, or all.

    What nobody has, and the section where there is but one, is None in every row.
    """
    own = {each.code for each in establishment.sections_of.get(unit, ())}
    wanted = _codes(section, own)
    moves = {move.person: move for move in (plan.moves if plan else ())}
    people = [
        person
        for person in establishment.people_of.get(unit, ())
        if not section or person.section in wanted or (section == OUTSIDE and person.section not in own)
    ]
    return [
        {
            "序号": number,
            "姓名": person_name(person, hide_names=hide_names),
            "内设机构": None
            if len(wanted) == 1 or section == OUTSIDE
            else shown(establishment.section[person.section].name)
            if person.section in own
            else "",
            "职务职级": _rank(person),
            "编制类型": person.category.value if person.category else "",
            "状态": person.state.value if person.counted else f"{person.state.value}（不计实有）",
            "拟调整": _move_words(establishment, moves.get(person.id)) or None,
            "要求": "不调整" if person.id in kept else None,
            "人员编号": paper_id(person.id),
        }
        for number, person in enumerate(people, start=1)
    ]


def unit_move_rows(establishment: Establishment, plan: Plan, unit: str, *, hide_names: bool) -> list[Row]:
    """The plan's moves out of a unit, into it and within it, in the order of the roster."""
    moves = [move for move in plan.moves if unit in (move.from_unit, move.to_unit)]
    return [
        {
            "序号": number,
            "方向": _way(move, unit),
            "姓名": person_name(establishment.person[move.person], hide_names=hide_names),
            "对方单位": ""
            if move.from_unit == move.to_unit
            else unit_name(establishment, move.to_unit if move.from_unit == unit else move.from_unit),
            "拟任岗位": shown(move.place.post) or OPEN_POST_WORDS,
            "拟用编制类型": move.to_category.value,
            "匹配分": move.fit.score,
        }
        for number, move in enumerate(moves, start=1)
    ]


def _way(move: Move, unit: str) -> str:
    if move.from_unit == move.to_unit:
        return "改编制类型"
    return "拟调出" if move.from_unit == unit else "拟调入"


def _move_words(establishment: Establishment, move: Move | None) -> str:
    if move is None:
        return ""
    if move.from_unit == move.to_unit:
        return f"改用{move.to_category.value}"
    return f"拟调往{unit_name(establishment, move.to_unit)}"


def move_words(establishment: Establishment, plan: Plan | None, person: str) -> str:
    """What the plan proposes for a person, in a sentence; empty without a plan."""
    if plan is None:
        return ""
    move = next((move for move in plan.moves if move.person == person), None)
    return f"{_move_words(establishment, move)}。" if move else "本方案不调整此人。"


def _rank(person: Person) -> str:
    return person.leader_rank.value if person.is_leader and person.leader_rank else person.grade


def system_of(establishment: Establishment, plan: Plan | None, mergers: tuple[Merger, ...], key: str) -> Band | None:
    """One system with its units counted, or None where the ledger has none of it."""
    bands = bands_of(count_units(establishment, plan, mergers))
    return next((band for band in bands if band.key == key), None)


def system_rows(band: Band, plan: Plan | None) -> list[Row]:
    """The units of a system: posts and persons, before and, with a plan, after."""
    rows: list[Row] = []
    for number, figures in enumerate(band.units, start=1):
        before, after = figures.total.before, figures.total.after
        row: Row = {
            "序号": number,
            "单位": shown(figures.unit.name),
            "状态": (after if plan else before).state.value,
            "核定编制": before.authorized,
            "实有": before.in_post,
            "超编": before.excess,
            "空编": before.vacancies,
        }
        if plan:
            row |= {"拟调出": figures.total.leaving, "拟调入": figures.total.arriving, "实有（后）": after.in_post}
        rows.append(row)
    return rows
