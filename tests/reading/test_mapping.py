"""列对应: what every column was taken for, and what a user decides instead."""

from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.domain.intake import ColumnGuess, How, Mapping, SourceFile, parse_mapping, targets
from bianzhi.domain.terms import Category
from bianzhi.errors import SettingsError
from bianzhi.reading.ledger import guess_columns, read_files
from bianzhi.reading.near_headings import differs_by_one
from tests.reading.books import Rows
from tests.reading.layouts import QUOTAS, ROSTER, SMALL, UNITS, ids, read_tables, said, written

NUMBER = "990102198506151239"
ODD: Rows = (
    ("代号", "称呼", "在哪儿", "人员类别", "编制类型"),
    *ROSTER[1:],
)
"""A roster whose headings nobody could guess."""


def guess(mapping: Mapping, sheet: str, heading: str) -> ColumnGuess:
    """The guess of a column."""
    return next(one for one in mapping if (one.sheet, one.heading) == (sheet, heading))


def test_every_column_is_told_with_samples_and_confidence(tmp_path: Path) -> None:
    """Canonical 100, alias 95, unknown 0; identity numbers masked in the samples."""
    roster = ((*ROSTER[0], "身份证号", "工资"), (*ROSTER[1], NUMBER, 5000), (*ROSTER[2], None, 6000))
    mapping = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "人员": roster}).mapping
    assert guess(mapping, "人员", "姓名") == ColumnGuess(
        "台账.xlsx", "人员", "B", "姓名", "人员.姓名", ("赵甲", "钱乙"), 100, How.EXACT
    )
    number = guess(mapping, "人员", "身份证号")
    assert (number.target, number.confidence, number.how) == ("人员.公民身份号码", 95, How.ALIAS)
    assert number.samples == ("990102********1239",)
    wage = guess(mapping, "人员", "工资")
    assert (wage.target, wage.confidence, wage.used) == ("", 0, False)
    assert len(mapping.columns) == 3 + 3 + 7


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("出生日其", "人员.出生日期"),
        ("参加工作时问", "人员.参加工作时间"),
        ("交流意", ""),
        ("入党时间", ""),
        ("岗位类别", ""),
    ],
)
def test_heading_one_character_off_is_taken_at_seventy(heading: str, target: str, tmp_path: Path) -> None:
    """A typing error in a long heading; headings that are known to mean something else, and short ones, are not."""
    roster = ((*ROSTER[0], heading), (*ROSTER[1], "1985-06-15"), (*ROSTER[2], "1986-06-15"))
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "人员": roster})
    found = guess(reading.mapping, "人员", heading)
    assert (found.target, found.confidence) == (target, 70 if target else 0)
    assert ids(reading) == (["D035"] if target else ["D021"])


def test_near_heading_over_other_values_is_only_offered(tmp_path: Path) -> None:
    """出生日其 over words is no birth date: offered below 60, not used."""
    roster = ((*ROSTER[0], "出生日其"), (*ROSTER[1], "不详者"), (*ROSTER[2], "待查者"))
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "人员": roster})
    found = guess(reading.mapping, "人员", "出生日其")
    assert (found.target, found.used) == ("人员.出生日期", False)
    assert found in reading.mapping.doubtful
    assert ids(reading) == ["D021"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("编制类型", "编制类形", True),
        ("编制类型", "编制型", True),
        ("编制类", "编制类型", True),
        ("编制类型", "编制类型", False),
        ("编制类型", "类编制型", False),
        ("编制", "编制类型", False),
    ],
)
def test_one_character_added_lost_or_replaced(one: str, other: str, near: bool) -> None:
    """Neither none nor two, nor one moved."""
    assert differs_by_one(one, other) is differs_by_one(other, one) is near


def test_mapping_makes_an_unreadable_roster_readable(tmp_path: Path) -> None:
    """The user says what 代号, 称呼 and 在哪儿 are; saved, loaded, and used on the next file with columns moved."""
    file = written(tmp_path, "台账.xlsx", {"机构": UNITS, "编制": QUOTAS, "名单": ODD})
    mapping = guess_columns([file])
    for heading, target in (("代号", "人员.人员编号"), ("称呼", "人员.姓名"), ("在哪儿", "人员.机构编码")):
        mapping = mapping.retargeted(guess(mapping, "名单", heading), target)
    for heading in ("人员类别", "编制类型"):
        mapping = mapping.retargeted(guess(mapping, "名单", heading), f"人员.{heading}")
    saved = parse_mapping(mapping.as_toml())
    assert said(read_files([file], saved).establishment) == said(SMALL)
    turned = tuple((None, *row[::-1]) for row in ODD)
    other = written(tmp_path, "七月.xlsx", {"机构": UNITS, "编制": QUOTAS, "名单": turned})
    assert said(read_files([other], saved).establishment) == said(SMALL)
    renamed = written(tmp_path, "八月.xlsx", {"机构": UNITS, "编制": QUOTAS, "八月名单": turned})
    assert said(read_files([renamed], saved).establishment) == said(SMALL)


def test_mapping_overrides_a_guess(tmp_path: Path) -> None:
    """批准日期 is what the heading says, unless the user says it is not to be read."""
    quotas = ((*QUOTAS[0], "批准日期"), *((*row, "2024-01-31") for row in QUOTAS[1:]))
    file = written(tmp_path, "台账.xlsx", {"机构": UNITS, "编制": quotas, "人员": ROSTER})
    mapping = guess_columns([file])
    assert read_files([file], mapping).establishment.quota_entries[0].approved_on is not None
    changed = mapping.retargeted(guess(mapping, "编制", "批准日期"), "不用")
    assert read_files([file], parse_mapping(changed.as_toml())).establishment.quota_entries[0].approved_on is None


