"""Slips in names: what counts as one, and what is another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianzhi.reading.slips import meant

UNITS = (
    "样区民政局",
    "样区审计局",
    "样区第一小学",
    "样区人力资源和社会保障局",
    "样区市场监督管理局",
    "样区东街街道办事处",
)
PAIRS = [(name, name) for name in UNITS]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("样区审记局", "样区审计局"),
        ("样区审计居", "样区审计局"),
        ("样区政民局", "样区民政局"),
        ("样区审审计局", "样区审计局"),
        ("样区审计、局", "样区审计局"),
        ("样区人力资源社会保障局", "样区人力资源和社会保障局"),
        ("样区人力姿源和社会保章局", "样区人力资源和社会保障局"),
        ("样区市场监督管里局", "样区市场监督管理局"),
    ],
)
def test_a_slip_of_the_keyboard_or_the_eye(written: str, name: str) -> None:
    """Same sound, same shape, exchanged, doubled, a stray sign, one left out of a long name; two of them in a long one."""
    assert meant(written, PAIRS) == name


@pytest.mark.parametrize(
    "written",
    [
        "样区财政局",
        "样区第二小学",
        "样区西街街道办事处",
        "样区街街道办事处",
        "样区审局",
        "样区人力姿源和社会保章居",
        "样区旅游发展委员会",
        "",
    ],
)
def test_another_name_is_no_slip(written: str) -> None:
    """One character apart and another unit: what the list lacks is not turned into what it has."""
    assert meant(written, PAIRS) is None


def test_two_things_may_be_meant() -> None:
    """全额 and 差额 one character short; two names of one thing are one thing."""
    assert meant("额事业单位编制", [("全额事业单位编制", 1), ("差额事业单位编制", 2)]) is None
    assert meant("样区审记局", [("样区审计局", 1), ("样区审纪局", 2)]) is None
    assert meant("样区审记局", [("样区审计局", 1), ("样区审纪局", 1)]) == 1


@pytest.mark.parametrize(
    ("written", "terms"), [("非公务员", ("公务员",)), ("不愿", ("愿意", "不愿意")), ("乡科级职", ("乡科级正职",))]
)
def test_what_turns_a_word_round_is_no_slip(written: str, terms: tuple[str, ...]) -> None:
    """非, 不, 正, 副."""
    assert meant(written, [(term, term) for term in terms]) is None


@given(st.text(st.sampled_from("样区审计记局居民政街道、一二"), max_size=9))
def test_the_answer_does_not_depend_on_the_order_of_the_list(written: str) -> None:
    """Only on what is in it."""
    assert meant(written, PAIRS) == meant(written, PAIRS[::-1])
