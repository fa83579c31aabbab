"""An uploaded workbook on its way in: to a file of our own name, read in a child process, deleted at once."""

import tempfile
from datetime import date
from pathlib import Path

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from bianzhi import services
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport
from bianzhi.ui.state import Source
from bianzhi.ui.tables.shown import shown

SAMPLES = Path(__file__).parent.parent.parent / "sample_data"
DISTRICT_SAMPLE = "示例区台账.xlsx"
SMALL_SAMPLE = "五单位练习台账.xlsx"
_LONGEST_NAME = 80


def read_upload(name: str, content: bytes, day: date) -> tuple[Source, CheckReport]:
    """Read and check a workbook.

    Raises
    ------
    UnreadableWorkbookError
        It is not a workbook, is refused as unsafe, or lacks a sheet that must be there.
    """
    name = shown_name(name)
    with tempfile.TemporaryDirectory(prefix="bianzhi-") as folder:
        path = Path(folder) / "upload.xlsx"
        path.touch(mode=0o600)
        path.write_bytes(content)
        ledger = services.read(path, name)
    source = Source(name, content, ledger)
    return source, services.check(ledger, day)


def forget(upload: UploadedFile) -> None:
    """Drop an upload from the memory of the server, where Streamlit would keep it until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def sample(name: str) -> bytes:
    """A workbook of ``sample_data``.

    Raises
    ------
    BianzhiError
        The program was installed without it.
    """
    try:
        return (SAMPLES / name).read_bytes()
    except OSError as error:
        raise BianzhiError(f"没有找到示例文件 {name}。", "请上传自己的台账，或下载空白模板填写。") from error


def shown_name(name: str) -> str:
    """A file name as it may be shown: its last part, without control characters, not too long."""
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1])[:_LONGEST_NAME] or "台账"
