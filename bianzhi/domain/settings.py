"""What the office may set for a plan. Every period and share of ``ledger_format`` §2 is here, with its default."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bianzhi.domain.matrix_change import Fulfilled, MatrixChange, parse_change, parse_fulfilled
from bianzhi.domain.wishes import Wish, parse_wish
from bianzhi.errors import SettingsError

_RULE_ID = re.compile(r"[JBZR]\d{3}")
_CONSTRAINT_ID = re.compile(r"C\d{2}")
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
class Exchange:
    """双向交流: moves beyond those out of cells in excess. Off while the budget is 0."""

    extra_moves: int = 0
    """Most moves of people out of cells that are not in excess (persons)."""
    least_gain: int = 10
    """Fit that each such move must add over where the person is now, where it frees no place for excess (points)."""


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

    constraints_off: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Constraints of the catalogue in force by default that are switched off, by id, each with the reason."""
    constraints_on: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Constraints of the catalogue not in force by default that are switched on, by id, each with the reason."""
    occupancy_percent: int = 100
    """适度空编 (C05): arrivals fill a cell at most to this share of its quota, in percent, rounded down to posts."""
    rotation_years: int = 10
    """Years in one post after which a move counts as rotation (C29)."""
    leaving_share_of: Mapping[str, int] = field(default_factory=dict, hash=False)
    """The leaving share of single units, by code, in percent, where it is not the general one."""
    horizon_months: int = 0
    """Months ahead within which excess that retirement dissolves needs no move; 0 looks at the plan's day only."""
    exchange: Exchange = field(default_factory=Exchange)
    matrix: tuple[MatrixChange, ...] = ()
    """Cells of the identity matrix that the office set otherwise."""
    conditions: tuple[Fulfilled, ...] = ()
    """Who fulfils the condition of which C cells."""
    wishes: tuple[Wish, ...] = ()
    """The office's own hand, in the order given."""

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        for name in ("near_retirement_months", "cooling_off_months", "section_floor"):
            _require_whole(name, getattr(self, name), 0, 600)
        _require_whole("leaving_share_percent", self.leaving_share_percent, 0, 100)
        _require_whole("time_limit_seconds", self.time_limit_seconds, 1, 86_400)
        for item in fields(self.fit_weights):
            _require_whole(f"fit_weights.{item.name}", getattr(self.fit_weights, item.name), 0, 1000)
        _require_whole("occupancy_percent", self.occupancy_percent, 0, 100)
        _require_whole("rotation_years", self.rotation_years, 1, 60)
        _require_whole("horizon_months", self.horizon_months, 0, 120)
        _require_whole("exchange.extra_moves", self.exchange.extra_moves, 0, 10_000)
        _require_whole("exchange.least_gain", self.exchange.least_gain, 1, 100)
        for unit, percent in self.leaving_share_of.items():
            _require_whole(f"leaving_share_of.{unit}", percent, 0, 100)
        if not any(asdict(self.fit_weights).values()):
            raise SettingsError("设置 fit_weights：各项权重全为 0。", "请至少给一项大于 0 的整数。")
        object.__setattr__(self, "rules_off", _reasons("rules_off", self.rules_off, _RULE_ID, _RULE_HINT, "停用规则"))
        for name, words in (("constraints_off", "停用约束"), ("constraints_on", "启用约束")):
            given = getattr(self, name)
            object.__setattr__(self, name, _reasons(name, given, _CONSTRAINT_ID, _CONSTRAINT_HINT, words))
        object.__setattr__(self, "leaving_share_of", dict(sorted(self.leaving_share_of.items())))

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and for the sheet 参数与指纹."""
        plain = asdict(self)
        plain["wishes"] = [wish.as_dict() for wish in self.wishes]
        for name in ("matrix", "conditions"):
            plain[name] = [{**each, "on": str(each["on"])} for each in plain[name]]
        return plain

    def leaving_share(self, unit: str) -> int:
        """The share of a unit's in-post staff that may leave, in percent."""
        return self.leaving_share_of.get(unit, self.leaving_share_percent)


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
    weights, exchange = _table(values, "fit_weights"), _table(values, "exchange")
    reasons: dict[str, Any] = {
        name: _table(values, name) for name in ("rules_off", "constraints_off", "constraints_on")
    }
    lists: dict[str, Any] = {
        "wishes": _rows(values, "wishes", parse_wish),
        "matrix": _rows(values, "matrix", parse_change),
        "conditions": _rows(values, "conditions", parse_fulfilled),
    }
    shares = _table(values, "leaving_share_of")
    _refuse_unknown(values, PlanSettings, "")
    _refuse_unknown(weights, FitWeights, "fit_weights.")
    _refuse_unknown(exchange, Exchange, "exchange.")
    return PlanSettings(
        **values,
        **reasons,
        **lists,
        leaving_share_of=shares,
        fit_weights=FitWeights(**weights),
        exchange=Exchange(**exchange),
    )


def _table(values: dict[str, Any], name: str) -> dict[str, Any]:
    table = values.pop(name, {})
    if not isinstance(table, dict):
        raise SettingsError(f"设置 {name} 应为一节。", f"请写成 [{name}] 下的若干行，每行为 名称 = 值。")
    return table


def _rows(values: dict[str, Any], name: str, parse: Callable[[Mapping[str, Any]], Any]) -> tuple[Any, ...]:
    rows = values.pop(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SettingsError(f"设置 {name} 应为若干节。", f"请写成若干个 [[{name}]]，各自一节。")
    return tuple(parse(row) for row in rows)


def _refuse_unknown(values: dict[str, Any], kind: type, prefix: str) -> None:
    known = [item.name for item in fields(kind)]
    for name in values:
        if name not in known:
            raise SettingsError(f"没有名为 {prefix}{name} 的设置。", f"可用的设置有：{'、'.join(known)}。")


def _require_whole(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise SettingsError(f"设置 {name} 的值为 {value!r}。", f"应为 {least} 到 {most} 之间的整数。")


_RULE_HINT = "请填 J、B、Z、R 开头加三位数字的编号，如 J108；台账格式（D）和方案核对（P）规则不能停用。"
_CONSTRAINT_HINT = "请填 C 加两位数字的编号，如 C38；可用的编号见“要求与约束”页或 docs/formulation.md。"


def _reasons(name: str, given: Mapping[str, object], form: re.Pattern[str], hint: str, words: str) -> dict[str, str]:
    """Switches in the order of their ids, reasons trimmed; each id well formed, no reason empty."""
    reasons = {}
    for switch, reason in sorted(given.items()):
        if form.fullmatch(switch) is None:
            raise SettingsError(f"设置 {name}：“{switch}”不是可以{words[:2]}的{words[2:]}编号。", hint)
        text = reason.strip() if isinstance(reason, str) else ""
        if not text:
            raise SettingsError(f"设置 {name}：{words} {switch} 没有写理由。", f'请写成 {switch} = "{words[:2]}理由"。')
        if len(text) > _LONGEST_REASON:
            raise SettingsError(
                f"设置 {name}：{words} {switch} 的理由有 {len(text)} 个字，最多 {_LONGEST_REASON} 个字。",
                "请写得简短些。",
            )
        reasons[switch] = " ".join(text.split())
    return reasons
