"""检查规则: every rule is listed; one is switched off only with a reason, which the check and the plan then carry."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.rules import ALL_RULES
from bianzhi.rules.form import FORM_RULES
from bianzhi.rules.plans import ALL_PLAN_RULES
from bianzhi.ui import uploads
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import small_plan

DAY = date(2026, 11, 23)


@pytest.fixture
def sample() -> Session:
    """The sample of five units, checked and planned."""
    now = Session()
    now.load(*read_uploads([Upload("甲.xlsx", uploads.sample(uploads.SMALL_SAMPLE))], DAY))
    now.take_plan(small_plan())
    return now


def _switch_off(page: AppTest, id: str, reason: str) -> Session:
    chosen = next(each for each in ALL_RULES if each.id == id)
    page.selectbox[0].set_value(chosen)
    page.text_input[0].set_value(reason)
    next(button for button in page.button if button.label == "停用").click().run()
    now: Session = page.session_state[SESSION_KEY]
    return now


def _most_broken(now: Session) -> tuple[str, int]:
    assert now.report is not None
    ids = [finding.id for finding in now.report.findings if finding.id[0] in "JBZR"]
    id = max(ids, key=ids.count)
    return id, ids.count(id)


def test_every_rule_is_listed_without_a_ledger() -> None:
    """Families, titles and sources; without a check no counts."""
    rows = opened(Step.RULES).dataframe[0].value

    assert len(rows) == len(ALL_RULES) + len(FORM_RULES) + len(ALL_PLAN_RULES)
    assert "发现" not in rows
    assert set(rows["状态"]) == {"启用", "必查", "复核时必查"}


def test_one_family_at_a_time() -> None:
    """The switch above the table."""
    page = opened(Step.RULES)
    page.segmented_control(key=WidgetKey.RULE_FAMILY).set_value("Z").run()

    assert {id[0] for id in page.dataframe[0].value["规则"]} == {"Z"}


def test_a_rule_is_switched_off_with_a_reason_and_on_again(sample: Session) -> None:
    """Its findings are gone, how many is said, the plan is dropped; 恢复 brings them back."""
    id, count = _most_broken(sample)
    page = opened(Step.RULES, sample)

    now = _switch_off(page, id, "本区已统一研究")

    assert now.report is not None
    assert now.settings.rules_off == {id: "本区已统一研究"}
    assert id not in {finding.id for finding in now.report.findings}
    assert now.plan is None
    assert f"少报 {count} 项" in text_of(page)
    assert "原来的方案作废" in text_of(page)
    assert f"少报 {count} 项" in text_of(opened(Step.CHECK, now))
    assert "停用了 1 条" in text_of(opened(Step.PLAN, now))

    page.button(key=f"restore_{id}").click().run()
    now = page.session_state[SESSION_KEY]
    assert now.settings.rules_off == {}
    assert _most_broken(now) == (id, count)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_switched_off(sample: Session, reason: str) -> None:
    """The page asks for it; findings and plan stay."""
    id, _ = _most_broken(sample)
    page = opened(Step.RULES, sample)

    now = _switch_off(page, id, reason)

    assert "没有写理由" in page.error[0].value
    assert now.settings.rules_off == {}
    assert now.plan is not None


def test_the_reason_is_in_the_settings_of_the_next_plan(sample: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form of the plan hands the switches on."""
    from bianzhi import services  # noqa: PLC0415

    asked: list[object] = []
    monkeypatch.setattr(services, "reallocate", lambda *arguments: asked.append(arguments[2]) or small_plan())
    id, _ = _most_broken(sample)
    now = _switch_off(opened(Step.RULES, sample), id, "本区已统一研究")
    page = opened(Step.PLAN, now)
    next(button for button in page.button if "求解" in button.label).click().run()
    for _ in range(100):
        if asked:
            break
        page.run()

    assert getattr(asked[0], "rules_off", None) == {id: "本区已统一研究"}
