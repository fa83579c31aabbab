"""The last check of a ledger, as ``check --json`` wrote it: what a health report compares with."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bianzhi.domain.finding import Severity
from bianzhi.errors import BianzhiError

_FIGURES = ("units", "persons", "quota", "in_post", "excess", "vacancies")


@dataclass(frozen=True)
class PreviousCheck:
    """Figures of an earlier check. Counts are findings, by severity and by rule id."""

    day: date | None
    """None where the file gives none."""
    summary: Mapping[str, int]
    """units, persons, quota (posts), in_post (persons), excess (persons), vacancies (posts)."""
    by_severity: Mapping[Severity, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)
    rules_off: frozenset[str] = frozenset()
    """Rules that were switched off then: that they found nothing says nothing."""

    @property
    def findings(self) -> int:
        """All findings together."""
        return sum(self.by_severity.values())


def parse_previous_check(text: str, name: str = "") -> PreviousCheck:
    """Read the JSON of an earlier check; ``name`` is the file's, for messages.

    Raises
    ------
    BianzhiError
        The text is not what ``check --json`` writes.
    """
    try:
        content = json.loads(text)
        return _previous(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BianzhiError(
            f"“{name or '上次体检结果'}”不是本工具的体检结果文件。", "请选择用 check --json 导出的 .json 文件。"
        ) from error


def _previous(content: Any) -> PreviousCheck:
    findings, summary = content["findings"], content["summary"]
    day = content.get("date")
    return PreviousCheck(
        day=date.fromisoformat(day) if day else None,
        summary={figure: int(summary[figure]) for figure in _FIGURES},
        by_severity=Counter(Severity(found["severity"]) for found in findings),
        by_rule=Counter(str(found["id"]) for found in findings),
        rules_off=frozenset(str(rule["id"]) for rule in content.get("rules_off", ())),
    )
