"""Rules switched off: not applied, and told with their reason and what they hide."""

import pytest

from bianzhi.domain.rule_switch import SwitchedOff
from bianzhi.errors import SettingsError
from bianzhi.rules import check_establishment, check_with_switches, rule_titled
from tests.worlds import DAY, agencies, but

OVER = but(agencies(A=(3, 1), B=(6, 12)), A={"credit_code": "1"})
"""J104 at A, B201 at A, B204 at B."""


def ids(*findings: object) -> list[str]:
    return [finding.id for finding in findings]  # type: ignore[attr-defined]


def test_a_rule_switched_off_finds_nothing_and_tells_how_much_it_hides() -> None:
    """The others find what they found; order and places stay."""
    everything = check_establishment(OVER, DAY)
    checked = check_with_switches(OVER, DAY, {"B204": "周转编制已报备", "B201": "过渡期内"})

    assert ids(*everything) == ["J104", "B201", "B204"]
    assert ids(*checked.findings) == ["J104"]
    assert checked.findings == tuple(each for each in everything if each.id[0] == "J")
    assert checked.rules_off == (
        SwitchedOff("B201", "实有人数不得突破核定编制", "过渡期内", 1),
        SwitchedOff("B204", "空编率偏高", "周转编制已报备", 1),
    )
    assert check_establishment(OVER, DAY, {"B201": "过渡期内"}) == tuple(e for e in everything if e.id != "B201")


def test_a_rule_that_finds_nothing_is_listed_with_nothing_hidden() -> None:
    """Switched off all the same."""
    (switched,) = check_with_switches(OVER, DAY, {"R401": "另行核对"}).rules_off

    assert (switched.id, switched.suppressed) == ("R401", 0)


def test_nothing_is_off_unless_said() -> None:
    """Both ways to check say the same."""
    checked = check_with_switches(OVER, DAY)

    assert checked.findings == check_establishment(OVER, DAY)
    assert checked.rules_off == ()


@pytest.mark.parametrize(
    ("off", "message", "hint"),
    [
        ({"B299": "不用"}, "没有编号为“B299”的台账规则", "B20"),
        ({"D001": "不用"}, "没有编号为“D001”的台账规则", "只能停用 J、B、Z、R"),
        ({"P505": "不用"}, "没有编号为“P505”的台账规则", "docs/rules.md"),
        ({"B201": " "}, "停用规则 B201 没有写理由", "B201 ="),
    ],
)
def test_only_rules_that_exist_may_be_off_and_only_with_a_reason(off: dict[str, str], message: str, hint: str) -> None:
    """Rules of form and of plans are not rules about a ledger: they cannot be switched off."""
    with pytest.raises(SettingsError) as caught:
        check_with_switches(OVER, DAY, off)

    assert message in caught.value.message
    assert hint in caught.value.hint


def test_titles_of_rules() -> None:
    """Of a rule about a ledger, of one of form, and of none."""
    assert rule_titled("B201") == "实有人数不得突破核定编制"
    assert rule_titled("D001") == "必填项为空"
    assert rule_titled("X999") == "X999"
