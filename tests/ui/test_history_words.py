"""What the steps of a history are called, so that 撤销 says what it takes back; and that opinions and loans are steps."""

from dataclasses import replace

from bianzhi.domain.reform import Reform, RenameUnit, Step
from bianzhi.services.scenarios import Store
from bianzhi.ui import keeping
from tests.ui.kept_office import LOAN, answered, brought_back, labels, loaded, plan, source


def test_a_form_that_came_back_is_a_step_of_its_own(store: Store) -> None:
    """Undoing it takes the opinions away and leaves the plan; a plan made by them takes both back at once."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    now.advice.consultation = answered("表.xlsx")
    keeping.keep(now)
    other = replace(plan(), moves=plan().moves[1:])
    now.take_plan(other)
    now.advice.record = answered("表.xlsx")
    keeping.keep(now)

    assert labels(store, now)[1:] == ["求解方案", "读入征求意见表", "采用按意见重排的方案"]
    keeping.undo(now)
    assert (now.plan, now.advice.consultation, now.advice.record) == (plan(), answered("表.xlsx"), None)
    keeping.undo(now)
    assert (now.plan, now.advice.consultation, now.advice.record) == (plan(), None, None)


def test_the_history_says_what_was_done_to_the_reform(store: Store) -> None:
    """Which item was added, changed, moved and taken out; and who was to borrow posts until when."""
    now, establishment = loaded(), source().establishment
    code, second = (unit.code for unit in establishment.units[:2])
    first, other = Step(RenameUnit(code, "新名局")), Step(RenameUnit(second, "另名局"))
    for steps in ((first,), (first, other), (other, first), (other, Step(RenameUnit(code, "新名中心"))), (other,)):
        now.reforms.take(establishment, Reform("试改革", steps))
        keeping.keep(now)
    now.reforms.describe(Reform("改了名", (other,)))
    keeping.keep(now)
    for loans in ((LOAN,), ()):
        now.reforms.loans = loans
        keeping.keep(now)

    one, two = (unit.name for unit in establishment.units[:2])
    names = [label.removeprefix("改革方案：") for label in labels(store, now)[1:]]
    assert names[:2] == [f"增加第1项“拟将{one}更名为新名局”", f"增加第2项“拟将{two}更名为另名局”"]
    assert names[2:4] == ["调整先后次序", f"修改第2项“拟将{one}更名为新名中心”"]
    assert names[4:6] == [f"删去第2项“拟将{one}更名为新名中心”", "修改名称、日期或说明"]
    borrower, lender = establishment.unit[LOAN.borrower].name, establishment.unit[LOAN.lender].name
    loan = f"拟借用：{borrower}向{lender}借行政编制2名至2027年6月30日"
    assert names[6:] == [loan, f"删去{loan}"]


def test_who_comes_second_keeps_his_loan_in_a_copy(store: Store) -> None:
    """One window reads opinions, the other proposes a loan on the plan before: told, and nothing of either is lost."""
    one = loaded()
    one.take_plan(plan())
    keeping.keep(one)
    two = brought_back(one)
    one.advice.consultation = answered("表.xlsx")
    keeping.keep(one)
    two.reforms.loans = (LOAN,)
    keeping.keep(two)

    assert two.newer is not None
    keeping.keep_as_copy(two)
    assert brought_back(two).reforms.loans == (LOAN,)
    assert brought_back(two).advice.consultation is None
    assert brought_back(one).advice.consultation == answered("表.xlsx")
    assert brought_back(one).reforms.loans == ()


def test_a_copy_has_what_was_entered(store: Store) -> None:
    """Loans and opinions go along; what the copy changes, the first scenario keeps."""
    now = loaded()
    now.take_plan(plan())
    now.reforms.loans, now.advice.record = (LOAN,), answered("表.xlsx")
    keeping.keep(now)
    assert now.scenario is not None
    head = keeping.copy(now.scenario, "副本", "")
    content = store.load(head.id)[1]

    assert (content.loans, content.record) == ((LOAN,), answered("表.xlsx"))
    store.save(head.id, head.version, replace(content, loans=()), "删去")
    assert store.load(now.scenario.id)[1].loans == (LOAN,)
