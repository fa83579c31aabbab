"""Repairs that reading proposes: the cell, the value, and the neighbours that get none."""

from pathlib import Path

import pytest

from bianzhi.domain.finding import CellKind
from bianzhi.domain.terms import Sex
from bianzhi.reading.ledger import LedgerReading
from bianzhi.reading.name_repairs import UnitRepairs, section_repair
from tests.reading.books import PEOPLE, QUOTAS, Rows, places, read
from tests.worlds import citizen_number

HEAD = PEOPLE[0]


def people(*columns: str, rows: Rows) -> Rows:
    """A roster with more columns; ``rows`` hold only the values of these."""
    return ((*HEAD, *columns), *((f"P{n}", "赵甲", "A01", "公务员", "行政编制", *row) for n, row in enumerate(rows, 1)))


def repairs(reading: LedgerReading) -> dict[str, str]:
    """``人员!F2`` to the value proposed there."""
    return {f"{f.at.sheet}!{f.at.cell}": f.repair.value for f in reading.findings if f.repair is not None}


def test_counts_with_a_unit(tmp_path: Path) -> None:
    """12人 is 12, as a number; 约12 and 十二 are asked."""
    rows = [QUOTAS[0], *(("A01", "行政编制", text) for text in ("12人", "１２ 名", "约12", "十二", "12人左右"))]
    reading = read(tmp_path, 编制=rows)
    assert places(reading) == [f"D009@编制!C{row}" for row in range(2, 7)]
    assert repairs(reading) == {"编制!C2": "12", "编制!C3": "12"}
    assert reading.findings[0].repair is not None
    assert reading.findings[0].repair.kind is CellKind.NUMBER
    assert reading.findings[0].repair.was == "12人"


def test_slips_in_closed_lists(tmp_path: Path) -> None:
    """公物员 is 公务员 and 行证编制 is 行政编制; 非公务员 and 事业编制 are asked."""
    rows = (
        HEAD,
        ("P1", "赵甲", "A01", "公物员", "行证编制"),
        ("P2", "钱乙", "A01", "非公务员", "事业编制"),
    )
    reading = read(tmp_path, 人员=rows)
    assert places(reading) == ["D005@人员!D2", "D005@人员!E2", "D005@人员!D3", "D005@人员!E3"]
    assert repairs(reading) == {"人员!D2": "公务员", "人员!E2": "行政编制"}


def test_slips_in_grades_and_degrees(tmp_path: Path) -> None:
    """一级主任课员 and 大学本课; another number of the grade is another grade."""
    rows = (("一级主任课员", "大学本课"), ("九级主任科员", "神童"))
    reading = read(tmp_path, 人员=people("职级", "学历", rows=rows))
    assert repairs(reading) == {"人员!F2": "一级主任科员", "人员!G2": "大学"}


def test_spaced_names_are_told_once_a_sheet(tmp_path: Path) -> None:
    """At the first cell, with the count and the first cells; the names are read without spaces."""
    names = ["赵 甲", "钱乙", "孙　丙", "李 丁", "周 戊", "吴 己", "郑 庚"]
    rows = (HEAD, *((f"P{n}", name, "A01", "公务员", "行政编制") for n, name in enumerate(names)))
    reading = read(tmp_path, 人员=rows)
    assert places(reading) == ["D043@人员!B2"]
    assert "6 个姓名" in reading.findings[0].message
    assert "B2、B4、B5、B6、B7等" in reading.findings[0].message
    assert [person.name for person in reading.establishment.people] == [
        "赵甲",
        "钱乙",
        "孙丙",
        "李丁",
        "周戊",
        "吴己",
        "郑庚",
    ]


def january_and_october() -> tuple[str, str, str]:
    """Numbers of people born in January, in October and in June 1985."""
    from datetime import date  # noqa: PLC0415

    return (
        citizen_number(date(1985, 1, 15)),
        citizen_number(date(1985, 10, 15)),
        citizen_number(date(1985, 6, 15)),
    )


def test_the_number_settles_january_or_october(tmp_path: Path) -> None:
    """The number 1985.1 in a cell; where the identity number says neither, is wrong, or is blank, it is asked."""
    january, october, june = january_and_october()
    wrong = october[:17] + ("1" if october[17] != "1" else "2")
    rows = ((january, 1985.1), (october, 1985.1), (june, 1985.1), (wrong, 1985.1), (None, 1985.1), (october, 1986.1))
    reading = read(tmp_path, 人员=people("公民身份号码", "出生日期", rows=rows))
    births = [person.birth and person.birth.isoformat() for person in reading.establishment.people]
    assert births == ["1985-01-01", "1985-10-01", None, None, None, None]
    assert places(reading) == ["D044@人员!G2", *(f"D008@人员!G{row}" for row in (4, 5, 6, 7))]
    assert "有 2 个" in reading.findings[0].message


def test_only_births_are_settled_by_the_number(tmp_path: Path) -> None:
    """Nothing knows in which month somebody began to work."""
    _, october, _ = january_and_october()
    reading = read(tmp_path, 人员=people("公民身份号码", "参加工作时间", rows=((october, 2005.1),)))
    assert places(reading) == ["D008@人员!G2"]


