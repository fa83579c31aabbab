"""The plan over time in a few official sentences."""

from collections.abc import Iterator, Sequence
from datetime import date

from bianzhi.domain.answers import Waiting
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.law.citation import statute
from bianzhi.law.retirement import month_number, months_to_retirement
from bianzhi.optimize.yearly.future import retiring_by
from bianzhi.optimize.yearly.years import Year


def sentences_of(
    establishment: Establishment, plan: Plan, years: Sequence[Year], curve: Sequence[Waiting], unsolved: Sequence[str]
) -> tuple[str, ...]:
    """What dissolves by itself, what is moved, what is left; what waiting would save; what is not in the figures."""
    return (
        _attrition(establishment, years),
        _plan_in_words(years),
        *_waiting_in_words(curve),
        *_doubtful(establishment, plan),
        *(f"{year.year}年的调剂没有求出方案，按不调动测算：{year.unsolved}" for year in years if year.unsolved),
        *unsolved,
        f"退休按法定退休月份逐月计算（{statute('retirement-decision').whole}），未计弹性提前和延迟退休；编制按现行台账计，"
        "未计今后核增、核减和新招录人员。",
    )


def _attrition(establishment: Establishment, years: Sequence[Year]) -> str:
    span = f"今后{len(years)}年内（至{years[-1].year}年末）"
    retired = sum(len(year.retired) for year in years)
    if not retired:
        return f"{span}没有人到龄退休。"
    words = f"{span}有{retired}人到龄退休"
    excess = establishment.total_excess
    if not excess:
        return f"{words}；现无超编。"
    retiring = retiring_by(establishment, month_number(date(years[-1].year, 12, 1)))
    dissolved = sum(min(establishment.excess(cell), count) for cell, count in retiring.items())
    return f"{words}，如不作调动，可自然消化超编{dissolved}人，占现有超编{excess}人的{_percent(dissolved, excess)}。"


def _plan_in_words(years: Sequence[Year]) -> str:
    first, last = years[0], years[-1]
    later = sum(len(year.moves) for year in years[1:])
    words = f"按本方案拟于{day_in_words(first.starts)}起调整{len(first.moves)}人"
    if later:
        words += f"，以后各年利用退休腾出的空编再调整{later}人（逐年试算，届时以当年台账求解为准）"
    left = last.after.total_excess
    return f"{words}；预计超编由{first.before.total_excess}人降到{last.year}年末的{left}人。"


def _waiting_in_words(curve: Sequence[Waiting]) -> Iterator[str]:
    now = next((point for point in curve if point.months == 0), None)
    if now is None:
        return
    for point in curve:
        if point.months == 0 or not point.dissolves:
            continue
        saved = now.moves - point.moves
        words = f"如等待{point.months}个月、退休能消化的不作调动：自然消化超编{point.dissolves}人，现在拟调整{point.moves}人"
        words += f"（少调{saved}人）" if saved > 0 else "（与现在全部安排相同）" if not saved else f"（多调{-saved}人）"
        yield f"{words}，到期剩余超编{point.remaining}人。"


def _doubtful(establishment: Establishment, plan: Plan) -> Iterator[str]:
    overdue = sum(
        person.counted and (months := months_to_retirement(person, plan.day)) is not None and months < 0
        for person in establishment.people
    )
    if overdue:
        yield f"有{overdue}人已过法定退休月份仍计入实有，按首年退休计，请核实。"
    unknown = sum(person.counted and person.born is None for person in establishment.people)
    if unknown:
        yield f"有{unknown}人没有出生日期，不能推算退休时间，按各年均在岗计。"
    undated = sum(each.persons for each in establishment.transits if each.effective_on is None)
    if undated:
        yield f"在途变动中有{undated}人没有写明生效日期，按首年生效计。"


def _percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%"
