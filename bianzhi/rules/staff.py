"""R4xx 人员, what the law says of them: retirement, trial, rotation, sanctions, and status against establishment."""

from collections.abc import Iterator

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Category, Status, UnitKind
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage, identity_matrix
from bianzhi.law.parameters import Law
from bianzhi.law.retirement import add_months, in_words, months_to_retirement, retirement_category, retirement_month
from bianzhi.rules.leadership import unit_leaders
from bianzhi.rules.roster import in_chinese, name_of
from bianzhi.rules.rule import Breach, rule

_CIVIL_SERVANTS = statute("civil-servants-law")
_INSTITUTIONS = statute("decree-652")
_ROTATION = statute("transfer-provisions").article("第二章")
_YOUNGEST_RETIREMENT_AGE = 50
_CIVIL = frozenset(
    (
        Status.CIVIL_SERVANT,
        Status.POLITICAL_LEGAL_OFFICER,
        Status.CIVIL_LIKE_AGENCY,
        Status.CIVIL_LIKE_INSTITUTION,
    )
)
_INSTITUTION_POSTS = (Category.FULLY_FUNDED, Category.PARTLY_FUNDED, Category.SELF_FUNDED)
_ROTATING = ("组织", "人事", "纪检", "监察", "审计", "财务", "项目", "审批", "招标", "采购", "许可", "处罚")
"""Words in a section's name or tags that make its posts rotate (转任规定第二章)."""


