"""The sentences of the Word plan that tell figures: the situation, who is in scope, what is proposed."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from bianzhi.domain.plan import Objective
from bianzhi.law.citation import statute
from bianzhi.law.levels import education_rank
from bianzhi.writing.document_styles import Look
from bianzhi.writing.plan_figures import PlanFigures

_NAMED = 12
"""Units named in a sentence before it refers to the annex."""
_UNIVERSITY = "大学"


class Block(NamedTuple):
    """One paragraph; a run-in heading stands before its text in the heading's own font."""

    look: Look
    text: str
    run_in: str = ""


def chapter(text: str) -> Block:
    """The heading of a chapter."""
    return Block(Look.HEADING_1, text)


def part(heading: str, text: str) -> Block:
    """A paragraph with a run-in heading."""
    return Block(Look.BODY, text, heading)


def day_in_words(figures: PlanFigures) -> str:
    """The plan's day as 2026年11月23日."""
    day = figures.plan.day
    return f"{day.year}年{day.month}月{day.day}日"


def situation(figures: PlanFigures) -> tuple[Block, ...]:
    """Chapter one: what there is, over and vacant, and how the staff is made up."""
    units, total = figures.establishment.units, figures.total
    institutions = sum(unit.kind.is_institution for unit in units)
    fingerprint = figures.establishment.sha256[:16]
    ledger = f"（台账指纹前16位：{fingerprint}）" if fingerprint else ""
    over, under = figures.units_with("excess"), figures.units_with("vacancies")
    return (
        chapter("一、基本情况"),
        part(
            "（一）机构编制总量。",
            f"截至{day_in_words(figures)}，按机构编制台账逐人统计{ledger}，{figures.whole}纳入测算的机关事业单位共{len(units)}个，"
            f"其中机关（含群团、街道、乡镇和派出机构）{len(units) - institutions}个、事业单位{institutions}个；"
            f"核定编制{total.authorized}名，实有{total.in_post}人。",
        ),
        part(
            "（二）超编和空编情况。",
            f"超编、空编按机构和编制类型分别计算，不同机构、不同编制类型之间不相抵。{figures.whole}超编{total.excess}人，"
            f"涉及{len(over)}个单位；空编{total.vacancies}名，涉及{len(under)}个单位。分编制类型看：{_by_category(figures)}。"
            "各单位情况见附件1。",
        ),
        part("（三）人员结构。", _structure(figures)),
    )


def _by_category(figures: PlanFigures) -> str:
    return "；".join(
        f"{category}核定{counts.authorized}名、实有{counts.in_post}人，超编{counts.excess}人、空编{counts.vacancies}名"
        for category, counts in figures.by_category.items()
    )


def _structure(figures: PlanFigures) -> str:
    people = figures.counted
    ages = [figures.plan.day.year - born.year - ((figures.plan.day.month, figures.plan.day.day) < (born.month, born.day))
            for born in (person.born for person in people) if born is not None]  # fmt: skip
    bands = (("35岁及以下", 0, 35), ("36至45岁", 36, 45), ("46至54岁", 46, 54), ("55岁及以上", 55, 200))
    told = "、".join(f"{name}{sum(least <= age <= most for age in ages)}人" for name, least, most in bands)
    unknown = len(people) - len(ages)
    missing = f"，出生日期不详{unknown}人" if unknown else ""
    least = education_rank(_UNIVERSITY)
    assert least is not None
    learned = sum((rank := education_rank(person.education)) is not None and rank >= least for person in people)
    months = figures.plan.settings.near_retirement_months
    return (
        f"实有人员中，{told}{missing}；大学及以上学历{learned}人；"
        f"{months}个月内达到或者已经达到法定退休年龄的{figures.near_retirement(people)}人。"
    )


