"""方案说明 as a workbook: why, what holds up the rest, other plans, fairness, robustness, and the years."""

from collections.abc import Callable
from pathlib import Path

from bianzhi.domain.advice import Advice
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.writing.advice_other_sheets import other_lists, other_plans, trade_offs
from bianzhi.writing.advice_sheets import blockage, burdens, people, robustness, years
from bianzhi.writing.advice_words import TITLE, refuse_nothing
from bianzhi.writing.workbook_styles import Table, write_tables

Sheet = Callable[[Advice, Plan, Establishment], Table | None]

_SHEETS: tuple[Sheet, ...] = (people, blockage, other_plans, other_lists, trade_offs, burdens, robustness, years)


def write(path: Path, advice: Advice, plan: Plan, establishment: Establishment) -> None:
    """Write the sheets of what was asked.

    为什么（逐人）, 堵点与放宽, 备选方案 with 备选方案名册, 得失比较, 公平性, 稳健性, 分年度消化计划; one that nobody asked for is left out.
    Identity numbers are masked. The same answers make the same bytes: the date in the file is the plan's day.

    Raises
    ------
    BianzhiError
        Nothing was asked, or the file cannot be written.
    """
    refuse_nothing(advice)
    found = (sheet(advice, plan, establishment) for sheet in _SHEETS)
    write_tables(path, [table for table in found if table is not None], TITLE, plan.day)
