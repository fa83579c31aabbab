"""The use cases of a reform: what if. A ledger goes in and a ledger comes out; nothing already there is changed."""

# ruff: noqa: PLC0415

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.duty_verdicts import DutyVerdict
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.institutions import InstitutionPlan
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.reform import Reform, Reformed
from bianzhi.domain.reform_comparison import ReformComparison, ReformPaper
from bianzhi.domain.section_study import SectionRules, SectionStudy
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import ReformError


def read_reform(text: str) -> Reform:
    """A reform from its file (TOML).

    Raises
    ------
    SettingsError
        The text is not TOML, an operation is unknown, or an item of it is missing or of the wrong kind: with its place.
    """
    from bianzhi.reform import parse_reform

    return parse_reform(text)


def refuse_unusable_head(reform: Reform) -> None:
    """Refuse a name that is too long, and a name or source with characters that nobody sees.

    Raises
    ------
    SettingsError
        Which one, what is there, and the way out.
    """
    from bianzhi.reform.head_checks import refuse_unusable_head

    refuse_unusable_head(reform)


def refuse_without_steps(reform: Reform) -> None:
    """Refuse to make a paper, a ledger or a picture of a reform that does nothing.

    Raises
    ------
    ReformError
        It has no step.
    """
    if not reform.steps:
        raise ReformError("改革方案没有任何改革事项，没有可以导出的内容。", "请先写明至少一项改革事项再导出。")


def reform_text(reform: Reform) -> str:
    """The file of a reform; ``read_reform`` gives it back equal."""
    from bianzhi.reform import reform_text

    return reform_text(reform)


def apply_reform(establishment: Establishment, reform: Reform) -> Reformed:
    """The ledger after a reform, and what follows from it.

    Raises
    ------
    ReformError
        An operation cannot be carried out: which one, what it speaks of, why, and a way out. The ledger stays as it was.
    """
    from bianzhi.reform import apply_reform

    return apply_reform(establishment, reform)


def check_reform(reformed: Reformed, plan: Plan | None = None) -> tuple[Finding, ...]:
    """What stops the export of a reform: duties without a fate or with two, people not placed, totals not kept.

    People of abolished units whom the plan moves are placed.
    """
    from bianzhi.reform import check_reform

    return check_reform(reformed, plan)


def why_not_placed(reformed: Reformed, plan: Plan) -> Mapping[str, str]:
    """By person of an abolished unit, why a plan that places people leaves him over."""
    from bianzhi.reform.checking import why_not_placed

    return why_not_placed(reformed, plan)


def notices(reformed: Reformed, day: date) -> tuple[Finding, ...]:
    """What is to be looked at before a reform is handed in, on the working day; it does not stop the export."""
    from bianzhi.reform import notices

    return notices(reformed, day)


def placement_settings(reformed: Reformed, settings: PlanSettings | None = None) -> PlanSettings:
    """The settings of a plan that places people left over: everybody of an abolished unit may leave it."""
    from bianzhi.reform import placement_settings

    return placement_settings(reformed, settings or PlanSettings())


def rule_effects(reformed: Reformed, day: date) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that the reform removes, and findings that it adds, by the rules in force on a day."""
    from bianzhi.reform import rule_effects

    return rule_effects(reformed, day)


def compare_reform(reformed: Reformed, day: date) -> ReformComparison:
    """A reform unit by unit, before beside after, and what flows between units."""
    from bianzhi.reform.comparing import compare

    return compare(reformed, day)


def conflicts(establishment: Establishment, reforms: Sequence[Reform]) -> tuple[Finding, ...]:
    """Where reforms worked out apart contradict each other: one takes what the other needs, or both settle one thing."""
    from bianzhi.reform import conflicts

    return conflicts(establishment, reforms)


def match_duties(old: Sequence[str], new: Sequence[str]) -> tuple[DutyMatch, ...]:
    """Pair the duties of two documents by their wording; every pair is a proposal to be confirmed by hand."""
    from bianzhi.reform.matching import match_duties

    return match_duties(old, new)


def study_sections(
    establishment: Establishment, unit: str, day: date, rules: SectionRules, time_limit_seconds: int = 20
) -> SectionStudy:
    """The best sections of one unit under the clerk's rules, the next best, and how simple methods compare."""
    from bianzhi.optimize.merging import study_sections

    return study_sections(establishment, unit, day, rules, time_limit_seconds)


def judge_sections(
    establishment: Establishment,
    unit: str,
    groups: Sequence[Sequence[str]],
    day: date,
    rules: SectionRules,
    best: SectionStudy | None = None,
) -> SectionStudy:
    """How a grouping made by hand stands: its value against the optimum of ``best``, and each rule's light."""
    from bianzhi.optimize.merging import judge_sections

    return judge_sections(establishment, unit, groups, day, rules, best)


def reform_paper(reformed: Reformed, day: date, plan: Plan | None = None) -> ReformPaper:
    """Everything the papers of a reform say.

    Raises
    ------
    ReformError
        The reform has no step, or ``check_reform`` finds an error: orphans, duplicates or people not placed stop the
        export. People whom the plan places are placed.
    """
    from bianzhi.reform import notices, rule_effects
    from bianzhi.reform.comparing import compare
    from bianzhi.reform.unit_items import unit_items
    from bianzhi.reform.wording import sentences

    refuse_without_steps(reformed.reform)
    wrong = check_reform(reformed, plan)
    if wrong:
        more = f"另有 {len(wrong) - 1} 处。" if len(wrong) > 1 else ""
        raise ReformError(f"改革方案还不能导出：{wrong[0].message}{more}", wrong[0].hint)
    since = reformed.reform.effective or day
    gone, new = rule_effects(reformed, max(day, since))
    return ReformPaper(
        reformed,
        compare(reformed, day),
        sentences(reformed),
        day,
        unit_items(reformed),
        gone,
        new,
        notices(reformed, day),
        plan,
    )


