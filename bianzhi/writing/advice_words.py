"""Words that the workbook and the document 方案说明 share, so that the two cannot differ."""

from collections.abc import Sequence

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import Burden, Loss, OtherPlan, Robustness, YearlyPlan, YearStep
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.plan_columns import paper_id
from bianzhi.errors import BianzhiError

TITLE = "人员编制调整建议方案说明"
PROPOSED = "本说明为测算结果，供研究参考；所列安排均为拟安排，须按权限报批。"

GOALS = {
    "remaining_excess": "未消化超编（人）",
    "moves": "调整人数（人）",
    "lines_kept": "与原方案相同（人）",
    "preferences": "优先要求满足（分）",
    "rotation": "长期任职人员交流（人）",
    "net_gain": "双向交流净增匹配分（分）",
    "extra_lines_kept": "双向交流与原方案相同（人）",
    "fit": "匹配总分（分）",
}
"""The objectives as the sheets head them."""

_NUMERALS = "一二三四五六七八九十"


def refuse_nothing(advice: Advice) -> None:
    """Raise where there is nothing to write.

    Raises
    ------
    BianzhiError
        Nothing was asked.
    """
    if advice.is_empty:
        raise BianzhiError(
            "没有可写入方案说明的内容。", "请先测算备选方案、公平性、稳健性、堵点或分年度计划中的至少一项。"
        )


def other_name(number: int) -> str:
    """备选方案一, 备选方案二, …, from 1."""
    return f"备选方案{_NUMERALS[number - 1] if number <= len(_NUMERALS) else number}"


def others_found(advice: Advice) -> str:
    """How many other plans there are, and what they were allowed to give up."""
    count = len(advice.others or ())
    within = f"在{_loss_words(advice.loss)}的前提下，" if advice.loss else ""
    if not count:
        return f"{within}没有与建议方案确有不同的其他方案。"
    return f"{within}另有{count}个与建议方案及相互之间人员或去向确有不同的方案。"


def _loss_words(loss: Loss) -> str:
    parts = [
        f"未消化超编至多增加{loss.excess}人" if loss.excess else "未消化超编不增加",
        f"调整人数至多增加{loss.moves}人" if loss.moves else "",
        f"平均匹配分至多降低{loss.fit}分" if loss.fit else "匹配分不降低",
    ]
    return "、".join(part for part in parts if part)


def person_name(establishment: Establishment, id: str) -> str:
    """Name and id, as paper has them; the id alone for someone the ledger does not have."""
    person = establishment.person.get(id)
    return f"{person.name}（{paper_id(id)}）" if person else paper_id(id)


def unit_name(establishment: Establishment, code: str) -> str:
    """The name of a unit, or its code where the ledger has none."""
    unit = establishment.unit.get(code)
    return unit.name if unit else code


def compared(plan: Plan, other: OtherPlan) -> list[tuple[Move | None, Move | None]]:
    """People of either plan, in the order of the proposed plan and then of the other: the move there, and the move here."""
    before = {move.person: move for move in plan.moves}
    after = {move.person: move for move in other.plan.moves}
    people = dict.fromkeys((*before, *after))
    return [(before.get(person), after.get(person)) for person in people]


def comparison_words(before: Move | None, after: Move | None) -> str:
    """What becomes of one person in another plan."""
    if before is None:
        return "改为调整"
    if after is None:
        return "改为不调整"
    if before.to_unit != after.to_unit:
        return "改变单位"
    return "相同" if before.place == after.place else "同单位其他岗位"


def robustness_words(found: Robustness, plan: Plan) -> tuple[str, ...]:
    """What the draws and the people one by one show."""
    least, median, most = found.remaining
    changed = found.replaced
    critical = len(found.critical)
    return (
        f"假设拟调整的{len(plan.moves)}人中每次有{found.refusing}人不同意，随机测算{found.draws}次（随机种子{found.seed}，可复算）："
        f"重新求解后，未消化超编最少{least}人、中位数{median}人、最多{most}人（建议方案{_remaining(plan)}人）；"
        f"除不同意的人员外，名册中须改动的最少{changed[0]}行、中位数{changed[1]}行、最多{changed[2]}行。",
        f"逐人看，{critical}人不同意时没有其他人员可以接替，未消化超编将增加，建议先行沟通。"
        if critical
        else "逐人看，任何一人不同意，都有其他人员可以接替，未消化超编不增加。",
    )


def _remaining(plan: Plan) -> int:
    return next((goal.value for goal in plan.objectives if goal.name == "remaining_excess"), plan.excess_after)


def burdens_found(burdens: Sequence[Burden]) -> str:
    """How many groups carry clearly more than their share."""
    warned = [burden for burden in burdens if burden.warning]
    if not warned:
        return "按单位、年龄段、性别、学历分组，没有哪一组拟调整人数明显多于其在可调整人员中的比例。"
    return (
        f"按单位、年龄段、性别、学历分组，有{len(warned)}组拟调整人数明显多于其在可调整人员中的比例，建议研究时说明。"
    )


def whole_years(yearly: YearlyPlan) -> list[YearStep]:
    """The years of the whole ledger."""
    return [step for step in yearly.steps if not step.unit]
