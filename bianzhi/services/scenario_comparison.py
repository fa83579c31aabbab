"""The use case of comparing scenarios; the file it is exported to."""

# ruff: noqa: PLC0415

from collections.abc import Sequence
from pathlib import Path

from bianzhi.domain.finding import Severity
from bianzhi.domain.scenario_comparison import Compared, ScenarioComparison
from bianzhi.reconciling import scenarios
from bianzhi.services import by_hand

FEWEST, MOST = scenarios.FEWEST, scenarios.MOST


def compare(compared: Sequence[Compared]) -> ScenarioComparison:
    """Two to four scenarios side by side.

    Raises
    ------
    SettingsError
        There are fewer, or more.
    """
    return scenarios.compare(compared, _broken)


def _broken(each: Compared) -> int:
    """Rules that a re-check of the plan finds broken."""
    content = each.content
    if content.plan is None:
        return 0
    judged = by_hand.judge(each.establishment, content.plan.day, content.plan.settings, (), content.plan)
    return sum(light.worst is Severity.ERROR for light in judged.lights)


def write_comparison(path: Path, found: ScenarioComparison, compared: Sequence[Compared]) -> None:
    """Write the comparison as a workbook."""
    from bianzhi.writing import scenario_comparison_workbook

    day = max(each.content.day for each in compared)
    scenario_comparison_workbook.write(path, found, [each.establishment for each in compared], day)
