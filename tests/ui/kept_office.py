"""Sessions on the exercise of five units that are kept in a store; names and opinions are invented."""

from datetime import date
from functools import cache

from bianzhi import services
from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.cell import CellRef
from bianzhi.domain.consultation import Consultation
from bianzhi.domain.establishment import PostLoan
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Category
from bianzhi.services.scenarios import Store
from bianzhi.ui import keeping, uploads
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session
from tests.worlds import DAY

VISITOR = "v" * 43


@cache
def source() -> Source:
    """The ledger of the exercise."""
    content = uploads.sample(uploads.SMALL_SAMPLE)
    return read_uploads([Upload("五单位.xlsx", content)], DAY)[0]


@cache
def plan() -> Plan:
    """Its plan."""
    return services.reallocate(source().establishment, DAY)


LOAN = PostLoan("L02", Category.ADMINISTRATIVE, 2, "L01", DAY, date(2027, 6, 30), "待批")
"""Two posts of L01 for L02."""


def answered(name: str) -> Consultation:
    """A consultation form of one refusal and one mistake."""
    opinion = Opinion("P00001", Reply.REFUSES, ("L02",), "家中有老人", Reply.AGREES)
    finding = Finding(
        "F301", "本人意见", Severity.WARNING, CellRef("表.xlsx", "征求意见表", "K3"), "未填写。", "请补填。", ""
    )
    return Consultation(name, (opinion,), (finding,))


def loaded() -> Session:
    """A session that a browser looks at, with the ledger, kept."""
    now = Session(day=DAY, visitor=VISITOR)
    now.load(source(), services.check(source().ledger, DAY))
    keeping.keep(now)
    return now


def labels(store: Store, now: Session) -> list[str]:
    """The history, in words."""
    assert now.scenario is not None
    return [step.label for step in store.history(now.scenario.id)]


def brought_back(now: Session) -> Session:
    """What another process finds of a session."""
    assert now.scenario is not None
    other = Session(visitor=VISITOR)
    keeping.bring_back(other, now.scenario.id)
    return other
