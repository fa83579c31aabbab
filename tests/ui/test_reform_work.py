"""What a session remembers of reforms: the reform stays, what was worked out goes with its ledger and its day."""

from dataclasses import replace

import pytest

from bianzhi import services
from bianzhi.domain.reform import AbolishUnit, Reform, RenameUnit
from bianzhi.domain.reform import Step as ReformStep
from bianzhi.errors import ReformError, SettingsError
from bianzhi.services import reforming
from tests.ui.small_office import DAY
from tests.ui.small_reform import session_to_reform, small_reform


def test_a_reform_is_applied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked twice it is worked out once; another step works it out again."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    first = now.reforms.reformed(now.source.establishment)
    calls: list[object] = []
    real = reforming.apply_reform
    monkeypatch.setattr(reforming, "apply_reform", lambda *given: (calls.append(given), real(*given))[1])

    assert now.reforms.reformed(now.source.establishment) is first
    assert calls == []
    now.reforms.add(now.source.establishment, ReformStep(RenameUnit("C", "丙新中心")))
    assert now.reforms.reformed(now.source.establishment) is not first
    assert len(calls) == 1


def test_a_plan_that_places_nobody_is_another_answer_than_no_plan() -> None:
    """Before a solve the way out is to solve; after one that places nobody it is to name an heir; asked again, nothing is new."""
    now = session_to_reform(Reform("撤销甲局", (ReformStep(AbolishUnit("A", document="待批")),)))
    assert now.source is not None
    reformed = now.reforms.reformed(now.source.establishment)
    before = now.reforms.wrong(reformed, None)
    settings = reforming.placement_settings(reformed)
    plan = replace(services.reallocate(reformed.after, DAY, settings), moves=())
    after = now.reforms.wrong(reformed, plan)

    assert "再求解不会改变结果" not in "".join(finding.hint for finding in before)
    assert "再求解不会改变结果" in "".join(finding.hint for finding in after)
    assert now.reforms.wrong(reformed, plan) is after


def test_another_ledger_keeps_the_reform_and_drops_its_results() -> None:
    """Like the settings: the same reform is worked out anew on the ledger of the next month."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    assert now.report is not None
    old = now.reforms.reformed(now.source.establishment)
    establishment = replace(now.source.establishment, name="下月.xlsx")

    now.load(replace(now.source, ledger=replace(now.source.ledger, establishment=establishment)), now.report)

    assert now.reforms.reform == small_reform()
    new = now.reforms.reformed(establishment)
    assert new is not old
    assert new.after.name == "下月.xlsx"


def test_undo_gives_the_ledger_back() -> None:
    """Every step taken back one by one ends with the units, posts, people and duties there were."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    establishment = now.source.establishment
    while now.reforms.reform.steps:
        now.reforms.take(establishment, now.reforms.reform.without_last())

    after = now.reforms.reformed(establishment).after
    for table in ("units", "quota_entries", "sections", "people", "duties", "traffic"):
        assert getattr(after, table) == getattr(establishment, table)


def test_a_refused_change_leaves_the_mark_and_the_results() -> None:
    """Comparison and mark are those of the reform that stayed."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    establishment, mark = now.source.establishment, now.reforms.mark
    comparison = now.reforms.comparison(now.reforms.reformed(establishment), DAY)

    with pytest.raises(ReformError):
        now.reforms.add(establishment, ReformStep(RenameUnit("Z", "没有")))

    assert now.reforms.mark == mark
    assert now.reforms.comparison(now.reforms.reformed(establishment), DAY) is comparison


def test_the_ledger_before_a_step_is_of_the_ledger_at_hand() -> None:
    """Another ledger, not asked for anything else first: the steps before the place are worked out on it."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    first = now.source.establishment
    now.reforms.before(first, 1)

    assert now.reforms.before(replace(first, name="下月.xlsx"), 1).before.name == "下月.xlsx"


@pytest.mark.parametrize("place", [-1, 17])
def test_there_is_no_step_to_change_at_a_place_beyond_the_reform(place: int) -> None:
    """Refused, and the reform stays."""
    now = session_to_reform(small_reform())
    assert now.source is not None
    steps = now.reforms.reform.steps
    with pytest.raises(ReformError, match="没有第"):
        now.reforms.change(now.source.establishment, place, ReformStep(RenameUnit("C", "丙新中心")))
    assert now.reforms.reform.steps == steps


@pytest.mark.parametrize("name", ["改" * 121, "示例\x0b改革", "示例\u202e改革"])
def test_a_name_that_no_paper_can_show_is_refused_where_it_is_entered(name: str) -> None:
    """Too long, or with characters that nobody sees: the reform keeps the name it had."""
    now = session_to_reform(small_reform())

    with pytest.raises(SettingsError, match="改革方案的名称"):
        now.reforms.describe(replace(small_reform(), name=name))
    assert now.reforms.reform == small_reform()
