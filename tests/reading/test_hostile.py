"""Every hostile or odd file is read right, or refused in a sentence; nothing breaks, and nothing grows in this process."""

import os
import re
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.workbook import read_workbook
from tests.reading.books import read_bytes
from tests.reading.hostile import CASES, Case
from tests.reading.hostile_case import SheetCase
from tests.reading.hostile_formats import SHEET_CASES

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def content(request: pytest.FixtureRequest) -> bytes:
    """The file of the case, made before anything is measured."""
    made: bytes = request.node.callspec.params["case"].build()
    return made


@pytest.fixture(autouse=True)
def _in_time_and_memory(request: pytest.FixtureRequest) -> Iterator[None]:
    """Less than ten seconds of processor; no more than 100 MiB here, and less than 1 GiB in any child."""
    if "content" in request.fixturenames:
        request.getfixturevalue("content")
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, _processor_seconds()
    yield
    assert _processor_seconds() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # KiB
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2**20  # KiB


def _processor_seconds() -> float:
    """Of this process and of its children that have ended: other work on the machine does not count."""
    return sum(os.times()[:4])


def refused_in_chinese(refusal: UnreadableWorkbookError, words: str) -> None:
    """The refusal names the file, the cause and a remedy."""
    assert words in refusal.message
    assert "台账.xlsx" in refusal.message
    assert _CHINESE.search(refusal.message)
    assert _CHINESE.search(refusal.hint)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.slow else []) for case in CASES]
)
def test_hostile_ledger_is_read_right_or_refused(case: Case, content: bytes, tmp_path: Path) -> None:
    """Workbooks of Excel 2007 and later, read as ledgers."""
    if case.refused:
        with pytest.raises(UnreadableWorkbookError) as refusal:
            read_bytes(content, tmp_path)
        refused_in_chinese(refusal.value, case.refused)
    else:
        assert case.holds(read_bytes(content, tmp_path))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in SHEET_CASES])
def test_hostile_file_is_read_right_or_refused(case: SheetCase, content: bytes, tmp_path: Path) -> None:
    """Files of every other format, read as sheets."""
    path = tmp_path / "upload"
    path.write_bytes(content)
    if case.refused:
        with pytest.raises(UnreadableWorkbookError) as refusal:
            read_workbook(path, "台账.xlsx", case.password)
        refused_in_chinese(refusal.value, case.refused)
    else:
        workbook = read_workbook(path, "台账.xlsx", case.password)
        assert case.holds(workbook), [sheet.rows()[:9] for sheet in workbook.sheets]


def test_the_set_is_large_enough() -> None:
    """At least 80 files of every format, each by its own name."""
    names = [case.name for case in (*CASES, *SHEET_CASES)]
    assert len(names) == len(set(names)) >= 80
