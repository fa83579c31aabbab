"""The ledger workbook as data: its sheets, their columns in order, and what each may hold (the contract, §1).

Reading, the template and the sample district all follow this one table.
"""

from dataclasses import dataclass, fields
from enum import Enum

from bianzhi.domain import establishment as nouns
from bianzhi.domain.terms import (
    Band,
    Category,
    Direction,
    LeaderRank,
    LeadershipKind,
    PersonState,
    Pool,
    RetirementCategory,
    Sex,
    Status,
    UnitKind,
    Willingness,
    WorkloadKind,
)


class ColumnKind(Enum):
    """What a column holds."""

    TEXT = "文字"
    UNIT = "机构编码或机构全称"
    UNITS = "机构编码或机构全称，用、分隔"
    SECTION = "科室编码或本机构科室名称"
    PERSON = "人员编号"
    COUNT = "不小于0的整数"
    CHANGE = "整数，可为负"
    SCORE = "0到100的整数"
    DATE = "日期"
    FLAG = "是或否"
    LIST = "文字，用、分隔"
    TERM = "固定选项"
    CITIZEN_NUMBER = "18位公民身份号码（文本）"
    CREDIT_CODE = "18位统一社会信用代码"
    GRADE = "职级"
    EDUCATION = "学历"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field of the object it fills, what it holds, and whether a row needs it."""

    heading: str
    field: str
    kind: ColumnKind
    required: bool = False
    terms: type[Enum] | None = None
    """The closed list, where ``kind`` is TERM."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the class of its rows, its columns, and whether a workbook needs it."""

    name: str
    row: type
    columns: tuple[Column, ...]
    required: bool = False

    def heading(self, field: str) -> str:
        """The heading of a field."""
        return next(column.heading for column in self.columns if column.field == field)


def _column(heading: str, field: str, kind: ColumnKind = ColumnKind.TEXT, terms: type[Enum] | None = None) -> Column:
    required = heading.endswith("*")
    return Column(heading.rstrip("*"), field, ColumnKind.TERM if terms else kind, required, terms)


