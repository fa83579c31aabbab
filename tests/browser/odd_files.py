"""Files of an invented office as it keeps them: no template, headings of its own, slips of the pen."""

from pathlib import Path

import openpyxl

from bianzhi.domain.identifiers import citizen_check_digit

UNITS = ("样区财政局", "样区审计局", "样区统计局")
_SURNAMES = "赵钱孙李周吴郑王冯陈"
PEOPLE = 9
"""Six at the first unit, which has four posts; two at the second, one at the third."""


def wide_ledger(folder: Path) -> Path:
    """One row a unit with a two-row heading under a title, and a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总"
    for row in (
        ("样区机关编制情况表",),
        ("序号", "单位名称", "行政编制", "", "", ""),
        ("", "", "编制数", "实有", "超编", "空编"),
        (1, UNITS[0], 4, 6, 2, 0),
        (2, UNITS[1], 4, 2, 0, 2),
        (3, UNITS[2], 3, 1, 0, 2),
        ("", "合计", 11, 9, 2, 4),
    ):
        sheet.append(row)
    for cells in ("A1:F1", "A2:A3", "B2:B3", "C2:F2"):
        sheet.merge_cells(cells)
    path = folder / "编制情况表.xlsx"
    book.save(path)
    return path


def roster(folder: Path) -> Path:
    """A roster whose name and unit nobody could tell by their headings; one sex is wrong, one word is short."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(("工号", "称呼", "在哪儿", "人员类别", "编制类型", "身份证号", "性别", "出生年月", "学历", "备注"))
    for place in range(PEOPLE):
        unit = UNITS[0] if place < 6 else UNITS[1] if place < 8 else UNITS[2]
        number, sex = identity_number(place), "男" if place % 2 else "女"
        said = "男" if place == 0 else sex
        row = (f"{place + 1:03}", _SURNAMES[place] + "试", unit, "公务员", "行政编制", number, said)
        sheet.append((*row, f"1985年{place + 1}月", "大学本科", "" if place else "见档案"))
    path = folder / "花名册.xlsx"
    book.save(path)
    return path


def payroll(folder: Path) -> Path:
    """The treasury pays everybody but one, and somebody nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "财政供养名单"
    sheet.append(("姓名", "单位", "身份证号", "工资状态"))
    for place in range(PEOPLE - 1):
        unit = UNITS[0] if place < 6 else UNITS[1]
        sheet.append((_SURNAMES[place] + "试", unit, identity_number(place), "在发"))
    sheet.append(("陈试", UNITS[1], identity_number(9), "在发"))
    path = folder / "供养名单.xlsx"
    book.save(path)
    return path


def identity_number(place: int) -> str:
    """A constructed number of no region, whose sex digit follows the place."""
    body = f"999999{1985}{place + 1:02}01{place:02}{place % 2 or 2}"
    return body + citizen_check_digit(body)
