"""Scenarios on both databases: begun, changed, renamed, copied, deleted; nobody overwrites what he has not seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bianzhi.domain.scenario import Origin, Scenario, ScenarioContent, StoredLedger
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError, ConflictError
from bianzhi.store import Store
from bianzhi.store.documents import encode
from tests.store.contents import DAY, by_hand, everything, ledger


def begun(store: Store, content: ScenarioContent | None = None, name: str = "现状") -> Scenario:
    """A scenario just begun."""
    return store.create(name, Origin.AS_IS, content or ScenarioContent(DAY))


def test_a_scenario_comes_back_after_a_restart(store: Store, url: str) -> None:
    """Another process that opens the database sees everything: head, content, ledger, history, preferences."""
    kept = store.keep_ledger(ledger())
    content = everything(kept)
    head = store.create("先行方案", Origin.BLANK, ScenarioContent(DAY), "第一稿\n待核")
    head = store.save(head.id, head.version, content, "求解方案")
    store.set_preference("columns", '["姓名"]')

    other = Store.open(url)

    assert other.load(head.id) == (head, content)
    assert other.scenarios() == (head,)
    assert other.ledger(kept) == ledger()
    assert other.history(head.id) == store.history(head.id)
    assert other.preference("columns") == '["\\u59d3\\u540d"]'
    other.close()


def test_a_head_tells_what_it_stands_on(store: Store) -> None:
    """The ledger, what can be undone and done again, and when it was changed, in UTC."""
    before = datetime.now(UTC)
    kept = store.keep_ledger(ledger())
    head = begun(store, replace(ScenarioContent(DAY), ledger=kept))
    assert (head.ledger, head.ledger_name, head.undoable, head.redoable) == (kept, "台账甲.xlsx", "", "")

    head = store.save(head.id, 1, replace(by_hand("P1"), ledger=kept), "手工调整")
    assert (head.version, head.undoable, head.redoable) == (2, "手工调整", "")
    assert before <= head.created <= head.changed <= datetime.now(UTC)
    assert head.changed.utcoffset() == timedelta(0)

    head, _ = store.undo(head.id, 2)
    assert (head.version, head.undoable, head.redoable) == (3, "", "手工调整")


def test_names_are_unique(store: Store) -> None:
    """A taken name gets a number; one asked for by hand is refused."""
    heads = [begun(store) for _ in range(3)]
    assert [head.name for head in heads] == ["现状", "现状 2", "现状 3"]

    with pytest.raises(BianzhiError, match="已有名为「现状 2」的方案"):
        store.rename(heads[0].id, 1, " 现状  2 ", "")
    assert store.rename(heads[0].id, 1, "现状", "备注").note == "备注"
    assert store.rename(heads[1].id, 1, "另案", "").name == "另案"
    assert begun(store).name == "现状 2"


def test_a_name_that_is_too_long_is_shortened_only_where_nobody_typed_it(store: Store) -> None:
    """Autosaving never fails for a name; renaming says how long one may be."""
    heads = [begun(store, name="长" * 150) for _ in range(2)]
    assert [len(head.name) for head in heads] == [100, 100]
    assert heads[1].name.endswith("长 2")

    with pytest.raises(BianzhiError, match="有 101 个字，最多 100 个字"):
        store.rename(heads[0].id, 1, "长" * 101, "")
    with pytest.raises(BianzhiError, match="方案名称是空的"):
        store.rename(heads[0].id, 1, "　 ", "")


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\ud800", "甲\x1b[31m", "甲\x85\x86乙"])
def test_text_no_database_takes_is_refused_in_words(store: Store, text: str) -> None:
    """NUL, halves of characters and control characters, wherever a text goes in."""
    head = begun(store)
    attempts = (
        lambda: store.rename(head.id, 1, text, ""),
        lambda: store.rename(head.id, 1, "甲", text),
        lambda: begun(store, name=text),
        lambda: store.save(head.id, 1, by_hand("P1"), text),
        lambda: store.set_running(head.id, text),
        lambda: store.set_preference(text, "1"),
        lambda: store.preference(text),
    )
    for attempt in attempts:
        with pytest.raises(BianzhiError, match="有不能保存的字符"):
            attempt()
    assert store.scenarios() == (head,)


def test_who_saw_an_older_version_saves_nothing(store: Store) -> None:
    """The second of two tabs is told, is shown the scenario as it stands, and changes nothing."""
    head = begun(store)
    first = store.save(head.id, head.version, by_hand("P1"), "甲的改动")
    attempts = (
        lambda: store.save(head.id, head.version, by_hand("P2"), "乙的改动"),
        lambda: store.undo(head.id, head.version),
        lambda: store.redo(head.id, head.version),
        lambda: store.rename(head.id, head.version, "另名", ""),
        lambda: store.delete(head.id, head.version),
    )
    for attempt in attempts:
        with pytest.raises(ConflictError, match="刚在别处被修改过") as caught:
            attempt()
        assert caught.value.head == first
    assert store.load(head.id) == (first, by_hand("P1"))
    assert len(store.history(head.id)) == 2


def test_a_save_may_be_repeated(store: Store) -> None:
    """Whoever does not know whether his save went through saves again: one step, no conflict."""
    head = begun(store)
    saved = [store.save(head.id, head.version, by_hand("P1"), "手工调整") for _ in range(3)]

    assert saved[0] == saved[1] == saved[2]
    assert len(store.history(head.id)) == 2


def test_what_says_the_same_is_no_step(store: Store) -> None:
    """An equal content makes no step and drops nothing that could be done again, even if solved in another time."""
    content = everything()
    head = begun(store, content)
    assert content.plan is not None
    again = replace(content, plan=replace(content.plan, solve_seconds=9.0, code=""))
    assert store.save(head.id, head.version, again, "再求解") == head

    head = store.save(head.id, head.version, by_hand("P1"), "手工调整")
    head, _ = store.undo(head.id, head.version)
    assert store.save(head.id, head.version, again, "再求解").redoable == "手工调整"


def test_a_step_shares_what_it_does_not_change(file: object) -> None:
    """A thousand steps that change one wish do not keep the plan a thousand times."""
    store = Store.open(f"sqlite:///{file}")
    content = everything()
    head = begun(store, content)
    with store._database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM parts").scalar_one()
    for share in range(60, 90):
        content = replace(content, settings=PlanSettings(leaving_share_percent=share))
        head = store.save(head.id, head.version, content, "修改设置")
    with store._database.read() as connection:
        after = connection.exec_driver_sql("SELECT count(*) FROM parts").scalar_one()

    assert (before, after) == (len(encode(content)), len(encode(content)) + 30)
    store.close()


def test_a_copy_begins_anew(store: Store) -> None:
    """It proposes the same, has a history of one step, says what it was copied from, and goes its own way."""
    kept = store.keep_ledger(ledger())
    head = begun(store, everything(kept))
    head = store.save(head.id, 1, replace(everything(kept), by_hand=()), "手工调整")

    copied = store.copy(head.id, head.name)

    assert (copied.name, copied.origin, copied.copied_from) == ("现状 2", Origin.COPY, "现状")
    assert store.load(copied.id)[1] == store.load(head.id)[1]
    assert [step.label for step in store.history(copied.id)] == ["新建"]
    store.save(copied.id, 1, by_hand("P1"), "手工调整")
    assert store.load(head.id) == (head, replace(everything(kept), by_hand=()))


def test_the_newest_change_comes_first(store: Store) -> None:
    """The list begins with what was worked on last."""
    heads = [begun(store, name=name) for name in ("甲", "乙", "丙")]
    assert [head.name for head in store.scenarios()] == ["丙", "乙", "甲"]

    store.save(heads[0].id, 1, by_hand("P1"), "手工调整")

    assert [head.name for head in store.scenarios()] == ["甲", "丙", "乙"]


def test_what_runs_is_noted_beside_the_versions(store: Store) -> None:
    """Noting that something is solved conflicts with nobody; a scenario deleted meanwhile is no error."""
    head = begun(store)
    store.set_running(head.id, "求解调剂方案")
    assert store.head(head.id) == replace(head, running="求解调剂方案")

    head = store.save(head.id, head.version, by_hand("P1"), "手工调整")
    store.set_running(head.id, "")
    assert store.head(head.id).running == ""
    store.delete(head.id, head.version)
    store.set_running(head.id, "求解调剂方案")


def test_a_scenario_that_is_gone_is_told(store: Store) -> None:
    """Another tab deleted it: whatever is asked of it says so."""
    head = begun(store)
    store.delete(head.id, head.version)

    attempts = (
        lambda: store.head(head.id),
        lambda: store.load(head.id),
        lambda: store.save(head.id, 1, by_hand("P1"), ""),
        lambda: store.undo(head.id, 1),
        lambda: store.history(head.id),
        lambda: store.status_steps(head.id),
        lambda: store.copy(head.id, "甲"),
        lambda: store.delete(head.id, 1),
    )
    for attempt in attempts:
        with pytest.raises(BianzhiError, match="没有这个方案"):
            attempt()
    assert store.scenarios() == ()


def test_ids_cannot_be_guessed(store: Store) -> None:
    """128 bits by chance, fit for an address."""
    ids = {begun(store).id for _ in range(20)}

    assert len(ids) == 20
    assert {len(each) for each in ids} == {22}


def test_a_content_needs_its_ledger(store: Store) -> None:
    """A content cannot refer to a ledger that is not kept."""
    with pytest.raises(BianzhiError, match="没有这份台账"):
        begun(store, ScenarioContent(DAY, "0" * 64))
    head = begun(store)
    with pytest.raises(BianzhiError, match="没有这份台账"):
        store.save(head.id, 1, ScenarioContent(DAY, "0" * 64), "载入台账")
    assert store.scenarios() == (head,)


def test_preferences_are_json(store: Store) -> None:
    """They are replaced and forgotten; what is no JSON, or longer than 64 KiB, is refused."""
    assert store.preference("columns") == ""
    store.set_preference("columns", '{"people": [1, 2]}')
    store.set_preference("columns", '{"people": [2]}')
    assert store.preference("columns") == '{"people": [2]}'

    for value, message in (("[1", "不是 JSON"), ('"' + "a" * 65_536 + '"', "最多 65536 字节")):
        with pytest.raises(BianzhiError, match=message):
            store.set_preference("columns", value)
    store.set_preference("columns", '"\\ud800\\u0000"')
    assert store.preference("columns") == '"\\ud800\\u0000"'
    store.set_preference("columns", "")
    assert store.preference("columns") == ""


def test_a_ledger_without_uploads_is_kept_too(store: Store) -> None:
    """Where a password was needed the uploads are not kept; the working workbook is."""
    bare = StoredLedger("台账.xlsx", b"", (), "")

    assert store.ledger(store.keep_ledger(bare)) == bare
