"""What a step of a scenario's history did, in words, so that 撤销 says what it takes back."""

from collections import Counter
from collections.abc import Sequence

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.reform import Reform, Reformed, Step
from bianzhi.services import reforming
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown

_LONGEST_ITEM = 60
"""Characters of an item of a reform."""


def reform_words(before: Reform | None, after: Reform | None, establishment: Establishment | None) -> str:
    """Which item of a reform was added, changed, taken out or moved, in the words that its page has for the item."""
    if after is None:
        return "改革方案：清空"
    old, new = before.steps if before else (), after.steps
    if old == new:
        return "改革方案：修改名称、日期或说明"
    start, old_end, new_end = _differing(old, new)
    gone, come = old[start:old_end], new[start:new_end]
    if len(gone) <= 1 and len(come) <= 1:
        verb = "修改" if gone and come else "增加" if come else "删去"
        return f"改革方案：{verb}第{start + 1}项“{_item(new if come else old, start, establishment)}”"
    if Counter(map(repr, gone)) == Counter(map(repr, come)):
        return "改革方案：调整先后次序"
    return f"改革方案：由{len(old)}项改为{len(new)}项"


def loans_words(before: Sequence[PostLoan], after: Sequence[PostLoan], establishment: Establishment) -> str:
    """Who is to use how many posts until when, or which proposal was taken back."""
    taken_back = len(after) < len(before)
    loan = before[-1] if taken_back else after[-1]
    until = f"至{day_in_words(loan.until)}" if loan.until else ""
    borrower, lender = (unit_name(establishment, code) for code in (loan.borrower, loan.lender))
    words = f"{borrower}向{lender}借{loan.category.value}{loan.posts}名{until}"
    return f"{'删去' if taken_back else ''}拟借用：{words}"


def _differing(old: Sequence[Step], new: Sequence[Step]) -> tuple[int, int, int]:
    """Where two lists of steps begin to differ, and where each ends to."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - start
    alike = next((count for count in range(rest) if old[-1 - count] != new[-1 - count]), rest)
    return start, len(old) - alike, len(new) - alike


def _item(steps: Sequence[Step], place: int, establishment: Establishment | None) -> str:
    """An item as the page says it, cut short; its operation alone where there is no ledger to name anything."""
    if establishment is None:
        return reforming.operation_words()[type(steps[place].operation)]
    until_then = Reformed(Reform("", tuple(steps[: place + 1])), establishment, establishment)
    sentence = shown(reforming.reform_sentences(until_then)[place]).removesuffix("。")
    return sentence if len(sentence) <= _LONGEST_ITEM else f"{sentence[:_LONGEST_ITEM]}…"
