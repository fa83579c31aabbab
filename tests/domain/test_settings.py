"""Settings: defaults of the contract, and errors that say what would be right."""

import pytest

from bianzhi.domain.settings import FitWeights, PlanSettings, parse_settings
from bianzhi.errors import SettingsError


def test_the_defaults_of_the_contract() -> None:
    """24 months before retirement and after an exchange, 30 %, sections of 3."""
    settings = PlanSettings()

    assert settings.near_retirement_months == 24
    assert settings.cooling_off_months == 24
    assert settings.leaving_share_percent == 30
    assert settings.section_floor == 3


def test_an_empty_file_changes_nothing() -> None:
    """Whatever is not named keeps its default."""
    assert parse_settings("") == PlanSettings()


def test_what_is_named_is_changed() -> None:
    """Numbers at the top, weights in their own table; the rest stays."""
    settings = parse_settings("leaving_share_percent = 15\n[fit_weights]\nmajor = 40\nwish = 0\n")

    assert settings.leaving_share_percent == 15
    assert settings.near_retirement_months == 24
    assert settings.fit_weights == FitWeights(major=40, wish=0)
    assert settings.as_dict()["fit_weights"]["major"] == 40


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("leaving_share_percent = ", "不是有效的 TOML", "对照"),
        ("leaving_share = 30", "没有名为 leaving_share 的设置", "leaving_share_percent"),
        ("[fit_weights]\nmajors = 3", "没有名为 fit_weights.majors 的设置", "major"),
        ("fit_weights = 3", "fit_weights 应为一节", "[fit_weights]"),
        ("leaving_share_percent = 101", "leaving_share_percent 的值为 101", "0 到 100"),
        ("leaving_share_percent = -1", "leaving_share_percent 的值为 -1", "0 到 100"),
        ("leaving_share_percent = 30.0", "leaving_share_percent 的值为 30.0", "整数"),
        ("leaving_share_percent = true", "leaving_share_percent 的值为 True", "整数"),
        ('near_retirement_months = "24"', "near_retirement_months 的值为 '24'", "0 到 600"),
        ("time_limit_seconds = 0", "time_limit_seconds 的值为 0", "1 到 86400"),
        ("[fit_weights]\nage = 1001", "fit_weights.age 的值为 1001", "0 到 1000"),
        (
            "[fit_weights]\nmajor=0\neducation=0\nexperience=0\ncertificates=0\ngrade=0\nwish=0\nage=0",
            "全为 0",
            "大于 0",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, message: str, hint: str) -> None:
    """The error names the setting and its value; the hint says what would be right."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)

    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "leaving_share_percent = 0",
        "leaving_share_percent = 100",
        "near_retirement_months = 600",
        "time_limit_seconds = 1",
        "[fit_weights]\nage = 1000",
    ],
)
def test_the_ends_of_each_range_are_allowed(text: str) -> None:
    """0 % keeps everybody, 100 % lets everybody go; both make sense."""
    assert parse_settings(text) != PlanSettings()


def test_rules_are_switched_off_by_id_with_a_reason() -> None:
    """Reasons are trimmed, ids in order; without the table nothing is off."""
    settings = parse_settings('[rules_off]\nJ108 = " 已统一研究\\n处理 "\nB204 = "周转编制"\n')

    assert PlanSettings().rules_off == {}
    assert list(settings.rules_off.items()) == [("B204", "周转编制"), ("J108", "已统一研究 处理")]
    assert settings.as_dict()["rules_off"] == {"B204": "周转编制", "J108": "已统一研究 处理"}
    assert settings == PlanSettings(rules_off={"J108": "已统一研究 处理", "B204": "周转编制"})
    assert settings != PlanSettings()
    assert len({settings, PlanSettings()}) == 2


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("rules_off = 3", "rules_off 应为一节", "[rules_off]"),
        ('[rules_off]\nJ108 = ""', "停用规则 J108 没有写理由", "J108 ="),
        ('[rules_off]\nJ108 = "  "', "停用规则 J108 没有写理由", "J108 ="),
        ("[rules_off]\nJ108 = true", "停用规则 J108 没有写理由", "J108 ="),
        ('[rules_off]\nj108 = "理由"', "“j108”不是可以停用的规则编号", "J108"),
        ('[rules_off]\nD001 = "理由"', "“D001”不是可以停用的规则编号", "不能停用"),
        ('[rules_off]\nP505 = "理由"', "“P505”不是可以停用的规则编号", "不能停用"),
        (f'[rules_off]\nJ108 = "{"长" * 201}"', "理由有 201 个字，最多 200 个字", "简短"),
    ],
)
def test_a_switch_without_a_reason_or_a_proper_id_is_refused(text: str, message: str, hint: str) -> None:
    """Whoever reads the plan must learn why; whether the rule exists is checked where the rules are."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)

    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_reason_of_two_hundred_characters_is_allowed() -> None:
    """The longest one."""
    assert parse_settings(f'[rules_off]\nJ108 = "{"长" * 200}"').rules_off["J108"] == "长" * 200
