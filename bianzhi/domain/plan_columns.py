"""The plan workbook as data: its sheets, their headings in order, its fixed words, and how its lines are fingerprinted.

Writing and reading both follow this table, and a verified plan is compared with it. A heading is a member of the sheet's
enumeration, so it can only be spelled in one way.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from bianzhi.domain.identifiers import with_numbers_masked
from bianzhi.domain.plan import PlanStatus

PaperValue: TypeAlias = str | int | float | date | None
"""What a cell of the plan workbook holds; an empty one holds None."""

PLAN_TITLE = "关于机关事业单位人员编制调整的建议方案（拟）"
CONFIDENTIAL = "内部资料 注意保存"
PROPOSAL_NOTE = "本方案为建议，所列调整均为拟调整，须按机构编制和干部管理权限报批后方可实施。"

OPEN_POST = "空编岗位（未列需求）"
"""What stands in 拟任岗位 where a vacancy is taken that no row of 岗位需求 describes."""
TOTAL = "合计"
PROVEN = "已证明最优"


class OverviewColumn(StrEnum):
    """总览."""

    ITEM = "项目"
    VALUE = "数值"
    BOUND = "最优界"
    REMARK = "说明"


class BalanceColumn(StrEnum):
    """编制调整对照表: one row per unit and establishment type."""

    NUMBER = "序号"
    UNIT = "机构编码"
    UNIT_NAME = "单位"
    KIND = "机构类别"
    CATEGORY = "编制类型"
    AUTHORIZED = "核定编制"
    IN_POST_BEFORE = "调整前实有"
    EXCESS_BEFORE = "调整前超编"
    VACANCIES_BEFORE = "调整前空编"
    LEAVING = "拟调出"
    ARRIVING = "拟调入"
    IN_POST_AFTER = "调整后实有"
    EXCESS_AFTER = "调整后超编"
    VACANCIES_AFTER = "调整后空编"


class MoveColumn(StrEnum):
    """人员调整名册: one row per person proposed to move."""

    NUMBER = "序号"
    PERSON = "人员编号"
    NAME = "姓名"
    SEX = "性别"
    BIRTH = "出生年月"
    CITIZEN_NUMBER = "公民身份号码"
    EDUCATION = "学历"
    MAJOR = "专业"
    STATUS = "人员类别"
    FROM_CATEGORY = "编制类型"
    FROM_UNIT = "现单位编码"
    FROM_UNIT_NAME = "现单位"
    FROM_SECTION = "现内设机构"
    GRADE = "职级"
    POST_SINCE = "任现职时间"
    TO_UNIT = "拟调入单位编码"
    TO_UNIT_NAME = "拟调入单位"
    TO_SECTION = "拟入内设机构"
    POST = "拟任岗位"
    POST_ROW = "岗位需求行"
    TO_CATEGORY = "拟用编制类型"
    FIT = "匹配分"
    ORDER = "执行顺序"
    REASON = "调整原因"
    SOURCE = "政策依据"
    OPINION = "本人意见"
    NOTE = "备注"
    CHECK = "校验码"


class RemainingColumn(StrEnum):
    """未消化超编及原因."""

    NUMBER = "序号"
    UNIT = "机构编码"
    UNIT_NAME = "单位"
    CATEGORY = "编制类型"
    EXCESS = "未消化超编"
    WHY = "原因"


class ExcludedColumn(StrEnum):
    """不纳入人员及依据."""

    NUMBER = "序号"
    PERSON = "人员编号"
    NAME = "姓名"
    UNIT = "机构编码"
    UNIT_NAME = "单位"
    CATEGORY = "编制类型"
    RULE = "不纳入情形"
    SOURCE = "依据"


class ManualColumn(StrEnum):
    """需专项审批人员: people whom the identity matrix lets move only by a special procedure (M)."""

    NUMBER = "序号"
    PERSON = "人员编号"
    NAME = "姓名"
    UNIT = "机构编码"
    UNIT_NAME = "单位"
    STATUS = "人员类别"
    CATEGORY = "编制类型"
    WHY = "说明"


class SectionColumn(StrEnum):
    """内设机构整合对照表: one row per section, with the group it is proposed to join."""

    NUMBER = "序号"
    UNIT = "机构编码"
    UNIT_NAME = "单位"
    CAP = "内设机构限额"
    BEFORE = "现设数"
    AFTER = "整合后数"
    SECTION = "原科室编码"
    SECTION_NAME = "原内设机构"
    SECTION_STAFF = "原有人数"
    GROUP = "组别"
    GROUP_NAME = "拟设内设机构"
    GROUP_STAFF = "整合后人数"
    HEADS = "正职职数"
    DEPUTIES = "副职职数"
    RESULT = "求解结论"
    NOTE = "备注"


class FingerprintColumn(StrEnum):
    """参数与指纹."""

    GROUP = "类别"
    ITEM = "项目"
    VALUE = "内容"
    REMARK = "说明"


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One sheet of the plan workbook: its name, its headings in order, and those an office fills in by hand."""

    name: str
    columns: type[StrEnum]
    free: tuple[StrEnum, ...] = ()
    """Columns that may change after export; no fingerprint covers them."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.value for column in self.columns)


OVERVIEW = PlanSheet("总览", OverviewColumn)
BALANCE = PlanSheet("编制调整对照表", BalanceColumn)
MOVES = PlanSheet("人员调整名册", MoveColumn, (MoveColumn.OPINION, MoveColumn.NOTE))
REMAINING = PlanSheet("未消化超编及原因", RemainingColumn)
EXCLUDED = PlanSheet("不纳入人员及依据", ExcludedColumn)
MANUAL = PlanSheet("需专项审批人员", ManualColumn)
SECTIONS = PlanSheet("内设机构整合对照表", SectionColumn)
FINGERPRINT = PlanSheet("参数与指纹", FingerprintColumn)

PLAN_SHEETS = (OVERVIEW, BALANCE, MOVES, REMAINING, EXCLUDED, MANUAL, SECTIONS, FINGERPRINT)
"""Every sheet of a plan workbook, in order."""


class Figure(StrEnum):
    """The key figures of 总览, in order."""

    LEDGER = "台账文件"
    DAY = "方案日期"
    STATUS = "方案结论"
    UNITS = "机构（个）"
    AUTHORIZED = "核定编制（名）"
    IN_POST = "实有人员（人）"
    EXCESS_BEFORE = "调整前超编（人）"
    VACANCIES_BEFORE = "调整前空编（名）"
    MOVES = "拟调整人员（人）"
    BETWEEN_UNITS = "其中跨单位调整（人）"
    WITHIN_UNITS = "其中本单位内调整编制类型（人）"
    GIVING_UNITS = "拟调出单位（个）"
    RECEIVING_UNITS = "拟调入单位（个）"
    EXCESS_AFTER = "调整后超编（人）"
    VACANCIES_AFTER = "调整后空编（名）"
    EXCLUDED = "不纳入人员（人）"
    MANUAL = "需专项审批人员（人）"


GOALS = {
    "remaining_excess": "目标一：未消化超编最少（人）",
    "moves": "目标二：调整人数最少（人）",
    "fit": "目标三：匹配总分最高（分）",
    "lines_kept": "附加目标：与原方案相同的最多（人）",
    "preferences": "附加目标：单位优先要求满足最多（分）",
    "rotation": "附加目标：任同一职位年限长的交流最多（人）",
    "net_gain": "附加目标：双向交流净增匹配分最高（分）",
    "extra_lines_kept": "附加目标：双向交流与原方案相同的最多（人）",
}
"""The objectives by their names of the JSON contract, as 总览 spells them. Every plan has the first three; the others are
there where settings or a previous plan ask for them, between the second and the third."""

USUAL_GOALS = ("remaining_excess", "moves", "fit")
"""The objectives that every plan has."""

STATUS_WORDS = {
    PlanStatus.OPTIMAL: "各项目标均已证明最优",
    PlanStatus.FEASIBLE: "可行方案，尚未证明最优，差距见各项目标",
    PlanStatus.INFEASIBLE: "各项约束相互矛盾，无可行方案",
}

MERGER_WORDS = {
    PlanStatus.OPTIMAL: PROVEN,
    PlanStatus.FEASIBLE: "可行，尚未证明最优",
    PlanStatus.INFEASIBLE: "无可行方案",
}


class Fingerprint(StrEnum):
    """The items of 参数与指纹 other than settings and objectives."""

    VERSION = "程序版本"
    LEDGER = "台账指纹（SHA-256）"
    DAY = "方案日期"
    SOLVER = "求解器"
    STATUS = "方案状态"
    REPLACES = "所改方案校验码"
    """Only where the plan changes an earlier one as little as possible."""
    DIGEST = "全表摘要（SHA-256）"


BASIC_GROUP = "基本信息"
SETTINGS_GROUP = "设置"
OBJECTIVES_GROUP = "目标"
CHECK_GROUP = "校验"

SETTING_WORDS = {
    "near_retirement_months": "临近退休锁定期（月）",
    "cooling_off_months": "再次交流间隔（月）",
    "leaving_share_percent": "单位调出份额上限（%）",
    "section_floor": "内设机构最低在岗人数（人）",
    "occupancy_percent": "适度空编：占核定编制的上限（%）",
    "rotation_years": "轮岗年限（年）",
    "horizon_months": "预计退休测算期（月）",
    "exchange.extra_moves": "双向交流名额（人）",
    "exchange.least_gain": "双向交流每次最低增分（分）",
    "time_limit_seconds": "每次求解时限（秒）",
    "fit_weights.major": "匹配权重：专业",
    "fit_weights.education": "匹配权重：学历",
    "fit_weights.experience": "匹配权重：经历",
    "fit_weights.certificates": "匹配权重：资格",
    "fit_weights.grade": "匹配权重：职级",
    "fit_weights.wish": "匹配权重：意愿",
    "fit_weights.age": "匹配权重：年龄结构",
}


def objective_items(name: str) -> tuple[str, str]:
    """The two items of 参数与指纹 that hold an objective's value and bound."""
    return f"{name} 数值", f"{name} 最优界"


