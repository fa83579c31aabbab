"""三方比对: each kind of discrepancy on the smallest world that shows it, and what is no discrepancy."""

import re
from datetime import date, timedelta

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.intake import StatedCount
from bianzhi.domain.payroll import Payroll, PayState
from bianzhi.domain.reconciliation import CellComparison, Discrepancy, DiscrepancyKind
from bianzhi.domain.terms import Category, PersonState, Status
from bianzhi.reconciling import reconcile
from tests.reconciling.payrolls import paying, row
from tests.worlds import agencies, but, citizen_number, person, place, plus, quota, unit, world

ADMINISTRATIVE = Category.ADMINISTRATIVE
KIND = DiscrepancyKind


def numbered(*, a: int = 2, b: int = 2) -> Establishment:
    """Two departments whose people all have numbers: A1, A2 … and B1, B2 …"""
    establishment = agencies(A=(a, a), B=(b, b))
    numbers = {p.id: {"citizen_number": number(n)} for n, p in enumerate(establishment.people, 1)}
    return but(establishment, **numbers)


def number(sequence: int) -> str:
    """A number of the region that does not exist."""
    days, order = divmod(sequence, 400)
    return citizen_number(date(1985, 1, 1) + timedelta(days), sequence=order + 1)


def found(establishment: Establishment, payroll: Payroll | None, *stated: StatedCount) -> list[Discrepancy]:
    """The to-do list without the counts that merely follow from it."""
    result = reconcile(establishment, payroll, stated)
    return [each for each in result.discrepancies if each.kind is not KIND.PAID_COUNT_DIFFERS]


def the_only(establishment: Establishment, payroll: Payroll | None, *stated: StatedCount) -> Discrepancy:
    """The one line of the to-do list."""
    (discrepancy,) = found(establishment, payroll, *stated)
    return discrepancy


def states(unit: str, row: int = 2, **numbers: int | None) -> StatedCount:
    """What a wide ledger states of 行政编制."""
    counts = {"authorized": None, "in_post": None, "excess": None, "vacancies": None, **numbers}
    return StatedCount(unit, ADMINISTRATIVE, **counts, at=place("编制", row))


def test_lists_that_agree_leave_nothing_to_do() -> None:
    """All are found, all counts agree, whatever the order of the rows."""
    establishment = numbered()
    payroll = paying(establishment)
    turned = Payroll(payroll.name, payroll.rows[::-1])

    result = reconcile(establishment, turned, [states("A", in_post=2, authorized=2), states("B", in_post=2)])

    assert result.discrepancies == ()
    assert (result.persons, result.paid, result.matched) == (4, 4, 4)
    assert result.cells[0] == CellComparison("A", ADMINISTRATIVE, 2, 2, 2, 2, 2)
    assert all(cell.agrees for cell in result.cells)


@pytest.mark.parametrize("state", [PersonState.RETIRED, PersonState.TRANSFERRED_OUT, PersonState.DECEASED])
def test_who_has_left_and_is_still_paid_is_a_suspected_ghost(state: PersonState) -> None:
    """吃空饷疑点: an error, with both places; not one whose pay has stopped, or who draws a pension."""
    establishment = but(numbered(), A1={"state": state})

    ghost = the_only(establishment, paying(establishment, A1={}))

    assert (ghost.kind, ghost.kind.severity, ghost.person) == (KIND.PAID_THOUGH_GONE, Severity.ERROR, "A1")
    assert ghost.message == f"某A1（A1）名册人员状态为{state}，区A局仍在发放工资。"
    assert (ghost.at.sheet, ghost.at.cell) == ("人员", "M2")
    assert ghost.other is not None
    assert str(ghost.other) == "供养名单.xlsx › 名单 › F2"
    for pay in (PayState.STOPPED, PayState.PENSION):
        assert found(establishment, paying(establishment, A1={"state": pay})) == []
    assert found(establishment, paying(establishment)) == []


