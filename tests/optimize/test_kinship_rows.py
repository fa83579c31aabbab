"""亲属回避 by kind of unit: C14 for all, C15 for institutions, C16 for discipline and justice."""

from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, PersonState, UnitKind
from bianzhi.optimize.reallocation.kinship_rows import (
    no_relatives_brought_together,
    no_relatives_in_discipline_and_justice,
    relatives_in_institutions_are_apart,
)
from tests.optimize.holding import holds
from tests.worlds import kin, person, post, quota, section, unit, world

MILDER = PlanSettings(constraints_on={"C15": "按事业单位回避规定"})
LEADERS_TOO = PlanSettings(constraints_on={"C15": "按事业单位回避规定"}, constraints_off={"C19": "试点"})


def couple(*posts: Any, sitting: dict[str, Any] | None = None, **target: Any) -> Establishment:
    """In A, over quota, works p; in B, an institution with the sections S, T and U, sits q, related to p."""
    return world(
        unit("A", kind=UnitKind.WELFARE_ONE),
        unit("B", **{"kind": UnitKind.WELFARE_ONE, **target}),
        quota("A", 0, Category.FULLY_FUNDED),
        quota("B", 9, Category.FULLY_FUNDED),
        section("S", "B"),
        section("T", "B", name="财务室"),
        section("U", "B"),
        person("p", "A", category=Category.FULLY_FUNDED),
        person("q", "B", **{"category": Category.FULLY_FUNDED, "section": "S", **(sitting or {})}),
        *(posts or (post("岗", "B", 9, Category.FULLY_FUNDED, section="U"),)),
        kin("p", "q"),
    )


def post_of(code: str, title: str = "岗") -> Any:
    """Nine posts of one section of B."""
    return post(title, "B", 9, Category.FULLY_FUNDED, section=code)


def allowed(district: Establishment, settings: PlanSettings = MILDER) -> bool:
    """Whether p may come to B, by C14 and C15 together as the settings have them."""
    return holds(relatives_in_institutions_are_apart, district, ("p>B",), settings) and holds(
        no_relatives_brought_together, district, ("p>B",), settings
    )


def test_by_default_relatives_are_kept_apart_in_every_unit() -> None:
    """C14: not even in different sections of an institution."""
    assert not holds(no_relatives_brought_together, couple(), ("p>B",))


def test_in_institutions_another_section_will_do_where_the_office_says_so() -> None:
    """C15 instead of C14: another section, or no section at all, but not the same one."""
    assert allowed(couple(post_of("U")))
    assert allowed(couple(post_of("")))
    assert not allowed(couple(post_of("S")))
    assert allowed(couple(post_of(""), sitting={"section": ""}))  # nobody's section mate


@pytest.mark.parametrize(
    ("target", "milder"),
    [
        ({"kind": UnitKind.WELFARE_TWO}, True),
        ({"kind": UnitKind.COMMERCIAL}, True),
        ({"kind": UnitKind.CIVIL_LIKE_INSTITUTION}, False),
        ({"kind": UnitKind.WELFARE_ONE, "civil_like": True}, False),
    ],
)
def test_what_is_managed_as_civil_servants_is_no_institution_here(target: dict[str, Any], milder: bool) -> None:
    """参公 institutions follow the civil servants' rule."""
    assert allowed(couple(post_of("U"), **target)) is milder


def test_guarded_posts_and_leaders_bar_relatives_anywhere_in_the_unit() -> None:
    """A post called 审计, a section called 财务, on either side; a relative who leads."""
    assert not allowed(couple(post_of("U", "内部审计岗")))
    assert not allowed(couple(post_of("T")))
    assert not allowed(couple(post_of("U"), sitting={"section": "T"}))
    assert not allowed(couple(post_of("U"), sitting={"is_leader": True}))
    assert allowed(couple(post_of("U"), sitting={"is_leader": True, "state": PersonState.RETIRED}))


