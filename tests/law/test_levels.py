"""Level bands, degrees of education, and the tiers of section leaders."""

import pytest

from bianzhi.domain.terms import Band, LeaderRank
from bianzhi.law.levels import band_of, education_names, education_rank, grades, section_leaders

BANDS = {
    Band.COUNTY_HEAD: "一级调研员 二级调研员 一级高级主管 二级高级主管 一级高级主办 二级高级主办 五级职员",
    Band.COUNTY_DEPUTY: "三级调研员 四级调研员 三级高级主管 四级高级主管 三级高级主办 四级高级主办 六级职员",
    Band.SECTION_CHIEF: "一级主任科员 二级主任科员 一级主管 二级主管 一级主办 二级主办 七级职员",
    Band.SECTION_DEPUTY: "三级主任科员 四级主任科员 三级主管 四级主管 三级主办 四级主办 八级职员",
    Band.STAFF: "一级科员 专业技术员 一级行政执法员 九级职员",
    Band.CLERK: "二级科员 二级行政执法员 十级职员",
}


@pytest.mark.parametrize("band", list(Band))
def test_every_grade_has_its_band(band: Band) -> None:
    """The table of level equivalence: what stands in one row is of one level."""
    assert {grade for grade in grades() if band_of(None, grade) is band} == set(BANDS[band].split())


@pytest.mark.parametrize(
    ("rank", "band"),
    [
        (LeaderRank.COUNTY_HEAD, Band.COUNTY_HEAD),
        (LeaderRank.COUNTY_DEPUTY, Band.COUNTY_DEPUTY),
        (LeaderRank.TOWNSHIP_HEAD, Band.SECTION_CHIEF),
        (LeaderRank.TOWNSHIP_DEPUTY, Band.SECTION_DEPUTY),
    ],
)
def test_the_leadership_rank_decides_before_the_grade(rank: LeaderRank, band: Band) -> None:
    """A leader with a grade of another band stands in the band of the leadership rank."""
    assert band_of(rank, "") is band
    assert band_of(rank, "二级科员") is band


@pytest.mark.parametrize("grade", ["专技八级", "工勤三级", "普通工", "", "不知何级"])
def test_specialists_and_workers_have_no_administrative_band(grade: str) -> None:
    """专技 and 工勤 are compared inside their own series only."""
    assert band_of(None, grade) is None


def test_education_is_ranked_from_primary_school_to_doctorate() -> None:
    """Each step is higher;党校 degrees stand with their ordinary likes; an unknown word has no rank."""
    ladder = ["小学", "初中", "高中", "大专", "大学", "研究生", "博士研究生"]

    assert [education_rank(each) for each in ladder] == list(range(7))
    assert education_rank("中专") == education_rank("中技") == education_rank("高中")
    assert education_rank("省委党校大学") == education_rank("大学普通班") == education_rank("大学")
    assert education_rank("硕士研究生") == education_rank("中央党校研究生") == education_rank("研究生")
    assert education_rank("本科以上") is None
    assert set(ladder) < set(education_names())


@pytest.mark.parametrize(
    ("staff", "leaders"),
    [
        (0, (1, 0)),
        (2, (1, 0)),
        (3, (1, 0)),
        (4, (1, 1)),
        (7, (1, 1)),
        (8, (1, 2)),
        (14, (1, 2)),
        (15, (1, 3)),
        (40, (1, 3)),
    ],
)
def test_the_tiers_of_section_leaders(staff: int, leaders: tuple[int, int]) -> None:
    """Heads and deputies at both ends of every tier (domain example J)."""
    assert section_leaders(staff) == leaders
