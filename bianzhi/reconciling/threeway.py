"""三方比对: ledger, roster and payroll held against each other."""

from collections.abc import Iterable, Iterator, Sequence

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.intake import StatedCount
from bianzhi.domain.payroll import Payroll
from bianzhi.domain.reconciliation import Discrepancy, DiscrepancyKind, Reconciliation
from bianzhi.reconciling.counting import compare_cells, count_discrepancies
from bianzhi.reconciling.matching import Matching, match, salaries
from bianzhi.reconciling.people import people_discrepancies

_KINDS = {kind: place for place, kind in enumerate(DiscrepancyKind)}


def reconcile(
    establishment: Establishment, payroll: Payroll | None = None, stated: Sequence[StatedCount] = ()
) -> Reconciliation:
    """Compare who and how many the ledger, the roster and the payroll name.

    Parameters
    ----------
    establishment
        The ledger with its roster; counts are those of ``Establishment.in_post``.
    payroll
        财政供养名单; without it nothing is said of pay.
    stated
        Counts the office's own table states beside its quotas; several of one cell add up. Empty where it states none.

    Returns
    -------
    Reconciliation
        Every cell counted up to three ways, and the to-do list: by kind, then in the order of the ledger. Identity
        numbers in it are masked.

    Notes
    -----
    People are matched by citizen number, else by name and unit; whoever fits several is listed as undecidable.
    法条大意：实有人员不得突破编制，编制是核拨经费的依据；统计不得虚报、瞒报（《地方各级人民政府机构设置和编制管理条例》第6条、第23条）。
    """
    matching = match(establishment.people, payroll.rows) if payroll else Matching()
    cells = compare_cells(establishment, payroll, matching, stated)
    found: list[Discrepancy] = list(count_discrepancies(establishment, cells, stated, payroll))
    if payroll:
        found.extend(people_discrepancies(establishment, payroll, matching))
    return Reconciliation(
        ledger=establishment.name,
        payroll=payroll.name if payroll else "",
        cells=cells,
        discrepancies=tuple(_in_order(establishment, found)),
        persons=sum(establishment.in_post.values()),
        paid=len(salaries(payroll, matching)) if payroll else 0,
        matched=len(matching.pairs),
    )


def _in_order(establishment: Establishment, found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    units = {unit.code: place for place, unit in enumerate(establishment.units)}
    yield from sorted(found, key=lambda item: (_KINDS[item.kind], units.get(item.unit, len(units))))
