"""The constraint catalogue: complete, sourced, and switched only as it says."""

import re
from pathlib import Path

import pytest

from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import SettingsError
from bianzhi.law.constraint_catalogue import constraint_catalogue, constraints_in_force

DEFAULTS = constraints_in_force({}, {})


def test_every_entry_has_a_sentence_and_a_source() -> None:
    """In the order of the ids; a local practice says that it is one."""
    entries = constraint_catalogue()

    assert list(entries) == sorted(entries)
    for id, entry in entries.items():
        assert re.fullmatch(r"C\d{2}", id) and entry.id == id
        assert entry.sentence and not entry.sentence.endswith("。")
        assert str(entry.source).startswith("《") is entry.source.statute.verified


def test_what_is_in_force_by_default_is_the_contract() -> None:
    """``ledger_format`` §2, and what does nothing unless the ledger or the settings have it."""
    contract = "C01 C03 C06 C07 C08 C10 C11 C14 C19 C22 C24 C28 C30 C31 C37 C38 C39 C41 C42 C45 C46"
    silent = "C34 C50 C51 C52 C53 C54 C55 C56"

    assert sorted(DEFAULTS) == sorted(f"{contract} {silent}".split())


def test_switches_take_out_and_put_in() -> None:
    """One off, one on, the rest as it was."""
    assert constraints_in_force({"C38": "整体撤销"}, {"C12": "本区规定"}) == DEFAULTS - {"C38"} | {"C12"}


@pytest.mark.parametrize(
    ("off", "on", "message", "hint"),
    [
        ({"C99": "x"}, {}, "没有编号为 C99 的约束", "最接近的是 C"),
        ({"C040": "x"}, {}, "没有编号为 C040 的约束", "最接近的是 C04；"),
        ({"C01": "x"}, {}, "约束 C01（调入后实有人数不超过核定编制）不能停用", "C38"),
        ({}, {"C03": "x"}, "约束 C03（超编的只出不进，调出人数不超过其超编人数）不能停用", "C38"),
        ({"C05": "x"}, {}, "约束 C05 默认就不启用", "constraints_off"),
        ({}, {"C38": "x"}, "约束 C38 默认就启用", "constraints_on"),
        ({"C38": "x"}, {"C38": "x"}, "约束 C38 既停用又启用", "只保留"),
    ],
)
def test_switches_that_make_no_sense(off: dict[str, str], on: dict[str, str], message: str, hint: str) -> None:
    """Unknown, not to be switched, switched already, or both ways."""
    with pytest.raises(SettingsError) as caught:
        constraints_in_force(off, on)

    assert message in caught.value.message and hint in caught.value.hint


def test_settings_take_every_switchable_id() -> None:
    """The form of ids that settings accept is the one the catalogue has."""
    for id, entry in constraint_catalogue().items():
        if entry.switchable:
            switch = {"constraints_off" if entry.default else "constraints_on": {id: "本区规定"}}
            settings = PlanSettings(**switch)  # type: ignore[arg-type]
            in_force = constraints_in_force(settings.constraints_off, settings.constraints_on)
            assert (id in in_force) is not entry.default


def test_every_id_has_its_section_in_the_formulation() -> None:
    """A heading with the id, in the page of the model or of exchange."""
    docs = Path(__file__).parents[2] / "docs"
    pages = "".join((docs / name).read_text("utf-8") for name in ("formulation.md", "formulation_exchange.md"))

    for id in constraint_catalogue():
        assert re.search(rf"^#+ .*\b{id}\b", pages, re.M), id
