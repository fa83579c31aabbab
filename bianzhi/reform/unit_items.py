"""The steps of a reform put together unit by unit, as a paper tells them: one paragraph a unit, like steps in one clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bianzhi.domain import reform as nouns
from bianzhi.domain.name_series import in_series
from bianzhi.domain.reform import Manner, Operation, Reformed
from bianzhi.domain.reform_comparison import UnitItems
from bianzhi.reform.names import Names
from bianzhi.reform.wording import clause, listed, merged_sections, with_reason


@dataclass(frozen=True, slots=True)
class _Clause:
    number: int
    operation: Operation
    text: str
    what: str = ""
    """Of a plain transfer of duties: whose duties they are, and how many people go along."""
    where: str = ""
    """Of the same: the unit and section they go to."""


def unit_items(reformed: Reformed) -> tuple[UnitItems, ...]:
    """Every step once, under the unit it is about, in the order in which the reform first speaks of the unit.

    Names of units are those at the end; nobody is named, since people stand in a list of their own.
    """
    names = Names(reformed, with_people=False)
    by_unit: dict[str, list[_Clause]] = {}
    for number, step in enumerate(reformed.reform.steps, 1):
        operation = step.operation
        text = _merging(operation, names) or clause(operation, names)
        unit = _about(operation, names)
        by_unit.setdefault(unit, []).append(_Clause(number, operation, text, *_transferred(operation, names)))
        names.follow(operation, number)
    return tuple(
        UnitItems(names.unit(unit), tuple(each.number for each in clauses), f"{'；'.join(_told(clauses))}。")
        for unit, clauses in by_unit.items()
    )


def _merging(operation: Operation, names: Names) -> str:
    """Under its unit a merger of sections need not name it."""
    return f"将{merged_sections(operation, names)}" if isinstance(operation, nouns.MergeSections) else ""


def _transferred(operation: Operation, names: Names) -> tuple[str, str]:
    """What and where of a transfer by name without further posts, so that several can be told together."""
    if (
        not isinstance(operation, nouns.TransferDuties)
        or operation.manner is not Manner.NAMED
        or any(operation.posts.values())
    ):
        return "", ""
    inside = f"“{names.section(operation.to_section)}”" if operation.to_section else ""
    duties = listed(names.duty(code) for code in operation.duties)
    people = f"（随转{len(operation.persons)}名）" if operation.persons else ""
    return f"{names.holder(operation.duties)}承担的{duties}{people}", f"{names.unit(operation.to_unit)}{inside}"


def _about(operation: Operation, names: Names) -> str:  # noqa: PLR0911 - one return a kind
    """The unit under which a step is told: who receives, where something is transferred; none for a legal number."""
    match operation:
        case nouns.EstablishUnit():
            return operation.unit.code
        case nouns.MergeUnits():
            return operation.into.code
        case nouns.EstablishSection():
            return operation.section.unit
        case nouns.MergeSections() | nouns.MergeDuties():
            return operation.into.unit
        case nouns.AbolishSection():
            return names.section_holder(operation.section)
        case nouns.TransferDuties() | nouns.TransferPosts():
            return operation.to_unit
        case nouns.ChangeDuty():
            return operation.new.unit if operation.new else names.duty_holder(operation.duty)
        case nouns.SplitDuty():
            return names.duty_holder(operation.duty)
        case nouns.SetParameter():
            return ""
        case _:
            return operation.unit


def _told(clauses: Sequence[_Clause]) -> Iterator[str]:
    """Steps of one kind and one reason in a row are one clause."""
    for (kind, why, where), run in groupby(
        clauses, key=lambda each: (type(each.operation), each.operation.why, each.where)
    ):
        same = list(run)
        if kind is nouns.EstablishSection:
            yield from (with_reason(text, why) for text in _set_up(same))
        elif where and len(same) > 1:
            yield with_reason(_taken_over(same, where), why)
        else:
            yield with_reason("；".join(each.text for each in same), why)


def _taken_over(clauses: Sequence[_Clause], where: str) -> str:
    """将甲局承担的…、乙局承担的…职责划转至丙局，共随转人员4名及其所占编制."""
    transfers = [each.operation for each in clauses if isinstance(each.operation, nouns.TransferDuties)]
    people, count = sum(len(each.persons) for each in transfers), sum(len(each.duties) for each in transfers)
    along = f"，共随转人员{people}名及其所占编制" if people else ""
    return f"将下列{count}项职责划转至{where}{along}：{listed(each.what for each in clauses)}"


def _set_up(clauses: Sequence[_Clause]) -> Iterator[str]:
    """设立内设机构第1至第13中队（13个，不计入限额）; those that count, and those that do not."""
    sections = [each.operation.section for each in clauses if isinstance(each.operation, nouns.EstablishSection)]
    documents = dict.fromkeys(each.operation.document for each in clauses if hasattr(each.operation, "document"))
    numbers = "".join(f"（{document}）" for document in documents if document)
    for counts in (True, False):
        some = [section for section in sections if section.counts_to_cap is counts]
        if some:
            count = f"{len(some)}个" if len(some) > 1 else ""
            remark = "，".join(part for part in (count, "" if counts else "不计入内设机构限额") if part)
            yield f"设立内设机构{listed(f'“{name}”' for name in in_series([each.name for each in some]))}{f'（{remark}）' if remark else ''}{numbers}"
