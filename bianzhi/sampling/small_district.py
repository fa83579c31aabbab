"""Five units to learn with: a ledger small enough to follow its plan by hand.

区政府办公室 is three over on 行政编制. Eleven of its fifteen stand outside the question: three lead, five are locked for one
reason each, and the three of 督查科 may not leave because a section of three does not shrink. Four of 综合科 may move.
财政局 has two vacancies, one of them a post for accountants, which only the first of the four meets. The second has a
spouse in 财政局 and can only go to 社会保险服务中心, the third would like 财政局. 审计局 asks for a certificate nobody has.
So three move. Two stay over quota: a driver, and one of 融媒体中心, for whom no unit has a vacancy of their types.
"""

from dataclasses import replace

from bianzhi.domain.establishment import Establishment, Kinship, Person, Post, SectionTraffic
from bianzhi.domain.terms import Category, PersonState, Sex, UnitKind, Willingness
from bianzhi.sampling.careers import Situation
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.fields import Field
from bianzhi.sampling.layout import LaidUnit, lay_out
from bianzhi.sampling.people import Roster, Seat, seats_of
from bianzhi.sampling.standing import leader_rank
from bianzhi.sampling.unit_plan import CellPlan, Scaling, UnitPlan, sections, words
from bianzhi.sampling.units import leadership_posts, quota_entries, unit

_SEED = 20
_ADMINISTRATIVE = Category.ADMINISTRATIVE

_OFFICE = UnitPlan(
    "L01",
    "澜屏区政府办公室",
    UnitKind.GOVERNMENT,
    Field.GENERAL,
    words("综合 文秘 督查"),
    sections("综合科=11 督查科=3"),
    (CellPlan(_ADMINISTRATIVE, 15, +3), CellPlan(Category.AGENCY_SUPPORT, 2, +1)),
    deputies=2,
    scaling=Scaling.FIXED,
)
_OTHERS = (
    UnitPlan(
        "L02",
        "澜屏区财政局",
        UnitKind.GOVERNMENT,
        Field.FINANCE,
        words("财政 财务 综合"),
        sections("办公室=4 预算科=4"),
        (CellPlan(_ADMINISTRATIVE, 10, -2), CellPlan(Category.AGENCY_SUPPORT, 1)),
        deputies=2,
        scaling=Scaling.FIXED,
    ),
    UnitPlan(
        "L03",
        "澜屏区审计局",
        UnitKind.GOVERNMENT,
        Field.FINANCE,
        words("审计 财务"),
        sections("综合科=3 审计业务科=3"),
        (CellPlan(_ADMINISTRATIVE, 8, -1),),
        deputies=1,
        scaling=Scaling.FIXED,
    ),
    UnitPlan(
        "L04",
        "澜屏区社会保险服务中心",
        UnitKind.CIVIL_LIKE_INSTITUTION,
        Field.WELFARE,
        words("社会保障 综合"),
        sections("业务科=5"),
        (CellPlan(Category.CIVIL_LIKE, 7, -1),),
        civil_like=True,
        deputies=1,
        scaling=Scaling.FIXED,
    ),
    UnitPlan(
        "L05",
        "澜屏区融媒体中心",
        UnitKind.WELFARE_ONE,
        Field.CULTURE,
        words("融媒 新闻 宣传"),
        sections("综合科=4 采编科=4 技术科=4"),
        (CellPlan(Category.FULLY_FUNDED, 15, +1),),
        deputies=2,
        scaling=Scaling.FIXED,
        specialists=60,
    ),
)
_DESKS = (
    *((situation, "L0101") for situation in (Situation.FREE,) * 4),
    *(
        (situation, "L0101")
        for situation in (
            Situation.TRIAL,
            Situation.NEAR_RETIREMENT,
            Situation.EXCHANGED,
            Situation.AWAY,
            Situation.LOCKED,
        )
    ),
    *((situation, "L0102") for situation in (Situation.FREE,) * 3),
)
"""Everyone of 区政府办公室 on 行政编制 who does not lead; the first four may move."""


