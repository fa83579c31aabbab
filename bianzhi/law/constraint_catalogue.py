"""The constraint catalogue as data: what each constraint says, its source, and which are in force under some settings."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bianzhi.domain.nearest import nearest
from bianzhi.errors import SettingsError
from bianzhi.law.citation import Citation, citation


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One constraint: its id, its sentence, where it comes from, and how it may be switched."""

    id: str
    sentence: str
    source: Citation
    default: bool
    """Whether it is in force unless switched off."""
    switchable: bool


@cache
def constraint_catalogue() -> Mapping[str, CatalogueEntry]:
    """Every constraint by id, in the order of the ids."""
    rows = tomllib.loads(files("bianzhi.law").joinpath("constraints.toml").read_text("utf-8"))
    return {
        id: CatalogueEntry(id, row["sentence"], citation(row["source"]), row["default"], row["switchable"])
        for id, row in sorted(rows.items())
    }


def constraints_in_force(off: Mapping[str, str], on: Mapping[str, str]) -> frozenset[str]:
    """The ids in force when some are switched off and some on (id → reason).

    Raises
    ------
    SettingsError
        An id is unknown, may not be switched, is switched both ways, or is switched to what it is already.
    """
    known = constraint_catalogue()
    for id in (*off, *on):
        if id not in known:
            near = nearest(id, [each for each in known if known[each].switchable])
            meant = f"最接近的是 {near}；" if near else ""
            raise SettingsError(f"没有编号为 {id} 的约束。", f"{meant}可以停用或启用的有：{_switchable()}。")
        if not known[id].switchable:
            raise SettingsError(
                f"约束 {id}（{known[id].sentence}）不能停用。", f"可以停用或启用的有：{_switchable()}。"
            )
    for id in off:
        if id in on:
            raise SettingsError(f"约束 {id} 既停用又启用。", "请只保留其中一项。")
        if not known[id].default:
            raise SettingsError(f"约束 {id} 默认就不启用，无须停用。", "请删去 constraints_off 中的这一行。")
    for id in on:
        if known[id].default:
            raise SettingsError(f"约束 {id} 默认就启用，无须再启用。", "请删去 constraints_on 中的这一行。")
    return frozenset(id for id, entry in known.items() if (entry.default and id not in off) or id in on)


def _switchable() -> str:
    return "、".join(id for id, entry in constraint_catalogue().items() if entry.switchable)
