"""Legal numbers, each dated and with its source: ``Law(day)["section_cap"]``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from bianzhi.domain.day_words import day_in_words
from bianzhi.errors import LawDataError
from bianzhi.law.citation import Citation, citation

UNITS = frozenset(("posts", "persons", "sections", "days", "hours", "months", "years", "percent"))


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from a day on; no value means repealed."""

    since: date
    value: int | None
    source: Citation


@dataclass(frozen=True, slots=True)
class Parameter:
    """One legal number over time."""

    name: str
    description: str
    term: str
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue:
        """What is in force on a day.

        Raises
        ------
        LawDataError
            Before the first date, or once repealed: never the nearest value.
        """
        current = None
        for dated in self.values:
            if dated.since <= day:
                current = dated
        if current is None or current.value is None:
            raise LawDataError(
                f"参数“{self.term}”在{day_in_words(day)}没有有效值。", f"请在 law/parameters/{self.name}.toml 中补充。"
            )
        return current


@cache
def parameters() -> dict[str, Parameter]:
    """Every legal number, by name."""
    folder = files("bianzhi.law").joinpath("parameters")
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            name = entry.name.removesuffix(".toml")
            found[name] = _parameter(name, tomllib.loads(entry.read_text("utf-8")))
    return found


def _parameter(name: str, row: dict) -> Parameter:  # type: ignore[type-arg]
    values = tuple(DatedValue(item["from"], item.get("value"), citation(item["source"])) for item in row["values"])
    return Parameter(name, row["description"], row["term"], row["unit"], values)


@dataclass(frozen=True, slots=True)
class Law:
    """The legal numbers in force on one day, some of them perhaps set otherwise to try a reform."""

    day: date
    otherwise: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __getitem__(self, name: str) -> int:
        if name in self.otherwise:
            return self.otherwise[name]
        value = self._dated(name).value
        assert value is not None
        return value

    def source(self, name: str) -> Citation:
        """Where the number in force comes from."""
        return self._dated(name).source

    def _dated(self, name: str) -> DatedValue:
        try:
            return parameters()[name].at(self.day)
        except KeyError:
            raise LawDataError(f"没有名为“{name}”的法定参数。", "请检查 law/parameters。") from None
