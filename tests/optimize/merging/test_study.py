"""大科室制 tried out: what the clerk demands, what the law allows besides, and what he is told where it cannot be."""

from collections.abc import Sequence

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.section_study import Light, RuleLight, SectionRules, SectionStudy
from bianzhi.domain.terms import LeadershipKind
from bianzhi.errors import SettingsError
from bianzhi.optimize.merging import judge_sections, merge_unit_sections, study_sections
from tests.optimize.merging_worlds import sections_of
from tests.worlds import DAY, leadership, plus, quota, section, unit


def study(district: Establishment, **rules: object) -> SectionStudy:
    """The study of unit A."""
    return study_sections(district, "A", DAY, SectionRules(**rules))


def judged(district: Establishment, *groups: Sequence[str], **rules: object) -> SectionStudy:
    """A grouping of unit A by hand."""
    return judge_sections(district, "A", groups, DAY, SectionRules(**rules))


def groups(study: SectionStudy) -> list[tuple[str, ...]]:
    """The codes of its groups."""
    return [group.sections for group in study.merger.groups]


def light(study: SectionStudy, title: str) -> RuleLight:
    """The light of a rule."""
    (found,) = [each for each in study.lights if each.title == title]
    return found


def refused(district: Establishment, **rules: object) -> SettingsError:
    """What the clerk is told of rules that cannot hold."""
    with pytest.raises(SettingsError) as refusal:
        study(district, **rules)
    assert refusal.value.hint
    return refusal.value


def with_quota(district: Establishment, posts: int, leaders: int) -> Establishment:
    """The unit's posts, and how many of them are its own leaders'."""
    return plus(district, quota("A", posts), leadership("A", LeadershipKind.UNIT_DEPUTY, leaders))


def test_without_rules_the_study_is_the_merger() -> None:
    """Where neither quota nor general sections bind, the command and the study propose the same."""
    district = sections_of([4, 2, 3, 5, 1, 3, 2, 4], {}, [(1, 5, 3), (2, 6, 3), (3, 7, 3)])
    (merger,) = merge_unit_sections(district, DAY, ["A"])
    found = study(district)

    assert found.merger.groups == merger.groups
    assert (found.merger.value, found.merger.bound, found.optimum) == (merger.value, merger.bound, merger.value)
    assert found.next_best is not None
    assert found.next_best.value <= found.merger.value


def test_sections_asked_to_be_together_are_in_one() -> None:
    """S1 and S4 have nothing in common; the value is that of the whole grouping all the same."""
    tags = {1: {"functions": ("法规",)}, 2: {"functions": ("法规",)}}
    district = sections_of([3, 3, 3, 3], tags, section_cap=3)

    assert groups(study(district)) == [("S1", "S2"), ("S3",), ("S4",)]
    asked = study(district, together=(("S4", "S1"),))
    assert groups(asked) == [("S1", "S4"), ("S2",), ("S3",)]
    assert asked.merger.value == study(district).merger.value - 100


def test_affinity_within_sections_that_must_be_together_counts() -> None:
    """Asking for what is best anyway changes nothing, the value included; nor does asking link by link."""
    tags = {number: {"functions": ("法规",)} for number in (1, 2, 3)}
    district = sections_of([3, 3, 3, 3], tags, [(1, 2, 4)], section_cap=2)
    free, asked = study(district), study(district, together=(("S1", "S2"), ("S2", "S3")))

    assert groups(free) == groups(asked) == [("S1", "S2", "S3"), ("S4",)]
    assert free.merger.value == asked.merger.value == 300 + 1000 - 10 * 9


def test_sections_asked_to_be_apart_are_not_in_one() -> None:
    """S1 and S2 share everything and still go apart."""
    tags = {1: {"functions": ("法规", "监管")}, 2: {"functions": ("法规", "监管")}}
    district = sections_of([3, 3, 3], tags, section_cap=2)

    assert groups(study(district)) == [("S1", "S2"), ("S3",)]
    assert all("S1" not in group or "S2" not in group for group in groups(study(district, apart=(("S2", "S1"),))))


def test_section_asked_to_stay_alone_stays() -> None:
    """As if the ledger marked it."""
    tags = {1: {"functions": ("法规",)}, 2: {"functions": ("法规",)}}
    district = sections_of([3, 3, 3], tags, section_cap=2)

    assert groups(study(district, alone=("S1",))) == [("S1",), ("S2", "S3")]


