"""身份对等: the shipped matrix is the table of the domain study, cell by cell."""

import pytest

from bianzhi.domain.terms import Category, Status
from bianzhi.law.identity_matrix import Passage, identity_matrix, passage

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
