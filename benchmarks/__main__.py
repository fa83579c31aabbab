"""Read + check against calamine, solve against CBC, the whole plan, and how both grow; printed as a Markdown table."""

import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.measure import call, python
from bianzhi import services
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.solver import Engine
from bianzhi.sampling import REFERENCE_DAY

SIZES = (5_000, 20_000, 50_000)


def calamine_alone(path: Path) -> None:
    """Every value of every sheet, as Python objects: what no reader can go below."""
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def reading_rows(folder: Path) -> Iterator[str]:
    """Read + check (child process included) against calamine alone, in this process."""
    for persons in SIZES:
        path = folder / f"{persons}.xlsx"
        services.write_sample(path, persons)
        peer = call(lambda path=path: calamine_alone(path))
        ours = call(lambda path=path: services.check(services.read(path), REFERENCE_DAY))
        yield f"| read + check, {persons:,} persons | {ours:.2f} s | calamine alone {peer:.2f} s | {ours / peer:.2f} × |"


def solving_rows(folder: Path) -> Iterator[str]:
    """The whole solve, tie-break and reasons included, against the same with PuLP's default CBC."""
    for persons in SIZES[:2]:
        establishment = services.read(folder / f"{persons}.xlsx").establishment
        ours = call(lambda e=establishment: services.reallocate(e, REFERENCE_DAY), repeats=2)
        solve = services.reallocate(establishment, REFERENCE_DAY).solve_seconds
        other = reallocate(establishment, REFERENCE_DAY, PlanSettings(), engine=Engine.CBC).solve_seconds
        yield (
            f"| solve, {persons:,} persons | {solve:.2f} s of {ours:.2f} s in all | the same model under CBC {other:.2f} s "
            f"| {solve / other:.2f} × |"
        )


def whole_plan_row(folder: Path) -> str:
    """``plan`` with every export, in a fresh process."""
    ledger, out = folder / f"{SIZES[0]}.xlsx", folder / "out"
    out.mkdir()
    outputs = ["-o", "p.xlsx", "--docx", "p.docx", "--json", "p.json", "--pairs", "p.csv", "--chart", "p.svg"]
    placed = [str(out / word) if "." in word else word for word in outputs]
    cost = python("-m", "bianzhi", "plan", str(ledger), "--date", REFERENCE_DAY.isoformat(), *placed, repeats=2)
    return f"| plan with all exports, {SIZES[0]:,} persons | {cost.seconds:.1f} s | peak {cost.mebibytes:.0f} MiB | |"


def main() -> None:
    """Print the table."""
    print(f"Python {platform.python_version()}, {platform.machine()}, best of repeated runs.\n")
    print("| what | bianzhi | peer | ratio |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in reading_rows(folder):
            print(row, flush=True)
        for row in solving_rows(folder):
            print(row, flush=True)
        print(whole_plan_row(folder), flush=True)


if __name__ == "__main__":
    sys.exit(main())
