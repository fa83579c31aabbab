"""Statutory retirement against the published tables: every point and every band edge, by calendar months."""

from datetime import date

import pytest

from bianzhi.domain.terms import RetirementCategory, Sex, Status
from bianzhi.law.retirement import (
    add_months,
    delay_months,
    in_words,
    month_number,
    months_to_retirement,
    retirement_category,
    retirement_month,
)
from tests.worlds import citizen_number, person

# Category, birth month, delay in months, age, retirement month.
POINTS = """
    男60  1964-12  0  60y0m  2024-12
    男60  1965-01  1  60y1m  2025-02
    男60  1965-04  1  60y1m  2025-05
    男60  1965-05  2  60y2m  2025-07
    男60  1965-08  2  60y2m  2025-10
    男60  1965-09  3  60y3m  2025-12
    男60  1965-12  3  60y3m  2026-03
    男60  1966-01  4  60y4m  2026-05
    男60  1967-06  8  60y8m  2028-02
    男60  1968-02  10  60y10m  2028-12
    男60  1970-03  16  61y4m  2031-07
    男60  1972-10  24  62y0m  2034-10
    男60  1974-04  28  62y4m  2036-08
    男60  1976-04  34  62y10m  2039-02
    男60  1976-08  35  62y11m  2039-07
    男60  1976-09  36  63y0m  2039-09
    男60  1990-06  36  63y0m  2053-06
    女55  1969-12  0  55y0m  2024-12
    女55  1970-01  1  55y1m  2025-02
    女55  1970-04  1  55y1m  2025-05
    女55  1970-05  2  55y2m  2025-07
    女55  1971-04  4  55y4m  2026-08
    女55  1972-09  9  55y9m  2028-06
    女55  1973-12  12  56y0m  2029-12
    女55  1974-01  13  56y1m  2030-02
    女55  1975-06  17  56y5m  2031-11
    女55  1977-03  22  56y10m  2034-01
    女55  1979-08  29  57y5m  2037-01
    女55  1980-12  33  57y9m  2038-09
    女55  1981-04  34  57y10m  2039-02
    女55  1981-08  35  57y11m  2039-07
    女55  1981-09  36  58y0m  2039-09
    女55  1981-12  36  58y0m  2039-12
    女55  1985-03  36  58y0m  2043-03
    女50  1974-12  0  50y0m  2024-12
    女50  1975-01  1  50y1m  2025-02
    女50  1975-02  1  50y1m  2025-03
    女50  1975-03  2  50y2m  2025-05
    女50  1976-04  8  50y8m  2026-12
    女50  1977-07  16  51y4m  2028-11
    女50  1978-12  24  52y0m  2030-12
    女50  1979-05  27  52y3m  2031-08
    女50  1980-01  31  52y7m  2032-08
    女50  1981-10  41  53y5m  2035-03
    女50  1982-06  45  53y9m  2036-03
    女50  1983-09  53  54y5m  2038-02
    女50  1984-09  59  54y11m  2039-08
    女50  1984-10  59  54y11m  2039-09
    女50  1984-11  60  55y0m  2039-11
    女50  1984-12  60  55y0m  2039-12
    女50  1990-06  60  55y0m  2045-06
"""


def points() -> list[tuple[RetirementCategory, date, int, int, int]]:
    found = []
    for line in POINTS.split("\n")[1:-1]:
        category, born, delay, age, month = line.split()
        years, _, months = age.rstrip("m").partition("y")
        due = month_number(date.fromisoformat(f"{month}-01"))
        found.append(
            (
                RetirementCategory(category),
                date.fromisoformat(f"{born}-01"),
                int(delay),
                int(years) * 12 + int(months),
                due,
            )
        )
    return found


def test_all_points_are_here() -> None:
    """Seventeen for each of the three schedules."""
    assert len(points()) == 51


@pytest.mark.parametrize(("category", "born", "delay", "age", "due"), points())
def test_every_published_point(category: RetirementCategory, born: date, delay: int, age: int, due: int) -> None:
    """Delay, age and retirement month of each point of the table; the day of birth within the month changes nothing."""
    assert delay_months(category, born) == delay
    assert retirement_month(category, born) - month_number(born) == age
    assert retirement_month(category, born) == due
    assert retirement_month(category, born.replace(day=28)) == due


