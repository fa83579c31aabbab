"""Reading a ledger against calamine alone: ``python benchmarks/reading.py [PERSONS] [ROUNDS]``.

Writes a workbook of PERSONS × 30 cells (5,000 by default) and its small sheets to a temporary folder and times, turn by turn:

- *calamine*: open the file and take every sheet's values as Python objects, in this process, modules imported;
- *calamine, own process*: the same in a fresh interpreter, its start and the import included;
- *reading*: ``read_ledger``: the start of the child process, the gate, calamine, the pipe, parsing and checking every cell,
  and building the Establishment;
- *reading and checking*: the same and every rule of ``bianzhi.rules`` after it.

Wall-clock and processor seconds (children included), best of the rounds: the machine's other work slows all four alike, so
the ratios are what to look at.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import python_calamine
import xlsxwriter

from bianzhi.domain.identifiers import citizen_check_digit
from bianzhi.domain.ledger_columns import SHEETS
from bianzhi.reading.ledger import read_ledger
from bianzhi.rules import check_establishment

_UNITS = 60
_DAY = date(2026, 1, 1)
_CALAMINE = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
"""


def write_roster(path: Path, persons: int) -> None:
    """Write a district with a full roster: all 30 columns filled, dates as Excel dates."""
    chance = random.Random(7)

    def day(first: int, last: int) -> date:
        return date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))

    units = [f"A{number:03d}" for number in range(_UNITS)]
    people = []
    for number in range(persons):
        unit, birth = units[number % _UNITS], day(1966, 2000)
        first17 = f"999999{birth:%Y%m%d}{number % 1000:03d}"
        name = chance.choice("赵钱孙李周吴郑王") + "".join(chance.choices("安博晨达恩方光浩", k=2))
        sex = "男" if number % 2 else "女"
        row: list[object] = [f"P{number:06d}", name, unit, "公务员", "行政编制", first17 + citizen_check_digit(first17)]
        row += [sex, birth, f"{unit}-{number % 8}", "否", "", "一级主任科员", "现职", "大学"]
        row += [chance.choice(("法学", "会计学", "经济学")), "文秘、统计", "会计师"]
        row += [day(1990, 2010) for _ in range(4)] + [day(2010, 2020) for _ in range(4)]
        row += ["", "男60" if number % 2 else "女55", "服从", chance.choice(units), "备注"]
        people.append(row)
    tables: dict[str, list[list[object]]] = {
        "机构": [[unit, f"样区第{order}局", "政府部门"] for order, unit in enumerate(units, start=1)],
        "编制": [[unit, "行政编制", 2 * persons // _UNITS] for unit in units],
        "内设机构": [[unit, f"{unit}-{order}", f"第{order}科"] for unit in units for order in range(8)],
        "人员": people,
    }
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for sheet in SHEETS:
            if sheet.name in tables:
                page = book.add_worksheet(sheet.name)
                page.write_row(0, 0, [c.heading + "*" * c.required for c in sheet.columns])
                for number, row in enumerate(tables[sheet.name], start=1):
                    for column, value in enumerate(row):
                        if isinstance(value, date):
                            page.write_datetime(number, column, datetime(value.year, value.month, value.day))
                        elif value != "":
                            page.write(number, column, value)


def read_with_calamine(path: Path) -> None:
    """Every sheet's values as Python objects, nothing more."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor seconds of a piece of work, children included."""

    def processor() -> float:
        own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    wall, used = time.perf_counter(), processor()
    work()
    return time.perf_counter() - wall, processor() - used


def main(persons: int, rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write_roster(path, persons)
        works: dict[str, Callable[[], object]] = {
            "calamine": lambda: read_with_calamine(path),
            "calamine, own process": lambda: subprocess.run([sys.executable, "-c", _CALAMINE, str(path)], check=True),
            "reading": lambda: read_ledger(path),
            "reading and checking": lambda: check_establishment(read_ledger(path).establishment, _DAY),
        }
        best = {name: (float("inf"), float("inf")) for name in works}
        for _ in range(rounds):
            for name, work in works.items():
                wall, used = spent(work)
                best[name] = min(best[name][0], wall), min(best[name][1], used)
        size = path.stat().st_size / 2**20
    print(f"{persons} persons × 30 columns, {size:.1f} MiB, best of {rounds} rounds")
    print(f"{'':24}{'wall s':>9}{'ratio':>8}{'cpu s':>9}{'ratio':>8}")
    wall_unit, used_unit = best["calamine"]
    for name, (wall, used) in best.items():
        print(f"{name:24}{wall:9.3f}{wall / wall_unit:8.2f}{used:9.3f}{used / used_unit:8.2f}")


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("5000", "7")[len(sys.argv) - 1 :])))
