"""A small invented district with a plan made by hand, as the documents need it."""

from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment
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
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from tests import worlds

ADMINISTRATIVE, FULLY_FUNDED = Category.ADMINISTRATIVE, Category.FULLY_FUNDED


def district(name: str = "某A1") -> Establishment:
    """财政局 3 over on 行政编制, 审计局 2 vacant; 服务中心 1 over on 全额事业编制; 7 + 3 + 3 persons.

    ``name`` is what the first person of 财政局 is called. The first person's number is 999999-like.
    """
    rows = [
        worlds.unit("A", name="滨江区财政局", rank="正科级"),
        worlds.unit("B", name="滨江区审计局", rank="正科级"),
        worlds.unit("C", name="滨江区人民政府服务中心", kind=UnitKind.WELFARE_ONE),
        worlds.quota("A", 4),
        worlds.quota("B", 5),
        worlds.quota("C", 2, FULLY_FUNDED),
        worlds.leadership("A", LeadershipKind.UNIT_HEAD, 1),
        worlds.section("S1", "A", name="预算科"),
        worlds.section("S2", "A", name="国库科"),
        *worlds.people("A", 7, section="S1"),
        *worlds.people("B", 3),
        *worlds.people("C", 3, category=FULLY_FUNDED),
        worlds.post("审计岗", "B"),
    ]
    number = worlds.citizen_number(date(1985, 1, 1))
    changes = {"A1": {"name": name, "citizen_number": number}, "A3": {"is_leader": True, "section": ""}}
    return replace(worlds.but(worlds.world(*rows), **changes), sha256="0a" * 32)


def plan(establishment: Establishment) -> Plan:
    """A1 and A2 move from 财政局 to 审计局; one stays over there, and one in 服务中心."""
    parts = (FitPart("专业", 90, 25, "会计学属财经类"), FitPart("学历", 30, 10, "学历偏低"))
    source = "《地方各级人民政府机构设置和编制管理条例》第6条；《公务员转任规定》第2条"
    places = (Place("B", ADMINISTRATIVE, "审计岗", "", 2), Place("B", ADMINISTRATIVE))
    moves = tuple(
        Move(person, "A", ADMINISTRATIVE, place, Fit(74, parts), ("财政局超编3人，审计局空编2名", "身份对等"), source)
        for person, place in zip(("A1", "A2"), places, strict=True)
    )
    return Plan(
        status=PlanStatus.OPTIMAL,
        day=worlds.DAY,
        ledger_sha256=establishment.sha256,
        settings=PlanSettings(),
        objectives=(Objective("remaining_excess", 2, 2), Objective("moves", 2, 2), Objective("fit", 148, 150)),
        moves=moves,
        excess_before=4,
        excess_after=2,
        remaining=(
            Remaining("A", ADMINISTRATIVE, 1, "身份对等的空编已全部安排其他人员。"),
            Remaining("C", FULLY_FUNDED, 1, "全区没有身份对等的空编。"),
        ),
        excluded=(Exclusion("A3", "领导职务人员的调整按干部管理权限办理", "《公务员转任规定》第2条"),),
        manual=(ManualCandidate("C1", "行政编制尚有空编，进入须办理：调任"),),
    )


def mergers() -> tuple[Merger, ...]:
    """财政局 merges its two sections into one and has a head too many."""
    group = MergedSection(("S1", "S2"), "预算国库科（拟）", 6, 1, 1)
    head = SurplusHead("A4", "S2", "拟改任副职")
    notes = ("合并后仍须报批。",)
    return (Merger("A", 1, 2, 1, PlanStatus.FEASIBLE, 10, 12, (group,), (head,), notes),)
