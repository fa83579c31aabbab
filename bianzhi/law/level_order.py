"""Which level is higher: bands among bands, specialists among specialists, workers among workers, and nothing across."""

from functools import cache

from bianzhi.domain.terms import Band

SPECIALIST, WORKER, BAND = "专技", "工勤", "层次"
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


@cache
def _heights() -> dict[str, tuple[str, int]]:
    found = {band.value: (BAND, -number) for number, band in enumerate(Band)}
    found |= {f"{SPECIALIST}{numeral}级": (SPECIALIST, -number) for number, numeral in enumerate(_NUMERALS, 1)}
    found |= {f"{WORKER}{numeral}级": (WORKER, -number) for number, numeral in enumerate(_NUMERALS[:5], 1)}
    return found | {"普通工": (WORKER, -6)}


def height(level: str) -> tuple[str, int] | None:
    """The series of a level and how high it stands there (greater is higher), or None for what is no level.

    专技 and 工勤 have the smaller number for the higher level, and no administrative level at all: they compare only inside
    their own series.
    """
    return _heights().get(level)
