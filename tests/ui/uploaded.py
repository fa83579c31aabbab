"""Files a clerk uploads, invented: a wide ledger, a roster with one heading nobody knows, and a bare workbook."""

import io
import zipfile


def _bare_workbook() -> bytes:
    """A file that has the part every xlsx has, and nothing else."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


ONE_WORKBOOK = _bare_workbook()

WIDE = """2026年机关编制情况表
单位名称,行政编制,行政编制实有
样区财政局,1,2
样区审计局,2,0
"""
"""One row a unit: the first is one over, the second has two vacancies."""

ROSTER = """人员编号,姓名,单位,人员类别,编制类型,参加工作时间
1,赵甲,样区财政局,公务员,行政编制,2010-07-01
2,钱乙,样区财政局,公务员,行政编制,2012-07-01
"""
