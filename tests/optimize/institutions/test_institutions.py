"""Candidates with their reasons, and mergers that no other set of mergers beats."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Duty, Establishment
from bianzhi.domain.institutions import CandidateReason
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.errors import SettingsError, SolverError
from bianzhi.optimize.institutions import institution_plan, merging
from tests.worlds import DAY, quota, unit, world

FULL = Category.FULLY_FUNDED


def centers(*rows: tuple[int, tuple[str, ...]], **changes: object) -> Establishment:
    """Institutions I1, I2, … below the bureau A, with these posts and function tags."""
    units = [
        unit(f"I{n}", kind=UnitKind.WELFARE_ONE, parent="A", rank="股级", functions=tags, **changes)
        for n, (_, tags) in enumerate(rows, 1)
    ]
    return world(unit("A"), *units, *(quota(f"I{n}", posts, FULL) for n, (posts, _) in enumerate(rows, 1) if posts))


def reasons(world: Establishment, code: str) -> tuple[CandidateReason, ...]:
    """Why one institution is a candidate."""
    return next((c.reasons for c in institution_plan(world, DAY).candidates if c.unit == code), ())


def test_five_posts_are_few_and_six_are_not() -> None:
    """The threshold is a parameter: five."""
    here = centers((5, ("统计",)), (6, ("档案",)))

    assert CandidateReason.SMALL in reasons(here, "I1")
    assert CandidateReason.SMALL not in reasons(here, "I2")


def test_an_administrative_function_is_not_merged() -> None:
    """It goes back to an organ; the duty that shows it is quoted."""
    here = replace(centers((4, ("统计",)), (4, ("统计",))), duties=(Duty("D", "I1", "负责统计领域行政处罚的具体实施"),))
    plan = institution_plan(here, DAY)

    assert CandidateReason.ADMINISTRATIVE in reasons(here, "I1")
    assert plan.mergers == ()
    assert "划回行政机关" in dict(plan.left)["I1"]


def test_small_ones_with_a_common_function_merge() -> None:
    """I1 and I2 share 统计; the larger receives."""
    plan = institution_plan(centers((4, ("统计",)), (6, ("统计", "普查"))), DAY)

    assert plan.status is PlanStatus.OPTIMAL
    assert [(merger.parts, merger.into, merger.posts, merger.common) for merger in plan.mergers] == [
        (("I1", "I2"), "I2", 10, ("统计",))
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"pool": Pool.EDUCATION}, "与区I2局：编制池不同"),
        ({"rank": "正科级"}, "与区I2局：规格不同（股级↔正科级）"),
        ({"kind": UnitKind.WELFARE_TWO}, "与区I2局：分类不同（公益一类↔公益二类）"),
        ({"civil_like": True}, "与区I2局：是否参公不同（不参公↔参公）"),
        ({"region": "东街"}, "与区I2局：地区不同（未填↔东街）"),
        ({"parent": ""}, "主管部门区A局没有其他事业单位"),
        (
            {"kind": UnitKind.WELFARE_TWO, "rank": "正科级"},
            "与区I2局：分类不同（公益一类↔公益二类），规格不同（股级↔正科级）",
        ),
    ],
)
def test_unlike_institutions_do_not_merge(changes: dict[str, object], why: str) -> None:
    """Another pool, rank, superior, kind or region: every condition that fails is told, with both sides."""
    here = centers((4, ("统计",)), (6, ("统计",)))
    here = replace(here, units=(*here.units[:2], replace(here.units[2], **changes)))
    plan = institution_plan(here, DAY)

    assert plan.mergers == ()
    assert dict(plan.left)["I1"].startswith(why)


def test_alike_and_large_but_with_nothing_in_common() -> None:
    """I1 is half vacant, but over five posts as I2 is, and they share no function: that is the condition that fails."""
    plan = institution_plan(centers((8, ("统计",)), (6, ("档案",))), DAY)

    assert "没有共同的职能标签" in dict(plan.left)["I1"]


def test_who_else_takes_the_partner_is_named() -> None:
    """Four share a function with I1 and none with each other; at most four become one, so one of them is left."""
    plan = institution_plan(centers((9, tuple("甲乙丙丁")), *((9, (tag,)) for tag in "甲乙丙丁")), DAY)

    assert [merger.parts for merger in plan.mergers] == [("I1", "I2", "I3", "I4")]
    assert dict(plan.left) == {
        "I5": "条件相符的有区I1局；区I1局已拟与区I2局、区I3局、区I4局合并；单独保留时涉及的机构更少"
    }


def test_what_was_abolished_is_no_candidate_and_no_partner() -> None:
    """Without posts and people there is nothing to merge: it is not said to have few posts."""
    here = centers((0, ("统计",)), (4, ("统计",)))
    plan = institution_plan(here, DAY)

    assert [candidate.unit for candidate in plan.candidates] == ["I2"]
    assert plan.candidates[0].reasons == (CandidateReason.SMALL, CandidateReason.VACANT)
    assert plan.mergers == ()


def test_a_unit_that_is_no_institution_is_refused() -> None:
    """The organ A is not looked at."""
    with pytest.raises(SettingsError, match="不是台账中的事业单位"):
        institution_plan(centers((4, ())), DAY, ["A"])


def test_forty_schools_of_one_bureau_are_one_kind() -> None:
    """A hundred thousand groups, three patterns: ten fours, proven."""
    plan = institution_plan(centers(*((4, ("教育",)) for _ in range(40))), DAY)

    assert plan.status is PlanStatus.OPTIMAL
    assert plan.value == plan.bound == (40, 40, 60)
    assert [len(merger.parts) for merger in plan.mergers] == [4] * 10
    assert plan.mergers[0].parts == ("I1", "I2", "I3", "I4")


def test_too_many_kinds_for_a_proof_give_lawful_groups_and_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if twelve that all differ were too many: everybody is merged once, and the bound is not under the optimum."""
    tags = ["".join(pair) for pair in combinations("甲乙丙丁戊", 2)]
    here = centers(*((5 + n % 2, (tags[n % 10][0], tags[n % 10][1], f"专{n}")) for n in range(12)))
    best = institution_plan(here, DAY)
    monkeypatch.setattr(merging, "_MOST_COLUMNS", 20)
    monkeypatch.setattr(merging, "_OF_EACH_KIND", 2)

    plan = institution_plan(here, DAY)

    parts = [part for merger in plan.mergers for part in merger.parts]
    assert best.status is PlanStatus.OPTIMAL
    assert plan.status is PlanStatus.FEASIBLE
    assert len(parts) == len(set(parts)) == plan.value[0] == plan.bound[0] == 12
    assert 0 < plan.value[2] <= best.value[2] <= plan.bound[2]


