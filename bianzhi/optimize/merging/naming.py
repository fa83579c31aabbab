"""拟设科室名称: a name for sections that become one, made of their own names and functions. Always marked 拟."""

from collections.abc import Sequence

from bianzhi.domain.establishment import Section

PROPOSED = "（拟）"

_GENERAL_OFFICE = "办公室"
_GENERAL_STEM = "综合"

_ENDINGS = ("科", "股", "室", "处", "部", "组", "队", "中心")
_LONGEST_STEM = 4


def proposed_name(members: Sequence[Section], sizes: Sequence[int], taken: set[str]) -> str:
    """The name of the section that ``members`` become, other than those ``taken`` in the unit.

    A section alone keeps its name. Of several, the first called 办公室 or 综合科 takes in the others (综合设置) and keeps
    its name; failing that, one function they all share with the ending of the largest, as 规划 and 科; failing that, the
    two largest together in ledger order, as 法规信访科; failing that, the name of the largest.
    """
    if len(members) == 1:
        return members[0].name
    by_size = [member for _, member in sorted(zip(sizes, members, strict=True), key=lambda pair: -pair[0])]
    for name in (*_general_names(members), *_common_functions(by_size), *_two_largest(members, by_size)):
        if name not in taken:
            return name + PROPOSED
    return by_size[0].name + PROPOSED


def _general_names(members: Sequence[Section]) -> list[str]:
    return [
        member.name
        for member in members
        if member.name.endswith(_GENERAL_OFFICE) or _split(member.name)[0] == _GENERAL_STEM
    ]


def _common_functions(by_size: Sequence[Section]) -> list[str]:
    _, ending = _split(by_size[0].name)
    common = [name for name in by_size[0].functions if all(name in member.functions for member in by_size)]
    return [name if name.endswith(ending) else name + ending for name in common]


def _two_largest(members: Sequence[Section], by_size: Sequence[Section]) -> list[str]:
    stems = [_split(member.name)[0] for member in members if member in by_size[:2]]
    _, ending = _split(by_size[0].name)
    if all(0 < len(stem) <= _LONGEST_STEM for stem in stems) and len(set(stems)) == len(stems):
        return ["".join(stems) + ending]
    return []


def _split(name: str) -> tuple[str, str]:
    """A section's name as stem and ending: 法规科 → 法规, 科."""
    for ending in _ENDINGS:
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending), ending
    return name, "科"
