"""人岗相适: whether each person on paper meets what the post named demands (``ledger_format`` §2, rule 4)."""

from collections.abc import Iterator
from datetime import date

from bianzhi.domain.establishment import Person, Post
from bianzhi.domain.plan_columns import MoveColumn, paper_text
from bianzhi.domain.terms import Band
from bianzhi.law.citation import statute
from bianzhi.law.levels import band_of, education_rank
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, plan_rule

_QUALIFICATIONS = statute("civil-servants-law").article(71)
_GRADED_BY_NAME = ("专技", "工勤", "普通工")
"""Levels that are compared only within their own series, by the grade and not by a band."""
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
_LEGAL_WORK = ("法制审核", "行政复议", "行政裁决", "法律顾问")
_ENFORCEMENT = "执法"


@plan_rule("P541", "层次须与岗位要求相同", _QUALIFICATIONS, "C07")
def level_equals_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The band of the person's rank or grade equals the post's; specialist and worker grades are the same grade.

    Where the unit allows 高职低配, a higher level of the same series will do.
    """
    for move, post in _posted(case):
        if not post.level or level_of(move.person, post.level) == post.level:
            continue
        if not (move.unit.high_on_low and _is_higher(level_of(move.person, post.level), post.level)):
            grade = move.person.grade or "职级空缺"
            yield _unmet(move, post, f"层次{post.level}", f"职级为{grade}，不属该层次")


def level_of(person: Person, demanded: str = "") -> str:
    """The person's level in the series of the one demanded: a band, or the grade itself; empty where there is none."""
    if demanded.startswith(_GRADED_BY_NAME):
        return person.grade
    band = band_of(person.leader_rank if person.is_leader else None, person.grade)
    return band.value if band else ""


def _is_higher(level: str, than: str) -> bool:
    """Whether a level is higher than another of its own series; bands and grades stand in their lists highest first."""
    series = (
        [band.value for band in Band],
        [f"专技{numeral}级" for numeral in _NUMERALS],
        [*(f"工勤{numeral}级" for numeral in _NUMERALS[:5]), "普通工"],
    )
    return any(level in each and than in each and each.index(level) < each.index(than) for each in series)


@plan_rule("P542", "学历不得低于岗位要求", _QUALIFICATIONS, "C31")
def education_reaches_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person's degree is at least the one demanded."""
    for move, post in _posted(case):
        least = education_rank(post.education) if post.education else None
        if least is None:
            continue
        has = education_rank(move.person.education)
        if has is None or has < least:
            yield _unmet(move, post, f"学历{post.education}以上", f"学历为{move.person.education or '空'}")


@plan_rule("P543", "专业须在岗位要求之内", _QUALIFICATIONS, "C31")
def major_is_one_of_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person's major is one of the list, in the same words."""
    for move, post in _posted(case):
        if post.majors and move.person.major not in post.majors:
            yield _unmet(move, post, f"专业为{'、'.join(post.majors)}之一", f"专业为{move.person.major or '空'}")


@plan_rule("P544", "须具备岗位要求的全部资格", _QUALIFICATIONS, "C31")
def certificates_include_all_of_the_posts(case: PlanCase) -> Iterator[Breach]:
    """The person has every certificate demanded."""
    for move, post in _posted(case):
        lacking = [name for name in post.certificates if name not in move.person.certificates]
        if lacking:
            yield _unmet(move, post, f"资格{'、'.join(post.certificates)}", f"缺{'、'.join(lacking)}")


@plan_rule("P545", "年龄不得超过岗位上限", _QUALIFICATIONS, "C31")
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


@plan_rule("P557", "法制审核等岗位须有法律职业资格", statute("civil-servants-law").article(25), "C32")
def legal_work_is_done_by_the_qualified(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: posts of legal review, reconsideration, adjudication or advice, by title or tag."""
    for move, post in _posted(case):
        if _speaks_of(post, _LEGAL_WORK) and not any("法律职业资格" in name for name in move.person.certificates):
            yield _unmet(move, post, "法律职业资格", "资格证书中没有")


@plan_rule("P558", "行政执法岗位须有行政执法资格", statute("penalty-law").article(42), "C33")
def enforcement_is_done_by_the_certified(case: PlanCase) -> Iterator[Breach]:
    """Where the office asks for it: posts whose title or tag speaks of 执法."""
    for move, post in _posted(case):
        if _speaks_of(post, (_ENFORCEMENT,)) and not any("行政执法" in name for name in move.person.certificates):
            yield _unmet(move, post, "行政执法资格", "资格证书中没有")


def _speaks_of(post: Post, words: tuple[str, ...]) -> bool:
    return any(word in text for text in (post.title, *post.specialties) for word in words)


def _posted(case: PlanCase) -> Iterator[tuple[PaperMove, Post]]:
    return ((move, move.post) for move in case.moves if move.post is not None)


def _unmet(move: PaperMove, post: Post, demanded: str, there: str) -> Breach:
    message = f"{move.unit.name}“{paper_text(post.title)}”要求{demanded}，{move.person.name}{there}。"
    return Breach(move.row.cell(MoveColumn.POST), message)


POST_RULES = (
    level_equals_the_posts,
    education_reaches_the_posts,
    major_is_one_of_the_posts,
    certificates_include_all_of_the_posts,
    age_is_within_the_posts_limit,
    legal_work_is_done_by_the_qualified,
    enforcement_is_done_by_the_certified,
)
