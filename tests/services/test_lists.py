"""Lists: exact figures, named filters that mean what they say, orders an office knows, totals that tie."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.list_table import (
    Condition,
    ListColumn,
    ListColumnKind,
    ListRow,
    ListTable,
    ListView,
    Searched,
)
from bianzhi.domain.terms import Category, LeaderRank, LeadershipKind, PersonState
from bianzhi.law.parameters import Law
from bianzhi.rules.leadership import leaders_within_leadership_posts
from bianzhi.services import foresight, lists
from bianzhi.services.lists import ListFilter, ListKind, ListSources, SearchableList
from tests.ui.small_office import small_establishment, small_findings, small_plan
from tests.worlds import (
    DAY,
    agencies,
    but,
    citizen_number,
    duty,
    leadership,
    loan,
    people,
    person,
    plus,
    post,
    quota,
    section,
    unit,
    world,
)

NUMBER = ListColumnKind.NUMBER
EVERYTHING = ListView()


def sources(establishment: Establishment, **more: Any) -> ListSources:
    return ListSources(establishment, DAY, outlook=foresight.outlook(establishment, DAY), **more)


def made(establishment: Establishment, kind: ListKind, **more: Any) -> SearchableList:
    return lists.make_list(kind, sources(establishment, **more))


def rows_of(found: SearchableList, view: ListView = EVERYTHING) -> list[dict[str, Any]]:
    return [dict(zip(found.table.place, found.table.rows[row].values, strict=True)) for row in found.select(view).rows]


def column(found: SearchableList, heading: str, view: ListView = EVERYTHING) -> list[Any]:
    return [row[heading] for row in rows_of(found, view)]


@pytest.fixture
def office() -> ListSources:
    return sources(small_establishment(), findings=small_findings(), plan=small_plan())


def test_a_unit_is_counted_cell_by_cell() -> None:
    """3 over in one type and 2 vacant in another are both told, never netted to 1."""
    mixed = world(
        unit("A"),
        quota("A", 5),
        quota("A", 4, Category.AGENCY_SUPPORT),
        *people("A", 8),
        *(person(f"W{number}", category=Category.AGENCY_SUPPORT) for number in (1, 2)),
    )
    (row,) = rows_of(made(mixed, ListKind.UNITS))

    assert (row["核定编制"], row["实有"], row["超编"], row["空编"]) == (9, 10, 3, 2)


def test_sections_over_the_cap_count_those_that_count() -> None:
    """Cap 1: two that count are one over, a third that does not count changes nothing."""
    capped = world(unit("A", section_cap=1), section("S1"), section("S2"), section("S3", counts_to_cap=False))
    (row,) = rows_of(made(capped, ListKind.UNITS))

    assert (row["内设机构"], row["限额"], row["超限额"]) == (2, 1, 1)


def test_leaders_over_are_those_the_rule_finds() -> None:
    """One head's post with two heads is one over, though a deputy's post is vacant; unlisted posts are unknown, not 0."""
    head = {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_HEAD}
    two_heads = plus(
        but(agencies(A=(3, 3), B=(2, 2)), A={"rank": "正科级"}, A1=head, A2=head, B1=head),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 1),
    )
    units, leaders = made(two_heads, ListKind.UNITS), made(two_heads, ListKind.LEADERS)

    assert column(units, "领导超配") == [1, 0]
    assert column(units, "核定职数") == [2, None]
    own = rows_of(leaders)[0]
    assert (own["超配"], own["空缺"], own["其中正职"], own["其中副职"]) == (1, 1, 2, 0)
    assert len(list(leaders_within_leadership_posts(two_heads, Law(DAY)))) == 1
    assert rows_of(leaders)[1]["说明"] == "台账没有列职数，不核对"


def test_every_named_filter_asks_about_a_column_of_its_list(office: ListSources) -> None:
    """No link leads to a filter that does nothing."""
    for each in ListFilter:
        assert each.condition.heading in lists.make_list(each.list, office).table.place, each
        assert each in each.list.filters


def test_named_filters_on_the_small_office(office: ListSources) -> None:
    """A is over, B vacant and over its cap; one person is proposed to move; one finding of each severity."""
    counts = {each: lists.make_list(each.list, office).count(each.condition) for each in ListFilter}

    assert counts[ListFilter.OVER] == counts[ListFilter.VACANT] == counts[ListFilter.SECTIONS_OVER] == 1
    assert counts[ListFilter.CELLS_OVER] == counts[ListFilter.CELLS_VACANT] == 1
    assert counts[ListFilter.MOVED] == 1 and counts[ListFilter.COUNTED] == 7 and counts[ListFilter.LEADING] == 2
    assert counts[ListFilter.ERRORS] == counts[ListFilter.WARNINGS] == counts[ListFilter.NOTES] == 1
    assert counts[ListFilter.REPAIRABLE] == 1
    assert counts[ListFilter.SECTIONS_EMPTY] == 1


def test_due_within_months_and_overdue() -> None:
    """Months from the day's on, both ends included; overdue is not due; who has more than five years is not listed."""
    births = [date(year, month, 1) for year in range(1964, 1974) for month in range(1, 13)]
    old = but(agencies(A=(len(births), 0)), **{f"A{n}": {"birth": birth} for n, birth in enumerate(births, 1)})
    found = made(old, ListKind.RETIREMENTS)

    everybody = {each.months for each in foresight.outlook(old, DAY).retirements}

    def months(each: ListFilter) -> set[int]:
        return set(column(found, "距今（月）", ListView(conditions=(each.condition,))))

    assert {-1, 0, 6, 12, 60} <= everybody and max(everybody) > 60
    for most, each in ((3, ListFilter.DUE_3), (6, ListFilter.DUE_6), (12, ListFilter.DUE_12)):
        assert months(each) == {month for month in everybody if 0 <= month <= most}
    assert months(ListFilter.OVERDUE) == {month for month in everybody if month < 0}
    assert set(column(found, "距今（月）")) == {month for month in everybody if month <= 60}


