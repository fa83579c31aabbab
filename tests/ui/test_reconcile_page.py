"""三方比对: a payroll gives a to-do list, an older ledger gives the changes, each with its workbook."""

import io
from datetime import date

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.errors import PasswordNeededError
from bianzhi.ui import exports
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of
from tests.ui.uploaded import ROSTER, WIDE

DAY = date(2026, 11, 23)
PAYROLL = """姓名,单位,工资状态
赵甲,样区财政局,在发
吴丙,样区审计局,在发
"""
"""One of the two on the roster is paid, and somebody nobody knows."""


@pytest.fixture
def office() -> Session:
    """Two files made one ledger; the wide one states 2 in post at the first unit and none at the second."""
    now = Session()
    files = [Upload("编制.csv", WIDE.encode()), Upload("花名册.csv", ROSTER.encode())]
    now.load(*read_uploads(files, DAY))
    return now


def _upload(page: AppTest, name: str, text: str) -> Session:
    page.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()
    now: Session = page.session_state[SESSION_KEY]
    return now


def test_the_counts_the_office_states_are_compared_at_once(office: Session) -> None:
    """Without a payroll there are two sources; they agree here, and one person fewer on the roster shows."""
    assert "没有发现不一致" in text_of(opened(Step.RECONCILE, office))

    now = Session()
    one = "\n".join(ROSTER.splitlines()[:2])
    now.load(*read_uploads([Upload("编制.csv", WIDE.encode()), Upload("花名册.csv", one.encode())], DAY))
    assert "台账实有数与名册不符" in text_of(opened(Step.RECONCILE, now))


def test_a_payroll_becomes_a_to_do_list(office: Session) -> None:
    """A stranger is paid and a colleague is not; the workbook has the same two."""
    page = opened(Step.RECONCILE, office)

    now = _upload(page, "供养.csv", PAYROLL)

    assert now.reconciliation is not None
    text = text_of(page)
    assert "在供养、不在名册" in text
    assert "在名册、不在供养" in text
    assert "吴丙" in text
    assert now.source is not None
    content = exports.reconciliation_workbook(now.source, now.reconciliation, now.day)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["待办清单"]
    assert sum("吴丙" in str(cell.value) for row in sheet.iter_rows() for cell in row) >= 1


def test_a_file_that_is_no_payroll_is_refused(office: Session) -> None:
    """Both sentences; what was compared before stays."""
    page = opened(Step.RECONCILE, office)
    now = _upload(page, "供养.csv", PAYROLL)

    now = _upload(page, "别的.csv", "甲,乙\n1,2\n3,4\n")

    assert "财政供养名单" in page.error[0].value
    assert now.reconciliation is not None


def test_an_older_ledger_shows_who_entered(office: Session) -> None:
    """The older roster has one person; the second entered."""
    older = Session()
    one = "\n".join(ROSTER.splitlines()[:2])
    older.load(*read_uploads([Upload("编制.csv", WIDE.encode()), Upload("花名册.csv", one.encode())], DAY))
    assert older.source is not None
    page = opened(Step.RECONCILE, office)
    page.segmented_control(key=WidgetKey.COMPARISON).set_value("older").run()
    page.file_uploader[0].set_value(("上期.xlsx", older.source.content, exports.XLSX)).run()

    assert {metric.label: metric.value for metric in page.metric}["进入"] == "1 人"
    assert "钱乙" in text_of(page)
    now: Session = page.session_state[SESSION_KEY]
    assert now.roster_changes is not None
    assert exports.changes_workbook(now.roster_changes, now.day).startswith(b"PK")


def test_another_ledger_forgets_the_comparison(office: Session) -> None:
    """A comparison belongs to its ledger."""
    now = _upload(opened(Step.RECONCILE, office), "供养.csv", PAYROLL)
    assert now.source is not None
    assert now.report is not None

    now.load(now.source, now.report)

    assert now.reconciliation is None


def test_a_payroll_with_a_password_is_asked_for_it(office: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """First no password, then a wrong one, then the right one."""
    read = services.read_payroll

    def locked(path: object, establishment: object, name: str, password: str) -> object:
        if password != "对的":
            raise PasswordNeededError("打开密码不正确。", "请核对。")
        return read(path, establishment, name)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "read_payroll", locked)
    page = opened(Step.RECONCILE, office)
    _upload(page, "供养.csv", PAYROLL)
    assert not page.error

    for password, is_open in (("错的", False), ("对的", True)):
        page.text_input[0].set_value(password)
        next(button for button in page.button if button.label == "打开").click().run()
        assert (page.session_state[SESSION_KEY].reconciliation is not None) is is_open
        assert bool(page.error) is not is_open
