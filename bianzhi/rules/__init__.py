"""Checking: what in a ledger is unlawful or worth a look, at which cell, by which article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.rule_switch import SwitchedOff
from bianzhi.law.parameters import Law
from bianzhi.rules import (
    allowances,
    duplicates,
    duties,
    institutions,
    leadership,
    level_posts,
    loans,
    postings,
    quotas,
    roster,
    staff,
    transits,
    workloads,
)
from bianzhi.rules.form import FORM_RULES
from bianzhi.rules.reform_rules import REFORM_RULES
from bianzhi.rules.rule import Rule
from bianzhi.rules.switches import refuse_unknown_rules
from bianzhi.stopping import stop_if_asked

ALL_RULES: tuple[Rule, ...] = (
    institutions.units_form_a_tree,
    institutions.sections_within_cap,
    institutions.section_has_enough_posts,
    institutions.credit_code_is_well_formed,
    institutions.section_is_not_the_unit_itself,
    institutions.section_posts_add_up,
    institutions.civil_like_status_has_a_document,
    institutions.institution_is_not_tiny,
    institutions.general_sections_are_few,
    institutions.credit_code_tells_the_kind,
    institutions.credit_codes_are_unique,
    institutions.registration_is_complete,
    duplicates.unit_names_are_unique,
    duplicates.section_names_are_unique_in_a_unit,
    allowances.tolerance_has_an_end,
    allowances.tolerance_has_not_expired,
    allowances.every_unit_has_a_region_where_one_has,
    duties.duties_have_a_source,
    duties.duties_stand_once,
    quotas.in_post_within_quota,
    quotas.types_in_use_are_approved,
    quotas.entries_add_up_to_a_quota,
    quotas.vacancies_are_few,
    quotas.institutions_use_institution_posts,
    quotas.approvals_have_a_document,
    quotas.staff_off_the_establishment_are_few,
    quotas.organs_rely_on_organ_posts,
    transits.promised_entries_fit_the_vacancies,
    transits.transits_end_when_they_take_effect,
    transits.people_in_transit_are_where_they_come_from,
    level_posts.level_posts_within_quota,
    loans.loans_have_not_run_out,
    loans.loans_have_an_end_and_a_document,
    loans.lent_posts_are_vacant,
    loans.nobody_borrows_from_himself,
    loans.loans_begin_before_they_end,
    workloads.cases_have_a_standard_time,
    workloads.support_leaves_time_for_service,
    leadership.leaders_within_leadership_posts,
    leadership.section_leaders_within_tier,
    leadership.section_leaders_within_own_posts,
    leadership.higher_ranks_have_a_document,
    level_posts.people_of_a_level_within_its_posts,
    roster.nobody_is_listed_twice,
    roster.citizen_number_is_well_formed,
    roster.sex_agrees_with_number,
    roster.birth_agrees_with_number,
    staff.nobody_stays_past_retirement,
    staff.retirement_is_foreseen,
    staff.end_of_trial_is_foreseen,
    staff.leaders_and_sensitive_posts_rotate,
    roster.dates_follow_each_other,
    roster.sex_is_known,
    roster.information_is_complete,
    roster.the_gone_hold_no_post,
    staff.civil_like_staff_are_in_civil_like_units,
    staff.sanction_periods_are_known,
    roster.staff_off_the_establishment_hold_no_post,
    staff.status_fits_the_establishment,
    staff.others_may_rotate,
    roster.whoever_has_a_leadership_rank_leads,
    roster.grade_belongs_to_the_status,
    staff.relatives_are_known,
    postings.ended_sanctions_are_known,
    postings.grassroots_recruits_are_not_on_loan,
    postings.most_staff_are_at_their_posts,
    postings.grade_belongs_to_the_kind_of_post,
    duplicates.scores_stand_once,
    duplicates.scored_posts_exist,
    allowances.conditions_are_those_of_the_matrix,
)
"""Every rule about a ledger that was read, in the order of the ids. Written out: one place to read."""


NOTHING_OFF: Mapping[str, str] = {}
"""Every rule applies."""

NOTHING_ELSE: Mapping[str, int] = {}
"""Every legal number is that of the day."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and the rules that were switched off, in the order of their ids."""

    findings: tuple[Finding, ...]
    rules_off: tuple[SwitchedOff, ...] = ()


def check_establishment(
    establishment: Establishment,
    day: date,
    off: Mapping[str, str] = NOTHING_OFF,
    parameters: Mapping[str, int] = NOTHING_ELSE,
) -> tuple[Finding, ...]:
    """Check a ledger against every rule in force on a day, but for those switched ``off`` (id → reason).

    ``parameters`` are legal numbers set otherwise, to try a reform.

    Returns
    -------
    tuple of Finding
        In the order of the contract's sheets, then row, then rule id; empty when nothing is wrong.

    Raises
    ------
    SettingsError
        A rule to be switched off does not exist, or without a reason.
    """
    return check_with_switches(establishment, day, off, parameters).findings


def check_with_switches(
    establishment: Establishment,
    day: date,
    off: Mapping[str, str] = NOTHING_OFF,
    parameters: Mapping[str, int] = NOTHING_ELSE,
) -> Checked:
    """The same check, which also tells of each rule switched off how many findings that hides.

    Raises
    ------
    SettingsError
        A rule to be switched off does not exist, or without a reason.
    """
    refuse_unknown_rules(off, ALL_RULES)
    law = Law(day, parameters)
    findings: list[Finding] = []
    hidden = []
    for each in ALL_RULES:
        stop_if_asked()
        found = each.findings(establishment, law)
        if each.id in off:
            hidden.append(SwitchedOff(each.id, each.title, off[each.id], sum(1 for _ in found)))
        else:
            findings.extend(found)
    ordered = sorted(hidden, key=lambda switched: switched.id)
    return Checked(in_ledger_order(establishment, findings), tuple(ordered))


def rule_titled(id: str) -> str:
    """The title of a rule about a ledger, its form or a reform; the id itself where there is no such rule."""
    titles = {each.id: each.title for each in ALL_RULES} | {each.id: each.title for each in FORM_RULES}
    titles |= {each.id: each.title for each in REFORM_RULES}
    return titles.get(id, id)


def in_ledger_order(establishment: Establishment, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the contract's sheets, then row, then rule id; sheets nothing was read from come last."""
    order = _sheet_order(establishment)
    last = len(order)
    return tuple(
        sorted(
            findings,
            key=lambda finding: (order.get((finding.at.workbook, finding.at.sheet), last), *_row_and_id(finding)),
        )
    )


def _sheet_order(establishment: Establishment) -> dict[tuple[str, str], int]:
    """The place of each sheet, under the name it has in the user's workbook, in the order of the contract."""
    sheets: tuple[Iterable[object], ...] = (
        establishment.units,
        establishment.quota_entries,
        establishment.leadership_posts,
        establishment.sections,
        establishment.people,
        establishment.posts,
        establishment.kinships,
        establishment.traffic,
        establishment.fit_scores,
        establishment.transits,
        establishment.level_posts,
        establishment.duties,
        establishment.loans,
        establishment.workloads,
    )
    order: dict[tuple[str, str], int] = {}
    for rows in sheets:
        for row in rows:
            order.setdefault((row.at.workbook, row.at.sheet), len(order))  # type: ignore[attr-defined]
            break
    return order


def _row_and_id(finding: Finding) -> tuple[int, str]:
    digits = finding.at.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits or 0), finding.id
