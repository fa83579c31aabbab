"""拟借用: a loan of posts that is proposed. It changes no quota; it is written into the ledger's sheet 周转使用 once approved."""

from collections.abc import Sequence

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.institutions import PoolEntry
from bianzhi.errors import SettingsError


def idle_after(pool: Sequence[PoolEntry], loans: Sequence[PostLoan], entry: PoolEntry) -> int:
    """Posts of an entry of the pool that are idle still, what is proposed to be lent taken off."""
    cell = (entry.unit, entry.category)
    known = next((each.idle for each in pool if (each.unit, each.category) == cell), 0)
    return known - sum(loan.posts for loan in loans if (loan.lender, loan.category) == cell)


def with_loan(
    establishment: Establishment, pool: Sequence[PoolEntry], loans: Sequence[PostLoan], loan: PostLoan
) -> tuple[PostLoan, ...]:
    """The proposed loans and one more.

    Raises
    ------
    SettingsError
        Borrower or end is missing, lender and borrower are the same or of different pools of posts, more is asked for than
        is idle still, or it begins after it ends.
    """
    entry = next((each for each in pool if (each.unit, each.category) == (loan.lender, loan.category)), None)
    lender = establishment.unit.get(loan.lender)
    borrower = establishment.unit.get(loan.borrower)
    if entry is None or lender is None or entry.idle < 1:
        raise SettingsError("没有选择借出的编制。", "请在“借出单位和编制类型”中选择有拟可周转编制的一行。")
    if borrower is None:
        raise SettingsError("没有选择借用单位。", "请在“借用单位”中选择。")
    if borrower is lender:
        raise SettingsError(f"借出、借用都是{lender.name}。", "请另选借用单位。")
    if borrower.pool is not lender.pool:
        raise SettingsError(
            f"{lender.name}属{lender.pool.value}，{borrower.name}属{borrower.pool.value}，编制池不同，不能周转。",
            "请在同一编制池内选择借用单位。",
        )
    left = idle_after(pool, loans, entry)
    if not 0 < loan.posts <= left:
        raise SettingsError(
            f"拟借用 {loan.posts} 名；{lender.name}{loan.category.value}还可周转 {left} 名。", f"请填 1 到 {left}。"
            if left else "请先删去一项拟借用，或另选借出单位。"
        )  # fmt: skip
    if loan.since is None or loan.until is None:
        raise SettingsError("没有填写周转期。", "请填写周转期起、止；到期收回。")
    if loan.since > loan.until:
        raise SettingsError(
            f"周转期起{day_in_words(loan.since)}晚于周转期止{day_in_words(loan.until)}。", "请更正两个日期。"
        )
    return (*loans, loan)
