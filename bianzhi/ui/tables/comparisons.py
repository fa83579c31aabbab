"""What does not agree between ledger, roster and payroll, and what changed between two rosters, as rows."""

from collections.abc import Iterable

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.roster_changes import ChangeKind, RosterChanges
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]


def kind_rows(found: Reconciliation) -> list[Row]:
    """How many of each kind, in the order in which a clerk should look at them; kinds that do not occur are left out."""
    return [
        {"级别": kind.severity.label, "事项": kind.value, "数量": count}
        for kind, count in found.counts.items()
        if count
    ]


def todo_rows(establishment: Establishment, found: Reconciliation) -> list[Row]:
    """One row per discrepancy: whom it is about, where it stands, what to do."""
    return [
        {
            "序号": number,
            "级别": item.kind.severity.label,
            "事项": item.kind.value,
            "单位": _unit(establishment, item.unit),
            "姓名": shown(item.name),
            "公民身份号码": shown(item.citizen_number),
            "问题": shown(item.message),
            "处理建议": shown(item.hint),
            "位置": shown(str(item.at)),
            "对照位置": shown(str(item.other)) if item.other else None,
        }
        for number, item in enumerate(found.discrepancies, start=1)
    ]


def cell_rows(establishment: Establishment, found: Reconciliation, *, only_differences: bool) -> list[Row]:
    """One row per unit and type, counted up to three ways; columns of a source that was not given are left out."""
    cells = [cell for cell in found.cells if not (only_differences and cell.agrees)]
    return [
        {
            "单位": _unit(establishment, cell.unit),
            "编制类型": cell.category.value if cell.category else "（未写明）",
            "核定编制": cell.authorized,
            "台账所列编制": cell.stated_authorized,
            "台账所列实有": cell.stated,
            "名册实有": cell.in_post,
            "财政供养": cell.paid,
            "核对": "一致" if cell.agrees else "不一致",
        }
        for cell in cells
    ]


def change_kind_rows(found: RosterChanges) -> list[Row]:
    """Persons of each kind of change."""
    return [{"变动": kind.value, "人数": count} for kind, count in found.counts.items() if count]


def change_rows(found: RosterChanges, kinds: Iterable[ChangeKind] = ()) -> list[Row]:
    """One row per person to whom something happened; no kinds mean any."""
    wanted = set(kinds)
    changes = [change for change in found.changes if not wanted or change.kind in wanted]
    return [
        {
            "序号": number,
            "变动": change.kind.value,
            "姓名": shown(change.name),
            "人员编号": shown(change.person),
            "原单位": shown(change.from_unit),
            "现单位": shown(change.to_unit),
            "原编制类型": change.from_category.value if change.from_category else "",
            "现编制类型": change.to_category.value if change.to_category else "",
            "更正": shown(
                "；".join(f"{one.heading} {one.before or '空'} → {one.after or '空'}" for one in change.fields)
            ),
            "说明": shown(change.why),
            "辨认依据": change.matched_by.value,
        }
        for number, change in enumerate(changes, start=1)
    ]


def unit_change_rows(found: RosterChanges) -> list[Row]:
    """One row per unit whose persons in post changed: then, what happened, now."""
    return [
        {
            "单位": shown(unit.unit),
            "上期实有": unit.before,
            "进入": unit.entered,
            "调入": unit.arrived,
            "离开": unit.left,
            "调出": unit.moved_out,
            "本期实有": unit.after,
            "类型变动": unit.retyped,
            "信息更正": unit.corrected,
        }
        for unit in found.units
        if unit.entered or unit.arrived or unit.left or unit.moved_out or unit.retyped or unit.corrected
    ]


def _unit(establishment: Establishment, code: str) -> str:
    unit = establishment.unit.get(code)
    return shown(unit.name) if unit else shown(code)
