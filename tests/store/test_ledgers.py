"""Ledgers: each once, and gone, in every byte, with the last scenario that refers to them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.scenario import Origin, ScenarioContent, StoredFile
from bianzhi.errors import BianzhiError
from bianzhi.store import Store, ledgers
from tests.store.contents import DAY, NAME, NUMBER, by_hand, everything, ledger, workbook


def on(identifier: str) -> ScenarioContent:
    """A content that says nothing but which ledger it is about."""
    return ScenarioContent(DAY, identifier)


def rows(store: Store) -> dict[str, int]:
    """How many rows are in the tables that grow with ledgers."""
    with store._database.read() as connection:
        names = ("ledgers", "files", "ledger_files", "parts", "steps", "step_parts", "scenarios")
        return {each: connection.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar_one() for each in names}


def test_a_ledger_is_kept_once(store: Store) -> None:
    """The same ledger again is the same id and no more rows; its upload, being the same bytes, is stored once."""
    first = store.keep_ledger(ledger())
    assert store.keep_ledger(ledger()) == first
    assert store.ledger(first) == ledger()
    assert (rows(store)["ledgers"], rows(store)["files"]) == (1, 1)


def test_every_part_of_a_ledger_counts_in_its_id() -> None:
    """Another name, byte, upload or decision is another ledger, however its parts are cut."""
    plain = ledger()
    others = (
        plain,
        replace(plain, name="台账甲.xls"),
        replace(plain, content=workbook("乙")),
        replace(plain, mapping=""),
        replace(plain, files=()),
        replace(plain, files=(*plain.files, *plain.files)),
        replace(plain, files=(StoredFile("另名.xlsx", plain.content),)),
        replace(plain, name="ab", mapping="c"),
        replace(plain, name="a", mapping="bc"),
    )
    assert len({ledgers.ledger_id(each) for each in others}) == len(others)


def test_a_ledger_goes_with_its_last_scenario(store: Store) -> None:
    """Not before: a second scenario, or a step of one that was undone, still refers to it."""
    shared, own = store.keep_ledger(ledger("甲")), store.keep_ledger(ledger("乙"))
    one = store.create("一", Origin.AS_IS, on(shared))
    two = store.create("二", Origin.AS_IS, on(own))
    two = store.save(two.id, two.version, on(shared), "换台账")

    store.delete(one.id, one.version)
    assert (store.ledger(shared), store.ledger(own)) == (ledger("甲"), ledger("乙"))

    store.delete(two.id, two.version)
    for identifier in (shared, own):
        with pytest.raises(BianzhiError, match="没有这份台账"):
            store.ledger(identifier)
    assert set(rows(store).values()) == {0}


def test_a_ledger_goes_with_the_last_step_that_refers_to_it(store: Store) -> None:
    """A step that was undone and dropped by another change is gone, and what only it referred to."""
    kept = store.keep_ledger(ledger())
    head = store.create("一", Origin.AS_IS, ScenarioContent(DAY))
    head = store.save(head.id, head.version, replace(everything(), ledger=kept), "载入台账")
    head, _ = store.undo(head.id, head.version)
    assert store.ledger(kept) == ledger()

    store.save(head.id, head.version, by_hand("P1"), "手工调整")

    with pytest.raises(BianzhiError, match="没有这份台账"):
        store.ledger(kept)
    assert rows(store)["parts"] == 2


def test_a_ledger_waits_for_its_first_scenario(store: Store) -> None:
    """One just kept outlives another scenario's end, even where it was that scenario's."""
    kept = store.keep_ledger(ledger())
    old = store.create("旧", Origin.AS_IS, on(kept))
    store.keep_ledger(ledger())
    store.delete(old.id, old.version)

    new = store.create("新", Origin.AS_IS, on(kept))

    assert store.ledger(kept) == ledger()
    store.delete(new.id, new.version)
    assert rows(store)["ledgers"] == 0


def test_a_ledger_that_nobody_comes_for_is_deleted_within_a_day(store: Store, url: str) -> None:
    """The browser was closed between upload and scenario: nothing of it stays, once a day has gone."""
    kept = store.keep_ledger(ledger())
    for hours, there in ((23, 1), (25, 0)):
        with store._database.write() as connection:
            ledgers.await_again(connection, kept, datetime.now(UTC) - timedelta(hours=hours))
        Store.open(url).close()
        assert rows(store)["ledgers"] == there


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    """The file as another program sees it."""
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


def test_no_byte_of_a_deleted_scenario_stays_in_the_file(file: Path) -> None:
    """Names, notes, labels, workbooks and documents of a deleted scenario are overwritten; the other one's stay."""
    store = Store.open(str(file))
    other = store.create("另案", Origin.AS_IS, replace(everything(), by_hand=(HandMove("P-STAYS"),)), "另案的备注")
    kept = store.keep_ledger(replace(ledger(), name=f"{NAME}台账.xlsx", content=workbook("丙", 60_000)))
    head = store.create(f"{NAME}的方案", Origin.AS_IS, replace(by_hand(NUMBER), ledger=kept), f"{NAME} {NUMBER}")
    head = store.save(head.id, head.version, replace(by_hand(NUMBER, NAME), ledger=kept), f"调整{NAME}")
    head, _ = store.undo(head.id, head.version)
    with raw(file) as connection:
        stored = [data for table in ("files", "parts") for (data,) in connection.execute(f"SELECT data FROM {table}")]
        kept_parts = {
            data
            for (data,) in connection.execute(
                "SELECT data FROM parts JOIN step_parts USING (digest) WHERE scenario = ?", (other.id,)
            )
        }
    traces = [NAME.encode(), NUMBER.encode(), workbook("丙", 60_000)[30_000:30_064], workbook()[1_000:1_064]]
    traces += [data[-24:] for data in stored if data not in kept_parts]
    words = file.read_bytes()
    assert len(traces) > 7
    assert all(trace in words for trace in traces)

    store.delete(head.id, head.version)

    words = file.read_bytes()
    assert [trace for trace in traces if trace in words] == []
    assert "另案的备注".encode() in words
    assert store.load(other.id)[0] == other
    store.close()
    assert [each.name for each in file.parent.iterdir()] == ["bianzhi.db"]
