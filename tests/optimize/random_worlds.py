"""Small random worlds in which every constraint can bind."""

from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category, Status, UnitKind
from tests.worlds import kin, person, post, quota, section, unit, world

_STATUSES = (Status.CIVIL_SERVANT, Status.CIVIL_SERVANT, Status.CIVIL_LIKE_AGENCY, Status.INSTITUTION_MANAGER)
_TYPES = (Category.ADMINISTRATIVE, Category.CIVIL_LIKE, Category.FULLY_FUNDED)
_KINDS = (UnitKind.GOVERNMENT, UnitKind.CIVIL_LIKE_INSTITUTION, UnitKind.WELFARE_ONE, UnitKind.SUBDISTRICT)


@st.composite
def small_worlds(draw: st.DrawFn, most_people: int = 12) -> Establishment:
    """Three or four units, up to ``most_people`` people of whom few may move, posts with demands, relatives, sections."""
    codes = "ABCD"[: draw(st.integers(3, 4))]
    rows = []
    for code in codes:
        least = draw(st.one_of(st.none(), st.integers(0, 6)))
        tags = tuple(draw(st.lists(st.sampled_from(("财政", "司法", "信息")), unique=True, max_size=2)))
        rows.append(unit(code, kind=draw(st.sampled_from(_KINDS)), min_staff=least, functions=tags))
        for category in _TYPES:
            if draw(st.booleans()):
                rows.append(quota(code, draw(st.integers(0, 4)), category))
        rows += [section(f"{code}-S", code), section(f"{code}-T", code)]
    people = []
    for number in range(draw(st.integers(4, most_people))):
        status = draw(st.sampled_from(_STATUSES))
        home = Category.FULLY_FUNDED if status is Status.INSTITUTION_MANAGER else draw(st.sampled_from(_TYPES[:2]))
        where = draw(st.sampled_from(codes[:2]))
        people.append(
            person(
                f"p{number}",
                where,
                status=status,
                category=home,
                section=draw(st.sampled_from(("", f"{where}-S", f"{where}-T"))),
                major=draw(st.sampled_from(("法学", "会计学", "计算机科学与技术"))),
                grade=draw(st.sampled_from(("一级科员", "一级主任科员"))),
                is_leader=draw(st.integers(0, 5)) == 0,
            )
        )
    posts = [
        post(
            f"岗{number}",
            where := draw(st.sampled_from(codes)),
            draw(st.integers(1, 2)),
            draw(st.sampled_from(_TYPES)),
            section=draw(st.sampled_from(("", f"{where}-S", f"{where}-T"))),
            majors=draw(st.sampled_from(((), ("法学",)))),
            level=draw(st.sampled_from(("", "科员"))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    ids = [each.id for each in people]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=4))
    kinships = [kin(one, other) for one, other in pairs if one != other]
    return world(*rows, *people, *posts, *kinships)
