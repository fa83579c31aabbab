"""How wide and of what kind each column of the plan workbook is."""

from bianzhi.domain.plan_columns import BALANCE, EXCLUDED, FINGERPRINT, MANUAL, MOVES, OVERVIEW, SECTIONS, PlanSheet
from bianzhi.writing.workbook_styles import Kind, TableColumn

_LOOKS: dict[str, tuple[float, Kind]] = {
    "序号": (6, Kind.CENTER),
    "机构编码": (10, Kind.CENTER),
    "单位": (22, Kind.TEXT),
    "机构类别": (12, Kind.CENTER),
    "编制类型": (13, Kind.CENTER),
    "核定编制": (10, Kind.COUNT),
    "调整前实有": (10, Kind.COUNT),
    "调整前超编": (10, Kind.EXCESS),
    "调整前空编": (10, Kind.COUNT),
    "拟调出": (9, Kind.COUNT),
    "拟调入": (9, Kind.COUNT),
    "调整后实有": (10, Kind.COUNT),
    "调整后超编": (10, Kind.EXCESS),
    "调整后空编": (10, Kind.COUNT),
    "人员编号": (10, Kind.CENTER),
    "姓名": (9, Kind.CENTER),
    "性别": (5, Kind.CENTER),
    "出生年月": (11, Kind.MONTH),
    "公民身份号码": (20, Kind.CENTER),
    "学历": (7, Kind.CENTER),
    "专业": (10, Kind.TEXT),
    "人员类别": (11, Kind.CENTER),
    "现单位编码": (7, Kind.CENTER),
    "现单位": (16, Kind.TEXT),
    "现内设机构": (10, Kind.TEXT),
    "职级": (11, Kind.CENTER),
    "任现职时间": (11, Kind.MONTH),
    "拟调入单位编码": (8, Kind.CENTER),
    "拟调入单位": (16, Kind.TEXT),
    "拟入内设机构": (10, Kind.TEXT),
    "拟任岗位": (12, Kind.TEXT),
    "岗位需求行": (6, Kind.CENTER),
    "拟用编制类型": (9, Kind.CENTER),
    "匹配分": (7, Kind.CENTER),
    "执行顺序": (6, Kind.CENTER),
    "调整原因": (38, Kind.TEXT),
    "政策依据": (24, Kind.TEXT),
    "本人意见": (8, Kind.TEXT),
    "备注": (14, Kind.TEXT),
    "校验码": (14, Kind.CENTER),
    "未消化超编": (11, Kind.EXCESS),
    "原因": (80, Kind.TEXT),
    "不纳入情形": (50, Kind.TEXT),
    "依据": (44, Kind.TEXT),
    "说明": (50, Kind.TEXT),
    "项目": (34, Kind.TEXT),
    "数值": (30, Kind.CENTER),
    "最优界": (12, Kind.COUNT),
    "类别": (12, Kind.CENTER),
    "内容": (68, Kind.CENTER),
    "内设机构限额": (9, Kind.COUNT),
    "现设数": (8, Kind.COUNT),
    "整合后数": (9, Kind.COUNT),
    "原科室编码": (12, Kind.CENTER),
    "原内设机构": (18, Kind.TEXT),
    "原有人数": (9, Kind.COUNT),
    "组别": (6, Kind.CENTER),
    "拟设内设机构": (24, Kind.TEXT),
    "整合后人数": (9, Kind.COUNT),
    "正职职数": (8, Kind.COUNT),
    "副职职数": (8, Kind.COUNT),
    "求解结论": (14, Kind.CENTER),
}
"""Width in characters and kind, by heading; headings of one word look alike on every sheet."""

WIDE_SHEETS = (MOVES, SECTIONS)
"""Printed on A3."""

FROZEN = {
    BALANCE.name: 3,
    MOVES.name: 3,
    EXCLUDED.name: 3,
    MANUAL.name: 3,
    SECTIONS.name: 3,
    OVERVIEW.name: 1,
    FINGERPRINT.name: 2,
}
"""Columns that stay in view."""


def looks(sheet: PlanSheet) -> tuple[TableColumn, ...]:
    """The columns of a sheet, in order."""
    return tuple(TableColumn(heading, *_LOOKS[heading]) for heading in sheet.headings)
