"""Contents of scenarios, small and exhaustive, and ways to invent any other. Names and numbers are invented."""

import hashlib
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.consultation import Consultation
from bianzhi.domain.duty_decisions import DutyComparison, DutyRow
from bianzhi.domain.duty_verdicts import Verdict
from bianzhi.domain.establishment import Duty, PostLoan, Section, Unit
from bianzhi.domain.finding import CellChange, CellKind, Finding, Repair, Severity
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
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
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.reconciliation import CellComparison, Discrepancy, DiscrepancyKind, Reconciliation
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    ChangeCap,
    ChangeDuty,
    ChangeLeadershipPosts,
    ChangeQuota,
    EstablishSection,
    EstablishUnit,
    Fate,
    Manner,
    MergeDuties,
    MergeSections,
    MergeUnits,
    MoveUnit,
    Reform,
    RenameUnit,
    SetParameter,
    SplitDuty,
    SplitUnit,
    Step,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.roster_changes import ChangeKind, FieldChange, MatchedBy, PersonChange, RosterChanges, UnitChange
from bianzhi.domain.scenario import ScenarioContent, StoredFile, StoredLedger
from bianzhi.domain.settings import Exchange, FitWeights, PlanSettings
from bianzhi.domain.terms import Category, LeadershipKind, Status, UnitKind
from bianzhi.domain.wishes import Wish, WishKind

DAY = date(2026, 6, 30)
NAME, NUMBER = "欧阳示例", "110199198506150012"
"""Of a person who does not exist."""


