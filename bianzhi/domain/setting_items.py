"""Settings as the lines of the sheet 参数与指纹: one name and one value each."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bianzhi.domain.settings import PlanSettings


def setting_items(settings: PlanSettings) -> Iterator[tuple[str, int | str]]:
    """Every setting by its full name: whole numbers, reasons, and each wish or change as one line of JSON."""
    yield from _flat(settings.as_dict(), "")


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, int | str]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | tuple):
            for number, item in enumerate(value, 1):
                yield f"{prefix}{name}.{number}", json.dumps(item, ensure_ascii=False, sort_keys=True)
        else:
            yield f"{prefix}{name}", value
