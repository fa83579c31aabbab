"""Answers about the plan of the small office, by hand, in place of the ones that a solver works out."""

from dataclasses import replace
from typing import Any

import pytest

from bianzhi.domain.answers import (
    Blockage,
    Bottleneck,
    Burden,
    CurvePoint,
    GoalChange,
    Opinion,
    OtherPlan,
    PersonAnswer,
    PlaceAnswer,
    PlanDifference,
    Relaxation,
    Reply,
    Robustness,
    Standing,
    Waiting,
    YearlyPlan,
    YearStep,
)
from bianzhi.domain.plan import Fit, FitPart, Objective, Place, Plan
from bianzhi.domain.terms import Category
from bianzhi.services import advice
from tests.ui.small_office import small_plan

ADMINISTRATIVE = Category.ADMINISTRATIVE
PLACE = Place("B", ADMINISTRATIVE, "综合岗")
WITHOUT = (GoalChange("remaining_excess", 1, 2), GoalChange("moves", 1, 0), GoalChange("fit", 74, 0))
PRICE = (GoalChange("remaining_excess", 1, 1), GoalChange("moves", 1, 1), GoalChange("fit", 74, 60))


def person_answer(id: str) -> PersonAnswer:
    """P002 is moved, everybody else is not chosen."""
    place = PlaceAnswer(
        PLACE, allowed=True, why="匹配较好。", fit=Fit(74, (FitPart("专业", 80, 25, "同一门类"),)), price=PRICE
    )
    if id == "P002":
        return PersonAnswer(
            id, Standing.MOVED, ("甲局超编 2 人。", "乙局空编 2 名。"), "第15条", WITHOUT, ("P003",), (place,)
        )
    return PersonAnswer(id, Standing.NOT_CHOSEN, ("已安排更合适的人。",), places=(place,))


def place_answers() -> tuple[PlaceAnswer, ...]:
    """One place that is barred and one that costs something."""
    return (
        PlaceAnswer(PLACE, allowed=False, why="学历不符合岗位要求。", source="第71条"),
        PlaceAnswer(
            replace(PLACE, post=""), allowed=True, why="匹配 60 分。", fit=Fit(60), price=PRICE, displaced=("P002",)
        ),
    )


def small_blockage() -> Blockage:
    """One bottleneck, a relaxation that is a setting, one that is not, and both curves."""
    return Blockage(
        (Bottleneck("甲局调出已达上限，超编 1 人不能调出", 1, 0, source="本地实践"),),
        (
            Relaxation("将甲局的调出份额由 30% 放宽到 60%", 1, 30, "leaving_share_of.A", 60),
            Relaxation("为乙局增加行政编制 1 名", 1, 1),
        ),
        (CurvePoint(0, 2, 0, 0), CurvePoint(50, 1, 1, 74), CurvePoint(100, 0, 2, 130)),
        (CurvePoint(0, 2, 0, 0), CurvePoint(1, 1, 1, 74)),
    )


def other_plan() -> Plan:
    """P003 instead of P002, fit 70."""
    plan = small_plan()
    move = replace(plan.moves[0], person="P003", fit=Fit(70))
    objectives = (*plan.objectives[:2], Objective("fit", 70, 70))
    return replace(plan, moves=(move,), objectives=objectives)


def small_difference() -> PlanDifference:
    """P002 is dropped, P003 added."""
    return PlanDifference(
        (), (), (("P002", PLACE),), (("P003", PLACE),), (GoalChange("fit", 74, 70),), ("改调 1 人。",)
    )


def small_yearly() -> YearlyPlan:
    """Two years of the whole and of unit A."""
    steps = tuple(
        YearStep(year, unit, category, before, retiring, moves, 0, 0, after)
        for unit, category in (("", None), ("A", ADMINISTRATIVE))
        for year, before, retiring, moves, after in ((2026, 2, 0, 1, 1), (2027, 1, 1, 0, 0))
    )
    return YearlyPlan(steps, (Waiting(0, 0, 1, 1, 74), Waiting(12, 1, 1, 0, 74)), ("2027 年有 1 人到龄退休。",))


def answers_by_hand(patch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Put the answers in place; every question that was asked is noted."""
    asked: list[tuple[Any, ...]] = []

    def give(name: str, answer: Any) -> None:
        def answered(*arguments: Any) -> Any:
            asked.append((name, *arguments))
            return answer(*arguments)

        patch.setattr(advice, name, answered)

    robust = Robustness(1, 100, 1, (1, 2, 2), (0, 1, 1), (("P002", 1),))
    burdens = (
        Burden("单位", "甲_测试*局", 5, 3, 1, 4, 1, unit="A"),
        Burden("性别", "男", 7, 4, 1, 7, 0, "拟调整 1 人，按比例应为 0 人。"),
    )
    give("why_person", lambda _, __, id: person_answer(id))
    give("why_place", lambda *_: place_answers())
    give("blockage", lambda *_: small_blockage())
    give("other_plans", lambda *_: (OtherPlan(other_plan(), 2, PRICE, ("改调张试3。",)),))
    give("trade_offs", lambda *_: small_blockage().by_moves)
    give("robustness", lambda *_: robust)
    give("burdens", lambda *_: burdens)
    give("yearly_plan", lambda *_: small_yearly())
    give("read_consultation", lambda *_: ((Opinion("P002", Reply.REFUSES, remark="家中有事"),), ()))
    give("settings_after", lambda settings, *_: replace(settings, leaving_share_percent=31))
    give("difference", lambda *_: small_difference())
    return asked
