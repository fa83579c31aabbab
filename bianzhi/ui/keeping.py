"""Keeps what a session works on in the store after every change, and brings it back: nothing is ever saved by hand.

A content is compared part by part with what was kept last, by identity: nothing is written where nothing was done.
"""

import contextlib
import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.intake import parse_mapping
from bianzhi.domain.scenario import Origin, Scenario, ScenarioContent, ScenarioStatus
from bianzhi.errors import BianzhiError, ConflictError, MissingLedgerError, MissingScenarioError, SettingsError
from bianzhi.services import Progress, scenarios
from bianzhi.services.scenarios import Store
from bianzhi.ui.jobs import JOBS, JobState
from bianzhi.ui.kept_parts import content_of, label_of, parts_of, put_back, same_parts
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.stored_ledgers import checked, source_of, stored

JobSlot = Literal["plan_job", "mergers_job", "repair_job"]
"""Where a session holds long work whose result belongs to the scenario."""


@functools.cache
def store() -> Store:
    """The store of this server, opened once.

    Raises
    ------
    BianzhiError
        It cannot be opened; the next call tries again.
    """
    return scenarios.open_store()


class KeptPreferences:
    """Choices of the office, remembered in the store; where it cannot be reached they are simply not remembered."""

    def get(self, name: str) -> str:
        """The choice of this name; empty where none was made."""
        try:
            return store().preference(name)
        except BianzhiError:
            return ""

    def set(self, name: str, value: str) -> None:
        """Remember a choice."""
        with contextlib.suppress(BianzhiError):
            store().set_preference(name, value)


def keep(now: Session) -> None:
    """Keep what has changed since it was last kept, as one step of the scenario's history."""
    with now.lock:
        parts = parts_of(now)
        if (
            not now.visitor
            or now.newer is not None
            or now.gone
            or (now.scenario is None and now.source is None)
            or same_parts(parts, now.kept)
        ):
            return
        try:
            _keep_at_last(now, label_of(now, now.kept))
        except ConflictError as error:
            now.newer = cast("Scenario", error.head)
        except MissingScenarioError:
            now.gone = True
        except BianzhiError as error:
            now.unkept = error
        else:
            now.unkept, now.kept = None, parts


def bring_back(now: Session, identifier: str) -> None:
    """Go on with a kept scenario.

    Raises
    ------
    BianzhiError
        There is no such scenario, or what was kept of it cannot be read.
    """
    with now.lock:
        head, content = store().load(identifier)
        if head.running:
            store().set_running(identifier, "")
            now.notice = f"上次「{head.running}」没有做完就中断了（服务重启过），请重新开始。此前的内容都在。"
        _take(now, replace(head, running=""), content)


def undo(now: Session) -> None:
    """Go back one step of the history."""
    _go(now, back=True)


def redo(now: Session) -> None:
    """Go forward one step of the history again."""
    _go(now, back=False)


def take_newer(now: Session) -> None:
    """Go on with what somebody else made of the scenario; the own changes since then are given up."""
    with now.lock:
        if now.scenario is not None:
            _take(now, *store().load(now.scenario.id))


def keep_as_copy(now: Session) -> None:
    """Go on with the own changes in a copy; what somebody else made of the scenario stays as it is."""
    with now.lock:
        if now.scenario is not None:
            _fork(now, f"{now.scenario.name}（我的改动）")


def keep_anew(now: Session) -> None:
    """Keep the work as a new scenario, where somebody has deleted the one it was.

    Raises
    ------
    BianzhiError
        It cannot be kept.
    """
    with now.lock:
        if now.scenario is not None:
            now.ledger_kept = None
            _fork(now, now.scenario.name)


def content_or_none(head: Scenario) -> ScenarioContent | None:
    """What a scenario proposes, read once for each of its versions; None where it cannot be read any more."""
    try:
        return _content(head.id, head.version)
    except BianzhiError:
        return None


@functools.lru_cache(maxsize=64)
def _content(identifier: str, _: int) -> ScenarioContent:
    return store().load(identifier)[1]


def ledger_of(content: ScenarioContent) -> Establishment:
    """What the ledger of a content says.

    Raises
    ------
    BianzhiError
        It cannot be read any more.
    """
    return source_of(content.ledger, store().ledger(content.ledger)).establishment


def begin(now: Session, origin: Origin, name: str, note: str) -> Scenario:
    """A new scenario: from the ledger at hand with default settings, or blank. It is not opened.

    Raises
    ------
    BianzhiError
        The name is taken, or it cannot be kept.
    """
    ledger = _ledger_id(now) if origin is Origin.AS_IS else ""
    return store().create(name or str(origin), origin, ScenarioContent(day=now.day, ledger=ledger), note)


def copy(head: Scenario, name: str, note: str) -> Scenario:
    """A copy of a scenario with everything in it. It is not opened.

    Raises
    ------
    BianzhiError
        It cannot be kept.
    """
    made = store().copy(head.id, name or f"{head.name}（副本）")
    return store().rename(made.id, made.version, made.name, note) if note else made


def change_head(now: Session, head: Scenario, change: Callable[[int], Scenario]) -> None:
    """Change name or status of a scenario; ``change`` gets the version that is there.

    Raises
    ------
    BianzhiError
        It may not be changed like this, or somebody else was faster.
    """
    with now.lock:
        if now.scenario is None or now.scenario.id != head.id:
            change(head.version)
            return
        keep(now)
        now.scenario = change(now.scenario.version)


