"""What an operation writes must make sense by itself: numbers, days, names, documents; and nothing is guessed or ignored."""

from dataclasses import replace
from datetime import date

import pytest

from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeCap,
    ChangeDuty,
    ChangeQuota,
    EstablishSection,
    EstablishUnit,
    Fate,
    Manner,
    MergeSections,
    MergeUnits,
    MoveUnit,
    Operation,
    Reform,
    RenameUnit,
    SetParameter,
    SplitUnit,
    Step,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Pool, UnitKind
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform, notices
from tests.reform.places import ADMIN, DAY, FULL, district, duty, reform
from tests.worlds import but, person, plus, section, unit

DOCUMENT = "编〔2026〕9号"


@pytest.mark.parametrize(
    "number",
    [
        "编〔2026〕9号",
        "示编发［2026］12号",
        "示编办[2026]3号",
        "示编（2026）第5号",
        "《示编发〔2026〕12号》、示编办〔2026〕3号",
        "待批",
    ],
)
def test_document_numbers_as_people_write_them(number: str) -> None:
    """Any brackets, several, or 待批."""
    assert apply_reform(district(), reform(ChangeQuota("A", ADMIN, 1, number))).after.authorized["A", ADMIN] == 9


@pytest.mark.parametrize(
    "number", ["随便", "12", "〔2026〕9号", "编〔26〕9号", "编〔2026〕号", "编〔2026〕9号，口头同意"]
)
def test_what_is_no_document_number_is_refused(number: str) -> None:
    """With the form it should have; of every operation that takes one."""
    for operation in (ChangeQuota("A", ADMIN, 1, number), ChangeCap("A", 5, number)):
        with pytest.raises(ReformError, match="不是完整的文号") as caught:
            apply_reform(district(), reform(operation))
        assert "示编发〔2026〕12号" in caught.value.hint and "待批" in caught.value.hint


def test_totals_on_a_pending_number_are_told() -> None:
    """A proposal can be exported; the notice says that it is not to be carried out yet."""
    reformed = apply_reform(district(), reform(ChangeQuota("A", ADMIN, 1, "待批")))

    assert check_reform(reformed) == ()
    (finding,) = notices(reformed, DAY)
    assert finding.id == "G627" and "区A局行政编制+1 名" in finding.message


def test_ranks_are_known_terms() -> None:
    """The nearest are offered; one that the ledger has is known."""
    with pytest.raises(ReformError, match="机构规格“正科”不是规定的用语") as caught:
        apply_reform(district(), reform(EstablishUnit(unit("N", rank="正科"))))
    assert "最接近的是“正科级”" in caught.value.hint
    world = but(district(), C={"rank": "相当正科级"})
    assert "N" in apply_reform(world, reform(EstablishUnit(unit("N", rank="相当正科级")))).after.unit


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (TransferDuties(("D1",), "R", persons=("A1", "A1")), "某A1（A1）列了 2 次"),
        (TransferDuties(("D1", "D1"), "R"), "列了 2 次"),
        (TransferPosts("A", "R", {ADMIN: 2}, ("A1", "A1")), "某A1（A1）列了 2 次"),
        (TransferDuties(("D1",), "R", persons=("A1",), posts={ADMIN: -1}), "编制数为 -1"),
        (TransferDuties(("D1",), "R", share_percent=20), "点名划转不写比例"),
        (ChangeDuty(Fate.DROPPED, "D1", duty("D1")), "不写调整后的职责"),
        (ChangeDuty(Fate.KEPT, "D1", duty("D1")), "不写调整后的职责"),
        (TransferPosts("A", "R", {}), "没有写划转的编制数"),
        (TransferPosts("A", "R", {ADMIN: 0}), "没有写划转的编制数"),
        (RenameUnit("A", "区A局"), "与现名称相同"),
        (MoveUnit("C", "A"), "上级机构没有变化"),
        (ChangeCap("A", None), "没有变化"),
        (SetParameter("trial_notice_months", 999_999), "应为 0 到 600 之间"),
        (EstablishUnit(unit("N", min_staff=-1)), "最低保留人数为 -1"),
        (EstablishUnit(unit("N", section_cap=-1)), "内设机构限额为 -1"),
        (EstablishUnit(unit("N", tolerance=-1)), "允许溢出人数为 -1"),
        (EstablishSection(section("SN", "A", authorized=-1)), "核定编制数为 -1"),
        (EstablishSection(section("SN", "A", heads=-1)), "正职职数为 -1"),
        (ChangeDuty(Fate.NEW, new=duty("E1", "A", workload=-1)), "工作量为 -1"),
        (EstablishUnit(unit("N", name="B")), "填表时会混淆"),
        (SplitUnit("A", unit("N", rank="正科级"), ("SA2",)), "划出的内设机构和人员占用行政编制 3 名，只划出编制 0 名"),
    ],
)
def test_what_contradicts_itself_is_named(operation: Operation, words: str) -> None:
    """Nothing is counted twice, ignored, or done without effect."""
    with pytest.raises(ReformError) as caught:
        apply_reform(district(), reform(operation))
    assert words in f"{caught.value.message}{caught.value.hint}"


