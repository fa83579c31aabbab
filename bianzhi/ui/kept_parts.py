"""The parts of a session that a scenario keeps: where each is, how it is put back, and what a change of it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.establishment import PostLoan
from bianzhi.domain.reform import Reform
from bianzhi.domain.scenario import ScenarioContent
from bianzhi.ui.state import Session
from bianzhi.ui.tables.by_hand import step_words
from bianzhi.ui.tables.step_labels import loans_words, reform_words


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a content."""

    name: str
    """Of the field."""
    label: str
    """What a change of it is called in the history."""
    of: Callable[[Session], object]
    """What the session has of it. A part has changed where this is another object; nothing is compared."""


PARTS = (
    Part("ledger", "载入台账", lambda now: now.source),
    Part("accepted", "采纳修复", lambda now: now.accepted),
    Part("reform", "改革方案", lambda now: now.reforms.reform if now.reforms.mark else None),
    Part("record", "采用按意见重排的方案", lambda now: now.advice.record),
    Part("plan", "求解方案", lambda now: now.plan),
    Part("mergers", "内设机构整合", lambda now: now.mergers),
    Part("by_hand", "手工调整", lambda now: now.by_hand),
    Part("consultation", "读入征求意见表", lambda now: now.advice.consultation),
    Part("loans", "拟借用编制", lambda now: now.reforms.loans),
    Part("duties", "比对职责", lambda now: now.reforms.compared),
    Part("reconciliation", "与财政供养名单比对", lambda now: now.reconciliation),
    Part("roster_changes", "与上期台账比较", lambda now: now.roster_changes),
    Part("basis", "沿用以前导出的方案", lambda now: now.basis),
    Part("basis_findings", "沿用以前导出的方案", lambda now: now.basis_findings),
    Part("previous", "读入上次的体检结果", lambda now: now.previous),
    Part("other_reform", "载入另一份改革方案比较", lambda now: now.reforms.other),
    Part("settings", "修改设置和要求", lambda now: now.settings),
    Part("day", "修改日期", lambda now: now.day),
    Part("carries_settings", "核对按另一份台账填写的要求", lambda now: now.carries_settings),
)
"""Every field of a content. Where several have changed, the first one that holds something gives the step its name."""


def parts_of(now: Session) -> tuple[object, ...]:
    """What the session has of each part."""
    return tuple(part.of(now) for part in PARTS)


def same_parts(parts: tuple[object, ...], kept: tuple[object, ...]) -> bool:
    """Whether nothing was done since."""
    return len(parts) == len(kept) and all(one is other for one, other in zip(parts, kept, strict=True))


def content_of(now: Session, ledger: str) -> ScenarioContent:
    """What the session proposes now, on the stored ledger of an id."""
    held: dict[str, Any] = {part.name: part.of(now) for part in PARTS}
    return ScenarioContent(**{**held, "ledger": ledger})


def put_back(now: Session, content: ScenarioContent) -> None:
    """Give the session everything of a content but its ledger; what is the same already is left alone."""
    now.day, now.settings, now.accepted = content.day, content.settings, content.accepted
    now.carries_settings, now.settings_before = content.carries_settings, None
    now.bring_back_results(content.plan, content.mergers)
    now.by_hand = content.by_hand
    now.bring_back_files(content)
    now.reforms.bring_back(content.reform)
    now.reforms.bring_back_work(content.loans, content.other_reform, content.duties)
    now.advice.bring_back(content.consultation, content.record)


def label_of(now: Session, kept: tuple[object, ...]) -> str:
    """What the step since ``kept`` is called; of moves by hand, of a reform and of loans it says which."""
    if len(kept) != len(PARTS):
        return PARTS[0].label
    before: dict[str, Any] = {part.name: each for part, each in zip(PARTS, kept, strict=True)}
    changed = [part for part in PARTS if part.of(now) is not before[part.name]]
    part = next((part for part in changed if part.of(now)), (changed or PARTS)[0])
    if part.name == "plan" and before["by_hand"] and not now.by_hand:
        return "采用手工调整"
    establishment = now.source.establishment if now.source is not None else None
    if part.name == "reform":
        return reform_words(before["reform"], cast("Reform | None", part.of(now)), establishment)
    if part.name == "by_hand" and establishment is not None:
        return step_words(cast("tuple[HandMove, ...]", before["by_hand"]), now.by_hand, establishment)
    if part.name == "loans" and establishment is not None:
        return loans_words(cast("tuple[PostLoan, ...]", before["loans"]), now.reforms.loans, establishment)
    return part.label
