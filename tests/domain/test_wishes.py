"""Wishes and changes of the matrix: what they must say, what they match, and how they stand on paper."""

import json
from datetime import date
from typing import Any

import pytest

from bianzhi.domain.matrix_change import MatrixChange, parse_change, parse_fulfilled
from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.setting_items import setting_items
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.domain.terms import Category, Status
from bianzhi.domain.wishes import Wish, WishKind, parse_wish
from bianzhi.errors import SettingsError
from tests.worlds import DAY, citizen_number

WHO: dict[str, Any] = {"by": "甲科", "on": DAY, "why": "工作需要"}


def wish(kind: WishKind, *persons: str, **changes: Any) -> Wish:
    """A wish that says who, when and why."""
    return Wish(kind, persons, **{**WHO, **changes})


@pytest.mark.parametrize(
    ("kind", "persons", "changes", "told"),
    [
        (WishKind.STAY, (), {}, "没有写明人员"),
        (WishKind.STAY, ("A1",), {"to_unit": "B"}, "写了去向"),
        (WishKind.TOGETHER, ("A1", "A1"), {}, "只有一人"),
        (WishKind.FORBID, (), {}, "没有写明对象"),
        (WishKind.REQUIRE, ("A1",), {"least": 0}, "人数为 0"),
        (WishKind.REQUIRE, ("A1",), {"least": True}, "人数为 True"),
        (WishKind.PREFER, ("A1",), {"weight": 101}, "权重为 101"),
        (WishKind.STAY, ("A1",), {"by": " "}, "没有写全提出人、日期和理由"),
        (WishKind.STAY, ("A1",), {"on": None}, "没有写全提出人、日期和理由"),
        (WishKind.STAY, ("A1",), {"why": ""}, "没有写全提出人、日期和理由"),
        (WishKind.STAY, ("A1",), {"why": "由" * 201}, "理由超过 200 个字"),
    ],
)
def test_a_wish_that_says_too_little_is_refused(
    kind: WishKind, persons: tuple[str, ...], changes: dict[str, Any], told: str
) -> None:
    """Or that says what it cannot mean; the message says what is missing."""
    with pytest.raises(SettingsError, match=told):
        wish(kind, *persons, **changes)


def test_a_wish_at_its_limits_is_taken() -> None:
    """The other side of each line."""
    assert len(wish(WishKind.STAY, "A1", why="由" * 200).why) == 200
    assert wish(WishKind.TOGETHER, "A1", "A2", to_unit="B").persons == ("A1", "A2")
    assert wish(WishKind.REQUIRE, to_unit="B", least=10_000).least == 10_000
    assert wish(WishKind.PREFER, category=Category.ADMINISTRATIVE, weight=100).weight == 100


LINE = PlanLine("A1", "B", Category.ADMINISTRATIVE, "岗", 3)


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ({"persons": ("A1", "A2")}, True),
        ({"persons": ("A2",)}, False),
        ({"from_unit": "A"}, True),
        ({"from_unit": "B"}, False),
        ({"to_unit": "B"}, True),
        ({"to_unit": "A"}, False),
        ({"category": Category.ADMINISTRATIVE}, True),
        ({"category": Category.CIVIL_LIKE}, False),
        ({"post": "岗"}, True),
        ({"post": "别的岗"}, False),
        ({"persons": ("A1",), "from_unit": "A", "to_unit": "B", "post": "岗"}, True),
        ({"persons": ("A1",), "from_unit": "A", "to_unit": "C", "post": "岗"}, False),
    ],
)
def test_every_part_that_is_filled_must_match(pattern: dict[str, Any], matches: bool) -> None:
    """A1 goes from A to the post 岗 of B."""
    assert Wish(WishKind.FORBID, **pattern, **WHO).matches(LINE, "A") is matches


def test_a_wish_says_what_it_speaks_of() -> None:
    """In a few words; and what it does not say is left out of its plain values."""
    asked = wish(WishKind.REQUIRE, "A1", to_unit="B", least=2)

    assert asked.subject == "A1 任一机构→B"
    assert asked.as_dict() == {
        **{"kind": "应当安排", "persons": ["A1"], "to_unit": "B", "least": 2},
        **{"by": "甲科", "on": DAY.isoformat(), "why": "工作需要"},
    }
    assert "least" not in wish(WishKind.FORBID, "A1").as_dict()
    assert wish(WishKind.PREFER, "A1").as_dict()["weight"] == 1
    assert parse_wish(asked.as_dict()) == asked


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"kind": "调走"}, "kind 的值为 '调走'"),
        ({"kind": "不调整", "person": "A1"}, "没有名为 person 的项"),
        ({"kind": "不调整", "persons": [1]}, "persons 的值为"),
        ({"kind": "不得安排", "category": "行政"}, "category 的值为 '行政'"),
        ({"kind": "不得安排", "to_unit": 3}, "to_unit 的值为 3"),
        ({"kind": "不调整", "persons": "A1", "on": "明天"}, "on 的值为“明天”"),
    ],
)
def test_a_wish_of_a_file_that_cannot_be_read_is_told(values: dict[str, Any], told: str) -> None:
    """The name, what is there, and what would be right."""
    with pytest.raises(SettingsError, match=told):
        parse_wish({**WHO, **values})


