"""Reading a ledger against calamine alone, and how both grow: ``python -m benchmarks.reading [ROUNDS] [PERSONS …]``.

For each size (5,000 to 200,000 persons by default) writes a workbook of that many rows × 30 columns and its small sheets to
a temporary folder and times, turn by turn:

- *calamine*: open the file and take every sheet's values as Python objects, in this process, modules imported;
- *calamine, own process*: the same in a fresh interpreter, its start and the import included;
- *sheets*: ``read_workbook``: the start of the child process, the gate, calamine, packing, the pipe and unpacking;
- *reading*: ``read_ledger``: the same, and parsing every cell and building the Establishment;
- *reading and checking*: the same and every rule of ``bianzhi.rules`` after it.

Wall-clock and processor seconds (children included), best of the rounds: the machine's other work slows all alike, so the
ratios are what to look at; and those of processor seconds where it is busy. What no reader here can go below is *calamine*
itself plus the start of a process. The exponent is that of the straight line through the logarithms of size and time.
"""

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import python_calamine
import xlsxwriter

from bianzhi.domain.identifiers import citizen_check_digit
from bianzhi.domain.ledger_columns import SHEETS
from bianzhi.reading.ledger import read_ledger
from bianzhi.reading.workbook import read_workbook
from bianzhi.rules import check_establishment

_SIZES = (5_000, 20_000, 50_000, 100_000, 200_000)
_UNITS = 60
_SLIPS = 0.02
_DAY = date(2026, 1, 1)
_PEAK = """
import pathlib, resource, sys
from bianzhi.reading.workbook import read_workbook
read_workbook(pathlib.Path(sys.argv[1]))
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, int(own.split()[1]) // 1024)
"""
_CALAMINE = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
"""


def write_roster(path: Path, persons: int) -> None:
    """Write a district with a full roster: all 30 columns filled, dates as Excel dates.

    The dates of a person follow each other, but for one in fifty, about whom something is found; that a roster of random
    dates has several findings for each of its people says more about making findings than about reading.
    """
    chance = random.Random(7)

    def day(first: int, last: int) -> date:
        return date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))

    units = [f"A{number:03d}" for number in range(_UNITS)]
    people = []
    for number in range(persons):
        unit, birth = units[number % _UNITS], day(1972, 2000)
        in_order = chance.random() >= _SLIPS
        start = day(birth.year + 22, birth.year + 24) if in_order else day(1990, 2020)
        entry, joined, post = (start.replace(year=min(start.year + years, 2024)) for years in (0, 1, 2))
        post = max(post, day(2017, 2024)) if in_order else day(1990, 2010)
        first17 = f"{999_999 - number // 1000 % 90}{birth:%Y%m%d}{number % 1000:03d}"
        name = chance.choice("赵钱孙李周吴郑王") + "".join(chance.choices("安博晨达恩方光浩", k=2))
        sex = "男" if number % 2 else "女"
        row: list[object] = [f"P{number:06d}", name, unit, "公务员", "行政编制", first17 + citizen_check_digit(first17)]
        row += [sex, birth, f"{unit}-{number % 6}", "否", "", "一级主任科员", "现职", "大学"]
        row += [chance.choice(("法学", "会计学", "经济学")), "文秘、统计", "会计师"]
        row += [start, entry, joined, post, start.replace(year=start.year + 1), day(2026, 2030), day(2017, 2025)]
        row += ["" if in_order else day(2010, 2020)]
        row += ["", "男60" if number % 2 else "女55", "服从", chance.choice(units), "备注"]
        people.append(row)
    tables: dict[str, list[list[object]]] = {
        "机构": [[unit, f"样区第{order}局", "政府部门"] for order, unit in enumerate(units, start=1)],
        "编制": [[unit, "行政编制", persons // _UNITS + 1] for unit in units],
        "内设机构": [[unit, f"{unit}-{order}", f"第{order}科"] for unit in units for order in range(6)],
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


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent with which seconds grow with size: the slope of least squares through their logarithms."""
    points = [(math.log(size), math.log(time)) for size, time in zip(sizes, seconds, strict=True)]
    middle, height = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((x - middle) * (y - height) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)


def measured(path: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """The least wall-clock and processor seconds of each piece of work on a file."""
    works: dict[str, Callable[[], object]] = {
        "calamine": lambda: read_with_calamine(path),
        "calamine, own process": lambda: subprocess.run([sys.executable, "-c", _CALAMINE, str(path)], check=True),
        "sheets": lambda: read_workbook(path),
        "reading": lambda: read_ledger(path),
        "reading and checking": lambda: check_establishment(read_ledger(path).establishment, _DAY),
    }
    best = {name: (float("inf"), float("inf")) for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            wall, used = spent(work)
            best[name] = min(best[name][0], wall), min(best[name][1], used)
    return best


def main(rounds: int, sizes: Sequence[int]) -> None:
    """Measure and print."""
    results = []
    for persons in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "roster.xlsx"
            write_roster(path, persons)
            results.append(measured(path, rounds))
            size = path.stat().st_size / 2**20
            peak = subprocess.run([sys.executable, "-c", _PEAK, str(path)], check=True, capture_output=True, text=True)
        print(f"\n{persons} persons × 30 columns, {size:.1f} MiB, best of {rounds} rounds", flush=True)
        child, parent = peak.stdout.split()
        print(f"peak of read_workbook: {child} MiB in the child, {parent} MiB in the process that asks")
        print(f"{'':24}{'wall s':>9}{'ratio':>8}{'fresh':>8}{'cpu s':>9}{'ratio':>8}{'fresh':>8}")
        inside, fresh = results[-1]["calamine"], results[-1]["calamine, own process"]
        for name, (wall, used) in results[-1].items():
            ratios = f"{wall:9.3f}{wall / inside[0]:8.2f}{wall / fresh[0]:8.2f}"
            print(f"{name:24}{ratios}{used:9.3f}{used / inside[1]:8.2f}{used / fresh[1]:8.2f}", flush=True)
    if len(sizes) > 1:
        print(f"\ngrowth from {min(sizes)} to {max(sizes)} persons: exponent of wall-clock and of processor seconds")
        for name in results[0]:
            exponents = (growth(sizes, [result[name][kind] for result in results]) for kind in (0, 1))
            print(f"{name:24}" + "".join(f"{exponent:9.2f}" for exponent in exponents))


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    main(words[0] if words else 3, words[1:] or _SIZES)