def scope(figures: PlanFigures) -> tuple[Block, ...]:
    """Chapter three: who is in scope, who is not and why, who needs a special procedure."""
    plan, settings = figures.plan, figures.plan.settings
    over = {cell: counts for cell, counts in figures.cells.items() if counts.excess}
    persons = sum(counts.in_post for counts in over.values())
    manual = (
        f"另有{len(plan.manual)}人，须经调任、考试录用、转岗竞聘等专项程序方可调整，不列入本方案名册，名单见附件6。"
    )
    return (
        chapter("三、调整范围和对象"),
        part(
            "（一）纳入范围。",
            f"超编单位中占用超编类型编制、符合调整条件的人员。本次涉及{len({unit for unit, _ in over})}个单位，"
            f"其超编类型编制上实有{persons}人、超编{figures.total.excess}人。",
        ),
        part(
            "（二）不纳入情形。",
            "下列人员不纳入本次调整：（1）担任领导职务的；（2）借调、挂职、援派、长期病休、脱产学习、离岗退养等非现职的；"
            "（3）台账注明不可调整的；（4）试用期未满的；（5）乡镇（街道）服务期未满而拟调往上级机关的；"
            f"（6）上次交流未满{settings.cooling_off_months}个月的；（7）距法定退休月份不超过{settings.near_retirement_months}个月的；"
            "（8）事业单位人员、工勤人员本人不愿意交流的；（9）编外人员和信息不全的人员。" + _left_out(figures),
        ),
        part("（三）须专项审批的人员。", manual if plan.manual else "本次没有须经专项程序调整的人员。"),
    )


_FAMILIES = (
    ("编外", "编外人员"),
    ("信息不全", "信息不全"),
    ("领导职务", "担任领导职务"),
    ("挂职", "非现职"),
    ("人员状态", "非现职"),
    ("不可调整", "台账注明不可调整"),
    ("试用期", "试用期未满"),
    ("服务期", "服务期未满"),
    ("上次交流", "交流间隔未满"),
    ("退休", "临近退休"),
    ("不愿意", "本人不愿意交流"),
)
"""Words by which the rule of an exclusion is told, and the name under which such people are counted."""


def _left_out(figures: PlanFigures) -> str:
    excluded = figures.plan.excluded
    if not excluded:
        return "经核，没有因上述情形不纳入的人员。"
    families = Counter(
        next((family for word, family in _FAMILIES if word in exclusion.rule), "其他") for exclusion in excluded
    )
    told = "、".join(f"{family}{count}人" for family, count in families.most_common())
    return f"经核，超编单位中有{len(excluded)}人不纳入调整，其中{told}（按首个情形统计），名单及原因见附件5。"


def proposal(figures: PlanFigures) -> tuple[Block, ...]:
    """Chapter four: moves, what they lead to, what remains, and sections."""
    blocks = [
        chapter("四、调整建议"),
        part("（一）人员调整。", _moves(figures)),
        part("（二）调整结果。", _result(figures)),
        part("（三）未消化的超编。", _remaining(figures)),
        part("（四）内设机构整合。", _mergers(figures)),
    ]
    return tuple(blocks)


def _moves(figures: PlanFigures) -> str:
    moves = figures.plan.moves
    if not moves:
        return "按本方案的规则，没有可以提出的人员调整。"
    leaving, arriving = figures.units_with("leaving"), figures.units_with("arriving")
    kinds = Counter((move.from_category, move.to_category) for move in moves)
    told = "；".join(
        f"{origin}之间调整{count}人" if origin is target else f"由{origin}调整到{target}{count}人"
        for (origin, target), count in kinds.most_common()
    )
    out = _units(figures, leaving, "leaving")
    arrived = _units(figures, arriving, "arriving")
    return (
        f"拟从{len(leaving)}个单位调出{len(moves)}人，充实到{len(arriving)}个单位，建议名册见附件3。其中，{told}。"
        f"拟调出单位：{out}。拟调入单位：{arrived}。"
    )


def _units(figures: PlanFigures, codes: Iterable[str], count: str) -> str:
    """Units and their persons, the largest first; the annex has the rest."""
    numbers = {code: getattr(figures.of_unit(code), count) for code in codes}
    ranked = sorted(numbers, key=lambda code: -numbers[code])
    told = "、".join(f"{figures.name(code)}{numbers[code]}人" for code in ranked[:_NAMED])
    return told if len(ranked) <= _NAMED else f"{told}等{len(ranked)}个单位（见附件2）"


