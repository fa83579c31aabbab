"""Forms of the operations on duties, posts, caps and legal numbers."""

from dataclasses import replace

import streamlit as st

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.reform import (
    ChangeCap,
    ChangeDuty,
    ChangeLeadershipPosts,
    ChangeQuota,
    Fate,
    Manner,
    MergeDuties,
    SetParameter,
    SplitDuty,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.errors import SettingsError
from bianzhi.law.parameters import parameters
from bianzhi.services import reforming
from bianzhi.ui.components.reform_fields import MOST_POSTS, Builder, Fields, needed, needed_items

_DOCUMENT = "批准文号"
_MANNERS = {
    Manner.NAMED: "点名：所列人员及其所占编制随转，可另列编制",
    Manner.WHOLE: "成建制：职责所在的内设机构连同人员、编制整体划转",
    Manner.SHARE: "按比例：按划出机构编制的百分比划转，可列随转人员",
}
_MOST_PARTS = 8


def transfer_duties(fields: Fields) -> Builder:
    """划转职责."""
    giver = fields.unit("划出机构（必填）")
    duties = fields.many("划转的职责（必填）", fields.duties(giver) if giver else {})
    taker = fields.unit("划入机构（必填）", but=giver)
    section = fields.one("划入的内设机构", fields.sections(taker), "不写")
    manner = fields.choice("编制、人员如何随转", tuple(_MANNERS), lambda each: each.value)
    st.caption(_MANNERS[manner])
    persons: tuple[str, ...] = ()
    posts: dict[Category, int] = {}
    share = 0
    if manner is not Manner.WHOLE:
        persons = fields.many("随转人员", fields.people(giver), "输入姓名、编号查找")
    if manner is Manner.SHARE:
        share = fields.number("划转比例（%）", 10, 1, 100)
    if manner is Manner.NAMED:
        posts = fields.posts("另划转的编制（随转人员所占的除外）", fields.types_of(giver))
    return lambda: TransferDuties(
        needed_items("划转的职责", duties), needed("划入机构", taker), section, manner, posts, persons, share
    )


def transfer_posts(fields: Fields) -> Builder:
    """划转编制."""
    giver = fields.unit("划出机构（必填）")
    taker = fields.unit("划入机构（必填）", but=giver)
    posts = fields.posts("划转的编制", fields.types_of(giver))
    persons = fields.many("随转人员（所占编制须在上面的数内）", fields.people(giver), "输入姓名、编号查找")

    def build() -> TransferPosts:
        needed("划出机构", giver)
        needed("划入机构", taker)
        if not posts:
            raise SettingsError("没有填写划转的编制数。", "请至少填一类编制的名额。")
        return TransferPosts(giver, taker, posts, persons)

    return build


def change_duty(fields: Fields) -> Builder:
    """调整职责."""
    fate = fields.choice("怎样调整", (Fate.NEW, Fate.REWORDED, Fate.DROPPED))
    unit = fields.unit("承担机构（必填）")
    if fate is Fate.NEW:
        new = fields.new_duty(unit)
        return lambda: ChangeDuty(Fate.NEW, new=new())
    duty = fields.one("原职责（必填）", fields.duties(unit) if unit else {})
    if fate is Fate.DROPPED:
        return lambda: ChangeDuty(Fate.DROPPED, needed("原职责", duty))
    old = fields.ledger.duty.get(duty)
    text = fields.words("调整后的内容（必填）", old.text if old else "")

    def build() -> ChangeDuty:
        was = fields.ledger.duty[needed("原职责", duty)]
        changed = replace(was, text=needed("调整后的内容", text), at=NOWHERE)
        return ChangeDuty(Fate.REWORDED, duty, changed)

    return build


def merge_duties(fields: Fields) -> Builder:
    """合并职责."""
    parts = fields.many("合并的职责（至少两项，可跨机构）", fields.duties())
    keeper = fields.unit("合并后的承担机构", "不写：由第一项职责的机构承担")
    text = fields.words("合并后的内容（必填）")

    def build() -> MergeDuties:
        needed_items("合并的职责", parts, 2)
        first = fields.ledger.duty[parts[0]]
        unit = keeper or first.unit
        section = first.section if unit == first.unit else ""
        into = replace(first, unit=unit, section=section, text=needed("合并后的内容", text), at=NOWHERE)
        return MergeDuties(parts, into)

    return build


def split_duty(fields: Fields) -> Builder:
    """拆分职责."""
    duty = fields.one("拆分的职责（必填）", fields.duties())
    count = fields.number("拆成几项", 2, 2, _MOST_PARTS)
    parts = []
    for number in range(1, count + 1):
        left, right = st.columns([3, 2])
        with left:
            text = fields.words(f"第 {number} 项内容（必填）")
        with right:
            unit = fields.unit(f"第 {number} 项承担机构", "不变")
        parts.append((text, unit))

    def build() -> SplitDuty:
        was = fields.ledger.duty[needed("拆分的职责", duty)]
        codes = reforming.free_codes(fields.reformed, f"{duty}-", len(parts))
        into = tuple(
            replace(
                was,
                code=code,
                unit=unit or was.unit,
                section="" if unit and unit != was.unit else was.section,
                text=needed("拆分后各项内容", text),
                workload=None,
                posts=None,
                at=NOWHERE,
            )
            for code, (text, unit) in zip(codes, parts, strict=True)
        )
        return SplitDuty(duty, into)

    return build


def change_quota(fields: Fields) -> Builder:
    """核增核减编制."""
    unit = fields.unit("机构（必填）")
    category = fields.one("编制类型（必填）", {each.value: each.value for each in Category}, "请选择")
    change = fields.number("核增（正数）或核减（负数）的名额", 0, -MOST_POSTS)
    document = fields.words(f"{_DOCUMENT}（必填：变动总量须有文号）")

    def build() -> ChangeQuota:
        if not change:
            raise SettingsError("核增核减的名额为 0。", "请填正数（核增）或负数（核减）。")
        kind = Category(needed("编制类型", category))
        return ChangeQuota(needed("机构", unit), kind, change, document)

    return build


def change_cap(fields: Fields) -> Builder:
    """调整内设机构限额."""
    unit = fields.unit("机构（必填）")
    own = fields.choice("限额", (True, False), lambda value: "单独核定" if value else "恢复一般限额")
    cap = fields.number("限额（个）", 6, 0, 999) if own else None
    document = fields.words(_DOCUMENT)
    return lambda: ChangeCap(needed("机构", unit), cap, document)


def change_leadership_posts(fields: Fields) -> Builder:
    """调整领导职数."""
    unit = fields.unit("机构（必填）")
    kind = fields.choice("职数类别", tuple(LeadershipKind))
    change = fields.number("核增（正数）或核减（负数）的职数", 0, -999, 999)
    document = fields.words(_DOCUMENT)

    def build() -> ChangeLeadershipPosts:
        if not change:
            raise SettingsError("核增核减的职数为 0。", "请填正数（核增）或负数（核减）。")
        return ChangeLeadershipPosts(needed("机构", unit), kind, change, document)

    return build


def set_parameter(fields: Fields) -> Builder:
    """调整参数."""
    known = parameters()
    name = fields.one("参数（必填）", {name: each.term for name, each in known.items()})
    value = fields.number("按多少核算", 0, 0, 1_000_000)
    document = fields.words("依据文号")
    return lambda: SetParameter(needed("参数", name), value, document)
