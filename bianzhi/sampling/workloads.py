"""工作量 of three bureaus of the invented district: cases, supporting work and special tasks, in proportion to their staff."""

from collections.abc import Iterator

from bianzhi.domain.establishment import Establishment, Workload
from bianzhi.domain.terms import WorkloadKind

_MINUTES_A_YEAR = 1_888 * 60
"""Of one person: 236 days of eight hours."""

_SERVICES: tuple[tuple[str, str, int, int], ...] = (
    ("F1903", "投资项目审批", 180, 95),
    ("F1904", "社会事务许可", 90, 70),
    ("F1905", "经营许可和登记", 45, 120),
    ("F1906", "电子证照制发", 20, 40),
    ("F0802", "就业登记和补贴审核", 40, 85),
    ("F0806", "养老保险待遇审核", 60, 110),
    ("F0807", "工伤认定", 240, 60),
    ("F0808", "劳动人事争议调解", 300, 90),
    ("F1503", "危险化学品许可审查", 360, 55),
    ("F1504", "工贸企业检查", 300, 80),
)
"""Section, activity, minutes of a case, and how much of the section's time its cases would take, in percent."""
_SUPPORT = (
    ("F19", "会议、学习和窗口轮值", 15),
    ("F08", "会议、学习和信访接待", 20),
    ("F15", "会议、学习和应急值守", 25),
)
_SPECIAL = (("F1902", "审批事项标准化修订", 1_200), ("F0809", "基金专项检查", 1_600), ("F1506", "预案演练", 2_400))


def workloads(ledger: Establishment) -> tuple[Workload, ...]:
    """The rows, unit by unit; a section without staff has no cases."""
    rows = (*_services(ledger), *_support(ledger), *_special(ledger))
    order = {unit.code: number for number, unit in enumerate(ledger.units)}
    return tuple(sorted(rows, key=lambda row: order[row.unit]))


def _services(ledger: Establishment) -> Iterator[Workload]:
    for code, activity, minutes, percent in _SERVICES:
        section = ledger.section.get(code)
        cases = ledger.section_staff.get(code, 0) * _MINUTES_A_YEAR * percent // 100 // minutes
        if section is not None and cases:
            yield Workload(section.unit, activity, WorkloadKind.SERVICE, cases, minutes, code)


def _support(ledger: Establishment) -> Iterator[Workload]:
    for unit, activity, percent in _SUPPORT:
        if unit in ledger.unit:
            yield Workload(unit, activity, WorkloadKind.SUPPORT, percent)


def _special(ledger: Establishment) -> Iterator[Workload]:
    for code, activity, hours in _SPECIAL:
        section = ledger.section.get(code)
        if section is not None:
            yield Workload(section.unit, activity, WorkloadKind.SPECIAL, hours, None, code)
