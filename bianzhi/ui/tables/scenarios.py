"""Rows of scenarios: the list of them, their procedure and history, and two to four side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place
from bianzhi.domain.scenario import HistoryStep, Scenario, ScenarioContent, StatusStep
from bianzhi.domain.scenario_comparison import ScenarioComparison
from bianzhi.ui.tables.shown import local_time, shown

Row = Mapping[str, Any]


def scenario_rows(kept: Sequence[tuple[Scenario, ScenarioContent | None]], present: str) -> list[Row]:
    """One line a scenario; ``present`` is the id of the one that is worked on in this tab."""
    return [
        {
            "当前": "●" if head.id == present else "",
            "方案": shown(head.name),
            "状态": str(head.status),
            "台账": shown(head.ledger_name) or "未导入",
            **_figures(content),
            "来源": f"{head.origin}：{shown(head.copied_from)}" if head.copied_from else str(head.origin),
            "最后改动": local_time(head.changed),
            "备注": shown(head.note) or None,
        }
        for head, content in kept
    ]


def search_words(head: Scenario) -> str:
    """What a scenario is looked for by."""
    return " ".join((head.name, head.ledger_name, head.status, head.note))


def _figures(content: ScenarioContent | None) -> Row:
    if content is None:
        return {"拟调整": "读不出", "超编（前→后）": None, "内设机构整合": None, "改革操作": None, "待安置": None}
    plan = content.plan
    return {
        "拟调整": f"{len(plan.moves)}人" if plan else "未求解",
        "超编（前→后）": f"{plan.excess_before}→{plan.excess_after}" if plan else None,
        "内设机构整合": f"{len(content.mergers)}个单位" if content.mergers else None,
        "改革操作": f"{len(content.reform.steps)}项" if content.reform else None,
        "待安置": f"{waiting}人" if (waiting := sum(move.is_waiting for move in content.by_hand)) else None,
    }


def status_rows(steps: Sequence[StatusStep]) -> list[Row]:
    """The procedure so far, the latest step first."""
    return [
        {
            "时间": local_time(step.at),
            "由": str(step.before),
            "转为": str(step.after),
            "经办": shown(step.by),
            "说明": shown(step.note),
        }
        for step in reversed(steps)
    ]


def history_rows(steps: Sequence[HistoryStep]) -> list[Row]:
    """What was done, the latest step first."""
    return [
        {
            "序号": step.position + 1,
            "时间": local_time(step.at),
            "操作": shown(step.label),
            "所在": "当前" if step.is_present else "",
        }
        for step in reversed(steps)
    ]


def indicator_rows(found: ScenarioComparison) -> list[Row]:
    """One line an indicator, one column a scenario; what does best is marked."""
    return [
        {
            "指标": each.name,
            **{
                name: f"{value} ✓" if place in each.best else value
                for place, (name, value) in enumerate(zip(found.names, each.values, strict=True))
            },
            "口径": each.meaning,
        }
        for each in found.indicators
    ]


def otherwise_rows(found: ScenarioComparison, establishments: Sequence[Establishment]) -> list[Row]:
    """One line a person whom the scenarios treat differently."""
    return [
        {
            "编号": each.person,
            "姓名": shown(each.name),
            "现单位": shown(each.unit),
            **{
                name: _place(place, establishment)
                for name, place, establishment in zip(found.names, each.places, establishments, strict=True)
            },
        }
        for each in found.otherwise
    ]


def _place(place: Place | None, establishment: Establishment) -> str:
    if place is None:
        return "不调整"
    unit = establishment.unit.get(place.unit)
    words = f"{unit.name if unit else place.unit}（{place.category}）"
    return shown(f"{words} {place.post}".strip())
