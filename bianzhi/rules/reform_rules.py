"""G6xx: what a reform must satisfy before it leaves the house, what is to be looked at, and where reforms clash.

Checked by ``bianzhi.reform``.
"""

from dataclasses import dataclass

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Finding, Severity
from bianzhi.law.citation import Citation, statute

_DECREE = statute("decree-486")
_PRACTICE = statute("local-practice").whole


@dataclass(frozen=True, slots=True)
class ReformRule:
    """One sentence that a reform, or several together, must keep. It is about operations and names no cell of a ledger."""

    id: str
    title: str
    source: Citation
    sentence: str
    """What holds, in English, for ``docs/rules.md``."""
    severity: Severity = Severity.ERROR
    """An error stops the export, or says that reforms clash; the others are looked at before a reform is handed in."""

    def finding(self, reform: str, message: str, hint: str) -> Finding:
        """The finding about the reform of this name."""
        at = CellRef(f"改革方案“{reform}”", "", "")
        return Finding(self.id, self.title, self.severity, at, message, hint, str(self.source))


DUTY_HAS_A_HOME = ReformRule(
    "G601", "职责须有承担机构", _DECREE.article(8), "Every duty that goes on is held by a unit that goes on."
)
ONE_FATE = ReformRule(
    "G602",
    "一项职责只有一个去向",
    _DECREE.article(8),
    "Every old duty has exactly one fate, and what a step makes of duties no later step deals with again.",
)
EVERYBODY_IS_PLACED = ReformRule(
    "G603",
    "撤销单位人员未安置",
    _DECREE.article(6),
    "Nobody is left in an abolished unit, but for whom the plan moves.",
)
TOTALS_ARE_KEPT = ReformRule(
    "G604",
    "编制总量不变（有文号的除外）",
    _DECREE.article(18),
    "The total of each establishment type changes by entries with a document number only.",
)
CARRIED_OUT_ALONE = ReformRule(
    "G611", "改革方案须能单独执行", _DECREE.article(9), "Each of several reforms can be carried out by itself."
)
NO_CONFLICT = ReformRule(
    "G612",
    "改革方案之间不得冲突",
    _DECREE.article(9),
    "Two reforms can be carried out together, whichever comes first.",
)
SETTLED_ONCE = ReformRule(
    "G613", "一项职责只在一份改革方案中处理", _DECREE.article(8), "No duty is dealt with in two reforms."
)
ANY_ORDER = ReformRule(
    "G614",
    "改革方案的先后次序应不影响结果",
    _DECREE.article(9),
    "Two reforms give the same ledger, whichever comes first.",
)
PERSON_MOVED_ONCE = ReformRule(
    "G615",
    "一名人员只在一份改革方案中随转",
    _DECREE.article(9),
    "Nobody changes unit in two reforms, be it to the same unit or to two.",
)
ONE_UNIT_HEAD = ReformRule(
    "G621",
    "单位正职一般核定一名",
    _PRACTICE,
    "A unit that a reform gives more heads' posts than one, and more than it had, has a document for them.",
    Severity.WARNING,
)
SECTION_LEADERS_ADD_UP = ReformRule(
    "G622",
    "内设正副职核定数应与各内设机构之和相符",
    _PRACTICE,
    "Leadership posts of the sections add up to those the unit lists, where they did before.",
    Severity.WARNING,
)
NAMED_PEOPLE_MAY_GO = ReformRule(
    "G623",
    "点名随转的人员应可以调整",
    _PRACTICE,
    "Nobody goes along by name who leads, is marked as not to be moved, is unwilling, on trial or not at his post.",
    Severity.WARNING,
)
NOT_BACKDATED = ReformRule(
    "G624",
    "施行日期应合乎先后次序",
    _PRACTICE,
    "A reform, and each step of it, takes effect on the working day or later, and no step before one that stands above it.",
    Severity.NOTE,
)
HEIR_IS_ALIKE = ReformRule(
    "G625",
    "承接、划入和合并的机构应同类",
    _DECREE.article(15),
    "A unit that takes another over, or posts and people of it, is of its pool, region and nature; merged institutions are of one kind.",
    Severity.WARNING,
)
PEOPLE_HAVE_A_SECTION = ReformRule(
    "G626",
    "随转人员应落到内设机构",
    _PRACTICE,
    "Who had a section and goes along to a unit that has sections is in one of them.",
    Severity.NOTE,
)
TOTALS_HAVE_A_DOCUMENT = ReformRule(
    "G627",
    "总量变动的批准文号待批",
    _DECREE.article(18),
    "No step changes a total on a document number that is still 待批.",
    Severity.WARNING,
)
MARKED_SECTIONS_STAND_ALONE = ReformRule(
    "G628",
    "标明不宜整合的内设机构不宜合并",
    _PRACTICE,
    "No section that the ledger marks as not to be merged is merged.",
    Severity.WARNING,
)
NUMBER_IS_ANOTHER = ReformRule(
    "G629",
    "调整参数应有变化",
    _PRACTICE,
    "A legal number that a step sets is not in force anyway.",
    Severity.NOTE,
)
SURPLUS_HEADS_ARE_HEADS = ReformRule(
    "G630",
    "富余正职应是所合并内设机构的正职",
    _PRACTICE,
    "Whoever a merger of sections proposes something for leads one of them, and has no head's post afterwards.",
    Severity.WARNING,
)

REFORM_RULES: tuple[ReformRule, ...] = (
    DUTY_HAS_A_HOME,
    ONE_FATE,
    EVERYBODY_IS_PLACED,
    TOTALS_ARE_KEPT,
    CARRIED_OUT_ALONE,
    NO_CONFLICT,
    SETTLED_ONCE,
    ANY_ORDER,
    PERSON_MOVED_ONCE,
    ONE_UNIT_HEAD,
    SECTION_LEADERS_ADD_UP,
    NAMED_PEOPLE_MAY_GO,
    NOT_BACKDATED,
    HEIR_IS_ALIKE,
    PEOPLE_HAVE_A_SECTION,
    TOTALS_HAVE_A_DOCUMENT,
    MARKED_SECTIONS_STAND_ALONE,
    NUMBER_IS_ANOTHER,
    SURPLUS_HEADS_ARE_HEADS,
)
"""Every rule about reforms, in the order of the ids."""
