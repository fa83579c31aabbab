"""Why no merger is proposed for a candidate: for each other institution of its superior, the condition that fails."""

from collections.abc import Collection, Sequence

from bianzhi.domain.establishment import Unit
from bianzhi.domain.institutions import CandidateReason
from bianzhi.optimize.institutions.candidates import Institutions

_MOST_NAMED = 5
"""Institutions that a reason names of those that it holds for."""


def why_left(
    here: Institutions,
    unit: Unit,
    wanted: Collection[str],
    partners: Sequence[Unit],
    chosen: Sequence[Sequence[Unit]],
) -> str:
    """In one sentence, without its full stop.

    Parameters
    ----------
    here, unit
        The institutions, and the candidate.
    wanted
        Codes of the institutions that are looked at.
    partners
        Institutions with which it could lawfully become one.
    chosen
        The groups proposed; the candidate is in none of them.
    """
    if _is_administrative(here, unit):
        return "承担行政职能，不与其他事业单位合并，拟将职能划回行政机关"
    if not unit.parent:
        return "台账没有填上级机构（主管部门），无从判断与谁合并"
    if partners:
        return _taken(partners, chosen)
    parent = here.establishment.unit.get(unit.parent)
    superior = parent.name if parent else unit.parent
    others = [other for other in here.siblings.get(unit.parent, ()) if other.code != unit.code]
    if not others:
        return f"主管部门{superior}没有其他事业单位；主管部门不同的不提出合并建议"
    reasons: dict[str, list[str]] = {}
    for other in others:
        reasons.setdefault(_what_fails(here, unit, other, wanted), []).append(other.name)
    return "；".join(f"与{_few(names)}：{reason}" for reason, names in reasons.items())


def _few(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return f"{'、'.join(names[:_MOST_NAMED])}{more}"


def _what_fails(here: Institutions, unit: Unit, other: Unit, wanted: Collection[str]) -> str:
    """Every condition of a merger that these two do not fulfil."""
    found = []
    if other.code not in wanted:
        found.append("不在本次研究的范围")
    if _is_administrative(here, other):
        found.append("对方承担行政职能，不参与合并")
    if unit.kind is not other.kind:
        found.append(f"分类不同（{unit.kind.value}↔{other.kind.value}）")
    elif unit.civil_like != other.civil_like:
        found.append(f"是否参公不同（{_civil(unit)}↔{_civil(other)}）")
    if unit.rank != other.rank:
        found.append(f"规格不同（{unit.rank or '未填'}↔{other.rank or '未填'}）")
    if unit.pool is not other.pool:
        found.append(f"编制池不同（{unit.pool.value}↔{other.pool.value}）")
    if unit.region != other.region:
        found.append(f"地区不同（{unit.region or '未填'}↔{other.region or '未填'}）")
    if not found:
        small = here.law["small_institution_posts"]
        found.append(f"条件相同，但没有共同的职能标签，编制又都超过 {small} 名，不属职能相近或规模较小")
    return "，".join(found)


def _civil(unit: Unit) -> str:
    return "参公" if unit.civil_like else "不参公"


def _is_administrative(here: Institutions, unit: Unit) -> bool:
    return any(each.unit == unit.code and CandidateReason.ADMINISTRATIVE in each.reasons for each in here.candidates)


def _taken(partners: Sequence[Unit], chosen: Sequence[Sequence[Unit]]) -> str:
    """It could be merged, but those it could be merged with are proposed to be merged otherwise."""
    elsewhere = [
        f"{partner.name}已拟与{'、'.join(other.name for other in group if other is not partner)}合并"
        for group in chosen
        for partner in group
        if partner in partners
    ]
    named = "、".join(partner.name for partner in partners[:_MOST_NAMED])
    more = f"等 {len(partners)} 个" if len(partners) > _MOST_NAMED else ""
    words = f"；{'，'.join(elsewhere[:_MOST_NAMED])}" if elsewhere else ""
    return f"条件相符的有{named}{more}{words}；单独保留时涉及的机构更少"