def test_a_split_takes_at_least_the_posts_that_its_people_hold() -> None:
    """Three are enough for three people; of an over-quota unit no more is asked than it has."""
    split = SplitUnit("A", unit("N", rank="正科级"), ("SA2",), {ADMIN: 3})
    assert apply_reform(district(), reform(split)).after.excess(("N", ADMIN)) == 0
    poor = reform(TransferPosts("A", "R", {ADMIN: 6}), replace(split, posts={ADMIN: 2}))
    assert apply_reform(district(), poor).after.authorized["N", ADMIN] == 2


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1979, 1, 1)])
def test_a_day_of_another_age_is_refused(day: date) -> None:
    """Of the reform, and of a step."""
    for slip in (
        Reform("改革", (Step(RenameUnit("A", "区甲局")),), day),
        Reform("改革", (Step(RenameUnit("A", "区甲局"), day),)),
    ):
        with pytest.raises(ReformError, match="应在 1980 年至 2099 年之间"):
            apply_reform(district(), slip)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"pool": Pool.EDUCATION}, "编制池"),
        ({"rank": "正处级"}, "机构规格"),
        ({"region": "东片"}, "地区"),
        ({"kind": UnitKind.WELFARE_ONE}, "机构性质"),
    ],
)
def test_a_merged_unit_is_like_its_parts(changes: dict[str, object], word: str) -> None:
    """Not only the parts are compared: what they become is, too."""
    into = replace(district().unit["A"], name="区综合局", **changes)  # type: ignore[arg-type]
    with pytest.raises(ReformError, match=f"的{word}不同"):
        apply_reform(district(), reform(MergeUnits(("A", "B"), into)))


@pytest.mark.parametrize(
    "operation",
    [
        AbolishUnit("B", heir="R"),
        TransferPosts("B", "R", {ADMIN: 1}),
        TransferDuties(("D3",), "R", persons=("B1",)),
        SplitUnit("B", unit("N", rank="正科级", pool=Pool.EDUCATION), ("SB1",), {ADMIN: 1}),
    ],
    ids=["撤销", "划转编制", "划转职责", "分设"],
)
def test_posts_do_not_leave_their_pool(operation: Operation) -> None:
    """Neither to an heir nor otherwise; the way out is 核增核减 with documents. Duties alone may go."""
    world = but(district(), R={"pool": Pool.EDUCATION})
    with pytest.raises(ReformError, match="编制池不同（区直、教育）") as caught:
        apply_reform(world, reform(operation))
    assert "核增核减编制" in caught.value.hint
    assert apply_reform(world, reform(TransferDuties(("D3",), "R"))).after.duty["D3"].unit == "R"


