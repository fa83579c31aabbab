"""Re-checking a plan on paper against its ledger: what ``verify`` runs, without any solver.

Every rule of ``ledger_format`` §2, every constraint of the catalogue and every wish of the office is written here a second
time, from its sentence and apart from the model that makes plans: what the two share are the ledger, the law tables and the headings of the workbook, and nothing else.
"""

from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan_columns import FINGERPRINT, Fingerprint, FingerprintColumn
from bianzhi.domain.plan_paper import PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.rules.plan_case import REMEDY, PlanCase, PlanRule
from bianzhi.rules.plan_fingerprint import FINGERPRINT_RULES, SETTINGS_HINT, settings_are_the_ones_planned_with
from bianzhi.rules.plan_goals import GOAL_RULES
from bianzhi.rules.plan_lines import LINE_RULES
from bianzhi.rules.plan_lists import LIST_RULES
from bianzhi.rules.plan_locks import LOCK_RULES
from bianzhi.rules.plan_moves import MOVE_RULES
from bianzhi.rules.plan_orders import ORDER_RULES
from bianzhi.rules.plan_places import PLACE_RULES
from bianzhi.rules.plan_posts import POST_RULES
from bianzhi.rules.plan_ranks import RANK_RULES
from bianzhi.rules.plan_relatives import RELATIVE_RULES
from bianzhi.rules.plan_sections import SECTION_RULES
from bianzhi.rules.plan_tables import TABLE_RULES
from bianzhi.rules.plan_units import UNIT_RULES
from bianzhi.rules.plan_wishes import WISH_RULES

ALL_PLAN_RULES: tuple[PlanRule, ...] = (
    *FINGERPRINT_RULES,
    *LINE_RULES,
    *MOVE_RULES,
    *ORDER_RULES,
    *PLACE_RULES,
    *POST_RULES,
    *RANK_RULES,
    *LOCK_RULES,
    *RELATIVE_RULES,
    *UNIT_RULES,
    *WISH_RULES,
    *TABLE_RULES,
    *GOAL_RULES,
    *LIST_RULES,
    *SECTION_RULES,
)
"""Every rule about a plan, P502 to P593. P501, that the sheets and columns are there, is the reader's."""

_OF_THE_PAPER = frozenset(rule.id for rule in (*FINGERPRINT_RULES, *LINE_RULES, *TABLE_RULES))
"""Rules whose breaches no other settings explain."""


def day_on(paper: PlanWorkbook) -> date | None:
    """The day written in a plan workbook, or None where none can be read."""
    row = paper[FINGERPRINT].find(FingerprintColumn.ITEM, Fingerprint.DAY)
    value = None if row is None else row[FingerprintColumn.VALUE]
    return value if isinstance(value, date) else None


def verify(establishment: Establishment, paper: PlanWorkbook, day: date, settings: PlanSettings) -> tuple[Finding, ...]:
    """Check a plan workbook against the ledger it was made from.

    Parameters
    ----------
    establishment
        The ledger.
    paper
        The plan as it was read back; nothing in it is believed.
    day
        The plan's day.
    settings
        The settings the plan was made with.

    Returns
    -------
    tuple of Finding
        Every violation, each at its cell of the plan workbook; none for a plan that holds. Where sheets or columns are
        missing, only that is reported: the rest cannot be read.
    """
    if paper.form_findings:
        return paper.form_findings
    case = PlanCase(establishment, paper, day, settings)
    found = tuple(finding for rule in ALL_PLAN_RULES for finding in rule.findings(case))
    other_settings = any(finding.id == settings_are_the_ones_planned_with.id for finding in found)
    return tuple(map(_explained_by_settings, found)) if other_settings else found


def _explained_by_settings(finding: Finding) -> Finding:
    """Under other settings than the plan's own, nobody is told that the workbook was altered where settings may explain it."""
    if finding.id in _OF_THE_PAPER or finding.hint != REMEDY:
        return finding
    return replace(finding, hint=SETTINGS_HINT)
