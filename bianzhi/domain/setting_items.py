"""Settings as the lines of the sheet 参数与指纹: one name and one value each."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from bianzhi.domain.plan_columns import paper_id
from bianzhi.domain.settings import PlanSettings

SETTING_KINDS = {
    "constraints_off": "停用约束的理由",
    "constraints_on": "启用约束的理由",
    "leaving_share_of": "单位调出份额上限（%），按机构",
    "matrix": "身份对照表的改动",
    "conditions": "已具备的条件",
    "wishes": "单位要求",
}
"""Settings with a line each for what they hold, by the first part of the line's name."""

_LONGEST = 30_000
"""Characters of one line; a cell of Excel takes 32,767."""


def setting_items(settings: PlanSettings) -> Iterator[tuple[str, int | str]]:
    """Every setting by its full name: whole numbers, reasons, and each wish or change as one line of JSON.

    People are named as paper names them: where offices use the citizen number as id, masked and told apart by a mark. A
    line too long for a cell is cut and ends with its own fingerprint, so that no two wishes ever look alike.
    """
    yield from _flat(settings.as_dict(), "")


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, int | str]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | tuple):
            for number, item in enumerate(value, 1):
                yield f"{prefix}{name}.{number}", _one_line(item)
        else:
            yield f"{prefix}{name}", value


def _one_line(item: Mapping[str, Any]) -> str:
    named = dict(item)
    if "persons" in named:
        named["persons"] = [paper_id(person) for person in named["persons"]]
    if "person" in named:
        named["person"] = paper_id(named["person"])
    line = json.dumps(named, ensure_ascii=False, sort_keys=True)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…#{sha256(line.encode()).hexdigest()[:16]}"
