"""Property: whatever is repaired is right, is gone at the next reading, and brings nothing new."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi import services
from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.terms import Sex
from bianzhi.writing import repaired_ledger
from tests.reading.books import workbook_bytes
from tests.worlds import DAY, citizen_number

Row = dict[str, Any]
Fault = Callable[[Row, int], None]
"""Spoils a row; the number chooses among the places where it can be spoilt."""

PERSONS = 8


def right_people() -> list[Row]:
    """People in whose rows nothing is wrong; the identity number of the first ends in X."""
    rows = []
    for order in range(PERSONS):
        sex = Sex.MALE if order % 2 else Sex.FEMALE
        born = date(1985, 10, 2) if order else date(1985, 10, 5)
        number = citizen_number(born, sex, order + 1)
        rows.append(
            {
                "人员编号": f"P{order}",
                "姓名": "赵甲",
                "机构编码": "样区审计局" if order % 2 else "样区第一中心小学",
                "人员类别": "公务员" if order % 2 else "事业管理人员",
                "编制类型": "行政编制" if order % 2 else "全额事业编制",
                "公民身份号码": number,
                "性别": sex.value,
                "出生日期": born,
                "职级": "一级主任科员" if order % 2 else "七级职员",
                "学历": "大学",
                "参加工作时间": date(2007, 7, 1),
                "入编时间": date(2012, 8, 15),
                "进入本单位时间": date(2009, 3, 1),
            }
        )
    return rows


def _digit_of_the_birth(row: Row, chance: int) -> None:
    number, place = row["公民身份号码"], 6 + chance % 8
    row["公民身份号码"] = f"{number[:place]}{(int(number[place]) + 1 + chance % 9) % 10}{number[place + 1 :]}"


def _digits_exchanged(row: Row, chance: int) -> None:
    number, place = row["公民身份号码"], chance % 17
    row["公民身份号码"] = number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _any_digit(row: Row, chance: int) -> None:
    number, place = row["公民身份号码"], chance % 17
    row["公民身份号码"] = f"{number[:place]}{(int(number[place]) + 1 + chance % 9) % 10}{number[place + 1 :]}"


def _last_digit(row: Row, chance: int) -> None:
    row["公民身份号码"] = row["公民身份号码"][:17] + str(chance % 10)


def _untidy(row: Row, chance: int) -> None:
    number = row["公民身份号码"]
    ways = (f"{number[:6]} {number[6:14]} {number[14:]}", number.translate(_FULL_WIDTH), f"‘{number}")
    row["公民身份号码"] = ways[chance % 3]


def _sign_for_x(row: Row, chance: int) -> None:
    row["公民身份号码"] = row["公民身份号码"].replace("X", "×*✕"[chance % 3])


def _old_number(row: Row, chance: int) -> None:
    old = row["公民身份号码"][:6] + row["公民身份号码"][8:17]
    row["公民身份号码"] = old if chance % 2 else int(old)


def _rounded(row: Row, chance: int) -> None:
    row["公民身份号码"] = (float(row["公民身份号码"][:15] + "000"), row["公民身份号码"][:15] + "000", "9.99999E+17")[
        chance % 3
    ]


def _other_sex(row: Row, chance: int) -> None:
    row["性别"] = "男" if row["性别"] == "女" else "女"


def _no_sex(row: Row, chance: int) -> None:
    row["性别"] = (None, "—", "/")[chance % 3]


def _no_birth(row: Row, chance: int) -> None:
    row["出生日期"] = (None, "无", " ")[chance % 3]


def _lost_zero(row: Row, chance: int) -> None:
    row["出生日期"] = 1985.1


def _short_birth(row: Row, chance: int) -> None:
    row["出生日期"] = ("85.10", "85年10月")[chance % 2]


def _short_start(row: Row, chance: int) -> None:
    row["参加工作时间"] = ("07.7", "07-07")[chance % 2]


def _dates_exchanged(row: Row, chance: int) -> None:
    start, since = row["参加工作时间"], row["入编时间"]
    row["参加工作时间"], row["入编时间"] = since, start
    if chance % 2:
        row["参加工作时间"] = "2012.8.15"


def _slip_in_a_term(row: Row, chance: int) -> None:
    heading, slips = (("人员类别", _STATUS_SLIPS), ("编制类型", _CATEGORY_SLIPS))[chance % 2]
    row[heading] = slips[row[heading]]


def _slip_in_a_grade(row: Row, chance: int) -> None:
    row["职级"] = row["职级"].replace("科员", "课员").replace("职员", "织员")


def _slip_in_the_degree(row: Row, chance: int) -> None:
    row["学历"] = "大学本课"


def _slip_in_the_unit(row: Row, chance: int) -> None:
    row["机构编码"] = {"样区审计局": "样区审记局", "样区第一中心小学": "样区第一中小学"}.get(
        row["机构编码"], "样区财政局"
    )


def _another_unit(row: Row, chance: int) -> None:
    row["机构编码"] = ("样区民政局", "样区第二中心小学")[chance % 2]


_FULL_WIDTH = {ord(char): ord(char) + 0xFEE0 for char in "0123456789X"}
_STATUS_SLIPS = {"公务员": "公物员", "事业管理人员": "亊业管理人员"}
_CATEGORY_SLIPS = {"行政编制": "行证编制", "全额事业编制": "全额亊业编制"}
FAULTS: tuple[Fault, ...] = (
    _digit_of_the_birth,
    _digits_exchanged,
    _any_digit,
    _last_digit,
    _untidy,
    _sign_for_x,
    _old_number,
    _rounded,
    _other_sex,
    _no_sex,
    _no_birth,
    _lost_zero,
    _short_birth,
    _short_start,
    _dates_exchanged,
    _slip_in_a_term,
    _slip_in_a_grade,
    _slip_in_the_degree,
    _slip_in_the_unit,
    _another_unit,
)


def written(people: list[Row], posts: object, path: Path) -> Path:
    """The ledger of these people."""
    tables = {
        "机构": [
            ("机构编码", "机构名称", "机构类别"),
            ("A01", "样区审计局", "政府部门"),
            ("B01", "样区第一中心小学", "公益一类"),
        ],
        "编制": [("机构编码", "编制类型", "编制数"), ("A01", "行政编制", posts), ("B01", "全额事业编制", 4)],
        "人员": [tuple(people[0]), *(tuple(row.values()) for row in people)],
    }
    path.write_bytes(workbook_bytes(tables))
    return path


def checked(path: Path) -> tuple[Establishment, list[Finding]]:
    """What a ledger says and every finding about it."""
    ledger = services.read(path, "台账.xlsx")
    return ledger.establishment, list(services.check(ledger, DAY).findings)


def places(findings: list[Finding]) -> set[tuple[str, str, str]]:
    """Rule, sheet and cell of each."""
    return {(finding.id, finding.at.sheet, finding.at.cell) for finding in findings}


def without_places(establishment: Establishment) -> dict[str, object]:
    """People by id."""
    return {person.id: replace(person, at=NOWHERE) for person in establishment.people}


def test_the_ledger_without_faults_has_nothing_to_repair(tmp_path: Path) -> None:
    """So that whatever is found later comes from the faults."""
    _, findings = checked(written(right_people(), 4, tmp_path / "a.xlsx"))
    assert not [finding for finding in findings if finding.repair is not None]
    assert not [finding for finding in findings if finding.id.startswith(("D", "R40"))]


@pytest.mark.slow
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.dictionaries(
        st.integers(0, PERSONS - 1), st.tuples(st.sampled_from(FAULTS), st.integers(0, 999)), max_size=PERSONS
    ),
    st.sampled_from((4, "4人", "４名", "约4")),
)
def test_all_repairs_at_once(tmp_path: Path, faults: dict[int, tuple[Fault, int]], posts: object) -> None:
    """Each repaired finding is gone, none is new, and each repaired person is exactly who it was.

    Only what counts persons against posts may be new while persons are still missing, or while the quota itself stays
    unreadable: such a finding stands at the first person it counts, who may be another one after a repair.
    """
    right = right_people()
    spoilt = deepcopy(right)
    for order, (spoil, chance) in faults.items():
        spoil(spoilt[order], chance)
    truth, at_first = checked(written(right, 4, tmp_path / "right.xlsx"))
    source = written(spoilt, posts, tmp_path / "spoilt.xlsx")
    _, before = checked(source)
    to_repair = [finding for finding in before if finding.repair is not None]

    repaired_ledger.write(source, to_repair, tmp_path / "repaired.xlsx")
    repaired, after = checked(tmp_path / "repaired.xlsx")

    assert not places(to_repair) & places(after)
    all_is_counted = len(repaired.people) == PERSONS and posts != "约4"
    new = places(after) - places(before) - places(at_first)
    assert not [place for place in new if all_is_counted or not place[0].startswith("B2")]
    real = without_places(truth)
    now = without_places(repaired)
    rows = {int(change.at.cell[1:]) for f in to_repair for change in f.changes if change.at.sheet == "人员"}
    for row in rows:
        person = now[f"P{row - 2}"]
        assert _to_the_month(person) == _to_the_month(real[f"P{row - 2}"])


def _to_the_month(person: Any) -> Any:
    """The person with the birth known to the month: 85.10 does not say the day."""
    return replace(person, birth=person.birth and person.birth.replace(day=1))


@pytest.mark.parametrize(
    ("fault", "repaired"),
    [
        (_digit_of_the_birth, True),
        (_last_digit, False),
        (_untidy, True),
        (_old_number, True),
        (_rounded, False),
        (_other_sex, True),
        (_no_sex, True),
        (_no_birth, True),
        (_lost_zero, False),
        (_short_birth, True),
        (_short_start, True),
        (_dates_exchanged, True),
        (_slip_in_a_term, True),
        (_slip_in_a_grade, True),
        (_slip_in_the_degree, True),
        (_another_unit, False),
    ],
)
def test_which_faults_are_repaired(fault: Fault, repaired: bool, tmp_path: Path) -> None:
    """One fault in one row: repaired, or asked."""
    rows = right_people()
    fault(rows[3], 4)
    _, findings = checked(written(rows, 4, tmp_path / "a.xlsx"))
    assert any(finding.repair is not None for finding in findings) is repaired


def test_a_sign_for_the_last_x_is_repaired(tmp_path: Path) -> None:
    """The first person's number ends in X."""
    rows = right_people()
    assert rows[0]["公民身份号码"].endswith("X")
    _sign_for_x(rows[0], 0)
    _, findings = checked(written(rows, 4, tmp_path / "a.xlsx"))
    assert [f.repair.value for f in findings if f.repair is not None] == [right_people()[0]["公民身份号码"]]
