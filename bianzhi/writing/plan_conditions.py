"""The sentences of the Word plan that follow its settings: who is left out, the principles, what was set specially."""

from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import WishKind
from bianzhi.law.constraint_catalogue import constraints_in_force
from bianzhi.writing.document_styles import Look
from bianzhi.writing.plan_figures import PlanFigures
from bianzhi.writing.plan_sentence_block import Block, part
from bianzhi.writing.plan_settings_words import special_settings


def locks_in_words(settings: PlanSettings) -> str:
    """Who is not moved, numbered: the locks in force and no others."""
    force = constraints_in_force(settings.constraints_off, settings.constraints_on)
    locks = (
        ("C19", "担任领导职务的"),
        ("C24", "借调、挂职、援派、长期病休、脱产学习、离岗退养等非现职的"),
        ("C11", "台账注明不可调整的"),
        ("C10", "试用期未满的"),
        ("C23", "服务期未满的"),
        ("C22", "" if "C23" in force else "乡镇（街道）服务期未满而拟调往上级机关的"),
        ("C12", "处分期未满的"),
        ("C30", f"上次交流未满{settings.cooling_off_months}个月的"),
        ("C28", f"距法定退休月份不超过{settings.near_retirement_months}个月的"),
        ("C50", f"规划期{settings.horizon_months}个月内退休的" if settings.horizon_months else ""),
        ("C46", "事业单位人员、工勤人员本人不愿意交流的"),
        ("C55", "已列入在途变动、正在办理调出的"),
        ("C56", "单位要求不调整的" if any(wish.kind is WishKind.STAY for wish in settings.wishes) else ""),
        ("C42", "编外人员和信息不全的人员"),
    )
    told = [words for id, words in locks if words and id in force]
    return "；".join(f"（{number}）{words}" for number, words in enumerate(told, 1))


def principles(settings: PlanSettings) -> tuple[Block, ...]:
    """The four principles, each saying only what this plan keeps."""
    return (
        Block(Look.HEADING_2, "（二）基本原则。"),
        Block(Look.BODY, "1.积极稳妥、以人为本。先核实底数、听取意见，再研究审批，不搞一刀切。"),
        Block(Look.BODY, f"2.人岗相适、身份对等。{_matching(settings)}"),
        Block(Look.BODY, f"3.大稳定、小调整。{_stability(settings)}"),
        Block(Look.BODY, f"4.严控总量、依法依规。{_totals(settings)}"),
    )


def _matching(settings: PlanSettings) -> str:
    force = constraints_in_force(settings.constraints_off, settings.constraints_on)
    identity = "人员身份与拟占用的编制类型相对应"
    if settings.matrix:
        identity += f"，其中身份对照表有{len(settings.matrix)}处按本次特别设定执行"
    else:
        identity = f"行政编制和事业编制不混用，{identity}"
    demands = [words for id, words in (("C07", "层次"), ("C31", "学历、专业、资格和年龄")) if id in force]
    listed = f"；单位提出岗位需求的，须符合{'、'.join(demands)}要求" if demands else ""
    return f"{identity}{listed}。"


def _stability(settings: PlanSettings) -> str:
    force = constraints_in_force(settings.constraints_off, settings.constraints_on)
    exchange = settings.exchange.extra_moves
    out = f"除双向交流（不超过{exchange}人）外，只从超编单位调出" if exchange else "只从超编单位调出"
    told = [f"{out}，只向空编单位调入，每人至多调整一次" if not exchange else f"{out}；每人至多调整一次"]
    if "C38" in force:
        others = f"，另有{len(settings.leaving_share_of)}个单位单独设定" if settings.leaving_share_of else ""
        share = f"{settings.leaving_share_percent}%（不足1人的可调出1人{others}）"
        told.append(f"一个单位调出人数不超过其实有人数的{share}")
    if "C41" in force:
        floor = settings.section_floor
        told.append(f"现有{floor}人以上的科室，调整后不少于{floor}人")
    return "；".join(told) + "。"


def _totals(settings: PlanSettings) -> str:
    force = constraints_in_force(settings.constraints_off, settings.constraints_on)
    limits = "编制限额和领导职数" if "C34" in force else "编制限额"
    pools = "，不跨编制池调剂" if "C45" in force else ""
    return f"不增加核定编制，不突破{limits}{pools}。"


def special(figures: PlanFigures) -> tuple[Block, ...]:
    """What the office set for this plan: who, when, why; nothing where everything is as usual."""
    found = special_settings(figures.plan.settings, figures.establishment)
    if not found:
        return ()
    opening = f"本次测算有下列{len(found)}项特别设定，请一并审核："
    rows = (Block(Look.BODY, f"{number}.{each.sentence}。") for number, each in enumerate(found, 1))
    return (part("（四）本次测算的特别设定。", opening), *rows)
