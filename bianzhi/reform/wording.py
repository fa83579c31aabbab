"""Each operation of a reform as a Chinese sentence, with full names: what is proposed, how much, and on what document."""

from collections.abc import Callable, Mapping
from typing import Any

from bianzhi.domain import reform as nouns
from bianzhi.domain.establishment import Section, Unit
from bianzhi.domain.reform import Fate, Manner, Reformed
from bianzhi.domain.terms import Category
from bianzhi.law.parameters import parameters
from bianzhi.reform.working_ledger import cells_in_words

_MOST_NAMED = 4
_MOST_LETTERS = 20


class _Names:
    """Full names by code, of either side of the reform."""

    def __init__(self, reformed: Reformed) -> None:
        self._units = {u.code: u.name for u in (*reformed.after.units, *reformed.before.units)}
        self._sections = {s.code: s.name for s in (*reformed.after.sections, *reformed.before.sections)}
        self._duties = {d.code: d.text for d in (*reformed.after.duties, *reformed.before.duties)}
        for step in reformed.reform.steps:
            for name in ("unit", "section", "new", "into"):
                made = getattr(step.operation, name, None)
                if isinstance(made, Unit):
                    self._units.setdefault(made.code, made.name)
                elif isinstance(made, Section):
                    self._sections.setdefault(made.code, made.name)

    def follow(self, operation: nouns.Operation) -> None:
        """From now on a renamed or merged unit or section goes by its new name, and a duty by its new words."""
        if isinstance(operation, nouns.RenameUnit):
            self._units[operation.unit] = operation.name
        elif isinstance(operation, nouns.MergeUnits):
            self._units[operation.into.code] = operation.into.name
        elif isinstance(operation, nouns.MergeSections):
            self._sections[operation.into.code] = operation.into.name
        elif isinstance(operation, nouns.ChangeDuty) and operation.new is not None:
            self._duties[operation.new.code] = operation.new.text
        elif isinstance(operation, nouns.MergeDuties):
            self._duties[operation.into.code] = operation.into.text

    def unit(self, code: str) -> str:
        return self._units.get(code, code)

    def section(self, code: str) -> str:
        return self._sections.get(code, code)

    def duty(self, code: str) -> str:
        return _short(self._duties.get(code, code))


def _short(text: str) -> str:
    """The beginning of a duty in quotes."""
    return f"“{text[:_MOST_LETTERS]}{'…' if len(text) > _MOST_LETTERS else ''}”"


def sentences(reformed: Reformed) -> tuple[str, ...]:
    """One sentence for each step, in order."""
    names = _Names(reformed)
    found = []
    for step in reformed.reform.steps:
        found.append(_sentence(step.operation, names))
        names.follow(step.operation)
    return tuple(found)


def _sentence(operation: Any, names: _Names) -> str:
    words = _WORDS[type(operation)](operation, names)
    document = getattr(operation, "document", "")
    tail = f"（{document}）" if document else ""
    why = f"，{operation.why}" if operation.why else ""
    return f"拟{words}{tail}{why}。"


def _listed(items: list[str], measure: str = "个") -> str:
    more = f"等{len(items)}{measure}" if len(items) > _MOST_NAMED else ""
    return "、".join(items[:_MOST_NAMED]) + more


def _posts(posts: Mapping[Category, int]) -> str:
    return cells_in_words(posts) if any(posts.values()) else ""


def _people(count: int) -> str:
    return f"，随转人员{count}名" if count else ""


def _establish(operation: nouns.EstablishUnit, _: _Names) -> str:
    posts = _posts(operation.quotas)
    return f"设立{operation.unit.name}" + (f"，核定{posts}" if posts else "")


def _abolish(operation: nouns.AbolishUnit, names: _Names) -> str:
    heir = f"，编制、人员和职责由{names.unit(operation.heir)}承接" if operation.heir else "，收回编制"
    return f"撤销{names.unit(operation.unit)}{heir}"


def _merge(operation: nouns.MergeUnits, names: _Names) -> str:
    return f"将{_listed([names.unit(part) for part in operation.parts])}合并为{operation.into.name}"


def _split(operation: nouns.SplitUnit, names: _Names) -> str:
    sections = _listed([f"“{names.section(code)}”" for code in operation.sections])
    parts = [f"划出内设机构{sections}" if sections else "", _posts(operation.posts)]
    words = "、".join(part for part in parts if part)
    return f"由{names.unit(operation.unit)}分设{operation.new.name}" + (f"，{words}" if words else "")


