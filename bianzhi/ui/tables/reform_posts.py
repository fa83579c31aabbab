"""What a reform does to posts, leadership posts and sections, as rows with their sums; heads left over."""

from collections.abc import Callable, Sequence

from bianzhi.domain.name_series import in_series
from bianzhi.domain.reform import Reformed
from bianzhi.domain.reform_comparison import ReformComparison, UnitSide
from bianzhi.ui.tables.reforms import Row, between
from bianzhi.ui.tables.shown import shown


def quota_change_rows(reformed: Reformed, comparison: ReformComparison) -> list[Row]:
    """编制核增核减 unit by unit and type by type, and their sum: the numbers of documents are left open."""
    names = _both_names(reformed)
    rows: list[Row] = [
        {
            "序号": number,
            "单位": names(row.unit),
            "编制类型": row.category.value,
            "现编制": row.before,
            "核增": row.more,
            "核减": row.less,
            "调整后": row.after,
            "改革事项": row.reason,
            "批准文号": shown(row.document),
        }
        for number, row in enumerate(comparison.quotas, start=1)
    ]
    return [*rows, _sum(rows, ("现编制", "核增", "核减", "调整后"))] if rows else []


def leaders_change_rows(reformed: Reformed, comparison: ReformComparison) -> list[Row]:
    """职数核增核减 unit by unit and kind by kind, and their sum."""
    names = _both_names(reformed)
    rows: list[Row] = [
        {
            "序号": number,
            "单位": names(row.unit),
            "职数类别": row.kind.value,
            "现职数": row.before,
            "核增": row.more,
            "核减": row.less,
            "调整后": row.after,
            "事由": shown(row.why),
            "改革事项": row.reason,
            "批准文号": shown(row.document),
        }
        for number, row in enumerate(comparison.leaders, start=1)
    ]
    return [*rows, _sum(rows, ("现职数", "核增", "核减", "调整后"))] if rows else []


def _sum(rows: Sequence[Row], figures: Sequence[str]) -> Row:
    """合计 under a table of these rows."""
    sums = {name: sum(value for row in rows if isinstance(value := row[name], int)) for name in figures}
    empty: Row = dict.fromkeys(rows[0])
    return {**empty, "单位": "合计", **sums}


def _both_names(reformed: Reformed) -> Callable[[str], str]:
    """The name a unit will have, and the one it had where that differs."""
    before = {unit.code: shown(unit.name) for unit in reformed.before.units}
    after = {unit.code: shown(unit.name) for unit in reformed.after.units}

    def both(code: str) -> str:
        old, new = before.get(code, ""), after.get(code, "")
        return f"{new}（原{old}）" if old and new and old != new else new or old or code

    return both


def surplus_leader_rows(reformed: Reformed, comparison: ReformComparison) -> list[Row]:
    """富余正职安排建议: who led what was merged, what posts there are, what is proposed."""
    people = reformed.after.person
    return [
        {
            "序号": number,
            "单位": shown(line.unit),
            "姓名": shown(people[line.person].name),
            "职级": people[line.person].grade,
            "原任职": shown(line.was),
            "整合后": shown(line.now),
            "正职核定": line.heads,
            "副职现有/核定": f"{line.deputies_in_post}/{'未核定' if line.deputies is None else line.deputies}",
            "安排建议（拟）": shown(line.proposal),
            "改革事项": f"第{line.step}项",
        }
        for number, line in enumerate(comparison.surplus, start=1)
    ]


def section_change_rows(comparison: ReformComparison) -> list[Row]:
    """Units whose sections change; those that do not count to the cap are marked."""
    rows: list[Row] = []
    for unit in comparison.units:
        one, two = unit.before, unit.after
        before, after = _sections(one), _sections(two)
        if before != after:
            side = two or one
            rows.append(
                {
                    "序号": len(rows) + 1,
                    "单位": shown(side.name) if side else unit.code,
                    "调整前": before or "—",
                    "调整后": after or "—",
                    "计入限额": between(len(one.sections) if one else None, len(two.sections) if two else None),
                    "不计限额": between(len(one.uncounted) if one else None, len(two.uncounted) if two else None),
                    "限额": two.cap if two else None,
                }
            )
    return rows


def _sections(side: UnitSide | None) -> str:
    if side is None:
        return ""
    return "、".join(
        (*map(shown, side.sections), *(f"{shown(name)}（不计入限额）" for name in in_series(side.uncounted)))
    )