def test_an_heir_of_another_nature_is_told() -> None:
    """An organ taken over by an institution: possible, and to be looked at."""
    (finding,) = (
        f for f in notices(apply_reform(district(), reform(AbolishUnit("B", heir="C"))), DAY) if f.id == "G625"
    )
    assert "机构性质不同（机关、事业单位）" in finding.message


def test_what_is_left_out_is_taken_over() -> None:
    """A merged school stays in its pool, with rank, superior and tags; a merged section keeps posts and tags."""
    changes = {"pool": Pool.EDUCATION, "functions": ("教学",), "section_cap": 4}
    world = but(district(), B=changes, R={**changes, "functions": ("科研",)})
    after = apply_reform(world, reform(MergeUnits(("B", "R"), unit("B", name="区新校")))).after
    merged = after.unit["B"]
    assert (merged.pool, merged.rank, merged.section_cap, merged.functions) == (
        Pool.EDUCATION, "正科级", 4, ("教学", "科研"),
    )  # fmt: skip
    new = apply_reform(world, reform(MergeUnits(("B", "R"), unit("N", name="区新校")))).after.unit["N"]
    assert (new.pool, new.rank, new.section_cap) == (Pool.EDUCATION, "正科级", None)

    world = but(
        district(), SA1={"authorized": 4, "functions": ("综合",)}, SA2={"authorized": 3, "functions": ("统计",)}
    )
    kept = apply_reform(world, reform(MergeSections(("SA1", "SA2"), section("SA1", name="综合科")))).after.section[
        "SA1"
    ]
    assert (kept.authorized, kept.functions) == (7, ("综合", "统计"))


def test_a_duty_that_is_kept_and_then_goes_to_an_heir_is_transferred() -> None:
    """One fate, and the true one."""
    reformed = apply_reform(district(), reform(ChangeDuty(Fate.KEPT, "D3"), AbolishUnit("B", heir="R")))

    assert [(each.fate, each.step) for each in reformed.fates if each.duty == "D3"] == [(Fate.TRANSFERRED, 2)]
    assert check_reform(reformed) == ()


def test_a_duty_of_an_abolished_unit_is_not_kept() -> None:
    """未明确, and it stops the export."""
    reformed = apply_reform(district(), reform(AbolishUnit("B", document=DOCUMENT)))

    assert [each.fate for each in reformed.fates if each.duty == "D3"] == [Fate.OPEN]
    assert "G601" in [finding.id for finding in check_reform(reformed)]


def test_people_are_counted_once() -> None:
    """A → B → R is one move from A to R; there and back again is none, and the day of joining is the old one."""
    on, back = TransferPosts("A", "B", {ADMIN: 1}, ("A1",)), TransferPosts("B", "A", {ADMIN: 1}, ("A1",))
    there = TransferPosts("B", "R", {ADMIN: 1}, ("A1",))
    (move,) = apply_reform(district(), reform(on, there)).roster_changes
    assert (move.from_unit, move.to_unit, move.step) == ("A", "R", 2)
    world = but(district(), A1={"joined_unit": date(2020, 1, 1)})
    reformed = apply_reform(world, reform(on, back))
    assert reformed.roster_changes == () and reformed.after.person["A1"].joined_unit == date(2020, 1, 1)


def test_staff_off_the_establishment_can_be_given_to_an_heir() -> None:
    """They hold no post, so none goes along."""
    world = plus(district(), person("B9", "B", category=None))
    assert apply_reform(world, reform(TransferPosts("B", "R", {}, ("B9",)))).after.person["B9"].unit == "R"


def test_types_stay_apart() -> None:
    """全额 posts of C go to a unit of its pool."""
    assert apply_reform(district(), reform(TransferPosts("C", "R", {FULL: 1}))).after.authorized["R", FULL] == 1


def test_whole_sections_need_no_posts_named() -> None:
    """成建制 takes what they hold, as before."""
    step = TransferDuties(("D1",), "R", manner=Manner.WHOLE)
    assert apply_reform(district(), reform(step)).after.authorized["R", ADMIN] == 6
