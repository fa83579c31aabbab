"""G6xx: what a reform must satisfy before it leaves the house, and where reforms clash; checked by ``bianzhi.reform``."""

from dataclasses import dataclass

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Finding, Severity
from bianzhi.law.citation import Citation, statute

_DECREE = statute("decree-486")


@dataclass(frozen=True, slots=True)
class ReformRule:
    """One sentence that a reform, or several together, must keep. It is about operations and names no cell of a ledger."""

    id: str
    title: str
    source: Citation
    sentence: str
    """What holds, in English, for ``docs/rules.md``."""

    def finding(self, reform: str, message: str, hint: str) -> Finding:
        """The finding about the reform of this name; always an error."""
        at = CellRef(f"改革方案“{reform}”", "", "")
        return Finding(self.id, self.title, Severity.ERROR, at, message, hint, str(self.source))


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

REFORM_RULES: tuple[ReformRule, ...] = (
    DUTY_HAS_A_HOME,
    ONE_FATE,
    EVERYBODY_IS_PLACED,
    TOTALS_ARE_KEPT,
    CARRIED_OUT_ALONE,
    NO_CONFLICT,
    SETTLED_ONCE,
    ANY_ORDER,
)
"""Every rule about reforms, in the order of the ids."""
