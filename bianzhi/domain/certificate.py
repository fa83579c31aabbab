"""Prices that prove an optimum: whoever has them confirms it with additions and comparisons, without a solver."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bianzhi.domain.plan import Objective
from bianzhi.errors import SettingsError

FORMAT = "bianzhi-certificate-1"


@dataclass(frozen=True, slots=True)
class Price:
    """What one more on the right of a limit would be worth: the limit by constraint and place, its size, its price."""

    constraint: str
    """Id of the catalogue."""
    at: tuple[str, ...]
    """What the limit speaks of, as codes and words of the ledger: a person (C39), unit and type (C03, C01), a unit (C38, C37),
    a section (C41), or unit, type, post and row of a place (C06)."""
    limit: int
    """Persons."""
    price: int
    """In units of the weighted objective, never negative."""


@dataclass(frozen=True)
class Certificate:
    """Weights that fold the objectives into one number, and a price for every limit; limits without a price are left out.

    For each eligible pair of a person and a place, the prices of the limits that bear on it add up to at least the pair's
    weighted value. So no plan can be worth more than Σ limit · price, the bound; a plan that is worth it is optimal.
    """

    ledger_sha256: str
    weights: Mapping[str, int]
    """What one unit of each objective counts: large enough that an earlier objective outweighs all later ones together."""
    prices: tuple[Price, ...]
    bound: int
    value: int
    """The plan's weighted value; the gap to the bound is what is not proven (relatives, teams, crossing minima)."""
    objectives: tuple[Objective, ...]
    format: str = FORMAT

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def parse_certificate(text: str, name: str = "") -> Certificate:
    """A certificate from its JSON.

    Raises
    ------
    SettingsError
        The text is no such JSON.
    """
    try:
        return _parsed(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise SettingsError(
            f"“{name}”不是本工具写出的最优性证书。", "请选择用 plan --certificate 得到的 .json 文件。"
        ) from error


def _parsed(plain: dict[str, Any]) -> Certificate:
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    return Certificate(
        ledger_sha256=_text(plain["ledger_sha256"]),
        weights={_text(key): _whole(weight) for key, weight in plain["weights"].items()},
        prices=tuple(
            Price(_text(row["constraint"]), tuple(map(_text, row["at"])), _whole(row["limit"]), _whole(row["price"]))
            for row in plain["prices"]
        ),
        bound=_whole(plain["bound"]),
        value=_whole(plain["value"]),
        objectives=tuple(
            Objective(_text(row["name"]), _whole(row["value"]), _whole(row["bound"])) for row in plain["objectives"]
        ),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