def test_identity_numbers_are_masked_in_every_list(office: ListSources) -> None:
    """Neither the column nor a message of a finding shows one."""
    for kind in ListKind:
        for row in lists.make_list(kind, office).table.rows:
            assert not any("19850615" in str(value) for value in row.values), kind


def test_ledger_order_unless_something_else_is_asked_for() -> None:
    """B stands before A in this ledger, and so in every list; sorting by 单位 is ledger order too."""
    backwards = agencies(B=(1, 1), A=(2, 1))
    units, roster = made(backwards, ListKind.UNITS), made(backwards, ListKind.PEOPLE)

    assert column(units, "机构编码") == ["B", "A"]
    assert column(roster, "人员编号", ListView(sorted_by="单位")) == ["B1", "A1", "A2"]
    assert column(roster, "人员编号", ListView(sorted_by="单位", descending=True)) == ["A1", "A2", "B1"]


def test_names_sort_by_pinyin_with_the_surname_read_right() -> None:
    """曾 (zeng) after 单 (shan) after 李; as words they would be ceng and dan, before it."""
    named = but(agencies(A=(3, 3)), A1={"name": "曾一"}, A2={"name": "李一"}, A3={"name": "单一"})

    assert column(made(named, ListKind.PEOPLE), "姓名", ListView(sorted_by="姓名")) == ["李一", "单一", "曾一"]


def test_closed_lists_sort_in_their_own_order_and_blanks_last_both_ways() -> None:
    """博士 above 大学 above 大专; who has no entry stands at the end, up and down."""
    schooled = but(
        agencies(A=(4, 4)),
        A1={"education": ""},
        A2={"education": "博士研究生"},
        A3={"education": "大专"},
        A4={"education": "大学"},
    )
    roster = made(schooled, ListKind.PEOPLE)

    assert column(roster, "学历", ListView(sorted_by="学历")) == ["大专", "大学", "博士研究生", ""]
    assert column(roster, "学历", ListView(sorted_by="学历", descending=True)) == ["博士研究生", "大学", "大专", ""]


def test_the_age_is_the_full_years_on_the_day() -> None:
    """Born on 23 November 1966 is 60 on the day; a day later still 59."""
    born = but(agencies(A=(2, 2)), A1={"birth": date(1966, 11, 23)}, A2={"birth": date(1966, 11, 24)})

    assert column(made(born, ListKind.PEOPLE), "年龄") == [60, 59]


def test_who_is_gone_stays_on_the_list_and_is_not_counted() -> None:
    """The roster has three, two hold a post."""
    roster = made(but(agencies(A=(3, 3)), A3={"state": PersonState.RETIRED}), ListKind.PEOPLE)

    assert column(roster, "占编") == ["是", "是", "否"]
    assert roster.count(ListFilter.COUNTED.condition) == 2


def test_dates_are_filtered_by_their_year() -> None:
    """Both ends belong to the range; who has no birth date is in no range."""
    born = but(agencies(A=(3, 3)), A1={"birth": date(1985, 12, 31)}, A2={"birth": date(1986, 1, 1)}, A3={"birth": None})
    roster = made(born, ListKind.PEOPLE)

    def with_birth(**ends: int) -> list[Any]:
        return column(roster, "人员编号", ListView(conditions=(Condition("出生年月", **ends),)))

    assert with_birth(least=1985, most=1985) == ["A1"]
    assert with_birth(least=1986) == ["A2"]
    assert with_birth(most=1990) == ["A1", "A2"]


