"""Undo and redo without limit, against the plainest model there is: a list and a place in it."""

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bianzhi.domain.scenario import Origin, ScenarioContent
from bianzhi.errors import BianzhiError, ConflictError
from bianzhi.store import Store
from tests.store.contents import DAY, by_hand, everything

_CONTENTS = (ScenarioContent(DAY), by_hand("P1"), by_hand("P1", "P2"), everything())


class History(RuleBasedStateMachine):
    """One scenario, and what its history must be."""

    store: Store
    url: str

    def __init__(self) -> None:
        super().__init__()
        self.head = self.store.create("方案", Origin.AS_IS, _CONTENTS[0])
        self.steps = [("新建", _CONTENTS[0])]
        self.place = 0

    @rule(content=st.sampled_from(_CONTENTS), label=st.sampled_from("甲乙丙"))
    def save(self, content: ScenarioContent, label: str) -> None:
        """A new step drops what could be done again; an equal content is none."""
        self.head = self.store.save(self.head.id, self.head.version, content, label)
        if content != self.steps[self.place][1]:
            self.place += 1
            self.steps[self.place :] = [(label, content)]

    @rule()
    def undo(self) -> None:
        """One step back, or none where it is the first."""
        if self.place == 0:
            with pytest.raises(BianzhiError, match="没有可以撤销的步骤"):
                self.store.undo(self.head.id, self.head.version)
            return
        self.place -= 1
        self.head, content = self.store.undo(self.head.id, self.head.version)
        assert content == self.steps[self.place][1]

    @rule()
    def redo(self) -> None:
        """One step forward, or none where it is the last."""
        if self.place == len(self.steps) - 1:
            with pytest.raises(BianzhiError, match="没有可以重做的步骤"):
                self.store.redo(self.head.id, self.head.version)
            return
        self.place += 1
        self.head, content = self.store.redo(self.head.id, self.head.version)
        assert content == self.steps[self.place][1]

    @precondition(lambda self: self.head.version > 1)
    @rule(content=st.sampled_from(_CONTENTS))
    def save_without_having_seen_the_last_change(self, content: ScenarioContent) -> None:
        """Nothing changes."""
        if content == self.steps[self.place][1]:
            assert self.store.save(self.head.id, self.head.version - 1, content, "旧") == self.head
        else:
            with pytest.raises(ConflictError):
                self.store.save(self.head.id, self.head.version - 1, content, "旧")

    @rule()
    def open_again(self) -> None:
        """The server is started again."""
        self.store.close()
        type(self).store = Store.open(self.url)

    @invariant()
    def holds(self) -> None:
        """Head, content and history are those of the list."""
        assert self.store.load(self.head.id) == (self.head, self.steps[self.place][1])
        assert self.head.undoable == (self.steps[self.place][0] if self.place else "")
        assert self.head.redoable == (self.steps[self.place + 1][0] if self.place + 1 < len(self.steps) else "")
        history = self.store.history(self.head.id)
        assert [(step.position, step.label) for step in history] == list(enumerate(each for each, _ in self.steps))
        assert [step.is_present for step in history].index(True) == self.place


def test_the_history_is_a_list_and_a_place_in_it(url: str) -> None:
    """Whatever is saved, undone, done again, refused or opened again in whatever order."""

    class OnThisDatabase(History):
        store = Store.open(url)

    OnThisDatabase.url = url
    few = settings(
        max_examples=5,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(OnThisDatabase, settings=few)
    _walk(OnThisDatabase(), random.Random(1))
    OnThisDatabase.store.close()


def _walk(history: History, dice: random.Random) -> None:
    """A long way through one history: Hypothesis prefers short ones."""
    for _ in range(80):
        match dice.randrange(6):
            case 0 | 1:
                history.save(dice.choice(_CONTENTS), dice.choice("甲乙丙"))
            case 2 | 3:
                history.undo()
            case 4:
                history.redo()
            case _ if history.head.version > 1:
                history.save_without_having_seen_the_last_change(dice.choice(_CONTENTS))
        history.holds()


def test_there_is_no_last_undo(store: Store) -> None:
    """Sixty steps are undone and done again, each as it was."""
    head = store.create("方案", Origin.AS_IS, ScenarioContent(DAY))
    for count in range(1, 61):
        head = store.save(head.id, head.version, by_hand(f"P{count}"), f"第 {count} 步")
    for count in range(59, 0, -1):
        head, content = store.undo(head.id, head.version)
        assert content == by_hand(f"P{count}")
    head, content = store.undo(head.id, head.version)
    assert (content, head.undoable, head.redoable) == (ScenarioContent(DAY), "", "第 1 步")
    for count in range(1, 61):
        head, content = store.redo(head.id, head.version)
        assert content == by_hand(f"P{count}")
    assert (head.undoable, head.redoable) == ("第 60 步", "")
