"""The settings that a plan workbook was made under, read off its sheet 参数与指纹."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import tomli_w

from bianzhi.domain.plan_columns import FINGERPRINT, SETTINGS_GROUP, FingerprintColumn
from bianzhi.domain.plan_paper import PlanWorkbook
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.errors import SettingsError

_LISTS = ("wishes", "matrix", "conditions")


def settings_on_paper(paper: PlanWorkbook) -> PlanSettings:
    """The settings a plan workbook says it was made under: the inverse of ``setting_items``.

    Identity numbers are masked on paper: a wish that names people by them cannot be had back from it.

    Raises
    ------
    SettingsError
        A setting is unknown, out of range or no longer readable.
    """
    values: dict[str, Any] = {}
    for name, value in _items(paper):
        top, _, rest = name.partition(".")
        if not rest:
            values[top] = value
        elif top in _LISTS:
            values.setdefault(top, []).append(_row(top, value))
        else:
            values.setdefault(top, {})[rest] = value
    try:
        return parse_settings(tomli_w.dumps(values))
    except SettingsError as error:
        raise _unreadable(error.message) from error


def _items(paper: PlanWorkbook) -> Iterator[tuple[str, object]]:
    for row in paper[FINGERPRINT]:
        name, value = row.text(FingerprintColumn.ITEM), row[FingerprintColumn.VALUE]
        if row[FingerprintColumn.GROUP] == SETTINGS_GROUP and name and value is not None:
            yield name, value


def _row(top: str, text: object) -> dict[str, Any]:
    try:
        row = json.loads(str(text))
        if top != "wishes" and "on" in row:
            row["on"] = date.fromisoformat(row["on"])
    except (ValueError, TypeError) as error:
        raise _unreadable(f"{top} 中有一条无法读出。") from error
    if not isinstance(row, dict):
        raise _unreadable(f"{top} 中有一条不是规定的形式。")
    return row


def _unreadable(why: str) -> SettingsError:
    return SettingsError(
        f"方案工作簿“参数与指纹”中的设置不能使用：{why}", "请用求解该方案时的设置文件（命令行用 --settings）。"
    )
