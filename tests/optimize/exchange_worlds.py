"""Small random worlds for exchange: few people, most of them in cells that are full or nearly so, fits far apart."""

from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, Status, UnitKind
from tests.worlds import kin, person, post, quota, section, unit, world

_ADMINISTRATIVE, _CIVIL_LIKE = Category.ADMINISTRATIVE, Category.CIVIL_LIKE


@st.composite
def exchange_worlds(draw: st.DrawFn, most_people: int = 6) -> Establishment:
    """Three units with up to ``most_people`` people on one or two types, every fit drawn from 0 to 100."""
    codes = "ABC"
    types = (_ADMINISTRATIVE, _CIVIL_LIKE) if draw(st.booleans()) else (_ADMINISTRATIVE,)
    people = []
    for number in range(draw(st.integers(3, most_people))):
        where = draw(st.sampled_from(codes))
        category = draw(st.sampled_from(types))
        status = Status.CIVIL_SERVANT if category is _ADMINISTRATIVE else Status.CIVIL_LIKE_INSTITUTION
        people.append(
            person(
                f"p{number}",
                where,
                status=status,
                category=category,
                section=draw(st.sampled_from(("", "", f"{where}-S"))),
                major=draw(st.sampled_from(("法学", "会计学"))),
                grade=draw(st.sampled_from(("一级科员", "一级主任科员"))),
                is_leader=draw(st.integers(0, 7)) == 0,
            )
        )
    rows = []
    for code in codes:
        least = draw(st.one_of(st.none(), st.none(), st.integers(0, 3)))
        rows.append(
            unit(code, kind=draw(st.sampled_from((UnitKind.GOVERNMENT, UnitKind.SUBDISTRICT))), min_staff=least)
        )
        for category in types:
            in_post = sum(each.unit == code and each.category is category for each in people)
            rows.append(quota(code, max(0, in_post + draw(st.sampled_from((-1, -1, 0, 0, 1)))), category))
        rows.append(section(f"{code}-S", code))
    posts = [
        post(
            f"岗{number}",
            draw(st.sampled_from(codes)),
            draw(st.integers(1, 2)),
            draw(st.sampled_from(types)),
            majors=draw(st.sampled_from((("法学",), ("会计学",), ()))),
            level=draw(st.sampled_from(("", "科员"))),
        )
        for number in range(draw(st.sampled_from((0, 1, 2, 2))))
    ]
    scores = [FitScore(each.id, code, "", draw(st.integers(0, 100))) for each in people for code in codes]
    ids = [each.id for each in people]
    related = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=1))
    return world(*rows, *people, *posts, *scores, *(kin(one, other) for one, other in related if one != other))


@st.composite
def exchange_settings(draw: st.DrawFn) -> PlanSettings:
    """Budgets of 1 to 4, a least gain of 1 to 40, a share that lets one or many leave."""
    return PlanSettings(
        exchange=Exchange(draw(st.integers(1, 4)), draw(st.integers(1, 40))),
        leaving_share_percent=draw(st.sampled_from((30, 60, 100))),
    )
