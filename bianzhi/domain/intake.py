"""What an import reads: files, what each of their columns was taken for, and the counts an office states itself."""

import json
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bianzhi.domain.cell import NOWHERE, RowRef
from bianzhi.domain.ledger_columns import SHEETS
from bianzhi.domain.nearest import several_nearest
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.errors import SettingsError

IGNORED = "不用"
"""What a mapping writes for a column that is not to be read."""
SURE = 95
"""Below this confidence a guess is shown to the user for a second look."""
LEAST_USED = 60
"""Below this confidence a guess is offered and not used."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an import; ``name`` is the user's own name of it, ``path`` may be a temporary one."""

    path: Path
    name: str = ""
    password: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The name messages use."""
        return self.name or self.path.name


class How(StrEnum):
    """How a column was recognized. The value is what the user reads."""

    GIVEN = "按列对应"
    EXACT = "表头相同"
    ALIAS = "表头别名"
    NEAR = "表头相近"
    CONTENT = "按内容推断"
    NONE = "未识别"

    @property
    def confidence(self) -> int:
        """How sure such a guess is, from 0 to 100."""
        return _CONFIDENCE[self]


_CONFIDENCE = {How.GIVEN: 100, How.EXACT: 100, How.ALIAS: 95, How.NEAR: 70, How.CONTENT: 60, How.NONE: 0}


class Measure(StrEnum):
    """What a column of a wide form counts, for the establishment type in its heading."""

    AUTHORIZED = "编制数"
    IN_POST = "实有人数"
    EXCESS = "超编人数"
    VACANCIES = "空编人数"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column of one sheet was taken for."""

    file: str
    sheet: str
    """The sheet's name as it stands in the workbook."""
    column: str
    """Column letters."""
    heading: str
    """The heading as it stands; the parts of a two-row heading with a space between, a repeated one with ``#2``."""
    target: str
    """``表.列`` of the ledger; empty where the column is not read."""
    samples: tuple[str, ...] = ()
    """Up to three values that stand there, identity numbers masked."""
    confidence: int = 100
    """0–100. Below ``LEAST_USED`` the target is only offered, see ``used``."""
    how: How = How.GIVEN

    @property
    def used(self) -> bool:
        """Whether reading follows this guess."""
        return bool(self.target) and self.confidence >= LEAST_USED


@dataclass(frozen=True, slots=True)
class StatedCount:
    """What an office's own table says about one unit and type, to be compared with what is counted (persons, posts)."""

    unit: str
    category: Category
    authorized: int | None
    in_post: int | None
    excess: int | None
    vacancies: int | None
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Mapping:
    """Every guess of an import, or what a user decided; columns are told by sheet and heading, never by position."""

    columns: tuple[ColumnGuess, ...] = ()

    def __iter__(self) -> Iterator[ColumnGuess]:
        return iter(self.columns)

    @property
    def doubtful(self) -> tuple[ColumnGuess, ...]:
        """Guesses that deserve a second look: used or offered, and not sure."""
        return tuple(guess for guess in self.columns if guess.target and guess.confidence < SURE)

    def retargeted(self, guess: ColumnGuess, target: str) -> "Mapping":
        """The mapping with one column given to another field, or to none (empty or 不用).

        Raises
        ------
        SettingsError
            There is no such field.
        """
        chosen = "" if target == IGNORED else target
        if chosen:
            _require_target(chosen, f"“{guess.heading}”列")
        decided = replace(guess, target=chosen, confidence=100, how=How.GIVEN)
        return Mapping(tuple(decided if one == guess else one for one in self.columns))

    def as_toml(self) -> str:
        """The mapping as a file that ``parse_mapping`` reads: what is offered but not used is written as not used."""
        lines = [
            "# 列对应：左边是表头，右边是台账的“表.列”；“不用”表示不读取该列。按工作表名和表头辨认，与列的位置无关。"
        ]
        for (_, sheet), guesses in self._by_sheet().items():
            lines += ["", "[[sheets]]", f"name = {_quoted(sheet)}", "[sheets.columns]"]
            lines += [f"{_quoted(g.heading)} = {_quoted(g.target if g.used else IGNORED)}" for g in guesses]
        return "\n".join(lines) + "\n"

    def _by_sheet(self) -> dict[tuple[str, str], list[ColumnGuess]]:
        groups: dict[tuple[str, str], list[ColumnGuess]] = {}
        for guess in self.columns:
            groups.setdefault((guess.file, guess.sheet), []).append(guess)
        return groups


