"""R4xx 人员, what the roster says of itself: identity numbers, dates, gaps, entries that contradict each other."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.finding import Severity
from bianzhi.domain.identifiers import (
    birth_in_citizen_number,
    citizen_check_digit,
    is_citizen_number,
    masked,
    sex_in_citizen_number,
)
from bianzhi.domain.ledger_columns import sheet
from bianzhi.domain.terms import Status
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.law.retirement import month_number
from bianzhi.rules.roster_repairs import (
    AFTER_WORK_START,
    dates_exchanged,
    number_in_place,
    numbers_held,
    sex_of_the_number,
)
from bianzhi.rules.rule import Breach, rule

_TEMPLATE = statute("ledger-template").whole
_CITIZEN_NUMBERS = statute("gb-11643").whole
_DECREE = statute("decree-486")
_ROSTER = sheet("人员")
_IN_THE_PAST = ("birth", "work_start", *AFTER_WORK_START)
_SPECIALIST_GRADES = frozenset(("职员", "专技"))
_GRADES_OF = {
    Status.CIVIL_SERVANT: frozenset(("公务员职级",)),
    Status.POLITICAL_LEGAL_OFFICER: frozenset(("公务员职级",)),
    Status.CIVIL_LIKE_AGENCY: frozenset(("公务员职级",)),
    Status.CIVIL_LIKE_INSTITUTION: frozenset(("公务员职级",)),
    Status.INSTITUTION_MANAGER: _SPECIALIST_GRADES,
    Status.INSTITUTION_SPECIALIST: _SPECIALIST_GRADES,
    Status.AGENCY_INSTITUTION_STAFF: _SPECIALIST_GRADES,
    Status.AGENCY_WORKER: frozenset(("工勤",)),
    Status.INSTITUTION_WORKER: frozenset(("工勤",)),
}


@rule(
    id="R401",
    title="不得一人多编",
    source=statute("gb-34981").whole,
    severity=Severity.ERROR,
)
def nobody_is_listed_twice(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No citizen number stands twice among people who hold a post; every place is named.

    实名制：one person, one entry. People who have retired, left or died do not count: moving on is no double entry.
    """
    rows: dict[str, list[Person]] = defaultdict(list)
    for person in establishment.people:
        if person.citizen_number and person.state.holds_post:
            rows[person.citizen_number.upper()].append(person)
    for people in rows.values():
        if len(people) == 1:
            continue
        for person in people:
            others = "；".join(_where(establishment, other) for other in people if other is not person)
            yield Breach(
                at=person.at.cell("citizen_number"),
                message=f"{name_of(person)}的公民身份号码 {masked(person.citizen_number)} 另见于：{others}。",
                hint="请核对是否一人多编或者号码填错；已调走的，人员状态请填“调出”。",
            )


