"""Workload-based need of staff, by WHO's method Workload Indicators of Staffing Need (WISN, revised manual 2010).

need = Σ service volume · standard time ÷ available working time · category allowance + individual allowance, where
- 服务: cases a year with a standard time of a case; everybody works on them;
- 辅助: percent of everybody's working time that other duties take (meetings, reports): the category allowance 1 ÷ (1 − share);
- 专项: hours a year of certain people only: the individual allowance, hours ÷ available working time.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from bianzhi.domain.establishment import Establishment, Workload
from bianzhi.domain.outlook import StaffNeed
from bianzhi.law.parameters import Law

SERVICE, SUPPORT, SPECIAL = "服务", "辅助", "专项"
KINDS = (SERVICE, SUPPORT, SPECIAL)

_KEEP = Fraction(1, 10)
"""How much of each whole post the people there can take on in addition."""


def available_hours(law: Law) -> int:
    """Working hours of one person in a year: days less weekends and holidays less leave, times hours a day."""
    return int(law["working_days_year"] - law["average_leave_days"]) * int(law["working_hours_day"])


def staff_need(establishment: Establishment, day: date) -> tuple[StaffNeed, ...]:
    """The need of every unit, and of every section, that the sheet 工作量 speaks of; none without the sheet.

    Rows without a section count to the unit alone; a unit's need is that of all its rows together.
    """
    of_place: dict[tuple[str, str], list[Workload]] = defaultdict(list)
    for row in establishment.workloads:
        of_place[row.unit, ""].append(row)
        if row.section:
            of_place[row.unit, row.section].append(row)
    hours = available_hours(Law(day))
    found = []
    for unit in establishment.units:
        places = [("", unit.name)] + [(s.code, s.name) for s in establishment.sections_of.get(unit.code, ())]
        for section, _ in places:
            rows = of_place.get((unit.code, section))
            if rows:
                found.append(_need(establishment, unit.code, section, rows, hours))
    return tuple(found)


def _need(establishment: Establishment, unit: str, section: str, rows: Sequence[Workload], hours: int) -> StaffNeed:
    steps = []
    service = Fraction(0)
    for row in rows:
        if row.kind == SERVICE and row.minutes:
            part = Fraction(row.volume * row.minutes, 60 * hours)
            service += part
            steps.append(f"{row.activity}：{row.volume}件×{row.minutes}分钟÷{hours}小时＝{_tenths(part)}人")
    support = sum(row.volume for row in rows if row.kind == SUPPORT)
    allowance = Fraction(100, 100 - support) if support < 100 else Fraction(0)
    if support:
        steps.append(f"辅助事项占每人{support}%的时间：系数1÷（1－{support}%）＝{_tenths(allowance)}")
    special = sum((Fraction(row.volume, hours) for row in rows if row.kind == SPECIAL), Fraction(0))
    if special:
        steps.append(f"专项事项合计折{_tenths(special)}人")
    need = service * allowance + special
    in_post = establishment.section_staff.get(section, 0) if section else establishment.staff[unit]
    posts = _posts(establishment, unit, section)
    return StaffNeed(
        unit, section, need, whole_posts(need), posts, in_post, Fraction(in_post) / need if need else None, tuple(steps)
    )


def _posts(establishment: Establishment, unit: str, section: str) -> int:
    if section:
        return establishment.section[section].authorized or 0
    return sum(posts for (code, _), posts in establishment.authorized.items() if code == unit)


def whole_posts(need: Fraction) -> int:
    """Whole posts by WISN's rule: between n and n + 1, up when the part above n exceeds a tenth of n (at most a half)."""
    whole = int(need)
    above = need - whole
    if not above:
        return whole
    return whole + 1 if above > min(Fraction(1, 2), whole * _KEEP) else whole


def _tenths(value: Fraction) -> str:
    tenths = (2 * value * 10 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"
