"""机构类别 where a table does not give it: from the group a unit stands in, or from a name that leaves no doubt."""

import re

from bianzhi.domain.ledger_columns import sheet
from bianzhi.domain.terms import UnitKind
from bianzhi.reading.values import parser_of

_SURE: tuple[tuple[re.Pattern[str], UnitKind], ...] = (
    (re.compile(r"街道(?:办事处|办)$"), UnitKind.SUBDISTRICT),
    (re.compile(r"(?:乡|镇)人民政府$"), UnitKind.TOWNSHIP),
    (re.compile(r"(?:人民)?法院$"), UnitKind.COURT),
    (re.compile(r"检察院$"), UnitKind.PROCURATORATE),
    (re.compile(r"纪委监委(?:机关)?$|纪律检查委员会(?:.{0,8}监察委员会)?(?:机关)?$"), UnitKind.DISCIPLINE),
    (re.compile(r"人大(?:常委会)?(?:机关|办公室)$|人民代表大会常务委员会(?:机关|办公室)?$"), UnitKind.CONGRESS),
    (re.compile(r"政协(?:委员会)?(?:机关|办公室)$"), UnitKind.CONSULTATIVE),
)


def kind_by_name(name: str) -> UnitKind | None:
    """The kind a unit's name says for sure; None where it might be another."""
    return next((kind for pattern, kind in _SURE if pattern.search(name)), None)


def kind_of_group(words: str) -> UnitKind | None:
    """The kind that the heading of a group of units names (一、党委机关); None where it names none."""
    column = next(column for column in sheet("机构").columns if column.field == "kind")
    kind = parser_of(column)(words) if words else None
    return kind if isinstance(kind, UnitKind) else None
