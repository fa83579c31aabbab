"""The invented district: its size, its units, its quotas, and that everything refers to something."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.identifiers import is_credit_code
from bianzhi.domain.ledger_columns import SHEETS
from bianzhi.domain.terms import Category, LeadershipKind, Pool, UnitKind
from bianzhi.sampling import PlacedFault, district, sample_rows, small_rows
from bianzhi.sampling.rows import Rows

ROOT = Path(__file__).parents[2]
SHA256 = "cbab53b40ccc69e3b44813f0aea7b85764e40259a520a3c868101b02d292cfb6"
SMALL_SHA256 = "e46eff4c9d75657b775d981b28be40017c72cbba71e9c464d8ca520a86ec7216"

FINGERPRINT = """
import hashlib, json
from bianzhi.sampling import sample_rows
print(hashlib.sha256(json.dumps(sample_rows(), ensure_ascii=False, default=str).encode()).hexdigest())
"""


def fingerprint(rows: Rows) -> str:
    """SHA-256 of all rows, in order."""
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str).encode()).hexdigest()


def test_one_seed_makes_the_same_rows_everywhere(sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """The fingerprint is fixed here; changing the sample on purpose changes it, and nothing else may."""
    assert fingerprint(sample[0]) == SHA256
    assert fingerprint(small_rows()) == SMALL_SHA256


def test_the_order_of_sets_does_not_matter() -> None:
    """Another process with another hash seed makes the same rows."""
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT)}

    made = subprocess.run(
        [sys.executable, "-c", FINGERPRINT], env=environment, capture_output=True, text=True, check=True
    )

    assert made.stdout.strip() == SHA256


def test_another_seed_makes_another_district() -> None:
    """Of the same shape."""
    one, other = sample_rows(400, 1), sample_rows(400, 2)

    assert fingerprint(one) != fingerprint(other)
    assert [row["机构编码"] for row in one["机构"]] == [row["机构编码"] for row in other["机构"]]


@pytest.mark.parametrize(("persons", "units"), [(300, 62), (999, 62), (1000, 67), (5000, 67), (8000, 67)])
def test_the_number_of_persons_is_met(persons: int, units: int) -> None:
    """Within 3 % of what was asked for; 62 units, and five small institutions from a thousand people on."""
    rows = sample_rows(persons)

    assert len(rows["机构"]) == units
    assert abs(len(rows["人员"]) - persons) <= persons * 3 // 100


def test_the_smallest_district_is_still_a_ledger() -> None:
    """Fewer people than units: everything shrinks to its least, nothing fails."""
    ledger = district(1, 1)

    assert len(ledger.units) == 62
    assert all(posts >= 0 for posts in ledger.authorized.values())


def test_units_are_of_every_kind_a_district_has(ledger: Establishment) -> None:
    """As many of each kind as the sample says; every pool is there."""
    kinds = Counter(unit.kind for unit in ledger.units)

    assert kinds[UnitKind.PARTY] == 11
    assert kinds[UnitKind.GOVERNMENT] + kinds[UnitKind.DISPATCHED] == 22
    assert kinds[UnitKind.MASS_ORGANIZATION] == kinds[UnitKind.SUBDISTRICT] == 6
    assert sum(number for kind, number in kinds.items() if kind.is_institution) == 17
    assert {unit.pool for unit in ledger.units} == set(Pool)
    assert {category for _, category in ledger.cells} == set(Category)


def test_credit_codes_are_well_formed_and_different(ledger: Establishment) -> None:
    """Of every unit, before one is spoiled on purpose."""
    codes = [unit.credit_code for unit in ledger.units]

    assert all(is_credit_code(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_tree_is_sound(ledger: Establishment) -> None:
    """Every parent exists, and no way up comes back."""
    for unit in ledger.units:
        above = unit
        for _ in range(len(ledger.units)):
            if not above.parent:
                break
            above = ledger.unit[above.parent]
        assert above.parent == ""


def test_quotas_are_never_negative_on_the_way(ledger: Establishment) -> None:
    """An approval first, then signed changes in order of date; no point in time shows less than 0 posts."""
    running: dict[tuple[str, Category], int] = {}
    dates: dict[tuple[str, Category], date] = {}
    for entry in ledger.quota_entries:
        cell = entry.unit, entry.category
        assert entry.approved_on is not None
        assert cell in running or entry.posts >= 0
        assert dates.get(cell, entry.approved_on) <= entry.approved_on
        running[cell] = running.get(cell, 0) + entry.posts
        dates[cell] = entry.approved_on
        assert running[cell] >= 0
    assert running == ledger.authorized
    assert sum(1 for entry in ledger.quota_entries if entry.posts < 0) > 10


def test_about_two_cells_in_five_are_over(ledger: Establishment) -> None:
    """And others are vacant; the total over quota is what a district could have."""
    over = sum(ledger.excess(cell) > 0 for cell in ledger.cells)

    assert 35 <= over * 100 // len(ledger.cells) <= 45
    assert sum(ledger.vacancies(cell) > 0 for cell in ledger.cells) >= 30
    assert 150 <= ledger.total_excess <= 260


def test_ordinary_cells_are_filled_between_four_fifths_and_one_sixth_over(ledger: Establishment) -> None:
    """Cells of 20 persons or more; the small ones are the edges."""
    for cell, persons in ledger.in_post.items():
        if persons >= 20 and cell != ("F06", Category.FULLY_FUNDED):
            assert 0.8 <= persons / ledger.authorized[cell] <= 1.17, cell


def test_sections_are_within_what_is_asked(ledger: Establishment) -> None:
    """About 350, no unit with more than 14; eight or more units over the cap of 6, 纪委监委 with 13."""
    counted = Counter(section.unit for section in ledger.sections if section.counts_to_cap)
    over = [unit for unit in ledger.units if counted[unit.code] > (unit.section_cap or 6)]

    assert 330 <= len(ledger.sections) <= 390
    assert 8 <= len(over) <= 12
    assert counted["B01"] == 13
    assert any(not section.counts_to_cap for section in ledger.sections)
    assert any(not section.mergeable for section in ledger.sections)


def test_section_posts_add_up_where_they_are_stated(ledger: Establishment) -> None:
    """Sections and unit leaders together have the quota of the unit, in some units; others do not state posts."""
    leaders = {
        unit: sum(
            row.authorized
            for row in ledger.leadership_posts
            if row.unit == unit and row.kind in (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
        )
        for unit in ledger.unit
    }
    stating = 0
    for unit, sections in ledger.sections_of.items():
        posts = [section.authorized for section in sections]
        if None not in posts:
            stating += 1
            quota = sum(number for cell, number in ledger.authorized.items() if cell[0] == unit)
            assert sum(number or 0 for number in posts) == quota - leaders[unit]
    assert 15 <= stating <= 45


def test_edge_units_are_there(ledger: Establishment) -> None:
    """Each of the edges the README names."""
    full = Category.FULLY_FUNDED
    assert ledger.authorized["J07", full] == 0 and ledger.in_post["J07", full] == 2
    assert ledger.staff["G06"] == 1
    assert ledger.staff["J05"] == ledger.authorized["J05", full] == 11
    assert [ledger.section_staff[section.code] for section in ledger.sections_of["J05"]] == [2, 2, 2, 2]
    assert ledger.authorized["A06", Category.ADMINISTRATIVE] == 2 * ledger.in_post["A06", Category.ADMINISTRATIVE]
    assert ledger.authorized["F18", Category.ADMINISTRATIVE] == ledger.in_post["F18", Category.ADMINISTRATIVE]
    justice = [cell for cell in ledger.cells if cell[0] == "F06"]
    assert len(justice) == 4
    assert any(ledger.excess(cell) for cell in justice)
    assert ledger.staff["F06"] <= sum(ledger.authorized[cell] for cell in justice)


def test_everything_refers_to_something(ledger: Establishment) -> None:
    """Units, sections and people named anywhere exist; a section belongs to the unit it is named with."""
    units, people = ledger.unit.keys(), ledger.person.keys()
    for row in (*ledger.quota_entries, *ledger.leadership_posts, *ledger.sections, *ledger.posts, *ledger.fit_scores):
        assert row.unit in units
    for person in ledger.people:
        assert person.unit in units and set(person.wished_units) <= units
        assert not person.section or ledger.section[person.section].unit == person.unit
    for kinship in ledger.kinships:
        assert {kinship.person, kinship.relative} <= people and kinship.person != kinship.relative
    for dealing in ledger.traffic:
        assert {dealing.section, dealing.other} <= ledger.section.keys() and dealing.section != dealing.other
    assert {score.person for score in ledger.fit_scores} <= people


def test_required_columns_are_filled(sample: tuple[Rows, tuple[PlacedFault, ...]]) -> None:
    """In every row of every sheet; only 编外人员 have no 编制类型. No unknown heading is there."""
    rows, _ = sample
    for sheet in SHEETS:
        headings = {column.heading for column in sheet.columns}
        required = {column.heading for column in sheet.columns if column.required}
        for row in rows[sheet.name]:
            assert row.keys() <= headings
            missing = required - row.keys()
            assert not missing or (missing == {"编制类型"} and row["人员类别"] == "编外人员")
            assert all(isinstance(value, str | int | date) and value != "" for value in row.values())
