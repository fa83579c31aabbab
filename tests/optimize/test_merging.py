"""内设机构整合 as the office sees it: caps, sections that stay alone, minimum sizes, notes, names, surplus heads."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, PlanStatus
from bianzhi.domain.terms import LeadershipKind, PersonState, UnitKind
from bianzhi.errors import SettingsError
from bianzhi.optimize.merging import merge_unit_sections
from bianzhi.optimize.merging.group_count import feasible_sections
from tests.optimize.merging_worlds import sections_of, small_units
from tests.worlds import DAY, agencies, but, leadership, plus, quota, section, unit


def merged(district: Establishment, name: str = "A") -> Merger:
    """The merger of one unit."""
    (merger,) = merge_unit_sections(district, DAY, [name])
    return merger


def groups(merger: Merger) -> list[tuple[str, ...]]:
    """The codes of its groups."""
    return [group.sections for group in merger.groups]


def said(merger: Merger) -> str:
    """All its notes."""
    return "".join(merger.notes)


@given(small_units())
@settings(max_examples=60, deadline=None)
def test_every_section_is_in_one_group_and_groups_are_within_the_cap(district: Establishment) -> None:
    """Whole sections: none is lost, none is twice, and no more groups than the cap unless there is no way."""
    merger = merged(district)

    if merger.status is PlanStatus.INFEASIBLE:
        assert merger.after == merger.before > merger.cap
        return
    counted = [each.code for each in district.sections if each.counts_to_cap]
    assert sorted(code for group in groups(merger) for code in group) == sorted(counted)
    assert merger.after == len(merger.groups) <= max(merger.cap, 0)
    assert sum(group.staff for group in merger.groups) == sum(district.section_staff[code] for code in counted)
    assert all(
        (each.code,) in groups(merger) for each in district.sections if each.counts_to_cap and not each.mergeable
    )


def test_only_units_over_their_cap_are_merged_unless_named() -> None:
    """Seven sections are over the general cap of six, six are not."""
    district = plus(sections_of([3] * 7), unit("B"), *(section(f"B{number}", "B") for number in range(6)))

    assert [merger.unit for merger in merge_unit_sections(district, DAY)] == ["A"]
    assert [merger.unit for merger in merge_unit_sections(district, DAY, ["B", "A"])] == ["A", "B"]


def test_unit_within_its_cap_is_kept_and_told_so() -> None:
    """Six sections under a cap of six stay six."""
    merger = merged(sections_of([3] * 6))

    assert (merger.before, merger.after, merger.status) == (6, 6, PlanStatus.OPTIMAL)
    assert all(len(group) == 1 for group in groups(merger))
    assert "内设机构 6 个，未超过限额 6 个" in said(merger)
    assert "审批" not in said(merger)


@pytest.mark.parametrize(("changes", "cap"), [({}, 6), ({"kind": UnitKind.DISCIPLINE}, 11), ({"section_cap": 4}, 4)])
def test_cap_is_the_units_own_or_else_that_of_its_kind(changes: dict[str, UnitKind | int], cap: int) -> None:
    """Six in general, eleven for the discipline commission, the ledger's own number before either."""
    over, within = merged(sections_of([3] * (cap + 1), **changes)), merged(sections_of([3] * cap, **changes))

    assert (over.cap, over.before, over.after) == (cap, cap + 1, cap)
    assert within.after == within.before == cap


def test_own_cap_goes_before_that_of_the_discipline_commission() -> None:
    """A discipline commission whose ledger row says nine has nine."""
    assert merged(sections_of([3] * 10, kind=UnitKind.DISCIPLINE, section_cap=9)).after == 9


def test_unit_may_be_named_in_full_and_an_unknown_one_is_refused() -> None:
    """The message says which name was not found."""
    district = sections_of([3] * 7)

    assert merged(district, "区A局").unit == "A"
    with pytest.raises(SettingsError, match="没有编码或名称为“X9”的机构") as refusal:
        merge_unit_sections(district, DAY, ["A", "X9"])
    assert refusal.value.hint


