"""Heads of scenarios: read with what their neighbouring steps did, and held while they are changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select, update

from bianzhi.domain.scenario import Origin, Scenario, ScenarioStatus
from bianzhi.errors import BianzhiError, ConflictError, MissingScenarioError
from bianzhi.store.tables import LEDGERS, SCENARIOS, STEPS

_NEXT = STEPS.alias("next_step")


def _heads() -> Select[Any]:
    here = and_(STEPS.c.scenario == SCENARIOS.c.id, STEPS.c.position == SCENARIOS.c.position)
    after = and_(_NEXT.c.scenario == SCENARIOS.c.id, _NEXT.c.position == SCENARIOS.c.position + 1)
    return (
        select(
            SCENARIOS,
            STEPS.c.label.label("undoable"),
            STEPS.c.ledger,
            _NEXT.c.label.label("redoable"),
            LEDGERS.c.name.label("ledger_name"),
        )
        .join(STEPS, here)
        .outerjoin(_NEXT, after)
        .outerjoin(LEDGERS, LEDGERS.c.id == STEPS.c.ledger)
    )


def read_heads(connection: Connection) -> tuple[Scenario, ...]:
    """Every scenario, the one changed last first."""
    newest = _heads().order_by(SCENARIOS.c.changed.desc(), SCENARIOS.c.created.desc(), SCENARIOS.c.id)
    return tuple(_scenario(row) for row in connection.execute(newest))


def read_head(connection: Connection, identifier: str) -> Scenario:
    """One scenario.

    Raises
    ------
    BianzhiError
        There is none of this id.
    """
    row = connection.execute(_heads().where(SCENARIOS.c.id == identifier)).one_or_none()
    if row is None:
        raise _missing()
    return _scenario(row)


def position_of(connection: Connection, identifier: str) -> int:
    """The step of its history that a scenario stands at.

    Raises
    ------
    BianzhiError
        There is none of this id.
    """
    position = connection.execute(select(SCENARIOS.c.position).where(SCENARIOS.c.id == identifier)).scalar()
    if position is None:
        raise _missing()
    return int(position)


def hold(connection: Connection, identifier: str) -> Row[Any]:
    """The row of a scenario, which nobody else can change until the transaction ends.

    Raises
    ------
    BianzhiError
        There is none of this id.
    """
    held = select(SCENARIOS).where(SCENARIOS.c.id == identifier).with_for_update()
    row = connection.execute(held).one_or_none()
    if row is None:
        raise _missing()
    return row


def hold_version(connection: Connection, identifier: str, version: int) -> Row[Any]:
    """As ``hold``, of the version that the caller has seen.

    Raises
    ------
    ConflictError
        It has changed since.
    BianzhiError
        There is none of this id.
    """
    row = hold(connection, identifier)
    if row.version != version:
        raise conflict(connection, identifier)
    return row


def conflict(connection: Connection, identifier: str) -> ConflictError:
    """What to tell whoever saw an older version."""
    head = read_head(connection, identifier)
    return ConflictError(
        f"方案「{head.name}」刚在别处被修改过，这一步没有保存。",
        "请先看看对方的改动，再选择采用它，或者把自己的改动另存为副本。",
        head,
    )


def refuse_closed(row: Row[Any]) -> None:
    """Refuse to change what the commission has dealt with.

    Raises
    ------
    BianzhiError
        The scenario is 通过 or 印发.
    """
    status = ScenarioStatus(row.status)
    if status.is_closed:
        raise BianzhiError(
            f"方案「{row.name}」已经{status}，不能再改。", "请复制一份再改；确需改动的，先退回起草并写明理由。"
        )


def change(connection: Connection, row: Row[Any], now: datetime, values: Mapping[str, Any]) -> None:
    """Write a change of a scenario that is held, as its next version. Time never runs backwards for a scenario."""
    moment = max(now, row.changed)
    connection.execute(
        update(SCENARIOS)
        .where(SCENARIOS.c.id == row.id, SCENARIOS.c.version == row.version)
        .values(version=row.version + 1, changed=moment, **values)
    )


def names(connection: Connection) -> frozenset[str]:
    """The names that are taken."""
    return frozenset(connection.execute(select(SCENARIOS.c.name)).scalars())


def _scenario(row: Row[Any]) -> Scenario:
    return Scenario(
        id=row.id,
        name=row.name,
        origin=Origin(row.origin),
        created=row.created,
        changed=row.changed,
        note=row.note,
        status=ScenarioStatus(row.status),
        version=row.version,
        ledger=row.ledger or "",
        ledger_name=row.ledger_name or "",
        copied_from=row.copied_from,
        running=row.running,
        undoable=row.undoable if row.position else "",
        redoable=row.redoable or "",
    )


def _missing() -> MissingScenarioError:
    return MissingScenarioError("没有这个方案：它可能已被删除。", "请到「方案库」另选一个。")