@pytest.mark.parametrize(
    ("category", "first", "step", "most", "base"),
    [
        (RetirementCategory.MEN_60, date(1965, 1, 1), 4, 36, 60),
        (RetirementCategory.WOMEN_60, date(1965, 1, 1), 4, 36, 60),
        (RetirementCategory.WOMEN_55, date(1970, 1, 1), 4, 36, 55),
        (RetirementCategory.WOMEN_50, date(1975, 1, 1), 2, 60, 50),
    ],
)
def test_every_band_of_every_schedule(
    category: RetirementCategory, first: date, step: int, most: int, base: int
) -> None:
    """One month more for each band of birth months, from the first band on to the greatest delay and no further."""
    assert delay_months(category, add_months(first, -1)) == 0
    for delay in range(1, most + 1):
        start = add_months(first, (delay - 1) * step)
        end = add_months(start, step - 1)
        assert delay_months(category, start) == delay_months(category, end) == delay
        assert retirement_month(category, start) - month_number(start) == base * 12 + delay
    assert delay_months(category, add_months(first, most * step)) == most
    assert delay_months(category, date(2005, 1, 1)) == most


def test_retirement_never_comes_earlier_for_someone_born_later() -> None:
    """Month by month over 60 years of births, the retirement month does not go back."""
    for category in RetirementCategory:
        months = [retirement_month(category, add_months(date(1950, 1, 1), number)) for number in range(720)]
        assert months == sorted(months)


@pytest.mark.parametrize(
    ("changes", "category"),
    [
        ({"sex": Sex.MALE}, RetirementCategory.MEN_60),
        ({"sex": Sex.MALE, "status": Status.AGENCY_WORKER}, RetirementCategory.MEN_60),
        ({"sex": Sex.FEMALE}, RetirementCategory.WOMEN_55),
        ({"sex": Sex.FEMALE, "status": Status.INSTITUTION_SPECIALIST}, RetirementCategory.WOMEN_55),
        ({"sex": Sex.FEMALE, "status": Status.AGENCY_WORKER}, RetirementCategory.WOMEN_50),
        ({"sex": Sex.FEMALE, "status": Status.INSTITUTION_WORKER}, RetirementCategory.WOMEN_50),
        ({"sex": Sex.FEMALE, "status": None}, RetirementCategory.WOMEN_55),
        ({"sex": None}, RetirementCategory.MEN_60),
        ({"sex": None, "citizen_number": citizen_number(date(1980, 1, 1), Sex.FEMALE)}, RetirementCategory.WOMEN_55),
        ({"sex": Sex.FEMALE, "retirement_category": RetirementCategory.WOMEN_60}, RetirementCategory.WOMEN_60),
    ],
)
def test_the_category_is_the_column_or_else_guessed(changes: dict[str, object], category: RetirementCategory) -> None:
    """退休类别 decides; otherwise sex (column or number) and whether the status is a worker's."""
    assert retirement_category(person("P1", **changes)) is category


def test_months_left_count_calendar_months() -> None:
    """Born in December 1965, a man retires in March 2026: one month left all through February, none in March."""
    man = person("P1", birth=date(1965, 12, 31))

    assert months_to_retirement(man, date(2026, 2, 1)) == months_to_retirement(man, date(2026, 2, 28)) == 1
    assert months_to_retirement(man, date(2026, 3, 31)) == 0
    assert months_to_retirement(man, date(2026, 4, 1)) == -1
    assert months_to_retirement(person("P2", birth=None), date(2026, 4, 1)) is None


def test_months_are_added_to_the_same_day_or_the_last() -> None:
    """The 31st of August plus six months is the last of February; negative months go back over the year."""
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2016, 2, 29), 120) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert add_months(date(2026, 11, 30), 24) == date(2028, 11, 30)


def test_a_month_number_in_words() -> None:
    """January and December do not slip into the neighbouring year."""
    assert in_words(month_number(date(2039, 1, 5))) == "2039年1月"
    assert in_words(month_number(date(2039, 12, 5))) == "2039年12月"