def test_two_digit_years_of_births_and_starts_of_work(tmp_path: Path) -> None:
    """Read with a note; put in full only where the number, or the age, leaves one century. Other dates are asked."""
    _, _, june = january_and_october()
    rows = (
        (june, "85.06", "03.5", "05.7"),
        (None, "85.06", "03.5", None),
        (june, "85.07", "85.06", None),
        (None, None, "03.5", None),
    )
    reading = read(tmp_path, 人员=people("公民身份号码", "出生日期", "参加工作时间", "入编时间", rows=rows))
    read_births = [person.birth and person.birth.isoformat() for person in reading.establishment.people]
    assert read_births == ["1985-06-01", "1985-06-01", "1985-07-01", None]
    starts = [person.work_start and person.work_start.isoformat() for person in reading.establishment.people]
    assert starts == ["2003-05-01", "2003-05-01", "1985-06-01", "2003-05-01"]
    assert [place for place in places(reading) if not place.startswith("D041")] == ["D007@人员!I2"]
    assert repairs(reading) == {"人员!G2": "1985-06", "人员!H2": "2003-05", "人员!H3": "2003-05"}


def test_old_numbers_become_new_ones_unless_a_column_says_otherwise(tmp_path: Path) -> None:
    """Offered, not done: the number is kept as it stands. Not where a column contradicts, nor where it stands already."""
    _, _, june = january_and_october()
    old = june[:6] + june[8:17]
    other = "999999" + "850616" + "001"
    rows = ((old, "男"), (other, "男"), (other, "女"))
    reading = read(tmp_path, 人员=people("公民身份号码", "性别", rows=rows[:1]))
    assert repairs(reading) == {"人员!F2": june}
    assert reading.establishment.people[0].citizen_number == old
    assert repairs(read(tmp_path, 人员=people("公民身份号码", "性别", rows=((old, "女"),)))) == {}
    assert repairs(read(tmp_path, 人员=people("公民身份号码", "性别", rows=((old, "男"), (june, "男"))))) == {}
    assert repairs(read(tmp_path, 人员=people("公民身份号码", "性别", rows=rows[1:]))) == {}


def test_blank_sex_and_birth_are_filled_from_the_number(tmp_path: Path) -> None:
    """A note each; not from a wrong number, one that contradicts the other column, or one that stands twice."""
    january, october, june = january_and_october()
    wrong = june[:17] + ("1" if june[17] != "1" else "2")
    rows = (
        (january, None, None),
        (wrong, None, "1985-06-15"),
        (june, "女", None),
        *((None, "男", "1985-06-15"),) * 4,
    )
    reading = read(tmp_path, 人员=people("公民身份号码", "性别", "出生日期", rows=rows))
    assert places(reading) == ["D045@人员!G2", "D045@人员!H2"]
    assert repairs(reading) == {"人员!G2": "男", "人员!H2": "1985-01-15"}
    assert reading.establishment.people[0].known_sex is Sex.MALE
    twice = people("公民身份号码", "性别", rows=((october, None), (october, "男"), (None, "男")))
    assert repairs(read(tmp_path, 人员=twice)) == {}


@pytest.mark.parametrize(("filled", "told"), [(3, True), (2, False)])
def test_a_column_left_blank_on_purpose_is_left_alone(filled: int, told: bool, tmp_path: Path) -> None:
    """Where more than half of a column is blank nothing is proposed."""
    january, october, june = january_and_october()
    rows = [(number, None) for number in (january, october, june)] + [(None, "男")] * filled
    assert bool(repairs(read(tmp_path, 人员=people("公民身份号码", "性别", rows=rows)))) is told


def test_a_unit_by_a_slip_or_without_its_zeros() -> None:
    """审记局 is 审计局, 1 is 001; 财政局 is not 民政局, and a code two units share is nobody's."""
    units = UnitRepairs({"001": "样区审计局", "02": "样区民政局", "002": "样区司法局"})
    found = units.repair("样区审记局")
    assert found is not None
    assert (found.value, found.was) == ("样区审计局", "样区审记局")
    by_code = units.repair("1")
    assert by_code is not None
    assert by_code.value == "001"
    assert units.repair("2") is None
    assert units.repair("样区财政局") is None
    assert units.repair("样区审记局") is found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("预算股", "预算科"),
        ("样区财政局预算科", "预算科"),
        ("预算课", "预算科"),
        ("国库支付中心", ""),
        ("监督二科", ""),
        ("党政办", "党政办公室"),
    ],
)
def test_a_section_by_another_way_to_write_it(written: str, name: str) -> None:
    """股 for 科, the unit's name in front, a slip; another number is another section."""
    found = section_repair(written, ("预算科", "党政办公室", "监督一科"), "样区财政局")
    assert (found.value if found else "") == name


def test_sections_of_one_stem_are_two() -> None:
    """预算科 and 预算室 side by side: 预算股 may be either."""
    assert section_repair("预算股", ("预算科", "预算室"), "样区财政局") is None
