"""Plans that truly differ: against every plan there is on tiny worlds, and what counts as different."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bianzhi.domain.answers import Loss
from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.optimize.alternatives import other_plans
from bianzhi.optimize.alternatives.likeness import pairs_within_reach, twins
from bianzhi.optimize.alternatives.people_changed import people_changed
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import task_of
from tests.optimize.every_plan import distance, every_plan, fit, lines, size
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, Row, agencies, kin, plus, post

LOSSES = st.builds(Loss, excess=st.integers(0, 1), fit=st.sampled_from((0, 3, 20)))


def score(person: str, unit: str, points: int) -> FitScore:
    """The office's own score."""
    return FitScore(person, unit, "", points)


def scored(*rows: Row, **units: tuple[int, int]) -> Establishment:
    """Departments where every fit is the same, but for the scores given."""
    district = agencies(**units)
    even = [
        score(person.id, unit.code, 50)
        for person in district.people
        for unit in district.units
        if not any(isinstance(row, FitScore) and (row.person, row.unit) == (person.id, unit.code) for row in rows)
    ]
    return plus(district, *even, *rows)


@pytest.mark.slow
@given(small_worlds(most_people=8), LOSSES, st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_each_is_the_most_different_plan_within_the_loss(district: Establishment, loss: Loss, most: int) -> None:
    """Lawful, within the loss, as far from all before it as any plan is; and where fewer come back there are no more."""
    found = candidates(district, DAY, PlanSettings())
    assume(1 < size(found) <= 2_000)
    plan = reallocate(district, DAY, PlanSettings())
    assume(plan.moves)
    before = found.limits.total_excess
    count, total = len(plan.moves), sum(move.fit.score for move in plan.moves)
    within = [
        chosen
        for chosen in every_plan(district, found)
        if before - len(chosen) <= before - count + loss.excess
        and count * fit(chosen) >= (total - loss.fit * count) * len(chosen)
    ]
    earlier = [{move.person: move.to_unit for move in plan.moves}]
    others = other_plans(district, plan, loss, most)

    for number in range(most):
        furthest = max(min(distance(old, lines(chosen), found) for old in earlier) for chosen in within)
        if number == len(others):
            assert furthest == 0
            break
        moves = others[number].plan.moves
        chosen = next(
            one
            for one in within
            if {(p.person.id, p.opening.place) for p in one} == {(m.person, m.place) for m in moves}
        )
        assert min(distance(old, lines(chosen), found) for old in earlier) == furthest > 0
        best = max(
            (len(one), fit(one))
            for one in within
            if min(distance(old, lines(one), found) for old in earlier) == furthest
        )
        assert (len(chosen), fit(chosen)) == best
        assert others[number].changed == distance(earlier[0], lines(chosen), found)
        earlier.append(lines(chosen))


def test_another_person_makes_another_plan() -> None:
    """One of two may go to B: the other plan moves the other one, at its stated price."""
    district = scored(score("A1", "B", 60), A=(2, 1), B=(1, 2))
    plan = reallocate(district, DAY, PlanSettings())
    (other,) = other_plans(district, plan, Loss(fit=10))

    assert [move.person for move in plan.moves] == ["A1"]
    assert [move.person for move in other.plan.moves] == ["A2"]
    assert other.changed == 2
    assert [(cost.name, cost.difference) for cost in other.gives_up] == [
        ("remaining_excess", 0),
        ("moves", 0),
        ("fit", -10),
    ]
    assert other.sentences == (
        "与建议方案相比，2人的安排不同：改为不调整的1人，改为调整的1人。",
        "改由区A局某A2（A2）拟调往区B局，某A1（A1）不调整。",
        "代价：匹配总分由60分变为50分，减少10分（平均每人由60.0分变为50.0分）。",
    )
    assert other.plan.moves[0].reasons and other.plan.moves[0].source


def test_a_price_above_the_loss_is_not_paid() -> None:
    """Ten points lost on average are within a loss of ten and not within one of nine."""
    district = scored(score("A1", "B", 60), A=(2, 1), B=(1, 2))
    plan = reallocate(district, DAY, PlanSettings())

    assert len(other_plans(district, plan, Loss(fit=10))) == 1
    assert other_plans(district, plan, Loss(fit=9)) == ()


def test_another_post_of_the_unit_is_no_other_plan() -> None:
    """A1 can take either of two posts of B, and nobody else can go."""
    district = plus(agencies(A=(2, 1), B=(1, 3)), post("综合岗", "B"), post("业务岗", "B"))
    alone = replace(district, people=tuple(replace(p, is_leader=p.id != "A1") for p in district.people))
    plan = reallocate(alone, DAY, PlanSettings())

    assert len(plan.moves) == 1
    assert other_plans(alone, plan, Loss(excess=0, fit=100)) == ()


def test_twins_who_change_places_make_no_other_plan() -> None:
    """A1 and A2 are alike and both go, one to B and one to C: the other way round is the same plan."""
    both = scored(A=(2, 0), B=(1, 2), C=(1, 2))
    both = replace(both, people=tuple(p for p in both.people if p.id in ("A1", "A2", "B1", "C1")))
    wide = PlanSettings(leaving_share_percent=100)
    plan = reallocate(both, DAY, wide)

    assert sorted(move.to_unit for move in plan.moves) == ["B", "C"]
    assert other_plans(both, plan, Loss(fit=100)) == ()


def test_people_unlike_each_other_who_change_places_do() -> None:
    """As above, but A1 fits B better: they are no twins."""
    both = scored(score("A1", "B", 60), A=(2, 0), B=(1, 2), C=(1, 2))
    plan = reallocate(both, DAY, PlanSettings(leaving_share_percent=100))
    (other,) = other_plans(both, plan, Loss(fit=100))

    assert other.changed == 2
    assert "某A1（A1）改为拟调往区C局（建议方案为区B局）" in "".join(other.sentences)


def test_twins_who_go_to_one_unit_instead_of_two_do() -> None:
    """A1 and A2 are alike: one goes to B and one to C, as C fits better; both may go to B, which changes one of them."""
    better = (score("A1", "C", 60), score("A2", "C", 60))
    both = scored(*better, A=(2, 0), B=(0, 2), C=(0, 1))
    plan = reallocate(both, DAY, PlanSettings(leaving_share_percent=100))
    (other,) = other_plans(both, plan, Loss(fit=5))

    assert sorted(move.to_unit for move in plan.moves) == ["B", "C"]
    assert [move.to_unit for move in other.plan.moves] == ["B", "B"]
    assert other.changed == 1
    assert other_plans(both, plan, Loss(fit=4)) == ()


def test_excess_is_given_up_only_where_that_is_allowed() -> None:
    """The only one who may go stays, if one more may be left over; the bound tells that less was possible."""
    district = agencies(A=(2, 1), B=(1, 2))
    alone = replace(district, people=tuple(replace(p, is_leader=p.id != "A1") for p in district.people))
    plan = reallocate(alone, DAY, PlanSettings())
    (other,) = other_plans(alone, plan, Loss(excess=1))

    assert other_plans(alone, plan, Loss()) == ()
    assert (other.plan.moves, other.plan.excess_after) == ((), 1)
    assert other.plan.status is PlanStatus.FEASIBLE
    assert [(goal.value, goal.bound) for goal in other.plan.objectives] == [(1, 0), (0, 0), (0, 0)]
    assert other.plan.remaining[0].excess == 1
    assert "未消化超编由0人变为1人，增加1人" in other.sentences[-1]


def test_a_plan_as_good_is_proven_as_good() -> None:
    """Nothing given up: every objective meets the bound, and the sentences say that it costs nothing."""
    district = scored(A=(2, 1), B=(1, 2))
    plan = reallocate(district, DAY, PlanSettings())
    (other,) = other_plans(district, plan, Loss())

    assert other.plan.status is PlanStatus.OPTIMAL
    assert other.sentences[-1] == "各项目标与建议方案相同，没有代价。"


def test_relatives_stay_apart_in_every_plan() -> None:
    """A2's wife is in B: the other plan may not send A2 there, so there is none."""
    district = plus(scored(score("A1", "B", 60), A=(2, 1), B=(1, 2)), kin("A2", "B1"))
    plan = reallocate(district, DAY, PlanSettings())

    assert other_plans(district, plan, Loss(fit=100)) == ()


def test_a_plan_of_another_ledger_is_refused() -> None:
    """Its people are not here, or may not go there."""
    plan = reallocate(agencies(A=(3, 1), B=(1, 4)), DAY, PlanSettings())

    with pytest.raises(BianzhiError, match="不能安排"):
        other_plans(agencies(A=(1, 1), B=(1, 4)), plan, Loss())


def test_a_plan_with_exchange_is_refused_in_words() -> None:
    """Its chains are beyond these questions; the hint says what to do."""
    district = agencies(A=(2, 1), B=(1, 2))
    plan = reallocate(district, DAY, PlanSettings(exchange=Exchange(extra_moves=1)))

    with pytest.raises(BianzhiError, match="双向交流") as caught:
        other_plans(district, plan, Loss())
    assert "extra_moves 设为 0" in caught.value.hint


@pytest.mark.parametrize("loss", [Loss(excess=-1), Loss(fit=101), Loss(moves=-1)])
def test_a_loss_out_of_range_is_refused(loss: Loss) -> None:
    """With what is allowed."""
    district = agencies(A=(2, 1), B=(1, 2))
    plan = reallocate(district, DAY, PlanSettings())

    with pytest.raises(SettingsError, match="为"):
        other_plans(district, plan, loss)
    with pytest.raises(SettingsError, match="备选方案个数为 0"):
        other_plans(district, plan, Loss(), 0)


@pytest.mark.slow
@given(small_worlds(most_people=8), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_pairs_out_of_reach_are_never_among_the_best(district: Establishment, dropped: int) -> None:
    """Whoever drops out, the best fit of any number of moves is found among the pairs kept."""
    found = candidates(district, DAY, PlanSettings())
    assume(1 < size(found) <= 500)
    task = task_of(found)
    kept = {task.pairs[number].key for number in pairs_within_reach(task, spare=dropped)}
    people = list(found.places_of)[:dropped]
    plans = [one for one in every_plan(district, found) if not any(pair.person.id in people for pair in one)]

    for count in {len(one) for one in plans}:
        best = max(fit(one) for one in plans if len(one) == count)
        assert best == max(fit(one) for one in plans if len(one) == count and all(pair.key in kept for pair in one))


@pytest.mark.parametrize(("spare", "kept"), [(0, ["A4"]), (1, ["A3", "A4"])])
def test_of_people_alike_the_best_are_kept(spare: int, kept: list[str]) -> None:
    """One of four leaves: the one who fits best, and one more if somebody may drop out; whoever is named stays."""
    rows = [score(f"A{number}", "B", 10 * number) for number in range(1, 5)]
    task = task_of(candidates(scored(*rows, A=(4, 3), B=(1, 2)), DAY, PlanSettings()))

    assert [task.pairs[number].person.id for number in pairs_within_reach(task, spare=spare)] == kept
    named = pairs_within_reach(task, frozenset(("A1",)), spare)
    assert [task.pairs[number].person.id for number in named] == ["A1", *kept]


def test_twins_are_alike_in_all_that_counts() -> None:
    """Same unit and scores; a relative makes a person unlike everybody."""
    district = plus(scored(score("A3", "B", 70), A=(4, 2), B=(1, 4)), kin("A4", "B1"))
    twin = twins(task_of(candidates(district, DAY, PlanSettings())))

    assert twin["A1"] == twin["A2"] == "A1"
    assert (twin["A3"], twin["A4"]) == ("A3", "A4")


def test_people_changed_counts_each_once() -> None:
    """A redirected person is one, a replaced one two; twins who change places are none."""
    same = {name: name for name in "abcd"}

    assert people_changed({"a": "X"}, {"a": "Y"}, same) == 1
    assert people_changed({"a": "X"}, {"b": "X"}, same) == 2
    assert people_changed({"a": "X", "b": "Y"}, {"a": "Y", "b": "X"}, same) == 2
    assert people_changed({"a": "X", "b": "Y"}, {"a": "Y", "b": "X"}, {**same, "b": "a"}) == 0
    assert people_changed({"a": "X"}, {"b": "X"}, {**same, "b": "a"}) == 2
    assert people_changed({"a": "X", "b": "Y"}, {"b": "X"}, {**same, "b": "a"}) == 1