def small_district() -> Establishment:
    """Five units with sixty people, and a plan of three moves that leaves two over quota."""
    dice = Dice(_SEED)
    laid = lay_out((_OFFICE, *_OTHERS), 0, dice)
    roster = Roster(dice)
    people = [roster.draw(seat) for seat in _office_seats()]
    for one in laid[1:]:
        people += [roster.draw(seat) for seat in seats_of(one, dice)]
    people += [roster.draw(seat) for seat in _without_post(laid[1])]
    people = _with_reasons(people)
    return Establishment(
        name="澜屏区学习台账.xlsx",
        units=tuple(unit(one.plan, number) for number, one in enumerate(laid, 101)),
        quota_entries=tuple(entry for one in laid for entry in quota_entries(one, dice)),
        leadership_posts=tuple(row for number, one in enumerate(laid, 101) for row in leadership_posts(one, number)),
        sections=tuple(section for one in laid for section, _ in one.sections),
        people=tuple(people),
        posts=(
            Post("L02", "预算管理岗", _ADMINISTRATIVE, 1, "L0202", majors=("会计学", "财政学"), education="大学"),
            Post("L03", "审计业务岗", _ADMINISTRATIVE, 1, "L0302", certificates=("注册会计师",)),
        ),
        kinships=(Kinship(people[4].id, _spouse(people, people[4]).id, "夫妻"),),
        traffic=(
            SectionTraffic("L0101", "L0102", 60),
            SectionTraffic("L0201", "L0202", 45),
            SectionTraffic("L0501", "L0502", 30),
        ),
    )


def _office_seats() -> list[Seat]:
    leading = [
        Seat(_OFFICE, _ADMINISTRATIVE, Situation.LEADER, leads=leader_rank(_OFFICE, number == 0)) for number in range(3)
    ]
    staff = [
        Seat(
            _OFFICE,
            _ADMINISTRATIVE,
            situation,
            section,
            state=PersonState.SECONDED if situation is Situation.AWAY else PersonState.ACTIVE,
            arranged=True,
        )
        for situation, section in _DESKS
    ]
    drivers = [Seat(_OFFICE, Category.AGENCY_SUPPORT, Situation.FREE, "L0101") for _ in range(2)]
    return leading + staff + drivers


def _without_post(finance: LaidUnit) -> list[Seat]:
    return [
        Seat(finance.plan, _ADMINISTRATIVE, Situation.RETIRED, state=PersonState.RETIRED),
        Seat(finance.plan, _ADMINISTRATIVE, Situation.OFF_ESTABLISHMENT),
    ]


def _with_reasons(people: list[Person]) -> list[Person]:
    """The four who may move, after the three leaders, with what decides where each goes."""
    accountant, spouse, third, fourth = people[3:7]
    moved = [
        replace(
            accountant,
            education="大学",
            major="会计学",
            certificates=("会计师",),
            willingness=Willingness.WILLING,
            wished_units=("L02",),
        ),
        replace(
            spouse,
            education="大学",
            major="社会保障",
            specialties=("社会保障",),
            willingness=Willingness.WILLING,
            wished_units=("L04",),
        ),
        replace(
            third,
            education="大学",
            major="行政管理",
            specialties=("财务",),
            willingness=Willingness.WILLING,
            wished_units=("L02",),
        ),
        replace(fourth, education="大学", major="汉语言文学", specialties=("文秘",)),
    ]
    return [*people[:3], *moved, *people[7:]]


def _spouse(people: list[Person], person: Person) -> Person:
    """Somebody of the other sex in 财政局 who stays there."""
    wanted = Sex.MALE if person.sex is Sex.FEMALE else Sex.FEMALE
    return next(other for other in people if other.unit == "L02" and other.sex is wanted and not other.is_leader)
