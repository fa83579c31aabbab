"""What was read from a ledger, sheet by sheet."""

from collections import Counter
from collections.abc import Iterable

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.intake import SURE, ColumnGuess, Mapping
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int]

_ITEMS = (
    "units",
    "quota_entries",
    "leadership_posts",
    "sections",
    "people",
    "posts",
    "kinships",
    "traffic",
    "fit_scores",
)


def sheet_rows(establishment: Establishment, form_findings: Iterable[Finding]) -> list[Row]:
    """One row per sheet of the contract: rows taken over, and what is wrong with the form of the sheet."""
    wrong = Counter((finding.at.sheet, finding.severity) for finding in form_findings)
    sheets = (
        ("机构", establishment.units),
        ("编制", establishment.quota_entries),
        ("职数", establishment.leadership_posts),
        ("内设机构", establishment.sections),
        ("人员", establishment.people),
        ("岗位需求", establishment.posts),
        ("亲属关系", establishment.kinships),
        ("科室往来", establishment.traffic),
        ("匹配评分", establishment.fit_scores),
    )
    rows: list[Row] = []
    for name, items in sheets:
        read_from = next((item.at.sheet for item in items if item.at.sheet), name)
        errors = wrong[read_from, Severity.ERROR]
        others = wrong[read_from, Severity.WARNING] + wrong[read_from, Severity.NOTE]
        rows.append(
            {
                "内容": name,
                "所在工作表": read_from if items else "（无）",
                "读入行数": len(items),
                "填写违规": errors,
                "填写预警与提示": others,
                "说明": _remark(name, len(items), errors),
            }
        )
    return rows


def _remark(name: str, count: int, errors: int) -> str:
    if errors:
        return "有填写错误的格未采用或整行未读入，见「数据体检」"
    if count:
        return "已全部读入"
    return "必须有这张表" if name in {"机构", "编制", "人员"} else "可以没有；没有时相应的规则不检查"


def file_rows(mapping: Mapping, establishment: Establishment) -> list[Row]:
    """One row per sheet of the uploads: what it was taken for, and how many of its columns want a look."""
    read = Counter(
        (item.at.workbook, item.at.sheet) for name in _ITEMS for item in getattr(establishment, name) if item.at.row
    )
    sheets: dict[tuple[str, str], list[ColumnGuess]] = {}
    for guess in mapping:
        sheets.setdefault((guess.file, guess.sheet), []).append(guess)
    return [
        {
            "文件": shown(file),
            "工作表": shown(sheet),
            "读作": _taken_for(guesses),
            "列数": len(guesses),
            "读取": sum(guess.used for guess in guesses),
            "请确认": sum(bool(guess.target) and guess.confidence < SURE for guess in guesses),
            "未识别": sum(not guess.target for guess in guesses),
            "读入行数": read[file, sheet],
        }
        for (file, sheet), guesses in sheets.items()
    ]


def _taken_for(guesses: Iterable[ColumnGuess]) -> str:
    """The tables of the ledger that stand in a sheet; a wide form has a column for each type."""
    tables: dict[str, bool] = {}
    for guess in guesses:
        if guess.used:
            name = guess.target.partition(".")[0]
            tables[name] = tables.get(name, False) or guess.target.count(".") > 1
    words = [f"{name}（一行一个单位）" if wide else name for name, wide in tables.items()]
    return "、".join(words) or "（未读取）"
