"""A small invented office to be reformed: two bureaus with duties and sections, and two small institutions; its reform."""

from dataclasses import replace
from datetime import date

import pytest

from bianzhi.domain.establishment import Duty, Establishment, QuotaEntry, Section, SectionTraffic, Unit, Workload
from bianzhi.domain.plan import MergedSection, Merger, PlanStatus, SurplusHead
from bianzhi.domain.reform import AbolishUnit, Reform, RenameUnit, Step, TransferDuties
from bianzhi.domain.section_study import Light, OtherMethod, RuleLight, SectionStudy
from bianzhi.domain.terms import Category, UnitKind, WorkloadKind
from bianzhi.services import CheckReport, Ledger, reforming, summarize
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session
from tests.ui.small_office import DAY, small_establishment

FULL = Category.FULLY_FUNDED


def office_to_reform() -> Establishment:
    """The small office with duties, traffic, workload, and institutions C and D of one parent and one function."""
    base = small_establishment()
    births = [date(1966 + number, 6, 1) for number in range(len(base.people))]
    people = tuple(replace(person, birth=born) for person, born in zip(base.people, births, strict=True))
    institutions = tuple(
        Unit(code, name, UnitKind.WELFARE_ONE, parent="B", rank="股级", functions=("信息",))
        for code, name in (("C", "丙信息中心"), ("D", "丁信息站"))
    )
    return replace(
        base,
        units=(*base.units, *institutions),
        people=people,
        quota_entries=(*base.quota_entries, QuotaEntry("C", FULL, 2), QuotaEntry("D", FULL, 3)),
        sections=(
            *base.sections,
            Section("B3", "B", "法规科", functions=("法制",)),
        ),
        duties=(
            Duty("A-1", "A", "负责行政许可事项的受理、审查和决定", "A1", "三定规定"),
            Duty("A-2", "A", "负责行政处罚案件的调查和处理", "A1"),
            Duty("B-1", "B", "承担综合文稿起草工作", "B1"),
            Duty("B-2", "B", "指导全区业务培训", "B2"),
        ),
        traffic=(SectionTraffic("B1", "B2", 30), SectionTraffic("B2", "B3", 5)),
        workloads=(
            Workload("A", "受理许可", WorkloadKind.SERVICE, 2400, 90),
            Workload("A", "开会学习", WorkloadKind.SUPPORT, 20),
        ),
    )


def small_reform() -> Reform:
    """A's permits go to B with one of its people; A gets another name."""
    return Reform(
        "小改革",
        (
            Step(TransferDuties(("A-1",), "B", "B2", persons=("P002",), why="编随事走、人随编走")),
            Step(RenameUnit("A", "甲新局")),
        ),
        date(2027, 1, 1),
        "会议纪要",
    )


def abolishing_reform() -> Reform:
    """A is abolished without an heir: its people are to be placed and its duties have no home."""
    return Reform("撤销方案", (Step(AbolishUnit("A", document="编发〔2027〕1号")),))


def session_to_reform(reform: Reform | None = None) -> Session:
    """A session with the office loaded, and a reform where one is given."""
    establishment, now = office_to_reform(), Session()
    source = Source("台账.xlsx", b"PK", Ledger(establishment, ()), (Upload("台账.xlsx", b"PK"),))
    now.load(source, CheckReport(DAY, (), summarize(establishment)))
    if reform is not None:
        now.reforms.take(establishment, reform)
    return now


def study_by_hand(
    groups: tuple[tuple[str, ...], ...], value: int, optimum: int | None = None, *, by_hand: bool = False
) -> SectionStudy:
    """A study of B in which a group of three sections is red."""
    large = any(len(group) > 2 for group in groups)
    merger = Merger(
        "B",
        cap=2,
        before=3,
        after=len(groups),
        status=PlanStatus.OPTIMAL,
        value=value,
        bound=90,
        groups=tuple(MergedSection(group, f"{'＋'.join(group)}科（拟）", 2, 1, 1) for group in groups),
        surplus_heads=(SurplusHead("P006", "B1", "拟保留原职级，转任非领导职务"),),
    )
    return SectionStudy(
        merger,
        (
            RuleLight("M3", "不超过限额", Light.GREEN, f"拟设 {len(groups)} 个，限额 2 个", "本地规定"),
            RuleLight(
                "M9", "一个科室不宜过大", Light.RED if large else Light.GREEN, "三合一" if large else "大小适当", ""
            ),
        ),
        next_best=None if by_hand else replace(merger, value=value - 7),
        others=() if by_hand else (OtherMethod("Louvain", value - 10, 0.01), OtherMethod("逐步合并", None, 0.02)),
        optimum=optimum,
    )


def studies_by_hand(patch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Put studies in place of the solver's; what was asked is noted."""
    asked: list[tuple[object, ...]] = []

    def study(_: Establishment, unit: str, day: date, rules: object, limit: int = 20) -> SectionStudy:
        asked.append(("study", unit, rules))
        return study_by_hand((("B1", "B2"), ("B3",)), 90)

    def judge(_: Establishment, unit: str, groups: tuple[tuple[str, ...], ...], *_rest: object) -> SectionStudy:
        asked.append(("judge", unit, groups))
        optimum = 90 if len(groups) == 2 else None
        return study_by_hand(groups, 90 if groups == (("B1", "B2"), ("B3",)) else 40, optimum, by_hand=True)

    patch.setattr(reforming, "study_sections", study)
    patch.setattr(reforming, "judge_sections", judge)
    return asked
