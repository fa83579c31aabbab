"""The figures behind the plots as rows: the same figures, for those who read tables."""

from bianzhi.domain.age_statistics import AgePyramid, RetirementWave
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.statistics import ExcessPareto, MoveFlows, QuotaHeat
from bianzhi.domain.statistics_words import percent
from bianzhi.ui.tables.plans import unit_name

Row = dict[str, str | int | None]


def heat_rows(establishment: Establishment, heat: QuotaHeat) -> list[Row]:
    """Every cell."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, cell.unit),
            "编制类型": cell.category.value,
            "核定编制": cell.authorized,
            "实有": cell.in_post,
            "超编": cell.excess,
            "空编": cell.vacancies,
            "情形": cell.heat.value,
        }
        for number, cell in enumerate(heat.cells, start=1)
    ]


def pareto_rows(establishment: Establishment, pareto: ExcessPareto) -> list[Row]:
    """Units by excess."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, step.unit),
            "超编": step.excess,
            "累计超编": step.together,
            "累计占比": percent(pareto.share(step)),
        }
        for number, step in enumerate(pareto.steps, start=1)
    ]


def pyramid_rows(pyramid: AgePyramid) -> list[Row]:
    """Ages, the youngest first, with a last row for the whole."""
    rows: list[Row] = [
        {"年龄": band.words, "男": band.men, "女": band.women, "合计": band.total} for band in pyramid.bands
    ]
    rows.append({"年龄": "合计", "男": pyramid.men, "女": pyramid.women, "合计": pyramid.total})
    return rows


def wave_rows(wave: RetirementWave) -> list[Row]:
    """Years or quarters, with a last row for the whole."""
    rows: list[Row] = [
        {
            "时间": step.words,
            **{category.value: step.persons[category] for category in wave.categories},
            "合计": step.total,
        }
        for step in wave.steps
    ]
    whole = {category.value: wave.total_of(category) for category in wave.categories}
    return [*rows, {"时间": "合计", **whole, "合计": wave.total}]


def flow_rows(establishment: Establishment, flows: MoveFlows) -> list[Row]:
    """From unit to unit."""
    return [
        {
            "序号": number,
            "调出单位": unit_name(establishment, flow.from_unit),
            "调入单位": unit_name(establishment, flow.to_unit),
            "拟调整人数": flow.persons,
        }
        for number, flow in enumerate(flows.flows, start=1)
    ]
