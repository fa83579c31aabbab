"""Uploaded files and the samples: their names as they may be shown, and forgetting them."""

from pathlib import Path

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from bianzhi.errors import BianzhiError
from bianzhi.ui.tables.shown import shown

SAMPLES = Path(__file__).parent.parent.parent / "sample_data"
DISTRICT_SAMPLE = "示例区台账.xlsx"
SMALL_SAMPLE = "五单位练习台账.xlsx"
_LONGEST_NAME = 80


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