def test_with_a_plan_the_cells_tell_before_and_after(office: ListSources) -> None:
    """One leaves A, one comes to B; the totals tie."""
    found = lists.make_list(ListKind.CELLS, office)
    a, b = rows_of(found)
    totals = dict(zip(found.table.place, found.select(ListView()).totals, strict=True))

    assert (a["拟调出"], a["拟调后实有"], a["拟调后超编"]) == (1, 4, 1)
    assert (b["拟调入"], b["拟调后实有"], b["拟调后空编"]) == (1, 3, 1)
    assert totals["拟调出"] == totals["拟调入"] == 1 and totals["实有"] == totals["拟调后实有"] == 7
    assert "拟调出" not in made(small_establishment(), ListKind.CELLS).table.place


def test_totals_are_of_the_rows_that_are_seen() -> None:
    """Of 6 posts 5 are A's: filtered to A the total is 5. Ages do not add up; unknown figures are not 0."""
    found = made(agencies(A=(2, 5), B=(1, 1)), ListKind.UNITS)
    place = found.table.place
    only_a = found.select(ListView(conditions=(Condition("单位", words=("区A局",)),)))

    assert found.select(ListView()).totals[place["核定编制"]] == 6
    assert only_a.totals[place["核定编制"]] == 5
    assert only_a.totals[place["核定职数"]] is None
    roster = made(agencies(A=(2, 5)), ListKind.PEOPLE)
    assert roster.select(ListView()).totals[roster.table.place["年龄"]] is None


def test_posts_tell_how_many_are_filled() -> None:
    """The move of the plan takes the post of its row, not the one of the same title below it."""
    asked = plus(small_establishment(), post("综合岗", "B", 2), post("综合岗", "B", 1))
    first = asked.posts[0]
    plan = small_plan()
    (move,) = plan.moves
    filled = replace(plan, moves=(replace(move, place=replace(move.place, row=first.at.row)),))
    found = made(asked, ListKind.POSTS, plan=filled)

    assert column(found, "拟安排") == [1, 0] and column(found, "未安排") == [1, 1]
    assert found.count(ListFilter.POSTS_OPEN.condition) == 2


def test_the_entries_of_a_unit_name_sheet_and_cell() -> None:
    """The quota of A stands in 编制!C2; what is lent is told on both sides; nothing of B is among them."""
    ledger = plus(agencies(A=(1, 3), B=(1, 2)), duty("D1", "A"), loan("B", 1, "A"))
    entries = rows_of(lists.ledger_entries_of(sources(ledger), "A"))

    assert [(row["工作表"], row["单元格"], row["数量"]) for row in entries if row["工作表"] == "编制"] == [
        ("编制", "C2", 3)
    ]
    assert [row["事项"] for row in entries] == ["机构", "行政编制", "周转使用：借出", "职责 D1"]
    assert rows_of(lists.ledger_entries_of(sources(ledger), "B"))[-1]["事项"] == "周转使用：借用"


def test_moves_of_a_unit_are_told_from_its_side(office: ListSources) -> None:
    """The same move leaves A and comes to B."""
    assert column(lists.moves_of(office, "A"), "变化") == ["拟调出"]
    assert column(lists.moves_of(office, "B"), "变化") == ["拟调入"]
    assert rows_of(lists.moves_of(office, "B"))[0]["现单位"] == "甲_测试*局"


def test_a_list_of_one_unit_has_only_its_rows(office: ListSources) -> None:
    """People and findings of A, and none of B."""
    assert len(lists.make_list(ListKind.PEOPLE, office, "B").table.rows) == 2
    assert column(lists.make_list(ListKind.FINDINGS, office, "A"), "规则") == ["B201", "R401", "R402"]
    assert rows_of(lists.make_list(ListKind.FINDINGS, office, "B")) == []
    assert len(lists.make_list(ListKind.SECTIONS, office, "B").table.rows) == 2


def test_the_mark_changes_with_what_is_seen() -> None:
    """The same view the same mark; another search, order, column or ledger another."""
    view, headings = ListView("zxf"), ("单位", "超编")
    marks = [
        lists.content_mark("a", view, headings),
        lists.content_mark("b", view, headings),
        lists.content_mark("a", ListView("zx"), headings),
        lists.content_mark("a", replace(view, sorted_by="超编"), headings),
        lists.content_mark("a", view, headings[:1]),
    ]
    assert marks[0] == lists.content_mark("a", ListView("zxf"), ["单位", "超编"])
    assert len(set(marks)) == len(marks)


