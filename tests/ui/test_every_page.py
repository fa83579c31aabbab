"""Every page opens: with nothing, with a ledger, with results; it never shows an identity number."""

import re

import pytest

from bianzhi.ui.shell.pages import Step
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session

IDENTITY_NUMBER = re.compile(r"\d{17}[\dX]")


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.RULES])
def test_an_empty_session_is_told_what_to_do(step: Step) -> None:
    """Without a ledger each page says to import one, and shows no figures."""
    page = opened(step)

    assert "台账" in "".join(info.value for info in page.info)
    assert not page.metric
    assert not page.dataframe


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("solved", [False, True])
def test_a_loaded_session_is_shown(step: Step, solved: bool) -> None:
    """With a ledger, solved or not, no page says there is none, and none fails."""
    page = opened(step, loaded_session(solved=solved))

    assert page.title[0].value == step.heading
    assert "还没有台账" not in text_of(page)


@pytest.mark.parametrize("step", list(Step))
def test_no_page_shows_an_identity_number(step: Step) -> None:
    """The findings of the small office quote one; it is masked wherever it is shown."""
    assert not IDENTITY_NUMBER.search(text_of(opened(step, loaded_session(solved=True))))


def test_every_step_has_its_script() -> None:
    """The navigation points at files that exist, one per step."""
    scripts = [step.script for step in Step]

    assert all(script.is_file() for script in scripts)
    assert len(set(scripts)) == len(scripts)
