"""Opinions and the difference of two plans as rows; the yearly plan too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bianzhi.domain.answers import Opinion, PlanDifference, Reply, Waiting, YearlyPlan, YearStep
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place
from bianzhi.ui.tables.advice import place_words
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]


def reply_counts(opinions: Iterable[Opinion]) -> Mapping[Reply, int]:
    """How many people gave each answer."""
    counts = Counter(opinion.reply for opinion in opinions)
    return {reply: counts[reply] for reply in Reply}


def answers_that_change(opinions: Iterable[Opinion]) -> int:
    """People for whom they, or a unit concerned, ask for something else than the plan proposes."""
    return sum(
        opinion.reply in (Reply.REFUSES, Reply.OTHER) or Reply.REFUSES in (opinion.giving_unit, opinion.receiving_unit)
        for opinion in opinions
    )


def opinion_rows(establishment: Establishment, opinions: Sequence[Opinion]) -> list[Row]:
    """One row per person who was asked."""
    return [
        {
            "序号": number,
            **_who(establishment, opinion.person),
            "本人意见": opinion.reply.value,
            "调出机构意见": _of_unit(opinion.giving_unit),
            "调入机构意见": _of_unit(opinion.receiving_unit),
            "意向机构": "、".join(unit_name(establishment, unit) for unit in opinion.wished_units) or None,
            "说明": shown(opinion.remark) or None,
        }
        for number, opinion in enumerate(opinions, start=1)
    ]


def _of_unit(reply: Reply) -> str | None:
    return None if reply is Reply.NONE else reply.value


def difference_rows(establishment: Establishment, found: PlanDifference) -> list[Row]:
    """Every line that differs: 改, 撤, 增, with the place before and after."""
    lines: list[tuple[str, str, Place | None, Place | None]] = [
        *(("改安排", id, before, after) for id, before, after in found.changed),
        *(("不再调整", id, before, None) for id, before in found.dropped),
        *(("新增调整", id, None, after) for id, after in found.added),
    ]
    return [
        {
            "序号": number,
            "变化": what,
            **_who(establishment, id),
            "原方案": place_words(establishment, before) if before else "不调整",
            "新方案": place_words(establishment, after) if after else "不调整",
        }
        for number, (what, id, before, after) in enumerate(lines, start=1)
    ]


def kept_rows(establishment: Establishment, found: PlanDifference) -> list[Row]:
    """People placed the same in both."""
    return [{"序号": number, **_who(establishment, id)} for number, id in enumerate(found.kept, start=1)]


def step_rows(establishment: Establishment, plan: YearlyPlan, unit: str = "") -> list[Row]:
    """The years of the whole ledger (``unit`` empty) or of one unit, type by type."""
    return [_step(step, establishment, with_unit=False) for step in plan.steps if step.unit == unit]


def all_step_rows(establishment: Establishment, plan: YearlyPlan) -> list[Row]:
    """Every unit and year, without the totals."""
    return [_step(step, establishment, with_unit=True) for step in plan.steps if step.unit]


def _step(step: YearStep, establishment: Establishment, *, with_unit: bool) -> Row:
    names: Row = {"年度": f"{step.year}年"}
    if with_unit:
        names["单位"] = unit_name(establishment, step.unit)
    names["编制类型"] = step.category.value if step.category else ("合计" if step.unit else None)
    return {
        **names,
        "年初超编": step.excess_before,
        "到龄退休": step.retiring,
        "拟调出消化": step.moves,
        "在途调入": step.entering,
        "在途调出": step.leaving,
        "年末超编": step.excess_after,
    }


def waiting_rows(curve: Sequence[Waiting]) -> list[Row]:
    """Waiting against moving now."""
    return [
        {
            "等待（月）": point.months,
            "自然消化": point.dissolves,
            "需调整人数": point.moves,
            "期末未消化": point.remaining,
            "匹配总分": point.fit,
        }
        for point in curve
    ]


def _who(establishment: Establishment, identifier: str) -> Row:
    person = establishment.person.get(identifier)
    name, unit = (shown(person.name), unit_name(establishment, person.unit)) if person else ("", "")
    return {"姓名": name, "人员编号": identifier, "现单位": unit}
