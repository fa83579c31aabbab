"""Who may go where, and who may not move at all, under every switch of the catalogue."""

from datetime import date
from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.plan import Exclusion, Move
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
    PersonState,
    Pool,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.domain.wishes import WishKind
from tests.plan_papers import at, move
from tests.rules.plans_by_hand import (
    BEFORE,
    FROM_UNIT,
    LATER,
    POST,
    TO_UNIT,
    moved,
    off,
    on,
    told,
    two_over,
    wish,
)
from tests.worlds import (
    DAY,
    agencies,
    but,
    going,
    institutions,
    plus,
    post,
    quota,
    section,
    unit,
)


def test_regions_are_closed_to_each_other() -> None:
    """The same region, or none in both; C45 off opens them, and pools with them."""
    place = two_over()

    assert told("P528", place, *moved(place, 1)) == []
    assert told("P528", but(place, A={"region": "甲区"}, B={"region": "甲区"}), *moved(place, 1)) == []
    apart = but(place, A={"region": "甲区"}, B={"region": "乙区"})
    assert told("P528", apart, *moved(apart, 1)) == [at(TO_UNIT)]
    half = but(place, A={"region": "甲区"})
    assert told("P528", half, *moved(half, 1)) == [at(TO_UNIT)]
    assert told("P528", apart, *moved(apart, 1), asked=off("C45")) == []
    pools = but(place, B={"pool": Pool.EDUCATION})
    assert told("P525", pools, *moved(pools, 1)) == [at(TO_UNIT)]
    assert told("P525", pools, *moved(pools, 1), asked=off("C45")) == []


def civil_servants_to_institution_posts() -> tuple[Establishment, Move]:
    """A civil servant to 全额事业编制: M in the shipped matrix."""
    place = plus(agencies(A=(2, 1)), unit("D", kind=UnitKind.WELFARE_ONE), quota("D", 2, Category.FULLY_FUNDED))
    return place, move(place, "A1", "D", Category.FULLY_FUNDED)


@pytest.mark.parametrize(
    ("passage", "found"), [("Y", []), ("N", [at(MoveColumn.TO_CATEGORY)]), ("C", [at(MoveColumn.TO_CATEGORY)])]
)
def test_the_matrix_is_the_office_s_own(passage: str, found: list[str]) -> None:
    """A cell set to Y opens; N and C stay closed to those who do not fulfil the condition. Of two changes the last counts."""
    place, to_institution = civil_servants_to_institution_posts()
    changes = [
        MatrixChange(Status.CIVIL_SERVANT, Category.FULLY_FUNDED, each, "本区条件", "编办", DAY, "试")
        for each in ("Y" if passage == "N" else "N", passage)
    ]

    assert told("P523", place, to_institution) == [at(MoveColumn.TO_CATEGORY)]
    assert told("P523", place, to_institution, asked=PlanSettings(matrix=tuple(changes))) == found


def test_a_condition_fulfilled_by_name_opens_its_cell() -> None:
    """By the settings or by the ledger; another name, or another person's, opens nothing."""
    place, to_institution = civil_servants_to_institution_posts()
    change = MatrixChange(Status.CIVIL_SERVANT, Category.FULLY_FUNDED, "C", "本区条件", "编办", DAY, "试")

    def with_condition(person: str, name: str) -> PlanSettings:
        return PlanSettings(matrix=(change,), conditions=(Fulfilled(person, name, "编办", DAY, "试"),))

    assert told("P523", place, to_institution, asked=with_condition("A1", "本区条件")) == []
    assert told("P523", place, to_institution, asked=with_condition("A2", "本区条件")) == [at(MoveColumn.TO_CATEGORY)]
    assert told("P523", place, to_institution, asked=with_condition("A1", "别的条件")) == [at(MoveColumn.TO_CATEGORY)]
    noted = but(place, A1={"conditions": ("本区条件",)})
    assert told("P523", noted, to_institution, asked=PlanSettings(matrix=(change,))) == []


def test_civil_like_posts_are_in_approved_units_where_the_office_asks_for_it() -> None:
    """是 in the column 参公; without the switch nobody asks."""
    place = plus(
        agencies(A=(2, 1)), unit("D", kind=UnitKind.CIVIL_LIKE_INSTITUTION), quota("D", 1, Category.CIVIL_LIKE)
    )
    to_civil_like = move(place, "A1", "D", Category.CIVIL_LIKE)

    assert told("P527", place, to_civil_like) == []
    assert told("P527", place, to_civil_like, asked=on("C48")) == [at(MoveColumn.TO_CATEGORY)]
    assert told("P527", but(place, D={"civil_like": True}), to_civil_like, asked=on("C48")) == []


@pytest.mark.parametrize(
    ("grade", "high_on_low", "found"),
    [
        ("一级科员", False, []),
        ("一级主任科员", False, [at(POST)]),
        ("一级主任科员", True, []),
        ("二级科员", True, [at(POST)]),
        ("专技八级", True, [at(POST)]),
    ],
)
def test_a_higher_level_may_take_a_lower_post_where_the_unit_allows_it(
    grade: str, high_on_low: bool, found: list[str]
) -> None:
    """高职低配 works downwards only, and only within one series."""
    place = but(plus(two_over(), post("岗", "B", level="科员")), A1={"grade": grade}, B={"high_on_low": high_on_low})

    assert told("P541", place, move(place, "A1", "B", post="岗")) == found
    assert told("P541", place, move(place, "A1", "B", post="岗"), asked=off("C07")) == []


