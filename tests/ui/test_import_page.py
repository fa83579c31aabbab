"""导入台账: uploads are read once and become one ledger, what lacks is asked for, the day decides what is checked."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.intake import SourceFile
from bianzhi.errors import PasswordNeededError, UnreadableWorkbookError
from bianzhi.ui import uploads
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session, small_establishment
from tests.ui.uploaded import ONE_WORKBOOK, ROSTER, WIDE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _uploads(page: AppTest, *files: tuple[str, bytes]) -> Session:
    page.file_uploader[0].set_value([(name, content, XLSX) for name, content in files]).run()
    now: Session = page.session_state[SESSION_KEY]
    return now


def test_an_upload_is_read_once_and_its_copy_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there while it is read, only for us; afterwards it is not, and a rerun does not read again."""
    seen: list[Path] = []

    def read(files: list[SourceFile], _: object) -> services.Ledger:
        (file,) = files
        assert file.path.read_bytes() == ONE_WORKBOOK
        assert file.path.stat().st_mode & 0o777 == 0o600
        assert file.name == "我的台账.xlsx"
        seen.append(file.path)
        return services.Ledger(small_establishment(), ())

    monkeypatch.setattr(services, "read_files", read)
    page = opened(Step.IMPORT)

    _uploads(page, ("我的台账.xlsx", ONE_WORKBOOK))
    page.run()

    assert len(seen) == 1
    assert not seen[0].exists()
    assert "已读入：我的台账" in text_of(page)


def test_a_refused_file_gets_message_and_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sentences are shown, no traceback, and what was loaded before stays."""

    def refuse(*_: object) -> services.Ledger:
        raise UnreadableWorkbookError("这不是 Excel 工作簿。", "请另存为 xlsx 后再上传。")

    monkeypatch.setattr(services, "read_files", refuse)
    monkeypatch.setattr(services, "guesses", refuse)
    page = opened(Step.IMPORT, loaded_session())

    now = _uploads(page, ("信.txt", b"hello"))

    assert "这不是 Excel 工作簿" in page.error[0].value
    assert "请另存为" in page.error[0].value
    assert now.source is not None
    assert now.source.name == "台账.xlsx"


def test_two_files_become_one_canonical_workbook(tmp_path: Path) -> None:
    """A wide ledger as CSV and a roster: one sentence says what was made of them, and it can be downloaded."""
    now = _uploads(page := opened(Step.IMPORT), ("编制.csv", WIDE.encode("gb18030")), ("花名册.csv", ROSTER.encode()))

    assert now.source is not None
    assert now.source.name == "规范台账.xlsx"
    assert "已把所上传的内容整理成一份规范台账" in text_of(page)
    assert [len(now.source.establishment.units), len(now.source.establishment.people)] == [2, 2]
    path = tmp_path / "规范台账.xlsx"
    path.write_bytes(now.source.content)
    assert services.read(path).establishment.sha256 == now.source.establishment.sha256


def test_a_file_that_says_everything_itself_stays_as_it_is() -> None:
    """The sample is worked on as it was uploaded: its own cells are marked and repaired."""
    content = uploads.sample(uploads.SMALL_SAMPLE)
    now = _uploads(opened(Step.IMPORT), ("甲.xlsx", content))

    assert now.source is not None
    assert (now.source.name, now.source.content, now.source.original) == ("甲.xlsx", content, None)


def test_a_missing_file_can_follow() -> None:
    """The roster alone is no ledger; the page says what lacks, and the next file is read together with it."""
    page = opened(Step.IMPORT)
    now = _uploads(page, ("花名册.csv", ROSTER.encode()))
    assert now.source is None
    assert "还没有读成台账" in text_of(page)
    assert "编制" in page.error[0].value

    now = _uploads(page, ("编制.csv", WIDE.encode()))
    assert now.pending is None
    assert now.source is not None
    assert [file.name for file in now.source.files] == ["花名册.csv", "编制.csv"]


def test_a_password_is_asked_for_until_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """None, a wrong one, the right one; the password is nowhere on the page."""

    def read(files: list[SourceFile], _: object) -> services.Ledger:
        if files[0].name == "锁.xlsx" and files[0].password != "对的":
            raise PasswordNeededError(f"“{files[0].name}”的打开密码不正确。", "请核对。")
        return services.Ledger(small_establishment(), ())

    monkeypatch.setattr(services, "read_files", read)
    page = opened(Step.IMPORT)
    _uploads(page, ("锁.xlsx", ONE_WORKBOOK))
    assert not page.error
    assert "锁" in page.text_input[0].label

    for password, is_open in (("错的", False), ("对的", True)):
        page.text_input[0].set_value(password)
        next(button for button in page.button if button.label == "打开").click().run()
        now: Session = page.session_state[SESSION_KEY]
        assert (now.source is not None) is is_open
        assert bool(page.error) is not is_open
        assert password not in text_of(page)


def test_another_day_checks_again_and_drops_the_plan() -> None:
    """A plan belongs to its day."""
    page = opened(Step.IMPORT, loaded_session(solved=True))
    assert page.session_state[SESSION_KEY].plan is not None

    page.date_input[0].set_value(date(2027, 1, 1)).run()

    now = page.session_state[SESSION_KEY]
    assert now.day == now.report.day == date(2027, 1, 1)
    assert now.plan is None
    assert now.mergers is None


def test_the_server_forgets_the_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once read, the bytes are no longer in Streamlit's store, and the box is empty for the next file."""
    monkeypatch.setattr(services, "read_files", lambda *_: services.Ledger(small_establishment(), ()))
    forgotten: list[str] = []
    forget = uploads.forget
    monkeypatch.setattr(uploads, "forget", lambda upload: (forgotten.append(upload.name), forget(upload)))
    page = opened(Step.IMPORT)

    _uploads(page, ("甲.xlsx", ONE_WORKBOOK))

    assert forgotten == ["甲.xlsx"]
    assert not page.file_uploader[0].value