def write_reform_workbook(path: Path, paper: ReformPaper) -> None:
    """Write 改革方案 as a workbook: operations, before and after, duties, 核增核减, paired 出编/入编 rows."""
    from bianzhi.writing import reform_workbook

    reform_workbook.write(path, paper)


def write_reform_document(path: Path, paper: ReformPaper) -> None:
    """Write 改革方案 as a Word paper; its numbers are those of the workbook."""
    from bianzhi.writing import reform_document

    reform_document.write(path, paper)


def chart_note(reform: Reform, day: date) -> str:
    """What the foot of a picture says: which reform, that it is a proposal, from when, and the day it was worked out for."""
    from bianzhi.reform.wording import chart_note

    return chart_note(reform, day)


def draw_reform(comparison: ReformComparison, only_changes: bool = False, note: str = "") -> str:
    """Units before and after in two columns with lines between what changes, as SVG text."""
    from bianzhi.charts import reform_chart

    return reform_chart.draw(comparison, only_changes, note)


def draw_flows(comparison: ReformComparison, kind: str = "posts", note: str = "") -> str:
    """Flow of ``duties``, ``posts`` or ``persons`` between units before and after, as SVG text."""
    from bianzhi.charts import flow_chart

    return flow_chart.draw(comparison, kind, note)


def draw_traffic(establishment: Establishment, unit: str, groups: Sequence[Sequence[str]] = ()) -> str:
    """Work between the sections of one unit as a picture; with groups, the merged sections enclosed."""
    from bianzhi.charts import traffic_chart

    return traffic_chart.draw(establishment, unit, groups)


def reform_sentences(reformed: Reformed) -> tuple[str, ...]:
    """Each step of a reform as a sentence, in order."""
    from bianzhi.reform.wording import sentences

    return sentences(reformed)


def operation_words() -> Mapping[type, str]:
    """The name of every operation for users and in files, by its class."""
    from bianzhi.reform.apply import OPERATIONS

    return {kind: word for kind, (word, _) in OPERATIONS.items()}


def sound_part(establishment: Establishment, reform: Reform) -> Reform:
    """The longest beginning of a reform that can be carried out on a ledger; without any steps in the worst case."""
    least, most = 0, len(reform.steps)
    while least < most:
        middle = (least + most + 1) // 2
        try:
            apply_reform(establishment, replace(reform, steps=reform.steps[:middle]))
        except ReformError:
            most = middle - 1
        else:
            least = middle
    return replace(reform, steps=reform.steps[:least])


def sample_reform(establishment: Establishment, day: date) -> Reform:
    """The worked reform of the invented district, its sections included.

    Raises
    ------
    ReformError
        The ledger is not that district.
    """
    from bianzhi.optimize import merge_unit_sections
    from bianzhi.sampling.reform import sample_reform

    reform = sample_reform(establishment)
    if not reform.steps:
        raise ReformError(
            "示例改革方案是为示例区编的，与现在的台账不符。", "请在「导入台账」载入示例（虚构的区），或自己逐步编写。"
        )
    after = apply_reform(establishment, reform).after
    return with_sections(establishment, reform, merge_unit_sections(after, day, ()))


def with_sections(establishment: Establishment, reform: Reform, mergers: Sequence[Merger]) -> Reform:
    """The reform with proposed sections as further steps.

    Raises
    ------
    ReformError
        A step cannot be carried out, or the proposal speaks of sections that earlier steps removed.
    """
    from bianzhi.reform.proposals import section_steps

    after = apply_reform(establishment, reform).after
    return replace(reform, steps=(*reform.steps, *section_steps(after, mergers)))


def with_institutions(establishment: Establishment, reform: Reform, plan: InstitutionPlan) -> Reform:
    """The reform with proposed mergers of institutions as further steps.

    Raises
    ------
    ReformError
        A step cannot be carried out, or the proposal speaks of institutions that earlier steps removed.
    """
    from bianzhi.reform.proposals import institution_steps

    after = apply_reform(establishment, reform).after
    return replace(reform, steps=(*reform.steps, *institution_steps(after, plan.mergers)))


def with_named_heir(
    establishment: Establishment, reform: Reform, unit: str, heir: str, people: Sequence[str]
) -> Reform:
    """The reform with people of an abolished unit going to a named unit, with their posts, just before it is abolished.

    Raises
    ------
    ReformError
        The unit is not abolished by any step, or somebody is not of it.
    """
    from bianzhi.reform.proposals import with_named_heir

    return with_named_heir(establishment, reform, unit, heir, people)


def with_duties(
    establishment: Establishment,
    reform: Reform,
    unit: str,
    old: Sequence[str],
    new: Sequence[str],
    verdicts: Sequence[DutyVerdict],
) -> Reform:
    """The reform with confirmed verdicts about the duties of one unit as further steps.

    Raises
    ------
    ReformError
        A step cannot be carried out, an old text is no duty of the unit, or nothing changes.
    """
    from bianzhi.reform.proposals import duty_steps

    after = apply_reform(establishment, reform).after
    return replace(reform, steps=(*reform.steps, *duty_steps(after, unit, old, new, verdicts)))


def free_codes(reformed: Reformed, prefix: str, count: int = 1) -> tuple[str, ...]:
    """Codes of a prefix and a number that no unit, section or duty of either side has."""
    from bianzhi.reform.proposals import free_codes

    taken: set[str] = set()
    for ledger in (reformed.before, reformed.after):
        taken |= ledger.unit.keys() | ledger.section.keys() | ledger.duty.keys()
    return free_codes(taken, prefix, count)
