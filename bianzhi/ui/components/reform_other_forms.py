"""Forms of the operations on duties, posts, caps and legal numbers: empty, or as the operation being changed says."""

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
from bianzhi.law.parameters import parameters
from bianzhi.services import reforming
from bianzhi.ui.components.going_along_view import people_box
from bianzhi.ui.components.reform_fields import (
    MOST_POSTS,
    Builder,
    Fields,
    MissingFieldError,
    needed,
    needed_items,
)

_DOCUMENT = "批准文号"
_MANNERS = {
    Manner.NAMED: "点名：所列人员及其所占编制随转，可另列编制",
    Manner.WHOLE: "成建制：职责所在的内设机构连同人员、编制整体划转",
    Manner.SHARE: "按比例：按划出机构编制的百分比划转，可列随转人员",
}
_MOST_PARTS = 8
_CHANGE_POSTS, _CHANGE_LEADERS = "核增（正数）或核减（负数）的名额", "核增（正数）或核减（负数）的职数"


def transfer_duties(fields: Fields) -> Builder:
    """划转职责."""
    old = fields.old(TransferDuties)
    home = fields.ledger.duty.get(old.duties[0]) if old and old.duties else None
    giver = fields.unit("划出机构（必填）", value=home.unit if home else "")
    same = old if home and home.unit == giver else None
    duties = fields.many(
        "划转的职责（必填）", fields.duties(giver) if giver else {}, values=same.duties if same else ()
    )
    taker = fields.unit("划入机构（必填）", but=giver, value=old.to_unit if old and old.to_unit != giver else "")
    there = fields.sections(taker)
    section = fields.one("划入的内设机构", there, "不写", old.to_section if old and old.to_section in there else "")
    manner = fields.choice(
        "编制、人员如何随转", tuple(_MANNERS), lambda each: each.value, value=old.manner if old else None
    )
    st.caption(_MANNERS[manner])
    persons: tuple[str, ...] = ()
    posts: dict[Category, int] = {}
    share = 0
    if manner is not Manner.WHOLE:
        persons = people_box(fields, "随转人员", giver, same.persons if same else ())
    if manner is Manner.SHARE:
        share = fields.number("划转比例（%）", (old.share_percent if old else 0) or 10, 1, 100)
    if manner is Manner.NAMED:
        posts = fields.posts("另划转的编制（随转人员所占的除外）", fields.types_of(giver), same.posts if same else None)

    def build() -> TransferDuties:
        needed("划出机构", giver)
        needed_items("划转的职责", duties)
        return TransferDuties(duties, needed("划入机构", taker), section, manner, posts, persons, share)

    return build


def transfer_posts(fields: Fields) -> Builder:
    """划转编制."""
    old = fields.old(TransferPosts)
    giver = fields.unit("划出机构（必填）", value=old.from_unit if old else "")
    same = old if old and old.from_unit == giver else None
    taker = fields.unit("划入机构（必填）", but=giver, value=old.to_unit if old and old.to_unit != giver else "")
    posts = fields.posts("划转的编制", fields.types_of(giver), same.posts if same else None)
    persons = people_box(fields, "随转人员（所占编制须在上面的数内）", giver, same.persons if same else ())

    def build() -> TransferPosts:
        needed("划出机构", giver)
        needed("划入机构", taker)
        if not posts:
            raise MissingFieldError("划转的编制", "没有填写划转的编制数。", "请至少填一类编制的名额。")
        return TransferPosts(giver, taker, posts, persons)

    return build


def change_duty(fields: Fields) -> Builder:
    """调整职责."""
    old = fields.old(ChangeDuty)
    fate = fields.choice("怎样调整", (Fate.NEW, Fate.REWORDED, Fate.DROPPED), value=old.fate if old else None)
    home = fields.ledger.duty.get(old.duty) if old else None
    holder = home.unit if home else old.new.unit if old and old.new else ""
    unit = fields.unit("承担机构（必填）", value=holder)
    if fate is Fate.NEW:
        new = fields.new_duty(unit, old.new if old and old.fate is Fate.NEW else None)
        return lambda: ChangeDuty(Fate.NEW, new=new())
    mine = fields.duties(unit) if unit else {}
    duty = fields.one("原职责（必填）", mine, value=old.duty if old and old.duty in mine else "")
    if fate is Fate.DROPPED:
        return lambda: ChangeDuty(Fate.DROPPED, needed("原职责", duty))
    before = fields.ledger.duty.get(duty)
    reworded = old.new if old and old.new and old.duty == duty else before
    text = fields.words("调整后的内容（必填）", reworded.text if reworded else "")

    def build() -> ChangeDuty:
        was = fields.ledger.duty[needed("原职责", duty)]
        changed = replace(was, text=needed("调整后的内容", text), at=NOWHERE)
        return ChangeDuty(Fate.REWORDED, duty, changed)

    return build


