"""The annexes of the Word plan: seven tables on landscape pages, totals at their foot."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person
from bianzhi.domain.plan import Merger, Move
from bianzhi.domain.terms import LeadershipKind
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.rules.leadership import unit_leaders
from bianzhi.writing.document_styles import Look, add_paragraph
from bianzhi.writing.document_table import Row, TableColumn, add_table
from bianzhi.writing.plan_figures import Counts, PlanFigures, added
from bianzhi.writing.plan_text import ANNEXES

_SMALL = 9
"""小五, in points."""
_NONE = "—"
_MOST_NAMES = 40
"""People in one row of annex 6; more would not fit a page."""
_GOOD = 60
"""Score from which a part of the fit speaks for a move."""


class _Table(NamedTuple):
    """What stands in one annex; ``empty`` is said where there are no rows."""

    columns: tuple[TableColumn, ...]
    rows: list[Row]
    totals: list[Row]
    notes: tuple[str, ...] = ()
    empty: str = ""


def add_annexes(document: Any, figures: PlanFigures) -> None:
    """Add the seven annexes, each on a new page; the landscape section has begun."""
    makers: tuple[Callable[[PlanFigures], _Table], ...] = (
        _establishment,
        _changes,
        _people,
        _sections,
        _excluded,
        _manual,
        _remaining,
    )
    for number, (name, maker) in enumerate(zip(ANNEXES, makers, strict=True), 1):
        label = add_paragraph(document, f"附件{number}", Look.ANNEX)
        label.paragraph_format.page_break_before = number > 1
        add_paragraph(document, name, Look.ANNEX_TITLE)
        table = maker(figures)
        if table.rows:
            add_paragraph(document, f"截至{day_in_words(figures.plan.day)}　　单位：名、人", Look.NOTE)
            add_table(document, table.columns, table.rows, table.totals, _SMALL)
            for note in table.notes:
                add_paragraph(document, note, Look.NOTE)
        else:
            add_paragraph(document, table.empty, Look.BODY)
        if maker is _sections:
            _add_surplus_heads(document, figures)


def _columns(*columns: tuple[str, float] | tuple[str, float, bool]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*column) for column in columns)


def _establishment(figures: PlanFigures) -> _Table:
    columns = _columns(
        ("序号", 10), ("单位", 46, False), ("机构规格", 17), ("机构类别", 22), ("编制类型", 30), ("核定编制", 15),
        ("实有", 13), ("超编", 13), ("空编", 13), ("领导职数\n（核定/实有）", 23), ("内设机构\n（限额/实设）", 23),
    )  # fmt: skip
    rows: list[Row] = []
    leaders, law = unit_leaders(figures.establishment), Law(figures.plan.day)
    for number, unit in enumerate(figures.establishment.units, 1):
        own = [(category, counts) for (code, category), counts in figures.cells.items() if code == unit.code]
        posts = _leadership(figures, unit.code, len(leaders.get(unit.code, ())))
        sections = _section_count(figures, unit.code, law)
        for index, (category, counts) in enumerate(own or [(None, Counts())]):
            told = (str(number), unit.name, unit.rank or _NONE, unit.kind.value)
            first = told if index == 0 else (None,) * 4
            numbers = (counts.authorized, counts.in_post, counts.excess, counts.vacancies)
            last = (posts, sections) if index == 0 else (None, None)
            rows.append([*first, category.value if category else _NONE, *map(str, numbers), *last])
    total = figures.total
    foot = (total.authorized, total.in_post, total.excess, total.vacancies)
    subtotals = [
        ["", "小计", "", "", category.value, *map(str, (c.authorized, c.in_post, c.excess, c.vacancies)), "", ""]
        for category, c in figures.by_category.items()
    ]
    notes = ("注：超编、空编按机构和编制类型分别计算，不相抵。“—”表示台账未填。",)
    return _Table(columns, rows, [*subtotals, ["", "合计", "", "", "", *map(str, foot), "", ""]], notes)


def _leadership(figures: PlanFigures, code: str, leaders: int) -> str:
    kinds = (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
    posts = [row.authorized for row in figures.establishment.leadership_posts if row.unit == code and row.kind in kinds]
    return f"{sum(posts) if posts else _NONE}/{leaders}"


def _section_count(figures: PlanFigures, code: str, law: Law) -> str:
    sections = figures.establishment.sections_of.get(code, ())
    if not sections:
        return _NONE
    cap = section_cap(figures.establishment.unit[code], law)
    return f"{cap}/{sum(section.counts_to_cap for section in sections)}"


def _changes(figures: PlanFigures) -> _Table:
    columns = _columns(
        ("序号", 10), ("单位", 47, False), ("编制类型", 32), ("核定编制", 15), ("调整前\n实有", 15), ("调整前\n超编", 15),
        ("调整前\n空编", 15), ("拟调出", 15), ("拟调入", 15), ("调整后\n实有", 15), ("调整后\n超编", 15), ("调整后\n空编", 16),
    )  # fmt: skip
    changed = {cell: counts for cell, counts in figures.cells.items() if counts.leaving or counts.arriving}
    rows: list[Row] = [
        [str(number), figures.name(unit), category.value, *_before_and_after(counts)]
        for number, ((unit, category), counts) in enumerate(changed.items(), 1)
    ]
    totals: list[Row] = [
        ["", "有调整的单位小计", "", *_before_and_after(added(changed.values()))],
        ["", f"{figures.whole}合计", "", *_before_and_after(figures.total)],
    ]
    notes = ("注：只列拟调出或拟调入的单位和编制类型；核定编制不作增减。",)
    return _Table(columns, rows, totals, notes, "按本方案没有人员调整。")


def _before_and_after(counts: Counts) -> list[str]:
    return [
        str(number)
        for number in (
            counts.authorized,
            counts.in_post,
            counts.excess,
            counts.vacancies,
            counts.leaving,
            counts.arriving,
            counts.in_post_after,
            counts.excess_after,
            counts.vacancies_after,
        )
    ]


def _people(figures: PlanFigures) -> _Table:
    columns = _columns(
        ("序号", 9), ("姓名\n（编号）", 18), ("性别\n出生年月", 16), ("学历\n专业", 22), ("人员类别\n职级", 24),
        ("现单位、内设机构\n及编制类型", 36, False), ("拟调入单位、岗位\n及编制类型", 36, False), ("匹配分", 11),
        ("调整理由", 39, False), ("本人\n意见", 14),
    )  # fmt: skip
    rows: list[Row] = [_person_row(figures, number, move) for number, move in enumerate(figures.plan.moves, 1)]
    total = [["", "合计", "", "", "", "", f"{len(rows)}人", "", "", ""]]
    sources = dict.fromkeys(part for move in figures.plan.moves for part in move.source.split("；") if part)
    notes = ("注：调整原因均为消化超编。人员以台账编号对应，不列公民身份号码。",)
    cited = (f"政策依据：{'；'.join(sources)}。",) if sources else ()
    return _Table(columns, rows, list(total), (*notes, *cited), "按本方案没有人员调整。")


def _person_row(figures: PlanFigures, number: int, move: Move) -> Row:
    person = figures.establishment.person[move.person]
    born, place = person.born, move.place
    target = [figures.name(place.unit), _section(figures, place.section), place.post, place.category.value]
    origin = [figures.name(move.from_unit), _section(figures, person.section), move.from_category.value]
    return [
        str(number),
        f"{person.name}\n{person.id}",
        f"{person.known_sex or _NONE}\n{f'{born:%Y.%m}' if born else _NONE}",
        _lines(person.education, person.major),
        _lines(person.status, person.grade),
        _lines(*origin),
        _lines(*target),
        str(move.fit.score),
        _reason(move),
        "",
    ]


def _reason(move: Move) -> str:
    """The two parts of the fit that count most; the workbook has them all."""
    good = [part for part in move.fit.parts if part.weight and part.score >= _GOOD]
    parts = sorted(good, key=lambda part: -part.score * part.weight)[:2]
    told = [f"{part.name}{part.score}分" + (f"（{part.why}）" if part.why else "") for part in parts]
    if move.place.post:
        told.insert(0, "符合岗位要求")
    return "；".join(told) or "".join(move.reasons[:1])


def _section(figures: PlanFigures, code: str) -> str:
    section = figures.establishment.section.get(code)
    return section.name if section else code


def _lines(*texts: object) -> str:
    return "\n".join(str(text) for text in texts if text) or _NONE


def _sections(figures: PlanFigures) -> _Table:
    columns = _columns(
        ("序号", 9), ("单位", 40, False), ("限额", 11), ("整合前", 13), ("整合后", 13), ("拟设内设机构\n（拟定名）", 36),
        ("由下列内设机构整合（在编人数）", 63, False), ("在编人数", 14), ("正职", 12), ("副职", 14),
    )  # fmt: skip
    rows: list[Row] = []
    for number, merger in enumerate(figures.mergers, 1):
        first: Row = [str(number), figures.name(merger.unit), str(merger.cap), str(merger.before), str(merger.after)]
        for index, group in enumerate(merger.groups):
            of_unit = first if index == 0 else [None] * 5
            leaders = (str(group.staff), str(group.heads), str(group.deputies))
            rows.append([*of_unit, group.name, _with_staff(figures, group.sections), *leaders])
        if not merger.groups:
            rows.append([*first, _NONE, _without_groups(merger), "", "", ""])
    mergers = figures.mergers
    before, after = sum(merger.before for merger in mergers), sum(merger.after for merger in mergers)
    groups = [group for merger in mergers for group in merger.groups]
    sums = [str(sum(getattr(group, name) for group in groups)) for name in ("staff", "heads", "deputies")]
    total = [["", "合计", "", str(before), str(after), f"{len(groups)}个", "", *sums]]
    notes = ("注：整合前、整合后为计入限额的内设机构数；正职、副职为按在编人数测算的职数上限，以核定为准。",)
    return _Table(columns, rows, list(total), (*notes, *_merger_notes(figures)), "本方案不涉及内设机构整合。")


def _merger_notes(figures: PlanFigures) -> list[str]:
    """What is noted of several units alike is said once; the rest stands under the unit's name."""
    times = Counter(note for merger in figures.mergers for note in merger.notes)
    told = [note for note, count in times.items() if count > 1]
    for merger in figures.mergers:
        own = "".join(note for note in merger.notes if times[note] == 1)
        if own:
            told.append(f"{figures.name(merger.unit)}：{own}")
    return told


