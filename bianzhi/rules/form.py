"""D rules: the form of the ledger workbook. What cannot be read never becomes an Establishment, so reading applies them.

They are the same thing as every other rule to the user: an id, a title, a place, what is there, what is allowed, a
source — here the column of the ledger template instead of an article — and a remedy.
"""

from dataclasses import dataclass

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class FormRule:
    """One rule of form. ``message`` and ``hint`` are templates whose words reading fills in."""

    id: str
    title: str
    severity: Severity
    message: str
    hint: str
    together: bool = False
    """Whether one finding tells of all cells of a column ({count} of them, {cells} the first): nothing is to be done."""

    def finding(self, at: CellRef, sheet: str, heading: str = "", **words: object) -> Finding:
        """The finding at a cell.

        Parameters
        ----------
        at
            The cell in the user's own workbook.
        sheet
            Canonical name of the sheet, which the template explains.
        heading
            Canonical heading of the column; empty where the sheet as a whole is meant.
        words
            What fills the templates of message and hint.
        """
        column = f"“{heading}”列" if heading else ""
        message = self.message.format(heading=heading, sheet=sheet, **words)
        hint = self.hint.format(heading=heading, sheet=sheet, **words)
        source = f"台账模板填表说明“{sheet}”表{column}"
        return Finding(self.id, self.title, self.severity, at, message, hint, source)


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

