"""Every hostile or odd file is read right, or refused in a sentence; nothing breaks, and nothing grows in this process."""

import re
import resource
import time
from pathlib import Path

import pytest

from bianzhi.errors import UnreadableWorkbookError
from tests.reading.books import read_bytes
from tests.reading.hostile import CASES, Case

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.slow else []) for case in CASES]
)
def test_hostile_file_is_read_right_or_refused(case: Case, tmp_path: Path) -> None:
    """In less than ten seconds, with a cause and a remedy in Chinese, and without memory in this process."""
    content = case.build()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    if case.refused:
        with pytest.raises(UnreadableWorkbookError) as refusal:
            read_bytes(content, tmp_path)
        assert case.refused in refusal.value.message
        assert _CHINESE.search(refusal.value.message)
        assert _CHINESE.search(refusal.value.hint)
        assert "台账.xlsx" in refusal.value.message
    else:
        assert case.holds(read_bytes(content, tmp_path))
    assert time.perf_counter() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # KiB