def test_on_the_roster_and_not_paid() -> None:
    """A2 holds a post and is on no payroll; people on loan are told as such, 编外 and the retired are not asked for."""
    establishment = plus(
        numbered(), person("X", status=Status.OFF_ESTABLISHMENT), person("Y", state=PersonState.RETIRED)
    )

    missing = the_only(establishment, paying(establishment, without=("A2",)))
    on_loan = but(establishment, A2={"state": PersonState.SECONDED})

    assert (missing.kind, missing.unit, missing.category) == (KIND.NOT_PAID, "A", ADMINISTRATIVE)
    assert missing.message == "某A2（A2）在区A局占用行政编制，供养名单中没有此人。"
    assert missing.at.cell == "B3"
    assert "（人员状态为借调）" in the_only(on_loan, paying(on_loan, without=("A2",))).message


def test_paid_and_not_on_the_roster() -> None:
    """Somebody nobody knows is an error at the payroll's cell; not where no salary is paid, nor 编外."""
    establishment = numbered()

    stranger = the_only(establishment, paying(establishment, row("钱乙", "B", number(9))))

    assert (stranger.kind, stranger.kind.severity, stranger.unit) == (KIND.NOT_ON_ROSTER, Severity.ERROR, "B")
    assert stranger.message == "钱乙由区B局发放工资，名册中没有此人。"
    assert str(stranger.at) == "供养名单.xlsx › 名单 › A6"
    for changes in ({"state": PayState.PENSION}, {"state": PayState.STOPPED}, {"status": Status.OFF_ESTABLISHMENT}):
        assert found(establishment, paying(establishment, row("钱乙", "B", number(9), **changes))) == []


def test_a_namesake_elsewhere_is_hinted_at_and_not_taken() -> None:
    """Without a number A1's namesake at B may be A1: both are listed, and the stranger's line says so."""
    establishment = but(numbered(), A1={"citizen_number": ""})

    stranger, missing = found(establishment, paying(establishment, row("某A1", "B"), without=("A1",)))

    assert (stranger.kind, missing.kind) == (KIND.NOT_ON_ROSTER, KIND.NOT_PAID)
    assert "名册中区A局有同名的某A1（A1）未对应上" in stranger.hint


def test_paid_at_another_unit() -> None:
    """A1 is found by number at B; the message says both units, and of somebody on loan the state."""
    establishment = numbered()
    at_b = {"unit": "B", "unit_text": "区B局"}

    elsewhere = the_only(establishment, paying(establishment, A1=at_b))
    lent = but(establishment, A1={"state": PersonState.SECONDED})

    assert (elsewhere.kind, elsewhere.at.cell) == (KIND.PAID_ELSEWHERE, "C2")
    assert elsewhere.message == "某A1（A1）编制在区A局，工资由区B局发放。"
    assert "（人员状态为借调）" in the_only(lent, paying(lent, A1=at_b)).message
    assert [cell.paid for cell in reconcile(establishment, paying(establishment, A1=at_b)).cells] == [1, 3]


def test_the_type_differs() -> None:
    """Paid on 全额事业编制, on the roster 行政编制; a payroll that does not give types is not asked."""
    establishment = numbered()

    other = the_only(establishment, paying(establishment, A1={"category": Category.FULLY_FUNDED}))

    assert (other.kind, other.at.cell) == (KIND.TYPE_DIFFERS, "E2")
    assert other.message == "某A1（A1）名册为行政编制，供养名单为全额事业编制。"
    assert found(establishment, paying(establishment, A1={"category": None})) == []


def test_paid_twice() -> None:
    """The salary at the person's own unit stands, the other is one too many; a stopped one is no salary."""
    establishment = numbered()
    second = row("某A1", "B", number(1))

    twice = the_only(establishment, paying(establishment, second))

    assert (twice.kind, twice.kind.severity) == (KIND.PAID_TWICE, Severity.ERROR)
    assert twice.message.endswith("在区B局发放工资，区A局（名单 › A2）已发放一份。")
    assert reconcile(establishment, paying(establishment, second)).paid == 4
    stopped = row("某A1", "B", number(1), state=PayState.STOPPED)
    assert found(establishment, paying(establishment, stopped)) == []


def test_a_stranger_paid_twice_is_told_once_as_a_stranger_and_once_as_paid_twice() -> None:
    """Nobody on the roster has the number, and two rows pay on it."""
    establishment = numbered()
    payroll = paying(establishment, row("钱乙", "A", number(9)), row("钱乙", "B", number(9)))

    assert [each.kind for each in found(establishment, payroll)] == [KIND.NOT_ON_ROSTER, KIND.PAID_TWICE]


