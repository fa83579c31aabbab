"""The words of answers: people and places by their full names, prices objective by objective."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bianzhi.domain.answers import GoalChange
from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Fit, Place

_MORE_AND_LESS = {
    "remaining_excess": ("剩余超编增加{}人", "剩余超编减少{}人"),
    "moves": ("调动增加{}人", "调动减少{}人"),
    "lines_kept": ("与原方案相同的增加{}人", "与原方案相同的减少{}人"),
    "preferences": ("优先要求多满足{}分", "优先要求少满足{}分"),
    "rotation": ("任职年限长的交流增加{}人", "任职年限长的交流减少{}人"),
    "fit": ("总匹配分增加{}分", "总匹配分减少{}分"),
}
_PARTS_NAMED = 3
_NAMES_LISTED = 3


def who(establishment: Establishment, person: str) -> str:
    """A person by name and number."""
    return f"{establishment.person[person].name}（{person}）"


def people_words(establishment: Establishment, people: Sequence[str], most: int = _NAMES_LISTED) -> str:
    """A few people by name and number, then how many in all."""
    named = "、".join(who(establishment, person) for person in people[:most])
    return f"{named}等{len(people)}人" if len(people) > most else named


def place_words(establishment: Establishment, place: Place) -> str:
    """A place by the full name of its unit, its type, and its post."""
    post = f"“{place.post}”岗位" if place.post else ""
    return f"{establishment.unit[place.unit].name}{place.category}{post}"


def units_words(establishment: Establishment, units: Iterable[str], most: int = _NAMES_LISTED) -> str:
    """A few units by full name, then how many in all."""
    names = [establishment.unit[unit].name for unit in dict.fromkeys(units)]
    listed = "、".join(names[:most])
    return f"{listed}等{len(names)}个单位" if len(names) > most else listed


def quota_words(establishment: Establishment, cell: CellKey) -> str:
    """A cell's figures: authorized and in post."""
    posts, people = establishment.authorized.get(cell, 0), establishment.in_post.get(cell, 0)
    return f"{establishment.unit[cell[0]].name}{cell[1]}核定{posts}名、实有{people}人"


def fit_words(fit: Fit) -> str:
    """A fit and the parts that weigh most for it."""
    strong = sorted((part for part in fit.parts if part.weight), key=lambda part: -part.score * part.weight)
    parts = "；".join(f"{part.name}{part.score}（{part.why}）" for part in strong[:_PARTS_NAMED])
    return f"人岗匹配{fit.score}分：{parts}" if parts else f"人岗匹配{fit.score}分"


def price_words(changes: Iterable[GoalChange]) -> str:
    """What changes, most important first; excess that a lost move leaves is told once."""
    changed = {change.name: change.difference for change in changes if change.difference}
    if "remaining_excess" in changed and changed.get("moves") == -changed["remaining_excess"]:
        del changed["moves"]
    words = [
        _MORE_AND_LESS.get(name, (f"{name}增加{{}}", f"{name}减少{{}}"))[difference < 0].format(abs(difference))
        for name, difference in changed.items()
    ]
    return "，".join(words) if words else "各项目标都不受影响"


def counted(kinds: Counter[str]) -> str:
    """How many of each kind, most frequent first."""
    return "、".join(f"{kind}{count}人" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
