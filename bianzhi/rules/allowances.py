"""What the extension columns of 机构 and 人员 allow, and until when: 允许溢出, 地区, 已具备条件."""

from collections.abc import Iterator

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.nearest import nearest
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import identity_matrix
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_PRACTICE = statute("local-practice").whole
_TEMPLATE = statute("ledger-template").whole


@rule(
    id="J116",
    title="允许溢出人数应有期限",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def tolerance_has_an_end(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A unit that may stay over quota may do so until a day; a day alone allows nothing."""
    for unit in establishment.units:
        if unit.tolerance and unit.tolerance_ends is None:
            yield Breach(
                at=unit.at.cell("tolerance_ends"),
                message=f"{unit.name}允许溢出 {unit.tolerance} 人，没有期限；方案按长期有效处理。",
                hint="请按批准文件补填“溢出期止”；没有批准的，请清空“允许溢出人数”。",
            )
        elif unit.tolerance_ends is not None and not unit.tolerance:
            yield Breach(
                at=unit.at.cell("tolerance"),
                message=f"{unit.name}填了溢出期止（{day_in_words(unit.tolerance_ends)}），没有允许溢出人数；方案按不允许溢出处理。",
                hint="请补填“允许溢出人数”，或清空“溢出期止”。",
            )


@rule(
    id="J117",
    title="允许溢出已到期",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def tolerance_has_not_expired(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The day until which a unit may stay over quota has not come."""
    for unit in establishment.units:
        if unit.tolerance and unit.tolerance_ends is not None and unit.tolerance_ends <= law.day:
            yield Breach(
                at=unit.at.cell("tolerance_ends"),
                message=f"{unit.name}允许溢出 {unit.tolerance} 人，期限{day_in_words(unit.tolerance_ends)}已到，不再有效。",
                hint="超编人员请纳入调剂；已批准延期的，请更正“溢出期止”。",
            )


@rule(
    id="J118",
    title="地区应逐个机构填写",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def every_unit_has_a_region_where_one_has(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """In a ledger that names regions every unit has one: no move leads from a region to a unit without."""
    if not any(unit.region for unit in establishment.units):
        return
    for unit in establishment.units:
        if not unit.region:
            yield Breach(
                at=unit.at.cell("region"),
                message=f"{unit.name}没有填地区，台账其他机构填了地区；地区之间不调剂，该机构不能与它们调剂。",
                hint="请补填“地区”；一份台账只有一个地区的，整列留空即可。",
            )


@rule(
    id="R427",
    title="已具备条件应为身份对照表所列条件",
    source=_TEMPLATE,
    severity=Severity.NOTE,
)
def conditions_are_those_of_the_matrix(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """What stands in 已具备条件 is the name of a condition of the identity matrix; other words open nothing.

    An office that sets a cell of the matrix otherwise may name conditions of its own, hence only a note.
    """
    known = tuple(dict.fromkeys(cell.condition for cell in identity_matrix().values() if cell.condition))
    for person in establishment.people:
        for name in person.conditions:
            if name not in known:
                near = nearest(name, known)
                meant = f"最接近的是“{near}”；" if near else ""
                yield Breach(
                    at=person.at.cell("conditions"),
                    message=f"{person.name}（{person.id}）的条件“{name}”不是身份对照表所列的条件名称，"
                    f"应为{'、'.join(known)}之一。",
                    hint=f"{meant}本单位在设置中另行规定条件的，请与设置中的写法一致。",
                )
