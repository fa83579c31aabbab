"""What is to be looked at, who is left over and what may be done, and where two reforms move the same people."""

from datetime import date

import pytest

from bianzhi import services
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeDuty,
    EstablishSection,
    Fate,
    MergeSections,
    MergeUnits,
    Reform,
    RenameUnit,
    SetParameter,
    Step,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import LeaderRank, PersonState, Willingness
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform, conflicts, notices
from bianzhi.reform.comparing import compare
from bianzhi.reform.unit_items import unit_items
from bianzhi.reform.wording import sentences
from bianzhi.services import reforming
from tests.reform.places import ADMIN, DAY, district, duty, reform
from tests.worlds import but, person, plus, quota, section

DOCUMENT = "编〔2026〕9号"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_DEPUTY}, "是领导人员（乡科级副职）"),
        ({"lock_reason": "涉密"}, "“不可调整原因”列有记载"),
        ({"willingness": Willingness.UNWILLING}, "“交流意愿”为不愿意"),
        ({"state": PersonState.SECONDED}, f"“人员状态”为{PersonState.SECONDED}"),
        ({"trial_ends": date(2026, 12, 1)}, "试用期未满"),
    ],
)
def test_who_is_named_and_may_not_simply_go_is_told(changes: dict[str, object], words: str) -> None:
    """With post and reason, never the reason itself of a lock; whoever may go is not."""
    steps = TransferDuties(("D1",), "R", persons=("A1", "A2"))
    (finding,) = (f for f in notices(apply_reform(but(district(), A1=changes), reform(steps)), DAY) if f.id == "G623")

    assert "第1项点名随转的某A1（A1，区A局SA1科）" in finding.message and words in finding.message
    assert "涉密" not in finding.message
    assert check_reform(apply_reform(but(district(), A1=changes), reform(steps))) == ()


def test_days_that_are_past_or_out_of_order_are_told() -> None:
    """A day before the working day; a step before one that stands above it."""
    steps = (Step(RenameUnit("A", "区甲局"), date(2026, 10, 1)), Step(RenameUnit("B", "区乙局")))
    found = notices(apply_reform(district(), Reform("改革", steps, date(2026, 9, 1))), date(2026, 9, 2))

    assert [finding.id for finding in found] == ["G624", "G624"]
    assert "改革方案的施行日期 2026年9月1日早于办理日期 2026年9月2日" in found[0].message
    assert "第2项施行日期 2026年9月1日，早于排在前面的第1项（2026年10月1日）" in found[1].message


def abolishing() -> Reform:
    """B goes without an heir."""
    return reform(ChangeDuty(Fate.DROPPED, "D3"), AbolishUnit("B", document=DOCUMENT))


def solved(world: object) -> tuple[object, Plan]:
    """The reform applied, and people placed."""
    reformed = apply_reform(world, abolishing())  # type: ignore[arg-type]
    return reformed, services.reallocate(reformed.after, DAY, reforming.placement_settings(reformed))


def test_people_left_over_by_a_solution_are_named_with_the_reason() -> None:
    """R and A take three of B's five: B1 on trial and B2 seconded are named, and need an heir; solving is not advised again."""
    world = but(district(), B1={"trial_ends": date(2027, 6, 1)}, B2={"state": PersonState.SECONDED})
    reformed, plan = solved(world)
    (before,) = check_reform(reformed)  # type: ignore[arg-type]
    (after,) = check_reform(reformed, plan)  # type: ignore[arg-type]

    assert "某B1（B1）" in before.message and "求解" in before.hint
    assert "仍有 2 人未安置，须指定承接机构" in after.message
    assert "某B1（B1）" in after.message and "某B2（B2）" in after.message and "某B3" not in after.message
    assert "试用期" in after.message and "--place" not in after.hint
    assert "由区B局向指定的承接机构划转行政编制2名，随转上列人员" in after.hint


def test_whoever_is_left_over_goes_to_a_named_heir() -> None:
    """One step more, before the abolition: with their posts, and totals as before; then nobody is left over."""
    world = plus(but(district(), B1={"trial_ends": date(2027, 6, 1)}), quota("R", 2))
    longer = reforming.with_named_heir(world, abolishing(), "B", "A", ["B1"])
    reformed = apply_reform(world, longer)

    assert [type(step.operation) for step in longer.steps] == [ChangeDuty, TransferPosts, AbolishUnit]
    assert reformed.after.person["B1"].unit == "A" and reformed.after.authorized["A", ADMIN] == 9
    plan = services.reallocate(reformed.after, DAY, reforming.placement_settings(reformed))
    assert check_reform(reformed, plan) == ()
    with pytest.raises(ReformError, match="没有撤销这个机构"):
        reforming.with_named_heir(world, reform(), "B", "A", ["B1"])


def test_one_person_in_two_reforms_is_told() -> None:
    """To R here and to B there, and to R in both: each named once, with both places."""
    one = reform(TransferPosts("A", "R", {ADMIN: 2}, ("A1", "A2")), name="甲")
    other = reform(
        TransferPosts("A", "B", {ADMIN: 1}, ("A1",)), TransferPosts("A", "R", {ADMIN: 1}, ("A2",)), name="乙"
    )
    found = [finding for finding in conflicts(district(), [one, other]) if finding.id == "G615"]

    assert len(found) == 2
    assert "某A1（A1，现在区A局）" in found[0].message
    assert "“甲”随转到区R局，“乙”随转到区B局" in found[0].message
    assert "都随转到区R局" in found[1].message


