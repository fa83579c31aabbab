"""What holds for every rule: its id, its docstring, its source, its place in ALL_RULES, its parameters."""

import importlib
import pkgutil
import re
from datetime import date, timedelta

import pytest

import bianzhi.rules
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from bianzhi.law.citation import statutes
from bianzhi.law.parameters import Law, parameters
from bianzhi.rules import ALL_RULES
from bianzhi.rules.rule import Breach, Rule, rule
from tests.worlds import DAY, kin, leadership, person, quota, section, unit, world

FAMILIES = {
    "duplicates": "(J1|R4)",
    "institutions": "J1",
    "quotas": "B2",
    "leadership": "Z3",
    "roster": "R4",
    "staff": "R4",
    "postings": "R4",
    "allowances": "(J1|R4)",
    "transits": "B2",
    "level_posts": "(B2|Z3)",
    "duties": "J1",
    "loans": "B2",
    "workloads": "B2",
}

every_rule = pytest.mark.parametrize("each", ALL_RULES, ids=lambda each: each.id)


def decorated() -> dict[str, list[Rule]]:
    """Every rule about a ledger that a module of ``bianzhi.rules`` defines."""
    found: dict[str, list[Rule]] = {}
    for module in pkgutil.iter_modules(bianzhi.rules.__path__):
        if module.name in FAMILIES:
            names = vars(importlib.import_module(f"bianzhi.rules.{module.name}"))
            found[module.name] = [value for value in names.values() if isinstance(value, Rule)]
    return found


def test_no_rule_is_left_out() -> None:
    """ALL_RULES is written out by hand; whoever adds a rule adds it there."""
    missing = [each.id for rules in decorated().values() for each in rules if each not in ALL_RULES]

    assert missing == []
    assert sum(len(rules) for rules in decorated().values()) == len(ALL_RULES) > 30


def test_ids_are_unique_and_belong_to_their_family() -> None:
    """J 机构, B 编制, Z 职数, R 人员, and three digits."""
    ids = [each.id for each in ALL_RULES]

    assert len(set(ids)) == len(ids)
    for module, rules in decorated().items():
        assert all(re.fullmatch(rf"{FAMILIES[module]}\d\d", each.id) for each in rules), module


def test_rules_are_listed_in_the_order_of_their_ids_within_a_family() -> None:
    """One place to read: J before B before Z before R, and by number except where two rules belong side by side."""
    families = [each.id[0] for each in ALL_RULES]

    assert families == sorted(families, key="JBZR".index)


@every_rule
def test_it_says_what_holds(each: Rule) -> None:
    """A docstring of one sentence first, a Chinese title without a full stop, and a severity."""
    assert each.sentence.endswith("."), each.check.__name__
    assert re.search("[\u4e00-\u9fff]", each.title)
    assert not each.title.endswith("。")
    assert each.severity in Severity


@every_rule
def test_its_source_is_a_statute_we_know_and_in_force(each: Rule) -> None:
    """The citation names a statute of the table, in force today; a text of law gives the article, or is cited whole."""
    assert statutes()[each.source.statute.key] is each.source.statute
    assert each.since == each.source.statute.effective
    assert each.in_force(DAY)
    assert not each.in_force(each.since - timedelta(days=1))


def everything_wrong() -> object:
    """A ledger on which most rules have something to say."""
    people = [person(f"P{n}", category=Category.FULLY_FUNDED, trial_ends=date(2050, 1, 1)) for n in range(1, 5)]
    return world(
        unit("A", kind=UnitKind.WELFARE_ONE, credit_code="1", civil_like=True, parent="A"),
        quota("A", 2),
        leadership("A", LeadershipKind.UNIT_HEAD, 0),
        *(section(f"S{n}", authorized=1, heads=2) for n in range(1, 13)),
        *people,
        person("P9", is_leader=True, birth=date(1940, 1, 1), post_since=date(1960, 1, 1), sex=None),
        kin("P1", "P2"),
    )


@every_rule
def test_its_parameters_exist_from_its_first_day_on(each: Rule) -> None:
    """Run on the first day it binds, and today, no legal number is missing."""
    for day in (each.since, DAY):
        for breach in each(everything_wrong(), Law(day)):
            assert breach.message.endswith("。")
            assert breach.hint.endswith("。")
            assert breach.at.cell


def test_numbers_in_force_today_are_all_used_by_name() -> None:
    """Every legal number has a value today."""
    assert all(Law(DAY)[name] >= 0 for name in parameters())


def test_a_rule_may_begin_and_end_on_days_of_its_own() -> None:
    """``until`` is the first day on which it binds no more."""

    @rule(
        id="J199",
        title="试",
        source=statutes()["decree-486"].article(6),
        severity=Severity.NOTE,
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
    )
    def always_broken(establishment, law):  # type: ignore[no-untyped-def]
        """Never holds."""
        yield Breach(establishment.units[0].at.cell(), "有误。", "请改。")

    establishment = world(unit("A"))

    def found(day: date) -> list[str]:
        return [finding.id for finding in always_broken.findings(establishment, Law(day))]

    assert found(date(2019, 12, 31)) == []
    assert found(date(2020, 1, 1)) == ["J199"]
    assert found(date(2020, 12, 31)) == ["J199"]
    assert found(date(2021, 1, 1)) == []
