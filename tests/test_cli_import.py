"""``import``: what offices have, in three quite different shapes, becomes one ledger that the other commands take."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi import services
from bianzhi.domain.intake import parse_mapping
from bianzhi.domain.terms import Category, UnitKind
from tests.reading.books import workbook_bytes
from tests.test_cli import DAY, SMALL, run

Rows = Sequence[Sequence[Any]]
PLACES = {"行政编制": ("公务员", "行政编制"), "全额": ("事业管理人员", "全额事业编制")}


def book(path: Path, tables: dict[str, Rows], merges: dict[str, Sequence[str]] | None = None) -> Path:
    """A workbook on disk."""

    def merge(opened: openpyxl.Workbook) -> None:
        for sheet, ranges in (merges or {}).items():
            for cells in ranges:
                opened[sheet].merge_cells(cells)

    path.write_bytes(workbook_bytes(tables, merge))
    return path


def one_workbook_of_the_organization_bureau(folder: Path) -> list[Path]:
    """A wide ledger with groups and subtotals, and a roster with units by their short names, no numbers, no codes."""
    wide = (
        ("兰亭区各单位编制与人员配备表（2026年6月）",),
        ("序号", "机构名称", "机构级别", "行政编制", None, None, None, "全额事业编制", None, None, None, "备注"),
        (None, None, None, *("编制数", "实有人数", "超配", "缺配") * 2, None),
        (None, "一、政府部门", *(None,) * 10),
        (1, "兰亭区财政局", "正科级", 2, 3, 1, 0, None, None, None, None, None),
        (2, "兰亭区人力资源和社会保障局", "正科级", 3, 1, 0, 2, None, None, None, None, "原劳动局"),
        (None, "小计", None, 5, 4, 1, 2, None, None, None, None, None),
        (None, "二、公益一类", *(None,) * 10),
        (3, "兰亭区政务服务中心", "副科级", None, None, None, None, 2, 1, 0, 1, None),
        (None, "总计", None, 5, 4, 1, 2, 2, 1, 0, 1, None),
        ("注：不含编外人员。",),
    )
    roster = (
        ("兰亭区实名制花名册",),
        ("序号", "姓名", "工作单位", "身份", "编制性质", "出生年月"),
        (1, "赵甲", "财政局", "公务员", "行政", "1985.06"),
        (2, "钱乙", "区财政局", "公务员", "行政", "198706"),
        (3, "孙丙", "兰亭区财政局", "公务员", "行政", "1990年3月"),
        (4, "李丁", "人社局", "公务员", "行政", "1979.12"),
        (5, "周戊", "政务服务中心", "管理人员", "全额", "1982.01"),
        ("合计", "5人", None, None, None, None),
    )
    merges = {"Sheet1": ("A1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:K2", "L2:L3")}
    return [book(folder / "编制与人员配备.xlsx", {"Sheet1": wide, "Sheet2": roster}, merges)]


def three_files_of_three_offices(folder: Path) -> list[Path]:
    """Units with quotas in one, a roster with a misspelt and a nameless column in another, sections and posts in a third."""
    units = (
        ("机构名称", "机构编码", "单位性质", "上级单位", "行政编制数", "事业编制数（全额）", "工勤编制数"),
        ("兰亭区财政局", "A01", "政府部门", None, 2, 0, 0),
        ("兰亭区人力资源和社会保障局", "A02", "政府部门", None, 3, 0, 0),
        ("兰亭区政务服务中心", "C01", "公益一类", "区财政局", 0, 2, 0),
    )
    roster = (
        ("人员编号", "姓名", "单位名称", "人员类别", "编制类型", "出生日其", None),
        ("10001", "赵甲", "兰亭区财政局", "公务员", "行政编制", "1985-06-01", "男"),
        ("10002", "钱乙", "兰亭区财政局", "公务员", "行政编制", "1987-06-01", "女"),
        ("10003", "孙丙", "兰亭区财政局", "公务员", "行政编制", "1990-03-01", "男"),
        ("10004", "李丁", "兰亭区人力资源和社会保障局", "公务员", "行政编制", "1979-12-01", "女"),
        ("10005", "周戊", "兰亭区政务服务中心", "事业管理人员", "全额事业编制", "1982-01-01", "男"),
    )
    posts = (("单位", "岗位名称", "编制类型", "需求人数"), ("人社局", "综合岗", "行政编制", 1))
    return [
        book(folder / "机构.xlsx", {"B01单位": units}),
        book(folder / "人员.xlsx", {"A01人员": roster}),
        book(folder / "需求.xlsx", {"用人需求": posts}),
    ]


def one_sheet_a_unit(folder: Path) -> list[Path]:
    """A list of units and one of quotas, and a sheet for each unit's people."""
    head = ("姓名", "人员身份", "编制类别", "出生日期")

    def sheet(title: str, kind: str, *people: tuple[str, str]) -> Rows:
        return ((title,), head, *((name, *PLACES[kind], birth) for name, birth in people))

    tables = {
        "单位信息": (
            ("单位编码", "单位名称", "单位类别"),
            ("A01", "兰亭区财政局", "政府部门"),
            ("A02", "兰亭区人力资源和社会保障局", "政府部门"),
            ("C01", "兰亭区政务服务中心", "公益一类"),
        ),
        "编制台账": (
            ("单位名称", "编制类型", "核定编制数", "批准文号"),
            ("兰亭区财政局", "行政", 2, "兰编〔2020〕1号"),
            ("兰亭区人力资源和社会保障局", "行政", 3, "兰编〔2020〕1号"),
            ("兰亭区政务服务中心", "全额事业", 2, "兰编〔2020〕2号"),
            ("合计", None, 7, None),
        ),
        "财政局": sheet("花名册", "行政编制", ("赵甲", "1985.06"), ("钱乙", "1987.06"), ("孙丙", "1990.03")),
        "人社": sheet("兰亭区人力资源和社会保障局在编人员", "行政编制", ("李丁", "1979.12")),
        "Sheet5": sheet("单位：兰亭区政务服务中心", "全额", ("周戊", "1982.01")),
    }
    return [book(folder / "兰亭区花名册.xlsx", tables)]


