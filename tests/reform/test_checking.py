"""What stops an export, what a reform does to the findings, and where reforms clash."""

from dataclasses import replace

import pytest

from bianzhi import services
from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeDuty,
    ChangeQuota,
    Fate,
    RenameUnit,
    SetParameter,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Status
from bianzhi.errors import ReformError, SettingsError
from bianzhi.reform import apply_reform, conflicts, parse_reform, rule_effects
from bianzhi.services import reforming
from tests.reform.places import ADMIN, DAY, district, reform
from tests.worlds import agencies, person, plus, section


def test_effects_tell_what_goes_and_what_comes() -> None:
    """A is two over and B two vacant: two posts to A end the one finding; three posts away from B make another."""
    world = agencies(A=(12, 10), B=(8, 10))
    gone, new = rule_effects(apply_reform(world, reform(TransferPosts("B", "A", {ADMIN: 2}))), DAY)
    assert [finding.id for finding in gone] == ["B201"]
    assert "B201" not in [finding.id for finding in new]

    gone, new = rule_effects(apply_reform(world, reform(TransferPosts("B", "A", {ADMIN: 3}))), DAY)
    assert [(finding.id, "区B局" in finding.message) for finding in new if finding.id == "B201"] == [("B201", True)]


def test_a_finding_with_other_figures_is_the_same() -> None:
    """A is two over, then one: the finding neither goes nor comes."""
    world = agencies(A=(12, 10), B=(8, 10))
    gone, new = rule_effects(apply_reform(world, reform(TransferPosts("B", "A", {ADMIN: 1}))), DAY)

    assert "B201" not in [finding.id for finding in (*gone, *new)]


def test_a_finding_of_a_renamed_unit_is_the_same() -> None:
    """A is two over, under either name; B, whose name the new one begins with, keeps its own findings."""
    world = agencies(A=(12, 10), B=(12, 10))
    for name in ("区新局", "区B局分局"):
        gone, new = rule_effects(apply_reform(world, reform(RenameUnit("A", name))), DAY)
        assert (gone, new) == ((), ())


def test_a_legal_number_can_be_tried() -> None:
    """Seven sections break a cap of six; with the cap set to seven the finding is gone."""
    world = agencies(A=(30, 30))
    world = replace(world, sections=tuple(section(f"S{n}", "A") for n in range(7)))
    gone, _ = rule_effects(apply_reform(world, reform(SetParameter("section_cap", 7))), DAY)

    assert "J102" in [finding.id for finding in gone]
    with pytest.raises(ReformError, match="没有名为"):
        apply_reform(world, reform(SetParameter("section_caps", 7)))


def test_reforms_that_need_the_same_posts_clash() -> None:
    """A has eight posts: one reform takes five, the other four; either alone can be, both cannot."""
    one = reform(TransferPosts("A", "B", {ADMIN: 5}), name="甲")
    other = reform(TransferPosts("A", "R", {ADMIN: 4}), name="乙")

    found = conflicts(district(), [one, other])
    assert {finding.id for finding in found} == {"G612"}
    assert "先执行“甲”再执行“乙”" in found[0].message
    assert conflicts(district(), [one, reform(TransferPosts("A", "R", {ADMIN: 3}), name="乙")]) == ()


def test_a_duty_settled_in_two_reforms_is_told() -> None:
    """One drops D1, the other transfers it."""
    one = reform(ChangeDuty(Fate.DROPPED, "D1"), name="甲")
    other = reform(TransferDuties(("D1",), "R"), name="乙")

    assert "G613" in {finding.id for finding in conflicts(district(), [one, other])}


def test_an_order_that_matters_is_told() -> None:
    """Two names for one unit: the later one stays."""
    one, other = (reform(RenameUnit("A", name), name=name) for name in ("区甲局", "区乙局"))

    assert [finding.id for finding in conflicts(district(), [one, other])] == ["G614"]


