"""The sentences of the Word plan that tell figures: the situation, who is in scope, what is proposed."""

from collections import Counter
from collections.abc import Iterable

from bianzhi.domain.age_statistics import full_years
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan import Objective
from bianzhi.law.citation import statute
from bianzhi.law.levels import education_rank
from bianzhi.writing.plan_conditions import locks_in_words, special
from bianzhi.writing.plan_figures import PlanFigures
from bianzhi.writing.plan_sentence_block import Block, chapter, part

_NAMED = 12
"""Units named in a sentence before it refers to the annex."""
_UNIVERSITY = "大学"


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
            f"截至{day_in_words(figures.plan.day)}，按机构编制台账逐人统计{ledger}，{figures.whole}纳入测算的机关事业单位共{len(units)}个，"
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
    ages = [full_years(person.born, figures.plan.day) for person in people if person.born is not None]
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
            f"其超编类型编制上实有{persons}人、超编{figures.total.excess}人。{_exchange(figures)}",
        ),
        part(
            "（二）不纳入情形。",
            f"下列人员不纳入本次调整：{locks_in_words(settings)}。{_left_out(figures)}",
        ),
        part("（三）须专项审批的人员。", manual if plan.manual else "本次没有须经专项程序调整的人员。"),
        *special(figures),
    )


def _exchange(figures: PlanFigures) -> str:
    budget = figures.plan.settings.exchange.extra_moves
    if not budget:
        return ""
    return f"另按双向交流设定，可从不超编的编制上调出符合条件的人员不超过{budget}人。"


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
    ("在途变动", "正在办理调出"),
    ("处分期", "处分期未满"),
    ("规划期", "规划期内退休"),
    ("单位要求不调整", "单位要求不调整"),
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
    leaving, arriving, within = figures.leaving_units, figures.arriving_units, figures.within_units
    kinds = Counter((move.from_category, move.to_category) for move in moves)
    told = "；".join(
        f"{origin}之间调整{count}人" if origin is target else f"由{origin}调整到{target}{count}人"
        for (origin, target), count in kinds.most_common()
    )
    inside = f"另有{within}人在本单位内改变编制类型。" if within else ""
    if not leaving:
        return f"有{within}人在本单位内改变编制类型，建议名册见附件3。其中，{told}。"
    return (
        f"拟从{len(leaving)}个单位调出{leaving.total()}人，充实到{len(arriving)}个单位。{inside}建议名册见附件3。其中，{told}。"
        f"拟调出单位：{_units(figures, leaving)}。拟调入单位：{_units(figures, arriving)}。"
    )


def _units(figures: PlanFigures, persons: Counter[str]) -> str:
    """Units and their persons, the largest first; the annex has the rest."""
    order = {unit.code: number for number, unit in enumerate(figures.establishment.units)}
    ranked = sorted(persons, key=lambda code: (-persons[code], order[code]))
    told = "、".join(f"{figures.name(code)}{persons[code]}人" for code in ranked[:_NAMED])
    return told if len(ranked) <= _NAMED else f"{told}等{len(ranked)}个单位（见附件2）"


def _result(figures: PlanFigures) -> str:
    total = figures.total
    changed = "；".join(
        f"{category}超编由{counts.excess}人减至{counts.excess_after}人、空编由{counts.vacancies}名减至{counts.vacancies_after}名"
        for category, counts in figures.by_category.items()
        if counts.leaving or counts.arriving
    )
    change = f"其中，{changed}。" if changed else ""
    dissolving = figures.plan.dissolving
    if dissolving:
        change += f"调整后超编中有{dissolving}人由在途变动、退休减员或者允许溢出消化，不必安排，不计入下列剩余超编。"
    return (
        f"按建议调整后，{figures.whole}超编由{total.excess}人减至{total.excess_after}人，消化{total.excess - total.excess_after}人；"
        f"空编由{total.vacancies}名减至{total.vacancies_after}名；核定编制{total.authorized}名、实有{total.in_post}人，总数均不变。"
        f"{change}各单位调整前后对照见附件2。{_proof(figures.plan.objectives)}"
    )


_GOALS = {
    "remaining_excess": ("剩余超编", "人", "最少"),
    "moves": ("调整人数", "人", "最少"),
    "lines_kept": ("与原方案相同的", "人", "最多"),
    "preferences": ("单位优先要求满足", "分", "最高"),
    "rotation": ("任同一职位年限长的交流", "人", "最多"),
    "net_gain": ("双向交流净增匹配分", "分", "最高"),
    "extra_lines_kept": ("双向交流与原方案相同的", "人", "最多"),
    "fit": ("人岗匹配总分", "分", "最高"),
}
"""What every objective counts, its unit, and which way is better."""


def _proof(objectives: Iterable[Objective]) -> str:
    """What each objective reached, and whether nothing better exists."""
    told = []
    for objective in objectives:
        name, unit, best = _GOALS[objective.name]
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
