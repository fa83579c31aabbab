"""Spellings of grades, levels of posts, and degrees of education."""

import pytest

from bianzhi.law.levels import education_names, grades
from bianzhi.reading.grades import standard_education, standard_grade, standard_level


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("二级主任科员", "二级主任科员"),
        ("2级主任科员", "二级主任科员"),
        ("四级调研员", "四级调研员"),
        ("七级职员", "七级职员"),
        ("7级职员", "七级职员"),
        ("管理七级", "七级职员"),
        ("管理岗7级", "七级职员"),
        ("七级管理岗位", "七级职员"),
        ("十级职员", "十级职员"),
        ("专技7级", "专技七级"),
        ("专业技术七级", "专技七级"),
        ("专业技术岗位十三级", "专技十三级"),
        ("七级专技岗位", "专技七级"),
        ("专技10级", "专技十级"),
        ("工勤3级", "工勤三级"),
        ("技术工三级", "工勤三级"),
        ("高级工", "工勤三级"),
        ("普通工", "普通工"),
        ("三级高级警长", "三级高级警长"),
        ("一级主任科员(正科)", "一级主任科员"),
    ],
)
def test_grade_in_its_standard_spelling(written: str, standard: str) -> None:
    """Figures and Chinese numerals, posts and grades."""
    assert standard_grade(written) == standard


@pytest.mark.parametrize("written", ["正科级", "神级", "专技14级", "工勤六级", "十一级职员", "主任科员", "级职员"])
def test_what_is_no_grade_is_none(written: str) -> None:
    """Levels beyond the table, leadership ranks, and the grades of before 2019."""
    assert standard_grade(written) is None


@pytest.mark.parametrize("grade", grades())
def test_every_grade_of_the_table_is_its_own_spelling(grade: str) -> None:
    """The drop-down's values are read as they are."""
    assert standard_grade(grade) == grade


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("正科", "正科"),
        ("正科级", "正科"),
        ("乡科级正职", "正科"),
        ("二级主任科员", "正科"),
        ("副处级", "副处"),
        ("科员级", "科员"),
        ("专技8级", "专技八级"),
        ("工勤三级", "工勤三级"),
        ("厅级", None),
    ],
)
def test_level_of_a_post(written: str, standard: str | None) -> None:
    """A band, whichever way it is named; specialists and workers keep their level."""
    assert standard_level(written) == standard


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("本科", "大学"),
        ("大学本科", "大学"),
        ("全日制大学本科学历", "大学"),
        ("专科", "大专"),
        ("硕士", "硕士研究生"),
        ("研究生(硕士)", "硕士研究生"),
        ("硕士研究生", "硕士研究生"),
        ("研究生", "研究生"),
        ("博士", "博士研究生"),
        ("职高", "高中"),
        ("神童", None),
    ],
)
def test_education_in_its_standard_word(written: str, standard: str | None) -> None:
    """Everyday words for the degrees of the table."""
    assert standard_education(written) == standard


@pytest.mark.parametrize("name", education_names())
def test_every_degree_of_the_table_is_its_own_word(name: str) -> None:
    """The drop-down's values are read as they are."""
    assert standard_education(name) == name