def test_section_marked_so_stays_alone_whatever_it_has_in_common() -> None:
    """S1 and S2 share everything; where S1 may not merge, S2 goes elsewhere."""
    close = {1: {"functions": ("法规", "监管")}, 2: {"functions": ("法规", "监管")}}
    free = sections_of([3, 3, 3], close, [(1, 2, 50)], section_cap=2)

    assert groups(merged(free)) == [("S1", "S2"), ("S3",)]
    assert groups(merged(but(free, S1={"mergeable": False}))) == [("S1",), ("S2", "S3")]


def test_more_lone_sections_than_the_cap_has_no_solution_and_says_what_to_change() -> None:
    """Two may not merge and the cap is two: with a third section that is one too many, with none it is not over."""
    locked = {1: {"mergeable": False}, 2: {"mergeable": False}}
    merger = merged(sections_of([3, 3, 3], locked, section_cap=2))

    assert (merger.status, merger.groups, merger.after) == (PlanStatus.INFEASIBLE, (), 3)
    assert "不可整合的内设机构有 2 个（S1科、S2科）" in said(merger)
    assert "至少 1 个改为可整合" in said(merger)
    assert merged(sections_of([3, 3], locked, section_cap=2)).status is PlanStatus.OPTIMAL
    assert merged(sections_of([3, 3, 3], {1: {"mergeable": False}}, section_cap=2)).status is PlanStatus.OPTIMAL


def test_cap_of_nothing_has_no_solution() -> None:
    """A cap of 0 in the ledger cannot be met by merging; the message speaks of the cap."""
    merger = merged(sections_of([3], section_cap=0))

    assert merger.status is PlanStatus.INFEASIBLE
    assert "超过限额 0 个" in said(merger)


def test_sections_that_do_not_count_take_no_part() -> None:
    """A party committee's office outside the cap is neither counted nor merged, and the notes say so."""
    merger = merged(sections_of([3] * 8, {8: {"counts_to_cap": False, "name": "机关党委"}}))

    assert (merger.before, merger.after) == (7, 6)
    assert all("S8" not in group for group in groups(merger))
    assert "不计入限额的内设机构 1 个（机关党委）" in said(merger)


def test_common_functions_bring_sections_together() -> None:
    """Of four equal sections under a cap of three, the two that share a function merge."""
    tags = {2: {"functions": ("法规",)}, 4: {"functions": ("法规", "综合")}}

    assert groups(merged(sections_of([3] * 4, tags, section_cap=3))) == [("S1",), ("S2", "S4"), ("S3",)]


def test_traffic_brings_sections_together() -> None:
    """S2 and S3 deal with each other most."""
    merger = merged(sections_of([3] * 4, {}, [(3, 2, 7), (1, 4, 5)], section_cap=3))

    assert groups(merger) == [("S1",), ("S2", "S3"), ("S4",)]


def test_order_and_direction_of_traffic_do_not_matter() -> None:
    """The rows the other way round, and named the other way round, give the same merger."""
    rows = [(1, 2, 3), (2, 1, 4), (3, 4, 6), (5, 6, 6), (2, 7, 5)]
    turned = [(other, one, volume) for one, other, volume in reversed(rows)]

    assert merged(sections_of([3] * 7, {}, rows)) == merged(sections_of([3] * 7, {}, turned))


def test_sizes_are_as_equal_as_can_be_where_nothing_else_speaks() -> None:
    """Sizes 6, 5, 4, 3 in two groups: nine and nine."""
    merger = merged(sections_of([6, 5, 4, 3], section_cap=2))

    assert [group.staff for group in merger.groups] == [9, 9]
    assert merger.value == 0
    assert "没有共同的职能标签" in said(merger)


def test_equal_groupings_are_settled_by_ledger_order() -> None:
    """Any pair of eight equal sections could merge twice over: the last do, so that the first stay as they are."""
    merger = merged(sections_of([3] * 8))

    assert groups(merger) == [("S1",), ("S2",), ("S3",), ("S4",), ("S5", "S6"), ("S7", "S8")]


