"""The sheet 要求与设置 of the plan workbook: what the office set specially, for people to read.

No digest covers it and ``verify`` does not read it: 参数与指纹 holds the same settings for both, line by line.
"""

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import PaperValue, paper_date, paper_text
from bianzhi.rules import rule_titled
from bianzhi.writing.plan_settings_words import Setting, special_settings
from bianzhi.writing.plan_table import dated
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn

SETTINGS_SHEET = "要求与设置"

_COLUMNS = (
    TableColumn("类别", 16, Kind.CENTER),
    TableColumn("对象", 34),
    TableColumn("内容", 44),
    TableColumn("提出人", 14, Kind.CENTER),
    TableColumn("日期", 14, Kind.CENTER),
    TableColumn("理由", 40),
)


def settings_table(plan: Plan, establishment: Establishment) -> tuple[Table, ...]:
    """The sheet; none where everything is as usual."""
    off = plan.settings.rules_off.items()
    rules = (Setting("停用的检查规则", rule, rule_titled(rule), why=reason) for rule, reason in off)
    found = (*special_settings(plan.settings, establishment), *rules)
    if not found:
        return ()
    subtitle = f"{dated(plan)}　共 {len(found)} 项　本表供阅读，不在全表摘要之内；核对以“参数与指纹”表为准。"
    return (Table(SETTINGS_SHEET, "本次测算的要求与设置", subtitle, _COLUMNS, [_row(each) for each in found]),)


def _row(setting: Setting) -> list[PaperValue]:
    subject, content, by, why = (
        paper_text(text) or None for text in (setting.subject, setting.content, setting.by, setting.why)
    )
    return [setting.group, subject, content, by, paper_date(setting.on), why]
