"""Posts and persons as rows: of one unit, and before and after a plan. Nothing is netted across cells."""

from collections import Counter

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Plan
from bianzhi.ui.tables.shown import chinese_month, shown

Row = dict[str, str | int | None]

_FIGURES = (
    "核定编制",
    "实有（前）",
    "超编（前）",
    "空编（前）",
    "拟调出",
    "拟调入",
    "实有（后）",
    "超编（后）",
    "空编（后）",
)


def comparison_rows(
    establishment: Establishment, plan: Plan | None, *, only_changes: bool = False, unit_code: str = ""
) -> list[Row]:
    """One row per unit and establishment type, before and after, under a row of totals over the rows shown.

    ``unit_code`` limits the rows to one unit, ``only_changes`` to cells somebody is proposed to leave or to enter.
    """
    after = plan.in_post_after(establishment) if plan else establishment.in_post
    leaving: Counter[CellKey] = Counter()
    arriving: Counter[CellKey] = Counter()
    for move in plan.moves if plan else ():
        leaving[move.from_unit, move.from_category] += 1
        arriving[move.place.cell] += 1
    rows: list[Row] = []
    for cell in dict.fromkeys((*establishment.cells, *arriving)):
        if unit_code not in {"", cell[0]} or (only_changes and not leaving[cell] and not arriving[cell]):
            continue
        unit, posts, persons = establishment.unit[cell[0]], establishment.authorized.get(cell, 0), after.get(cell, 0)
        figures = (
            posts,
            establishment.in_post.get(cell, 0),
            establishment.excess(cell),
            establishment.vacancies(cell),
            leaving[cell],
            arriving[cell],
            persons,
            max(0, persons - posts),
            max(0, posts - persons),
        )
        names: Row = {
            "序号": len(rows) + 1,
            "单位": shown(unit.name),
            "机构类别": unit.kind.value,
            "编制类型": cell[1].value,
        }
        rows.append({**names, **dict(zip(_FIGURES, figures, strict=True))})
    return [_total(rows), *rows] if rows else []


def unit_rows(establishment: Establishment, code: str, plan: Plan | None) -> list[Row]:
    """The cells of one unit; with a plan 45→44 where it changes a figure, so that a narrow table holds them all."""
    own = comparison_rows(establishment, plan, unit_code=code)
    changed = {
        name for name in ("实有", "超编", "空编") if any(row[f"{name}（前）"] != row[f"{name}（后）"] for row in own)
    }

    def figure(row: Row, name: str) -> str | int | None:
        before, after = row[f"{name}（前）"], row[f"{name}（后）"]
        if name not in changed:
            return before
        return str(before) if before == after else f"{before}→{after}"  # one kind of value in a column

    return [
        {
            "编制类型": row["编制类型"] or "合计",
            "核定编制": row["核定编制"],
            **{name: figure(row, name) for name in ("实有", "超编", "空编")},
            **({name: row[name] for name in ("拟调出", "拟调入")} if plan else {}),
        }
        for row in own
    ]


def section_rows(establishment: Establishment, code: str) -> list[Row]:
    """The sections of a unit."""
    return [
        {
            "序号": number,
            "内设机构": shown(section.name),
            "计入限额": "是" if section.counts_to_cap else "否",
            "编制": section.authorized,
            "实有": establishment.section_staff.get(section.code, 0),
            "正职职数": section.heads,
            "副职职数": section.deputies,
        }
        for number, section in enumerate(establishment.sections_of.get(code, ()), start=1)
    ]


def leader_rows(establishment: Establishment, code: str) -> list[Row]:
    """The leaders of a unit."""
    leaders = [person for person in establishment.people_of.get(code, ()) if person.is_leader]
    return [
        {
            "序号": number,
            "姓名": shown(person.name),
            "职务层次": person.leader_rank.value if person.leader_rank else "",
            "内设机构": shown(establishment.section[person.section].name)
            if person.section in establishment.section
            else "",
            "职级": person.grade,
            "状态": person.state.value,
            "任现职": chinese_month(person.post_since),
        }
        for number, person in enumerate(leaders, start=1)
    ]


def leadership_words(establishment: Establishment, code: str) -> str:
    """The authorized leadership posts of a unit in a line, empty where the ledger gives none."""
    return "　".join(
        f"{posts.kind.value} {posts.authorized} 名" for posts in establishment.leadership_posts if posts.unit == code
    )


def _total(rows: list[Row]) -> Row:
    total: Row = {"序号": None, "单位": "合计", "机构类别": "", "编制类型": ""}
    for figure in _FIGURES:
        values = [row[figure] for row in rows]
        total[figure] = sum(value for value in values if isinstance(value, int))
    return total