@pytest.mark.parametrize("on", ["2026-11-23", '"2026-11-23"', "2026-11-23T09:30:00"])
def test_a_day_of_a_file_is_a_day_however_it_is_written(on: str) -> None:
    """As a date, as text, or with a time of day that nobody asked for."""
    text = f'[[wishes]]\nkind = "不调整"\npersons = ["A1"]\nby = "甲科"\non = {on}\nwhy = "工作需要"\n'

    assert parse_settings(text).wishes[0].on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"status": "公务猿"}, "没有“公务猿”"),
        ({"category": "行政"}, "没有“行政”"),
        ({"passage": "X"}, "passage 的值为 'X'"),
        ({"passage": "C", "how": " "}, "没有写条件或程序"),
        ({"by": ""}, "没有写 by"),
        ({"on": "明天"}, "on 的值为“明天”"),
        ({"how": 3}, "how 的值为 3"),
        ({"reason": "试"}, "没有名为 matrix.reason 的设置"),
    ],
)
def test_a_change_of_the_matrix_that_says_too_little_is_refused(values: dict[str, Any], told: str) -> None:
    """Each says which cell, what it becomes, on what condition, and who, when, why."""
    whole = {"status": "公务员", "category": "全额事业编制", "passage": "Y", **WHO}

    assert parse_change(whole) == MatrixChange(Status.CIVIL_SERVANT, Category.FULLY_FUNDED, "Y", **WHO)
    with pytest.raises(SettingsError, match=told):
        parse_change({**whole, **values})


def test_a_condition_names_a_person_and_a_condition() -> None:
    """Neither may be missing."""
    whole = {"person": "A1", "condition": "参公登记", **WHO}

    assert parse_fulfilled(whole).condition == "参公登记"
    for name in ("person", "condition", "by", "why"):
        with pytest.raises(SettingsError, match=f"没有写 {name}"):
            parse_fulfilled({**whole, name: ""})


def test_every_setting_is_a_line_by_its_full_name() -> None:
    """Numbers as numbers, switches with their reasons, each wish a line; nothing of the default is missing."""
    asked = PlanSettings(
        constraints_off={"C38": "试点"}, leaving_share_of={"A": 20}, wishes=(wish(WishKind.STAY, "A1"),)
    )
    items = dict(setting_items(asked))

    assert items["leaving_share_percent"] == 30
    assert items["exchange.extra_moves"] == 0
    assert items["constraints_off.C38"] == "试点"
    assert items["leaving_share_of.A"] == 20
    assert json.loads(str(items["wishes.1"])) == wish(WishKind.STAY, "A1").as_dict()
    assert all(isinstance(value, int | str) for value in items.values())


def test_people_named_by_citizen_number_are_told_apart_and_masked() -> None:
    """Two numbers that look alike once masked make two lines, and neither shows the number."""
    one, other = citizen_number(date(1985, 1, 1)), citizen_number(date(1986, 1, 1))
    lines = [
        dict(setting_items(PlanSettings(wishes=(wish(WishKind.STAY, each),))))["wishes.1"] for each in (one, other)
    ]

    assert lines[0] != lines[1]
    assert one not in str(lines[0]) and other not in str(lines[1])


def test_a_line_too_long_for_a_cell_keeps_its_difference() -> None:
    """Six thousand people who stay; one changed at the end is another line, and both fit a cell."""
    people = [f"P{number:05d}" for number in range(6_000)]
    lines = [
        str(dict(setting_items(PlanSettings(wishes=(wish(WishKind.STAY, *people[:-1], last),))))["wishes.1"])
        for last in ("P05999", "P09999")
    ]

    assert lines[0] != lines[1]
    assert all(len(line) < 32_000 for line in lines)


def test_people_of_a_wish_are_a_list() -> None:
    """A table of TOML is no list of people."""
    with pytest.raises(SettingsError, match="persons 的值为"):
        parse_wish({"kind": "不调整", "persons": {"P1": 1}, **WHO})