def _without_groups(merger: Merger) -> str:
    return "；".join(merger.notes) or "没有可行的整合方案"


def _with_staff(figures: PlanFigures, codes: Iterable[str]) -> str:
    staff = figures.establishment.section_staff
    return "、".join(f"{_section(figures, code)}（{staff.get(code, 0)}）" for code in codes)


def _add_surplus_heads(document: Any, figures: PlanFigures) -> None:
    """Under the table of annex 4: heads for whom the merged sections have no post."""
    heads = [(merger.unit, head) for merger in figures.mergers for head in merger.surplus_heads]
    if not heads:
        return
    add_paragraph(document, "", Look.NOTE)
    add_paragraph(document, "整合后富余科室正职安排建议", Look.ANNEX_TITLE)
    columns = _columns(
        ("序号", 12), ("单位", 50, False), ("姓名（编号）", 40), ("原任职内设机构", 43), ("安排建议", 80, False)
    )
    rows: list[Row] = []
    for number, (unit, head) in enumerate(heads, 1):
        person = figures.establishment.person.get(head.person)
        name = f"{person.name}（{person.id}）" if person else head.person
        rows.append([str(number), figures.name(unit), name, _section(figures, head.section), head.proposal])
    add_table(document, columns, rows, [["", "合计", f"{len(rows)}人", "", ""]], _SMALL)


