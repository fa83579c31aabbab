"""``python -m tests.samples``: sample_data/ and templates/ anew. Nothing here is a real district or person."""

import json
from pathlib import Path

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import Reform
from bianzhi.reform_reports import reform_report
from bianzhi.reports import check_report, plan_report, sections_report
from bianzhi.sampling import REFERENCE_DAY, small_rows
from bianzhi.sampling.reform import EFFECTIVE
from bianzhi.services import reforming
from bianzhi.writing import ledger_workbook

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_data"
DISTRICT, SMALL = FOLDER / "示例区台账.xlsx", FOLDER / "五单位练习台账.xlsx"
REFORM = FOLDER / "澜屏区机构改革方案.toml"
_REFORM_HEAD = """\
# 虚构的机构改革方案，用于 示例区台账.xlsx：
#   python -m bianzhi reform 示例区台账.xlsx 澜屏区机构改革方案.toml --date 2026-06-30 -o 改革方案.xlsx --docx 改革方案.docx
# 一节 [[steps]] 是一步；do 是操作，其余各项见 docs/reform.md。由 python -m tests.samples 生成。

"""


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


def worked_reform(ledger: Establishment) -> Reform:
    """The sample reform of a ledger, with the sections proposed for the ledger after it."""
    return reforming.sample_reform(ledger, EFFECTIVE)


def reform_file(ledger: Establishment) -> str:
    """The file of the sample reform."""
    return f"{_REFORM_HEAD}{reforming.reform_text(worked_reform(ledger))}"


def expected_reform(ledger: Establishment, reform: Reform) -> dict[str, object]:
    """What ``reform --json`` must say about the sample reform on the sample's day."""
    reformed = reforming.apply_reform(ledger, reform)
    gone, new = reforming.rule_effects(reformed, max(REFERENCE_DAY, EFFECTIVE))
    comparison = reforming.compare_reform(reformed, REFERENCE_DAY)
    return reform_report(reformed, comparison, reforming.check_reform(reformed), gone, new, None)


def expectation_path(path: Path) -> Path:
    """Where the expected results of a ledger or a reform stand."""
    return path.with_name(f"{path.stem}·应得结果.json")


def main() -> None:
    """Write everything."""
    write_ledgers()
    for ledger_path in (DISTRICT, SMALL):
        _write(ledger_path, expected(ledger_path))
    ledger = services.read(DISTRICT).establishment
    REFORM.write_text(reform_file(ledger), "utf-8")
    _write(REFORM, expected_reform(ledger, reforming.read_reform(REFORM.read_text("utf-8"))))


def _write(path: Path, content: dict[str, object]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    expectation_path(path).write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
