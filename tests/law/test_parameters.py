"""Legal numbers: every file is well formed, and no number is ever taken from before or after its time."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from bianzhi.errors import LawDataError
from bianzhi.law.citation import statute, statutes
from bianzhi.law.parameters import UNITS, DatedValue, Law, Parameter, parameters
from tests.worlds import DAY

FOLDER = files("bianzhi.law").joinpath("parameters")
FILES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".toml"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_well_formed(name: str) -> None:
    """A description that is a sentence, a Chinese term, a known unit, ascending dates, a source for each value."""
    row = tomllib.loads(FOLDER.joinpath(name).read_text("utf-8"))

    assert row.keys() == {"description", "term", "unit", "values"}
    assert row["description"].endswith(".")
    assert row["term"]
    assert row["unit"] in UNITS
    days = [value["from"] for value in row["values"]]
    assert days == sorted(set(days))
    for value in row["values"]:
        assert isinstance(value["from"], date)
        assert isinstance(value.get("value", 0), int)
        assert value["source"]["statute"] in statutes()
        assert value["source"].keys() <= {"statute", "article", "place"}


@pytest.mark.parametrize("name", FILES)
def test_no_value_is_older_than_its_statute(name: str) -> None:
    """A number cannot be in force before the text it rests on."""
    for value in parameters()[name.removesuffix(".toml")].values:
        assert value.since >= value.source.statute.effective


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("section_cap", 6),
        ("section_cap_discipline", 11),
        ("section_min_posts", 3),
        ("rotation_years", 10),
        ("near_retirement_notice_months", 12),
        ("near_retirement_soon_months", 6),
        ("near_retirement_urgent_months", 3),
        ("absent_staff_percent", 20),
        ("off_establishment_percent", 30),
        ("mixed_posts_percent", 50),
        ("trial_notice_months", 3),
        ("working_age_years", 16),
        ("small_institution_posts", 5),
        ("general_section_share_percent", 30),
        ("high_vacancy_percent", 50),
    ],
)
def test_the_numbers_in_force(name: str, value: int) -> None:
    """The figures of the domain study; whoever changes one changes this line as well."""
    assert Law(DAY)[name] == value


def test_rotation_rests_on_its_provisions() -> None:
    """The source of a number is told with it."""
    assert str(Law(DAY).source("rotation_years")) == "《公务员转任规定》第二章"


def amended() -> Parameter:
    """Three posts from 2010, five from 2024, repealed from 2026."""
    source = statute("local-practice").whole
    values = (
        DatedValue(date(2010, 2, 1), 3, source),
        DatedValue(date(2024, 1, 1), 5, source),
        DatedValue(date(2026, 1, 1), None, source),
    )
    return Parameter("example", "An example.", "示例", "posts", values)


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2010, 2, 1), 3), (date(2023, 12, 31), 3), (date(2024, 1, 1), 5), (date(2025, 12, 31), 5)],
)
def test_the_value_of_the_day(day: date, value: int) -> None:
    """Each value holds from its first day to the day before the next."""
    assert amended().at(day).value == value


@pytest.mark.parametrize("day", [date(2010, 1, 31), date(2026, 1, 1), date(2030, 1, 1)])
def test_no_value_before_the_first_or_once_repealed(day: date) -> None:
    """Never the nearest value: an error that names the term and the file."""
    with pytest.raises(LawDataError, match="示例") as caught:
        amended().at(day)

    assert "law/parameters/example.toml" in caught.value.hint


def test_an_unknown_number_is_an_error() -> None:
    """A slip in a name is not a missing law."""
    with pytest.raises(LawDataError, match="no_such_number"):
        Law(DAY)["no_such_number"]
