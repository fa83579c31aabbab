"""Ledgers in the store: each once, and gone with the last scenario that refers to it."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Table, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bianzhi.domain.scenario import StoredFile, StoredLedger
from bianzhi.errors import MissingLedgerError
from bianzhi.store.documents import damaged
from bianzhi.store.tables import FILES, LEDGER_FILES, LEDGERS, PARTS, STEP_PARTS, STEPS

_LONGEST_WAIT = timedelta(days=1)
"""How long a ledger may be kept before its first scenario; whoever kept it has gone by then."""
_SPEED = 1
"""Of zlib: workbooks are compressed already."""


@dataclass(frozen=True, slots=True)
class PackedLedger:
    """A ledger ready to be stored: what takes time is done before any transaction begins."""

    id: str
    ledger: StoredLedger = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    """Compressed, by digest."""


def ledger_id(ledger: StoredLedger) -> str:
    """SHA-256 over everything in a ledger, each part with its length, so that no two ledgers read alike."""
    digest = hashlib.sha256()
    for part in (_text(ledger.name), ledger.content, _text(ledger.mapping)):
        _add(digest, part)
    for each in ledger.files:
        _add(digest, _text(each.name))
        _add(digest, each.content)
    return digest.hexdigest()


def is_stored(connection: Connection, identifier: str) -> bool:
    """Whether a ledger of this id is there."""
    return connection.execute(select(LEDGERS.c.id).where(LEDGERS.c.id == identifier)).first() is not None


def pack(ledger: StoredLedger) -> PackedLedger:
    """A ledger with its files compressed."""
    contents = {_digest(content): content for content in (ledger.content, *(each.content for each in ledger.files))}
    packed = {digest: zlib.compress(content, _SPEED) for digest, content in sorted(contents.items())}
    return PackedLedger(ledger_id(ledger), ledger, packed)


def store_ledger(connection: Connection, packed: PackedLedger, now: datetime) -> None:
    """Store a ledger that is not there yet, and let it wait for its first scenario."""
    for digest, data in packed.files.items():
        insert_new(connection, FILES, {"digest": digest, "data": data})
    ledger = packed.ledger
    head = {"id": packed.id, "name": ledger.name, "file": _digest(ledger.content), "mapping": ledger.mapping}
    if insert_new(connection, LEDGERS, {**head, "awaited_since": now}):
        for position, each in enumerate(ledger.files):
            row = {"ledger": packed.id, "position": position, "name": each.name, "file": _digest(each.content)}
            connection.execute(LEDGER_FILES.insert().values(row))


def await_again(connection: Connection, identifier: str, now: datetime) -> bool:
    """Let a ledger that is there wait for a scenario; whether it is still there."""
    done = connection.execute(update(LEDGERS).where(LEDGERS.c.id == identifier).values(awaited_since=now))
    return done.rowcount == 1


def claim(connection: Connection, identifier: str) -> None:
    """Note that a scenario refers to a ledger now.

    Raises
    ------
    BianzhiError
        There is no such ledger any more.
    """
    if not identifier:
        return
    awaited = LEDGERS.c.id == identifier, LEDGERS.c.awaited_since.is_not(None)
    connection.execute(update(LEDGERS).where(*awaited).values(awaited_since=None))
    if not is_stored(connection, identifier):
        raise _gone()


def read_ledger(connection: Connection, identifier: str) -> tuple[Row[str, str, bytes], list[Row[str, bytes]]]:
    """The rows of a ledger, still compressed: what takes time is done after the transaction.

    Raises
    ------
    BianzhiError
        There is no such ledger.
    """
    whole = select(LEDGERS.c.name, LEDGERS.c.mapping, FILES.c.data).join(FILES, FILES.c.digest == LEDGERS.c.file)
    head = connection.execute(whole.where(LEDGERS.c.id == identifier)).one_or_none()
    if head is None:
        raise _gone()
    uploads = (
        select(LEDGER_FILES.c.name, FILES.c.data)
        .join(FILES, FILES.c.digest == LEDGER_FILES.c.file)
        .where(LEDGER_FILES.c.ledger == identifier)
        .order_by(LEDGER_FILES.c.position)
    )
    return head, list(connection.execute(uploads))


def unpack(identifier: str, rows: tuple[Row[str, str, bytes], list[Row[str, bytes]]]) -> StoredLedger:
    """The ledger of some rows.

    Raises
    ------
    BianzhiError
        It is not what was written.
    """
    head, uploads = rows
    try:
        files = tuple(StoredFile(name, zlib.decompress(data)) for name, data in uploads)
        ledger = StoredLedger(head.name, zlib.decompress(head.data), files, head.mapping)
    except zlib.error:
        raise damaged() from None
    if ledger_id(ledger) != identifier:
        raise damaged()
    return ledger


def file_of(connection: Connection, identifier: str) -> str:
    """SHA-256 of the working workbook of a ledger; empty where there is none."""
    return str(connection.execute(select(LEDGERS.c.file).where(LEDGERS.c.id == identifier)).scalar() or "")


def sweep(connection: Connection, now: datetime) -> None:
    """Delete what no step of any scenario refers to. The caller must be writing alone."""
    unused = ~exists().where(STEPS.c.ledger == LEDGERS.c.id)
    forgotten = or_(LEDGERS.c.awaited_since.is_(None), LEDGERS.c.awaited_since < now - _LONGEST_WAIT)
    connection.execute(delete(LEDGERS).where(unused, forgotten))
    idle = ~exists().where(LEDGERS.c.file == FILES.c.digest), ~exists().where(LEDGER_FILES.c.file == FILES.c.digest)
    connection.execute(delete(FILES).where(*idle))
    connection.execute(delete(PARTS).where(~exists().where(STEP_PARTS.c.digest == PARTS.c.digest)))


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row that nobody else has inserted; whether it was new."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(statement).first() is not None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _text(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


def _gone() -> MissingLedgerError:
    return MissingLedgerError("数据库中已没有这份台账：引用它的方案都已删除。", "请重新导入台账，再保存方案。")
