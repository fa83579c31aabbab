"""D rules about files as offices keep them: totals, other names, missing codes, guessed columns, summary tables."""

from bianzhi.domain.finding import Severity
from bianzhi.rules.form import FormRule

UNITS_FROM_NAMES = FormRule(
    "D029",
    "没有机构表",
    Severity.NOTE,
    "没有单独的机构表，已按此表所列名称建立 {count} 个机构。",
    "请核对机构名称、类别和规格；机构较多时，建议另备机构表。",
)
TOTAL_DIFFERS = FormRule(
    "D030",
    "合计与各行之和不符",
    Severity.WARNING,
    "“{label}”行的{heading}为 {stated}，所列各行相加为 {summed}；合计行不读取，以各行为准。",
    "请核对各行和合计：漏列、重列或公式范围不对都会造成不符。",
)
UNIT_TAKEN_FOR = FormRule(
    "D031",
    "按简称或曾用名认定机构",
    Severity.NOTE,
    "“{value}”不是机构编码或全称，按{way}认定为“{name}”（{code}），共 {rows} 行。",
    "请确认；如不是该机构，请改填机构编码或全称。",
)
CODES_GENERATED = FormRule(
    "D032",
    "按顺序编制了编码",
    Severity.NOTE,
    "此表没有“{heading}”列，已按行的先后编为 {first} 至 {last}，共 {rows} 个。",
    "行的先后改变，编码也会改变；如有正式编码，请补上这一列。",
)
KIND_INFERRED = FormRule(
    "D033",
    "按名称认定机构类别",
    Severity.NOTE,
    "“{value}”没有填机构类别，按名称认定为“{kind}”。",
    "请确认；如不是，请填机构类别。",
)
KIND_UNKNOWN = FormRule(
    "D034",
    "缺少机构类别",
    Severity.ERROR,
    "“{value}”没有填机构类别，从名称也不能确定，{consequence}。",
    "请在机构表中加“机构类别”列，填{allowed}。",
)
HEADING_TAKEN_FOR = FormRule(
    "D035",
    "按推断读取了列",
    Severity.NOTE,
    "{column} 列“{value}”{how}，按“{heading}”读取（把握 {confidence}%）。",
    "请在「列对应」中确认或更改，或把表头改为台账模板的写法。",
)
DUPLICATE_ELSEWHERE = FormRule(
    "D036",
    "编码在另一张表中已有",
    Severity.ERROR,
    "{heading}“{value}”与{first}重复，应唯一，本行不计入。",
    "请核对两处是否同一{what}：是则删去一处，否则更正编码。",
)
SHEET_OF_NO_UNIT = FormRule(
    "D037",
    "看不出是哪个机构的表",
    Severity.ERROR,
    "此表没有机构一列，工作表名和表内标题也不是台账中的机构，{rows} 行未读取。",
    "请加“机构名称”列，或把工作表名、标题写成该机构的全称。",
)
TYPE_UNDECIDED = FormRule(
    "D038",
    "编制类型不明确",
    Severity.ERROR,
    "“{value}”没有说明是{choices}中的哪一种，{consequence}。",
    "请在「列对应」中指明，或把表头改写明确，或加“经费形式”列。",
)
ONLY_COMPARED = FormRule(
    "D039",
    "汇总表只用于核对",
    Severity.NOTE,
    "已有逐条的编制台账，此汇总表中的编制数不再计入，只用于核对。",
    "如应以此表为准，请不要同时上传逐条的编制台账。",
)
QUOTA_STATED_TWICE = FormRule(
    "D040",
    "同一机构的编制或职数列了两次",
    Severity.WARNING,
    "“{unit}”的{category}已在{first}列为 {earlier} 名，此处又列 {posts} 名，未重复计入。",
    "请核对两处，只保留一处；分项列出的，请改为逐条的编制台账。",
)
INTAKE_RULES: tuple[FormRule, ...] = (
    UNITS_FROM_NAMES,
    TOTAL_DIFFERS,
    UNIT_TAKEN_FOR,
    CODES_GENERATED,
    KIND_INFERRED,
    KIND_UNKNOWN,
    HEADING_TAKEN_FOR,
    DUPLICATE_ELSEWHERE,
    SHEET_OF_NO_UNIT,
    TYPE_UNDECIDED,
    ONLY_COMPARED,
    QUOTA_STATED_TWICE,
)
"""Every one of them, in the order of the ids."""