def test_every_group_has_the_minimum_where_the_staff_allows() -> None:
    """Sections of two: nine of them make four groups of three or more, not six."""
    merger = merged(sections_of([2] * 9))

    assert merger.after == 4
    assert min(group.staff for group in merger.groups) >= 3
    assert "整合为 4 个，少于限额 6 个" in said(merger)


def test_minimum_is_three_and_not_four() -> None:
    """Three persons are enough for a section, two are not: with two, S1 must be in the merger."""
    tags = {2: {"functions": ("法规",)}, 3: {"functions": ("法规",)}}

    assert groups(merged(sections_of([3, 3, 3], tags, section_cap=2))) == [("S1",), ("S2", "S3")]
    assert groups(merged(sections_of([2, 3, 3], tags, section_cap=2))) == [("S1", "S2"), ("S3",)]


def test_lone_section_under_the_minimum_stays_and_is_named() -> None:
    """Nothing can be merged into a section marked 不可整合; the user is told that it stays too small."""
    merger = merged(sections_of([2, 3, 3], {1: {"mergeable": False}}, section_cap=2))

    assert groups(merger) == [("S1",), ("S2", "S3")]
    assert "仍少于最低数 3 人的科室：S1科（2 人）" in said(merger)


def test_two_persons_in_all_make_one_section_that_is_named_as_too_small() -> None:
    """The staff does not allow even one group of three, so there is one and a note."""
    merger = merged(sections_of([1, 1, 0], section_cap=2))

    assert groups(merger) == [("S1", "S2", "S3")]
    assert "仍少于最低数 3 人" in said(merger)


def test_sections_without_anybody_on_record_are_merged_by_affinity_alone() -> None:
    """Where the roster names no sections, a minimum would merge everything into one: it is not applied, and said so."""
    tags = {2: {"functions": ("法规",)}, 3: {"functions": ("法规",)}}
    merger = merged(sections_of([0] * 7, tags))

    assert merger.after == 6
    assert ("S2", "S3") in groups(merger)
    assert "没有填写本单位人员的科室编码" in said(merger)
    assert "仍少于最低数" not in said(merger)


def test_people_who_hold_no_post_have_no_weight() -> None:
    """A retired person still on the roster does not make a section of three."""
    district = but(sections_of([3, 3, 3], section_cap=2), **{"S1-1": {"state": PersonState.RETIRED}})

    assert ("S1",) not in groups(merged(district))


def test_feasible_number_of_sections() -> None:
    """Sixteen posts less four leaders allow four sections of three, twenty-two allow six; the cap is never exceeded."""
    assert feasible_sections(16 - 4, 6, 3) == 4
    assert feasible_sections(22 - 4, 6, 3) == 6
    assert feasible_sections(22 - 4 - 1, 6, 3) == 5
    assert feasible_sections(40, 6, 3) == 6


@pytest.mark.parametrize(("posts", "told"), [(21, True), (22, False)])
def test_quota_that_allows_fewer_sections_is_advice(posts: int, told: bool) -> None:
    """Quota 21 less 4 leaders is short of six sections of three, 22 is not; the merger goes by persons in post."""
    district = plus(
        sections_of([3] * 7),
        quota("A", posts),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 3),
        leadership("A", LeadershipKind.SECTION_HEAD, 7),
    )
    merger = merged(district)

    assert merger.after == 6
    assert ("至多宜设 5 个" in said(merger)) is told


def test_leaders_posts_follow_the_size() -> None:
    """Sizes 2, 3, 4, 7, 8, 14, 15 have 1, 1, 2, 2, 3, 3, 4 leaders."""
    merger = merged(sections_of([2, 3, 4, 7, 8, 14, 15], kind=UnitKind.DISCIPLINE))

    assert [group.heads + group.deputies for group in merger.groups] == [1, 1, 2, 2, 3, 3, 4]
    assert all(group.heads == 1 for group in merger.groups)