def _result(figures: PlanFigures) -> str:
    total = figures.total
    changed = "；".join(
        f"{category}超编由{counts.excess}人减至{counts.excess_after}人、空编由{counts.vacancies}名减至{counts.vacancies_after}名"
        for category, counts in figures.by_category.items()
        if counts.leaving or counts.arriving
    )
    change = f"其中，{changed}。" if changed else ""
    return (
        f"按建议调整后，{figures.whole}超编由{total.excess}人减至{total.excess_after}人，消化{total.excess - total.excess_after}人；"
        f"空编由{total.vacancies}名减至{total.vacancies_after}名；核定编制{total.authorized}名、实有{total.in_post}人，总数均不变。"
        f"{change}各单位调整前后对照见附件2。{_proof(figures.plan.objectives)}"
    )


_GOALS = {
    "remaining_excess": ("剩余超编", "人", "最少"),
    "moves": ("调整人数", "人", "最少"),
    "fit": ("人岗匹配总分", "分", "最高"),
}


def _proof(objectives: Iterable[Objective]) -> str:
    """What each objective reached, and whether nothing better exists."""
    told = []
    for objective in objectives:
        name, unit, best = _GOALS.get(objective.name, (objective.name, "", "最优"))
        if objective.proven:
            told.append(f"{name}{objective.value}{unit}（已证明{best}）")
        else:
            told.append(f"{name}{objective.value}{unit}（尚未证明{best}，理论界限{objective.bound}{unit}）")
    return f"经按先后次序测算：{'，'.join(told)}。" if told else ""


def _remaining(figures: PlanFigures) -> str:
    plan = figures.plan
    if not plan.remaining:
        return "按建议调整后没有剩余超编。"
    ranked = sorted(plan.remaining, key=lambda row: -row.excess)
    told = "；".join(
        f"{figures.name(row.unit)}{row.category}{row.excess}人（{_main_reason(row.why)}）"
        for row in ranked[: _NAMED // 2]
    )
    rest = "其余单位" if len(ranked) > _NAMED // 2 else "逐项情况"
    cells = {(row.unit, row.category) for row in plan.remaining}
    ageing = figures.near_retirement(
        person for cell in cells for person in figures.establishment.people_in.get(cell, ())
    )
    months = plan.settings.near_retirement_months
    return (
        f"仍有{sum(row.excess for row in plan.remaining)}人未能消化，分布在{len({row.unit for row in plan.remaining})}个单位。"
        f"其中，{told}。{rest}见附件7。建议对上述单位坚持只出不进，通过退休等自然减员逐步消化（上述编制上{months}个月内达到或者已经达到"
        f"法定退休年龄的{ageing}人）；符合专项程序条件的，另行报批。"
    )


def _main_reason(why: str) -> str:
    """The last clause of a reason: what keeps those who could move; annex 7 has the whole."""
    return why.rstrip("。").rsplit("；", 1)[-1]


def _mergers(figures: PlanFigures) -> str:
    changed = [merger for merger in figures.mergers if merger.after < merger.before]
    stuck = sum(not merger.groups for merger in figures.mergers)
    open_ends = f"另有{stuck}个单位没有可行的整合方案，原因见附件4。" if stuck else ""
    if not changed:
        return "本方案不涉及内设机构整合。" if not open_ends else open_ends.removeprefix("另")
    before, after = sum(merger.before for merger in changed), sum(merger.after for merger in changed)
    surplus = sum(len(merger.surplus_heads) for merger in changed)
    left = f"；整合后富余的科室正职{surplus}人，安排建议一并列出" if surplus else ""
    return (
        f"拟对{len(changed)}个单位的内设机构进行整合，计入限额的内设机构由{before}个减至{after}个{left}，见附件4。{open_ends}"
        f"内设机构的撤销、合并和更名，按{statute('decree-486').article(13)}报本级机构编制管理机关审批。"
    )
