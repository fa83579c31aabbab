"""``python -m tests.samples``: sample_data/ and templates/ anew. Nothing here is a real district or person."""

import json
from pathlib import Path

from bianzhi import services
from bianzhi.reports import check_report, plan_report, sections_report
from bianzhi.sampling import REFERENCE_DAY, small_rows
from bianzhi.writing import ledger_workbook

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_data"
DISTRICT, SMALL = FOLDER / "示例区台账.xlsx", FOLDER / "五单位练习台账.xlsx"


def write_ledgers() -> None:
    """The two ledgers and the template."""
    services.write_sample(DISTRICT)
    ledger_workbook.write(SMALL, small_rows())
    services.write_template(ROOT / "templates" / "台账模板.xlsx")


def expected(ledger_path: Path) -> dict[str, object]:
    """What checking and planning must say about a sample ledger on the sample's day."""
    ledger = services.read(ledger_path)
    return {
        "check": check_report(services.check(ledger, REFERENCE_DAY)),
        "plan": plan_report(services.reallocate(ledger.establishment, REFERENCE_DAY)),
        "sections": sections_report(services.merge_sections(ledger.establishment, REFERENCE_DAY)),
    }


def expectation_path(ledger_path: Path) -> Path:
    """Where the expected results of a ledger stand."""
    return ledger_path.with_name(f"{ledger_path.stem}·应得结果.json")


def main() -> None:
    """Write everything."""
    write_ledgers()
    for ledger_path in (DISTRICT, SMALL):
        text = json.dumps(expected(ledger_path), ensure_ascii=False, indent=1)
        expectation_path(ledger_path).write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
