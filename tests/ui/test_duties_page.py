"""职责: the list by unit, two documents compared, and confirmed verdicts as steps of the reform."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.duty_decisions import DutyDecision, problems, transfer_steps
from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.duty_verdicts import DutyVerdict, Verdict, possible_verdicts
from bianzhi.domain.reform import ChangeDuty, Fate, MergeDuties, Reform, SplitDuty, TransferDuties
from bianzhi.errors import ReformError
from bianzhi.services import reforming
from bianzhi.ui.components.duty_matching import decided_rows
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables.studies import CONFIRMED, VERDICT, match_rows
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_reform import office_to_reform, session_to_reform

NEW = "负责行政许可事项的受理、审查和决定\n负责行政处罚案件的调查、审核和处理\n负责信用监管\n"


def test_duties_of_one_unit() -> None:
    """Four of the ledger, two of B."""
    page = opened(Step.DUTIES, session_to_reform())
    assert len(page.dataframe[0].value) == 4

    page.selectbox(key=WidgetKey.DUTY_UNIT).set_value("B").run()

    assert list(page.dataframe[0].value["职责"]) == ["承担综合文稿起草工作", "指导全区业务培训"]


def test_a_ledger_without_duties_says_so() -> None:
    """And names the sheet to fill in."""
    now = session_to_reform()
    assert now.source is not None
    ledger = replace(now.source.ledger, establishment=replace(now.source.establishment, duties=()))
    now.source = replace(now.source, ledger=ledger)

    assert "没有「职责」表" in opened(Step.DUTIES, now).info[0].value


def _compared(now: Session) -> AppTest:
    page = opened(Step.DUTIES, now)
    page.segmented_control(key=WidgetKey.DUTY_VIEW).set_value("比对两份职责").run()
    page.selectbox(key=f"{WidgetKey.DUTY_UNIT}_match").set_value("A").run()
    assert page.text_area[0].value.splitlines()[0] == "负责行政许可事项的受理、审查和决定"
    page.text_area[1].set_value(NEW).run()
    press(page, "比对")
    waits_for(page, lambda: bool(now.reforms.matches.answers))
    return page


def test_only_equal_words_are_confirmed_by_themselves() -> None:
    """One of three rows; nothing of the others goes into the reform before they are confirmed."""
    now = session_to_reform()
    page = _compared(now)
    assert "已确认 1 行，还有 2 行没有确认" in text_of(page)
    press(page, "把已确认的 1 行加入改革方案")
    assert "已确认的都是保留" in page.error[0].value

    press(page, "其余也按建议确认")
    press(page, "把已确认的 3 行加入改革方案")

    operations = [step.operation for step in now.reforms.reform.steps]
    assert [operation.fate for operation in operations if isinstance(operation, ChangeDuty)] == [
        Fate.REWORDED,
        Fate.NEW,
    ]
    assert now.source is not None
    after = now.reforms.reformed(now.source.establishment).after
    assert after.duty["A-2"].text == "负责行政处罚案件的调查、审核和处理"
    assert after.duties[-1].text == "负责信用监管"


def test_an_empty_side_is_not_compared() -> None:
    """Nothing is asked of the service."""
    now = session_to_reform()
    page = opened(Step.DUTIES, now)
    page.segmented_control(key=WidgetKey.DUTY_VIEW).set_value("比对两份职责").run()

    press(page, "比对")

    assert "原职责或现职责是空的" in page.error[0].value


def test_a_verdict_changed_by_hand_is_what_counts() -> None:
    """The table says 取消并新增 for a pair that seemed reworded."""
    match = DutyMatch((0,), (0,), 70, Fate.REWORDED)
    rows = match_rows((match,), ("甲",), ("乙",))
    assert decided_rows((match,), rows) == []

    rows[0] |= {CONFIRMED: True, VERDICT: "取消并新增"}

    assert decided_rows((match,), rows, basis="编发〔2027〕1号") == [
        DutyDecision(1, DutyVerdict(match, Verdict.SEPARATE), "", "编发〔2027〕1号")
    ]


OLD = ("负责行政许可事项的受理、审查和决定", "负责行政处罚案件的调查和处理")
ONE, TWO = DutyMatch((0,), (0,), 80, Fate.REWORDED), DutyMatch((0, 1), (0,), 60, Fate.MERGED)


@pytest.mark.parametrize(
    ("match", "verdict", "kinds"),
    [
        (ONE, Verdict.KEPT, []),
        (ONE, Verdict.REWORDED, [ChangeDuty]),
        (ONE, Verdict.SEPARATE, [ChangeDuty, ChangeDuty]),
        (TWO, Verdict.MERGED, [MergeDuties]),
        (TWO, Verdict.SEPARATE, [ChangeDuty, ChangeDuty, ChangeDuty]),
        (DutyMatch((0,), (0, 1), 60, Fate.SPLIT), Verdict.SPLIT, [SplitDuty]),
        (DutyMatch((1,), (), 0, Fate.DROPPED), Verdict.DROPPED, [ChangeDuty]),
        (DutyMatch((), (0,), 0, Fate.NEW), Verdict.NEW, [ChangeDuty]),
        (DutyMatch((), (0,), 0, Fate.NEW), Verdict.IGNORED, []),
    ],
)
def test_every_verdict_becomes_its_operations(match: DutyMatch, verdict: Verdict, kinds: list[type]) -> None:
    """Each verdict that fits the pair; a further new duty makes sure that there is a step."""
    further = DutyVerdict(DutyMatch((), (2,), 0, Fate.NEW), Verdict.NEW)
    new = ("受理许可", "决定许可", "负责信用监管")
    assert verdict in possible_verdicts(match)

    reform = reforming.with_duties(
        office_to_reform(), Reform("改革"), "A", OLD, new, [DutyVerdict(match, verdict), further]
    )

    assert [type(step.operation) for step in reform.steps] == [*kinds, ChangeDuty]
    reforming.apply_reform(office_to_reform(), reform)


def test_a_verdict_that_does_not_fit_its_pair_is_refused() -> None:
    """合并 of one duty: the message says what this row may be."""
    with pytest.raises(ReformError, match="合并") as refused:
        reforming.with_duties(office_to_reform(), Reform("改革"), "A", OLD, ("x",), [DutyVerdict(ONE, Verdict.MERGED)])
    assert "取消并新增" in refused.value.hint


def test_an_old_text_that_the_ledger_does_not_have_is_refused() -> None:
    """It has no code that a step could name."""
    with pytest.raises(ReformError, match="不在台账"):
        reforming.with_duties(
            office_to_reform(), Reform("改革"), "A", ("别处的职责",), ("x",), [DutyVerdict(ONE, Verdict.REWORDED)]
        )


def test_a_row_that_cannot_be_taken_over_is_named_by_its_number() -> None:
    """A verdict that does not fit, a duty the ledger does not have, no basis, no taker: each with its row."""
    decisions = [
        DutyDecision(1, DutyVerdict(ONE, Verdict.MERGED)),
        DutyDecision(3, DutyVerdict(DutyMatch((2,), (), 0, Fate.DROPPED), Verdict.DROPPED), basis="编发〔2027〕1号"),
        DutyDecision(4, DutyVerdict(DutyMatch((1,), (), 0, Fate.DROPPED), Verdict.DROPPED)),
        DutyDecision(7, DutyVerdict(DutyMatch((1,), (), 0, Fate.DROPPED), Verdict.TRANSFERRED)),
    ]
    old = (*OLD, "别处的职责")

    told = problems(office_to_reform(), "A", old, decisions[:3])

    assert [words.partition("：")[0] for words in told] == ["第 1 行", "第 3 行", "第 4 行"]
    assert "可选：文字调整、保留、划转、取消并新增" in told[0]
    assert "“别处的职责”不在台账" in told[1]
    assert "没有写依据" in told[2]
    assert "没有选划入机构" in problems(office_to_reform(), "A", old, decisions[3:])[0]
    assert problems(office_to_reform(), "A", old, [replace(decisions[2], basis="编发")]) == ()


def test_duties_that_go_to_one_unit_are_one_step() -> None:
    """By their codes, with the basis; of equal words each row takes a code of its own."""
    office = office_to_reform()
    office = replace(office, duties=(*office.duties, replace(office.duties[0], code="A-3")))
    rows = [DutyMatch((place,), (), 0, Fate.DROPPED) for place in range(3)]
    decisions = [DutyDecision(n + 1, DutyVerdict(row, Verdict.TRANSFERRED), "B", "编发") for n, row in enumerate(rows)]

    (step,) = transfer_steps(office, "A", (*OLD, OLD[0]), decisions)

    assert step.operation == TransferDuties(("A-1", "A-2", "A-3"), "B", why="编发")
    reforming.apply_reform(office, Reform("改革", (step,)))


def test_a_duty_is_dropped_with_its_basis() -> None:
    """Without one the rows are named over the table and nothing is added; with one it stands as the reason of the step."""
    now = session_to_reform()
    page = opened(Step.DUTIES, now)
    page.segmented_control(key=WidgetKey.DUTY_VIEW).set_value("比对两份职责").run()
    page.selectbox(key=f"{WidgetKey.DUTY_UNIT}_match").set_value("A").run()
    page.text_area[1].set_value("负责行政许可事项的受理、审查和决定").run()
    press(page, "比对")
    waits_for(page, lambda: bool(now.reforms.matches.answers))
    press(page, "其余也按建议确认")
    press(page, "把已确认的 2 行加入改革方案")
    assert "第 2 行：取消职责没有写依据" in page.error[0].value.replace("\\", "")
    assert now.reforms.reform.steps == ()

    next(each for each in page.text_input if each.label.startswith("取消、划转的依据")).set_value(
        "编发〔2027〕1号"
    ).run()
    press(page, "把已确认的 2 行加入改革方案")

    (step,) = now.reforms.reform.steps
    assert step.operation == ChangeDuty(Fate.DROPPED, "A-2", why="编发〔2027〕1号")
