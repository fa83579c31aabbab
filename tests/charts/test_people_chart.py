"""The people of one unit: who is there before and after, and what must not be in the picture."""

import pytest
from defusedxml.ElementTree import fromstring

from bianzhi.charts.org_chart import View
from bianzhi.charts.people_chart import draw_people
from bianzhi.charts.staff import OUTSIDE, Going, teams_of
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import PersonState
from tests.charts.drawings import Drawing, in_section, merger, plan_of
from tests.worlds import agencies, person, plus, section

NUMBER = "99999919850615123X"
"""A constructed identity number of no region."""


def office() -> Establishment:
    """A has S1 with A1 and A2, S2 with A3, and A4 outside; B has B1."""
    ledger = plus(agencies(A=(4, 3), B=(1, 2)), section("S1", "A", authorized=2), section("S2", "A"))
    return in_section(in_section(ledger, "S1", "A1", "A2"), "S2", "A3")


def shown(view: View, *moves: tuple[str, str, str]) -> dict[str, list[tuple[str, Going]]]:
    """By section who stands there, and what the plan proposes."""
    teams = teams_of(office(), "A", plan_of(*moves), (), view)
    return {team.name: [(member.name, member.going) for member in team.members] for team in teams}


def test_before_everybody_stands_in_his_section() -> None:
    """Whatever the plan proposes; people of no section stand by themselves, in front."""
    assert shown(View.BEFORE, ("A1", "A", "B")) == {
        OUTSIDE: [("某A4", Going.STAYS)],
        "S1科": [("某A1", Going.STAYS), ("某A2", Going.STAYS)],
        "S2科": [("某A3", Going.STAYS)],
    }


def test_after_who_leaves_is_gone_and_who_comes_is_there() -> None:
    """A1 leaves for B, B1 comes."""
    after = shown(View.AFTER, ("A1", "A", "B"), ("B1", "B", "A"))
    assert after["S1科"] == [("某A2", Going.STAYS)]
    assert after[OUTSIDE] == [("某A4", Going.STAYS), ("某B1", Going.ARRIVES)]


def test_comparison_shows_both_and_changes_only_them() -> None:
    """Sections without change are left out of the changes."""
    moves = (("A1", "A", "B"), ("B1", "B", "A"))
    compared = shown(View.COMPARE, *moves)
    assert compared["S1科"] == [("某A1", Going.LEAVES), ("某A2", Going.STAYS)]
    assert shown(View.CHANGES, *moves) == {OUTSIDE: [("某B1", Going.ARRIVES)], "S1科": [("某A1", Going.LEAVES)]}


def test_another_type_in_the_same_unit_is_neither_leaving_nor_arriving() -> None:
    """The person stays where he is, and is marked."""
    plan = plan_of(("A1", "A", "A"))
    (member,) = [m for team in teams_of(office(), "A", plan, (), View.CHANGES) for m in team.members]
    assert (member.name, member.going, member.note) == ("某A1", Going.CHANGES_TYPE, "改编制类型")


def test_sections_that_merge_share_a_box() -> None:
    """With the people of both; posts are known only where both have posts of their own."""
    teams = teams_of(office(), "A", None, (merger("A", 1, ("综合科", ("S1", "S2"))),), View.AFTER)
    assert [(team.name, team.posts, len(team.members)) for team in teams] == [(OUTSIDE, None, 1), ("综合科", None, 3)]


def test_people_tie_with_the_figures_of_the_unit() -> None:
    """Who holds no post is not among them, and is said."""
    ledger = plus(office(), person("A9", "A", state=PersonState.RETIRED), person("A8", "A", category=None, status=None))
    teams = teams_of(ledger, "A", None, (), View.BEFORE)
    assert sum(len(team.members) for team in teams) == ledger.staff["A"] == 4
    assert "另有2人不计入实有，未列" in draw_people(ledger, "A")


@pytest.mark.parametrize("view", list(View))
def test_no_id_is_in_the_picture(view: View) -> None:
    """Where offices use identity numbers as ids, or type them in the name, the picture has none.

    It tells people by their place in the roster.
    """
    ledger = plus(agencies(B=(1, 2)), person(NUMBER, "B", citizen_number=NUMBER))
    assert NUMBER not in draw_people(ledger, "B", plan_of((NUMBER, "B", "B")), (), view, [NUMBER])
    chart = Drawing(fromstring(draw_people(ledger, "B")))
    assert [ledger.people[int(place)].id for place in chart.codes("person")] == ["B1", NUMBER]


def test_names_can_be_hidden() -> None:
    """Nowhere in the text, neither in a tooltip nor in what is read aloud."""
    ledger = plus(agencies(A=(0, 1)), person("P1", "A", name="欧阳测试"))
    assert "欧阳测试" in draw_people(ledger, "A")
    hidden = draw_people(ledger, "A", hide_names=True)
    assert "欧阳测试" not in hidden
    assert "欧**" in hidden


def test_who_is_wished_to_stay_is_marked() -> None:
    """And said aloud."""
    chart = Drawing(fromstring(draw_people(office(), "A", kept=["A2"])))
    marked = [box.attrib["aria-label"] for box in chart.boxes("person") if "不调整" in box.attrib["aria-label"]]
    assert len(marked) == 1
    assert marked[0].startswith("某A2")


def test_a_large_section_stands_in_columns() -> None:
    """Two hundred people: no box overlaps another, and the picture is not a single column."""
    ledger = agencies(A=(200, 200))
    chart = Drawing(fromstring(draw_people(ledger, "A")))
    corners = {(group[1].attrib["x"], group[1].attrib["y"]) for group in chart.boxes("person")}
    assert len(corners) == 200
    assert len({x for x, _ in corners}) > 4


def test_a_unit_without_people_says_so() -> None:
    """Before nobody is there; of changes, there are none."""
    ledger = agencies(A=(0, 3), B=(1, 1))
    assert "台账中没有本单位的在编人员。" in draw_people(ledger, "A")
    assert "本单位没有拟调整的人员。" in draw_people(ledger, "B", plan_of(), (), View.CHANGES)


def test_who_has_no_name_is_told_by_number() -> None:
    """未填姓名 P00003, whole, hidden names or not; an identity number used as 人员编号 stays masked."""
    ledger = plus(agencies(A=(0, 1)), person("P00003", "A", name=" "), person(NUMBER, "A", name=""))
    for hide in (False, True):
        text = draw_people(ledger, "A", hide_names=hide)
        assert ">未填姓名 P00003<" in text
        assert NUMBER not in text
