"""Names proposed for merged sections: what each rule makes of what names, and that no two sections of a unit are called alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianzhi.domain.establishment import Section
from bianzhi.optimize.merging.naming import LONGEST_NAME, PROPOSED, proposed_name
from bianzhi.optimize.merging.section_names import parts_of


def named(text: str, taken: str = "", sizes: tuple[int, ...] = (), functions: str = "", unit: str = "") -> str:
    """The proposed name of sections set apart by spaces, without the mark; ``functions`` are tags all of them have."""
    members = [
        Section(f"S{number}", "A", name, functions=tuple(functions.split())) for number, name in enumerate(text.split())
    ]
    found = proposed_name(members, sizes or (3,) * len(members), taken.split(), unit.split())
    assert found.endswith(PROPOSED) or len(members) == 1
    return found.removesuffix(PROPOSED)


def test_one_alone_keeps_its_name() -> None:
    """Nothing is proposed for it, so it has no mark."""
    assert proposed_name([Section("S", "A", "法规科")], (3,), ()) == "法规科"


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("法规科 办公室", "办公室"),
        ("党政办公室 信访科", "党政办公室"),
        ("综合科 预算科", "综合科"),
        ("综合规划科 综合科", "综合科"),
    ],
)
def test_a_general_office_takes_in_the_others(members: str, name: str) -> None:
    """综合设置: it keeps its name, wherever it stands."""
    assert named(members) == name


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("秘书一科 秘书二科", "秘书科"),
        ("支付一科 支付二科 支付三科", "支付科"),
        ("民事审判一庭 民事审判二庭", "民事审判庭"),
        ("第一巡察科 第二巡察科", "巡察科"),
        ("第三审查调查室 第四审查调查室", "审查调查室"),
        ("执法一中队 执法二中队", "执法中队"),
    ],
)
def test_sections_of_one_series_leave_their_numbers(members: str, name: str) -> None:
    """Even where all of them have the tag 综合: what they are called says more."""
    assert named(members, functions="综合 文秘") == name


def test_the_first_of_a_series_keeps_its_number_beside_those_that_stay() -> None:
    """巡察科 beside 第三巡察科 would leave open which is which."""
    assert named("第一巡察科 第二巡察科", taken="第三巡察科") == "第一巡察科"
    assert named("秘书一科 秘书二科", taken="秘书三科") == "秘书一科"


def test_a_number_is_one_only_in_a_series() -> None:
    """民族统一科 is not the first 民族统科; 第 is always a number."""
    assert named("民族统一科 宗教科") == "民族统一和宗教科"
    assert parts_of("秘书一科", ["秘书一科", "秘书二科"]).stem == "秘书"
    assert parts_of("秘书一科", ["秘书一科", "法规科"]).stem == "秘书一"
    assert named("第三审查调查室 技术保障室") == "审查调查和技术保障室"


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("食品监管科 药械监管科", "食品药械监管科"),
        ("市容管理科 渣土管理科 环卫管理科", "市容渣土环卫管理科"),
        ("房地产管理科 征收管理科", "房地产和征收管理科"),
        ("税务管理科 财务管理科", "税务财务管理科"),
        ("民事审判庭 行政审判庭", "民事行政审判庭"),
    ],
)
def test_words_they_end_in_are_said_once(members: str, name: str) -> None:
    """Whole words of two characters; parts of unlike length with 和 between them."""
    assert named(members) == name


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("网络安全科 安全科", "安全科"),
        ("法规科 政策法规科", "法规科"),
        ("信访科 信访督查科", "信访督查科"),
    ],
)
def test_a_name_within_the_other_names_both(members: str, name: str) -> None:
    """What stands last is the wider; what goes on after it is both."""
    assert named(members) == name


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("法规科 信访科", "法规信访科"),
        ("秘书科 督查科", "秘书督查科"),
        ("妇科 产科", "妇产科"),
        ("法规科 信访科 宣传科", "法规信访宣传科"),
        ("法规科 信访科 工会", "法规信访科"),
        ("国库科 社会保障科", "国库和社会保障科"),
        ("法制委 城建环资委", "法制和城建环资委"),
        ("财经委 农业农村委", "财经和农业农村委"),
        ("人事和教育科 财务科", "人事和教育与财务科"),
        ("法规科 信访督查科 宣传科", "法规、信访督查和宣传科"),
        ("建筑业管理科 建筑节能科", "建筑业管理和建筑节能科"),
        ("社会救助科 社会组织科", "社会救助和社会组织科"),
    ],
)
def test_stems_are_joined_in_ledger_order(members: str, name: str) -> None:
    """Short ones run on; longer ones with 和, which keeps words apart and says no more than the names did."""
    assert named(members) == name


def test_a_beginning_is_said_once_only_where_the_name_is_too_long() -> None:
    """Two stems of six characters make fourteen; without the second 行政执法 it is nine."""
    assert named("行政执法监督科 行政执法协调科") == "行政执法监督协调科"


def test_a_common_function_names_them_unless_the_whole_unit_has_it() -> None:
    """建设 says nothing in the bureau of construction, 综合 nothing anywhere."""
    assert named("立法科 复议科", functions="法规") == "法规科"
    assert named("立法科 复议科", functions="法规", taken="法规科") == "立法复议科"
    assert named("村镇建设科 市政管理科", functions="建设", unit="建设 房屋") == "村镇建设和市政管理科"
    assert named("文秘科 督查科", functions="综合") == "文秘督查科"


def test_the_ending_is_that_of_most_then_of_the_unit_then_of_the_largest() -> None:
    """机关党委 and 工会 have none: their last character is part of what they are."""
    assert named("组织科 信访室 宣传室") == "组织信访宣传室"
    assert named("组织科 信访室", taken="审理室 机关党委") == "组织信访室"
    assert named("组织股 信访科", sizes=(2, 5)) == "组织信访科"
    assert named("组织股 信访科", sizes=(5, 2)) == "组织信访股"
    assert parts_of("机关党委").ending == parts_of("工会").ending == ""
    assert named("机关党委 工会") == "机关党委和工会科"


def test_too_long_for_all_is_the_name_of_the_two_largest_or_of_one() -> None:
    """A general section among them first; else the largest."""
    members = "投资项目科 能源管理科 区域经济发展科"
    assert named(members, sizes=(3, 5, 2)) == "投资项目和能源管理科"
    assert named("基层政权建设和社区治理科 信访科", sizes=(3, 5)) == "信访科"
    assert named("秘书科 基层政权建设和社区治理科", sizes=(3, 5)) == "秘书科"


def test_a_name_taken_is_passed_over_to_the_last() -> None:
    """When every name is taken, a number tells the new section apart."""
    assert named("办公室 法规科", taken="办公室") == "法规科"
    assert named("法规科 信访科", taken="法规信访科 法规和信访科") == "法规科"
    assert named("法规科 信访科", taken="法规信访科 法规和信访科 法规科 信访科") == "法规二科"


_WORDS = st.sampled_from(
    ("法规", "信访", "综合", "秘书", "食品监管", "药械监管", "第一巡察", "秘书二", "社会救助", "产", "党")
)
_NAMES = st.builds(str.__add__, _WORDS, st.sampled_from(("科", "室", "委", "办公室", "")))


@given(st.lists(_NAMES, min_size=2, max_size=4), st.sets(_NAMES, max_size=6), st.data())
def test_a_name_is_never_taken_and_never_too_long(names: list[str], taken: set[str], data: st.DataObject) -> None:
    """Whatever the sections are called, in whatever order the names taken come."""
    sizes = tuple(data.draw(st.lists(st.integers(0, 9), min_size=len(names), max_size=len(names))))
    members = [Section(f"S{number}", "A", name) for number, name in enumerate(names)]
    name = proposed_name(members, sizes, taken).removesuffix(PROPOSED)

    assert name and name not in taken
    assert len(name) <= max(LONGEST_NAME, *(len(each) + 1 for each in names))
    assert proposed_name(members, sizes, sorted(taken)) == name + PROPOSED
