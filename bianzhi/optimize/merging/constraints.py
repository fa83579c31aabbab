"""The sentences a merger rests on. M2, M4 and M9 are groups that do not exist (``problem``, ``group_table``)."""

from bianzhi.law.citation import statute
from bianzhi.optimize.constraint import Constraint, Rows, constraint
from bianzhi.optimize.merging.model import GroupModel

_DECREE_486 = statute("decree-486")
_PRACTICE = statute("local-practice")
_BRIEF = statute("reform-brief")


@constraint(id="M1", sentence="每个科室整体归入一个且仅归入一个拟设科室，不拆分", source=_DECREE_486.article(13))
def each_section_in_one_group(model: GroupModel) -> Rows:
    """Whole sections only: none is split, none is lost."""
    for position, section in enumerate(model.merging.sections):
        yield section.code, model.groups_with(position) == 1


@constraint(id="M3", sentence="整合后的科室数不超过限额，且不作超出需要的合并", source=_BRIEF.whole)
def groups_as_many_as_allowed(model: GroupModel) -> Rows:
    """As many groups as the cap and the minimum size allow: 大稳定、小调整."""
    yield "groups", model.number_of_groups == model.merging.groups


@constraint(id="M8", sentence="综合类科室占整合后科室的比例不超过上限，但可以有一个", source=_PRACTICE.whole)
def general_groups_are_few(model: GroupModel) -> Rows:
    """A merged section is general when all its parts are; those that stay alone are counted in ``most_general``."""
    most = model.merging.most_general
    general = model.number_of_general_groups
    if most is not None and len(general):
        yield "general", general <= most


ALL_CONSTRAINTS: tuple[Constraint, ...] = (
    each_section_in_one_group,
    groups_as_many_as_allowed,
    general_groups_are_few,
)
"""What the problem is made of."""
