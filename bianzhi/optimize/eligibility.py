"""身份对等: who may move at all, and which places each may take; otherwise the first rule that bars.

The order of the rules is the order of the contract (``ledger_format`` §2, rules 2 to 4).
"""

from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment, Person, Post
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import PersonState, Status, Willingness
from bianzhi.law.citation import Citation, statute
from bianzhi.law.identity_matrix import Passage, passage
from bianzhi.law.levels import band_of, education_rank
from bianzhi.law.retirement import (
    add_months,
    in_words,
    month_number,
    months_to_retirement,
    retirement_category,
    retirement_month,
)

_PRACTICE = statute("local-practice").whole
_CIVIL_SERVANTS = statute("civil-servants-law")
_TRANSFER = statute("transfer-provisions")


@dataclass(frozen=True, slots=True)
class Bar:
    """Why someone may not move, or may not take a place: the rule in words, and its source."""

    rule: str
    source: Citation
    kind: str
    """A short name by which bars are counted, e.g. 编制类型不对等."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A place and how many people it can take (posts)."""

    place: Place
    capacity: int
    post: Post | None = None


def lock(person: Person, day: date, settings: PlanSettings) -> Bar | None:  # noqa: PLR0911 - one return a rule
    """The first rule that keeps a person from moving anywhere, or None for someone movable (§2, rule 3)."""
    if person.status is Status.OFF_ESTABLISHMENT:
        return Bar("编外人员不占编制，不纳入调剂", statute("decree-486").article(6), "编外人员")
    if person.status is None or person.category is None or person.born is None:
        missing = [
            word
            for word, value in (
                ("人员类别", person.status),
                ("编制类型", person.category),
                ("出生日期或公民身份号码", person.born),
            )
            if value is None
        ]
        return Bar(f"信息不全：缺{'、'.join(missing)}", statute("ledger-template").whole, "信息不全")
    if person.unreadable:
        words = f"信息不全：“{'”“'.join(person.unreadable)}”填写无法识别"
        return Bar(words, statute("ledger-template").whole, "信息不全")
    if person.is_leader:
        source = _PRACTICE if person.status.needs_consent else _TRANSFER.article(2)
        return Bar("领导职务人员的调整按干部管理权限办理，不由本工具提出", source, "领导职务")
    if person.state is not PersonState.ACTIVE:
        return _state_lock(person)
    if person.lock_reason:
        return Bar("台账“不可调整原因”列有记载", statute("ledger-template").whole, "台账注明不可调整")
    return _dated_lock(person, day, settings) or _consent_lock(person)


def _state_lock(person: Person) -> Bar:
    if person.state is PersonState.ATTACHED:
        return Bar("挂职人员不改变与原机关的人事关系", _CIVIL_SERVANTS.article(72), "人员状态为挂职")
    return Bar(f"人员状态为{person.state}，保留在原单位", _PRACTICE, f"人员状态为{person.state}")


def _dated_lock(person: Person, day: date, settings: PlanSettings) -> Bar | None:
    contract = person.status is not None and person.status.needs_consent
    if person.trial_ends is not None and person.trial_ends > day:
        source = statute("decree-652").article(13) if contract else _CIVIL_SERVANTS.article(34)
        return Bar(f"试用期至{person.trial_ends:%Y-%m-%d}未满", source, "试用期未满")
    if person.last_exchange is not None:
        free_on = add_months(person.last_exchange, settings.cooling_off_months)
        if free_on > day:
            words = f"上次交流（{person.last_exchange:%Y-%m-%d}）未满{settings.cooling_off_months}个月，不得频繁转任"
            return Bar(words, _PRACTICE if contract else _TRANSFER.whole, "交流间隔未满")
    months = months_to_retirement(person, day)
    if months is not None and months <= settings.near_retirement_months:
        assert person.born is not None
        month = retirement_month(retirement_category(person), person.born)
        words = f"法定退休月份{in_words(month)}，距方案日期不超过{settings.near_retirement_months}个月"
        return Bar(words, statute("retirement-decision").whole, "临近退休")
    return None