def _transfer(operation: nouns.TransferDuties, names: _Names) -> str:
    duties = _listed([names.duty(code) for code in operation.duties], "项")
    how = {
        Manner.WHOLE: "成建制划转，编制和人员随所在内设机构一并划转",
        Manner.SHARE: f"按{operation.share_percent}%划转编制{_people(len(operation.persons))}",
        Manner.NAMED: _named(operation),
    }[operation.manner]
    return f"将{duties}职责划转{names.unit(operation.to_unit)}" + (f"，{how}" if how else "")


def _named(operation: nouns.TransferDuties) -> str:
    posts = _posts(operation.posts)
    people = f"随转人员{len(operation.persons)}名及其所占编制" if operation.persons else ""
    return "，另".join(part for part in (people, f"划转{posts}" if posts else "") if part)


def _transfer_posts(operation: nouns.TransferPosts, names: _Names) -> str:
    who = f"由{names.unit(operation.from_unit)}向{names.unit(operation.to_unit)}划转"
    return f"{who}{cells_in_words(operation.posts)}{_people(len(operation.persons))}"


def _change_duty(operation: nouns.ChangeDuty, names: _Names) -> str:
    if operation.fate is Fate.NEW and operation.new is not None:
        return f"新增职责{_short(operation.new.text)}，由{names.unit(operation.new.unit)}承担"
    if operation.fate is Fate.REWORDED and operation.new is not None:
        return f"将职责{names.duty(operation.duty)}的文字调整为{_short(operation.new.text)}"
    word = "取消" if operation.fate is Fate.DROPPED else "保留"
    return f"{word}职责{names.duty(operation.duty)}"


def _quota(operation: nouns.ChangeQuota, names: _Names) -> str:
    word = "核增" if operation.change > 0 else "核减"
    return f"{word}{names.unit(operation.unit)}{operation.category}{abs(operation.change)}名"


def _cap(operation: nouns.ChangeCap, names: _Names) -> str:
    cap = "按一般限额" if operation.cap is None else f"为{operation.cap}个"
    return f"调整{names.unit(operation.unit)}内设机构限额{cap}"


def _leaders(operation: nouns.ChangeLeadershipPosts, names: _Names) -> str:
    word = "核增" if operation.change > 0 else "核减"
    return f"{word}{names.unit(operation.unit)}{operation.kind}职数{abs(operation.change)}名"


def _merge_sections(operation: nouns.MergeSections, names: _Names) -> str:
    parts = _listed([f"“{names.section(code)}”" for code in operation.parts])
    return f"将{names.unit(operation.into.unit)}{parts}合并为“{operation.into.name}”"


def _abolish_section(operation: nouns.AbolishSection, names: _Names) -> str:
    heir = f"，由“{names.section(operation.heir)}”承接" if operation.heir else ""
    return f"撤销内设机构“{names.section(operation.section)}”{heir}"


_WORDS: dict[type, Callable[[Any, _Names], str]] = {
    nouns.EstablishUnit: _establish,
    nouns.AbolishUnit: _abolish,
    nouns.MergeUnits: _merge,
    nouns.SplitUnit: _split,
    nouns.RenameUnit: lambda o, names: f"将{names.unit(o.unit)}更名为{o.name}",
    nouns.MoveUnit: lambda o, names: f"将{names.unit(o.unit)}改由{names.unit(o.parent) or '区里直接'}管理",
    nouns.EstablishSection: lambda o, names: f"在{names.unit(o.section.unit)}设立内设机构“{o.section.name}”",
    nouns.MergeSections: _merge_sections,
    nouns.AbolishSection: _abolish_section,
    nouns.TransferDuties: _transfer,
    nouns.TransferPosts: _transfer_posts,
    nouns.ChangeDuty: _change_duty,
    nouns.MergeDuties: lambda o, names: (
        f"将职责{_listed([names.duty(c) for c in o.parts], '项')}合并为{_short(o.into.text)}"
    ),
    nouns.SplitDuty: lambda o, names: f"将职责{names.duty(o.duty)}拆分为{len(o.into)}项",
    nouns.ChangeQuota: _quota,
    nouns.ChangeCap: _cap,
    nouns.ChangeLeadershipPosts: _leaders,
    nouns.SetParameter: lambda o, _: f"按“{parameters()[o.parameter].term}”为{o.value}进行核算",
}
