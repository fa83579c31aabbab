"""Two rosters of different days: who entered, left, moved, was corrected; and counts that tie."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.roster_changes import ChangeKind, FieldChange, MatchedBy, PersonChange, RosterChanges
from bianzhi.domain.terms import Category, PersonState, Status
from bianzhi.reconciling import changes
from tests.worlds import agencies, but, citizen_number, people, person, plus, quota, section, unit, world

KIND = ChangeKind


def the_only(old: Establishment, new: Establishment) -> PersonChange:
    """The one change there is."""
    (change,) = changes(old, new).changes
    return change


def without(establishment: Establishment, *ids: str) -> Establishment:
    """The same establishment, some people left out."""
    return replace(establishment, people=tuple(p for p in establishment.people if p.id not in ids))


def renumbered(establishment: Establishment, **ids: str) -> Establishment:
    """The same establishment, some people under other ids."""
    return replace(establishment, people=tuple(replace(p, id=ids.get(p.id, p.id)) for p in establishment.people))


def numbers_of(result: RosterChanges) -> list[tuple[int, ...]]:
    """before, entered, arrived, left, moved_out, after of each unit."""
    return [(u.before, u.entered, u.arrived, u.left, u.moved_out, u.after) for u in result.units]


def test_nothing_changed() -> None:
    """The same people on a sheet in another order and with other rows: no change, and every unit listed."""
    old = agencies(A=(2, 2), B=(1, 2))
    new = replace(old, name="新.xlsx", people=old.people[::-1])

    result = changes(old, new)

    assert result.changes == ()
    assert numbers_of(result) == [(2, 0, 0, 0, 0, 2), (1, 0, 0, 0, 0, 1)]
    assert (result.old, result.new) == ("台账.xlsx", "新.xlsx")


def test_entered_and_left() -> None:
    """B2 is new, A2 is no more there; each at the place where the person stands."""
    old = agencies(A=(2, 2), B=(1, 2))
    new = plus(without(old, "A2"), person("B2", "B"))

    result = changes(old, new)
    entered, left = result.changes

    assert (entered.kind, entered.person, entered.to_unit, entered.why) == (KIND.ENTERED, "B2", "区B局", "新列入名册")
    assert entered.before is None
    assert entered.after is not None
    assert entered.after.cell == "B4"
    assert (left.kind, left.person, left.from_unit, left.why) == (KIND.LEFT, "A2", "区A局", "新名册中没有此人")
    assert numbers_of(result) == [(2, 0, 0, 1, 0, 1), (1, 1, 0, 0, 0, 2)]


@pytest.mark.parametrize("state", [PersonState.RETIRED, PersonState.TRANSFERRED_OUT, PersonState.DECEASED])
def test_who_stays_on_the_list_without_a_post_has_left(state: PersonState) -> None:
    """And whoever comes back has entered; being on loan is a correction and no leaving."""
    old = agencies(A=(1, 1))
    gone = but(old, A1={"state": state})

    left, back = the_only(old, gone), the_only(gone, old)

    assert (left.kind, left.why) == (KIND.LEFT, f"人员状态由现职变为{state}")
    assert (back.kind, back.why) == (KIND.ENTERED, f"人员状态由{state}变为现职")
    assert the_only(old, but(old, A1={"state": PersonState.SECONDED})).kind is KIND.CORRECTED


def test_moved_to_another_unit_and_to_another_type() -> None:
    """A1 goes to B; A2 stays and holds another type. A field corrected on the way is told with the move."""
    old = agencies(A=(2, 2), B=(1, 2))
    new = but(old, A1={"unit": "B", "grade": "二级科员"}, A2={"category": Category.POLITICAL_LEGAL})

    result = changes(old, new)
    moved, retyped = result.changes

    assert (moved.kind, moved.from_unit, moved.to_unit) == (KIND.MOVED, "区A局", "区B局")
    assert moved.fields == (FieldChange("职级", "一级科员", "二级科员"),)
    assert (retyped.kind, retyped.from_category, retyped.to_category) == (
        KIND.RETYPED,
        Category.ADMINISTRATIVE,
        Category.POLITICAL_LEGAL,
    )
    assert numbers_of(result) == [(2, 0, 0, 0, 1, 1), (1, 0, 1, 0, 0, 2)]
    assert [u.retyped for u in result.units] == [1, 0]
    assert [u.corrected for u in result.units] == [0, 1]


def test_corrections_field_by_field() -> None:
    """Dates, lists, flags and empty values in words, under the headings of the ledger."""
    old = agencies(A=(1, 1))
    new = but(
        old,
        A1={
            "birth": date(1985, 2, 1),
            "is_leader": True,
            "major": "法学",
            "certificates": ("律师", "会计"),
        },
    )

    change = the_only(old, new)

    assert (change.kind, change.matched_by) == (KIND.CORRECTED, MatchedBy.ID)
    assert change.fields == (
        FieldChange("出生日期", "1985-01-01", "1985-02-01"),
        FieldChange("是否领导", "否", "是"),
        FieldChange("专业", "", "法学"),
        FieldChange("资格证书", "", "律师、会计"),
    )


def test_sections_are_compared_by_name() -> None:
    """A section given another code is the same section; another section is a correction."""
    old = plus(agencies(A=(1, 1)), section("S1", name="办公室"), section("S2", name="业务科"))
    old = but(old, A1={"section": "S1"})
    recoded = plus(agencies(A=(1, 1)), section("K9", name="办公室"), section("K8", name="业务科"))

    assert changes(old, but(recoded, A1={"section": "K9"})).changes == ()
    assert the_only(old, but(recoded, A1={"section": "K8"})).fields == (FieldChange("科室", "办公室", "业务科"),)


def test_numbers_are_masked_even_where_they_change_in_the_middle() -> None:
    """Both ends equal, the middle not: it says so without showing it."""
    whole = citizen_number(date(1985, 1, 1))
    old = but(agencies(A=(1, 1)), A1={"citizen_number": whole})
    new = but(old, A1={"citizen_number": whole[:8] + "91" + whole[10:]})

    (field,) = the_only(old, new).fields

    assert (field.before, field.after) == (f"999999********{whole[-4:]}", f"999999********{whole[-4:]}（中间有改动）")
    assert not re.search(r"\d{17}[\dX]", str(changes(old, new)))


def test_ids_given_anew_are_followed_by_number() -> None:
    """Numbers 1, 2, 3 by row: a new first row shifts them all, and nobody has moved."""
    numbers = {f"A{n}": {"citizen_number": citizen_number(date(1980 + n, 1, 1)), "birth": None} for n in (1, 2, 3)}
    old = renumbered(but(agencies(A=(3, 3)), **numbers), A1="1", A2="2", A3="3")
    new = renumbered(old, **{"1": "2", "2": "3", "3": "4"})

    result = changes(old, new)

    assert {change.matched_by for change in result.changes} == {MatchedBy.CITIZEN_NUMBER}
    assert [change.fields for change in result.changes] == [
        (FieldChange("人员编号", before, after),) for before, after in (("1", "2"), ("2", "3"), ("3", "4"))
    ]


def test_ids_given_anew_without_numbers_are_followed_by_name_and_unit() -> None:
    """Where the name is unique in the unit; another number is another person."""
    old = agencies(A=(1, 1))
    new = renumbered(old, A1="Z")
    a, b = citizen_number(date(1985, 1, 1)), citizen_number(date(1985, 1, 2))

    assert the_only(old, new).matched_by is MatchedBy.NAME_AND_UNIT
    apart = changes(but(old, A1={"citizen_number": a}), but(new, Z={"citizen_number": b}))
    assert [change.kind for change in apart.changes] == [KIND.ENTERED, KIND.LEFT]


def test_an_id_given_to_somebody_else_is_not_the_same_person() -> None:
    """Name and number both differ; with the number unknown a birth date that differs decides."""
    a, b = citizen_number(date(1985, 1, 1)), citizen_number(date(1990, 1, 2))
    old = but(agencies(A=(1, 1)), A1={"citizen_number": a})
    new = but(agencies(A=(1, 1)), A1={"name": "钱乙", "citizen_number": b})
    unknown = but(agencies(A=(1, 1)), A1={"name": "钱乙", "birth": date(1990, 1, 2)})

    assert [change.kind for change in changes(old, new).changes] == [KIND.ENTERED, KIND.LEFT]
    assert [change.kind for change in changes(old, unknown).changes] == [KIND.ENTERED, KIND.LEFT]
    assert the_only(old, but(old, A1={"name": "钱乙"})).kind is KIND.CORRECTED
    assert the_only(agencies(A=(1, 1)), but(agencies(A=(1, 1)), A1={"name": "钱乙"})).kind is KIND.CORRECTED


def test_units_given_other_codes_or_names_are_the_same_units() -> None:
    """A recoded unit by its name, a renamed one by its code, an abolished one listed at the end."""
    old = agencies(A=(1, 1), B=(1, 1), C=(1, 1))
    new = world(
        unit("X", name="区A局"),
        unit("B", name="区B中心"),
        quota("X", 2),
        person("A1", "X"),
        person("B1", "B"),
        person("C1", "X"),
    )

    result = changes(old, new)
    (moved,) = result.changes

    assert (moved.kind, moved.person, moved.from_unit, moved.to_unit) == (KIND.MOVED, "C1", "区C局", "区A局")
    assert [u.unit for u in result.units] == ["区A局", "区B中心", "区C局"]
    assert numbers_of(result) == [(1, 0, 1, 0, 0, 2), (1, 0, 0, 0, 0, 1), (1, 0, 0, 0, 1, 0)]


def test_people_who_do_not_count_are_listed_apart() -> None:
    """编外 added, and a retired person whose row was deleted, change no count."""
    old = plus(agencies(A=(1, 1)), person("Y", state=PersonState.RETIRED))
    new = plus(without(old, "Y"), person("X", status=Status.OFF_ESTABLISHMENT))

    result = changes(old, new)

    assert [(change.kind, change.person) for change in result.changes] == [(KIND.LISTED, "X"), (KIND.DELISTED, "Y")]
    assert numbers_of(result) == [(1, 0, 0, 0, 0, 1)]
    assert result.counts[KIND.LISTED] == result.counts[KIND.DELISTED] == 1
    assert result.counts[KIND.ENTERED] == 0


FATES = st.sampled_from(["stay", "gone", "B", "A", "退休", "type", "anew"])


@settings(max_examples=60, deadline=None)
@given(st.lists(FATES, min_size=1, max_size=8), st.integers(0, 3))
def test_counts_tie_whatever_happens(fates: list[str], entered: int) -> None:
    """Before + entered + arrived − left − moved out = after, for every unit and in sum."""
    old = world(unit("A"), unit("B"), quota("A", 9), quota("B", 9), *people("A", len(fates)))
    staff = []
    for someone, fate in zip(old.people, fates, strict=True):
        changed = {
            "B": {"unit": "B"},
            "退休": {"state": PersonState.RETIRED},
            "type": {"category": Category.POLITICAL_LEGAL},
            "anew": {"id": f"N{someone.id}"},
        }.get(fate, {})
        if fate != "gone":
            staff.append(replace(someone, **changed))
    staff += people("B", entered)
    result = changes(old, replace(old, people=tuple(staff)))

    for each in result.units:
        assert each.before + each.entered + each.arrived - each.left - each.moved_out == each.after
    assert sum(each.arrived for each in result.units) == sum(each.moved_out for each in result.units)
    assert sum(each.entered for each in result.units) == result.counts[KIND.ENTERED]
    assert sum(each.left for each in result.units) == result.counts[KIND.LEFT]


def test_everybody_who_moved_is_found_among_five_thousand() -> None:
    """Two rosters, one person in fifty moved."""
    old = agencies(A=(2500, 2500), B=(2500, 2500))
    new = but(old, **{f"A{n}": {"unit": "B"} for n in range(1, 2500, 50)})

    assert changes(old, new).counts[KIND.MOVED] == 50
