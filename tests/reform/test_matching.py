"""职责比对: equal words are certain, everything else is a proposal; every text stands in exactly one of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.reform import Fate
from bianzhi.errors import SettingsError
from bianzhi.reform.matching import MOST_TEXTS, match_duties

STATISTICS, ARCHIVES = "负责全区统计工作", "负责全区档案管理工作"


def fates(old: list[str], new: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...], str, bool]]:
    """Places, fate and certainty of every match."""
    return [(match.old, match.new, match.fate.value, match.certain) for match in match_duties(old, new)]


def test_equal_words_are_kept_whatever_their_order() -> None:
    """Spaces, punctuation and width do not count."""
    assert fates([STATISTICS, ARCHIVES], [f" {ARCHIVES}。", "负责全区，统计工作"]) == [
        ((0,), (1,), "保留", True),
        ((1,), (0,), "保留", True),
    ]


@pytest.mark.parametrize(
    ("new", "fate"),
    [
        ("负责全区档案监督管理工作", "文字调整"),  # 91
        ("承担人才引进服务", "取消"),
    ],
)
def test_likeness_decides_between_reworded_and_dropped(new: str, fate: str) -> None:
    """Under 60 points two texts are two duties."""
    assert fates([ARCHIVES], [new])[0][2] == fate


def test_a_likeness_of_sixty_is_enough() -> None:
    """Six of ten characters in common are 60 points; five are 50."""
    old = "甲乙丙丁戊己庚辛壬癸"

    assert match_duties([old], ["甲乙丙丁戊己子丑寅卯"])[0].fate is Fate.REWORDED
    assert match_duties([old], ["甲乙丙丁戊子丑寅卯辰"])[0].fate is Fate.DROPPED


def test_a_good_pair_is_not_spoiled_by_another() -> None:
    """The first old one is likest the second new one as well; together the straight pairs are better."""
    old = ["负责城市道路养护", "负责城市道路养护和管理"]
    new = ["负责城市道路养护工作", "负责城市道路养护和管理工作"]

    assert [(match.old, match.new) for match in match_duties(old, new)] == [((0,), (0,)), ((1,), (1,))]


def test_parts_of_one_text_are_a_split() -> None:
    """Two new texts whose words stand in the old one."""
    old = ["负责全区统计调查、统计执法检查和普查组织实施工作"]
    new = ["负责全区统计调查、统计执法检查工作", "负责普查组织实施工作"]

    assert fates(old, new) == [((0,), (0, 1), "拆分", False)]


def test_texts_that_stand_in_one_are_merged() -> None:
    """The other way round."""
    old = ["负责全区统计调查、统计执法检查工作", "负责普查组织实施工作"]
    new = ["负责全区统计调查、统计执法检查和普查组织实施工作"]

    assert fates(old, new) == [((0, 1), (0,), "合并", False)]


def test_what_has_no_counterpart_is_dropped_or_new() -> None:
    """Empty texts pair with nothing."""
    assert fates([STATISTICS, ""], ["承担人才引进服务"]) == [
        ((0,), (), "取消", False),
        ((1,), (), "取消", False),
        ((), (0,), "新增", False),
    ]
    assert match_duties([], []) == ()


def test_the_same_text_twice_pairs_twice() -> None:
    """The first with the first."""
    assert fates([STATISTICS] * 2, [STATISTICS] * 3) == [
        ((0,), (0,), "保留", True),
        ((1,), (1,), "保留", True),
        ((), (2,), "新增", False),
    ]


TEXTS = st.lists(st.text(alphabet="负责全区统计档案管理工作、", max_size=14), max_size=7)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_text_stands_in_exactly_one_match(old: list[str], new: list[str]) -> None:
    """Whatever the texts are; only equal words are certain, and all equal words are."""
    found = match_duties(old, new)

    assert sorted(place for match in found for place in match.old) == list(range(len(old)))
    assert sorted(place for match in found for place in match.new) == list(range(len(new)))
    for match in found:
        assert match.certain is (match.fate is Fate.KEPT)
        assert (match.fate is Fate.NEW) is (not match.old) and (match.fate is Fate.DROPPED) is (not match.new)
    assert found == match_duties(old, new)


def test_lists_have_an_end() -> None:
    """Every text is compared with every other."""
    with pytest.raises(SettingsError, match="新职责有 3001 项"):
        match_duties(["职责"], ["职责"] * (MOST_TEXTS + 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("限额≤5个", "限额≥5个"),
        ("降低-5%", "降低5%"),
        ("用C++编写程序", "用C编写程序"),
        ("占1/2", "占12"),
        ("增长+5%", "增长−5%"),
    ],
)
def test_signs_that_mean_something_are_no_punctuation(one: str, other: str) -> None:
    """Texts that differ in a sign alone are never certain to be the same."""
    assert not any(match.certain for match in match_duties([one], [other]))


def test_spaces_and_punctuation_do_not_count() -> None:
    """Nor do long dashes and the width of letters; two lines of dashes alone are the same line."""
    (match,) = match_duties(["负责统计——含普查，以及档案。"], ["负责统计，含普查;以及 档案"])
    assert match.certain
    (match,) = match_duties(["——"], ["——"])
    assert match.certain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("控制在3.5%以内", "控制在35%以内"),
        ("负责第1、5项工作", "负责第15项工作"),
        ("负责第十、五项工作", "负责第十五项工作"),
        ("比例1：20", "比例120"),
        ("每科5—10名", "每科510名"),
        ("每科5 10名", "每科510名"),
        ("占地2²项", "占地22项"),
        ("1½名", "11/2名"),
    ],
)
def test_texts_of_other_numbers_are_never_certain(old: str, new: str) -> None:
    """What parts two numbers is not dropped as other punctuation is."""
    assert not any(match.certain for match in match_duties([old], [new]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("每科5—10名", "每科5-10名"),
        ("比例１：２０", "比例1:20"),
        ("第（5）项", "第5项"),
        ("1.审批；2.核准", "1、审批，2、核准"),
    ],
)
def test_the_same_numbers_written_otherwise_are_certain(old: str, new: str) -> None:
    """Width, length of dashes, and punctuation between a number and a word do not count."""
    assert [match.certain for match in match_duties([old], [new])] == [True]
