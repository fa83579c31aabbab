"""What a clerk decides about a proposed pair of duties; nothing is taken over that nobody confirmed."""

from dataclasses import dataclass

from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.terms import Term


class Verdict(Term):
    """确认去向: the fates of duties, and two ways to part what was paired."""

    KEPT = "保留"
    REWORDED = "文字调整"
    TRANSFERRED = "划转"
    """To another unit, in the old words; it is not paired with a new text."""
    MERGED = "合并"
    SPLIT = "拆分"
    DROPPED = "取消"
    NEW = "新增"
    SEPARATE = "取消并新增"
    """They do not belong together: the old ones are dropped, the new ones are new."""
    IGNORED = "不采用"
    """A new text that is not taken over."""


@dataclass(frozen=True, slots=True)
class DutyVerdict:
    """One proposal and what was decided about it."""

    match: DutyMatch
    verdict: Verdict


def possible_verdicts(match: DutyMatch) -> tuple[Verdict, ...]:
    """What can be decided about a pair, by how many duties stand on either side; the first one is what seems right."""
    if not match.new:
        return Verdict.DROPPED, Verdict.TRANSFERRED, Verdict.KEPT
    if not match.old:
        return Verdict.NEW, Verdict.IGNORED
    if len(match.old) > 1:
        return Verdict.MERGED, Verdict.SEPARATE
    if len(match.new) > 1:
        return Verdict.SPLIT, Verdict.SEPARATE
    seems = Verdict(match.fate.value)
    others = (Verdict.KEPT, Verdict.REWORDED, Verdict.TRANSFERRED, Verdict.SEPARATE)
    return (seems, *(each for each in others if each is not seems)) if seems in others else others
