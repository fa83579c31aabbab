"""The documents say what the code does: the page of rules, and the glossary."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

import bianzhi.domain
from bianzhi.domain import terms
from bianzhi.optimize.merging.constraints import ALL_CONSTRAINTS as MERGING_CONSTRAINTS
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from bianzhi.reform import parse_reform, reform_text
from bianzhi.reform.apply import OPERATIONS
from bianzhi.rules import ALL_RULES
from bianzhi.rules.catalogue import render
from bianzhi.rules.reform_rules import REFORM_RULES

DOCS = Path(__file__).parents[1] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")
CLOSED_LISTS = terms.Term.__subclasses__()


def domain_nouns() -> list[str]:
    """Every public dataclass of ``bianzhi.domain``."""
    found = []
    for module in pkgutil.iter_modules(bianzhi.domain.__path__, "bianzhi.domain."):
        for name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and dataclasses.is_dataclass(kind) and not name.startswith("_"):
                found.append(name)
    return sorted(found)


def test_the_page_of_rules_is_up_to_date() -> None:
    """Whoever changes a rule runs ``make docs``."""
    assert (DOCS / "rules.md").read_text("utf-8") == render(), "run: make docs"


def test_the_page_of_rules_names_every_rule_once() -> None:
    """A row of the table for each id, with its source."""
    rows = [line for line in render().splitlines() if re.match(r"\| [JBZR]\d{3} ", line)]

    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == [each.id for each in ALL_RULES]
    for row, each in zip(rows, ALL_RULES, strict=True):
        assert each.title in row
        assert str(each.source) in row


def test_the_page_of_rules_names_every_rule_about_reforms() -> None:
    """G601 to G614, each with its sentence."""
    rows = [line for line in render().splitlines() if re.match(r"\| G\d{3} ", line)]

    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == [each.id for each in REFORM_RULES]
    for row, each in zip(rows, REFORM_RULES, strict=True):
        assert each.title in row and each.sentence in row and str(each.source) in row


def test_every_row_of_the_page_has_the_cells_of_its_heading() -> None:
    """No bar inside a cell breaks a table."""
    width = 0
    for line in render().splitlines():
        bars = len(re.findall(r"(?<!\\)\|", line))
        assert not width or not line or bars == width, line
        width = bars if line else 0


def test_the_page_is_written_by_the_module_run() -> None:
    """``make docs`` runs the module and keeps what it writes."""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "bianzhi.rules.catalogue"],
        capture_output=True,
        check=True,
        cwd=DOCS.parent,
    )

    assert run.stdout.decode("utf-8").splitlines() == render().splitlines()


def test_the_formulation_has_a_section_for_every_constraint() -> None:
    """Ids of both problems, each a heading of its page."""
    pages = "".join((DOCS / name).read_text("utf-8") for name in ("formulation.md", "formulation_merging.md"))
    constraints = (*ALL_CONSTRAINTS, *MERGING_CONSTRAINTS)

    assert constraints
    for each in constraints:
        assert re.search(rf"^#+ .*\b{each.id}\b", pages, re.M), each.id


def test_the_page_of_reforms_names_every_operation() -> None:
    """Its word in files, its class, and every item it takes."""
    page = (DOCS / "reform.md").read_text("utf-8")
    table = page.partition("## Operations")[2].partition("## The file")[0].replace("\\_", "_")

    for kind, (word, _) in OPERATIONS.items():
        assert word in table and f"`{kind.__name__}`" in table, word
        (row,) = [line for line in table.splitlines() if line.startswith("|") and f"`{kind.__name__}`" in line]
        for item in dataclasses.fields(kind):
            assert item.name == "why" or re.search(rf"\b{item.name}\b", row), f"{word}: {item.name}"


def test_the_example_of_a_reform_can_be_read() -> None:
    """And is written back to a file that gives the same."""
    page = (DOCS / "reform.md").read_text("utf-8")
    reform = parse_reform(page.partition("```toml")[2].partition("```")[0])

    assert [OPERATIONS[type(step.operation)][0] for step in reform.steps] == [
        "划转职责",
        "合并内设机构",
        "核增核减编制",
    ]
    assert parse_reform(reform_text(reform)) == reform


@pytest.mark.parametrize("kind", CLOSED_LISTS, ids=lambda kind: kind.__name__)
def test_every_value_of_every_closed_list_is_in_the_glossary(kind: type[Enum]) -> None:
    """The class by name, and each member in a row with its Chinese word."""
    assert f"`{kind.__name__}`" in GLOSSARY
    for member in kind:
        assert f"| {member.value} | `{member.name}` |" in GLOSSARY, member


@pytest.mark.parametrize("noun", domain_nouns())
def test_every_noun_of_the_domain_is_in_the_glossary(noun: str) -> None:
    """A noun that nobody explained is not one yet."""
    assert f"`{noun}`" in GLOSSARY


def test_every_rule_named_in_the_glossary_exists() -> None:
    """The section on checking names rules by their sentences."""
    section = GLOSSARY.partition("## Checking")[2].partition("## Planning")[0]
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", section))

    assert named
    assert named <= {each.check.__name__ for each in ALL_RULES}