def _consent_lock(person: Person) -> Bar | None:
    if person.willingness is Willingness.UNWILLING and person.status is not None and person.status.needs_consent:
        return Bar("本人不愿意交流，调整须变更聘用合同", statute("decree-652").article(12), "本人不愿意")
    return None


def bar(establishment: Establishment, person: Person, opening: Opening, day: date) -> Bar | None:
    """The first rule that keeps a movable person from a place, or None if he may take it (§2, rules 2 to 4)."""
    barred = cell_bar(establishment, person, opening.place, day)
    if barred is None and opening.post is not None:
        return post_bar(person, opening.post, day)
    return barred


def cell_bar(establishment: Establishment, person: Person, place: Place, day: date) -> Bar | None:
    """The first rule that keeps a person from a cell: the matrix, the pool, minimum service (§2, rules 2 and 3)."""
    assert person.status is not None
    origin, target = establishment.unit[person.unit], establishment.unit[place.unit]
    for unit in (origin, target):
        if unit.unreadable:
            words = f"{unit.name}的“{'”“'.join(unit.unreadable)}”填写无法识别，核实前不作调剂"
            return Bar(words, statute("ledger-template").whole, "机构信息无法识别")
    matrix = passage(person.status, place.category)
    if matrix.passage is not Passage.ORDINARY:
        how = f"（须{matrix.how}）" if matrix.how else ""
        words = f"{person.status}不得直接占用{place.category}{how}"
        return Bar(words, matrix.source, "编制类型不对等")
    if person.status is Status.AGENCY_INSTITUTION_STAFF and not target.kind.is_institution:
        return Bar("在机关工作的事业编人员只可回到事业单位", matrix.source, "编制类型不对等")
    if not origin.pool.opens_to(target.pool):
        words = f"{origin.pool}编制池与{target.pool}编制池之间不得调剂"
        return Bar(words, statute("decree-486").article(17), "跨编制池")
    serves = person.service_ends is not None and person.service_ends > day
    if serves and origin.kind.is_grassroots and not target.kind.is_grassroots:
        words = f"乡镇（街道）服务期至{person.service_ends:%Y-%m-%d}未满，不得调往上级机关"
        return Bar(words, statute("township-service").whole, "服务期未满")
    return None


def post_bar(person: Person, post: Post, day: date) -> Bar | None:  # noqa: PLR0911 - one return a demand
    """The first demand of a post that a person does not meet (公务员法第71条: 拟任职位所要求的资格条件)."""
    source = _CIVIL_SERVANTS.article(71)
    if post.unreadable:
        words = f"{post.title}的“{'”“'.join(post.unreadable)}”填写无法识别，核实前不作安排"
        return Bar(words, statute("ledger-template").whole, "岗位要求无法识别")
    if post.level and not _is_of_level(person, post.level):
        return Bar(f"{post.title}要求层次{post.level}，本人不属同层次", source, "层次不对等")
    if post.education:
        least, has = education_rank(post.education), education_rank(person.education)
        if least is not None and (has is None or has < least):
            return Bar(f"{post.title}要求学历{post.education}以上", source, "学历不符")
    if post.majors and person.major not in post.majors:
        return Bar(f"{post.title}要求专业为{'、'.join(post.majors)}", source, "专业不符")
    lacking = [certificate for certificate in post.certificates if certificate not in person.certificates]
    if lacking:
        return Bar(f"{post.title}要求资格{'、'.join(lacking)}", source, "资格不符")
    if post.age_limit is not None and (person.born is None or full_years(person.born, day) > post.age_limit):
        return Bar(f"{post.title}要求年龄不超过{post.age_limit}岁", source, "年龄不符")
    return None


def _is_of_level(person: Person, level: str) -> bool:
    if level.startswith(("专技", "工勤", "普通工")):
        return person.grade == level
    rank = person.leader_rank if person.is_leader else None
    return band_of(rank, person.grade) == level


def full_years(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_of_age(born: date, day: date) -> int:
    """Months of age, by calendar months."""
    return month_number(day) - month_number(born)
