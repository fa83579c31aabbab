"""What a kill of the server would lose: nothing that was entered, and the rest is named here with its reason."""

from dataclasses import fields, replace
from typing import Any

import pytest

from bianzhi import services
from bianzhi.domain.duty_decisions import DutyComparison, DutyRow
from bianzhi.domain.duty_verdicts import Verdict
from bianzhi.domain.scenario import ScenarioContent
from bianzhi.services.scenarios import Store
from bianzhi.ui import keeping
from bianzhi.ui.asking import Asked, Inquiries
from bianzhi.ui.kept_parts import PARTS, content_of, put_back
from bianzhi.ui.reform_work import ReformWork
from bianzhi.ui.state import Session
from tests.store.contents import everything
from tests.ui.kept_office import VISITOR
from tests.ui.small_office import loaded_session
from tests.worlds import DAY

_KEPT_IN = {
    **{"day": "day", "source": "ledger", "settings": "settings", "plan": "plan", "mergers": "mergers"},
    **{"basis": "basis", "basis_findings": "basis_findings", "carries_settings": "carries_settings"},
    **{"accepted": "accepted", "previous": "previous", "reconciliation": "reconciliation"},
    **{"roster_changes": "roster_changes", "by_hand": "by_hand"},
    **{"consultation": "consultation", "record": "record"},
    **{"reform": "reform", "loans": "loans", "other": "other_reform", "compared": "duties"},
}
"""Attribute: part of the content."""
_WORKED_OUT = ("report", "plan_mark", "mergers_mark", "mark", "_applied", "_checked", "_memory")
_WORK_UNDER_WAY = ("plan_job", "mergers_job", "repair_job")
"""Said to have ended, by the title that the store notes."""
_OF_THE_STORE = ("scenario", "newer", "gone", "kept", "ledger_kept", "visitor", "preferences", "lock", "unkept")
_OF_THE_PAGE = (
    *("exported", "seen", "settings_read", "uploads_read", "files_compared", "forms_read", "files_read", "edits"),
    *("tables_begun", "handed_over", "notice", "success", "settings_before", "said", "forked_from", "error_told"),
    *("chosen", "editing", "replacement", "relaxation_signed", "person"),
)
"""Which table is shown from where, what was said once, which row is marked."""
_REFUSALS = ("settings_error", "upload_error", "basis_error", "comparison_error", "error")
_NO_LEDGER_YET = ("pending", "comparison_locked")
"""Uploads that want a password or a column: the page says that they are not kept before they are read."""
_BY_ANOTHER_WAY = {
    "advice": "its own attributes are listed",
    "reforms": "its own attributes are listed",
    "decided": "comes back with the ledger, which has its mapping",
    "steps_back": "the history of the scenario goes back further",
    "signed_by": "only proposes who signs next; whoever signed stands in what was signed",
    "_choices": "kept as preferences wherever there is a browser",
}


def _loaded() -> Session:
    now = loaded_session()
    now.visitor = VISITOR
    return now


def test_every_attribute_is_kept_or_known_not_to_be() -> None:
    """Whoever adds one to a session says here what becomes of it when the server is killed."""
    of_the_work = (each for kind in (Session, Inquiries, ReformWork) for each in fields(kind))
    found = {each.name for each in of_the_work if each.default_factory is not Asked}
    known = {
        *(*_KEPT_IN, *_WORKED_OUT, *_WORK_UNDER_WAY, *_OF_THE_STORE),
        *(*_OF_THE_PAGE, *_REFUSALS, *_NO_LEDGER_YET, *_BY_ANOTHER_WAY),
    }
    assert found == known
    assert sorted(_KEPT_IN.values()) == sorted(part.name for part in PARTS)
    assert {part.name for part in PARTS} == {each.name for each in fields(ScenarioContent)}


def test_a_session_takes_and_gives_every_part() -> None:
    """A content with something in every part goes into another session and comes out of it as it was."""
    now = _loaded()
    content = replace(everything(), day=now.day)

    put_back(now, content)

    assert content_of(now, "") == content


_FILES: dict[str, tuple[str, str]] = {
    "reconciliation": ("reconciliation", "与财政供养名单比对"),
    "roster_changes": ("roster_changes", "与上期台账比较"),
    "basis": ("basis", "沿用以前导出的方案"),
    "previous": ("previous", "读入上次的体检结果"),
}


@pytest.mark.parametrize("part", _FILES)
def test_what_was_read_is_a_step_that_survives(store: Store, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept with its own name, there after a restart, taken back and done again; its tables are drawn anew each time."""
    now, value = _loaded(), getattr(everything(), part)
    monkeypatch.setattr(keeping, "_ledger_id", lambda _: "")
    keeping.keep(now)
    setattr(now, part, value)
    keeping.keep(now)
    assert now.scenario is not None

    assert store.load(now.scenario.id)[0].undoable == _FILES[part][1]
    assert getattr(store.load(now.scenario.id)[1], part) == value
    drawn = now.files_compared
    keeping.undo(now)
    assert getattr(now, part) is None
    assert now.files_compared == drawn + 1
    keeping.redo(now)
    assert getattr(now, part) == value
    keeping.keep(now)
    assert len(store.history(now.scenario.id)) == 2


def test_another_day_drops_the_plan_and_keeps_what_was_entered() -> None:
    """A loan, opinions of duties, a payroll's comparison and an earlier plan do not depend on the day."""
    now, whole = _loaded(), everything()
    put_back(now, whole)
    assert now.source is not None
    now.check_again(services.check(now.source.ledger, DAY))

    assert (now.plan, now.mergers) == (None, None)
    assert (now.reforms.loans, now.reforms.compared) == (whole.loans, whole.duties)
    assert (now.reconciliation, now.basis, now.previous) == (whole.reconciliation, whole.basis, whole.previous)


def test_another_ledger_begins_without_what_was_entered_about_the_first() -> None:
    """Its codes would name other units; the earlier check, a trend of figures, is kept."""
    now, whole = _loaded(), everything()
    put_back(now, whole)
    assert now.source is not None
    assert now.report is not None
    now.load(now.source, now.report)

    assert (now.reforms.loans, now.reforms.compared, now.reconciliation, now.basis) == ((), None, None, None)
    assert now.previous == whole.previous


def test_a_step_is_called_by_what_it_brought(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day drops the plan: the step is the day, and not the plan that went."""
    monkeypatch.setattr(keeping, "_ledger_id", lambda _: "")
    now = _loaded()
    put_back(now, replace(everything(), reform=None))
    keeping.keep(now)
    assert now.source is not None
    now.check_again(services.check(now.source.ledger, DAY.replace(year=2027)))
    keeping.keep(now)
    assert now.scenario is not None
    assert now.scenario.undoable == "修改日期"


def test_decisions_about_duties_are_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row decided in the table is kept; undone, the table begins anew from what was decided before."""
    monkeypatch.setattr(keeping, "_ledger_id", lambda _: "")
    now = _loaded()
    keeping.keep(now)
    texts = DutyComparison("A", ("甲",), ("乙",))
    now.reforms.compare(texts)
    keeping.keep(now)
    decided: Any = replace(texts, rows=(DutyRow(Verdict.KEPT, confirmed=True),))
    now.reforms.compared = decided
    keeping.keep(now)
    begun = now.reforms.tables_begun

    keeping.undo(now)

    assert (now.reforms.compared, now.reforms.tables_begun) == (texts, begun + 1)
    assert now.scenario is not None
    assert now.scenario.redoable == "比对职责"