@pytest.mark.parametrize(
    ("constraint", "rule", "title", "certificate"),
    [
        ("C32", "P557", "法制审核岗", "国家统一法律职业资格"),
        ("C32", "P557", "行政复议岗", "法律职业资格证书"),
        ("C33", "P558", "执法岗", "行政执法证"),
    ],
)
def test_certificates_that_the_law_asks_of_some_posts(constraint: str, rule: str, title: str, certificate: str) -> None:
    """Where the office asks for it: told by the title of the post; other posts ask for nothing."""
    place = plus(two_over(), post(title, "B"), post("综合岗", "B"))
    able = but(place, A1={"certificates": (certificate,)})

    assert told(rule, place, move(place, "A1", "B", post=title)) == []
    assert told(rule, place, move(place, "A1", "B", post=title), asked=on(constraint)) == [at(POST)]
    assert told(rule, able, move(able, "A1", "B", post=title), asked=on(constraint)) == []
    assert told(rule, place, move(place, "A1", "B", post="综合岗"), asked=on(constraint)) == []


@pytest.mark.parametrize(
    ("constraint", "rule", "changes"),
    [
        ("C10", "P534", {"trial_ends": LATER}),
        ("C24", "P532", {"state": PersonState.SECONDED}),
        ("C28", "P537", {"birth": date(1965, 1, 1)}),
        ("C30", "P536", {"last_exchange": BEFORE}),
        ("C46", "P538", {"willingness": Willingness.UNWILLING}),
    ],
)
def test_a_lock_that_is_switched_off_locks_nobody(constraint: str, rule: str, changes: dict[str, Any]) -> None:
    """In force by default; with a reason recorded the office may lift it."""
    place = but(institutions(A=(2, 1), B=(0, 2)), A1=changes)

    assert told(rule, place, move(place, "A1", "B")) == [at(MoveColumn.PERSON)]
    assert told(rule, place, move(place, "A1", "B"), asked=off(constraint)) == []


@pytest.mark.parametrize(
    ("constraint", "rule", "field"), [("C12", "P548", "sanction_ends"), ("C23", "P549", "service_ends")]
)
@pytest.mark.parametrize(("ends", "locks"), [(LATER, True), (DAY, False), (BEFORE, False)])
def test_a_lock_that_is_switched_on_locks_until_its_day(
    constraint: str, rule: str, field: str, ends: date, locks: bool
) -> None:
    """Not in force by default: a sanction, or a service period wherever it is served."""
    place = but(two_over(), A1={field: ends})

    assert told(rule, place, *moved(place, 1)) == []
    assert told(rule, place, *moved(place, 1), asked=on(constraint)) == ([at(MoveColumn.PERSON)] if locks else [])


def test_who_is_on_the_way_out_stays_where_he_is() -> None:
    """Named in 在途变动; once it has taken effect the roster is to say so."""
    place = plus(two_over(), going("A", person="A1"))

    assert told("P555", place, *moved(place, 1)) == [at(MoveColumn.PERSON)]
    assert told("P555", place, move(place, "A2", "B")) == []
    done = plus(two_over(), going("A", person="A1", effective_on=DAY))
    assert told("P555", done, *moved(done, 1)) == []


def test_the_service_at_the_grassroots_and_demands_of_posts_can_be_switched_off() -> None:
    """C22, C31, C37 and C41 are switches as well."""
    served = but(two_over(), A1={"service_ends": LATER}, A={"kind": UnitKind.TOWNSHIP})
    assert told("P535", served, *moved(served, 1)) == [at(TO_UNIT)]
    assert told("P535", served, *moved(served, 1), asked=off("C22")) == []
    asked = plus(two_over(), post("岗", "B", majors=("法学",)))
    assert told("P543", asked, move(asked, "A1", "B", post="岗")) == [at(POST)]
    assert told("P543", asked, move(asked, "A1", "B", post="岗"), asked=off("C31")) == []
    kept = but(two_over(), A={"min_staff": 12})
    assert told("P552", kept, *moved(kept, 1)) == [at(FROM_UNIT)]
    assert told("P552", kept, *moved(kept, 1), asked=off("C37")) == []
    small = but(plus(two_over(), section("S1", "A")), **{f"A{number}": {"section": "S1"} for number in range(1, 4)})
    assert told("P553", small, *moved(small, 1)) == [at(MoveColumn.FROM_SECTION)]
    assert told("P553", small, *moved(small, 1), asked=off("C41")) == []


def test_what_a_lock_does_not_hold_is_no_reason_to_be_left_out() -> None:
    """A person listed as left out for a lock that is switched off is not barred; under the lock he has to be listed."""
    place = but(two_over(), A1={"sanction_ends": LATER})
    listed = {"excluded": (Exclusion("A1", "处分期至2026-11-24未满，按本单位要求不调整", "《公务员法》"),)}

    assert told("P576", place, asked=on("C12"), **listed) == []
    assert len(told("P576", place, **listed)) == 1
    assert len(told("P577", place, asked=on("C12"))) == 1
    assert told("P577", place) == []


def test_a_reason_quoted_from_a_wish_names_no_other_lock() -> None:
    """单位要求不调整：处分期内 … is the wish's lock, whatever its reason says."""
    place = two_over()
    listed = {"excluded": (Exclusion("A1", "单位要求不调整：处分期未满的领导", "单位要求（甲科，2026-11-23）"),)}

    assert told("P576", place, asked=wish(WishKind.STAY, "A1"), **listed) == []
    assert len(told("P576", place, asked=wish(WishKind.STAY, "A2"), **listed)) == 1