@pytest.mark.parametrize(("pay", "kind"), [(PayState.STOPPED, KIND.PAY_STOPPED), (PayState.PENSION, KIND.PENSIONED)])
def test_in_post_and_no_salary(pay: PayState, kind: DiscrepancyKind) -> None:
    """Stopped pay and pensions of people in post."""
    establishment = numbered()

    assert the_only(establishment, paying(establishment, A1={"state": pay})).kind is kind


def test_moved_pay_counts_where_it_is_paid() -> None:
    """Stopped at the old unit and paid at the new one: only the unit differs."""
    establishment = numbered()
    payroll = paying(establishment, row("某A1", "B", number(1)), A1={"state": PayState.STOPPED})

    assert [each.kind for each in found(establishment, payroll)] == [KIND.PAID_ELSEWHERE]


def test_on_and_off_the_establishment() -> None:
    """编外 on one list and not on the other, either way round."""
    establishment = plus(numbered(), person("X", citizen_number=number(9), status=Status.OFF_ESTABLISHMENT))

    on_payroll = the_only(establishment, paying(establishment, X={"category": ADMINISTRATIVE}))
    on_roster = the_only(establishment, paying(establishment, A1={"status": Status.OFF_ESTABLISHMENT}))

    assert on_payroll.kind is on_roster.kind is KIND.OFF_ESTABLISHMENT
    assert on_payroll.person == "X"
    assert on_roster.person == "A1"
    assert found(establishment, paying(establishment, X={"category": None})) == []


def test_one_name_and_unit_with_another_number_is_a_slip_to_look_at() -> None:
    """The places that differ are named, the numbers masked."""
    establishment = numbered()
    wrong = number(1)[:-2] + "9X"

    slip = the_only(establishment, paying(establishment, A1={"citizen_number": wrong}))

    assert (slip.kind, slip.at.cell) == (KIND.NUMBER_DIFFERS, "F2")
    assert "公民身份号码第 17、18 位不同" in slip.message
    assert slip.citizen_number == "999999********" + number(1)[-4:]


def test_a_number_of_15_digits_is_the_same_person() -> None:
    """Old numbers are compared as the 18 characters they became."""
    establishment = numbered()
    old = number(1)[:6] + number(1)[8:17]

    assert found(establishment, paying(establishment, A1={"citizen_number": old})) == []


def test_one_number_with_another_name() -> None:
    """Spaces and width in a name do not count, another name does."""
    establishment = numbered()

    assert found(establishment, paying(establishment, A1={"name": "某 Ａ1"})) == []
    assert the_only(establishment, paying(establishment, A1={"name": "某甲"})).kind is KIND.NAME_DIFFERS


def test_without_numbers_name_and_unit_decide_where_they_are_unique() -> None:
    """Two of one name in one unit cannot be told apart: all are named with their places, and nobody is missing."""
    establishment = but(agencies(A=(3, 3)), A2={"name": "某A1"})

    assert found(agencies(A=(3, 3)), paying(agencies(A=(3, 3)))) == []
    undecidable = the_only(establishment, paying(establishment))

    assert (undecidable.kind, undecidable.unit) == (KIND.AMBIGUOUS, "A")
    assert "名册 2 人：某A1（A1）（人员 › B2）、某A1（A2）（人员 › B3）" in undecidable.message
    assert "供养名单 2 行：某A1（名单 › A2）、某A1（名单 › A3）" in undecidable.message


def test_of_two_entries_with_one_number_the_one_in_post_is_meant() -> None:
    """Retired from A and back at B is one person; two in post are undecidable unless the payroll names one's unit."""
    retired = but(numbered(), A1={"state": PersonState.RETIRED}, B1={"citizen_number": number(1), "name": "某A1"})
    both = but(numbered(), B1={"citizen_number": number(1), "name": "某A1"})
    elsewhere = {"unit": "", "unit_text": "外单位"}

    assert found(retired, paying(retired)) == []
    assert found(both, paying(both, without=("B1",))) == []
    kinds = [each.kind for each in found(both, paying(both, without=("B1",), A1=elsewhere))]
    assert kinds == [KIND.AMBIGUOUS, KIND.UNKNOWN_UNIT]