def test_other_cap_may_be_tried() -> None:
    """Four sections under a cap of six need no merger; under one of three they do."""
    district = sections_of([3, 3, 3, 3])

    assert study(district).merger.after == 4
    assert "未超过限额 6 个" in study(district).merger.notes[0]
    assert (study(district, cap=3).merger.after, study(district, cap=3).merger.cap) == (3, 3)
    assert light(study(district, cap=3), "内设机构限额").source == "本次设定的要求"


@pytest.mark.parametrize(("cap", "general"), [(6, 1), (7, 2)])
def test_general_sections_are_at_most_three_in_ten(cap: int, general: int) -> None:
    """Three general of eight sections: of six one may remain, of seven two, as 30 % of seven is 2.1."""
    changes = {number: {"name": f"综合{number}科", "functions": ("综合",)} for number in (1, 2, 3)}
    traffic = [(4, 5, 9), (5, 6, 9), (7, 8, 9)]
    found = study(sections_of([3] * 8, changes, traffic, section_cap=cap))

    left = [codes for codes in groups(found) if set(codes) <= {"S1", "S2", "S3"}]
    assert len(left) <= general
    assert found.merger.after == cap
    assert light(found, "综合类科室占比").light is Light.GREEN


def test_one_general_section_is_always_allowed() -> None:
    """One of two is half of them, and lawful; two of three are not, though the unit is within its cap."""
    one = sections_of([3, 3], {1: {"name": "办公室"}})
    two = sections_of([3, 3, 3], {1: {"name": "办公室"}, 2: {"name": "人事科"}})

    assert study(one).merger.after == 2
    assert study(two).merger.after == 2
    assert light(judged(two, ["S1"], ["S2"], ["S3"]), "综合类科室占比").light is Light.RED
    assert "不超过 30%" in "".join(study(two).merger.notes)


@pytest.mark.parametrize(("posts", "sections"), [(16, 4), (21, 5), (22, 6)])
def test_quota_says_how_many_sections_there_may_be(posts: int, sections: int) -> None:
    """Sixteen posts less four leaders make four sections of three, twenty-two make six."""
    district = with_quota(sections_of([3] * 6), posts, 4)
    found = study(district)

    assert found.merger.after == sections
    assert light(found, "编制可设科室数").light is Light.GREEN
    six = light(judged(district, *([f"S{number}"] for number in range(1, 7))), "编制可设科室数")
    assert six.light is (Light.GREEN if sections == 6 else Light.RED)
    assert f"编制 {posts} 名，扣除单位领导职数 4 名余 {posts - 4} 名" in six.sentence
    assert f"至多可设 {sections} 个，整合后 6 个" in six.sentence
    if sections < 6:
        assert "设满 6 个至少需要编制 22 名" in found.merger.notes[0]


def test_more_sections_that_stay_than_the_quota_fills_have_no_grouping() -> None:
    """Sixteen posts fill four sections: six that may not merge are two too many, told with the figures."""
    locked = {number: {"mergeable": False} for number in range(1, 7)}
    found = study(with_quota(sections_of([3] * 6, locked), 16, 4))

    assert (found.merger.status, found.merger.groups) == (PlanStatus.INFEASIBLE, ())
    assert "合计至少 6 个，超过至多可设的 4 个" in found.merger.notes[0]
    assert "编制 16 名扣除单位领导职数 4 名后余 12 名" in found.merger.notes[0]
    assert "至少 2 个改为可整合" in found.merger.notes[0]


def test_every_section_that_stays_with_too_many_general_ones_is_told_so() -> None:
    """Three that stay, two of them general where one may be: nothing could be solved, and that rule is why."""
    names = {1: {"name": "办公室"}, 2: {"name": "综合科"}, 3: {"name": "法规科"}}
    found = study(sections_of([5] * 3, names), alone=("S1", "S2", "S3"))

    assert found.merger.status is PlanStatus.INFEASIBLE
    assert (
        "3 个科室都须单独保留，其中综合类 2 个（办公室、综合科），超过 30% 的上限，至多 1 个" in found.merger.notes[0]
    )
    assert "至少 1 个综合类科室改为可整合" in found.merger.notes[0]


def test_rules_that_leave_no_grouping_are_named() -> None:
    """Two sections that must be apart cannot be one; without that demand they could."""
    found = study(sections_of([3, 3], section_cap=1), apart=(("S1", "S2"),))

    assert found.merger.status is PlanStatus.INFEASIBLE
    assert "要求不得合并（S1科与S2科）时无法分组" in found.merger.notes[0]
    assert "可整合为 1 个科室" in found.merger.notes[0]


