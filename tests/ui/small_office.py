"""A small invented office: a bureau two over, one with vacancies, findings, a plan and a merger, all by hand."""

from datetime import date

from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.establishment import (
    Establishment,
    LeadershipPosts,
    Person,
    QuotaEntry,
    Section,
    Unit,
)
from bianzhi.domain.finding import Finding, Repair, Severity
from bianzhi.domain.intake import ColumnGuess, How, Mapping
from bianzhi.domain.plan import (
    Exclusion,
    Fit,
    FitPart,
    ManualCandidate,
    MergedSection,
    Merger,
    Move,
    Objective,
    Place,
    Plan,
    PlanStatus,
    Remaining,
    SurplusHead,
)
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, LeaderRank, LeadershipKind, Status, UnitKind
from bianzhi.services import CheckReport, Ledger, summarize
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session

DAY = date(2026, 11, 23)
ADMINISTRATIVE = Category.ADMINISTRATIVE
NUMBER = "99999919850615123X"
"""A constructed identity number of no region."""


def _at(sheet: str, row: int) -> RowRef:
    return RowRef("台账.xlsx", sheet, row, {"": 0})


def small_establishment() -> Establishment:
    """Unit A has 5 persons in 3 posts, unit B 2 in 4; B's sections are too many."""
    people = tuple(
        Person(
            id=f"P{number:03}",
            name=f"张试{number}",
            unit="A" if number <= 5 else "B",
            status=Status.CIVIL_SERVANT,
            category=ADMINISTRATIVE,
            citizen_number=NUMBER,
            section="A1" if number <= 5 else "B1",
            is_leader=number in (1, 6),
            leader_rank=LeaderRank.TOWNSHIP_HEAD if number in (1, 6) else None,
            at=_at("人员", number + 1),
        )
        for number in range(1, 8)
    )
    return Establishment(
        name="台账.xlsx",
        units=(
            Unit("A", "甲_测试*局", UnitKind.GOVERNMENT, at=_at("机构", 2)),
            Unit("B", "乙局", UnitKind.GOVERNMENT, section_cap=1, at=_at("机构", 3)),
        ),
        quota_entries=(
            QuotaEntry("A", ADMINISTRATIVE, 3, at=_at("编制", 2)),
            QuotaEntry("B", ADMINISTRATIVE, 4, at=_at("编制", 3)),
        ),
        leadership_posts=(LeadershipPosts("A", LeadershipKind.UNIT_HEAD, 1, at=_at("职数", 2)),),
        sections=(
            Section("A1", "A", "办公室", at=_at("内设机构", 2)),
            Section("B1", "B", "综合科", at=_at("内设机构", 3)),
            Section("B2", "B", "业务科", at=_at("内设机构", 4)),
        ),
        people=people,
        sha256="0" * 64,
    )


def small_findings() -> tuple[Finding, ...]:
    """One finding of each severity; the second quotes an identity number, as a careless rule would."""
    return (
        Finding(
            "B201",
            "实有人数不超过核定编制",
            Severity.ERROR,
            CellRef("台账.xlsx", "编制", "C2"),
            "甲局核定 3 名，实有 5 人，超编 2 人。",
            "可在「编制调剂」页求解。",
            "《地方各级人民政府机构设置和编制管理条例》第15条",
        ),
        Finding(
            "R401",
            "公民身份号码校验",
            Severity.WARNING,
            CellRef("台账.xlsx", "人员", "F3"),
            f"号码 {NUMBER} 的校验码不对。",
            "请核对证件。",
            "",
            Repair("999999198506151239", NUMBER, f"只有末位与前 17 位不符：{NUMBER} 的校验码应为 9。"),
        ),
        Finding("R402", "退休提示", Severity.NOTE, CellRef("台账.xlsx", "人员", "H4"), "两年内到龄。", "请留意。", ""),
    )


def small_mapping() -> Mapping:
    """One column that is sure, one that was guessed, one that is only offered, one nobody knows."""

    def guess(column: str, heading: str, target: str, how: How, confidence: int, *samples: str) -> ColumnGuess:
        return ColumnGuess("台账.xlsx", "人员", column, heading, target, samples, confidence, how)

    return Mapping(
        (
            guess("A", "姓名", "人员.姓名", How.EXACT, 100, "张试1", "张试2"),
            guess("B", "参加工作时问", "人员.参加工作时间", How.NEAR, 70, "2007-07-01"),
            guess("C", "日期二", "人员.入编时间", How.CONTENT, 50, "2012-08-15"),
            guess("D", "工资", "", How.NONE, 0, "5000", "6000"),
        )
    )


def small_plan() -> Plan:
    """One of the two over moves; the other is excluded."""
    move = Move(
        "P002",
        "A",
        ADMINISTRATIVE,
        Place("B", ADMINISTRATIVE, "综合岗"),
        Fit(74, (FitPart("专业", 80, 25, "同一学科门类"), FitPart("学历", 100, 10, "达到要求"))),
        ("甲局超编 2 人。", "乙局空编 2 名。"),
        "《地方各级人民政府机构设置和编制管理条例》第15条",
    )
    return Plan(
        status=PlanStatus.OPTIMAL,
        day=DAY,
        ledger_sha256="0" * 64,
        settings=PlanSettings(),
        objectives=(
            Objective("remaining_excess", 1, 1),
            Objective("moves", 1, 1),
            Objective("fit", 74, 74),
        ),
        moves=(move,),
        excess_before=2,
        excess_after=1,
        remaining=(Remaining("A", ADMINISTRATIVE, 1, "其余人员均不得调整。"),),
        excluded=(Exclusion("P001", "领导干部不列入调剂", "《公务员法》"),),
        manual=(ManualCandidate("P003", "需按专门程序办理。"),),
        solver="手工",
    )


def small_mergers() -> tuple[Merger, ...]:
    """B's two sections become one; one head is left over."""
    return (
        Merger(
            unit="B",
            cap=1,
            before=2,
            after=1,
            status=PlanStatus.OPTIMAL,
            value=10,
            bound=10,
            groups=(MergedSection(("B1", "B2"), "综合业务科", 2, 1, 1),),
            surplus_heads=(SurplusHead("P007", "B2", "拟保留原职级，转任非领导职务"),),
            notes=("整合后人数仍少于 3 人。",),
        ),
    )


def loaded_session(*, solved: bool = False) -> Session:
    """A session with the ledger loaded and, if asked for, plan and mergers."""
    establishment, findings = small_establishment(), small_findings()
    now = Session()
    ledger = Ledger(establishment, findings[1:2], mapping=small_mapping())
    source = Source("台账.xlsx", b"PK", ledger, (Upload("台账.xlsx", b"PK"),))
    now.load(source, CheckReport(DAY, findings, summarize(establishment)))
    if solved:
        now.take_plan(small_plan())
        now.take_mergers(small_mergers())
    return now
