"""The words of wide forms, as data: measures, leadership posts, forms of funding (compared after ``headings.plain``)."""

from collections.abc import Mapping

from bianzhi.domain.intake import Measure
from bianzhi.domain.terms import Category, LeadershipKind

MEASURE_WORDS: Mapping[Measure, tuple[str, ...]] = {
    Measure.AUTHORIZED: (
        "编制数",
        "编制总数",
        "核定编制数",
        "核定编制",
        "核定数",
        "核定",
        "批准编制数",
        "批准数",
        "定编",
        "定编数",
        "应配",
        "应配人数",
        "应配数",
        "编数",
        "核编",
        "核编数",
        "总编制",
        "职数",
        "核定职数",
        "领导职数",
    ),
    Measure.IN_POST: (
        "实有人数",
        "实有",
        "实有数",
        "实有人员",
        "实有在编",
        "在编人数",
        "在编",
        "在编数",
        "在职在编",
        "实配",
        "实配人数",
        "实配数",
        "现有人数",
        "现有",
        "编制实有",
        "编制实有人数",
        "编制实有数",
    ),
    Measure.EXCESS: ("超编", "超编数", "超编人数", "超配", "超配数", "超配人数", "超员", "超", "编制超编", "编制超配"),
    Measure.VACANCIES: (
        "空编",
        "空编数",
        "空编人数",
        "缺编",
        "缺编数",
        "缺编人数",
        "缺配",
        "缺配数",
        "缺配人数",
        "空缺",
        "空缺数",
        "空缺编制",
        "余编",
        "余编数",
        "空余编制",
        "缺",
        "空",
        "缺员",
        "编制空编",
        "编制缺配",
    ),
}
"""How offices name what a column counts. The one signed column 缺（超）编 is none of these: its sign is not agreed."""

NO_TYPE = frozenset(("编制", "编制数", "核定编制", "核定编制数", "合计", "小计", "总计", "领导职数", "职数"))
"""Headings that end like a measure and name no type: totals over types."""

LEADERSHIP_WORDS: Mapping[LeadershipKind, tuple[str, ...]] = {
    LeadershipKind.UNIT_HEAD: (
        "正职",
        "单位正职领导",
        "正职领导",
        "领导正职",
        "单位领导正职",
        "班子正职",
        "行政正职",
        "正职领导职数",
        "单位正职职数",
        "正职职数",
    ),
    LeadershipKind.UNIT_DEPUTY: (
        "副职",
        "单位副职领导",
        "副职领导",
        "领导副职",
        "单位领导副职",
        "班子副职",
        "行政副职",
        "副职领导职数",
        "单位副职职数",
        "副职职数",
    ),
    LeadershipKind.SECTION_HEAD: (
        "内设机构正职",
        "内设机构领导正职",
        "内设机构正职领导",
        "中层正职",
        "科室正职",
        "股级正职",
        "内设正职职数",
    ),
    LeadershipKind.SECTION_DEPUTY: (
        "内设机构副职",
        "内设机构领导副职",
        "内设机构副职领导",
        "中层副职",
        "科室副职",
        "股级副职",
        "内设副职职数",
    ),
}

FUNDING = frozenset(("经费形式", "经费类型", "经费来源", "拨款形式", "编制经费形式", "经费渠道", "经费性质"))

FUNDED_AS: Mapping[str, Category] = {
    "全额": Category.FULLY_FUNDED,
    "全额拨款": Category.FULLY_FUNDED,
    "财政全额拨款": Category.FULLY_FUNDED,
    "财政全额": Category.FULLY_FUNDED,
    "全供": Category.FULLY_FUNDED,
    "差额": Category.PARTLY_FUNDED,
    "差额拨款": Category.PARTLY_FUNDED,
    "差额补贴": Category.PARTLY_FUNDED,
    "差额补助": Category.PARTLY_FUNDED,
    "财政差额补贴": Category.PARTLY_FUNDED,
    "财政差额补助": Category.PARTLY_FUNDED,
    "自收自支": Category.SELF_FUNDED,
    "经费自理": Category.SELF_FUNDED,
    "自筹": Category.SELF_FUNDED,
}
"""Which 事业编制 a form of funding makes it."""
