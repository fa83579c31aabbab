"""Workload-based need of staff, by WHO's method Workload Indicators of Staffing Need (WISN, revised manual 2010).

need = Σ service volume · standard time ÷ available working time · category allowance + individual allowance, where
- 服务: cases a year with a standard time of a case; everybody works on them;
- 辅助: percent of everybody's working time that other duties take (meetings, reports): the category allowance 1 ÷ (1 − share);
- 专项: hours a year of certain people only: the individual allowance, hours ÷ available working time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bianzhi.domain.establishment import Establishment, Section, Unit, Workload
from bianzhi.domain.outlook import StaffNeed
from bianzhi.domain.terms import WorkloadKind
from bianzhi.law.parameters import Law

_KEEP = Fraction(1, 10)
"""How much of each whole post the people there can take on in addition."""
_ALL_TIME = 100
"""Percent of a person's working time."""


def available_hours(law: Law) -> int:
    """Working hours of one person in a year: days less weekends and holidays less leave, times hours a day."""
    return int(law["working_days_year"] - law["average_leave_days"]) * int(law["working_hours_day"])


def staff_need(establishment: Establishment, day: date) -> tuple[StaffNeed, ...]:
    """The need of every unit, and of every section, that the sheet 工作量 speaks of; none without the sheet.

    A section's support is its own and that of the whole unit. A unit's need is that of its sections and of the rows
    without a section together. Where there are no cases and special tasks but those of sections, the unit's line is the
    sum of the sections measured, beside their posts and people and not those of the whole unit. Where support takes all the time nothing can be computed: cases then count nothing, and a
    step says so.
    """
    rows: dict[tuple[str, str], list[Workload]] = defaultdict(list)
    for row in establishment.workloads:
        rows[row.unit, row.section].append(row)
    hours = available_hours(Law(day))
    known = {unit for unit, _ in rows}
    found: list[StaffNeed] = []
    for unit in (unit for unit in establishment.units if unit.code in known):
        found += _of_unit(establishment, unit, rows, hours)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Need:
    posts: Fraction
    steps: tuple[str, ...]


def _of_unit(
    establishment: Establishment, unit: Unit, rows: dict[tuple[str, str], list[Workload]], hours: int
) -> list[StaffNeed]:
    common = rows.get((unit.code, ""), [])
    shared = [row for row in common if row.kind is WorkloadKind.SUPPORT]
    own = _need(common, [], hours)
    sections = [s for s in establishment.sections_of.get(unit.code, ()) if (unit.code, s.code) in rows]
    inside = [(section, _need(rows[unit.code, section.code], shared, hours)) for section in sections]
    total = _Need(
        own.posts + sum((need.posts for _, need in inside), Fraction(0)),
        (*own.steps, *(f"{section.name}测算{_tenths(need.posts)}人" for section, need in inside)),
    )
    together = _told(establishment, unit.code, "", total)
    if inside and all(row.kind is WorkloadKind.SUPPORT for row in common):
        together = _sum_of(establishment, unit, [section for section, _ in inside], total)
    return [
        together,
        *(_told(establishment, unit.code, section.code, need) for section, need in inside),
    ]


def _need(rows: Sequence[Workload], shared: Sequence[Workload], hours: int) -> _Need:
    steps = []
    service, special = Fraction(0), Fraction(0)
    for row in rows:
        if row.kind is WorkloadKind.SERVICE and not row.minutes:
            steps.append(f"{row.activity}：没有单件分钟，未计入")
        elif row.kind is WorkloadKind.SERVICE and row.minutes:
            part = Fraction(row.volume * row.minutes, 60 * hours)
            service += part
            steps.append(f"{row.activity}：{row.volume}件×{row.minutes}分钟÷{hours}小时＝{_tenths(part)}人")
        elif row.kind is WorkloadKind.SPECIAL:
            special += Fraction(row.volume, hours)
    support = sum(row.volume for row in (*rows, *shared) if row.kind is WorkloadKind.SUPPORT)
    if support >= _ALL_TIME:
        steps.append(f"辅助事项占每人{support}%的时间，没有剩余时间办理服务事项，无法测算，服务事项未计入")
        service = Fraction(0)
    elif support:
        allowance = Fraction(_ALL_TIME, _ALL_TIME - support)
        service *= allowance
        steps.append(f"辅助事项占每人{support}%的时间：系数1÷（1－{support}%）＝{_hundredths(allowance)}")
    if special:
        steps.append(f"专项事项合计折{_tenths(special)}人")
    return _Need(service + special, tuple(steps))


def _sum_of(establishment: Establishment, unit: Unit, sections: Sequence[Section], need: _Need) -> StaffNeed:
    """The sections measured together: their posts where all have some of their own, and their people."""
    own = [section.authorized for section in sections if section.authorized is not None]
    in_post = sum(establishment.section_staff.get(section.code, 0) for section in sections)
    return StaffNeed(
        unit.code,
        "",
        need.posts,
        whole_posts(need.posts),
        sum(own) if len(own) == len(sections) else None,
        in_post,
        Fraction(in_post) / need.posts if need.posts else None,
        need.steps,
        tuple(section.code for section in sections),
        len(establishment.sections_of.get(unit.code, ())) - len(sections),
    )


def _told(establishment: Establishment, unit: str, section: str, need: _Need) -> StaffNeed:
    in_post = establishment.section_staff.get(section, 0) if section else establishment.staff[unit]
    posts = _posts(establishment, unit, section)
    pressure = Fraction(in_post) / need.posts if need.posts else None
    return StaffNeed(unit, section, need.posts, whole_posts(need.posts), posts, in_post, pressure, need.steps)


def _posts(establishment: Establishment, unit: str, section: str) -> int | None:
    if section:
        return establishment.section[section].authorized
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


def _hundredths(value: Fraction) -> str:
    hundredths = (2 * value * 100 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"
