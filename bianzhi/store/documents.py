"""The parts of a scenario's content as documents: JSON that says of which kind and schema it is, compressed.

A document is found by the SHA-256 of its text, so that what two steps have in common is stored once.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_origin, get_type_hints

from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError, StructureHandlerNotFoundError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from bianzhi.domain.reform import Operation
from bianzhi.domain.scenario import ScenarioContent
from bianzhi.errors import BianzhiError

SCHEMA = 1
"""Of every document written now. It grows when a field is renamed, removed or means something else."""

_OF_THE_STEP = ("day", "ledger")
"""Fields of a content that stand in the step itself."""
_TYPES: Mapping[str, Any] = {
    name: kind for name, kind in get_type_hints(ScenarioContent).items() if name not in _OF_THE_STEP
}
_NOTHING: Mapping[str, Any] = {each.name: each.default for each in fields(ScenarioContent) if each.name in _TYPES}
"""The value of each part that is not stored at all: None, () or False."""


@dataclass(frozen=True, slots=True)
class Document:
    """One part, as it is stored."""

    digest: str
    data: bytes = field(repr=False)


def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True, detailed_validation=False)
    configure_tagged_union(Operation, converter, tag_name="do")
    converter.register_unstructure_hook_func(_is_a_set, sorted)  # a set has no order of its own, and a digest needs one
    return converter


def _is_a_set(kind: Any) -> bool:
    return get_origin(kind) is frozenset


_CONVERTER = _converter()


def encode(content: ScenarioContent) -> dict[str, Document]:
    """The documents of a content, by part; parts that hold nothing have none."""
    held = {kind: getattr(content, kind) for kind in _TYPES}
    return {kind: _document(kind, value) for kind, value in held.items() if value != _NOTHING[kind]}


def _document(kind: str, value: object) -> Document:
    plain = _CONVERTER.unstructure(value, _TYPES[kind])
    text = json.dumps(
        {"schema": SCHEMA, "kind": kind, "content": plain}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    written = text.encode("utf-8", "surrogatepass")
    return Document(hashlib.sha256(written).hexdigest(), zlib.compress(written))


def decode(kind: str, document: Document) -> Any:
    """One part of a content, equal to what was encoded.

    Raises
    ------
    BianzhiError
        The document is damaged, or a newer version of the program wrote it.
    """
    try:
        written = zlib.decompress(document.data)
    except zlib.error:
        written = b""
    if hashlib.sha256(written).hexdigest() != document.digest:
        raise damaged()
    plain = json.loads(written.decode("utf-8", "surrogatepass"))
    if plain["schema"] != SCHEMA or plain["kind"] != kind or kind not in _TYPES:
        raise _too_new(f"（{kind}，文档格式 {plain['schema']}，本版本为 {SCHEMA}）")
    try:
        return _CONVERTER.structure(plain["content"], _TYPES[kind])
    except (
        BaseValidationError,
        ForbiddenExtraKeysError,
        StructureHandlerNotFoundError,
        BianzhiError,
        KeyError,
        TypeError,
        ValueError,
    ) as error:
        raise _too_new(f"（{kind}）") from error


def content_of(step: Mapping[str, Any], documents: Mapping[str, Document]) -> ScenarioContent:
    """The content of a step from its own fields and its documents.

    Raises
    ------
    BianzhiError
        As ``decode``.
    """
    parts = {kind: decode(kind, document) for kind, document in documents.items()}
    return ScenarioContent(**step, **parts)


def damaged() -> BianzhiError:
    """What is stored is not what was written."""
    return BianzhiError(
        "数据库中这个方案的内容已损坏，与写入时的校验值不符。",
        "请用最近的备份恢复数据库；原文件请先另存一份，不要删除。",
    )


def _too_new(where: str) -> BianzhiError:
    return BianzhiError(
        f"数据库中这个方案的内容不是本版本程序能读懂的格式{where}。",
        "它多半由更新版本的程序保存；请改用该版本或更新的版本打开。",
    )
