"""Rows of tables: totals tie, order is the ledger's, identity numbers are masked, markup has no effect."""

from dataclasses import replace

import pytest

from bianzhi.ui.tables.plans import excluded_rows, move_figures, move_rows, rows_that_mention
from bianzhi.ui.tables.quotas import comparison_rows, unit_rows
from bianzhi.ui.tables.sections import group_rows, merger_rows, section_count_rows, surplus_rows
from bianzhi.ui.tables.shown import plain, shown
from tests.ui.small_office import DAY, NUMBER, small_establishment, small_mergers, small_plan


def test_the_comparison_counts_before_and_after() -> None:
    """A: 5 in 3 posts, one leaves; B: 2 in 4, one arrives; the total counts every person once."""
    total, first, second = comparison_rows(small_establishment(), small_plan())

    assert (first["实有（前）"], first["超编（前）"], first["拟调出"], first["实有（后）"]) == (5, 2, 1, 4)
    assert (second["空编（前）"], second["拟调入"], second["空编（后）"]) == (2, 1, 1)
    assert (total["单位"], total["实有（前）"], total["实有（后）"], total["超编（后）"]) == ("合计", 7, 7, 1)


def test_only_changes_leaves_out_what_stays() -> None:
    """Without a plan nothing changes and no row is left; with one, both cells change."""
    assert comparison_rows(small_establishment(), None, only_changes=True) == []
    assert len(comparison_rows(small_establishment(), small_plan(), only_changes=True)) == 3


def test_a_unit_shows_its_own_cells_only() -> None:
    """Unit B: one cell and its total; with a plan 2→3 where one comes, few enough columns for a drawer."""
    rows = unit_rows(small_establishment(), "B", small_plan())

    assert [row["编制类型"] for row in rows] == ["合计", "行政编制"]
    assert (rows[1]["实有"], rows[1]["超编"], rows[1]["空编"], rows[1]["拟调入"]) == ("2→3", 0, "2→1", 1)
    assert len(rows[1]) == 7
    for column in rows[0]:
        assert len({type(row[column]) for row in unit_rows(small_establishment(), "A", small_plan())}) == 1, column
    (_, alone) = unit_rows(small_establishment(), "B", None)
    assert (alone["实有"], "拟调入" in alone) == (2, False)


def test_moves_name_people_and_units() -> None:
    """One move, found by any word of it and by no other."""
    rows = move_rows(small_establishment(), small_plan())

    assert rows[0]["姓名"] == "张试2"
    assert rows[0]["拟调入单位"] == "乙局"
    assert rows_that_mention(rows, "综合岗") == rows
    assert rows_that_mention(rows, "没有的人") == []


def test_the_excluded_are_listed_with_rule_and_source() -> None:
    """The leader of A."""
    assert excluded_rows(small_establishment(), small_plan())[0]["依据"] == "《公务员法》"


def test_mergers_show_what_becomes_of_each_section() -> None:
    """B's two sections become one, one head is left over."""
    establishment, mergers = small_establishment(), small_mergers()

    assert merger_rows(establishment, mergers)[0]["拟减少"] == 1
    assert group_rows(establishment, mergers[0])[0]["原内设机构"] == "综合科（2人）、业务科（0人）"
    assert surplus_rows(establishment, mergers)[0]["姓名"] == "张试7"


def test_units_with_most_sections_come_first() -> None:
    """B has two sections, A one."""
    assert [row["单位"] for row in section_count_rows(small_establishment(), DAY)] == ["乙局", "甲_测试*局"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"号码{NUMBER}有误", "号码999999********123X有误"),
        ("旧号码999999850615123。", "旧号码999999******123。"),
        ("电话 13900000000 不变", "电话 13900000000 不变"),
    ],
)
def test_identity_numbers_are_masked(text: str, masked: str) -> None:
    """18 and 15 characters are masked; shorter numbers stay."""
    assert shown(text) == masked


def test_markup_in_a_name_has_no_effect() -> None:
    """Stars, links, colours and formulas are shown as they were typed."""
    assert plain("甲*局[x](y):red[z]$a$") == "甲\\*局\\[x\\]\\(y\\)\\:red\\[z\\]\\$a\\$"


@pytest.mark.parametrize("address", ["https://example.com", "HTTP://example.com", "www.example.com", "a@example.com"])
def test_an_address_in_a_name_does_not_become_a_link(address: str) -> None:
    """It is parted by a sign that cannot be seen; a name without an address stays as it is."""
    assert "\u2060" in plain(address)
    assert plain(address).replace("\u2060", "").replace("\\", "") == address
    assert "\u2060" not in plain("甲局")


def test_who_stays_in_the_unit_is_not_counted_as_leaving_it() -> None:
    """As in the papers: units that people leave for another unit; who only changes type within one is told apart."""
    plan = small_plan()
    first = plan.moves[0]
    stays = replace(first, place=replace(first.place, unit=first.from_unit))
    inside = replace(plan, moves=(stays,))

    assert move_figures(replace(plan, moves=(first,))) == "1 个单位调出，1 个调入"
    assert move_figures(inside) == "0 个单位调出，0 个调入，另有 1 人在本单位内改变编制类型"