_K = ColumnKind

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "机构",
        nouns.Unit,
        (
            _column("机构编码*", "code"),
            _column("机构名称*", "name"),
            _column("机构类别*", "kind", terms=UnitKind),
            _column("上级机构编码", "parent", _K.UNIT),
            _column("机构规格", "rank"),
            _column("编制池", "pool", terms=Pool),
            _column("参公", "civil_like", _K.FLAG),
            _column("统一社会信用代码", "credit_code", _K.CREDIT_CODE),
            _column("内设机构限额", "section_cap", _K.COUNT),
            _column("最低保留人数", "min_staff", _K.COUNT),
            _column("职能标签", "functions", _K.LIST),
            _column("设立文号", "founding_document"),
            _column("地区", "region"),
            _column("高职低配", "high_on_low", _K.FLAG),
            _column("允许溢出人数", "tolerance", _K.COUNT),
            _column("溢出期止", "tolerance_ends", _K.DATE),
            _column("备注", "note"),
        ),
        required=True,
    ),
    Sheet(
        "编制",
        nouns.QuotaEntry,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("编制类型*", "category", terms=Category),
            _column("编制数*", "posts", _K.CHANGE),
            _column("批准文号", "document"),
            _column("批准日期", "approved_on", _K.DATE),
            _column("变动摘要", "summary"),
        ),
        required=True,
    ),
    Sheet(
        "职数",
        nouns.LeadershipPosts,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("职数类别*", "kind", terms=LeadershipKind),
            _column("核定职数*", "authorized", _K.COUNT),
            _column("批准文号", "document"),
        ),
    ),
    Sheet(
        "内设机构",
        nouns.Section,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("科室编码*", "code"),
            _column("科室名称*", "name"),
            _column("是否计入限额", "counts_to_cap", _K.FLAG),
            _column("编制数", "authorized", _K.COUNT),
            _column("正职职数", "heads", _K.COUNT),
            _column("副职职数", "deputies", _K.COUNT),
            _column("职能标签", "functions", _K.LIST),
            _column("可否整合", "mergeable", _K.FLAG),
            _column("备注", "note"),
        ),
    ),
    Sheet(
        "人员",
        nouns.Person,
        (
            _column("人员编号*", "id"),
            _column("姓名*", "name"),
            _column("机构编码*", "unit", _K.UNIT),
            _column("人员类别*", "status", terms=Status),
            _column("编制类型*", "category", terms=Category),
            _column("公民身份号码", "citizen_number", _K.CITIZEN_NUMBER),
            _column("性别", "sex", terms=Sex),
            _column("出生日期", "birth", _K.DATE),
            _column("科室编码", "section", _K.SECTION),
            _column("是否领导", "is_leader", _K.FLAG),
            _column("职务层次", "leader_rank", terms=LeaderRank),
            _column("职级", "grade", _K.GRADE),
            _column("人员状态", "state", terms=PersonState),
            _column("学历", "education", _K.EDUCATION),
            _column("专业", "major"),
            _column("专长标签", "specialties", _K.LIST),
            _column("资格证书", "certificates", _K.LIST),
            _column("参加工作时间", "work_start", _K.DATE),
            _column("入编时间", "on_establishment_since", _K.DATE),
            _column("进入本单位时间", "joined_unit", _K.DATE),
            _column("任现职时间", "post_since", _K.DATE),
            _column("试用期止", "trial_ends", _K.DATE),
            _column("服务期止", "service_ends", _K.DATE),
            _column("上次交流日期", "last_exchange", _K.DATE),
            _column("处分期止", "sanction_ends", _K.DATE),
            _column("不可调整原因", "lock_reason"),
            _column("退休类别", "retirement_category", terms=RetirementCategory),
            _column("交流意愿", "willingness", terms=Willingness),
            _column("意向机构", "wished_units", _K.UNITS),
            _column("已具备条件", "conditions", _K.LIST),
            _column("借调单位", "works_at"),
            _column("备注", "note"),
        ),
        required=True,
    ),
    Sheet(
        "岗位需求",
        nouns.Post,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("岗位名称*", "title"),
            _column("编制类型*", "category", terms=Category),
            _column("需求数*", "demand", _K.COUNT),
            _column("科室编码", "section", _K.SECTION),
            _column("层次", "level"),
            _column("专业要求", "majors", _K.LIST),
            _column("学历要求", "education", _K.EDUCATION),
            _column("资格要求", "certificates", _K.LIST),
            _column("专长要求", "specialties", _K.LIST),
            _column("年龄上限", "age_limit", _K.COUNT),
        ),
    ),
    Sheet(
        "亲属关系",
        nouns.Kinship,
        (
            _column("人员编号*", "person", _K.PERSON),
            _column("亲属人员编号*", "relative", _K.PERSON),
            _column("关系*", "relation"),
        ),
    ),
    Sheet(
        "科室往来",
        nouns.SectionTraffic,
        (
            _column("科室编码*", "section", _K.SECTION),
            _column("往来科室编码*", "other", _K.SECTION),
            _column("业务量*", "volume", _K.COUNT),
        ),
    ),
    Sheet(
        "匹配评分",
        nouns.FitScore,
        (
            _column("人员编号*", "person", _K.PERSON),
            _column("机构编码*", "unit", _K.UNIT),
            _column("岗位名称", "post"),
            _column("分值*", "score", _K.SCORE),
        ),
    ),
    Sheet(
        "在途变动",
        nouns.Transit,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("编制类型*", "category", terms=Category),
            _column("方向*", "direction", terms=Direction),
            _column("人数*", "persons", _K.COUNT),
            _column("生效日期", "effective_on", _K.DATE),
            _column("人员编号", "person", _K.PERSON),
            _column("批准文号", "document"),
        ),
    ),
    Sheet(
        "层次职数",
        nouns.LevelPosts,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("编制类型*", "category", terms=Category),
            _column("层次*", "level", terms=Band),
            _column("核定职数*", "authorized", _K.COUNT),
            _column("批准文号", "document"),
        ),
    ),
    Sheet(
        "职责",
        nouns.Duty,
        (
            _column("职责编码*", "code"),
            _column("机构编码*", "unit", _K.UNIT),
            _column("科室编码", "section", _K.SECTION),
            _column("内容*", "text"),
            _column("依据", "source"),
            _column("工作量", "workload", _K.COUNT),
            _column("所需编制", "posts", _K.COUNT),
        ),
    ),
    Sheet(
        "周转使用",
        nouns.PostLoan,
        (
            _column("借用机构编码*", "borrower", _K.UNIT),
            _column("编制类型*", "category", terms=Category),
            _column("周转数*", "posts", _K.COUNT),
            _column("借出机构编码", "lender", _K.UNIT),
            _column("周转期起", "since", _K.DATE),
            _column("周转期止", "until", _K.DATE),
            _column("批准文号", "document"),
        ),
    ),
    Sheet(
        "工作量",
        nouns.Workload,
        (
            _column("机构编码*", "unit", _K.UNIT),
            _column("科室编码", "section", _K.SECTION),
            _column("事项*", "activity"),
            _column("类别*", "kind", terms=WorkloadKind),
            _column("年工作量*", "volume", _K.COUNT),
            _column("单件分钟", "minutes", _K.COUNT),
        ),
    ),
)

for _sheet in SHEETS:
    _fields = {item.name for item in fields(_sheet.row)}
    assert all(column.field in _fields for column in _sheet.columns), _sheet.name


def sheet(name: str) -> Sheet:
    """The sheet of this canonical name."""
    return next(item for item in SHEETS if item.name == name)
