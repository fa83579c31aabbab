"""Each operation of a reform as a Chinese sentence, with full names: what is proposed, how much, and on what document.

Official texts are never cut short.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bianzhi.domain import reform as nouns
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.reform import Fate, Manner, Reformed, SectionsGo
from bianzhi.law.parameters import parameters
from bianzhi.reform.names import Names
from bianzhi.reform.working_ledger import cells_in_words

_LEADING = ("按照", "根据", "依据", "依照", "为")
"""A reason that begins so stands before what is proposed."""


def sentences(reformed: Reformed) -> tuple[str, ...]:
    """One sentence for each step, in order; who goes along is named."""
    names = Names(reformed)
    found = []
    for number, step in enumerate(reformed.reform.steps, 1):
        operation = step.operation
        found.append(f"{with_reason(clause(operation, names), operation.why)}。")
        names.follow(operation, number)
    return tuple(found)


def clause(operation: nouns.Operation, names: Names) -> str:
    """What is proposed, without its reason; the document number behind it."""
    document = getattr(operation, "document", "")
    return f"{_WORDS[type(operation)](operation, names)}{f'（{document}）' if document else ''}"


def with_reason(clauses: str, why: str) -> str:
    """拟…, and why: a reason in the words of a rule stands first."""
    why = why.rstrip("。")
    if why.startswith(_LEADING):
        return f"{why}，拟{clauses}"
    return f"拟{clauses}{f'，{why}' if why else ''}"


def listed(items: Iterable[str]) -> str:
    """甲、乙、丙: all of them."""
    return "、".join(items)


def chart_note(reform: nouns.Reform, day: date) -> str:
    """改革方案：……（建议稿），拟自2027年1月1日起施行。测算日期：2026年11月23日."""
    since = f"拟自{day_in_words(reform.effective)}起施行" if reform.effective else "施行日期待定"
    return f"改革方案：{reform.name}（建议稿），{since}。测算日期：{day_in_words(day)}"


def _posts(posts: Mapping[Any, int]) -> str:
    return cells_in_words(posts) if any(posts.values()) else ""


def _people(persons: tuple[str, ...], names: Names) -> str:
    return f"，随转人员{names.people(persons)}" if persons else ""


def _establish(operation: nouns.EstablishUnit, _: Names) -> str:
    posts = _posts(operation.quotas)
    return f"设立{operation.unit.name}" + (f"，核定{posts}" if posts else "")


def _abolish(operation: nouns.AbolishUnit, names: Names) -> str:
    unit = f"撤销{names.unit(operation.unit)}"
    if not operation.heir:
        return f"{unit}，收回编制" if names.gives_back_posts(operation.unit) else unit
    heir, sections = names.unit(operation.heir), names.has_sections(operation.unit)
    if operation.sections is SectionsGo.ENDED and sections:
        return f"{unit}，编制、人员和职责由{heir}承接，内设机构撤销"
    return f"{unit}，编制、{'内设机构、' if sections else ''}人员和职责由{heir}承接"


def _merge(operation: nouns.MergeUnits, names: Names) -> str:
    stated = (("正职", operation.heads), ("副职", operation.deputies))
    posts = listed(f"单位{word}{number}名" for word, number in stated if number is not None)
    parts = listed(names.unit(part) for part in operation.parts)
    return f"将{parts}合并为{operation.into.name}" + (f"，核定{posts}" if posts else "")


def _split(operation: nouns.SplitUnit, names: Names) -> str:
    sections = listed(f"“{names.section(code)}”" for code in operation.sections)
    parts = [f"划出内设机构{sections}" if sections else "", _posts(operation.posts)]
    words = listed(part for part in parts if part)
    who = _people(operation.persons, names)
    return f"由{names.unit(operation.unit)}分设{operation.new.name}" + (f"，{words}" if words else "") + who


def _transfer(operation: nouns.TransferDuties, names: Names) -> str:
    duties = listed(names.duty(code) for code in operation.duties)
    giver, taker = names.holder(operation.duties), names.unit(operation.to_unit)
    held = f"{giver}承担的" if giver else ""
    inside = f"“{names.section(operation.to_section)}”" if operation.to_section else ""
    how = {
        Manner.WHOLE: "成建制划转，编制和人员随所在内设机构一并划转",
        Manner.SHARE: f"按{operation.share_percent}%划转编制{_people(operation.persons, names)}",
        Manner.NAMED: _named(operation, names),
    }[operation.manner]
    return f"将{held}{duties}职责划转至{taker}{inside}" + (f"，{how}" if how else "")


def _named(operation: nouns.TransferDuties, names: Names) -> str:
    posts = _posts(operation.posts)
    people = f"随转人员{names.people(operation.persons)}及其所占编制" if operation.persons else ""
    return "，另".join(part for part in (people, f"划转{posts}" if posts else "") if part)


def _transfer_posts(operation: nouns.TransferPosts, names: Names) -> str:
    who = f"由{names.unit(operation.from_unit)}向{names.unit(operation.to_unit)}划转"
    if not any(operation.posts.values()):
        return f"{who}人员{names.people(operation.persons)}，不划转编制"
    return f"{who}{cells_in_words(operation.posts)}{_people(operation.persons, names)}"


def _change_duty(operation: nouns.ChangeDuty, names: Names) -> str:
    if operation.fate is Fate.NEW and operation.new is not None:
        return f"新增职责“{operation.new.text}”，由{names.unit(operation.new.unit)}承担"
    giver = names.holder([operation.duty])
    held = f"{giver}承担的" if giver else ""
    if operation.fate is Fate.REWORDED and operation.new is not None:
        return f"将{held}职责{names.duty(operation.duty)}的文字调整为“{operation.new.text}”"
    word = "取消" if operation.fate is Fate.DROPPED else "保留"
    return f"{word}{held}职责{names.duty(operation.duty)}"


def _merge_duties(operation: nouns.MergeDuties, names: Names) -> str:
    parts = [f"{names.holder([code])}承担的{names.duty(code)}" for code in operation.parts]
    return f"将{listed(parts)}职责合并为“{operation.into.text}”，由{names.unit(operation.into.unit)}承担"


def _split_duty(operation: nouns.SplitDuty, names: Names) -> str:
    parts = [f"“{part.text}”（{names.unit(part.unit)}）" for part in operation.into]
    held = names.holder([operation.duty])
    return f"将{held}承担的职责{names.duty(operation.duty)}拆分为{len(parts)}项：{listed(parts)}"


def _change(count: int) -> str:
    return "核增" if count > 0 else "核减"


def _cap(operation: nouns.ChangeCap, names: Names) -> str:
    cap = "按一般限额" if operation.cap is None else f"为{operation.cap}个"
    return f"调整{names.unit(operation.unit)}内设机构限额{cap}"


def merged_sections(operation: nouns.MergeSections, names: Names) -> str:
    """将“甲科”、“乙科”合并为“丙科”."""
    parts = listed(f"“{names.section(code)}”" for code in operation.parts)
    return f"{parts}合并为“{operation.into.name}”"


def _abolish_section(operation: nouns.AbolishSection, names: Names) -> str:
    heir = f"，由“{names.section(operation.heir)}”承接" if operation.heir else ""
    unit = names.unit_of_section(operation.section)
    return f"撤销{unit}内设机构“{names.section(operation.section)}”{heir}"


_WORDS: dict[type, Callable[[Any, Names], str]] = {
    nouns.EstablishUnit: _establish,
    nouns.AbolishUnit: _abolish,
    nouns.MergeUnits: _merge,
    nouns.SplitUnit: _split,
    nouns.RenameUnit: lambda o, names: f"将{names.unit(o.unit)}更名为{o.name}",
    nouns.MoveUnit: lambda o, names: f"将{names.unit(o.unit)}改由{names.unit(o.parent) or '区里直接'}管理",
    nouns.EstablishSection: lambda o, names: f"在{names.unit(o.section.unit)}设立内设机构“{o.section.name}”",
    nouns.MergeSections: lambda o, names: f"将{names.unit(o.into.unit)}{merged_sections(o, names)}",
    nouns.AbolishSection: _abolish_section,
    nouns.TransferDuties: _transfer,
    nouns.TransferPosts: _transfer_posts,
    nouns.ChangeDuty: _change_duty,
    nouns.MergeDuties: _merge_duties,
    nouns.SplitDuty: _split_duty,
    nouns.ChangeQuota: lambda o, names: f"{_change(o.change)}{names.unit(o.unit)}{o.category}{abs(o.change)}名",
    nouns.ChangeCap: _cap,
    nouns.ChangeLeadershipPosts: lambda o, names: (
        f"{_change(o.change)}{names.unit(o.unit)}{o.kind}职数{abs(o.change)}名"
    ),
    nouns.SetParameter: lambda o, _: f"按“{parameters()[o.parameter].term}”为{o.value}进行核算",
}
