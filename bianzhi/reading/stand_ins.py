"""What a row cannot do without, and what stands for a value that is missing or cannot be read."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from bianzhi.domain.ledger_columns import Column, Sheet
from bianzhi.domain.terms import UnitKind

PLACING: Mapping[str, tuple[str, ...]] = {
    "机构": ("code",),
    "编制": ("unit", "category", "posts"),
    "职数": ("unit", "kind", "authorized"),
    "内设机构": ("unit", "code"),
    "人员": ("id", "unit"),
    "岗位需求": ("unit", "title", "category", "demand"),
    "亲属关系": ("person", "relative"),
    "科室往来": ("section", "other", "volume"),
    "匹配评分": ("person", "unit", "score"),
    "在途变动": ("unit",),
    "层次职数": ("unit",),
    "职责": ("code", "unit"),
    "周转使用": ("borrower", "category", "posts"),
    "工作量": ("unit", "kind", "volume"),
}
"""The fields without which a row has no place in the ledger and is left out."""

_CLOSED = "本行不计入，该机构核实前不作调剂"

_STAND_INS: Mapping[tuple[str, str], tuple[object, str]] = {
    ("机构", "name"): ("", "暂以机构编码代替"),
    ("机构", "kind"): (UnitKind.GOVERNMENT, f"暂按“{UnitKind.GOVERNMENT}”处理"),
    ("内设机构", "name"): ("", "暂以科室编码代替"),
    ("人员", "name"): ("", "姓名暂空"),
    ("人员", "status"): (None, "按信息不全处理，不纳入调剂"),
    ("人员", "category"): (None, "按信息不全处理，不计入实有人数，不纳入调剂"),
    ("亲属关系", "relation"): ("", "仍按有亲属关系处理"),
    ("职责", "text"): ("", "内容暂空"),
    ("周转使用", "lender"): ("", "暂按使用机动编制处理"),
    ("工作量", "activity"): ("", "事项名称暂空"),
    **{("在途变动", name): (None, _CLOSED) for name in ("category", "direction", "persons")},
    **{("层次职数", name): (None, _CLOSED) for name in ("category", "level", "authorized")},
}
"""What stands for a required value that does not place its row, and how that is said."""


def consequence(schema: Sheet, column: Column) -> str:
    """What follows from a value that is missing or cannot be read, in words."""
    if column.field in PLACING[schema.name]:
        return "本行不计入"
    if (schema.name, column.field) in _STAND_INS:
        return _STAND_INS[schema.name, column.field][1]
    value = default(schema, column.field)
    if isinstance(value, Enum):
        return f"按“{value.value}”处理"
    if isinstance(value, bool):
        return f"按“{'是' if value else '否'}”处理"
    return "按未填处理"


def default(schema: Sheet, name: str) -> Any:
    """What a field holds where its cell is blank or cannot be read."""
    if (schema.name, name) in _STAND_INS:
        return _STAND_INS[schema.name, name][0]
    value = next(item.default for item in fields(schema.row) if item.name == name)
    if value is not MISSING:
        return value
    required = next(column.required for column in schema.columns if column.field == name)
    return None if required else ""
