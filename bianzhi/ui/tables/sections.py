"""内设机构整合 as rows: units over their cap, and each section with the group it is proposed to join."""

from collections.abc import Sequence
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger
from bianzhi.domain.plan_columns import MERGER_WORDS
from bianzhi.domain.section_study import PairReason
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]


def section_count_rows(establishment: Establishment, day: date) -> list[Row]:
    """Units that have sections, the most sections first: how many there are, and the cap of the ledger or in general."""
    law = Law(day)
    rows: list[Row] = [
        {
            "单位": shown(unit.name),
            "机构类别": unit.kind.value,
            "现设内设机构": len(sections),
            "其中计入限额": sum(section.counts_to_cap for section in sections),
            "限额": f"{section_cap(unit, law)} 个" + ("" if unit.section_cap is not None else "（按通用规定）"),
            "实有人数": establishment.staff.get(unit.code, 0),
        }
        for unit in establishment.units
        if (sections := establishment.sections_of.get(unit.code))
    ]
    rows.sort(key=lambda row: -int(row["其中计入限额"] or 0))
    return [{"序号": number, **row} for number, row in enumerate(rows, start=1)]


def pair_rows(establishment: Establishment, pairs: Sequence[PairReason]) -> list[Row]:
    """Two sections a row that are put together, and why."""
    return [
        {
            "组": f"第 {pair.group} 组",
            "科室": shown(establishment.section[pair.section].name),
            "与": shown(establishment.section[pair.other].name),
            "共同职能": "、".join(map(shown, pair.common)) or "—",
            "业务往来": pair.volume,
            "相近得分": pair.points,
            "说明": _why(pair),
        }
        for pair in pairs
    ]


def _why(pair: PairReason) -> str:
    reasons = [*(["职能相近"] if pair.common else []), *(["业务往来多"] if pair.volume else [])]
    return "、".join(reasons) or "没有共同职能和业务往来，归在一起使各科室人数均衡"


def merger_rows(establishment: Establishment, mergers: Sequence[Merger]) -> list[Row]:
    """One row per unit solved, in ledger order, under a row of totals where there are several."""
    rows: list[Row] = [
        {
            "序号": number,
            "单位": unit_name(establishment, merger.unit),
            "限额": merger.cap,
            "现设": merger.before,
            "整合后": merger.after,
            "拟减少": merger.before - merger.after,
            "富余正职": len(merger.surplus_heads),
            "求解结论": MERGER_WORDS[merger.status],
        }
        for number, merger in enumerate(mergers, start=1)
    ]
    if len(mergers) > 1:
        total: Row = {"序号": None, "单位": "合计", "求解结论": ""}
        for name, values in (
            ("限额", [merger.cap for merger in mergers]),
            ("现设", [merger.before for merger in mergers]),
            ("整合后", [merger.after for merger in mergers]),
            ("拟减少", [merger.before - merger.after for merger in mergers]),
            ("富余正职", [len(merger.surplus_heads) for merger in mergers]),
        ):
            total[name] = sum(values)
        rows.insert(0, {key: total[key] for key in rows[0]})
    return rows


def group_rows(establishment: Establishment, merger: Merger) -> list[Row]:
    """One row per section proposed, with what it was before."""
    return [
        {
            "序号": number,
            "拟设内设机构": shown(group.name),
            "变化": "整合" if len(group.sections) > 1 else "保留",
            "原内设机构": "、".join(
                f"{shown(establishment.section[code].name)}（{establishment.section_staff.get(code, 0)}人）"
                for code in group.sections
                if code in establishment.section
            ),
            "人数": group.staff,
            "正职职数": group.heads,
            "副职职数": group.deputies,
        }
        for number, group in enumerate(merger.groups, start=1)
    ]


def surplus_rows(establishment: Establishment, mergers: Sequence[Merger]) -> list[Row]:
    """Section heads for whom the merged sections have no head's post."""
    rows: list[Row] = []
    for merger in mergers:
        for head in merger.surplus_heads:
            person = establishment.person.get(head.person)
            section = establishment.section.get(head.section)
            rows.append(
                {
                    "序号": len(rows) + 1,
                    "单位": unit_name(establishment, merger.unit),
                    "姓名": shown(person.name) if person else head.person,
                    "原内设机构": shown(section.name) if section else head.section,
                    "职级": person.grade if person else "",
                    "建议": shown(head.proposal),
                }
            )
    return rows
