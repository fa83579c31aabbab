"""身份对等: the shipped matrix is the table of the domain study, cell by cell."""

from datetime import date

import pytest

from bianzhi.domain.matrix_change import MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import (
    MatrixCell,
    Passage,
    conditions,
    identity_matrix,
    is_open,
    matrix_under,
    passage,
    passage_under,
)

# Columns in the order of Category: 行政 政法专项 参公事业 全额 差额 自收自支 机关工勤 事业工勤.
TABLE = {
    Status.CIVIL_SERVANT: "YCYMNNNN",
    Status.POLITICAL_LEGAL_OFFICER: "MCMNNNNN",
    Status.CIVIL_LIKE_AGENCY: "YCYMNNNN",
    Status.CIVIL_LIKE_INSTITUTION: "CNYMNNNN",
    Status.INSTITUTION_MANAGER: "MNMYCCNN",
    Status.INSTITUTION_SPECIALIST: "MNMYCCNN",
    Status.AGENCY_WORKER: "NNNNNNYC",
    Status.INSTITUTION_WORKER: "NNNMMMCY",
    Status.AGENCY_INSTITUTION_STAFF: "NNNYCCNN",
    Status.OFF_ESTABLISHMENT: "NNNNNNNN",
}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("category", list(Category))
def test_every_cell(status: Status, category: Category) -> None:
    """Y moves, C needs a condition, M takes a special procedure, N never."""
    expected = TABLE[status][list(Category).index(category)]

    assert passage(status, category).passage == expected


def test_the_matrix_is_complete() -> None:
    """Ten statuses by eight types, nothing twice."""
    assert len(identity_matrix()) == len(Status) * len(Category) == 80


def test_every_passage_says_how_and_where_from() -> None:
    """Whatever is possible names its procedure or condition; whatever is not rests on the ban on mixing types."""
    for cell in identity_matrix().values():
        if cell.passage is Passage.FORBIDDEN:
            assert str(cell.source) == "《地方各级人民政府机构设置和编制管理条例》第15条"
        else:
            assert cell.how
            assert cell.source.statute.verified


def test_every_condition_has_a_short_name() -> None:
    """Each C cell, and no other, is opened by a name that fits into a column of the ledger."""
    for cell in identity_matrix().values():
        assert bool(cell.condition) is (cell.passage is Passage.CONDITIONAL)
        assert len(cell.condition) <= 10
    assert conditions(identity_matrix()) == (
        "政法编制准入",
        "同一政法系统",
        "参公登记",
        "同意改变经费形式",
        "同意改为事业工勤",
        "同意改为机关工勤",
    )


WHO = {"by": "编委会", "on": date(2026, 11, 23), "why": "会议纪要"}
CELL = Status.INSTITUTION_MANAGER, Category.PARTLY_FUNDED


def test_the_office_changes_cells_and_nothing_else() -> None:
    """The changed one says who changed it and rests on the office; the shipped table stays as it is."""
    change = MatrixChange(*CELL, "Y", "本区规定", **WHO)
    settings = PlanSettings(matrix=(change,))

    assert passage_under(settings, *CELL) == MatrixCell(
        Passage.ORDINARY, "本区规定", statute("local-practice").whole, "", change
    )
    assert passage(*CELL).passage is Passage.CONDITIONAL
    others = {key: way for key, way in matrix_under(settings).items() if key != CELL}
    assert others == {key: way for key, way in identity_matrix().items() if key != CELL}


def test_the_last_change_of_a_cell_counts() -> None:
    """Closed, then opened on a condition that is called as it is worded."""
    changes = MatrixChange(*CELL, "N", "", **WHO), MatrixChange(*CELL, "C", " 主管部门同意 ", **WHO)
    settings = PlanSettings(matrix=changes)

    assert passage_under(settings, *CELL).condition == "主管部门同意"
    assert "主管部门同意" in conditions(matrix_under(settings))


@pytest.mark.parametrize(
    ("passage_letter", "fulfilled", "opens"),
    [
        ("Y", (), True),
        ("C", (), False),
        ("C", ("别的条件",), False),
        ("C", ("条件",), True),
        ("M", ("条件",), False),
        ("N", ("条件",), False),
    ],
)
def test_what_a_plan_may_use(passage_letter: str, fulfilled: tuple[str, ...], opens: bool) -> None:
    """Y always, C by its condition, M and N never."""
    way = passage_under(PlanSettings(matrix=(MatrixChange(*CELL, passage_letter, "条件", **WHO),)), *CELL)

    assert is_open(way, fulfilled) is opens
