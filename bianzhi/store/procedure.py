"""起草 → 征求意见 → 会审 → 通过 → 印发: which step may follow which, and what a scenario must have for it."""

from datetime import datetime

from sqlalchemy import Connection, Row, func, select

from bianzhi.domain.scenario import ScenarioContent, ScenarioStatus, StatusStep
from bianzhi.errors import BianzhiError
from bianzhi.store.tables import STATUS_STEPS

_ORDER = tuple(ScenarioStatus)


def refuse_step(name: str, before: ScenarioStatus, after: ScenarioStatus, by: str, note: str) -> None:
    """Refuse a step that leaves one out, or does not say who and why.

    Raises
    ------
    BianzhiError
        It leads neither to the next status nor back to 起草; or nobody, or no reason for going back, is named.
    """
    if not by:
        raise BianzhiError("没有写经办人。", "请写明这一步由谁办理，如：综合科 王某。")
    if after is ScenarioStatus.DRAFT and before is not ScenarioStatus.DRAFT:
        if not note:
            raise BianzhiError(f"方案「{name}」由{before}退回起草，没有写理由。", "请写明退回的理由。")
        return
    if _ORDER.index(after) != _ORDER.index(before) + 1:
        following = "、".join(_ORDER[_ORDER.index(before) + 1 :][:1]) or "（已是最后一步）"
        raise BianzhiError(
            f"方案「{name}」现在是{before}，不能直接转为{after}。", f"下一步只能是{following}，或者写明理由退回起草。"
        )


def refuse_unfit(name: str, content: ScenarioContent, workbook: str) -> None:
    """Refuse to adopt what proposes nothing, leaves somebody without a place, or was made for another ledger.

    ``workbook`` is the SHA-256 of the working workbook of the content's ledger; empty where there is none.

    Raises
    ------
    BianzhiError
        One of these holds.
    """
    reforms = content.reform is not None and bool(content.reform.steps)
    if content.plan is None and not content.mergers and not reforms:
        raise BianzhiError(f"方案「{name}」还没有内容，不能通过。", "请先求解调剂方案、整合内设机构或者编写改革方案。")
    waiting = [move.person for move in content.by_hand if move.is_waiting]
    if waiting:
        raise BianzhiError(
            f"方案「{name}」的待安置区还有 {len(waiting)} 人，不能通过。", "请先为他们安排去向，或者放回原处。"
        )
    if content.plan is not None and content.plan.ledger_sha256 and content.plan.ledger_sha256 != workbook:
        raise BianzhiError(
            f"方案「{name}」的调剂方案是按另一份台账求解的，与现在的台账不一致，不能通过。",
            "请按现在的台账重新求解，核对后再办理。",
        )


def record(
    connection: Connection, scenario: Row[tuple[str]], after: ScenarioStatus, by: str, note: str, now: datetime
) -> None:
    """Record one step."""
    count = select(func.count()).where(STATUS_STEPS.c.scenario == scenario.id)
    number = connection.execute(count).scalar_one()
    row = {"scenario": scenario.id, "number": number + 1, "before": scenario.status, "after": after.value}
    connection.execute(STATUS_STEPS.insert().values({**row, "by": by, "at": now, "note": note}))


def read_status_steps(connection: Connection, identifier: str) -> tuple[StatusStep, ...]:
    """Every step of the procedure, the first first."""
    columns = STATUS_STEPS.c
    rows = select(columns.before, columns.after, columns.by, columns.at, columns.note)
    return tuple(
        StatusStep(ScenarioStatus(before), ScenarioStatus(after), by, at, note)
        for before, after, by, at, note in connection.execute(
            rows.where(columns.scenario == identifier).order_by(columns.number)
        )
    )
