"""What is stored of a content comes back as it was."""

import hashlib
import json
import zlib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi import services
from bianzhi.domain.reform import Operation, Reform
from bianzhi.domain.scenario import ScenarioContent
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError
from bianzhi.services import reforming
from bianzhi.store.documents import SCHEMA, Document, _document, decode, encode
from tests.samples import DISTRICT
from tests.store.contents import DAY, any_of, everything, of_the_first_version, operations

GOLDEN = Path(__file__).parent / "golden"
_PARTS = [each.name for each in fields(ScenarioContent) if each.name not in ("day", "ledger")]
_TYPES = get_type_hints(ScenarioContent)


def restored(content: ScenarioContent) -> ScenarioContent:
    """A content after it went through its documents."""
    parts = {kind: decode(kind, document) for kind, document in encode(content).items()}
    return ScenarioContent(content.day, content.ledger, **parts)


def text_of(document: Document) -> dict[str, Any]:
    """What stands in a document."""
    return dict(json.loads(zlib.decompress(document.data).decode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("kind", _PARTS)
def test_any_part_comes_back_equal(kind: str) -> None:
    """Whatever a part may hold, every field filled, in any characters, comes back equal, mappings in their order."""

    @given(st.data())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def holds(data: st.DataObject) -> None:
        value = data.draw(any_of(_TYPES[kind]))
        back = getattr(restored(replace(ScenarioContent(DAY), **{kind: value})), kind)
        assert back == value
        assert repr(back) == repr(value) or kind == "previous"  # a set has no order

    holds()


def test_every_operation_of_a_reform_comes_back() -> None:
    """The fixed content has one operation of each kind, and each comes back as the kind it was."""
    assert {type(each) for each in operations()} == set(get_args(Operation))

    back = restored(everything()).reform

    assert back is not None
    assert [step.operation for step in back.steps] == list(operations())
    assert [type(step.operation) for step in back.steps] == [type(each) for each in operations()]


def test_what_does_not_count_in_comparisons_comes_back_too() -> None:
    """The check code of a plan and its solving time are kept, though two plans are equal without them."""
    plan = restored(everything()).plan

    assert plan is not None
    assert (plan.code, plan.solve_seconds) == ("A1B2-C3D4", 0.1 + 0.2)


def test_sections_studied_without_result_are_not_sections_never_studied() -> None:
    """An empty tuple of mergers stays one."""
    assert restored(ScenarioContent(DAY, mergers=())).mergers == ()
    assert restored(ScenarioContent(DAY)).mergers is None


def test_parts_that_hold_nothing_are_not_stored() -> None:
    """A scenario just begun has its settings and nothing else."""
    assert list(encode(ScenarioContent(DAY))) == ["settings"]


@pytest.mark.slow
def test_the_plan_of_the_sample_district_comes_back() -> None:
    """A plan of 5,000 people, its mergers, its repairs and the sample reform come back equal."""
    ledger, day = services.read(DISTRICT), date(2026, 6, 30)
    repairs = tuple(each for each in services.check(ledger, day).findings if each.repair)
    content = ScenarioContent(
        day,
        plan=services.reallocate(ledger.establishment, day),
        mergers=services.merge_sections(ledger.establishment, day),
        reform=reforming.sample_reform(ledger.establishment, day),
        accepted=repairs,
    )
    assert content.plan is not None and len(content.plan.moves) > 50 and len(repairs) > 1

    assert restored(content) == content


def test_a_document_of_schema_1_is_read_forever() -> None:
    """What was written first, and what was kept later on, is read as it was meant. Never write a file anew: schema 2."""
    parts: dict[str, Any] = {}
    for name, content in (("schema_1.json", of_the_first_version()), ("schema_1_added.json", everything())):
        for kind, plain in json.loads((GOLDEN / name).read_text("utf-8")).items():
            assert plain["schema"] == 1
            parts[kind] = decode(kind, sealed(plain))
        assert ScenarioContent(DAY, **parts) == content


def test_a_document_of_an_unknown_schema_is_refused() -> None:
    """A newer program wrote it: nothing is guessed."""
    plain = text_of(encode(everything())["settings"])
    assert plain["schema"] == SCHEMA
    assert decode("settings", sealed(plain)) == everything().settings

    with pytest.raises(BianzhiError, match="不是本版本程序能读懂的格式"):
        decode("settings", sealed({**plain, "schema": SCHEMA + 1}))


def test_a_field_nobody_knows_is_refused_and_not_dropped() -> None:
    """A newer program added a field without another schema: what it says would be lost."""
    plain = text_of(encode(everything())["settings"])
    plain["content"]["telework"] = True

    with pytest.raises(BianzhiError, match="不是本版本程序能读懂的格式"):
        decode("settings", sealed(plain))


def test_a_part_nobody_knows_is_refused() -> None:
    """A newer program keeps more in a scenario."""
    with pytest.raises(BianzhiError, match="不是本版本程序能读懂的格式"):
        decode("budget", sealed({"schema": 1, "kind": "budget", "content": 7}))


def test_a_value_out_of_its_list_is_refused() -> None:
    """A word of a closed list that this version does not have."""
    plain = text_of(encode(everything())["by_hand"])
    plain["content"][1]["category"] = "聘用编制"

    with pytest.raises(BianzhiError, match="不是本版本程序能读懂的格式"):
        decode("by_hand", sealed(plain))


def test_a_damaged_document_is_refused() -> None:
    """One flipped bit anywhere in it is found."""
    document = encode(everything())["reform"]
    for place in range(0, len(document.data), 97):
        flipped = bytearray(document.data)
        flipped[place] ^= 4
        with pytest.raises(BianzhiError, match="已损坏"):
            decode("reform", Document(document.digest, bytes(flipped)))


def test_equal_parts_are_one_document() -> None:
    """The digest depends on what is said and on nothing else."""
    one, other = encode(everything()), encode(everything())

    assert {kind: each.digest for kind, each in one.items()} == {kind: each.digest for kind, each in other.items()}
    changed = encode(replace(everything(), settings=PlanSettings(section_floor=4)))
    assert [kind for kind in one if one[kind].digest != changed[kind].digest] == ["settings"]
    assert _document("reform", Reform("甲")).digest != _document("reform", Reform("乙")).digest


def test_a_set_is_written_in_one_order() -> None:
    """Sets have none of their own: another process would else write another document of the same check."""
    previous = text_of(encode(everything())["previous"])

    assert previous["content"]["rules_off"] == ["J103", "J108"]


def sealed(plain: dict[str, Any]) -> Document:
    """A document that says something, with the digest it must have."""
    written = json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Document(hashlib.sha256(written).hexdigest(), zlib.compress(written))
