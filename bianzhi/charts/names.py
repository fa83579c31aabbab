"""What units are called on a chart: the district's name, and short names that drop it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import PurePath
from re import compile as pattern

from bianzhi.domain.establishment import Establishment, Unit

_HEADS = ("", "中国共产党", "中共", "中国共产主义青年团", "共青团")
"""What may stand before the district in the name of a unit."""

_CUSTOMARY = (
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("机构编制委员会办公室", "编办"),
    ("统一战线工作部", "统战部"),
    ("政法委员会", "政法委"),
    ("巡察工作领导小组办公室", "巡察办"),
    ("直属机关工作委员会", "直属机关工委"),
    ("人民政府办公室", "政府办公室"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("街道办事处", "街道"),
    ("共青团区委员会", "团区委"),
    ("共青团县委员会", "团县委"),
    ("共青团市委员会", "团市委"),
)
"""Names everybody in an office shortens alike."""

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
    """Short name of every unit, by code: 滨江区教育局 → 区教育局, 中共滨江区委政法委员会 → 区委政法委.

    Two units never get one short name: those that would, keep their full names.
    """
    district = district_of([unit.name for unit in units])
    short = {unit.code: _shortened(unit, district) for unit in units}
    uses = Counter(short.values())
    return {unit.code: short[unit.code] if uses[short[unit.code]] == 1 else unit.name for unit in units}


def _shortened(unit: Unit, district: str) -> str:
    name = _SIGNBOARD.sub("", unit.name)
    for head in ("中国共产党", "中共"):
        if name.startswith(head) and len(name) > len(head) + 2:
            name = name.removeprefix(head)
            break
    if district:
        first, found, rest = name.partition(district)
        kept = "" if unit.kind.is_grassroots and not first else district[-1]
        name = first + (kept if found else "") + rest.replace(district, "")
    for long, customary in _CUSTOMARY:
        name = name.replace(long, customary)
    return name if len(name) >= 2 else unit.name


def chart_subject(establishment: Establishment) -> str:
    """Whose chart this is: the one unit above all others, else the district in the names, else the workbook's name."""
    tops = [unit for unit in establishment.units if unit.parent not in establishment.unit]
    if len(tops) == 1 and len(establishment.units) > 1:
        return tops[0].name
    district = district_of([unit.name for unit in establishment.units])
    return district or PurePath(establishment.name).stem or "本级"
