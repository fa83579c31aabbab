"""explain: why this person, why not that place, how a vacancy comes about, what holds up the rest."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.advice_reports import blockage_report, person_report, places_report, vacancy_report
from bianzhi.cli.options import (
    DONE,
    FAILED,
    Commands,
    command,
    print_line,
    read_ledger,
    read_settings,
    tell_progress,
    with_ledger,
    with_settings,
    write_json,
)
from bianzhi.domain.answers import Blockage, CellTerm, CurvePoint, PersonAnswer, PlaceAnswer, Standing
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.errors import SettingsError
from bianzhi.services import advice

_MOST_LISTED = 10


def add_explain(commands: Commands) -> None:
    """``explain``."""
    parser = command(commands, "explain", "说明理由：为何这样安排、卡在哪里 / why a plan is as it is", _explain)
    with_ledger(parser)
    with_settings(parser)
    parser.add_argument("--person", metavar="ID", help="说明此人（编号或者姓名）the person, by id or unique name")
    parser.add_argument(
        "--unit",
        metavar="CODE",
        help="此人为何不在该机构（编码或者全称）；不指定人员时，逐项列出该机构一种编制的空编 why not in this unit",
    )
    parser.add_argument("--type", metavar="T", help="只看这种编制类型 only this establishment type")
    parser.add_argument("--post", default="", metavar="P", help="只看这个岗位 only this post")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _explain(options: argparse.Namespace) -> int:
    _refuse_half_questions(options)
    category = _category(options.type)
    settings, day = read_settings(options.settings), options.date or date.today()
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    if options.unit and category and not options.person:
        return _explain_vacancy(options, establishment, settings, category)
    person = _person(establishment, options.person) if options.person else ""
    plan = services.reallocate(establishment, day, settings, tell_progress)
    if not person:
        return _explain_the_rest(options, establishment, plan)
    if options.unit:
        tell_progress("正在试排")
        answers = advice.why_place(establishment, plan, person, options.unit, category, options.post)
        if options.json:
            write_json(options.json, {"person": person, "places": places_report(answers)})
        for line in place_lines(establishment, answers):
            print_line(line)
        return DONE
    tell_progress("正在试排")
    answer = advice.why_person(establishment, plan, person)
    if options.json:
        write_json(options.json, person_report(answer))
    for line in person_lines(establishment, answer):
        print_line(line)
    return FAILED if answer.standing is Standing.UNKNOWN else DONE


def _explain_vacancy(
    options: argparse.Namespace, establishment: Establishment, settings: PlanSettings, category: Category
) -> int:
    day, asked = options.date or date.today(), options.unit
    room, excess = advice.vacancy_terms(establishment, day, settings, asked, category)
    unit = next(each for each in establishment.units if asked in (each.code, each.name))
    if options.json:
        write_json(options.json, vacancy_report(unit.code, category.value, room, excess))
    for line in vacancy_lines(f"{unit.name}{category}", room, excess):
        print_line(line)
    return DONE


def vacancy_lines(where: str, room: Sequence[CellTerm], excess: Sequence[CellTerm]) -> Iterator[str]:
    """What can be filled and what has to leave, each as a sum whose total comes last, for people to read."""
    for terms, measure in ((room, "名"), (excess, "人")):
        *parts, total = terms
        yield f"{where}{total.words} {total.count} {measure}："
        yield from (f"  {term.words} {term.count:+d}" for term in parts)


def _refuse_half_questions(options: argparse.Namespace) -> None:
    if options.unit and not options.person and (options.post or not options.type):
        raise SettingsError(
            "给出了 --unit，没有给出 --person。",
            "请用 --person 写明人员编号或者姓名；只看空编如何计算的，请用 --type 写明编制类型，不写 --post。",
        )
    if (options.type or options.post) and not options.unit:
        raise SettingsError("给出了 --type 或 --post，没有给出 --unit。", "请用 --unit 写明机构编码或者全称。")


def _category(text: str | None) -> Category | None:
    if not text:
        return None
    for category in Category:
        if category.value == text:
            return category
    listed = "、".join(category.value for category in Category)
    raise SettingsError(f"没有名为“{text}”的编制类型。", f"应为以下之一：{listed}。")


def _person(establishment: Establishment, text: str) -> str:
    """The id of a person given by id, or by a name that only one person has; what is neither is left as it is."""
    if text in establishment.person:
        return text
    named = [each for each in establishment.people if each.name == text]
    if len(named) > 1:
        listed = "、".join(f"{each.id}（{establishment.unit[each.unit].name}）" for each in named[:_MOST_LISTED])
        raise SettingsError(f"台账中有 {len(named)} 人名为“{text}”。", f"请写人员编号：{listed}。")
    return named[0].id if named else text


def person_lines(establishment: Establishment, answer: PersonAnswer) -> Iterator[str]:
    """The answer about one person, for people to read."""
    yield f"【{answer.standing.value}】"
    yield from answer.sentences
    if answer.source:
        yield f"依据：{answer.source}。"
    if answer.places and answer.standing is not Standing.NO_PLACE:
        yield "还可以安排的去向：" if answer.standing is Standing.MOVED else "最合适的去向："
        yield from place_lines(establishment, answer.places)


def place_lines(establishment: Establishment, answers: tuple[PlaceAnswer, ...]) -> Iterator[str]:
    """Each place in a line: may he, how well would he fit, what would it cost."""
    for number, answer in enumerate(answers, 1):
        place = answer.place
        post = f"“{place.post}”岗位" if place.post else ""
        mark = "可以" if answer.allowed else "不可"
        source = f"（依据：{answer.source}）" if answer.source else ""
        where = f"{establishment.unit[place.unit].name}{place.category}{post}"
        yield f"  {number}. {where}：{mark}。{answer.why}{source}。{answer.price_words}"


def _explain_the_rest(options: argparse.Namespace, establishment: Establishment, plan: Plan) -> int:
    found = advice.blockage(establishment, plan, tell_progress)
    if options.json:
        write_json(options.json, blockage_report(found))
    print_line(
        f"拟调整 {len(plan.moves)} 人：超编由 {plan.excess_before} 人降为 {plan.left_in_words}。"
        f"本方案为建议，由机构编制委员会研究审定。"
    )
    for line in blockage_lines(found):
        print_line(line)
    return DONE


def blockage_lines(found: Blockage) -> Iterator[str]:
    """What holds up the rest, and what would free it, for people to read."""
    if not found.bottlenecks:
        yield "没有须消化而未安置的超编。"
    else:
        yield "卡在哪里："
    for number, each in enumerate(found.bottlenecks, 1):
        source = f"依据：{each.source}。" if each.source else ""
        yield f"  {number}. {each.sentence}未能安置 {each.people - each.room} 人。{source}"
    if found.relaxations:
        yield "放宽哪些限制可以再安置（每项单独试算）："
    for number, relaxation in enumerate(found.relaxations, 1):
        how = f"（设置 {relaxation.setting} = {relaxation.value}）" if relaxation.value is not None else ""
        yield f"  {number}. {relaxation.sentence}{how}"
    yield from _curve("调出份额", "%", found.by_share)
    yield from _curve("至多调动", "人", found.by_moves)


def _curve(words: str, measure: str, points: tuple[CurvePoint, ...]) -> Iterator[str]:
    """Only the points at which something changes."""
    if points:
        yield f"{words}与剩余超编："
    last: tuple[int, int, int] | None = None
    for point in points:
        figures = point.remaining, point.moves, point.fit
        if figures != last:
            yield f"  {words}{point.at}{measure}：剩余超编 {point.remaining} 人，调动 {point.moves} 人，匹配合计 {point.fit} 分"
        last = figures
