"""The plots of 统计图: figures in, a picture out. Each says in words what its colors say."""

from collections.abc import Mapping, Sequence
from typing import Any

from bianzhi.charts.palette import HEAT_PAINT
from bianzhi.domain.age_statistics import AgePyramid, RetirementWave
from bianzhi.domain.statistics import ExcessPareto, Heat, HeatCell, MoveFlows, QuotaHeat
from bianzhi.ui.components.plot_looks import (
    BLUE,
    GREEN,
    LEGEND,
    ORANGE,
    PLAIN_TOOLTIP,
    PURPLE,
    TEXT,
    grid,
    show_plot,
    value_axes,
)

_ROW, _HEADS = 24, 84
_MOST_IN_ONE = 30
"""Units in one column of the heat map."""
_SIDES = ({"left": "16%", "right": "51%"}, {"left": "66.5%", "right": "0.5%"})
_BROKEN = {"width": 52, "overflow": "break", "lineHeight": 15}
_NAMES = 212
"""Pixels for the names of units beside a plot."""
_SMALL = {**TEXT, "fontSize": 12}
_LIGHT = "rgba(255, 255, 255, 0.5)"
_DECALS = (
    {"color": _LIGHT, "dashArrayX": [1, 0], "dashArrayY": [2, 6], "rotation": 0.52},
    {
        "color": _LIGHT,
        "symbol": "circle",
        "dashArrayX": [[8, 8], [0, 8, 8, 0]],
        "dashArrayY": [6, 0],
        "symbolSize": 0.7,
    },
    {"color": _LIGHT, "dashArrayX": [1, 0], "dashArrayY": [3, 3], "rotation": -0.79},
    {"color": _LIGHT, "dashArrayX": [[6, 6], [0, 6, 6, 0]], "dashArrayY": [6, 0]},
)
_PATTERNS = {"enabled": True, "decal": {"show": True, "decals": _DECALS}}
"""Areas with light patterns: for print in grey, where the colors are nearly alike, and for eyes that see no colors."""
_SEEN_THROUGH = "rgba(0, 114, 178, 0.45)"
"""Blue through which a line shows, in color and in grey."""
_DARK = "#8a3200"
_HEIGHT, _TALL = 430, 470

Names = Mapping[str, str]
"""Short names of units by code."""


