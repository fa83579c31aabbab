"""Y rules: what can be wrong with 征求意见表 that came back; each with its place, what is there, and the remedy."""

from dataclasses import dataclass

from bianzhi.domain.cell import CellRef
from bianzhi.domain.consultation import CODE_WORDS, NOTES_SHEET
from bianzhi.domain.finding import Finding, Severity

_SOURCE = f"征求意见表“{NOTES_SHEET}”"


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One rule of the form. ``message`` and ``hint`` are templates whose words reading fills in."""

    id: str
    title: str
    severity: Severity
    message: str
    hint: str

    def finding(self, at: CellRef, **words: object) -> Finding:
        """The finding at a cell."""
        message, hint = self.message.format(**words), self.hint.format(**words)
        return Finding(self.id, self.title, self.severity, at, message, hint, _SOURCE)


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

UNKNOWN_PERSON = FormFinding(
    "Y101",
    "人员编号与方案一致",
    _ERROR,
    "人员编号“{shown}”不在方案中，{near}，本行未采用。",
    "请核对并改填方案中的人员编号。",
)
PERSON_GONE = FormFinding(
    "Y102",
    "答复的人员仍在台账中",
    _WARNING,
    "“{shown}”已不在台账“人员”表中，本行意见不再适用。",
    "不必处理；如系误删，请在台账中补回后重新读取。",
)
NOT_IN_PLAN = FormFinding(
    "Y103",
    "答复的人员在方案中",
    _ERROR,
    "{name}不在本方案的调整名册中，本行未采用。",
    "请核对是否选错方案，或者删去本行。",
)
NO_LONGER_IN_PLAN = FormFinding(
    "Y104",
    "答复的调整仍在方案中",
    _WARNING,
    "{name}在台账更正后已不在可沿用的方案行中，本行意见不再适用。",
    "不必处理；新方案如再安排此人，请重新征求意见。",
)
OTHER_PLAN = FormFinding(
    "Y105",
    "征求意见表属于本方案",
    _ERROR,
    f"{CODE_WORDS}为“{{code}}”，本方案为“{{expected}}”，是就另一方案征求的意见，未采用。",
    "请选择与本表对应的方案工作簿，或者按本方案重新征求意见。",
)
LINE_MIXED_UP = FormFinding(
    "Y106",
    "表中各栏与方案一致",
    _ERROR,
    "{heading}为“{shown}”，方案中此人应为“{expected}”，本行可能错位（如只对部分列排序），未采用。",
    "请恢复本行各栏的对应关系，排序时应选中全部列。",
)
NOT_UNDERSTOOD = FormFinding(
    "Y107",
    "意见按规定填写",
    _ERROR,
    "{heading}为“{shown}”，无法判断，未采用。",
    "应填{allowed}之一，其他情况写在“说明”栏。",
)
NO_WISHED_UNIT = FormFinding(
    "Y108",
    "另有意向的写明意向机构",
    _ERROR,
    "本人意见为“另有意向”，意向机构为空，未采用。",
    "请补填意向机构的名称或编码；没有意向机构的，请改填“同意”或“不同意”。",
)
UNKNOWN_WISHED_UNIT = FormFinding(
    "Y109",
    "意向机构在台账中",
    _ERROR,
    "意向机构“{shown}”{why}，本人意见未采用。",
    "请填“机构名单”中的机构名称或编码{near}。",
)
WISH_IS_NO_OTHER = FormFinding(
    "Y110",
    "意向机构不同于现机构和拟调入机构",
    _ERROR,
    "意向机构“{shown}”就是{which}，本人意见未采用。",
    "{remedy}",
)
WISH_WITHOUT_REPLY = FormFinding(
    "Y111",
    "填意向机构的，本人意见为另有意向",
    _WARNING,
    "填了意向机构“{shown}”，本人意见为“{reply}”，意向机构未采用。",
    "如确有其他意向，请把本人意见改为“另有意向”。",
)
REPEATED = FormFinding(
    "Y112",
    "每人只有一种答复",
    _ERROR,
    "与{first}是同一人，两处答复不同，都未采用。",
    "请核实后只保留一行。",
)
NO_CODE = FormFinding(
    "Y113",
    "表中有方案校验码",
    _WARNING,
    f"表中没有{CODE_WORDS}，已改按人员编号、姓名和拟调入机构核对。",
    f"请保留表头下的{CODE_WORDS}和“{CODE_WORDS}”栏。",
)
NO_ANSWERS = FormFinding(
    "Y114",
    "表中有答复",
    _WARNING,
    "方案涉及 {count} 人，表中没有任何可以采用的答复。",
    "请确认选择的是填好后收回的表。",
)
NOT_ON_FORM = FormFinding(
    "Y115",
    "方案涉及的人员都在表中",
    _NOTE,
    "方案中有 {count} 人在表中没有可以采用的行（{names}），按未答复处理。",
    "如有其他征求意见表，请把各行贴到一张表后读取。",
)
UNANSWERED = FormFinding(
    "Y116", "方案涉及的人员都已答复", _NOTE, "有 {count} 人未答复（{names}），按原方案对待。", "请催收后重新读取。"
)
NO_PERSON = FormFinding(
    "Y117", "有答复的行写明人员编号", _ERROR, "本行有意见而人员编号为空或无法识别，未采用。", "请补填人员编号。"
)

CONSULTATION_RULES = (
    *(UNKNOWN_PERSON, PERSON_GONE, NOT_IN_PLAN, NO_LONGER_IN_PLAN, OTHER_PLAN, LINE_MIXED_UP, NOT_UNDERSTOOD),
    *(NO_WISHED_UNIT, UNKNOWN_WISHED_UNIT, WISH_IS_NO_OTHER, WISH_WITHOUT_REPLY, REPEATED, NO_CODE, NO_ANSWERS),
    *(NOT_ON_FORM, UNANSWERED, NO_PERSON),
)
"""Every rule of the form, in the order of the ids."""