def test_columns_that_say_nothing_are_not_offered() -> None:
    """Nobody is proposed to move, so there is no 方案; a figure 0 is something."""
    roster, units = made(agencies(A=(1, 1)), ListKind.PEOPLE), made(agencies(A=(1, 1)), ListKind.UNITS)

    assert "方案" not in roster.headings_used and "姓名" in roster.headings_used
    assert "超编" in units.headings_used


def test_what_a_view_says_in_words() -> None:
    """For the line above the table and on paper."""
    view = ListView(
        "czj", (Condition("机构类别", words=("街道", "")), Condition("超编", least=1, most=3)), "超编", True
    )

    assert view.in_words == "查找“czj”；机构类别：街道、（空白）；超编 1 至 3；按超编降序排列"
    assert [Condition("岁", most=2).in_words, Condition("岁", least=2, most=2).in_words] == ["岁 ≤ 2", "岁 = 2"]
    assert Condition("备注", text="号").in_words == "备注含“号”"


def test_a_condition_on_a_column_that_is_not_there_is_passed_over() -> None:
    """A link may be older than the list."""
    found = made(agencies(A=(1, 1)), ListKind.UNITS)

    assert len(found.select(ListView(conditions=(Condition("没有的列", least=1),), sorted_by="没有的列")).rows) == 1


VALUES = some.tuples(
    some.sampled_from(["", "张三", "曾五", "李四"]),
    some.sampled_from(["", "甲", "乙", "丙"]),
    some.one_of(some.none(), some.integers(-3, 3)),
    some.one_of(some.none(), some.dates(date(1980, 1, 1), date(1983, 1, 1))),
)
COLUMNS = (
    ListColumn("姓名", searched=Searched.NAMES),
    ListColumn("类别", ListColumnKind.CHOICE, order=("丙", "甲", "乙")),
    ListColumn("数", NUMBER, adds_up=True),
    ListColumn("出生", ListColumnKind.MONTH),
)
ENDS = some.one_of(some.none(), some.integers(-2, 2))


@settings(deadline=None, max_examples=200)
@given(
    rows=some.lists(VALUES, max_size=15),
    words=some.sets(some.sampled_from(["", "甲", "乙"])),
    least=ENDS,
    most=ENDS,
    sorted_by=some.sampled_from(["", "类别", "数", "出生"]),
    descending=some.booleans(),
)
def test_a_view_shows_what_a_look_at_every_row_shows(
    rows: list[tuple[Any, ...]],
    words: set[str],
    least: int | None,
    most: int | None,
    sorted_by: str,
    descending: bool,
) -> None:
    """Filters, order with blanks last and equal ones in ledger order, and the total, all worked out the plain way."""
    table = ListTable("表", COLUMNS, tuple(ListRow(values) for values in rows))
    conditions = (Condition("类别", words=tuple(sorted(words))), Condition("数", least=least, most=most))
    seen = SearchableList(table).select(ListView("", conditions, sorted_by, descending))

    kept = [
        number
        for number, (_, word, figure, _) in enumerate(rows)
        if (not words or word in words)
        and (least is None or (figure is not None and figure >= least))
        and (most is None or (figure is not None and figure <= most))
    ]
    if sorted_by:
        place = table.place[sorted_by]
        rank = {"丙": 0, "甲": 1, "乙": 2}
        known = [number for number in kept if rows[number][place] not in (None, "")]
        known.sort(key=lambda number: rank.get(rows[number][place], rows[number][place]), reverse=descending)
        if descending:
            groups: dict[Any, list[int]] = {}
            for number in sorted(known):
                groups.setdefault(rows[number][place], []).append(number)
            known = [number for value in dict.fromkeys(rows[each][place] for each in known) for number in groups[value]]
        kept = [*known, *(number for number in kept if rows[number][place] in (None, ""))]
    figures = [rows[number][2] for number in kept if rows[number][2] is not None]

    assert list(seen.rows) == kept
    assert seen.totals == (None, None, sum(figures) if figures else None, None)


def test_numbers_of_a_person_without_one_stay_blank() -> None:
    """Nothing is starred where there is nothing."""
    numbered = but(agencies(A=(2, 2)), A1={"citizen_number": citizen_number(date(1985, 1, 1))})

    assert column(made(numbered, ListKind.PEOPLE), "公民身份号码") == [
        "999999********0" + citizen_number(date(1985, 1, 1))[-3:],
        "",
    ]