def merge_duties(fields: Fields) -> Builder:
    """合并职责."""
    old = fields.old(MergeDuties)
    parts = fields.many("合并的职责（至少两项，可跨机构）", fields.duties(), values=old.parts if old else ())
    keeper = fields.unit("合并后的承担机构", "不写：由第一项职责的机构承担", value=old.into.unit if old else "")
    text = fields.words("合并后的内容（必填）", old.into.text if old else "")

    def build() -> MergeDuties:
        needed_items("合并的职责", parts, 2)
        first = fields.ledger.duty[parts[0]]
        unit = keeper or first.unit
        model = old.into if old and old.parts == parts else first
        section = model.section if unit == model.unit else ""
        into = replace(model, unit=unit, section=section, text=needed("合并后的内容", text), at=NOWHERE)
        return MergeDuties(parts, into)

    return build


def split_duty(fields: Fields) -> Builder:
    """拆分职责."""
    old = fields.old(SplitDuty)
    duty = fields.one("拆分的职责（必填）", fields.duties(), value=old.duty if old else "")
    before = old.into if old and old.duty == duty else ()
    count = fields.number("拆成几项", len(before) or 2, 2, max(_MOST_PARTS, len(before)))
    parts = []
    for number in range(count):
        was = before[number] if number < len(before) else None
        left, right = st.columns([3, 2])
        with left:
            text = fields.words(f"第 {number + 1} 项内容（必填）", was.text if was else "")
        with right:
            unit = fields.unit(f"第 {number + 1} 项承担机构", "不变", value=was.unit if was else "")
        parts.append((text, unit))

    def build() -> SplitDuty:
        was = fields.ledger.duty[needed("拆分的职责", duty)]
        new = [part.code for part in before][:count]
        codes = (*new, *reforming.free_codes(fields.reformed, f"{duty}-", count + len(new)))
        models = [*before, *[was] * count]
        free = [code for place, code in enumerate(codes) if code not in codes[:place]]
        into = tuple(
            replace(
                model,
                code=code,
                unit=unit or was.unit,
                section="" if unit and unit != model.unit else model.section,
                text=needed(f"第 {number} 项内容", text),
                workload=model.workload if model is not was else None,
                posts=model.posts if model is not was else None,
                at=NOWHERE,
            )
            for number, (model, code, (text, unit)) in enumerate(zip(models, free, parts, strict=False), start=1)
        )
        return SplitDuty(duty, into)

    return build


def change_quota(fields: Fields) -> Builder:
    """核增核减编制."""
    old = fields.old(ChangeQuota)
    unit = fields.unit("机构（必填）", value=old.unit if old else "")
    kinds = {each.value: each.value for each in Category}
    category = fields.one("编制类型（必填）", kinds, "请选择", old.category.value if old else "")
    change = fields.number(_CHANGE_POSTS, old.change if old else 0, -MOST_POSTS)
    document = fields.words(f"{_DOCUMENT}（必填：变动总量须有文号）", old.document if old else "")

    def build() -> ChangeQuota:
        needed("机构", unit)
        kind = Category(needed("编制类型", category))
        if not change:
            raise MissingFieldError(_CHANGE_POSTS, "核增核减的名额为 0。", "请填正数（核增）或负数（核减）。")
        return ChangeQuota(unit, kind, change, document)

    return build


def change_cap(fields: Fields) -> Builder:
    """调整内设机构限额."""
    old = fields.old(ChangeCap)
    unit = fields.unit("机构（必填）", value=old.unit if old else "")
    own = fields.choice(
        "限额",
        (True, False),
        lambda value: "单独核定" if value else "恢复一般限额",
        value=old.cap is not None if old else None,
    )
    cap = fields.number("限额（个）", old.cap if old and old.cap is not None else 6, 0, 999) if own else None
    document = fields.words(_DOCUMENT, old.document if old else "")
    return lambda: ChangeCap(needed("机构", unit), cap, document)


def change_leadership_posts(fields: Fields) -> Builder:
    """调整领导职数."""
    old = fields.old(ChangeLeadershipPosts)
    unit = fields.unit("机构（必填）", value=old.unit if old else "")
    kind = fields.choice("职数类别", tuple(LeadershipKind), value=old.kind if old else None)
    change = fields.number(_CHANGE_LEADERS, old.change if old else 0, -999, 999)
    document = fields.words(_DOCUMENT, old.document if old else "")

    def build() -> ChangeLeadershipPosts:
        needed("机构", unit)
        if not change:
            raise MissingFieldError(_CHANGE_LEADERS, "核增核减的职数为 0。", "请填正数（核增）或负数（核减）。")
        return ChangeLeadershipPosts(unit, kind, change, document)

    return build


def set_parameter(fields: Fields) -> Builder:
    """调整参数."""
    old = fields.old(SetParameter)
    known = parameters()
    names = {name: each.term for name, each in known.items()}
    name = fields.one("参数（必填）", names, value=old.parameter if old else "")
    value = fields.number("按多少核算", old.value if old else 0, 0, 1_000_000)
    document = fields.words("依据文号", old.document if old else "")
    return lambda: SetParameter(needed("参数", name), value, document)