@rule(
    id="R405",
    title="到龄应退未退",
    source=statute("retirement-decision").whole,
    severity=Severity.ERROR,
)
def nobody_stays_past_retirement(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Nobody holds a post after the statutory retirement month.

    法条大意：2025年1月1日起逐步延迟法定退休年龄。 In the month itself retirement is due, which R406 tells; the month after is late.
    """
    for person, months in _retirements(establishment, law, 0):
        if months < 0:
            yield Breach(
                at=person.at.cell("state"),
                message=f"{name_of(person)}法定退休月份为{_retires_in(person)}，已过 {-months} 个月，"
                f"人员状态仍为{person.state}。",
                hint="请办理退休并更新人员状态；已批准弹性延迟退休的，请在备注注明文号。",
            )


@rule(
    id="R406",
    title="临近退休",
    source=statute("retirement-decision").whole,
    severity=Severity.NOTE,
)
def retirement_is_foreseen(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The office is told of everyone whose statutory retirement month comes within the notice period, or is now.

    The message names the band, 3, 6 or 12 months: what is due first is to be done first.
    """
    notice = law["near_retirement_notice_months"]
    bands = sorted({law["near_retirement_urgent_months"], law["near_retirement_soon_months"], notice})
    for person, months in _retirements(establishment, law, notice):
        if 0 <= months <= notice:
            when = "即在本月" if months == 0 else f"距今 {months} 个月"
            band = next(most for most in bands if months <= most)
            yield Breach(
                at=person.at.cell("birth"),
                message=f"{name_of(person)}法定退休月份为{_retires_in(person)}，{when}（{band} 个月内）。",
                hint="建议提前安排交接，并将届时空出的编制列入用编计划。",
            )


@rule(
    id="R407",
    title="试用期将满",
    source=_CIVIL_SERVANTS.article(34),
    severity=Severity.NOTE,
)
def end_of_trial_is_foreseen(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The office is told of everyone whose trial period ends within the notice period.

    法条大意：新录用公务员试用期一年；事业单位初次就业的，试用期可为十二个月（652号令第13条）。
    """
    notice = law["trial_notice_months"]
    until = add_months(law.day, notice)
    for person in establishment.people:
        ends = person.trial_ends
        if ends is not None and law.day < ends <= until and person.state.holds_post:
            yield Breach(
                at=person.at.cell("trial_ends"),
                message=f"{name_of(person)}试用期至{in_chinese(ends)}，{notice} 个月内期满。",
                hint="请安排转正考核。",
                source=_INSTITUTIONS.article(13) if _on_contract(person) else None,
            )


@rule(
    id="R408",
    title="同一职位满十年应当转任",
    source=_ROTATION,
    severity=Severity.WARNING,
)
def leaders_and_sensitive_posts_rotate(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Leaders, and civil servants on posts of power over people, money and permits, do not stay ten years in one post.

    法条大意：担任内设机构领导职务的，在组织、人事、纪检、监察、审计、财务、项目和资金审批、招标采购、行政许可、行政处罚等职位的，
    同一职位满十年应当转任；领导成员另有规定。 Which posts these are is read from the section's name and function tags.
    """
    of_unit = {person.id for leaders in unit_leaders(establishment).values() for person in leaders}
    for person in _long_in_post(establishment, law):
        if person.id in of_unit:
            yield _stays_long(person, law, "担任单位领导职务，应当交流", "请按干部管理权限报有关部门研究。")
        elif person.is_leader or _is_on_a_rotating_post(establishment, person):
            why = "担任内设机构领导职务" if person.is_leader else "所在科室属人财物和审批执法等职位"
            yield _stays_long(person, law, f"{why}，应当转任", "建议列入转任计划；暂不转任的，须经公务员主管部门同意。")


@rule(
    id="R417",
    title="同一职位时间较长",
    source=_ROTATION,
    severity=Severity.NOTE,
)
def others_may_rotate(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Other civil servants long in one post may be transferred as well.

    法条大意：在同一职位任职时间较长的，属于转任对象。
    """
    for person in _long_in_post(establishment, law):
        if not person.is_leader and not _is_on_a_rotating_post(establishment, person):
            yield _stays_long(person, law, "可列为转任对象", "建议在编制调剂时优先考虑。")


@rule(
    id="R413",
    title="参公人员应在参公单位",
    source=_CIVIL_SERVANTS.article(112),
    severity=Severity.WARNING,
)
def civil_like_staff_are_in_civil_like_units(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Staff managed with reference to the Civil Servants Law are in a unit approved for it.

    法条大意：参照公务员法管理的单位须经批准。 Mass organizations and democratic parties count as such organs (参公机关人员).
    """
    for person in establishment.people:
        if person.status not in (Status.CIVIL_LIKE_AGENCY, Status.CIVIL_LIKE_INSTITUTION) or not person.counted:
            continue
        unit = establishment.unit[person.unit]
        civil_like = unit.civil_like or unit.kind is UnitKind.CIVIL_LIKE_INSTITUTION
        organ = unit.kind in (UnitKind.MASS_ORGANIZATION, UnitKind.DEMOCRATIC_PARTY)
        if not civil_like and not (organ and person.status is Status.CIVIL_LIKE_AGENCY):
            yield Breach(
                at=person.at.cell("status"),
                message=f"{name_of(person)}为{person.status}，所在的{unit.name}（{unit.kind}）不是参公管理单位。",
                hint="请核对人员类别；单位已批准参公的，请在机构表“参公”填是并补录文号。",
            )


@rule(
    id="R414",
    title="处分期内",
    source=_CIVIL_SERVANTS.article(64),
    severity=Severity.NOTE,
)
def sanction_periods_are_known(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The office is told of everyone in a sanction period: no promotion, while a lateral move is not barred.

    法条大意：受处分期间不得晋升职务、职级和级别；事业单位工作人员见652号令第29条。
    """
    for person in establishment.people:
        if person.sanction_ends is not None and person.sanction_ends > law.day and person.counted:
            yield Breach(
                at=person.at.cell("sanction_ends"),
                message=f"{name_of(person)}处分期至{in_chinese(person.sanction_ends)}，期内不得晋升；"
                "平级调整不受限，但应慎重。",
                hint="如列入调整方案，请另行征求干部监督部门意见。",
                source=_INSTITUTIONS.article(29) if _on_contract(person) else None,
            )


@rule(
    id="R416",
    title="人员类别应与编制类型相称",
    source=statute("decree-486").article(15),
    severity=Severity.WARNING,
)
def status_fits_the_establishment(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Nobody holds a type of post that people of this status come to by a special procedure only, or never.

    法条大意：不得混用编制。 Workers of public institutions may hold the institution's general posts: many quotas do not set
    support posts apart.
    """
    strange = {
        pair
        for pair, cell in identity_matrix().items()
        if cell.passage in (Passage.MANUAL, Passage.FORBIDDEN)
        and not (pair[0] is Status.INSTITUTION_WORKER and pair[1] in _INSTITUTION_POSTS)
    }
    for person in establishment.people:
        if (person.status, person.category) in strange and person.counted:
            yield Breach(
                at=person.at.cell("category"),
                message=f"{name_of(person)}为{person.status}，占用{person.category}，两者不相称。",
                hint="请核对人员类别和编制类型；确属混编混岗的，建议列入清理。",
            )


@rule(
    id="R420",
    title="亲属在同一单位",
    source=statute("recusal-provisions").article(5),
    severity=Severity.NOTE,
)
def relatives_are_known(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The office is told of relatives in one unit, who may not be superior and subordinate there.

    法条大意：有亲属关系的，不得担任双方直接隶属于同一领导人员的职务或者有直接上下级领导关系的职务。
    """
    for kinship in establishment.kinships:
        one, other = establishment.person.get(kinship.person), establishment.person.get(kinship.relative)
        if one is None or other is None or one is other or one.unit != other.unit:
            continue
        if one.counted and other.counted:
            both_on_contract = _on_contract(one) and _on_contract(other)
            yield Breach(
                at=kinship.at.cell("person"),
                message=f"{name_of(one)}与{name_of(other)}（{kinship.relation}）同在{establishment.unit[one.unit].name}"
                f"{'，其中有领导人员' if one.is_leader or other.is_leader else ''}。",
                hint="请核对是否构成直接上下级或者须回避的职位；确需回避的，建议列入调剂。",
                source=statute("institution-recusal").article(6) if both_on_contract else None,
            )


def _on_contract(person: Person) -> bool:
    return person.status is not None and person.status.needs_consent


def _retirements(establishment: Establishment, law: Law, within: int) -> Iterator[tuple[Person, int]]:
    """Whoever holds a post and is old enough to be near retirement, with the months left; negative once it is past."""
    latest_birth_year = law.day.year - _YOUNGEST_RETIREMENT_AGE + within // 12 + 1
    for person in establishment.people:
        if person.birth is not None and person.birth.year > latest_birth_year:
            continue
        if person.state.holds_post and person.status is not Status.OFF_ESTABLISHMENT:
            months = months_to_retirement(person, law.day)
            if months is not None:
                yield person, months


def _retires_in(person: Person) -> str:
    assert person.born is not None
    return in_words(retirement_month(retirement_category(person), person.born))


def _long_in_post(establishment: Establishment, law: Law) -> Iterator[Person]:
    years = law["rotation_years"]
    for person in establishment.people:
        since = person.post_since
        if since is None or since.year > law.day.year - years or person.status not in _CIVIL:
            continue
        if person.counted and add_months(since, years * 12) <= law.day:
            yield person


def _is_on_a_rotating_post(establishment: Establishment, person: Person) -> bool:
    if establishment.unit[person.unit].kind is UnitKind.DISCIPLINE:
        return True
    section = establishment.section.get(person.section)
    words = "、".join((section.name, *section.functions)) if section else ""
    return any(word in words for word in _ROTATING)


def _stays_long(person: Person, law: Law, why: str, hint: str) -> Breach:
    assert person.post_since is not None
    years = law["rotation_years"]
    return Breach(
        at=person.at.cell("post_since"),
        message=f"{name_of(person)}自{in_chinese(person.post_since)}任现职，已满 {years} 年；{why}。",
        hint=hint,
    )