def test_mapping_says_which_type_a_wide_column_is(tmp_path: Path) -> None:
    """事业编制 without its funding is asked for; told that it is 全额, it is read."""
    wide = (
        ("单位", "行政编制", "事业编制"),
        ("样区财政局", 3, None),
        ("样区审计局", 2, None),
        ("样区政务服务中心", None, 4),
    )
    file = written(tmp_path, "台账.xlsx", {"机构": UNITS, "编制表": wide, "人员": ROSTER})
    first = read_files([file])
    assert ids(first) == ["D038"]
    told = first.mapping.retargeted(guess(first.mapping, "编制表", "事业编制"), "编制.全额事业编制.编制数")
    second = read_files([file], parse_mapping(told.as_toml()))
    assert said(second.establishment) == said(SMALL)
    assert not second.findings
    assert second.establishment.quota_entries[2].category is Category.FULLY_FUNDED


def test_own_guesses_given_back_change_nothing(tmp_path: Path) -> None:
    """Saving a mapping and loading it reads the same, with headings over two rows and repeated ones."""
    wide = (
        ("机构名称", "行政编制", None, "全额事业编制", None, "备注", "备注"),
        (None, "编制数", "实有", "编制数", "实有", None, None),
        ("样区财政局", 3, 1, None, None, "甲", "乙"),
        ("样区审计局", 2, 1, None, None, None, None),
        ("样区政务服务中心", None, None, 4, 1, None, None),
    )
    file = written(tmp_path, "台账.xlsx", {"机构": UNITS, "配备表": wide, "花名册": ROSTER})
    first = read_files([file])
    second = read_files([file], parse_mapping(first.mapping.as_toml()))
    assert said(first.establishment) == said(second.establishment) == said(SMALL)
    assert first.stated == second.stated
    assert "备注#2" in first.mapping.as_toml()


def test_guesses_of_files_that_are_no_ledger(tmp_path: Path) -> None:
    """Whatever is there is told, so that the user can say what it is."""
    file = written(tmp_path, "乱.xlsx", {"甲": (("代号", "称呼"), ("1", "赵甲"))})
    mapping = guess_columns([file])
    assert [(one.sheet, one.heading, one.samples, one.target) for one in mapping] == [
        ("甲", "代号", ("1",), ""),
        ("甲", "称呼", ("赵甲",), ""),
    ]


def test_mapping_is_written_as_toml_and_read_back() -> None:
    """Headings with quotes, dots and line breaks are no trouble; what is only offered is written as not used."""
    columns = (
        ColumnGuess("f", "花名册", "A", '姓 名"\\', "人员.姓名"),
        ColumnGuess("f", "花名册", "B", "a.b = 1\n#", "", (), 0, How.NONE),
        ColumnGuess("f", "花名册", "C", "出生日其", "人员.出生日期", (), 35, How.NEAR),
        ColumnGuess("f", "编\x7f制", "A", "行政编制 实有", "编制.行政编制.实有人数"),
    )
    read = parse_mapping(Mapping(columns).as_toml())
    assert [(one.sheet, one.heading, one.target) for one in read] == [
        ("花名册", '姓 名"\\', "人员.姓名"),
        ("花名册", "a.b = 1\n#", ""),
        ("花名册", "出生日其", ""),
        ("编\x7f制", "行政编制 实有", "编制.行政编制.实有人数"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a = = 1", "不是有效的 TOML", "--save-mapping"),
        ("x = 1", "不认识的内容：x", "--save-mapping"),
        (
            '[[sheets]]\nname = "a"\n[sheets.columns]\n"甲" = "人员.姓各"',
            "“甲”列对应的“人员.姓各”不是台账的列",
            "人员.姓名",
        ),
        (
            '[[sheets]]\nname = "a"\n[sheets.columns]\n"甲" = "人员.姓名"\n"乙" = "人员.姓名"',
            "“甲”和“乙”两列都对应“人员.姓名”",
            "不用",
        ),
        ("[[sheets]]\n[sheets.columns]", "缺少工作表名", "--save-mapping"),
        ('[[sheets]]\nname = "a"\n[sheets.columns]\n"甲" = 1', "应为文字", "人员.姓名"),
        ('sheets = "a"', "不认识的内容", "--save-mapping"),
    ],
)
def test_mapping_that_makes_no_sense_is_refused(text: str, message: str, hint: str) -> None:
    """Which column, what is wrong with it, and what to write instead."""
    with pytest.raises(SettingsError) as error:
        parse_mapping(text)
    assert message in error.value.message
    assert hint in error.value.hint


def test_a_field_that_is_none_cannot_be_chosen() -> None:
    """The page offers only targets."""
    mapping = Mapping((ColumnGuess("f", "s", "A", "甲", ""),))
    with pytest.raises(SettingsError, match="不是台账的列"):
        mapping.retargeted(mapping.columns[0], "人员.绰号")
    assert all(
        parse_mapping(Mapping((replace(mapping.columns[0], target=one),)).as_toml()).columns for one in targets()
    )


def test_password_is_not_shown() -> None:
    """Neither in messages nor in logs."""
    assert "geheim" not in repr(SourceFile(Path("a.xlsx"), "a.xlsx", "geheim"))
