"""The sheet 参数与指纹: what the plan was made from and with, and the digest over all its lines."""

from collections.abc import Iterable, Sequence

from bianzhi import __version__
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import (
    BASIC_GROUP,
    CHECK_GROUP,
    FINGERPRINT,
    GOALS,
    OBJECTIVES_GROUP,
    PLAN_SHEETS,
    SETTING_WORDS,
    SETTINGS_GROUP,
    Fingerprint,
    FingerprintColumn,
    PaperValue,
    digest,
    objective_items,
    paper_date,
)
from bianzhi.domain.setting_items import SETTING_KINDS, setting_items
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.rules import rule_titled
from bianzhi.writing.plan_table import Line, plan_table
from bianzhi.writing.workbook_styles import Table

_TITLE = "参数与指纹"
_RULES_OFF = "rules_off."
_SUBTITLE = "用于核对：verify 命令按原台账和求解时的设置文件（TOML，--settings）重新计算每一项，并核对以下指纹。"


def fingerprint_table(plan: Plan, tables: Sequence[Table]) -> Table:
    """The sheet that ends the workbook; ``tables`` are the sheets before it, which its digest covers."""
    lines = list(_fingerprint_lines(plan))
    without = plan_table(FINGERPRINT, _TITLE, lines, _SUBTITLE)
    total = digest(line for table in [*tables, without] for line in _digested(table))
    lines.append(
        {
            FingerprintColumn.GROUP: CHECK_GROUP,
            FingerprintColumn.ITEM: Fingerprint.DIGEST.value,
            FingerprintColumn.VALUE: total,
            FingerprintColumn.REMARK: "覆盖各表全部内容，“本人意见”“备注”两栏和“要求与设置”表除外",
        }
    )
    return plan_table(FINGERPRINT, _TITLE, lines, _SUBTITLE)


def _digested(table: Table) -> Iterable[Sequence[PaperValue]]:
    free = {heading for sheet in PLAN_SHEETS if sheet.name == table.name for heading in sheet.free}
    yield (table.name, table.title, table.subtitle)
    for line in table.lines:
        yield [value for value, column in zip(line, table.columns, strict=True) if column.heading not in free]


def _fingerprint_lines(plan: Plan) -> Iterable[Line]:
    basics: dict[Fingerprint, PaperValue] = {
        Fingerprint.VERSION: __version__,
        Fingerprint.LEDGER: plan.ledger_sha256,
        Fingerprint.DAY: paper_date(plan.day),
        Fingerprint.SOLVER: plan.solver or "未注明",
        Fingerprint.STATUS: plan.status.value,
    }
    if plan.replaces:
        basics[Fingerprint.REPLACES] = plan.replaces
    for basic, value in basics.items():
        yield _fingerprint_line(BASIC_GROUP, basic.value, value)
    for name, value in setting_items(plan.settings):
        yield _fingerprint_line(SETTINGS_GROUP, name, value, _setting_words(name))
    for objective in plan.objectives:
        for item, value in zip(objective_items(objective.name), (objective.value, objective.bound), strict=True):
            yield _fingerprint_line(OBJECTIVES_GROUP, item, value, GOALS.get(objective.name, ""))


def _fingerprint_line(group: str, item: str, value: PaperValue, remark: str = "") -> Line:
    return {
        FingerprintColumn.GROUP: group,
        FingerprintColumn.ITEM: item,
        FingerprintColumn.VALUE: value,
        FingerprintColumn.REMARK: remark,
    }


def _setting_words(name: str) -> str:
    if name.startswith(_RULES_OFF):
        return f"停用检查规则“{rule_titled(name.removeprefix(_RULES_OFF))}”的理由"
    kind, _, rest = name.partition(".")
    if kind in ("constraints_off", "constraints_on"):
        known = constraint_catalogue().get(rest)
        return f"{SETTING_KINDS[kind]}：{known.sentence if known else rest}"
    return SETTING_WORDS.get(name) or SETTING_KINDS.get(kind, "")
