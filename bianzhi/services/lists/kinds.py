"""Which lists there are, and the filters that have a name: what the home page's cards and every link to a list go by."""

from enum import StrEnum

from bianzhi.domain.list_table import Condition


class ListKind(StrEnum):
    """A list; the value is its word on the page and in the address."""

    UNITS = "单位"
    CELLS = "编制"
    SECTIONS = "内设机构"
    LEADERS = "领导职数"
    PEOPLE = "人员"
    POSTS = "岗位"
    RETIREMENTS = "临近退休"
    FINDINGS = "问题"

    @property
    def filters(self) -> tuple["ListFilter", ...]:
        """The named filters of this list."""
        return tuple(each for each in ListFilter if each.list is self)


class ListFilter(StrEnum):
    """A filter with a name; the value is its word on the page and in the address."""

    OVER = "超编单位"
    VACANT = "空编单位"
    SECTIONS_OVER = "内设机构超限额单位"
    LEADERS_OVER_UNITS = "领导超配单位"
    CELLS_OVER = "超编"
    CELLS_VACANT = "空编"
    SECTIONS_EMPTY = "没有人的内设机构"
    LEADERS_OVER = "领导超配"
    LEADERS_VACANT = "职数空缺"
    COUNTED = "在编人员"
    LEADING = "领导人员"
    LOCKED = "不可调整人员"
    MOVED = "拟调整人员"
    POSTS_OPEN = "方案未安排满"
    OVERDUE = "到龄未退"
    DUE_3 = "3个月内到龄"
    DUE_6 = "6个月内到龄"
    DUE_12 = "12个月内到龄"
    ERRORS = "违规"
    WARNINGS = "预警"
    NOTES = "提示"
    REPAIRABLE = "可采纳修复"

    @property
    def list(self) -> ListKind:
        """The list it belongs to."""
        return _FILTERS[self][0]

    @property
    def condition(self) -> Condition:
        """What it asks for."""
        return _FILTERS[self][1]


_FILTERS = {
    ListFilter.OVER: (ListKind.UNITS, Condition("超编", least=1)),
    ListFilter.VACANT: (ListKind.UNITS, Condition("空编", least=1)),
    ListFilter.SECTIONS_OVER: (ListKind.UNITS, Condition("超限额", least=1)),
    ListFilter.LEADERS_OVER_UNITS: (ListKind.UNITS, Condition("领导超配", least=1)),
    ListFilter.CELLS_OVER: (ListKind.CELLS, Condition("超编", least=1)),
    ListFilter.CELLS_VACANT: (ListKind.CELLS, Condition("空编", least=1)),
    ListFilter.SECTIONS_EMPTY: (ListKind.SECTIONS, Condition("实有", most=0)),
    ListFilter.LEADERS_OVER: (ListKind.LEADERS, Condition("超配", least=1)),
    ListFilter.LEADERS_VACANT: (ListKind.LEADERS, Condition("空缺", least=1)),
    ListFilter.COUNTED: (ListKind.PEOPLE, Condition("占编", words=("是",))),
    ListFilter.LEADING: (ListKind.PEOPLE, Condition("领导", words=("是",))),
    ListFilter.LOCKED: (ListKind.PEOPLE, Condition("不可调整", words=("是",))),
    ListFilter.MOVED: (ListKind.PEOPLE, Condition("方案", words=("拟调整",))),
    ListFilter.POSTS_OPEN: (ListKind.POSTS, Condition("未安排", least=1)),
    ListFilter.OVERDUE: (ListKind.RETIREMENTS, Condition("距今（月）", most=-1)),
    ListFilter.DUE_3: (ListKind.RETIREMENTS, Condition("距今（月）", least=0, most=3)),
    ListFilter.DUE_6: (ListKind.RETIREMENTS, Condition("距今（月）", least=0, most=6)),
    ListFilter.DUE_12: (ListKind.RETIREMENTS, Condition("距今（月）", least=0, most=12)),
    ListFilter.ERRORS: (ListKind.FINDINGS, Condition("级别", words=("违规",))),
    ListFilter.WARNINGS: (ListKind.FINDINGS, Condition("级别", words=("预警",))),
    ListFilter.NOTES: (ListKind.FINDINGS, Condition("级别", words=("提示",))),
    ListFilter.REPAIRABLE: (ListKind.FINDINGS, Condition("修复", words=("可采纳",))),
}
