"""What the office may set for a plan. Every period and share of ``ledger_format`` §2 is here, with its default."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bianzhi.errors import SettingsError

_RULE_ID = re.compile(r"[JBZR]\d{3}")
_LONGEST_REASON = 200
"""Characters."""


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
    rules_off: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Rules about a ledger that are switched off, by id, each with the reason; in the order of the ids.

    They are not checked, nothing else: a plan keeps every constraint. Whether a rule of this id exists,
    ``bianzhi.rules.switches`` knows.
    """

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
        object.__setattr__(self, "rules_off", _reasons(self.rules_off))

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
    rules_off = values.pop("rules_off", {})
    if not isinstance(rules_off, dict):
        raise SettingsError("设置 rules_off 应为一节。", '请写成 [rules_off] 下的若干行，每行为 规则编号 = "理由"。')
    _refuse_unknown(values, PlanSettings, "")
    _refuse_unknown(weights, FitWeights, "fit_weights.")
    return PlanSettings(**values, fit_weights=FitWeights(**weights), rules_off=rules_off)


def _refuse_unknown(values: dict[str, Any], kind: type, prefix: str) -> None:
    known = [item.name for item in fields(kind)]
    for name in values:
        if name not in known:
            raise SettingsError(f"没有名为 {prefix}{name} 的设置。", f"可用的设置有：{'、'.join(known)}。")


def _require_whole(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise SettingsError(f"设置 {name} 的值为 {value!r}。", f"应为 {least} 到 {most} 之间的整数。")


def _reasons(rules_off: Mapping[str, object]) -> dict[str, str]:
    """The switched-off rules in the order of their ids, reasons trimmed; each id well formed, no reason empty."""
    reasons = {}
    for rule, reason in sorted(rules_off.items()):
        if _RULE_ID.fullmatch(rule) is None:
            raise SettingsError(
                f"设置 rules_off：“{rule}”不是可以停用的规则编号。",
                "请填 J、B、Z、R 开头加三位数字的编号，如 J108；台账格式（D）和方案核对（P）规则不能停用。",
            )
        text = reason.strip() if isinstance(reason, str) else ""
        if not text:
            raise SettingsError(f"设置 rules_off：停用规则 {rule} 没有写理由。", f'请写成 {rule} = "停用理由"。')
        if len(text) > _LONGEST_REASON:
            raise SettingsError(
                f"设置 rules_off：停用规则 {rule} 的理由有 {len(text)} 个字，最多 {_LONGEST_REASON} 个字。",
                "请写得简短些。",
            )
        reasons[rule] = " ".join(text.split())
    return reasons
