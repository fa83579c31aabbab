"""What to do next, in one sentence: told from the state of the work alone."""

from dataclasses import dataclass

from bianzhi.domain.finding import Severity
from bianzhi.domain.scenario import ScenarioStatus
from bianzhi.ui.jobs import at_work
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import severity_counts


@dataclass(frozen=True, slots=True)
class NextStep:
    """The page to go to, what to do there, and why now."""

    step: Step
    words: str
    why: str


def next_step(now: Session) -> NextStep:
    """The first thing that is still to be done, in the order of the work."""
    return next(found for found in (rule(now) for rule in _RULES) if found is not None)


def _load(now: Session) -> NextStep | None:
    if now.pending is not None:
        return NextStep(Step.IMPORT, "补全上传的文件", "文件还缺内容：密码、工作表，或者某一列的含义。")
    if now.source is None:
        return NextStep(Step.IMPORT, "导入台账", "上传机构编制台账和人员名册，或者载入虚构的示例区先看一看。")
    return None


def _check(now: Session) -> NextStep | None:
    if Step.CHECK in now.seen or now.report is None:
        return None
    errors = severity_counts(now.report.findings).get(Severity.ERROR, 0)
    why = f"体检发现违规 {errors} 条，先看清楚再测算。" if errors else "体检没有发现违规，看一眼预警和提示。"
    return NextStep(Step.CHECK, "看体检结果", why)


def _solve(now: Session) -> NextStep | None:
    if at_work(now.plan_job):
        return NextStep(Step.PLAN, "看求解进度", "方案正在求解；可以离开本页，求完自动保存。")
    if now.plan is None:
        return NextStep(Step.PLAN, "求解编制调剂", "默认设置就是规定的要求，一般直接求解。")
    if now.plan_is_stale:
        return NextStep(Step.PLAN, "重新求解", "设置改过，现有方案是按原设置求得的。")
    return None


def _place(now: Session) -> NextStep | None:
    waiting = len(now.waiting)
    if not waiting:
        return None
    return NextStep(Step.BY_HAND, "安置待安置区的人员", f"待安置区还有 {waiting} 人；导出和报批以前须全部安置。")


def _compare(now: Session) -> NextStep | None:
    if Step.COMPARE in now.seen:
        return None
    return NextStep(Step.COMPARE, "看调整前后", "逐单位核对编制、实有和超空编的变化。")


def _export(now: Session) -> NextStep | None:
    return None if now.exported else NextStep(Step.EXPORT, "导出成果", "生成 Excel 方案和公文格式的 Word 方案。")


def _submit(now: Session) -> NextStep:
    status = now.scenario.status if now.scenario else ScenarioStatus.DRAFT
    if status is ScenarioStatus.ISSUED:
        return NextStep(Step.SCENARIOS, "办理下一个方案", "本方案已印发；需要时可以从现状或副本另建方案。")
    return NextStep(Step.SCENARIOS, "记录办理进度", f"方案现在是“{status}”，研究以后在方案库记录下一步。")


_RULES = (_load, _check, _solve, _place, _compare, _export, _submit)
