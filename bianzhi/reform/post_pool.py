"""周转池: posts a unit leaves idle that could be lent, posts lent, posts borrowed and when they go back.

A loan is single-listed (单列): it never changes a quota of lender or borrower. What a unit may keep idle is its own affair; here
every vacancy of a cell at or above the vacancy line is told as what could be lent.
"""

from datetime import date

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, PostLoan
from bianzhi.domain.institutions import PoolEntry
from bianzhi.law.parameters import Law


def post_pool(establishment: Establishment, day: date) -> tuple[PoolEntry, ...]:
    """One entry for every cell with idle posts to lend, posts lent or posts borrowed, in ledger order."""
    share = Law(day)["high_vacancy_percent"]
    found = []
    for unit, category in establishment.cells:
        vacancies, posts = establishment.vacancies((unit, category)), establishment.authorized.get((unit, category), 0)
        lent = [loan for loan in establishment.loans if (loan.lender, loan.category) == (unit, category)]
        borrowed = [loan for loan in establishment.loans if (loan.borrower, loan.category) == (unit, category)]
        out = sum(loan.posts for loan in lent)
        idle = max(0, vacancies - out) if posts and vacancies * 100 >= share * posts else 0
        if idle or lent or borrowed:
            sentences = [_sentence(establishment, loan, day, by_lender=loan in lent) for loan in (*lent, *borrowed)]
            if idle:
                sentences.insert(0, f"空编 {vacancies} 名，占 {vacancies * 100 // posts}%，拟可周转 {idle} 名")
            back = sum(loan.posts for loan in borrowed)
            found.append(PoolEntry(unit, category, idle, out, back, tuple(sentences)))
    return tuple(found)


def _sentence(establishment: Establishment, loan: PostLoan, day: date, *, by_lender: bool) -> str:
    other = loan.borrower if by_lender else loan.lender
    name = establishment.unit[other].name if other else "机动编制"
    words = f"{'借给' if by_lender else '借用'}{name} {loan.posts} 名" + (
        "（单列，不计入借用单位编制）" if not by_lender else ""
    )
    if loan.until is None:
        return f"{words}，未填周转期止"
    overdue = f"，已超期 {(day - loan.until).days} 天" if loan.until < day else ""
    return f"{words}，{day_in_words(loan.until)}到期{overdue}"
