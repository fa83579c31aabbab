"""方案说明 as a Word document, in the layout of the office's papers: what was asked, chapter by chapter, tables as annexes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import Blockage, OtherPlan, PersonAnswer, YearlyPlan
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.writing.advice_annexes import Annex, annexes
from bianzhi.writing.advice_words import (
    PROPOSED,
    TITLE,
    burdens_found,
    other_name,
    others_found,
    refuse_nothing,
    robustness_words,
    whole_years,
)
from bianzhi.writing.document_styles import (
    Look,
    add_landscape_section,
    add_paragraph,
    add_run,
    new_document,
    save,
)
from bianzhi.writing.document_table import add_table

Part = tuple[str, str]
"""A run-in heading, or none, and text."""
_NUMERALS = "一二三四五六七八九"
_SMALL = 9
_MOST_PEOPLE = 20
"""People told one by one in the text; the workbook has them all."""
_MOST_RELAXATIONS = 8


def write(path: Path, advice: Advice, plan: Plan, establishment: Establishment) -> None:
    """Write a chapter and, where there is a table, an annex for everything that was asked.

    Identity numbers are masked. The same answers make the same bytes.

    Raises
    ------
    BianzhiError
        Nothing was asked, or the file cannot be written.
    """
    refuse_nothing(advice)
    document = new_document(TITLE, plan.day)
    add_paragraph(document, "内部资料　注意保存", Look.MARK)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, TITLE, Look.TITLE)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, _opening(plan, establishment), Look.BODY)
    for number, (heading, parts) in enumerate(_chapters(advice, plan)):
        add_paragraph(document, f"{_NUMERALS[number]}、{heading}", Look.HEADING_1)
        for run_in, text in parts:
            paragraph = add_paragraph(document, "", Look.BODY)
            if run_in:
                add_run(paragraph, run_in, Look.HEADING_2)
            add_run(paragraph, text, Look.BODY)
    found = annexes(advice, plan, establishment)
    if found:
        _add_annexes(document, found)
    save(document, path)


def _opening(plan: Plan, establishment: Establishment) -> str:
    day = day_in_words(plan.day)
    return (
        f"建议方案以{day}的机构编制台账“{establishment.name}”测算，拟调整{len(plan.moves)}人，超编由{plan.excess_before}人降为"
        f"{plan.excess_after}人。{PROPOSED}"
    )


def _chapters(advice: Advice, plan: Plan) -> Iterator[tuple[str, list[Part]]]:
    if advice.people:
        yield "有关人员的安排理由", _people(advice.people)
    if advice.blockage is not None:
        yield "未消化超编的堵点和可研究放宽的事项", _blockage(advice.blockage)
    if advice.others is not None or advice.trade_offs:
        yield "备选方案", _others(advice)
    if advice.burdens:
        warned = [("", f"{each.grouping}“{each.group}”{each.warning}") for each in advice.burdens if each.warning]
        yield "公平性", [("", burdens_found(advice.burdens)), *warned]
    if advice.robustness is not None:
        yield "稳健性", [("", sentence) for sentence in robustness_words(advice.robustness, plan)]
    if advice.yearly is not None:
        yield "分年度消化计划", _years(advice.yearly)


def _people(answers: tuple[PersonAnswer, ...]) -> list[Part]:
    told = [
        (f"{answer.standing.value}。", "".join(answer.sentences) + _source(answer)) for answer in answers[:_MOST_PEOPLE]
    ]
    rest = len(answers) - _MOST_PEOPLE
    return [*told, *([("", f"其余{rest}人见方案说明工作簿。")] if rest > 0 else [])]


def _source(answer: PersonAnswer) -> str:
    return f"依据：{answer.source}。" if answer.source else ""


def _blockage(found: Blockage) -> list[Part]:
    if not found.bottlenecks and not found.relaxations:
        return [("", "没有未消化的超编，没有堵点。")]
    parts = [("（一）堵点。", "".join(each.sentence for each in found.bottlenecks) or "没有堵点。")]
    if found.relaxations:
        told = "".join(each.sentence for each in found.relaxations[:_MOST_RELAXATIONS])
        parts.append(
            ("（二）可研究放宽的事项。", f"单独放宽下列一项并重新求解，可多安置的人数如下，各项不可相加：{told}")
        )
    return parts


def _others(advice: Advice) -> list[Part]:
    parts = [("", others_found(advice))] if advice.others is not None else []
    parts += [(f"{other_name(number)}。", _other(other)) for number, other in enumerate(advice.others or (), 1)]
    if advice.trade_offs:
        most, some = advice.trade_offs[-1], advice.trade_offs[len(advice.trade_offs) // 2]
        parts.append(
            (
                "得失比较。",
                f"调整{most.moves}人时，未消化超编{most.remaining}人、匹配总分{most.fit}分；如只调整{some.moves}人，"
                f"未消化超编{some.remaining}人、匹配总分{some.fit}分。其余见附件。",
            )
        )
    return parts


def _other(other: OtherPlan) -> str:
    """How many are treated otherwise, and the cost; who they are stands in the annex."""
    return other.sentences[0] + (other.sentences[-1] if len(other.sentences) > 1 else "")


def _years(yearly: YearlyPlan) -> list[Part]:
    steps = whole_years(yearly)
    if not steps:
        return [("", "".join(yearly.sentences))]
    told = (
        f"{steps[0].year}年至{steps[-1].year}年，超编由{steps[0].excess_before}人降为{steps[-1].excess_after}人，"
        f"其间拟调整{sum(step.moves for step in steps)}人，到龄退休{sum(step.retiring for step in steps)}人。"
    )
    return [("", told + "".join(yearly.sentences))]


def _add_annexes(document: Any, found: list[Annex]) -> None:
    add_paragraph(document, "", Look.BODY)
    for number, annex in enumerate(found, 1):
        prefix = "附件：" if number == 1 else "　　　"
        add_paragraph(document, f"{prefix}{number}.{annex.title}", Look.BODY)
    add_landscape_section(document)
    for number, annex in enumerate(found, 1):
        label = add_paragraph(document, f"附件{number}", Look.ANNEX)
        label.paragraph_format.page_break_before = number > 1
        add_paragraph(document, annex.title, Look.ANNEX_TITLE)
        if annex.note:
            add_paragraph(document, annex.note, Look.NOTE)
        add_table(document, annex.columns, annex.rows, annex.totals, _SMALL)
