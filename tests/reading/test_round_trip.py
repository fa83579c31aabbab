"""Property: any ledger that is written is read back equal."""

import io
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment, Person, QuotaEntry, Section, Unit
from bianzhi.domain.identifiers import citizen_check_digit
from bianzhi.domain.ledger_columns import SHEETS, sheet
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    PersonState,
    Pool,
    RetirementCategory,
    Sex,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.law.levels import education_names, grades
from tests.reading.books import read_bytes

TEXT = st.text(st.sampled_from("样区局科甲乙丙丁aZ9·（）—&<>\"'=+@"), min_size=1, max_size=8).filter(
    lambda text: text not in ("—", "——")
)
NAMES = st.text(st.sampled_from("赵钱孙李甲乙丙丁"), min_size=2, max_size=4)
DAYS = st.none() | st.dates(date(1950, 1, 1), date(2060, 1, 1))
COUNTS = st.none() | st.integers(0, 999_999)
LISTS = st.lists(st.sampled_from(("财政", "审计", "法制", "文秘")), unique=True, max_size=3).map(tuple)


@st.composite
def ledgers(draw: st.DrawFn) -> Establishment:
    """A small district: units in a row, quotas, sections and people with every column."""
    codes = [f"A{number:02d}" for number in range(draw(st.integers(1, 4)))]
    units = tuple(
        Unit(
            code=code,
            name=f"样区第{code}局",
            kind=draw(st.sampled_from(UnitKind)),
            parent=draw(st.sampled_from(["", *codes])),
            pool=draw(st.sampled_from(Pool)),
            civil_like=draw(st.booleans()),
            section_cap=draw(COUNTS),
            functions=draw(LISTS),
            note=draw(st.just("") | TEXT),
        )
        for code in codes
    )
    entries = tuple(
        QuotaEntry(code, draw(st.sampled_from(Category)), draw(st.integers(-9, 999)), approved_on=draw(DAYS))
        for code in codes
    )
    sections = tuple(
        Section(f"S{number}", code, f"第{number}科", draw(st.booleans()), draw(COUNTS))
        for number, code in enumerate(codes)
    )
    people = tuple(draw(persons(number, codes)) for number in range(draw(st.integers(1, 6))))
    return Establishment("台账.xlsx", units, entries, (), sections, people)


@st.composite
def persons(draw: st.DrawFn, number: int, codes: list[str]) -> Person:
    """One person with every column drawn."""
    place = draw(st.integers(0, len(codes) - 1))
    first17 = f"999999{draw(st.dates(date(1960, 1, 1), date(2004, 1, 1))):%Y%m%d}{number:03d}"
    return Person(
        id=f"P{number}",
        name=draw(NAMES),
        unit=codes[place],
        status=draw(st.sampled_from(Status)),
        category=draw(st.sampled_from(Category)),
        citizen_number=draw(st.sampled_from(("", first17 + citizen_check_digit(first17)))),
        sex=draw(st.none() | st.sampled_from(Sex)),
        birth=draw(DAYS),
        section=draw(st.sampled_from(("", f"S{place}"))),
        is_leader=draw(st.booleans()),
        leader_rank=draw(st.none() | st.sampled_from(LeaderRank)),
        grade=draw(st.sampled_from(("", "专技七级", "工勤三级", *grades()))),
        state=draw(st.sampled_from(PersonState)),
        education=draw(st.sampled_from(("", *education_names()))),
        specialties=draw(LISTS),
        trial_ends=draw(DAYS),
        last_exchange=draw(DAYS),
        lock_reason=draw(st.just("") | TEXT),
        retirement_category=draw(st.none() | st.sampled_from(RetirementCategory)),
        willingness=draw(st.sampled_from(Willingness)),
        wished_units=tuple(draw(st.lists(st.sampled_from(codes), unique=True, max_size=2))),
    )


def written(value: Any) -> object:
    """A value as the workbook holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return value


def workbook(establishment: Establishment) -> bytes:
    """The ledger as a workbook."""
    stream = io.BytesIO()
    tables = {
        "机构": establishment.units,
        "编制": establishment.quota_entries,
        "内设机构": establishment.sections,
        "人员": establishment.people,
    }
    with xlsxwriter.Workbook(
        stream, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "in_memory": True}
    ) as book:
        for name, rows in tables.items():
            page = book.add_worksheet(name)
            page.write_row(0, 0, [column.heading for column in sheet(name).columns])
            for number, row in enumerate(rows, start=1):
                for column, item in enumerate(sheet(name).columns):
                    value = written(getattr(row, item.field))
                    if value not in (None, ""):
                        page.write(number, column, value)
    return stream.getvalue()


def plain(objects: tuple[Any, ...]) -> list[dict[str, object]]:
    """Objects without their places."""
    return [{item.name: getattr(one, item.name) for item in fields(one) if item.name != "at"} for one in objects]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(ledgers())
def test_written_ledger_is_read_back_equal(tmp_path: Path, establishment: Establishment) -> None:
    """Every unit, quota, section and person, in their order, with nothing to say but that a number would fill a blank."""
    reading = read_bytes(workbook(establishment), tmp_path)
    findings = [finding for finding in reading.findings if finding.id != "D045"]
    assert not findings, [str(finding) for finding in findings]
    read = reading.establishment
    assert plain(read.units) == plain(establishment.units)
    assert plain(read.quota_entries) == plain(establishment.quota_entries)
    assert plain(read.sections) == plain(establishment.sections)
    assert plain(read.people) == plain(establishment.people)
    assert [person.at.row for person in read.people] == list(range(2, 2 + len(read.people)))
    assert {row.at.sheet for row in (*read.units, *read.people)} <= {item.name for item in SHEETS}
