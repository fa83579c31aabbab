"""The last check, read back from its JSON."""

import json
from datetime import date
from typing import Any

import pytest

from bianzhi.domain.finding import Severity
from bianzhi.domain.previous_check import parse_previous_check
from bianzhi.errors import BianzhiError

SUMMARY = {"units": 2, "persons": 9, "quota": 8, "in_post": 9, "excess": 1, "vacancies": 0}


def text(**changes: Any) -> str:
    """What ``check --json`` writes, with changes."""
    findings = [
        {"id": "B201", "severity": "error", "sheet": "编制", "cell": "C2", "message": "…"},
        {"id": "R406", "severity": "note", "sheet": "人员", "cell": "H2", "message": "…"},
        {"id": "R406", "severity": "note", "sheet": "人员", "cell": "H3", "message": "…"},
    ]
    content = {"date": "2026-06-30", "findings": findings, "summary": SUMMARY, **changes}
    return json.dumps({key: value for key, value in content.items() if value is not ...}, ensure_ascii=False)


def test_counts_by_severity_and_rule() -> None:
    """And the figures of the ledger, the day, and the rules that were off."""
    previous = parse_previous_check(text(rules_off=[{"id": "J108", "title": "", "reason": "", "suppressed": 3}]))

    assert previous.day == date(2026, 6, 30)
    assert previous.summary == SUMMARY
    assert previous.findings == 3
    assert previous.by_severity == {Severity.ERROR: 1, Severity.NOTE: 2}
    assert previous.by_rule == {"B201": 1, "R406": 2}
    assert previous.rules_off == {"J108"}


def test_an_older_file_without_day_and_switches_is_read() -> None:
    """The contract has grown since."""
    previous = parse_previous_check(text(date=...))

    assert previous.day is None
    assert previous.rules_off == frozenset()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", "null", '{"findings": []}', text(summary={"units": 1}), text(findings=[{"id": "B201"}]),
     text(findings=3), text(date="昨天"), text(findings=[{"id": "B201", "severity": "bad"}]), "[" * 100_000],
)  # fmt: skip
def test_what_is_no_check_is_refused(content: str) -> None:
    """With the name of the file and what would be right."""
    with pytest.raises(BianzhiError) as caught:
        parse_previous_check(content, "上次.json")

    assert "“上次.json”不是本工具的体检结果文件" in caught.value.message
    assert "check --json" in caught.value.hint