def test_head_left_over_becomes_deputy_where_a_deputys_post_is_free() -> None:
    """S1 and S2 become a section of six with one deputy's post: the later head may take it, no grade is lost."""
    led = but(sections_of([3, 3], section_cap=1), **{"S1-1": {"is_leader": True}, "S2-2": {"is_leader": True}})
    (surplus,) = merged(led).surplus_heads

    assert (surplus.person, surplus.section) == ("S2-2", "S2")
    assert "拟改任" in surplus.proposal
    assert "保留现职级" in surplus.proposal


def test_head_left_over_keeps_the_grade_where_no_leading_post_is_free() -> None:
    """Three heads in a section of seven: one stays, one becomes the deputy, for the third there is no post."""
    leaders = {f"S{number}-1": {"is_leader": True} for number in (1, 2, 3)}
    merger = merged(but(sections_of([3, 2, 2], section_cap=1), **leaders))

    assert [surplus.person for surplus in merger.surplus_heads] == ["S2-1", "S3-1"]
    assert "拟改任" in merger.surplus_heads[0].proposal
    assert "拟保留现职级，按非领导职务安排" in merger.surplus_heads[1].proposal


def test_head_left_over_is_proposed_for_a_headless_section_of_the_unit() -> None:
    """S2 and S3, of three persons in all, have no deputy's post; S1 has nobody at its head."""
    tags = {2: {"functions": ("法规",)}, 3: {"functions": ("法规",)}}
    led = but(sections_of([3, 2, 1], tags, section_cap=2), **{"S2-1": {"is_leader": True}, "S3-1": {"is_leader": True}})
    (surplus,) = merged(led).surplus_heads

    assert surplus.person == "S3-1"
    assert "本单位“S1科”空缺正职的调剂人选" in surplus.proposal


def test_second_leader_of_a_section_is_its_deputy() -> None:
    """A deputy is not listed as a head left over, but takes the deputy's post first; the notes name deputies too many."""
    led = but(
        sections_of([2, 2], section_cap=1),
        **{name: {"is_leader": True} for name in ("S1-1", "S1-2", "S2-1", "S2-2")},
    )
    merger = merged(led)

    assert [surplus.person for surplus in merger.surplus_heads] == ["S2-1"]
    assert "按非领导职务安排" in merger.surplus_heads[0].proposal
    assert "现有副职 2 人，副职职数 1 名" in said(merger)


def test_sections_that_do_not_merge_have_no_head_left_over() -> None:
    """Each keeps its own head."""
    leaders = {f"S{number}-1": {"is_leader": True} for number in range(1, 7)}

    assert merged(but(sections_of([3] * 6), **leaders)).surplus_heads == ()


def test_heads_posts_saved_are_counted_and_missing_marks_are_told() -> None:
    """Three sections, one with two heads' posts, make one: four posts become one, whoever holds them."""
    district = sections_of([3, 3, 3], {1: {"heads": 2}}, section_cap=1)
    led = but(district, **{"S1-1": {"is_leader": True}})

    assert "科室正职职数现 4 名，整合后拟 1 名，减少 3 名" in said(merged(district))
    assert "没有标明各科室的领导" in said(merged(district))
    assert "没有标明各科室的领导" not in said(merged(led))
    assert "科室正职职数" not in said(merged(sections_of([3] * 6)))


def test_names_are_proposed_from_the_members() -> None:
    """A general office keeps its name, a common function names a section, others join theirs; all are marked 拟."""

    def name(*members: tuple[str, tuple[str, ...]]) -> str:
        changes = {number: {"name": word, "functions": tags} for number, (word, tags) in enumerate(members, 1)}
        return merged(sections_of([4, 3, 3][: len(members)], changes, section_cap=1)).groups[0].name

    assert name(("法规科", ()), ("办公室", ())) == "办公室（拟）"
    assert name(("政策法规科", ("法规",)), ("行政复议科", ("法规", "复议"))) == "法规科（拟）"
    assert name(("综合规划科", ()), ("综合科", ())) == "综合科（拟）"
    assert name(("法规科", ()), ("信访股", ())) == "法规信访科（拟）"
    assert name(("法规科", ()), ("信访股", ()), ("工会", ())) == "法规信访科（拟）"
    assert name(("基层政权建设和社区治理科", ()), ("信访股", ())) == "基层政权建设和社区治理科（拟）"


