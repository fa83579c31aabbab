"""导入台账: an upload is read once, a wrong file is answered in Chinese, the day decides what is checked."""

from datetime import date
from pathlib import Path

import pytest

from bianzhi import services
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.ui import uploads
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import SESSION_KEY
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session, small_establishment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_an_upload_is_read_once_and_its_copy_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there while it is read, only for us; afterwards it is not, and a rerun does not read again."""
    seen: list[Path] = []

    def read(path: Path, name: str) -> services.Ledger:
        assert path.read_bytes() == b"PK content"
        assert path.stat().st_mode & 0o777 == 0o600
        assert name == "我的台账.xlsx"
        seen.append(path)
        return services.Ledger(small_establishment(), ())

    monkeypatch.setattr(services, "read", read)
    page = opened(Step.IMPORT)

    page.file_uploader[0].set_value(("我的台账.xlsx", b"PK content", XLSX)).run()
    page.run()

    assert len(seen) == 1
    assert not seen[0].exists()
    assert "已读入：我的台账" in text_of(page)


def test_a_refused_file_gets_message_and_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sentences are shown, no traceback, and what was loaded before stays."""

    def refuse(path: Path, name: str) -> services.Ledger:
        raise UnreadableWorkbookError("这不是 Excel 工作簿。", "请另存为 xlsx 后再上传。")

    monkeypatch.setattr(services, "read", refuse)
    page = opened(Step.IMPORT, loaded_session())

    page.file_uploader[0].set_value(("信.txt", b"hello", "text/plain")).run()

    assert "这不是 Excel 工作簿" in page.error[0].value
    assert "请另存为" in page.error[0].value
    assert page.session_state[SESSION_KEY].source.name == "台账.xlsx"


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
    monkeypatch.setattr(services, "read", lambda *_: services.Ledger(small_establishment(), ()))
    forgotten: list[str] = []
    forget = uploads.forget
    monkeypatch.setattr(uploads, "forget", lambda upload: (forgotten.append(upload.name), forget(upload)))
    page = opened(Step.IMPORT)

    page.file_uploader[0].set_value(("甲.xlsx", b"PK", XLSX)).run()

    assert forgotten == ["甲.xlsx"]
    assert not page.file_uploader[0].value
