"""The invented district 澜屏区 as a ledger without faults."""

from dataclasses import replace

from bianzhi.domain.establishment import Establishment
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.duties import duties
from bianzhi.sampling.layout import lay_out
from bianzhi.sampling.loans import loans
from bianzhi.sampling.people import Roster, listed_without_post, seats
from bianzhi.sampling.posts import PostBook
from bianzhi.sampling.secondments import seconded
from bianzhi.sampling.small_institutions import LEAST_DISTRICT, with_small_institutions
from bianzhi.sampling.ties import Kin, fit_scores, traffic
from bianzhi.sampling.units import DISTRICT, leadership_posts, quota_entries, unit
from bianzhi.sampling.workloads import workloads

NAME = "澜屏区台账.xlsx"


def district(persons: int, seed: int) -> Establishment:
    """The district with about ``persons`` people: 62 units whatever the size, and five small institutions in a larger one.

    Persons over quota and vacancies grow in proportion, a few units made to show an edge keep their size. With fewer than
    about 200 people the units cannot shrink any more.
    """
    dice = Dice(seed)
    laid = lay_out(DISTRICT, max(1, persons - listed_without_post(persons)), dice)
    open_units = tuple(
        one.plan.code for one in laid if any(cell.quota > cell.in_post for cell in one.cells)
    )  # fmt: skip
    roster = Roster(dice, open_units)
    ledger = Establishment(
        name=NAME,
        units=tuple(unit(one.plan, number) for number, one in enumerate(laid, 1)),
        quota_entries=tuple(entry for one in laid for entry in quota_entries(one, dice)),
        leadership_posts=tuple(row for number, one in enumerate(laid, 1) for row in leadership_posts(one, number)),
        sections=tuple(section for one in laid for section, _ in one.sections),
        people=tuple(roster.draw(seat) for seat in seats(laid, persons, dice)),
    )
    book = PostBook(dice)
    ledger = replace(ledger, posts=tuple(post for one in laid for post in book.posts(one)), duties=duties(ledger))
    ledger = replace(
        ledger,
        kinships=Kin(laid, ledger, dice).kinships(),
        traffic=traffic(laid, dice),
        fit_scores=fit_scores(ledger, dice),
        loans=loans(ledger),
        workloads=workloads(ledger),
    )
    if persons >= LEAST_DISTRICT:
        ledger = with_small_institutions(ledger, roster, dice)
    return replace(ledger, people=seconded(ledger))
