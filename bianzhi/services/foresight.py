"""The use cases of looking ahead: retirements, indicators, workload, institutions that could be one, posts to lend."""

# ruff: noqa: PLC0415

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.institutions import InstitutionPlan, PoolEntry
from bianzhi.domain.outlook import Indicator, IndicatorBasis, Outlook, StaffNeed
from bianzhi.errors import BianzhiError


def institution_plan(establishment: Establishment, day: date, units: Collection[str] = ()) -> InstitutionPlan:
    """Which public institutions could be merged, by an exact model, with reasons."""
    from bianzhi.optimize.institutions import institution_plan

    return institution_plan(establishment, day, units)


def post_pool(establishment: Establishment, day: date) -> tuple[PoolEntry, ...]:
    """周转池: posts that could be lent, those lent, those borrowed and due back."""
    from bianzhi.reform.post_pool import post_pool

    return post_pool(establishment, day)


def outlook(establishment: Establishment, day: date, months: int = 120) -> Outlook:
    """Retirements month by month, and what is then over or vacant if nobody is hired."""
    from bianzhi.forecast import outlook

    return outlook(establishment, day, months)


def indicators(establishment: Establishment, day: date, basis: IndicatorBasis | None = None) -> tuple[Indicator, ...]:
    """Every indicator of every unit and of the whole, with its formula; those of a plan only where one is given."""
    from bianzhi.forecast import indicators

    return indicators(establishment, day, basis or IndicatorBasis())


def staff_need(establishment: Establishment, day: date) -> tuple[StaffNeed, ...]:
    """What the workload sheet calls for, unit by unit (WISN); none without the sheet."""
    from bianzhi.forecast import staff_need

    return staff_need(establishment, day)


def write_outlook(path: Path, outlook: Outlook, establishment: Establishment) -> None:
    """Write 退休与空编预测 as a workbook."""
    from bianzhi.writing import outlook_workbook

    outlook_workbook.write_outlook(path, outlook, establishment)


def write_indicators(path: Path, found: Sequence[Indicator], establishment: Establishment, day: date) -> None:
    """Write 编制使用指标 as a workbook."""
    from bianzhi.writing import outlook_workbook

    outlook_workbook.write_indicators(path, found, establishment, day)


def write_staff_need(path: Path, needs: Sequence[StaffNeed], establishment: Establishment, day: date) -> None:
    """Write 工作量测算 as a workbook.

    Raises
    ------
    BianzhiError
        The ledger has no workload, so that there is nothing to write.
    """
    from bianzhi.writing import outlook_workbook

    if not needs:
        raise BianzhiError(
            "台账中没有「工作量」表，没有可以写出的测算。",
            "请在台账模板的「工作量」表填写事项、年工作量和标准用时后重新导入。",
        )
    outlook_workbook.write_staff_need(path, needs, establishment, day)


def write_institutions(
    path: Path, plan: InstitutionPlan, pool: Sequence[PoolEntry], establishment: Establishment, day: date
) -> None:
    """Write 事业单位清理整合建议 as a workbook."""
    from bianzhi.writing import outlook_workbook

    outlook_workbook.write_institutions(path, plan, pool, establishment, day)


def shown(indicator: Indicator) -> str:
    """An indicator's value as users read it."""
    from bianzhi.writing.outlook_workbook import shown

    return shown(indicator)