def test_two_in_post_at_one_unit_with_one_number_are_undecidable() -> None:
    """A1 and A2 carry the same number, and one row pays it: who is meant cannot be told."""
    both = but(numbered(), A2={"citizen_number": number(1)})

    line = the_only(both, paying(both, without=("A2",)))

    assert (line.kind, line.unit) == (KIND.AMBIGUOUS, "A")
    assert "某A1（A1）（人员 › B2）、某A2（A2）（人员 › B3）" in line.message


def test_units_the_ledger_has_not_are_told_once() -> None:
    """Two rows of one unknown unit are one line; people found by number are not strangers for it."""
    establishment = numbered()
    unknown = {"unit": "", "unit_text": "区档案馆"}

    line = the_only(establishment, paying(establishment, A1=unknown, A2=unknown))

    assert line.kind is KIND.UNKNOWN_UNIT
    assert line.message == "供养名单的单位“区档案馆”不在台账机构表中，涉及 2 行，首行某A1。"


def test_stated_counts_against_the_roster() -> None:
    """The ledger says 3 in post, the roster names 2; the cell of 实有 is named, and without a payroll no pay is missed."""
    differs = the_only(numbered(), None, states("A", in_post=3))

    assert (differs.kind, differs.unit) == (KIND.COUNT_DIFFERS, "A")
    assert differs.message == "区A局行政编制台账填实有 3 人，名册逐人统计 2 人，名册少 1 人。"
    assert found(numbered(), None, states("A", in_post=2)) == []
    assert reconcile(numbered(), None, [states("A", in_post=3)]).cells[0].paid is None


def test_stated_posts_against_the_entries() -> None:
    """The table says 3 posts, the entries add up to 2."""
    differs = the_only(numbered(), None, states("A", authorized=3))

    assert differs.kind is KIND.QUOTA_DIFFERS
    assert "此处填编制 3 名，各次核定和变动合计 2 名" in differs.message


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"excess": 0, "vacancies": 0}, []),
        ({"excess": None, "vacancies": None}, []),
        ({"excess": 1}, ["超编填 1，按此应为 0"]),
        ({"vacancies": 2}, ["空编填 2，按此应为 0"]),
        ({"excess": 1, "vacancies": 1}, ["超编填 1，按此应为 0", "空编填 1，按此应为 0"]),
    ],
)
def test_stated_excess_follows_from_its_own_row(numbers: dict[str, int], wrong: list[str]) -> None:
    """2 posts and 2 persons leave neither excess nor vacancies."""
    lines = found(numbered(), None, states("A", authorized=2, in_post=2, **numbers))

    assert [line.kind for line in lines] == [KIND.SUM_DIFFERS] * len(wrong)
    assert all(words in line.message for words, line in zip(wrong, lines, strict=True))


def test_counts_of_pay_are_told_by_cell_as_a_note() -> None:
    """One unpaid at A: the cell's three counts, and a note beside the person's own line."""
    establishment = numbered()
    result = reconcile(establishment, paying(establishment, without=("A2",)))
    note = next(each for each in result.discrepancies if each.kind is KIND.PAID_COUNT_DIFFERS)

    assert note.message == "区A局行政编制名册 2 人，财政供养 1 人，供养少 1 人。"
    assert note.kind.severity is Severity.NOTE
    assert result.counts[KIND.NOT_PAID] == result.counts[KIND.PAID_COUNT_DIFFERS] == 1
    assert [cell.agrees for cell in result.cells] == [False, True]


def test_no_citizen_number_is_ever_shown_whole() -> None:
    """Not even where the office uses it as 人员编号 or wrote it for a name's unit."""
    whole = number(1)
    establishment = world(unit("A"), quota("A", 2), person(whole, citizen_number=whole, name="甲"), person("P2"))
    payroll = paying(establishment, row("乙", "", number(2), unit_text=number(3)), without=(whole, "P2"))

    text = "".join(f"{each.message}{each.hint}{each.citizen_number}" for each in found(establishment, payroll))

    assert text
    assert not re.search(r"\d{17}[\dX]", text)


def test_everybody_who_differs_is_found_among_five_thousand() -> None:
    """One person in fifty differs in one way or another."""
    establishment = numbered(a=2500, b=2500)
    changes = {f"A{n}": {"unit": "B"} for n in range(1, 2500, 50)}
    payroll = paying(establishment, **changes)

    result = reconcile(establishment, payroll)

    assert result.matched == 5000
    assert result.counts[KIND.PAID_ELSEWHERE] == 50