def heat_plot(heat: QuotaHeat, names: Names, says: str) -> None:
    """编制热力图: a row for each unit, a column for each type; many units in two halves side by side, as on one sheet."""
    half = -(-len(heat.units) // 2) if len(heat.units) > _MOST_IN_ONE else len(heat.units)
    blocks = [heat.units[:half], heat.units[half:]] if half < len(heat.units) else [heat.units]
    sides = _SIDES if len(blocks) > 1 else ({"left": _NAMES, "right": 12},)
    order = list(Heat)
    spec = {
        "grid": [{**side, "top": _HEADS, "bottom": 8, "outerBoundsMode": "none"} for side in sides],
        "tooltip": {**PLAIN_TOOLTIP, "formatter": "{b}"},
        "xAxis": [
            {
                "type": "category",
                "gridIndex": place,
                "position": "top",
                "data": [category.value for category in heat.categories],
                "axisLabel": {**_SMALL, "interval": 0, **(_BROKEN if len(blocks) > 1 else {})},
                "axisTick": {"show": False},
            }
            for place in range(len(blocks))
        ],
        "yAxis": [
            {
                "type": "category",
                "gridIndex": place,
                "inverse": True,
                "data": [names[unit] for unit in block],
                "axisLabel": {**_SMALL, "interval": 0, "width": _NAMES - 12, "overflow": "truncate"},
                "axisTick": {"show": False},
            }
            for place, block in enumerate(blocks)
        ],
        "visualMap": {
            "type": "piecewise",
            "dimension": 2,
            "orient": "horizontal",
            "left": "center",
            "top": 0,
            "itemSymbol": "rect",
            "textStyle": TEXT,
            "selectedMode": False,
            "pieces": [
                {"value": place, "label": each.value, "color": HEAT_PAINT[each][0]} for place, each in enumerate(order)
            ],
        },
        "series": [_heat_series(heat, block, place, names) for place, block in enumerate(blocks)],
    }
    show_plot(spec, _HEADS + 8 + _ROW * half, says)


def _heat_series(heat: QuotaHeat, units: Sequence[str], place: int, names: Names) -> dict[str, Any]:
    """The cells of the units of one half."""
    order = list(Heat)
    rows = {unit: row for row, unit in enumerate(units)}
    columns = {category: column for column, category in enumerate(heat.categories)}
    return {
        "type": "heatmap",
        "xAxisIndex": place,
        "yAxisIndex": place,
        "itemStyle": {"borderColor": "#ffffff", "borderWidth": 1},
        "emphasis": {"itemStyle": {"borderColor": "#1c2b3a", "borderWidth": 2}},
        "data": [
            _heat_item(cell, [columns[cell.category], rows[cell.unit], order.index(cell.heat)], names)
            for cell in heat.cells
            if cell.unit in rows
        ],
    }


def _heat_item(cell: HeatCell, at: list[int], names: Names) -> dict[str, Any]:
    told = f"{names[cell.unit]} {cell.category.value}\n实有 {cell.in_post} 人，编制 {cell.authorized} 名，{cell.words}"
    label = {"show": True, "formatter": cell.words, "color": HEAT_PAINT[cell.heat][1], "fontSize": 12}
    return {"value": at, "name": told, "label": label}


def pareto_plot(pareto: ExcessPareto, names: Names, says: str) -> None:
    """超编集中度: a bar for each unit, and a line of what they make up together."""
    left, right = value_axes(("超编（人）", "累计（%）"), scaled=-1)
    spec = {
        "grid": {**grid(right_axis=True, bottom=132), "left": 126},
        "legend": {**LEGEND, "data": ["超编人数", "累计占比"]},
        "tooltip": {**PLAIN_TOOLTIP, "trigger": "axis"},
        "xAxis": {
            "type": "category",
            "data": [names[step.unit] for step in pareto.steps],
            "axisLabel": {**_SMALL, "interval": 0, "rotate": 45, "width": 160, "overflow": "truncate"},
        },
        "yAxis": [left, {**right, "min": 0, "max": 100}],
        "series": [
            {
                "name": "超编人数",
                "type": "bar",
                "data": [step.excess for step in pareto.steps],
                "itemStyle": {"color": _SEEN_THROUGH, "borderColor": BLUE},
                "label": {
                    "show": True,
                    "position": "top",
                    **_SMALL,
                    "textBorderColor": "#ffffff",
                    "textBorderWidth": 4,
                },
            },
            {
                "name": "累计占比",
                "type": "line",
                "z": 1,
                "yAxisIndex": 1,
                "data": [round(float(pareto.share(step) * 100), 1) for step in pareto.steps],
                "symbol": "diamond",
                "symbolSize": 8,
                "itemStyle": {"color": _DARK},
                "lineStyle": {"color": _DARK, "type": "dashed", "width": 2},
            },
        ],
    }
    show_plot(spec, _TALL, says)


def pyramid_plot(pyramid: AgePyramid, says: str) -> None:
    """年龄金字塔: men to the left, women to the right, the oldest on top."""
    bands = [band.words for band in pyramid.bands]
    sides = (
        ("男", [band.men for band in pyramid.bands], BLUE, "left"),
        ("女", [band.women for band in pyramid.bands], ORANGE, "right"),
    )
    spec = {
        "aria": _PATTERNS,
        "grid": [
            {"left": 24, "right": "55%", "top": 44, "bottom": 44, "outerBoundsMode": "none"},
            {"left": "55%", "right": 24, "top": 44, "bottom": 44, "outerBoundsMode": "none"},
        ],
        "legend": {**LEGEND, "data": ["男", "女"]},
        "tooltip": PLAIN_TOOLTIP,
        "xAxis": [
            {
                "type": "value",
                "gridIndex": place,
                "inverse": place == 0,
                "max": _round_end(pyramid.largest),
                "minInterval": 1,
                "axisLabel": _SMALL,
                "name": f"{name}（人）",
                "nameLocation": "middle",
                "nameGap": 26,
                "nameTextStyle": TEXT,
            }
            for place, (name, *_) in enumerate(sides)
        ],
        "yAxis": [
            {
                "type": "category",
                "gridIndex": place,
                "data": bands,
                "position": "right" if place == 0 else "left",
                "axisTick": {"show": False},
                "axisLabel": {**TEXT, "show": place == 1, "interval": 0},
            }
            for place in range(2)
        ],
        "series": [
            {
                "name": name,
                "type": "bar",
                "xAxisIndex": place,
                "yAxisIndex": place,
                "data": counts,
                "barCategoryGap": "18%",
                "itemStyle": {"color": color},
                "label": {"show": True, "position": side, **_SMALL},
            }
            for place, (name, counts, color, side) in enumerate(sides)
        ],
    }
    show_plot(spec, _HEIGHT, says)


def _round_end(largest: int) -> int:
    """Where an axis ends: the next half of its leading power of ten, so that both sides are divided alike."""
    step = max(1, int(f"1{'0' * (len(str(largest)) - 1)}") // 2)
    return -(-largest // step) * step


def wave_plot(wave: RetirementWave, says: str) -> None:
    """退休潮: a bar for each year or quarter, piled up by category, with the total above it."""
    words = [step.words for step in wave.steps]
    colors = (BLUE, ORANGE, GREEN, PURPLE)
    spec = {
        "aria": _PATTERNS,
        "grid": grid(right_axis=False, bottom=72),
        "legend": {**LEGEND, "data": [category.value for category in wave.categories]},
        "tooltip": {**PLAIN_TOOLTIP, "trigger": "axis"},
        "xAxis": {
            "type": "category",
            "data": words,
            "axisLabel": {**_SMALL, "rotate": 40, "interval": 0 if len(words) <= _MOST_LABELS else 1},
        },
        "yAxis": value_axes(("到龄（人）",), scaled=-1),
        "series": [
            *(
                {
                    "name": category.value,
                    "type": "bar",
                    "stack": "all",
                    "data": [step.persons[category] for step in wave.steps],
                    "itemStyle": {"color": colors[place % len(colors)]},
                }
                for place, category in enumerate(wave.categories)
            ),
            {
                "name": "合计",
                "type": "line",
                "data": [step.total for step in wave.steps],
                "symbol": "rect",
                "symbolSize": 1,
                "showAllSymbol": True,
                "lineStyle": {"opacity": 0},
                "itemStyle": {"color": "transparent"},
                "label": {"show": True, "position": "top", **_SMALL},
            },
        ],
    }
    show_plot(spec, _HEIGHT, says)


_MOST_LABELS = 24
_LEAST_FLOW_HEIGHT, _FLOW_ROW = 240, 32


def flow_plot(flows: MoveFlows, names: Names, says: str) -> None:
    """人员流向: units that give on the left, units that take on the right, ribbons as wide as the persons are many."""
    givers = {unit: f"{names.get(unit, unit)} 调出{persons}" for unit, persons in flows.leaving}
    takers = {unit: f"{names.get(unit, unit)} 调入{persons}" for unit, persons in flows.joining}
    spec = {
        "tooltip": PLAIN_TOOLTIP,
        "series": [
            {
                "type": "sankey",
                "left": 210,
                "right": 210,
                "top": 8,
                "bottom": 8,
                "nodeWidth": 14,
                "nodeGap": 14,
                "draggable": False,
                "layoutIterations": 0,
                "lineStyle": {"color": "source", "opacity": 0.35},
                "emphasis": {"focus": "adjacency"},
                "label": TEXT,
                "data": [
                    *(
                        {"name": name, "itemStyle": {"color": PURPLE}, "label": {"position": "left"}}
                        for name in givers.values()
                    ),
                    *({"name": name, "itemStyle": {"color": BLUE}} for name in takers.values()),
                ],
                "links": [
                    {"source": givers[flow.from_unit], "target": takers[flow.to_unit], "value": flow.persons}
                    for flow in flows.flows
                ],
            }
        ],
    }
    show_plot(spec, max(_LEAST_FLOW_HEIGHT, _FLOW_ROW * max(len(givers), len(takers))), says)
