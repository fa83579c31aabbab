"""What goes along with units and sections that go, and what reforms say in words: one small case for each sentence."""

from datetime import date

import pytest

from bianzhi.domain.establishment import SectionTraffic
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
    Operation,
    RenameUnit,
    SectionsGo,
    SetParameter,
    SplitDuty,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import LeadershipKind, PersonState
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform, placement_settings
from bianzhi.reform.apply import OPERATIONS
from bianzhi.reform.post_pool import post_pool
from bianzhi.reform.wording import sentences
from tests.reform.places import ADMIN, DAY, district, duty, reform
from tests.worlds import agencies, but, cases, coming, going, loan, person, plus, post, section, unit

DOCUMENT = "编〔2026〕9号"


def test_a_section_takes_its_work_along() -> None:
    """成建制: posts asked for and workload of A1科 are R's now; traffic with A2科 stays between the two."""
    world = plus(
        district(), post("文书岗", "A", section="SA1"), cases("A", "审查", 9, 9, "SA1"), SectionTraffic("SA1", "SA2", 5)
    )
    after = apply_reform(world, reform(TransferDuties(("D1",), "R", manner=Manner.WHOLE))).after

    assert [(row.unit, row.section) for row in (*after.posts, *after.workloads)] == [("R", "SA1")] * 2
    assert after.traffic == world.traffic


def test_a_section_that_goes_into_another_leaves_its_traffic_there() -> None:
    """A1科 goes into a section of R: its traffic with A2科 is that section's, what was between the two is gone."""
    world = plus(district(), section("SR", "R"), SectionTraffic("SA1", "SA2", 5), SectionTraffic("SA1", "SR", 3))
    after = apply_reform(world, reform(TransferDuties(("D1",), "R", "SR", Manner.WHOLE))).after

    assert "SA1" not in after.section
    assert [(row.section, row.other, row.volume) for row in after.traffic] == [("SR", "SA2", 5)]
    assert after.duty["D1"].section == "SR"


def test_nothing_names_a_section_that_is_gone() -> None:
    """Abolished with its unit, sections ended: people, workload and traffic forget it; the heir has people and workload."""
    world = plus(district(), cases("B", "审查", 9, 9, "SB1"), SectionTraffic("SA1", "SB1", 5))
    after = apply_reform(world, reform(AbolishUnit("B", heir="R", sections=SectionsGo.ENDED))).after

    assert "SB1" not in after.section and after.duty["D3"].section == ""
    assert [(row.unit, row.section) for row in after.workloads] == [("R", "")]
    assert after.traffic == ()


def test_people_in_transit_are_the_heir_s() -> None:
    """Who was promised to B is promised to R; who leaves B leaves R, where he is now."""
    world = plus(district(), coming("B"), going("B", person="B1"))
    after = apply_reform(world, reform(AbolishUnit("B", heir="R"))).after

    assert [row.unit for row in after.transits] == ["R", "R"]
    assert after.person["B1"].unit == "R"


def test_loans_of_a_unit_that_goes() -> None:
    """With an heir they are his, but for one from himself; without one, what it borrowed is back, what it lent the office's."""
    world = plus(district(), loan("B", 1, "A"), loan("A", 1, "B"), loan("R", 1, "B"))

    with_heir = apply_reform(world, reform(AbolishUnit("B", heir="R"))).after.loans
    assert [(row.borrower, row.lender) for row in with_heir] == [("R", "A"), ("A", "R")]
    steps = (AbolishUnit("R", document=DOCUMENT),)
    without = apply_reform(plus(world, loan("A", 2, "R")), reform(*steps)).after.loans
    assert [(row.borrower, row.lender) for row in without] == [("B", "A"), ("A", "B"), ("A", "")]


def test_only_who_holds_a_post_enters_and_leaves() -> None:
    """A retired person goes along on the roster, without a row 出编 or 入编."""
    world = plus(district(), person("B9", "B", state=PersonState.RETIRED))
    reformed = apply_reform(world, reform(AbolishUnit("B", heir="R")))

    assert reformed.after.person["B9"].unit == "R"
    assert {change.person for change in reformed.roster_changes} == {f"B{number}" for number in range(1, 6)}


def test_a_unit_stays_while_the_roster_names_it() -> None:
    """R has a retired person only: abolished without an heir it stays for him, and nobody is to be placed."""
    world = plus(district(), person("R9", "R", state=PersonState.RETIRED))
    reformed = apply_reform(world, reform(AbolishUnit("R", document=DOCUMENT)))

    assert "R" in reformed.after.unit and reformed.unplaced == ()
    assert check_reform(reformed) == ()
    assert "R" not in apply_reform(district(), reform(AbolishUnit("R", document=DOCUMENT))).after.unit