def test_candidates_are_named_where_no_merger_is_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of candidates needs no solver; the bound says what might be there."""

    def gives_up(*_: object) -> None:
        raise SolverError("超时。", "")

    monkeypatch.setattr(merging, "solve_in_order", gives_up)

    plan = institution_plan(centers((4, ("统计",)), (6, ("统计",))), DAY)

    assert [candidate.unit for candidate in plan.candidates] == ["I1", "I2"]
    assert (plan.mergers, plan.status, plan.bound[0]) == ((), PlanStatus.FEASIBLE, 2)


@given(st.lists(st.tuples(st.integers(1, 9), st.sets(st.sampled_from("甲乙丙"), max_size=2)), min_size=2, max_size=5))
@settings(max_examples=80, deadline=None)
def test_no_other_mergers_are_better(rows: list[tuple[int, set[str]]]) -> None:
    """Against every way to form disjoint lawful groups of two to four."""
    here = centers(*((posts, tuple(sorted(tags))) for posts, tags in rows))
    plan = institution_plan(here, DAY)
    candidates = {c.unit for c in plan.candidates}
    posts = {f"I{n}": row[0] for n, row in enumerate(rows, 1)}
    tags = {f"I{n}": row[1] for n, row in enumerate(rows, 1)}

    def joined(group: tuple[str, ...]) -> bool:
        reached, grown = {group[0]}, True
        while grown:
            more = {b for b in group for a in reached if tags[a] & tags[b]} | reached
            grown, reached = more != reached, more
        return len(reached) == len(group)

    groups = [
        group
        for size in range(2, min(4, len(rows)) + 1)
        for group in combinations(posts, size)
        if candidates & set(group) and (sum(posts[u] > 5 for u in group) <= 1 or joined(group))
    ]

    def value(chosen: tuple[tuple[str, ...], ...]) -> tuple[int, int, int]:
        merged = sum(len(candidates & set(group)) for group in chosen)
        overlap = sum(len(tags[a] & tags[b]) for group in chosen for a, b in combinations(group, 2))
        return merged, -sum(map(len, chosen)), overlap

    ways = [
        chosen
        for count in range(3)
        for chosen in combinations(groups, count)
        if len({u for group in chosen for u in group}) == sum(map(len, chosen))
    ]
    best = max(map(value, ways))
    assert plan.value == plan.bound == (best[0], -best[1], best[2])
