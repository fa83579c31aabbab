"""The store: ledgers, scenarios with their whole history, and preferences, in one database."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import delete, select, update

from bianzhi.domain.scenario import (
    HistoryStep,
    Origin,
    Scenario,
    ScenarioContent,
    ScenarioStatus,
    StatusStep,
    StoredLedger,
)
from bianzhi.errors import BianzhiError
from bianzhi.store import heads, ledgers, procedure, steps, wording
from bianzhi.store.backing_up import copy_file
from bianzhi.store.database import Database
from bianzhi.store.documents import encode
from bianzhi.store.location import locate
from bianzhi.store.tables import PREFERENCES, SCENARIOS
from bianzhi.store.upgrading import upgrade

_FIRST_LABEL = "新建"


class Store:
    """One database. Every method may be called from any thread, and from several processes at once.

    Whatever returns has reached the disk; whatever raises has changed nothing. Every method raises ``BianzhiError`` where
    the database refuses: disk full, no permission, damaged, server gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str = "") -> Self:
        """Open a database, made or brought to this version where it has to be.

        Parameters
        ----------
        url
            An SQLAlchemy URL or the path of a file. Empty: the environment variable BIANZHI_DATABASE, or else a file in the
            user's data folder.

        Raises
        ------
        BianzhiError
            It cannot be opened, is damaged or another program's, lies on a network share, or was used by a newer version.
        """
        database = Database(locate(url))
        try:
            database.check()
            upgrade(database)
            with database.write(alone=True) as connection:
                ledgers.sweep(connection, _now())
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def place(self) -> str:
        """Where the database is, in words without a password."""
        return self._database.place

    def settings(self) -> Mapping[str, str]:
        """The settings that decide whether what is saved lasts, as the database itself reads them back."""
        return self._database.settings()

    def close(self) -> None:
        """Let go of the connections."""
        self._database.close()

    def backup(self, path: Path) -> None:
        """Write a copy of an SQLite database as of one moment, while others go on working; open to its owner alone.

        Raises
        ------
        BianzhiError
            The database is PostgreSQL or damaged, ``path`` exists, or cannot be written.
        """
        copy_file(self._database, path)

    def keep_ledger(self, ledger: StoredLedger) -> str:
        """Store a ledger and return its id, the SHA-256 over everything in it; one that is there already is left alone.

        A ledger that no scenario refers to within a day is deleted.
        """
        identifier = ledgers.ledger_id(ledger)
        with self._database.read() as connection:
            known = ledgers.is_stored(connection, identifier)
        packed = None if known else ledgers.pack(ledger)
        with self._database.write() as connection:
            if packed is None and not ledgers.await_again(connection, identifier, _now()):
                packed = ledgers.pack(ledger)  # deleted between the two transactions
            if packed is not None:
                ledgers.store_ledger(connection, packed, _now())
        return identifier

    def ledger(self, identifier: str) -> StoredLedger:
        """A ledger as it was kept.

        Raises
        ------
        BianzhiError
            There is none of this id any more, or it is damaged.
        """
        with self._database.read() as connection:
            rows = ledgers.read_ledger(connection, identifier)
        return ledgers.unpack(identifier, rows)

    def create(
        self, name: str, origin: Origin, content: ScenarioContent, note: str = "", copied_from: str = ""
    ) -> Scenario:
        """Begin a scenario with a history of one step. Where the name is taken it gets a number: 现状 2.

        Raises
        ------
        BianzhiError
            The name is empty, or the ledger of the content is not there any more.
        """
        documents, note = encode(content), wording.note_of(note)
        identifier, now = secrets.token_urlsafe(16), _now()
        with self._database.write(alone=True) as connection:
            row = {
                "id": identifier,
                "name": wording.free_name(name, heads.names(connection)),
                "note": note,
                "origin": origin.value,
                "status": ScenarioStatus.DRAFT.value,
                "version": 1,
                "position": 0,
                "created": now,
                "changed": now,
                "copied_from": copied_from,
                "running": "",
            }
            connection.execute(SCENARIOS.insert().values(row))
            steps.write_step(connection, identifier, 0, content, documents, _FIRST_LABEL, now)
            return heads.read_head(connection, identifier)

    def copy(self, identifier: str, name: str) -> Scenario:
        """Begin a scenario with what another one proposes now; its history and its status are not copied.

        Raises
        ------
        BianzhiError
            There is none of this id, or the name is empty.
        """
        head, content = self.load(identifier)
        return self.create(name, Origin.COPY, content, head.note, head.name)

    def scenarios(self) -> tuple[Scenario, ...]:
        """Every scenario, the one changed last first."""
        with self._database.read() as connection:
            return heads.read_heads(connection)

    def head(self, identifier: str) -> Scenario:
        """One scenario without its content.

        Raises
        ------
        BianzhiError
            There is none of this id.
        """
        with self._database.read() as connection:
            return heads.read_head(connection, identifier)

    def load(self, identifier: str) -> tuple[Scenario, ScenarioContent]:
        """A scenario with what it proposes now.

        Raises
        ------
        BianzhiError
            There is none of this id, or its content is damaged or of a newer version.
        """
        with self._database.read() as connection:
            head = heads.read_head(connection, identifier)
            stored = steps.read_content(connection, identifier, heads.position_of(connection, identifier))
        return head, stored.content()

    def save(self, identifier: str, version: int, content: ScenarioContent, label: str) -> Scenario:
        """Add one step to the history; what could be done again is dropped.

        A content that says what is there already makes no step, whatever version the caller saw: so that a save may be
        tried again when nobody knows whether it went through.

        ``version`` is the one the caller has seen, ``label`` what the step did, in a few words.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            The scenario is closed or deleted, or the ledger of the content is not there any more.
        """
        documents, label = encode(content), wording.label_of(label)
        with self._database.write() as connection:
            row = heads.hold(connection, identifier)
            same = steps.says_the_same if row.version == version else steps.is_written_so
            if same(connection, identifier, row.position, content, documents):
                return heads.read_head(connection, identifier)
            if row.version != version:
                raise heads.conflict(connection, identifier)
            heads.refuse_closed(row)
            dropped = steps.drop_after(connection, identifier, row.position)
            now = _now()
            steps.write_step(connection, identifier, row.position + 1, content, documents, label, now)
            heads.change(connection, row, now, {"position": row.position + 1})
            head = heads.read_head(connection, identifier)
        if dropped:
            self._sweep()
        return head

    def undo(self, identifier: str, version: int) -> tuple[Scenario, ScenarioContent]:
        """Go back one step.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            There is no step to undo, or the scenario is closed or deleted.
        """
        return self._go(identifier, version, -1)

    def redo(self, identifier: str, version: int) -> tuple[Scenario, ScenarioContent]:
        """Go forward one step that was undone.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            There is no step to do again, or the scenario is closed or deleted.
        """
        return self._go(identifier, version, 1)

    def history(self, identifier: str) -> tuple[HistoryStep, ...]:
        """Every step from the first, the undone ones too.

        Raises
        ------
        BianzhiError
            There is no scenario of this id.
        """
        with self._database.read() as connection:
            return steps.read_history(connection, identifier, heads.position_of(connection, identifier))

    def rename(self, identifier: str, version: int, name: str, note: str) -> Scenario:
        """Give a scenario another name and note.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            The name is empty or taken, or the scenario is closed or deleted.
        """
        name, note = wording.name_of(name), wording.note_of(note)
        with self._database.write(alone=True) as connection:
            row = heads.hold_version(connection, identifier, version)
            if (row.name, row.note) != (name, note):
                heads.refuse_closed(row)
                if name != row.name and name in heads.names(connection):
                    raise BianzhiError(f"已有名为「{name}」的方案。", "请另起一个名称。")
                heads.change(connection, row, _now(), {"name": name, "note": note})
            return heads.read_head(connection, identifier)

    def advance(self, identifier: str, version: int, to: ScenarioStatus, by: str, note: str = "") -> Scenario:
        """Take one step of the procedure, forwards to the next status or back to 起草, and record it.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            The step leaves one out, names nobody or no reason for going back; or what is to be adopted proposes nothing,
            leaves somebody in 待安置区, or was solved for another ledger.
        """
        by, note = wording.one_line(by, "经办人"), wording.note_of(note)
        with self._database.write() as connection:
            row = heads.hold_version(connection, identifier, version)
            procedure.refuse_step(row.name, ScenarioStatus(row.status), to, by, note)
            if to is ScenarioStatus.ADOPTED:
                content = steps.read_content(connection, identifier, row.position).content()
                procedure.refuse_unfit(row.name, content, ledgers.file_of(connection, content.ledger))
            now = _now()
            procedure.record(connection, row, to, by, note, now)
            heads.change(connection, row, now, {"status": to.value})
            return heads.read_head(connection, identifier)

    def status_steps(self, identifier: str) -> tuple[StatusStep, ...]:
        """Every step of the procedure that was recorded, the first first.

        Raises
        ------
        BianzhiError
            There is no scenario of this id.
        """
        with self._database.read() as connection:
            heads.read_head(connection, identifier)
            return procedure.read_status_steps(connection, identifier)

    def delete(self, identifier: str, version: int) -> None:
        """Delete a scenario with its history, and every ledger that no other scenario refers to.

        Raises
        ------
        ConflictError
            Somebody else has changed the scenario since.
        BianzhiError
            The scenario is closed (it must be taken back to 起草 first) or deleted already.
        """
        with self._database.write(alone=True) as connection:
            row = heads.hold_version(connection, identifier, version)
            heads.refuse_closed(row)
            connection.execute(delete(SCENARIOS).where(SCENARIOS.c.id == identifier))
            ledgers.sweep(connection, _now())

    def set_running(self, identifier: str, title: str) -> None:
        """Note what work is under way for a scenario; empty for none. Nothing happens where it is deleted meanwhile."""
        running = wording.one_line(title, "任务名称")
        with self._database.write() as connection:
            connection.execute(update(SCENARIOS).where(SCENARIOS.c.id == identifier).values(running=running))

    def preference(self, key: str) -> str:
        """What is remembered under a key, as JSON text; empty where nothing is."""
        with self._database.read() as connection:
            value = select(PREFERENCES.c.value).where(PREFERENCES.c.key == wording.preference_key(key))
            return str(connection.execute(value).scalar() or "")

    def set_preference(self, key: str, value: str) -> None:
        """Remember something under a key, as JSON text of at most 64 KiB; empty forgets it.

        Raises
        ------
        BianzhiError
            The value is no JSON or too long.
        """
        key = wording.preference_key(key)
        row = {"key": key, "value": wording.preference_value(value)} if value else None
        with self._database.write() as connection:
            if row is None:
                connection.execute(delete(PREFERENCES).where(PREFERENCES.c.key == key))
            elif not ledgers.insert_new(connection, PREFERENCES, row):
                connection.execute(update(PREFERENCES).where(PREFERENCES.c.key == key).values(value=row["value"]))

    def _go(self, identifier: str, version: int, by: int) -> tuple[Scenario, ScenarioContent]:
        with self._database.write() as connection:
            row = heads.hold_version(connection, identifier, version)
            heads.refuse_closed(row)
            position = row.position + by
            if not 0 <= position <= steps.last_position(connection, identifier):
                words = "撤销" if by < 0 else "重做"
                raise BianzhiError(f"方案「{row.name}」没有可以{words}的步骤。", "请直接修改。")
            stored = steps.read_content(connection, identifier, position)
            heads.change(connection, row, _now(), {"position": position})
            head = heads.read_head(connection, identifier)
        return head, stored.content()

    def _sweep(self) -> None:
        with self._database.write(alone=True) as connection:
            ledgers.sweep(connection, _now())


def _now() -> datetime:
    return datetime.now(UTC)