@pytest.mark.parametrize("heir", ["C", "E"])
def test_an_heir_below_takes_the_place_above(heir: str) -> None:
    """B over A over C over E: A goes to C, or to E; the heir stands below B, and nobody above himself."""
    world = plus(but(district(), A={"parent": "B"}), unit("E", parent="C", rank="正科级"))
    after = apply_reform(world, reform(AbolishUnit("A", heir=heir))).after

    assert after.unit[heir].parent == "B"
    assert after.unit["C" if heir == "E" else "E"].parent == heir


def test_a_merged_unit_is_not_below_itself() -> None:
    """A merged with B, told to stand below C, which is below A."""
    into = but(district(), A={"parent": "C"}).unit["A"]
    with pytest.raises(ReformError, match="不能隶属于自己或自己的下属机构"):
        apply_reform(district(), reform(MergeUnits(("A", "B"), into)))


def test_what_a_step_makes_has_its_fate() -> None:
    """D1 and D2 become D12; dropped afterwards they would have none: told with both steps."""
    steps = MergeDuties(("D1", "D2"), duty("D12")), ChangeDuty(Fate.DROPPED, "D12")
    found = check_reform(apply_reform(district(), reform(*steps)))

    assert [finding.id for finding in found] == ["G602"]
    assert "职责“D12”由第1项得来，后面又有去向：第2项取消" in found[0].message
    heir = apply_reform(district(), reform(steps[0], AbolishUnit("A", heir="B")))
    assert heir.after.duty["D12"].unit == "B" and check_reform(heir) == ()


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (MergeDuties(("D1", "D3"), duty("D1", "Z")), "台账中没有编码为“Z”的机构"),
        (MergeDuties(("D1", "D3"), duty("D1", "B", section="SA1")), "科室“SA1科”（SA1）不属于区B局"),
        (SplitDuty("D1", (duty("D1", section="SB1"), duty("E"))), "科室“SB1科”（SB1）不属于区A局"),
        (SplitDuty("D1", (duty("E"), duty("E"))), "编码重复"),
        (SplitDuty("D1", (duty("E"), duty("D2"))), "职责编码“D2”已由“负责D2工作”使用"),
        (ChangeDuty(Fate.REWORDED, "D1", duty("D1", section="SB1")), "科室“SB1科”（SB1）不属于区A局"),
        (ChangeDuty(Fate.REWORDED, "D1", duty("D2")), "职责编码“D2”已由“负责D2工作”使用"),
        (ChangeDuty(Fate.NEW, new=duty("")), "没有编码或内容"),
        (EstablishSection(section("", "A")), "没有科室编码"),
        (EstablishSection(section("SN", "A", name="")), "没有名称"),
        (EstablishSection(section("SN", "A", name="SA1科")), "已有名为“SA1科”"),
        (MergeSections(("SA1", "SA2"), section("SN", name="SB1科")), None),
        (EstablishUnit(unit("", name="区新局")), "没有编码"),
        (ChangeQuota("A", ADMIN, 0, DOCUMENT), "变动数为 0"),
        (ChangeLeadershipPosts("A", LeadershipKind.UNIT_HEAD, 0), "变动数为 0"),
        (SetParameter("section_cap", -1), "数值为 -1"),
        (SetParameter("section_cap", 0), None),
    ],
)
def test_what_a_step_writes_must_hold(operation: Operation, words: str | None) -> None:
    """Units and sections that exist, codes that are new; a name of another unit's section is free."""
    if words is None:
        apply_reform(district(), reform(operation))
        return
    with pytest.raises(ReformError, match=words):
        apply_reform(district(), reform(operation))


def test_a_failed_step_leaves_no_trace_of_a_split() -> None:
    """The first of two parts is fine and the second not: the ledger given still has the old duty."""
    world = district()
    with pytest.raises(ReformError):
        apply_reform(world, reform(SplitDuty("D1", (duty("E"), duty("D2")))))

    assert world == district()


def test_everybody_of_an_abolished_unit_may_leave_it() -> None:
    """Its share is all of them; of every other unit, and of one with an heir, what the settings say."""
    world = district()
    reformed = apply_reform(world, reform(ChangeDuty(Fate.DROPPED, "D3"), AbolishUnit("B", document=DOCUMENT)))
    settings = placement_settings(reformed, PlanSettings(leaving_share_of={"A": 10}))

    assert (settings.leaving_share("B"), settings.leaving_share("A"), settings.leaving_share("C")) == (100, 10, 30)
    with_heir = apply_reform(world, reform(AbolishUnit("B", heir="R")))
    assert placement_settings(with_heir, PlanSettings()) == PlanSettings()


