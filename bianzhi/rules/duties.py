"""J1xx 职责: every duty rests on a document, and no two are the same in words."""

import re
import unicodedata
from collections.abc import Iterator

from bianzhi.domain.establishment import Duty, Establishment
from bianzhi.domain.finding import Severity
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_MOST_NAMED = 5
_NOT_WORDS = re.compile(r"[\W_]+")
_WHATEVER_ELSE = re.compile(r"交办的?其[他它]")
"""“完成区委、区政府交办的其他任务” closes the duties of every unit: that is no duplicate."""


@rule(
    id="J119",
    title="职责应有依据",
    source=statute("ledger-template").whole,
    severity=Severity.NOTE,
)
def duties_have_a_source(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Every duty names the document or article that gives it to the unit; one breach for each unit.

    A duty without a basis is a candidate to be dropped when duties are sorted out (清单“无依据的取消”), hence only a note.
    """
    without: dict[str, list[Duty]] = {}
    for duty in establishment.duties:
        if not duty.source:
            without.setdefault(duty.unit, []).append(duty)
    for unit, duties in without.items():
        more = "等" if len(duties) > _MOST_NAMED else ""
        codes = "、".join(duty.code for duty in duties[:_MOST_NAMED])
        yield Breach(
            at=duties[0].at.cell("source"),
            message=f"{establishment.unit[unit].name}有 {len(duties)} 项职责没有填依据（{codes}{more}），每项都应有依据。",
            hint="请补填“三定”规定、权责清单或法律法规的条款；确无依据的，改革时可研究取消。",
        )


@rule(
    id="J120",
    title="一项职责应由一个机构承担",
    source=statute("decree-486").article(10),
    severity=Severity.NOTE,
)
def duties_stand_once(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No two duties say the same in the same words, but for spaces and punctuation; the closing “其他任务” is no duty.

    法条大意：职责相同或者相近的，原则上由一个行政机构承担。
    """
    first: dict[str, Duty] = {}
    for duty in establishment.duties:
        words = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", duty.text))
        if not words or _WHATEVER_ELSE.search(words):
            continue
        earlier = first.setdefault(words, duty)
        if earlier is duty:
            continue
        unit, other = establishment.unit[duty.unit].name, establishment.unit[earlier.unit].name
        where = "同一机构内重复" if duty.unit == earlier.unit else f"{other}也承担同一职责"
        yield Breach(
            at=duty.at.cell("text"),
            message=f"{unit}的职责“{duty.code}”与“{earlier.code}”文字相同，{where}。",
            hint="请核对是否重复填列；确由两个机构承担的，建议明确一个牵头机构，或写明各自的范围。",
        )
