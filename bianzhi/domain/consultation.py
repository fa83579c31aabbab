"""征求意见: the form as data, and how the wishes that answers become are told from an office's other wishes."""

from dataclasses import dataclass
from enum import StrEnum

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.finding import Finding
from bianzhi.domain.wishes import Wish

FORM_TITLE = "拟调整人员征求意见表"
FORM_SHEET = "征求意见表"
UNITS_SHEET = "机构名单"
NOTES_SHEET = "填表说明"
CODE_WORDS = "方案校验码"

_MARK = "征求意见："
"""How the reason of every wish begins that an answer became."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation form that came back: what the people answered, and what is wrong with the form."""

    name: str
    """Name of the file."""
    opinions: tuple[Opinion, ...]
    findings: tuple[Finding, ...]


class FormColumn(StrEnum):
    """征求意见表: one row per person the plan moves."""

    NUMBER = "序号"
    PERSON = "人员编号"
    NAME = "姓名"
    FROM_UNIT = "现机构"
    FROM_CATEGORY = "现编制类型"
    TO_UNIT = "拟调入机构"
    POST = "拟任岗位"
    TO_CATEGORY = "编制类型"
    FIT = "匹配分"
    REASON = "理由"
    REPLY = "本人意见"
    WISHED = "意向机构"
    GIVING = "调出机构意见"
    RECEIVING = "调入机构意见"
    REMARK = "说明"
    CODE = "方案校验码"


OWN_REPLIES = (Reply.AGREES, Reply.REFUSES, Reply.OTHER)
UNIT_REPLIES = (Reply.AGREES, Reply.REFUSES)


class Answered(StrEnum):
    """Who said what, as the reason of the wish says it."""

    REFUSED = "本人不同意"
    WISHED = "本人另有意向"
    GIVING_REFUSED = "调出机构不同意"
    RECEIVING_REFUSED = "调入机构不同意"


def reason(answered: Answered, words: str) -> str:
    """The reason of a wish that an answer became."""
    return f"{_MARK}{answered}{words}"


def answered(wish: Wish) -> Answered | None:
    """Which answer became this wish; None for any other wish of the office."""
    text = wish.why.removeprefix(_MARK)
    if text == wish.why or len(wish.persons) != 1:
        return None
    return next((each for each in Answered if text.startswith(each)), None)
