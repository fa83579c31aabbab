"""What each plot shows, in a sentence: read above the plot, and read aloud in its place."""

from fractions import Fraction

from bianzhi.domain.age_statistics import AgePyramid, RetirementWave
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.statistics import ExcessPareto, MoveFlows, QuotaHeat
from bianzhi.domain.terms import RetirementCategory

_MOST_NAMED = 3
_OLD = 55
_MOST_OF_THE_EXCESS = 80


def percent(share: Fraction) -> str:
    """61.5%: one decimal, rounded half up."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%"


def heat_words(establishment: Establishment, heat: QuotaHeat) -> str:
    """How many cells are over and vacant, and where most."""
    over = [cell for cell in heat.cells if cell.excess]
    vacant = [cell for cell in heat.cells if cell.vacancies]
    words = (
        f"{len(heat.units)} 个单位、{len(heat.categories)} 类编制共 {len(heat.cells)} 格："
        f"超编 {len(over)} 格 {heat.excess} 人，空编 {len(vacant)} 格 {heat.vacancies} 名，"
        f"满编 {len(heat.cells) - len(over) - len(vacant)} 格；按单位和编制类型分别计算，不互相抵销。"
    )
    if over:
        worst = max(over, key=lambda cell: cell.excess)
        words += f"超编最多的是{_name(establishment, worst.unit)}的{worst.category.value}，超 {worst.excess} 人。"
    return words


def pareto_words(establishment: Establishment, pareto: ExcessPareto) -> str:
    """How few units make up most of the excess."""
    if not pareto.steps:
        return f"{pareto.units} 个单位都没有超编。"
    count = pareto.units_for(_MOST_OF_THE_EXCESS)
    step = pareto.steps[count - 1]
    named = "、".join(f"{_name(establishment, each.unit)}（{each.excess} 人）" for each in pareto.steps[:_MOST_NAMED])
    return (
        f"{pareto.units} 个单位中有 {len(pareto.steps)} 个超编，共 {pareto.total} 人；"
        f"前 {count} 个占 {percent(pareto.share(step))}。超编最多的是{named}。"
    )


def pyramid_words(pyramid: AgePyramid) -> str:
    """How many men and women, and how many are old."""
    total = pyramid.total
    if not total:
        return f"没有出生日期和性别都清楚的在编人员{_unknown(pyramid.unknown)}。"
    old = pyramid.aged(_OLD)
    largest = max(pyramid.bands, key=lambda band: band.total)
    return (
        f"在编实有 {total + pyramid.unknown} 人，其中男 {pyramid.men} 人、女 {pyramid.women} 人"
        f"{_unknown(pyramid.unknown)}；人数最多的是{largest.words}（{largest.total} 人），"
        f"{_OLD} 岁及以上 {old} 人，占{'已知年龄的' if pyramid.unknown else ''} {percent(Fraction(old, total))}。"
    )


def _unknown(persons: int) -> str:
    return f"，另有 {persons} 人出生日期或性别不明，未列入图中" if persons else ""


def wave_words(wave: RetirementWave) -> str:
    """How many reach the statutory month within ten years, and when most do."""
    begin, end = wave.steps[0].first, wave.steps[-1].last
    words = (
        f"{begin.year}年{begin.month}月至{end.year}年{end.month}月，按渐进式延迟法定退休年龄推算到龄 {wave.total} 人"
    )
    if wave.total:
        words += f"，最多的是{wave.highest.words}，{wave.highest.total} 人"
    if wave.overdue:
        words += f"；另有 {wave.overdue} 人已到龄未退，不计在内"
    if wave.unknown:
        words += f"；{wave.unknown} 人出生日期不明，未推算"
    return f"{words}。"


_MEANINGS = {
    RetirementCategory.MEN_60: "“男60”为原退休年龄 60 岁的男职工",
    RetirementCategory.WOMEN_55: "“女55”为原退休年龄 55 岁的女职工",
    RetirementCategory.WOMEN_50: "“女50”为原退休年龄 50 岁的女职工",
    RetirementCategory.WOMEN_60: "“女60”为台账注明 60 岁退休的女职工",
}


def category_words(wave: RetirementWave) -> str:
    """What the categories of the legend mean: the age before the reform, and that the month itself is the later one."""
    said = "，".join(_MEANINGS[category] for category in wave.categories)
    return f"图例：{said}；到龄月份已按渐进式延迟法定退休年龄推算，不是原年龄。"


def flow_words(establishment: Establishment, flows: MoveFlows) -> str:
    """How many go from how many units to how many, and the largest flows."""
    within = f"另有 {flows.within_units} 人在本单位内转换编制类型，不在图中。" if flows.within_units else ""
    if not flows.flows:
        return f"方案没有跨单位的调整。{within}"
    largest = sorted(flows.flows, key=lambda flow: -flow.persons)[:_MOST_NAMED]
    named = "、".join(
        f"{_name(establishment, flow.from_unit)}到{_name(establishment, flow.to_unit)} {flow.persons} 人"
        for flow in largest
    )
    return (
        f"拟从 {len(flows.leaving)} 个单位调出 {flows.total} 人，到 {len(flows.joining)} 个单位；"
        f"人数最多的是{named}。{within}"
    )


def _name(establishment: Establishment, code: str) -> str:
    unit = establishment.unit.get(code)
    return unit.name if unit else code