def test_every_operation_is_a_sentence() -> None:
    """What is proposed, under the names at that time; document and reason follow."""
    world = plus(district(), duty("D5"), duty("D6"), duty("D7", "R"))
    steps: tuple[Operation, ...] = (
        EstablishUnit(unit("N", name="区新设局"), {ADMIN: 3}, DOCUMENT),
        TransferPosts("A", "N", {ADMIN: 2}, ("A5",), why="新设机构需要"),
        TransferDuties(("D1",), "R", persons=("A1",), posts={ADMIN: 1}),
        TransferDuties(("D3",), "R", manner=Manner.SHARE, share_percent=20),
        ChangeDuty(Fate.REWORDED, "D4", duty("D4", "C", "承担D4服务")),
        ChangeDuty(Fate.NEW, new=duty("E1", "N")),
        ChangeDuty(Fate.KEPT, "D2"),
        MergeDuties(("D5", "D6"), duty("E2", text="承担D5和D6工作")),
        SplitDuty("D7", (duty("E3", "R"), duty("E4", "R"))),
        EstablishSection(section("SN", "A", name="新设科")),
        AbolishSection("SN", "SA1"),
        MergeSections(("SA1", "SA2"), section("SA1", name="综合科")),
        RenameUnit("A", "区甲局"),
        MoveUnit("C", ""),
        SplitUnit("A", unit("M", name="区分设局"), ("SA1",), {ADMIN: 4}),
        ChangeQuota("B", ADMIN, -1, DOCUMENT),
        ChangeCap("A", 5),
        ChangeLeadershipPosts("B", LeadershipKind.UNIT_DEPUTY, 1),
        SetParameter("section_cap", 6),
        MergeUnits(("A", "R"), unit("R", name="区合并局", rank="正科级")),
        AbolishUnit("B", heir="R"),
    )
    assert {type(step) for step in steps} == OPERATIONS.keys()
    assert list(sentences(apply_reform(world, reform(*steps)))) == [
        "拟设立区新设局，核定行政编制3名（编〔2026〕9号）。",
        "拟由区A局向区新设局划转行政编制2名，随转人员1名（某A5），新设机构需要。",
        "拟将区A局承担的“负责D1工作”职责划转至区R局，随转人员1名（某A1）及其所占编制，另划转行政编制1名。",
        "拟将区B局承担的“负责D3工作”职责划转至区R局，按20%划转编制。",
        "拟将区C局承担的职责“负责D4工作”的文字调整为“承担D4服务”。",
        "拟新增职责“负责E1工作”，由区新设局承担。",
        "拟保留区A局承担的职责“负责D2工作”。",
        "拟将区A局承担的“负责D5工作”、区A局承担的“负责D6工作”职责合并为“承担D5和D6工作”，由区A局承担。",
        "拟将区R局承担的职责“负责D7工作”拆分为2项：“负责E3工作”（区R局）、“负责E4工作”（区R局）。",
        "拟在区A局设立内设机构“新设科”。",
        "拟撤销区A局内设机构“新设科”，由“SA1科”承接。",
        "拟将区A局“SA1科”、“SA2科”合并为“综合科”。",
        "拟将区A局更名为区甲局。",
        "拟将区C局改由区里直接管理。",
        "拟由区甲局分设区分设局，划出内设机构“综合科”、行政编制4名。",
        "拟核减区B局行政编制1名（编〔2026〕9号）。",
        "拟调整区甲局内设机构限额为5个。",
        "拟核增区B局单位副职职数1名。",
        "拟按“内设机构限额”为6进行核算。",
        "拟将区甲局、区R局合并为区合并局。",
        "拟撤销区B局，编制、内设机构、人员和职责由区合并局承接。",
    ]


def test_the_pool_tells_what_could_be_lent_and_what_is_overdue() -> None:
    """B has half of its ten posts vacant, two of them lent to A until yesterday: three are left, and the loan is overdue."""
    world = plus(agencies(A=(10, 10), B=(5, 10)), loan("A", 2, "B", until=date(2026, 8, 31)))
    borrowed, lent = post_pool(world, DAY)

    assert (borrowed.unit, borrowed.idle, borrowed.borrowed) == ("A", 0, 2)
    assert (lent.unit, lent.idle, lent.lent) == ("B", 3, 2)
    assert "已超期 1 天" in borrowed.sentences[0] and "单列" in borrowed.sentences[0]
    assert world.vacancies(("B", ADMIN)) == 5


def test_few_vacancies_are_the_unit_s_own() -> None:
    """Under the line of a high vacancy rate nothing is offered; what is lent is told all the same."""
    world = agencies(A=(10, 10), B=(9, 10))

    assert post_pool(world, DAY) == ()
    assert [(entry.unit, entry.idle, entry.lent) for entry in post_pool(plus(world, loan("A", 1, "B")), DAY)] == [
        ("A", 0, 0),
        ("B", 0, 1),
    ]
