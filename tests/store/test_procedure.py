"""起草 → 征求意见 → 会审 → 通过 → 印发, step by step, each recorded."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.reform import Reform, RenameUnit, Step
from bianzhi.domain.scenario import Origin, Scenario, ScenarioContent, ScenarioStatus, StatusStep
from bianzhi.errors import BianzhiError, ConflictError
from bianzhi.store import Store
from tests.store.contents import DAY, by_hand, everything, ledger, plan

DRAFT, CONSULTING, REVIEW, ADOPTED, ISSUED = ScenarioStatus
_REFORM = Reform("示例改革", (Step(RenameUnit("A", "示例局")),))


def at(store: Store, status: ScenarioStatus, content: ScenarioContent) -> Scenario:
    """A scenario that has come as far as ``status``."""
    head = store.create("方案", Origin.AS_IS, content)
    for each in list(ScenarioStatus)[1 : list(ScenarioStatus).index(status) + 1]:
        head = store.advance(head.id, head.version, each, "综合科 王某")
    return head


def test_every_step_is_recorded(store: Store) -> None:
    """Who, when, from what to what, and why."""
    before = datetime.now(UTC)
    head = at(store, ISSUED, ScenarioContent(DAY, reform=_REFORM))
    head = store.advance(head.id, head.version, DRAFT, "李某", "上级要求重报")

    steps = store.status_steps(head.id)
    assert [(step.before, step.after) for step in steps] == [
        (DRAFT, CONSULTING),
        (CONSULTING, REVIEW),
        (REVIEW, ADOPTED),
        (ADOPTED, ISSUED),
        (ISSUED, DRAFT),
    ]
    assert steps[-1] == StatusStep(ISSUED, DRAFT, "李某", steps[-1].at, "上级要求重报")
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert before <= steps[0].at and steps[-1].at <= datetime.now(UTC)
    assert (head.status, head.version) == (DRAFT, 6)


@pytest.mark.parametrize("before", list(ScenarioStatus))
def test_no_step_is_left_out(store: Store, before: ScenarioStatus) -> None:
    """From each status only the next one is reached, and 起草 from any later one; the rest changes nothing."""
    order = list(ScenarioStatus)
    head = at(store, before, ScenarioContent(DAY, reform=_REFORM))
    for after in order:
        if order.index(after) == order.index(before) + 1 or (after is DRAFT and before is not DRAFT):
            other = at(store, before, ScenarioContent(DAY, reform=_REFORM))
            assert store.advance(other.id, other.version, after, "王某", "另有安排").status is after
        else:
            with pytest.raises(BianzhiError, match=f"现在是{before}，不能直接转为{after}"):
                store.advance(head.id, head.version, after, "王某", "另有安排")
    assert store.head(head.id) == head


def test_a_step_says_who_and_a_way_back_says_why(store: Store) -> None:
    """Neither may be blank."""
    head = at(store, CONSULTING, ScenarioContent(DAY))

    with pytest.raises(BianzhiError, match="没有写经办人"):
        store.advance(head.id, head.version, REVIEW, "　")
    with pytest.raises(BianzhiError, match="没有写理由"):
        store.advance(head.id, head.version, DRAFT, "王某", " \n ")
    assert len(store.status_steps(head.id)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (ScenarioContent(DAY), "还没有内容"),
        (ScenarioContent(DAY, mergers=()), "还没有内容"),
        (ScenarioContent(DAY, reform=Reform("空")), "还没有内容"),
        (by_hand("P1", "P2"), "还没有内容"),
        (replace(by_hand("P1", "P2"), reform=_REFORM), "待安置区还有 2 人"),
    ],
)
def test_what_is_unfit_is_not_adopted(store: Store, content: ScenarioContent, message: str) -> None:
    """It must propose something and leave nobody without a place."""
    head = at(store, REVIEW, content)

    with pytest.raises(BianzhiError, match=message):
        store.advance(head.id, head.version, ADOPTED, "王某")
    assert store.head(head.id).status is REVIEW


@pytest.mark.parametrize(
    "content",
    [
        ScenarioContent(DAY, reform=_REFORM),
        ScenarioContent(DAY, mergers=everything().mergers),
        ScenarioContent(DAY, plan=plan(), by_hand=(HandMove("P1", "B"),)),
    ],
)
def test_any_proposal_can_be_adopted(store: Store, content: ScenarioContent) -> None:
    """A plan, mergers or a reform; people moved by hand have a place."""
    assert at(store, ADOPTED, content).status is ADOPTED


def test_a_plan_of_another_ledger_is_not_adopted(store: Store) -> None:
    """The ledger was replaced after solving: the digest of the plan's workbook is not that of the one at hand."""
    one, other = ledger("甲"), ledger("乙")
    solved = plan(hashlib.sha256(one.content).hexdigest())
    right = ScenarioContent(DAY, store.keep_ledger(one), plan=solved)
    stale = ScenarioContent(DAY, store.keep_ledger(other), plan=solved)
    assert at(store, ADOPTED, right).status is ADOPTED

    head = at(store, REVIEW, stale)
    with pytest.raises(BianzhiError, match="按另一份台账求解"):
        store.advance(head.id, head.version, ADOPTED, "王某")


@pytest.mark.parametrize("status", [ADOPTED, ISSUED])
def test_what_is_closed_is_not_changed(store: Store, status: ScenarioStatus) -> None:
    """Nothing that was adopted changes, or vanishes, until it is taken back with a reason; a copy may always be made."""
    head = store.create("方案", Origin.AS_IS, ScenarioContent(DAY))
    head = store.save(head.id, head.version, ScenarioContent(DAY, reform=_REFORM), "改革方案")
    head = store.save(head.id, head.version, ScenarioContent(DAY, mergers=everything().mergers), "整合")
    head, content = store.undo(head.id, head.version)
    while head.status is not status:
        order = list(ScenarioStatus)
        head = store.advance(head.id, head.version, order[order.index(head.status) + 1], "王某")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: store.save(head.id, head.version, by_hand("P1"), "手工调整"),
        lambda: store.undo(head.id, head.version),
        lambda: store.redo(head.id, head.version),
        lambda: store.rename(head.id, head.version, "另名", ""),
        lambda: store.delete(head.id, head.version),
    )
    for attempt in attempts:
        with pytest.raises(BianzhiError, match=f"已经{status}，不能再改"):
            attempt()
    assert store.load(head.id) == (head, content)
    assert store.copy(head.id, "修改稿").status is DRAFT

    back = store.advance(head.id, head.version, DRAFT, "王某", "会议要求修改")
    assert store.save(back.id, back.version, by_hand("P1"), "手工调整").undoable == "手工调整"


def test_two_steps_at_once_are_one_step(store: Store) -> None:
    """Whoever clicks second saw an older version."""
    head = at(store, DRAFT, ScenarioContent(DAY))
    store.advance(head.id, head.version, CONSULTING, "王某")

    with pytest.raises(ConflictError):
        store.advance(head.id, head.version, CONSULTING, "李某")
    assert len(store.status_steps(head.id)) == 1
