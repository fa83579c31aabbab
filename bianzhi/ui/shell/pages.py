"""The pages in the order of the work, and where each stands."""

from enum import StrEnum
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_SCRIPTS = Path(__file__).parent.parent / "pages"


class Step(StrEnum):
    """A step of the work, which is a page; the value is the word in the step line."""

    HOME = "首页"
    SCENARIOS = "方案库"
    LISTS = "清单"
    UNIT = "单位"
    BY_HAND = "手工调整"
    GRAPHS = "图表"
    HELP = "帮助"
    IMPORT = "导入"
    COLUMNS = "列对应"
    CHECK = "体检"
    RECONCILE = "三方"
    CHART = "机构图"
    REQUIREMENTS = "要求"
    PLAN = "调剂"
    WHY = "解释"
    ALTERNATIVES = "备选"
    CONSULTATION = "征求意见"
    YEARLY = "时间"
    SECTIONS = "整合"
    COMPARE = "对比"
    EXPORT = "导出"
    RULES = "规则"
    REFORM = "改革方案"
    REFORM_COMPARE = "改革前后"
    SECTION_STUDY = "大科室制"
    INSTITUTIONS = "事业单位"
    DUTIES = "职责"
    OUTLOOK = "预测"
    INDICATORS = "指标"

    @property
    def heading(self) -> str:
        """The name in the navigation and the heading of the page."""
        return _PAGES[self][0]

    @property
    def is_in_line(self) -> bool:
        """Whether the step line shows it; the rules are looked up at any time, and what belongs to the plan is one step."""
        return self not in (Step.RULES, *BESIDE, *REFORM_STEPS) and (self is Step.PLAN or self not in PLAN_STEPS)

    @property
    def in_line(self) -> "Step":
        """The step of the line that this page belongs to."""
        return Step.PLAN if self in PLAN_STEPS else self

    @property
    def script(self) -> Path:
        """The script of the page."""
        return _SCRIPTS / f"{self.name.lower()}_page.py"


PLAN_STEPS = (
    Step.REQUIREMENTS,
    Step.PLAN,
    Step.WHY,
    Step.BY_HAND,
    Step.ALTERNATIVES,
    Step.CONSULTATION,
    Step.YEARLY,
)
"""The pages about the plan, in the order in which they are used."""

BESIDE = (Step.HOME, Step.SCENARIOS, Step.LISTS, Step.UNIT, Step.GRAPHS, Step.HELP)
"""Pages that are opened at any time, beside the line of steps."""

REFORM_STEPS = (
    Step.REFORM,
    Step.REFORM_COMPARE,
    Step.SECTION_STUDY,
    Step.INSTITUTIONS,
    Step.DUTIES,
    Step.OUTLOOK,
    Step.INDICATORS,
)
"""The pages about a reform and what comes: beside the line of steps, at any time."""

GROUPS = {
    "": (Step.HOME, Step.SCENARIOS),
    "数据": (Step.IMPORT, Step.COLUMNS, Step.CHECK, Step.RULES, Step.RECONCILE, Step.LISTS, Step.UNIT),
    "图": (Step.CHART, Step.GRAPHS),
    "方案": (*PLAN_STEPS, Step.SECTIONS),
    "改革": REFORM_STEPS,
    "成果": (Step.COMPARE, Step.EXPORT),
    "帮助": (Step.HELP,),
}
"""The navigation: pages that stand by themselves, then groups that open."""

_PAGES = {
    Step.HOME: ("首页", ":material/home:"),
    Step.SCENARIOS: ("方案库", ":material/folder_copy:"),
    Step.LISTS: ("清单", ":material/list_alt:"),
    Step.UNIT: ("单位情况", ":material/apartment:"),
    Step.BY_HAND: ("手工调整", ":material/pan_tool_alt:"),
    Step.GRAPHS: ("统计图", ":material/bar_chart:"),
    Step.HELP: ("使用帮助", ":material/help:"),
    Step.IMPORT: ("导入台账", ":material/upload_file:"),
    Step.COLUMNS: ("列对应", ":material/view_column:"),
    Step.CHECK: ("数据体检", ":material/fact_check:"),
    Step.RECONCILE: ("三方比对", ":material/rule_folder:"),
    Step.CHART: ("机构图", ":material/account_tree:"),
    Step.REQUIREMENTS: ("要求与约束", ":material/checklist:"),
    Step.PLAN: ("编制调剂", ":material/swap_horiz:"),
    Step.WHY: ("方案解释", ":material/contact_support:"),
    Step.ALTERNATIVES: ("备选与比较", ":material/alt_route:"),
    Step.CONSULTATION: ("征求意见", ":material/forum:"),
    Step.YEARLY: ("时间安排", ":material/event_upcoming:"),
    Step.SECTIONS: ("内设机构整合", ":material/merge:"),
    Step.COMPARE: ("前后对比", ":material/compare:"),
    Step.EXPORT: ("导出成果", ":material/download:"),
    Step.RULES: ("检查规则", ":material/gavel:"),
    Step.REFORM: ("改革方案", ":material/edit_note:"),
    Step.REFORM_COMPARE: ("改革前后", ":material/difference:"),
    Step.SECTION_STUDY: ("大科室制", ":material/workspaces:"),
    Step.INSTITUTIONS: ("事业单位整合", ":material/domain:"),
    Step.DUTIES: ("职责", ":material/assignment:"),
    Step.OUTLOOK: ("趋势预测", ":material/trending_up:"),
    Step.INDICATORS: ("指标", ":material/percent:"),
}


def page(step: Step) -> StreamlitPage:
    """The page of a step, as Streamlit knows it."""
    title, icon = _PAGES[step]
    return st.Page(
        step.script,
        title=title,
        icon=icon,
        url_path=step.name.lower(),
        default=step is Step.HOME,
    )