def advance(head: Scenario, version: int, status: ScenarioStatus, by: str, note: str) -> Scenario:
    """Take a scenario to another status; a plan that no longer fits its settings is not adopted.

    Raises
    ------
    BianzhiError
        Who does it is missing, the step is not the next one, or the content is not ready for it.
    """
    if not by:
        raise SettingsError("没有写经办人。", "请填写经办人；每一步都会记录。")
    content = store().load(head.id)[1]
    if status is not ScenarioStatus.DRAFT and not (content.plan or content.mergers or content.reform):
        raise SettingsError(
            f"方案「{head.name}」还没有内容。", "请先求解编制调剂、整合内设机构，或者编写改革方案，再办理下一步。"
        )
    if status.is_closed and content.plan is not None and content.plan.settings != content.settings:
        raise SettingsError(
            f"方案「{head.name}」的设置在求解后改过，方案没有重算。", "请先重新求解或者撤销设置的改动，再记录通过。"
        )
    return store().advance(head.id, version, status, by, note)


def submit(now: Session, slot: JobSlot, title: str, work: Callable[[Progress], object]) -> None:
    """Begin long work, held by the session in ``slot``. What it brings is kept when it ends, whoever looks at the page.

    That it runs is noted with the scenario, so that it is known to be lost should the server stop meanwhile.
    """
    head = now.scenario
    if head is not None:
        _note_running(head, title)
    with now.lock:  # work that ends at once waits until the session holds it
        setattr(now, slot, JOBS.submit(title, work, lambda state: _ended(now, head, state)))


def _ended(now: Session, head: Scenario | None, state: JobState) -> None:
    """Called in the thread of the work, or of whoever cancelled it."""
    if state is JobState.DONE:
        with now.lock:
            now.collect()
            keep(now)
    if head is not None:
        _note_running(head, "")


def _note_running(head: Scenario, title: str) -> None:
    try:
        store().set_running(head.id, title)
    except BianzhiError:
        return  # the work itself does not depend on the note


def _keep_at_last(now: Session, label: str) -> None:
    """As ``_keep``; a ledger that went with somebody else's last scenario of it is kept once more."""
    try:
        _keep(now, label)
    except MissingLedgerError:
        now.ledger_kept = None
        _keep(now, label)


def _keep(now: Session, label: str) -> None:
    content = content_of(now, _ledger_id(now))
    if now.scenario is None:
        now.scenario = store().create(_name_for(now.source), Origin.AS_IS, content)
    elif now.scenario.status.is_closed:
        if store().load(now.scenario.id)[1] != content:
            closed = now.scenario.name
            _fork(now, f"{closed}（修改稿）")
            now.forked_from = closed
    else:
        now.scenario = store().save(now.scenario.id, now.scenario.version, content, label)


def _name_for(source: Source | None) -> str:
    """A new scenario is called as the file its ledger came in."""
    named = source.files[0].name if source is not None and source.files else source.name if source else ""
    return Path(named).stem or str(Origin.AS_IS)


def _fork(now: Session, name: str) -> None:
    assert now.scenario is not None
    content = content_of(now, _ledger_id(now))
    now.scenario = store().create(name, Origin.COPY, content, copied_from=now.scenario.name)
    now.newer, now.unkept, now.gone, now.kept = None, None, False, parts_of(now)


def _go(now: Session, *, back: bool) -> None:
    with now.lock:
        if now.scenario is None:
            return
        try:
            turn = store().undo if back else store().redo
            words = now.scenario.undoable if back else now.scenario.redoable
            _take(now, *turn(now.scenario.id, now.scenario.version))
            now.success = f"已{'撤销' if back else '重做'}：{words}。"
        except ConflictError as error:
            now.newer = cast("Scenario", error.head)
        except BianzhiError as error:
            now.unkept = error


def _take(now: Session, head: Scenario, content: ScenarioContent) -> None:
    """Make the session what a content says; what is the same already is left alone, so that nothing is worked out anew."""
    now.newer = now.unkept = None
    now.gone, now.forked_from = False, ""
    if content.ledger != _ledger_id(now):
        if content.ledger:
            source = source_of(content.ledger, store().ledger(content.ledger))
            report = checked(source, content.day, content.settings.rules_off)
            now.load(source, report, same_scenario=True)
            now.decided = parse_mapping(source.decided) if source.decided else None
            now.ledger_kept = (source, content.ledger)
        else:
            now.drop_results()
            now.source = now.report = None
    elif now.source is not None and (content.day != now.day or content.settings.rules_off != now.settings.rules_off):
        report = services.check(now.source.ledger, content.day, content.settings.rules_off)
        now.check_again(report, keeps_plan=True)
    put_back(now, content)
    now.scenario = head
    now.kept = parts_of(now)


def _ledger_id(now: Session) -> str:
    """Id of the ledger at hand in the store, kept there at the first time; empty where there is none."""
    source = now.source
    if source is None:
        return ""
    if now.ledger_kept is None or now.ledger_kept[0] is not source:
        now.ledger_kept = (source, store().keep_ledger(stored(source)))
    return now.ledger_kept[1]
