"""The one thing that goes wrong when a file is written: somebody has it open, or the folder refuses."""

from pathlib import Path

from bianzhi.errors import BianzhiError


def unwritable(path: Path) -> BianzhiError:
    """What to tell the user about a file that cannot be written."""
    return BianzhiError(f"无法写入 {path.name}。", "请关闭已在 Excel、WPS 或 Word 中打开的同名文件，或者换一个文件夹。")
