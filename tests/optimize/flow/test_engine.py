"""Two engines, one answer: the flow against the PuLP model, objective by objective and line by line."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings

from bianzhi.domain.establishment import FitScore
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Pool
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize.flow import engine
from bianzhi.optimize.flow.engine import solve_by_flow
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.model_engine import solve_by_model
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import task_of
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.optimize.solver import Engine
from tests.optimize.flow.cases import lines, tasks, tasks_with_people_required, tasks_with_wishes
from tests.worlds import DAY, agencies, but, kin, plus, quota, unit

MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(solve: object, task: Task) -> Outcome | str:
    """What an engine says, contradictions included."""
    try:
        return solve(task)  # type: ignore[operator, no-any-return]
    except InfeasiblePlanError:
        return "contradiction"


def hold_against_each_other(task: Task) -> None:
    """Both engines must say the same of a task."""
    model, flow = outcome(solve_by_model, task), outcome(solve_by_flow, task)
    if isinstance(model, str) or isinstance(flow, str):
        event("contradiction")
        assert model == flow
        return
    event("、".join(sorted({name.split(" ")[0] for name in flow.ran})))
    assert flow.objectives == model.objectives
    assert lines(flow.chosen) == lines(model.chosen)
    assert flow.unique == model.unique


@pytest.mark.slow
@given(tasks())
@MANY
def test_both_engines_give_one_plan(task: Task) -> None:
    """Relatives, minima, sections, moves within a unit, lines to be kept: the same values, bounds and lines."""
    hold_against_each_other(task)


@pytest.mark.slow
@given(tasks_with_wishes())
@MANY
def test_both_engines_give_one_plan_under_wishes(task: Task) -> None:
    """Preferences, requirements, teams, level vacancies, leaders, other rules for relatives; and the same contradictions."""
    hold_against_each_other(task)


@pytest.mark.slow
@given(tasks_with_people_required())
@MANY
def test_both_engines_give_one_plan_where_people_must_move(task: Task) -> None:
    """Someone must move, anywhere or somewhere, relatives and minima about: the same plan, or the same contradiction."""
    hold_against_each_other(task)


def required(*persons: str, **parts: object) -> PlanSettings:
    """Settings with one wish 应当安排."""
    wish = Wish(WishKind.REQUIRE, persons, by="编办", on=DAY, why="工作需要", **parts)  # type: ignore[arg-type]
    return PlanSettings(wishes=(wish,))


def test_one_who_must_move_does_so_by_flow() -> None:
    """A3 would not be chosen and must go to C: the flow moves him there; at most two may leave, so one other goes."""
    district = agencies(A=(12, 10), B=(8, 10), C=(8, 10))
    must = required("A3", to_unit="C")
    task = task_of(candidates(district, DAY, must))
    found = solve_by_flow(task)

    assert ("A3", "C") in {(pair.person.id, pair.opening.place.unit) for pair in found.chosen}
    assert len(found.chosen) == 2
    assert not [name for name in found.ran if "HiGHS" in name]
    assert lines(found.chosen) == lines(solve_by_model(task).chosen)


@pytest.mark.parametrize(("settings", "by_model"), [(required("A3", "A4"), True), (required("A3"), False)])
def test_one_of_several_is_left_to_the_model_only_if_the_best_flow_moves_none(
    settings: PlanSettings, by_model: bool
) -> None:
    """One of two people is a number that no network carries; one person alone is."""
    district = agencies(A=(12, 10), B=(8, 10))
    rows = (FitScore(f"A{n}", "B", "", 100 if n < 3 else 10) for n in range(1, 13))
    task = task_of(candidates(plus(district, *rows), DAY, settings))
    found = solve_by_flow(task)

    assert {"A3", "A4"} & {pair.person.id for pair in found.chosen}
    assert any("HiGHS" in name for name in found.ran) is by_model
    assert lines(found.chosen) == lines(solve_by_model(task).chosen)


def test_more_people_who_must_move_than_may_are_a_contradiction() -> None:
    """A is one over: two who must both leave it cannot."""
    district = agencies(A=(11, 10), B=(8, 10))
    wishes = (*required("A1").wishes, *required("A2").wishes)

    with pytest.raises(InfeasiblePlanError):
        solve_by_flow(task_of(candidates(district, DAY, PlanSettings(wishes=wishes))))


def test_relatives_who_both_may_move_are_kept_apart_by_the_flow() -> None:
    """A1 and A2 are married and B has two posts: one of them goes, with A3, and no model is needed."""
    district = plus(agencies(A=(13, 11), B=(8, 10)), kin("A1", "A2"))
    district = but(district, **{f"A{n}": {"lock_reason": "专项工作"} for n in range(4, 14)})

    found = solve_by_flow(task_of(candidates(district, DAY, PlanSettings())))

    assert {pair.person.id for pair in found.chosen} in ({"A1", "A3"}, {"A2", "A3"})
    assert [name for name in found.ran if "HiGHS" in name] == []
    assert found.unique


def test_a_minimum_that_arrivals_keep_goes_to_the_model() -> None:
    """A may only let people go as far as others come; the flow says what it could not settle."""
    district = plus(
        agencies(A=(6, 4), B=(6, 5), C=(2, 5)), quota("A", 2, category=Category.AGENCY_SUPPORT), unit("D", min_staff=3)
    )
    district = but(district, A={"min_staff": 6})
    task = task_of(candidates(district, DAY, PlanSettings()))

    assert lines(solve_by_flow(task).chosen) == lines(solve_by_model(task).chosen)


def test_parts_that_nothing_connects_are_counted() -> None:
    """Two pools between which nobody moves are two parts; the plan says so."""
    district = agencies(A=(12, 10), B=(8, 10), C=(12, 10), D=(8, 10))
    district = but(district, C={"pool": Pool.HEALTH}, D={"pool": Pool.HEALTH})

    assert reallocate(district, DAY, PlanSettings()).solver.endswith("最小费用流（2 个部分）")


def test_when_time_is_up_the_plan_is_lawful_and_says_what_it_may_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no time at all every place that fits is filled at once, and the bound tells that this was not proven."""
    district = agencies(A=(12, 10), B=(9, 10), C=(9, 10))
    clock = iter(range(0, 10**9, 10**6))
    monkeypatch.setattr(engine.time, "monotonic", lambda: next(clock))

    plan = reallocate(district, DAY, PlanSettings())
    best = reallocate(district, DAY, PlanSettings(), engine=Engine.HIGHS)

    assert plan.status is PlanStatus.FEASIBLE
    assert plan.objectives[0].value == 0
    fit, proven = plan.objectives[-1], best.objectives[-1]
    assert fit.value <= proven.value <= fit.bound


def test_a_pair_that_frees_no_post_is_left_to_the_model() -> None:
    """The flow counts a move as one less of the excess; where that is not so, the model answers."""
    district = agencies(A=(12, 10), B=(8, 10))
    task = task_of(candidates(district, DAY, PlanSettings()))
    other = agencies(A=(12, 12), B=(8, 10))
    shifted = replace(task, limits=replace(task.limits, establishment=other))

    assert solve_by_flow(shifted).ran == solve_by_model(shifted).ran
