"""Confirmed rows of a comparison of duties: what is wrong with them, row by row, and the transfers among them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bianzhi.domain.duty_verdicts import DutyVerdict, Verdict, possible_verdicts
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import Step, TransferDuties

_LONGEST = 30
"""Characters of a duty that a message quotes."""
_DROPPING = (Verdict.DROPPED, Verdict.SEPARATE)


@dataclass(frozen=True, slots=True)
class DutyDecision:
    """One confirmed row: its number in the table, from 1, and what was decided."""

    row: int
    decided: DutyVerdict
    to_unit: str = ""
    """Code of the unit that a duty is transferred to."""
    basis: str = ""
    """依据 of dropping or transferring."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row of the table of proposals as it stands: what it says, confirmed or not."""

    verdict: Verdict
    to_unit: str = ""
    """Code of the unit that a duty is transferred to."""
    basis: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DutyComparison:
    """Two lists of duties that are compared, and what was decided of the proposals so far."""

    unit: str
    """Code of the unit that has the duties; empty where texts alone are compared."""
    old: tuple[str, ...]
    new: tuple[str, ...]
    rows: tuple[DutyRow, ...] = ()
    """One for each proposal; empty before anything was decided."""
    basis: str = ""
    """依据 of every row that has none of its own."""


def problems(
    ledger: Establishment, unit: str, old: Sequence[str], decisions: Sequence[DutyDecision]
) -> tuple[str, ...]:
    """What is wrong, one sentence for each row, beginning with its number; empty where everything can be taken over."""
    codes = _codes(ledger, unit, old, decisions)
    return tuple(
        f"第 {each.row} 行：{words}" for each in decisions if (words := _problem(each, old, codes, ledger, unit))
    )


def _problem(
    decision: DutyDecision, old: Sequence[str], codes: Mapping[int, str], ledger: Establishment, unit: str
) -> str:
    match, verdict = decision.decided.match, decision.decided.verdict
    if verdict not in possible_verdicts(match):
        allowed = "、".join(each.value for each in possible_verdicts(match))
        return (
            f"原职责 {len(match.old)} 项、现职责 {len(match.new)} 项，去向不能定为“{verdict.value}”，可选：{allowed}。"
        )
    missing = [place for place in match.old if place not in codes]
    if missing and verdict is not Verdict.KEPT:
        text = old[missing[0]]
        quoted = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return f"原职责“{quoted}”不在台账“职责”表该机构名下，没有编码，不能定为“{verdict.value}”。"
    if verdict in _DROPPING and not decision.basis:
        return "取消职责没有写依据，请在“依据”列写明文件或会议。"
    if verdict is Verdict.TRANSFERRED and decision.to_unit not in ledger.unit:
        return "划转没有选划入机构，请在“划入机构”列选择。"
    if verdict is Verdict.TRANSFERRED and decision.to_unit == unit:
        return "划入机构就是原机构，请另选或改为“保留”。"
    return ""


def dropped_for(
    ledger: Establishment, unit: str, old: Sequence[str], decisions: Sequence[DutyDecision]
) -> Mapping[str, str]:
    """The basis of every duty that is dropped, by its code."""
    codes = _codes(ledger, unit, old, decisions)
    return {
        codes[place]: each.basis
        for each in decisions
        if each.decided.verdict in _DROPPING
        for place in each.decided.match.old
        if place in codes
    }


def transfer_steps(
    ledger: Establishment, unit: str, old: Sequence[str], decisions: Sequence[DutyDecision]
) -> tuple[Step, ...]:
    """A step for each unit that takes duties over, without people and posts: those are added by 修改这一项."""
    codes = _codes(ledger, unit, old, decisions)
    takers: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for each in decisions:
        if each.decided.verdict is Verdict.TRANSFERRED:
            takers[each.to_unit] += [codes[place] for place in each.decided.match.old]
            reasons[each.to_unit] |= {each.basis: None} if each.basis else {}
    return tuple(
        Step(TransferDuties(tuple(duties), taker, why="；".join(reasons[taker]))) for taker, duties in takers.items()
    )


def _codes(
    ledger: Establishment, unit: str, old: Sequence[str], decisions: Sequence[DutyDecision]
) -> Mapping[int, str]:
    """Codes of the old duties by their place; of equal words the first row has the first code."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for duty in ledger.duties:
        if duty.unit == unit:
            waiting[duty.text.strip()].append(duty.code)
    found: dict[int, str] = {}
    for place in _places(decisions):
        left = waiting[old[place].strip()]
        if left:
            found[place] = left.pop(0)
    return found


def _places(decisions: Sequence[DutyDecision]) -> Iterator[int]:
    for decision in decisions:
        yield from decision.decided.match.old