REQUIRED_MISSING = FormRule("D001", "必填项为空", _ERROR, "必填项“{heading}”为空，{consequence}。", "请补填{allowed}。")
DUPLICATE = FormRule(
    "D002",
    "编码重复",
    _ERROR,
    "{heading}“{value}”与第 {first} 行重复，应唯一，本行不计入。",
    "请核对两行是否同一{what}：是则删去一行，否则更正编码。",
)
UNKNOWN_UNIT = FormRule(
    "D003",
    "机构不存在",
    _ERROR,
    "“{value}”在“机构”表中既不是机构编码也不是机构名称，{consequence}。",
    "请填“机构”表中已有的机构编码或机构全称，或先在“机构”表补录该机构。",
)
AMBIGUOUS_UNIT = FormRule(
    "D004",
    "机构名称不唯一",
    _ERROR,
    "“{value}”在“机构”表中对应 {count} 个机构（{codes}），无法判断是哪一个，{consequence}。",
    "请改填机构编码。",
)
UNKNOWN_TERM = FormRule(
    "D005",
    "选项不在规定范围内",
    _ERROR,
    "“{value}”不是规定的{heading}，{consequence}。",
    "应填：{allowed}。",
)
UNREADABLE_DATE = FormRule(
    "D006",
    "日期无法识别",
    _ERROR,
    "“{value}”{why}，{consequence}。",
    "请填 1985-06-01、1985.06、198506、1985年6月等形式的日期，年份为 4 位。",
)
TWO_DIGIT_YEAR = FormRule(
    "D007",
    "日期只有两位年份",
    _ERROR,
    "“{value}”只有两位年份，无法判断世纪，{consequence}。",
    "请填 4 位年份，如 1985-06-01、1985.06。",
)
AMBIGUOUS_DATE = FormRule(
    "D008",
    "日期有歧义",
    _ERROR,
    "单元格是数值 {value}，可能是 {year} 年 1 月，也可能是 10 月（末尾的 0 已丢失），{consequence}。",
    "请把单元格设为文本格式，填 {year}.01 或 {year}.10，或填 {year}-10-01 这样的日期。",
)
NOT_A_WHOLE_NUMBER = FormRule(
    "D009",
    "应为整数",
    _ERROR,
    "{heading}应为整数，现为“{value}”，{consequence}。",
    "请只填数字，不带单位、不带小数、不写约数。",
)
OUT_OF_RANGE = FormRule(
    "D010",
    "数值超出范围",
    _ERROR,
    "{heading}为 {value}，应在 {least} 到 {most} 之间，{consequence}。",
    "请核对后更正。",
)
UNREADABLE_FLAG = FormRule(
    "D011", "应填是或否", _ERROR, "{heading}应填“是”或“否”，现为“{value}”，{consequence}。", "请改填“是”或“否”。"
)
NUMBER_LOST_DIGITS = FormRule(
    "D012",
    "号码已被 Excel 改成数值",
    _ERROR,
    "{heading}{why}，尾数已经丢失，无法还原，{consequence}。",
    "请先把该列设为文本格式，再对照证件或原始资料重新录入号码。",
)
OLD_CITIZEN_NUMBER = FormRule(
    "D013",
    "公民身份号码为15位",
    _WARNING,
    "公民身份号码“{masked}”为 15 位旧号码，应为 18 位；照原样保留，不能据以核对出生日期和性别。",
    "请对照身份证件填 18 位号码。",
)
UNREADABLE_GRADE = FormRule(
    "D014",
    "职级无法识别",
    _WARNING,
    "“{value}”不是规定的{heading}，{consequence}。",
    "请填标准名称，如一级主任科员、七级职员、专技八级、工勤三级；领导职务填在“职务层次”列。",
)
UNREADABLE_EDUCATION = FormRule(
    "D015", "学历无法识别", _WARNING, "“{value}”不是规定的{heading}，{consequence}。", "应填：{allowed}。"
)
EXCEL_ERROR = FormRule(
    "D016",
    "单元格是公式错误",
    _ERROR,
    "{heading}的公式出错，显示为 {value}，{consequence}。",
    "请在 Excel 中修正公式，或直接填入数值后保存。",
)
UNCOMPUTED_FORMULA = FormRule(
    "D017",
    "公式没有计算结果",
    _ERROR,
    "{heading}的公式没有计算结果，{consequence}。",
    "请用 Excel 或 WPS 打开文件，待公式算出结果后保存，或把公式粘贴为数值。",
)
UNKNOWN_SECTION = FormRule(
    "D018",
    "科室不存在",
    _WARNING,
    "“{value}”不是{unit}的科室编码或科室名称，{consequence}。",
    "请填“内设机构”表中该机构的科室编码，或先在“内设机构”表补录该科室。",
)
SECTION_IS_UNIT = FormRule(
    "D019",
    "科室列填的是单位名称",
    _NOTE,
    "科室列填的是单位名称“{value}”，按单位领导（不属任何科室）处理。",
    "单位领导的科室请留空；不是单位领导的，请填所在科室。",
)
UNKNOWN_PERSON = FormRule(
    "D020",
    "人员不存在",
    _ERROR,
    "人员编号“{value}”不在“人员”表中，本行不计入。",
    "请填“人员”表中已有的人员编号，或先在“人员”表补录该人员。",
)
UNUSED_COLUMNS = FormRule(
    "D021",
    "有未使用的列",
    _NOTE,
    "以下列不是台账的列，未读取：{columns}。",
    "如其中有台账需要的内容，请把表头改为台账模板的写法。",
)
UNUSED_SHEETS = FormRule(
    "D022",
    "有未使用的工作表",
    _NOTE,
    "以下工作表不是台账的表，未读取：{sheets}。",
    "如其中有台账需要的内容，请把工作表名和表头改为台账模板的写法。",
)
HIDDEN_SHEET = FormRule(
    "D023",
    "读取了隐藏的工作表",
    _NOTE,
    "此工作表已隐藏，其内容已按“{sheet}”表读取。",
    "如不应使用，请删除该工作表后重新导入。",
)
REPEATED_HEADING = FormRule(
    "D024",
    "表头重复",
    _WARNING,
    "表头“{value}”与 {first} 都对应“{heading}”，只读取 {first} 所在的列。",
    "请删去或改名其中一列。",
)
SELF_RELATIVE = FormRule(
    "D025",
    "亲属填的是本人",
    _ERROR,
    "亲属人员编号“{value}”就是本人，本行不计入。",
    "请填亲属的人员编号。",
)
SHEET_WITHOUT_COLUMNS = FormRule(
    "D026",
    "选填表缺少必填列",
    _ERROR,
    "“{sheet}”表缺少必填列：{missing}；现有表头：{found}。整张表未读取。",
    "请按台账模板补上所缺的列；用不到这张表的，可以删去。",
)
TEXT_TOO_LONG = FormRule(
    "D027",
    "文字过长",
    _WARNING,
    "{heading}有 {length} 个字，超过 {most} 个，只读取前 {most} 个字。",
    "请把说明性文字移到备注或另附材料。",
)
NO_ROWS = FormRule(
    "D028",
    "表中没有数据",
    _ERROR,
    "“{sheet}”表只有表头，没有可以读取的数据行。",
    "请把数据填在表头下面一行起，再上传。",
)
READ_TWO_DIGIT_YEAR = FormRule(
    "D041",
    "两位年份已按规则补全",
    _NOTE,
    "“{value}”只有两位年份，已读作{read}（两位数不大于 {pivot} 的算 20××年，其余算 19××年）。",
    "请核对；最好改填 4 位年份。",
)
UNTIDY_NUMBER = FormRule(
    "D042",
    "号码写法不规范",
    _NOTE,
    "{heading}中有空格、全角字符或多余的引号，已按 {masked} 读取。",
    "请改为不带空格的半角字符，单元格设为文本格式。",
)
SPACED_NAMES = FormRule(
    "D043",
    "姓名中的空格已去掉",
    _NOTE,
    "有 {count} 个姓名字间有空格（{cells}），已去掉空格读取。",
    "不影响使用；如需整齐，可在表中一并替换。",
    together=True,
)
SETTLED_DATE = FormRule(
    "D044",
    "出生月份已按公民身份号码认定",
    _NOTE,
    "有 {count} 个出生日期是 1985.1 一类的数值（{cells}），分不清 1 月还是 10 月，已按公民身份号码认定月份。",
    "不影响使用；最好把该列设为文本格式，填 1985.01 或 1985.10。",
    together=True,
)
FILLED_BY_NUMBER = FormRule(
    "D045",
    "空白可由公民身份号码补填",
    _NOTE,
    "{heading}为空，公民身份号码表示为{says}；计算时已按此使用。",
    "可补填{says}。",
)
HIDDEN_ROWS = FormRule(
    "D046",
    "读取了隐藏的行",
    _NOTE,
    "此工作表有 {count} 行被隐藏或筛选掉（首行为第 {first} 行），已照常读取。",
    "如不应使用，请删除这些行后重新导入；只是筛选的，不必处理。",
)
TRANSIT_OF_NOBODY = FormRule(
    "D047",
    "在途调出的人员不存在",
    _ERROR,
    "在途调出的人员编号“{value}”不在“人员”表中；本行仍按在途调出计算。",
    "已经办结、“人员”表已更新的，请删去本行；编号有误的，请更正。",
)
TRANSIT_OF_ONE = FormRule(
    "D048",
    "在途变动写明人员的，人数应为 1",
    _WARNING,
    "本行写明了人员编号，人数却是 {value}；按人数计算。",
    "请一人一行，人数填 1；不逐人填写的，人员编号请留空。",
)