def test_two_who_come_together_are_held_apart_too() -> None:
    """Both come to B: to two sections they may, to one not."""
    rows = (
        unit("A", kind=UnitKind.WELFARE_ONE),
        unit("B", kind=UnitKind.WELFARE_ONE),
        unit("C", kind=UnitKind.WELFARE_ONE),
        quota("A", 0, Category.FULLY_FUNDED),
        quota("C", 0, Category.FULLY_FUNDED),
        quota("B", 9, Category.FULLY_FUNDED),
        section("S", "B"),
        section("U", "B"),
        person("p", "A", category=Category.FULLY_FUNDED),
        person("r", "C", category=Category.FULLY_FUNDED, major="法学"),
        kin("r", "p"),
    )
    one = world(*rows, post_of("S"))
    two = world(*rows, post("岗", "B", 9, Category.FULLY_FUNDED, section="S", majors=("法学",)), post_of("U", "另岗"))

    assert not holds(relatives_in_institutions_are_apart, one, ("p>B", "r>B"), MILDER)
    assert holds(relatives_in_institutions_are_apart, one, ("p>B",), MILDER)
    assert holds(relatives_in_institutions_are_apart, two, ("p>B", "r>B"), MILDER)  # r takes the post of S, p that of U


def test_a_relative_who_leaves_bars_nobody() -> None:
    """While p comes from A to the section of q, q goes from B to C."""
    rows = (
        unit("A", kind=UnitKind.WELFARE_ONE),
        unit("B", kind=UnitKind.WELFARE_ONE),
        unit("C", kind=UnitKind.WELFARE_ONE),
        quota("A", 0, Category.FULLY_FUNDED),
        quota("B", 0, Category.SELF_FUNDED),
        quota("B", 9, Category.FULLY_FUNDED),
        quota("C", 9, Category.FULLY_FUNDED),
        section("S", "B"),
        post_of("S"),
        person("p", "A", category=Category.FULLY_FUNDED),
        person("q", "B", category=Category.SELF_FUNDED, section="S"),
        kin("p", "q"),
    )
    district = world(*rows)

    assert holds(relatives_in_institutions_are_apart, district, ("p>B", "q>C"), MILDER)
    assert not holds(relatives_in_institutions_are_apart, district, ("p>B",), MILDER)


def test_who_sat_so_before_may_stay_so() -> None:
    """Both in section S already, over quota in one type: a vacancy of another type of the unit changes nothing between them."""
    rows = (
        unit("B", kind=UnitKind.WELFARE_ONE),
        section("S", "B"),
        section("U", "B"),
        quota("B", 0, Category.SELF_FUNDED),
        quota("B", 9, Category.FULLY_FUNDED),
        person("p", "B", category=Category.SELF_FUNDED, section="S"),
        person("q", "B", category=Category.SELF_FUNDED, section="U"),
        person("s", "B", category=Category.SELF_FUNDED, section="S"),
        kin("p", "q"),
        kin("p", "s"),
    )

    assert holds(relatives_in_institutions_are_apart, world(*rows), ("p>B",), MILDER)
    moved_beside = world(*rows, post_of("U"))
    assert not holds(relatives_in_institutions_are_apart, moved_beside, ("p>B",), MILDER)


@pytest.mark.parametrize(
    ("kind", "strict"),
    [
        (UnitKind.DISCIPLINE, True),
        (UnitKind.COURT, True),
        (UnitKind.PROCURATORATE, True),
        (UnitKind.GOVERNMENT, False),
    ],
)
def test_discipline_and_justice_keep_their_own_rule(kind: UnitKind, strict: bool) -> None:
    """C16 holds there though C14 is switched off; elsewhere nothing is left of it."""
    district = world(
        unit("A"), unit("B", kind=kind), quota("A", 0), quota("B", 9), person("p"), person("q", "B"), kin("p", "q")
    )
    only_there = PlanSettings(constraints_off={"C14": "试点"}, constraints_on={"C16": "从严"})
    both = PlanSettings(constraints_on={"C16": "从严"})

    assert holds(no_relatives_in_discipline_and_justice, district, ("p>B",), only_there) is not strict
    assert holds(no_relatives_brought_together, district, ("p>B",), only_there)
    together = [
        holds(sentence, district, ("p>B",), both)
        for sentence in (no_relatives_in_discipline_and_justice, no_relatives_brought_together)
    ]
    assert together.count(False) == 1  # one of the two rules, not both
