"""身份对等 and 人岗相适: whether each person on paper may take the place named (``ledger_format`` §2, rules 2 and 4)."""

from collections.abc import Iterator
from datetime import date

from bianzhi.domain.establishment import Person, Post
from bianzhi.domain.plan_columns import MoveColumn, paper_text
from bianzhi.domain.terms import Status
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage, passage
from bianzhi.law.levels import band_of, education_rank
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, plan_rule
from bianzhi.rules.plan_locks import serves_at_the_grassroots

_DECREE = statute("decree-486")
_QUALIFICATIONS = statute("civil-servants-law").article(71)
_GRADED_BY_NAME = ("专技", "工勤", "普通工")
"""Levels that are compared only within their own series: the grade itself must be the one demanded."""


@plan_rule("P523", "身份对等：人员类别须与拟用编制类型相符", _DECREE.article(15))
def status_suits_the_establishment_type(case: PlanCase) -> Iterator[Breach]:
    """Only ordinary passages (Y) of the identity matrix are open; C and M never by default.

    法条：“行政机构应当使用行政编制，事业单位应当使用事业编制，不得混用、挤占、挪用或者自行设定其他类别的编制。”
    """
    for move in case.moves:
        if move.person.status is None:
            continue
        way = passage(move.person.status, move.category)
        if way.passage is not Passage.ORDINARY:
            how = f"（须{way.how}，请列入“需专项审批人员”）" if way.passage is Passage.MANUAL else ""
            message = f"{move.person.name}为{move.person.status}，不得直接占用{move.category}{how}。"
            yield Breach(move.row.cell(MoveColumn.TO_CATEGORY), message, source=str(way.source))


@plan_rule("P524", "在机关工作的事业编人员只回到事业单位", _DECREE.article(15))
def agency_institution_staff_return_to_institutions(case: PlanCase) -> Iterator[Breach]:
    """事业编 people who work in an agency come back to a public institution, whatever its vacancies elsewhere."""
    for move in case.moves:
        if move.person.status is Status.AGENCY_INSTITUTION_STAFF and not move.unit.kind.is_institution:
            message = f"{move.person.name}为{move.person.status}，{move.unit.name}为{move.unit.kind}，不是事业单位。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P525", "编制池之间不得调剂", _DECREE.article(17))
def no_move_crosses_a_pool_border(case: PlanCase) -> Iterator[Breach]:
    """政法, 教育, 卫生 and 垂管 are closed; 区直 and 街道 are open to each other."""
    for move in case.moves:
        origin = case.establishment.unit.get(move.person.unit)
        if origin is not None and not origin.pool.opens_to(move.unit.pool):
            message = f"{origin.name}属{origin.pool}编制池，{move.unit.name}属{move.unit.pool}编制池，不得相互调剂。"
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P526", "机构或岗位信息无法识别的，核实前不作调剂", statute("ledger-template").whole)
def unreadable_units_and_posts_wait(case: PlanCase) -> Iterator[Breach]:
    """No move out of, into, or to a post of what the ledger does not say readably."""
    for move in case.moves:
        for thing in (case.establishment.unit.get(move.person.unit), move.unit, move.post):
            if thing is not None and thing.unreadable:
                name = thing.title if isinstance(thing, Post) else thing.name
                message = f"{name}的“{'”“'.join(thing.unreadable)}”在台账中填写无法识别。"
                yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P535", "乡镇街道最低服务期未满不得调往上级机关", statute("township-service").whole)
def service_at_the_grassroots_is_served(case: PlanCase) -> Iterator[Breach]:
    """While a service period runs, a person of a 乡镇 or 街道 moves only to another of these."""
    for move in case.moves:
        if serves_at_the_grassroots(move.person, case) and not move.unit.kind.is_grassroots:
            message = (
                f"{move.person.name}服务期至{move.person.service_ends}，晚于方案日期，"
                f"{move.unit.name}为{move.unit.kind}，只可在乡镇、街道之间调整。"
            )
            yield Breach(move.row.cell(MoveColumn.TO_UNIT), message)


@plan_rule("P541", "层次须与岗位要求相同", _QUALIFICATIONS)
def level_equals_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The band of the person's rank or grade equals the post's; specialist and worker grades are the same grade."""
    for move, post in _posted(case):
        if post.level and _level(move.person, post.level) != post.level:
            grade = move.person.grade or "职级空缺"
            yield _unmet(move, post, f"层次{post.level}", f"职级为{grade}，不属该层次")


def _level(person: Person, demanded: str) -> str:
    if demanded.startswith(_GRADED_BY_NAME):
        return person.grade
    band = band_of(person.leader_rank if person.is_leader else None, person.grade)
    return band.value if band else ""


@plan_rule("P542", "学历不得低于岗位要求", _QUALIFICATIONS)
def education_reaches_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person's degree is at least the one demanded."""
    for move, post in _posted(case):
        least = education_rank(post.education) if post.education else None
        if least is None:
            continue
        has = education_rank(move.person.education)
        if has is None or has < least:
            yield _unmet(move, post, f"学历{post.education}以上", f"学历为{move.person.education or '空'}")


@plan_rule("P543", "专业须在岗位要求之内", _QUALIFICATIONS)
def major_is_one_of_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person's major is one of the list, in the same words."""
    for move, post in _posted(case):
        if post.majors and move.person.major not in post.majors:
            yield _unmet(move, post, f"专业为{'、'.join(post.majors)}之一", f"专业为{move.person.major or '空'}")


@plan_rule("P544", "须具备岗位要求的全部资格", _QUALIFICATIONS)
def certificates_include_all_of_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person has every certificate demanded."""
    for move, post in _posted(case):
        lacking = [name for name in post.certificates if name not in move.person.certificates]
        if lacking:
            yield _unmet(move, post, f"资格{'、'.join(post.certificates)}", f"缺{'、'.join(lacking)}")


@plan_rule("P545", "年龄不得超过岗位上限", _QUALIFICATIONS)
def age_is_within_the_posts_limit(case: PlanCase) -> Iterator[Breach]:
    """Age in full years on the plan's day is at most the limit."""
    for move, post in _posted(case):
        if post.age_limit is None:
            continue
        age = _age(move.person.born, case.day)
        if age is None or age > post.age_limit:
            there = "出生日期不明" if age is None else f"方案日期满{age}周岁"
            yield _unmet(move, post, f"年龄不超过{post.age_limit}周岁", there)


def _age(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    birthday_passed = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if birthday_passed else 1)


def _posted(case: PlanCase) -> Iterator[tuple[PaperMove, Post]]:
    return ((move, move.post) for move in case.moves if move.post is not None)


def _unmet(move: PaperMove, post: Post, demanded: str, there: str) -> Breach:
    message = f"{move.unit.name}“{paper_text(post.title)}”要求{demanded}，{move.person.name}{there}。"
    return Breach(move.row.cell(MoveColumn.POST), message)


PLACE_RULES = (
    status_suits_the_establishment_type,
    agency_institution_staff_return_to_institutions,
    no_move_crosses_a_pool_border,
    unreadable_units_and_posts_wait,
    service_at_the_grassroots_is_served,
    level_equals_the_posts,
    education_reaches_the_posts,
    major_is_one_of_the_posts,
    certificates_include_all_of_the_posts,
    age_is_within_the_posts_limit,
)