def test_rule_that_costs_a_section_is_named() -> None:
    """Two of two persons and one of three make two groups of three or more; with the small ones apart, no less than one each."""
    district = sections_of([2, 2, 3, 3], section_cap=3)

    assert study(district).merger.after == 3
    found = study(district, apart=(("S1", "S2"),))
    assert found.merger.after == 2
    assert "要求不得合并（S1科与S2科），整合后只能设 2 个；若不作此要求，可设 3 个" in "".join(found.merger.notes)


def test_contradictions_are_refused_by_name() -> None:
    """Each names the sections and what to change."""
    district = sections_of([3] * 4, {4: {"mergeable": False}}, section_cap=2)

    both = refused(district, together=(("S1", "S2"), ("S2", "S3")), apart=(("S1", "S3"),))
    assert "“S1科”（S1）与“S3科”（S3）既要求合并" in both.message
    alone = refused(district, together=(("S1", "S2"),), alone=("S1",))
    assert "“S1科”（S1）既要求单独保留，又要求与S2科合并" in alone.message
    marked = refused(district, together=(("S1", "S4"),))
    assert "“S4科”（S4）在台账中标明不可整合" in marked.message
    many = refused(district, alone=("S1", "S2"))
    assert "单独保留的科室有 3 个（S1科、S2科、S4科，其中台账标明不可整合 1 个）" in many.message
    assert "超过限额 2 个" in many.message
    assert "至少删去 2 个" in many.hint
    assert "不能要求与自己分设" in refused(district, apart=(("S1", "S1"),)).message
    assert "限额不能是 0 个" in refused(district, cap=0).message


def test_sections_that_do_not_take_part_are_refused_by_name() -> None:
    """Unknown, another unit's, outside the cap: with what there is to choose from."""
    district = plus(sections_of([3, 3, 3], {3: {"counts_to_cap": False}}), unit("B"), section("B1", "B"))

    unknown = refused(district, alone=("S01",))
    assert "没有编码为“S01”的科室" in unknown.message
    assert unknown.hint.startswith("最接近的编码是 S1。")
    far = refused(district, alone=("Z9",))
    assert "最接近" not in far.hint
    assert "S1科、S2科" in far.hint
    assert "“B1科”（B1）属于区B局，不属于区A局" in refused(district, apart=(("S1", "B1"),)).message
    assert "“S3科”（S3）不计入内设机构限额" in refused(district, together=(("S1", "S3"),)).message
    with pytest.raises(SettingsError, match="没有编码或名称为“C”的机构"):
        study_sections(district, "C", DAY, SectionRules())
    assert study_sections(district, "区A局", DAY, SectionRules()).merger.unit == "A"


def test_grouping_by_hand_has_every_section_once() -> None:
    """Missing, twice, or not of the unit: named. Empty groups are passed over, order does not matter."""
    district = sections_of([3, 3, 3])

    with pytest.raises(SettingsError, match="还有 1 个科室没有归入任何一组：S3科"):
        judged(district, ["S1", "S2"])
    with pytest.raises(SettingsError, match="“S1科”（S1）在第 1 组和第 2 组重复出现"):
        judged(district, ["S1", "S2"], ["S1", "S3"])
    assert groups(judged(district, ["S3"], [], ["S2", "S1"])) == [("S1", "S2"), ("S3",)]


def test_lights_change_as_sections_are_moved() -> None:
    """Each rule on both sides of its line."""
    changes = {1: {"name": "办公室"}, 4: {"mergeable": False}}
    district = with_quota(sections_of([3, 2, 3, 3], changes, section_cap=3), 20, 4)
    rules = {"together": (("S2", "S3"),), "apart": (("S1", "S2"),)}
    good = judged(district, ["S1"], ["S2", "S3"], ["S4"], **rules)
    bad = judged(district, ["S1", "S2", "S4"], ["S3"], **rules)
    as_it_is = judged(district, ["S1"], ["S2"], ["S3"], ["S4"], **rules)

    assert [each.light for each in good.lights if each.light is not Light.GREEN] == []
    for title in ("必须合并", "不得合并", "单独保留"):
        assert light(bad, title).light is Light.RED
    assert "S2科、S3科没有归入同一科室" in light(bad, "必须合并").sentence
    assert "1 个与其他科室合并：S4科" in light(bad, "单独保留").sentence
    assert light(as_it_is, "内设机构限额").light is Light.RED
    assert "整合后 4 个，限额 3 个，超 1 个" in light(as_it_is, "内设机构限额").sentence
    assert light(as_it_is, "科室最低人数").light is Light.AMBER
    assert "“S2科” 2 人" in light(as_it_is, "科室最低人数").sentence
    assert all(each.source for each in good.lights)