@rule(
    id="R402",
    title="公民身份号码应能通过校验",
    source=_CITIZEN_NUMBERS,
    severity=Severity.ERROR,
)
def citizen_number_is_well_formed(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A citizen number has 17 digits, a birth date that exists, and the check digit that belongs to them.

    Old numbers of 15 digits have no check digit; reading tells of them (D013).
    """
    held: Counter[str] = Counter()
    for person in establishment.people:
        number = person.citizen_number
        if number and not is_citizen_number(number) and not _is_old_number(number):
            held = held or numbers_held(establishment)
            yield Breach(
                at=person.at.cell("citizen_number"),
                message=f"{name_of(person)}的公民身份号码 {masked(number)} {_what_is_wrong_with(number)}。",
                hint="请对照身份证件更正；单元格应为文本格式，以免末尾几位变为 0。",
                repair=number_in_place(person, held),
            )


@rule(
    id="R403",
    title="性别应与公民身份号码一致",
    source=_CITIZEN_NUMBERS,
    severity=Severity.ERROR,
)
def sex_agrees_with_number(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The column 性别 says what the 17th digit of the citizen number says: odd for men, even for women."""
    held: Counter[str] = Counter()
    for person in establishment.people:
        if person.sex is None or sex_in_citizen_number(person.citizen_number) in (None, person.sex):
            continue
        if is_citizen_number(person.citizen_number):
            says = sex_in_citizen_number(person.citizen_number)
            held = held or numbers_held(establishment)
            yield Breach(
                at=person.at.cell("sex"),
                message=f"{name_of(person)}性别填{person.sex}，公民身份号码第 17 位表示{says}。",
                hint="请核对性别和公民身份号码。",
                repair=sex_of_the_number(person, held),
            )


@rule(
    id="R404",
    title="出生日期应与公民身份号码一致",
    source=_CITIZEN_NUMBERS,
    severity=Severity.WARNING,
)
def birth_agrees_with_number(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The column 出生日期 says what the citizen number says; known to the month only, it is compared by the month."""
    for person in establishment.people:
        birth, says = person.birth, birth_in_citizen_number(person.citizen_number)
        if birth is None or says is None or birth == says:
            continue
        if (birth.day != 1 or month_number(birth) != month_number(says)) and is_citizen_number(person.citizen_number):
            yield Breach(
                at=person.at.cell("birth"),
                message=f"{name_of(person)}出生日期填{in_chinese(birth)}，公民身份号码为{in_chinese(says)}。",
                hint="请核对；以档案认定日期为准的，请在备注注明。退休年龄按“出生日期”列计算。",
            )


@rule(
    id="R409",
    title="日期先后应合理",
    source=_TEMPLATE,
    severity=Severity.ERROR,
)
def dates_follow_each_other(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Born, then at work from the working age on, then on the establishment, in the unit, in the post; none to come.

    Dates known to the month only (day 1) are compared by the month. Each date out of order is named at its own cell.
    """
    working_age, today = law["working_age_years"], law.day

    def in_order(person: Person) -> bool:
        return not any(_dates_out_of_order(person, working_age, today))

    for person in establishment.people:
        for field, why in _dates_out_of_order(person, working_age, today):
            yield Breach(
                at=person.at.cell(field),
                message=f"{name_of(person)}的{_ROSTER.heading(field)}{in_chinese(getattr(person, field))}{why}。",
                hint="请对照档案更正日期。",
                repair=dates_exchanged(person, in_order) if field == "on_establishment_since" else None,
            )


@rule(
    id="R410",
    title="性别不明",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def sex_is_known(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Sex follows from the column or the citizen number, unless 退休类别 is given: without it men's age is taken."""
    for person in establishment.people:
        if person.retirement_category is None and person.known_sex is None and _is_to_be_complete(person):
            yield Breach(
                at=person.at.cell("sex"),
                message=f"{name_of(person)}无法得知性别，法定退休年龄暂按男性计算。",
                hint="请补填性别、公民身份号码或者退休类别。",
            )


@rule(
    id="R411",
    title="信息不全，不参与调剂",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def information_is_complete(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Everyone on the establishment has 人员类别, 编制类型, and a birth date or a citizen number that tells it."""
    for person in establishment.people:
        if person.status is not None and person.category is not None and person.birth is not None:
            continue
        gaps = [
            (field, word)
            for field, word, value in (
                ("status", "人员类别", person.status),
                ("category", "编制类型", person.category),
                ("birth", "出生日期或公民身份号码", person.birth or person.born),
            )
            if value is None
        ]
        if gaps and _is_to_be_complete(person):
            yield Breach(
                at=person.at.cell(gaps[0][0]),
                message=f"{name_of(person)}缺{'、'.join(word for _, word in gaps)}，信息不全，不参与调剂"
                f"{'，也未计入实有人数' if person.category is None else ''}。",
                hint="请补填后重新导入。",
            )


@rule(
    id="R412",
    title="已离开人员仍填编制类型",
    source=_DECREE.article(23),
    severity=Severity.NOTE,
)
def the_gone_hold_no_post(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """People who have retired, left or died hold no post any more.

    They are not counted in post. If the pay office still pays them they are suspected ghosts (吃空饷), which the ledger
    alone cannot tell. 法条大意：年度统计不得虚报、瞒报。
    """
    for person in establishment.people:
        if person.category is not None and not person.state.holds_post:
            yield Breach(
                at=person.at.cell("category"),
                message=f"{name_of(person)}人员状态为{person.state}，编制类型仍填{person.category}；未计入实有人数。",
                hint="请办理出编手续，并与财政供养名册核对是否仍在发放工资。",
            )


@rule(
    id="R415",
    title="编外人员不得占用编制",
    source=_DECREE.article(6),
    severity=Severity.WARNING,
)
def staff_off_the_establishment_hold_no_post(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """编外人员 have no establishment type; they are never counted in post."""
    for person in establishment.people:
        if person.status is Status.OFF_ESTABLISHMENT and person.category is not None:
            yield Breach(
                at=person.at.cell("category"),
                message=f"{name_of(person)}为编外人员，编制类型却填{person.category}；未计入实有人数。",
                hint="请核对人员类别；确为编外的，编制类型请留空。",
            )


@rule(
    id="R418",
    title="填有职务层次的应为领导",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def whoever_has_a_leadership_rank_leads(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Whoever has a 职务层次 is marked 是否领导 = 是: the mark keeps leaders out of a plan and in the count of 职数."""
    for person in establishment.people:
        if person.leader_rank is not None and not person.is_leader and person.state.holds_post:
            yield Breach(
                at=person.at.cell("is_leader"),
                message=f"{name_of(person)}职务层次为{person.leader_rank}，“是否领导”却不是“是”，可能被列入调剂。",
                hint="担任领导职务的请填“是”；只有职级的，请清空职务层次、填写职级。",
            )


@rule(
    id="R419",
    title="职级应与人员类别相符",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def grade_belongs_to_the_status(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Civil servants have civil-service grades, institution staff 职员 or 专技 grades, workers 工勤 grades."""
    for person in establishment.people:
        allowed = _GRADES_OF.get(person.status) if person.status else None
        if person.grade and allowed and _series(person.grade) not in allowed:
            yield Breach(
                at=person.at.cell("grade"),
                message=f"{name_of(person)}为{person.status}，职级却填{person.grade}；"
                f"应为{'或'.join(sorted(allowed))}等级。",
                hint="请核对人员类别和职级。",
            )


def name_of(person: Person) -> str:
    """Name and id, as messages call a person."""
    return f"{person.name}（{person.id}）"


def in_chinese(day: date) -> str:
    """2005年7月15日; a date on day 1 may be known to the month only and reads 2005年7月."""
    return f"{day.year}年{day.month}月" if day.day == 1 else day_in_words(day)


def _is_to_be_complete(person: Person) -> bool:
    """Whether a person holds a post, or would if the entry were complete."""
    return person.status is not Status.OFF_ESTABLISHMENT and person.state.holds_post


def _where(establishment: Establishment, person: Person) -> str:
    at = person.at.cell("citizen_number")
    return f"{establishment.unit[person.unit].name}{name_of(person)}（{at.sheet} › {at.cell}）"


def _is_old_number(number: str) -> bool:
    return len(number) == 15 and number.isdigit()


def _what_is_wrong_with(number: str) -> str:
    if len(number) != 18:
        return f"有 {len(number)} 位，应为 18 位"
    first17 = number[:17]
    if not (first17.isascii() and first17.isdigit()) or number[0] == "0" or number[17] not in "0123456789X":
        return "含有不应有的字符，应为 17 位数字加 1 位校验码（数字或 X）"
    if birth_in_citizen_number(number) is None:
        return "第 7 至 14 位不是存在的日期"
    return f"末位校验码为 {number[17]}，按前 17 位应为 {citizen_check_digit(first17)}"


def _dates_out_of_order(person: Person, working_age: int, today: date) -> Iterator[tuple[str, str]]:
    """Each date that is to come, or before what it must follow: its field, and what is wrong with it."""
    start, born = person.work_start, person.born
    for field in _IN_THE_PAST:
        day = getattr(person, field)
        if day is not None and day > today:
            yield field, f"晚于检查日期{in_chinese(today)}"
    if start is None:
        return
    if born is not None and month_number(start) < month_number(born) + working_age * 12:
        yield "work_start", f"时未满 {working_age} 周岁（出生于{in_chinese(born)}）"
    for field in AFTER_WORK_START:
        day = getattr(person, field)
        if day is not None and _is_before(day, start):
            yield field, f"早于参加工作时间{in_chinese(start)}"


def _is_before(day: date, other: date) -> bool:
    return month_number(day) < month_number(other) if 1 in (day.day, other.day) else day < other


def _series(grade: str) -> str:
    if grade.endswith("职员"):
        return "职员"
    if grade.startswith("专技"):
        return "专技"
    return "工勤" if grade.startswith(("工勤", "普通工")) else "公务员职级"
