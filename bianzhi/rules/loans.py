"""B2xx 周转使用: posts lent for a time. They are listed apart (单列): no quota, excess or vacancy of either side changes."""

from collections.abc import Iterator

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import CellKey, Establishment, PostLoan
from bianzhi.domain.finding import Severity
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_PRACTICE = statute("local-practice").whole


@rule(
    id="B213",
    title="周转使用到期应收回或者续期",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def loans_have_not_run_out(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The last day of a loan of posts has not passed."""
    for loan in establishment.loans:
        if loan.until is not None and loan.until < law.day:
            yield Breach(
                at=loan.at.cell("until"),
                message=f"{_named(establishment, loan)}，周转期止 {day_in_words(loan.until)}，已超期 {(law.day - loan.until).days} 天。",
                hint="请评估后收回或者报批续期；已收回的，请删去本行。",
            )


@rule(
    id="B214",
    title="周转使用应有期限和批准文号",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def loans_have_an_end_and_a_document(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A loan of posts says when it ends and who approved it."""
    for loan in establishment.loans:
        lacking = {"until": loan.until is None, "document": not loan.document}
        words = [word for word, lacks in zip(("周转期止", "批准文号"), lacking.values(), strict=True) if lacks]
        if words:
            yield Breach(
                at=loan.at.cell(next(field for field, lacks in lacking.items() if lacks)),
                message=f"{_named(establishment, loan)}，没有填{'和'.join(words)}，都应填写。",
                hint="请按批准文件补填；没有批准的，不得周转使用。",
            )


@rule(
    id="B215",
    title="借出的编制不得超过空编",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def lent_posts_are_vacant(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A unit lends no more posts of a type than it has vacant; loans of one cell add up."""
    lent: dict[CellKey, list[PostLoan]] = {}
    for loan in establishment.loans:
        if loan.lender:
            lent.setdefault((loan.lender, loan.category), []).append(loan)
    for cell, loans in lent.items():
        posts, vacant = sum(loan.posts for loan in loans), establishment.vacancies(cell)
        if posts > vacant:
            yield Breach(
                at=loans[0].at.cell("posts"),
                message=f"{establishment.unit[cell[0]].name}{cell[1]}空编 {vacant} 名，借出 {posts} 名，"
                f"超出 {posts - vacant} 名。",
                hint="请收回超出的部分，或核对借出机构的编制和人员。",
            )


@rule(
    id="B216",
    title="借出机构与借用机构不得相同",
    source=_PRACTICE,
    severity=Severity.ERROR,
)
def nobody_borrows_from_himself(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Lender and borrower of a loan are two units."""
    for loan in establishment.loans:
        if loan.lender == loan.borrower:
            yield Breach(
                at=loan.at.cell("lender"),
                message=f"{establishment.unit[loan.borrower].name}{loan.category}填为借用自己的编制 {loan.posts} 名，"
                "借出机构应为另一机构，或留空（机动编制）。",
                hint="请更正借出机构；使用机动编制的请留空。",
            )


@rule(
    id="B217",
    title="周转期起不得晚于周转期止",
    source=statute("ledger-template").whole,
    severity=Severity.WARNING,
)
def loans_begin_before_they_end(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The first day of a loan is not after its last."""
    for loan in establishment.loans:
        if loan.since is not None and loan.until is not None and loan.since > loan.until:
            yield Breach(
                at=loan.at.cell("since"),
                message=f"{_named(establishment, loan)}，周转期起{day_in_words(loan.since)}晚于周转期止{day_in_words(loan.until)}。",
                hint="请对照批准文件更正两个日期。",
            )


def _named(establishment: Establishment, loan: PostLoan) -> str:
    lender = establishment.unit[loan.lender].name if loan.lender else "机动编制"
    return f"{establishment.unit[loan.borrower].name}借用{lender}（{loan.category}）{loan.posts} 名"
