"""What was read from a ledger, sheet by sheet."""

from collections import Counter
from collections.abc import Iterable

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity

Row = dict[str, str | int]


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