def test_merged_section_under_the_minimum_is_red() -> None:
    """One and one make two: too small for a new section, where an old one is only a hint; three are enough."""
    district = sections_of([1, 1, 1, 3])

    assert light(judged(district, ["S1", "S2"], ["S3", "S4"]), "科室最低人数").light is Light.RED
    assert light(judged(district, ["S1", "S2", "S3"], ["S4"]), "科室最低人数").light is Light.GREEN
    assert light(judged(sections_of([0, 0]), ["S1"], ["S2"]), "科室最低人数").light is Light.AMBER


def test_leaders_by_size_are_held_against_the_posts_there_are() -> None:
    """Two sections of four with a deputy each make one of eight with two; of three with none, one of six with one more."""
    posts = {number: {"heads": 1, "deputies": 1} for number in (1, 2)}
    none = {number: {"heads": 1, "deputies": 0} for number in (1, 2)}

    assert light(judged(sections_of([4, 4], posts), ["S1", "S2"]), "领导职数").light is Light.GREEN
    more = light(judged(sections_of([3, 3], none), ["S1", "S2"]), "领导职数")
    assert more.light is Light.AMBER
    assert "副职 1 名（现 0 名）；副职增加 1 名" in more.sentence


def test_optimum_stands_beside_a_grouping_of_as_many_sections() -> None:
    """With two groups both times the values compare; with three they do not, and no optimum is named."""
    tags = {1: {"functions": ("法规",)}, 2: {"functions": ("法规",)}}
    district = sections_of([3, 3, 3], tags, section_cap=2)
    best = study(district)
    same = judge_sections(district, "A", [["S1", "S3"], ["S2"]], DAY, SectionRules(), best)
    more = judge_sections(district, "A", [["S1"], ["S2"], ["S3"]], DAY, SectionRules(), best)

    assert (same.optimum, same.merger.value) == (best.merger.value, best.merger.value - 100)
    assert (same.merger.status, same.merger.bound) == (PlanStatus.FEASIBLE, best.merger.value)
    assert more.optimum is None
    assert judged(district, ["S1", "S3"], ["S2"]).optimum is None


def test_simple_methods_are_beaten_where_sizes_and_affinity_pull_apart() -> None:
    """Pairs that greedy merging joins first leave the others with nothing in common: ours is strictly better."""
    traffic = [(1, 2, 10), (2, 3, 11), (3, 4, 10)]
    found = study(sections_of([3, 3, 3, 3], {}, traffic, section_cap=2))

    assert groups(found) == [("S1", "S2"), ("S3", "S4")]
    values = {other.name: other.value for other in found.others}
    assert values["贪心合并"] is not None
    assert values["贪心合并"] < found.merger.value
    assert set(values) == {"社区发现算法", "贪心合并"}


def test_simple_method_that_finds_nothing_lawful_says_so() -> None:
    """Greedy merging joins S1 with S2, whom S3 and S4 may not be with and who may not be together: no two groups left."""
    tags = {1: {"functions": ("法规",)}, 2: {"functions": ("法规",)}}
    district = sections_of([3, 3, 3, 3], tags, section_cap=2)
    found = study(district, apart=(("S1", "S3"), ("S2", "S4"), ("S3", "S4")))

    assert {frozenset(codes) for codes in groups(found)} == {frozenset(("S1", "S4")), frozenset(("S2", "S3"))}
    assert found.next_best is None
    assert [other.value for other in found.others if other.name == "贪心合并"] == [None]


def test_same_question_has_the_same_answer() -> None:
    """But for the seconds of other methods."""
    district = sections_of([4, 2, 3, 5, 1, 3, 2, 4], {}, [(1, 5, 3), (2, 6, 3), (3, 7, 3)])
    one, other = study(district, apart=(("S1", "S2"),)), study(district, apart=(("S1", "S2"),))

    assert (one.merger, one.lights, one.next_best) == (other.merger, other.lights, other.next_best)