def test_proposed_name_is_not_that_of_another_section() -> None:
    """There is a 法规科 outside the group already."""
    shared = {"functions": ("法规",)}
    changes = {
        1: {"name": "立法科", **shared},
        2: {"name": "复议科", **shared},
        3: {"name": "法规科", "mergeable": False},
    }
    merger = merged(sections_of([3, 3, 3], changes, section_cap=2))

    assert [group.name for group in merger.groups] == ["立法复议科（拟）", "法规科"]


def test_unit_without_sections_is_told_so() -> None:
    """Nothing to merge is an answer, not an error."""
    merger = merged(agencies(A=(5, 5)))

    assert (merger.before, merger.after, merger.groups) == (0, 0, ())
    assert "没有本单位的内设机构" in said(merger)


def test_merger_needs_approval_and_cites_the_article() -> None:
    """486号令 art. 13: the tool proposes, the office approves."""
    assert "《地方各级人民政府机构设置和编制管理条例》第13条" in said(merged(sections_of([3] * 7)))


def test_twelve_sections_are_solved_to_a_proven_optimum() -> None:
    """Seconds are printed, not asserted: run with ``-s`` to see them."""
    tags = {number: {"functions": (("综合", "法规", "监管", "信访")[number % 4],)} for number in range(1, 13)}
    traffic = [(one, 1 + (one * 5) % 12, one) for one in range(1, 13)]
    district = sections_of([3, 5, 2, 4, 6, 3, 2, 7, 4, 3, 5, 2], tags, traffic)
    started = time.perf_counter()
    merger = merged(district)
    print(f"12 sections: {time.perf_counter() - started:.2f} s")  # noqa: T201

    assert (merger.after, merger.status) == (6, PlanStatus.OPTIMAL)
    assert merger.value == merger.bound


def large_unit(count: int) -> Establishment:
    """Sections of one to eight persons that all deal with each other."""
    numbers = range(1, count + 1)
    traffic = [(one, other, (one * other) % 17) for one in numbers for other in range(one + 1, count + 1)]
    return sections_of([1 + (7 * number) % 8 for number in range(count)], {}, traffic)


@pytest.mark.slow
@pytest.mark.parametrize("count", [20, 30])
def test_large_unit_is_solved_to_a_proven_optimum(count: int) -> None:
    """Groups are searched for instead of listed; seconds are printed, not asserted."""
    started = time.perf_counter()
    merger = merged(large_unit(count))
    print(f"{count} sections: {time.perf_counter() - started:.2f} s")  # noqa: T201

    assert (merger.after, merger.status) == (6, PlanStatus.OPTIMAL)
    assert merger.value == merger.bound


def test_large_unit_out_of_time_is_feasible_with_an_honest_bound() -> None:
    """Thirty sections and no time at all: a grouping within the cap, and how far from the best it may be."""
    (merger,) = merge_unit_sections(large_unit(30), DAY, time_limit_seconds=0)

    assert merger.after == 6
    assert merger.status is PlanStatus.FEASIBLE
    assert merger.value < merger.bound
    assert f"得分 {merger.value}，至多可达 {merger.bound}" in said(merger)


def test_sizes_that_are_all_alike_are_proven_by_arithmetic() -> None:
    """Forty sections of four in six groups: 28 and 24, never 27 and 26, so unevenness cannot be nothing."""
    (merger,) = merge_unit_sections(sections_of([4] * 40), DAY, time_limit_seconds=1)

    assert sorted(group.staff for group in merger.groups) == [24, 24, 28, 28, 28, 28]
    assert (merger.value, merger.bound, merger.status) == (-100, -100, PlanStatus.OPTIMAL)


def test_same_ledger_gives_the_same_merger() -> None:
    """Twice over, and whatever the order of the roster."""
    district = sections_of([4, 2, 3, 5, 1, 3, 2, 4], {}, [(1, 5, 3), (2, 6, 3), (3, 7, 3)])
    turned = replace(district, people=district.people[::-1])

    assert merged(district) == merged(district) == merged(turned)
