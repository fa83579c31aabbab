"""J1xx 职责: a source for each, and no two of the same words; both sides of each line, and the exact cell."""

import pytest

from bianzhi.rules.duties import duties_have_a_source, duties_stand_once
from tests.rules.breaches import cells, messages
from tests.worlds import agencies, duty, plus


def test_a_duty_has_a_source() -> None:
    """With one nothing is said; without, the cell of the source."""
    world = agencies(A=(2, 2))

    assert cells(duties_have_a_source, plus(world, duty("D1"))) == []
    assert cells(duties_have_a_source, plus(world, duty("D1"), duty("D2", source=""))) == ["职责!E3"]


def test_a_unit_is_told_once() -> None:
    """Seven duties of A without a source are one note at the first; one of B is another."""
    without = [duty(f"D{number}", source="") for number in range(1, 8)]
    world = plus(agencies(A=(2, 2), B=(2, 2)), *without, duty("E1", "B", source=""))

    assert cells(duties_have_a_source, world) == ["职责!E2", "职责!E9"]
    assert "区A局有 7 项职责没有填依据（D1、D2、D3、D4、D5等）" in messages(duties_have_a_source, world)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("负责全区统计工作", ["职责!D3"]),
        ("负责 全区统计工作。", ["职责!D3"]),
        ("负责全区统计执法工作", []),
        ("", []),
    ],
)
def test_one_duty_is_of_one_unit(text: str, found: list[str]) -> None:
    """The same words but for spaces and punctuation are one duty; other words are not."""
    first, second = duty("D1", "A", "负责全区统计工作"), duty("D2", "B", text or "负责D2工作")

    assert cells(duties_stand_once, plus(agencies(A=(2, 2), B=(2, 2)), first, second)) == found


def test_it_says_where_the_other_one_is() -> None:
    """Another unit, or the same one twice."""
    world = agencies(A=(2, 2), B=(2, 2))
    twice = duty("D1", "A", "负责统计"), duty("D2", "B", "负责统计"), duty("D3", "A", "负责统计")

    assert messages(duties_stand_once, plus(world, *twice)).splitlines() == [
        "区B局的职责“D2”与“D1”文字相同，区A局也承担同一职责。",
        "区A局的职责“D3”与“D1”文字相同，同一机构内重复。",
    ]


def test_whatever_else_is_no_duty() -> None:
    """The sentence that closes the duties of every unit is not told; the same without “交办的其他” is."""
    world = agencies(A=(2, 2), B=(2, 2))
    closing = [duty(f"D{code}", code, "完成区委、区政府交办的其他任务") for code in "AB"]
    other = [duty(f"E{code}", code, "完成区委、区政府交办的任务") for code in "AB"]

    assert cells(duties_stand_once, plus(world, *closing)) == []
    assert cells(duties_stand_once, plus(world, *other)) == ["职责!D3"]