def parse_mapping(text: str) -> Mapping:
    """Read a mapping from TOML.

    Raises
    ------
    SettingsError
        The text is not TOML or has another shape, names a field the ledger has not, or gives one field to two columns
        of a sheet.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"列对应文件不是有效的 TOML：{error}。", _SHAPE_HINT) from error
    unknown = [name for name in content if name != "sheets"]
    sheets = content.get("sheets", [])
    if unknown or not isinstance(sheets, list):
        raise SettingsError(f"列对应文件中有不认识的内容：{'、'.join(unknown) or 'sheets'}。", _SHAPE_HINT)
    return Mapping(tuple(guess for sheet in sheets for guess in _parsed_sheet(sheet)))


_SHAPE_HINT = "请用 python -m bianzhi import … --save-mapping 列对应.toml 生成一份，再在其上修改。"


def _parsed_sheet(sheet: Any) -> Iterator[ColumnGuess]:
    if not isinstance(sheet, dict) or not isinstance(sheet.get("name"), str):
        raise SettingsError("列对应文件的 [[sheets]] 缺少工作表名 name。", _SHAPE_HINT)
    columns = sheet.get("columns", {})
    if not isinstance(columns, dict):
        raise SettingsError(f"列对应文件中工作表“{sheet['name']}”的 columns 应为一节。", _SHAPE_HINT)
    first: dict[str, str] = {}
    for heading, target in columns.items():
        where = f"工作表“{sheet['name']}”的“{heading}”列"
        if not isinstance(target, str):
            raise SettingsError(f"列对应文件中{where}的值应为文字。", '请写成 "姓名" = "人员.姓名" 的形式。')
        chosen = "" if target in ("", IGNORED) else target
        if chosen:
            _require_target(chosen, where)
            if chosen in first:
                raise SettingsError(
                    f"列对应文件中工作表“{sheet['name']}”的“{first[chosen]}”和“{heading}”两列都对应“{chosen}”。",
                    f"请只保留一列，另一列写“{IGNORED}”。",
                )
            first[chosen] = heading
        yield ColumnGuess("", sheet["name"], "", heading, chosen)


def _require_target(target: str, where: str) -> None:
    known = targets()
    if target not in known:
        near = several_nearest(target, known, 3)
        hint = f"是否要写：{'、'.join(near)}？" if near else "请写成“表.列”，如 人员.姓名、编制.行政编制.编制数。"
        raise SettingsError(f"{where}对应的“{target}”不是台账的列。", hint)


EXTRA_TARGETS = (
    "机构.简称",
    "机构.曾用名",
    "编制.经费形式",
    *(f"编制.{measure}" for measure in (Measure.IN_POST, Measure.EXCESS, Measure.VACANCIES)),
)
"""Columns that help to read and are no fields of the ledger: other names of a unit, which 事业编制 is meant, and the
counts an office states beside each quota."""


@cache
def targets() -> tuple[str, ...]:
    """Everything a column may be given to, in the order of the contract; the parts of wide forms after it."""
    plain = [f"{sheet.name}.{column.heading}" for sheet in SHEETS for column in sheet.columns]
    wide = [f"编制.{category}.{measure}" for category in Category for measure in Measure]
    posts = [f"职数.{kind}.核定职数" for kind in LeadershipKind]
    return (*plain, *wide, *posts, *EXTRA_TARGETS)


def targets_of(tables: Collection[str]) -> tuple[str, ...]:
    """What a column of a sheet with these tables may be given to."""
    return tuple(target for target in targets() if target.partition(".")[0] in tables)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
