"""人岗相适: the demands of a listed post (``ledger_format`` §2, rule 4; 公务员法 art. 71: 拟任职位所要求的资格条件)."""

from datetime import date
from typing import TYPE_CHECKING

from bianzhi.domain.establishment import Person, Post
from bianzhi.law.citation import statute
from bianzhi.law.level_order import height
from bianzhi.law.levels import band_of, education_rank
from bianzhi.optimize.bar import Bar, PostBar, post_rule

if TYPE_CHECKING:
    from bianzhi.optimize.reallocation.limits import Limits

_QUALIFICATIONS = statute("civil-servants-law").article(71)
_LEGAL_WORK = ("法制审核", "行政复议", "行政裁决", "法律顾问")
_ENFORCEMENT = "执法"


@post_rule("C42")
def unreadable_posts_wait(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """A post whose demands the ledger does not say readably takes nobody."""
    if not post.unreadable:
        return None
    words = f"{post.title}的“{'”“'.join(post.unreadable)}”填写无法识别，核实前不作安排"
    return Bar(words, statute("ledger-template").whole, "岗位要求无法识别", "C42")


@post_rule("C07")
def level_suits_the_post(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """The level equals the post's; a higher one of the same series will do where the unit allows 高职低配."""
    if not post.level:
        return None
    has = level_of(person, post.level)
    if has == post.level:
        return None
    if limits.establishment.unit[post.unit].high_on_low and _is_higher(has, post.level):
        return None
    return Bar(f"{post.title}要求层次{post.level}，本人不属同层次", _QUALIFICATIONS, "层次不对等", "C07")


@post_rule("C31")
def demands_of_the_post_are_met(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """At least the degree, any of the majors, all of the certificates, at most the age in full years."""
    if post.education:
        least, has = education_rank(post.education), education_rank(person.education)
        if least is not None and (has is None or has < least):
            return Bar(f"{post.title}要求学历{post.education}以上", _QUALIFICATIONS, "学历不符", "C31")
    if post.majors and person.major not in post.majors:
        return Bar(f"{post.title}要求专业为{'、'.join(post.majors)}", _QUALIFICATIONS, "专业不符", "C31")
    lacking = [certificate for certificate in post.certificates if certificate not in person.certificates]
    if lacking:
        return Bar(f"{post.title}要求资格{'、'.join(lacking)}", _QUALIFICATIONS, "资格不符", "C31")
    if post.age_limit is not None and (person.born is None or full_years(person.born, limits.day) > post.age_limit):
        return Bar(f"{post.title}要求年龄不超过{post.age_limit}岁", _QUALIFICATIONS, "年龄不符", "C31")
    return None


@post_rule("C32")
def legal_work_needs_the_legal_qualification(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """Posts whose title or wanted specialties speak of legal review, reconsideration, adjudication or legal advice."""
    if not _speaks_of(post, *_LEGAL_WORK) or _holds(person, "法律职业资格"):
        return None
    source = statute("civil-servants-law").article(25)
    return Bar(f"{post.title}须有法律职业资格", source, "法律职业资格不符", "C32")


@post_rule("C33")
def enforcement_needs_the_enforcement_certificate(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """Posts whose title or wanted specialties speak of 执法."""
    if not _speaks_of(post, _ENFORCEMENT) or _holds(person, "行政执法"):
        return None
    return Bar(f"{post.title}须有行政执法资格", statute("penalty-law").article(42), "行政执法资格不符", "C33")


POST_BARS: tuple[PostBar, ...] = (
    unreadable_posts_wait,
    level_suits_the_post,
    demands_of_the_post_are_met,
    legal_work_needs_the_legal_qualification,
    enforcement_needs_the_enforcement_certificate,
)


def level_of(person: Person, like: str) -> str:
    """The person's level in the series of another level: the grade itself for specialists and workers, else the band."""
    if like.startswith(("专技", "工勤", "普通工")):
        return person.grade
    return band_of(person.leader_rank if person.is_leader else None, person.grade) or ""


def full_years(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _is_higher(has: str, wanted: str) -> bool:
    mine, theirs = height(has), height(wanted)
    return mine is not None and theirs is not None and mine[0] == theirs[0] and mine[1] > theirs[1]


def _speaks_of(post: Post, *words: str) -> bool:
    return any(word in text for text in (post.title, *post.specialties) for word in words)


def _holds(person: Person, words: str) -> bool:
    return any(words in certificate for certificate in person.certificates)
