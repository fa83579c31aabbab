"""列对应: doubtful columns are asked about first, what is said is read, and it is remembered for the next import."""

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.intake import How, parse_mapping
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session
from tests.ui.uploaded import ROSTER, WIDE

ODD = ROSTER.replace("姓名", "称呼").replace("单位", "在哪儿")
"""A roster with two headings nobody could guess, one of them required."""


def _boxes(page: AppTest) -> dict[str, str]:
    return {box.label: str(box.value) for box in page.selectbox}


def _says(page: AppTest, heading: str, target: str) -> None:
    next(box for box in page.selectbox if box.label.startswith(heading)).set_value(target)


def _applied(page: AppTest) -> Session:
    next(button for button in page.button if button.label == "应用并重新读取").click().run()
    now: Session = page.session_state[SESSION_KEY]
    return now


def _uploaded(*files: tuple[str, str], now: Session | None = None) -> Session:
    page = opened(Step.IMPORT, now)
    page.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files]).run()
    found: Session = page.session_state[SESSION_KEY]
    return found


def test_doubtful_columns_come_first_and_sure_ones_are_not_asked_about() -> None:
    """Guessed: what is read; only offered and unknown: not read until somebody says so."""
    page = opened(Step.COLUMNS, loaded_session())

    assert list(_boxes(page).values()) == ["不用", "人员.参加工作时间", "不用"]
    assert [label.split("（")[0] for label in _boxes(page)] == ["日期二", "参加工作时问", "工资"]
    assert "可能是" in text_of(page)
    assert list(page.dataframe[0].value["表头"]) == ["姓名", "参加工作时问", "日期二", "工资"]


def test_a_sure_column_can_be_pulled_in() -> None:
    """姓名 is not among the boxes until it is chosen above."""
    page = opened(Step.COLUMNS, loaded_session())
    assert not any(label.startswith("姓名") for label in _boxes(page))

    page.multiselect[0].set_value([0]).run()

    assert next(value for label, value in _boxes(page).items() if label.startswith("姓名")) == "人员.姓名"


def test_what_the_clerk_says_makes_the_files_a_ledger() -> None:
    """The roster cannot be read as it is; with two columns told it can, and the session remembers."""
    now = _uploaded(("编制.csv", WIDE), ("花名册.csv", ODD))
    assert now.source is None
    page = opened(Step.COLUMNS, now)

    _says(page, "称呼", "人员.姓名")
    _says(page, "在哪儿", "人员.机构编码")
    now = _applied(page)

    assert now.pending is None
    assert now.source is not None
    assert [person.name for person in now.source.establishment.people] == ["赵甲", "钱乙"]
    assert now.decided is not None
    assert parse_mapping(now.decided.as_toml()).columns
    assert all(guess.how is How.GIVEN for guess in now.source.as_uploaded.mapping if guess.heading == "称呼")


@pytest.mark.parametrize("use_again", [True, False])
def test_the_next_import_uses_what_was_confirmed(use_again: bool) -> None:
    """The next month's roster has the same odd headings: it is read at once, unless the box is unticked."""
    page = opened(Step.COLUMNS, _uploaded(("编制.csv", WIDE), ("花名册.csv", ODD)))
    _says(page, "称呼", "人员.姓名")
    _says(page, "在哪儿", "人员.机构编码")
    now = _applied(page)

    page = opened(Step.IMPORT, now)
    page.checkbox(key="use_decided").set_value(use_again).run()
    files = [("编制.csv", WIDE.encode(), "text/csv"), ("七月花名册.csv", ODD.encode(), "text/csv")]
    page.file_uploader[0].set_value(files).run()

    assert (now.pending is None) is use_again


def test_one_field_for_two_columns_is_refused() -> None:
    """Both headings are told in the message, and nothing is read."""
    page = opened(Step.COLUMNS, loaded_session())
    _says(page, "日期二", "人员.姓名")

    now = _applied(page)

    assert "姓名" in page.error[0].value
    assert now.decided is None


def test_a_saved_mapping_is_loaded() -> None:
    """What was saved makes the odd roster a ledger without another word."""
    page = opened(Step.COLUMNS, _uploaded(("编制.csv", WIDE), ("花名册.csv", ODD)))
    _says(page, "称呼", "人员.姓名")
    _says(page, "在哪儿", "人员.机构编码")
    saved = _applied(page).decided
    assert saved is not None

    page = opened(Step.COLUMNS, _uploaded(("编制.csv", WIDE), ("花名册.csv", ODD)))
    page.file_uploader[0].set_value(("列对应.toml", saved.as_toml().encode(), "application/toml")).run()
    now: Session = page.session_state[SESSION_KEY]

    assert now.pending is None
    assert now.source is not None


def test_a_file_that_is_no_mapping_is_refused() -> None:
    """The message says what is wrong; the columns stay."""
    page = opened(Step.COLUMNS, loaded_session())
    page.file_uploader[0].set_value(("列对应.toml", b"[[sheets", "application/toml")).run()

    assert "TOML" in page.error[0].value
    assert page.selectbox
