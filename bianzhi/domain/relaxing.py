"""Settings with one relaxation applied, as a page does when its line is clicked."""

from dataclasses import replace
from datetime import date
from typing import Any

from bianzhi.domain.answers import Relaxation
from bianzhi.domain.matrix_change import Fulfilled
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import SettingsError

_ONE_UNIT = "leaving_share_of."


def loosened(settings: PlanSettings, relaxation: Relaxation, by: str, on: date) -> PlanSettings:
    """The settings with one limit looser; the rest as it was.

    Raises
    ------
    SettingsError
        The relaxation would change the ledger, not a setting.
    """
    if relaxation.setting == "conditions":
        known = {(each.person, each.condition) for each in settings.conditions}
        added = tuple(
            Fulfilled(person, relaxation.condition, by, on, relaxation.sentence)
            for person in relaxation.persons
            if (person, relaxation.condition) not in known
        )
        return replace(settings, conditions=(*settings.conditions, *added))
    if not relaxation.setting or relaxation.value is None:
        raise SettingsError(f"“{relaxation.sentence}”须改台账，不是一项设置。", "请在台账中修改后重新读取。")
    return with_value(settings, relaxation.setting, relaxation.value)


def with_value(settings: PlanSettings, setting: str, value: int) -> PlanSettings:
    """The settings with one whole number changed, named as in ``Relaxation.setting``."""
    if setting.startswith(_ONE_UNIT):
        unit = setting.removeprefix(_ONE_UNIT)
        return replace(settings, leaving_share_of={**settings.leaving_share_of, unit: value})
    changed: dict[str, Any] = {setting: value}
    return replace(settings, **changed)
