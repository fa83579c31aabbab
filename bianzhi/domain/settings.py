"""What the office may set for a plan. Every period and share of ``ledger_format`` §2 is here, with its default."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bianzhi.errors import SettingsError


@dataclass(frozen=True, slots=True)
class FitWeights:
    """How much each part of 人岗相适 weighs; whole numbers, in proportion to each other."""

    major: int = 25
    education: int = 10
    experience: int = 25
    certificates: int = 10
    grade: int = 10
    wish: int = 10
    age: int = 10


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """Settings of one plan."""

    near_retirement_months: int = 24
    """Months before the statutory retirement month within which a person is locked."""
    cooling_off_months: int = 24
    """Months after the last exchange within which a person is locked."""
    leaving_share_percent: int = 30
    """Largest share of a unit's in-post staff that may leave, in percent, rounded up to whole persons."""
    section_floor: int = 3
    """Persons below which a section that has as many does not fall."""
    time_limit_seconds: int = 120
    """For each solve; one solve per objective."""
    fit_weights: FitWeights = field(default_factory=FitWeights)

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        for name in ("near_retirement_months", "cooling_off_months", "section_floor"):
            _require_whole(name, getattr(self, name), 0, 600)
        _require_whole("leaving_share_percent", self.leaving_share_percent, 0, 100)
        _require_whole("time_limit_seconds", self.time_limit_seconds, 1, 86_400)
        for item in fields(self.fit_weights):
            _require_whole(f"fit_weights.{item.name}", getattr(self.fit_weights, item.name), 0, 1000)
        if not any(asdict(self.fit_weights).values()):
            raise SettingsError("设置 fit_weights：各项权重全为 0。", "请至少给一项大于 0 的整数。")

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and for the sheet 参数与指纹."""
        return asdict(self)


def parse_settings(text: str) -> PlanSettings:
    """Read settings from TOML; whatever is not named keeps its default.

    Raises
    ------
    SettingsError
        The text is not TOML, names an unknown setting, or gives a value out of range.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"设置文件不是有效的 TOML：{error}。", "请对照 README 中的设置示例修改。") from error
    weights = values.pop("fit_weights", {})
    if not isinstance(weights, dict):
        raise SettingsError("设置 fit_weights 应为一节。", "请写成 [fit_weights] 下的若干行。")
    _refuse_unknown(values, PlanSettings, "")
    _refuse_unknown(weights, FitWeights, "fit_weights.")
    return PlanSettings(**values, fit_weights=FitWeights(**weights))


def _refuse_unknown(values: dict[str, Any], kind: type, prefix: str) -> None:
    known = [item.name for item in fields(kind)]
    for name in values:
        if name not in known:
            raise SettingsError(f"没有名为 {prefix}{name} 的设置。", f"可用的设置有：{'、'.join(known)}。")


def _require_whole(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise SettingsError(f"设置 {name} 的值为 {value!r}。", f"应为 {least} 到 {most} 之间的整数。")