FORM_RULES: tuple[FormRule, ...] = (
    REQUIRED_MISSING,
    DUPLICATE,
    UNKNOWN_UNIT,
    AMBIGUOUS_UNIT,
    UNKNOWN_TERM,
    UNREADABLE_DATE,
    TWO_DIGIT_YEAR,
    AMBIGUOUS_DATE,
    NOT_A_WHOLE_NUMBER,
    OUT_OF_RANGE,
    UNREADABLE_FLAG,
    NUMBER_LOST_DIGITS,
    OLD_CITIZEN_NUMBER,
    UNREADABLE_GRADE,
    UNREADABLE_EDUCATION,
    EXCEL_ERROR,
    UNCOMPUTED_FORMULA,
    UNKNOWN_SECTION,
    SECTION_IS_UNIT,
    UNKNOWN_PERSON,
    UNUSED_COLUMNS,
    UNUSED_SHEETS,
    HIDDEN_SHEET,
    REPEATED_HEADING,
    SELF_RELATIVE,
    SHEET_WITHOUT_COLUMNS,
    TEXT_TOO_LONG,
    NO_ROWS,
    READ_TWO_DIGIT_YEAR,
    UNTIDY_NUMBER,
    SPACED_NAMES,
    SETTLED_DATE,
    FILLED_BY_NUMBER,
    HIDDEN_ROWS,
    TRANSIT_OF_NOBODY,
    TRANSIT_OF_ONE,
)
"""Every rule of form, in the order of the ids."""
