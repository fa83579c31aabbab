"""What units are called on a chart: the district's name, and short names that drop it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import PurePath
from re import compile as pattern

from bianzhi.domain.establishment import Establishment, Unit

_HEADS = ("", "中国共产党", "中共", "中国共产主义青年团", "共青团")
"""What may stand before the district in the name of a unit."""

_DISTRICT_ENDINGS = "区县市旗"
_LONGEST_DISTRICT = 14
_SIGNBOARD = pattern(r"[（(]加?挂.*[）)]$")


def district_of(names: Sequence[str]) -> str:
    """The longest name of a district that more than half of the units begin with, or "" where there is none.

    ``("滨江区教育局", "中共滨江区委办公室")`` → ``"滨江区"``.
    """
    found = Counter(chain.from_iterable(_possible_districts(name) for name in names))
    common = [name for name, count in found.items() if count >= 2 and count * 2 > len(names)]
    return max(common, key=len, default="")


def _possible_districts(name: str) -> Iterable[str]:
    possible = set()
    for head in _HEADS:
        if name.startswith(head):
            rest = name[len(head) : len(head) + _LONGEST_DISTRICT]
            possible |= {rest[: end + 1] for end, char in enumerate(rest) if end and char in _DISTRICT_ENDINGS}
    return possible


def short_names(units: Sequence[Unit]) -> dict[str, str]:
    """Short name of every unit, by code: 滨江区教育局 → 区教育局, 滨江区朝阳街道办事处 → 朝阳街道办事处.

    Two units never get one short name: those that would, keep their full names.
    """
    district = district_of([unit.name for unit in units])
    short = {unit.code: _shortened(unit, district) for unit in units}
    uses = Counter(short.values())
    return {unit.code: short[unit.code] if uses[short[unit.code]] == 1 else unit.name for unit in units}


def _shortened(unit: Unit, district: str) -> str:
    name = _SIGNBOARD.sub("", unit.name)
    if not district:
        return name
    if unit.kind.is_grassroots and name.startswith(district):
        shortened = name.removeprefix(district)
    else:
        shortened = name.replace(district, district[-1], 1)
    return shortened if len(shortened) >= 2 else name


def chart_subject(establishment: Establishment) -> str:
    """Whose chart this is: the one unit above all others, else the district in the names, else the workbook's name."""
    tops = [unit for unit in establishment.units if unit.parent not in establishment.unit]
    if len(tops) == 1 and len(establishment.units) > 1:
        return tops[0].name
    district = district_of([unit.name for unit in establishment.units])
    return district or PurePath(establishment.name).stem or "本级"
