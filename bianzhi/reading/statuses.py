"""人员类别 and 编制类型 of a roster's rows, where one decides the other or makes it needless."""

from bianzhi.domain.terms import Category, PersonState, Status
from bianzhi.reading.rows import Rows
from bianzhi.reading.values import UndecidedStatus
from bianzhi.rules.form import REQUIRED_MISSING, UNKNOWN_TERM

_DECIDED_STATUS = {
    (UndecidedStatus.CIVIL_LIKE, Category.ADMINISTRATIVE): Status.CIVIL_LIKE_AGENCY,
    (UndecidedStatus.CIVIL_LIKE, Category.CIVIL_LIKE): Status.CIVIL_LIKE_INSTITUTION,
    (UndecidedStatus.WORKER, Category.AGENCY_SUPPORT): Status.AGENCY_WORKER,
    (UndecidedStatus.WORKER, Category.INSTITUTION_SUPPORT): Status.INSTITUTION_WORKER,
}
_STATUS_CHOICES = {
    UndecidedStatus.CIVIL_LIKE: f"{Status.CIVIL_LIKE_AGENCY}或{Status.CIVIL_LIKE_INSTITUTION}",
    UndecidedStatus.WORKER: f"{Status.AGENCY_WORKER}或{Status.INSTITUTION_WORKER}",
}


def decided_statuses(rows: Rows) -> list[Status | None]:
    """人员类别 of each row; 参公人员 and 工勤人员 are told apart by the establishment type, or reported."""
    column = rows.columns["status"]
    if not any(isinstance(value, UndecidedStatus) for value in column.values):
        return rows.of("status")
    result: list[Status | None] = []
    for row, status, category in zip(rows.numbers, rows.of("status"), rows.of("category"), strict=True):
        decided = status
        if isinstance(status, UndecidedStatus):
            decided = _DECIDED_STATUS.get((status, category))
            if decided is None:
                words = {"value": status.value, "consequence": rows.consequence("status")}
                rows.report(UNKNOWN_TERM, row, "status", **words, allowed=_STATUS_CHOICES[status])
        result.append(decided)
    return result


def forgive_blank_categories(rows: Rows) -> None:
    """Those who have left, and staff off the establishment, take no post: their blank 编制类型 is right."""
    if not rows.findings:
        return
    states, statuses = rows.of("state"), rows.of("status")
    free = {
        row
        for row, state, status in zip(rows.numbers, states, statuses, strict=True)
        if status is Status.OFF_ESTABLISHMENT or (isinstance(state, PersonState) and not state.holds_post)
    }
    index = rows.columns["category"].index
    rows.findings = [
        item
        for item in rows.findings
        if not (item[0] in free and item[1] == index and item[2].id == REQUIRED_MISSING.id)
    ]
