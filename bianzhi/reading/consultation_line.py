"""One line of 征求意见表: whom it is about, and what the person and the two units answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.cell import RowRef
from bianzhi.domain.consultation import OWN_REPLIES, UNIT_REPLIES, FormColumn
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.plan_columns import paper_id, paper_text
from bianzhi.reading.consultation_rules import (
    LINE_MIXED_UP,
    NO_LONGER_IN_PLAN,
    NO_PERSON,
    NO_WISHED_UNIT,
    NOT_IN_PLAN,
    NOT_UNDERSTOOD,
    PERSON_GONE,
    UNKNOWN_PERSON,
    UNKNOWN_WISHED_UNIT,
    WISH_IS_NO_OTHER,
    WISH_WITHOUT_REPLY,
    FormFinding,
)
from bianzhi.reading.references import UnitNames
from bianzhi.reading.values import key, parse_code, parse_list, parse_text
from bianzhi.reading.workbook import CellFault, CellValue
from bianzhi.rules.form import AMBIGUOUS_UNIT

_WORDS: Mapping[Reply, tuple[str, ...]] = {
    Reply.AGREES: (
        *("同意", "愿意", "无意见", "没有意见", "服从", "服从安排", "服从组织安排", "服从分配"),
        *("同意调整", "同意调出", "同意调入", "同意接收"),
    ),
    Reply.REFUSES: (
        *("不同意", "不愿意", "不服从", "反对", "不接收"),
        *("不同意调整", "不同意调出", "不同意调入", "不同意接收"),
    ),
    Reply.OTHER: ("另有意向", "有其他意向", "其他意向", "另有意愿"),
    Reply.NONE: ("", "未答复", "未填"),
}
_REPLIES = {word: reply for reply, words in _WORDS.items() for word in words}
_AROUND = "。.!,;:、'\"“”()√✓"
"""Signs before and after an answer that say nothing."""
_SHOWN = 40
"""Characters of what stands in a cell that a message shows."""


class LineReading:
    """Reads lines against a plan and its ledger."""

    def __init__(self, plan: Plan, establishment: Establishment) -> None:
        self._establishment = establishment
        self._moves = {move.person: move for move in plan.moves}
        self._people = _by_shown_id(establishment)
        self._units = UnitNames.of((unit.code, unit.name) for unit in establishment.units)

    def read(
        self, at: RowRef, values: Mapping[str, CellValue], sure: bool
    ) -> tuple[Opinion | None, tuple[Finding, ...]]:
        """The opinion of a line, None where it cannot be taken; ``sure`` where a check code ties it to this plan."""
        line = _Line(at, values)
        person = self._person(line, sure)
        if person is None or not self._agrees_with_plan(line, self._moves[person]):
            return None, tuple(line.findings)
        reply = line.reply(FormColumn.REPLY, OWN_REPLIES)
        wished = self._wished(line, reply, self._moves[person])
        opinion = Opinion(
            person,
            Reply.NONE if reply is Reply.OTHER and not wished else reply,
            wished,
            paper_text(line.text(FormColumn.REMARK)),
            line.reply(FormColumn.GIVING, UNIT_REPLIES),
            line.reply(FormColumn.RECEIVING, UNIT_REPLIES),
        )
        return opinion, tuple(line.findings)

    def named(self, people: Iterable[str]) -> str:
        """Names for a message."""
        return "、".join(self._establishment.person[person].name for person in people)

    def _person(self, line: "_Line", sure: bool) -> str | None:
        """The person of the plan a line is about, or None with a finding."""
        shown = line.code(FormColumn.PERSON)
        if not shown:
            line.tell(NO_PERSON, FormColumn.PERSON)
            return None
        person = self._people.get(key(shown))
        if person in self._moves:
            return person
        if person is not None:
            name = self._establishment.person[person].name
            written = line.text(FormColumn.NAME)
            if written and key(written) != key(paper_text(name)):
                words = {"heading": FormColumn.NAME.value, "shown": _cut(written), "expected": name}
                line.tell(LINE_MIXED_UP, FormColumn.NAME, **words)
                return None
            line.tell(NO_LONGER_IN_PLAN if sure else NOT_IN_PLAN, FormColumn.PERSON, name=name)
            return None
        near = self._nearest(shown, line.text(FormColumn.NAME))
        if near:
            line.tell(UNKNOWN_PERSON, FormColumn.PERSON, shown=_cut(shown), near=f"方案中的{near}与本行相近")
        elif sure:
            line.tell(PERSON_GONE, FormColumn.PERSON, shown=_cut(line.text(FormColumn.NAME) or shown))
        else:
            line.tell(UNKNOWN_PERSON, FormColumn.PERSON, shown=_cut(shown), near="也不在台账“人员”表中")
        return None

    def _nearest(self, shown: str, name: str) -> str:
        """Somebody of the plan with the name of the line, or with its id but for zeros in front that Excel drops."""
        for person in self._moves:
            known = self._establishment.person[person].name
            if (name and key(name) == key(known)) or key(shown).lstrip("0") == key(person).lstrip("0"):
                return f"{known}（{paper_id(person)}）"
        return ""

    def _agrees_with_plan(self, line: "_Line", move: Move) -> bool:
        """Whether name and unit of the line are those of the plan: columns sorted apart tell wrong answers."""
        unit = self._establishment.unit[move.to_unit]
        expected = {
            FormColumn.NAME: (self._establishment.person[move.person].name,),
            FormColumn.TO_UNIT: (unit.name, unit.code),
        }
        for column, names in expected.items():
            text = line.text(column)
            if text and key(text) not in {key(paper_text(name)) for name in names}:
                line.tell(LINE_MIXED_UP, column, heading=column.value, shown=_cut(text), expected=names[0])
                return False
        return True

    def _wished(self, line: "_Line", reply: Reply, move: Move) -> tuple[str, ...]:
        """The units wished for; none, with a finding, where they cannot be taken."""
        names = line.items(FormColumn.WISHED)
        if reply is not Reply.OTHER:
            if names and not line.failed(FormColumn.REPLY):
                line.tell(WISH_WITHOUT_REPLY, FormColumn.WISHED, shown=_cut("、".join(names)), reply=reply.value)
            return ()
        if not names:
            line.tell(NO_WISHED_UNIT, FormColumn.WISHED)
        units = [self._unit(line, name, move) for name in names]
        return tuple(dict.fromkeys(unit for unit in units if unit)) if all(units) else ()

    def _unit(self, line: "_Line", name: str, move: Move) -> str:
        found = self._units.resolve(name)
        if not isinstance(found, str):
            why = "对应不止一个机构" if found.rule is AMBIGUOUS_UNIT else "不在台账“机构”表中"
            near = f"，是否为“{found.repair.value}”" if found.repair else ""
            line.tell(UNKNOWN_WISHED_UNIT, FormColumn.WISHED, shown=_cut(name), why=why, near=near)
            return ""
        same = {
            move.to_unit: ("拟调入机构", "愿意调入的，本人意见请填“同意”。"),
            move.from_unit: ("现机构", "不愿意调出的，本人意见请填“不同意”。"),
        }
        if found in same:
            which, remedy = same[found]
            line.tell(WISH_IS_NO_OTHER, FormColumn.WISHED, shown=_cut(name), which=which, remedy=remedy)
            return ""
        return found


@dataclass
class _Line:
    """The cells of one line, and what is wrong with them."""

    at: RowRef
    values: Mapping[str, CellValue]
    findings: list[Finding] = field(default_factory=list)
    _failed: set[FormColumn] = field(default_factory=set)

    def tell(self, rule: FormFinding, column: FormColumn, **words: object) -> None:
        """Report something at a cell."""
        self._failed.add(column)
        self.findings.append(rule.finding(self.at.cell(column), **words))

    def failed(self, column: FormColumn) -> bool:
        """Whether something was reported at a cell."""
        return column in self._failed

    def text(self, column: FormColumn) -> str:
        """The text of a cell; of one that is too long as much as is read, of a fault nothing."""
        return self._parsed(column, parse_text)

    def code(self, column: FormColumn) -> str:
        """The code in a cell."""
        return self._parsed(column, parse_code)

    def items(self, column: FormColumn) -> Sequence[str]:
        """The items of a list in a cell."""
        found = parse_list(self.values.get(column, ""))
        return found if isinstance(found, tuple) else ()

    def reply(self, column: FormColumn, allowed: Sequence[Reply]) -> Reply:
        """The answer in a cell; none, with a finding, where it is not understood."""
        value = self.values.get(column, "")
        text = value.text or "未计算的公式" if isinstance(value, CellFault) else self.text(column)
        word = key(text).strip(_AROUND)
        found = _REPLIES.get(word) if word or not text else None  # a mere √ says neither
        if found is not None and (found is Reply.NONE or found in allowed):
            return found
        words = "、".join(f"“{reply}”" for reply in allowed)
        self.tell(NOT_UNDERSTOOD, column, heading=column.value, shown=_cut(text), allowed=words)
        return Reply.NONE

    def _parsed(self, column: FormColumn, parse: Callable[[CellValue], object]) -> str:
        found = parse(self.values.get(column, ""))
        kept = getattr(found, "kept", found)
        return kept if isinstance(kept, str) else ""


def _by_shown_id(establishment: Establishment) -> Mapping[str, str]:
    """Ids by what stands for them on paper; where two people look alike there, neither."""
    found: dict[str, list[str]] = {}
    for person in establishment.people:
        found.setdefault(key(paper_id(person.id)), []).append(person.id)
    return {shown: ids[0] for shown, ids in found.items() if len(ids) == 1}


def _cut(text: str) -> str:
    return paper_text(text)[:_SHOWN]
