"""周转使用 of the invented district: one loan from a unit with vacancies, and one of the office's own posts that has run out."""

from datetime import date

from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.terms import Category
from bianzhi.sampling.numbers import document

_BORROWER, _LENDER, _FROM_THE_POOL = "F19", "F08", "F15"
_POSTS = 2


def loans(ledger: Establishment) -> tuple[PostLoan, ...]:
    """Two rows; a small district whose lender has no vacancies has the second only."""
    posts = Category.ADMINISTRATIVE
    lent = PostLoan(_BORROWER, posts, _POSTS, _LENDER, date(2026, 1, 1), date(2027, 12, 31), document(2026, 3))
    of_the_pool = PostLoan(_FROM_THE_POOL, posts, 1, "", date(2024, 4, 1), date(2026, 3, 31), document(2024, 11))
    enough = ledger.vacancies((_LENDER, posts)) >= _POSTS
    return (lent, of_the_pool) if enough else (of_the_pool,)
