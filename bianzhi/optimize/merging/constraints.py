"""The sentences a merger rests on. M2 and, by groups, M4 are variables that do not exist (``problem``, ``group_table``)."""

from itertools import permutations

from bianzhi.law.citation import statute
from bianzhi.optimize.constraint import Constraint, Rows, constraint
from bianzhi.optimize.merging.model import GroupModel, PairModel

_DECREE_486 = statute("decree-486")
_PRACTICE = statute("local-practice")
_BRIEF = statute("reform-brief")


@constraint(id="M1", sentence="每个科室整体归入一个且仅归入一个拟设科室，不拆分", source=_DECREE_486.article(13))
def each_section_in_one_group(model: GroupModel) -> Rows:
    """Whole sections only: none is split, none is lost."""
    for position, section in enumerate(model.merging.sections):
        yield section.code, model.groups_with(position) == 1


@constraint(id="M3", sentence="整合后的科室数不超过限额，且不作超出需要的合并", source=_BRIEF.whole)
def groups_as_many_as_allowed(model: GroupModel | PairModel) -> Rows:
    """As many groups as the cap and the minimum size allow: 大稳定、小调整."""
    yield "groups", model.number_of_groups == model.merging.groups


@constraint(id="M4", sentence="拟设科室的实有人数不少于最低数", source=_PRACTICE.whole)
def group_has_enough_staff(model: PairModel) -> Rows:
    """A section that is too small by itself is with others that make up for it."""
    for position, section in enumerate(model.merging.sections):
        if model.merging.sizes[position] < model.merging.least:
            yield section.code, model.staff_with(position) >= model.merging.least


@constraint(id="M5", sentence="甲与乙、乙与丙同在一个拟设科室，则甲与丙也在", source=_DECREE_486.article(13))
def being_together_is_transitive(model: PairModel) -> Rows:
    """Pairs that are together make groups: this is M1, said of pairs."""
    sections = model.merging.sections
    for one, middle, other in permutations(model.positions, 3):
        if one < other:
            key = (sections[one].code, sections[middle].code, sections[other].code)
            yield key, model.together(one, middle) + model.together(middle, other) <= model.together(one, other) + 1


@constraint(id="M6", sentence="每个拟设科室有且仅有一个排序在先的科室", source=_DECREE_486.article(13))
def first_section_leads(model: PairModel) -> Rows:
    """A section leads exactly when no earlier one is with it: so groups are counted once."""
    for position, section in enumerate(model.merging.sections):
        yield (section.code, "at least"), model.leads[position] + model.earlier_with(position) >= 1
        for earlier in range(position):
            yield (section.code, earlier), model.leads[position] + model.together(earlier, position) <= 1


@constraint(id="M7", sentence="规模差异按组内两两人数之积计量，且不小于零", source=_BRIEF.whole)
def unevenness_is_counted_in_pairs(model: PairModel) -> Rows:
    """Defines the unevenness; that it cannot be negative, nor pairs be few, brings the relaxation near the truth."""
    merging = model.merging
    yield "sizes", model.unevenness == model.unevenness_of_pairs + merging.apart
    share, larger = divmod(len(merging.sections), merging.groups)
    smaller = merging.groups - larger
    least = larger * (share + 1) * share // 2 + smaller * share * (share - 1) // 2
    yield "pairs", model.number_of_pairs >= least


BY_GROUPS: tuple[Constraint, ...] = (each_section_in_one_group, groups_as_many_as_allowed)
"""What the problem by groups is made of."""

BY_PAIRS: tuple[Constraint, ...] = (
    groups_as_many_as_allowed,
    group_has_enough_staff,
    being_together_is_transitive,
    first_section_leads,
    unevenness_is_counted_in_pairs,
)
"""What the problem by pairs is made of."""