def objective_conclusion(value: int, bound: int) -> str:
    """已证明最优 where a value meets its bound, otherwise how far it is from it."""
    return PROVEN if value == bound else f"尚未证明最优，与最优界相差 {abs(value - bound)}"


_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONGEST_TEXT = 32_000
"""Characters; Excel takes 32,767 in a cell."""
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Before it Excel's calendar has a 29 February 1900 that never was."""


def paper_text(text: str) -> str:
    """``text`` as it may stand on paper: no control characters, every 18-character identity number masked."""
    shown = with_numbers_masked(text if text.isprintable() else _UNWRITABLE.sub("", text))
    return shown[:_LONGEST_TEXT].strip()


def paper_id(id_: str) -> str:
    """A person's id on paper: as it is, or, where offices use the citizen number for it, masked and marked.

    The mark, six hexadecimal digits of its SHA-256, tells apart people whose numbers look alike once masked.
    """
    shown = paper_text(id_)
    return shown if shown == id_.strip() else f"{shown}#{sha256(id_.encode()).hexdigest()[:6]}"


def paper_date(day: date | None) -> PaperValue:
    """A date as a cell holds it: a real date, or text where Excel's calendar does not reach."""
    if day is None or day >= _FIRST_SAFE_DAY:
        return day
    return day.isoformat()


def paper_value(value: object) -> PaperValue:
    """What was read from a cell, so that equal contents are equal values; whole floats are integers, blanks are None."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value
    return str(value).strip() or None


def check_code(values: Iterable[PaperValue]) -> str:
    """校验码 of a line: the first 12 hexadecimal digits of the SHA-256 of its contents, types included."""
    return sha256(_canonical(values)).hexdigest()[:12]


def digest(lines: Iterable[Iterable[PaperValue]]) -> str:
    """The SHA-256 over lines in their order, hexadecimal."""
    total = sha256()
    for line in lines:
        total.update(_canonical(line) + b"\n")
    return total.hexdigest()


def _canonical(values: Iterable[PaperValue]) -> bytes:
    plain = [{"date": value.isoformat()} if isinstance(value, date) else value for value in map(paper_value, values)]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