def test_a_reform_that_cannot_be_alone_is_told_first() -> None:
    """It speaks of a unit that is not there."""
    found = conflicts(district(), [reform(RenameUnit("Z", "区Z局"), name="丙")])

    assert [finding.id for finding in found] == ["G611"]


def test_reforms_add_up() -> None:
    """The sum of two is the one after the other."""
    one = reform(TransferPosts("A", "B", {ADMIN: 1}), name="甲")
    other = reform(ChangeQuota("B", ADMIN, -1, "编〔2026〕1号"), name="乙")
    step_by_step = apply_reform(apply_reform(district(), one).after, other).after

    assert apply_reform(district(), one + other).after.authorized == step_by_step.authorized


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("name = ", "文件的格式不对（应为 TOML），文件末尾不完整", "对照"),
        ('steps = []\nsource = "x"', "没有名称", "name ="),
        ('name = "x"\nsteps = 3', "应为若干节", "[[steps]]"),
        (
            'name = "x"\n[[steps]]\ndo = "撤消机构"\nunit = "A"',
            "第1项的操作「do」为 “撤消机构”",
            "最接近的是“撤销机构”",
        ),
        ('name = "x"\n[[steps]]\ndo = "撤销机构"', "第1项“撤销机构”缺机构「unit」", "承接机构或科室「heir」"),
        (
            'name = "x"\n[[steps]]\ndo = "撤销机构"\nunit = "A"\nhair = "B"',
            "没有名为「hair」的项",
            "最接近的是承接机构或科室「heir」",
        ),
        ('name = "x"\n[[steps]]\ndo = "撤销机构"\nunit = 3', "第1项“撤销机构”的机构「unit」为 3", "应为文字"),
        (
            'name = "x"\n[[steps]]\ndo = "核增核减编制"\nunit = "A"\ncategory = "行政"\nchange = 1\ndocument = "d"',
            "编制类型「category」为 “行政”",
            "行政编制",
        ),
        ('name = "x"\n[[steps]]\ndo = "撤销机构"\nunit = "A"\non = "明年"', "施行日期「on」为 “明年”", "应为日期"),
    ],
)
def test_a_wrong_file_says_where_and_what(text: str, message: str, hint: str) -> None:
    """Step, item, what is there, what may be."""
    with pytest.raises(SettingsError) as caught:
        parse_reform(text)

    assert message in caught.value.message
    assert hint in caught.value.hint


def test_no_paper_leaves_with_people_unplaced() -> None:
    """The export of an unfinished reform is refused with the finding and its remedy."""
    reformed = apply_reform(
        district(), reform(ChangeDuty(Fate.DROPPED, "D3"), AbolishUnit("B", document="编〔2026〕9号"))
    )
    with pytest.raises(ReformError, match="未安置"):
        reforming.reform_paper(reformed, DAY)


def test_the_way_out_of_a_unit_over_quota_can_be_gone() -> None:
    """B has four people on two posts, and one without a post: two posts are offered to go with them, not four, and do go."""
    world = plus(agencies(A=(2, 2), B=(4, 2)), person("X1", "B", status=Status.OFF_ESTABLISHMENT, category=None))
    gone = AbolishUnit("B", document="编〔2026〕9号")
    reformed = apply_reform(world, reform(gone))
    plan = services.reallocate(reformed.after, DAY, reforming.placement_settings(reformed))
    (wrong,) = reforming.check_reform(reformed, plan)

    assert "区B局撤销，求解安置后仍有 5 人未安置" in wrong.message
    assert "不占编制，不由本工具安排去处：某X1（X1）" in wrong.message
    assert "划转行政编制2名，随转上列人员" in wrong.hint
    named = TransferPosts("B", "A", {ADMIN: 2}, persons=tuple(reformed.unplaced))
    assert reforming.check_reform(apply_reform(world, reform(named, gone))) == ()
    with pytest.raises(ReformError, match="不能核减 4 名"):
        apply_reform(world, reform(replace(named, posts={ADMIN: 4}), gone))