def workbook(seed: str = "甲", size: int = 4_000) -> bytes:
    """Bytes that no compression makes smaller, as those of a workbook."""
    return b"".join(hashlib.sha256(f"{seed}{index}".encode()).digest() for index in range(size // 32))


def ledger(seed: str = "甲") -> StoredLedger:
    """A ledger of one upload, which is worked on as it is."""
    content = workbook(seed)
    return StoredLedger(f"台账{seed}.xlsx", content, (StoredFile(f"台账{seed}.xlsx", content),), "[columns]\n")


def by_hand(*persons: str) -> ScenarioContent:
    """A content in which these people are in 待安置区."""
    return ScenarioContent(DAY, by_hand=tuple(HandMove(person) for person in persons))


def plan(ledger_sha256: str = "") -> Plan:
    """A plan of one move."""
    move = Move(
        person="P00001",
        from_unit="A",
        from_category=Category.ADMINISTRATIVE,
        place=Place("B", Category.ADMINISTRATIVE, "综合岗", "B01", 7),
        fit=Fit(83, (FitPart("专业", 100, 25, "专业对口"), FitPart("年龄", 66, 10, "41 岁"))),
        reasons=("甲局行政编制超编 2 人。",),
        source="《地方各级人民政府机构设置和编制管理条例》第15条",
    )
    return Plan(
        status=PlanStatus.OPTIMAL,
        day=DAY,
        ledger_sha256=ledger_sha256,
        settings=settings(),
        objectives=(Objective("remaining_excess", 1, 1), Objective("moves", 1, 1)),
        moves=(move,),
        excess_before=2,
        excess_after=1,
        remaining=(Remaining("A", Category.ADMINISTRATIVE, 1, "没有空编"),),
        excluded=(Exclusion("P00002", "试用期", "公务员法第34条"),),
        manual=(ManualCandidate("P00003", "须经调任程序"),),
        orders=(("P00001", "P00004"), ("P00005",)),
        solver="HiGHS 1.12.0",
        replaces="K7F3-9Q2M",
        code="A1B2-C3D4",
        solve_seconds=0.1 + 0.2,
    )


def settings() -> PlanSettings:
    """Settings with something in every list."""
    return PlanSettings(
        leaving_share_percent=40,
        fit_weights=FitWeights(major=30),
        rules_off={"J108": "区委编委另有规定"},
        constraints_off={"C38": "试点"},
        constraints_on={"C29": "轮岗"},
        leaving_share_of={"B": 20, "A": 50},
        exchange=Exchange(extra_moves=3, least_gain=15),
        matrix=(MatrixChange(Status.AGENCY_WORKER, Category.AGENCY_SUPPORT, "C", "考核合格", "王某", DAY, "试点"),),
        conditions=(Fulfilled("P00001", "考核合格", "王某", DAY, "有证明"),),
        wishes=(
            Wish(WishKind.STAY, ("P00009",), by="李某", on=DAY, why="在办专案"),
            Wish(WishKind.PREFER, to_unit="B", category=Category.CIVIL_LIKE, weight=5, by="李某", on=DAY, why="急需"),
        ),
    )


def operations() -> tuple[Any, ...]:
    """One operation of every kind."""
    unit = Unit("N", "示例局", UnitKind.GOVERNMENT, at=RowRef("台账.xlsx", "机构", 3, {"code": 0, "name": 1}))
    section, duty = Section("N01", "N", "综合科", functions=("综合",)), Duty("D9", "N", "负责示例。", posts=2)
    posts = {Category.FULLY_FUNDED: 3, Category.ADMINISTRATIVE: 2}
    return (
        EstablishUnit(unit, posts, "示编〔2026〕1号", "新设"),
        AbolishUnit("A", "B", why="职责划出"),
        MergeUnits(("A", "B"), unit),
        SplitUnit("A", unit, ("A01",), posts, ("P00001",), ("D1",)),
        RenameUnit("A", "示例新局"),
        MoveUnit("A", ""),
        EstablishSection(section, "示编〔2026〕2号"),
        MergeSections(("A01", "A02"), section),
        AbolishSection("A01", "A02"),
        TransferDuties(("D1",), "B", "B01", Manner.SHARE, posts, ("P00001",), 30),
        TransferPosts("A", "B", posts, ("P00001",)),
        ChangeDuty(Fate.REWORDED, "D1", duty),
        MergeDuties(("D1", "D2"), duty),
        SplitDuty("D1", (duty, duty)),
        ChangeQuota("A", Category.ADMINISTRATIVE, -2, "示编〔2026〕3号"),
        ChangeCap("A", None),
        ChangeLeadershipPosts("A", LeadershipKind.UNIT_DEPUTY, 1),
        SetParameter("section_cap", 6),
    )


def finding() -> Finding:
    """A finding with a repair of two cells."""
    at = CellRef("台账.xlsx", "人员", "E5")
    change = CellChange(CellRef("台账.xlsx", "人员", "F5"), "2010-07", "", CellKind.DATE)
    repair = Repair("1985-06-15", "19850615", "只能是这一天", CellKind.DATE, (change,))
    return Finding("D012", "日期写法", Severity.WARNING, at, "写作 19850615。", "请改为日期。", "", repair)


def of_the_first_version(ledger_id: str = "") -> ScenarioContent:
    """What the first version of the program kept: something in every part there was. Never to be changed."""
    merged = MergedSection(("A01", "A02"), "综合科", 6, 1, 1)
    merger = Merger(
        "A", 8, 10, 8, PlanStatus.FEASIBLE, 12, 14, (merged,), (SurplusHead("P00007", "A02", "转任"),), ("编制不足",)
    )
    moves = (HandMove("P00001"), HandMove("P00002", "B", Category.ADMINISTRATIVE, "综合岗", "B01", 7))
    steps = tuple(Step(each, DAY if index % 2 else None) for index, each in enumerate(operations()))
    reform = Reform("示例改革", steps, DAY, "区委常委会纪要", "草案")
    return ScenarioContent(DAY, ledger_id, settings(), plan(), (merger,), moves, reform, (finding(),))


def everything(ledger_id: str = "") -> ScenarioContent:
    """A content with something in every part."""
    opinion = Opinion("P00001", Reply.REFUSES, ("B",), "家中有事", Reply.AGREES, Reply.NONE)
    discrepancy = Discrepancy(
        *(DiscrepancyKind.NOT_PAID, "A", Category.ADMINISTRATIVE, "P00001", NAME, "1101************12", "未发。"),
        *("请查清。", CellRef("名册.xlsx", "人员", "A2")),
    )
    cells = (
        CellComparison("A", Category.ADMINISTRATIVE, 10, None, 9, 8, 7),
        CellComparison("B", None, 0, 0, 0, 0, None),
    )
    corrected = FieldChange("出生日期", "1985-06-15", "1985-06-16")
    change = PersonChange(
        ChangeKind.MOVED, "P00001", NAME, MatchedBy.ID, "甲局", "乙局", Category.ADMINISTRATIVE, None, "", (corrected,)
    )
    return replace(
        of_the_first_version(ledger_id),
        consultation=Consultation("第二次.xlsx", (opinion,), (finding(),)),
        record=Consultation("第一次.xlsx", (opinion,), ()),
        loans=(PostLoan("B", Category.ADMINISTRATIVE, 2, "A", DAY, date(2027, 6, 30), "待批"),),
        other_reform=Reform("另一方案"),
        duties=DutyComparison(
            "A", ("甲",), ("乙",), (DutyRow(Verdict.TRANSFERRED, "B", "编发", True),), "示编〔2026〕5号"
        ),
        basis=plan("0" * 64),
        basis_findings=(finding(),),
        reconciliation=Reconciliation("台账.xlsx", "供养.csv", cells, (discrepancy,), 8, 7, 6),
        roster_changes=RosterChanges(
            "上期.xlsx", "台账.xlsx", (change,), (UnitChange("甲局", 9, 1, 0, 1, 1, 8, 0, 1),)
        ),
        previous=PreviousCheck(DAY, {"units": 5}, {Severity.ERROR: 1}, {"J101": 1}, frozenset(("J108", "J103"))),
        carries_settings=True,
    )


_WORDS = st.text(st.characters(exclude_categories=()), max_size=6)
"""Any characters at all, halves of characters and NUL included."""
_SIGNED = st.text("王李张甲乙丙", min_size=1, max_size=6)
_PERCENT = st.integers(0, 100)


def _whys(pattern: str) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.from_regex(pattern, fullmatch=True), _SIGNED, max_size=3)


def _wishes() -> st.SearchStrategy[Wish]:
    return st.builds(
        Wish,
        kind=st.sampled_from([WishKind.FORBID, WishKind.REQUIRE, WishKind.PREFER]),
        persons=st.lists(_SIGNED, min_size=1, max_size=3).map(tuple),
        from_unit=_WORDS,
        to_unit=_WORDS,
        category=st.none() | st.sampled_from(Category),
        post=_WORDS,
        least=st.integers(1, 10_000),
        weight=st.integers(1, 100),
        by=_SIGNED,
        on=st.dates(),
        why=_SIGNED,
    )


def _settings() -> st.SearchStrategy[PlanSettings]:
    return st.builds(
        PlanSettings,
        near_retirement_months=st.integers(0, 600),
        leaving_share_percent=_PERCENT,
        time_limit_seconds=st.integers(1, 86_400),
        fit_weights=st.builds(FitWeights, major=st.integers(1, 1000)),
        rules_off=_whys(r"[JBZR][0-9]{3}"),
        constraints_off=_whys(r"C[0-9]{2}"),
        constraints_on=_whys(r"C[0-9]{2}"),
        leaving_share_of=st.dictionaries(_WORDS, _PERCENT, max_size=3),
        horizon_months=st.integers(0, 120),
        exchange=st.builds(Exchange, extra_moves=st.integers(0, 10_000), least_gain=st.integers(1, 100)),
        matrix=any_of(tuple[MatrixChange, ...]),
        conditions=any_of(tuple[Fulfilled, ...]),
        wishes=st.lists(_wishes(), max_size=3).map(tuple),
    )


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the domain: every field filled, nothing left at its default."""
    if kind in _OWN:
        return st.deferred(_OWN[kind])
    if get_args(kind):
        return _any_of_several(get_origin(kind), get_args(kind))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{each.name: any_of(hints[each.name]) for each in fields(kind)})
    return st.sampled_from(list(kind)) if issubclass(kind, Enum) else _PLAIN[kind]


def _any_of_several(origin: Any, inside: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is tuple and inside[-1] is ...:
        return st.lists(any_of(inside[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(any_of(each) for each in inside))
    if origin in (Union, types.UnionType):
        return st.one_of([any_of(each) for each in inside])
    if origin is frozenset:
        return st.frozensets(any_of(inside[0]), max_size=3)
    assert issubclass(origin, Mapping)
    return st.dictionaries(any_of(inside[0]), any_of(inside[1]), max_size=3)


_OWN: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {PlanSettings: _settings, Wish: _wishes}
"""Types that refuse some values."""
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _WORDS,
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    types.NoneType: st.none(),
}