def test_an_order_that_matters_for_sections_and_numbers_is_told() -> None:
    """A merges SA1 and SA2, B takes somebody out of SA1, whose posts are fixed; and two values of one legal number."""
    world = but(district(), SA1={"authorized": 4})
    merging = reform(MergeSections(("SA1", "SA2"), section("SA1", name="综合科", authorized=9)), name="甲")
    taking = reform(TransferPosts("A", "R", {ADMIN: 1}, ("A1",)), name="乙")
    assert "G614" in {finding.id for finding in conflicts(world, [merging, taking])}

    one, other = (reform(SetParameter("section_cap", cap), name=str(cap)) for cap in (5, 7))
    assert [finding.id for finding in conflicts(district(), [one, other])] == ["G614"]
    assert conflicts(district(), [one, reform(SetParameter("section_cap", 5), name="同")]) == ()


def test_texts_are_never_cut_short() -> None:
    """A long duty stands whole in the sentence, in the entry of the ledger, and in the check; the giver is named."""
    text = "负责组织拟订全区经济社会发展战略、中长期规划和年度计划并组织实施，统筹协调推进重大工程项目"
    world = plus(district(), duty("D8", "B", text))
    reformed = apply_reform(world, reform(TransferDuties(("D8",), "R", persons=("B1",))))

    assert sentences(reformed) == (f"拟将区B局承担的“{text}”职责划转至区R局，随转人员1名（某B1）及其所占编制。",)
    assert reformed.ledger_changes[0].summary == f"改革第1项：区B局承担的“{text}”职责划转至区R局"
    orphan = check_reform(apply_reform(world, reform(AbolishUnit("B", document=DOCUMENT))))
    assert any(text in finding.message for finding in orphan)


def test_every_mark_of_a_unit_is_told() -> None:
    """Renamed and receiving; abolished with an heir; merged; posts and duties with their numbers."""
    world = plus(district(), duty("D9", "R"))
    steps = (RenameUnit("R", "区新R局"), TransferDuties(("D1",), "R", persons=("A1",)), AbolishUnit("B", heir="R"))
    told = {unit.code: unit.told for unit in compare(apply_reform(world, reform(*steps)), DAY).changed}

    assert told == {
        "A": "划出职责1项、编制-1",
        "B": "撤销（由区新R局承接）",
        "R": "更名、承接区B局、承接职责2项、编制+6、内设机构0→1个",
    }


def test_a_paper_tells_unit_by_unit() -> None:
    """Thirteen squads are one clause, and sections of one unit one more; the rule's words stand first; nobody is named."""
    squads = [
        EstablishSection(section(f"Z{n}", "C", name=f"第{n}中队", counts_to_cap=False), why="派驻街道")
        for n in range(1, 14)
    ]
    merged = MergeSections(("SA1", "SA2"), section("SA1", name="综合科"), why="按照大科室制要求")
    moved = [TransferDuties((code,), "R", persons=(who,)) for code, who in (("D1", "A1"), ("D3", "B1"))]
    items = unit_items(apply_reform(district(), reform(*squads, merged, *moved)))

    assert [(item.unit, item.steps) for item in items] == [
        ("区C局", tuple(range(1, 14))),
        ("区A局", (14,)),
        ("区R局", (15, 16)),
    ]
    assert [item.text for item in items] == [
        "拟设立内设机构“第1至第13中队”（13个，不计入内设机构限额），派驻街道。",
        "按照大科室制要求，拟将“SA1科”、“SA2科”合并为“综合科”。",
        "拟将下列2项职责划转至区R局，共随转人员2名及其所占编制：区A局承担的“负责D1工作”（随转1名）、"
        "区B局承担的“负责D3工作”（随转1名）。",
    ]


def test_people_who_wait_are_counted_apart() -> None:
    """B's five stand in the ledger after and in no unit that stands."""
    comparison = compare(apply_reform(district(), abolishing()), DAY)

    assert comparison.waiting == 5
    assert sum(unit.after.staff for unit in comparison.units if unit.after) + 5 == sum(district().staff.values())


def test_merged_units_say_so_in_both_directions() -> None:
    """The part is merged into the new one, and the new one is made of both."""
    into = but(district(), A={"code": "A"}).unit["A"]
    new = MergeUnits(("A", "B"), type(into)("N", "区合并局", into.kind))
    told = {unit.code: unit.told for unit in compare(apply_reform(district(), reform(new)), DAY).changed}

    assert told["A"] == told["B"] == "并入区合并局"
    assert told["N"].startswith("新设（由区A局、区B局合并）")


def test_notices_of_a_quiet_reform() -> None:
    """There are none, and whoever joins a unit with sections in one of them is none either."""
    world = plus(district(), section("SR", "R"), person("A9", "A", section="SA1"))
    quiet = reform(TransferDuties(("D1",), "R", "SR", persons=("A9",)))

    assert notices(apply_reform(world, quiet), DAY) == ()