def _excluded(figures: PlanFigures) -> _Table:
    columns = _columns(
        ("序号", 11), ("姓名", 17), ("人员编号", 22), ("单位", 42, False), ("编制类型", 28), ("未纳入原因", 55, False), ("依据", 50, False),
    )  # fmt: skip
    rows: list[Row] = []
    for number, row in enumerate(figures.plan.excluded, 1):
        person = figures.establishment.person[row.person]
        where = (figures.name(person.unit), str(person.category or _NONE))
        rows.append([str(number), person.name, person.id, *where, row.rule, row.source])
    return _Table(columns, rows, [["", "合计", f"{len(rows)}人", "", "", "", ""]], (), "没有未纳入的人员。")


def _manual(figures: PlanFigures) -> _Table:
    """People for whom the same procedure would be needed stand in one row: there may be hundreds."""
    columns = _columns(
        ("序号", 11), ("单位", 40, False), ("编制类型", 27), ("人员类别", 25), ("人数", 12), ("人员（编号）", 60, False),
        ("可走的专项程序", 50, False),
    )  # fmt: skip
    groups: dict[tuple[str, str, str, str], list[Person]] = {}
    for candidate in figures.plan.manual:
        person = figures.establishment.person[candidate.person]
        where = (figures.name(person.unit), str(person.category or _NONE), str(person.status or _NONE))
        groups.setdefault((*where, candidate.why), []).append(person)
    rows: list[Row] = []
    for (*place, why), people in groups.items():
        for start in range(0, len(people), _MOST_NAMES):
            part = people[start : start + _MOST_NAMES]
            names = "、".join(f"{person.name}（{person.id}）" for person in part)
            rows.append([str(len(rows) + 1), *place, str(len(part)), names, why])
    notes = ("注：本表人员未列入调整名册，拟办理的须另行报批。",)
    total: Row = ["", "合计", "", "", str(len(figures.plan.manual)), "", ""]
    return _Table(columns, rows, [total], notes, "没有须经专项程序调整的人员。")


def _remaining(figures: PlanFigures) -> _Table:
    months = figures.plan.settings.near_retirement_months
    columns = _columns(
        ("序号", 11), ("单位", 46, False), ("编制类型", 30), ("核定编制", 16), ("调整后\n实有", 16), ("剩余\n超编", 14),
        (f"{months}个月内\n到龄", 18), ("未能消化的原因", 74, False),
    )  # fmt: skip
    rows: list[Row] = []
    ageing = 0
    for number, row in enumerate(figures.plan.remaining, 1):
        cell = (row.unit, row.category)
        counts = figures.cells[cell]
        near = figures.near_retirement(figures.establishment.people_in.get(cell, ()))
        ageing += near
        numbers = (counts.authorized, counts.in_post_after, row.excess, near)
        rows.append([str(number), figures.name(row.unit), row.category.value, *map(str, numbers), row.why])
    excess = sum(row.excess for row in figures.plan.remaining)
    notes = (
        f"注：{months}个月内到龄，指该单位该类编制人员中，方案日期后{months}个月内达到或者已经达到法定退休月份的人数。",
    )
    return _Table(columns, rows, [["", "合计", "", "", "", str(excess), str(ageing), ""]], notes, "没有剩余超编。")
