"""身份对等: whether each person on paper may come to the cell named (``ledger_format`` §2, rules 2 and 3)."""

from collections.abc import Iterator
from dataclasses import replace

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person, Post
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.terms import Category, Status
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import MatrixCell, Passage, identity_matrix
from bianzhi.rules.plan_case import Breach, PlanCase, plan_rule
from bianzhi.rules.plan_locks import serves_at_the_grassroots

_DECREE = statute("decree-486")
_CIVIL_SERVANTS = statute("civil-servants-law")
_PRACTICE = statute("local-practice").whole
_HOW = {
    Passage.MANUAL: "（须{how}，请列入“需专项审批人员”）",
    Passage.CONDITIONAL: "（须{how}；台账“已具备条件”或设置中没有“{name}”）",
    Passage.FORBIDDEN: "",
}


def passage_of(status: Status, category: Category, case: PlanCase) -> MatrixCell:
    """The cell of 身份对等 as the settings have it: of several changes of one cell the last counts."""
    shipped = identity_matrix()[status, category]
    for change in reversed(case.settings.matrix):
        if (change.status, change.category) == (status, category):
            how = change.how.strip()
            name = how if change.passage == Passage.CONDITIONAL.value else ""
            return replace(shipped, passage=Passage(change.passage), how=how, condition=name, source=_PRACTICE)
    return shipped


def _fulfilled(person: Person, case: PlanCase) -> set[str]:
    """The conditions of C cells that the ledger or the settings say a person fulfils."""
    return {*person.conditions, *(each.condition for each in case.settings.conditions if each.person == person.id)}


@plan_rule("P523", "身份对等：人员类别须与拟用编制类型相符", _DECREE.article(15), "C08")
def status_suits_the_establishment_type(case: PlanCase) -> Iterator[Breach]:
    """Ordinary passages (Y) of the identity matrix are open, C to whoever fulfils the condition by its name, M and N never.

    法条：“行政机构应当使用行政编制，事业单位应当使用事业编制，不得混用、挤占、挪用或者自行设定其他类别的编制。”
    """
    for move in case.moves:
        if move.person.status is None:
            continue
        way = passage_of(move.person.status, move.category, case)
        fulfilled = way.passage is Passage.CONDITIONAL and way.condition in _fulfilled(move.person, case)
        if way.passage is not Passage.ORDINARY and not fulfilled:
            how = _HOW[way.passage].format(how=way.how, name=way.condition)
            message = f"{move.person.name}为{move.person.status}，不得直接占用{move.category}{how}。"
            yield Breach(move.row.cell(MoveColumn.TO_CATEGORY), message, source=str(way.source))


@plan_rule("P524", "在机关工作的事业编人员只回到事业单位", _DECREE.article(15), "C08")
def agency_institution_staff_return_to_institutions(case: PlanCase) -> Iterator[Breach]:
    """事业编 people who work in an agency come back to a public institution, whatever its vacancies elsewhere."""
    for move in case.moves:
        if move.person.status is Status.AGENCY_INSTITUTION_STAFF and not move.unit.kind.is_institution:
            message = f"{move.person.name}为{move.person.status}，{move.unit.name}为{move.unit.kind}，不是事业单位。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P525", "编制池之间不得调剂", _DECREE.article(17), "C45")
def no_move_crosses_a_pool_border(case: PlanCase) -> Iterator[Breach]:
    """政法, 教育, 卫生 and 垂管 are closed; 区直 and 街道 are open to each other."""
    for move in case.moves:
        origin = case.establishment.unit.get(move.person.unit)
        if origin is not None and not origin.pool.opens_to(move.unit.pool):
            message = f"{origin.name}属{origin.pool}编制池，{move.unit.name}属{move.unit.pool}编制池，不得相互调剂。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P528", "地区之间不得调剂", _DECREE.article(17), "C45")
def no_move_crosses_a_regional_border(case: PlanCase) -> Iterator[Breach]:
    """Where one ledger holds several regions, both units name the same one; naming none is a region of its own."""
    for move in case.moves:
        origin = case.establishment.unit.get(move.person.unit)
        if origin is not None and origin.region != move.unit.region:
            there, here = (f"属{unit.region}" if unit.region else "未填地区" for unit in (origin, move.unit))
            message = f"{origin.name}{there}，{move.unit.name}{here}，地区之间不得相互调剂。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P527", "参公事业编制只进入已批准参公管理的单位", _CIVIL_SERVANTS.article(112), "C48")
def civil_like_posts_are_in_approved_units(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: the receiving unit of a 参公事业编制 has 是 in the column 参公."""
    for move in case.moves:
        if move.category is Category.CIVIL_LIKE and not move.unit.civil_like:
            message = f"{move.unit.name}台账“参公”列不是“是”，{move.person.name}不得进入参公事业编制。"
            yield Breach(move.row.cell(MoveColumn.TO_CATEGORY), message)


@plan_rule("P526", "机构或岗位信息无法识别的，核实前不作调剂", statute("ledger-template").whole, "C42")
def unreadable_units_and_posts_wait(case: PlanCase) -> Iterator[Breach]:
    """No move out of, into, or to a post of what the ledger does not say readably."""
    for move in case.moves:
        for thing in (case.establishment.unit.get(move.person.unit), move.unit, move.post):
            if thing is not None and thing.unreadable:
                name = thing.title if isinstance(thing, Post) else thing.name
                message = f"{name}的“{'”“'.join(thing.unreadable)}”在台账中填写无法识别。"
                yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P535", "乡镇街道最低服务期未满不得调往上级机关", statute("township-service").whole, "C22")
def service_at_the_grassroots_is_served(case: PlanCase) -> Iterator[Breach]:
    """While a service period runs, a person of a 乡镇 or 街道 moves only to another of these."""
    for move in case.moves:
        if serves_at_the_grassroots(move.person, case) and not move.unit.kind.is_grassroots:
            message = (
                f"{move.person.name}服务期至{day_in_words(move.person.service_ends)}，晚于方案日期，"
                f"{move.unit.name}为{move.unit.kind}，只可在乡镇、街道之间调整。"
            )
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


PLACE_RULES = (
    status_suits_the_establishment_type,
    agency_institution_staff_return_to_institutions,
    no_move_crosses_a_pool_border,
    civil_like_posts_are_in_approved_units,
    no_move_crosses_a_regional_border,
    unreadable_units_and_posts_wait,
    service_at_the_grassroots_is_served,
)