@pytest.mark.parametrize(
    "office", [one_workbook_of_the_organization_bureau, three_files_of_three_offices, one_sheet_a_unit]
)
def test_three_shapes_of_one_district_say_the_same(office: Any, tmp_path: Path) -> None:
    """The same units, quotas and people out of each; the ledger that comes out is checked and planned like any other."""
    out = tmp_path / "台账.xlsx"
    done = run("import", *office(tmp_path), "-o", out, "--date", DAY)
    ledger = services.read(out)
    establishment = ledger.establishment

    assert [unit.name for unit in establishment.units] == [
        "兰亭区财政局",
        "兰亭区人力资源和社会保障局",
        "兰亭区政务服务中心",
    ]
    assert [unit.kind for unit in establishment.units] == [*(UnitKind.GOVERNMENT,) * 2, UnitKind.WELFARE_ONE]
    codes = [unit.code for unit in establishment.units]
    assert establishment.authorized == {
        (codes[0], Category.ADMINISTRATIVE): 2,
        (codes[1], Category.ADMINISTRATIVE): 3,
        (codes[2], Category.FULLY_FUNDED): 2,
    }
    assert [(person.name, person.unit, str(person.born)) for person in establishment.people] == [
        ("赵甲", codes[0], "1985-06-01"),
        ("钱乙", codes[0], "1987-06-01"),
        ("孙丙", codes[0], "1990-03-01"),
        ("李丁", codes[1], "1979-12-01"),
        ("周戊", codes[2], "1982-01-01"),
    ]
    assert not any(finding.severity.value == "error" for finding in ledger.form_findings)
    assert "3 个机构、5 人，编制 7 名，实有 5 人，超编 1 人，空编 3 名" in done.stdout
    assert done.returncode in (0, 1) and "违规" not in [line[6:8] for line in done.stdout.splitlines() if "[D" in line]
    planned = run("plan", out, "--date", DAY)
    assert planned.returncode == 0
    assert "超编由 1 人降为 0 人" in planned.stdout


def test_what_was_guessed_and_left_out_is_said(tmp_path: Path) -> None:
    """The misspelt heading, the nameless column, and nothing of what was certain."""
    done = run("import", *three_files_of_three_offices(tmp_path), "-o", tmp_path / "台账.xlsx", "--date", DAY)

    assert "人员.xlsx › A01人员 › F 列“出生日其” → 人员.出生日期（表头相近，把握 70%）：如 1985-06-01" in done.stdout
    assert "人员.xlsx › A01人员 › G 列（没有表头） → 人员.性别（按内容推断，把握 60%）：如 男、女" in done.stdout
    assert "“姓名” →" not in done.stdout


def test_mapping_is_saved_changed_and_used(tmp_path: Path) -> None:
    """A roster with headings nobody could guess is refused, mapped by hand, and then imported."""
    roster = (("代号", "称呼", "在哪儿", "人员类别", "编制类型"), ("9", "赵甲", "兰亭区财政局", "公务员", "行政编制"))
    units = (("机构编码", "机构名称", "机构类别"), ("A01", "兰亭区财政局", "政府部门"))
    quotas = (("机构编码", "编制类型", "编制数"), ("A01", "行政编制", 2))
    source = book(tmp_path / "表.xlsx", {"机构": units, "编制": quotas, "名单": roster})
    columns, out = tmp_path / "列对应.toml", tmp_path / "台账.xlsx"

    refused = run("import", source, "-o", out, "--save-mapping", columns, "--date", DAY)
    assert (refused.returncode, out.exists()) == (2, False)
    assert "“人员”表（工作表“名单”）缺少必填列：人员编号、姓名" in refused.stderr
    text = columns.read_text("utf-8")
    for heading, target in (
        ("代号", "人员.人员编号"),
        ("称呼", "人员.姓名"),
        ("在哪儿", "人员.机构编码"),
        ("人员类别", "人员.人员类别"),
        ("编制类型", "人员.编制类型"),
    ):
        text = text.replace(f'"{heading}" = "不用"', f'"{heading}" = "{target}"')
    columns.write_text(text, "utf-8")
    parse_mapping(text)

    done = run("import", source, "-o", out, "--mapping", columns, "--date", DAY)
    assert done.returncode == 0, done.stderr + done.stdout
    assert services.read(out).establishment.person["9"].name == "赵甲"
    assert run("check", source, "--mapping", columns, "--date", DAY).returncode == 0


def test_mapping_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    """Status 2, the column, and what may have been meant."""
    columns = tmp_path / "列对应.toml"
    columns.write_text('[[sheets]]\nname = "人员"\n[sheets.columns]\n"姓名" = "人员.姓明"\n', "utf-8")
    done = run("check", SMALL, "--mapping", columns)

    assert done.returncode == 2
    assert "“姓名”列对应的“人员.姓明”不是台账的列" in done.stderr
    assert "人员.姓名" in done.stderr


def test_canonical_ledger_is_imported_as_it_is(tmp_path: Path) -> None:
    """Nothing guessed, nothing left out, and the same findings as before."""
    out = tmp_path / "台账.xlsx"
    done = run("import", SMALL, "-o", out, "--date", DAY)
    before, after = (run("check", path, "--date", DAY).stdout.splitlines()[-1] for path in (SMALL, out))

    assert before == after
    assert "推断" not in done.stdout and "没有读取" not in done.stdout
