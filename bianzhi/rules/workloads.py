"""B2xx 工作量: what the workload-based need of staff (WISN) cannot be computed without."""

from collections.abc import Iterator

from bianzhi.domain.establishment import Establishment, Workload
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import WorkloadKind
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_TEMPLATE = statute("ledger-template").whole
_ALL_TIME = 100
"""Percent of a person's working time."""


@rule(
    id="B218",
    title="服务类事项应有单件分钟",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def cases_have_a_standard_time(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """An activity counted in cases has the minutes of a case; without them it counts nothing towards the need."""
    for row in establishment.workloads:
        if row.kind is WorkloadKind.SERVICE and not row.minutes:
            there = "为 0" if row.minutes == 0 else "没有填"
            yield Breach(
                at=row.at.cell("minutes"),
                message=f"{establishment.unit[row.unit].name}服务类事项“{row.activity}”单件分钟{there}，应大于 0；"
                "测算时本事项不计入。",
                hint="请填熟练人员办理一件所需的分钟数。",
            )


@rule(
    id="B219",
    title="辅助类事项合计应小于100%",
    source=_TEMPLATE,
    severity=Severity.ERROR,
)
def support_leaves_time_for_service(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """What supporting activities take of everybody's time, in a section and in its unit together, is less than all of it."""
    of_place: dict[tuple[str, str], list[Workload]] = {}
    for row in establishment.workloads:
        if row.kind is WorkloadKind.SUPPORT:
            of_place.setdefault((row.unit, row.section), []).append(row)
    for (unit, section), rows in of_place.items():
        of_unit = of_place.get((unit, ""), ()) if section else ()
        share = sum(row.volume for row in (*rows, *of_unit))
        if share >= _ALL_TIME:
            where = f"{establishment.unit[unit].name}{establishment.section[section].name if section else ''}"
            shared = "（含全机构共同的）" if of_unit else ""
            yield Breach(
                at=rows[0].at.cell("volume"),
                message=f"{where}辅助类事项{shared}合计占每人 {share}% 的时间，应小于 {_ALL_TIME}%；测算时无法计算。",
                hint="辅助类的年工作量填百分数，如会议学习占一成填 10；只由少数人承担的，请改填“专项”并写每年小时数。",
            )
