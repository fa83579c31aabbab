"""Settings written as a file come back equal, whatever was set."""

import tomllib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.settings import Exchange, FitWeights, PlanSettings, parse_settings
from bianzhi.domain.settings_file import write_settings
from bianzhi.domain.terms import Category, Status
from bianzhi.domain.wishes import Wish, WishKind

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).filter(str.strip)
_CODE = st.one_of(st.sampled_from(("A01", "B.2", "机构 三", '引"号\\')), _TEXT)
_DAY = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    """Any wish that says enough."""
    kind = draw(st.sampled_from(WishKind))
    code = st.just("") if kind is WishKind.STAY else st.one_of(st.just(""), _CODE)  # who stays goes nowhere
    return Wish(
        kind,
        tuple(draw(st.lists(_CODE, min_size=2, max_size=4, unique=True))),
        draw(code),
        draw(code),
        None if kind is WishKind.STAY else draw(st.one_of(st.none(), st.sampled_from(Category))),
        draw(code),
        draw(st.integers(1, 10_000)),
        draw(st.integers(1, 100)),
        by=draw(_TEXT),
        on=draw(_DAY),
        why=draw(_TEXT),
    )


@st.composite
def any_settings(draw: st.DrawFn) -> PlanSettings:
    """Settings in which anything may differ from the default."""
    reason = st.dictionaries(st.sampled_from(("C14", "C38", "C05", "C99")), _TEXT, max_size=2)
    change = st.builds(
        MatrixChange, st.sampled_from(Status), st.sampled_from(Category), st.just("C"), _TEXT, _TEXT, _DAY, _TEXT
    )
    return PlanSettings(
        near_retirement_months=draw(st.integers(0, 600)),
        leaving_share_percent=draw(st.integers(0, 100)),
        time_limit_seconds=draw(st.integers(1, 86_400)),
        fit_weights=FitWeights(major=draw(st.integers(1, 1000))),
        rules_off=draw(st.dictionaries(st.sampled_from(("B201", "J108")), _TEXT, max_size=2)),
        constraints_off=draw(reason),
        constraints_on=draw(reason),
        leaving_share_of=draw(st.dictionaries(_CODE, st.integers(0, 100), max_size=2)),
        exchange=Exchange(draw(st.integers(0, 10_000)), draw(st.integers(1, 100))),
        matrix=tuple(draw(st.lists(change, max_size=2))),
        conditions=tuple(draw(st.lists(st.builds(Fulfilled, _TEXT, _TEXT, _TEXT, _DAY, _TEXT), max_size=2))),
        wishes=tuple(draw(st.lists(wishes(), max_size=3))),
    )


@settings(max_examples=60, deadline=None)
@given(any_settings())
def test_what_was_written_reads_back_equal(asked: PlanSettings) -> None:
    """Every number, reason, share, matrix cell, condition and wish."""
    assert parse_settings(write_settings(asked)) == asked


def test_default_settings_are_written_out() -> None:
    """A later change of a default does not change what this file says."""
    values = tomllib.loads(write_settings(PlanSettings()))

    assert values["leaving_share_percent"] == 30
    assert values["fit_weights"]["major"] == 25
    assert "wishes" not in values
